"""The two-way map on the screen: tones under labelled contours, read with the mouse or the arrow keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from planner.chart.two_way_map import TwoWayMap
from planner.gui.theme import Theme, mixed
from planner.gui.widgets._label_layout import kept_apart
from planner.gui.widgets._map_marks import MapMarks
from planner.gui.widgets.painted_chart import PaintedChart, along
from planner.text import _

_TOP, _BOTTOM, _RIGHT = 30.0, 44.0, 14.0
_WEAKEST, _STRONGEST = 0.04, 0.36
_TONES = 256
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class MapPlot(PaintedChart):
    """Draws a map; the arrow keys move a cross over it, Home brings it to the scenario, Escape takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: TwoWayMap | None = None
        self._tones: QImage | None = None
        self._at: tuple[int, int] | None = None
        self.setMouseTracking(True)

    @property
    def readout(self) -> tuple[str, ...]:
        """What stands at the cross; empty without one."""
        return self._chart.readout(*self._at) if self._chart is not None and self._at is not None else ()

    def show_chart(self, chart: TwoWayMap | None) -> None:
        """Show a map in place of the one before, or none."""
        self._chart = chart
        self._tones = _image(chart, self.theme) if chart is not None else None
        self.describe(chart.title if chart else _("No map"), chart.alt if chart else "")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.show_chart(self._chart)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which everything can still be read."""
        return QSize(360, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tones, axes, contours, scenarios and the read-out."""
        chart = self._chart
        if chart is None or self._tones is None:
            return
        painter, area = self.painter(), self._area(chart)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setClipRect(area)
        # Tones stand at the places of the grid, the first and the last of them on the edge.
        half = area.width() / (len(chart.xs) - 1) / 2, area.height() / (len(chart.ys) - 1) / 2
        painter.drawImage(area.adjusted(-half[0], -half[1], half[0], half[1]), self._tones)
        painter.restore()
        self._draw_axes(painter, chart, area)
        marks = MapMarks(chart, area, self.theme, self.letter(11), self.letter(12, strong=True))
        marks.draw(painter)
        if self._at is not None:
            marks.draw_readout(painter, self._at, chart.readout(*self._at))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the place under the mouse."""
        self._read(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Put the read-out away."""
        self._read(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the read-out away."""
        self._read(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross; the first key puts it on the scenario."""
        key, chart = Qt.Key(event.key()), self._chart
        if chart is None or (key not in _STEPS and key not in (Qt.Key.Key_Home, Qt.Key.Key_Escape)):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            if self._at is None:
                super().keyPressEvent(event)
            self._read(None)
        else:
            column, row = self._at if self._at is not None else chart.nearest(chart.places[0])
            right, up = _STEPS.get(key, (0, 0))
            if key == Qt.Key.Key_Home:
                column, row = chart.nearest(chart.places[0])
            self._read((_kept(column + right, len(chart.xs)), _kept(row + up, len(chart.ys))))
            self._announce()

    def _area(self, chart: TwoWayMap) -> QRectF:
        letter = self.letter()
        left = max([letter.width(tick.text) for tick in chart.y.ticks] + [24.0]) + 16
        return QRectF(left, _TOP, max(self.width() - left - _RIGHT, 40.0), max(self.height() - _TOP - _BOTTOM, 40.0))

    def _draw_axes(self, painter: QPainter, chart: TwoWayMap, area: QRectF) -> None:
        letter, small, quiet = self.letter(), self.letter(11), self.theme.quiet
        painter.setPen(QPen(QColor(self.theme.edge), 1))
        xs = [along(chart.x, area.left(), area.right(), tick.value) for tick in chart.x.ticks]
        ys = [along(chart.y, area.bottom(), area.top(), tick.value) for tick in chart.y.ticks]
        painter.drawLines([QLineF(x, area.bottom(), x, area.bottom() + 4) for x in xs])
        painter.drawLines([QLineF(area.left() - 4, y, area.left(), y) for y in ys])
        widths = [letter.width(tick.text) for tick in chart.x.ticks]
        for index in kept_apart(xs, widths, gap=10.0):
            place = min(xs[index], self.width() - widths[index] / 2 - 2)
            letter.place(chart.x.ticks[index].text, place, area.bottom() + 14, quiet, share=0.5).draw(painter)
        for index in kept_apart(ys, [letter.pitch] * len(ys), gap=2.0):
            letter.place(chart.y.ticks[index].text, area.left() - 8, ys[index], quiet, share=1.0).draw(painter)
        small.place(small.cut(chart.y.label, self.width() - 10), 5, 12, quiet).draw(painter)
        label = small.cut(chart.x.label, area.width())
        small.place(label, area.right(), area.bottom() + 33, quiet, share=1.0).draw(painter)

    def _place_at(self, point: QPointF) -> tuple[int, int] | None:
        chart = self._chart
        if chart is None or not self._area(chart).contains(point):
            return None
        area = self._area(chart)
        across, up = (point.x() - area.left()) / area.width(), (area.bottom() - point.y()) / area.height()
        return round(across * (len(chart.xs) - 1)), round(up * (len(chart.ys) - 1))

    def _read(self, at: tuple[int, int] | None) -> None:
        if at != self._at:
            self._at = at
            self.update()

    def _announce(self) -> None:
        """Let a screen reader say what a sighted person reads off the card."""
        if QAccessible.isActive() and self.readout:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, ", ".join(self.readout)))


def _kept(index: int, count: int) -> int:
    return min(max(index, 0), count - 1)


def _image(chart: TwoWayMap, theme: Theme) -> QImage:
    """Return the tones as a picture of one pixel a place, the highest row on top."""
    shares = (_WEAKEST + (_STRONGEST - _WEAKEST) * step / (_TONES - 1) for step in range(_TONES))
    colours = np.array([QColor(mixed(theme.ground, theme.accent, share)).rgb() for share in shares], np.uint32)
    steps = np.rint(np.clip(chart.tones[::-1], 0, 1) * (_TONES - 1)).astype(int)
    pixels = np.ascontiguousarray(colours[steps])
    rows, columns = pixels.shape
    return QImage(pixels.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGB32).copy()
