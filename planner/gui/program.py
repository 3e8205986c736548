"""The program while it runs: the window with what goes with it, and another window in another language."""

from __future__ import annotations

from functools import partial

import attrs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from planner.gui.document import Document
from planner.gui.dresser import Dresser
from planner.gui.focus_shown import FocusShown
from planner.gui.instance import Instance
from planner.gui.main_window import MainWindow
from planner.gui.speech import font_problem, speak
from planner.gui.unforeseen import Unforeseen
from planner.store.presets import Presets


class Program(QObject):
    """Holds the one window, and makes it anew around the same document where a person chooses another language.

    Every text is made together with the widget that shows it, so the sure way to change all of them is to make the
    widgets again; document, history, view and place on the screen are carried over.
    """

    def __init__(self, app: QApplication, window: MainWindow, instance: Instance | None = None) -> None:
        super().__init__(app)
        self._app, self._instance = app, instance
        self.window = window
        self._attend()

    def _attend(self) -> None:
        """Join the window with what lives as long as the program."""
        window = self.window
        self._unforeseen = Unforeseen(window.document, window.keeping, window.notice, window)
        self._unforeseen.install()
        window.languages.wanted.connect(self._ask)
        window.preferences.spoken_otherwise.connect(self._ask)
        if self._instance is not None:
            self._instance.handed.connect(window.arrivals.take)

    def start(self) -> None:
        """Begin what the window does once it is painted."""
        self.window.recovery.offer()
        self.window.watching.start()

    def leave(self) -> None:
        """Let go of what outlives the window."""
        if self._instance is not None:
            self._instance.leave()
        self._unforeseen.remove()

    def _ask(self, code: str) -> None:
        # The menu that was used belongs to the window that goes: it must be done with its own signal first.
        QTimer.singleShot(0, self, partial(self.speak, code))

    def speak(self, code: str) -> None:
        """Show everything in another language; an empty code stands for the system's."""
        old = self.window
        old.assumptions.commit_field()
        old.remember()
        settings = attrs.evolve(old.settings, language=code)
        spoken = speak(self._app, code, settings.numbers)
        _read_anew(old.document)
        self._unforeseen.remove()
        self.window = new = old.made_anew(settings)
        Dresser(self._app, new)
        FocusShown(self._app, new)
        self._attend()
        new.show()
        new.remember()
        new.keeping.write()
        new.watching.start()
        if problem := font_problem(spoken):
            new.notice.warn(problem)
        old.retire()


def _read_anew(document: Document) -> None:
    """Take up a preset that ships in the words of the new language, where nothing has been done to it yet."""
    preset, selected = document.preset, document.selection
    if preset is None or not preset.shipped or document.modified or document.history.count():
        return
    found = next((known for known in Presets().shipped() if known.path == preset.path), None)
    if found is not None and found.workspace is not None:
        document.open(found.workspace, preset=found)
        document.select(selected)
