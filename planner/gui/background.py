"""Work that takes longer than a frame, done beside the window by one thread; its answer is fetched, never sent.

The window looks every few milliseconds whether the answer is there. Nothing of Qt is so touched by the other thread,
and a dialog that is closed meanwhile has nothing to be disconnected from.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from planner.model.faults import Fault
from planner.text import _

_LOOK_MS = 15


class Background(QObject):
    """Does one thing at a time; of what is asked for meanwhile only the last is done.

    ``finished`` hands over what the work returned, ``failed`` the sentence of a `Fault`. Anything else that goes wrong
    is a sentence too, and raised in the window, where it would have been raised without the thread.
    """

    finished = Signal(object)
    failed = Signal(str)

    _running: ClassVar[int] = 0
    _collects: ClassVar[bool] = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="planner-beside")
        self._future: Future[Any] | None = None
        self._next: Callable[[], Any] | None = None
        self._dropped = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._fetch)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._future is not None

    def ask(self, work: Callable[[], Any]) -> None:
        """Have ``work`` done; an answer that is awaited from before will not come. Nothing happens after `stop`."""
        if self._dropped:
            return
        self._next = work
        if self._future is None:
            self._begin()

    def stop(self) -> None:
        """Drop what is under way without waiting for it, and whatever is asked for afterwards."""
        self._next, self._dropped = None, True
        self._worker.shutdown(wait=False, cancel_futures=True)
        if self._future is not None:
            self.setParent(QCoreApplication.instance())  # it outlives its dialog, to tidy up behind the thread

    def _begin(self) -> None:
        work, self._next = self._next, None
        assert work is not None
        # Rubbish is collected in whichever thread runs, and widgets must not be deleted in any other than Qt's.
        if Background._running == 0:
            Background._collects = gc.isenabled()
            gc.disable()
        Background._running += 1
        self._future = self._worker.submit(work)
        self._look.start()

    def _end(self) -> None:
        if self._future is None:
            return
        self._future = None
        Background._running -= 1
        if Background._running == 0 and Background._collects:
            gc.enable()

    def _fetch(self) -> None:
        future = self._future
        if future is None or not future.done():
            return
        self._look.stop()
        self._end()
        if self._dropped:
            self.deleteLater()
            return
        if self._next is not None:
            self._begin()
            return
        try:
            answer = future.result()
        except CancelledError:
            return
        except Fault as fault:
            self.failed.emit(str(fault))
            return
        except Exception as error:
            self.failed.emit(_("something went wrong: {reason}").format(reason=error))
            raise
        self.finished.emit(answer)
