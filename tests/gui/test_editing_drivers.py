"""Assumptions as a person edits them: typed, dragged, refused, mended, undone."""

from __future__ import annotations

import pytest
from hands import (
    CTRL,
    SHIFT,
    Start,
    choose,
    choose_in_box,
    choose_in_menu,
    click,
    click_row,
    drag_slider,
    enter,
    in_dialog,
    key,
    move_pressed,
    press,
    release,
    scroll_to,
    type_over,
    types,
    wheel,
)
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QToolTip
from pytestqt.qtbot import QtBot
from test_first_start import OPENAI, SENTENCE, open_preset

from planner.gui.dialogs.trajectory_dialog import TrajectoryDialog
from planner.gui.main_window import MainWindow
from planner.gui.panels.driver_row import DriverRow
from planner.model.trajectory import Compound, Constant, Points


@pytest.fixture
def openai(start: Start) -> MainWindow:
    """The window with OpenAI's average query: 0.34 Wh/query x 2.5e9 query/day, constant."""
    return start("openai-average")


def row(window: MainWindow, driver: int = 0, workload: int = 0) -> DriverRow:
    found = window.assumptions.row(workload, driver)
    assert isinstance(found, DriverRow)
    return found


def undo(window: MainWindow) -> None:
    choose(window, "Edit", "Undo")


def steps(window: MainWindow) -> list[str]:
    history = window.document.history
    return [history.text(index) for index in range(history.count())]


# Typing


def test_a_value_typed_with_return_changes_the_finding(openai: MainWindow) -> None:
    enter(row(openai).value, "0.68 Wh/query")
    # 0.68 x 2.5e9 x 365.25 = 620.925 GWh; / 10,791 kWh = 57,541.0 homes; / 4,276,104 GWh = 0.01452 %
    assert openai.chart.headline.text() == (
        "Chat at 0.68 Wh per query: 621 GWh in 2025, as much electricity as 57,540 US households (0.01 % of US demand)"
    )
    assert steps(openai) == ["Change Energy per message"]
    assert openai.isWindowModified()


def test_a_value_typed_and_left_with_tab_counts_as_well(openai: MainWindow) -> None:
    type_over(row(openai).value, "0.68 Wh/query")
    assert openai.chart.headline.text() == SENTENCE
    key(openai, Qt.Key.Key_Tab)
    assert openai.chart.headline.text().startswith("Chat at 0.68 Wh per query: 621 GWh")
    assert len(steps(openai)) == 1


def test_a_value_typed_and_left_by_a_click_elsewhere_counts_as_well(openai: MainWindow) -> None:
    type_over(row(openai).value, "0.68 Wh/query")
    click(row(openai, 1).value.line_edit)
    assert openai.chart.headline.text().startswith("Chat at 0.68 Wh per query: 621 GWh")


def test_a_value_is_kept_as_it_was_typed(openai: MainWindow) -> None:
    enter(row(openai, 1).value, "2.5 billion query/day")
    assert row(openai, 1).value.text() == "2.5 billion query/day"
    assert openai.chart.headline.text() == SENTENCE


def test_another_unit_gives_the_same_figure(openai: MainWindow) -> None:
    enter(row(openai).value, "1224 J/query")  # 0.34 Wh x 3,600 J/Wh
    assert openai.chart.headline.text() == SENTENCE.replace("0.34 Wh per query", "1,224 J per query")
    assert steps(openai) == ["Change Energy per message"]


def test_a_range_makes_the_finding_uncertain_and_gives_the_line_a_band(openai: MainWindow) -> None:
    enter(row(openai).value, "0.2 to 0.5 Wh/query")
    assert openai.chart.under.text().startswith("90 % between ")
    assert openai.chart.plot._chart is not None
    assert not openai.chart.plot._chart.series[0].certain
    assert "Bands" in openai.chart.caption.text()


def test_typing_the_value_that_stands_there_is_no_step(openai: MainWindow) -> None:
    enter(row(openai).value, "0.34 Wh/query")
    assert steps(openai) == []
    assert not openai.isWindowModified()


def test_a_source_stops_to_vouch_for_a_value_that_is_no_longer_its_own(openai: MainWindow) -> None:
    assert row(openai).badge.text() == "OpenAI 2025 · claim"
    enter(row(openai).value, "0.68 Wh/query")
    assert row(openai).badge.text() == "own, not OpenAI"
    enter(row(openai).value, "1224 J/query")
    assert row(openai).badge.text() == "OpenAI 2025 · claim"


