"""Several plans named at once: the first is opened, the scenarios of the others stand beside its own."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

from planner.gui.document import Document
from planner.gui.filing import EXPORTED, read_exported
from planner.model.editing import add_scenario
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.files import SUFFIX, read_plan
from planner.store.presets import Preset, Presets
from planner.text import _

Opened = tuple[Workspace, Path | None, Preset | None]
"""A plan with the file or the preset that holds it."""


def read_named(path: Path, presets: Presets, problems: list[str]) -> Opened | None:
    """Return the plan in a file (or an export) or the preset of that name; else None, the reason kept."""
    try:
        if path.exists() and path.suffix.lower() in EXPORTED:
            return read_exported(path), None, None
        if path.exists() or path.suffix == SUFFIX:
            return read_plan(path), path.absolute(), None
        preset = presets.find(str(path))
        if preset.workspace is None:
            raise Fault(preset.problem)
    except Fault as fault:
        problems.append(str(fault))
        return None
    return preset.workspace, None, preset


def stand_beside(document: Document, opened: Opened, problems: list[str]) -> None:
    """Add the scenarios of another plan, as an edit: they are in no file of this plan yet."""
    other, file, preset = opened
    name = file.name if file is not None else preset.title if preset is not None else ""
    try:
        whole = reduce(add_scenario, other.scenarios, document.workspace)
    except Fault as fault:
        problems.append(_("{name} does not fit beside the other plan: {reason}").format(name=name, reason=fault))
        return
    document.put(whole, _("Add the scenarios of {name}").format(name=name))
