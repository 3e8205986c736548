"""The composition root: it makes the application, its document and its window, and starts the event loop."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import reduce
from pathlib import Path

# Qt paints translucent bands faster without its own painting threads on machines with few cores.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from planner import __version__
from planner.gui.document import Document
from planner.gui.dresser import Dresser
from planner.gui.filing import EXPORTED, read_exported
from planner.gui.main_window import MainWindow
from planner.gui.stylesheet import STYLED
from planner.model.editing import add_scenario
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.files import SUFFIX, read_plan
from planner.store.folders import prepare
from planner.store.presets import FIRST_PRESET, Preset, Presets
from planner.store.settings import Settings, load_settings
from planner.text import _

_Opened = tuple[Workspace, Path | None, Preset | None]
"""A plan with the file or the preset that holds it."""


def run(files: Sequence[str]) -> int:
    """Show the window with ``files`` (paths or names of presets), else what was open last, else the first preset.

    Of several files the first is the one that is saved to; the scenarios of the others stand beside its own.
    """
    app = application()
    window = make_window(app, [Path(file) for file in files])
    window.show()
    QTimer.singleShot(0, window.recovery.offer)
    QTimer.singleShot(0, _look_for_garbage)
    return app.exec()


def _look_for_garbage() -> None:
    """Begin to collect, but never look through what the start has made: it stays."""
    gc.freeze()
    gc.enable()


def application() -> QApplication:
    """Return the application, made with its names and its style."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(STYLED, True)
    QCoreApplication.setApplicationName("ai-energy-planner")
    QCoreApplication.setApplicationVersion(__version__)
    app.setApplicationDisplayName(_("AI Energy Planner"))
    app.setDesktopFileName("ai-energy-planner")
    return app


def make_window(app: QApplication, files: Sequence[Path] = ()) -> MainWindow:
    """Return the window, with its document and its theme, not yet shown."""
    settings, problem = load_settings()
    presets = Presets()
    problems = [problem] if problem else []
    (workspace, file, preset), *others = _opened_first(files, settings, presets, problems)
    document = Document(workspace)
    document.file, document.preset = file, preset
    for other, other_file, other_preset in others:
        name = other_file.name if other_file is not None else other_preset.title if other_preset is not None else ""
        _stand_beside(document, other, name, problems)
    document.select(len(document.workspace.scenarios) - 1)
    window = MainWindow(document, settings, presets)
    document.setParent(window)
    Dresser(app, window)
    if file is not None:
        window.filing.file_used.emit(str(file))
    try:
        prepare(presets.folder)
    except Fault as fault:
        problems.append(_("Presets cannot be kept: {reason}").format(reason=fault))
    if problems:
        window.notice.warn(" ".join(problems))
    return window


def _stand_beside(document: Document, other: Workspace, name: str, problems: list[str]) -> None:
    """Add the scenarios of another plan, as an edit: they are in no file of this plan yet."""
    try:
        whole = reduce(add_scenario, other.scenarios, document.workspace)
    except Fault as fault:
        problems.append(_("{name} does not fit beside the other plan: {reason}").format(name=name, reason=fault))
        return
    document.put(whole, _("Add the scenarios of {name}").format(name=name))


def _opened_first(files: Sequence[Path], settings: Settings, presets: Presets, problems: list[str]) -> list[_Opened]:
    """Return what to open: the files that were asked for, what was open last, or the first preset."""
    opened = [found for path in files if (found := _opened(path, presets, problems)) is not None]
    if opened:
        return opened
    known = presets.listed()
    if settings.last and not files:
        for preset in known:
            if str(preset.path) == settings.last and preset.workspace is not None:
                return [(preset.workspace, None, preset)]
        last = Path(settings.last)
        if last.is_file():
            try:
                return [(read_plan(last), last, None)]
            except Fault as fault:
                problems.append(str(fault))
    first = next(preset for preset in known if preset.key == FIRST_PRESET)
    assert first.workspace is not None
    return [(first.workspace, None, first)]


def _opened(path: Path, presets: Presets, problems: list[str]) -> _Opened | None:
    """Return the plan in a file (or an export) or the preset of that name; else None, the reason kept."""
    try:
        if path.exists() and path.suffix.lower() in EXPORTED:
            return read_exported(path), None, None
        if path.exists() or path.suffix == SUFFIX:
            return read_plan(path), path.absolute(), None
        preset = presets.find(str(path))
        if preset.workspace is None:
            raise Fault(preset.problem)
    except Fault as fault:
        problems.append(str(fault))
        return None
    return preset.workspace, None, preset