# Refusals


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.34 Wh/day", "day"),
        ("-1 Wh/query", "negative"),
        ("0.5 to 0.2 Wh/query", "low end is above the high end"),
        ("abc", "does not begin with a number"),
        ("", "a value is missing"),
        ("0.34 Whx/query", "Whx"),
        ("9**9**9", "9**9**9"),
        ("1e99 Wh/query", "beyond what is sensible"),
        ("0.34 Wh/query" + " " * 200 + "x", "too long"),
    ],
)
def test_a_wrong_value_is_refused_in_words_at_the_field_and_changes_nothing(
    openai: MainWindow, text: str, words: str
) -> None:
    before = openai.document.workspace
    enter(row(openai).value, text)
    assert words in row(openai).value.error
    assert row(openai).value.sentence.isVisible()
    assert openai.document.workspace == before
    assert openai.chart.headline.text() == SENTENCE
    assert not openai.isWindowModified()
    assert steps(openai) == []


def test_escape_brings_the_last_good_value_back(openai: MainWindow) -> None:
    enter(row(openai).value, "abc")
    key(openai, Qt.Key.Key_Escape)
    assert row(openai).value.text() == "0.34 Wh/query"
    assert row(openai).value.error == ""
    assert not row(openai).value.sentence.isVisible()


def test_escape_takes_half_typed_text_back(openai: MainWindow) -> None:
    type_over(row(openai).value, "0.6")
    key(openai, Qt.Key.Key_Escape)
    assert row(openai).value.text() == "0.34 Wh/query"
    key(openai, Qt.Key.Key_Tab)
    assert steps(openai) == []


def test_a_refused_value_can_be_mended_where_it_stands(openai: MainWindow) -> None:
    enter(row(openai).value, "0.68 Wh/quer")
    assert row(openai).value.error
    types(row(openai).value.line_edit, "y")
    key(openai, Qt.Key.Key_Return)
    assert row(openai).value.error == ""
    assert openai.chart.headline.text().startswith("Chat at 0.68 Wh per query")


def test_a_refusal_does_not_go_over_to_another_scenario(openai: MainWindow) -> None:
    choose(openai, "Scenario", "Duplicate")
    enter(row(openai).value, "100 Wh/session")
    assert row(openai).value.error
    click_row(openai.scenarios.scenarios, 0)
    assert row(openai).value.text() == "0.34 Wh/query"
    assert row(openai).value.error == ""
    assert not row(openai).remedy.isVisible()


def test_a_half_typed_text_does_not_go_over_to_the_scenario_that_takes_the_place_of_a_deleted_one(
    openai: MainWindow,
) -> None:
    choose(openai, "Scenario", "Duplicate")
    type_over(row(openai).value, "100 Wh/session")
    choose(openai, "Scenario", "Delete")
    assert openai.assumptions._title.text() == "Average query"
    assert row(openai).value.text() == "0.34 Wh/query"
    assert row(openai).value.error == ""


def test_a_refused_text_is_offered_again_once_the_value_behind_it_has_changed(openai: MainWindow) -> None:
    enter(row(openai).value, "0.68 Wh/query")
    enter(row(openai).value, "5 kg")
    assert row(openai).value.error
    openai.document.history.undo()  # from the history, say: the field keeps what is being typed
    key(openai, Qt.Key.Key_Tab)
    assert row(openai).value.text() == "5 kg"
    assert row(openai).value.error


def test_a_refused_conversion_keeps_its_sentence_while_something_else_changes(openai: MainWindow) -> None:
    field = openai.assumptions.conversions.rows["household_use"].value
    enter(field, "10791 kWh")
    sentence = field.error
    assert sentence
    enter(row(openai).value, "0.68 Wh/query")
    assert field.text() == "10791 kWh"
    assert field.error == sentence


# What is counted


