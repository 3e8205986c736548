"""Looking at a plan: outcome, unit, scale, year, the working, the panels and the colours."""

from __future__ import annotations

import pytest
from hands import CTRL, SHIFT, Start, choose, choose_in_box, click, click_row, enter, key, tick, type_over
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from test_first_start import SENTENCE

from planner.chart.spec import Chart, Series
from planner.gui.main_window import MainWindow
from planner.gui.theme import DARK, LIGHT
from planner.gui.widgets.timeline_plot import TimelinePlot

WORKING = """The working, 2025

Chat
    0.34 Wh per query
  × 2.5 billion queries a day
  × 365.25 days a year
  = 310 GWh a year
  ÷ 10,791 kWh a US home, 2022
  = 28,770 US homes

A year is 365.25 days.
"""


@pytest.fixture
def openai(start: Start) -> MainWindow:
    """The window with OpenAI's average query: 0.34 Wh/query x 2.5e9 query/day, constant."""
    return start("openai-average")


def chart(window: MainWindow) -> Chart:
    assert window.chart.plot._chart is not None
    return window.chart.plot._chart


def series(window: MainWindow) -> Series:
    return chart(window).series[-1]


def place_of_year(plot: TimelinePlot, year: int) -> QPoint:
    assert plot._picture is not None
    frame = plot._picture.frame
    return QPoint(round(float(frame.across(year))), round(frame.rect.center().y()))


def hover(plot: TimelinePlot, place: QPoint) -> None:
    """Move the mouse there. (QTest.mouseMove says nothing where the last test left the mouse in the same place.)"""
    there, none = QPointF(place), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, there, there, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(plot, move)


# Outcome, unit, scale


@pytest.mark.parametrize(
    ("outcome", "label", "axis"),
    [
        ("Electricity", "310 GWh", "Electricity, GWh a year"),
        ("Average power", "35.4 MW", "Average power, MW"),  # 310.4625 GWh / 8,766 h
        ("Household equivalents", "28,800 homes", "Household equivalents, homes"),  # / 10,791 kWh
        ("Share of demand", "0.0073 %", "Share of demand, %"),  # / 4,276.104 TWh
        ("Emissions", "119 kt CO₂e", "Emissions, t CO₂e a year"),  # x 383.55 g/kWh
        ("Electricity cost", "45.3 million USD", "Electricity cost, USD a year"),  # x 0.146 USD/kWh
    ],
)
def test_each_outcome_is_charted_in_its_unit_and_read_out_in_it(
    openai: MainWindow, outcome: str, label: str, axis: str
) -> None:
    choose_in_box(openai.chart.outcome, outcome)
    assert series(openai).end_label == label
    assert chart(openai).y.label == axis
    assert [row.value for row in chart(openai).readouts[0]] == [label]
    assert openai.chart.headline.text() == SENTENCE


@pytest.mark.parametrize(
    ("outcome", "unit", "label", "value"),
    [
        ("Electricity", "TWh", "310 GWh", 0.3104625),
        ("Electricity", "PJ", "310 GWh", 1.117665),  # x 3.6
        ("Average power", "GW", "35.4 MW", 0.03541667),
        ("Household equivalents", "thousand homes", "28,800 homes", 28.7705),
        ("Household equivalents", "million homes", "28,800 homes", 0.0287705),
        ("Emissions", "Mt CO₂e", "119 kt CO₂e", 0.1190779),
    ],
)
def test_another_unit_changes_the_axis_and_not_the_finding(
    openai: MainWindow, outcome: str, unit: str, label: str, value: float
) -> None:
    choose_in_box(openai.chart.outcome, outcome)
    choose_in_box(openai.chart.unit, unit)
    assert unit in chart(openai).y.label
    assert float(series(openai).fan.p50[0]) == pytest.approx(value, rel=1e-5)
    assert chart(openai).y.low <= value <= chart(openai).y.high
    assert series(openai).end_label == label
    assert [row.value for row in chart(openai).readouts[0]] == [label]
    assert label.split(" ")[0] in chart(openai).alt


