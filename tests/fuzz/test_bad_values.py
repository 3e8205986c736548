"""Any text in place of a value is read or refused in words, at once, and nothing in it is run."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_values import check_words, read, warm
from value_texts import unit_text, value_text
from watched import nothing_run

from planner.units import UnitProblem, parse_unit

TEXTS = 1500  # a million by hand: fuzz_values.py


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@given(st.randoms(use_true_random=False).map(value_text) | st.text(max_size=250))
@example("9**9**9**9 Wh")
@example("0.34 __import__('os').system('true')")
@example("9" * 199)
@example("1e" + "9" * 190)
@example("1 " + "(" * 119)
@example("1 \ud800")
@settings(max_examples=400)
def test_any_text_is_read_or_refused_and_nothing_in_it_is_run(text):
    with nothing_run() as seen:
        read(text)
    assert seen == []


def test_the_texts_of_the_fuzzer_are_read_or_refused_and_nothing_in_them_is_run():
    taken = 0
    for seed in range(TEXTS):
        text = value_text(Random(seed))
        with nothing_run() as seen:
            taken += read(text) is not None
        assert seen == [], text
    assert 100 < taken < TEXTS - 100, "the texts are no longer a mix of good and bad"


def test_whoever_is_watched_is_seen():
    with nothing_run() as seen:
        eval("1 + 1")
    assert seen


@given(st.randoms(use_true_random=False).map(unit_text) | st.text(max_size=130))
@settings(max_examples=300)
def test_any_text_in_place_of_a_unit_is_read_or_refused(text):
    try:
        unit = parse_unit(text)
    except UnitProblem as problem:
        check_words(problem)
    else:
        assert all(abs(float(power)) < 1e4 for power in unit.dimensionality.values())
