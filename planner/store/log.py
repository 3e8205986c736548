"""The log: what went wrong in the program itself, kept on this computer, and never more than a few files of it.

``logging`` is imported with the first entry: a start without trouble does without.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from planner.model.faults import Fault
from planner.store.folders import log_file, prepare

MAX_BYTES = 512 * 1024
BACKUPS = 3


def note(words: str, path: Path | None = None) -> Path | None:
    """Add ``words`` to the log with the time; returns where it is, None where it cannot be written.

    A file that has grown to half a megabyte is set aside, and the oldest of those goes.
    """
    from logging import ERROR, Formatter, LogRecord
    from logging.handlers import RotatingFileHandler

    path = path or log_file()
    with contextlib.suppress(OSError, Fault):
        prepare(path.parent)
        handler = RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8", errors="backslashreplace"
        )
        handler.setFormatter(Formatter("%(asctime)s %(process)d %(message)s"))
        record = LogRecord("planner", ERROR, "", 0, words.rstrip(), None, None)
        try:
            if handler.shouldRollover(record):
                handler.doRollover()
            stream = handler.stream or handler._open()
            stream.write(handler.format(record) + "\n")  # emit() would print what fails, not say so
            stream.flush()
        finally:
            handler.close()
        return path
    return None
