"""Ranges and ticks: few, round, around the data, and steady while these move a little."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.chart.axes import MAX_DECADES, linear_axis, log_axis, year_axis
from planner.chart.spec import Axis

positive = st.floats(-15.0, 15.0).map(lambda power: 10.0**power)


def texts(axis: Axis) -> list[str]:
    return [tick.text for tick in axis.ticks]


# Years


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (2025, 2035, "2025 2027 2029 2031 2033 2035"),
        (2025, 2030, "2025 2026 2027 2028 2029 2030"),
        (2025, 2032, "2025 2026 2027 2028 2029 2030 2031 2032"),
        (2025, 2033, "2025 2027 2029 2031 2033"),
        (2025, 2050, "2025 2030 2035 2040 2045 2050"),
        (2025, 2025, "2025"),
        (1990, 2189, "1990 2040 2090 2140"),
    ],
)
def test_years_are_labelled_at_even_steps(first: int, last: int, labels: str) -> None:
    axis = year_axis(first, last)
    assert " ".join(texts(axis)) == labels
    assert axis.low == first
    assert axis.high == max(last, first + 1)


@given(st.integers(1900, 2300), st.integers(0, 199))
def test_there_are_never_more_than_eight_years_to_read(first: int, length: int) -> None:
    axis = year_axis(first, first + length)
    assert 1 <= len(axis.ticks) <= 8
    assert len({round(b.value - a.value) for a, b in zip(axis.ticks, axis.ticks[1:], strict=False)}) <= 1


# Logarithmic


def test_a_logarithmic_axis_has_whole_decades() -> None:
    axis = log_axis("GWh", 187.0, 10900.0)
    assert (axis.low, axis.high) == (100.0, 100_000.0)
    assert texts(axis) == ["100", "1,000", "10,000", "100,000"]


def test_one_decade_is_labelled_in_between_as_well() -> None:
    assert texts(log_axis("GWh", 187.0, 900.0)) == ["100", "200", "500", "1,000"]


def test_large_counts_are_labelled_in_words() -> None:
    assert texts(log_axis("homes", 2e5, 5e6)) == ["100,000", "1 million", "10 million"]


@given(positive, positive)
def test_a_logarithmic_axis_holds_its_data_in_at_most_six_decades(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = log_axis("GWh", low, high)
    assert axis.low > 0
    assert axis.high >= high
    assert axis.low <= low * (1 + 3e-9) or high / low > 10.0 ** (MAX_DECADES - 1)
    assert 1 <= round(math.log10(axis.high / axis.low)) <= MAX_DECADES
    assert 2 <= len(axis.ticks) <= MAX_DECADES + 1


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (-1.0, 0.0), (0.0, 5.0)])
def test_data_at_zero_still_make_a_logarithmic_axis(low: float, high: float) -> None:
    axis = log_axis("GWh", low, high)
    assert 0 < axis.low < axis.high


def test_a_logarithmic_axis_stays_while_the_data_fit_it() -> None:
    before = log_axis("GWh", 187.0, 10900.0)
    assert log_axis("GWh", 150.0, 20_000.0, before) is before
    assert log_axis("GWh", 1200.0, 9000.0, before) is before  # a decade empty at either end
    assert log_axis("GWh", 187.0, 200_000.0, before) is not before
    assert log_axis("GWh", 20.0, 10900.0, before) is not before
    assert log_axis("MW", 187.0, 10900.0, before) is not before


# Linear


@pytest.mark.parametrize(
    ("high", "labels"),
    [
        (310.0, "0 100 200 300 400"),
        (500.0, "0 100 200 300 400 500 600"),
        (1000.0, "0 200 400 600 800 1,000 1,200"),
        (96.0, "0 20 40 60 80 100"),
        (0.7, "0 0.2 0.4 0.6 0.8"),
    ],
)
def test_a_linear_axis_goes_from_zero_in_round_steps(high: float, labels: str) -> None:
    assert " ".join(texts(linear_axis("GWh", high))) == labels


@given(positive)
def test_a_linear_axis_has_four_to_six_steps_and_holds_its_data(high: float) -> None:
    axis = linear_axis("GWh", high)
    assert axis.low == 0.0
    assert axis.high >= high
    assert axis.ticks[0].value == 0.0
    assert axis.ticks[-1].value == pytest.approx(axis.high)
    assert 4 <= len(axis.ticks) - 1 <= 6


def test_a_linear_axis_of_nothing_still_has_a_scale() -> None:
    assert linear_axis("GWh", 0.0).high > 0


def test_a_linear_axis_stays_while_the_data_fill_more_than_half_of_it() -> None:
    before = linear_axis("GWh", 310.0)
    assert linear_axis("GWh", 250.0, before) is before
    assert linear_axis("GWh", 380.0, before) is before
    assert linear_axis("GWh", 190.0, before) is not before
    assert linear_axis("GWh", 390.0, before) is not before
    assert linear_axis("MW", 310.0, before) is not before
    assert linear_axis("GWh", 310.0, log_axis("GWh", 100.0, 310.0)) is not before
