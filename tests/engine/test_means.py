"""Means alone are those of a whole simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from pairs import cases
from strategies import scenario_of

from planner.engine.means import mean_energy
from planner.engine.outcome import Case
from planner.engine.simulate import simulate
from planner.model.faults import Fault


@given(cases())
def test_they_are_the_means_of_the_simulation(one: Case) -> None:
    whole, alone = simulate(one.scenario, one.conversions, 400), mean_energy(one.scenario, 400)
    assert list(alone.workloads) == list(whole.workloads)
    assert np.array_equal(alone.years, whole.years)
    for name, band in whole.workloads.items():
        assert alone.workloads[name] == pytest.approx(band.mean, rel=1e-9)


def test_what_is_exact_has_no_rest() -> None:
    assert mean_energy(scenario_of("0.1 GWh/year"), 100).workloads["Chat"].tolist() == [0.1]


def test_a_number_past_all_writing_is_refused() -> None:
    with pytest.raises(Fault, match="too large to be written"):
        mean_energy(scenario_of("1e60 GWh/year", *["1e60"] * 5), 100)
