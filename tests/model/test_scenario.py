"""Workloads, conversions and the span of years: bounds, and what may not stand twice."""

from __future__ import annotations

import attrs
import pytest
from strategies import PLAIN_CHAIN, conversions, driver, parse, scenario_of, workload_of

from planner.model.driver import MAX_NAME
from planner.model.faults import Fault
from planner.model.region import conversions_of
from planner.model.scenario import (
    CONVERSIONS,
    MAX_DRIVERS,
    MAX_SEED,
    MAX_WORKLOADS,
    Conversion,
    Scenario,
    Workload,
    currency_of,
    slug,
)
from planner.model.trajectory import MAX_YEARS, Compound, Points
from planner.store import library


def conversion(text: str, **more: object) -> Conversion:
    return Conversion(parse(text), **more)


# Workloads ---------------------------------------------------------------------------------------------------------


def test_a_workload_takes_1_to_50_drivers():
    with pytest.raises(Fault, match=f"0 drivers.* 1 and {MAX_DRIVERS}"):
        Workload("Chat", ())
    most = workload_of(*PLAIN_CHAIN, *["1"] * (MAX_DRIVERS - 2))
    assert len(most.drivers) == 50
    with pytest.raises(Fault, match="51 drivers"):
        workload_of(*PLAIN_CHAIN, *["1"] * (MAX_DRIVERS - 1))


def test_two_drivers_of_one_id_are_refused():
    with pytest.raises(Fault, match="“x” stands twice"):
        Workload("Chat", (driver("x", "0.3 Wh/query"), driver("x", "1 query/day")))


def test_the_id_of_a_workload_follows_its_first_name_and_stays():
    chat = workload_of(*PLAIN_CHAIN, name="Text chat, 2025!")
    assert chat.id == "text-chat-2025"
    assert attrs.evolve(chat, name="Other").id == "text-chat-2025"


@pytest.mark.parametrize("name", ["İ" * MAX_NAME, "!?", "/", "日本語", "-", "ß" * MAX_NAME, "a/b"])
def test_every_name_makes_a_usable_id(name):
    made = workload_of(*PLAIN_CHAIN, name=name)
    assert "/" not in made.id
    assert 1 <= len(made.id) <= MAX_NAME


def test_a_slug_is_lower_case_words_joined_by_hyphens():
    assert slug("Chat and Agents, to 2035") == "chat-and-agents-to-2035"
    assert slug("  ../../etc/passwd ") == "etc-passwd"
    assert slug("Énergie über alles") == "énergie-über-alles"
    assert slug("...") == slug("") == "item"


# Scenarios ---------------------------------------------------------------------------------------------------------


def test_a_scenario_takes_1_to_100_workloads():
    with pytest.raises(Fault, match="0 workloads"):
        Scenario("Plan", 2025, 2030, ())
    many = [workload_of(*PLAIN_CHAIN, name=f"W{number}") for number in range(MAX_WORKLOADS + 1)]
    assert len(scenario_of(*many[:-1]).workloads) == 100
    with pytest.raises(Fault, match="101 workloads"):
        scenario_of(*many)


def test_two_workloads_of_one_name_are_refused():
    chat = workload_of(*PLAIN_CHAIN)
    with pytest.raises(Fault, match="“Chat” stands twice"):
        scenario_of(chat, attrs.evolve(chat, id="other"))


def test_two_workloads_of_one_id_would_share_their_draws_and_are_refused():
    with pytest.raises(Fault, match="“chat” stands twice"):
        scenario_of(workload_of(*PLAIN_CHAIN, name="Chat"), workload_of(*PLAIN_CHAIN, name="chat"))


def test_both_ends_of_the_years_count():
    assert list(scenario_of(*PLAIN_CHAIN, start=2025, end=2027).years) == [2025, 2026, 2027]
    assert list(scenario_of(*PLAIN_CHAIN, start=2025, end=2025).years) == [2025]


def test_the_last_year_cannot_be_before_the_first():
    with pytest.raises(Fault, match=r"2024.*2025"):
        scenario_of(*PLAIN_CHAIN, start=2025, end=2024)


def test_at_most_200_years_are_taken():
    assert len(scenario_of(*PLAIN_CHAIN, start=2025, end=2224).years) == MAX_YEARS == 200
    with pytest.raises(Fault, match="2025 to 2225 is more than 200 years"):
        scenario_of(*PLAIN_CHAIN, start=2025, end=2225)


@pytest.mark.parametrize("span", [{"start": 1899}, {"end": 2301}, {"start": 2301, "end": 2301}])
def test_years_out_of_range_are_refused(span):
    with pytest.raises(Fault, match="out of range"):
        scenario_of(*PLAIN_CHAIN, **span)


@pytest.mark.parametrize("seed", [0, 1, MAX_SEED])
def test_a_seed_from_0_to_2_to_the_63_is_taken(seed):
    assert scenario_of(*PLAIN_CHAIN, seed=seed).seed == seed


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1, 10**30])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(Fault, match=str(seed)):
        scenario_of(*PLAIN_CHAIN, seed=seed)


