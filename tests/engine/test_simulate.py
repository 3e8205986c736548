"""The fan: exact where all is exact, closed forms where there is one, the same bits every time, words at the edges."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import PLAIN_CHAIN, conversions, numbers, parse, scenario_of, scenarios, workload_of

from planner.engine.compare import probability_below, runs_in
from planner.engine.result import OUTCOMES, Band, ScenarioResult
from planner.engine.simulate import simulate
from planner.model.faults import Fault
from planner.model.region import conversions_of
from planner.model.scenario import Conversion
from planner.model.trajectory import Compound, Logistic, Points
from planner.store import library

Z = NormalDist()
CHAT = ("0.2 to 0.5 Wh/query", "1e9 to 4e9 query/day")
US = conversions(
    household_use="10791 kWh/household/year",
    grid_intensity="383.55 gCO2e/kWh",
    national_demand="4276.104 TWh/year",
    electricity_price="0.146 USD/kWh",
    water_use="0.15 L/kWh",
)


def rows(result: ScenarioResult) -> np.ndarray:
    return np.array([row for band in (*result.outcomes.values(), *result.workloads.values()) for row in band.rows()])


def energy(*drivers, year: int = 2025, **more) -> dict[str, float]:
    return simulate(scenario_of(*drivers, **more), {}).at("energy", year)


# Exact inputs ------------------------------------------------------------------------------------------------------


def test_exact_inputs_give_exactly_the_arithmetic_answer():
    result = simulate(scenario_of(*PLAIN_CHAIN), US)
    gwh = Fraction(34, 100) * Fraction(2_500_000_000) * Fraction(36525, 100) / 10**9
    expected = {
        "energy": gwh,
        "power": gwh * 1000 / (Fraction(36525, 100) * 24),
        "households": gwh * 10**6 / 10791,
        "share": gwh / 4_276_104 * 100,
        "emissions": gwh * Fraction(38355, 100),
        "cost": gwh * 10**6 * Fraction(146, 1000),
        "water": gwh * 10**6 * Fraction(15, 100) / 1000,
    }
    assert set(result.outcomes) == set(OUTCOMES)
    for outcome, value in expected.items():
        for found in result.at(outcome, 2025).values():
            assert found == pytest.approx(float(value), rel=3e-15, abs=0), outcome
    assert result.at("energy", 2025)["p50"] == 310.4625
    assert result.samples == 1


@given(numbers(1e-3, 1e3), numbers(1, 1e10), numbers(1, 2))
def test_an_exact_chain_is_the_product_of_what_was_typed(per_query, volume, pue):
    found = energy(f"{per_query!r} Wh/query", f"{volume!r} query/day", f"{pue!r}")
    # An exact answer is given at 15 significant digits.
    expected = Fraction(repr(per_query)) * Fraction(repr(volume)) * Fraction(repr(pue)) * Fraction(36525, 100) / 10**9
    assert found["p5"] == found["p50"] == found["mean"] == found["p95"] == pytest.approx(float(expected), rel=6e-15)


def test_an_exact_path_compounds_exactly():
    grows = ("1 query/day", {"trajectory": Compound(parse("20 %/year"))})
    result = simulate(scenario_of("1e9 Wh/query", grows, end=2035), {})
    for year in range(2025, 2036):
        expected = float(Fraction(36525, 100) * Fraction(6, 5) ** (year - 2025))
        assert result.at("energy", year)["p50"] == pytest.approx(expected, rel=1e-14)


def test_exact_workloads_add_up():
    loads = [workload_of(f"0.{n} Wh/query", f"{n}e9 query/day", name=f"W{n}") for n in range(1, 8)]
    result = simulate(scenario_of(*loads), {})
    expected = Fraction(36525, 100) * sum(Fraction(n, 10) * n for n in range(1, 8))
    assert result.at("energy", 2025)["p50"] == pytest.approx(float(expected), rel=1e-14)
    parts = [float(band.p50[0]) for band in result.workloads.values()]
    assert sum(parts) == pytest.approx(float(expected), rel=1e-14)
    assert parts[1] == pytest.approx(0.2 * 2 * 365.25, rel=1e-14)


def test_a_divisor_divides():
    by_quotient = energy("1e9 query/day", ("4167 query/kWh", {"power": -1}))
    assert by_quotient["p50"] == pytest.approx(float(Fraction(10**9, 4167) * Fraction(36525, 100) / 10**6), rel=1e-14)


def test_a_first_driver_may_divide():
    found = energy(("4167 query/kWh", {"power": -1}), "1e9 query/day")
    assert found["p50"] == pytest.approx(1e9 / 4167 * 365.25 / 1e6, rel=1e-14)


def test_a_divisor_that_falls_raises_the_result():
    falls = ("2", {"power": -1, "trajectory": Compound(parse("-50 %/year"))})
    result = simulate(scenario_of("1 GWh/year", falls, end=2028), {})
    assert list(result.outcomes["energy"].p50) == pytest.approx([0.5, 1, 2, 4], rel=1e-14)


# Closed forms ------------------------------------------------------------------------------------------------------

PRODUCTS = {
    "two": [(0.2, 0.5), (1e9, 4e9)],
    "one wide, one narrow": [(0.001, 1), (1e9, 1.0001e9)],
    "three": [(0.3, 0.4), (1e9, 1.5e9), (1.05, 1.2)],
    "four": [(0.3, 0.4), (2, 2.4), (7e8, 9e8), (1.05, 1.2)],
    "five": [(0.3, 0.36), (3, 3.5), (7e8, 9e8), (1.1, 1.2), (0.9, 1.1)],
    "six": [(0.3, 0.36), (3, 3.5), (7e8, 8e8), (1.1, 1.2), (0.9, 1.1), (0.95, 1.05)],
}
WIDE = {
    "three": [(0.01, 1), (1e6, 1e9), (0.1, 10)],
    "four": [(0.06, 1.2), (2, 8), (5e8, 9e8), (1.05, 1.4)],
    "five": [(0.1, 1), (1, 10), (1e8, 1e9), (1.1, 1.2), (0.5, 2)],
    "six": [(0.2, 0.3), (1, 3), (1e8, 2e8), (1.1, 1.5), (0.5, 2), (0.9, 1.1)],
}
UNITS = ("Wh/query", "query/user/day", "user", "", "", "")


def chain_of(ranges: list[tuple[float, float]]) -> list[str]:
    units = ("Wh/query", "query/day", "") if len(ranges) < 4 else UNITS
    return [f"{low!r} to {high!r} {unit}".strip() for (low, high), unit in zip(ranges, units, strict=False)]


def lognormal_product(ranges: list[tuple[float, float]], divides: tuple[int, ...] = ()) -> tuple[float, float]:
    """Mean and spread of the logarithm of a product: means add up, and variances, whatever divides."""
    signs = [-1 if number in divides else 1 for number in range(len(ranges))]
    mean = sum(sign * math.log(low * high) / 2 for sign, (low, high) in zip(signs, ranges, strict=True))
    variance = sum((math.log(high / low) / (2 * Z.inv_cdf(0.95))) ** 2 for low, high in ranges)
    return mean, math.sqrt(variance)


@pytest.mark.parametrize("name", PRODUCTS)
@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_percentiles_of_a_product_of_lognormals_agree_with_the_closed_form_within_one_percent(name, seed):
    found = energy(*chain_of(PRODUCTS[name]), seed=seed)
    mean, spread = lognormal_product(PRODUCTS[name])
    for percentile in (5, 25, 50, 75, 95):
        expected = math.exp(mean + spread * Z.inv_cdf(percentile / 100)) * 365.25 / 1e9
        assert found[f"p{percentile}"] == pytest.approx(expected, rel=0.01), percentile


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("samples", [10_000, 100_000])
@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_percentiles_of_a_wide_product_are_as_near_as_so_many_runs_can_bring_them(name, samples, seed):
    found = simulate(scenario_of(*chain_of(WIDE[name]), seed=seed), {}, samples, by_workload=False).at("energy", 2025)
    mean, spread = lognormal_product(WIDE[name])
    for percentile in (5, 25, 50, 75, 95):
        share, score = percentile / 100, Z.inv_cdf(percentile / 100)
        # Three times the standard error that independent draws would have: spread x sqrt(q (1 - q) / n) / density.
        bound = 3 * spread * math.sqrt(share * (1 - share) / samples) / Z.pdf(score)
        error = math.log(found[f"p{percentile}"] / (math.exp(mean + spread * score) * 365.25 / 1e9))
        assert abs(error) < bound, percentile


def test_two_uncertain_drivers_are_four_times_steadier_than_independent_draws():
    mean, spread = lognormal_product(PRODUCTS["two"])
    independent = spread * math.sqrt(0.25 / 10_201) / Z.pdf(0)
    errors = []
    for seed in range(20):
        found = energy(*chain_of(PRODUCTS["two"]), seed=seed)["p50"]
        errors.append(math.log(found / (math.exp(mean) * 365.25 / 1e9)))
    assert math.sqrt(float(np.mean(np.square(errors)))) < independent / 4


def test_percentiles_of_a_quotient_of_lognormals_agree_with_the_closed_form():
    ranges = [(1e9, 4e9), (2, 9), (1.1, 1.6)]
    found = energy("1e9 to 4e9 query/day", ("2 to 9 query/Wh", {"power": -1}), "1.1 to 1.6")
    mean, spread = lognormal_product(ranges, divides=(1,))
    for percentile in (5, 25, 50, 75, 95):
        expected = math.exp(mean + spread * Z.inv_cdf(percentile / 100)) * 365.25 / 1e9
        assert found[f"p{percentile}"] == pytest.approx(expected, rel=0.01)


def test_the_mean_of_a_product_of_lognormals_agrees_with_the_closed_form():
    mean, spread = lognormal_product(PRODUCTS["two"])
    assert energy(*CHAT)["mean"] == pytest.approx(math.exp(mean + spread**2 / 2) * 365.25 / 1e9, rel=0.01)


def test_a_single_typed_range_comes_out_at_its_typed_ends():
    found = energy("20 to 50 GWh/year")
    assert found["p5"] == pytest.approx(20, rel=1e-5)
    assert found["p50"] == pytest.approx(math.sqrt(1000), rel=1e-5)
    assert found["p95"] == pytest.approx(50, rel=1e-5)


def test_an_uncertain_rate_spreads_with_the_years_as_its_ends_say():
    grows = ("100 GWh/year", {"trajectory": Compound(parse("10 to 40 %/year"))})
    result = simulate(scenario_of(grows, end=2035), {})
    assert result.at("energy", 2025) == dict.fromkeys(result.at("energy", 2025), pytest.approx(100, rel=1e-9))
    for years in (1, 5, 10):
        assert result.at("energy", 2025 + years)["p5"] == pytest.approx(100 * 1.1**years, rel=1e-4)
        assert result.at("energy", 2025 + years)["p95"] == pytest.approx(100 * 1.4**years, rel=1e-4)


def test_all_points_of_a_driver_share_one_draw():
    path = Points(((2025, parse("10 to 40 GWh/year")), (2027, parse("1000 to 9000 GWh/year"))))
    result = simulate(scenario_of(("1 GWh/year", {"trajectory": path}), end=2027), {})
    # With one draw the low run stays low, so the geometric middle of the low ends is the P5 in between.
    assert result.at("energy", 2026)["p5"] == pytest.approx(math.sqrt(10 * 1000), rel=1e-4)
    assert result.at("energy", 2026)["p95"] == pytest.approx(math.sqrt(40 * 9000), rel=1e-4)


def test_a_path_that_is_certain_in_one_year_and_spread_in_the_next_is_said_so():
    path = Points(((2025, parse("10 GWh/year")), (2026, parse("20 to 80 GWh/year")), (2027, parse("7 GWh/year"))))
    result = simulate(scenario_of(("1 GWh/year", {"trajectory": path}), end=2027), US)
    assert result.at("energy", 2025)["p5"] == result.at("energy", 2025)["p95"] == pytest.approx(10, rel=1e-12)
    assert result.at("energy", 2026)["p95"] == pytest.approx(80, rel=1e-4)
    assert result.at("energy", 2027)["mean"] == pytest.approx(7, rel=1e-12)
    assert result.at("households", 2027)["p50"] == pytest.approx(7e6 / 10791, rel=1e-12)


# Conversions -------------------------------------------------------------------------------------------------------


def test_an_exact_conversion_scales_every_percentile():
    result = simulate(scenario_of(*CHAT), US)
    for percentile in ("mean", "p5", "p25", "p50", "p75", "p95"):
        gwh = result.at("energy", 2025)[percentile]
        assert result.at("households", 2025)[percentile] == pytest.approx(gwh * 1e6 / 10791, rel=1e-12)
        assert result.at("emissions", 2025)[percentile] == pytest.approx(gwh * 383.55, rel=1e-12)
        assert result.at("share", 2025)[percentile] == pytest.approx(gwh / 4276.104 / 10, rel=1e-12)


def test_an_uncertain_conversion_widens_as_the_closed_form_says():
    more = conversions(household_use="5000 to 15000 kWh/household/year", water_use="0.15 to 0.4 L/kWh")
    scenario = scenario_of(*CHAT, conversions=tuple(more.items()))
    result = simulate(scenario, more)
    for outcome, ends, sign in (("households", (5000, 15000), -1), ("water", (0.15, 0.4), 1)):
        mean, spread = lognormal_product([*PRODUCTS["two"], ends], divides=(2,) if sign < 0 else ())
        for percentile in (5, 50, 95):
            kwh = math.exp(mean + spread * Z.inv_cdf(percentile / 100)) * 365.25 / 1000
            expected = kwh if outcome == "households" else kwh / 1000
            assert result.at(outcome, 2025)[f"p{percentile}"] == pytest.approx(expected, rel=0.01)


def test_an_exact_energy_with_an_uncertain_conversion_is_spread_only_there():
    result = simulate(scenario_of(*PLAIN_CHAIN), conversions(water_use="0.15 to 0.4 L/kWh"))
    assert result.outcomes["energy"].certain
    assert result.at("water", 2025)["p5"] == pytest.approx(310462.5 * 0.15, rel=1e-4)
    assert result.at("water", 2025)["p95"] == pytest.approx(310462.5 * 0.4, rel=1e-4)
    assert result.samples == 10_201


def test_a_conversion_may_move_over_the_years():
    falls = {"grid_intensity": Conversion(parse("400 gCO2e/kWh"), Compound(parse("-10 %/year")))}
    result = simulate(scenario_of("1 GWh/year", end=2027), falls)
    assert list(result.outcomes["emissions"].p50) == pytest.approx([400, 360, 324], rel=1e-14)


def test_to_write_the_regions_figure_into_the_scenario_changes_nothing():
    figure = conversions(water_use="0.15 to 0.4 L/kWh")
    borrowed = simulate(scenario_of(*CHAT), figure)
    own = simulate(scenario_of(*CHAT, conversions=tuple(figure.items())), figure)
    assert np.array_equal(rows(borrowed), rows(own))


def test_a_cost_is_in_the_currency_of_its_price():
    result = simulate(scenario_of("1 GWh/year"), conversions(electricity_price="130 KRW/kWh"))
    assert result.outcomes["cost"].unit == "KRW/year"
    assert result.at("cost", 2025)["p50"] == 130e6


def test_an_outcome_without_its_conversion_is_absent():
    assert set(simulate(scenario_of(*CHAT), {}).outcomes) == {"energy", "power"}


def test_only_what_is_asked_for_is_worked_out():
    result = simulate(scenario_of(*CHAT), US, outcomes=("energy", "water"), by_workload=False)
    assert set(result.outcomes) == {"energy", "water"}
    assert not result.workloads


# The same bits -----------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bits_and_another_seed_others():
    moving = (CHAT[0], (CHAT[1], {"trajectory": Compound(parse("10 to 40 %/year"))}))
    one, again, other = (simulate(scenario_of(*moving, end=2030, seed=seed), US) for seed in (5, 5, 6))
    assert np.array_equal(rows(one), rows(again))
    assert not np.array_equal(rows(one), rows(other))
    assert rows(one) == pytest.approx(rows(other), rel=0.02)


def test_two_identical_scenarios_differ_by_exactly_zero():
    one, clone = scenario_of(*CHAT, name="A"), scenario_of(*CHAT, name="B")
    difference = runs_in(one, {}, "energy", 2025) - runs_in(clone, {}, "energy", 2025)
    assert not difference.any()
    assert probability_below(runs_in(one, {}, "energy", 2025), runs_in(clone, {}, "energy", 2025)) == 0.5


def test_a_clone_shares_every_draw_it_did_not_change():
    base, halved = scenario_of(*CHAT), scenario_of("0.1 to 0.25 Wh/query", CHAT[1])
    ratio = runs_in(halved, {}, "energy", 2025) / runs_in(base, {}, "energy", 2025)
    assert ratio == pytest.approx(0.5, rel=1e-12)
    assert probability_below(runs_in(halved, {}, "energy", 2025), runs_in(base, {}, "energy", 2025)) == 1


def test_the_chance_that_one_is_below_the_other_agrees_with_the_closed_form():
    one = runs_in(scenario_of("20 to 50 GWh/year"), {}, "energy", 2025)
    other = runs_in(scenario_of(workload_of("25 to 60 GWh/year", name="Other")), {}, "energy", 2025)
    gap = math.log(25 * 60) / 2 - math.log(20 * 50) / 2
    spread = math.hypot(math.log(2.5), math.log(2.4)) / (2 * Z.inv_cdf(0.95))
    assert probability_below(one, other) == pytest.approx(Z.cdf(gap / spread), abs=0.01)


def test_an_added_workload_leaves_the_runs_of_the_others_alone():
    chat, agents = workload_of(*CHAT), workload_of("100 to 200 Wh/task", "1e6 to 3e6 task/day", name="Agents")
    alone = simulate(scenario_of(chat), {}).workloads["Chat"]
    beside = simulate(scenario_of(chat, agents), {}).workloads["Chat"]
    assert np.array_equal(np.array(alone.rows()), np.array(beside.rows()))


# What must hold of any plan ----------------------------------------------------------------------------------------


def bands(result: ScenarioResult) -> list[Band]:
    return [*result.outcomes.values(), *result.workloads.values()]


@given(scenarios())
@settings(max_examples=40)
def test_any_plan_gives_finite_ordered_percentiles_or_a_fault(scenario):
    try:
        result = simulate(scenario, conversions_of(scenario, library.region("USA")), 500)
    except Fault as fault:
        assert scenario.name in str(fault)  # noqa: PT017 - what it says belongs to either outcome
        return
    for band in bands(result):
        table = np.array(band.rows())
        assert np.isfinite(table).all()
        assert (table >= 0).all()
        for lower, higher in pairwise(table[1:]):
            assert (lower <= higher * (1 + 1e-12)).all()
        assert table.shape == (6, len(scenario.years))


REWRITTEN = [
    ("720 to 1800 J/query", CHAT[1]),
    ("0.2 to 0.5 kWh/kquery", CHAT[1]),
    (CHAT[0], "365.25 to 1461 Gquery/year"),
    (CHAT[0], "1 to 4 billion request/day"),
    ("200 to 500 mWh/prompt", "7e9 to 28e9 prompt/week"),
]


@pytest.mark.parametrize("rewritten", REWRITTEN)
def test_another_unit_for_the_same_value_changes_no_result(rewritten):
    assert rows(simulate(scenario_of(*rewritten), US)) == pytest.approx(
        rows(simulate(scenario_of(*CHAT), US)), rel=1e-12
    )


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize(
    "chain",
    [
        (("0.2 to 0.5 Wh/query", "1e9 to 4e9 query/day", "1.1"), ("0.4 to 1 Wh/query", "2e9 to 8e9 query/day", "2.2")),
        (
            ("pert(1,2,6) Wh/query", "uniform(1,2) query/day", "3"),
            ("pert(2,4,12) Wh/query", "uniform(2,4) query/day", "6"),
        ),
        (
            ("normal(10, 1) J/task", "triangular(1,2,3) task/s", "1"),
            ("normal(20, 2) J/task", "triangular(2,4,6) task/s", "2"),
        ),
    ],
)
def test_twice_a_driver_is_twice_the_result(chain, number):
    once, twice = chain
    doubled = [*once[:number], twice[number], *once[number + 1 :]]
    assert rows(simulate(scenario_of(*doubled), US)) == pytest.approx(
        2 * rows(simulate(scenario_of(*once), US)), rel=1e-12
    )


def test_a_wider_range_is_a_wider_fan():
    narrow, wide = energy("0.3 to 0.34 Wh/query", CHAT[1]), energy("0.1 to 1.02 Wh/query", CHAT[1])
    assert wide["p5"] < narrow["p5"] < narrow["p95"] < wide["p95"]


MOVING = (
    ("0.2 to 0.5 Wh/query", {"trajectory": Compound(parse("-30 to -10 %/year"))}),
    ("2.5e9 query/day", {"trajectory": Logistic(parse("1e10 to 4e10 query/day"), parse("30 to 60 %/year"))}),
    ("1.3", {"trajectory": Points(((2025, parse("1.2 to 1.5")), (2035, parse("1.05 to 1.1"))))}),
)


def test_single_precision_agrees_with_double_to_five_digits():
    scenario = scenario_of(*MOVING, end=2045)
    single = simulate(scenario, US, precision=np.float32)
    assert rows(single) == pytest.approx(rows(simulate(scenario, US)), rel=1e-5)


@pytest.mark.parametrize("value", ["1e-30 to 3e-30 Wh/query", "1e28 to 3e28 Wh/query"])
def test_single_precision_agrees_at_any_scale(value):
    scenario = scenario_of(value, CHAT[1], end=2027)
    assert rows(simulate(scenario, US, precision=np.float32)) == pytest.approx(rows(simulate(scenario, US)), rel=1e-5)


# Edges -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("per_query", ["0.3 Wh/query", "0.2 to 0.5 Wh/query"])
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_a_volume_of_zero_is_an_answer_of_zero(per_query, precision):
    result = simulate(scenario_of(per_query, "0 query/day", end=2030), US, precision=precision)
    assert not rows(result).any()


def test_a_range_that_reaches_below_zero_counts_as_zero_there():
    found = energy("0 to 4 GWh/year")
    assert found["p5"] == pytest.approx(0, abs=1e-3)
    assert found["p95"] == pytest.approx(4, rel=1e-3)
    low = simulate(scenario_of("normal(1, 5) GWh/year"), {}).at("energy", 2025)
    assert low["p5"] == low["p25"] == 0
    assert low["p95"] == pytest.approx(1 + 5 * Z.inv_cdf(0.95), rel=1e-3)


@pytest.mark.parametrize("power", [-30, -20, 0, 20, 30])
def test_values_of_any_size_keep_their_digits(power):
    assert energy(f"2e{power} GWh/query", "1 query/year")["p50"] == pytest.approx(2 * 10.0**power, rel=1e-12)
    found = energy(f"2e{power} to 8e{power} GWh/query", f"1e{-power} query/year")
    assert found["p50"] == pytest.approx(4, rel=1e-4)


def test_two_hundred_years_are_worked_out():
    grows = ("1 to 2 query/day", {"trajectory": Compound(parse("5 %/year"))})
    result = simulate(scenario_of("1e9 Wh/query", grows, start=2025, end=2224), {})
    assert len(result.years) == len(result.outcomes["energy"].p50) == 200
    assert result.at("energy", 2224)["p50"] == pytest.approx(math.sqrt(2) * 365.25 * 1.05**199, rel=1e-4)


def test_a_single_driver_is_a_plan():
    found = energy("20 MW")
    assert found["p50"] == pytest.approx(20 * 365.25 * 24 / 1000, rel=1e-14)


def test_a_hundred_workloads_add_up():
    loads = [workload_of("0.5 to 2 GWh/year", name=f"W{number}") for number in range(100)]
    result = simulate(scenario_of(*loads), {}, 1000)
    assert len(result.workloads) == 100
    spread = math.log(4) / (2 * Z.inv_cdf(0.95))
    assert result.at("energy", 2025)["mean"] == pytest.approx(100 * math.exp(spread**2 / 2), rel=0.01)


def test_fifty_drivers_with_units_of_any_length_are_a_plan():
    found = energy("1 Wh/query", "1e9 query/day", *["2 household*person/person/household", "0.5 query/prompt"] * 24)
    assert found["p50"] == pytest.approx(365.25, rel=1e-12)


@pytest.mark.parametrize("samples", [1, 2, 25, 100_000])
def test_any_number_of_runs_gives_the_median(samples):
    result = simulate(scenario_of("20 to 50 GWh/year"), {}, samples)
    assert result.samples >= samples
    assert result.at("energy", 2025)["p50"] == pytest.approx(math.sqrt(1000), rel=0.01)


@pytest.mark.parametrize("samples", [0, -1, 10**7])
def test_a_number_of_runs_out_of_range_is_refused(samples):
    with pytest.raises(Fault, match=f"{samples} samples"):
        simulate(scenario_of(*CHAT), {}, samples)


def compound(rate: str) -> dict[str, Compound]:
    return {"trajectory": Compound(parse(rate))}


TOO_LARGE = {
    "growth over the years": (("1 GWh/year", compound("1e30 %/year")),),
    "spread growth": (("1 to 2 GWh/year", compound("1e30 %/year")),),
    "uncertain growth": (("1 GWh/year", compound("1e30 to 1e31 %/year")),),
    "monthly growth": (("1 GWh/year", compound("1e50 %/month")),),
    "growth since long ago": (("1 GWh/year", {"as_of": 1900, **compound("1e30 %/year")}),),
    "a product": ("1 GWh/year", *["1e60"] * 10),
    "a spread product": ("1 to 2 GWh/year", *["1e59 to 2e59"] * 10),
    "a divisor that has vanished": ("1 GWh/year", ("1", {"power": -1, "as_of": 1900, **compound("-99.9 %/year")})),
}


@pytest.mark.parametrize("name", TOO_LARGE)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_a_result_beyond_numbers_is_refused_in_words(name, precision):
    with pytest.raises(Fault, match="“Plan” is too large"):
        simulate(scenario_of(*TOO_LARGE[name], end=2224), US, precision=precision)


def test_a_conversion_that_vanishes_is_refused_in_words():
    falls = {"household_use": Conversion(parse("1 kWh/household/year"), Compound(parse("-99.9 %/year")))}
    with pytest.raises(Fault, match="too large"):
        simulate(scenario_of("1 GWh/year", end=2224), falls)


def test_a_result_that_dwindles_goes_to_zero():
    result = simulate(scenario_of(("1 to 2 GWh/year", compound("-99.9 %/year")), end=2224), US)
    assert result.at("energy", 2224)["p95"] == 0
    assert np.isfinite(rows(result)).all()
