"""The larger edits as pure functions: a workspace in, a changed workspace out, names kept unique on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import attrs

from planner.model.driver import MAX_NAME, Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.presentation import with_scenario_renamed
from planner.model.scenario import Scenario, Workload, slug
from planner.model.trajectory import Logistic, Points, Trajectory
from planner.model.workspace import Workspace
from planner.text import N_, _
from planner.units import dimensions

_Item = TypeVar("_Item")


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return ``name``, or with the least number behind it that is not taken; a number it has gives way."""
    names = set(taken)
    if name not in names:
        return name
    stem = re.sub(r" \(\d+\)$", "", name)[: MAX_NAME - 8]
    return next(f"{stem} ({number})" for number in range(2, len(names) + 3) if f"{stem} ({number})" not in names)


def colour_of(workspace: Workspace, index: int) -> int:
    """Return the place of a scenario in the palette: its own, else its position."""
    own = workspace.scenarios[index].colour
    return index if own is None else own


def duplicate_scenario(workspace: Workspace, index: int) -> Workspace:
    """Return the workspace with a copy behind a scenario: same seed and ids, so that both share every draw."""
    original = workspace.scenarios[index]
    name = free_name(original.name, (scenario.name for scenario in workspace.scenarios))
    copy = attrs.evolve(original, name=name, colour=_free_colour(workspace), visible=True)
    return _with_scenarios(workspace, [*workspace.scenarios[: index + 1], copy, *workspace.scenarios[index + 1 :]])


def add_scenario(workspace: Workspace, scenario: Scenario) -> Workspace:
    """Return the workspace with another scenario at its end."""
    name = free_name(scenario.name, (known.name for known in workspace.scenarios))
    added = attrs.evolve(scenario, name=name, colour=_free_colour(workspace), visible=True)
    return _with_scenarios(workspace, [*workspace.scenarios, added])


def remove_scenario(workspace: Workspace, index: int) -> Workspace:
    """Return the workspace without a scenario; raises `Fault` for the last one."""
    if len(workspace.scenarios) == 1:
        raise Fault(_("a plan needs at least one scenario; add another before deleting this one"))
    gone = workspace.scenarios[index]
    rest = [scenario for scenario in _fixed_colours(workspace) if scenario.name != gone.name]
    baseline = "" if workspace.baseline == gone.name else workspace.baseline
    return attrs.evolve(workspace, scenarios=tuple(rest), baseline=baseline)


def bring_back_scenario(workspace: Workspace, before: Workspace, index: int) -> Workspace:
    """Return the workspace with the scenario that stood at ``index`` before it was removed, its colour as it was."""
    gone = attrs.evolve(before.scenarios[index], colour=colour_of(before, index))
    name = free_name(gone.name, (scenario.name for scenario in workspace.scenarios))
    scenarios = _fixed_colours(workspace)
    scenarios.insert(index, attrs.evolve(gone, name=name))
    baseline = workspace.baseline or (name if before.baseline == gone.name else "")
    return attrs.evolve(workspace, scenarios=tuple(scenarios), baseline=baseline)


def rename_scenario(workspace: Workspace, index: int, name: str) -> Workspace:
    """Return the workspace with another name for a scenario; a baseline stays the baseline."""
    old = workspace.scenarios[index]
    renamed = attrs.evolve(old, name=name.strip())
    baseline = renamed.name if workspace.baseline == old.name else workspace.baseline
    scenarios = (*workspace.scenarios[:index], renamed, *workspace.scenarios[index + 1 :])
    presentation = with_scenario_renamed(workspace.presentation, old.name, renamed.name)
    return attrs.evolve(workspace, scenarios=scenarios, baseline=baseline, presentation=presentation)


def move_scenario(workspace: Workspace, index: int, to: int) -> Workspace:
    """Return the workspace with a scenario moved to another place; every scenario keeps its colour."""
    return attrs.evolve(workspace, scenarios=moved(_fixed_colours(workspace), index, to))


def set_baseline(workspace: Workspace, index: int) -> Workspace:
    """Return the workspace with this scenario as the baseline, or with none if it was that already."""
    name = workspace.scenarios[index].name
    return attrs.evolve(workspace, baseline="" if workspace.baseline == name else name)


def moved(items: Sequence[_Item], index: int, to: int) -> tuple[_Item, ...]:
    """Return ``items`` with the one at ``index`` at place ``to``; places beyond an end are that end."""
    rest = [*items[:index], *items[index + 1 :]]
    to = max(0, min(to, len(rest)))
    return (*rest[:to], items[index], *rest[to:])


def _free_colour(workspace: Workspace) -> int:
    used = {colour_of(workspace, index) for index in range(len(workspace.scenarios))}
    return next(colour for colour in range(len(used) + 1) if colour not in used)


def _fixed_colours(workspace: Workspace) -> list[Scenario]:
    return [
        attrs.evolve(scenario, colour=colour_of(workspace, index)) for index, scenario in enumerate(workspace.scenarios)
    ]


