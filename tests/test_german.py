"""German: sentences put together from parts read as German, whatever gender and number the parts have."""

from __future__ import annotations

import pytest
from strategies import conversions, scenario_of

from planner.chart import amounts
from planner.chart.answer import answer
from planner.chart.headline import Headline, Rival, headline
from planner.engine.lever import Unknown
from planner.engine.outcome import Case
from planner.engine.simulate import simulate
from planner.engine.solve import solve
from planner.model.region import conversions_of
from planner.store.library import region
from planner.text import count, use_language, write_numbers

CHAT = ("0.34 Wh/query", "2.5e9 query/day")


@pytest.fixture(autouse=True)
def _german() -> None:
    use_language("de")
    write_numbers(",", ".")


def found(*values: str, code: str, rival: Rival | None = None) -> Headline:
    scenario, place = scenario_of(*values, region=code, name="Chat und Agenten"), region(code)
    return headline(simulate(scenario, conversions_of(scenario, place), 1000), place, 2025, rival)


def test_a_finding_names_its_households_and_demand_by_where_they_are() -> None:
    # 0.34 x 2.5e9 x 365.25 = 310.4625 GWh; / 10,791 kWh = 28,770.5; / 4,276.104 TWh = 0.00726 %
    assert found(*CHAT, code="USA").sentence == (
        "Chat bei 0,34 Wh je Anfrage: 310 GWh im Jahr 2025, so viel Strom wie 28.770 Haushalte in den USA "
        "(0,007 % des Strombedarfs in den USA)"
    )


@pytest.mark.parametrize(
    ("code", "where"), [("CHE", "in der Schweiz"), ("NZL", "in Neuseeland"), ("GBR", "im Vereinigten Königreich")]
)
def test_a_country_has_the_article_and_the_preposition_it_takes(code: str, where: str) -> None:
    assert f"Haushalte {where}" in found(*CHAT, code=code).sentence


def test_a_region_alone_is_called_by_its_name() -> None:
    assert region("NZL").name == "Neuseeland"


def test_an_uncertain_finding_says_its_interval_and_its_rival_below_it() -> None:
    rival = Rival("Chat, nur Text", 0.2)
    under = found("0.2 to 0.4 Wh/query", "2.5e9 query/day", code="DEU", rival=rival).under
    # 0.2 x 2.5e9 x 365.25 = 182.6 GWh, twice that at 0.4
    assert under.startswith("90 % zwischen 18")
    assert under.endswith("des Strombedarfs in Deutschland · in 80 % der Ziehungen über „Chat, nur Text“")


def test_counts_are_shortened_as_statistics_do_and_what_is_counted_has_its_plural() -> None:
    assert count(2.5e9) == "2,5 Mrd."
    assert amounts.value_in_words(2.5e9, "query/day") == "2,5 Mrd. Anfragen pro Tag"
    assert amounts.value_in_words(1, "session/user") == "1 Sitzung je Nutzer"
    assert amounts.value_in_words(0.34, "Wh/query") == "0,34 Wh je Anfrage"
    assert amounts.measure("energy", "GWh/year") == "Stromverbrauch, GWh pro Jahr"


def test_what_would_have_to_be_true_is_told_without_the_gender_of_a_name() -> None:
    scenario = scenario_of(*CHAT, region="USA")
    volume = Unknown(scenario.workloads[0].id, scenario.workloads[0].drivers[1].id)
    solved = solve(Case(scenario, conversions()), volume, "energy", 2025, 155.23125)
    # half of 310.4625 GWh at the same energy: half the queries
    assert answer(solved, "Anfragen", "energy", 2025) == (
        "Für das Ziel „Stromverbrauch im Jahr 2025 höchstens 155 GWh“ gilt: Anfragen höchstens 1,25 Mrd. Anfragen "
        "pro Tag, derzeit 2,5 Mrd. Anfragen pro Tag."
    )
