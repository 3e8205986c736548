"""A file read in each way the program reads it, in a folder of its own; what must hold of every answer is checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reading_values import check_words

from planner.export.reopen import read_plan_from
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.autosave import read_autosave
from planner.store.files import read_plan
from planner.store.presets import Presets
from planner.store.settings import load_settings, save_settings


def read_as_plan(folder: Path, content: bytes) -> bool:
    """Read a plan file, and the same file as a preset; return whether it was taken."""
    path = folder / "plan.aiplan"
    path.write_bytes(content)
    try:
        workspace = read_plan(path)
    except Fault as fault:
        check_words(fault, "plan.aiplan")
        workspace = None
    presets = Presets(folder)
    (preset,) = presets.own()
    assert preset.workspace == workspace
    assert bool(preset.problem) == (workspace is None)
    if workspace is None:
        return False
    check_whole(workspace, content)
    return True


def check_whole(workspace: Workspace, content: bytes) -> None:
    """Raise `AssertionError` unless everything in the file is in the workspace, and comes back from a new file."""
    text = codec.dumps(workspace)
    assert codec.loads(text) == workspace
    counts = [
        [(len(workload["drivers"])) for workload in scenario["workloads"]] for scenario in _tree(content)["scenarios"]
    ]
    assert counts == [[len(workload.drivers) for workload in scenario.workloads] for scenario in workspace.scenarios]


def _tree(content: bytes) -> Any:
    return json.loads(content.decode("utf-8-sig"))


def read_as_settings(folder: Path, content: bytes) -> bool:
    """Read settings and write them again; return whether they were taken as they are."""
    path = folder / "settings.json"
    path.write_bytes(content)
    settings, problem = load_settings(path)
    save_settings(settings, path)
    again, second_problem = load_settings(path)
    assert not second_problem, second_problem
    assert again.theme == settings.theme
    return not problem


def read_as_autosave(folder: Path, content: bytes) -> bool:
    """Read unsaved work; return whether it was taken."""
    path = folder / "unsaved-1.json"
    path.write_bytes(content)
    try:
        read_autosave(path)
    except Fault as fault:
        check_words(fault)
        return False
    return True


def read_as_export(folder: Path, content: bytes, form: str) -> bool:
    """Read the plan that an exported file carries; return whether it was taken."""
    path = folder / f"chart.{form}"
    path.write_bytes(content)
    try:
        found = read_plan_from(path)
    except Fault as fault:
        check_words(fault, f"chart.{form}")
        return False
    assert codec.loads(codec.dumps(found.workspace)) == found.workspace
    return True
