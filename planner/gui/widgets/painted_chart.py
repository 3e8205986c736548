"""What charts drawn by a single paintEvent have in common: a theme, and words for those who do not see them."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from planner.chart.spec import Axis
from planner.gui.focus_shown import RINGED
from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets._timeline_text import Letter


class PaintedChart(QWidget):
    """A chart that is drawn whole each time: few marks, so that takes less than a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RINGED, True)
        self.setMinimumHeight(180)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.theme = theme
        self.update()

    def describe(self, title: str, alt: str) -> None:
        """Say in words what is drawn."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(alt)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(640, 360)

    def painter(self) -> QPainter:
        """Return a painter on the widget with smooth edges."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def letter(self, pixels: float = 12, *, strong: bool = False) -> Letter:
        """Return the lettering of a size."""
        return Letter(self.font(), pixels, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def along(axis: Axis, start: float, end: float, value: float) -> float:
    """Return where a value stands on an axis that runs from ``start`` to ``end`` pixels, kept within both."""
    low, high = axis.low, axis.high
    if axis.log:
        share = math.log(max(value, low) / low) / math.log(high / low)
    else:
        share = (value - low) / (high - low) if high > low else 0.0
    return start + min(max(share, 0.0), 1.0) * (end - start)
