"""Swings by hand, variance shares against closed forms and against brute force."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, OUTCOMES, case, cases, in_other_units
from strategies import scenario_of, workload_of

from planner.engine.outcome import Case, formula
from planner.engine.path import Value, streams_of
from planner.engine.sampling import Draws, Stream
from planner.engine.sensitivity import Swing, sensitivity
from planner.model.estimate import Z90, Estimate
from planner.model.trajectory import Compound, Logistic, Points

parse = Estimate.parse
YEARS = st.integers(2025, 2035)
POINTS = 0.03
"""How near shares have to be: three points."""


def plan(*values: object, **conversions: str) -> Case:
    return case(scenario_of(*values, start=2025, end=2035), **(conversions or CONVERSIONS))


def by_part(found_case: Case, outcome: str, year: int) -> dict[tuple[str, str, str], Swing]:
    found = sensitivity(found_case, outcome, year)
    return {(swing.workload, swing.driver, swing.part): swing for swing in found.swings}


def deviation(low: float, high: float) -> float:
    return math.log(high / low) / (2 * Z90)


# Variance ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(1.05, 30), min_size=1, max_size=8))
def test_shares_of_a_product_of_lognormals_are_the_closed_form(ratios: list[float]) -> None:
    # Var of a product: expm1 of the sum of log variances; first-order: expm1 of one; total: what is left without it.
    texts = [f"{1 / math.sqrt(ratio)!r} to {math.sqrt(ratio)!r}" for ratio in ratios]
    found = by_part(plan("100 GWh/year", *texts), "energy", 2030)
    variances = [deviation(1 / math.sqrt(ratio), math.sqrt(ratio)) ** 2 for ratio in ratios]
    whole = math.expm1(sum(variances))
    for index, variance in enumerate(variances):
        swing = found["chat", f"d{index + 1}", "value"]
        rest = sum(variances) - variance
        assert swing.first_order == pytest.approx(math.expm1(variance) / whole, abs=POINTS)
        assert swing.total == pytest.approx(math.exp(rest) * math.expm1(variance) / whole, abs=POINTS)


@given(st.lists(st.floats(1.05, 4), min_size=2, max_size=6))
def test_shares_of_a_product_of_uniforms_are_the_closed_form(ratios: list[float]) -> None:
    found = by_part(plan("100 GWh/year", *(f"uniform(1, {ratio!r})" for ratio in ratios)), "energy", 2030)
    squares = [((ratio - 1) ** 2 / 12) / ((1 + ratio) / 2) ** 2 for ratio in ratios]
    whole = math.prod(1 + square for square in squares) - 1
    for index, square in enumerate(squares):
        swing = found["chat", f"d{index + 1}", "value"]
        assert swing.first_order == pytest.approx(square / whole, abs=1e-6)
        assert swing.total == pytest.approx(square / (1 + square) * (1 + whole) / whole, abs=1e-6)


def test_shares_of_a_sum_of_normals_are_those_of_their_variances() -> None:
    chat, video = (
        workload_of(f"normal(100, {deviation}) MW", name=name) for name, deviation in (("Chat", 4), ("Video", 3))
    )
    found = by_part(plan(chat, video), "power", 2025)
    for name, share in (("chat", 16 / 25), ("video", 9 / 25)):
        assert found[name, "d0", "value"].first_order == pytest.approx(share, abs=1e-4)
        assert found[name, "d0", "value"].total == pytest.approx(share, abs=1e-4)


@given(cases(), st.sampled_from(OUTCOMES), YEARS)
def test_first_order_is_at_most_total_and_they_add_up_to_one_at_most_and_at_least(
    one: Case, outcome: str, year: int
) -> None:
    swings = sensitivity(one, outcome, year).swings
    assert all(0 <= swing.first_order <= swing.total + 1e-9 <= 1 + 2e-9 for swing in swings)
    if any(swing.total > 1e-9 for swing in swings):
        assert sum(swing.first_order for swing in swings) <= 1 + 1e-6
        assert sum(swing.total for swing in swings) >= 1 - 1e-6


MIXED = (
    workload_of(
        ("0.2 to 0.5 Wh/query", {"id": "energy", "trajectory": Compound(parse("-30 to -10 %/year"))}),
        (
            "1e9 to 2e9 query/day",
            {"id": "volume", "trajectory": Logistic(parse("1e10 to 4e10 query/day"), parse("30 to 60 %/year"))},
        ),
        ("pert(0.3, 0.5, 0.9)", {"id": "use", "power": -1}),
    ),
    workload_of(
        ("triangular(50, 100, 300) Wh/video", {"id": "energy"}),
        (
            "1 video/day",
            {
                "id": "volume",
                "trajectory": Points(((2025, parse("1e6 video/day")), (2035, parse("1e7 to 4e7 video/day")))),
            },
        ),
        name="Video",
    ),
)


@pytest.mark.parametrize("outcome", ["energy", "emissions", "households"])
def test_shares_agree_with_brute_force_on_paths_of_every_kind(outcome: str) -> None:
    """Jansen's estimators (1999) on 160,000 pairs of draws, whose own noise is below the three points asked for."""
    one = plan(*MIXED, **{**CONVERSIONS, "household_use": "5000 to 12000 kWh/household/year"})
    found, shares = formula(one, outcome, 2032), by_part(one, outcome, 2032)
    base, again = (Draws.of(seed, streams_of(one.scenario), 160_000) for seed in (1, 2))
    # Two seeds share the array that pairs levels; shuffling the runs of one makes them independent.
    shuffled = np.random.default_rng(3).permutation(base.samples)

    def other(stream: Stream, estimate: Estimate) -> Value:
        drawn = again.sample(stream, estimate)
        return drawn[shuffled] if isinstance(drawn, np.ndarray) else drawn

    runs, others = np.asarray(found.total(base.sample)), np.asarray(found.total(other))
    variance = np.var(np.concatenate([runs, others]))
    assert len(shares) == (8 if outcome == "energy" else 9)
    for factor in found.factors:
        for part, estimate in factor.parts:
            if estimate.certain:
                continue
            stream = factor.stream(part)
            mixed = found.total(lambda asked, value, s=stream: (other if asked == s else base.sample)(asked, value))
            swing = shares[factor.owner, factor.id, part]
            assert swing.total == pytest.approx(np.mean((runs - mixed) ** 2) / 2 / variance, abs=POINTS)
            assert swing.first_order == pytest.approx(1 - np.mean((others - mixed) ** 2) / 2 / variance, abs=POINTS)


