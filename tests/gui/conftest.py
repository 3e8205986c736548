"""The real window, started as the program starts it, and sent away without a question when the test is over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from hands import Start, delete_what_waits, end
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui import simulator
from planner.gui.app import application, make_window
from planner.gui.main_window import MainWindow


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a minute for what has to come: how soon it comes is for the benchmarks, on a machine with nothing else."""
    for name in ("waitUntil", "waitSignal"):
        monkeypatch.setattr(QtBot, name, partialmethod(getattr(QtBot, name), timeout=60_000))


@pytest.fixture
def start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program: make the window as `planner.gui.app.run` does and show it, active and with the keyboard.

    At rest it refines with fewer runs than the program does; no test looks at the digits these are for.
    """
    monkeypatch.setattr(simulator, "FINE_SAMPLES", 10_000)
    windows: list[MainWindow] = []

    def start(*files: Path | str) -> MainWindow:
        window = make_window(application(), [Path(file) for file in files])
        windows.append(window)
        window.show()
        window.recovery.offer()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        assert window.offers is not None  # made by now wherever a hand is at the window
        return window

    yield start
    for window in windows:
        end(window)
    windows.clear()
    if QApplication.topLevelWidgets():
        gc.collect()
        delete_what_waits()
    left = QApplication.topLevelWidgets()
    assert not left, f"left behind: {left}"


@pytest.fixture
def window(start: Start) -> MainWindow:
    """The window at its first start, in an empty home."""
    return start()
