"""The order-of-magnitude chart on the screen: one row a figure, scrolled under an axis that stays in place."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from planner.chart.magnitudes import Kind, Magnitudes, Row
from planner.gui.theme import LIGHT, Theme, mixed
from planner.gui.widgets._timeline_text import Letter
from planner.text import _

_ROW = 24
_HEAD = 30
_COLUMNS = ((76.0, 96.0), (172.0, 220.0), (84.0, 150.0))
"""Widths of the columns for group, label and what is counted, on a small screen and on a large one."""
_TICK_ROOM = 50.0
_GAP = 14.0
_MARK = 5.5


class MagnitudePlot(QScrollArea):
    """Shows figures on a logarithmic axis; a click or Return asks for the record of a figure."""

    record_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = _Rows()
        self.setWidget(self.rows)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, _HEAD, 0, 0)
        self._head = _Head(self)
        self.rows.record_wanted.connect(self.record_wanted)
        self.rows.row_marked.connect(self._bring_into_view)

    def show_chart(self, chart: Magnitudes) -> None:
        """Show a chart in place of the one before."""
        self.rows.show_chart(chart)
        self._head.show_chart(chart)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.rows.theme = self._head.theme = theme
        self.rows.update()
        self._head.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the axis above the rows."""
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.viewport().width(), _HEAD)

    def _bring_into_view(self, top: int, bottom: int) -> None:
        self.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) + _ROW)


class _Scale:
    """Where values stand between the labels and what is counted."""

    def __init__(self, chart: Magnitudes, width: float) -> None:
        room = min(max((width - 600) / 300, 0.0), 1.0)
        self.group, self.label, self.counts = (low + (high - low) * room for low, high in _COLUMNS)
        self.left = self.group + self.label + _GAP
        self.right = max(width - self.counts - _GAP, self.left + 80)
        self._low, self._high = math.log10(chart.axis.low), math.log10(chart.axis.high)

    def x(self, value: float) -> float:
        """Return the place of a value above zero, kept on the axis."""
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


class _Head(QWidget):
    """The axis: decades over the rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._chart: Magnitudes | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_chart(self, chart: Magnitudes) -> None:
        self._chart = chart
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the decades and what the last column is."""
        if self._chart is None:
            return
        painter = QPainter(self)
        scale, letter = _Scale(self._chart, self.width()), Letter(self.font(), 12)
        ticks = self._chart.axis.ticks
        apart = (scale.right - scale.left) / max(len(ticks) - 1, 1)
        step = math.ceil(_TICK_ROOM / apart)
        for tick in ticks[::step]:
            letter.place(tick.text, scale.x(tick.value), 10, self.theme.quiet, share=0.5).draw(painter)
        letter.place(_("what is counted"), scale.right + _GAP, 10, self.theme.quiet).draw(painter)


