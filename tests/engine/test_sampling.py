"""Draws: stratified in each stream and in each pair, each distribution as its closed form says, nothing flickers."""

from __future__ import annotations

import math
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import parse

from planner.engine.sampling import Draws, levels_for, median, stratified_values

Z = NormalDist()
STREAMS = [("chat", name, part) for name in ("energy", "volume", "pue") for part in ("value", "rate", "ceiling")]


def draws(samples: int = 10_000, seed: int = 1, streams=STREAMS) -> Draws:
    return Draws.of(seed, streams, samples)


# The runs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("samples", "levels"), [(1, 2), (4, 2), (5, 3), (9, 3), (10, 5), (10_000, 101), (10_201, 101), (10_202, 103)]
)
def test_the_number_of_runs_is_the_square_of_the_least_prime_that_is_enough(samples, levels):
    assert levels_for(samples) == levels
    assert draws(samples).samples == levels**2


@given(st.integers(1, 1_100_000))
def test_the_levels_are_prime_and_enough(samples):
    levels = levels_for(samples)
    assert levels**2 >= samples
    assert all(levels % divisor for divisor in range(2, levels))


@pytest.mark.parametrize("samples", [4, 25, 1000, 10_000])
def test_every_stream_is_in_each_stratum_exactly_once(samples):
    made = draws(samples)
    for stream in STREAMS:
        assert sorted(made.ranks(stream)) == list(range(made.samples))


@pytest.mark.parametrize("samples", [121, 1000])
def test_every_pair_of_streams_fills_its_square_of_cells_exactly_once(samples):
    made = draws(samples)
    for one, other in combinations(STREAMS, 2):
        cells = (made.ranks(one) // made.levels) * made.levels + made.ranks(other) // made.levels
        assert sorted(cells) == list(range(made.samples)), (one, other)


def test_a_whole_set_of_columns_still_fills_every_pair():
    streams = [("w", f"d{number}", "value") for number in range(11)]
    made = draws(121, streams=streams)
    for one, other in combinations(streams, 2):
        assert len(set(zip(made.ranks(one) // 11, made.ranks(other) // 11, strict=True))) == 121


def test_streams_beyond_the_columns_are_stratified_each_by_itself():
    streams = [("w", f"d{number}", "value") for number in range(9)]
    made = draws(25, streams=streams)
    for stream in [*streams, ("elsewhere", "x", "value")]:
        assert sorted(made.ranks(stream)) == list(range(25))


def test_two_streams_are_not_correlated():
    made = draws()
    for one, other in combinations(STREAMS, 2):
        # Full stratification of the square leaves at most the order inside one cell: about 1/p of the spread.
        assert abs(np.corrcoef(made.ranks(one), made.ranks(other))[0, 1]) < 3 / made.levels


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    one, again, other = draws(seed=1), draws(seed=1), draws(seed=2)
    assert one == again
    for stream in STREAMS:
        assert np.array_equal(one.ranks(stream), again.ranks(stream))
        assert not np.array_equal(one.ranks(stream), other.ranks(stream))


def test_a_stream_does_not_move_when_another_value_changes():
    made = draws()
    before = made.sample(STREAMS[0], parse("0.2 to 0.5 Wh/query"))
    made.sample(STREAMS[1], parse("uniform(1, 2)"))
    after = draws().sample(STREAMS[0], parse("0.2 to 0.5 Wh/query"))
    assert np.array_equal(before, after)


def test_a_wider_range_keeps_every_run_in_its_place():
    made = draws()
    narrow, wide = (made.sample(STREAMS[0], parse(text)) for text in ("0.2 to 0.5", "uniform(0, 900)"))
    assert np.array_equal(np.argsort(narrow), np.argsort(wide))


def test_draws_cannot_be_changed_by_who_gets_them():
    made = draws(25)
    for array in (made.ranks(STREAMS[0]), made.ranks(("no", "such", "stream")), stratified_values(parse("1 to 2"), 25)):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_certain_value_is_one_number():
    for text in ("3 Wh", "3 to 3 Wh", "uniform(3, 3) Wh", "normal(3, 0) Wh", "pert(3,3,3) Wh"):
        assert draws().sample(STREAMS[0], parse(text)) == 3.0
        assert median(parse(text)) == 3.0


# The distributions -------------------------------------------------------------------------------------------------


def at(values: np.ndarray, share: float) -> float:
    return float(np.interp(share, (np.arange(len(values)) + 0.5) / len(values), values))


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.5), (1e-9, 1e9), (1e10, 4e10), (3, 3.000001)])
def test_a_typed_interval_is_sampled_at_its_typed_ends(low, high):
    values = stratified_values(parse(f"{low!r} to {high!r} Wh"), 10_201)
    assert at(values, 0.05) == pytest.approx(low, rel=1e-4 * math.log(high / low) + 1e-9)
    assert at(values, 0.95) == pytest.approx(high, rel=1e-4 * math.log(high / low) + 1e-9)
    assert at(values, 0.5) == pytest.approx(math.sqrt(low * high), rel=1e-9)


def test_a_lognormal_interval_is_normal_in_its_logarithm():
    values = np.log(stratified_values(parse("0.2 to 0.5 Wh"), 10_201))
    spread = math.log(0.5 / 0.2) / (2 * Z.inv_cdf(0.95))
    expected = NormalDist(math.log(0.2 * 0.5) / 2, spread)
    shares = (np.arange(10_201) + 0.5) / 10_201
    assert values == pytest.approx([expected.inv_cdf(share) for share in shares], abs=1e-12)


@pytest.mark.parametrize(("low", "high"), [(-30, -10), (-5, 5), (0, 8)])
def test_an_interval_through_zero_is_sampled_at_its_typed_ends(low, high):
    values = stratified_values(parse(f"{low} to {high} %/year"), 10_201)
    assert at(values, 0.05) == pytest.approx(low, abs=1e-3)
    assert at(values, 0.95) == pytest.approx(high, abs=1e-3)
    assert float(np.mean(values)) == pytest.approx((low + high) / 2, abs=1e-9)


@pytest.mark.parametrize(("mean", "deviation"), [(0.34, 0.05), (-3, 5), (1e9, 1)])
def test_a_normal_value_follows_its_quantiles(mean, deviation):
    values = stratified_values(parse(f"normal({mean!r}, {deviation!r})"), 961)
    expected = [NormalDist(mean, deviation).inv_cdf((index + 0.5) / 961) for index in range(961)]
    assert values == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_a_uniform_value_is_spread_evenly():
    values = stratified_values(parse("uniform(2, 6)"), 961)
    assert values == pytest.approx([2 + 4 * (index + 0.5) / 961 for index in range(961)], rel=1e-14)


def triangular_cdf(x: float, low: float, mode: float, high: float) -> float:
    if x < mode:
        return (x - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - x) ** 2 / ((high - low) * (high - mode))


@pytest.mark.parametrize(("low", "mode", "high"), [(0.06, 0.3, 1.2), (0, 0, 1), (0, 1, 1), (-4, 1, 2), (1, 2, 2.0001)])
def test_a_triangular_value_follows_its_closed_form(low, mode, high):
    values = stratified_values(parse(f"triangular({low}, {mode}, {high})"), 961)
    shares = [triangular_cdf(float(value), low, mode, high) for value in values]
    assert shares == pytest.approx([(index + 0.5) / 961 for index in range(961)], abs=1e-9)


def test_a_pert_value_around_the_middle_follows_the_polynomial_of_beta_3_3():
    values = stratified_values(parse("pert(10, 12, 14)"), 10_201)
    x = (values - 10) / 4
    assert 10 * x**3 - 15 * x**4 + 6 * x**5 == pytest.approx((np.arange(10_201) + 0.5) / 10_201, abs=1e-7)


def test_a_pert_value_whose_mode_is_its_low_end_follows_the_polynomial_of_beta_1_5():
    values = stratified_values(parse("pert(0, 0, 1)"), 10_201)
    assert 1 - (1 - values) ** 5 == pytest.approx((np.arange(10_201) + 0.5) / 10_201, abs=1e-7)


def test_a_pert_value_with_its_mode_at_a_quarter_follows_the_polynomial_of_beta_2_4():
    values = stratified_values(parse("pert(0, 1, 4)"), 10_201) / 4
    expected = 10 * values**2 - 20 * values**3 + 15 * values**4 - 4 * values**5
    assert expected == pytest.approx((np.arange(10_201) + 0.5) / 10_201, abs=1e-7)


def beta_cdf(x: float, a: float, b: float, steps: int = 2000) -> float:
    """Integrate the density by Simpson's rule; the logarithm of the gamma function gives its constant."""
    density = [(x * i / steps) ** (a - 1) * (1 - x * i / steps) ** (b - 1) for i in range(steps + 1)]
    weights = [1, *[4, 2] * (steps // 2 - 1), 4, 1]
    total = sum(weight * value for weight, value in zip(weights, density, strict=True)) * x / steps / 3
    return total * math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))


@pytest.mark.parametrize("mode", [0.3, 0.4, 0.55, 0.7])
@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.95])
def test_a_pert_value_agrees_with_the_integrated_beta_density(mode, share):
    values = stratified_values(parse(f"pert(0, {mode}, 1)"), 10_201)
    # Simpson's rule is weak where the density starts with a root, so the comparison is to one in ten thousand.
    assert beta_cdf(at(values, share), 1 + 4 * mode, 5 - 4 * mode) == pytest.approx(share, abs=1e-4)


