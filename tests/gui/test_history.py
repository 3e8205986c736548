"""The history: every step by its name, gone back and forth to by a click."""

from __future__ import annotations

from hands import CTRL, Start, choose, click, drag_slider, enter, key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton, QUndoView
from test_first_start import SENTENCE, open_preset

from planner.gui.main_window import MainWindow

FIRST = "Chat and agents to 2035"


def edited(window: MainWindow) -> None:
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    drag_slider(window.assumptions.row(0, 1), [0.5, 0.6])
    choose(window, "Scenario", "Duplicate")


def view_of(window: MainWindow) -> QUndoView:
    key(window, Qt.Key.Key_H, CTRL)
    assert window._history is not None
    assert window._history.isVisible()
    view = window._history.findChild(QUndoView)
    assert view is not None
    return view


def click_step(view: QUndoView, row: int) -> None:
    place = view.visualRect(view.model().index(row, 0)).center()
    click(view.viewport(), QPoint(min(place.x(), 40), place.y()))


def test_the_list_names_every_step(start: Start) -> None:
    window = start("openai-average")
    edited(window)
    view = view_of(window)
    names = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert names == ["As opened", "Change Energy per message", "Drag Messages", "Duplicate a scenario"]


def test_a_click_goes_back_to_a_step_and_forth_again(start: Start) -> None:
    window = start("openai-average")
    edited(window)
    last = window.document.workspace
    view = view_of(window)
    click_step(view, 0)
    assert window.chart.headline.text() == SENTENCE
    assert not window.isWindowModified()
    click_step(view, 1)
    assert window.chart.headline.text().startswith("Chat at 0.68 Wh per query: 621 GWh")
    click_step(view, 3)
    assert window.document.workspace == last


def test_the_list_follows_edits_while_it_is_open(start: Start) -> None:
    window = start("openai-average")
    view = view_of(window)
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    assert view.model().rowCount() == 2
    key(window, Qt.Key.Key_Z, CTRL)
    enter(window.assumptions.row(0, 0).value, "0.9 Wh/query")  # what was undone gives way
    assert view.model().rowCount() == 2


def test_another_plan_begins_a_history_of_its_own(window: MainWindow) -> None:
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    choose(window, "Edit", "Undo")
    open_preset(window, FIRST)
    assert window.document.history.count() == 0
    assert not window.actions_by_name["undo"].isEnabled()
    assert not window.actions_by_name["redo"].isEnabled()


def test_the_buttons_in_the_bar_undo_and_redo(start: Start) -> None:
    window = start("openai-average")
    undo, redo = (
        next(button for button in window.bar.findChildren(QToolButton) if button.text() == words)
        for words in ("Undo", "Redo")
    )
    assert not undo.isEnabled()
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    assert undo.text() == "Undo"
    assert "Change Energy per message" in undo.toolTip()
    click(undo)
    assert window.chart.headline.text() == SENTENCE
    click(redo)
    assert window.chart.headline.text().startswith("Chat at 0.68")


def test_undoing_past_the_saved_state_marks_the_plan_again(start: Start) -> None:
    window = start("openai-average")
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    window.document.keep(preset=window.document.preset)
    assert not window.isWindowModified()
    choose(window, "Edit", "Undo")
    assert window.isWindowModified()
    choose(window, "Edit", "Redo")
    assert not window.isWindowModified()
