"""Reading and writing whole files: bounded when read, atomic when written."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

import attrs

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec, json_text
from planner.store.library import evidence_stamp
from planner.text import _

SUFFIX = ".aiplan"
_PREFIX, _TEMPORARY = ".saving-", ".tmp"
_ABANDONED_S = 600


def read_bytes(path: Path, limit: int = json_text.MAX_BYTES) -> bytes:
    """Return the content of ``path``.

    Raises:
        Fault: It is not there, not a regular file, larger than ``limit`` bytes, or cannot be read.
    """
    try:
        if not path.is_file():
            reason = _("it is a folder") if path.is_dir() else _("there is no such file")
            raise Fault(_("{path} cannot be read: {reason}").format(path=shown(path), reason=reason))
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except Fault:
        raise
    except (OSError, ValueError) as error:
        raise Fault(_("{path} cannot be read: {reason}").format(path=shown(path), reason=_words(error))) from error
    if len(content) > limit:
        raise Fault(
            _("{path} is larger than {limit} MiB and is not read").format(
                path=shown(path), limit=f"{limit / 2**20:.0f}"
            )
        )
    return content


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``; at any moment the file on disk is whole, the old one or the new one.

    A symbolic link is followed, so that the file it points at is replaced and the link stays.

    Raises:
        Fault: The disk is full, the folder is gone or cannot be written; the old file is as it was.
    """
    temporary: str | None = None
    try:
        target = path.resolve()
        if target.exists() and not os.access(target, os.W_OK):
            os.close(os.open(target, os.O_WRONLY))  # which says the reason: a protected file, or a protected disk
        descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_TEMPORARY, dir=target.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode_of(target))
        os.replace(temporary, target)
        temporary = None
        _sync_folder(target.parent)
        sweep(target.parent)
    except (OSError, ValueError, RuntimeError) as error:
        raise Fault(
            _("{path} cannot be written: {reason}. Choose another place; nothing was lost").format(
                path=shown(path), reason=_words(error)
            )
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def sweep(folder: Path) -> None:
    """Remove what a program that was killed while it wrote has left in ``folder``; no writing takes ten minutes."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_TEMPORARY):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _ABANDONED_S:
                        os.unlink(entry.path)


def read_plan(path: Path) -> Workspace:
    """Return the workspace in an ``.aiplan`` file; raises `Fault` with the file's name and what is wrong in it."""
    content = read_bytes(path)
    try:
        return codec.loads(content)
    except Fault as fault:
        if path.suffix.casefold() != SUFFIX:
            sentence = _("{path} is no plan: {reason}; give an *.aiplan file, or the name of a preset")
            raise Fault(sentence.format(path=shown(path.name), reason=fault)) from fault
        raise Fault(_("{path}: {reason}").format(path=shown(path.name), reason=fault)) from fault


def write_plan(path: Path, workspace: Workspace) -> None:
    """Write ``workspace`` to ``path`` atomically, stamped with the evidence library of this program; raises `Fault`."""
    stamped = attrs.evolve(workspace, evidence=evidence_stamp())
    content = codec.dumps(stamped).encode("utf-8")
    if len(content) > json_text.MAX_BYTES:
        raise Fault(
            _("{path} would have {size} MiB, more than the 8 MiB that are read again; split the plan").format(
                path=path.name, size=f"{len(content) / 2**20:.1f}"
            )
        )
    write_atomically(path, content)


def shown(path: Path | str) -> str:
    """Return a path as text that can be printed and kept, even where its bytes are no text."""
    return str(path).encode("utf-8", "replace").decode()


def _mode_of(target: Path) -> int:
    """Return the permissions of the file to be replaced, or what a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Write the new name to the disk where the system can; the file is in its place by now either way."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _words(error: Exception) -> str:
    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk quota is used up"),
        errno.EACCES: _("permission is denied"),
        errno.EPERM: _("permission is denied"),
        errno.EROFS: _("the disk is read-only"),
        errno.ENOENT: _("the folder is not there"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    number = error.errno if isinstance(error, OSError) else None
    return known.get(number or 0) or getattr(error, "strerror", None) or str(error)