def test_counting_something_else_is_refused_with_a_remedy_that_counts_everything_so(openai: MainWindow) -> None:
    enter(row(openai).value, "100 Wh/session")
    assert "query" in row(openai).value.error
    assert row(openai).remedy.isVisible()
    assert row(openai).remedy.text() == "Count everything in “Chat” that way"
    assert steps(openai) == []
    click(row(openai).remedy)
    assert row(openai).value.text() == "100 Wh/session"
    assert row(openai, 1).value.text() == "2.5e9 session/day"
    assert not row(openai).remedy.isVisible()
    assert row(openai).value.error == ""
    # 100 Wh x 2.5e9 x 365.25 = 91.3125 TWh
    assert openai.chart.headline.text().startswith("Chat at 100 Wh per session: 91.3 TWh in 2025")
    assert len(steps(openai)) == 1


def test_the_remedy_goes_with_the_refusal(openai: MainWindow) -> None:
    enter(row(openai).value, "100 Wh/session")
    assert row(openai).remedy.isVisible()
    key(openai, Qt.Key.Key_Escape)
    assert not row(openai).remedy.isVisible()


def test_the_remedy_goes_as_soon_as_the_text_is_mended(openai: MainWindow) -> None:
    enter(row(openai).value, "100 Wh/session")
    type_over(row(openai).value, "0.5 Wh/query")
    assert row(openai).value.error == ""
    assert not row(openai).remedy.isVisible()


def test_the_remedy_is_reached_and_pressed_by_keyboard(openai: MainWindow) -> None:
    enter(row(openai).value, "100 Wh/session")
    for _tab in range(8):
        key(openai, Qt.Key.Key_Tab)
        if row(openai).remedy.hasFocus():
            break
    assert row(openai).remedy.hasFocus()
    key(openai, Qt.Key.Key_Space)
    assert row(openai, 1).value.text() == "2.5e9 session/day"


# The slider


def test_a_drag_of_the_slider_is_one_step_whatever_happens_on_the_way(openai: MainWindow) -> None:
    drag_slider(row(openai), [0.3, 0.45, 0.6, 0.8])
    assert steps(openai) == ["Drag Energy per message"]
    assert openai.chart.headline.text() != SENTENCE
    undo(openai)
    assert openai.chart.headline.text() == SENTENCE
    assert row(openai).value.text() == "0.34 Wh/query"


def test_the_finding_follows_the_slider_while_it_is_dragged_and_a_ghost_shows_the_line_before(
    openai: MainWindow,
) -> None:
    slider = row(openai).slider
    scroll_to(slider)
    press(slider, QPoint(round(slider.handle_x), 8))
    move_pressed(slider, QPoint(slider.width() - 20, 8))
    assert openai.chart.headline.text() != SENTENCE
    assert openai.chart.plot._chart is not None
    assert [series.ghost for series in openai.chart.plot._chart.series] == [True, False]
    release(slider, QPoint(slider.width() - 20, 8))
    assert [series.ghost for series in openai.chart.plot._chart.series] == [False]


def test_two_drags_are_two_steps(openai: MainWindow) -> None:
    drag_slider(row(openai), [0.4, 0.5])
    drag_slider(row(openai), [0.6, 0.7])
    assert len(steps(openai)) == 2
    undo(openai)
    undo(openai)
    assert openai.chart.headline.text() == SENTENCE


def test_a_press_on_the_handle_without_a_movement_is_no_step(openai: MainWindow) -> None:
    slider = row(openai).slider
    scroll_to(slider)
    handle = QPoint(round(slider.handle_x), 8)
    press(slider, handle)
    release(slider, handle)
    assert steps(openai) == []


def test_each_arrow_key_on_the_slider_is_one_step(openai: MainWindow) -> None:
    row(openai).slider.setFocus(Qt.FocusReason.TabFocusReason)
    key(openai, Qt.Key.Key_Right)
    assert steps(openai) == ["Drag Energy per message"]
    first = row(openai).value.text()
    assert float(first.split()[0]) > 0.34
    key(openai, Qt.Key.Key_Left)
    assert len(steps(openai)) == 2
    key(openai, Qt.Key.Key_Z, CTRL)
    key(openai, Qt.Key.Key_Z, CTRL)
    assert row(openai).value.text() == "0.34 Wh/query"


def test_a_drag_keeps_the_spread_of_a_range(openai: MainWindow) -> None:
    enter(row(openai).value, "0.2 to 0.5 Wh/query")
    drag_slider(row(openai), [0.5, 0.7])
    text = row(openai).value.text()
    low, high = text.removesuffix(" Wh/query").split(" to ")
    assert float(high) / float(low) == pytest.approx(2.5, rel=1e-3)


