"""The large part of a presentation: the message, and under it the chart, the working or the sources."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.chart.headline import Headline
from planner.gui._present_words import SOURCES, WORKING, StageWords
from planner.gui.moment import Moment
from planner.gui.pages import PAGE_OF, PAGES
from planner.gui.pages.page import Page
from planner.gui.picture import Picture
from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets.timeline_plot import TimelinePlot
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.gui.widgets.zoomed import Zoomed

_ZOOM = 1.5
"""How much larger than at a desk a page is drawn on a screen of 1280 x 720."""


class Stage(QWidget):
    """Shows a message with its chart; ``asked`` names what stands in the chart's place, if anything.

    A page is the one of the window once more, magnified and without its fields, so whatever the window can show a room
    can see.
    """

    year_selected = Signal(int)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = ""
        self.page: Page | None = None
        self._chart = "timeline"
        self._pages: dict[str, Page] = {}
        self._theme = LIGHT
        self._message = ""
        self._finding = Headline("", "")
        self._caption = ""
        self.headline, self.under = WrappedLabel("stage"), WrappedLabel("quiet")
        self.plot = TimelinePlot()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.year_selected.connect(self.year_selected)
        self.zoomed = Zoomed()
        self.answer = StageWords()
        self.words = self.answer.words
        self._stack = QStackedWidget()
        for widget in (self.plot, self.zoomed, self.answer):
            self._stack.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.headline)
        self._column.addWidget(self.under)
        self._column.addWidget(self._stack, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self.answer.set_theme(theme)
        for page in self._pages.values():
            page.set_theme(theme)

    def set_unit(self, unit: float) -> None:
        """Be as large as a wall needs: ``unit`` pixels for each pixel of a 1280 x 720 screen."""
        for label, size, weight in ((self.headline, 40, QFont.Weight.Bold), (self.under, 20, QFont.Weight.Normal)):
            font = label.font()
            font.setPixelSize(round(size * unit))
            font.setWeight(weight)
            label.setFont(font)
            label.keep_room()
        self.plot.set_text_size(round(18 * unit))
        self.zoomed.set_zoom(_ZOOM * unit)
        self._column.setSpacing(round(8 * unit))
        self.answer.set_unit(unit)

    def enter(self, chart: str, options: Mapping[str, str]) -> None:
        """Take up the chart of a view, with the choices made on it."""
        self._chart = chart
        name = PAGE_OF.get(chart)
        self.page = self._page_named(name) if name else None
        if self.page is not None:
            self.page.choose(chart, options)
            self.zoomed.show_widget(self.page)
        self.show_chart()

    def _page_named(self, name: str) -> Page:
        if name not in self._pages:
            page = PAGES[name]()
            page.set_theme(self._theme)
            page.show_to_room()
            page.year_selected.connect(self.year_selected)
            page.headline_changed.connect(self._write)
            page.caption_changed.connect(self.said)
            self._pages[name] = page
        return self._pages[name]

    @property
    def caption(self) -> str:
        """What stands under the chart: what its marks mean, and its sources."""
        return self._caption if self.page is None else self.page.caption

    def show_moment(self, shown: Picture, moment: Moment, message: str) -> None:
        """Show a moment; a ``message`` of the author stands above the finding."""
        self._message, self._finding, self._caption = message, shown.headline, shown.chart.caption
        if self.page is not None:
            self.page.show_moment(moment)
        else:
            self.plot.show_chart(shown.chart)
            self.plot.set_marked_year(moment.year)
        self.answer.show_moment(shown.ladder, moment.scenario)
        self._write()

    def refuse(self, message: str, reason: str) -> None:
        """Say that a view cannot be shown."""
        self._message, self._finding = message or reason, Headline(reason, "")
        self._write()

    def _write(self) -> None:
        """Write the message; where it is the author's, the finding is the line under it."""
        own = self.page.headline if self.page is not None else None
        found = own or self._finding
        lines = (self._message, found.sentence) if self._message else (found.sentence, found.under)
        for label, text in zip((self.headline, self.under), (lines[0], _capital(lines[1])), strict=True):
            if label.text() != text:
                label.setText(text)
                label.keep_room()
        self.said.emit(self.caption)

    def toggle_working(self) -> None:
        """Show the working in the chart's place, or the chart again."""
        self._ask("" if self.asked == WORKING else WORKING)

    def toggle_sources(self) -> None:
        """Show the sources in the chart's place, or the chart again."""
        self._ask("" if self.asked == SOURCES else SOURCES)

    def show_chart(self) -> None:
        """Show the chart of the view; of one that is about the working, that."""
        self._ask(WORKING if self._chart == "working" else "")

    def _ask(self, what: str) -> None:
        self.asked = what
        chart = self.plot if self.page is None else self.zoomed
        self._stack.setCurrentWidget(self.answer if what else chart)
        self.answer.answer(what)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
