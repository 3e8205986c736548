"""The pictogram: whole icons, one worth for all rows, the factor printed with its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import parse, scenario_of

from planner.chart.equivalents import MOST_ICONS, Counted, equivalents, icon_worth
from planner.chart.shapes import Icons
from planner.engine.simulate import simulate
from planner.model.region import conversions_of
from planner.model.scenario import Conversion
from planner.store.library import region


def counted(energy: str, name: str = "Plan", code: str = "USA", colour: int = 0, **more: object) -> Counted:
    scenario = scenario_of(energy, name=name, region=code, **more)
    return Counted(simulate(scenario, conversions_of(scenario, region(code)), 100), colour, region(code))


def chart(*items: Counted) -> Icons:
    return equivalents(items, 2025)


@given(st.floats(0, 1e12))
def test_an_icon_is_worth_a_round_number_and_the_rows_stay_short(homes: float) -> None:
    worth = icon_worth(homes)
    assert round(homes / worth) <= MOST_ICONS
    assert worth >= 1
    assert f"{worth:.0e}"[0] in "125"
    if homes > 5 * MOST_ICONS:
        assert homes / worth > MOST_ICONS / 2.6


def test_the_factor_says_what_a_home_uses_where_and_when() -> None:
    found = chart(counted("10791 GWh/year"))  # a million homes
    assert found.factor == "one icon = 10,000 homes at 10,791 kWh a year, US, 2022"
    assert found.rows[0].icons == 100
    assert found.title == "“Plan” uses as much electricity in 2025 as 1 million homes"


def test_all_rows_share_one_worth_and_small_ones_say_so() -> None:
    found = chart(counted("10791 GWh/year", "Large", colour=2), counted("10.791 GWh/year", "Small"))
    assert [(row.name, row.icons, row.colour) for row in found.rows] == [("Large", 100, 2), ("Small", 0, 0)]
    assert found.rows[1].text == "1,000 homes, less than half an icon"


def test_an_own_figure_is_called_an_own_assumption() -> None:
    own = (("household_use", Conversion(parse("3000 to 4000 kWh/household/year"))),)
    assert chart(counted("1 TWh/year", conversions=own)).factor.endswith("at 3,000 to 4,000 kWh a year, own assumption")


def test_two_regions_name_both_homes() -> None:
    found = chart(counted("1 TWh/year", "A"), counted("1 TWh/year", "B", code="DEU"))
    assert found.factor.count(" kWh a year") == 2
    assert " or " in found.factor


def test_scenarios_of_other_years_are_left_out() -> None:
    found = equivalents([counted("1 TWh/year")], 2040)
    assert found.rows == ()
    assert found.title == "No scenario counts households in 2040"


@pytest.mark.parametrize("energy", ["0 GWh/year", "1e-6 GWh/year"])
def test_next_to_nothing_has_no_icon(energy: str) -> None:
    assert chart(counted(energy)).rows[0].icons == 0


def test_the_picture_is_told_in_words() -> None:
    assert chart(counted("10791 GWh/year")).alt.endswith("Plan: 1 million homes.")
