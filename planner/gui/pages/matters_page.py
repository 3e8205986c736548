"""Which assumption matters: each one's swing, and its share of the variance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.chart.shapes import Bars
from planner.chart.tornado import tornado
from planner.engine.outcome import Case
from planner.engine.sensitivity import sensitivity
from planner.gui.moment import Moment
from planner.gui.pages.page import Page
from planner.gui.theme import Theme
from planner.gui.widgets.bars_plot import BarsPlot
from planner.model.faults import Fault


class MattersPage(Page):
    """Shows the tornado of the selected scenario for the outcome and year in view."""

    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Bars | None = None
        self.plot = BarsPlot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(scrolled(self.plot))

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Show what matters in the selected scenario."""
        try:
            found = sensitivity(Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year)
        except Fault as fault:
            self.set_headline(moment.scenario.name, str(fault))
            return
        self._chart = tornado(found, moment.scenario.name, self._chart)
        self.set_headline(self._chart.title, self._chart.subtitle)
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
