"""The breakdown: layers stack to the whole, shares to all of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from pairs import cases
from strategies import scenario_of, workload_of

from planner.chart.breakdown import breakdown
from planner.engine.outcome import Case
from planner.engine.result import ScenarioResult
from planner.engine.simulate import simulate
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound


def run(one: Case) -> ScenarioResult:
    return simulate(one.scenario, one.conversions, 400)


@given(cases())
def test_layers_stack_to_the_mean_of_the_whole(one: Case) -> None:
    result = run(one)
    area = breakdown(result.means, 2030)
    lower = np.zeros(len(area.years))
    for layer in area.layers:
        assert np.array_equal(layer.low, lower)
        lower = layer.high
    whole = result.outcomes["energy"].mean
    ratio = lower / whole
    assert ratio == pytest.approx(np.full(len(whole), ratio[0]), rel=1e-9)
    assert area.y.low == 0 <= lower.max() <= area.y.high
    assert {layer.name for layer in area.layers} == {load.name for load in one.scenario.workloads}


@given(cases())
def test_shares_stack_to_a_hundred_percent(one: Case) -> None:
    area = breakdown(run(one).means, 2030, shares=True)
    assert area.layers[-1].high == pytest.approx(np.full(len(area.years), 100.0))
    assert (area.y.low, area.y.high) == (0, 100)


def growing() -> ScenarioResult:
    chat = workload_of("900 GWh/year", name="Chat")
    agents = workload_of(("100 GWh/year", {"trajectory": Compound(Estimate.parse("100 %/year"))}), name="Agents")
    scenario = scenario_of(chat, agents, start=2025, end=2030)
    return simulate(scenario, {}, 100)


def test_the_title_says_which_makes_most_in_the_year() -> None:
    assert breakdown(growing().means, 2025).title == (
        "90 % of the electricity of “Plan” in 2025 is Chat: 900 GWh of 1 TWh"
    )
    assert breakdown(growing().means, 2030).title == (
        "78 % of the electricity of “Plan” in 2030 is Agents: 3.2 TWh of 4.1 TWh"
    )


def test_the_largest_at_the_end_is_at_the_bottom_and_keeps_its_own_colour() -> None:
    area = breakdown(growing().means, 2030)
    assert [(layer.name, layer.colour) for layer in area.layers] == [("Agents", 1), ("Chat", 0)]
    assert area.readouts[0] == ("Agents: 100 GWh, 10 %", "Chat: 900 GWh, 90 %")
    assert [layer.end_label for layer in area.layers] == ["3.2 TWh, 78 %", "900 GWh, 22 %"]


def test_one_workload_is_said_to_be_alone() -> None:
    result = simulate(scenario_of("1 GWh/year"), {}, 100)
    assert breakdown(result.means, 2025).title == "“Plan” is Chat alone"
