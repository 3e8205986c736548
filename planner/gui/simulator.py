"""Results for what is on the screen: quick ones while a value moves, fine ones at rest.

A scenario is simulated anew only when it has changed. Quick results use few runs in single precision (a few
milliseconds), and hold what the headline says and the outcome that is looked at. When nothing has changed for a moment,
one scenario after the other is done again with many runs, each in its own turn of the event loop, so that the window
never waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal

from planner.engine.result import OUTCOMES, ScenarioResult
from planner.engine.simulate import simulate
from planner.model.faults import Fault
from planner.model.region import Region, conversions_of
from planner.model.scenario import Scenario
from planner.model.workspace import Workspace
from planner.store.library import region, regions

QUICK_SAMPLES = 4_096
FINE_SAMPLES = 50_000
REST_MS = 120
_ALWAYS = ("energy", "power", "households", "share")


@frozen(eq=False)
class _Entry:
    result: ScenarioResult | None
    problem: str
    fine: bool


class Simulator(QObject):
    """Keeps the results of a workspace; ``refined`` says that finer ones have arrived."""

    refined = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[Scenario, _Entry] = {}
        self._guest: tuple[Scenario, _Entry] | None = None
        self._outcome = "energy"
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._refine_one)
        # Rest begins when the event loop has time: at the start, that is once the window has been painted.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._rest.start)

    def update(self, workspace: Workspace) -> None:
        """Take up a workspace: simulate quickly what is new, and refine once it stays as it is."""
        wanted = [_essence(scenario) for scenario in workspace.scenarios]
        self._entries = {scenario: self._entries.get(scenario) or self._quick(scenario) for scenario in wanted}
        self._rest.stop()
        self._rest.setInterval(REST_MS)
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
        return _simulated(scenario, (*_ALWAYS, self._outcome), fine=False)

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

    def _refine_one(self) -> None:
        coarse = next((scenario for scenario, entry in self._entries.items() if not entry.fine), None)
        if coarse is None:
            return
        self._entries[coarse] = _simulated(coarse, tuple(OUTCOMES), fine=True)
        if self.at_rest:
            self.refined.emit()
        else:
            self._rest.start(0)


def _essence(scenario: Scenario) -> Scenario:
    """Return the scenario with the same look for all, so that hiding or recolouring one recomputes nothing."""
    if scenario.visible and scenario.colour is None and not scenario.notes:
        return scenario
    return attrs.evolve(scenario, visible=True, colour=None, notes="")


def _simulated(scenario: Scenario, outcomes: tuple[str, ...], *, fine: bool) -> _Entry:
    precision: type[np.floating[Any]] = np.float64 if fine else np.float32
    samples = FINE_SAMPLES if fine else QUICK_SAMPLES
    try:
        conversions = conversions_of(scenario, region_of(scenario))
        found = simulate(scenario, conversions, samples, outcomes=outcomes, by_workload=False, precision=precision)
        return _Entry(found, "", fine)
    except Fault as fault:
        return _Entry(None, str(fault), True)


def region_of(scenario: Scenario) -> Region:
    """Return the scenario's region; the world where the library does not know its code."""
    known: Mapping[str, Region] = regions()
    return known.get(scenario.region) or region("WLD")
