"""What benchmarks of the window share: the scenarios of the engine's benchmark in it, and a hand on its slider."""

from __future__ import annotations

import time
from typing import Any


class Drag:
    """Holds a slider of the real window and moves it back and forth."""

    def __init__(self, app: Any, window: Any) -> None:
        self._app, self._window = app, window
        self._slider = window.assumptions.row(0, 0).slider
        self._step = 0
        self.hold(True)

    def hold(self, down: bool) -> None:
        """Press or release the mouse on the handle."""
        from PySide6.QtCore import QEvent, Qt

        buttons = Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton
        kind = QEvent.Type.MouseButtonPress if down else QEvent.Type.MouseButtonRelease
        self._send(kind, self._slider.handle_x, Qt.MouseButton.LeftButton, buttons)
        self._app.processEvents()

    def frame(self) -> float:
        """Move one step; return milliseconds until all is painted and the event loop is idle."""
        from PySide6.QtCore import QEvent, Qt

        self._step += 1
        x = self._slider.width() * (0.3 + 0.004 * abs(self._step % 100 - 50))
        start = time.perf_counter()
        self._send(QEvent.Type.MouseMove, x, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton)
        self._app.processEvents()
        return 1000 * (time.perf_counter() - start)

    def _send(self, kind: Any, x: float, button: Any, buttons: Any) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        point = QPointF(x, 11)
        where = self._slider.mapToGlobal(point)
        event = QMouseEvent(kind, point, where, button, buttons, Qt.KeyboardModifier.NoModifier)
        self._app.sendEvent(self._slider, event)


def fill(window: Any, count: int = 5) -> None:
    """Put scenarios of the engine's benchmark into the window."""
    from bench_engine import scenario

    from planner.model.workspace import Workspace

    window.document.open(Workspace(tuple(scenario(index) for index in range(count))))
