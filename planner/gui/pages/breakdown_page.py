"""The breakdown: which workload takes how much over the years."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from planner.chart.breakdown import breakdown
from planner.chart.shapes import Area
from planner.engine.means import mean_energy
from planner.gui.moment import Moment
from planner.gui.pages.page import Page
from planner.gui.simulator import QUICK_SAMPLES
from planner.gui.theme import Theme
from planner.gui.widgets.area_plot import AreaPlot
from planner.gui.widgets.chart_place import ChartPlace
from planner.model.faults import Fault
from planner.text import _


class BreakdownPage(Page):
    """Shows the selected scenario's workloads as a stack, in amounts or in shares."""

    chart_name = "breakdown"
    uses_outcome = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._chart: Area | None = None
        self.shares = QCheckBox(_("as shares"))
        self.controls = (self.shares,)
        self.plot = AreaPlot()
        self.place = ChartPlace(self.plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shares)
        layout.addWidget(self.place, 1)
        self.shares.toggled.connect(self._show)
        self.plot.year_selected.connect(self.year_selected)

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Show amounts or shares."""
        self.shares.setChecked(chart == "shares")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Show the workloads of the selected scenario."""
        self._moment = moment
        self._show()

    def _show(self) -> None:
        self.chart_name = "shares" if self.shares.isChecked() else "breakdown"
        moment = self._moment
        if moment is None:
            return
        try:
            found = mean_energy(moment.scenario, QUICK_SAMPLES)
        except Fault as fault:
            self.set_headline(moment.scenario.name, str(fault))
            return
        self._chart = breakdown(found, moment.year, shares=self.shares.isChecked(), previous=self._chart)
        self.set_headline(self._chart.title, self._chart.subtitle)
        self.set_caption(self._chart.caption)
        self.plot.show_chart(self._chart, moment.year)
