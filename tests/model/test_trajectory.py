"""How a value may move: rates, ceilings, points, years, and what is refused of them."""

from __future__ import annotations

import pytest
from strategies import driver, parse

from planner.model.faults import Fault
from planner.model.trajectory import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_YEARS,
    Compound,
    Constant,
    Logistic,
    Points,
    check_year,
    periods_per_year,
)


def points(**values: str) -> Points:
    return Points(tuple((int(year[1:]), parse(text)) for year, text in values.items()))


@pytest.mark.parametrize(
    ("rate", "periods"),
    [
        ("20 %/year", 1),
        ("20 % per year", 1),
        ("20 percent/year", 1),
        ("20 %/yr", 1),
        ("20 %/a", 1),
        ("-30 to -10 %/year", 1),
        ("2 %/month", 12),
        ("1 %/week", 365.25 / 7),
        ("0.1 %/day", 365.25),
    ],
)
def test_a_rate_compounds_as_often_as_its_unit_says(rate, periods):
    assert periods_per_year(parse(rate)) == pytest.approx(periods, rel=1e-15)


@pytest.mark.parametrize(
    "rate", ["20", "20 %", "0.2 /year", "20 year", "20 %/hour", "20 %/year/year", "20 %/query", "20 Wh/year"]
)
@pytest.mark.parametrize("kind", [Compound, lambda rate: Logistic(parse("10 query/day"), rate)])
def test_what_is_no_rate_is_refused_with_an_example(kind, rate):
    with pytest.raises(Fault) as fault:
        kind(parse(rate))
    assert rate in str(fault.value)
    assert "20 %/year" in str(fault.value)


@pytest.mark.parametrize(
    "rate", ["-100 %/year", "-150 %/year", "-120 to -10 %/year", "uniform(-100, 0) %/year", "-100 %/month"]
)
def test_a_rate_that_leaves_nothing_is_refused(rate):
    with pytest.raises(Fault, match="-100 %"):
        Compound(parse(rate))


@pytest.mark.parametrize("rate", ["-99.9 %/year", "0 %/year", "1000 %/year", "-99 to 99 %/year"])
def test_a_steep_rate_is_taken(rate):
    assert Compound(parse(rate)).rate.text == rate


@pytest.mark.parametrize(
    "ceiling",
    ["0 query/day", "-1 query/day", "-1 to 5 query/day", "normal(5, 1) query/day", "uniform(-1, 5) query/day"],
)
def test_a_ceiling_that_is_not_above_zero_is_refused(ceiling):
    with pytest.raises(Fault, match="ceiling must be above zero") as fault:
        Logistic(parse(ceiling), parse("20 %/year"))
    assert ceiling in str(fault.value)


def test_points_stand_in_ascending_years_each_once():
    for years in ((2030, 2025), (2025, 2025)):
        with pytest.raises(Fault, match="ascend"):
            Points(tuple((year, parse("1 Wh/query")) for year in years))


def test_a_path_needs_a_point_and_takes_at_most_200():
    with pytest.raises(Fault, match=f"1 and {MAX_YEARS}"):
        Points(())
    many = tuple((1900 + number, parse("1 Wh/query")) for number in range(MAX_YEARS + 1))
    with pytest.raises(Fault, match=f"1 and {MAX_YEARS}"):
        Points(many)
    assert len(Points(many[:-1]).values) == MAX_YEARS


@pytest.mark.parametrize("year", [FIRST_YEAR, 2025, LAST_YEAR])
def test_a_year_in_range_is_taken(year):
    check_year(year)


@pytest.mark.parametrize("year", [0, -2025, FIRST_YEAR - 1, LAST_YEAR + 1, 10**9])
def test_a_year_out_of_range_is_refused_with_the_range(year):
    with pytest.raises(Fault) as fault:
        check_year(year)
    assert all(str(number) in str(fault.value) for number in (year, FIRST_YEAR, LAST_YEAR))
    with pytest.raises(Fault, match="out of range"):
        Points(((year, parse("1 Wh/query")),))


def test_a_ceiling_must_have_the_dimension_of_its_value():
    with pytest.raises(Fault) as fault:
        driver("volume", "2.5e9 query/day", trajectory=Logistic(parse("20 Wh"), parse("60 %/year")))
    assert all(words in str(fault.value) for words in ("20 Wh", "energy", "query per time", "query/day"))
    assert driver("v", "2.5e9 query/day", trajectory=Logistic(parse("1e13 prompt/year"), parse("60 %/year")))


def test_a_point_must_have_the_dimension_of_its_value():
    with pytest.raises(Fault, match="3 query"):
        driver("energy", "0.3 Wh/query", trajectory=points(y2025="0.3 Wh/query", y2030="3 query"))
    assert driver("energy", "0.3 Wh/query", trajectory=points(y2025="1080 J/query", y2030="0.2 kWh/kquery"))


def test_a_point_below_zero_is_refused():
    with pytest.raises(Fault, match=r"-1 Wh/query.*below zero"):
        driver("energy", "0.3 Wh/query", trajectory=points(y2025="-1 Wh/query"))


def test_a_logistic_path_cannot_start_from_nothing():
    with pytest.raises(Fault, match="0 query/day"):
        driver("volume", "0 query/day", trajectory=Logistic(parse("20 query/day"), parse("60 %/year")))


def test_the_uncertain_parts_of_a_path_have_names():
    rate = parse("20 %/year")
    assert Constant().estimates == ()
    assert Compound(rate).estimates == (("rate", rate),)
    assert Logistic(parse("5"), rate).estimates == (("ceiling", parse("5")), ("rate", rate))
    assert points(y2025="1", y2030="2").estimates == (("2025", parse("1")), ("2030", parse("2")))
