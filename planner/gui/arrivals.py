"""What a later start hands over: this window comes to the front and opens its files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from planner.gui.document import Document
from planner.gui.filing import Filing
from planner.gui.notice import Notice
from planner.gui.opening import read_named, stand_beside
from planner.model.faults import Fault
from planner.store.presets import Presets

_LOOK_MS = 200


class Arrivals(QObject):
    """Opens what arrives, one lot after the other; while a dialog asks something, it waits until that is answered."""

    def __init__(self, document: Document, filing: Filing, presets: Presets, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._filing, self._presets, self._notice = document, filing, presets, notice
        self._window = window
        self._waiting: list[list[str]] = []
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._open_next)

    def take(self, files: list[str]) -> None:
        """Come to the front and open ``files``: paths, or names of presets."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if files:
            self._waiting.append(files)
            self._open_next()

    def _open_next(self) -> None:
        if self._waiting and QApplication.activeModalWidget() is None:
            self._open(self._waiting.pop(0))
        if self._waiting:
            self._look.start()
        else:
            self._look.stop()

    def _open(self, names: list[str]) -> None:
        first, *others = names
        if not self._open_first(first):
            return
        problems: list[str] = []
        for name in others:
            opened = read_named(Path(name), self._presets, problems)
            if opened is not None:
                stand_beside(self._document, opened, problems)
        if problems:
            self._notice.warn(" ".join(problems))

    def _open_first(self, name: str) -> bool:
        if Path(name).exists():
            return self._filing.open_file(Path(name))
        try:
            return self._filing.open_preset(self._presets.find(name))
        except Fault as fault:
            self._notice.warn(str(fault))
            return False
