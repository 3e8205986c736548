"""Presets: plans kept under a name. Some ship with the program and are never changed; the user's are one file each.

A preset's name is the title inside its file; the file's own name is only derived from it. A file that cannot be read
is listed with the reason and left alone. What ships is read in full only when it is used, because a list of titles need
not wait for it; the tests read all of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from functools import cached_property
from pathlib import Path

import attrs
from attrs import frozen

from planner.assets import resource
from planner.model.faults import Fault
from planner.model.scenario import slug
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.files import SUFFIX, read_bytes, read_plan, write_plan
from planner.store.folders import prepare, presets_folder
from planner.store.guarded import alone, check_unchanged
from planner.store.translated import translated
from planner.text import _, is_one_line

FIRST_PRESET = "chat-and-agents"
"""The shipped preset that the first start opens."""

MAX_TITLE = 120
_DELETED = "deleted"


@frozen
class Preset:
    """One entry of the list. ``known_problem`` is the one that was met when the list was made."""

    title: str
    path: Path
    shipped: bool
    notes: str = ""
    known_problem: str = ""
    _known: Workspace | None = None

    @property
    def key(self) -> str:
        """The short name for the command line: the file's name without its ending."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def workspace(self) -> Workspace | None:
        """The plan; None where the file cannot be read."""
        return self._content[0]

    @property
    def problem(self) -> str:
        """Why the file cannot be read; empty where it can."""
        return self._content[1]

    @cached_property
    def _content(self) -> tuple[Workspace | None, str]:
        if self._known is not None or self.known_problem:
            return self._known, self.known_problem
        try:
            return (_read_shipped(self.path) if self.shipped else read_plan(self.path)), ""
        except Fault as fault:
            return None, str(fault)


