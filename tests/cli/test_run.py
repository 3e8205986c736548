"""``planner run``: the contract's JSON, the long CSV, the table, and which FILE is meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Refusal = Callable[..., str]

YEAR = Fraction("365.25")
STATISTICS = ["mean", "p5", "p25", "p50", "p75", "p95"]


def gigawatt_hours(year: int) -> dict[str, Fraction]:
    """Return the energy of the exact scenario's workloads, worked out from what the plan says."""
    return {
        "Chat": Fraction("0.34") * Fraction("0.8") ** (year - 2025) * Fraction(5, 2) * YEAR,
        "Agents": Fraction(150) * Fraction(4, 1000) * YEAR,
    }


def close(value: float, exact: Fraction) -> bool:
    return abs(Fraction(value) - exact) <= abs(exact) * Fraction(1, 10**12)


def answer(planner: Run, *arguments: str) -> list[dict[str, Any]]:
    result = planner("run", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    scenarios: list[dict[str, Any]] = json.loads(result.stdout)["scenarios"]
    return scenarios


def test_json_has_the_shape_of_the_contract(planner: Run, plan: Path) -> None:
    exact, uncertain = answer(planner, str(plan))
    assert exact["name"] == "Exact"
    assert exact["years"] == [2025, 2026, 2027]
    units = {name: outcome["unit"] for name, outcome in exact["outcomes"].items()}
    assert units == {
        "energy": "GWh/year",
        "power": "MW",
        "households": "household",
        "share": "%",
        "emissions": "tCO2e/year",
        "cost": "EUR/year",
        "water": "m3/year",
    }
    for outcome in (*exact["outcomes"].values(), *(workload["energy"] for workload in exact["workloads"])):
        assert list(outcome) == ["unit", *STATISTICS]
        assert all(len(outcome[statistic]) == 3 for statistic in STATISTICS)
    assert [workload["name"] for workload in exact["workloads"]] == ["Chat", "Agents"]
    assert uncertain["outcomes"]["energy"]["p5"][0] < uncertain["outcomes"]["energy"]["p95"][0]


def test_exact_plans_give_exact_figures(planner: Run, plan: Path) -> None:
    exact = answer(planner, str(plan), "--scenario", "Exact")[0]
    factors = {
        "energy": Fraction(1),
        "power": 1000 / (YEAR * 24),
        "households": Fraction(10**6, 10000),
        "share": Fraction(1, 1000) / Fraction("4276.104") * 100,
        "emissions": Fraction("383.55"),
        "cost": Fraction("0.1") * 10**6,
        "water": Fraction("0.2") * 10**6 / 1000,
    }
    for index, year in enumerate(exact["years"]):
        parts = gigawatt_hours(year)
        for outcome, factor in factors.items():
            for statistic in STATISTICS:
                assert close(exact["outcomes"][outcome][statistic][index], sum(parts.values()) * factor), outcome
        for workload in exact["workloads"]:
            assert close(workload["energy"]["p50"][index], parts[workload["name"]])


def test_the_mean_of_a_product_is_the_product_of_means(planner: Run, plan: Path) -> None:
    uncertain = answer(planner, str(plan), "--scenario", "=SUM(A1)", "--samples", "40000")[0]
    # A lognormal with P5 0.2 and P95 0.5 has its mean at 0.32873; a uniform from 1e9 to 3e9 at 2e9.
    assert uncertain["outcomes"]["energy"]["mean"][0] == pytest.approx(0.328733 * 2 * 365.25, rel=2e-3)
    assert uncertain["samples"] >= 40000


def test_the_same_seed_gives_the_same_numbers(planner: Run, plan: Path) -> None:
    first, again = (answer(planner, str(plan), "--seed", "7", "--samples", "500") for _time in range(2))
    assert first == again
    assert {scenario["seed"] for scenario in first} == {7}


def test_json_is_short_for_format_json(planner: Run, plan: Path) -> None:
    assert json.loads(planner("run", str(plan), "--json").stdout)["scenarios"] == answer(planner, str(plan))


def test_csv_is_one_number_a_row_at_full_precision(planner: Run, plan: Path) -> None:
    result = planner("run", str(plan), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["scenario", "workload", "outcome", "year", "statistic", "value", "unit"]
    exact = [row for row in rows if row["scenario"] == "Exact"]
    assert len(exact) == (7 + 2) * 3 * len(STATISTICS)
    medians = {(row["workload"], row["year"]): row for row in exact if row["outcome"] == "energy"}
    assert close(float(medians["Chat", "2027"]["value"]), gigawatt_hours(2027)["Chat"])
    assert close(float(medians["", "2026"]["value"]), sum(gigawatt_hours(2026).values(), Fraction()))
    from_json = answer(planner, str(plan))[1]["outcomes"]["energy"]["p95"][0]
    found = [row for row in rows if (row["workload"], row["outcome"], row["statistic"]) == ("", "energy", "p95")]
    assert float(found[-1]["value"]) == from_json


def test_csv_text_is_no_formula(planner: Run, plan: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(planner("run", str(plan), "--format", "csv").stdout)))
    assert {row["scenario"] for row in rows} == {"Exact", "'=SUM(A1)"}
    assert {row["workload"] for row in rows} == {"", "Chat", "Agents", "'@chat"}


def test_the_table_has_a_block_a_scenario_and_a_row_a_year(planner: Run, plan: Path) -> None:
    result = planner("run", str(plan))
    assert result.exit_code == 0
    exact, uncertain, _end = result.stdout.split("\n\n")
    assert exact.startswith("Exact (USA): exact")
    assert [line.split()[0] for line in exact.splitlines()[3:]] == ["2025", "2026", "2027"]
    assert "529.6" in exact  # 310.4625 + 219.15
    assert " to " not in exact
    assert uncertain.startswith("=SUM(A1) (USA): median and 90 % interval of")
    assert " to " in uncertain


@pytest.mark.parametrize("name", ["chat-and-agents", "Chat and agents to 2035", "CHAT-AND-AGENTS"])
def test_file_may_be_the_name_of_a_preset(planner: Run, name: str) -> None:
    assert "Chat, text only" in {scenario["name"] for scenario in answer(planner, name, "--samples", "100")}


def test_an_existing_path_wins_over_a_preset(
    planner: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chat-and-agents").write_bytes(plan.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert [scenario["name"] for scenario in answer(planner, "chat-and-agents")] == ["Exact", "=SUM(A1)"]


@pytest.mark.parametrize(
    ("arguments", "needles"),
    [
        (["--scenario", "Exakt"], ["Exakt", "Exact"]),
        (["--samples", "0"], ["--samples 0", "from 100 to"]),
        (["--samples", "1"], ["--samples 1", "from 100 to 1,000,000"]),
        (["--samples", "many"], ["--samples", "many"]),
        (["--samples", "100000000"], ["--samples 100000000"]),
        (["--seed", "-1"], ["seed -1"]),
        (["--format", "xml"], ["--format", "table"]),
    ],
)
def test_a_wrong_option_is_refused(refusal: Refusal, plan: Path, arguments: list[str], needles: list[str]) -> None:
    sentence = refusal("run", str(plan), *arguments)
    for needle in needles:
        assert needle in sentence


def test_a_file_that_is_not_there_is_named(refusal: Refusal, tmp_path: Path) -> None:
    path = str(tmp_path / "none.aiplan")
    assert refusal("run", path).count(path) == 1
    assert "chat-and-agents" in refusal("run", "no-such-preset")
    assert "folder" in refusal("run", str(tmp_path))


@pytest.mark.parametrize(
    ("before", "after", "needle"),
    [
        ('"schema": 1', '"schema": 99', "newer"),
        ('"start": 2025, "end": 2027', '"start": "2025", "end": 2027', "scenarios[0].start"),
        ("0.34 Wh/query", "0.34 W/query", "Energy per query"),
        ('"region": "USA"', '"region": "XXX"', "Exact: there is no region"),
        ('"title"', '"titel"', "titel"),
        ("{", "{{", "JSON"),
    ],
)
def test_a_fault_in_the_file_is_one_sentence_with_its_place(
    refusal: Refusal, plan: Path, before: str, after: str, needle: str
) -> None:
    plan.write_text(plan.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    assert needle in refusal("run", str(plan))


def test_correlations_and_what_they_did_to_the_range_are_told(planner: Run, plan: Path) -> None:
    content = json.loads(plan.read_text("utf-8"))
    scenario = content["scenarios"][1]
    one, other = (f"chat/{driver['id']}" for driver in scenario["workloads"][0]["drivers"][:2])
    scenario["correlations"] = [{"one": one, "other": other, "rank": 0.6}]
    plan.write_text(json.dumps(content), "utf-8")
    exact, correlated = answer(planner, str(plan))
    assert "correlations" not in exact
    assert correlated["correlations"] == scenario["correlations"]
    effect = correlated["correlation_effect"]
    energy = correlated["outcomes"]["energy"]
    assert effect["with"] == {"p5": pytest.approx(energy["p5"][-1]), "p95": pytest.approx(energy["p95"][-1])}
    widths = [effect[name]["p95"] - effect[name]["p5"] for name in ("without", "with")]
    assert effect["times_as_wide"] == pytest.approx(widths[1] / widths[0])
    table = planner("run", str(plan)).stdout
    assert "Correlated by rank: " in table
    assert "With it, 90 % of draws lie within" in table
