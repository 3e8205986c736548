"""Iman-Conover: the wanted rank correlation, with every distribution left as typed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, case
from strategies import scenario_of

from planner.engine.correlation import (
    Correlation,
    correlated,
    correlated_ranks,
    correlated_sampler,
    effect,
    rank_correlation,
)
from planner.engine.outcome import Case, formula
from planner.engine.path import streams_of
from planner.engine.sampling import Draws
from planner.model.estimate import Estimate
from planner.model.faults import Fault

ENERGY, VOLUME, PUE = (("chat", f"d{index}", "value") for index in range(3))


def plan() -> Case:
    return case(
        scenario_of("0.1 to 1 Wh/query", "1e8 to 1e10 query/day", "1.1 to 1.4", start=2025, end=2030), **CONVERSIONS
    )


def draws(samples: int = 10_000) -> Draws:
    return Draws.of(1, streams_of(plan().scenario), samples)


@given(st.floats(-0.99, 0.99))
def test_the_rank_correlation_is_what_was_asked_for(rank: float) -> None:
    found = correlated_ranks(draws(), [Correlation(ENERGY, VOLUME, rank)])
    assert rank_correlation(found[ENERGY], found[VOLUME]) == pytest.approx(rank, abs=0.01)


@given(st.floats(-1, 1))
def test_every_stream_keeps_each_of_its_strata_once(rank: float) -> None:
    found = correlated_ranks(draws(400), [Correlation(ENERGY, VOLUME, rank)])
    for ranks in found.values():
        assert sorted(ranks) == list(range(len(ranks)))


def test_the_first_stream_keeps_its_order() -> None:
    found = correlated_ranks(draws(), [Correlation(ENERGY, VOLUME, 0.6)])
    assert np.array_equal(found[ENERGY], draws().ranks(ENERGY))


def test_a_correlation_of_zero_changes_no_draw() -> None:
    found = correlated_ranks(draws(), [Correlation(ENERGY, VOLUME, 0.0)])
    assert np.array_equal(found[VOLUME], draws().ranks(VOLUME))


def test_three_streams_keep_all_their_correlations() -> None:
    wanted = [Correlation(ENERGY, VOLUME, 0.5), Correlation(VOLUME, PUE, -0.4), Correlation(ENERGY, PUE, 0.2)]
    found = correlated_ranks(draws(), wanted)
    for pair in wanted:
        assert rank_correlation(found[pair.one], found[pair.other]) == pytest.approx(pair.rank, abs=0.015)


def test_a_sampler_leaves_other_streams_alone() -> None:
    estimate = Estimate.parse("1 to 2")
    sample = correlated_sampler(draws(), [Correlation(ENERGY, VOLUME, 0.5)])
    assert np.array_equal(sample(PUE, estimate), draws().sample(PUE, estimate))
    assert np.array_equal(np.sort(sample(VOLUME, estimate)), np.sort(draws().sample(VOLUME, estimate)))
    assert sample(VOLUME, Estimate.parse("3")) == 3


def test_what_goes_together_widens_the_range_of_a_product_and_what_goes_apart_narrows_it() -> None:
    together, apart = (effect(plan(), [Correlation(ENERGY, VOLUME, rank)], "energy", 2025) for rank in (0.8, -0.8))
    assert together.widening > 1 > apart.widening
    assert together.unit == "GWh/year"
    assert effect(plan(), [], "energy", 2025).widening == 1


def test_lognormals_in_lockstep_have_the_spread_of_their_sum() -> None:
    # ln(10) and ln(100) wide, alone and at a rank correlation near one: the widths of the logarithms add up.
    runs = formula(plan(), "energy", 2025).total(correlated_sampler(draws(), [Correlation(ENERGY, VOLUME, 1.0)]))
    wide = np.diff(np.log(np.percentile(np.asarray(runs), [5, 95])))[0]
    assert wide == pytest.approx(np.log(10) + np.log(100), rel=0.01)


@pytest.mark.parametrize("rank", [1.5, -1.01, float("nan")])
def test_a_correlation_beyond_one_is_refused(rank: float) -> None:
    with pytest.raises(Fault, match="not between -1 and 1"):
        Correlation(ENERGY, VOLUME, rank)


def test_a_driver_is_not_correlated_with_itself() -> None:
    with pytest.raises(Fault, match="“chat/d0/value” cannot be correlated with itself"):
        Correlation(ENERGY, ENERGY, 0.5)


def test_an_unknown_stream_is_refused() -> None:
    with pytest.raises(Fault, match="there is no “chat/joy/value” to correlate"):
        correlated_ranks(draws(), [Correlation(ENERGY, ("chat", "joy", "value"), 0.5)])


def test_a_pair_that_stands_twice_is_refused() -> None:
    with pytest.raises(Fault, match="stands twice"):
        correlated_ranks(draws(), [Correlation(ENERGY, VOLUME, 0.5), Correlation(VOLUME, ENERGY, 0.1)])


def test_correlations_that_contradict_each_other_are_refused() -> None:
    wanted = np.array([[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]])
    with pytest.raises(Fault, match="cannot hold together"):
        correlated([draws().ranks(stream) for stream in (ENERGY, VOLUME, PUE)], wanted)
