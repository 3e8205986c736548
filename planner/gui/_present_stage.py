"""The large part of a presentation: the finding, and under it the chart, the working or the sources."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.chart.headline import Headline
from planner.chart.ladder import Ladder
from planner.chart.spec import Chart
from planner.gui._present_words import sources_html, working_html
from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets.timeline_plot import TimelinePlot
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.scenario import Scenario
from planner.text import _

WORKING, SOURCES = "working", "sources"
_SHRINKING = (1.0, 0.9, 0.8, 0.7, 0.6)


class Stage(QWidget):
    """Shows a finding with its chart; ``asked`` names what stands in the chart's place, if anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = ""
        self._theme, self._unit = LIGHT, 1.0
        self._ladder: Ladder | None = None
        self._scenario: Scenario | None = None
        self.headline, self.under = WrappedLabel("stage"), WrappedLabel("quiet")
        self.plot = TimelinePlot()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidget(self.words)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self._area)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.headline)
        self._column.addWidget(self.under)
        self._column.addWidget(self._stack, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self._write()

    def set_unit(self, unit: float) -> None:
        """Be as large as a wall needs: ``unit`` pixels for each pixel of a 1280 x 720 screen."""
        self._unit = unit
        for label, size, weight in ((self.headline, 40, QFont.Weight.Bold), (self.under, 20, QFont.Weight.Normal)):
            font = label.font()
            font.setPixelSize(round(size * unit))
            font.setWeight(weight)
            label.setFont(font)
            label.keep_room()
        self.words.setContentsMargins(0, round(10 * unit), 0, 0)
        self.plot.set_text_size(round(18 * unit))
        self._column.setSpacing(round(8 * unit))
        self._write()

    def show_picture(
        self, headline: Headline, chart: Chart, ladder: Ladder | None, scenario: Scenario, year: int
    ) -> None:
        """Show a moment."""
        for label, text in ((self.headline, headline.sentence), (self.under, _capital(headline.under))):
            if label.text() != text:
                label.setText(text)
                label.keep_room()
        self.plot.show_chart(chart)
        self.plot.set_marked_year(year)
        self._ladder, self._scenario = ladder, scenario
        self._write()

    def toggle_working(self) -> None:
        """Show the working in the chart's place, or the chart again."""
        self._ask("" if self.asked == WORKING else WORKING)

    def toggle_sources(self) -> None:
        """Show the sources in the chart's place, or the chart again."""
        self._ask("" if self.asked == SOURCES else SOURCES)

    def show_plot(self) -> None:
        """Show the chart."""
        self._ask("")

    def _ask(self, what: str) -> None:
        self.asked = what
        self._stack.setCurrentWidget(self._area if what else self.plot)
        self._write()

    def _write(self) -> None:
        """Write what was asked for, as large as it fits; what does not at the smallest size scrolls."""
        if not self.asked or self._scenario is None:
            return
        for share in _SHRINKING:
            words = self._html(self._unit * share)
            document = QTextDocument()
            document.setDefaultFont(self.words.font())
            document.setHtml(words)
            document.setTextWidth(self._area.width())
            room = self._area.height() - 10 * self._unit
            if document.size().height() <= room and document.size().width() <= self._area.width():
                break
        self.words.setText(words)

    def _html(self, unit: float) -> str:
        assert self._scenario is not None
        if self.asked == SOURCES:
            return sources_html(self._scenario, self._theme, unit)
        if self._ladder is None:
            return _("There is no working: a number in it is too large")
        return working_html(self._ladder, self._theme, unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what was asked for into the new room."""
        super().resizeEvent(event)
        self._write()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
