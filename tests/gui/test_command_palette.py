"""The command palette finds what has a name, and does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from planner.gui.commands import Command, matching
from planner.gui.dialogs.command_palette import CommandPalette
from planner.gui.main_window import MainWindow
from planner.store.library import evidence
from tests.gui.hands import CTRL, in_dialog, key, types


def find(window: MainWindow, letters: str, act: Callable[[CommandPalette], None] | None = None) -> None:
    """Open the palette by its keys, type, look, and take the first line."""

    def hands(dialog: CommandPalette) -> None:
        types(dialog.field, letters)
        if act is not None:
            act(dialog)
        key(dialog.field, Qt.Key.Key_Return)

    with in_dialog(hands, CommandPalette):
        key(window, Qt.Key.Key_K, CTRL)


def named(*words: str) -> list[Command]:
    return [Command("Action", word, "", int) for word in words]


def test_every_word_must_be_found_and_the_beginning_counts_most() -> None:
    commands = named("Reset the view", "Preview", "View of homes", "Undo")
    assert [found.words for found in matching(commands, "view")] == ["View of homes", "Reset the view", "Preview"]
    assert [found.words for found in matching(commands, "VIEW the")] == ["Reset the view"]
    assert matching(commands, "view nothing") == []
    assert matching(commands, "  ") == commands


@pytest.mark.parametrize("typed", ["챗봇", "Wh/질의", "質"])
def test_letters_of_any_script_are_found(typed: str) -> None:
    (only,) = matching(named("챗봇 0.3 Wh/질의, 質問", "Undo"), typed)
    assert only.words.startswith("챗봇")


def test_an_action_is_done(window: MainWindow) -> None:
    before = window.view.log
    find(window, "logarithmic")
    assert window.view.log is not before


def test_a_view_is_shown(window: MainWindow) -> None:
    find(window, "what matters")
    assert window.chart.tabs.tabText(window.chart.tabs.currentIndex()) == "What matters"


def test_a_driver_gets_the_cursor(window: MainWindow) -> None:
    workloads = window.document.workspace.scenarios[window.document.selection].workloads
    find(window, f"{workloads[1].name} {workloads[1].drivers[2].name} driver")
    field = window.assumptions.row(1, 2).value
    assert field.isAncestorOf(window.focusWidget())


def test_a_preset_is_opened(window: MainWindow) -> None:
    find(window, "preset south korea")
    assert window.document.preset is not None
    assert window.document.preset.key == "south-korea"


def test_all_figures_of_the_library_can_be_found_by_their_publisher(window: MainWindow) -> None:
    expected = [entry for entry in evidence().values() if "epoch" in f"{entry.label} {entry.publisher}".casefold()]

    def look(dialog: CommandPalette) -> None:
        shown = {dialog.list.item(row).text() for row in range(dialog.list.count())}
        assert expected
        assert all(any(text.startswith(entry.label) for text in shown) for entry in expected)
        dialog.reject()

    with in_dialog(lambda dialog: (types(dialog.field, "epoch source"), look(dialog)), CommandPalette):
        key(window, Qt.Key.Key_K, CTRL)


def test_the_arrows_move_through_the_list_while_the_letters_stay_in_the_field(window: MainWindow) -> None:
    def act(dialog: CommandPalette) -> None:
        types(dialog.field, "panel scenario")
        first = dialog.field.accessibleDescription()
        dialog.field.clear()
        types(dialog.field, "dark")
        key(dialog.field, Qt.Key.Key_Down)
        assert dialog.list.currentRow() == min(1, dialog.list.count() - 1)
        assert dialog.field.text() == "dark"
        assert dialog.field.accessibleDescription() != first
        dialog.reject()

    with in_dialog(act, CommandPalette):
        key(window, Qt.Key.Key_K, CTRL)


def test_nothing_found_is_said_and_enter_does_nothing(window: MainWindow) -> None:
    workspace = window.document.workspace

    def act(dialog: CommandPalette) -> None:
        types(dialog.field, "qqqq")
        key(dialog.field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.nothing.isVisible()
        dialog.reject()

    with in_dialog(act, CommandPalette):
        key(window, Qt.Key.Key_K, CTRL)
    assert window.document.workspace == workspace


def test_help_is_found_by_what_it_speaks_of_after_what_is_called_so(window: MainWindow) -> None:
    find(window, "slides")
    assert window.offers.helping.shown is not None
    assert "slides" in window.offers.helping.shown.text.toPlainText()
    commands = [Command("Help", "Export", "", int, about="slides and tables"), Command("Preset", "Slides", "", int)]
    assert [found.words for found in matching(commands, "slides")] == ["Slides", "Export"]
