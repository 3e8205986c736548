"""Bars in rows: what each is on the left, the bar on one value axis, its result in words on the right."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from planner.chart.shapes import LESS, MORE, SPREAD, TOTAL, Bar, Bars
from planner.gui.widgets._timeline_text import Letter
from planner.gui.widgets.painted_chart import PaintedChart, along
from planner.text import _, labelled

_ROW, _TOP, _BOTTOM = 42, 30, 24
_BAR = 16.0
_GAP = 14.0


class BarsPlot(PaintedChart):
    """Draws a waterfall or a tornado; the height follows the number of bars, so it stands in a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Bars | None = None

    def show_chart(self, chart: Bars) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        self.describe(chart.title, chart.alt)
        self.setMinimumHeight(_TOP + _ROW * len(chart.bars) + _BOTTOM)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, reference and rows."""
        chart = self._chart
        if chart is None:
            return
        painter = self.painter()
        left, right = self._ends()
        bottom = float(_TOP + _ROW * len(chart.bars))
        letter = self.letter()
        painter.setPen(QPen(QColor(self.theme.line), 1))
        for tick in chart.axis.ticks:
            x = along(chart.axis, left, right, tick.value)
            painter.drawLine(QLineF(x, _TOP - 4, x, bottom))
        for tick in chart.axis.ticks:
            x = along(chart.axis, left, right, tick.value)
            letter.place(tick.text, x, 12, self.theme.quiet, share=0.5).draw(painter)
        self._draw_reference(painter, chart, left, right, bottom)
        for index, bar in enumerate(chart.bars):
            self._draw_bar(painter, chart, bar, _TOP + _ROW * (index + 0.5), left, right)
            self._draw_link(painter, chart, index, left, right)
        if chart.remainder:
            small = self.letter(11)
            words = small.cut(chart.remainder, self.width() - right - _GAP)
            small.place(words, right + _GAP, bottom + 13, self.theme.quiet).draw(painter)

    def event(self, event: QEvent) -> bool:
        """Tell the whole of a row where the pointer rests on it: names are cut where there is no room for them."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.words_at(event.y())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, y: float) -> str:
        """Return a row in words: what it is, its result, and the remark about it."""
        rows = self._chart.bars if self._chart is not None else ()
        index = math.floor((y - _TOP) / _ROW)
        if not 0 <= index < len(rows):
            return ""
        bar = rows[index]
        name = labelled(bar.group, bar.label)
        ends = _("from {start} to {end}").format(start=bar.start_text, end=bar.end_text) if bar.start_text else ""
        return "\n".join(filter(None, [name, ends, bar.text, bar.note]))

    def _ends(self) -> tuple[float, float]:
        """Return where the value axis begins and ends: the words keep a share of the width, within limits."""
        words = min(max(self.width() * 0.3, 150.0), 280.0)
        result = min(max(self.width() * 0.28, 150.0), 215.0)
        return words + _GAP, max(self.width() - result - _GAP, words + 80.0)

    def _draw_reference(self, painter: QPainter, chart: Bars, left: float, right: float, bottom: float) -> None:
        if chart.reference is None:
            return
        x = along(chart.axis, left, right, chart.reference)
        painter.setPen(QPen(QColor(self.theme.quiet), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, _TOP - 4, x, bottom + 4))
        letter = self.letter(11)
        half = letter.width(chart.reference_text) / 2
        place = min(max(x, left + half), right - half)
        letter.place(chart.reference_text, place, bottom + 13, self.theme.quiet, share=0.5).draw(painter)

    def _draw_bar(self, painter: QPainter, chart: Bars, bar: Bar, middle: float, left: float, right: float) -> None:
        theme, small = self.theme, self.letter(11)
        name = self.letter(12, strong=bar.role == TOTAL)
        words = left - _GAP
        below = " · ".join(filter(None, [bar.group, bar.note if bar.role != SPREAD else ""]))
        lift = 7.0 if below else 0.0
        name.place(_shortened(name, bar.label, words), 0, middle - lift, theme.ink).draw(painter)
        small.place(small.cut(below, words), 0, middle + 8, theme.quiet).draw(painter)
        start, end = (along(chart.axis, left, right, value) for value in (bar.start, bar.end))
        area = QRectF(min(start, end), middle - _BAR / 2, max(abs(end - start), 1.5), _BAR)
        painter.fillRect(area, QColor(self._colour(bar)))
        self._draw_ends(painter, bar, middle, area)
        column = right + _GAP
        room = self.width() - column
        strong = self.letter(12, strong=True)
        strong.place(strong.cut(bar.text, room), column, middle - (7 if bar.share_text else 0), theme.ink).draw(painter)
        if bar.share_text:
            self._draw_share(painter, bar, column, middle + 9, room)

    def _draw_ends(self, painter: QPainter, bar: Bar, middle: float, area: QRectF) -> None:
        """Write under the ends of a swing at which value of the assumption they are."""
        small = self.letter(11)
        if not bar.start_text or area.width() < small.width(bar.start_text + bar.end_text) + 12:
            return
        texts = (bar.start_text, bar.end_text) if bar.end >= bar.start else (bar.end_text, bar.start_text)
        under = middle + _BAR / 2 + 8
        small.place(texts[0], area.left(), under, self.theme.quiet).draw(painter)
        small.place(texts[1], area.right(), under, self.theme.quiet, share=1.0).draw(painter)

    def _draw_share(self, painter: QPainter, bar: Bar, x: float, middle: float, room: float) -> None:
        small = self.letter(11)
        width = min(max(room - small.width(bar.share_text) - 8, 20.0), 60.0)
        painter.fillRect(QRectF(x, middle - 3, width, 6), QColor(self.theme.line))
        faint = QColor(self.theme.third)
        faint.setAlphaF(0.4)
        painter.fillRect(QRectF(x, middle - 3, width * (bar.share_in_all or 0.0), 6), faint)
        painter.fillRect(QRectF(x, middle - 3, width * (bar.share or 0.0), 6), QColor(self.theme.third))
        words = small.cut(bar.share_text, room - width - 6)
        small.place(words, x + width + 6, middle, self.theme.quiet).draw(painter)

    def _draw_link(self, painter: QPainter, chart: Bars, index: int, left: float, right: float) -> None:
        """Join a step of a waterfall to the next by a thin line at its level."""
        bar = chart.bars[index]
        if bar.role == SPREAD or index + 1 == len(chart.bars):
            return
        x = along(chart.axis, left, right, bar.end)
        y = _TOP + _ROW * (index + 0.5) + _BAR / 2
        painter.setPen(QPen(QColor(self.theme.edge), 1))
        painter.drawLine(QLineF(x, y, x, y + _ROW - _BAR))

    def _colour(self, bar: Bar) -> str:
        return {MORE: self.theme.second, LESS: self.theme.third}.get(bar.role, self.theme.accent)


def _shortened(letter: Letter, label: str, room: float) -> str:
    """Return a label that fits; of “Work per session, growth” the part that is meant stays."""
    name, comma, part = label.rpartition(", ")
    if letter.width(label) <= room or not comma:
        return letter.cut(label, room)
    return letter.cut(name, room - letter.width(comma + part)) + comma + part
