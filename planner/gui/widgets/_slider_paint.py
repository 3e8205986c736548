"""The picture of a slider: a thin groove, the interval as a bar on it, a ring for a handle, quiet words at the ends."""

from __future__ import annotations

from attrs import frozen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from planner.gui.theme import Theme, mixed

GROOVE_Y = 11
INSET = 11
"""The scale begins and ends this far inside the groove, so that handle and focus ring are never cut."""
CLIPPED_SHIFT = 6
"""A handle that points beyond an end stands back this far, to make room for the arrow."""
_GROOVE, _BAR = 4.0, 6.0
_RING_RADIUS, _RING_PEN = 5.5, 3.0
_FOCUS_RADIUS, _FOCUS_PEN = 9.0, 2.0
_ARROW = QPolygonF([QPointF(0.0, 0.0), QPointF(5.0, -5.0), QPointF(5.0, 5.0)])


@frozen(eq=False)
class SliderPicture:
    """What is to be drawn, in pixels; ``side`` is -1 or 1 where the value lies beyond that end."""

    width: float
    handle: float
    side: int
    bar: tuple[float, float] | None
    labels: QRectF
    texts: tuple[str, str]
    font: QFont
    enabled: bool
    hovered: bool
    focused: bool


def paint_slider(painter: QPainter, picture: SliderPicture, theme: Theme) -> None:
    """Draw the whole slider."""
    strong = theme.accent_hover if picture.hovered else theme.accent
    strong = strong if picture.enabled else mixed(theme.quiet, theme.panel, 0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _stroke(painter, 0.0, picture.width, _GROOVE, theme.line)
    if picture.bar is not None:
        _stroke(painter, *picture.bar, _BAR, strong)
    if picture.side:
        _arrow(painter, picture, strong)
    _handle(painter, picture, strong, theme)
    _labels(painter, picture, theme)


def _stroke(painter: QPainter, left: float, right: float, thickness: float, colour: str) -> None:
    """Draw a bar with round ends that reaches from ``left`` to ``right``; it is never narrower than thick."""
    middle, width = (left + right) / 2, max(right - left, thickness)
    painter.setBrush(QColor(colour))
    bar = QRectF(middle - width / 2, GROOVE_Y - thickness / 2, width, thickness)
    painter.drawRoundedRect(bar, thickness / 2, thickness / 2)


def _arrow(painter: QPainter, picture: SliderPicture, colour: str) -> None:
    """Draw an arrow at the edge the value lies beyond."""
    painter.save()
    painter.translate(0.0 if picture.side < 0 else picture.width, GROOVE_Y)
    painter.scale(-picture.side, 1.0)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(_ARROW)
    painter.restore()


def _handle(painter: QPainter, picture: SliderPicture, colour: str, theme: Theme) -> None:
    middle = QPointF(picture.handle, GROOVE_Y)
    if picture.focused:
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.accent), _FOCUS_PEN))
        painter.drawEllipse(middle, _FOCUS_RADIUS, _FOCUS_RADIUS)
    painter.setBrush(QColor(theme.panel))
    painter.setPen(QPen(QColor(colour), _RING_PEN))
    painter.drawEllipse(middle, _RING_RADIUS, _RING_RADIUS)


def _labels(painter: QPainter, picture: SliderPicture, theme: Theme) -> None:
    painter.setFont(picture.font)
    painter.setPen(QColor(theme.quiet))
    top = Qt.AlignmentFlag.AlignTop
    painter.drawText(picture.labels, Qt.AlignmentFlag.AlignLeft | top, picture.texts[0])
    painter.drawText(picture.labels, Qt.AlignmentFlag.AlignRight | top, picture.texts[1])
