"""What a presentation shows of a plan: the author's views, and the moment of the document that each of them means."""

from __future__ import annotations

import attrs

from planner.chart.amounts import UNIT_CHOICES
from planner.chart.spec import Chart
from planner.chart.timeline import View
from planner.engine.result import OUTCOMES
from planner.gui.moment import Moment
from planner.gui.picture import Picture, picture
from planner.gui.simulator import Simulator
from planner.model.faults import Fault
from planner.model.presentation import PresentedView
from planner.model.workspace import Workspace
from planner.text import _


def views_of(workspace: Workspace) -> tuple[PresentedView, ...]:
    """Return the author's views, or one timeline for each scenario where there are none."""
    if workspace.presentation:
        return workspace.presentation.views
    return tuple(PresentedView("timeline", scenario=scenario.name) for scenario in workspace.scenarios)


def look_of(view: PresentedView) -> View | None:
    """Return how the timeline is looked at; None where the view leaves that open."""
    if not view.outcome:
        return None
    units = [unit for unit, _name in UNIT_CHOICES[view.outcome]]
    unit = view.unit if view.unit in units else OUTCOMES[view.outcome]
    return View(view.outcome, unit, view.log, view.envelope)


def place_of(view: PresentedView, workspace: Workspace, selection: int) -> int:
    """Return the index of the scenario a view speaks of: the selected one where it names none.

    Raises:
        Fault: There is no scenario of that name any more.
    """
    if not view.scenario:
        return selection
    for index, scenario in enumerate(workspace.scenarios):
        if scenario.name == view.scenario:
            return index
    raise Fault(_("This view shows “{name}”, which is no longer in the plan").format(name=view.scenario))


def drawn(view: PresentedView, workspace: Workspace) -> Workspace:
    """Return the plan with the scenarios visible that a view shows beside each other."""
    if not view.scenarios:
        return workspace
    scenarios = (attrs.evolve(item, visible=item.name in view.scenarios) for item in workspace.scenarios)
    return attrs.evolve(workspace, scenarios=tuple(scenarios))


def moment_of(view: PresentedView, now: Moment, workspace: Workspace, simulator: Simulator) -> Moment:
    """Return what a view means of ``workspace``; outcome and year are those of ``now``. Raises `Fault`."""
    place = place_of(view, workspace, min(now.selection, len(workspace.scenarios) - 1))
    return Moment(drawn(view, workspace), place, now.year, now.view, simulator)


def picture_of(view: PresentedView, moment: Moment, before: Workspace | None, previous: Chart | None) -> Picture:
    """Return headline, chart and working of a moment; ``before`` is the plan before the drag under way."""
    return picture(
        moment.workspace,
        moment.selection,
        moment.year,
        moment.view,
        moment.simulator,
        before=drawn(view, before) if before is not None else None,
        previous=previous,
    )
