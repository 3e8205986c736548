"""Unsaved work is written beside the settings a moment after each change, and offered again after a crash."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from planner.gui.document import Document
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.autosave import (
    Unsaved,
    autosave_locks,
    autosave_path,
    autosaves,
    lock_path,
    read_autosave,
    write_autosave,
)
from planner.store.files import sweep
from planner.store.folders import prepare
from planner.store.guarded import fingerprint

_DELAY_MS = 800
"""No change waits longer to be kept, also while others follow it: a drag is kept on the way."""


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
        self._fingerprint: tuple[Workspace, str] | None = None
        self.problem = ""
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.write)
        document.changed.connect(self._expect)
        document.kept.connect(self._expect)

    def _expect(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def write(self) -> bool:
        """Write the unsaved work now, or with nothing unsaved take the file away; returns whether it is safe."""
        if not self._document.modified:
            self._remove()
            return True
        try:
            self._hold_lock()
            file = str(self._document.file or "")
            write_autosave(self._path, self._document.workspace, file, self._base() if file else "")
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
        for lock in autosave_locks():
            _is_orphan(lock)  # which takes away the lock of a program that was killed
        sweep(self._path.parent)
        return found

    def _base(self) -> str:
        """Return the fingerprint of what the document's file held, worked out once for each that it holds."""
        known = self._document.known
        if self._fingerprint is None or self._fingerprint[0] is not known:
            self._fingerprint = (known, fingerprint(known))
        return self._fingerprint[1]

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _hold_lock(self) -> None:
        """Lock before the first writing, so that nobody who starts in between takes the file for an orphan."""
        if self._lock is None:
            prepare(self._path.parent)
            self._lock = QLockFile(str(lock_path(self._path)))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)


def forget(unsaved: Unsaved) -> None:
    """Remove a file of unsaved work that was taken up or turned down."""
    with contextlib.suppress(OSError):
        unsaved.path.unlink(missing_ok=True)


def _is_orphan(path: Path) -> bool:
    """Whether no running program holds the lock of this file."""
    lock = QLockFile(str(lock_path(path)))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True
