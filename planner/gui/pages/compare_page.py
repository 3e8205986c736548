"""Compare: two scenarios, or two years of one, on the same draws; how far apart, how sure, and why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.chart.difference import difference_chart
from planner.chart.shapes import Bars
from planner.chart.spec import Chart
from planner.chart.waterfall import waterfall
from planner.engine.compare import changes, difference_over_years
from planner.engine.decomposition import decompose
from planner.engine.outcome import Case
from planner.gui.moment import Moment
from planner.gui.pages.matters_page import scrolled
from planner.gui.pages.page import Page
from planner.gui.simulator import QUICK_SAMPLES
from planner.gui.theme import GAP_SMALL, Theme
from planner.gui.widgets.bars_plot import BarsPlot
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.timeline_plot import TimelinePlot
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.text import _

_WHY, _YEARS, _DRIVERS = range(3)
_CHARTS = ("waterfall", "difference", "changes")


class ComparePage(Page):
    """Shows the selected scenario against another one: why they differ, by how much each year, and in which drivers."""

    chart_name = _CHARTS[_WHY]
    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._bars: Bars | None = None
        self._line: Chart | None = None
        self._wanted: str | None = None
        self.other = QComboBox()
        name_box(self.other, _("Compared with"))
        self.other.setMinimumWidth(170)
        self.kinds = QTabBar()
        self.kinds.setDrawBase(False)
        self.kinds.setProperty("role", "pages")
        self.kinds.setAccessibleName(_("How to compare"))
        for words in (_("Why"), _("Over the years"), _("Drivers that differ")):
            self.kinds.addTab(words)
        self.bars = BarsPlot()
        self.line = TimelinePlot()
        self.table = self._new_table()
        self.stack = QStackedWidget()
        for widget in (scrolled(self.bars), self.line, self.table):
            self.stack.addWidget(widget)
        self.place = ChartPlace(self.stack)
        self._lay_out()
        self.other.activated.connect(self._show)
        self.kinds.currentChanged.connect(self._show)
        self.line.year_selected.connect(self.year_selected)

    @staticmethod
    def _new_table() -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setAccessibleName(_("Drivers that differ"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        line.addWidget(self.kinds)
        line.addStretch(1)
        against = QLabel(_("against"))
        line.addWidget(against)
        line.addWidget(self.other)
        self.controls = (self.kinds, against, self.other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.place, 1)

    def options(self) -> Mapping[str, str]:
        """Name the other scenario; an empty name is the first year of the same one."""
        return {"against": self.other.currentData() or ""}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Compare in this way, with the scenario named."""
        self.kinds.setCurrentIndex(_CHARTS.index(chart))
        self._wanted = options.get("against")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.bars.set_theme(theme)
        self.line.set_theme(theme)

    def show_moment(self, moment: Moment) -> None:
        """Compare the selected scenario with the chosen other, at first with the baseline."""
        self._moment = moment
        names = [other.name for other in moment.workspace.scenarios if other is not moment.scenario]
        choices = [*((name, name) for name in names), (_("its own first year"), "")]
        if [self.other.itemText(index) for index in range(self.other.count())] != [words for words, _name in choices]:
            self.other.clear()
            for words, name in choices:
                self.other.addItem(words, name)
            rival = moment.rival
            self.other.setCurrentIndex(max(self.other.findData(rival.name if rival else ""), 0))
        if self._wanted is not None and self.other.findData(self._wanted) >= 0:
            self.other.setCurrentIndex(self.other.findData(self._wanted))
        self._wanted = None
        self._show()

    def _show(self) -> None:
        self.chart_name = _CHARTS[self.kinds.currentIndex()]
        moment = self._moment
        if moment is None:
            return
        self.stack.setCurrentIndex(self.kinds.currentIndex())
        name = self.other.currentData()
        other = moment.workspace.scenario(name) if name else None
        try:
            self._show_kind(moment, other)
        except Fault as fault:
            self.set_headline(moment.scenario.name, str(fault))

    def _show_kind(self, moment: Moment, other: Scenario | None) -> None:
        if self.kinds.currentIndex() == _DRIVERS and other is not None:
            self._show_drivers(moment, other)
        elif self.kinds.currentIndex() == _YEARS and other is not None:
            self._show_years(moment, other)
        else:
            self.stack.setCurrentIndex(_WHY)
            self._show_why(moment, other)

    def _show_why(self, moment: Moment, other: Scenario | None) -> None:
        case, outcome = Case(moment.scenario, moment.conversions), moment.view.outcome
        if other is None:
            start = moment.scenario.start
            found = decompose(case, case, outcome, start, moment.year)
            names = (str(start), str(moment.year), moment.scenario.name)
        else:
            found = decompose(Case(other, moment.conversions_for(other)), case, outcome, moment.year)
            names = (other.name, moment.scenario.name, str(moment.year))
        self._bars = waterfall(found, *names, self._bars)
        self.set_headline(self._bars.title, self._bars.subtitle)
        self.set_caption(self._bars.caption)
        self.bars.show_chart(self._bars)

    def _show_years(self, moment: Moment, other: Scenario) -> None:
        found = difference_over_years(
            Case(other, moment.conversions_for(other)),
            Case(moment.scenario, moment.conversions),
            moment.view.outcome,
            QUICK_SAMPLES,
        )
        self._line = difference_chart(
            found,
            moment.view.outcome,
            other.name,
            moment.scenario.name,
            moment.year,
            colour=moment.colour,
            previous=self._line,
        )
        self.set_headline(self._line.title, self._line.subtitle)
        self.set_caption(self._line.caption)
        self.line.show_chart(self._line)
        self.line.set_marked_year(moment.year)

    def _show_drivers(self, moment: Moment, other: Scenario) -> None:
        found = changes(other, moment.scenario)
        self.set_headline(
            _("{count} drivers differ between “{one}” and “{other}”").format(
                count=len(found), one=other.name, other=moment.scenario.name
            )
        )
        self.set_caption("")
        self.table.setHorizontalHeaderLabels([_("Workload"), _("Driver"), other.name, moment.scenario.name])
        self.table.setRowCount(len(found))
        for row, change in enumerate(found):
            cells = (change.workload, change.label, change.before or "–", change.after or "–")
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
