"""``planner presets``: list, show, save, delete and import, with a broken file among them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from planner.store import codec
from planner.store.folders import presets_folder

Run = Callable[..., Result]
Refusal = Callable[..., str]


def listed(planner: Run) -> list[dict[str, Any]]:
    result = planner("presets", "list", "--json")
    assert result.exit_code == 0, result.output
    presets: list[dict[str, Any]] = json.loads(result.stdout)["presets"]
    return presets


@pytest.fixture
def broken() -> Path:
    """Put a preset that cannot be read among the user's."""
    presets_folder().mkdir(parents=True)
    path = presets_folder() / "broken.aiplan"
    path.write_text("{ no plan", encoding="utf-8")
    return path


def test_list_begins_with_the_first_preset_and_marks_what_ships(planner: Run) -> None:
    presets = listed(planner)
    assert presets[0]["key"] == "chat-and-agents"
    assert all(preset["shipped"] and preset["problem"] is None for preset in presets)
    table = planner("presets", "list").stdout
    assert len(table.splitlines()) == len(presets)
    assert "Chat and agents to 2035" in table.splitlines()[0]


def test_a_broken_file_is_listed_with_the_reason_and_stops_nothing(
    planner: Run, refusal: Refusal, broken: Path
) -> None:
    entry = next(preset for preset in listed(planner) if preset["key"] == "broken")
    assert not entry["shipped"]
    assert "not JSON" in entry["problem"]
    line = next(line for line in planner("presets", "list").stdout.splitlines() if line.startswith("broken"))
    assert "not JSON" in line
    assert "not JSON" in refusal("presets", "show", "broken")
    assert "not JSON" in refusal("run", "broken")
    assert planner("run", "chat-and-agents", "--samples", "100").exit_code == 0
    assert broken.read_text("utf-8") == "{ no plan"


def test_show_prints_a_plan_that_can_be_read_back(planner: Run, tmp_path: Path) -> None:
    shown = planner("presets", "show", "chat-and-agents")
    assert codec.loads(shown.stdout).title == "Chat and agents to 2035"
    path = tmp_path / "copy.aiplan"
    path.write_text(shown.stdout, encoding="utf-8")
    assert planner("run", str(path), "--samples", "100").exit_code == 0


def test_save_keeps_a_plan_that_run_then_finds_by_name(planner: Run, plan: Path) -> None:
    saved = planner("presets", "save", "Winter peak", str(plan))
    assert saved.exit_code == 0
    assert str(presets_folder() / "winter-peak.aiplan") in saved.stdout
    assert planner("run", "winter-peak", "--scenario", "Exact").exit_code == 0
    assert [preset["title"] for preset in listed(planner) if not preset["shipped"]] == ["Winter peak"]


def test_save_takes_another_preset_as_well(planner: Run) -> None:
    assert planner("presets", "save", "Mine", "chat-and-agents").exit_code == 0
    own = codec.loads(planner("presets", "show", "mine").stdout)
    shipped = codec.loads(planner("presets", "show", "chat-and-agents").stdout)
    assert own.scenarios == shipped.scenarios


def test_save_overwrites_only_when_told(planner: Run, refusal: Refusal, plan: Path) -> None:
    planner("presets", "save", "Mine", "chat-and-agents")
    assert "already a preset" in refusal("presets", "save", "mine", str(plan))
    assert planner("presets", "save", "Mine", str(plan), "--replace").exit_code == 0
    assert codec.loads(planner("presets", "show", "Mine").stdout).scenarios[0].name == "Exact"
    assert len([preset for preset in listed(planner) if not preset["shipped"]]) == 1


def test_delete_says_where_the_file_went(planner: Run, plan: Path) -> None:
    planner("presets", "save", "Mine", str(plan))
    result = planner("presets", "delete", "mine")
    kept = Path(result.stdout.rstrip("\n").partition("kept as ")[2])
    assert codec.loads(kept.read_bytes()).title == "Mine"
    assert all(preset["shipped"] for preset in listed(planner))


def test_what_ships_cannot_be_deleted(refusal: Refusal) -> None:
    assert "ships with the program" in refusal("presets", "delete", "chat-and-agents")


def test_a_broken_preset_can_be_deleted(planner: Run, broken: Path) -> None:
    assert planner("presets", "delete", "broken").exit_code == 0
    assert not broken.exists()


def test_import_copies_each_file_under_its_title(planner: Run, plan: Path) -> None:
    result = planner("presets", "import", str(plan), str(plan))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    titles = [preset["title"] for preset in listed(planner) if not preset["shipped"]]
    assert titles == ["Two scenarios", "Two scenarios (2)"]


def test_import_copies_none_if_one_cannot_be_read(planner: Run, refusal: Refusal, plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.aiplan"
    bad.write_text("[]", encoding="utf-8")
    assert "bad.aiplan" in refusal("presets", "import", str(plan), str(bad))
    assert all(preset["shipped"] for preset in listed(planner))


def test_a_title_from_a_stranger_cannot_steer_the_terminal(planner: Run, plan: Path) -> None:
    presets_folder().mkdir(parents=True)
    text = plan.read_text("utf-8").replace("Two scenarios", "red \\u001b[31m\\nalert")
    (presets_folder() / "red.aiplan").write_text(text, encoding="utf-8")
    table = planner("presets", "list").stdout
    assert all(line.isprintable() for line in table.splitlines())
    assert len(table.splitlines()) == len(listed(planner))


@pytest.mark.parametrize(
    "arguments",
    [[], ["lst"], ["show"], ["show", "nothing"], ["save", "x"], ["save", " ", "chat-and-agents"], ["import"]],
)
def test_wrong_usage_is_one_sentence(refusal: Refusal, arguments: list[str]) -> None:
    refusal("presets", *arguments)
