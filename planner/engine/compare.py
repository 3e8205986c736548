"""Two scenarios on the same draws: how often one lies below the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from planner.engine.advance import drawn_run
from planner.engine.path import streams_of
from planner.engine.sampling import Array, Draws
from planner.engine.simulate import DEFAULT_SAMPLES, converters
from planner.model.scenario import Conversion, Scenario


def runs_in(
    scenario: Scenario, conversions: Mapping[str, Conversion], outcome: str, year: int, samples: int = DEFAULT_SAMPLES
) -> Array:
    """Return an outcome in one year, one value a run (runs of equal index share their draws between scenarios).

    Raises:
        KeyError: The outcome lacks its conversion.
    """
    draws = Draws.of(scenario.seed, streams_of(scenario), samples)
    with np.errstate(all="ignore"):
        total: Any = sum(drawn_run(workload, scenario.start, draws).at(year) for workload in scenario.workloads)
        if outcome != "energy":
            path, power, _unit = converters(scenario, conversions, draws.sample, (outcome,))[outcome]
            total = total * path.at(year) if power == 1 else total / path.at(year)
    return np.broadcast_to(np.asarray(total, float), (draws.samples,))


def probability_below(one: Array, other: Array) -> float:
    """Return the share of runs in which ``one`` is below ``other``; a tie counts half."""
    return float(np.mean(one < other) + 0.5 * np.mean(one == other))
