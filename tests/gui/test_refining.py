"""Fine results are worked out beside the window: they can be overtaken, and the window can be closed meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hands import Start, enter
from pytestqt.qtbot import QtBot

from planner.engine.result import ScenarioResult
from planner.gui import simulator
from planner.gui.main_window import MainWindow


class _Gate:
    """Holds fine runs back until it is opened, and counts how they ended."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.begun: list[int] = []
        self.ended = 0
        self.finished = 0
        self.threads: set[str] = set()
        self._simulate = simulator.simulate

    def simulate(self, scenario: Any, conversions: Any, samples: int, **how: Any) -> ScenarioResult:
        if samples != simulator.FINE_SAMPLES:
            return self._simulate(scenario, conversions, samples, **how)
        self.begun.append(hash(scenario))
        self.threads.add(threading.current_thread().name)
        go_on: Callable[[], None] = how["go_on"]
        try:
            while not self.open.wait(0.001):
                go_on()
            found = self._simulate(scenario, conversions, samples, **how)
            self.finished += 1
            return found
        finally:
            self.ended += 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Gate]:
    """Fine runs wait from the first on."""
    made = _Gate()
    monkeypatch.setattr(simulator, "simulate", made.simulate)
    yield made
    made.open.set()


def _busy(start: Start, gate: _Gate, qtbot: QtBot) -> MainWindow:
    window = start("openai-average")
    qtbot.waitUntil(lambda: len(gate.begun) == 1)
    return window


def test_the_window_goes_on_while_fine_results_are_worked_out(start: Start, gate: _Gate, qtbot: QtBot) -> None:
    window = _busy(start, gate, qtbot)
    assert threading.main_thread().name not in gate.threads
    qtbot.waitUntil(window.bar.refining.isVisible)
    assert "310" in window.chart.headline.text()  # the quick figures stand meanwhile
    with qtbot.waitSignal(window.simulator.refined):
        gate.open.set()
    assert window.simulator.at_rest
    assert not window.bar.refining.isVisible()


def test_an_edit_ends_the_run_it_overtakes(start: Start, gate: _Gate, qtbot: QtBot) -> None:
    window = _busy(start, gate, qtbot)
    qtbot.waitUntil(window.bar.refining.isVisible)
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    assert not window.bar.refining.isVisible()
    qtbot.waitUntil(lambda: len(gate.begun) == 2)
    assert (gate.ended, gate.finished) == (1, 0)
    assert gate.begun[0] != gate.begun[1]
    with qtbot.waitSignal(window.simulator.refined):
        gate.open.set()
    assert gate.finished == 1
    assert "621" in window.chart.headline.text()


def test_what_changes_no_figure_ends_no_run(start: Start, gate: _Gate, qtbot: QtBot) -> None:
    window = _busy(start, gate, qtbot)
    window.document.edit(("scenarios", 0, "notes"), "why", "Note")
    with qtbot.waitSignal(window.simulator.refined):
        gate.open.set()
    assert (len(gate.begun), gate.finished) == (1, 1)


def test_closing_the_window_ends_the_run(start: Start, gate: _Gate, qtbot: QtBot) -> None:
    window = _busy(start, gate, qtbot)
    window.close()
    qtbot.waitUntil(lambda: gate.ended == 1)
    assert gate.finished == 0
    qtbot.waitUntil(gc.isenabled)  # nothing is left under way
