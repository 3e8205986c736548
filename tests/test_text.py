"""Numbers as people read them, and as they would type them back."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text import MINUS, count, number, percent, plain, without_name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (28770.5, "28,800"),
        (999.4, "999"),
        (999.6, "1,000"),
        (0.34, "0.34"),
        (0.007, "0.007"),
        (0.0123456, "0.0123"),
        (0.09996, "0.1"),
        (310.4625, "310"),
        (1234567, "1,230,000"),
        (0.00001, "0.00001"),
        (1e14, "100,000,000,000,000"),
        (1e15, "1 × 10¹⁵"),
        (1.5e30, "1.5 × 10³⁰"),
        (0.0000012, "1.2 × 10⁻⁶"),
        (5e-324, "4.94 × 10⁻³²⁴"),
    ],
)
def test_a_number_has_three_digits_and_no_needless_zeros(value, text):
    assert number(value) == text


def test_more_digits_are_shown_where_asked_for():
    assert number(28770.5031971, 5) == "28,771"
    assert number(310.4625, 7) == "310.4625"
    assert number(2 / 3, 1) == "0.7"


def test_a_negative_number_carries_a_real_minus():
    assert number(-1234) == f"{MINUS}1,230"
    assert number(-0.34) == f"{MINUS}0.34"
    assert number(-1e20) == f"{MINUS}1 × 10²⁰"
    assert "-" not in number(-1e-20)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_said_in_words(value):
    assert number(value) == "not a number"


@given(st.floats(-1e14, 1e14).filter(lambda value: value == 0 or abs(value) >= 1e-5), st.integers(1, 12))
def test_a_shown_number_is_the_value_rounded_to_its_digits(value, digits):
    shown = Decimal(number(value, digits).replace(",", "").replace(MINUS, "-"))
    assert abs(shown - Decimal(value)) <= abs(Decimal(value)) * Decimal(10) ** (1 - digits) * Decimal("0.501")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.34, "0.34"),
        (10791, "10791"),
        (10791.0, "10791"),
        (2.5e9, "2.5e9"),
        (1e7, "1e7"),
        (12345678, "12345678"),
        (1e-7, "1e-7"),
        (0, "0"),
        (-2.5e9, "-2.5e9"),
        (1e60, "1e60"),
        (1 / 3, "0.333333333333"),
        (1.23e14, "1.23e14"),
    ],
)
def test_a_plain_number_is_what_a_person_would_type(value, text):
    assert plain(value) == text


@given(st.floats(-1e60, 1e60))
def test_a_plain_number_reads_back_to_twelve_digits(value):
    assert float(plain(value)) == pytest.approx(value, rel=1e-11, abs=0)


def test_a_share_is_shown_in_percent():
    assert percent(0.00007258) == "0.0073 %"
    assert percent(0.5) == "50 %"
    assert percent(1) == "100 %"
    assert percent(0) == "0 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.5e9, "2.5 billion"),
        (28770, "28,800"),
        (999_400, "999,000"),
        (999_600, "1 million"),
        (1e6, "1 million"),
        (999_999_999, "1 billion"),
        (1e12, "1 trillion"),
        (-5e6, f"{MINUS}5 million"),
        (0, "0"),
        (0.5, "0.5"),
    ],
)
def test_a_large_count_is_said_with_its_word(value, text):
    assert count(value) == text


def test_more_digits_of_a_count_are_shown_where_asked_for():
    assert count(28770.5, 4) == "28,770"
    assert count(2_571_428_571.43, 4) == "2.571 billion"


@pytest.mark.parametrize("written", ["Chat: 310 GWh", "Chat\u00a0: 310 GWh"])
def test_a_name_and_its_colon_are_taken_off_a_label_in_every_language(written: str) -> None:
    assert without_name(written, "Chat") == "310 GWh"
    assert without_name(written, "Agents") == written
