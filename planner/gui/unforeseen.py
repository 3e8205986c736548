"""Errors that nobody foresaw: the work is kept first, the log has the rest, and one calm dialog says so.

Whatever raises it (a slot, an event, a thread, Qt itself), the program goes on. An error that comes again is counted;
a dialog for each would be a storm. What writes log and report is imported with the first error.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QThread, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from planner.gui.document import Document
from planner.gui.keeping import Keeping
from planner.gui.notice import Notice
from planner.store.folders import log_file
from planner.text import _

_DIFFERENT_MESSAGES = 100


class Unforeseen(QObject):
    """Takes what Python and Qt would only print, from `install` to `remove`."""

    _met = Signal(str)

    def __init__(self, document: Document, keeping: Keeping, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._keeping, self._notice, self._window = document, keeping, notice, window
        self._times: Counter[str] = Counter()
        self._messages: set[str] = set()
        self._before: tuple[Callable[..., Any], Callable[..., Any]] | None = None
        self._shown: str | None = None
        self._met.connect(self._handle)  # which comes from any thread, and is handled in the window's

    def install(self) -> None:
        """Take errors from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        qInstallMessageHandler(self._said_by_qt)

    def remove(self) -> None:
        """Leave errors to Python and Qt again."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
            qInstallMessageHandler(None)

    def _raised(self, _kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.exit(130)
            return
        from planner.store.report import trace_of

        trace = trace_of(error)
        if os.environ.get("PLANNER_DEBUG", "") not in ("", "0"):
            _print(trace)
        self._met.emit(trace)

    def _raised_in_thread(self, problem: Any) -> None:
        if problem.exc_value is not None and not isinstance(problem.exc_value, SystemExit):
            self._raised(problem.exc_type, problem.exc_value, problem.exc_traceback)

    def _said_by_qt(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        """Pass Qt's words on as Qt does, and log its warnings once each; before it aborts, keep the work."""
        _print(f"{words}\n")
        if kind == QtMsgType.QtFatalMsg and QThread.currentThread() is self.thread():
            self._keep()
        known = words in self._messages or len(self._messages) >= _DIFFERENT_MESSAGES
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) and not known:
            from planner.store.log import note

            self._messages.add(words)
            note(f"Qt: {words}")

    def _handle(self, trace: str) -> None:
        self._times[trace] += 1
        times = self._times[trace]
        if str(times).strip("0") != "1":  # an error in painting comes with every frame: the disk need not
            return
        from planner.store.log import note

        kept = self._keep()
        note(trace if times == 1 else f"{times} times by now: {trace.splitlines()[-1]}")
        if times == 1:
            self._show(trace, kept)
        elif self._shown != trace:
            self._notice.warn(_("The same error came again; the log counts it: {path}").format(path=log_file()))

    def _keep(self) -> bool:
        """Keep the unsaved work; returns whether it is safe. What is broken may be this very thing."""
        with contextlib.suppress(Exception):
            return self._keeping.write()
        return False

    def _show(self, trace: str, kept: bool) -> None:
        """Show the dialog, unless one is open: what comes while it is read is in the log, and most likely follows."""
        if self._shown is not None:
            return
        from planner.gui.dialogs.error_dialog import ErrorDialog

        self._shown = trace
        dialog = ErrorDialog(self._report(trace), kept, str(log_file()), self._over())
        dialog.finished.connect(self._closed)
        dialog.destroyed.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._shown = None

    def _over(self) -> QWidget:
        """Return what is in front: a dialog that waits would else lie over the report."""
        return QApplication.activeModalWidget() or self._window

    def _report(self, trace: str) -> str:
        from planner.store.report import report

        place = self._document.place
        surroundings = f"Qt {qVersion()}, {QGuiApplication.platformName()}"
        return report(trace, [surroundings], [str(place), place.name] if place is not None else [])


def _print(words: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(words)
