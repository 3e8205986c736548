"""Scenarios as a person arranges them: add, copy, name, order, hide, compare, delete and bring back."""

from __future__ import annotations

import pytest
from hands import (
    ALT,
    CTRL,
    SHIFT,
    Start,
    choose,
    choose_in_menu,
    click,
    click_row,
    context_menu,
    double_click,
    drag_slider,
    enter,
    key,
    place_of,
    tick,
    types,
)
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.gui.main_window import MainWindow
from planner.gui.panels.scenario_list import ScenarioList

THREE = ["Chat, text only", "Chat, average claim", "Chat and agents"]


def names(window: MainWindow) -> list[str]:
    return [scenario.name for scenario in window.document.workspace.scenarios]


def rows(window: MainWindow) -> ScenarioList:
    return window.scenarios.scenarios


def lines(window: MainWindow) -> dict[str, tuple[int, bool]]:
    """Return the lines on the chart: for each name its colour and whether it is a ghost."""
    assert window.chart.plot._chart is not None
    return {series.name: (series.colour, series.ghost) for series in window.chart.plot._chart.series}


def rename(window: MainWindow, row: int, name: str) -> None:
    click_row(rows(window), row)
    key(window, Qt.Key.Key_F2)
    editor = rows(window).findChild(QLineEdit)
    assert editor is not None
    key(window, Qt.Key.Key_A, CTRL)
    types(editor, name)
    key(window, Qt.Key.Key_Return)


def test_a_scenario_is_added_selected_and_ready_to_be_changed(window: MainWindow) -> None:
    click(window.scenarios.add)
    assert names(window) == [*THREE, "New scenario"]
    assert rows(window).currentRow() == 3
    assert window.assumptions._title.text() == "New scenario"
    # 0.3 Wh x 1e9 x 365.25 = 109.575 GWh
    assert window.chart.headline.text().startswith("Text chat at 0.3 Wh per query: 110 GWh")
    click(window.scenarios.add)
    assert names(window)[-1] == "New scenario (2)"


def test_a_copy_stands_behind_its_original_and_has_a_colour_of_its_own(window: MainWindow) -> None:
    click_row(rows(window), 0)
    key(window, Qt.Key.Key_D, CTRL)
    assert names(window) == ["Chat, text only", "Chat, text only (2)", "Chat, average claim", "Chat and agents"]
    assert rows(window).currentRow() == 1
    colours = [colour for colour, _ghost in lines(window).values()]
    assert len(set(colours)) == 4


def test_colours_stay_with_their_scenario_whatever_happens_to_the_others(window: MainWindow) -> None:
    before = lines(window)
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_D, CTRL)
    click_row(rows(window), 0)
    key(window, Qt.Key.Key_Delete)
    click_row(rows(window), 2)
    key(window, Qt.Key.Key_Up, ALT)
    after = lines(window)
    for name in ("Chat, average claim", "Chat and agents"):
        assert after[name] == before[name]
    click(window.scenarios.add)
    assert len({colour for colour, _ghost in lines(window).values()}) == 4


def test_a_scenario_is_renamed_with_f2(window: MainWindow) -> None:
    rename(window, 1, "As claimed")
    assert names(window)[1] == "As claimed"
    assert "As claimed" in lines(window)
    assert window.document.history.undoText() == "Rename a scenario"
    choose(window, "Edit", "Undo")
    assert rows(window).item(1).text() == "Chat, average claim"


def test_a_scenario_is_renamed_by_a_double_click_and_escape_leaves_it(window: MainWindow) -> None:
    double_click(rows(window).viewport(), place_of(rows(window), 1))
    editor = rows(window).findChild(QLineEdit)
    assert editor is not None
    types(editor, "x")
    key(window, Qt.Key.Key_Escape)
    assert names(window) == THREE
    assert window.document.history.count() == 0


@pytest.mark.parametrize(("name", "words"), [("Chat and agents", "stands twice"), ("   ", "cannot be a name")])
def test_a_name_that_cannot_be_is_refused_in_words_and_the_old_one_comes_back(
    window: MainWindow, name: str, words: str
) -> None:
    rename(window, 1, name)
    assert names(window) == THREE
    assert rows(window).item(1).text() == "Chat, average claim"
    assert window.notice.isVisible()
    assert words in window.notice.words.text()


def test_the_baseline_stays_the_baseline_when_it_is_renamed(window: MainWindow) -> None:
    rename(window, 0, "Text")
    assert window.document.workspace.baseline == "Text"
    click_row(rows(window), 2)
    assert "above “Text” in " in window.chart.under.text()


def test_a_deleted_scenario_comes_back_by_the_button_of_the_notice(window: MainWindow) -> None:
    before = window.document.workspace
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_Delete)
    assert names(window) == ["Chat, text only", "Chat and agents"]
    assert window.notice.words.text() == "Deleted “Chat, average claim”"
    click(window.notice.back)
    assert window.document.workspace == before
    assert not window.notice.isVisible()
    assert not window.isWindowModified()


def test_the_button_of_the_notice_brings_back_the_scenario_and_not_something_else(window: MainWindow) -> None:
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_Delete)
    enter(window.assumptions.row(0, 0).value, "0.5 Wh/query")
    click(window.notice.back)
    assert names(window) == THREE
    click_row(rows(window), 2)
    assert window.assumptions.row(0, 0).value.text() == "0.5 Wh/query"


