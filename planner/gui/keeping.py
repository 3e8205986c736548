"""Unsaved work is written beside the settings a moment after each change, and offered again after a crash."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from planner.gui.document import Document
from planner.model.faults import Fault
from planner.store.autosave import Unsaved, autosave_path, autosaves, read_autosave, write_autosave
from planner.store.folders import prepare

_DELAY_MS = 800


class Keeping(QObject):
    """Keeps the document's unsaved work on disk while this program runs, under a lock that a crash releases.

    ``failed`` says why that is not possible, once until it is possible again.
    """

    failed = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        # A process number comes again, in a container at every start: the name must not be the one of a crashed run.
        self._path = autosave_path(f"{os.getpid()}-{uuid4().hex[:8]}")
        self._lock: QLockFile | None = None
        self.problem = ""
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.write)
        document.changed.connect(self._timer.start)
        document.kept.connect(self._timer.start)

    def write(self) -> bool:
        """Write the unsaved work now, or with nothing unsaved take the file away; returns whether it is safe."""
        if not self._document.modified:
            self._remove()
            return True
        try:
            self._hold_lock()
            write_autosave(self._path, self._document.workspace, str(self._document.file or ""))
        except Fault as fault:
            if not self.problem:
                self.failed.emit(str(fault))
            self.problem = str(fault)
            return False
        self.problem = ""
        return True

    def leave(self) -> None:
        """The program ends in order: nothing is left to be offered again."""
        self._timer.stop()
        self._remove()
        if self._lock is not None:
            self._lock.unlock()

    def orphans(self) -> list[Unsaved]:
        """Return the unsaved work of programs that no longer run, newest first; unreadable files are left alone."""
        found = []
        for path in autosaves():
            if path == self._path or not _is_orphan(path):
                continue
            with contextlib.suppress(Fault):
                found.append(read_autosave(path))
        return found

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _hold_lock(self) -> None:
        """Lock before the first writing, so that nobody who starts in between takes the file for an orphan."""
        if self._lock is None:
            prepare(self._path.parent)
            self._lock = QLockFile(_lock_path(self._path))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)


def forget(unsaved: Unsaved) -> None:
    """Remove a file of unsaved work that was taken up or turned down."""
    with contextlib.suppress(OSError):
        unsaved.path.unlink(missing_ok=True)


def _lock_path(path: Path) -> str:
    return str(path.with_suffix(".lock"))


def _is_orphan(path: Path) -> bool:
    """Whether no running program holds the lock of this file."""
    lock = QLockFile(_lock_path(path))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True
