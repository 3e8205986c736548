"""``planner calc`` against figures worked out here with fractions, and its refusals."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from statistics import NormalDist

import pytest
from click.testing import Result

Run = Callable[..., Result]
Refusal = Callable[..., str]

YEAR = Fraction("365.25")
WH_A_YEAR = Fraction("0.34") * Fraction(2_500_000_000) * YEAR
GWH = WH_A_YEAR / 10**9


def close(value: float, exact: Fraction) -> bool:
    return abs(Fraction(value) - exact) <= abs(exact) * Fraction(1, 10**12)


def answer(planner: Run, *arguments: str) -> dict[str, dict[str, float]]:
    result = planner("calc", *arguments, "--json")
    assert result.exit_code == 0, result.output
    content: dict[str, dict[str, float]] = json.loads(result.stdout)
    return content


def test_the_published_case_is_exact_to_the_last_digit(planner: Run) -> None:
    found = answer(planner, "0.34 Wh/query", "2.5e9 query/day", "--region", "USA")
    assert found["energy"] == {"value": 310.4625, "unit": "GWh/year"}
    assert Fraction("310.4625") == GWH


def test_the_other_outcomes_follow_from_the_regions_published_figures(planner: Run) -> None:
    found = answer(planner, "0.34 Wh/query", "2.5e9 query/day", "--region", "usa")
    expected = {
        "power": (WH_A_YEAR / (YEAR * 24) / 10**6, "MW"),
        "households": (GWH * 10**6 / 10791, "household"),
        "emissions": (GWH * 10**6 * Fraction("383.55") / 10**6, "tCO2e/year"),
        "share": (GWH / 1000 / Fraction("4276.104") * 100, "%"),
    }
    for outcome, (value, unit) in expected.items():
        assert close(found[outcome]["value"], value), outcome
        assert found[outcome]["unit"] == unit
        assert set(found[outcome]) == {"value", "unit"}


@pytest.mark.parametrize(
    ("energy", "volume", "gigawatt_hours"),
    [
        ("1224 J/query", "2.5e9 query/day", Fraction(1224, 3600) * Fraction(5, 2) * YEAR),
        ("0.34 kWh/kquery", "2.5 billion query/day", GWH),
        ("0.34 Wh/query", "912.5 Gquery/year", Fraction("0.34") * Fraction("912.5")),
        ("340 mWh per prompt", "2.5e9 messages/day", GWH),
        ("35 MW", "1", Fraction(35) * 24 * YEAR / 1000),
    ],
)
def test_other_units_say_the_same(planner: Run, energy: str, volume: str, gigawatt_hours: Fraction) -> None:
    assert close(answer(planner, energy, volume)["energy"]["value"], gigawatt_hours)


def test_365_days_differ_from_a_year_of_365_and_a_quarter(planner: Run) -> None:
    assert answer(planner, "0.34 Wh/query", "912.5 Gquery/year")["energy"]["value"] == 310.25


def test_the_pue_multiplies_and_stands_in_the_steps(planner: Run) -> None:
    found = answer(planner, "0.34 Wh/query", "2.5e9 query/day", "--pue", "1.12")
    assert close(found["energy"]["value"], GWH * Fraction("1.12"))
    steps = [step for step in found["steps"] if "outcome" not in step]  # type: ignore[attr-defined]
    assert [step["name"] for step in steps] == ["ENERGY", "VOLUME", "PUE", "energy"]
    assert [step["running_unit"] for step in steps] == ["Wh/query", "Wh/day", "Wh/day", "GWh/year"]
    assert close(steps[1]["running"], Fraction("0.34") * 2_500_000_000)
    assert close(steps[2]["running"], Fraction("0.34") * 2_500_000_000 * Fraction("1.12"))


def test_a_range_adds_percentiles_and_the_value_is_the_median(planner: Run) -> None:
    energy = answer(planner, "0.2 to 0.5 Wh/query", "2.5e9 query/day")["energy"]
    scale = float(Fraction(5, 2) * YEAR)
    spread = math.log(0.5 / 0.2) / (2 * NormalDist().inv_cdf(0.95))
    median = math.sqrt(0.2 * 0.5) * scale
    assert energy["value"] == energy["p50"] == pytest.approx(median, rel=1e-3)
    assert energy["p5"] == pytest.approx(0.2 * scale, rel=1e-3)
    assert energy["p95"] == pytest.approx(0.5 * scale, rel=1e-3)
    assert energy["mean"] == pytest.approx(median * math.exp(spread**2 / 2), rel=1e-3)


def test_the_table_shows_working_results_and_what_a_household_is(planner: Run) -> None:
    result = planner("calc", "0.34 Wh/query", "2.5e9 query/day", "--pue", "1.12")
    assert result.exit_code == 0
    for text in ("365.25 days", "850 million Wh/day", "347.7", "US household: 10791 kWh", "2022", "EIA"):
        assert text in result.stdout
    lines = result.stdout.splitlines()
    equals = [line.index("= ") for line in lines if " = " in line]
    assert len(equals) == 4
    assert len(set(equals)) == 1


def test_the_table_of_a_range_shows_the_interval(planner: Run) -> None:
    result = planner("calc", "0.2 to 0.5 Wh/query", "2.5e9 query/day")
    assert "median and 90 % interval" in result.stdout
    assert "182.6 to 456.6" in result.stdout


def test_what_words_cannot_say_is_a_power_of_ten(planner: Run) -> None:
    table = planner("calc", "1e60 Wh/query", "1e60 query/day").stdout
    assert "= 1 × 10¹²⁰ Wh/day" in table
    assert "trillion" not in table


@pytest.mark.parametrize(
    ("energy", "volume", "needles"),
    [
        ("0.34 W/query", "2.5e9 query/day", ["ENERGY", "0.34 W/query", "Wh/query"]),
        ("0.34 Wh", "2.5e9 query/day", ["ENERGY", "0.34 Wh", "query"]),
        ("9**9**9 Wh/query", "2.5e9 query/day", ["ENERGY", "9**9**9"]),
        ("nan Wh/query", "2.5e9 query/day", ["ENERGY", "nan", "0.34 Wh/query"]),
        ("inf Wh/query", "2.5e9 query/day", ["ENERGY", "inf"]),
        ("1e61 Wh/query", "2.5e9 query/day", ["ENERGY", "1e61"]),
        ("0.5 to 0.2 Wh/query", "2.5e9 query/day", ["ENERGY", "0.5 to 0.2", "smaller number first"]),
        ("-1 Wh/query", "2.5e9 query/day", ["ENERGY", "-1 Wh/query", "zero or above"]),
        ("0.34 Wh/query", "-.5 query/day", ["VOLUME", "-.5 query/day"]),
        ("0.34 Wh/query", "many", ["VOLUME", "many"]),
        ("0.34 Wh/query", "2.5e9 kilo/day", ["VOLUME", "kilo"]),
        ("0,34 Wh/query", "2.5e9 query/day", ["ENERGY", "0,34", "point"]),
        ("", "2.5e9 query/day", ["ENERGY", "missing"]),
        ("1" * 201, "2.5e9 query/day", ["ENERGY", "200"]),
        ("1 Wh/\x1b[2Jquery", "2.5e9\nquery/day", ["ENERGY"]),
    ],
)
def test_a_value_that_will_not_do_is_refused_by_field_value_and_remedy(
    refusal: Refusal, energy: str, volume: str, needles: list[str]
) -> None:
    sentence = refusal("calc", energy, volume)
    assert sentence.isprintable()
    for needle in needles:
        assert needle in sentence


@pytest.mark.parametrize("pue", ["0.5", "-1", "1.1 Wh", "high"])
def test_a_pue_that_cannot_be_is_refused(refusal: Refusal, pue: str) -> None:
    assert "PUE" in refusal("calc", "0.34 Wh/query", "2.5e9 query/day", "--pue", pue)


def test_an_unknown_region_is_refused_with_the_codes_there_are(refusal: Refusal) -> None:
    sentence = refusal("calc", "0.34 Wh/query", "2.5e9 query/day", "--region", "Atlantis")
    assert "Atlantis" in sentence
    assert "CHE" in sentence


@pytest.mark.parametrize("arguments", [[], ["0.34 Wh/query"], ["a", "b", "c"], ["a", "b", "--jsn"]])
def test_wrong_usage_is_one_sentence(refusal: Refusal, arguments: list[str]) -> None:
    refusal("calc", *arguments)


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "planner", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_the_real_program_answers_and_refuses() -> None:
    good = process("calc", "0.34 Wh/query", "2.5e9 query/day", "--json")
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["energy"]["value"] == 310.4625
    bad = process("calc", "9**9**9 Wh/query", "2.5e9 query/day")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.count("\n") == 1


def test_what_nobody_could_mean_is_remarked_on_beside_the_answer(planner: Run) -> None:
    shown = planner("calc", "0.34 Wh/query", "1e60 query/day", "--pue", "2.5e9", "--json")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["energy"]["unit"] == "GWh/year"
    notes = shown.stderr.splitlines()
    assert [note.partition(" is ")[0] for note in notes] == [
        "Note: “VOLUME” of 1e60 query/day",
        "Note: “PUE” of 2.5e9",
    ]
    assert planner("calc", "0.34 Wh/query", "2.5e9 query/day").stderr == ""


def test_values_without_a_unit_are_told_how_to_write_it(refusal: Refusal) -> None:
    assert "ENERGY “0.3” needs a unit; write it like 0.3 Wh/query" in refusal("calc", "0.3", "2.5e9 query/day")
    assert "ENERGY “0.3” needs a unit; write it like 0.3 Wh/query" in refusal("calc", "0.3", "2.5e9")
    assert "VOLUME “2.5e9” needs a unit; write it like 2.5e9 query/day" in refusal("calc", "0.3 Wh/query", "2.5e9")