def test_the_wheel_over_the_panel_scrolls_and_changes_nothing(openai: MainWindow) -> None:
    conversions = openai.assumptions.conversions
    for widget in (row(openai).slider, conversions.region, conversions.start, conversions.end):
        wheel(widget, -3)
        wheel(widget, 3)
    assert steps(openai) == []
    assert openai.chart.headline.text() == SENTENCE


# Undo and redo


def test_everything_is_undone_back_to_the_very_first_state_and_redone(window: MainWindow, qtbot: QtBot) -> None:
    first = window.document.workspace
    enter(row(window).value, "0.5 Wh/query")
    drag_slider(row(window, 2), [0.5, 0.6])
    enter(row(window, 0, 1).value, "100 Wh/query")
    if row(window, 0, 1).remedy.isVisible():
        click(row(window, 0, 1).remedy)
    choose(window, "Scenario", "Duplicate")
    choose(window, "Scenario", "Use as baseline")
    choose_in_box(window.assumptions.conversions.region, "France")
    enter(window.assumptions.conversions.rows["household_use"].value, "3000 kWh/household/year")
    choose(window, "Scenario", "Move up")
    choose(window, "Scenario", "Delete")
    choose(window, "Scenario", "Add")
    last = window.document.workspace
    count = len(steps(window))
    assert count == 10
    for _step in range(count):
        undo(window)
    assert window.document.workspace == first
    assert not window.isWindowModified()
    assert not window.actions_by_name["undo"].isEnabled()
    assert row(window).value.text() == "0.17 to 0.68 Wh/query"
    for _step in range(count):
        choose(window, "Edit", "Redo")
    assert window.document.workspace == last
    assert not window.actions_by_name["redo"].isEnabled()


def test_control_z_right_after_return_undoes_the_edit(openai: MainWindow) -> None:
    enter(row(openai).value, "0.68 Wh/query")
    key(openai, Qt.Key.Key_Z, CTRL)
    assert row(openai).value.text() == "0.34 Wh/query"
    assert openai.chart.headline.text() == SENTENCE
    assert not openai.isWindowModified()
    key(openai, Qt.Key.Key_Z, CTRL | SHIFT)
    assert row(openai).value.text() == "0.68 Wh/query"
    assert openai.chart.headline.text().startswith("Chat at 0.68")


def test_control_z_while_typing_takes_back_the_typing_only(openai: MainWindow) -> None:
    enter(row(openai).value, "0.68 Wh/query")
    type_over(row(openai).value, "7")
    key(openai, Qt.Key.Key_Z, CTRL)
    assert openai.chart.headline.text().startswith("Chat at 0.68")
    assert len(steps(openai)) == 1
    assert openai.document.history.canUndo()


# How a driver moves


def test_how_a_driver_moves_is_edited_in_its_dialog_as_one_step(openai: MainWindow) -> None:
    def choose_growth(dialog: TrajectoryDialog) -> None:
        click(dialog.kinds.button(1))
        type_over(dialog.page.fields()[0], "100 %/year")
        click(dialog.ok)

    assert row(openai, 1).movement.text() == "constant"
    with in_dialog(choose_growth, TrajectoryDialog):
        click(row(openai, 1).movement)
    driver = openai.document.workspace.scenarios[0].workloads[0].drivers[1]
    assert isinstance(driver.trajectory, Compound)
    assert driver.trajectory.rate.text == "100 %/year"
    assert row(openai, 1).movement.text() == "+100 % a year"
    assert steps(openai) == ["Change how Messages moves"]
    openai.chart.plot.setFocus()
    key(openai, Qt.Key.Key_End)
    # 310.4625 GWh x 2^10 = 317.9 TWh
    assert ": 318 TWh in 2035" in openai.chart.headline.text()
    undo(openai)
    assert isinstance(openai.document.workspace.scenarios[0].workloads[0].drivers[1].trajectory, Constant)


