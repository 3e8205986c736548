"""The fields of the export dialog: which chart, as what, how large, under which title, with or without the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planner.export.views import PRESENTATION
from planner.gui.dialogs._export_job import (
    ALL_CHARTS,
    ALL_RESULTS,
    BRIEF,
    CHART_NAMES,
    DECKS,
    FORMATS,
    PICTURES,
    SEVERAL,
    TABLES,
    Wish,
)
from planner.gui.dialogs._proposal_edit import ProposalEdit
from planner.gui.theme import GAP, GAP_SMALL
from planner.gui.widgets.named_box import name_box
from planner.text import N_, _

WIDTH = 304
_SIZES = {
    "slide": N_("Slide, 16:9"),
    "square": N_("Square"),
    "a4-half": N_("Half a page of A4"),
    "a4": N_("A page of A4"),
    "": N_("Own size"),
}
_DPI = {"slide": 200, "square": 200}
_PRINT_DPI = 300


class ExportFields(QWidget):
    """Holds the fields; ``changed`` follows every change that a person makes, `wish` says what they come to."""

    changed = Signal()

    def __init__(self, chart: str = "timeline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charts: tuple[str, ...] = (chart if chart in CHART_NAMES else "timeline",)
        self.form = self._box(_("Format"), FORMATS)
        self.chart = self._box(_("Chart"), {key: CHART_NAMES[key] for key in self._charts})
        self.paper = self._box(_("Size"), _SIZES)
        self.width_mm = self._spin(_("Width in millimetres"), 60, 1400, 160)
        self.height_mm = self._spin(_("Height in millimetres"), 60, 1400, 100)
        self.dpi = self._spin(_("Dots per inch"), 30, 1200, 200)
        self.title = ProposalEdit(_("Title"), 72)
        self.alt = ProposalEdit(_("In words, for those who do not see it"), 72)
        self.without_plan = QCheckBox(_("Without the plan"))
        self.without_plan.setToolTip(_("The file can then not be opened as the plan it came from"))
        self._lay_out()
        self.form.currentIndexChanged.connect(self._follow_form)
        self.chart.currentIndexChanged.connect(self._follow_chart)
        self.paper.currentIndexChanged.connect(self._follow_size)
        for spin in (self.width_mm, self.height_mm, self.dpi):
            spin.valueChanged.connect(self.changed)
        self.title.textChanged.connect(self.changed)
        self.alt.textChanged.connect(self.changed)
        self.without_plan.toggled.connect(self.changed)
        self._show_what_applies()

    @staticmethod
    def _box(name: str, entries: dict[str, str]) -> QComboBox:
        box = QComboBox()
        name_box(box, name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, words in entries.items():
            box.addItem(_(words), key)
        return box

    @staticmethod
    def _spin(name: str, least: int, most: int, value: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setAccessibleName(name)
        spin.setRange(least, most)
        spin.setValue(value)
        spin.setKeyboardTracking(False)
        return spin

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        fields = (
            (_("&Format"), self.form),
            (_("C&hart"), self.chart),
            (_("&Title"), self.title),
            (_("&In words, for those who do not see it"), self.alt),
        )
        for words, field in fields:
            self._add(column, words, field)
        self._add(column, _("&Size"), self.paper)
        self.own = QWidget()
        line = QHBoxLayout(self.own)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(GAP_SMALL)
        for part in (self.width_mm, QLabel("×"), self.height_mm, QLabel(_("mm"))):
            line.addWidget(part)
        line.addStretch(1)
        column.addWidget(self.own)
        self.dots = QWidget()
        line = QHBoxLayout(self.dots)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(GAP_SMALL)
        line.addWidget(self.dpi)
        line.addWidget(QLabel(_("dots per inch")))
        line.addStretch(1)
        column.addWidget(self.dots)
        column.addSpacing(GAP)
        column.addWidget(self.without_plan)
        column.addStretch(1)
        self.setFixedWidth(WIDTH)

    @staticmethod
    def _add(column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setProperty("role", "quiet")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(GAP_SMALL)

    def wish(self) -> Wish:
        """Return what is wished for; a title left as proposed is the program's own."""
        size = self.paper.currentData() or f"{self.width_mm.value()}x{self.height_mm.value()}mm"
        return Wish(
            form=self.form.currentData(),
            chart=self.chart.currentData(),
            size=size,
            dpi=self.dpi.value(),
            title=self.title.own_text,
            alt="" if self.chart.currentData() in SEVERAL else self.alt.own_text,
            with_plan=not self.without_plan.isChecked(),
        )

    def show_charts(self, charts: Sequence[str]) -> None:
        """Offer these charts."""
        if tuple(charts) != self._charts:
            self._charts = tuple(charts)
            self._fill_charts()

    def show_proposal(self, title: str, alt: str) -> None:
        """Put the proposed words into their fields, unless a person has written some."""
        self.title.propose(title)
        self.alt.propose(alt)

    def _fill_charts(self) -> None:
        form, chosen = self.form.currentData(), self.chart.currentData()
        told = [key for key in self._charts if key == PRESENTATION]
        keys = [key for key in self._charts if key != PRESENTATION]
        if form in (*DECKS, *TABLES):
            keys += [ALL_CHARTS, *(told if form in DECKS else ())]
        if form == BRIEF:
            keys = told or [ALL_CHARTS]
        with QSignalBlocker(self.chart):
            self.chart.clear()
            for key in keys:
                words = ALL_RESULTS if key == ALL_CHARTS and form in TABLES else CHART_NAMES.get(key, key)
                self.chart.addItem(_(words), key)
            self.chart.setCurrentIndex(max(self.chart.findData(chosen), 0))

    def _follow_form(self) -> None:
        self._fill_charts()
        if self.form.currentData() in (*DECKS, *TABLES):
            with QSignalBlocker(self.chart):
                self.chart.setCurrentIndex(self.chart.count() - 1)
        self._show_what_applies()
        self.changed.emit()

    def _follow_chart(self) -> None:
        self.alt.forget()  # words of one's own are about one chart
        self._show_what_applies()
        self.changed.emit()

    def _follow_size(self) -> None:
        with QSignalBlocker(self.dpi):
            self.dpi.setValue(_DPI.get(self.paper.currentData(), _PRINT_DPI))
        self._show_what_applies()
        self.changed.emit()

    def _show_what_applies(self) -> None:
        """Leave out what a format has no use for; what stays keeps its place."""
        form = self.form.currentData()
        self.chart.setEnabled(form != BRIEF)
        self.alt.setEnabled(form not in (*TABLES, BRIEF) and self.chart.currentData() not in SEVERAL)
        self.paper.setEnabled(form in PICTURES)
        self.own.setVisible(form in PICTURES and not self.paper.currentData())
        self.dots.setVisible(form == "png")
        self.title.setEnabled(form != "csv" and self.chart.currentData() != PRESENTATION)
        self.without_plan.setEnabled(form != "csv")
