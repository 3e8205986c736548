"""Results for what is on the screen: quick ones while a value moves, fine ones at rest.

A scenario is simulated anew only when it has changed. Quick results use few runs in single precision (a few
milliseconds), and hold what the headline says and the outcome that is looked at. When nothing has changed for a moment,
all are done again with many runs by a thread beside the window, which takes a second or more for a hundred workloads.
A run whose scenario has changed or gone meanwhile is given up at its next workload; what it had finished is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from threading import Event
from typing import Any

import attrs
import numpy as np
from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal

from planner.engine.result import OUTCOMES, ScenarioResult
from planner.engine.runs import unhindered
from planner.engine.simulate import simulate
from planner.gui.background import Background
from planner.model.faults import Fault
from planner.model.region import Region, conversions_of
from planner.model.scenario import Scenario
from planner.model.workspace import Workspace
from planner.store.library import region, regions
from planner.store.settings import SAMPLES

QUICK_SAMPLES = 4_096
FINE_SAMPLES = 50_000
REST_MS = 120
_SLOW_MS = 500
"""Only a refinement that takes longer than this is worth a word."""
_ALWAYS = ("energy", "power", "households", "share")


@frozen(eq=False)
class _Entry:
    result: ScenarioResult | None
    problem: str
    fine: bool


class _Superseded(Exception):
    """Ends a run that nobody waits for any more."""


class Simulator(QObject):
    """Keeps the results of a workspace.

    ``refined`` says that finer ones have arrived; ``refining`` that they take a while, and later that they do not.
    """

    refined = Signal()
    refining = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[Scenario, _Entry] = {}
        self._guest: tuple[Scenario, _Entry] | None = None
        self._outcome = "energy"
        self._fine_samples = 0
        self._worker = Background(self)
        self._worker.finished.connect(self._take)
        self._under_way: tuple[Scenario, ...] = ()
        self._superseded = Event()
        self._stopped = self._is_slow = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._refine)
        # Rest begins when the event loop has time: at the start, that is once the window has been painted.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._rest.start)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)

    def update(self, workspace: Workspace) -> None:
        """Take up a workspace: simulate quickly what is new, and refine once it stays as it is."""
        wanted = [_essence(scenario) for scenario in workspace.scenarios]
        if not set(self._under_way) <= set(wanted):
            self._give_up()
        self._entries = {scenario: self._entries.get(scenario) or self._quick(scenario) for scenario in wanted}
        self._rest.stop()
        self._turn.start()

    def stop(self) -> None:
        """Give up what is under way, for good: the window is closing."""
        self._stopped = True
        self._give_up()
        self._rest.stop()
        self._turn.stop()
        self._worker.stop()

    @property
    def fine_samples(self) -> int:
        """How many runs a fine result has, at least."""
        return self._fine_samples or FINE_SAMPLES

    def set_fine_samples(self, count: int) -> None:
        """Refine with this many runs from now on, with the usual number where it is 0 or not on offer."""
        count = count if count in SAMPLES else 0
        if count == self._fine_samples:
            return
        self._fine_samples = count
        self._give_up()
        self._entries = {scenario: attrs.evolve(entry, fine=False) for scenario, entry in self._entries.items()}
        self._turn.start()

    def look_at(self, outcome: str) -> None:
        """Let quick results hold this outcome too; fine ones hold all."""
        if outcome == self._outcome:
            return
        self._outcome, self._guest = outcome, None
        self._entries = {
            scenario: entry if entry.fine else self._quick(scenario) for scenario, entry in self._entries.items()
        }

    def _quick(self, scenario: Scenario) -> _Entry:
        return _simulated(scenario, (*_ALWAYS, self._outcome), QUICK_SAMPLES, fine=False)

    def result(self, scenario: Scenario) -> ScenarioResult | None:
        """Return the result of a scenario of the workspace, or None where it cannot be simulated."""
        entry = self._entries.get(_essence(scenario))
        return entry.result if entry else None

    def result_of(self, scenario: Scenario) -> ScenarioResult | None:
        """Return the result of a scenario that need not be part of the workspace, simulated once for a whole drag."""
        key = _essence(scenario)
        if self._guest is None or self._guest[0] != key:
            self._guest = (key, self._entries.get(key) or self._quick(key))
        return self._guest[1].result

    def problem(self, scenario: Scenario) -> str:
        """Return why a scenario has no result, or an empty text."""
        entry = self._entries.get(_essence(scenario))
        return entry.problem if entry else ""

    @property
    def at_rest(self) -> bool:
        """Whether every result is a fine one."""
        return all(entry.fine for entry in self._entries.values())

    def _refine(self) -> None:
        coarse = tuple(scenario for scenario, entry in self._entries.items() if not entry.fine)
        if not coarse or self._stopped or self._worker.busy:
            return  # what is under way asks again when it ends
        self._under_way, self._superseded = coarse, Event()
        self._worker.ask(partial(_refined, coarse, self.fine_samples, self._superseded))
        self._slow.start()

    def _take(self, answer: tuple[int, Mapping[Scenario, _Entry]]) -> None:
        """Take up what the thread has finished, as far as it is still wanted, and with as many runs."""
        self._under_way = ()
        self._quieten()
        samples, found = answer
        if samples == self.fine_samples:
            self._entries.update({scenario: entry for scenario, entry in found.items() if scenario in self._entries})
        if self.at_rest:
            self.refined.emit()
        elif not (self._turn.isActive() or self._rest.isActive()):
            self._rest.start()

    def _give_up(self) -> None:
        self._superseded.set()
        self._quieten()

    def _say_slow(self) -> None:
        self._is_slow = True
        self.refining.emit(True)

    def _quieten(self) -> None:
        self._slow.stop()
        if self._is_slow:
            self._is_slow = False
            self.refining.emit(False)


def _essence(scenario: Scenario) -> Scenario:
    """Return the scenario with the same look for all, so that hiding or recolouring one recomputes nothing."""
    if scenario.visible and scenario.colour is None and not scenario.notes:
        return scenario
    return attrs.evolve(scenario, visible=True, colour=None, notes="")


def _refined(scenarios: Iterable[Scenario], samples: int, superseded: Event) -> tuple[int, dict[Scenario, _Entry]]:
    """Return ``samples`` with fine results of all, or of those that were finished when ``superseded`` was set."""

    def go_on() -> None:
        if superseded.is_set():
            raise _Superseded

    found = {}
    for scenario in scenarios:
        try:
            found[scenario] = _simulated(scenario, tuple(OUTCOMES), samples, fine=True, go_on=go_on)
        except _Superseded:
            break
    return samples, found


def _simulated(
    scenario: Scenario, outcomes: tuple[str, ...], samples: int, *, fine: bool, go_on: Callable[[], None] = unhindered
) -> _Entry:
    precision: type[np.floating[Any]] = np.float64 if fine else np.float32
    asked: dict[str, Any] = {"outcomes": outcomes, "by_workload": False, "precision": precision, "go_on": go_on}
    try:
        conversions = conversions_of(scenario, region_of(scenario))
        return _Entry(simulate(scenario, conversions, samples, **asked), "", fine)
    except Fault as fault:
        return _Entry(None, str(fault), True)


def region_of(scenario: Scenario) -> Region:
    """Return the scenario's region; the world where the library does not know its code."""
    known: Mapping[str, Region] = regions()
    return known.get(scenario.region) or region("WLD")
