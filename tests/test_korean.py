"""Particles follow the sound before them, whatever is filled in, and large counts are told in Korean units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import korean, text
from planner.text import count, use_language


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("서울은(는)", "서울은"),
        ("미국은(는)", "미국은"),
        ("에이전트이(가)", "에이전트가"),
        ("채팅을(를)", "채팅을"),
        ("세계과(와)", "세계와"),
        ("독일(으)로", "독일로"),  # ㄹ takes 로
        ("한국(으)로", "한국으로"),
        ("“채팅”은(는)", "“채팅”은"),
        ("채팅(2030년)은(는)", "채팅(2030년)은"),
        ("없음(이)라는", "없음이라는"),
        ("없다(이)라는", "없다라는"),
    ],
)
def test_a_particle_follows_the_last_syllable(written: str, spoken: str) -> None:
    assert korean.with_particles(written) == spoken


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        ("0", "0은"),  # 영
        ("1", "1은"),  # 일
        ("2", "2는"),  # 이
        ("3", "3은"),
        ("4", "4는"),
        ("5", "5는"),
        ("6", "6은"),
        ("7", "7은"),
        ("8", "8은"),
        ("9", "9는"),
        ("10", "10은"),  # 십
        ("25억", "25억은"),
        ("1.2조", "1.2조는"),
        ("2030년", "2030년은"),
        ("310 GWh", "310 GWh는"),  # 기가와트시
        ("0.05 %", "0.05 %는"),  # 퍼센트
        ("12 t", "12 t은"),  # 톤
        ("5 L", "5 L는"),  # 리터
    ],
)
def test_digits_and_units_are_heard_as_they_are_read(number: str, spoken: str) -> None:
    assert korean.with_particles(f"{number}은(는)") == spoken


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Google", "Google은"),  # 구글
        ("OpenAI", "OpenAI는"),  # 오픈에이아이
        ("token", "token은"),  # 토큰
        ("prompt", "prompt는"),  # 프롬프트
        ("chat", "chat은"),  # 챗
        ("GPT", "GPT는"),  # 지피티
        ("LLM", "LLM은"),  # 엘엘엠
        ("PUE", "PUE는"),
        ("Gemini", "Gemini는"),
        ("GPT-4o", "GPT-4o는"),
        ("H100", "H100은"),
    ],
)
def test_latin_names_are_heard_as_koreans_say_them(name: str, spoken: str) -> None:
    assert korean.with_particles(f"{name}은(는)") == spoken


def test_the_choice_is_made_when_the_field_is_filled_in() -> None:
    sentence = korean.Sentence("“{name}”을(를) {path}(으)로 옮김")
    assert sentence.format(name="채팅", path="서울") == "“채팅”을 서울로 옮김"
    assert sentence.format_map({"name": "나라", "path": "집"}) == "“나라”를 집으로 옮김"


@given(st.text(max_size=30))
def test_any_text_can_stand_before_a_particle(name: str) -> None:
    spoken = korean.with_particles(f"{name}은(는)")
    assert spoken[-1] in "은는"
    assert korean.has_choice(f"{name}은(는)")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (28_770, "28,800"),
        (999_400, "999,000"),
        (999_600, "100만"),
        (1_234_000, "123만"),
        (25_000_000, "2,500만"),
        (99_990_000, "1억"),
        (2.5e9, "25억"),
        (3.35e11, "3,350억"),
        (1.2e12, "1.2조"),
        (-2.5e9, "\N{MINUS SIGN}25억"),
    ],
)
def test_large_counts_are_told_in_man_eok_and_jo(value: float, said: str) -> None:
    assert use_language("ko") == "ko"
    assert count(value) == said


def test_every_choice_in_the_catalogue_is_one_that_is_made() -> None:
    use_language("ko")
    assert isinstance(text._("Rename {name}"), str)
    assert text._("Imported {names}.").format(names="채팅") == "채팅을 가져왔습니다."
    assert text._("Imported {names}.").format(names="나라") == "나라를 가져왔습니다."