# Swings ------------------------------------------------------------------------------------------------------------


def test_a_swing_goes_from_p5_to_p95_with_all_else_at_its_median() -> None:
    one = plan(("0.2 to 0.8 Wh/query", {"id": "energy"}), ("uniform(1e9, 2e9) query/day", {"id": "volume"}))
    found = by_part(one, "energy", 2025)
    per_billion = 0.365250 * 1e3  # GWh a year for 1 Wh a query and a billion a day
    energy, volume = found["chat", "energy", "value"], found["chat", "volume", "value"]
    assert (energy.at_low, energy.at_high) == pytest.approx((0.2, 0.8))
    assert (energy.low, energy.high) == pytest.approx((0.2 * 1.5 * per_billion, 0.8 * 1.5 * per_billion))
    assert (volume.low, volume.high) == pytest.approx((0.4 * 1.05 * per_billion, 0.4 * 1.95 * per_billion))
    assert energy.swing == pytest.approx(energy.high - energy.low)


def test_the_largest_swing_comes_first_and_certain_drivers_are_left_out() -> None:
    found = sensitivity(plan("1 to 1.2 Wh/query", "1e9 to 9e9 query/day", "1.1"), "energy", 2025)
    assert [swing.driver for swing in found.swings] == ["d1", "d0"]
    assert found.middle == formula(plan("1 to 1.2 Wh/query", "1e9 to 9e9 query/day", "1.1"), "energy", 2025).point()


def test_a_driver_that_divides_swings_the_other_way() -> None:
    found = by_part(plan("1 GW", ("0.4 to 0.9", {"power": -1})), "energy", 2025)
    assert found["chat", "d1", "value"].low > found["chat", "d1", "value"].high


def test_each_part_of_a_path_has_a_swing_of_its_own() -> None:
    found = by_part(plan(*MIXED), "energy", 2032)
    assert {key for key in found if key[:2] == ("chat", "volume")} == {
        ("chat", "volume", part) for part in ("value", "ceiling", "rate")
    }
    points = found["video", "volume", "points"]
    # Seven tenths of the way from 1e6 to the P5 and P95 of the last point, by ratio.
    assert (points.at_low, points.at_high) == pytest.approx((1e6 * 10**0.7, 1e6 * 40**0.7))
    assert points.unit == "video/day"


def test_a_rate_does_nothing_in_the_year_its_value_holds_in() -> None:
    one = plan(("1 to 2 GW", {"trajectory": Compound(parse("10 to 30 %/year"))}))
    assert by_part(one, "energy", 2025)["chat", "d0", "rate"].swing == 0
    assert by_part(one, "energy", 2026)["chat", "d0", "rate"].swing > 0


def test_an_uncertain_conversion_is_a_driver_of_its_outcome() -> None:
    one = plan("1 to 2 GW")
    assert ("", "grid_intensity", "value") in by_part(one, "emissions", 2025)
    assert ("", "grid_intensity", "value") not in by_part(one, "energy", 2025)


@given(cases(), st.sampled_from(OUTCOMES), YEARS)
def test_other_units_change_neither_swing_nor_share(one: Case, outcome: str, year: int) -> None:
    plain, typed = (
        by_part(each, outcome, year) for each in (one, attrs.evolve(one, scenario=in_other_units(one.scenario)))
    )
    assert set(plain) == set(typed)
    for key, swing in plain.items():
        there = typed[key]
        assert (there.low, there.high) == pytest.approx((swing.low, swing.high), rel=1e-9)
        assert (there.first_order, there.total) == pytest.approx((swing.first_order, swing.total), abs=1e-6)


def test_where_nothing_is_uncertain_there_is_nothing_to_show() -> None:
    assert sensitivity(plan("1 GW"), "energy", 2025).swings == ()
