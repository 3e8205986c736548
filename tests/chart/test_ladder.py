"""The working in words: each number with what it is, to the last home."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import driver, scenario_of, workload_of

from planner.chart.ladder import Ladder, ladder
from planner.engine.working import work_out
from planner.model.region import conversions_of
from planner.model.scenario import Workload
from planner.store.library import region

CHAT = workload_of("0.34 Wh/query", "2.5e9 query/day")


def worked(*values: Any, code: str = "USA", outcome: str = "households", year: int = 2025) -> Ladder:
    scenario = scenario_of(*values, region=code)
    place = region(code)
    return ladder(work_out(scenario, conversions_of(scenario, place), year), place, outcome)


def said(made: Ladder, row: int = 0) -> list[str]:
    return [" ".join(filter(None, (rung.operator, rung.value, rung.what))) for rung in made.rows[row][1]]


def test_a_chain_is_told_step_by_step_to_the_homes() -> None:
    made = worked(CHAT)
    assert made.title == "The working, 2025"
    assert said(made) == [
        "0.34 Wh per query",
        "× 2.5 billion queries a day",
        "× 365.25 days a year",
        "= 310 GWh a year",
        "÷ 10,791 kWh a US home, 2022",
        "= 28,770 US homes",
    ]
    assert made.remark == "A year is 365.25 days."


@pytest.mark.parametrize(
    ("volume", "words"),
    [
        ("1e9 query/week", "× 52.1786 weeks a year"),
        ("1e9 query/month", "× 12 months a year"),
        ("1e9 query/hour", "× 8,766 hours a year"),
        ("1e9 query/year", None),
    ],
)
def test_the_step_to_a_year_depends_on_the_period(volume: str, words: str | None) -> None:
    steps = said(worked(workload_of("1 Wh/query", volume)))
    assert steps[2:3] == ([words] if words else ["= 1 GWh a year"])


def test_a_power_runs_for_the_hours_of_a_year() -> None:
    # 50 MW x 8,766 h = 438.3 GWh
    assert said(worked(workload_of("50 MW")))[:3] == ["50 MW D0", "× 8,766 hours a year", "= 438 GWh a year"]


def test_a_driver_without_a_unit_is_told_by_its_name() -> None:
    chain = Workload("Chat", (*CHAT.drivers, driver("pue", "1.12", name="PUE")))
    assert "× 1.12 PUE" in said(worked(chain))


def test_exact_numbers_have_the_digits_it_takes_to_follow_them() -> None:
    # 109.488 Wh x 1e6 x 365.25 = 39.990 GWh; with 109 Wh it would be 39.81
    assert said(worked(workload_of("109.488 Wh/video", "1e6 video/day")))[0] == "109.49 Wh per video"


def test_a_driver_that_divides_is_told_so() -> None:
    chain = Workload("Chat", (*CHAT.drivers, driver("half", "2", name="Batch", power=-1)))
    # 310.4625 / 2 = 155.23 GWh
    assert "÷ 2 Batch" in said(worked(chain))
    assert "= 155 GWh a year" in said(worked(chain))


def test_several_workloads_are_added_up_in_a_row_of_their_own() -> None:
    made = worked(CHAT, workload_of("1 Wh/image", "1e9 image/day", name="Images"))
    # 310.4625 + 365.25 = 675.7125 GWh; / 10,791 kWh = 62,618.2
    assert [name for name, _rungs in made.rows] == ["Chat", "Images", "Together"]
    assert said(made, 2) == [
        "310 GWh Chat",
        "+ 365 GWh Images",
        "= 676 GWh a year",
        "÷ 10,791 kWh a US home, 2022",
        "= 62,620 US homes",
    ]


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [
        ("energy", ["÷ 10,791 kWh a US home, 2022", "= 28,770 US homes"]),
        ("emissions", ["× 383.55 gCO2e per kWh", "= 119.1 kt CO₂e emissions"]),  # 310.4625 GWh x 383.55 = 119,078 t
        ("cost", ["× 0.146 USD per kWh", "= 45.33 million USD electricity cost"]),
        ("share", ["÷ 4,276.1 TWh a year", "= 0.0073 % share of demand"]),
    ],
)
def test_the_working_ends_in_the_outcome_that_is_looked_at(outcome: str, ending: list[str]) -> None:
    assert said(worked(CHAT, outcome=outcome))[-2:] == ending


def test_without_the_figure_the_working_ends_in_energy() -> None:
    assert said(worked(CHAT, code="NOR", outcome="water"))[-1] == "= 310 GWh a year"


def test_uncertain_values_are_told_to_be_medians() -> None:
    made = worked(workload_of("0.2 to 0.5 Wh/query", "2.5e9 query/day"))
    assert said(made)[0] == "0.316 Wh per query"  # sqrt(0.2 x 0.5)
    assert made.remark.startswith("Medians of uncertain values")


def test_the_text_has_one_step_a_line() -> None:
    lines = worked(CHAT).as_text().splitlines()
    assert lines[:5] == ["The working, 2025", "", "Chat", "    0.34 Wh per query", "  × 2.5 billion queries a day"]
    assert lines[-1] == "A year is 365.25 days."


def test_markdown_is_not_broken_by_names() -> None:
    nasty = workload_of("1 Wh/query", "1e9 query/day", name="a | b <i> \\ c")
    text = worked(nasty).as_markdown()
    assert "**a \\| b &lt;i> \\\\ c**" in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.count("|") == 4


def test_markdown_marks_results() -> None:
    assert "| = | **310 GWh** | a year |" in worked(CHAT).as_markdown().splitlines()
