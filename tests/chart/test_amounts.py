"""Amounts in words: the unit that suits the size, and the unit a figure was given in."""

from __future__ import annotations

import pytest

from planner.chart.amounts import (
    OUTCOME_NAMES,
    UNIT_CHOICES,
    amount,
    amounts,
    homes,
    measure,
    unit_name,
    value_and_unit,
)
from planner.engine.result import OUTCOMES


@pytest.mark.parametrize(
    ("outcome", "value", "unit", "words"),
    [
        ("energy", 310.4625, "GWh/year", "310 GWh"),
        ("energy", 0.3104625, "TWh/year", "310 GWh"),
        ("energy", 1117.665, "TJ/year", "310 GWh"),
        ("energy", 1.0, "GWh/year", "1 GWh"),
        ("energy", 0.99951, "GWh/year", "1,000 MWh"),
        ("energy", 4180.0, "GWh/year", "4.18 TWh"),
        ("energy", 0.0, "GWh/year", "0 kWh"),
        ("energy", 1e-9, "GWh/year", "0.001 kWh"),
        ("energy", 2.5e12, "GWh/year", "2.5 million PWh"),
        ("power", 35.4167, "MW", "35.4 MW"),
        ("power", 0.0354167, "GW", "35.4 MW"),
        ("power", 1500.0, "MW", "1.5 GW"),
        ("households", 28770.5, "household", "28,800 homes"),
        ("households", 28.7705, "khousehold", "28,800 homes"),
        ("households", 0.0287705, "Mhousehold", "28,800 homes"),
        ("households", 1.23e6, "household", "1.23 million homes"),
        ("households", 12.6, "household", "13 homes"),
        ("households", 3.26, "household", "3.26 homes"),
        ("share", 0.00726, "%", "0.0073 %"),
        ("share", 12.34, "%", "12 %"),
        ("emissions", 119077.9, "tCO2e/year", "119 kt CO₂e"),
        ("emissions", 0.1190779, "MtCO2e/year", "119 kt CO₂e"),
        ("cost", 45327525.0, "USD/year", "45.3 million USD"),
        ("cost", 999.6, "EUR/year", "1,000 EUR"),
        ("water", 558832.5, "m^3/year", "559,000 m³"),
        ("water", 558.8325, "megaliter/year", "559,000 m³"),
        ("water", 0.25, "m^3/year", "250 L"),
    ],
)
def test_an_amount_is_told_in_the_unit_that_suits_it(outcome: str, value: float, unit: str, words: str) -> None:
    assert amount(outcome, value, unit) == words


def test_every_unit_an_outcome_can_be_charted_in_tells_the_same_amount() -> None:
    for outcome, unit in OUTCOMES.items():
        for choice, _name in UNIT_CHOICES[outcome]:
            from planner.units import factor_between

            there = 123456.0 * factor_between(unit, choice)
            assert amount(outcome, there, choice) == amount(outcome, 123456.0, unit)


def test_an_interval_has_its_unit_once_where_both_ends_share_it() -> None:
    assert amounts("energy", 1800.0, 12000.0, "GWh/year") == "1.8 to 12 TWh"
    assert amounts("energy", 500.0, 12000.0, "GWh/year") == "500 GWh to 12 TWh"
    assert amounts("share", 0.5, 2.0, "%") == "0.5 to 2 %"
    assert amounts("households", 900.0, 1.2e6, "household") == "900 homes to 1.2 million homes"
    assert amounts("households", 20.0, 90.0, "khousehold") == "20,000 to 90,000 homes"
    assert amounts("cost", 1.2e6, 3.4e6, "USD/year") == "1.2 to 3.4 million USD"


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [(28770.5, 4, "28,770"), (28770.5, 3, "28,800"), (9.96, 3, "9.96"), (10.4, 3, "10"), (999.7, 3, "1,000")],
)
def test_homes_are_whole_from_ten_up(value: float, digits: int, words: str) -> None:
    assert homes(value, digits) == words


def test_an_axis_says_what_it_measures_a_year_only_where_that_means_something() -> None:
    assert measure("energy", "GWh/year") == "Electricity, GWh a year"
    assert measure("power", "MW") == "Average power, MW"
    assert measure("households", "Mhousehold") == "Household equivalents, million homes"
    assert measure("share", "%") == "Share of demand, %"
    assert measure("cost", "EUR/year") == "Electricity cost, EUR a year"
    assert unit_name("water", "megaliter/year") == "million litres"


def test_every_outcome_has_a_name_and_its_own_unit_among_its_choices() -> None:
    for outcome, unit in OUTCOMES.items():
        assert OUTCOME_NAMES[outcome]
        assert not unit or unit in dict(UNIT_CHOICES[outcome])


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.34, "Wh/query", ("0.34 Wh", "per query")),
        (1.0, "Wh/query", ("1 Wh", "per query")),
        (2.5e9, "query/day", ("2.5 billion", "queries a day")),
        (1.0, "query/day", ("1", "query a day")),
        (3.7, "query/user/day", ("3.7", "queries per user a day")),
        (7e8, "user", ("700 million", "users")),
        (1.12, "", ("1.12", "")),
        (50.0, "%", ("50 %", "")),
        (50.0, "MW", ("50 MW", "")),
        (10791.0, "kWh/household/year", ("10,791 kWh", "per household a year")),
        (383.55, "gCO2e/kWh", ("383.55 gCO2e", "per kWh")),
        (0.146, "USD/kWh", ("0.146 USD", "per kWh")),
        (0.123456789, "Wh/query", ("0.123 Wh", "per query")),
    ],
)
def test_a_driver_is_told_as_a_number_and_what_it_counts(value: float, unit: str, words: tuple[str, str]) -> None:
    assert value_and_unit(value, unit) == words
