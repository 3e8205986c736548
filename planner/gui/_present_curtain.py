"""The curtain of a presentation: a black screen, so that the room looks at the speaker."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


class Curtain(QWidget):
    """Covers its parent in black while it is drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("background: black")
        self.hide()

    def draw_or_lift(self) -> None:
        """Make the screen black, or show it again."""
        self.setVisible(not self.isVisible())

    def cover(self, room: QRect) -> None:
        """Lie over all that is in ``room``."""
        self.setGeometry(room)
        self.raise_()
