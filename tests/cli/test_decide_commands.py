"""``planner compare``, ``sensitivity`` and ``solve``: the contract's JSON, tables, and one sentence for bad input."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Refusal = Callable[..., str]

PLAN = """{
  "format": "ai-energy-plan", "schema": 1,
  "scenarios": [
    {"name": "Lean", "start": 2025, "end": 2030, "workloads": [
       {"name": "Text chat", "drivers": [
         {"id": "energy", "name": "Energy per query", "value": "0.1 to 0.4 Wh/query"},
         {"id": "volume", "name": "Queries", "value": "2.5e9 query/day",
          "trajectory": {"kind": "compound", "rate": "20 %/year"}}]}]},
    {"name": "Rich", "start": 2025, "end": 2032, "workloads": [
       {"name": "Text chat", "drivers": [
         {"id": "energy", "name": "Energy per query", "value": "0.2 to 0.8 Wh/query"},
         {"id": "volume", "name": "Queries", "value": "2.5e9 query/day",
          "trajectory": {"kind": "compound", "rate": "20 %/year"}}]},
       {"name": "Video", "drivers": [
         {"id": "energy", "name": "Energy per video", "value": "100 Wh/video"},
         {"id": "volume", "name": "Videos", "value": "1e6 video/day"}]}],
     "conversions": {"household_use": "10000 kWh/household/year"}}
  ]
}
"""
VIDEO = 36.525
CHAT_2030 = 0.2 * 2.5 * 1.2**5 * 365.25


@pytest.fixture
def decide(tmp_path: Path) -> str:
    path = tmp_path / "decide.aiplan"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def answer(planner: Run, *arguments: str) -> dict[str, Any]:
    result = planner(*arguments, "--json")
    assert result.exit_code == 0, result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return content


def compare(planner: Run, *files: str, **options: str) -> dict[str, Any]:
    given = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    return answer(planner, "compare", *files, "--from", "Lean", "--to", "Rich", *given)


def test_compare_has_the_keys_of_the_contract(planner: Run, decide: str) -> None:
    found = compare(planner, decide, outcome="energy", year="2030")
    assert (found["from"], found["to"]) == ("Lean", "Rich")
    assert {"p5", "p50", "p95", "mean", "unit"} <= set(found["difference"])
    assert found["difference"]["unit"] == "GWh/year"
    assert found["probability_lower"] == 0.0
    assert all({"workload", "driver", "value"} == set(part) for part in found["contributions"])


def test_contributions_are_those_of_the_plan(planner: Run, decide: str) -> None:
    found = compare(planner, decide, year="2030")
    values = {(part["workload"], part["driver"]): part["value"] for part in found["contributions"]}
    assert values["Text chat", "energy"] == pytest.approx(CHAT_2030)  # the median doubles
    assert values["Text chat", "volume"] == 0
    assert values["Video", ""] == pytest.approx(VIDEO)
    assert math.fsum(values.values()) == pytest.approx(found["point"]["difference"], rel=1e-15)
    assert found["difference"]["p5"] == pytest.approx(0.1 * 2.5 * 1.2**5 * 365.25 + VIDEO, rel=1e-3)


def test_compare_takes_a_file_for_each_scenario(planner: Run, decide: str, tmp_path: Path) -> None:
    other = tmp_path / "other.aiplan"
    other.write_text(PLAN.replace('"2.5e9 query/day"', '"5e9 query/day"'), encoding="utf-8")
    found = compare(planner, decide, str(other), year="2025")
    values = {(part["workload"], part["driver"]): part["value"] for part in found["contributions"]}
    assert values["Text chat", "energy"] == pytest.approx(values["Text chat", "volume"])


def test_without_a_year_the_last_common_one_is_compared(planner: Run, decide: str) -> None:
    assert compare(planner, decide)["year"] == 2030


def test_two_years_of_one_scenario_can_be_compared(planner: Run, decide: str) -> None:
    arguments = ("compare", decide, "--from", "Rich", "--to", "Rich", "--year", "2025", "--to-year", "2030")
    found = answer(planner, *arguments)
    values = {(part["workload"], part["driver"]): part["value"] for part in found["contributions"]}
    assert values["Text chat", "volume"] == pytest.approx(0.4 * 2.5 * (1.2**5 - 1) * 365.25)
    shown = planner(*arguments)
    assert "“Rich, 2030” is the lower in" in shown.stdout


def test_compare_prints_the_difference_and_why(planner: Run, decide: str) -> None:
    shown = planner("compare", decide, "--from", "Lean", "--to", "Rich", "--year", "2030").stdout
    assert "Energy, 2030: Rich − Lean" in shown
    assert "0.2 → 0.4 Wh/query" in shown
    assert "Queries" not in shown  # what does not differ is not a reason


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "Lean", "--to", "Poor"), "there is no scenario “Poor”; there are: Lean; Rich"),
        (("--from", "Lean", "--to", "Rich", "--year", "2031"), "the year 2031 is not in “Lean”"),
        (("--from", "Lean", "--to", "Rich", "--outcome", "joy"), "“joy” is not an outcome"),
        (("--from", "Lean"), "Missing option '--to'"),
    ],
)
def test_compare_refuses_with_one_sentence(
    refusal: Refusal, decide: str, arguments: tuple[str, ...], words: str
) -> None:
    assert words in refusal("compare", decide, *arguments)


def test_three_files_are_too_many_to_compare(refusal: Refusal, decide: str) -> None:
    assert "give one or two" in refusal("compare", decide, decide, decide, "--from", "Lean", "--to", "Rich")


def test_sensitivity_has_the_keys_of_the_contract(planner: Run, decide: str) -> None:
    found = answer(planner, "sensitivity", decide, "--outcome", "energy", "--year", "2030")
    (driver,) = found["drivers"]
    assert {"workload", "driver", "part", "low", "high", "swing", "variance_share"} <= set(driver)
    assert (driver["workload"], driver["driver"], driver["part"]) == ("Text chat", "energy", "value")
    assert (driver["low"], driver["high"]) == pytest.approx((CHAT_2030 / 2, CHAT_2030 * 2))
    assert driver["swing"] == pytest.approx(CHAT_2030 * 1.5)
    assert driver["variance_share"] == driver["total_share"] == pytest.approx(1)
    assert found["together"] == pytest.approx(0, abs=1e-9)


def test_sensitivity_prints_a_row_for_each_part(planner: Run, decide: str) -> None:
    shown = planner("sensitivity", decide, "--scenario", "Rich", "--year", "2030").stdout
    assert "Energy per query value 0.2 0.8 Wh/query" in " ".join(shown.split())
    assert shown.count("\n") == 3


def test_sensitivity_says_what_only_acting_together_makes(planner: Run, decide: str, tmp_path: Path) -> None:
    both = tmp_path / "both.aiplan"
    both.write_text(PLAN.replace("2.5e9 query/day", "1.25e9 to 5e9 query/day"), encoding="utf-8")
    shown = planner("sensitivity", str(both), "--year", "2025").stdout
    # Two equal lognormal factors, P95 over P5 is 4: 2 (e^0.1776 - 1) / (e^0.3552 - 1) = 91 %.
    assert "all alone 91 %, acting together 9 %" in shown


def test_sensitivity_of_what_is_certain_says_so(planner: Run, decide: str, tmp_path: Path) -> None:
    certain = tmp_path / "certain.aiplan"
    certain.write_text(PLAN.replace("0.1 to 0.4", "0.2"), encoding="utf-8")
    assert "Nothing in it is uncertain." in planner("sensitivity", str(certain)).stdout


def solve(planner: Run, file: str, *options: str) -> dict[str, Any]:
    return answer(planner, "solve", file, "--driver", "Text chat/energy", "--year", "2030", *options)


def test_solve_has_the_keys_of_the_contract(planner: Run, decide: str) -> None:
    found = solve(planner, decide, "--outcome", "households", "--target", "1e6 household", "--scenario", "Rich")
    energy = 10_000 - VIDEO  # GWh for a million homes of 10,000 kWh, less the videos
    assert found["value"] == pytest.approx(energy / (2.5 * 1.2**5 * 365.25))
    assert (found["unit"], found["feasible"]) == ("Wh/query", True)


def test_a_solved_value_typed_in_meets_the_target(planner: Run, decide: str, tmp_path: Path) -> None:
    typed = solve(planner, decide, "--target", "1 TWh/year", "--confidence", "0.9")["typed"][0]
    again = tmp_path / "again.aiplan"
    again.write_text(PLAN.replace("0.1 to 0.4 Wh/query", typed), encoding="utf-8")
    found = solve(planner, str(again), "--target", "1 TWh/year", "--confidence", "0.9")
    assert found["value"] == pytest.approx(found["now"], rel=1e-9)
    assert found["reached"] == pytest.approx(0.9, abs=1e-3)


def test_what_cannot_be_met_is_an_answer(planner: Run, decide: str) -> None:
    found = solve(planner, decide, "--target", "30 GWh/year", "--scenario", "Rich")
    assert (found["value"], found["feasible"]) == (None, False)
    assert found["closest"] == pytest.approx(VIDEO)
    assert "all else alone makes 36.52 GWh/year in 2030" in found["reason"]
    shown = planner(
        "solve",
        decide,
        "--driver",
        "Text chat/energy",
        "--target",
        "30 GWh/year",
        "--scenario",
        "Rich",
        "--year",
        "2030",
    )
    assert shown.exit_code == 0
    assert "Not feasible" in shown.stdout


def test_a_target_can_be_a_floor_and_one_that_is_kept_anyway_says_so(planner: Run, decide: str) -> None:
    found = solve(planner, decide, "--target", "91.3125 GWh/year", "--at-least")
    assert (found["bound"], found["feasible"], found["any_value_will_do"]) == ("at least", True, False)
    arguments = ("solve", decide, "--driver", "Text chat/energy", "--scenario", "Rich", "--year", "2030", "--at-least")
    shown = planner(*arguments, "--target", "30 GWh/year").stdout
    assert "Energy of at least 30 GWh/year in 2030" in shown
    assert "Any value will do" in shown


def test_solve_turns_a_rate(planner: Run, decide: str) -> None:
    arguments = ("solve", decide, "--driver", "Text chat/volume", "--part", "rate", "--year", "2030")
    found = answer(planner, *arguments, "--target", f"{0.2 * 2.5 * 1.5**5 * 365.25!r} GWh/year")
    assert found["value"] == pytest.approx(50)
    assert found["unit"] == "%/year"


def test_solve_prints_the_value_and_its_range(planner: Run, decide: str) -> None:
    shown = planner(
        "solve", decide, "--driver", "Text chat/energy", "--year", "2025", "--target", "91.3125 GWh/year"
    ).stdout
    assert "Energy of at most 91.31 GWh/year in 2025" in shown
    assert "It may be at most  0.1 Wh/query" in shown
    assert "Energy per query: 0.05 to 0.2 Wh/query" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--driver", "Text chat/joy", "--target", "1 TWh/year"), "there are: Text chat/energy, Text chat/volume"),
        (("--driver", "Text chat/energy", "--target", "1 kg"), "--target “1 kg”"),
        (("--driver", "Text chat/energy", "--target", "1 to 2 TWh/year"), "is a range; give one number"),
        (("--driver", "Text chat/energy", "--target", "much"), "--target: “much” does not begin with a number"),
        (
            ("--driver", "Text chat/energy", "--target", "-1 TWh/year"),
            "is negative; give a number from zero up",
        ),
        (
            ("--driver", "Text chat/energy", "--part", "rate", "--target", "1 TWh/year"),
            "“Energy per query” has no rate",
        ),
        (("--driver", "Text chat/energy", "--target", "1 TWh/year", "--confidence", "2"), "not between 0 and 1"),
    ],
)
def test_solve_refuses_with_one_sentence(refusal: Refusal, decide: str, arguments: tuple[str, ...], words: str) -> None:
    assert words in refusal("solve", decide, *arguments)


@pytest.mark.parametrize("command", ["compare", "sensitivity", "solve"])
def test_each_has_a_help_with_an_example(planner: Run, command: str) -> None:
    shown = planner(command, "--help")
    assert shown.exit_code == 0
    assert f"planner {command} chat-and-agents" in shown.stdout
