"""Which assumption matters: each one's swing, and its share of the variance."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.chart.shapes import Bars
from planner.chart.tornado import tornado
from planner.engine.outcome import Case
from planner.engine.sensitivity import Sensitivity, sensitivity
from planner.gui.moment import Moment
from planner.gui.pages._lever_filter import LeverFilter
from planner.gui.pages.page import Page
from planner.gui.theme import GAP_SMALL, Theme
from planner.gui.widgets.bars_plot import BarsPlot
from planner.gui.widgets.chart_place import ChartPlace
from planner.model.deciding import ALL, DECIDED
from planner.model.faults import Fault
from planner.text import _


class MattersPage(Page):
    """Shows the tornado of the selected scenario for the outcome and year in view, all of it or one kind of driver.

    Swings and shares are worked out over all assumptions; the filter only chooses the rows.
    """

    chart_name = "sensitivity"
    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Bars | None = None
        self._moment: Moment | None = None
        self._found: Sensitivity | None = None
        self.filter = LeverFilter()
        self.controls = (self.filter,)
        self.plot = BarsPlot()
        self.place = ChartPlace(scrolled(self.plot))
        line = QHBoxLayout()
        line.addWidget(self.filter)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addLayout(line)
        layout.addWidget(self.place, 1)
        self.filter.activated.connect(self._show)

    def options(self) -> Mapping[str, str]:
        """Say which assumptions are listed."""
        return {"among": self.filter.kind}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """List these assumptions."""
        self.filter.choose(options.get("among", ALL))

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Show what matters in the selected scenario."""
        self._moment, self._found = moment, None
        try:
            self._found = sensitivity(Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year)
        except Fault as fault:
            self.set_headline(moment.scenario.name, str(fault))
            return
        self._show()

    def _show(self) -> None:
        moment, found = self._moment, self._found
        if moment is None or found is None:
            return
        swings = [swing for swing in found.swings if self.filter.admits(moment.scenario, swing.workload, swing.driver)]
        shown = evolve(found, swings=tuple(swings))
        self._chart = tornado(shown, moment.scenario.name, self._chart, self.filter.among)
        none = not swings and bool(found.swings) and self.filter.kind == DECIDED
        under = _("Mark an assumption with “We decide this” in the menu beside its name.") if none else ""
        self.set_headline(self._chart.title, under or self._chart.subtitle)
        self.set_caption(self._chart.caption)
        self.plot.show_chart(self._chart)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return ``widget`` in a scroll area as wide as the page."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
