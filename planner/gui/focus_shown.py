"""The focus is visible in every window from its first moment, also on what Qt's style draws no focus on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from shiboken6 import isValid

from planner.gui.theme import RADIUS

RINGED = "ringed"
"""A property of widgets that draw themselves and leave the mark of the focus to the ring."""
_WIDTH = 2.0


class FocusShown(QObject):
    """Puts a ring on charts, areas and sentences that have the focus; as a part of a window it lives as long as that.

    Other controls draw the focus themselves, but only in windows that know that somebody uses the keyboard.
    """

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._show)

    def _show(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.leave()
            self._ring = None
        if now is None:
            return
        if not now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            now.update()
        plain = isinstance(now, QLabel | QScrollArea) or bool(now.property(RINGED))
        if plain and now.focusPolicy() & Qt.FocusPolicy.TabFocus:
            self._ring = _Ring(now)


class _Ring(QWidget):
    """A line around a widget, over it, that lets everything through."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(around.rect())
        around.installEventFilter(self)
        self._around = around
        self.show()

    def leave(self) -> None:
        """Go; where the widget has gone before, so has this: it says nothing of that, and a part hears nothing."""
        if isValid(self):
            self.hide()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget's size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._around.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line inside the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        painter.end()