def test_the_mean_of_a_pert_value_is_the_rule_of_thumb_it_is_known_for():
    for low, mode, high in ((0.06, 0.3, 1.2), (1, 1, 2), (0, 9, 10)):
        values = stratified_values(parse(f"pert({low}, {mode}, {high})"), 10_201)
        assert float(np.mean(values)) == pytest.approx((low + 4 * mode + high) / 6, rel=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 Wh", 3),
        ("0.2 to 0.5 Wh", math.sqrt(0.1)),
        ("-30 to -10 %/year", -20),
        ("uniform(2, 6)", 4),
        ("triangular(0, 0, 1)", 1 - math.sqrt(0.5)),
        ("triangular(0, 1, 2)", 1),
        ("pert(0, 1, 2)", 1),
        ("pert(0, 0, 1)", 1 - 0.5**0.2),
        ("normal(3, 1)", 3),
        ("lognormal(1, 100)", 10),
    ],
)
def test_the_median_is_the_closed_one(text, expected):
    assert median(parse(text)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    "text",
    ["0.2 to 0.5", "-3 to 5", "uniform(1, 2)", "triangular(1, 2, 3)", "pert(1, 1, 9)", "normal(1, 1)", "1e-60 to 1e60"],
)
def test_quantiles_ascend_and_are_finite(text):
    values = stratified_values(parse(text), 961)
    assert np.isfinite(values).all()
    assert (np.diff(values) > 0).all()