def test_a_colour_is_a_small_whole_number():
    assert scenario_of(*PLAIN_CHAIN, colour=0).colour == 0
    with pytest.raises(Fault, match="-1"):
        scenario_of(*PLAIN_CHAIN, colour=-1)


def test_two_scenarios_of_the_same_assumptions_are_equal():
    assert scenario_of(*PLAIN_CHAIN) == scenario_of(*PLAIN_CHAIN)
    assert scenario_of(*PLAIN_CHAIN) != scenario_of("340 mWh/query", "2.5e9 query/day")


# Conversions -------------------------------------------------------------------------------------------------------

GOOD = {
    "household_use": [
        "10791 kWh/household/year",
        "899.25 kWh/home/month",
        "1.2 kW/household",
        "9000 to 12000 kWh/home/year",
    ],
    "grid_intensity": ["383.55 gCO2e/kWh", "0.38 tCO2e/MWh", "0 gCO2e/kWh", "100 kgCO2e/GJ", "300 to 500 gCO2e/kWh"],
    "national_demand": ["4276.104 TWh/year", "488 GW"],
    "electricity_price": ["0.146 USD/kWh", "146 USD/MWh", "130 KRW/kWh", "0.1 to 0.3 CHF/kWh", "0 EUR/kWh"],
    "water_use": ["0.15 to 0.4 L/kWh", "1.8 m^3/MWh", "0 L/kWh"],
}
BAD = {
    "household_use": ["10791 kWh/year", "10791 kWh/household", "0 kWh/household/year", "0 to 5 kWh/home/year", "3"],
    "grid_intensity": ["383 g/kWh", "383 gCO2e", "-1 gCO2e/kWh", "0.4"],
    "national_demand": ["4276 TWh", "0 TWh/year", "-1 to 5 TWh/year"],
    "electricity_price": ["0.15 /kWh", "0.15 USD", "0.15 USD/EUR", "-0.1 USD/kWh", "15 kWh"],
    "water_use": ["0.3 kg/kWh", "0.3 L", "-1 L/kWh"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in GOOD for text in GOOD[name]])
def test_a_conversion_of_its_dimension_is_taken(name, text):
    assert scenario_of(*PLAIN_CHAIN, conversions=((name, conversion(text)),)).conversion(name) == conversion(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in BAD for text in BAD[name]])
def test_a_conversion_of_another_dimension_or_range_is_refused_by_name(name, text):
    with pytest.raises(Fault) as fault:
        scenario_of(*PLAIN_CHAIN, conversions=((name, conversion(text)),))
    assert name in str(fault.value)
    assert text in str(fault.value)


def test_an_unknown_conversion_is_refused_with_those_there_are():
    with pytest.raises(Fault) as fault:
        scenario_of(*PLAIN_CHAIN, conversions=(("homes", conversion("1 kWh/home/year")),))
    assert all(name in str(fault.value) for name in ("homes", *CONVERSIONS))


def test_a_conversion_stands_once():
    twice = (("water_use", conversion("1 L/kWh")),) * 2
    with pytest.raises(Fault, match="“water_use” stands twice"):
        scenario_of(*PLAIN_CHAIN, conversions=twice)


@pytest.mark.parametrize(
    ("name", "value", "nothing"),
    [
        ("household_use", "10791 kWh/household/year", "0 kWh/household/year"),
        ("national_demand", "4276 TWh/year", "0 to 5000 TWh/year"),
    ],
)
def test_a_path_of_a_divisor_cannot_pass_through_zero(name, value, nothing):
    path = Points(((2025, parse(value)), (2030, parse(nothing))))
    with pytest.raises(Fault, match=f"{name}.*could be zero"):
        scenario_of(*PLAIN_CHAIN, conversions=((name, conversion(value, trajectory=path)),))


def test_a_conversion_may_move():
    moves = conversion("383 gCO2e/kWh", trajectory=Compound(parse("-3 %/year")))
    assert scenario_of(*PLAIN_CHAIN, conversions=(("grid_intensity", moves),)).conversion("grid_intensity") == moves
    with pytest.raises(Fault):
        conversion("383 gCO2e/kWh", trajectory=Points(((2030, parse("300 g/kWh")),)))


def test_the_currency_of_a_price_is_found():
    assert currency_of(parse("146 USD/MWh")) == "USD"
    assert currency_of(parse("130 KRW/kWh")) == "KRW"
    assert currency_of(parse("3 L/kWh")) is None


def test_the_scenario_goes_before_the_region():
    usa = library.region("USA")
    own = conversions(household_use="10500 kWh/household/year")
    found = conversions_of(scenario_of(*PLAIN_CHAIN, conversions=tuple(own.items())), usa)
    assert found["household_use"] == own["household_use"]
    assert found["grid_intensity"].value == usa.grid_intensity.value
    assert list(found) == [name for name in CONVERSIONS if name in own or usa.figure(name) is not None]


def test_what_neither_scenario_nor_region_knows_is_left_out():
    poor = attrs.evolve(library.region("USA"), electricity_price=None, water_use=None)
    assert set(conversions_of(scenario_of(*PLAIN_CHAIN), poor)) == {
        "household_use",
        "grid_intensity",
        "national_demand",
    }
