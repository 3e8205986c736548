"""What the tests of exported files share: a plan with awkward names, its pack, and files made from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.export.exhibits import exhibit, exhibits
from planner.export.files import FIGURES, to_bytes
from planner.export.pack import Choice, Pack, prepare
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.presets import Presets

PLAN = """{
  "format": "ai-energy-plan", "schema": 1, "title": "Chat & <agents>", "baseline": "Exact", "notes": "Own what-if.",
  "scenarios": [
    {"name": "Exact", "start": 2025, "end": 2030, "region": "USA",
     "workloads": [
       {"name": "Chat", "drivers": [
         {"id": "energy", "name": "Energy per query", "value": "0.34 Wh/query", "source": "altman-2025",
          "trajectory": {"kind": "compound", "rate": "-20 %/year"}},
         {"id": "volume", "name": "Queries", "value": "2.5e9 query/day"},
         {"id": "share", "name": "Share kept", "value": "1.25", "power": -1}]},
       {"name": "Agents", "drivers": [
         {"id": "energy", "name": "Energy per session", "value": "150 Wh/session", "as_of": 2024},
         {"id": "volume", "name": "Sessions", "value": "4e6 session/day",
          "trajectory": {"kind": "logistic", "ceiling": "5e7 session/day", "rate": "6 %/month"}}]}],
     "conversions": {"household_use": {"value": "10000 kWh/household/year",
                                       "trajectory": {"kind": "compound", "rate": "1 %/year"}},
                     "water_use": "0.2 L/kWh", "electricity_price": "0.1 EUR/kWh"}},
    {"name": "=SUM(A1) $x$ 한국 <b>", "start": 2025, "end": 2030, "seed": 7,
     "workloads": [
       {"name": "@chat", "drivers": [
         {"id": "energy", "name": "+Energy & more", "value": "0.2 to 0.5 Wh/query"},
         {"id": "volume", "name": "-Queries", "value": "uniform(1e9, 3e9) query/day",
          "trajectory": {"kind": "points", "values": {"2025": "1e9 to 3e9 query/day", "2028": "6e9 query/day",
                                                      "2029": "0 query/day"}}}]}]}
  ]
}
"""
AWKWARD = "=SUM(A1) $x$ 한국 <b>"


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    return codec.loads(PLAN)


@pytest.fixture(scope="session")
def pack(workspace: Workspace) -> Pack:
    return prepare(workspace, Choice(scenario="Exact", date="2026-11-23", samples=1000))


@pytest.fixture(scope="session")
def preset_pack() -> Pack:
    preset = Presets().find("chat-and-agents").workspace
    assert preset is not None
    return prepare(preset, Choice(date="2026-11-23", samples=1000))


@pytest.fixture(scope="session")
def content(pack: Pack) -> Callable[..., bytes]:
    """Return a function that makes a file of a format from the awkward plan; each is made once."""
    made: dict[tuple[str, bool], bytes] = {}

    def make(form: str, with_plan: bool = True) -> bytes:
        if (form, with_plan) not in made:
            shown = [exhibit(pack, "timeline")] if form in FIGURES else list(exhibits(pack))
            made[form, with_plan] = to_bytes(pack, shown, form, with_plan=with_plan)
        return made[form, with_plan]

    return make


@pytest.fixture
def saved(tmp_path: Path, content: Callable[..., bytes]) -> Callable[..., Path]:
    """Return a function that puts such a file, or other bytes, on the disk."""

    def save(form: str, changed: bytes | None = None, with_plan: bool = True) -> Path:
        path = tmp_path / f"export.{form}"
        path.write_bytes(content(form, with_plan) if changed is None else changed)
        return path

    return save
