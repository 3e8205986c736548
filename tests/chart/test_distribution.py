"""The distribution of an outcome: dots of equal shares, a curve, the chance of passing a threshold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.chart.distribution import DOTS, distribution
from planner.chart.shapes import Distribution


def normal(
    middle: float = 100.0, deviation: float = 10.0, count: int = 4000
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return middle + deviation * np.random.default_rng(1).standard_normal(count)


def chart(runs: np.ndarray[tuple[int], np.dtype[np.float64]], threshold: float | None = None) -> Distribution:
    return distribution(runs, "energy", "GWh/year", "Plan", 2030, threshold=threshold)


def test_the_title_says_how_often_the_threshold_is_passed() -> None:
    found = chart(np.arange(1.0, 101), threshold=63.0)
    assert found.title == "“Plan” passes 63 GWh in 2030 in 38 % of draws"  # 37 above, and half of the tie
    assert found.chance_above(63.5) == pytest.approx(0.37)


def test_without_a_threshold_it_says_where_most_draws_lie() -> None:
    assert chart(np.arange(1.0, 101)).title == "Electricity of “Plan” in 2030: 90 % of the draws are 5.5 to 95.5 GWh"


@given(st.floats(20, 300))
def test_the_chance_falls_as_the_threshold_rises(threshold: float) -> None:
    found = chart(normal())
    assert found.chance_above(threshold) >= found.chance_above(threshold * 1.1)
    assert found.chance_above(-1.0) == 1.0
    assert found.chance_above(1e9) == 0.0


def test_a_threshold_is_in_the_unit_of_the_draws_whatever_the_axis_shows() -> None:
    found = chart(normal(50_000, 5_000), threshold=50_000.0)
    assert "TWh" in found.x.label
    assert found.threshold == pytest.approx(50)
    assert found.chance_above(50.0) == pytest.approx(0.5, abs=0.03)


def test_dots_stand_for_equal_shares_and_do_not_cover_each_other() -> None:
    dots = chart(normal()).dots
    assert len(dots.x) == DOTS
    assert len(set(zip(dots.x.tolist(), dots.level.tolist(), strict=True))) == DOTS
    assert dots.level.min() == 1


def test_the_curve_of_a_normal_peaks_at_its_mean() -> None:
    found = chart(normal())
    assert found.heights.max() == 1
    assert found.places[np.argmax(found.heights)] == pytest.approx(100, abs=4)
    # One deviation from the mean a normal curve is exp(-1/2) of its peak, a little more once smoothed.
    assert np.interp(110, found.places, found.heights) == pytest.approx(np.exp(-0.5), abs=0.06)


def test_wide_draws_take_a_logarithmic_axis() -> None:
    found = chart(np.exp(normal(5.0, 1.0)))
    assert found.x.log
    assert found.places[np.argmax(found.heights)] == pytest.approx(np.exp(5), rel=0.25)


def test_a_certain_outcome_is_one_place() -> None:
    found = chart(np.full(100, 7.0), threshold=5.0)
    assert found.places.tolist() == [7.0]
    assert found.chance_above(5.0) == 1.0
    assert found.title == "“Plan” passes 5 GWh in 2030 in 100 % of draws"


def test_nothing_at_all_is_still_a_chart() -> None:
    assert chart(np.zeros(100)).x.high > 0


def test_the_axis_stays_while_it_fits() -> None:
    before = chart(normal())
    after = distribution(normal(101.0), "energy", "GWh/year", "Plan", 2030, previous=before)
    assert after.x is before.x
