"""The timeline page: one chart, or small multiples of it where more than four scenarios are shown."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.chart.multiples import MOST_IN_ONE, Panel, lines_of, panels
from planner.chart.spec import Chart
from planner.gui.theme import GAP, GAP_SMALL, LIGHT, Theme
from planner.gui.widgets.timeline_plot import TimelinePlot
from planner.text import _

_TEXT_SIZE = 11


class TimelineStage(QWidget):
    """Shows a chart; with more than `MOST_IN_ONE` lines as small multiples, until “One chart” is wanted.

    The small ones are made when they are first needed, and only those that changed are drawn anew.
    """

    year_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._theme = LIGHT
        self._year: int | None = None
        self.plot = TimelinePlot()
        self.small: list[SmallTimeline] = []
        self.one_chart = QPushButton(_("One chart"))
        self.one_chart.setCheckable(True)
        self.one_chart.setToolTip(_("Show all scenarios in one chart instead of one small chart each"))
        self._measure = QLabel()
        self._measure.setProperty("role", "caption")
        self._head = QWidget()
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._measure, 1)
        line.addWidget(self.one_chart)
        self._head.hide()
        self._many = QWidget()
        self._grid = QGridLayout(self._many)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP_SMALL)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self._many)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        self.plot.year_selected.connect(self.year_selected)
        self.one_chart.toggled.connect(self._show)

    @property
    def shows_many(self) -> bool:
        """Whether small multiples are on the screen."""
        return self._stack.currentWidget() is self._many

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        for each in self.small:
            each.set_theme(theme)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        self._show()

    def mark(self, year: int | None) -> None:
        """Mark a year in all charts without telling anybody."""
        self._year = year
        self.plot.set_marked_year(year)
        for each in self.small:
            each.plot.set_marked_year(year)

    def minimumSizeHint(self) -> QSize:
        """Small multiples take what room there is."""
        return self.plot.minimumSizeHint()

    def _show(self) -> None:
        chart = self._chart
        if chart is None:
            return
        lines = lines_of(chart)
        self._head.setVisible(len(lines) > MOST_IN_ONE)
        if len(lines) <= MOST_IN_ONE or self.one_chart.isChecked():
            self._measure.setText("")
            self._stack.setCurrentWidget(self.plot)
            self.plot.show_chart(chart)
            return
        shown = panels(chart)
        left_out = len(lines) - len(shown)
        more = _("{count} more are not shown").format(count=left_out) if left_out else ""
        self._measure.setText(" · ".join(filter(None, [chart.y.label, more])))
        self._fit(len(shown))
        for each, panel in zip(self.small, shown, strict=True):
            each.show_panel(panel)
        self._stack.setCurrentWidget(self._many)

    def _fit(self, count: int) -> None:
        """Have as many small charts as are needed, in rows of equal width and height."""
        if len(self.small) == count:
            return
        while len(self.small) > count:
            gone = self.small.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.small) < count:
            made = SmallTimeline()
            made.set_theme(self._theme)
            made.plot.set_marked_year(self._year)
            made.plot.year_selected.connect(self.year_selected)
            self.small.append(made)
        columns = 4 if count > 6 else 3
        rows = math.ceil(count / columns)
        for index, each in enumerate(self.small):
            self._grid.addWidget(each, index // columns, index % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(4):
            self._grid.setRowStretch(row, 1 if row < rows else 0)


class SmallTimeline(QWidget):
    """One of many: its name and last value in the colour of its line, over a small chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel: Panel | None = None
        self._theme = LIGHT
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.title.font()
        font.setPixelSize(_TEXT_SIZE + 1)
        font.setBold(True)
        self.title.setFont(font)
        self.value = QLabel()
        self.value.setProperty("role", "caption")
        self.plot = _SmallPlot()
        self.plot.set_text_size(_TEXT_SIZE)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(self.title, 1)
        head.addWidget(self.value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.plot, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self._colour_title()

    def show_panel(self, panel: Panel) -> None:
        """Show a panel, unless it is the one on the screen."""
        if self._panel is not None and self._panel.shows_the_same(panel):
            return
        self._panel = panel
        self.title.setToolTip(panel.name)
        self.title.setAccessibleName(panel.name)
        self.value.setText(panel.value)
        self._colour_title()
        self._cut_title()
        self.plot.show_chart(panel.chart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the room there is."""
        super().resizeEvent(event)
        self._cut_title()

    def _cut_title(self) -> None:
        """Show the whole name, even where that leaves no room for the value; only then shorten it."""
        if self._panel is None:
            return
        metrics, room = self.title.fontMetrics(), self.width()
        beside = self.value.sizeHint().width() + GAP_SMALL
        fits = metrics.horizontalAdvance(self._panel.name) + beside <= room
        self.value.setVisible(fits)
        self.title.setText(
            metrics.elidedText(self._panel.name, Qt.TextElideMode.ElideRight, room - beside if fits else room)
        )

    def _colour_title(self) -> None:
        if self._panel is not None:
            palette = self.title.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._theme.series_text(self._panel.colour))
            self.title.setPalette(palette)


class _SmallPlot(TimelinePlot):
    """A timeline that may be small."""

    def sizeHint(self) -> QSize:
        """Return the size of one of many."""
        return QSize(200, 140)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which the line can still be followed."""
        return QSize(110, 60)
