"""Homes: household equivalents of all visible scenarios as whole icons."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.chart.equivalents import Counted, equivalents
from planner.gui.moment import Moment
from planner.gui.pages.matters_page import scrolled
from planner.gui.pages.page import Page
from planner.gui.simulator import region_of
from planner.gui.theme import Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.icons_plot import IconsPlot
from planner.model.editing import colour_of


class HomesPage(Page):
    """Shows one row of houses a scenario, in the marked year."""

    chart_name = "households"
    uses_outcome = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = IconsPlot()
        self.place = ChartPlace(scrolled(self.plot))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.place)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Show the homes of the visible scenarios and of the selected one."""
        counted = []
        for index, scenario in enumerate(moment.workspace.scenarios):
            result = moment.simulator.result(scenario)
            if result is not None and (scenario.visible or index == moment.selection):
                counted.append(Counted(result, colour_of(moment.workspace, index), region_of(scenario)))
        chart = equivalents(counted, moment.year, moment.scenario.name)
        self.set_headline(chart.title, chart.subtitle)
        self.set_caption(chart.caption)
        self.plot.show_chart(chart)