class _Rows(QWidget):
    """The rows themselves; arrow keys move from figure to figure."""

    record_wanted = Signal(str)
    row_marked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._chart: Magnitudes | None = None
        self._marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Published figures by order of magnitude"))

    def show_chart(self, chart: Magnitudes) -> None:
        """Show a chart."""
        self._chart = chart
        self._marked = min(self._marked, len(chart.rows) - 1)
        self.setMinimumHeight(round((chart.height + 1.2) * _ROW))
        self.setAccessibleDescription(chart.alt)
        self.update()

    def sizeHint(self) -> QSize:
        """Be as tall as the rows."""
        return QSize(640, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, own value and rows."""
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = _Scale(self._chart, self.width())
        bottom = self._chart.height * _ROW
        painter.setPen(QPen(QColor(self.theme.line), 1))
        for tick in self._chart.axis.ticks:
            painter.drawLine(QLineF(scale.x(tick.value), 0, scale.x(tick.value), bottom))
        self._draw_own(painter, scale, bottom)
        visible = event.rect()
        group_letter = Letter(self.font(), 13, self.font().Weight.DemiBold)
        for group in self._chart.groups:
            first = group.rows[0]
            group_letter.place(group_letter.cut(group.name, scale.group), 0, self._middle(first), self.theme.ink).draw(
                painter
            )
            for row in group.rows:
                if visible.top() - _ROW <= self._middle(row) <= visible.bottom() + _ROW:
                    self._draw_row(painter, scale, row)

    def _draw_own(self, painter: QPainter, scale: _Scale, bottom: float) -> None:
        own = self._chart.own if self._chart is not None else None
        if own is None:
            return
        colour = QColor(self.theme.accent)
        band = QColor(colour)
        band.setAlphaF(0.10)
        left, right = scale.x(own.low), scale.x(own.high)
        painter.fillRect(QRectF(left, 0, max(right - left, 1), bottom), band)
        painter.setPen(QPen(colour, 2))
        x = scale.x(own.middle)
        painter.drawLine(QLineF(x, 0, x, bottom))
        letter = Letter(self.font(), 12, self.font().Weight.DemiBold)
        half = letter.width(own.text) / 2
        place = min(max(x, half), self.width() - half)
        letter.place(own.text, place, bottom + 12, self.theme.accent, share=0.5).draw(painter)

    def _draw_row(self, painter: QPainter, scale: _Scale, row: Row) -> None:
        theme, middle = self.theme, self._middle(row)
        if self._chart is not None and self._marked >= 0 and self._chart.rows[self._marked] is row:
            painter.fillRect(QRectF(0, middle - _ROW / 2, self.width(), _ROW), QColor(theme.selected))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.drawRoundedRect(QRectF(1, middle - _ROW / 2 + 1, self.width() - 2, _ROW - 2), 4, 4)
        ink = mixed(theme.quiet, theme.ground, 0.35) if row.faded else theme.ink
        quiet = mixed(theme.quiet, theme.ground, 0.35) if row.faded else theme.quiet
        letter = Letter(self.font(), 12)
        right = scale.left - _GAP
        letter.place(letter.cut(row.label, scale.label), right, middle, ink, share=1.0).draw(painter)
        small = Letter(self.font(), 11)
        small.place(small.cut(row.boundary, scale.counts), scale.right + _GAP, middle, quiet).draw(painter)
        colour = theme.series_colour(row.kind.colour)
        colour = mixed(colour, theme.ground, 0.55) if row.faded else colour
        if row.low is not None and row.high is not None and row.low > 0:
            bar = QColor(colour)
            bar.setAlphaF(0.5)
            painter.setPen(round_pen(bar))
            painter.drawLine(QLineF(scale.x(row.low), middle, scale.x(row.high), middle))
        draw_mark(painter, row.kind, QPointF(scale.x(row.value), middle), colour, theme.ground)

    @staticmethod
    def _middle(row: Row) -> float:
        return (row.place + 0.5) * _ROW

    def _row_at(self, y: float) -> int:
        if self._chart is None:
            return -1
        return next((i for i, row in enumerate(self._chart.rows) if abs(self._middle(row) - y) <= _ROW / 2), -1)

    def event(self, event: QEvent) -> bool:
        """Give a row's note as its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._chart is not None:
            index = self._row_at(event.pos().y())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self._chart.rows[index].note, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        over = self._row_at(event.position().y()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the record of a row."""
        index = self._row_at(event.position().y())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._mark(index)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End mark a row; Return or Space opens its record."""
        count = len(self._chart.rows) if self._chart is not None else 0
        places = {
            Qt.Key.Key_Down: self._marked + 1,
            Qt.Key.Key_Up: self._marked - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        key = Qt.Key(event.key())
        if key in places and count:
            self._mark(min(max(places[key], 0), count - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marked >= 0:
            self._open()
        else:
            super().keyPressEvent(event)

    def _mark(self, index: int) -> None:
        assert self._chart is not None
        self._marked = index
        row = self._chart.rows[index]
        self.setAccessibleDescription(row.note)
        middle = round(self._middle(row))
        self.row_marked.emit(middle - _ROW // 2, middle + _ROW // 2)
        self.update()

    def _open(self) -> None:
        if self._chart is not None and 0 <= self._marked < len(self._chart.rows):
            self.record_wanted.emit(self._chart.rows[self._marked].id)


def round_pen(colour: QColor) -> QPen:
    """Return the pen of a bar: broad, with round ends."""
    return QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def draw_mark(painter: QPainter, kind: Kind, middle: QPointF, colour: str, ground: str) -> None:
    """Draw the mark of a kind: told by its shape and by whether it is filled, besides its colour."""
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(QColor(colour if kind.filled else ground))
    x, y, size = middle.x(), middle.y(), _MARK
    if kind.shape == "diamond":
        reach = size + 1
        painter.drawPolygon(
            [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
        )
    elif kind.shape == "square":
        painter.drawRect(QRectF(x - size + 0.5, y - size + 0.5, 2 * size - 1, 2 * size - 1))
    else:
        painter.drawEllipse(middle, size, size)
