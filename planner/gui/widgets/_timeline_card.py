"""The read-out of one year as a small card: laid out once per year, drawn wherever the mouse is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from planner.chart.spec import Chart, ReadoutRow
from planner.gui.theme import DASHES, RADIUS, Theme
from planner.gui.widgets._timeline_item import LINE
from planner.gui.widgets._timeline_text import Lettering, Words
from planner.text import labelled

_PADDING = 10.0
_SWATCH = 22.0
_SWATCH_GAP = 8.0
_COLUMN_GAP = 14.0
_LEADING = 2.0
# Three rings of faint black, one pixel lower than the card.
_SHADOW, _SHADE = 3, 5


@frozen(eq=False)
class Card:
    """Words and line samples, placed relative to the card's top left corner."""

    size: QSizeF
    words: tuple[Words, ...]
    samples: tuple[tuple[QLineF, QPen], ...]
    theme: Theme

    def rect(self, corner: QPointF) -> QRectF:
        """Return what the card covers at ``corner``, its shadow included."""
        return QRectF(corner, self.size).adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW + 1)

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Draw shadow, ground and words with the top left corner at ``corner``."""
        painter.save()
        painter.translate(corner)
        ground = QRectF(QPointF(), self.size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, _SHADE))
        for grown in range(_SHADOW, 0, -1):
            painter.drawRoundedRect(
                ground.adjusted(-grown, 1 - grown, grown, 1 + grown), RADIUS + grown, RADIUS + grown
            )
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        painter.setBrush(QColor(self.theme.panel))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        for line, pen in self.samples:
            painter.setPen(pen)
            painter.drawLine(line)
        for words in self.words:
            words.draw(painter)
        painter.restore()


def card(chart: Chart, index: int, lettering: Lettering, theme: Theme, widest: float) -> Card | None:
    """Lay out the read-out of one year in at most ``widest`` pixels; ``None`` when there is nothing to read."""
    year, rows = year_text(chart, index), rows_of(chart, index)
    if not rows:
        return None
    return _single(year, rows[0], lettering, theme) if len(rows) == 1 else _table(year, rows, lettering, theme, widest)


def year_text(chart: Chart, index: int) -> str:
    """Return a year of the chart in digits."""
    return f"{chart.years[index]:.0f}"


def rows_of(chart: Chart, index: int) -> tuple[ReadoutRow, ...]:
    """Return the read-out of a year, which a chart need not have."""
    return chart.readouts[index] if index < len(chart.readouts) else ()


def spoken(chart: Chart, index: int) -> str:
    """Return the read-out of a year as one sentence per series, for a screen reader."""
    year, rows = year_text(chart, index), rows_of(chart, index)
    return " ".join(f"{year}, {row.name}: {'; '.join(filter(None, (row.value, row.interval)))}." for row in rows)


def _single(year: str, row: ReadoutRow, lettering: Lettering, theme: Theme) -> Card:
    """Return the card of a chart with one series, which needs no names."""
    lines = [(lettering.strong, labelled(str(year), row.value), theme.ink)]
    if row.interval:
        lines.append((lettering.plain, row.interval, theme.quiet))
    pitch = lettering.strong.pitch + _LEADING
    width = max(letter.width(text) for letter, text, _ in lines)
    words = tuple(
        letter.place(text, _PADDING, _middle(index, pitch), colour)
        for index, (letter, text, colour) in enumerate(lines)
    )
    return Card(_size(width, len(lines), pitch), words, (), theme)


def _table(year: str, rows: Sequence[ReadoutRow], lettering: Lettering, theme: Theme, widest: float) -> Card:
    """Return the card of a chart with several series: line sample, name, median and interval in columns."""
    heading, spans = under_heading([row.interval for row in rows])
    strong, plain = lettering.strong, lettering.plain
    pitch = strong.pitch + _LEADING
    values = max(strong.width(row.value) for row in rows)
    intervals = max(plain.width(text) for text in (heading, *spans))
    fixed = _SWATCH + _SWATCH_GAP + values + _COLUMN_GAP + (intervals + _COLUMN_GAP) * bool(intervals)
    names = min(max(plain.width(row.name) for row in rows), max(widest - fixed - 2 * _PADDING, 0.0))
    name_left = _PADDING + _SWATCH + _SWATCH_GAP
    value_right = name_left + names + _COLUMN_GAP + values
    samples, words = [], [strong.place(year, _PADDING, _middle(0, pitch), theme.ink)]
    words.append(plain.place(heading, _PADDING + fixed + names, _middle(0, pitch), theme.quiet, share=1.0))
    for index, (row, span) in enumerate(zip(rows, spans, strict=True), start=1):
        middle = _middle(index, pitch)
        samples.append((QLineF(_PADDING, middle, _PADDING + _SWATCH, middle), _sample_pen(row, theme)))
        words.append(plain.place(plain.cut(row.name, names), name_left, middle, theme.ink))
        words.append(strong.place(row.value, value_right, middle, theme.ink, share=1.0))
        words.append(plain.place(span, _PADDING + fixed + names, middle, theme.quiet, share=1.0))
    return Card(_size(fixed + names, len(rows) + 1, pitch), tuple(words), tuple(samples), theme)


def under_heading(intervals: Sequence[str]) -> tuple[str, list[str]]:
    """Return what all intervals begin with, up to a colon ("90 %"), as a heading, and what is left of each."""
    split = [text.partition(": ") for text in intervals if text]
    if len({(before, colon) for before, colon, _ in split}) != 1 or not split[0][1]:
        return "", list(intervals)
    heading = split[0][0]
    return heading.rstrip(), [text.removeprefix(f"{heading}: ") for text in intervals]


def _sample_pen(row: ReadoutRow, theme: Theme) -> QPen:
    pen = QPen(QColor(theme.series_colour(row.colour)), LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash := DASHES[row.dash % len(DASHES)]:
        pen.setDashPattern(dash)
    return pen


def _middle(line: int, pitch: float) -> float:
    return _PADDING + pitch * (line + 0.5) - _LEADING / 2


def _size(width: float, lines: int, pitch: float) -> QSizeF:
    return QSizeF(width + 2 * _PADDING, pitch * lines - _LEADING + 2 * _PADDING)
