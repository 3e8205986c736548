"""What the command line's tests share: run it in this process, and read a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import cli

PLAN = """{
  "format": "ai-energy-plan", "schema": 1, "title": "Two scenarios",
  "scenarios": [
    {"name": "Exact", "start": 2025, "end": 2027, "region": "USA",
     "workloads": [
       {"name": "Chat", "drivers": [
         {"id": "energy", "name": "Energy per query", "value": "0.34 Wh/query",
          "trajectory": {"kind": "compound", "rate": "-20 %/year"}},
         {"id": "volume", "name": "Queries", "value": "2.5e9 query/day"}]},
       {"name": "Agents", "drivers": [
         {"id": "energy", "name": "Energy per session", "value": "150 Wh/session"},
         {"id": "volume", "name": "Sessions", "value": "4e6 session/day"}]}],
     "conversions": {"household_use": "10000 kWh/household/year", "water_use": "0.2 L/kWh",
                     "electricity_price": "0.1 EUR/kWh"}},
    {"name": "=SUM(A1)", "start": 2025, "end": 2025,
     "workloads": [
       {"name": "@chat", "drivers": [
         {"id": "energy", "name": "Energy per query", "value": "0.2 to 0.5 Wh/query"},
         {"id": "volume", "name": "Queries", "value": "uniform(1e9, 3e9) query/day"}]}]}
  ]
}
"""

Run = Callable[..., Result]


@pytest.fixture
def planner() -> Run:
    """Return a function that runs ``planner`` with the given arguments in this process."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), prog_name="planner")

    return run


@pytest.fixture
def refusal(planner: Run) -> Callable[..., str]:
    """Return a function that runs ``planner``, expects a refusal, and returns its one sentence."""

    def refused(*arguments: str) -> str:
        result = planner(*arguments)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        assert result.stderr.startswith("planner: ")
        assert result.stderr.count("\n") == 1
        assert "Traceback" not in result.stderr
        return result.stderr.strip()

    return refused


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return the path of a plan with an exact scenario of two workloads and an uncertain one with awkward names."""
    path = tmp_path / "two.aiplan"
    path.write_text(PLAN, encoding="utf-8")
    return path
