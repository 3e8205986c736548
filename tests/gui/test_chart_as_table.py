"""The chart as a table: Ctrl+T on every page, walked by the arrow keys, copied, and following what changes."""

from __future__ import annotations

import pytest
from hands import CTRL, Start, enter, key
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui import simulator
from planner.gui.main_window import MainWindow
from planner.gui.pages import PAGES

PLACES = ["Timeline", *PAGES]


@pytest.fixture
def window(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(simulator, "FINE_SAMPLES", 1_000)
    return window


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest and not window.offers.tables.busy, timeout=60_000)


def ask(window: MainWindow, qtbot: QtBot) -> list[tuple[str, ...]]:
    """Press Ctrl+T and return the table that comes: its headings, then its rows."""
    key(window, Qt.Key.Key_T, CTRL)
    return shown(window, qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> list[tuple[str, ...]]:
    settled(window, qtbot)
    model = window.offers.tables.view.grid.model()
    columns = range(model.columnCount())
    headings = tuple(model.headerData(column, Qt.Orientation.Horizontal) for column in columns)
    return [
        headings,
        *(tuple(model.index(row, column).data() for column in columns) for row in range(model.rowCount())),
    ]


def test_every_page_has_its_table_in_the_place_of_its_chart(window: MainWindow, qtbot: QtBot) -> None:
    key(window, Qt.Key.Key_T, CTRL)
    names = set()
    for index, page in enumerate(PLACES):
        window.chart.tabs.setCurrentIndex(index)
        headings, *rows = shown(window, qtbot)
        assert len(headings) >= 2, page
        assert rows, page
        assert window.offers.tables.view.grid.isVisible(), page
        assert not any(chart.isVisible() for chart in charts(window)), page
        names.add(window.offers.tables.view.grid.accessibleName())
    assert len(names) == len(PLACES)  # each says its own finding


def charts(window: MainWindow) -> list[QApplication]:
    plots = [getattr(page, "plot", None) for page in window.chart.pages.values()]
    return [window.chart.timeline, *(plot for plot in plots if plot is not None)]


def test_the_table_of_the_timeline_has_a_row_for_every_year(window: MainWindow, qtbot: QtBot) -> None:
    headings, *rows = ask(window, qtbot)
    assert headings[0] == "Year"
    assert "Chat and agents, 90 %" in headings
    assert [row[0] for row in rows] == [str(year) for year in range(2025, 2036)]


def test_closing_returns_to_the_chart(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot)
    assert QApplication.focusWidget() is window.offers.tables.view.grid
    key(window, Qt.Key.Key_Escape)
    assert not window.offers.tables.view.isVisible()
    assert window.chart.plot.isVisible()
    assert QApplication.focusWidget() is window.chart.plot
    assert not window.actions_by_name["table"].isChecked()


def test_arrow_keys_walk_the_cells_and_a_screen_reader_hears_heading_and_number(
    window: MainWindow, qtbot: QtBot
) -> None:
    headings, *rows = ask(window, qtbot)
    key(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_Right)
    grid = window.offers.tables.view.grid
    at = grid.currentIndex()
    assert (at.row(), at.column()) == (1, 1)
    table = QAccessible.queryAccessibleInterface(grid)
    assert table is not None
    assert table.role() == QAccessible.Role.Table
    told = [table.child(index) for index in range(table.childCount())]
    names = [each.text(QAccessible.Text.Name) for each in told if each.role() == QAccessible.Role.Cell]
    assert names == [cell for row in rows for cell in row]
    above = [each.text(QAccessible.Text.Name) for each in told if each.role() == QAccessible.Role.ColumnHeader]
    assert tuple(above) == headings
    beside = [each.text(QAccessible.Text.Name) for each in told if each.role() == QAccessible.Role.RowHeader]
    assert beside == [row[0] for row in rows]
    focused = [each.text(QAccessible.Text.Name) for each in told if each.state().focused]
    assert focused == [rows[1][1]]


def test_what_is_selected_is_copied_with_tabs_and_the_headings_come_with_all_of_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    lines = ask(window, qtbot)
    key(window, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2025\n"
    key(window, Qt.Key.Key_A, CTRL)
    key(window, Qt.Key.Key_C, CTRL)
    copied = [tuple(line.split("\t")) for line in QGuiApplication.clipboard().text().splitlines()]
    assert copied == lines


def test_the_table_follows_an_edit_and_the_reader_keeps_the_place(window: MainWindow, qtbot: QtBot) -> None:
    before = ask(window, qtbot)
    key(window, Qt.Key.Key_Down, times=3)
    enter(window.assumptions.row(0, 0).value, "30 Wh/query")
    after = shown(window, qtbot)
    column = before[0].index("Chat and agents")
    assert before[4][column] != after[4][column]
    assert window.offers.tables.view.grid.currentIndex().row() == 3


def test_tab_leads_through_the_table_and_out_of_it(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot)
    found = []
    for _press in range(4):
        key(window, Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    assert window.offers.tables.view.grid not in found
    window.chart.log.setFocus()
    key(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.offers.tables.view.grid


def test_a_plan_that_has_no_such_chart_says_so_in_its_place(start: Start, qtbot: QtBot) -> None:
    window = start("openai-average")
    window.chart.show_page("Breakdown")
    assert ask(window, qtbot) == [()]
    assert "nothing to break down" in window.offers.tables.view.caption.text()
    assert "nothing to break down" in window.offers.tables.view.grid.accessibleName()


def test_the_table_lists_what_the_page_has_filtered(window: MainWindow, qtbot: QtBot) -> None:
    window.chart.show_page("Evidence")
    everything = ask(window, qtbot)
    page = window.chart.page
    page.modality.setCurrentIndex(page.modality.findData("video"))
    page.modality.activated.emit(page.modality.currentIndex())
    videos = shown(window, qtbot)
    assert {row[0] for row in videos[1:]} == {"Video"}
    assert videos[1:] == [row for row in everything[1:] if row[0] == "Video"]


def test_the_table_stays_when_the_language_changes(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot)
    new = window.made_anew(window.settings)
    qtbot.addWidget(new)
    assert new.actions_by_name["table"].isChecked()
    new.retire()
