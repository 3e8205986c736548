"""The read-out of one year as a small card: laid out once per year, drawn wherever the mouse is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from planner.chart.spec import ReadoutRow
from planner.gui.theme import DASHES, RADIUS, Theme
from planner.gui.widgets._timeline_item import dashed_pen
from planner.gui.widgets._timeline_text import Lettering, Words

_PADDING = 10.0
_SWATCH = 22.0
_COLUMN_GAP = 14.0
_SHADOW = 3


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
        painter.setBrush(QColor(0, 0, 0, 10))
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


def card(year: str, rows: Sequence[ReadoutRow], lettering: Lettering, theme: Theme, widest: float) -> Card | None:
    """Lay out the read-out of a year in at most ``widest`` pixels; ``None`` when there is nothing to read."""
    if not rows:
        return None
    return _single(year, rows[0], lettering, theme) if len(rows) == 1 else _table(year, rows, lettering, theme, widest)


def spoken(year: str, rows: Sequence[ReadoutRow]) -> str:
    """Return the read-out of a year as one sentence per series, for a screen reader."""
    return " ".join(f"{year}, {row.name}: {row.value}{_interval(row, '; 90 %: ')}." for row in rows)


def _single(year: str, row: ReadoutRow, lettering: Lettering, theme: Theme) -> Card:
    """Return the card of a chart with one series, which needs no names."""
    lines = [(lettering.strong, f"{year}: {row.value}", theme.ink)]
    if row.interval:
        lines.append((lettering.plain, _interval(row, "90 %: "), theme.quiet))
    pitch = lettering.strong.pitch + 2.0
    width = max(letter.width(text) for letter, text, _ in lines)
    words = tuple(
        letter.place(text, _PADDING, _PADDING + pitch * (index + 0.5) - 1.0, colour)
        for index, (letter, text, colour) in enumerate(lines)
    )
    return Card(QSizeF(width + 2 * _PADDING, pitch * len(lines) + 2 * _PADDING - 2.0), words, (), theme)


def _table(year: str, rows: Sequence[ReadoutRow], lettering: Lettering, theme: Theme, widest: float) -> Card:
    """Return the card of a chart with several series: line sample, name, median and interval in columns."""
    strong, plain = lettering.strong, lettering.plain
    heading = "90 %" if any(row.interval for row in rows) else ""
    values = max(strong.width(row.value) for row in rows)
    intervals = max(plain.width(text) for text in (heading, *(row.interval for row in rows)))
    fixed = 2 * _PADDING + _SWATCH + 8.0 + values + (intervals + _COLUMN_GAP) * bool(heading) + _COLUMN_GAP
    names = min(max(plain.width(row.name) for row in rows), max(widest - fixed, 0.0))
    pitch = strong.pitch + 2.0
    size = QSizeF(fixed + names, pitch * (len(rows) + 1) + 2 * _PADDING - 2.0)
    name_left = _PADDING + _SWATCH + 8.0
    value_right, right = name_left + names + _COLUMN_GAP + values, size.width() - _PADDING
    words = [strong.place(year, _PADDING, _PADDING + pitch / 2 - 1.0, theme.ink)]
    words.append(plain.place(heading, right, _PADDING + pitch / 2 - 1.0, theme.quiet, share=1.0))
    samples = []
    for index, row in enumerate(rows, start=1):
        middle = _PADDING + pitch * (index + 0.5) - 1.0
        pen = dashed_pen(theme.series_colour(row.colour), 2.0, DASHES[row.dash % len(DASHES)])
        samples.append((QLineF(_PADDING, middle, _PADDING + _SWATCH, middle), pen))
        words.append(plain.place(plain.cut(row.name, names), name_left, middle, theme.ink))
        words.append(strong.place(row.value, value_right, middle, theme.ink, share=1.0))
        words.append(plain.place(row.interval, right, middle, theme.quiet, share=1.0))
    return Card(size, tuple(words), tuple(samples), theme)


def _interval(row: ReadoutRow, before: str) -> str:
    return before + row.interval if row.interval else ""
