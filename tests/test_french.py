"""French: what stands between a number or a word and the name that is filled in."""

from __future__ import annotations

import pytest

from planner import french


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
