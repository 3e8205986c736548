"""How values move over the years, against the formulas of the contract worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import driver, parse, scenario_of, workload_of

from planner.engine.path import driver_path, growth_factor, streams_of
from planner.engine.sampling import median
from planner.engine.simulate import simulate
from planner.model.trajectory import Compound, Logistic, Points


def path_of(value: str, start: int = 2025, unit: str | None = None, **more):
    made = driver("x", value, **more)
    return driver_path(
        "w", made, start, made.value.unit if unit is None else unit, lambda _s, estimate: median(estimate)
    )


def points(**values: str) -> Points:
    return Points(tuple((int(year[1:]), parse(text)) for year, text in values.items()))


def test_a_constant_value_stays():
    path = path_of("3 Wh/query")
    assert [path.at(year) for year in (1900, 2025, 2300)] == [3, 3, 3]


def test_compound_growth_multiplies_once_a_year():
    path = path_of("3 Wh/query", trajectory=Compound(parse("20 %/year")))
    assert path.at(2025) == 3
    assert path.at(2027) == pytest.approx(3 * 1.44, rel=1e-15)
    assert path.at(2035) == pytest.approx(float(3 * Fraction(6, 5) ** 10), rel=1e-14)
    assert path.at(2024) == pytest.approx(2.5, rel=1e-15)


def test_decline_divides():
    path = path_of("8 Wh/query", trajectory=Compound(parse("-50 %/year")))
    assert [path.at(year) for year in (2025, 2026, 2028, 2024)] == [8, 4, 1, 16]


@pytest.mark.parametrize(
    ("rate", "factor"),
    [
        ("1 %/month", Fraction(101, 100) ** 12),
        ("100 %/year", 2),
        ("-99.99 %/year", Fraction(1, 10_000)),
        ("-50 %/month", Fraction(1, 2) ** 12),
        ("0 %/day", 1),
    ],
)
def test_a_monthly_rate_compounds_twelve_times_a_year(rate, factor):
    assert growth_factor(parse(rate), parse(rate).central) == pytest.approx(float(factor), rel=1e-12)


def test_a_weekly_and_a_daily_rate_compound_over_a_year_of_365_days_and_a_quarter():
    assert growth_factor(parse("1 %/week"), 1.0) == pytest.approx(1.01 ** (365.25 / 7), rel=1e-12)
    assert growth_factor(parse("0.1 %/day"), 0.1) == pytest.approx(1.001**365.25, rel=1e-12)


def test_a_drawn_rate_below_minus_100_percent_leaves_next_to_nothing_but_nothing_negative():
    factors = growth_factor(parse("-90 to 20 %/year"), np.array([-250.0, -100.0, 0.0]))
    assert factors == pytest.approx([1e-6, 1e-6, 1], rel=1e-6)
    assert (factors > 0).all()


def logistic(ceiling: Fraction, first: Fraction, growth: Fraction, years: int) -> float:
    """The contract's formula, with fractions: K / (1 + (K/v0 - 1) (1 + r)^-(t - t0))."""
    return float(ceiling / (1 + (ceiling / first - 1) * growth**-years))


# From above its ceiling a value has no finite past, so that one only looks ahead.
LOGISTIC = [(1, 10, 60), (5, 8, 20), (2, 2, 30), (1, 9, -20), (9, 3, 10)]


@pytest.mark.parametrize(("first", "ceiling", "percent"), LOGISTIC)
def test_a_logistic_path_is_the_formula_of_the_contract(first, ceiling, percent):
    moves = Logistic(parse(f"{ceiling} query/day"), parse(f"{percent} %/year"))
    path = path_of(f"{first} query/day", trajectory=moves)
    for years in (0, 1, 7, 40, *([-5, -1] if first <= ceiling else [])):
        expected = logistic(Fraction(ceiling), Fraction(first), 1 + Fraction(percent, 100), years)
        assert path.at(2025 + years) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("power", [-55, -30, 0, 30, 55])
