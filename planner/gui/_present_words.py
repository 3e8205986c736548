"""What a presentation answers to “where does that come from?”: the working and the sources, in large type."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from planner.chart.ladder import Ladder, Rung
from planner.gui.theme import LIGHT, Theme
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.scenario import Scenario
from planner.store.library import evidence
from planner.text import _

WORKING, SOURCES = "working", "sources"
_SHRINKING = (1.0, 0.9, 0.8, 0.7, 0.6)


class StageWords(QScrollArea):
    """Shows the working or the sources of a moment, as large as they fit; what does not fit at the smallest scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = ""
        self._theme, self._unit = LIGHT, 1.0
        self._ladder: Ladder | None = None
        self._scenario: Scenario | None = None
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.words)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Write in the colours of a theme."""
        self._theme = theme
        self._write()

    def set_unit(self, unit: float) -> None:
        """Be as large as a wall needs: ``unit`` pixels for each pixel of a 1280 x 720 screen."""
        self._unit = unit
        self.words.setContentsMargins(0, round(10 * unit), 0, 0)
        self._write()

    def show_moment(self, ladder: Ladder | None, scenario: Scenario) -> None:
        """Take up what there is to answer with."""
        self._ladder, self._scenario = ladder, scenario
        self._write()

    def answer(self, asked: str) -> None:
        """Write the `WORKING` or the `SOURCES`; nothing where nothing is asked."""
        self._asked = asked
        self._write()

    def _write(self) -> None:
        if not self._asked or self._scenario is None:
            return
        for share in _SHRINKING:
            words = self._html(self._scenario, self._unit * share)
            document = QTextDocument()
            document.setDefaultFont(self.words.font())
            document.setHtml(words)
            document.setTextWidth(self.width())
            room = self.height() - 10 * self._unit
            if document.size().height() <= room and document.size().width() <= self.width():
                break
        self.words.setText(words)

    def _html(self, scenario: Scenario, unit: float) -> str:
        if self._asked == SOURCES:
            return sources_html(scenario, self._theme, unit)
        if self._ladder is None:
            return _("There is no working: a number in it is too large")
        return working_html(self._ladder, self._theme, unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what was asked for into the new room."""
        super().resizeEvent(event)
        self._write()


def working_html(ladder: Ladder, theme: Theme, unit: float) -> str:
    """Return the working: a row of numbers for each workload, with what they are under them."""
    rows = "".join(
        f'<p style="font-size:{_px(19, unit)}; font-weight:600; color:{theme.ink}">{escape(name)}</p>'
        f'<table cellspacing="0" cellpadding="{round(5 * unit)}"><tr>{_cells(rungs, theme, unit)}</tr></table>'
        for name, rungs in ladder.rows
    )
    remark = f'<p style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(ladder.remark)}</p>'
    return rows + remark


def _cells(rungs: tuple[Rung, ...], theme: Theme, unit: float) -> str:
    cells = []
    for rung in rungs:
        colour = theme.series_text(2) if rung.result else theme.ink
        if rung.operator:
            cells.append(f'<td style="font-size:{_px(24, unit)}; color:{theme.quiet}">{escape(rung.operator)}</td>')
        cells.append(
            f'<td><span style="font-size:{_px(24, unit)}; font-weight:600; color:{colour}">{escape(rung.value)}</span>'
            f'<br><span style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(rung.what)}</span></td>'
        )
    return "".join(cells)


def sources_html(scenario: Scenario, theme: Theme, unit: float) -> str:
    """Return every assumption with its value and who says so."""
    rows = [
        f'<tr><td style="font-size:{_px(18, unit)}; font-weight:600; color:{theme.ink}">{escape(driver.name)}</td>'
        f'<td style="font-size:{_px(18, unit)}; color:{theme.ink}">{escape(driver.value.text)}</td>'
        f'<td style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(_source(driver))}</td></tr>'
        for workload in scenario.workloads
        for driver in workload.drivers
    ]
    return f'<table cellspacing="0" cellpadding="{round(6 * unit)}">{"".join(rows)}</table>'


def _source(driver: Driver) -> str:
    entry: Evidence | None = evidence().get(driver.source)
    if entry is None:
        return driver.note or driver.source or _("own assumption")
    words = _("{kind}: {citation}").format(kind=_(entry.kind), citation=entry.citation)
    if entry.supports(driver.value):
        return words
    return _("own assumption; {source} says {value}").format(source=entry.label, value=entry.value.text)


def _px(size: float, unit: float) -> str:
    return f"{round(size * unit)}px"
