"""Rank correlations in a scenario: what is taken, what is refused, and what happens when a driver goes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenario_of, workload_of

from planner.model.correlation import Correlation, linear
from planner.model.editing import add_workload, duplicate_scenario, new_workload
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.model.workspace import Workspace, replace


def plan(*correlations: Correlation) -> Scenario:
    return scenario_of(
        workload_of("0.1 to 1 Wh/query", "1e8 to 1e10 query/day", "1.1 to 1.4"),
        workload_of("1 to 2 Wh/image", "1e6 to 1e7 image/day", name="Images"),
        correlations=correlations,
    )


@pytest.mark.parametrize("rank", [1.0, -1.01, 0.991, float("nan"), float("inf")])
def test_a_correlation_out_of_range_is_refused(rank: float) -> None:
    with pytest.raises(Fault, match=r"use -0\.99 to 0\.99"):
        Correlation("chat/d0", "chat/d1", rank)


def test_a_driver_is_not_correlated_with_itself() -> None:
    with pytest.raises(Fault, match="“chat/d0” cannot be correlated with itself"):
        Correlation("chat/d0", "chat/d0", 0.5)


def test_an_unknown_driver_is_refused_with_an_example() -> None:
    with pytest.raises(Fault, match="there is no driver “chat/joy” to correlate; write it like chat/d0"):
        plan(Correlation("chat/d0", "chat/joy", 0.5))


def test_a_pair_that_stands_twice_is_refused() -> None:
    with pytest.raises(Fault, match="stands twice"):
        plan(Correlation("chat/d0", "chat/d1", 0.5), Correlation("chat/d1", "chat/d0", 0.1))


def test_more_than_fifty_are_refused() -> None:
    with pytest.raises(Fault, match="at most 50"):
        plan(*(Correlation("chat/d0", "chat/d1", 0.1) for _time in range(51)))


@given(st.lists(st.floats(-0.99, 0.99), min_size=3, max_size=3))
def test_three_that_contradict_each_other_are_refused_and_no_others(ranks: list[float]) -> None:
    pairs = (("chat/d0", "chat/d1"), ("chat/d1", "chat/d2"), ("chat/d0", "chat/d2"))
    a, b, c = (linear(rank) for rank in ranks)
    least = np.linalg.eigvalsh([[1, a, c], [a, 1, b], [c, b, 1]])[0]
    made = [Correlation(*pair, rank) for pair, rank in zip(pairs, ranks, strict=True)]
    if least > 1e-6:
        assert plan(*made).correlations == tuple(made)
    elif least < -1e-6:
        with pytest.raises(Fault, match="cannot hold together; weaken one of them"):
            plan(*made)


# Editing -----------------------------------------------------------------------------------------------------------

HERE, ACROSS = Correlation("chat/d0", "chat/d1", 0.5), Correlation("chat/d2", "images/d1", -0.2)


def test_a_driver_that_goes_takes_its_correlations_along() -> None:
    before = Workspace((plan(HERE, ACROSS),))
    drivers = before.scenarios[0].workloads[0].drivers
    after = replace(before, ("scenarios", 0, "workloads", 0, "drivers"), drivers[:2])
    assert after.scenarios[0].correlations == (HERE,)


def test_a_workload_that_goes_takes_its_correlations_along() -> None:
    before = plan(HERE, ACROSS)
    assert replace(before, ("workloads",), before.workloads[:1]).correlations == (HERE,)
    assert replace(before, ("workloads",), before.workloads[1:]).correlations == ()


def test_renaming_moving_and_adding_leave_correlations_as_they_are() -> None:
    before = plan(HERE, ACROSS)
    for path in (("workloads", 0, "name"), ("workloads", 0, "drivers", 0, "name")):
        assert replace(before, path, "Other").correlations == before.correlations
    assert replace(before, ("workloads",), before.workloads[::-1]).correlations == before.correlations
    assert add_workload(before, new_workload(2, ())).correlations == before.correlations


def test_a_copy_of_a_scenario_has_its_correlations() -> None:
    copied = duplicate_scenario(Workspace((plan(HERE),)), 0)
    assert copied.scenarios[1].correlations == (HERE,)