def test_the_button_of_the_notice_does_nothing_once_the_scenario_is_back(window: MainWindow) -> None:
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_Delete)
    key(window, Qt.Key.Key_Z, CTRL)
    enter(window.assumptions.row(0, 0).value, "0.5 Wh/query")
    click(window.notice.back)
    assert names(window) == THREE
    assert window.document.history.undoText() == "Change Energy per message"


def test_a_deletion_is_undone_from_the_menu_too(window: MainWindow) -> None:
    click_row(rows(window), 0)
    choose(window, "Scenario", "Delete")
    assert window.document.workspace.baseline == ""
    key(window, Qt.Key.Key_Z, CTRL)
    assert names(window) == THREE
    assert window.document.workspace.baseline == "Chat, text only"


def test_the_last_scenario_cannot_be_deleted(start: Start) -> None:
    window = start("openai-average")
    click_row(rows(window), 0)
    key(window, Qt.Key.Key_Delete)
    assert names(window) == ["Average query"]
    assert "at least one scenario" in window.notice.words.text()
    assert not window.notice.back.isVisible()


def test_a_scenario_moves_with_alt_and_arrows_and_stays_selected(window: MainWindow) -> None:
    click_row(rows(window), 2)
    key(window, Qt.Key.Key_Up, ALT)
    assert names(window) == ["Chat, text only", "Chat and agents", "Chat, average claim"]
    assert rows(window).currentRow() == 1
    assert window.assumptions._title.text() == "Chat and agents"
    key(window, Qt.Key.Key_Up, ALT)
    key(window, Qt.Key.Key_Up, ALT)
    assert names(window) == ["Chat and agents", "Chat, text only", "Chat, average claim"]
    choose(window, "Scenario", "Move down")
    assert names(window)[1] == "Chat and agents"


def test_a_scenario_is_dragged_to_another_place(window: MainWindow) -> None:
    click_row(rows(window), 0)
    place = QPointF(place_of(rows(window), 2))
    drop = QDropEvent(
        place, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    rows(window).dropEvent(drop)  # a drag needs the desktop's own loop: only its end can be played
    assert names(window) == ["Chat, average claim", "Chat and agents", "Chat, text only"]
    assert window.assumptions._title.text() == "Chat, text only"
    assert rows(window).count() == 3


def test_a_scenario_is_hidden_and_shown_by_its_tick(window: MainWindow) -> None:
    tick(rows(window), 1)
    assert set(lines(window)) == {"Chat, text only", "Chat and agents"}
    assert not window.document.workspace.scenarios[1].visible
    assert window.document.history.undoText() == "Hide a scenario"
    tick(rows(window), 1)
    assert set(lines(window)) == set(THREE)
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_Space)
    assert "Chat, average claim" not in lines(window)


def test_with_everything_hidden_the_chart_says_so(window: MainWindow) -> None:
    choose(window, "Scenario", "Use as baseline")  # the last one, which is selected: a hidden baseline is a ghost
    key(window, Qt.Key.Key_B, CTRL)
    for row in range(3):
        tick(rows(window), row)
    assert lines(window) == {}
    assert window.chart.plot._nothing.isVisible()


def test_the_baseline_is_tagged_compared_with_and_a_ghost_where_it_is_hidden(window: MainWindow) -> None:
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_B, CTRL)
    assert window.document.workspace.baseline == "Chat, average claim"
    assert [rows(window).item(row).data(Qt.ItemDataRole.UserRole + 1) for row in range(3)] == ["", "baseline", ""]
    click_row(rows(window), 2)
    assert "above “Chat, average claim” in " in window.chart.under.text()
    tick(rows(window), 1)
    assert lines(window)["Chat, average claim"] == (1, True)
    click_row(rows(window), 1)
    key(window, Qt.Key.Key_B, CTRL)
    assert window.document.workspace.baseline == ""


def test_another_scenario_is_looked_at_by_arrow_key(window: MainWindow) -> None:
    click_row(rows(window), 2)
    key(window, Qt.Key.Key_Up)
    assert window.assumptions._title.text() == "Chat, average claim"
    assert window.chart.headline.text().startswith("Chat, average claim: ")
    assert window.document.history.count() == 0


def test_the_context_menu_is_about_the_row_it_was_opened_on(window: MainWindow) -> None:
    context_menu(rows(window), 0)
    choose_in_menu("Duplicate")
    assert names(window)[1] == "Chat, text only (2)"


def test_undo_after_a_deletion_selects_what_came_back(window: MainWindow) -> None:
    click_row(rows(window), 2)
    key(window, Qt.Key.Key_Delete)
    assert window.assumptions._title.text() == "Chat, average claim"
    key(window, Qt.Key.Key_Z, CTRL)
    assert window.assumptions._title.text() == "Chat and agents"
    assert rows(window).currentRow() == 2


def test_an_edit_of_one_scenario_leaves_the_others_as_they_were(window: MainWindow) -> None:
    before = window.document.workspace.scenarios
    drag_slider(window.assumptions.row(0, 0), [0.5, 0.7])
    after = window.document.workspace.scenarios
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_ten_scenarios_keep_ten_different_looks(window: MainWindow) -> None:
    for _again in range(7):
        key(window, Qt.Key.Key_N, CTRL | SHIFT)
    looks = [rows(window).item(row).icon().pixmap(rows(window).iconSize()).toImage() for row in range(10)]
    assert all(one != other for index, one in enumerate(looks) for other in looks[:index])
    assert QApplication.activeModalWidget() is None
