"""Saving over a plan that somebody else may have changed meanwhile: another window, another user, a shared folder.

Whoever saves says what the file held when it was last read or written here. Where it holds something else by now,
nothing is written. Looking and writing happen under a lock on the folder, which a crash releases, so that two programs
cannot both look first and then both write.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import attrs

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.files import SUFFIX, read_plan, shown, write_plan
from planner.text import _

_TRIES, _PAUSE_S = 100, 0.02


class ChangedElsewhere(Fault):
    """A file holds something else than was read from it; ``found`` is its plan, None where it cannot be read."""

    def __init__(self, path: Path, found: Workspace | None) -> None:
        super().__init__(_("{path} was changed by another program; nothing was written").format(path=shown(path)))
        self.path, self.found = path, found


def save_plan(path: Path, workspace: Workspace, known: Workspace | None = None) -> None:
    """Write ``workspace`` to ``path``, whatever is there, or only over ``known`` where that is given.

    A file that is gone is written anew; one that already holds ``workspace`` is no other's change.

    Raises:
        ChangedElsewhere: The file holds neither ``known`` nor ``workspace``.
        Fault: It cannot be written; the old file is as it was.
    """
    with alone(path.parent):
        if known is not None:
            check_unchanged(path, known, workspace)
        write_plan(path, workspace)


def check_unchanged(path: Path, *expected: Workspace) -> None:
    """Raise `ChangedElsewhere` unless ``path`` is gone or holds one of the ``expected`` plans."""
    try:
        if not path.exists():
            return
    except OSError:
        return  # writing says why
    try:
        found = read_plan(path)
    except Fault:
        raise ChangedElsewhere(path, None) from None
    if found not in expected:
        raise ChangedElsewhere(path, found)


def beside(path: Path) -> Path:
    """Return a free name for one's own version beside ``path``: ``plan (my version).aiplan``."""
    stem = path.name.removesuffix(SUFFIX)
    words = _("my version")
    number = 1
    while (free := path.with_name(f"{stem} ({words}{'' if number == 1 else f' {number}'}){SUFFIX}")).exists():
        number += 1
    return free


def fingerprint(workspace: Workspace) -> str:
    """Return a short text that differs where two plans differ, the stamp of the evidence library left out."""
    content = codec.dumps(attrs.evolve(workspace, evidence=""))
    return blake2b(content.encode(), digest_size=16).hexdigest()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other programs that ask for the same ``folder`` out for the block.

    Where a folder cannot be locked (a network drive, a missing folder), or who holds it does not let go for two
    seconds, the block runs all the same: a save that waits for ever is worse than the rare crossing of two.
    """
    descriptor = _opened(folder)
    try:
        for _try in range(_TRIES if descriptor is not None else 0):
            if _locked(descriptor):
                break
            time.sleep(_PAUSE_S)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)  # and with it the lock


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int | None:
        with contextlib.suppress(OSError, ValueError):
            return os.open(folder / ".saving.lock", os.O_RDWR | os.O_CREAT)
        return None

    def _locked(descriptor: int | None) -> bool:
        assert descriptor is not None
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _opened(folder: Path) -> int | None:
        with contextlib.suppress(OSError, ValueError):
            return os.open(folder, os.O_RDONLY)
        return None

    def _locked(descriptor: int | None) -> bool:
        """Whether the lock is held now, or cannot be had here at all."""
        assert descriptor is not None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