def test_a_logistic_path_is_the_same_at_any_scale(power):
    path = path_of(f"1e{power} query", trajectory=Logistic(parse(f"4e{power} query"), parse("50 %/year")))
    for years in (0, 3, 20):
        expected = logistic(Fraction(4), Fraction(1), Fraction(3, 2), years)
        assert path.at(2025 + years) / 10.0**power == pytest.approx(expected, rel=1e-12)


def test_a_logistic_path_stays_below_its_ceiling_and_comes_to_it():
    path = path_of("2.5e9 query/day", trajectory=Logistic(parse("2e10 query/day"), parse("60 %/year")))
    values = [path.at(year) for year in range(2025, 2225)]
    assert values[0] == pytest.approx(2.5e9, rel=1e-15)
    assert all(earlier <= later <= 2e10 * (1 + 1e-12) for earlier, later in pairwise(values))
    assert values[-1] == pytest.approx(2e10, rel=1e-12)


def test_the_ceiling_of_a_logistic_path_may_have_another_unit():
    moves = Logistic(parse("7305 query/year"), parse("50 %/year"))  # 20 a day
    path = path_of("10 query/day", trajectory=moves)
    assert path.at(2026) == pytest.approx(20 / (1 + 1 / 1.5), rel=1e-12)


@pytest.mark.parametrize("precision", [np.float64, np.float32])
@pytest.mark.parametrize("base", [2020, 2025, 2030])
def test_a_logistic_path_stepped_year_by_year_is_the_one_worked_out_at_once(base, precision):
    made = driver("x", "1 query", as_of=base, trajectory=Logistic(parse("5 query"), parse("20 to 60 %/year")))
    drawn = {"value": 1.0, "ceiling": 5.0, "rate": np.array([20.0, 37.0, 60.0])}
    path = driver_path("w", made, 2025, "query", lambda stream, _estimate: drawn[stream[2]])
    stepped = path.from_year(2025, precision)
    for year in range(2025, 2085):
        assert np.array(next(stepped)) == pytest.approx(path.at(year), rel=1e-12 if precision is np.float64 else 2e-5)


def test_between_points_the_path_is_geometric():
    path = path_of("9 Wh", trajectory=points(y2025="1 Wh", y2029="16 Wh"))
    assert [path.at(year) for year in range(2025, 2030)] == pytest.approx([1, 2, 4, 8, 16], rel=1e-14)


def test_where_a_point_is_zero_the_path_is_linear():
    path = path_of("9 Wh", trajectory=points(y2025="0 Wh", y2029="16 Wh", y2031="0 Wh"))
    assert [path.at(year) for year in range(2025, 2032)] == pytest.approx([0, 4, 8, 12, 16, 8, 0], abs=1e-12)


def test_outside_the_points_the_path_is_flat():
    path = path_of("9 Wh", trajectory=points(y2027="2 Wh", y2029="8 Wh"))
    assert [path.at(year) for year in (1900, 2026, 2027, 2028, 2029, 2030, 2300)] == pytest.approx(
        [2, 2, 2, 4, 8, 8, 8]
    )


def test_a_single_point_is_a_constant():
    path = path_of("9 Wh", trajectory=points(y2030="2 Wh"))
    assert [path.at(year) for year in (2025, 2030, 2035)] == [2, 2, 2]


def test_every_given_point_is_met_exactly_whatever_its_unit():
    path = path_of("9 Wh/query", trajectory=points(y2025="1224 J/query", y2028="0.2 kWh/kquery", y2030="3 mWh/query"))
    assert [path.at(year) for year in (2025, 2028, 2030)] == pytest.approx([0.34, 0.2, 0.003], rel=1e-12)


def test_per_draw_a_path_with_both_ends_above_zero_is_geometric_and_else_linear():
    made = driver("x", "1 query", trajectory=points(y2025="0 to 4 query", y2027="16 query"))
    drawn = {parse("0 to 4 query"): np.array([0.0, 4.0, -3.0]), parse("16 query"): 16.0}
    path = driver_path("w", made, 2025, "query", lambda _stream, estimate: drawn[estimate])
    assert path.at(2026) == pytest.approx([8, 8, 8])  # 0 to 16 linear; 4 to 16 geometric; below zero counts as zero
    assert path.at(2025) == pytest.approx([0, 4, 0])


