"""Means of workloads alone: they need no sorting, which is most of a simulation."""

from __future__ import annotations

import numpy as np

from planner.engine.advance import drawn_run
from planner.engine.path import pairs_of, streams_of
from planner.engine.percentiles import tidy
from planner.engine.result import Means
from planner.engine.sampling import Draws
from planner.engine.simulate import too_large
from planner.model.scenario import Scenario


def mean_energy(scenario: Scenario, samples: int) -> Means:
    """Return the mean energy of each workload over the years, as `planner.engine.simulate.simulate` finds it.

    Raises:
        Fault: A mean is too large to be written.
    """
    draws = Draws.of(scenario.seed, streams_of(scenario), samples, pairs_of(scenario))
    found = {}
    with np.errstate(all="ignore"):
        for workload in scenario.workloads:
            advance = drawn_run(workload, scenario.start, draws)
            values = advance.years(len(scenario.years), np.float64)
            found[workload.name] = np.array(
                [float(np.mean(value)) if isinstance(value, np.ndarray) else tidy(value) for value in values]
            )
    if not all(np.isfinite(means).all() for means in found.values()):
        raise too_large(scenario)
    return Means(scenario, np.array(scenario.years, float), found)