def test_the_working_ends_in_what_is_charted(openai: MainWindow) -> None:
    choose_in_box(openai.chart.outcome, "Emissions")
    assert openai.chart.working.ladder is not None
    last = openai.chart.working.ladder.rows[-1][1][-1]
    assert (last.operator, last.value, last.what) == ("=", "119.1 kt CO₂e", "emissions")


def test_an_outcome_nobody_has_a_figure_for_says_what_is_missing(openai: MainWindow) -> None:
    choose_in_box(openai.assumptions.conversions.region, "Norway")
    choose_in_box(openai.chart.outcome, "Water")
    assert chart(openai).series == ()
    assert openai.chart.plot._nothing.isVisible()
    assert "Water use" in openai.chart.plot._nothing.text()
    enter(openai.assumptions.conversions.rows["water_use"].value, "1.8 L/kWh")
    # 310.4625e6 kWh x 1.8 L = 558,832.5 m3
    assert series(openai).end_label == "559,000 m³"


def test_scenarios_that_pay_in_different_money_are_not_drawn_on_one_axis(openai: MainWindow) -> None:
    choose(openai, "Scenario", "Duplicate")
    enter(openai.assumptions.conversions.rows["electricity_price"].value, "0.2 EUR/kWh")
    choose_in_box(openai.chart.outcome, "Electricity cost")
    assert chart(openai).y.label == "Electricity cost, EUR a year"
    assert [each.name for each in chart(openai).series] == ["Average query (2)"]
    assert series(openai).end_label == "62.1 million EUR"
    click_row(openai.scenarios.scenarios, 0)
    assert chart(openai).y.label == "Electricity cost, USD a year"
    assert [each.name for each in chart(openai).series] == ["Average query"]


def test_the_scale_is_switched_by_button_menu_and_key_alike(openai: MainWindow) -> None:
    assert chart(openai).y.log
    click(openai.chart.log)
    assert not chart(openai).y.log
    assert chart(openai).y.low == 0.0
    assert "Scale from zero." in openai.chart.caption.text()
    assert not openai.actions_by_name["log"].isChecked()
    key(openai, Qt.Key.Key_L, CTRL)
    assert chart(openai).y.log
    assert openai.chart.log.isChecked()
    choose(openai, "View", "Logarithmic scale")
    assert not chart(openai).y.log
    assert not openai.chart.log.isChecked()


# The marked year


def test_a_click_on_the_chart_marks_a_year_for_finding_and_working(window: MainWindow) -> None:
    plot = window.chart.plot
    click(plot, place_of_year(plot, 2027))
    assert plot.marked_year == 2027
    assert " in 2027, " in window.chart.headline.text()
    assert window.chart.working.ladder is not None
    assert window.chart.working.ladder.title == "The working, 2027"


def test_the_arrow_keys_move_the_marked_year(window: MainWindow) -> None:
    window.chart.plot.setFocus()
    key(window, Qt.Key.Key_Right)
    assert " in 2031, " in window.chart.headline.text()
    key(window, Qt.Key.Key_Left, times=3)
    assert " in 2028, " in window.chart.headline.text()
    key(window, Qt.Key.Key_Home)
    assert " in 2025, " in window.chart.headline.text()
    key(window, Qt.Key.Key_Left)
    assert " in 2025, " in window.chart.headline.text()
    key(window, Qt.Key.Key_End)
    assert " in 2035, " in window.chart.headline.text()


def test_a_drag_over_the_chart_marks_the_years_on_its_way(window: MainWindow) -> None:
    plot = window.chart.plot
    seen: list[int] = []
    plot.year_selected.connect(seen.append)
    start, end = place_of_year(plot, 2026), place_of_year(plot, 2029)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    for x in range(start.x(), end.x() + 1, 4):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(x, start.y()),
            QPointF(x, start.y()),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(plot, event)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    assert seen == [2026, 2027, 2028, 2029]
    assert " in 2029, " in window.chart.headline.text()


