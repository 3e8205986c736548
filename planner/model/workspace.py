"""A workspace: the scenarios shown together, and the one function that changes any part of it."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import field, frozen

from planner.model.driver import is_note
from planner.model.faults import Fault
from planner.model.presentation import Presentation
from planner.model.scenario import Scenario, check_unique, with_workloads
from planner.text import _

MAX_SCENARIOS = 200

Path = tuple[str | int, ...]
"""Where something stands in a workspace: ``("scenarios", 0, "workloads", 1, "drivers", 0, "value")``."""


@frozen
class Workspace:
    """One or more scenarios; what a file and a preset hold.

    ``baseline`` is the name of the scenario that others are read against, empty for none. ``evidence`` is the stamp of
    the evidence library that the plan was last saved with.
    """

    scenarios: tuple[Scenario, ...] = field()
    title: str = field(default="", validator=is_note)
    notes: str = field(default="", validator=is_note)
    baseline: str = field(default="", validator=is_note)
    evidence: str = field(default="", validator=is_note, eq=False)
    presentation: Presentation = field(default=Presentation())

    @scenarios.validator
    def _check_scenarios(self, attribute: object, scenarios: tuple[Scenario, ...]) -> None:
        if not 1 <= len(scenarios) <= MAX_SCENARIOS:
            raise Fault(
                _("a plan has between 1 and {limit} scenarios, not {count}").format(
                    limit=MAX_SCENARIOS, count=len(scenarios)
                )
            )
        check_unique(_("scenario name"), [scenario.name for scenario in scenarios])

    def scenario(self, name: str) -> Scenario:
        """Return the scenario of that name; raises `Fault` with the names there are."""
        for scenario in self.scenarios:
            if scenario.name == name:
                return scenario
        names = "; ".join(scenario.name for scenario in self.scenarios[:10])  # a name may hold a comma
        raise Fault(_("there is no scenario “{name}”; there are: {names}").format(name=name, names=names))


def look_up(value: Any, path: Path) -> Any:
    """Return what stands at ``path`` inside ``value``."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def replace(whole: Any, path: Path, value: Any) -> Any:
    """Return ``whole`` with ``value`` at ``path``, every validator on the way run again.

    A driver that is gone takes its correlations along.

    Raises:
        Fault: A validator refuses the result; ``whole`` is as it was.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*whole[:step], replace(whole[step], rest, value), *whole[step + 1 :])
    changed = replace(getattr(whole, step), rest, value)
    if isinstance(whole, Scenario) and step == "workloads":
        return with_workloads(whole, changed)
    return attrs.evolve(whole, **{step: changed})
