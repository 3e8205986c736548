"""The middle of the window: the finding as a sentence, the chart, what its marks mean, and the working."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.chart.amounts import OUTCOME_NAMES, UNIT_CHOICES
from planner.chart.headline import Headline
from planner.chart.spec import Chart
from planner.chart.timeline import View
from planner.engine.result import OUTCOMES
from planner.gui.moment import Moment
from planner.gui.pages import PAGE_OF
from planner.gui.pages.page import Page
from planner.gui.panels.story_card import StoryCard
from planner.gui.panels.working_panel import WorkingPanel
from planner.gui.stylesheet import restyle
from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL, LIGHT, Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.reading_order import put_tabs_in_reading_order
from planner.gui.widgets.timeline_stage import TimelineStage
from planner.text import _

_COMPACT_HEIGHT = 760
_CRAMPED_HEIGHT = 580
"""Below this height, such as with speaker notes under it, there is no room for the working."""


class ChartPanel(QWidget):
    """Shows headline, the page chosen by its tab, and the working; asks for another view, page or year.

    The first page is the timeline; the others are made when their tabs are first chosen.
    """

    view_changed = Signal(object)
    year_selected = Signal(int)
    page_changed = Signal()
    page_made = Signal(object)
    drawn = Signal()

    def __init__(self, makers: Mapping[str, Callable[[], Page]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._makers = dict(makers)
        self._theme = LIGHT
        self.pages: dict[str, Page] = {}
        self._timeline_caption = ""
        self._scenario_headline = Headline("", "")
        self.headline = self._label("headline")
        self.under = self._label("subline")
        self.caption = self._label("caption")
        self.outcome = QComboBox()
        name_box(self.outcome, _("What is charted"))
        for name, words in OUTCOME_NAMES.items():
            self.outcome.addItem(_(words), name)
        self.unit = QComboBox()
        name_box(self.unit, _("Unit of the chart"))
        self.log = QPushButton(_("Log"))
        self.log.setCheckable(True)
        self.log.setToolTip(_("Logarithmic scale: equal distances are equal factors"))
        self.log.setAccessibleName(_("Logarithmic scale"))
        self.timeline = TimelineStage()
        self.plot = self.timeline.plot
        self._first = ChartPlace(self.timeline)
        self._table: QWidget | None = None
        self.working = WorkingPanel()
        self.working_wanted = True
        self.story = StoryCard()
        self.tabs = QTabBar()
        self.stack = QStackedWidget()
        self._lay_out()
        self.outcome.activated.connect(self._choose_outcome)
        self.unit.activated.connect(self._choose_unit)
        self.log.toggled.connect(self._choose_scale)
        self.timeline.year_selected.connect(self.year_selected)
        self.tabs.currentChanged.connect(self._choose_page)

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
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setProperty("role", "pages")
        self.tabs.setAccessibleName(_("Pages"))
        for name in (_("Timeline"), *map(_, self._makers)):
            self.tabs.addTab(name)
        self.stack.addWidget(self._first)
        self.controls = QWidget()
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addStretch(1)
        for control in (self.outcome, self.unit, self.log):
            row.addWidget(control)
        self._head = QGridLayout()
        self._head.setVerticalSpacing(4)
        self._head.addWidget(self.tabs, 0, 0)
        self._head.addWidget(self.controls, 0, 1)
        self._head.setColumnStretch(1, 1)
        # Wrapped labels would otherwise ask for the height they need at the narrowest width.
        self.setMinimumHeight(520)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(GAP_SECTION, GAP, GAP_SECTION, GAP)
        self._layout.setSpacing(GAP_SMALL)
        self._layout.addWidget(self.story)
        self._layout.addWidget(self.headline)
        self._layout.addWidget(self.under)
        self._layout.addLayout(self._head)
        self.stack.setMinimumHeight(120)
        # The chart takes what the words leave, and is never the reason that they are cut.
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._layout.addWidget(self.stack, 1)
        self._layout.addWidget(self.caption)
        self._layout.addWidget(self.working)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.timeline.set_theme(theme)
        for page in self.pages.values():
            page.set_theme(theme)

    @property
    def page(self) -> Page | None:
        """The page on the screen; None for the timeline."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def shown_chart(self) -> tuple[str, Mapping[str, str]]:
        """Return the name of the chart on the screen, and the choices made on its page."""
        return ("timeline", {}) if self.page is None else (self.page.chart_name, self.page.options())

    @property
    def page_names(self) -> tuple[str, ...]:
        """The pages beside the timeline by their names, untranslated, in the order of their tabs."""
        return tuple(self._makers)

    def show_page(self, name: str) -> None:
        """Go to the page of that name."""
        self.tabs.setCurrentIndex(1 + list(self._makers).index(name))

    def go_to(self, chart: str, options: Mapping[str, str], moment: Moment) -> None:
        """Show ``chart`` of a presentation's view with the choices made on it."""
        if chart not in PAGE_OF:
            self.tabs.setCurrentIndex(0)
            return
        self.show_page(PAGE_OF[chart])
        if self.page is not None:
            self.page.choose(chart, options)
            self.page.show_moment(moment)

    @property
    def place(self) -> ChartPlace:
        """Where the chart on the screen stands."""
        return self._first if self.page is None else self.page.place

    def show_table(self, table: QWidget | None) -> None:
        """Put a table in the place of the chart, on every page; with None show the charts again."""
        had_focus = self._table is not None and self._table.isAncestorOf(self.focusWidget())
        self._table = table
        for place in (self._first, *(page.place for page in self.pages.values())):
            place.clear()
        if table is not None:
            self.place.put(table)
        elif had_focus:
            self.place.focus_chart()
        put_tabs_in_reading_order(self)

    def show_moment(self, moment: Moment) -> None:
        """Let the page on the screen show a moment; the timeline is shown by `show_picture`."""
        if self.page is not None:
            self.page.show_moment(moment)

    def show_view(self, view: View) -> None:
        """Show how the chart is looked at; asks for nothing."""
        if view.outcome != self._view.outcome or self.unit.count() == 0:
            self.unit.clear()
            for unit, name in UNIT_CHOICES[view.outcome]:
                self.unit.addItem(_(name), unit)
        self._view = view
        self.outcome.setCurrentIndex(self.outcome.findData(view.outcome))
        self.unit.setCurrentIndex(max(self.unit.findData(view.unit), 0))
        self.log.blockSignals(True)
        self.log.setChecked(view.log)
        self.log.blockSignals(False)
        self._show_controls()

    def _show_controls(self) -> None:
        page = self.page
        self.outcome.setVisible(page is None or page.uses_outcome)
        self.unit.setVisible(self.unit.count() > 1 and page is None)
        self.log.setVisible(page is None or page.uses_scale)

    def show_picture(self, headline: Headline, chart: Chart) -> None:
        """Show a headline and a chart."""
        self._timeline_caption = chart.caption
        self._scenario_headline = headline
        self._show_headline()
        self._show_caption()
        self.timeline.show_chart(chart)
        self.drawn.emit()

    def show_working(self, wanted: bool) -> None:
        """Show or hide the working; a page that is about something else hides it for as long as it is there."""
        self.working_wanted = wanted
        room = self.height() >= _CRAMPED_HEIGHT
        self.working.setVisible(wanted and room and (self.page is None or self.page.shows_working))

    def _show_headline(self) -> None:
        """Show the page's own finding, where it has one, else the scenario's."""
        own = self.page.headline if self.page is not None else None
        shown = own or self._scenario_headline
        for label, text in ((self.headline, shown.sentence), (self.under, shown.under)):
            if label.text() != text:
                label.setText(text)
        self.under.setVisible(bool(shown.under))

    def _show_caption(self) -> None:
        text = self._timeline_caption if self.page is None else self.page.caption
        if self.caption.text() != text:
            self.caption.setText(text)
        self.caption.setVisible(bool(text))

    def _choose_page(self, index: int) -> None:
        self.stack.setCurrentWidget(self._first if index == 0 else self._page_named(list(self._makers)[index - 1]))
        self._show_controls()
        self.show_working(self.working_wanted)
        self.show_table(self._table)
        self.page_changed.emit()
        self._show_headline()
        self._show_caption()

    def _choose_outcome(self, index: int) -> None:
        outcome = self.outcome.itemData(index)
        self.view_changed.emit(attrs.evolve(self._view, outcome=outcome, unit=OUTCOMES[outcome]))

    def _choose_unit(self, index: int) -> None:
        self.view_changed.emit(attrs.evolve(self._view, unit=self.unit.itemData(index)))

    def _choose_scale(self, log: bool) -> None:
        self.view_changed.emit(attrs.evolve(self._view, log=log))

    def _page_named(self, name: str) -> Page:
        if name not in self.pages:
            page = self._makers[name]()
            page.set_theme(self._theme)
            page.year_selected.connect(self.year_selected)
            page.caption_changed.connect(self._show_caption)
            page.headline_changed.connect(self._show_headline)
            page.drawn.connect(self.drawn)
            self.pages[name] = page
            self.stack.addWidget(page)
            self.page_made.emit(page)
        return self.pages[name]

    def _needs_two_rows(self) -> bool:
        """Whether tabs and controls are wider together than the panel; then the controls stand under the tabs."""
        wanted = self.tabs.sizeHint().width() + self.controls.sizeHint().width() + GAP_SECTION
        return wanted > self.width() - 2 * GAP_SECTION

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the headline shrinks, so that the chart keeps its room."""
        compact = self.height() < _COMPACT_HEIGHT
        self.working.show_rows(1 if compact else 3)
        self.show_working(self.working_wanted)
        if self._needs_two_rows() != (self._head.itemAtPosition(1, 0) is not None):
            self._head.removeWidget(self.controls)
            self._head.addWidget(self.controls, *((1, 0, 1, 2) if self._needs_two_rows() else (0, 1)))
        if bool(self.headline.property("compact")) != compact:
            self.headline.setProperty("compact", compact)
            restyle(self.headline)
        super().resizeEvent(event)
