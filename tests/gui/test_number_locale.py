"""Numbers as written in several countries reach the grammar as the same value, and slips are not read as another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.gui.widgets.number_locale import sentence_to_local, to_canonical, to_local
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import plain

ENGLISH = (".", ",")
GERMAN = (",", ".")
FRENCH = (",", "\u202f")
SWISS = (".", "\u2019")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("0.34 Wh/query", "0.34 Wh/query"),
        ("10,791 kWh", "10791 kWh"),
        ("1,234,567.8 kWh", "1234567.8 kWh"),
        ("1,000 to 2,500 Wh", "1000 to 2500 Wh"),
        ("1,000-2,500 Wh", "1000-2500 Wh"),
        ("-1,000.5", "-1000.5"),
        ("uniform(0.2, 0.5) Wh", "uniform(0.2, 0.5) Wh"),
        ("uniform(10,200) Wh", "uniform(10,200) Wh"),
        ("uniform(1,200; 2,500) Wh", "uniform(1200; 2500) Wh"),
        ("triangular(0.06,0.3,1.2) Wh", "triangular(0.06,0.3,1.2) Wh"),
        ("2.5 billion query/day", "2.5 billion query/day"),
        ("1e-3 Wh/m^2", "1e-3 Wh/m^2"),
        ("25억 query/day", "25e8 query/day"),
        ("1.5만 to 2 만 kWh", "1.5e4 to 2e4 kWh"),
        ("1,200만 household", "1200e4 household"),
        ("2억 5천만 query", "2e8 5천만 query"),
        ("", ""),
    ],
)
def test_english_groups_are_dropped_and_arguments_stay(text: str, canonical: str) -> None:
    assert to_canonical(text, *ENGLISH) == canonical


@pytest.mark.parametrize(
    "text", ["0,34 Wh/query", "10,79 kWh", "12,34,567 kWh", "1,0000 kWh", "1,234,56 kWh", "0,500 Wh"]
)
def test_a_comma_that_groups_nothing_stays_and_is_refused_in_english(text: str) -> None:
    assert to_canonical(text, *ENGLISH) == text
    with pytest.raises(Fault):
        Estimate.parse(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("0,34 Wh/query", "0.34 Wh/query"),
        (",5 Wh", ".5 Wh"),
        ("1.000,5 Wh", "1000.5 Wh"),
        ("1.000 Wh", "1000 Wh"),
        ("1.234.567,25 Wh", "1234567.25 Wh"),
        ("0,2 to 0,5 Wh/query", "0.2 to 0.5 Wh/query"),
        ("0,2-0,5 Wh/query", "0.2-0.5 Wh/query"),
        ("1,5e-3 Wh", "1.5e-3 Wh"),
        ("uniform(0,2; 0,5) Wh", "uniform(0.2, 0.5) Wh"),
        ("uniform(0,2;0,5) Wh", "uniform(0.2,0.5) Wh"),
        ("uniform(0,2, 0,5) Wh", "uniform(0.2, 0.5) Wh"),
        ("triangular(1.000; 2.000; 3.000,5) Wh", "triangular(1000, 2000, 3000.5) Wh"),
        ("\N{MINUS SIGN}33 to \N{MINUS SIGN}23,5 %/year", "\N{MINUS SIGN}33 to \N{MINUS SIGN}23.5 %/year"),
    ],
)
def test_german_numbers_become_canonical(text: str, canonical: str) -> None:
    assert to_canonical(text, *GERMAN) == canonical


@pytest.mark.parametrize(
    "text", ["0.34 Wh/query", "uniform(0.2, 0.5) Wh", "0.500 Wh", "1.5 Wh", "1.5e-3 Wh", "1.0000 Wh"]
)
def test_a_point_that_cannot_group_is_a_decimal_point_in_german_too(text: str) -> None:
    assert to_canonical(text, *GERMAN) == text


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_any_narrow_or_wide_space_groups_in_french(space: str) -> None:
    assert to_canonical(f"10{space}791,5 kWh", *FRENCH) == "10791.5 kWh"
    assert to_canonical(f"1{space}000 to 2{space}000 kWh", *FRENCH) == "1000 to 2000 kWh"


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_either_apostrophe_groups_in_swiss(apostrophe: str) -> None:
    assert to_canonical(f"10{apostrophe}791.5 kWh", *SWISS) == "10791.5 kWh"


def test_two_different_group_signs_are_no_grouping() -> None:
    assert to_canonical("1 234\u00a0567 kWh", *FRENCH) == "1 234\u00a0567 kWh"


@pytest.mark.parametrize(
    ("canonical", "shown"),
    [
        ("0.34 Wh/query", "0,34 Wh/query"),
        (".5 Wh", ",5 Wh"),
        ("5. Wh", "5, Wh"),
        ("1.125 kWh", "1,125 kWh"),
        ("1.5e-3 Wh", "1,5e-3 Wh"),
        ("0.2 to 0.5 Wh", "0,2 to 0,5 Wh"),
        ("uniform(0.2, 0.5) Wh", "uniform(0,2; 0,5) Wh"),
        ("2.5 billion query/day", "2,5 billion query/day"),
        ("10791 kWh/household/year", "10791 kWh/household/year"),
    ],
)
def test_canonical_text_is_shown_with_a_decimal_comma(canonical: str, shown: str) -> None:
    assert to_local(canonical, ",") == shown


def test_english_shows_the_canonical_text_itself() -> None:
    assert to_local("uniform(0.2, 0.5) Wh", ".") == "uniform(0.2, 0.5) Wh"


_NUMBERS = st.floats(min_value=1e-9, max_value=1e15, allow_nan=False).map(plain)


@given(
    st.sampled_from([ENGLISH, GERMAN, FRENCH, SWISS]),
    st.lists(_NUMBERS, min_size=2, max_size=2).map(lambda pair: sorted(pair, key=float)),
    st.sampled_from(
        ["{0} Wh", "{0} to {1} Wh/query", "uniform({0}, {1}) kWh", "lognormal({0}, {1}) billion query/day"]
    ),
)
def test_what_is_shown_reads_back_as_the_same_text(country: tuple[str, str], pair: list[str], form: str) -> None:
    text = form.format(*pair)
    shown = to_local(text, country[0])
    assert to_canonical(shown, *country) == text
    assert Estimate.parse(to_canonical(shown, *country)) == Estimate.parse(text)


@given(
    st.text(alphabet="0123456789.,;() '\u202feEuniform", max_size=40), st.sampled_from([ENGLISH, GERMAN, FRENCH, SWISS])
)
def test_any_text_at_all_can_be_typed(text: str, country: tuple[str, str]) -> None:
    to_local(to_canonical(text, *country), country[0])


@pytest.mark.parametrize(
    ("sentence", "local"),
    [
        ("“0.5 to 0.2 Wh”: the low end is above the high end.", "“0,5 to 0,2 Wh”: the low end is above the high end."),
        ("write it like triangular(0.06, 0.3, 1.2) Wh/query", "write it like triangular(0,06; 0,3; 1,2) Wh/query"),
        ("there are 1,234.5 of gpt-4.1, see 1.2.3.", "there are 1,234.5 of gpt-4.1, see 1.2.3."),
        ("keep numbers between 1e-60 and 1e60.", "keep numbers between 1e-60 and 1e60."),
    ],
)
def test_a_sentence_about_values_has_the_decimal_sign_of_the_locale(sentence: str, local: str) -> None:
    assert sentence_to_local(sentence, ",") == local
    assert sentence_to_local(sentence, ".") == sentence
