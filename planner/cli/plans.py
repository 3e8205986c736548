"""What a command line calls FILE: the path of a plan or the name of a preset; an existing path wins."""

from __future__ import annotations

import os
from pathlib import Path

from planner.engine.outcome import Case
from planner.model.faults import Fault
from planner.model.region import Region, conversions_of
from planner.model.scenario import Conversion, Scenario
from planner.model.workspace import Workspace
from planner.store import library
from planner.store.files import SUFFIX, read_plan
from planner.store.presets import Preset, Presets
from planner.text import _


class UnknownPlan(Fault):
    """Neither a file nor a preset has the name that was given."""


def open_plan(name: str) -> Workspace:
    """Return the workspace of a path or a preset.

    Raises:
        UnknownPlan: There is neither a file nor a preset of that name.
        Fault: It cannot be read.
    """
    if os.path.exists(name):
        return read_plan(Path(name))
    try:
        preset = Presets().find(name)
    except Fault as fault:
        if name.endswith(SUFFIX) or os.path.dirname(name):
            return read_plan(Path(name))  # says what is wrong with the path
        raise UnknownPlan(_("“{name}” is no file, and {problem}").format(name=name[:80], problem=fault)) from fault
    return workspace_of(preset)


def workspace_of(preset: Preset) -> Workspace:
    """Return what a preset holds; raises `Fault` with the reason where its file cannot be read."""
    if preset.workspace is None:
        raise Fault(preset.problem)
    return preset.workspace


def region_of(scenario: Scenario) -> Region:
    """Return the region of a scenario; raises `Fault` that names the scenario where there is no such region."""
    try:
        return library.region(scenario.region)
    except Fault as fault:
        raise Fault(_("{scenario}: {problem}").format(scenario=scenario.name, problem=fault)) from fault


def conversions(scenario: Scenario) -> dict[str, Conversion]:
    """Return the conversions in force in a scenario: its own and its region's."""
    return conversions_of(scenario, region_of(scenario))


def case_of(scenario: Scenario) -> Case:
    """Return a scenario with the conversions in force in it."""
    return Case(scenario, conversions(scenario))


def scenario_of(workspace: Workspace, name: str | None) -> Scenario:
    """Return the scenario of that name, the first if no name is given; raises `Fault` with the names there are."""
    return workspace.scenarios[0] if name is None else workspace.scenario(name)
