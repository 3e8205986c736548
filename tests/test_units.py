"""Unit text: what people type, what it equals, and what is refused and in which words."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import platformdirs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner import units
from planner.units import (
    CURRENCIES,
    MAX_UNIT_TEXT,
    UnitProblem,
    convert,
    describe_powers,
    dimensions,
    factor_between,
    factor_of_product,
    parse_unit,
    registry,
    short_product,
    unit_powers,
)

# What is published or defined, as fractions of whole numbers: nothing here comes from the program.
DAYS = Fraction(1461, 4)  # a Julian year of 365.25 days
WATT_HOUR = 3600  # J
EQUALS = [
    ("kWh", "J", 1000 * WATT_HOUR),
    ("Wh", "J", WATT_HOUR),
    ("MJ", "kWh", Fraction(1000, 3600)),
    ("TWh", "GWh", 1000),
    ("year", "day", DAYS),
    ("year", "hour", DAYS * 24),
    ("week", "day", 7),
    ("month", "year", Fraction(1, 12)),
    ("GW", "TWh/year", DAYS * 24 / 1000),
    ("GWh/year", "MW", Fraction(1000) / (DAYS * 24)),
    ("Wh/query * query/day", "kWh/year", DAYS / 1000),
    ("kWh/kquery", "Wh/query", 1),
    ("Gquery/year", "query/day", 10**9 / DAYS),
    ("kquery", "query", 1000),
    ("request", "query", 1),
    ("prompts", "message", 1),
    ("%", "", Fraction(1, 100)),
    ("%/month", "%/year", 12),
    ("kgCO2e", "gCO2e", 1000),
    ("tCO2e", "kgCO2e", 1000),
    ("MtCO2e", "tCO2e", 10**6),
    ("gCO2e/kWh", "tCO2e/GWh", 1),
    ("gCO2e/MJ", "gCO2e/kWh", Fraction(36, 10)),
    ("L/kWh", "m^3/GWh", 1000),
    ("home", "household", 1),
    ("people", "person", 1),
    ("USD/MWh", "USD/kWh", Fraction(1, 1000)),
    ("PJ", "TWh", Fraction(10**15, 3600 * 10**12)),
]


@pytest.mark.parametrize(("one", "other", "factor"), EQUALS)
def test_one_unit_is_as_many_of_another_as_defined(one, other, factor):
    assert factor_between(one, other) == pytest.approx(float(factor), rel=1e-14)
    assert factor_between(other, one) == pytest.approx(float(1 / Fraction(factor)), rel=1e-14)


SAME = [
    ("Wh/query", "Wh per query"),
    ("Wh/query", "watt_hour/request"),
    ("query per day", "query/day"),
    ("query per user per day", "query/user/day"),
    ("query/(user*day)", "query/user/day"),
    ("query/(user day)", "query/user/day"),
    ("query·user", "query*user"),
    ("query × user", "user query"),
    ("m^2", "m**2"),
    ("m²", "m*m"),
    ("s⁻¹", "/s"),
    ("m⁻²", "1 m".replace("1 m", "/m/m")),
    ("kg m² s⁻²", "J"),
    ("s^-1", "/s"),
    ("per day", "/day"),
    ("(Wh)", "Wh"),
    ("((Wh)/(query))", "Wh/query"),
    ("  Wh / query  ", "Wh/query"),
    ("Wh/query/query*query", "Wh/query"),
    ("kWh/household/year", "kWh/(household*year)"),
    ("µs", "us"),
    ("°", "degree"),
    ("m^0", ""),
    ("", "   "),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_a_unit_mean_the_same(one, other):
    assert factor_between(one, other) == pytest.approx(1.0, rel=1e-15)


def test_a_quotient_is_read_from_left_to_right():
    assert dimensions("Wh/query*day") == {"energy": 1, "query": -1, "time": 1}
    assert dimensions("Wh/(query*day)") == {"energy": 1, "query": -1, "time": -1}


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("other", [*CURRENCIES, "", "Wh", "household"])
def test_a_currency_converts_into_nothing_else(code, other):
    if code == other:
        return
    with pytest.raises(UnitProblem):
        factor_between(code, other)


COUNTED = ["query", "token", "user", "image", "video", "session", "task", "household", "person", "CO2e"]


@pytest.mark.parametrize("one", COUNTED)
@pytest.mark.parametrize("other", [*COUNTED, ""])
def test_a_counted_thing_is_a_dimension_of_its_own(one, other):
    if one == other:
        return
    with pytest.raises(UnitProblem) as problem:
        factor_between(one, other)
    assert one in str(problem.value)


def test_carbon_dioxide_is_not_plain_mass():
    with pytest.raises(UnitProblem):
        factor_between("gCO2e", "g")


REFUSED = [
    ("furlongs_per_moon", "furlongs_per_moon"),
    ("KWh", "KWh"),
    ("Wh/querry", "querry"),
    ("kWh/degC", "degC"),
    ("°C", "°C"),
    ("dB", "dB"),
    ("statC", "statC"),
    ("Wh/", "Wh/"),
    ("Wh//query", "Wh//query"),
    ("*Wh", "*Wh"),
    ("(Wh/query", "(Wh/query"),
    ("Wh/query)", ")"),
    ("()", "()"),
    ("Wh^", "Wh^"),
    ("Wh^7", "Wh^7"),
    ("Wh^2.5", "Wh^2.5"),
    ("Wh^99999999", "Wh^99999999"),
    ("m^2^3", "^3"),
    ("9**9**9", "9**9**9"),
    ("Wh**9**9**9", "Wh**9**9**9"),
    ("2 Wh", "2 Wh"),
    ("Wh + Wh", "+ Wh"),
    ("Wh; import os", "; import os"),
    ("__import__('os')", "__import__"),
    ("Wh\x00", "Wh"),
    ("nan", "nan"),
    ("inf", "inf"),
    ("日本", "日本"),
]


@pytest.mark.parametrize(("text", "culprit"), REFUSED)
def test_what_is_no_unit_is_refused_with_the_culprit_named(text, culprit):
    with pytest.raises(UnitProblem) as problem:
        parse_unit(text)
    assert culprit in str(problem.value)


def test_a_unit_of_any_length_is_refused_with_its_length():
    with pytest.raises(UnitProblem, match=f"{MAX_UNIT_TEXT + 1} characters.* {MAX_UNIT_TEXT} "):
        parse_unit("m" * (MAX_UNIT_TEXT + 1))


def test_two_dimensions_that_differ_are_both_said_in_words():
    with pytest.raises(UnitProblem) as problem:
        factor_between("query/day", "Wh/query")
    assert all(words in str(problem.value) for words in ("query/day", "query per time", "energy per query", "Wh/query"))
    with pytest.raises(UnitProblem, match=r"^a unit is missing: energy \(such as Wh\) is needed$"):
        factor_between("", "Wh")


def test_a_dimension_is_called_as_it_is_written_and_has_an_example_only_where_that_says_more():
    with pytest.raises(UnitProblem, match=r"^“GWh/year” is energy per time, but household is needed$"):
        factor_between("GWh/year", "household")
    with pytest.raises(UnitProblem, match=r"^“MW” is power, but energy per query \(such as Wh/query\) is needed$"):
        factor_between("MW", "Wh/query")
    with pytest.raises(UnitProblem, match=r"^“kg” is mass, but a plain number is needed$"):
        factor_between("kg", "")


def test_a_factor_that_no_number_can_say_is_refused():
    far = "*".join(["Ym^6"] * 4)
    with pytest.raises(UnitProblem, match="more than can be computed"):
        factor_between(far, far.replace("Ym", "ym"))
    with pytest.raises(UnitProblem, match="more than can be computed"):
        factor_between(far.replace("Ym", "ym"), far)


def test_a_value_is_converted_by_the_factor():
    assert convert(1224, "J/query", "Wh/query") == pytest.approx(0.34, rel=1e-15)
    assert convert(912.5, "Gquery/year", "query/day") == pytest.approx(912.5e9 / 365.25, rel=1e-15)


WORDS = [
    ("Wh/query", "energy per query"),
    ("query/day", "query per time"),
    ("query/user/day", "query per user per time"),
    ("", "a plain number"),
    ("%", "a plain number"),
    ("W", "power"),
    ("GWh/year", "power"),
    ("kWh/household/year", "power per household"),
    ("EUR/kWh", "EUR per energy"),
    ("gCO2e/kWh", "mass × CO2e per energy"),
    ("L/kWh", "length^3 per energy"),
    ("m", "length"),
    ("/day", "1 per time"),
    ("user", "user"),
]


@pytest.mark.parametrize(("unit", "words"), WORDS)
def test_a_dimension_is_said_as_people_of_the_field_say_it(unit, words):
    said = describe_powers(dimensions(unit))
    assert said == words or sorted(said.split()) == sorted(words.split())


@pytest.mark.parametrize(
    ("unit", "powers"),
    [
        ("Wh/query", {"energy": 1, "query": -1}),
        ("J", {"energy": 1}),
        ("kg*m^2/s^2", {"energy": 1}),
        ("kW", {"energy": 1, "time": -1}),
        ("user", {"user": 1}),
        ("%", {}),
        ("L/kWh", {"energy": -1, "length": 3}),
    ],
)
def test_dimensions_recognise_energy(unit, powers):
    assert dimensions(unit) == powers


def test_a_product_cancels_by_name_and_keeps_the_rest():
    assert short_product((("Wh/query", 1), ("query/day", 1))) == "Wh/day"
    assert short_product((("Wh/query", 1), ("query/day", 1), ("", 1))) == "Wh/day"
    assert short_product((("Wh/query", 1), ("Wh/query", -1))) == ""
    assert short_product((("query", -1),)) == "/query"
    assert short_product((("%", 1),)) == "%"
    assert short_product((("kWh/household/year", -1), ("GWh/year", 1))) in {"GWh*household/kWh", "household*GWh/kWh"}
    assert unit_powers("Wh/query^2") == {"Wh": 1, "query": -2}


def test_the_factor_of_a_product_is_found_however_long_the_chain_is():
    chain = (("Wh/query", 1), ("query/day", 1), *[("query/query", 1), ("household/person", 1)] * 25)
    chain += (("person/household", 1),) * 25
    assert factor_of_product(chain, "GWh/year") == pytest.approx(365.25e-9, rel=1e-13)


def test_a_symbol_that_means_something_else_is_written_out():
    # A centiday is “cd”, which is also the candela; a petayear “Pa”, the pascal; a milli-inch “min”, the minute.
    for name in ("centiday", "petayear", "milliinch", "hectoyear", "angstrom", "delta_degC"):
        assert parse_unit(short_product(((name, 1),))) == parse_unit(name), name


UNIT_NAMES = [
    *("Wh", "kWh", "GWh", "TWh", "J", "kJ", "MJ", "W", "MW", "BTU", "toe", "cal", "query", "kquery", "token", "user"),
    *("image", "video", "session", "task", "household", "person", "CO2e", "gCO2e", "tCO2e", "USD", "EUR", "KRW"),
    *("year", "month", "week", "day", "hour", "minute", "s", "ms", "µs", "%", "°"),
    *("L", "m", "km", "mile", "inch", "foot", "ha", "acre", "kg", "t", "ton"),
]
unit_names = st.sampled_from(UNIT_NAMES)
powers = st.sampled_from((-2, -1, 1, 2))
products = st.lists(st.tuples(unit_names, powers), min_size=1, max_size=5, unique_by=lambda item: item[0]).map(tuple)


@given(products)
def test_the_short_text_of_a_product_reads_back_as_that_product(units):
    product = registry().dimensionless
    for name, power in units:
        product = product * parse_unit(name) ** power
    again = parse_unit(short_product(units))
    assert again.dimensionality == product.dimensionality
    assert (1.0 * again).to_base_units().magnitude == pytest.approx((1.0 * product).to_base_units().magnitude, rel=1e-9)


@given(unit_names, unit_names)
def test_converting_there_and_back_changes_nothing(one, other):
    try:
        there = factor_between(one, other)
    except UnitProblem:
        return
    assert there * factor_between(other, one) == pytest.approx(1.0, rel=1e-12)


fragments = st.lists(
    st.sampled_from([*"()^*/·×%²⁻¹ 9-.", "**", "per ", "Wh", "query", "degC", "e", "J", "nan", "day", "k", "°", "µ"])
    | st.characters(),
    max_size=40,
).map("".join)


@given(st.text(max_size=200) | fragments)
@example("(" * 120)
@example("(" * 60 + "m" + ")" * 59)
@example("m^" * 60)
@example("²" * 120)
@example("lambda")
@example("if")
@example("\ud800")
def test_any_text_is_a_unit_or_a_unit_problem_and_nothing_else(text):
    try:
        said = describe_powers(dimensions(text))
    except UnitProblem as problem:
        said = str(problem)
    assert said.strip()


def test_what_pint_reads_is_kept_in_the_users_cache_where_that_can_be_written(home, monkeypatch):
    folder = units._cache_folder()
    assert folder == Path(platformdirs.user_cache_dir("ai-energy-planner", appauthor=False)) / "units"
    assert folder.is_dir()
    assert units._cache_folder() == folder
    monkeypatch.setattr(units.os, "access", lambda path, mode: not (path == folder and mode == os.W_OK))
    assert units._cache_folder() is None


def test_without_a_place_for_its_cache_pint_works_all_the_same(home, monkeypatch):
    (home / ".cache").write_text("a file where the folder would be")
    assert units._cache_folder() is None
    monkeypatch.setattr(units.Path, "mkdir", lambda *_arguments, **_named: None)
    assert units._cache_folder() is None
