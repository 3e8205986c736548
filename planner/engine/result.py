"""What a simulation found: percentiles over the years for each outcome."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from planner.engine.sampling import Array
from planner.model.outcomes import OUTCOMES as OUTCOMES
from planner.model.scenario import Scenario

PERCENTILES = (5, 25, 50, 75, 95)


@frozen(eq=False)
class Band:
    """Mean and percentiles of an outcome, each an array with one value a year, in ``unit``."""

    unit: str
    mean: Array
    p5: Array
    p25: Array
    p50: Array
    p75: Array
    p95: Array

    def scaled(self, factor: float, unit: str) -> Band:
        """Return the band multiplied by ``factor``, in ``unit``."""
        return Band(unit, *(values * factor for values in self.rows()))

    def rows(self) -> tuple[Array, ...]:
        """Return mean, P5, P25, P50, P75 and P95 in this order."""
        return self.mean, self.p5, self.p25, self.p50, self.p75, self.p95

    @property
    def certain(self) -> bool:
        """Whether nothing is spread in any year."""
        return bool(np.array_equal(self.p5, self.p95))


@frozen(eq=False)
class Means:
    """The mean energy of each workload of a scenario by name, in GWh/year: an array with one value a year."""

    scenario: Scenario
    years: Array
    workloads: Mapping[str, Array]


@frozen(eq=False)
class ScenarioResult:
    """The outcomes of one scenario. An outcome whose conversion nobody has given is absent.

    ``workloads`` holds the energy of each workload by name, where asked for. ``samples`` is the number of runs, 1
    where everything is certain.
    """

    scenario: Scenario
    years: Array
    samples: int
    outcomes: Mapping[str, Band]
    workloads: Mapping[str, Band]

    @property
    def means(self) -> Means:
        """The means of the workloads, where these were asked for."""
        return Means(self.scenario, self.years, {name: band.mean for name, band in self.workloads.items()})

    def at(self, outcome: str, year: int) -> dict[str, float]:
        """Return mean and percentiles of one outcome in one year, by name."""
        band = self.outcomes[outcome]
        index = int(year - self.scenario.start)
        names = ("mean", *(f"p{percentile}" for percentile in PERCENTILES))
        return {name: float(row[index]) for name, row in zip(names, band.rows(), strict=True)}
