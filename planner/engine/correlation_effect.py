"""What a scenario's correlations do to the range of an outcome: the same draws, paired anew and as they were."""

from __future__ import annotations

from attrs import evolve, frozen

from planner.engine.compare import runs_in, statistics
from planner.engine.outcome import Case, formula
from planner.engine.path import streams_of
from planner.engine.sampling import Draws
from planner.engine.simulate import DEFAULT_SAMPLES


@frozen
class Effect:
    """What correlations do to the 90 % interval of an outcome: P5 and P95 without and with, in ``unit``."""

    outcome: str
    year: int
    unit: str
    without: tuple[float, float]
    together: tuple[float, float]

    @property
    def widening(self) -> float:
        """How many times as wide the interval is, by the distance of its ends."""
        before, after = (high - low for low, high in (self.without, self.together))
        return after / before if before else 1.0


def effect(case: Case, outcome: str, year: int, samples: int = DEFAULT_SAMPLES) -> Effect:
    """Return the 90 % interval of an outcome with every driver independent, and with the scenario's correlations.

    Raises:
        Fault: The outcome, the year or a conversion is not there.
    """
    found = formula(case, outcome, year)
    scenario = case.scenario
    draws = Draws.of(scenario.seed, streams_of(scenario), samples)
    ends = []
    for item in (evolve(scenario, correlations=()), scenario):
        row = statistics(runs_in(item, case.conversions, outcome, year, draws=draws))
        ends.append((row[1], row[5]))
    return Effect(outcome, year, found.unit, ends[0], ends[1])