def test_a_year_the_selected_scenario_does_not_have_is_not_marked(window: MainWindow) -> None:
    type_over(window.assumptions.conversions.end.lineEdit(), "2030")
    key(window, Qt.Key.Key_Return)
    plot = window.chart.plot
    click(plot, place_of_year(plot, 2034))
    assert plot.marked_year == 2030
    assert " in 2030, " in window.chart.headline.text()
    plot.setFocus()
    key(window, Qt.Key.Key_Right)
    assert plot.marked_year == 2030


def test_the_marked_year_is_not_an_edit(window: MainWindow) -> None:
    window.chart.plot.setFocus()
    key(window, Qt.Key.Key_Right)
    assert not window.isWindowModified()
    assert window.document.history.count() == 0


def test_the_mouse_over_a_year_reads_it_out_and_leaves_the_finding(window: MainWindow) -> None:
    plot, before = window.chart.plot, window.chart.headline.text()
    hover(plot, place_of_year(plot, 2034))
    assert "2034" in plot.readout
    for name in ("Chat, text only", "Chat, average claim", "Chat and agents"):
        assert name in plot.readout
    assert "90 %" in plot.readout
    assert window.chart.headline.text() == before
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.readout == ""


def test_a_hidden_scenario_is_not_read_out(window: MainWindow) -> None:
    tick(window.scenarios.scenarios, 1)
    plot = window.chart.plot
    hover(plot, place_of_year(plot, 2034))
    assert "Chat, average claim" not in plot.readout


# The working


