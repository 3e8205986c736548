"""The one grammar of values: every form, what it means, what is refused and in which words."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import estimate_texts, numbers

from planner.model.estimate import Estimate, Shape
from planner.model.faults import Fault

parse = Estimate.parse
Z95 = NormalDist().inv_cdf(0.95)  # 1.6448536..., half of a 90 % interval


# What is understood ------------------------------------------------------------------------------------------------

FORMS = [
    ("0.34 Wh/query", Shape.EXACT, (0.34,), "Wh/query"),
    ("1224 J/query", Shape.EXACT, (1224,), "J/query"),
    ("0.34 kWh/kquery", Shape.EXACT, (0.34,), "kWh/kquery"),
    ("2.5e9 query/day", Shape.EXACT, (2.5e9,), "query/day"),
    ("2.5E+9 query/day", Shape.EXACT, (2.5e9,), "query/day"),
    ("2.5 billion query/day", Shape.EXACT, (2.5e9,), "query/day"),
    ("2.5billion query/day", Shape.EXACT, (2.5e9,), "query/day"),
    ("2.5 Billion query/day", Shape.EXACT, (2.5e9,), "query/day"),
    ("3 thousand query/day", Shape.EXACT, (3e3,), "query/day"),
    ("700 million user", Shape.EXACT, (7e8,), "user"),
    ("5 trillion query/year", Shape.EXACT, (5e12,), "query/year"),
    ("912.5 Gquery/year", Shape.EXACT, (912.5,), "Gquery/year"),
    ("1.12", Shape.EXACT, (1.12,), ""),
    (".5", Shape.EXACT, (0.5,), ""),
    ("5.", Shape.EXACT, (5,), ""),
    ("+5", Shape.EXACT, (5,), ""),
    ("-5 %/year", Shape.EXACT, (-5,), "%/year"),
    ("\N{MINUS SIGN}5 %/year", Shape.EXACT, (-5,), "%/year"),
    ("20 %/year", Shape.EXACT, (20,), "%/year"),
    ("20%/year", Shape.EXACT, (20,), "%/year"),
    ("100MW", Shape.EXACT, (100,), "MW"),
    ("0.34Wh/query", Shape.EXACT, (0.34,), "Wh/query"),
    ("0.15EUR/kWh", Shape.EXACT, (0.15,), "EUR/kWh"),
    ("5 /day", Shape.EXACT, (5,), "/day"),
    ("0 query/day", Shape.EXACT, (0,), "query/day"),
    ("0e99 query/day", Shape.EXACT, (0,), "query/day"),
    ("  0.34   Wh / query  ", Shape.EXACT, (0.34,), "Wh / query"),
    ("1e60", Shape.EXACT, (1e60,), ""),
    ("1e-60", Shape.EXACT, (1e-60,), ""),
    ("0.2 to 0.5 Wh/query", Shape.LOGNORMAL, (0.2, 0.5), "Wh/query"),
    ("0.2to0.5Wh/query", Shape.LOGNORMAL, (0.2, 0.5), "Wh/query"),
    ("0.2-0.5 Wh/query", Shape.LOGNORMAL, (0.2, 0.5), "Wh/query"),
    ("0.2 – 0.5 Wh/query", Shape.LOGNORMAL, (0.2, 0.5), "Wh/query"),
    ("1e10 to 4e10 query/day", Shape.LOGNORMAL, (1e10, 4e10), "query/day"),
    ("2 to 3 billion query/day", Shape.LOGNORMAL, (2e9, 3e9), "query/day"),
    ("500 million to 1 billion user", Shape.LOGNORMAL, (5e8, 1e9), "user"),
    ("1 thousand to 2 million user", Shape.LOGNORMAL, (1e3, 2e6), "user"),
    ("0.3 to 0.3 Wh/query", Shape.LOGNORMAL, (0.3, 0.3), "Wh/query"),
    ("uniform(0.2, 0.5) Wh/query", Shape.UNIFORM, (0.2, 0.5), "Wh/query"),
    ("Uniform ( 0.2 ; 0.5 ) Wh/query", Shape.UNIFORM, (0.2, 0.5), "Wh/query"),
    ("uniform(2, 3) billion query/day", Shape.UNIFORM, (2e9, 3e9), "query/day"),
    ("uniform(2 million, 3 million) query/day", Shape.UNIFORM, (2e6, 3e6), "query/day"),
    ("triangular(0.06, 0.3, 1.2) Wh/query", Shape.TRIANGULAR, (0.06, 0.3, 1.2), "Wh/query"),
    ("pert(0.06, 0.3, 1.2) Wh/query", Shape.PERT, (0.06, 0.3, 1.2), "Wh/query"),
    ("pert(1,1,2)", Shape.PERT, (1, 1, 2), ""),
    ("normal(0.34, 0.05) Wh/query", Shape.NORMAL, (0.34, 0.05), "Wh/query"),
    ("normal(-3, 5) %/year", Shape.NORMAL, (-3, 5), "%/year"),
    ("lognormal(0.2, 0.5) Wh/query", Shape.LOGNORMAL, (0.2, 0.5), "Wh/query"),
]


@pytest.mark.parametrize(("text", "shape", "parameters", "unit"), FORMS)
def test_every_form_of_the_grammar_is_understood(text, shape, parameters, unit):
    estimate = parse(text)
    assert estimate.shape is shape
    assert estimate.parameters == pytest.approx(parameters, rel=1e-15)
    assert estimate.unit == unit


@pytest.mark.parametrize(("text", "_shape", "_parameters", "_unit"), FORMS)
def test_a_value_keeps_its_text_as_typed(text, _shape, _parameters, _unit):
    assert parse(text).text == str(parse(text)) == text.strip().replace("\N{MINUS SIGN}", "-")


def test_two_units_of_one_value_stay_two_texts():
    assert parse("1 kWh") != parse("3600 kJ")
    assert parse("1 kWh") != parse("1.0 kWh")


@pytest.mark.parametrize(("low", "high"), [(-30, -10), (-5, 5), (0, 8), (-2, 0)])
def test_an_interval_that_reaches_zero_or_below_is_normal_between_its_percentiles(low, high):
    estimate = parse(f"{low} to {high} %/year")
    assert estimate.shape is Shape.NORMAL
    mean, deviation = (low + high) / 2, (high - low) / (2 * Z95)
    assert estimate.parameters == pytest.approx((mean, deviation), rel=1e-14)
    assert NormalDist(*estimate.parameters).cdf(low) == pytest.approx(0.05, abs=1e-12)
    assert estimate.interval == pytest.approx((low, high), rel=1e-12, abs=1e-12)


def test_an_interval_of_four_numbers_with_two_minuses_is_read_as_written():
    assert parse("-30--10 %/year").interval == pytest.approx((-30, -10), rel=1e-12)
    assert parse("-30 - -10 %/year").interval == pytest.approx((-30, -10), rel=1e-12)


@given(numbers(1e-9, 1e9))
def test_an_interval_from_zero_does_not_dip_below_zero(high):
    assert parse(f"0 to {high!r} Wh/query").interval[0] == 0


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("1 Wh", True),
        ("0.3 to 0.3 Wh", True),
        ("-5 to -5 %/year", True),
        ("uniform(2, 2)", True),
        ("pert(1,1,1)", True),
        ("normal(3, 0)", True),
        ("normal(3, 3)", False),
        ("0.3 to 0.4 Wh", False),
        ("triangular(1,1,2)", False),
    ],
)
def test_an_estimate_without_spread_is_certain(text, certain):
    assert parse(text).certain is certain


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("3 Wh", 3),
        ("0.2 to 0.5 Wh", 0),
        ("0.2 to 0.2 Wh", 0.2),
        ("uniform(2, 3)", 2),
        ("pert(1,2,3)", 1),
        ("triangular(1,2,3)", 1),
        ("normal(3, 1)", -math.inf),
        ("normal(3, 0)", 3),
    ],
)
def test_the_lowest_value_follows_from_the_distribution(text, lowest):
    assert parse(text).lowest == lowest


@pytest.mark.parametrize(
    ("text", "central"),
    [
        ("3 Wh", 3),
        ("0.2 to 0.8 Wh", 0.4),
        ("-30 to -10 %/year", -20),
        ("uniform(2, 3)", 2.5),
        ("pert(1,2,9)", 2),
        ("triangular(1,2,9)", 2),
        ("normal(3, 1)", 3),
    ],
)
def test_the_value_a_person_would_point_at(text, central):
    assert parse(text).central == pytest.approx(central, rel=1e-14)


# What is refused ---------------------------------------------------------------------------------------------------

REFUSED = [
    ("", "missing", "0.34 Wh/query"),
    ("   ", "missing", "0.34 Wh/query"),
    ("Wh/query", "“Wh/query” does not begin with a number", "0.34 Wh/query"),
    ("about 5 Wh", "“about 5 Wh”", "0.34 Wh/query"),
    ("NaN", "“NaN”", "0.34 Wh/query"),
    ("nan Wh", "“nan Wh”", "0.34 Wh/query"),
    ("inf Wh", "“inf Wh”", "0.34 Wh/query"),
    ("-inf", "“-inf”", "0.34 Wh/query"),
    ("infinity", "“infinity”", "0.34 Wh/query"),
    ("0.5 to 0.2 Wh/query", "0.5 to 0.2", "smaller number first"),
    ("uniform(0.5, 0.2) Wh", "uniform(0.5, 0.2)", "smaller number first"),
    ("triangular(0.3, 0.06, 1.2) Wh", "triangular(0.3, 0.06, 1.2)", "smaller number first"),
    ("pert(0.06, 1.2, 0.3) Wh", "pert(0.06, 1.2, 0.3)", "smaller number first"),
    ("lognormal(0.5, 0.2) Wh", "lognormal(0.5, 0.2)", "smaller number first"),
    ("lognormal(0, 0.5) Wh", "lognormal(0, 0.5)", "above zero"),
    ("lognormal(-1, 0.5) Wh", "lognormal(-1, 0.5)", "above zero"),
    ("normal(1, -0.1) Wh", "normal(1, -0.1)", "standard deviation"),
    ("uniform(1) Wh", "uniform(1)", "2 numbers"),
    ("uniform() Wh", "uniform()", "2 numbers"),
    ("uniform(1, 2, 3) Wh", "uniform(1, 2, 3)", "2 numbers"),
    ("pert(1, 2) Wh", "pert(1, 2)", "3 numbers"),
    ("triangular(1, x, 3) Wh", "“x”", "number"),
    ("uniform(nan, 2)", "“nan”", "number"),
    ("uniform(1,2", "uniform(1,2", "0.34 Wh/query"),
    ("beta(1, 2) Wh", "beta(1, 2)", "0.34 Wh/query"),
    ("1e61 Wh", "1e61", "1e60"),
    ("1e-61 Wh", "1e-61", "1e-60"),
    ("1e999", "1e999", "1e60"),
    ("1e-999 Wh", "1e-999", "1e-60"),
    ("-1e999", "-1e999", "1e60"),
    ("1e59 trillion Wh", "1e59", "1e60"),
    ("1 to 1e400 Wh", "1e400", "1e60"),
    ("1e-400 to 1 Wh", "1e-400", "1e-60"),
    ("1" * 100, "1" * 20, "1e60"),
    ("9**9**9", "9**9**9", "Wh/query"),
    ("9^9^9 Wh", "9^9^9", "Wh/query"),
    ("2 querry/day", "querry", "Wh/query"),
    ("2 KWh", "KWh", "Wh/query"),
    ("20 degC", "degC", "plain unit"),
    ("0x10 Wh", "x10", "Wh/query"),
    ("1_000 Wh", "1_000", "0.34 Wh/query"),
    ("1,000 Wh", "1,000 Wh", "without grouping"),
    ("1.000.000 Wh", "1.000.000 Wh", "0.34 Wh/query"),
    ("0,34 Wh/query", "0,34 Wh/query", "decimal point"),
    ("10 000 Wh", "10 000 Wh", "without grouping"),
    ("1'000 Wh", "1'000 Wh", "without grouping"),
    ("1e5e5", "1e5e5", "0.34 Wh/query"),
    ("1e", "1e", "0.34 Wh/query"),
    ("5 to", "to", "Wh/query"),
    ("to 5", "to 5", "0.34 Wh/query"),
    ("0.2 Wh to 0.5 Wh", "0.2 Wh to 0.5 Wh", "Wh/query"),
    ("1 + 1 Wh", "1 + 1 Wh", "Wh/query"),
    ("__import__('os')", "__import__", "0.34 Wh/query"),
    ("1 Wh\x00", "1 Wh", "cannot be read"),
]


@pytest.mark.parametrize(("text", "culprit", "remedy"), REFUSED)
def test_what_is_no_value_is_refused_with_the_culprit_and_the_remedy(text, culprit, remedy):
    with pytest.raises(Fault) as fault:
        parse(text)
    assert culprit in str(fault.value)
    assert remedy in str(fault.value)


def test_low_above_high_is_refused_with_both_ends_named():
    with pytest.raises(Fault, match=r"7\.5 to 2\.25"):
        parse("7.5 to 2.25 Wh/query")


def test_a_text_over_200_characters_is_refused_with_its_length():
    assert parse("1" + " " * 198 + "W").parameters == (1,)
    for text in ("1" * 300, "1" + " " * 199 + "W", "9**" * 100):
        with pytest.raises(Fault, match=f"{len(text)} characters.* 200 "):
            parse(text)


def test_space_around_a_text_does_not_count_to_its_length():
    assert parse(" " * 300 + "1 Wh" + "\n" * 300).text == "1 Wh"


def test_digits_of_other_scripts_are_a_number_or_refused_but_never_another_number():
    for digits, value in (("٣", 3), ("३", 3), ("３", 3), ("²", None), ("½", None), ("Ⅷ", None), ("一", None)):
        if value is None:
            with pytest.raises(Fault):
                parse(f"{digits} Wh")
        else:
            assert parse(f"{digits} Wh").parameters == (value,)


# Round trips -------------------------------------------------------------------------------------------------------


@given(estimate_texts() | estimate_texts("", least=1e-40, most=1e40))
def test_an_estimate_reads_back_from_its_text(text):
    estimate = parse(text)
    assert parse(estimate.text) == estimate
    assert hash(parse(estimate.text)) == hash(estimate)


@given(estimate_texts(), st.floats(0.001, 1000))
def test_scaling_there_and_back_comes_near_the_start(text, factor):
    start = parse(text)
    back = start.scaled(factor).scaled(1 / factor)
    assert (back.shape, back.unit) == (start.shape, start.unit)
    # Typed ranges are given by their ends, all others by their parameters; each is written with four digits.
    assert back.parameters == pytest.approx(start.parameters, rel=2e-3, abs=2e-3 * max(map(abs, start.parameters)))


@given(estimate_texts(), st.floats(0.001, 1000))
def test_a_scaled_estimate_is_the_factor_times_as_large(text, factor):
    start, scaled = parse(text), parse(text).scaled(factor)
    assert scaled.parameters == pytest.approx([factor * value for value in start.parameters], rel=1e-3)


def test_scaling_keeps_the_wording():
    assert parse("2.5 billion query/day").scaled(2).text == "5 billion query/day"
    assert parse("2.5 Billion query/day").scaled(0.1).text == "250 million query/day"
    assert parse("2.5 million user").scaled(1e-6).text == "2.5 user"
    assert parse("0.2 to 0.5 Wh/query").scaled(10).text == "2 to 5 Wh/query"
    assert parse("-30 to -10 %/year").scaled(0.5).text == "-15 to -5 %/year"
    assert parse("0 to 0.89 Wh/query").scaled(2).text == "0 to 1.78 Wh/query"
    assert parse("pert(1, 2, 3) Wh").scaled(2).text == "pert(2, 4, 6) Wh"
    assert parse("normal(10, 1) Wh").scaled(2).text == "normal(20, 2) Wh"
    assert parse("1.12").scaled(0.5).text == "0.56"


def test_an_exact_value_is_written_as_typed():
    assert Estimate.exact(0.34, "Wh/query").text == "0.34 Wh/query"
    assert Estimate.exact(1.12, "").text == "1.12"
    for value in (math.nan, math.inf, -math.inf, 1e61, 1e-61):
        with pytest.raises(Fault):
            Estimate.exact(value, "Wh")


# Any text ----------------------------------------------------------------------------------------------------------

PIECES = [
    *("0.34", "2.5e9", "1e999", "1e-999", "-", "+", ".", "e", " ", " ", "(", ")", ",", ";", "²", "٣", "½", "–"),
    *(" to ", "to", "uniform(", "pert(", "normal", "NaN", "inf", "billion", " million", "**9", "^9", "/", "*", "_"),
    *("Wh", "Wh/query", "query", "%/year", "degC", "\N{MINUS SIGN}", "\ud800", "\x00", "\n", "\u202f"),
]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("9**9**9")
@example("1e999")
@example("0" * 200)
@example("1" * 200)
@example("." * 200)
@example("-" * 200)
@example(" " * 150 + "1")
@example("uniform(" * 25)
@example("1 to " * 40)
@example("0." + "0" * 197 + "1")
def test_any_text_is_an_estimate_of_finite_numbers_or_a_fault_and_nothing_else(text):
    try:
        estimate = parse(text)
    except Fault:
        return
    assert all(math.isfinite(value) for value in (*estimate.parameters, *estimate.interval, estimate.central))
    assert estimate.interval[0] <= estimate.central <= estimate.interval[1] or estimate.certain
    assert parse(estimate.text) == estimate