def test_a_movement_by_given_years_counts_in_each_of_them(openai: MainWindow) -> None:
    def give_years(dialog: TrajectoryDialog) -> None:
        click(dialog.kinds.button(3), QPoint(30, 10))
        first, last = dialog.page.fields()
        type_over(first, "1e9 query/day")
        type_over(last, "4e9 query/day")
        click(dialog.ok)

    with in_dialog(give_years, TrajectoryDialog):
        click(row(openai, 1).movement)
    trajectory = openai.document.workspace.scenarios[0].workloads[0].drivers[1].trajectory
    assert isinstance(trajectory, Points)
    assert [year for year, _value in trajectory.values] == [2025, 2035]
    openai.chart.plot.setFocus()
    key(openai, Qt.Key.Key_Home)
    key(openai, Qt.Key.Key_Right, times=5)
    # geometric: sqrt(1e9 x 4e9) = 2e9 in the middle; 0.34 x 2e9 x 365.25 = 248.37 GWh
    assert ": 248 GWh in 2030" in openai.chart.headline.text()


def test_a_dialog_that_is_cancelled_changes_nothing(openai: MainWindow) -> None:
    def cancel(dialog: TrajectoryDialog) -> None:
        click(dialog.kinds.button(1))
        key(dialog, Qt.Key.Key_Escape)

    before = openai.document.workspace
    with in_dialog(cancel, TrajectoryDialog):
        click(row(openai, 1).movement)
    assert openai.document.workspace == before


# Workloads, drivers and conversions


def test_a_driver_is_added_named_and_removed(openai: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    section = openai.assumptions._sections[0]
    click(section._add)
    assert row(openai, 2).value.text() == "1"
    assert openai.chart.headline.text() == SENTENCE
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kw: ("PUE", True))
    click(row(openai, 2).more)
    choose_in_menu("Rename…")
    assert row(openai, 2).name.text() == "PUE"
    enter(row(openai, 2).value, "1.2")
    # 310.4625 x 1.2 = 372.555 GWh
    assert ": 373 GWh in 2025" in openai.chart.headline.text()
    click(row(openai, 2).more)
    choose_in_menu("Remove")
    assert openai.chart.headline.text() == SENTENCE
    assert len(openai.document.workspace.scenarios[0].workloads[0].drivers) == 2


def test_a_driver_that_carries_the_energy_cannot_be_removed_and_says_why(openai: MainWindow) -> None:
    before = openai.document.workspace
    click(row(openai).more)
    choose_in_menu("Remove")
    assert "energy" in row(openai).value.error
    assert openai.document.workspace == before


def test_a_driver_is_given_a_ready_spread(openai: MainWindow) -> None:
    click(row(openai).more)
    choose_in_menu("Spread", "A factor of 2")
    assert row(openai).value.text() == "0.17 to 0.68 Wh/query"
    assert openai.chart.under.text().startswith("90 % between")


def test_a_driver_can_divide(openai: MainWindow) -> None:
    click(openai.assumptions._sections[0]._add)
    enter(row(openai, 2).value, "2")
    click(row(openai, 2).more)
    choose_in_menu("Divides")
    assert row(openai, 2).name.text() == "÷ New factor"
    # 310.4625 / 2 = 155.231 GWh
    assert ": 155 GWh in 2025" in openai.chart.headline.text()


def test_a_workload_is_added_moved_and_removed(openai: MainWindow) -> None:
    click(openai.assumptions._add)
    choose_in_menu("Images")
    # 1 Wh x 1e7 x 365.25 = 3.6525 GWh more
    assert openai.chart.headline.text().startswith("Average query: 314 GWh in 2025")
    names = [workload.name for workload in openai.document.workspace.scenarios[0].workloads]
    assert names == ["Chat", "Images"]
    click(openai.assumptions._sections[1]._more)
    choose_in_menu("Move up")
    names = [workload.name for workload in openai.document.workspace.scenarios[0].workloads]
    assert names == ["Images", "Chat"]
    click(openai.assumptions._sections[0]._more)
    choose_in_menu("Remove")
    assert openai.chart.headline.text() == SENTENCE


def test_a_region_converts_with_its_own_figures(openai: MainWindow) -> None:
    choose_in_box(openai.assumptions.conversions.region, "Germany")
    assert "German households" in openai.chart.headline.text()
    assert steps(openai) == ["Change the region"]


def test_an_own_figure_replaces_the_regions_and_can_be_given_back(openai: MainWindow) -> None:
    line = openai.assumptions.conversions.rows["household_use"]
    assert line.value.text() == "10791 kWh/household/year"
    assert not line.back.isVisible()
    enter(line.value, "21582 kWh/household/year")
    # half as many: 310.4625 GWh / 21,582 kWh = 14,385.2
    assert "as much electricity as 14,390 US households" in openai.chart.headline.text()
    assert line.badge.text() == "own assumption"
    assert line.back.isVisible()
    click(line.back)
    assert openai.chart.headline.text() == SENTENCE
    assert steps(openai) == ["Change “A household uses”", "Change “A household uses”"]


