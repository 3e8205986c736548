"""What the fields under the workloads ask for: other years, another region, other conversions."""

from __future__ import annotations

import attrs
from PySide6.QtCore import QObject, Signal

from planner.gui.panels.attempt import Attempt
from planner.gui.panels.conversion_section import NAMES, ConversionSection
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.region import Region
from planner.model.scenario import Conversion, Scenario
from planner.text import _


class ConversionEdits(QObject):
    """Turns what is typed in a `ConversionSection` into edits; a refusal is shown at the field it concerns."""

    source_wanted = Signal(object)

    def __init__(self, section: ConversionSection, attempt: Attempt) -> None:
        super().__init__(section)
        self._section, self._attempt = section, attempt
        self._scenario: Scenario | None = None
        section.years_changed.connect(self._change_years)
        section.region_changed.connect(self._change_region)
        section.conversion_typed.connect(self._type_conversion)
        section.conversion_reset.connect(self._reset_conversion)
        section.source_wanted.connect(self._show_figure)

    def show_scenario(self, scenario: Scenario, region: Region) -> None:
        """Show where, when and converted with what, where any of that is new."""
        unlike = self._scenario is None or _frame_of(scenario) != _frame_of(self._scenario)
        self._scenario, self._region = scenario, region
        if unlike:
            self._section.show_scenario(scenario, region)

    def _change_years(self, start: int, end: int) -> None:
        if self._scenario is None:
            return
        start, end = (start, max(start, end)) if start != self._scenario.start else (min(start, end), end)
        try:
            changed = attrs.evolve(self._scenario, start=start, end=end)
        except Fault as fault:
            self._section.show_scenario(self._scenario, self._region)
            self._section.problem.say(str(fault))
            return
        self._attempt((), changed, _("Change the years"))

    def _change_region(self, code: str) -> None:
        self._attempt(("region",), code, _("Change the region"))

    def _type_conversion(self, name: str, text: str) -> None:
        if self._scenario is None:
            return
        try:
            known = self._scenario.conversion(name)
            value = Estimate.parse(text)
            own = attrs.evolve(known, value=value) if known else Conversion(value)
        except Fault as fault:
            self._section.show_problem(name, str(fault))
            return
        self._set_conversions({**dict(self._scenario.conversions), name: own}, name)

    def _reset_conversion(self, name: str) -> None:
        if self._scenario is not None:
            kept = {key: value for key, value in self._scenario.conversions if key != name}
            self._set_conversions(kept, name)

    def _set_conversions(self, conversions: dict[str, Conversion], name: str) -> None:
        words = _("Change “{name}”").format(name=_(NAMES[name]))
        problem = self._attempt(("conversions",), tuple(conversions.items()), words)
        if problem:
            self._section.show_problem(name, problem)

    def _show_figure(self, name: str) -> None:
        if self._scenario is not None and self._scenario.conversion(name) is None:
            figure = self._region.figure(name)
            if figure is not None:
                self.source_wanted.emit(figure)


def _frame_of(scenario: Scenario) -> tuple[object, ...]:
    """Return where, when and converted with what: all that `ConversionSection` shows of a scenario."""
    return scenario.start, scenario.end, scenario.region, scenario.conversions
