"""French: what stands between a number or a word and the name that is filled in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner import french, text
from planner.chart import amounts


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
