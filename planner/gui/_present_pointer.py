"""The pointer of a presentation: there while it moves, gone when it rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

REST_MS = 2_000


class Pointer(QObject):
    """Hides the pointer over a window, with all that is in it by now, until it moves again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.rest.timeout.connect(self._hide)
        for widget in (window, *window.findChildren(QWidget)):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        self.rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the pointer and wait anew."""
        if event.type() == QEvent.Type.MouseMove:
            self._window.unsetCursor()
            self.rest.start()
        return False

    def _hide(self) -> None:
        self._window.setCursor(Qt.CursorShape.BlankCursor)
