"""A stack of areas over the years with its names at the right end and a read-out under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from planner.chart.shapes import Area, Layer
from planner.gui.widgets._label_layout import spread
from planner.gui.widgets.painted_chart import PaintedChart, along
from planner.text import _

_TOP, _BOTTOM, _LEFT = 26.0, 26.0, 76.0
_NAME, _LINE = 34.0, 17.0


class AreaPlot(PaintedChart):
    """Draws the areas; a click marks a year."""

    year_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Area | None = None
        self._year = 0
        self.setMouseTracking(True)

    def show_chart(self, chart: Area, year: int) -> None:
        """Show a chart with a marked year."""
        self._chart, self._year = chart, year
        self.describe(chart.title, chart.alt)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw layers, grid, marked year and names."""
        chart = self._chart
        if chart is None:
            return
        painter = self.painter()
        letter = self.letter()
        letter.place(chart.y.label, 5, 10, self.theme.quiet).draw(painter)
        for layer in chart.layers:
            self._draw_layer(painter, chart, layer)
        for tick in chart.y.ticks:
            y = self._y(chart, tick.value)
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.drawLine(QLineF(_LEFT, y, self._right, y))
            letter.place(tick.text, _LEFT - 8, y, self.theme.quiet, share=1.0).draw(painter)
        for tick in chart.x.ticks:
            x = along(chart.x, _LEFT, self._right, tick.value)
            letter.place(tick.text, x, self.height() - 11, self.theme.quiet, share=0.5).draw(painter)
        self._draw_year(painter, chart)
        self._draw_names(painter, chart)

    @property
    def _right(self) -> float:
        return self.width() - min(max(self.width() * 0.24, 120.0), 200.0)

    def _y(self, chart: Area, value: float) -> float:
        return along(chart.y, self.height() - _BOTTOM, _TOP, value)

    def _draw_layer(self, painter: QPainter, chart: Area, layer: Layer) -> None:
        xs = [along(chart.x, _LEFT, self._right, float(year)) for year in chart.years]
        upper = [QPointF(x, self._y(chart, float(value))) for x, value in zip(xs, layer.high, strict=True)]
        lower = [QPointF(x, self._y(chart, float(value))) for x, value in zip(xs, layer.low, strict=True)]
        colour = QColor(self.theme.series_colour(layer.colour))
        fill = QColor(colour)
        fill.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setPen(QPen(colour, 1.5))
        painter.drawPolyline(QPolygonF(upper))

    def _draw_year(self, painter: QPainter, chart: Area) -> None:
        x = along(chart.x, _LEFT, self._right, float(self._year))
        painter.setPen(QPen(QColor(self.theme.ink), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, _TOP, x, self.height() - _BOTTOM))

    def _draw_names(self, painter: QPainter, chart: Area) -> None:
        """Write the names beside their areas: on two lines with the amount, on one where they are many."""
        strong, small = self.letter(13, strong=True), self.letter(12)
        height = self.height() - _BOTTOM - _TOP
        named, left_out = self._named(chart, height)
        roomy = _NAME * len(named) <= height and not left_out
        x = self._right + 10
        room = self.width() - x - 4
        places = self._middles(chart, named, _NAME if roomy else _LINE, left_out)
        for layer, place in zip(named, places, strict=True):
            colour = self.theme.series_text(layer.colour)
            if not roomy:
                small.place(small.cut(layer.name, room), x, place, colour).draw(painter)
                continue
            strong.place(strong.cut(layer.name, room), x, place - 8, colour).draw(painter)
            small.place(small.cut(layer.end_label, room), x, place + 8, self.theme.quiet).draw(painter)
        if left_out:
            words = _("and {count} more").format(count=left_out)
            small.place(small.cut(words, room), x, _TOP + _LINE / 2, self.theme.quiet).draw(painter)

    def _named(self, chart: Area, height: float) -> tuple[list[Layer], int]:
        """Return the layers there is room to name, the largest of the last year first in line, and how many are not."""
        most = max(int(height // _LINE), 2)
        if len(chart.layers) <= most:
            return list(chart.layers), 0
        largest = sorted(chart.layers, key=lambda layer: float(layer.low[-1] - layer.high[-1]))[: most - 1]
        return [layer for layer in chart.layers if layer in largest], len(chart.layers) - len(largest)

    def _middles(self, chart: Area, named: list[Layer], size: float, left_out: int) -> list[float]:
        middles = [self._y(chart, float(layer.low[-1] + layer.high[-1]) / 2) for layer in named]
        return spread(middles, [size] * len(middles), _TOP + _LINE * bool(left_out), self.height() - _BOTTOM)

    def _index_at(self, x: float) -> int | None:
        chart = self._chart
        if chart is None or not _LEFT - 8 <= x <= self._right + 8:
            return None
        share = (x - _LEFT) / max(self._right - _LEFT, 1.0)
        return min(max(round(share * (len(chart.years) - 1)), 0), len(chart.years) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the year under the mouse."""
        index = self._index_at(event.position().x())
        if index is None or self._chart is None:
            QToolTip.hideText()
            return
        lines = [str(int(self._chart.years[index])), *reversed(self._chart.readouts[index])]
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join(lines), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the year that is clicked."""
        index = self._index_at(event.position().x())
        if index is not None and self._chart is not None:
            self.year_selected.emit(int(self._chart.years[index]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked year with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._chart is not None:
            first, last = int(self._chart.years[0]), int(self._chart.years[-1])
            self.year_selected.emit(min(max(self._year + step, first), last))
        else:
            super().keyPressEvent(event)