def test_a_value_of_another_year_is_carried_to_the_start():
    moves = Compound(parse("-20 %/year"))
    assert path_of("1 Wh", as_of=2023, trajectory=moves).at(2025) == pytest.approx(0.64, rel=1e-14)
    assert path_of("1 Wh", as_of=2027, trajectory=moves).at(2025) == pytest.approx(1 / 0.64, rel=1e-14)
    ahead = Logistic(parse("10 Wh"), parse("100 %/year"))
    assert path_of("1 Wh", as_of=2026, trajectory=ahead).at(2026) == pytest.approx(1)
    assert path_of("1 Wh", as_of=2026, trajectory=ahead).at(2025) == pytest.approx(10 / (1 + 9 * 2), rel=1e-14)


def test_points_do_not_heed_the_year_of_the_value():
    moves = points(y2025="1 Wh", y2030="2 Wh")
    assert path_of("9 Wh", as_of=1950, trajectory=moves).at(2030) == 2


@given(st.floats(-90, 300), st.integers(1900, 2100), st.integers(0, 100))
def test_a_year_of_growth_is_the_same_factor_in_every_year(rate, base, later):
    path = path_of("1 Wh", as_of=base, trajectory=Compound(parse(f"{rate:.3f} %/year")))
    growth = 1 + float(f"{rate:.3f}") / 100
    assert path.at(base + later + 1) == pytest.approx(path.at(base + later) * growth, rel=1e-12)


def test_growth_that_no_number_can_hold_is_infinite_and_not_an_error():
    with np.errstate(all="ignore"):
        assert path_of("1 Wh", as_of=1900, trajectory=Compound(parse("1e30 %/year"))).at(2025) == np.inf
        assert path_of("1 Wh", as_of=1900, trajectory=Compound(parse("-99.9 %/year"))).at(2300) == 0
        steep = Logistic(parse("5 Wh"), parse("-99.9 %/year"))
        assert path_of("1 Wh", as_of=1900, trajectory=steep).at(2300) == 0
        assert path_of("1 Wh", as_of=1900, trajectory=Logistic(parse("5 Wh"), parse("1e30 %/year"))).at(2300) == 5


def test_each_parameter_has_a_stream_and_all_points_of_a_driver_share_one():
    load = workload_of(
        ("0.3 Wh/query", {"trajectory": Compound(parse("-20 %/year"))}),
        ("1 query/day", {"trajectory": Logistic(parse("5 query/day"), parse("9 %/year"))}),
        ("1", {"trajectory": points(y2025="1 to 2", y2030="2 to 3")}),
    )
    own = [stream for stream in streams_of(scenario_of(load)) if stream[0] == "chat"]
    assert own == [
        ("chat", "d0", "value"),
        ("chat", "d0", "rate"),
        ("chat", "d1", "value"),
        ("chat", "d1", "ceiling"),
        ("chat", "d1", "rate"),
        ("chat", "d2", "value"),
    ]
    assert len(set(streams_of(scenario_of(load)))) == len(list(streams_of(scenario_of(load))))


@pytest.mark.parametrize("first", ["1e10 query/day", "1e20 query/day", "1e30 query/day"])
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_a_start_far_above_its_ceiling_is_what_it_is_in_the_base_year(first, precision):
    moves = Logistic(parse("1e-30 to 2e-30 query/day"), parse("50 %/year"))
    scenario = scenario_of("1 Wh/query", (first, {"trajectory": moves}), end=2027)
    found = simulate(scenario, {}, 100, outcomes=("energy",), precision=precision).outcomes["energy"]
    start = parse(first).central * 365.25e-9
    assert found.p50[0] == pytest.approx(start, rel=1e-6)
    assert (found.p5 <= found.p95).all()
    assert found.p95[1] < start / 1e6
