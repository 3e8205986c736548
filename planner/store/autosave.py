"""Unsaved work is kept beside the settings while it is unsaved, and offered again after a crash.

Each running program writes its own file. Whoever starts finds the files that nobody writes any more.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from attrs import frozen

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec, json_text
from planner.store.files import read_bytes, read_plan, write_atomically
from planner.store.folders import prepare, state_folder
from planner.store.guarded import fingerprint
from planner.text import _

_PREFIX, _SUFFIX, _LOCK = "unsaved-", ".json", ".lock"
_ADDRESS = "file://"


@frozen
class Unsaved:
    """Work found after a crash: the workspace, the file it came from (empty for none), and where it was found.

    ``base`` is the fingerprint of what that file held when the work on it began.
    """

    workspace: Workspace
    file: str
    path: Path
    base: str = ""

    def known(self) -> Workspace:
        """Return what the file held when the work began, where it still does.

        Else return the work itself: nothing but that may then be replaced without a question.
        """
        if self.file and self.base:
            with contextlib.suppress(Fault):
                found = read_plan(Path(self.file))
                if fingerprint(found) == self.base:
                    return found
        return self.workspace


def autosave_path(name: str, folder: Path | None = None) -> Path:
    """Return where the running program of that ``name`` keeps its unsaved work."""
    return (folder or state_folder()) / f"{_PREFIX}{name}{_SUFFIX}"


def lock_path(path: Path) -> Path:
    """Return the lock that the program holds whose unsaved work is in ``path``."""
    return path.with_suffix(_LOCK)


def write_autosave(path: Path, workspace: Workspace, file: str, base: str = "") -> None:
    """Keep unsaved work; raises `Fault` where the folder cannot be written."""
    prepare(path.parent)
    content = {"file": _as_text(file), "base": base, "plan": codec.plain(workspace)}
    write_atomically(path, json.dumps(content, ensure_ascii=False, allow_nan=False).encode())


def read_autosave(path: Path) -> Unsaved:
    """Return the unsaved work in ``path``; raises `Fault` where it cannot be read."""
    content: Any = json_text.parse_json(read_bytes(path))
    if not isinstance(content, dict) or not isinstance(content.get("file"), str):
        raise Fault(_("{path} holds no unsaved work").format(path=path.name))
    base = content.get("base")
    plan = codec.loads(json.dumps(content.get("plan"), ensure_ascii=False))
    return Unsaved(plan, _from_text(content["file"]), path, base if isinstance(base, str) else "")


def _as_text(file: str) -> str:
    """Return a path as it is, or as an address where it holds bytes that are no text."""
    try:
        file.encode()
    except UnicodeEncodeError:
        return Path(file).absolute().as_uri()
    return file


def _from_text(text: str) -> str:
    return os.fsdecode(unquote_to_bytes(text.removeprefix(_ADDRESS))) if text.startswith(_ADDRESS) else text


def autosaves(folder: Path | None = None) -> list[Path]:
    """Return all files of unsaved work, newest first."""
    try:
        found = [path for path in (folder or state_folder()).glob(f"{_PREFIX}*{_SUFFIX}") if path.is_file()]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []


def autosave_locks(folder: Path | None = None) -> list[Path]:
    """Return the locks that belong to no file of unsaved work, held or not."""
    try:
        locks = (folder or state_folder()).glob(f"{_PREFIX}*{_LOCK}")
        return [path for path in locks if not path.with_suffix(_SUFFIX).exists()]
    except OSError:
        return []
