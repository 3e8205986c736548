"""Iman-Conover: the wanted rank correlation, with every distribution left as typed."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import CONVERSIONS, case, cases
from strategies import scenario_of, workload_of

from planner.engine.compare import changes, difference, difference_over_years, runs_in, shared_draws
from planner.engine.correlation import correlated, joined, paired, rank_correlation
from planner.engine.correlation_effect import effect
from planner.engine.lever import Unknown
from planner.engine.outcome import Case
from planner.engine.path import pairs_of, streams_of
from planner.engine.sampling import Draws
from planner.engine.simulate import simulate
from planner.engine.solve import applied, solve
from planner.model.correlation import Correlation
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Scenario

ENERGY, VOLUME, PUE = (("chat", f"d{index}", "value") for index in range(3))


def plan(*correlations: Correlation) -> Case:
    scenario = scenario_of(
        "0.1 to 1 Wh/query", "1e8 to 1e10 query/day", "1.1 to 1.4", start=2025, end=2030, correlations=correlations
    )
    return case(scenario, **CONVERSIONS)


def together(rank: float) -> Correlation:
    return Correlation("chat/d0", "chat/d1", rank)


def draws(samples: int = 10_000, *correlations: Correlation) -> Draws:
    scenario = plan(*correlations).scenario
    return Draws.of(1, streams_of(scenario), samples, pairs_of(scenario))


@given(st.floats(-0.99, 0.99))
def test_the_rank_correlation_is_what_was_asked_for(rank: float) -> None:
    found = draws(10_000, together(rank))
    assert rank_correlation(found.ranks(ENERGY), found.ranks(VOLUME)) == pytest.approx(rank, abs=0.01)


@given(st.floats(-0.99, 0.99), st.sampled_from([1, 9, 400]))
def test_every_stream_keeps_each_of_its_strata_once(rank: float, samples: int) -> None:
    found = draws(samples, together(rank))
    for stream in (ENERGY, VOLUME):
        assert sorted(found.ranks(stream)) == list(range(found.samples))


def test_the_first_stream_and_those_not_named_keep_their_order() -> None:
    found = draws(10_000, together(0.6))
    for stream in (ENERGY, PUE):
        assert np.array_equal(found.ranks(stream), draws().ranks(stream))
    assert not np.array_equal(found.ranks(VOLUME), draws().ranks(VOLUME))


def test_a_correlation_of_zero_changes_no_draw() -> None:
    assert np.array_equal(draws(10_000, together(0.0)).ranks(VOLUME), draws().ranks(VOLUME))


def test_three_streams_keep_all_their_correlations() -> None:
    wanted = [
        Correlation("chat/d0", "chat/d1", 0.5),
        Correlation("chat/d1", "chat/d2", -0.4),
        Correlation("chat/d0", "chat/d2", 0.2),
    ]
    found = draws(10_000, *wanted)
    for one, other, rank in found.pairs:
        assert rank_correlation(found.ranks(one), found.ranks(other)) == pytest.approx(rank, abs=0.015)


def test_what_hangs_together_is_found_through_others() -> None:
    pairs = (("a", "b", 0.1), ("c", "d", 0.2), ("d", "a", 0.3))
    assert joined("b", pairs) == pairs
    assert joined("b", pairs[:2]) == pairs[:1]
    assert joined("e", pairs) == ()


def test_a_workload_takes_along_the_draws_it_is_correlated_with() -> None:
    scenario = scenario_of(
        workload_of("0.1 to 1 Wh/query", "1e8 to 1e9 query/day"),
        workload_of("1 to 9 Wh/image", "1e6 to 1e7 image/day", name="Images"),
        workload_of("1 to 9 Wh/video", "1e6 to 1e7 video/day", name="Video"),
        correlations=(Correlation("chat/d1", "images/d1", 0.7),),
    )
    whole = Draws.of(1, streams_of(scenario), 10_000, pairs_of(scenario))
    for owner, own in (("chat", "d1"), ("images", "d1"), ("video", "d0")):
        part = whole.part(owner)
        assert np.array_equal(part.ranks((owner, own, "value")), whole.ranks((owner, own, "value")))
    assert whole.part("video").pairs == ()


# The marginals stay exact ------------------------------------------------------------------------------------------


@given(st.floats(-0.95, 0.95), st.sampled_from(["0.1 to 1", "pert(0.1, 0.2, 1)", "uniform(0.1, 1)"]))
@settings(max_examples=20)
def test_a_correlated_driver_keeps_its_distribution_to_the_last_draw(rank: float, text: str) -> None:
    estimate = Estimate.parse(f"{text} Wh/query")
    before, after = draws().sample(VOLUME, estimate), draws(10_000, together(rank)).sample(VOLUME, estimate)
    assert np.array_equal(np.sort(np.asarray(before)), np.sort(np.asarray(after)))


def test_an_exact_driver_is_not_moved_by_its_correlation() -> None:
    assert draws(10_000, together(0.9)).sample(VOLUME, Estimate.parse("3")) == 3


# The range -----------------------------------------------------------------------------------------------------------


def test_what_goes_together_widens_the_range_of_a_product_and_what_goes_apart_narrows_it() -> None:
    wider, narrower = (effect(plan(together(rank)), "energy", 2025) for rank in (0.8, -0.8))
    assert wider.widening > 1 > narrower.widening
    assert wider.without == narrower.without
    assert wider.unit == "GWh/year"
    assert effect(plan(), "energy", 2025).widening == 1


@pytest.mark.parametrize("rank", [-0.9, -0.4, 0.3, 0.9])
def test_the_spread_of_a_product_of_lognormals_is_that_of_the_closed_form(rank: float) -> None:
    # ln Y is a sum of normals of standard deviations s1 and s2: its variance is s1^2 + s2^2 + 2 rho s1 s2.
    found = effect(
        case(
            scenario_of(
                "0.1 to 1 Wh/query", "1e8 to 1e10 query/day", correlations=(Correlation("chat/d0", "chat/d1", rank),)
            )
        ),
        "energy",
        2025,
    )
    one, other, rho = np.log(10), np.log(100), 2 * np.sin(np.pi * rank / 6)
    expected = np.sqrt(one**2 + other**2 + 2 * rho * one * other)
    assert np.log(found.together[1] / found.together[0]) == pytest.approx(expected, rel=0.02)


def test_the_simulation_has_the_range_that_the_sentence_tells() -> None:
    correlated_plan = plan(together(0.7))
    found = effect(correlated_plan, "households", 2030)
    for item, ends in ((plan(), found.without), (correlated_plan, found.together)):
        band = simulate(item.scenario, item.conversions).at("households", 2030)
        assert (band["p5"], band["p95"]) == pytest.approx(ends, rel=1e-9)


def test_two_seeds_agree_on_what_a_correlation_does() -> None:
    found = [
        effect(Case(attrs.evolve(plan(together(0.7)).scenario, seed=seed), {}), "energy", 2030).widening
        for seed in (1, 2)
    ]
    assert found[0] == pytest.approx(found[1], rel=0.05)


# Comparing and solving ---------------------------------------------------------------------------------------------


@st.composite
def correlated_cases(draw: st.DrawFn) -> Case:
    found = draw(cases())
    names = [f"{w.id}/{d.id}" for w in found.scenario.workloads for d in w.drivers]
    one, other = draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    rank = round(draw(st.floats(-0.95, 0.95)), 2)
    return Case(attrs.evolve(found.scenario, correlations=(Correlation(one, other, rank),)), found.conversions)


@given(correlated_cases())
@settings(max_examples=20)
def test_identical_scenarios_differ_by_nothing_with_correlations_too(one: Case) -> None:
    found = difference(one, one, "energy", 2030, samples=400)
    assert (found.p5, found.p95, found.mean) == (0, 0, 0)
    years = difference_over_years(one, one, "energy", samples=400)
    assert not years.band.p95.any()


@given(correlated_cases(), correlated_cases())
@settings(max_examples=20)
def test_scenarios_of_other_correlations_share_every_draw_that_neither_pairs(one: Case, other: Case) -> None:
    base = shared_draws((one.scenario, other.scenario), 400)
    first, second = (base.with_pairs(pairs_of(item.scenario)) for item in (one, other))
    named = {stream for pair in (*first.pairs, *second.pairs) for stream in pair[:2]}
    for stream in {*streams_of(one.scenario)} & {*streams_of(other.scenario)} - named:
        assert np.array_equal(first.ranks(stream), second.ranks(stream))


@pytest.mark.parametrize("rank", [-0.8, 0.8])
def test_a_confidence_is_that_of_the_correlated_draws(rank: float) -> None:
    one = plan(together(rank))
    found = solve(one, Unknown("chat", "d0"), "energy", 2025, 1000, confidence=0.9)
    put_back = applied(one.scenario, found)
    runs = runs_in(put_back, one.conversions, "energy", 2025)
    assert np.mean(runs <= 1000) == pytest.approx(0.9, abs=0.002)
    assert put_back.correlations == one.scenario.correlations


def test_a_correlation_that_only_one_of_two_scenarios_has_is_a_difference() -> None:
    found = changes(plan().scenario, plan(together(0.5)).scenario)
    assert [(change.name, change.before, change.after) for change in found] == [
        ("D0 with D1", "", "rank correlation 0.5")
    ]


def test_a_correlation_is_part_of_what_tells_scenarios_apart() -> None:
    one: Scenario = plan(together(0.5)).scenario
    assert one != plan(together(0.6)).scenario
    assert draws(400, together(0.5)) != draws(400, together(0.6))


def test_correlations_that_contradict_each_other_are_refused() -> None:
    wanted = np.array([[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]])
    with pytest.raises(Fault, match="cannot hold together"):
        correlated([draws().ranks(stream) for stream in (ENERGY, VOLUME, PUE)], wanted)
    ranks = {name: draws(400).ranks(stream) for name, stream in zip("abc", (ENERGY, VOLUME, PUE), strict=True)}
    with pytest.raises(Fault, match="cannot hold together"):
        paired(ranks, (("a", "b", 0.9), ("a", "c", 0.9), ("b", "c", -0.9)))
