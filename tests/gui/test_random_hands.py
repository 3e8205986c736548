"""Random hands on the window find nothing that raises or cannot be undone; what they found stays tested.

20,000 actions, and whether widgets or memory grow, by hand: random_hands.py.
"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hands import bring_to_front, choose_in_box, click, in_dialog
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from random_hands import RandomHands, forget, settle, unattended

from planner.gui import simulator
from planner.gui.app import application, make_window
from planner.gui.dialogs.correlation_dialog import CorrelationDialog
from planner.gui.main_window import MainWindow
from planner.gui.program import Program
from planner.gui.widgets.callout import Callout

ACTIONS = 150


@pytest.mark.parametrize("seed", [1, 2])
def test_random_actions_raise_nothing_and_are_undone(
    seed: int, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulator, "FINE_SAMPLES", 5_000)
    failed: list[str] = []
    app = application()
    with unattended(tmp_path, failed):
        program = Program(app, make_window(app))
        program.window.show()
        hands = RandomHands(program, seed, tmp_path)
        try:
            for number in range(1, ACTIONS + 1):
                hands.act()
                assert not failed, f"action {number}, {hands.last}: {failed[0]}"
                if number % 50 == 0:
                    hands.check_history()
            hands.rest()
            assert not failed, failed[0]
        finally:
            hands.leave()
            program.leave()
            program.window.retire()
            program.deleteLater()
            settle()


def test_another_language_leaves_no_thread_behind(qtbot: QtBot) -> None:
    app = application()
    program = Program(app, make_window(app))
    program.window.show()
    qtbot.waitUntil(lambda: program.window.simulator.at_rest, timeout=30_000)

    def threads() -> int:
        return sum(thread.name.startswith("planner-beside") for thread in threading.enumerate())

    for code in ("de", "en", "de", "en"):
        program.speak(code)
        qtbot.waitUntil(lambda: program.window.simulator.at_rest, timeout=30_000)
    qtbot.waitUntil(lambda: threads() <= 1)
    program.leave()
    program.window.retire()
    program.deleteLater()
    settle()


def test_a_row_is_added_while_another_says_a_driver_goes_with_itself(window: MainWindow) -> None:
    def act(dialog: CorrelationDialog) -> None:
        choose_in_box(dialog.rows[0].one, dialog.rows[0].other.currentText())
        assert not dialog.ok.isEnabled()
        click(dialog.add)
        assert len(dialog.rows) == 2
        assert not dialog.ok.isEnabled()

    bring_to_front(window)
    with in_dialog(act, CorrelationDialog):
        click(window.assumptions.correlate)


def test_a_hint_goes_with_the_thing_it_speaks_of(window: MainWindow) -> None:
    target = QPushButton("target", window)
    target.show()
    callout = Callout("Look here", "Next", target, window)
    callout.appear()
    assert callout.isVisible()
    target.deleteLater()
    forget()
    QApplication.processEvents()
    assert not callout.isVisible()
    callout.appear()  # and nothing is asked of what has gone
    callout.grab()
    callout.deleteLater()
