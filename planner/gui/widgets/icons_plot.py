"""Homes as rows of whole icons, with what one icon is worth."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from planner.chart.shapes import Icons
from planner.gui.widgets.painted_chart import PaintedChart

_SIZE, _STEP, _LINE = 18.0, 24.0, 28.0


class IconsPlot(PaintedChart):
    """Draws a house for each so many homes; a row wraps where it is longer than the widget is wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Icons | None = None
        self._icons: dict[tuple[str, float], QPixmap] = {}

    def show_chart(self, chart: Icons) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        self.describe(chart.title, chart.alt)
        self.setMinimumHeight(round(self._draw(None)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        self._draw(event)

    def _draw(self, event: QPaintEvent | None) -> float:
        """Draw the rows, or with no event only measure them; return the height they take."""
        chart = self._chart
        if chart is None:
            return 0.0
        painter = self.painter() if event is not None else None
        strong, letter = self.letter(13, strong=True), self.letter(12)
        across = max(int((self.width() - 8) // _STEP), 1)
        y = 12.0
        for row in chart.rows:
            lines = max(-(-row.icons // across), 1)
            if painter is not None:
                colour = self.theme.series_text(row.colour)
                strong.place(row.name, 0, y, colour).draw(painter)
                letter.place(row.text, strong.width(row.name) + 14, y, self.theme.quiet).draw(painter)
                icon = self._icon(self.theme.series_colour(row.colour))
                for index in range(row.icons):
                    line, column = divmod(index, across)
                    painter.drawPixmap(QPointF(column * _STEP, y + 14 + line * _LINE), icon)
            y += 24 + lines * _LINE + 12
        if painter is not None:
            letter.place(chart.factor, 0, y, self.theme.quiet).draw(painter)
        return y + 16

    def _icon(self, colour: str) -> QPixmap:
        """Return a house drawn once, as sharp as the screen: there may be hundreds in a frame."""
        key = colour, self.devicePixelRatioF()
        if key not in self._icons:
            icon = QPixmap((QSizeF(_SIZE, _SIZE) * key[1]).toSize())
            icon.setDevicePixelRatio(key[1])
            icon.fill(Qt.GlobalColor.transparent)
            painter = QPainter(icon)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(house(QPointF(0, 0)), QColor(colour))
            painter.end()
            self._icons[key] = icon
        return self._icons[key]


_HOUSE = (
    *((1.0, 0.48), (0.86, 0.48), (0.86, 1.0), (0.6, 1.0), (0.6, 0.66)),
    *((0.4, 0.66), (0.4, 1.0), (0.14, 1.0), (0.14, 0.48), (0.0, 0.48)),
)
"""The corners of a house after its roof, in shares of its size."""


def house(corner: QPointF) -> QPainterPath:
    """Return a house as a path, its upper left corner at ``corner``."""
    path = QPainterPath(QPointF(corner.x() + _SIZE / 2, corner.y()))
    for right, down in _HOUSE:
        path.lineTo(corner.x() + right * _SIZE, corner.y() + down * _SIZE)
    path.closeSubpath()
    return path
