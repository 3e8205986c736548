"""The waterfall: steps join without gaps from one total to the other; the title says what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import OUTCOMES, case, pairs
from strategies import scenario_of, workload_of

from planner.chart.shapes import LESS, MORE, TOTAL, Bars
from planner.chart.waterfall import MOST_STEPS, waterfall
from planner.engine.decomposition import decompose
from planner.engine.outcome import Case


def plan(energy: str, volume: str) -> Case:
    return case(
        scenario_of(
            (energy, {"id": "energy", "name": "Energy per query"}), (volume, {"id": "volume", "name": "Queries"})
        )
    )


def chart(one: Case, other: Case, year: int = 2025) -> Bars:
    return waterfall(decompose(one, other, "energy", year), "A", "B", str(year))


@given(pairs(), st.sampled_from(OUTCOMES), st.integers(2025, 2035))
def test_each_step_begins_where_the_one_before_ended(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    found = waterfall(decompose(*pair, outcome, year), "A", "B", str(year))
    first, *steps, last = found.bars
    assert (first.role, last.role, first.start, last.start) == (TOTAL, TOTAL, 0, 0)
    size = max(first.end, last.end)
    level = first.end
    for step in steps:
        assert step.start == pytest.approx(level, rel=1e-9, abs=1e-9 * size)
        if abs(step.end - step.start) > 1e-12 * size:  # a step that is lost in the digits of the level has no side
            assert step.role == (MORE if step.end > step.start else LESS)
        level = step.end
    assert level == pytest.approx(last.end, rel=1e-9, abs=1e-9 * size)
    assert found.axis.low <= min(bar.end for bar in found.bars) <= max(bar.end for bar in found.bars) <= found.axis.high
    assert len(steps) <= MOST_STEPS


def test_the_title_says_by_how_much_and_by_what() -> None:
    found = chart(plan("0.2 Wh/query", "1e9 query/day"), plan("0.4 Wh/query", "1e9 query/day"))
    assert found.title == "Electricity, 2025: “B” is 73 GWh above “A”, most of all by Chat, Energy per query"
    assert found.bars[1].text == "+73 GWh"
    assert found.bars[1].note == "0.2 Wh → 0.4 Wh per query"


def test_the_cause_is_the_largest_step_in_the_direction_of_the_whole() -> None:
    found = chart(plan("0.2 Wh/query", "1e9 query/day"), plan("0.4 Wh/query", "2e8 query/day"))
    assert "below “A”, most of all by Chat, Queries" in found.title
    assert [bar.label for bar in found.bars] == ["A", "Queries", "Energy per query", "B"]
    assert found.bars[1].text.startswith("−")


def test_equal_scenarios_have_two_bars_and_say_so() -> None:
    one = plan("0.2 Wh/query", "1e9 query/day")
    found = chart(one, one)
    assert len(found.bars) == 2
    assert found.title == "Electricity, 2025: “B” and “A” come out equal"


def test_a_workload_that_is_new_is_named_as_a_whole() -> None:
    load = workload_of("1 GWh/year")
    one, other = case(scenario_of(load)), case(scenario_of(load, workload_of("3 GWh/year", name="Video")))
    found = chart(one, other)
    assert found.bars[1].label == "Video as a whole"
    assert found.title.endswith("most of all by Video as a whole")


def test_many_small_steps_become_one() -> None:
    ones, others = (
        case(scenario_of("100 GWh/year", *(str(factor + place / 10) for place in range(14)))) for factor in (1, 2)
    )
    found = chart(ones, others)
    assert len(found.bars) == MOST_STEPS + 2
    assert found.bars[-2].label == "5 smaller steps"


def test_the_axis_stays_while_it_fits() -> None:
    one = plan("0.2 Wh/query", "1e9 query/day")
    before = chart(one, plan("0.4 Wh/query", "1e9 query/day"))
    after = waterfall(
        decompose(one, plan("0.39 Wh/query", "1e9 query/day"), "energy", 2025), "A", "B", "2025", previous=before
    )
    assert after.axis is before.axis


def test_the_picture_is_told_in_words() -> None:
    found = chart(plan("0.2 Wh/query", "1e9 query/day"), plan("0.4 Wh/query", "1e9 query/day"))
    assert found.alt == "Waterfall, 2025: A 73 GWh; Chat Energy per query +73 GWh; B 146 GWh."
