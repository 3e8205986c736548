"""What the marks of the evidence page mean."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.chart.magnitudes import Kind
from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets._timeline_text import Letter
from planner.gui.widgets.magnitude_plot import draw_mark, round_pen
from planner.text import _


class KindLegend(QWidget):
    """The marks and what they mean, in a row, or in two where that is too long."""

    _ROW, _GAP, _MARK, _BAR = 22, 22, 12, 28

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._kinds: tuple[Kind, ...] = ()
        self._ranges = False
        self.setFixedHeight(self._ROW)

    def show_kinds(self, kinds: tuple[Kind, ...], *, ranges: bool) -> None:
        """Show these kinds, and the bar of a published range."""
        self._kinds, self._ranges = kinds, ranges
        self.setAccessibleName(", ".join(words for _kind, words in self._entries()))
        self._take_height()
        self.update()

    def _entries(self) -> list[tuple[Kind | None, str]]:
        """Return each mark with its words; the bar has no kind."""
        bar: list[tuple[Kind | None, str]] = [(None, _("published range"))] if self._ranges else []
        return [*((kind, _(kind.name)) for kind in self._kinds), *bar]

    def _places(self) -> list[QPointF]:
        """Return where each entry begins, at the middle of its row."""
        letter = Letter(self.font(), 12)
        x, row = 6.0, 0
        places: list[QPointF] = []
        for kind, words in self._entries():
            wide = (self._MARK if kind else self._BAR) + letter.width(words)
            if places and x + wide > self.width():
                x, row = 6.0, row + 1
            places.append(QPointF(x, (row + 0.5) * self._ROW))
            x += wide + self._GAP
        return places

    def _take_height(self) -> None:
        places = self._places()
        self.setFixedHeight(round(places[-1].y() + self._ROW / 2) if places else self._ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rows that the width asks for."""
        super().resizeEvent(event)
        self._take_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each mark with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letter = Letter(self.font(), 12)
        for (kind, words), place in zip(self._entries(), self._places(), strict=True):
            if kind is not None:
                draw_mark(painter, kind, place, self.theme.series_colour(kind.colour), self.theme.ground)
            else:
                painter.setPen(round_pen(QColor(self.theme.edge)))
                painter.drawLine(QLineF(place, place + QPointF(20, 0)))
            start = place.x() + (self._MARK if kind is not None else self._BAR)
            letter.place(words, start, place.y(), self.theme.quiet).draw(painter)
