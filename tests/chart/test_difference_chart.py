"""The difference view: the sentence of how sure and how much, a band around zero."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, OUTCOMES, case, pairs
from strategies import scenario_of

from planner.chart.difference import difference_chart
from planner.chart.scale import chance, signed_axis
from planner.chart.spec import Chart
from planner.engine.compare import difference_over_years
from planner.engine.outcome import Case


def plan(*values: object, name: str = "Plan") -> Case:
    return case(scenario_of(*values, start=2025, end=2030, name=name), **CONVERSIONS)


def chart(one: Case, other: Case, year: int = 2030) -> Chart:
    return difference_chart(difference_over_years(one, other, "energy"), "energy", "A", "B", year)


def test_the_title_is_the_sentence_a_minister_asks_for() -> None:
    one, other = plan(("1 to 4 TWh/year", {"id": "a"})), plan(("1 to 2 TWh/year", {"id": "b"}))
    title = chart(one, other).title
    assert title.startswith("“B” is below “A” in ")
    assert " % of draws in 2030; the median saving is " in title
    assert ", 90 % between −" in title
    assert title.endswith(" TWh")


def test_what_is_above_is_called_an_excess() -> None:
    title = chart(plan(("1 to 2 TWh/year", {"id": "a"})), plan(("5 to 9 TWh/year", {"id": "b"}))).title
    assert title.startswith("“B” is above “A” in 100 % of draws in 2030; the median excess is ")


def test_certain_differences_need_no_draws() -> None:
    found = chart(plan("5 TWh/year"), plan("3 TWh/year"))
    assert found.title == "“B” is 2 TWh below “A” in 2030"
    assert found.series[0].certain
    assert found.series[0].end_label == "−2 TWh"


def test_equal_scenarios_are_said_to_be_the_same() -> None:
    assert chart(plan("5 TWh/year"), plan("5 TWh/year")).title == "Electricity: “B” and “A” are the same in 2030"


@given(pairs(), st.sampled_from(OUTCOMES))
def test_the_axis_holds_zero_and_the_whole_band(pair: tuple[Case, Case], outcome: str) -> None:
    found = difference_chart(difference_over_years(*pair, outcome, samples=400), outcome, "A", "B", 2030)
    fan = found.series[0].fan
    assert found.y.low <= 0 <= found.y.high
    rounding = 1e-9 * (found.y.high - found.y.low)
    assert found.y.low - rounding <= fan.p5.min()
    assert fan.p95.max() <= found.y.high + rounding
    assert any(tick.value == 0 for tick in found.y.ticks)
    assert len(found.readouts) == len(found.years)
    assert (fan.p5 <= fan.p50).all()
    assert (fan.p50 <= fan.p95).all()


def test_years_beyond_the_chart_are_told_at_its_end() -> None:
    assert " in 2030" in chart(plan("5 TWh/year"), plan("3 TWh/year"), year=2050).title


@given(st.floats(-1e9, 1e9, allow_subnormal=False), st.floats(-1e9, 1e9, allow_subnormal=False))
def test_a_signed_axis_is_round_and_holds_its_ends(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = signed_axis("x", low, high)
    slack = 1e-8 * max(-low, high, 0)
    assert axis.low <= min(low, 0) + slack
    assert axis.high >= max(high, 0) - slack
    assert 2 <= len(axis.ticks) <= 9
    assert np.diff([tick.value for tick in axis.ticks]) == pytest.approx(
        np.full(len(axis.ticks) - 1, axis.ticks[1].value - axis.ticks[0].value)
    )


@pytest.mark.parametrize(
    ("share", "words"), [(1, "100 %"), (0.999, "over 99 %"), (0.93, "93 %"), (0.001, "under 1 %"), (0, "0 %")]
)
def test_a_chance_is_never_rounded_to_certainty(share: float, words: str) -> None:
    assert chance(share) == words
