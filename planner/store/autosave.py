"""Unsaved work is kept beside the settings while it is unsaved, and offered again after a crash.

Each running program writes its own file. Whoever starts finds the files that nobody writes any more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import frozen

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.files import read_bytes, write_atomically
from planner.store.folders import prepare, state_folder
from planner.text import _

_PREFIX, _SUFFIX = "unsaved-", ".json"


@frozen
class Unsaved:
    """Work found after a crash: the workspace, the file it came from (empty for none), and where it was found."""

    workspace: Workspace
    file: str
    path: Path


def autosave_path(name: str, folder: Path | None = None) -> Path:
    """Return where the running program of that ``name`` keeps its unsaved work."""
    return (folder or state_folder()) / f"{_PREFIX}{name}{_SUFFIX}"


def write_autosave(path: Path, workspace: Workspace, file: str) -> None:
    """Keep unsaved work; raises `Fault` where the folder cannot be written."""
    prepare(path.parent)
    content = {"file": file, "plan": json.loads(codec.dumps(workspace))}
    write_atomically(path, json.dumps(content, ensure_ascii=False).encode())


def read_autosave(path: Path) -> Unsaved:
    """Return the unsaved work in ``path``; raises `Fault` where it cannot be read."""
    content: Any = codec.parse_json(read_bytes(path))
    if not isinstance(content, dict) or not isinstance(content.get("file"), str):
        raise Fault(_("{path} holds no unsaved work").format(path=path.name))
    return Unsaved(codec.loads(json.dumps(content.get("plan"))), content["file"], path)


def autosaves(folder: Path | None = None) -> list[Path]:
    """Return all files of unsaved work, newest first."""
    try:
        found = [path for path in (folder or state_folder()).glob(f"{_PREFIX}*{_SUFFIX}") if path.is_file()]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []
