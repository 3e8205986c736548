"""A small picture of a path over the years, with its first and last value in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.chart.amounts import value_in_words
from planner.engine.path import driver_path
from planner.engine.working import point
from planner.gui.theme import GAP_SMALL, Theme
from planner.model.driver import Driver
from planner.text import _

LOG_ABOVE = 10.0
"""From this ratio of the highest to the lowest value on, the picture is logarithmic."""
_MARGIN, _DOT = 6.0, 3.5


def medians(driver: Driver, start: int, end: int) -> list[float]:
    """Return the medians of ``driver`` from ``start`` to ``end``; nothing where they grow beyond all numbers."""
    try:
        with np.errstate(all="ignore"):
            path = driver_path("", driver, start, driver.value.unit, point)
            values = [float(path.at(year)) for year in range(start, end + 1)]
    except ArithmeticError:
        return []
    return values if all(map(math.isfinite, values)) else []


def heights(values: Sequence[float]) -> list[float]:
    """Return how high each value stands, 0 to 1: on a scale from zero, or a logarithmic one where they differ much."""
    if is_log(values):
        low, high = math.log(min(values)), math.log(max(values))
        return [(math.log(value) - low) / (high - low) for value in values]
    most = max(values, default=0.0)
    return [value / most if most > 0 else 0.0 for value in values]


def is_log(values: Sequence[float]) -> bool:
    """Whether these values are shown on a logarithmic scale."""
    return bool(values) and min(values) > 0 and max(values) > LOG_ABOVE * min(values)


class Sparkline(QWidget):
    """One line, as wide as the widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._values: Sequence[float] = ()
        self.setMinimumHeight(72)

    def show_values(self, values: Sequence[float]) -> None:
        """Draw these values from left to right."""
        self._values = values
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(400, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and a dot at either end, and the zero line where zero is on the scale; faded when disabled."""
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not is_log(self._values):
            painter.setPen(QPen(QColor(self._theme.line), 1.0))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._values:
            line, colour = self._line(area), QColor(self._theme.accent if self.isEnabled() else self._theme.edge)
            painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for dot in (line.first(), line.last()):
                painter.drawEllipse(dot, _DOT, _DOT)
        painter.end()

    def _line(self, area: QRectF) -> QPolygonF:
        steps = max(len(self._values) - 1, 1)
        return QPolygonF(
            [
                QPointF(area.left() + area.width() * index / steps, area.bottom() - area.height() * height)
                for index, height in enumerate(heights(self._values))
            ]
        )


class PathPreview(QWidget):
    """The line of a driver from the first to the last year, and both ends in words."""

    def __init__(self, start: int, end: int, theme: Theme) -> None:
        super().__init__()
        self._start, self._end = start, end
        self.sparkline = Sparkline(theme)
        self.first, self.last = QLabel(), QLabel()
        self.scale = QLabel()
        self.last.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = QHBoxLayout()
        words.setSpacing(GAP_SMALL)
        for label in (self.first, self.scale, self.last):
            label.setProperty("role", "caption")
            words.addWidget(label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.sparkline)
        column.addLayout(words)
        self.sparkline.setAccessibleName(_("The path over the years"))

    def show_driver(self, driver: Driver) -> None:
        """Draw the path of a driver."""
        values = medians(driver, self._start, self._end)
        self.sparkline.show_values(values)
        if values:
            self.first.setText(self._words(self._start, values[0], driver.value.unit))
            self.last.setText(self._words(self._end, values[-1], driver.value.unit) if len(values) > 1 else "")
            self.scale.setText(_("logarithmic scale") if is_log(values) else "")
        else:
            self.first.setText(_("It grows beyond what can be drawn"))
            self.last.clear()
            self.scale.clear()
        told = (label.text() for label in (self.first, self.last, self.scale))
        self.sparkline.setAccessibleDescription("; ".join(filter(None, told)))

    @staticmethod
    def _words(year: int, value: float, unit: str) -> str:
        amount = value_in_words(float(f"{value:.3g}"), unit)
        return _("{year}: {amount}").format(year=year, amount=amount)