def test_the_working_is_copied_as_text(openai: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    click(openai.chart.working._text)
    assert QGuiApplication.clipboard().text() == WORKING
    assert openai.notice.words.text() == "The working is on the clipboard"


def test_the_working_is_copied_as_markdown(openai: MainWindow) -> None:
    click(openai.chart.working._markdown)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "### The working, 2025"
    assert "| | value | what |" in lines
    assert "| = | **310 GWh** | a year |" in lines
    assert lines[-1] == "A year is 365.25 days."


def test_the_working_is_copied_by_key_and_from_the_menu(openai: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    key(openai, Qt.Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == WORKING
    choose(openai, "Edit", "Copy as", "The working as Markdown")
    assert QGuiApplication.clipboard().text().startswith("###")


def test_the_working_shows_each_workload_and_their_sum(window: MainWindow) -> None:
    ladder = window.chart.working.ladder
    assert ladder is not None
    assert [name for name, _rungs in ladder.rows] == ["Chat", "Agents", "Together"]
    assert len(window.chart.working._area.rows) == 3


# Panels, colours, size


@pytest.mark.parametrize(
    ("which", "name"),
    [(Qt.Key.Key_F7, "scenarios"), (Qt.Key.Key_F8, "assumptions"), (Qt.Key.Key_F9, "working")],
)
def test_a_panel_is_put_away_and_brought_back_by_its_key(openai: MainWindow, which: Qt.Key, name: str) -> None:
    panel: QWidget = openai.chart.working if name == "working" else getattr(openai, name)
    width = openai.chart.width()
    height = openai.chart.plot.height()
    key(openai, which)
    QApplication.processEvents()
    assert not panel.isVisible()
    assert not openai.actions_by_name[f"{name}_panel"].isChecked()
    assert (openai.chart.width(), openai.chart.plot.height()) > (width, height)
    key(openai, which)
    assert panel.isVisible()
    assert openai.actions_by_name[f"{name}_panel"].isChecked()


def test_the_colours_change_everywhere_at_once_and_are_remembered(start: Start) -> None:
    window = start()
    choose(window, "View", "Dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    assert window.chart.plot._theme is DARK
    shot = window.grab().toImage()
    assert QColor(shot.pixel(8, shot.height() - 8)).lightness() < 64
    choose(window, "View", "Light")
    assert window.chart.plot._theme is LIGHT
    assert QColor(window.grab().toImage().pixel(8, window.height() - 8)).lightness() > 192
    choose(window, "View", "Dark")
    window.close()
    again = start()
    assert again.chart.plot._theme is DARK
    assert again.actions_by_name["theme_dark"].isChecked()
    choose(again, "View", "Light")


def test_on_a_small_projector_nothing_is_cut(openai: MainWindow, qtbot: QtBot) -> None:
    openai.resize(1280, 720)
    qtbot.waitUntil(lambda: openai.chart.headline.property("compact") is True)
    assert openai.width() == 1280
    assert openai.height() == 720
    for label in (openai.chart.headline, openai.chart.under, openai.chart.caption):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
    assert openai.chart.plot.height() >= 220
    bottom = openai.chart.working.mapTo(openai, QPoint(0, openai.chart.working.height())).y()
    assert bottom <= openai.height()


def test_at_rest_the_figures_are_fine_ones(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest)
    with qtbot.waitSignal(window.simulator.refined):
        enter(window.assumptions.row(0, 0).value, "0.5 Wh/query")
    assert window.simulator.at_rest


# Every page with every kind of plan


EXTREMES = {
    "zero energy": ["0 Wh/query", "2.5e9 query/day"],
    "almost nothing": ["1e-60 Wh/query", "1 query/year"],
    "as much as can be written": ["1e60 Wh/query", "1e60 query/day"],
    "a range from zero": ["0 to 1 Wh/query", "2.5e9 query/day"],
    "an enormous spread": ["1e-30 to 1e30 Wh/query", "2.5e9 query/day"],
}


def open_every_page(window: MainWindow) -> None:
    tabs = window.chart.tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert window.chart.headline.text()
        window.grab()


@pytest.mark.parametrize("kind", EXTREMES)
def test_every_page_takes_extreme_values(openai: MainWindow, kind: str) -> None:
    for driver, text in enumerate(EXTREMES[kind]):
        enter(openai.assumptions.row(0, driver).value, text)
        assert openai.assumptions.row(0, driver).value.error == ""
    for outcome in ("Electricity", "Household equivalents", "Water"):
        openai.chart.tabs.setCurrentIndex(0)
        choose_in_box(openai.chart.outcome, outcome)
        open_every_page(openai)


def test_every_page_takes_a_result_beyond_all_numbers(openai: MainWindow) -> None:
    enter(openai.assumptions.row(0, 0).value, "1e60 GWh/query")
    enter(openai.assumptions.row(0, 1).value, "1e60 query/day")
    for driver in (2, 3, 4, 5):
        click(openai.assumptions._sections[0]._add)
        enter(openai.assumptions.row(0, driver).value, "1e60")
    assert "too large" in openai.chart.under.text()
    open_every_page(openai)
    choose(openai, "Scenario", "Duplicate")
    open_every_page(openai)


def test_every_page_takes_one_year_and_everything_hidden(window: MainWindow) -> None:
    type_over(window.assumptions.conversions.end.lineEdit(), "2025")
    key(window, Qt.Key.Key_Return)
    open_every_page(window)
    window.chart.tabs.setCurrentIndex(0)
    for row in range(3):
        tick(window.scenarios.scenarios, row)
    open_every_page(window)


def test_every_page_takes_scenarios_that_share_no_year(window: MainWindow) -> None:
    for box, year in ((window.assumptions.conversions.end, "2060"), (window.assumptions.conversions.start, "2050")):
        type_over(box.lineEdit(), year)
        key(window, Qt.Key.Key_Return)
    open_every_page(window)
    click_row(window.scenarios.scenarios, 0)
    open_every_page(window)


@pytest.mark.parametrize("text", ["0", "1e-60 to 1e60", "1e60"])
def test_every_page_compares_what_is_extreme_with_what_is_not(window: MainWindow, text: str) -> None:
    enter(window.assumptions.row(0, 1).value, text)
    assert window.assumptions.row(0, 1).value.error == ""
    open_every_page(window)
    click_row(window.scenarios.scenarios, 0)
    open_every_page(window)
