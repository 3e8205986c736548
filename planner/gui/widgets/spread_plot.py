"""The draws of one year as a hill of dots under their curve, with a threshold that can be dragged."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from planner.chart.scale import chance
from planner.chart.shapes import Distribution
from planner.gui.widgets.painted_chart import PaintedChart, along
from planner.text import labelled

_TOP, _BOTTOM, _SIDE = 34.0, 30.0, 24.0


class SpreadPlot(PaintedChart):
    """Draws a distribution; pressing, dragging or the arrow keys move the threshold, in units of the axis."""

    threshold_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Distribution | None = None
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def show_chart(self, chart: Distribution) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        self.describe(chart.title, chart.alt)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, curve, dots and threshold."""
        chart = self._chart
        if chart is None:
            return
        painter = self.painter()
        letter, bottom = self.letter(), self.height() - _BOTTOM
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(QLineF(_SIDE, bottom, self.width() - _SIDE, bottom))
        for tick in chart.x.ticks:
            letter.place(tick.text, self._x(chart, tick.value), bottom + 14, self.theme.quiet, share=0.5).draw(painter)
        letter.place(chart.x.label, 5, 10, self.theme.quiet).draw(painter)
        self._draw_curve(painter, chart, bottom)
        self._draw_dots(painter, chart, bottom)
        self._draw_threshold(painter, chart, bottom)

    def _x(self, chart: Distribution, value: float) -> float:
        return along(chart.x, _SIDE, self.width() - _SIDE, value)

    def _draw_curve(self, painter: QPainter, chart: Distribution, bottom: float) -> None:
        height = bottom - _TOP
        points = [
            QPointF(self._x(chart, float(x)), bottom - float(y) * height)
            for x, y in zip(chart.places, chart.heights, strict=True)
        ]
        fill = QColor(self.theme.accent)
        fill.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([QPointF(points[0].x(), bottom), *points, QPointF(points[-1].x(), bottom)]))
        painter.setPen(QPen(QColor(self.theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(points))

    def _draw_dots(self, painter: QPainter, chart: Distribution, bottom: float) -> None:
        """Draw each dot where its share of the draws lies; those beyond the threshold in the second colour."""
        tallest = float(chart.dots.level.max()) + 1 if len(chart.dots.level) else 1.0
        size = min((bottom - _TOP) / tallest, 18.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for x, level in zip(chart.dots.x, chart.dots.level, strict=True):
            beyond = chart.threshold is not None and x > chart.threshold
            painter.setBrush(QColor(self.theme.second if beyond else self.theme.accent))
            place = QPointF(self._x(chart, float(x)), bottom - (float(level) + 0.5) * size)
            painter.drawEllipse(place, size * 0.4, size * 0.4)

    def _draw_threshold(self, painter: QPainter, chart: Distribution, bottom: float) -> None:
        if chart.threshold is None:
            return
        x = self._x(chart, chart.threshold)
        painter.setPen(QPen(QColor(self.theme.ink), 2))
        painter.drawLine(QLineF(x, _TOP - 8, x, bottom))
        painter.setBrush(QColor(self.theme.ground))
        painter.drawEllipse(QPointF(x, _TOP - 8), 5, 5)
        strong = self.letter(12, strong=True)
        text = labelled(chart.threshold_text, chance(chart.chance_above(chart.threshold)))
        side = 1.0 if x > self.width() / 2 else 0.0
        strong.place(text, x + (10 if side == 0 else -10), _TOP - 8, self.theme.ink, share=side).draw(painter)

    def _value_at(self, x: float) -> float | None:
        if self._chart is None:
            return None
        axis = self._chart.x
        share = min(max((x - _SIDE) / max(self.width() - 2 * _SIDE, 1.0), 0.0), 1.0)
        if axis.log:
            return axis.low * math.exp(share * math.log(axis.high / axis.low))
        return axis.low + share * (axis.high - axis.low)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the threshold where the mouse is."""
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the threshold."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the threshold by a hundredth of the width with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        chart = self._chart
        if step and chart is not None and chart.threshold is not None:
            self._move_to(self._x(chart, chart.threshold) + step * (self.width() - 2 * _SIDE) / 100)
        else:
            super().keyPressEvent(event)

    def _move_to(self, x: float) -> None:
        value = self._value_at(x)
        if value is not None:
            self.threshold_moved.emit(value)
