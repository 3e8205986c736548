"""Two scenarios on the same draws: what they share cancels, what differs has a band of its own."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, OUTCOMES, case, in_other_units, pairs
from strategies import scenario_of, workload_of

from planner.engine.compare import (
    changes,
    difference,
    difference_over_years,
    percentile,
    probability_below,
    runs_in,
    shared_draws,
)
from planner.engine.outcome import Case
from planner.engine.simulate import simulate
from planner.model.faults import Fault

YEARS = st.integers(2025, 2035)
SAMPLES = 500


def plan(*values: object, **more: object) -> Case:
    return case(scenario_of(*values, start=2025, end=2035, **more), **CONVERSIONS)


@given(pairs(), st.sampled_from(OUTCOMES), YEARS)
def test_identical_scenarios_differ_by_exactly_zero(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    one = pair[0]
    same = attrs.evolve(one, scenario=attrs.evolve(one.scenario, name="Copy"))
    found = difference(one, same, outcome, year, samples=SAMPLES)
    assert (found.mean, found.p5, found.p25, found.p50, found.p75, found.p95) == (0,) * 6
    assert found.probability_lower == 0.5


@given(pairs(), st.sampled_from(OUTCOMES), YEARS, YEARS)
def test_swapping_the_two_mirrors_the_band(pair: tuple[Case, Case], outcome: str, year: int, to_year: int) -> None:
    there = difference(*pair, outcome, year, to_year, samples=SAMPLES)
    back = difference(*reversed(pair), outcome, to_year, year, samples=SAMPLES)
    size = max(there.from_median, there.to_median)
    mirrored = (-back.p95, -back.p75, -back.p50, -back.p25, -back.p5, -back.mean, 1 - back.probability_lower)
    plain = (there.p5, there.p25, there.p50, there.p75, there.p95, there.mean, there.probability_lower)
    assert mirrored == pytest.approx(plain, rel=1e-9, abs=1e-12 * size)


@given(pairs(), st.sampled_from(OUTCOMES), YEARS)
def test_percentiles_are_ordered(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    found = difference(*pair, outcome, year, samples=SAMPLES)
    row = [found.p5, found.p25, found.p50, found.p75, found.p95]
    assert row == sorted(row)
    assert 0 <= found.probability_lower <= 1


@given(pairs(), st.sampled_from(OUTCOMES))
def test_a_year_of_the_series_is_the_difference_in_that_year(pair: tuple[Case, Case], outcome: str) -> None:
    series = difference_over_years(*pair, outcome, samples=SAMPLES)
    assert series.years.tolist() == list(range(2025, 2036))
    for year in (2025, 2030, 2035):
        found, index = difference(*pair, outcome, year, samples=SAMPLES), year - 2025
        row = [found.mean, found.p5, found.p25, found.p50, found.p75, found.p95]
        size = max(found.from_median, found.to_median)
        assert [values[index] for values in series.band.rows()] == pytest.approx(row, rel=1e-9, abs=1e-9 * size)
        assert series.band.unit == found.unit


@given(pairs(), YEARS)
def test_other_units_change_no_difference(pair: tuple[Case, Case], year: int) -> None:
    one, other = pair
    plain = difference(one, other, "energy", year, samples=SAMPLES)
    typed = attrs.evolve(other, scenario=in_other_units(other.scenario))
    found = difference(one, typed, "energy", year, samples=SAMPLES)
    size = max(plain.from_median, plain.to_median)
    assert (found.p5, found.p50, found.p95) == pytest.approx(
        (plain.p5, plain.p50, plain.p95), rel=1e-9, abs=1e-9 * size
    )


def test_what_both_share_cancels_out_of_the_difference() -> None:
    shared = ("volume", "1e8 to 4e9 query/day")
    one, other = (
        plan((energy, {"id": "energy"}), (shared[1], {"id": "volume"})) for energy in ("2 Wh/query", "1 Wh/query")
    )
    found = difference(one, other, "energy", 2030)
    assert found.probability_lower == 1.0
    assert found.p50 == pytest.approx(-found.to_median)
    assert found.p95 / found.p5 == pytest.approx(1 / 40)


def test_the_difference_of_two_independent_ranges_is_as_wide_as_both() -> None:
    one = plan(("100 to 120 MW", {"id": "a"}), name="A")
    other = plan(("100 to 120 MW", {"id": "b"}), name="B")
    found = difference(one, other, "power", 2025)
    spread = math.log(1.2) * math.sqrt(2)  # P5 to P95 of the difference of the logarithms
    assert found.p95 - found.p5 == pytest.approx(109.5 * spread, rel=0.02)
    assert found.probability_lower == pytest.approx(0.5, abs=0.01)


def test_the_chance_of_being_lower_is_that_of_two_lognormals() -> None:
    one, other = plan(("100 to 200 MW", {"id": "a"})), plan(("120 to 240 MW", {"id": "b"}))
    deviation = math.log(2) / (2 * 1.6448536269514722) * math.sqrt(2)
    expected = 0.5 * math.erfc(math.log(1.2) / deviation / math.sqrt(2))
    assert difference(one, other, "power", 2025).probability_lower == pytest.approx(expected, abs=0.01)


def test_two_years_of_one_scenario_compare_like_two_scenarios() -> None:
    growing = plan(("1 Wh/query", {}), "1e9 to 2e9 query/day")
    found = difference(growing, growing, "energy", 2025, 2035)
    assert (found.p5, found.p95, found.probability_lower) == (0, 0, 0.5)


def test_the_first_scenario_is_drawn_alike_whatever_it_is_compared_with() -> None:
    one = plan("1 to 2 Wh/query", "1e9 to 2e9 query/day")
    other = plan(workload_of("1 to 9 Wh/video", "1e6 video/day", name="Video"))
    alone = simulate(one.scenario, one.conversions).at("energy", 2030)["p50"]
    assert difference(one, other, "energy", 2030).from_median == pytest.approx(alone, rel=2e-3)


def test_scenarios_of_two_seeds_are_still_compared_on_the_same_draws() -> None:
    one = plan("1 to 2 Wh/query", "1e9 to 2e9 query/day")
    other = attrs.evolve(one, scenario=attrs.evolve(one.scenario, name="B", seed=7))
    assert difference(one, other, "energy", 2030).p95 == 0
    assert shared_draws((one.scenario, other.scenario)) == shared_draws((other.scenario, one.scenario))


def test_certain_scenarios_have_one_certain_difference() -> None:
    one, other = plan("1 GWh/year"), plan("3 GWh/year")
    found = difference(one, other, "energy", 2030)
    assert {found.mean, found.p5, found.p50, found.p95} == {2.0}
    assert found.probability_lower == 0.0


def test_the_mean_of_differences_is_the_difference_of_means() -> None:
    one = plan("1 to 2 Wh/query", "1e9 to 2e9 query/day")
    other = plan(("1 to 5 Wh/query", {}), "1e9 to 2e9 query/day")
    means = [simulate(side.scenario, side.conversions).at("energy", 2030)["mean"] for side in (one, other)]
    assert difference(one, other, "energy", 2030).mean == pytest.approx(means[1] - means[0], rel=1e-2)


def test_years_that_do_not_overlap_are_refused() -> None:
    one = plan("1 GWh/year", name="Early")
    late = case(scenario_of("1 GWh/year", start=2040, end=2045, name="Late"), **CONVERSIONS)
    with pytest.raises(Fault, match="“Early” and “Late” have no year in common; let their years overlap"):
        difference_over_years(one, late, "energy")


def test_a_series_covers_the_years_that_both_have() -> None:
    one = case(scenario_of("1 GWh/year", start=2020, end=2030), **CONVERSIONS)
    other = case(scenario_of("3 GWh/year", start=2028, end=2040), **CONVERSIONS)
    series = difference_over_years(one, other, "energy")
    assert series.years.tolist() == [2028, 2029, 2030]
    assert series.band.p50.tolist() == [2, 2, 2]


def test_a_result_too_large_is_refused() -> None:
    huge = plan("1e60 GWh/year", *("1e60",) * 5)
    with pytest.raises(Fault, match="too large to be written"):
        difference(huge, huge, "energy", 2025)


def test_percentiles_follow_hazens_rule() -> None:
    runs = np.array([4.0, 1.0, 3.0, 2.0])
    assert percentile(runs, 0.5) == 2.5
    assert percentile(runs, 0.125) == 1.0
    assert percentile(runs, 0.25) == 1.5
    assert percentile(runs, 0.999) == 4.0
    assert percentile(np.array([1.0, math.inf, math.inf]), 0.9) == math.inf


def test_a_tie_counts_half() -> None:
    assert probability_below(np.array([1.0, 2.0]), np.array([1.0, 3.0])) == 0.75


def test_runs_of_a_scenario_have_the_percentiles_of_its_result() -> None:
    one = plan("1 to 2 Wh/query", "1e9 to 2e9 query/day")
    runs = runs_in(one.scenario, one.conversions, "cost", 2030)
    found = simulate(one.scenario, one.conversions).at("cost", 2030)
    assert [percentile(runs, share) for share in (0.05, 0.5, 0.95)] == pytest.approx(
        [found["p5"], found["p50"], found["p95"]], rel=1e-12
    )


def test_changes_lists_what_differs_old_and_new() -> None:
    one = scenario_of(("1 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "volume"}))
    other = scenario_of(
        ("2 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "volume"}), ("40 %", {"id": "share"}), region="DEU"
    )
    assert [(change.workload, change.driver, change.before, change.after) for change in changes(one, other)] == [
        ("Chat", "energy", "1 Wh/query", "2 Wh/query"),
        ("", "region", "USA", "DEU"),
        ("Chat", "share", "", "40 %"),
    ]
    assert changes(one, one) == ()
