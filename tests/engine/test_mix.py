"""The mix that explains an average: the formula by hand, the way back, and what cannot be, in words."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import parse

from planner.engine.mix import FixedUse, Use, average, explain, solve_share, watt_hours_each, workloads_of_mix
from planner.engine.working import work_out
from planner.model.faults import Fault
from planner.model.scenario import Scenario

TEXT = Use("text", parse("0.2 Wh/query"))
IMAGES = Use("images", parse("1.22278 Wh/image"))
VIDEO = Use("video", parse("109.488 Wh/video"))


def test_the_question_of_the_issue_by_hand() -> None:
    # 0.34 = (1 - x) 0.2 + x 1.22278
    exact = Fraction("0.14") / Fraction("1.02278")
    answer = explain(parse("0.34 Wh/query"), TEXT, IMAGES)
    assert answer.feasible
    assert answer.share == pytest.approx(float(exact), rel=1e-14)
    assert answer.sentence == "13.69 % images at 1.223 Wh beside 86.31 % text at 0.2 Wh make an average of 0.34 Wh"


energies = st.floats(1e-3, 1e3)
parts = st.lists(st.tuples(st.floats(0, 0.2), energies), max_size=3)


@given(energies, energies, st.floats(0, 1), parts)
def test_the_share_put_back_reproduces_the_average(base: float, asked: float, place: float, fixed: list) -> None:
    if math.isclose(base, asked, rel_tol=1e-3):
        return
    rest = 1 - sum(share for share, _energy in fixed)
    wanted = average([*fixed, (rest * place, asked), (rest * (1 - place), base)])
    share = solve_share(wanted, base, asked, fixed)
    assert average([*fixed, (share, asked), (rest - share, base)]) == pytest.approx(wanted, rel=1e-9)


def test_a_fixed_part_is_counted_first() -> None:
    # 0.34 = 0.001 x 109.488 + (0.999 - x) 0.2 + x 1.22278
    answer = explain(parse("0.34 Wh/query"), TEXT, IMAGES, [FixedUse(VIDEO, 0.001)])
    by_hand = (Fraction("0.34") - Fraction("0.109488") - Fraction("0.1998")) / Fraction("1.02278")
    assert answer.share == pytest.approx(float(by_hand), rel=1e-12)
    assert answer.base_share == pytest.approx(0.999 - float(by_hand), rel=1e-12)


@pytest.mark.parametrize(
    ("wanted", "base", "asked", "words"),
    [
        ("0.1", "0.2", "1.2", "even with nothing but text it is 0.2 Wh"),
        ("3", "0.2", "1.2", "even with nothing but images it is 1.2 Wh"),
        ("0.1", "1.2", "0.2", "even with nothing but images it is 0.2 Wh"),
        ("0.34", "0.2", "0.2", "no share of images changes the average"),
        ("0.2", "0.2", "0.2", "any share of images averages 0.2 Wh"),
    ],
)
def test_what_no_mix_reaches_is_said_in_words(wanted: str, base: str, asked: str, words: str) -> None:
    uses = Use("text", parse(f"{base} Wh/query")), Use("images", parse(f"{asked} Wh/image"))
    answer = explain(parse(f"{wanted} Wh/query"), *uses)
    assert not answer.feasible
    assert words in answer.sentence


def test_the_ends_are_shares_too() -> None:
    assert explain(parse("0.2 Wh/query"), TEXT, IMAGES).share == 0
    answer = explain(parse("1.22278 Wh/query"), TEXT, IMAGES)
    assert (answer.share, answer.feasible) == (pytest.approx(1), True)


def test_units_are_converted_before_anything_is_compared() -> None:
    in_joules = explain(
        parse("1224 J/query"), Use("text", parse("720 J/query")), Use("images", parse("1.22278 Wh/image"))
    )
    assert in_joules.share == pytest.approx(explain(parse("0.34 Wh/query"), TEXT, IMAGES).share, rel=1e-12)
    assert watt_hours_each(parse("3600 J/image")) == pytest.approx(1 / 3600)
    assert watt_hours_each(parse("5 MW")) is None
    assert watt_hours_each(parse("5 query/day")) is None


def test_uncertain_energies_give_a_range_of_shares() -> None:
    answer = explain(parse("0.34 Wh/query"), TEXT, Use("images", parse("0.7 to 2 Wh/image")))
    # The share falls with the energy of an image: its ends are those of the range.
    assert answer.low == pytest.approx(0.14 / 1.8, rel=0.01)
    assert answer.high == pytest.approx(0.14 / 0.5, rel=0.01)
    assert answer.solvable == 1
    half = explain(parse("0.34 Wh/query"), TEXT, Use("images", parse("uniform(0.24, 0.44) Wh/image")))
    assert half.solvable == pytest.approx(0.5, abs=0.01)
    assert explain(parse("0.1 Wh/query"), TEXT, Use("images", parse("0.7 to 2 Wh/image"))).solvable == 0


def test_a_mix_becomes_workloads_that_average_as_asked() -> None:
    answer = explain(parse("0.34 Wh/query"), TEXT, IMAGES)
    uses = [FixedUse(TEXT, answer.base_share), FixedUse(IMAGES, answer.share)]
    workloads = workloads_of_mix(uses, parse("1e9 query/day"))
    energy = work_out(Scenario("Mix", 2025, 2025, workloads), {}, 2025).energy
    assert energy == pytest.approx(0.34 * 1e9 * 365.25 / 1e9, rel=1e-9)
    assert [driver.id for driver in workloads[1].drivers] == ["energy", "each", "volume", "share"]


def test_what_is_no_mix_is_refused() -> None:
    with pytest.raises(Fault, match="add up to 90 %"):
        average([(0.5, 1.0), (0.4, 2.0)])
    with pytest.raises(Fault, match="no energy of one use"):
        explain(parse("0.34 MW"), TEXT, IMAGES)
    with pytest.raises(Fault, match="leave nothing"):
        explain(parse("0.34 Wh/query"), TEXT, IMAGES, [FixedUse(VIDEO, 1.0)])
    with pytest.raises(Fault, match="no share of a mix"):
        explain(parse("0.34 Wh/query"), TEXT, IMAGES, [FixedUse(VIDEO, 1.5)])
