"""One moment of the document as the pages see it: what is selected, and what follows from it, worked out when asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from planner.chart.timeline import View
from planner.engine.result import ScenarioResult
from planner.gui.simulator import Simulator, region_of
from planner.model.editing import colour_of
from planner.model.region import Region, conversions_of
from planner.model.scenario import Conversion, Scenario
from planner.model.workspace import Workspace


class Moment:
    """A workspace, the selected scenario, the marked year and the view; equal moments are the same object."""

    def __init__(self, workspace: Workspace, selection: int, year: int, view: View, simulator: Simulator) -> None:
        self.workspace, self.selection, self.view, self.simulator = workspace, selection, view, simulator
        self.scenario: Scenario = workspace.scenarios[selection]
        self.year = min(max(year, self.scenario.start), self.scenario.end)

    @cached_property
    def region(self) -> Region:
        """The selected scenario's region."""
        return region_of(self.scenario)

    @cached_property
    def conversions(self) -> Mapping[str, Conversion]:
        """The conversions in force in the selected scenario."""
        return conversions_of(self.scenario, self.region)

    @property
    def result(self) -> ScenarioResult | None:
        """The selected scenario's result, if it has one."""
        return self.simulator.result(self.scenario)

    @property
    def colour(self) -> int:
        """The selected scenario's place in the palette."""
        return colour_of(self.workspace, self.selection)

    @cached_property
    def rival(self) -> Scenario | None:
        """The baseline, else the first visible other scenario that covers the year: what to compare with."""
        others = [other for other in self.workspace.scenarios if other != self.scenario and self.year in other.years]
        named = [other for other in others if other.name == self.workspace.baseline]
        return next(iter([*named, *(other for other in others if other.visible), *others]), None)

    def conversions_for(self, scenario: Scenario) -> Mapping[str, Conversion]:
        """Return the conversions in force in any scenario."""
        return conversions_of(scenario, region_of(scenario))
