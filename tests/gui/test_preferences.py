"""Preferences take effect when they are chosen, and are found again at the next start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hands import Start, end
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from planner.gui.app import application, make_window
from planner.gui.dialogs.preferences_dialog import PreferencesDialog
from planner.gui.main_window import MainWindow
from planner.gui.program import Program
from planner.gui.stylesheet import wears
from planner.gui.theme import DARK
from planner.store.folders import presets_folder
from planner.store.settings import load_settings
from planner.text import number
from tests.gui.hands import CTRL, in_dialog, key, type_over


def choose(window: MainWindow, name: str, text: str) -> None:
    """Open the preferences by their keys and choose a line of a field."""

    def act(dialog: PreferencesDialog) -> None:
        field = dialog.fields[name]
        place = field.findText(text)
        assert place >= 0, [field.itemText(row) for row in range(field.count())]
        field.setFocus()
        while field.currentIndex() != place:
            key(dialog, Qt.Key.Key_Down if field.currentIndex() < place else Qt.Key.Key_Up)

    with in_dialog(act, PreferencesDialog):
        key(window, Qt.Key.Key_Comma, CTRL)


def test_colours_change_at_once_and_stay(start: Start) -> None:
    window = start()
    choose(window, "theme", "Dark")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert wears(app, DARK)
    window.close()
    assert load_settings()[0].theme == "dark"


def test_electricity_is_charted_in_the_chosen_unit(window: MainWindow) -> None:
    choose(window, "unit", "PJ")
    assert (window.view.outcome, window.view.unit) == ("energy", "PJ/year")


def test_a_new_plan_is_for_the_chosen_region(window: MainWindow) -> None:
    choose(window, "region", "South Korea")
    window.actions_by_name["new"].trigger()
    assert window.document.workspace.scenarios[0].region == "KOR"


def test_the_results_at_rest_have_the_chosen_number_of_draws(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "samples", "200,000")
    qtbot.waitUntil(lambda: window.simulator.at_rest, timeout=60_000)
    result = window.simulator.result(window.document.workspace.scenarios[0])
    assert result is not None
    assert result.samples >= 200_000
    window.close()
    assert load_settings()[0].samples == 200_000


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    """The program at its first start, in which a window may take the place of another."""
    app = application()
    program = Program(app, make_window(app))
    program.window.show()
    qtbot.waitExposed(program.window)
    yield program
    program.leave()
    end(program.window)
    program.deleteLater()
    QLocale.setDefault(QLocale.system())


def test_numbers_are_written_and_typed_as_chosen_whatever_the_language(program: Program, qtbot: QtBot) -> None:
    old = program.window
    choose(old, "numbers", "1.234,5")
    qtbot.waitUntil(lambda: program.window is not old, timeout=60_000)
    new = program.window
    qtbot.waitExposed(new)
    assert number(1234.5, 5) == "1.234,5"
    type_over(new.assumptions.row(0, 0).value, "0,5 Wh/query")
    key(new, Qt.Key.Key_Return)
    driver = new.document.workspace.scenarios[new.document.selection].workloads[0].drivers[0]
    assert driver.value.central == pytest.approx(0.5)


def test_the_folders_are_named(window: MainWindow) -> None:
    def act(dialog: PreferencesDialog) -> None:
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert str(presets_folder()) in texts

    with in_dialog(act, PreferencesDialog):
        key(window, Qt.Key.Key_Comma, CTRL)
