"""A slider for amounts that span orders of magnitude, with the 90 % interval of the value drawn on its groove.

It is a ``QAbstractSlider`` underneath, because that is what assistive technology knows: role, value, step. There the
value is the place on the scale in percent; what it means is said in words, see `LogSlider.set_value_text`. Python
sees the amount itself, through signals of our own.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from planner.gui.theme import BODY_SIZE, CAPTION_SIZE, LIGHT, Theme
from planner.gui.widgets._slider_paint import CLIPPED_SHIFT, GROOVE_Y, INSET, SliderPicture, paint_slider
from planner.gui.widgets._slider_scale import STEPS, Scale
from planner.text import _

_MIN_WIDTH, _COMFORTABLE_WIDTH = 160, 320
_LABEL_TOP = 18
_REACH = 12.0
_WHEEL_NOTCH = 120
_PAGE = STEPS // 10
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_KEY_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -_PAGE,
    Qt.Key.Key_PageUp: _PAGE,
    Qt.Key.Key_Home: -STEPS,
    Qt.Key.Key_End: STEPS,
}


class LogSlider(QAbstractSlider):
    """A horizontal slider on a logarithmic or linear scale.

    ``dragged`` tells the new value while a person moves it, between ``drag_started`` and ``drag_finished``; a key,
    the wheel or assistive technology send all three at once. Setters send none. A value beyond an end stays what it
    is, and the handle points outwards.
    """

    drag_started = Signal()
    dragged = Signal(float)
    drag_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale(log=True)
        self._amount = 0.0
        self._interval: tuple[float, float] | None = None
        self._end_texts = ("", "")
        self._value_text = ""
        self._theme = LIGHT
        self._focus_ring = False
        self._started = False
        self._grip: float | None = None
        self._pressed_x = 0.0
        self._zoom = 1.0
        self._wheel = 0
        self._label_font = QFont()
        self._follow_font()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, STEPS)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._follow_assistant)

    @property
    def amount(self) -> float:
        """The value in its own unit; Qt's ``value()`` is the place on the scale in percent."""
        return self._amount

    @property
    def dragging(self) -> bool:
        """Whether a person is moving the handle at this moment."""
        return self._started

    @property
    def handle_x(self) -> float:
        """The middle of the handle, in pixels from the left."""
        return self._zoom * self._handle_at()

    def set_range(self, low: float, high: float, low_text: str, high_text: str) -> None:
        """Set the ends of the scale and what is written under them; with no words there is no room kept for them."""
        texts = (low_text, high_text)
        if texts != self._end_texts:
            self.updateGeometry()
        self._scale = Scale(low, high, self._scale.log)
        self._end_texts = texts
        self._describe()
        self._show()

    def set_log(self, log: bool) -> None:
        """Ask for a logarithmic scale, which there is only where the low end is above zero."""
        self._scale = Scale(self._scale.low, self._scale.high, log)
        self._show()

    def set_value(self, value: float, interval: tuple[float, float] | None = None) -> None:
        """Show a value and its 90 % interval without telling anybody."""
        self._amount, self._interval = value, interval
        self._show()

    def set_value_text(self, text: str) -> None:
        """Say what the value is in words, such as ``0.34 Wh per query``, to assistive technology."""
        if text != self._value_text:
            self._value_text = text
            self._describe()
            if self.hasFocus() and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_zoom(self, zoom: float) -> None:
        """Draw everything so many times as large: for a wall rather than a desk."""
        if zoom != self._zoom:
            self._zoom = zoom
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(_COMFORTABLE_WIDTH, self._height()) * self._zoom

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which a value can still be set with some care."""
        return QSize(_MIN_WIDTH, self._height()) * self._zoom

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, interval, handle and the words at the ends."""
        interval = self._interval
        if interval is not None and (interval[1] < self._scale.low or interval[0] > self._scale.high):
            interval = None
        picture = SliderPicture(
            width=self._width(),
            handle=self._handle_at(),
            side=self._scale.side(self._amount),
            bar=(self._x_of(interval[0]), self._x_of(interval[1])) if interval is not None else None,
            labels=QRectF(0, _LABEL_TOP, self._width(), self.height() / self._zoom - _LABEL_TOP),
            texts=self._end_texts,
            font=self._label_font,
            enabled=self.isEnabled(),
            hovered=self.underMouse() or self._grip is not None,
            focused=self._focus_ring and self.hasFocus(),
        )
        painter = QPainter(self)
        painter.scale(self._zoom, self._zoom)
        paint_slider(painter, picture, self._theme)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle where it is; a press beside it brings it there first."""
        point = event.position() / self._zoom
        if event.button() != Qt.MouseButton.LeftButton or point.y() > GROOVE_Y + _REACH:
            event.ignore()
            return
        event.accept()
        self._focus_ring = False
        on_handle = abs(point.x() - self._handle_at()) <= _REACH
        self._grip = self._x_of(self._amount) - point.x() if on_handle else 0.0
        self._pressed_x = point.x()
        if not on_handle:
            self._move_to(self._fraction_at(point.x()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the value along with the mouse."""
        if self._grip is None:
            event.ignore()
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()
        elif self._started or event.position().x() / self._zoom != self._pressed_x:
            self._move_to(self._fraction_at(event.position().x() / self._zoom + self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the value where it is now."""
        if self._grip is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._let_go()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step with the wheel once the slider has the focus; else what lies around it scrolls."""
        if not self.hasFocus():
            event.ignore()
            return
        event.accept()
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _WHEEL_NOTCH)
        self._wheel -= notches * _WHEEL_NOTCH
        self._step(notches)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys, Page Up and Down, Home and End."""
        steps = _KEY_STEPS.get(Qt.Key(event.key()))
        if steps is None:
            event.ignore()
            return
        self._focus_ring = True
        self._step(steps)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring to whoever came by keyboard."""
        self._focus_ring = self._focus_ring or event.reason() in _BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away, unless the whole window goes and comes back."""
        self._focus_ring = self._focus_ring and event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        self._wheel = 0
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """End a movement whose release would never come."""
        self._let_go()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the font; end a movement when switched off."""
        if event.type() == QEvent.Type.FontChange:
            self._follow_font()
        elif event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._let_go()
        super().changeEvent(event)

    def _width(self) -> float:
        return self.width() / self._zoom

    def _handle_at(self) -> float:
        return self._x_of(self._amount) + CLIPPED_SHIFT * -self._scale.side(self._amount)

    def _x_of(self, value: float) -> float:
        return INSET + self._scale.fraction(value) * (self._width() - 2 * INSET)

    def _fraction_at(self, x: float) -> float:
        return (x - INSET) / max(self._width() - 2 * INSET, 1)

    def _height(self) -> int:
        if not any(self._end_texts):
            return 2 * GROOVE_Y
        # Asked of the words themselves: letters of another script come from another font, which may be taller.
        metrics = QFontMetrics(self._label_font)
        return _LABEL_TOP + max(metrics.size(Qt.TextFlag.TextSingleLine, text).height() for text in self._end_texts)

    def _follow_font(self) -> None:
        self._label_font = QFont(self.font())
        self._label_font.setPixelSize(round(QFontInfo(self.font()).pixelSize() * (CAPTION_SIZE - 1) / BODY_SIZE))
        self.updateGeometry()

    def _describe(self) -> None:
        low, high = self._end_texts
        scale = _("on a scale from {low} to {high}").format(low=low, high=high) if low and high else ""
        self.setAccessibleDescription(", ".join(filter(None, [self._value_text, scale])))

    def _show(self) -> None:
        """Show the value as it is now, to Qt in whole steps."""
        self.setValue(self._steps_of(self._amount))
        self.update()

    def _steps_of(self, value: float) -> int:
        return round(STEPS * self._scale.fraction(value))

    def _follow_assistant(self, steps: int) -> None:
        """Take a value set from outside Python; one of our own comes back as an echo and says nothing new."""
        if steps != self._steps_of(self._amount):
            self._move_to(steps / STEPS)
            self._let_go()

    def _step(self, steps: int) -> None:
        self._move_to(self._scale.fraction(self._amount) + steps / STEPS)
        self._let_go()

    def _move_to(self, fraction: float) -> None:
        fraction = min(max(fraction, 0.0), 1.0)
        beyond = self._scale.side(self._amount)
        if beyond and fraction == self._scale.fraction(self._amount):
            return  # it lies beyond this end already: bringing it to the end would move it the wrong way
        value = self._scale.at(fraction)
        if value == self._amount:
            return
        self._amount = value
        self._show()
        if not self._started:
            self._started = True
            self.drag_started.emit()
        self.dragged.emit(value)

    def _let_go(self) -> None:
        self._grip = None
        self.update()
        if self._started:
            self._started = False
            self.drag_finished.emit()
