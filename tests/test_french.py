"""French: what stands between a number or a word and the name that is filled in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from strategies import conversions, scenario_of

from planner import french, text
from planner.chart import amounts
from planner.chart.answer import answer
from planner.chart.headline import Rival, headline
from planner.engine.lever import Unknown
from planner.engine.outcome import Case
from planner.engine.simulate import simulate
from planner.engine.solve import solve
from planner.model.region import conversions_of
from planner.store.library import region

CHAT = ("0.34 Wh/query", "2.5e9 query/day")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("28\u202f770 (de) foyers", "28\u202f770 foyers"),
        ("4,7 millions (de) foyers", "4,7 millions de foyers"),
        ("1,5 million (de) images", "1,5 million d’images"),
        ("2 milliards (de) heures", "2 milliards d’heures"),
        ("plus de 3 milliards (de) requêtes", "plus de 3 milliards de requêtes"),
        ("12 (de) images et 1 million (de) images", "12 images et 1 million d’images"),
        ("la part de(d’) agents", "la part d’agents"),
        ("la part de(d’) texte", "la part de texte"),
        ("la part de(d’) hausse", "la part de hausse"),
        ("la part de(d’) « images »", "la part de « images »"),
    ],
)
def test_de_is_chosen_by_what_stands_around_it(written: str, spoken: str) -> None:
    assert french.with_choices(written) == spoken


def test_a_sentence_chooses_when_it_is_filled_in() -> None:
    sentence = french.Sentence("{count} (de) {things}")
    assert sentence.format(count="2,5 milliards", things="utilisateurs") == "2,5 milliards d’utilisateurs"
    assert sentence.format_map({"count": "900", "things": "utilisateurs"}) == "900 utilisateurs"


def test_a_text_without_a_choice_stays_as_it_is() -> None:
    assert not french.has_choice("{count} foyers")
    assert french.with_choices("un foyer (de taille moyenne)") == "un foyer (de taille moyenne)"


@pytest.fixture
def french_spoken() -> Iterator[None]:
    text.use_language("fr")
    text.write_numbers(",", "\u202f")
    yield
    text.use_language("en")
    text.write_numbers(".", ",")


@pytest.mark.usefixtures("french_spoken")
def test_several_begins_at_two_and_millions_take_de() -> None:
    assert amounts.value_in_words(1.22, "session/user") == "1,22 session par utilisateur"
    assert amounts.value_in_words(2, "session/user") == "2 sessions par utilisateur"
    assert amounts.value_in_words(1.5e6, "image/day") == "1,5 million d’images par jour"
    assert amounts.value_in_words(2.5e9, "query/day") == "2,5 milliards de requêtes par jour"
    assert amounts.amount("households", 387_000, "household") == "387\u202f000 foyers"
    assert amounts.amount("households", 4.7e6, "household") == "4,7 millions de foyers"


@pytest.mark.usefixtures("french_spoken")
def test_signs_have_their_spaces() -> None:
    assert text.percent(0.1234) == "12\u202f%"
    assert text.labelled("Chat", "310 GWh") == "Chat\u00a0: 310 GWh"
    assert text.labelled("", "310 GWh") == "310 GWh"
    assert text.listed(["a", "", "b"]) == "a\u202f; b"
    assert text.without_name(text.labelled("Chat", "310 GWh"), "Chat") == "310 GWh"


@pytest.mark.usefixtures("french_spoken")
@pytest.mark.parametrize(
    ("code", "where"), [("USA", "aux États-Unis"), ("NZL", "en Nouvelle-Zélande"), ("JPN", "au Japon")]
)
def test_a_finding_names_its_homes_and_demand_by_where_they_are(code: str, where: str) -> None:
    # 0.34 x 2.5e9 x 365.25 = 310.4625 GWh
    scenario, place = scenario_of(*CHAT, region=code, name="Chat et agents"), region(code)
    found = headline(simulate(scenario, conversions_of(scenario, place), 1000), place, 2025, Rival("Texte seul", 0.2))
    assert found.sentence.startswith("Chat à 0,34 Wh par requête\u00a0: 310 GWh en 2025, autant d’électricité que ")
    assert f" foyers {where} (" in found.sentence
    assert found.sentence.endswith(f"\u202f% de la demande {where})")
    assert found.under == "au-dessus de «\u00a0Texte seul\u00a0» dans 80\u202f% des tirages"


@pytest.mark.usefixtures("french_spoken")
def test_what_would_have_to_be_true_is_told_without_the_gender_of_a_name() -> None:
    scenario = scenario_of(*CHAT, region="USA")
    volume = Unknown(scenario.workloads[0].id, scenario.workloads[0].drivers[1].id)
    solved = solve(Case(scenario, conversions()), volume, "energy", 2025, 155.23125)
    # half of 310.4625 GWh at the same energy: half the queries
    assert answer(solved, "Requêtes", "energy", 2025) == (
        "«\u00a0Requêtes\u00a0» peut valoir au plus 1,25 milliard de requêtes par jour pour que l’objectif de 2025 "
        "(électricité\u00a0: au plus 155 GWh) soit tenu. Valeur actuelle\u00a0: 2,5 milliards de requêtes par jour."
    )
