"""The composition root: it makes the application, its document and its window, and starts the event loop."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Qt paints translucent bands faster without its own painting threads on machines with few cores.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from planner import __version__
from planner.assets import resource
from planner.gui.document import Document
from planner.gui.dresser import Dresser
from planner.gui.focus_shown import FocusShown
from planner.gui.instance import Instance
from planner.gui.main_window import MainWindow
from planner.gui.opening import Opened, read_named, stand_beside
from planner.gui.program import Program
from planner.gui.speech import font_problem, speak
from planner.gui.stylesheet import STYLED
from planner.model.faults import Fault
from planner.store.files import read_plan
from planner.store.folders import prepare
from planner.store.presets import FIRST_PRESET, Presets
from planner.store.settings import Settings, load_settings
from planner.text import _


def run(files: Sequence[str], instance: Instance | None = None, language: str = "") -> int:
    """Show the window with ``files`` (paths or names of presets), else what was open last, else the first preset.

    Of several files the first is the one that is saved to; the scenarios of the others stand beside its own. What later
    starts hand over through ``instance`` is opened too. ``language`` goes before the one in the settings.
    """
    app = application()
    program = Program(app, make_window(app, [Path(file) for file in files], language), instance)
    program.window.show()
    greetings = () if files else (program.window.greet,)
    for later in (program.start, *greetings, _look_for_garbage):
        QTimer.singleShot(0, later)
    if instance is not None:
        QTimer.singleShot(0, instance.listen)
    try:
        return app.exec()
    finally:
        program.leave()


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
    app.setWindowIcon(QIcon(str(resource("icons", "ai-energy-planner.png"))))
    return app


def make_window(app: QApplication, files: Sequence[Path] = (), language: str = "") -> MainWindow:
    """Return the window, with its document and its theme, not yet shown."""
    settings, problem = load_settings()
    spoken = speak(app, language or settings.language, settings.numbers)
    presets = Presets()
    problems = [said for said in (problem, font_problem(spoken)) if said]
    (workspace, file, preset), *others = _opened_first(files, settings, presets, problems)
    document = Document(workspace)
    document.file, document.preset = file, preset
    for other in others:
        stand_beside(document, other, problems)
    document.select(len(document.workspace.scenarios) - 1)
    window = MainWindow(document, settings, presets)
    document.setParent(window)
    Dresser(app, window)
    FocusShown(app, window)
    if file is not None:
        window.filing.file_used.emit(str(file))
    try:
        prepare(presets.folder)
    except Fault as fault:
        problems.append(_("Presets cannot be kept: {reason}").format(reason=fault))
    if problems:
        window.notice.warn(" ".join(problems))
    return window


def _opened_first(files: Sequence[Path], settings: Settings, presets: Presets, problems: list[str]) -> list[Opened]:
    """Return what to open: the files that were asked for, what was open last, or the first preset."""
    opened = [found for path in files if (found := read_named(path, presets, problems)) is not None]
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
