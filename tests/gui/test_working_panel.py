"""The working of a plan of many workloads on a small screen: every number can be reached, every name be read."""

from __future__ import annotations

from hands import Start
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from strategies import scenario_of, workload_of

from planner.gui.main_window import MainWindow
from planner.model.workspace import Workspace

LONG = "Coding agents of the whole public service, number {index}"


def crowded(start: Start, qtbot: QtBot) -> MainWindow:
    window = start()
    loads = [workload_of(f"{index + 1} GWh/year", name=LONG.format(index=index)) for index in range(12)]
    window.document.open(Workspace((scenario_of(*loads, start=2025, end=2030),)))
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.width() == 1280 and window.height() == 720)
    return window


def test_many_numbers_wrap_and_scroll_up_and_down_only(start: Start, qtbot: QtBot) -> None:
    window = crowded(start, qtbot)
    area = window.chart.working._area
    assert area.horizontalScrollBar().maximum() == 0
    together = area.rows[-1]
    qtbot.waitUntil(lambda: together.width() <= area.viewport().width())
    places = [rung.geometry() for rung in together._rungs]
    assert len({place.top() for place in places}) > 1
    assert all(place.right() <= area.viewport().width() for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()  # the result is in sight
    result = together._rungs[-1]
    bottom = result.mapTo(area.viewport(), QPoint(0, result.height())).y()
    assert 0 < bottom <= area.viewport().height()


def test_what_is_cut_is_told_in_full_where_the_pointer_rests(start: Start, qtbot: QtBot) -> None:
    area = crowded(start, qtbot).chart.working._area
    name = LONG.format(index=0)
    assert area.rows[0]._name.text() != name
    assert area.rows[0]._name.toolTip() == name
    assert name in area.rows[-1]._rungs[0].toolTip()


def test_on_a_wide_window_one_line_is_enough(start: Start, qtbot: QtBot) -> None:
    window = start("openai-average")
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.width() == 1600)
    area = window.chart.working._area
    assert len({rung.geometry().top() for rung in area.rows[0]._rungs}) == 1
    assert area.verticalScrollBar().maximum() == 0


def test_no_number_is_cut_when_another_year_is_marked(start: Start, qtbot: QtBot) -> None:
    window = start("agents-may-not-be")
    for year in (2026, 2032, 2028, 2035):
        window.chart.year_selected.emit(year)
        QApplication.processEvents()
        shown = [rung._value for row in window.chart.working._area.rows for rung in row._rungs]
        assert all(label.width() >= label.sizeHint().width() for label in shown)


def test_three_rows_of_four_lines_are_seen_whole(start: Start, qtbot: QtBot) -> None:
    window = start("chat-and-agents")
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.height() == 900)
    area = window.chart.working._area
    qtbot.waitUntil(lambda: area.viewport().height() >= area.rows[-1].geometry().bottom() + 1)
    assert area.verticalScrollBar().maximum() == 0
