"""The working: each step by hand, the running product, the sum of workloads, and what it converts to."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from strategies import PLAIN_CHAIN, conversions, parse, scenario_of, scenarios, workload_of

from planner.engine.simulate import simulate
from planner.engine.working import DIVIDE, MULTIPLY, work_out
from planner.model.faults import Fault
from planner.model.scenario import Conversion
from planner.model.trajectory import Compound, Points

US = conversions(
    household_use="10791 kWh/household/year",
    grid_intensity="383.55 gCO2e/kWh",
    national_demand="4276.104 TWh/year",
    electricity_price="0.146 USD/kWh",
    water_use="0.15 L/kWh",
)


def steps(*drivers, year: int = 2025):
    (_name, found), *_others = work_out(scenario_of(*drivers), {}, year).workloads
    return found


def test_the_running_product_is_the_one_on_paper():
    found = steps("0.34 Wh/query", "3.7 query/user/day", "700e6 user", "1.12")
    assert [step.value for step in found] == [0.34, 3.7, 7e8, 1.12]
    assert [step.unit for step in found] == ["Wh/query", "query/user/day", "user", ""]
    assert [step.running for step in found] == pytest.approx([0.34, 1.258, 880_600_000, 986_272_000], rel=1e-14)
    assert [step.running_unit for step in found] == ["Wh/query", "Wh/user/day", "Wh/day", "Wh/day"]
    assert {step.operator for step in found} == {MULTIPLY}


def test_the_last_step_is_the_energy_of_a_year():
    working = work_out(scenario_of("0.34 Wh/query", "3.7 query/user/day", "700e6 user", "1.12"), {}, 2025)
    assert working.energies == (pytest.approx(986.272e6 * 365.25 / 1e9, rel=1e-14),)
    assert working.energy == working.energies[0]


def test_a_division_is_shown_as_one():
    found = steps("1e9 query/day", ("4167 query/kWh", {"power": -1}))
    assert [step.operator for step in found] == [MULTIPLY, DIVIDE]
    assert found[1].value == 4167
    assert found[1].running == pytest.approx(float(Fraction(10**9, 4167)), rel=1e-14)
    assert found[1].running_unit == "kWh/day"


def test_workloads_add_up_to_the_energy():
    chat, agents = workload_of(*PLAIN_CHAIN), workload_of("150 Wh/task", "1e6 task/day", name="Agents")
    working = work_out(scenario_of(chat, agents), US, 2025)
    assert working.energies == (310.4625, pytest.approx(0.15 * 365.25, rel=1e-14))
    assert working.energy == pytest.approx(310.4625 + 54.7875, rel=1e-14)
    assert [name for name, _steps in working.workloads] == ["Chat", "Agents"]


def test_households_and_the_rest_are_one_step_from_the_energy():
    outcomes = work_out(scenario_of(*PLAIN_CHAIN), US, 2025).outcomes
    kwh = Fraction(3104625, 10000) * 10**6
    assert outcomes["households"].running == pytest.approx(float(kwh / 10791), rel=1e-14)
    assert outcomes["households"].operator == DIVIDE
    assert (outcomes["households"].value, outcomes["households"].unit) == (10791, "kWh/household/year")
    assert outcomes["emissions"].running == pytest.approx(310.4625 * 383.55, rel=1e-14)
    assert outcomes["share"].running == pytest.approx(310.4625 / 4276104 * 100, rel=1e-14)
    assert outcomes["cost"].running == pytest.approx(310.4625e6 * 0.146, rel=1e-14)
    assert outcomes["cost"].running_unit == "USD/year"
    assert outcomes["water"].running == pytest.approx(310.4625e6 * 0.15 / 1000, rel=1e-14)


def test_a_conversion_nobody_gave_has_no_step():
    assert not work_out(scenario_of(*PLAIN_CHAIN), {}, 2025).outcomes


def test_what_moves_is_shown_at_its_value_of_the_year():
    falls = ("0.5 Wh/query", {"trajectory": Compound(parse("-20 %/year"))})
    assert steps(falls, "1 query/day", year=2027)[0].value == pytest.approx(0.32, rel=1e-14)


def test_an_uncertain_value_is_shown_at_its_median_and_marked():
    found = steps("0.2 to 0.5 Wh/query", "1e9 query/day")
    assert found[0].value == pytest.approx(math.sqrt(0.1), rel=1e-12)
    assert [step.certain for step in found] == [False, True]
    assert not work_out(scenario_of("0.2 to 0.5 Wh/query", "1e9 query/day"), {}, 2025).certain


def test_what_is_exact_is_marked_as_certain_however_it_moves():
    moves = Compound(parse("-20 %/year"))
    points = Points(((2025, parse("1 query/day")),))
    found = steps(("0.5 Wh/query", {"trajectory": moves}), ("1 to 2 query/day", {"trajectory": points}), "normal(1, 0)")
    assert all(step.certain for step in found)
    falls = {"grid_intensity": Conversion(parse("400 gCO2e/kWh"), moves)}
    outcomes = work_out(scenario_of(*PLAIN_CHAIN), falls, 2025).outcomes
    assert outcomes["emissions"].certain
    spread = {"grid_intensity": Conversion(parse("400 gCO2e/kWh"), Compound(parse("-20 to -10 %/year")))}
    assert not work_out(scenario_of(*PLAIN_CHAIN), spread, 2025).outcomes["emissions"].certain


def test_a_step_names_its_driver_and_source():
    found = steps(("0.34 Wh/query", {"source": "altman-2025", "name": "Energy"}), "1 query/day")
    assert (found[0].label, found[0].source, found[0].owner) == ("Energy", "altman-2025", "d0")


@pytest.mark.parametrize(
    "drivers",
    [
        (("1 GWh/year", {"trajectory": Compound(parse("1e30 %/year"))}),),
        (("1 GWh/year", {"trajectory": Compound(parse("1e50 %/month"))}),),
        ("1 GWh/year", *["1e60"] * 10),
        ("1 GWh/year", ("1", {"power": -1, "as_of": 1900, "trajectory": Compound(parse("-99.9 %/year"))})),
    ],
)
def test_a_working_beyond_numbers_is_refused_in_words(drivers):
    with pytest.raises(Fault, match="“Plan” is too large"):
        work_out(scenario_of(*drivers, end=2224), US, 2224)


@given(scenarios())
@settings(max_examples=30)
def test_where_all_is_exact_the_working_is_the_answer(scenario):
    try:
        working = work_out(scenario, US, scenario.end)
        result = simulate(scenario, US, 100)
    except Fault:
        return
    if working.certain:
        assert result.at("energy", scenario.end)["p50"] == pytest.approx(working.energy, rel=1e-9)
    for _name, found in working.workloads:
        product = 1.0
        for step in found:
            product = product * step.value if step.operator == MULTIPLY else product / step.value
            assert step.running == pytest.approx(product, rel=1e-12)
