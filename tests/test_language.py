"""The language is the one chosen, else the environment's; English needs no file, and numbers follow the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import text
from planner.language import wanted
from planner.text import (
    count,
    fixed,
    kept_per_language,
    number,
    offered,
    percent,
    use_language,
    without_key,
    write_numbers,
)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "sv:ko:en"}, "ko"),
        ({"LANG": "sv_SE.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LC_ALL": "ko"}, "ko"),
        ({"LC_ALL": "ko_KR@euro"}, "ko"),
    ],
)
def test_the_environment_says_the_language_as_for_every_program(environment: dict[str, str], code: str) -> None:
    assert wanted(environment) == code


def test_what_was_chosen_goes_before_the_environment_and_that_before_the_system() -> None:
    assert wanted({"LANG": "en_US.UTF-8"}, chosen="ko", system="en_US") == "ko"
    assert wanted({}, system="ko_KR") == "ko"
    assert wanted({"LC_ALL": "C"}, system="ko_KR") == "en"
    assert wanted({"LANG": "ko_KR"}, chosen="xx") == "ko"


def test_only_languages_whose_words_are_here_are_offered() -> None:
    assert next(iter(offered())) == "en"
    assert offered()["ko"] == "한국어"
    assert all(code == "en" or text.catalogue(code).is_file() for code in offered())


def test_english_is_spoken_where_the_words_are_missing_or_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "planner.mo"
    broken.write_bytes(b"\xde\x12\x04\x95 cut short")
    monkeypatch.setattr(text, "catalogue", lambda code: broken)
    assert use_language("ko") == "en"
    broken.unlink()
    assert use_language("ko") == "en"
    assert text._("Scenario") == "Scenario"


@pytest.mark.parametrize(
    ("signs", "written"),
    [
        ((".", ","), ["28,770", "0.34", "7.5 %", "10,000", "2.5 billion"]),
        ((",", "."), ["28.770", "0,34", "7,5 %", "10.000", "2,5 billion"]),
        ((",", "\u202f"), ["28\u202f770", "0,34", "7,5 %", "10\u202f000", "2,5 billion"]),
        ((".", "\u2019"), ["28\u2019770", "0.34", "7.5 %", "10\u2019000", "2.5 billion"]),
    ],
)
def test_numbers_have_the_signs_of_the_locale(signs: tuple[str, str], written: list[str]) -> None:
    write_numbers(*signs)
    assert [number(28770, 4), number(0.34), percent(0.075), fixed(10_000), count(2.5e9)] == written


def test_kept_answers_are_forgotten_with_the_language() -> None:
    @kept_per_language()
    def word() -> str:
        return text._("Scenario")

    assert word() == "Scenario"
    use_language("ko")
    assert word() == "시나리오"
    use_language("en")
    assert word() == "Scenario"


def test_the_same_word_is_told_apart_by_its_context() -> None:
    use_language("ko")
    assert text._("Spread") != text.in_context("how wide a value is", "Spread")


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("&Save", "Save"),
        ("Save &as…", "Save as…"),
        ("저장(&S)", "저장"),
        ("다른 이름으로 저장(&A)…", "다른 이름으로 저장…"),
        ("A && B", "A & B"),
    ],
)
def test_the_key_of_a_menu_is_taken_out_of_its_words(words: str, plain: str) -> None:
    assert without_key(words) == plain
