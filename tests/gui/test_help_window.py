"""F1 opens the page that belongs to where one is; the help can be searched beside the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.gui.dialogs.help_window import HelpWindow
from planner.gui.dialogs.trajectory_dialog import TrajectoryDialog
from planner.gui.main_window import MainWindow
from planner.gui.pages import PAGES
from planner.store.help import KEYS
from tests.gui.hands import click, in_dialog, key, type_over


def shown(window: MainWindow) -> HelpWindow:
    help_window = window.offers.helping.shown
    assert help_window is not None
    assert help_window.isVisible()
    return help_window


def title(help_window: HelpWindow) -> str:
    return help_window.text.toPlainText().partition("\n")[0]


def test_f1_in_a_driver_explains_how_to_write_a_value(window: MainWindow) -> None:
    window.assumptions.row(0, 0).value.setFocus()
    key(window, Qt.Key.Key_F1)
    assert title(shown(window)) == "Writing a value"


def test_f1_in_the_list_of_presets_explains_presets(window: MainWindow) -> None:
    window.scenarios.presets.setFocus()
    key(window, Qt.Key.Key_F1)
    assert title(shown(window)) == "Plans, presets and stories"


def test_f1_on_each_page_opens_a_page_of_its_own(window: MainWindow) -> None:
    titles = []
    for name in PAGES:
        window.chart.show_page(name)
        window.chart.tabs.setFocus()
        key(window, Qt.Key.Key_F1)
        titles.append(title(shown(window)))
    assert titles == [
        "Breakdown",
        "Evidence: figures and where they come from",
        "Compare two scenarios, or two years",
        "Which assumption matters",
        "What would have to be true",
        "Two drivers at once",
        "The spread of a result",
        "Household equivalents",
    ]


def test_f1_in_a_dialog_opens_its_page_over_it(window: MainWindow) -> None:
    titles = []

    def act(dialog: QDialog) -> None:
        key(dialog, Qt.Key.Key_F1)
        (help_window,) = dialog.findChildren(HelpWindow)
        assert help_window.isVisible()
        titles.append(title(help_window))

    with in_dialog(act, TrajectoryDialog):
        click(window.assumptions.row(0, 0).movement)
    assert titles == ["How a value moves over the years"]


def test_the_shortcuts_are_those_of_the_actions(window: MainWindow) -> None:
    window.actions_by_name["shortcuts"].trigger()
    text = shown(window).text.toPlainText()
    for name, action in window.actions_by_name.items():
        if not action.shortcut().isEmpty():
            assert action.shortcut().toString() in text, name


def test_a_search_narrows_the_list_shows_the_first_page_and_marks_the_words(window: MainWindow, qtbot: QtBot) -> None:
    window.offers.helping.open("start")
    help_window = shown(window)
    everything = help_window.list.count()
    assert everything == len(KEYS) + 1
    type_over(help_window.search, "divisia")
    assert 0 < help_window.list.count() < everything
    assert title(help_window) == "Compare two scenarios, or two years"
    marks = [mark.cursor.selectedText() for mark in help_window.text.extraSelections()]  # type: ignore[attr-defined]
    assert marks == ["Divisia"]
    type_over(help_window.search, "qqqq")
    assert help_window.nothing.isVisible()
    help_window.search.clear()
    assert help_window.list.count() == everything


def test_the_help_stays_open_while_the_plan_is_worked_on(window: MainWindow) -> None:
    window.offers.helping.open("values")
    window.actions_by_name["log"].trigger()
    assert not shown(window).isModal()
