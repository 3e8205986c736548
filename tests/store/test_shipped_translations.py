"""In the complete languages everything that ships as data is translated, and no figure changes on the way."""

from __future__ import annotations

import re

import pytest
from shipped_words import COMPLETE, english, numbers_of, spelt_of, translations

from planner.store.translated import WORDS

PROPER = {"mini", "nano", "high", "minimal", "thinking", "reasoning", "plus", "preview"}
"""Words in small letters that belong to the name of a model."""

EACH = [(language, kind) for language in COMPLETE for kind in WORDS]


@pytest.mark.parametrize(("language", "kind"), EACH)
def test_every_text_has_a_translation_and_none_is_left_of_a_text_that_is_gone(language: str, kind: str) -> None:
    wanted, there = english(kind), {(key, text) for key, text, _ in translations(kind, language)}
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


@pytest.mark.parametrize(("language", "kind"), EACH)
def test_every_number_of_a_text_is_in_its_translation(language: str, kind: str) -> None:
    lost = {}
    for key, text, told in translations(kind, language):
        if missing := numbers_of(text) - numbers_of(told, language):
            lost[key, text, told] = missing
    assert lost == {}


@pytest.mark.parametrize("kind", WORDS)
def test_no_english_is_left_in_korean_but_names_and_addresses(kind: str) -> None:
    for key, _, told in translations(kind, "ko"):
        words = re.findall(r"(?<![\w./-])[a-z]{3,}(?![\w/-])", re.sub(r"https?://\S+", "", told))
        assert set(words) <= PROPER, (key, told)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("2.5 billion messages, 195 million, 9,000", "en", {2.5e9, 195e6, 9000}),
        ("from 700 to 900 million at 0.34 Wh", "en", {700e6, 900e6, 0.34}),
        ("25억 건, 1억 9,500만 건, 9.7조 개, 33분의 1", "ko", {2.5e9, 195e6, 9.7e12, 33}),
        ("하루 51,751,065명, 2.5e9, 9.132백만 명", "ko", {51751065, 2.5e9, 9132000}),
        (
            "2,5 Milliarden, 10.000 und 0,34 Wh, 700 bis 900 Millionen, SD 3.5",
            "de",
            {2.5e9, 10000, 0.34, 700e6, 900e6, 3.5},
        ),
        (
            "2,5 milliards, 10\u202f000 et 0,34 Wh, 700 à 900 millions, SD 3.5",
            "fr",
            {2.5e9, 10000, 0.34, 700e6, 900e6, 3.5},
        ),
    ],
)
def test_numbers_are_read_in_every_language(text: str, language: str, found: set[float]) -> None:
    assert numbers_of(text, language) == found


def test_numbers_in_words_are_known() -> None:
    assert spelt_of("Eight weeks to February, one million users") == {8, 2, 1, 1e6}
