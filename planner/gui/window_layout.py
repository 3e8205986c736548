"""How the window's panels stand beside each other, which of them are shown, and how that is remembered."""

from __future__ import annotations

import attrs
from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from planner.gui.actions import Actions
from planner.gui.notice import Notice
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.panels.scenario_panel import ScenarioPanel
from planner.gui.panels.title_bar import TitleBar
from planner.gui.roomy import scrolling, text_scale
from planner.gui.theme import ASSUMPTION_PANEL_WIDTH, CHART_MIN_WIDTH, SCENARIO_PANEL_WIDTH
from planner.store.settings import Settings

_MOST_ROOM = 2.0
"""Text that is larger still gets no more room: there is none on a screen."""


class WindowLayout(QObject):
    """Lays out a window: the bar on top, three panels side by side, the notice below."""

    def __init__(
        self,
        bar: TitleBar,
        panels: tuple[ScenarioPanel, ChartPanel, AssumptionPanel],
        notice: Notice,
        settings: Settings,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scenarios, self._chart, self._assumptions = panels
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._scale = min(text_scale(), _MOST_ROOM)
        for panel in (self._scenarios, self._middle(), self._assumptions):
            self.splitter.addWidget(panel)
        self._scenarios.setProperty("help", "plans")
        self._assumptions.setProperty("help", "values")
        self._set_widths()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(notice)
        window.setCentralWidget(whole)
        window.resize(QSize(1440, 900).boundedTo(QGuiApplication.primaryScreen().availableSize()))
        self._restore(settings)

    def _middle(self) -> QWidget:
        """Return the chart's panel; where the desktop's text is large it keeps its height and scrolls."""
        if self._scale == 1:
            return self._chart
        self._chart.setMinimumHeight(round(self._chart.minimumHeight() * self._scale))
        return scrolling(self._chart)

    def _set_widths(self) -> None:
        small = QGuiApplication.primaryScreen().availableSize().width() < 1400
        self.splitter.setSizes([SCENARIO_PANEL_WIDTH - 24 * small, 840, ASSUMPTION_PANEL_WIDTH])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(1, False)
        self._scenarios.setMinimumWidth(round(180 * min(self._scale, 1.5)))
        self._assumptions.setMinimumWidth(round(300 * min(self._scale, 1.6)))
        self._chart.setMinimumWidth(min(CHART_MIN_WIDTH, 560 if self._scale == 1 else 500))

    def _restore(self, settings: Settings) -> None:
        self._assumptions.group_by(settings.grouping)
        if settings.geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii", "ignore")))
        if settings.splitter:
            self.splitter.restoreState(QByteArray.fromBase64(settings.splitter.encode("ascii", "ignore")))

    def remembered(self, settings: Settings) -> Settings:
        """Return ``settings`` with how the window stands now."""
        return attrs.evolve(
            settings,
            geometry=self._window.saveGeometry().toBase64().toStdString(),
            splitter=self.splitter.saveState().toBase64().toStdString(),
            grouping=str(self._assumptions.grouping.currentData()),
        )

    def connect_actions(self, actions: Actions) -> None:
        """Let the entries of the View menu show and hide the panels."""
        actions.connect(
            {
                "scenarios_panel": self._toggle_scenarios,
                "assumptions_panel": self._toggle_assumptions,
                "working_panel": self._toggle_working,
                "full_screen": self._toggle_full_screen,
            }
        )
        for name in ("scenarios_panel", "assumptions_panel", "working_panel"):
            actions[name].setChecked(True)

    def _toggle_scenarios(self) -> None:
        self._scenarios.setVisible(not self._scenarios.isVisible())

    def _toggle_assumptions(self) -> None:
        self._assumptions.setVisible(not self._assumptions.isVisible())

    def _toggle_working(self) -> None:
        self._chart.show_working(not self._chart.working_wanted)

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