def test_a_conversion_of_the_wrong_kind_is_refused_at_its_field(openai: MainWindow) -> None:
    line = openai.assumptions.conversions.rows["household_use"]
    enter(line.value, "5 kg")
    assert line.value.error
    assert openai.chart.headline.text() == SENTENCE
    key(openai, Qt.Key.Key_Escape)
    assert line.value.text() == "10791 kWh/household/year"


def test_other_years_are_typed_and_undone(openai: MainWindow) -> None:
    box = openai.assumptions.conversions.end
    type_over(box.lineEdit(), "2040")
    key(openai, Qt.Key.Key_Return)
    assert openai.document.workspace.scenarios[0].end == 2040
    assert openai.chart.plot._chart is not None
    assert openai.chart.plot._chart.years[-1] == 2040
    key(openai, Qt.Key.Key_Tab)
    undo(openai)
    assert openai.document.workspace.scenarios[0].end == 2035
    assert box.value() == 2035


def test_more_years_than_there_may_be_are_refused_in_words(openai: MainWindow) -> None:
    box = openai.assumptions.conversions.end
    type_over(box.lineEdit(), "2300")
    key(openai, Qt.Key.Key_Return)
    assert openai.document.workspace.scenarios[0].end == 2035
    assert box.value() == 2035
    assert "more than 200 years" in openai.assumptions.conversions.problem.text()
    assert openai.assumptions.conversions.problem.isVisible()


def test_the_marked_year_stays_within_the_years(openai: MainWindow) -> None:
    openai.chart.plot.setFocus()
    key(openai, Qt.Key.Key_End)
    assert " in 2035" in openai.chart.headline.text()
    type_over(openai.assumptions.conversions.end.lineEdit(), "2030")
    key(openai, Qt.Key.Key_Return)
    assert " in 2030" in openai.chart.headline.text()
    assert openai.chart.plot.marked_year == 2030


def test_names_are_shown_as_they_are_written(openai: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "<b>Chat</b> & <i>more</i>"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kw: (name, True))
    click(row(openai).more)
    choose_in_menu("Rename…")
    click(openai.assumptions._sections[0]._more)
    choose_in_menu("Rename…")
    for label in (row(openai).name, openai.assumptions._sections[0]._name):
        assert label.text() == name
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_result_beyond_all_numbers_is_said_and_no_old_working_stays(openai: MainWindow) -> None:
    enter(row(openai).value, "1e60 GWh/query")
    enter(row(openai, 1).value, "1e60 query/day")
    section = openai.assumptions._sections[0]
    for driver in (2, 3, 4, 5):
        click(section._add)
        enter(row(openai, driver).value, "1e60")
    assert "too large" in openai.chart.under.text()
    assert openai.chart.working.ladder is None
    undo(openai)
    assert openai.chart.working.ladder is not None


def test_a_preset_opened_over_a_refused_text_shows_its_own_values(openai: MainWindow) -> None:
    enter(row(openai).value, "abc")
    open_preset(openai, OPENAI)
    assert row(openai).value.text() == "0.34 Wh/query"
    assert row(openai).value.error == ""


def test_a_saved_plan_holds_what_is_still_being_typed(start: Start, qtbot: QtBot) -> None:
    window = start("openai-average")
    type_over(row(window).value, "0.68 Wh/query")
    choose(window, "Scenario", "Duplicate")
    values = [scenario.workloads[0].drivers[0].value.text for scenario in window.document.workspace.scenarios]
    assert values == ["0.68 Wh/query", "0.68 Wh/query"]
    assert QApplication.activeModalWidget() is None


def test_pointing_at_a_driver_tells_what_it_is(openai: MainWindow, qtbot: QtBot) -> None:
    row = openai.assumptions.row(0, 0)
    at = row.name.rect().center()
    QApplication.sendEvent(row.name, QHelpEvent(QEvent.Type.ToolTip, at, row.name.mapToGlobal(at)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text().startswith("The energy that one use takes.\nPublished: ")
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
