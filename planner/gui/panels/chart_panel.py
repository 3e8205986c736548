"""The middle of the window: the finding as a sentence, the chart, what its marks mean, and the working."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planner.chart.amounts import OUTCOME_NAMES, UNIT_CHOICES
from planner.chart.headline import Headline
from planner.chart.spec import Chart
from planner.chart.timeline import View
from planner.engine.result import OUTCOMES
from planner.gui.panels.working_panel import WorkingPanel
from planner.gui.stylesheet import restyle
from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL, Theme
from planner.gui.widgets.timeline_plot import TimelinePlot
from planner.text import _

_COMPACT_HEIGHT = 760


class ChartPanel(QWidget):
    """Shows headline, chart and working; asks for another view or year."""

    view_changed = Signal(object)
    year_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self.headline = self._label("headline")
        self.under = self._label("subline")
        self.caption = self._label("caption")
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(_("What is charted"))
        for name, words in OUTCOME_NAMES.items():
            self.outcome.addItem(_(words), name)
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("Unit of the chart"))
        self.log = QPushButton(_("Log"))
        self.log.setCheckable(True)
        self.log.setToolTip(_("Logarithmic scale: equal distances are equal factors"))
        self.log.setAccessibleName(_("Logarithmic scale"))
        self.plot = TimelinePlot()
        self.working = WorkingPanel()
        self._lay_out()
        self.outcome.activated.connect(self._choose_outcome)
        self.unit.activated.connect(self._choose_unit)
        self.log.toggled.connect(self._choose_scale)
        self.plot.year_selected.connect(self.year_selected)

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        return label

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(GAP_SMALL)
        title = QLabel(_("Timeline"))
        title.setProperty("role", "section")
        controls.addWidget(title)
        controls.addStretch(1)
        for control in (self.outcome, self.unit, self.log):
            controls.addWidget(control)
        # Wrapped labels would otherwise ask for the height they need at the narrowest width.
        self.setMinimumHeight(520)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(GAP_SECTION, GAP, GAP_SECTION, GAP)
        self._layout.setSpacing(GAP_SMALL)
        self._layout.addWidget(self.headline)
        self._layout.addWidget(self.under)
        self._layout.addLayout(controls)
        self.plot.setMinimumHeight(220)
        # The chart takes what the words leave, and is never the reason that they are cut.
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._layout.addWidget(self.plot, 1)
        self._layout.addWidget(self.caption)
        self._layout.addWidget(self.working)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.plot.set_theme(theme)

    def show_view(self, view: View) -> None:
        """Show how the chart is looked at; asks for nothing."""
        if view.outcome != self._view.outcome or self.unit.count() == 0:
            self.unit.clear()
            for unit, name in UNIT_CHOICES[view.outcome]:
                self.unit.addItem(_(name), unit)
            self.unit.setVisible(self.unit.count() > 1)
        self._view = view
        self.outcome.setCurrentIndex(self.outcome.findData(view.outcome))
        self.unit.setCurrentIndex(max(self.unit.findData(view.unit), 0))
        self.log.blockSignals(True)
        self.log.setChecked(view.log)
        self.log.blockSignals(False)

    def show_picture(self, headline: Headline, chart: Chart) -> None:
        """Show a headline and a chart."""
        for label, text in (
            (self.headline, headline.sentence),
            (self.under, headline.under),
            (self.caption, chart.caption),
        ):
            if label.text() != text:
                label.setText(text)
        self.under.setVisible(bool(headline.under))
        self.plot.show_chart(chart)

    def _choose_outcome(self, index: int) -> None:
        outcome = self.outcome.itemData(index)
        self.view_changed.emit(View(outcome, OUTCOMES[outcome], self._view.log))

    def _choose_unit(self, index: int) -> None:
        self.view_changed.emit(View(self._view.outcome, self.unit.itemData(index), self._view.log))

    def _choose_scale(self, log: bool) -> None:
        self.view_changed.emit(View(self._view.outcome, self._view.unit, log))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the headline shrinks, so that the chart keeps its room."""
        compact = self.height() < _COMPACT_HEIGHT
        self.working.show_rows(1 if compact else 3)
        if bool(self.headline.property("compact")) != compact:
            self.headline.setProperty("compact", compact)
            restyle(self.headline)
        super().resizeEvent(event)
