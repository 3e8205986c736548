"""The finding in one sentence; every figure worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import conversions, scenario_of, workload_of

from planner.chart.headline import Headline, Rival, headline
from planner.engine.simulate import simulate
from planner.model.estimate import Estimate
from planner.model.region import conversions_of
from planner.model.trajectory import Compound
from planner.store.library import region

CHAT = ("0.34 Wh/query", "2.5e9 query/day")


def found(*values: Any, code: str = "USA", year: int = 2025, rival: Rival | None = None, **more: Any) -> Headline:
    scenario = scenario_of(*values, region=code, name=more.pop("name", "Chat and agents"), **more)
    place = region(code)
    return headline(simulate(scenario, conversions_of(scenario, place), 1000), place, year, rival)


def test_an_exact_figure_is_told_with_its_energy_per_query_and_its_share() -> None:
    # 0.34 x 2.5e9 x 365.25 = 310.4625 GWh; / 10,791 kWh = 28,770.5; / 4,276.104 TWh = 0.00726 %
    assert found(*CHAT) == Headline(
        "Chat at 0.34 Wh per query: 310 GWh in 2025, as much electricity as 28,770 US households "
        "(0.007 % of US demand)",
        "",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1224 J/query", "Chat at 1,224 J per query"),
        ("0.34 Wh/prompt", "Chat at 0.34 Wh per query"),
        ("0.00034 kWh/query", "Chat at 0.00034 kWh per query"),
    ],
)
def test_the_energy_is_told_in_the_unit_it_was_typed_in(value: str, words: str) -> None:
    assert found(value, "2.5e9 query/day").sentence.startswith(f"{words}: 310 GWh in 2025")


def test_a_power_is_no_energy_per_query() -> None:
    # 50 MW x 8,766 h = 438.3 GWh
    assert found("50 MW").sentence.startswith("Chat at 50 MW: 438 GWh in 2025, ")


def test_the_power_of_one_machine_among_other_factors_is_not_told_as_the_whole() -> None:
    # 2 s per query x 2.5e9 a day x 1,275 W = 1.77 GWh a day; x 365.25 = 647 GWh
    assert found("1275 W", "2 s/query", "2.5e9 query/day").sentence.startswith("Chat and agents: 647 GWh in 2025, ")


@pytest.mark.parametrize(
    "values",
    [
        ("0.2 to 0.5 Wh/query", "2.5e9 query/day"),
        (("0.34 Wh/query", {"trajectory": Compound(Estimate.parse("5 %/year"))}), "2.5e9 query/day"),
        ("50 %", "2.5e9 query/day", "0.34 Wh/token", "1 token/query", "1 Wh/Wh"),
    ],
)
def test_an_energy_that_is_spread_or_moves_does_not_stand_in_the_sentence(values: tuple[Any, ...]) -> None:
    assert found(*values).sentence.startswith(("Chat and agents: ", "Chat at 0.34 Wh per token: "))


def test_two_workloads_are_told_under_the_scenarios_name() -> None:
    sentence = found(workload_of(*CHAT), workload_of(*CHAT, name="More")).sentence
    # 620.925 GWh; 57,541 homes
    assert sentence.startswith("Chat and agents: 621 GWh in 2025, as much electricity as 57,540 US households")


def test_an_uncertain_figure_has_its_interval_and_share_in_the_line_under_it() -> None:
    told = found("0.2 to 0.5 Wh/query", "2.5e9 query/day")
    # the median of a lognormal is sqrt(0.2 x 0.5) = 0.3162 Wh: 289 GWh; 26,757 homes; ends: 182.6 and 456.6 GWh
    assert told.sentence.startswith("Chat and agents: 289 GWh in 2025, as much electricity as 26,800 US households")
    assert told.under == "90 % between 183 and 457 GWh · 0.007 % of US demand"


def test_the_world_is_told_as_average_households_and_without_a_share() -> None:
    sentence = found(*CHAT, code="WLD").sentence
    assert " average households" in sentence
    assert "demand" not in sentence
    assert "%" not in sentence


def test_another_country_is_told_by_its_adjective() -> None:
    sentence = found(*CHAT, code="DEU").sentence
    assert " German households (" in sentence
    assert " of German demand)" in sentence


def test_a_later_year_is_told_at_its_own_value() -> None:
    growing = ("2.5e9 query/day", {"trajectory": Compound(Estimate.parse("100 %/year"))})
    # 310.4625 x 2^5 = 9,934.8 GWh
    assert ": 9.93 TWh in 2030, " in found("0.34 Wh/query", growing, end=2035, year=2030).sentence


def test_without_a_household_figure_nothing_is_said_of_households() -> None:
    scenario = scenario_of(*CHAT, region="USA")
    result = simulate(scenario, conversions(), 100)
    assert headline(result, region("USA"), 2025).sentence == "Chat at 0.34 Wh per query: 310 GWh in 2025"


def test_a_large_share_has_two_digits() -> None:
    # 0.34 x 2.5e12 x 365.25 = 310,462.5 GWh / 4,276,104 GWh = 7.26 %
    assert "(7.3 % of US demand)" in found("0.34 Wh/query", "2.5e12 query/day").sentence


@pytest.mark.parametrize(
    ("below", "words"),
    [
        (0.07, "above “Chat” in 93 % of draws"),
        (0.93, "below “Chat” in 93 % of draws"),
        (0.5, "above “Chat” in 50 % of draws"),
        (0.0, "above “Chat” in 100 % of draws"),
        (1.0, "below “Chat” in 100 % of draws"),
        (0.001, "above “Chat” in over 99 % of draws"),
        (0.999, "below “Chat” in over 99 % of draws"),
    ],
)
def test_a_rival_is_compared_by_draws_and_never_rounded_up_to_certainty(below: float, words: str) -> None:
    told = found("0.2 to 0.5 Wh/query", "2.5e9 query/day", rival=Rival("Chat", below))
    assert told.under.split(" · ")[-1] == words
