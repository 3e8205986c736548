"""A badge: a small button that says where a figure comes from, told by words, mark and colour together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from planner.gui.roomy import text_scale
from planner.gui.theme import LIGHT, Theme

_MARKS = {"measurement": "third", "claim": "second", "estimate": "accent", "arithmetic": "accent", "official": "third"}


class Badge(QAbstractButton):
    """Shows a source and its kind: a coloured underline for published figures, a dashed outline for own assumptions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._kind = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        font = self.font()
        font.setPixelSize(round(11 * text_scale()))
        self.setFont(font)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.update()

    def show_source(self, text: str, kind: str, tip: str) -> None:
        """Show a source; an empty ``kind`` is an own assumption."""
        if (text, kind, tip) == (self.text(), self._kind, self.toolTip()):
            return
        self._kind = kind
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Make room again when the application's font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the text with room around it."""
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance(self.text()) + 22, 176), metrics.height() + 7)

    def minimumSizeHint(self) -> QSize:
        """A badge may be shortened, but not to nothing."""
        return QSize(56, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pill, text and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = pill.height() / 2
        hovered = self.underMouse() or self.isDown()
        if self._kind:
            self._paint_published(painter, pill, radius, hovered)
        else:
            painter.setPen(QPen(QColor(self._theme.quiet), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(self._theme.chip) if hovered else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, radius, radius)
        painter.setPen(QColor(self._theme.ink if hovered else self._theme.quiet))
        room = self.rect().adjusted(8, 0, -8, -1)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_published(self, painter: QPainter, pill: QRectF, radius: float, hovered: bool) -> None:
        colour = QColor(getattr(self._theme, _MARKS.get(self._kind, "accent")))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(pill, radius, radius)
        painter.save()
        painter.setClipRect(pill.adjusted(-1, -1, 1, -2.5))
        painter.setBrush(QColor(self._theme.selected if hovered else self._theme.chip))
        painter.drawRoundedRect(pill.adjusted(-0.5, -0.5, 0.5, -1.0), radius, radius)
        painter.restore()
