"""How sure are we: the draws of one year, and the chance of passing a threshold that can be dragged."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.chart.distribution import distribution
from planner.chart.shapes import Distribution
from planner.engine.compare import runs_in
from planner.engine.outcome import Case, checked, formula
from planner.gui.moment import Moment
from planner.gui.pages.page import Page
from planner.gui.theme import Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.spread_plot import SpreadPlot
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _
from planner.units import UnitProblem, factor_between


class SpreadPage(Page):
    """Shows the distribution of the outcome in view in the marked year."""

    chart_name = "distribution"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Distribution | None = None
        self._moment: Moment | None = None
        self._threshold: float | None = None
        self._measured = self._wanted = self._unit = ""
        self._factor = 1.0
        self.plot = SpreadPlot()
        self.place = ChartPlace(self.plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.place, 1)
        self.plot.threshold_moved.connect(self._move_threshold)

    def options(self) -> Mapping[str, str]:
        """Give the threshold with its unit."""
        return {} if self._threshold is None else {"threshold": f"{self._threshold:.6g} {self._unit}".strip()}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Ask about this threshold."""
        self._wanted = options.get("threshold", "")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Show the draws of the selected scenario."""
        self._moment = moment
        if self._measured != moment.view.outcome:
            self._measured, self._threshold, self._chart = moment.view.outcome, None, None
        self._show()

    def _show(self) -> None:
        moment = self._moment
        if moment is None:
            return
        outcome, year = moment.view.outcome, moment.year
        try:
            unit = formula(Case(moment.scenario, moment.conversions), outcome, year).unit
            runs = runs_in(moment.scenario, moment.conversions, outcome, year)
            checked(float(np.max(runs)), moment.scenario.name)
        except Fault as fault:
            self.set_headline(moment.scenario.name, str(fault))
            self.plot.hide()
            return
        self.plot.show()
        self._unit = unit
        if self._wanted:
            self._threshold = _threshold_in(unit, self._wanted)
            self._wanted = ""
        if self._threshold is None:
            self._threshold = float(np.median(runs)) * 2
        self._chart = distribution(
            runs, outcome, unit, moment.scenario.name, year, threshold=self._threshold, previous=self._chart
        )
        drawn = float(self._chart.ordered[-1])
        self._factor = float(np.max(runs)) / drawn if drawn > 0 else 1.0
        self.set_headline(self._chart.title, self._chart.subtitle)
        hint = _("Drag the line to ask about another threshold.")
        self.set_caption(f"{self._chart.caption} {hint}")
        self.plot.show_chart(self._chart)

    def _move_threshold(self, value: float) -> None:
        self._threshold = value * self._factor
        self._show()


def _threshold_in(unit: str, text: str) -> float | None:
    """Return a threshold in ``unit``; None where it is no amount of this outcome."""
    try:
        wanted = Estimate.parse(text)
        return wanted.central * factor_between(wanted.unit, unit)
    except (Fault, UnitProblem):
        return None
