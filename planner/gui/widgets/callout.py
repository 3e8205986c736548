"""A small card with a pointed edge, lying over the window beside the widget it speaks of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import GAP, GAP_SMALL, RADIUS
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

_WIDTH, _POINT = 264, 9
_FAREWELL_MS = 600
"""So that what was just done can be seen before the next hint appears."""


class Callout(QWidget):
    """Says one thing. ``closed`` when it was read or done, ``ended`` when no more are wanted."""

    closed = Signal()
    ended = Signal()

    def __init__(self, words: str, button: str, target: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = target
        self._window = window
        self._below = True
        self._tip = 0
        target.destroyed.connect(self._lose_target)
        label = WrappedLabel("body", words)
        self.next = QPushButton(button)
        self.next.setProperty("role", "link")
        self.next.clicked.connect(self.closed)
        self.stop = QPushButton(_("No more hints"))
        self.stop.setProperty("role", "link")
        self.stop.clicked.connect(self.ended)
        line = QHBoxLayout()
        line.addWidget(self.stop)
        line.addStretch(1)
        line.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP + _POINT, GAP, GAP_SMALL + _POINT)
        column.setSpacing(GAP_SMALL)
        column.addWidget(label)
        column.addLayout(line)
        self.setAccessibleName(_("Hint"))
        self.setAccessibleDescription(words)
        self._farewell = QTimer(self, singleShot=True, interval=_FAREWELL_MS)
        self._farewell.timeout.connect(self.closed)
        self.setFixedWidth(_WIDTH)

    def appear(self) -> None:
        """Stand beside the target, and follow it while the window changes."""
        self.adjustSize()
        self._stand()
        self._window.installEventFilter(self)
        if self._target is not None:
            self._target.installEventFilter(self)
        self.show()
        self.raise_()

    def leave_soon(self) -> None:
        """Go, a moment from now."""
        if not self._farewell.isActive():
            self._farewell.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along with the window and the target."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._stand()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends all hints."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def _lose_target(self) -> None:
        """Go with what it speaks of: another plan has other rows."""
        self._target = None
        self.hide()
        self.leave_soon()

    def _stand(self) -> None:
        """Stand under the target, or over it where there is no room, inside the window.

        Beside it, it would lie on headline and chart, which are what to look at while something is tried.
        """
        window = self._window
        if self._target is None:
            return
        middle = self._target.mapTo(window, self._target.rect().center())
        top = self._target.mapTo(window, QPoint(0, 0)).y()
        under = top + self._target.height()
        self._below = under + self.height() <= window.height()
        x = min(max(middle.x() - self.width() // 2, 0), window.width() - self.width())
        self._tip = middle.x()
        self.move(x, under if self._below else max(top - self.height(), 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its point, in the colours of a tooltip's opposite: ink on panel, bounded by the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(1, _POINT, -1, -_POINT)
        card = QPainterPath()
        card.addRoundedRect(inside, RADIUS, RADIUS)
        x = self._tip - self.x()
        x = min(max(x, RADIUS + _POINT), self.width() - RADIUS - _POINT)
        edge, tip = (inside.top(), 1) if self._below else (inside.bottom(), self.height() - 1)
        point = QPainterPath()
        point.addPolygon(QPolygonF([QPointF(x - _POINT, edge), QPointF(x, tip), QPointF(x + _POINT, edge)]))
        colours = self.palette()
        painter.setPen(colours.highlight().color())
        painter.setBrush(QColor(colours.toolTipBase().color()))
        painter.drawPath(card.united(point))
        painter.end()
