"""Room for large text: what does not fit on the screen scrolls instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.gui.theme import BODY_SIZE

_FRAME = 48
"""What a desktop's title bar and edges take of the height."""


def text_scale() -> float:
    """Return how many times larger than ours the desktop's text is; 1 where it is not."""
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / BODY_SIZE)


def scrolling(widget: QWidget) -> QScrollArea:
    """Return a widget in an area that scrolls up and down where the room is short."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def fit_into_screen(dialog: QDialog) -> None:
    """Let a finished dialog scroll where it is higher than the screen."""
    layout, room = dialog.layout(), dialog.screen().availableSize()
    assert layout is not None
    for part in dialog.findChildren(QWidget):
        part.ensurePolished()
    wanted = dialog.sizeHint().expandedTo(dialog.minimumSizeHint()).expandedTo(dialog.size())
    least = (
        layout.totalHeightForWidth(wanted.width()) if layout.hasHeightForWidth() else dialog.minimumSizeHint().height()
    )
    if least <= room.height() - _FRAME:
        return
    content = QWidget()
    content.setLayout(layout)
    content.setMinimumHeight(least)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scrolling(content))
    dialog.resize(min(wanted.width() + _FRAME, room.width()), room.height() - _FRAME)