def _with_scenarios(workspace: Workspace, scenarios: Sequence[Scenario]) -> Workspace:
    fixed = {scenario.name: scenario for scenario in _fixed_colours(workspace)}
    return attrs.evolve(workspace, scenarios=tuple(fixed.get(scenario.name, scenario) for scenario in scenarios))


def is_lever(scenario: Scenario, workload: str, driver: str) -> bool:
    """Whether we decide the driver with these ids; a conversion (no workload) is how the world is."""
    known = [own for owner in scenario.workloads if owner.id == workload for own in owner.drivers]
    return any(own.lever for own in known if own.id == driver)


TEMPLATES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        N_("Text chat"),
        (("energy", N_("Energy per query"), "0.3 Wh/query"), ("volume", N_("Queries"), "1e9 query/day")),
    ),
    (N_("Images"), (("energy", N_("Energy per image"), "1 Wh/image"), ("volume", N_("Images"), "1e7 image/day"))),
    (N_("Video"), (("energy", N_("Energy per video"), "100 Wh/video"), ("volume", N_("Videos"), "1e6 video/day"))),
    (
        N_("Agents"),
        (
            ("energy", N_("Energy per session"), "100 Wh/session"),
            ("sessions", N_("Sessions per user"), "1 session/user/day"),
            ("users", N_("Users of agents"), "1e6 user"),
        ),
    ),
    (
        N_("A share of people"),
        (
            ("energy", N_("Energy per query"), "0.3 Wh/query"),
            ("use", N_("Queries per user"), "4 query/user/day"),
            ("people", N_("People"), "1e6 user"),
            ("share", N_("Share who use it"), "50 %"),
        ),
    ),
)
"""Kinds of workload to begin with; every number is a placeholder that the user owns, and is shown as such."""


def new_workload(template: int, workspace_names: Iterable[str]) -> Workload:
    """Return a workload from `TEMPLATES` with a name that is not among ``workspace_names``."""
    name, drivers = TEMPLATES[template]
    return Workload(
        free_name(_(name), workspace_names),
        tuple(Driver(key, _(title), Estimate.parse(value)) for key, title, value in drivers),
    )


def new_scenario(region: str, start: int, end: int) -> Scenario:
    """Return a scenario to begin with: one text chat, all its numbers the user's own."""
    return Scenario(_("New scenario"), start, end, (new_workload(0, ()),), region=region)


def add_workload(scenario: Scenario, workload: Workload) -> Scenario:
    """Return the scenario with another workload, its name and id made free."""
    name = free_name(workload.name, (known.name for known in scenario.workloads))
    identity = free_name(slug(name), (known.id for known in scenario.workloads))
    return attrs.evolve(scenario, workloads=(*scenario.workloads, attrs.evolve(workload, name=name, id=identity)))


def add_driver(workload: Workload) -> Workload:
    """Return the workload with a neutral factor of 1 at its end, to be named and typed over."""
    name = free_name(_("New factor"), (driver.name for driver in workload.drivers))
    identity = free_name("factor", (driver.id for driver in workload.drivers))
    return attrs.evolve(workload, drivers=(*workload.drivers, Driver(identity, name, Estimate.parse("1"))))


_COUNTED = ("query", "image", "video", "session", "task", "token")


def recounted(workload: Workload, index: int, value: Estimate) -> Workload | None:
    """Return the workload counted in what ``value`` counts, where that is what a driver's new value asks for.

    Typing ``100 Wh/session`` where all else counts queries is refused by the chain; this is the remedy to offer: every
    other driver's query becomes a session. None where that does not help.
    """
    old, new = (dimensions(estimate.unit) for estimate in (workload.drivers[index].value, value))
    lost = [name for name in _COUNTED if name in old and name not in new]
    gained = [name for name in _COUNTED if name in new and name not in old]
    if len(lost) != 1 or len(gained) != 1:
        return None
    try:
        changed = [
            attrs.evolve(driver, value=value) if place == index else _recounted(driver, lost[0], gained[0])
            for place, driver in enumerate(workload.drivers)
        ]
        return attrs.evolve(workload, drivers=tuple(changed))
    except Fault:
        return None


def _recounted(driver: Driver, lost: str, gained: str) -> Driver:
    def renamed(estimate: Estimate) -> Estimate:
        head = estimate.text[: len(estimate.text) - len(estimate.unit)]
        spelled = "|".join(_spellings(lost))
        unit = re.sub(rf"(?<![A-Za-z])([kMGT]|kilo|mega|giga|tera)?(?:{spelled})\b", rf"\g<1>{gained}", estimate.unit)
        return Estimate.parse(head + unit)

    match driver.trajectory:
        case Logistic(ceiling, rate):
            trajectory: Trajectory = Logistic(renamed(ceiling), rate)
        case Points(values):
            trajectory = Points(tuple((year, renamed(point)) for year, point in values))
        case other:
            trajectory = other
    return attrs.evolve(driver, value=renamed(driver.value), trajectory=trajectory)


def _spellings(thing: str) -> tuple[str, ...]:
    if thing == "query":
        return ("queries", "query", "requests", "request", "prompts", "prompt", "messages", "message")
    return (f"{thing}s", thing)