class Presets:
    """The presets that ship and those in the user's folder; reads the disk each time it is asked."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or presets_folder()

    def listed(self) -> list[Preset]:
        """Return the user's presets, then those that ship, each group by title; of these the first preset leads."""
        return [*self.own(), *self.shipped()]

    def shipped(self) -> list[Preset]:
        """Return the presets that came with the program."""
        entries = [_shipped_entry(path) for path in resource("presets").glob(f"*{SUFFIX}")]
        return sorted(entries, key=lambda preset: (preset.key != FIRST_PRESET, preset.title.casefold()))

    def own(self) -> list[Preset]:
        """Return the user's presets; none where the folder is missing or cannot be read."""
        try:
            paths = [path for path in self.folder.iterdir() if path.name.endswith(SUFFIX)]
        except OSError:
            return []
        return sorted((_entry(path, shipped=False) for path in paths), key=lambda preset: preset.title.casefold())

    def find(self, name: str) -> Preset:
        """Return the preset of that title or short name, the user's own first.

        Raises:
            Fault: There is none; the message lists those there are.
        """
        wanted = name.casefold()
        everything = [*self.own(), *self.shipped()]
        for preset in everything:
            if wanted in (preset.title.casefold(), preset.key.casefold()):
                return preset
        names = ", ".join(preset.key for preset in everything)
        raise Fault(_("there is no preset “{name}”; there are: {names}").format(name=name[:80], names=names))

    def save(
        self, title: str, workspace: Workspace, *, replace: bool = False, known: Workspace | None = None
    ) -> Preset:
        """Keep ``workspace`` under ``title``; with ``known``, replace only a preset that still holds that.

        Raises:
            ChangedElsewhere: The preset holds something else than ``known`` by now.
            Fault: The title is empty, too long or taken (and ``replace`` is false), or the file cannot be written.
        """
        title = check_title(title)
        prepare(self.folder)
        with alone(self.folder):
            return self._save(title, workspace, replace, known)

    def _save(self, title: str, workspace: Workspace, replace: bool, known: Workspace | None) -> Preset:
        existing = next((preset for preset in self.own() if preset.title.casefold() == title.casefold()), None)
        if existing is not None and not replace:
            raise Fault(_("there is already a preset “{title}”; choose another name").format(title=title))
        if existing is not None and existing.workspace is None:
            raise Fault(
                _("“{title}” holds a file that cannot be read and is left alone; choose another name").format(
                    title=title
                )
            )
        if existing is None:
            return self._write(self._free_path(title), title, workspace)
        if known is not None:
            check_unchanged(existing.path, known, attrs.evolve(workspace, title=title))
        return self._write(existing.path, title, workspace)

    @staticmethod
    def _write(path: Path, title: str, workspace: Workspace) -> Preset:
        titled = attrs.evolve(workspace, title=title)
        write_plan(path, titled)
        return Preset(title, path, shipped=False, notes=titled.notes, known=titled)

    def rename(self, preset: Preset, title: str) -> Preset:
        """Give one of the user's presets another title; raises `Fault` like `save`."""
        workspace, title = self._usable(preset), check_title(title)
        with alone(self.folder):
            check_unchanged(preset.path, workspace)
            if title.casefold() == preset.title.casefold():
                return self._write(preset.path, title, workspace)
            renamed = self._save(title, workspace, replace=False, known=None)
            self._remove(preset.path)
            return renamed

    def duplicate(self, preset: Preset) -> Preset:
        """Keep a copy of any preset among the user's own, under a free title."""
        workspace = preset.workspace
        if workspace is None:
            raise Fault(preset.problem)
        return self.save(self.free_title(preset.title), workspace)

    def delete(self, preset: Preset) -> Path:
        """Move one of the user's presets out of the list; returns where it lies, for `restore`."""
        if preset.shipped:
            raise Fault(_("“{title}” ships with the program and cannot be deleted").format(title=preset.title))
        away = self.folder / _DELETED
        prepare(away)
        target = self._free_path(preset.key, away)
        try:
            os.replace(preset.path, target)
        except OSError as error:
            raise Fault(
                _("{path} cannot be deleted: {reason}").format(path=preset.path, reason=error.strerror)
            ) from error
        return target

    def restore(self, deleted: Path) -> None:
        """Undo a deletion; a preset saved under the same file name meanwhile is kept beside it."""
        target = self.folder / deleted.name
        if target.exists():
            target = self._free_path(target.name.removesuffix(SUFFIX))
        try:
            os.replace(deleted, target)
        except OSError as error:
            raise Fault(_("{path} cannot be restored: {reason}").format(path=target, reason=error.strerror)) from error

    def import_file(self, path: Path) -> Preset:
        """Keep a copy of a plan file among the user's presets, under its title or file name, made free."""
        workspace = read_plan(path)
        return self.save(self.free_title(workspace.title.strip() or path.name.removesuffix(SUFFIX)), workspace)

    def free_title(self, title: str) -> str:
        """Return ``title`` on one line and not too long, with a number behind it where an own preset has it."""
        line = " ".join("".join(c if c.isprintable() else " " for c in title).split())
        title = check_title(line[: MAX_TITLE - 8])
        taken = {preset.title.casefold() for preset in self.own()}
        stem = re.sub(r" \(\d+\)$", "", title)
        candidates = [title, *(f"{stem} ({number})" for number in range(2, len(taken) + 3))]
        return next(candidate for candidate in candidates if candidate.casefold() not in taken)

    def _usable(self, preset: Preset) -> Workspace:
        if preset.shipped:
            raise Fault(_("“{title}” ships with the program; duplicate it to make it yours").format(title=preset.title))
        if preset.workspace is None:
            raise Fault(preset.problem)
        return preset.workspace

    def _free_path(self, title: str, folder: Path | None = None) -> Path:
        stem = _file_stem(title)
        number = 1
        while (path := (folder or self.folder) / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
            number += 1
        return path

    @staticmethod
    def _remove(path: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def check_title(title: str) -> str:
    """Return ``title`` without outer space; raises `Fault` where it cannot be a preset's name."""
    title = title.strip()
    if not title or len(title) > MAX_TITLE or not is_one_line(title):
        raise Fault(_("a preset needs a name of 1 to {limit} characters on one line").format(limit=MAX_TITLE))
    return title


_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in "123456789¹²³"), *(f"lpt{n}" for n in "123456789¹²³")}


def _file_stem(title: str) -> str:
    """Return a file name that every system takes: at most 80 bytes, no reserved name, no leading dot or dash."""
    stem = slug(title).encode("utf-8")[:80].decode("utf-8", "ignore").strip("-_.") or "preset"
    return f"{stem}-preset" if stem in _RESERVED else stem


def _shipped_entry(path: Path) -> Preset:
    """Return a preset of ours with no more read than the list shows."""
    try:
        content = translated("presets", path.name.removesuffix(SUFFIX), json.loads(path.read_bytes()))
        return Preset(str(content["title"]).strip(), path, shipped=True, notes=str(content.get("notes", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _entry(path, shipped=True)


def _read_shipped(path: Path) -> Workspace:
    """Return a plan of ours with its names and notes in the language in use.

    Ids are those of the English names: the draws of a driver must not change with the language.
    """
    content, key = json.loads(read_bytes(path)), path.name.removesuffix(SUFFIX)
    english = read_plan(path)
    for raw, scenario in zip(content["scenarios"], english.scenarios, strict=True):
        for item, workload in zip(raw["workloads"], scenario.workloads, strict=True):
            item["id"] = workload.id
    spoken = translated("presets", key, content)
    return english if spoken is content else codec.loads(json.dumps(spoken))


def _entry(path: Path, *, shipped: bool) -> Preset:
    name = path.name.removesuffix(SUFFIX).encode("utf-8", "replace").decode()
    try:
        workspace = read_plan(path)
    except Fault as fault:
        return Preset(name, path, shipped, known_problem=str(fault))
    return Preset(workspace.title.strip() or name, path, shipped, workspace.notes, known=workspace)
