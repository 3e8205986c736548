"""Someone who edits and saves as fast as the program lets them, in the real program, until they are killed.

Run as a script it waits with everything imported and makes a copy of itself for each line it reads:
``MODE FIRST SEED PLAN``. The copy opens the program on PLAN and edits, with FIRST and the numbers after it.
What it does it says on standard output, at once and in whole lines, so that the last line says how far it came.
"""

from __future__ import annotations

import os
import random
import sys
import time

from planner.gui.quick_imports import load_qt

load_qt()

from PySide6.QtCore import QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QMessageBox  # noqa: E402

from planner.gui import app as program  # noqa: E402
from planner.gui.instance import Instance  # noqa: E402
from planner.gui.main_window import MainWindow  # noqa: E402
from planner.model.estimate import Estimate  # noqa: E402

VALUE = ("scenarios", 0, "workloads", 0, "drivers", 0, "value")
PRESET = "Kept while it burns"
EDITING, SAVING = "editing", "saving"
_STEP_MS = {EDITING: 20, SAVING: 0}


def say(*words: object) -> None:
    """Write a line past all buffers: what was said before the end is heard after it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Editor(QObject):
    """Takes one step in each turn of the event loop."""

    def __init__(self, mode: str, first: int, seed: int) -> None:
        super().__init__()
        self._mode, self._number, self._random = mode, first, random.Random(seed)
        self._window: MainWindow | None = None
        self._steps = QTimer(self, interval=_STEP_MS[mode])
        self._steps.timeout.connect(self._step)
        self._answers = QTimer(self, interval=5)
        self._answers.timeout.connect(self._overwrite)
        # The first turns belong to the program: it paints, looks for what was left, listens and watches.
        QTimer.singleShot(50, self._begin)

    def _begin(self) -> None:
        self._window = next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))
        notice = self._window.notice
        while notice.isVisible() and notice.back.text() == "Restore":
            notice.back.click()
            say("restored", value_of(self._window))
        self._steps.start()
        self._answers.start()
        say("begun", int(self._window.document.modified))

    def _step(self) -> None:
        assert self._window is not None
        action = self._random.choice(("edit", "edit", "plan", "preset", "settings")) if self._mode == SAVING else "edit"
        if action == "edit":
            self._edit()
        elif action == "settings":
            self._window.remember()
        else:
            number = value_of(self._window)
            say(action, number)
            if action == "plan":
                self._window.actions_by_name["save"].trigger()
            else:
                self._window.filing._keep(PRESET, replace=True)
            say(f"{action}-done", number)
            if self._window.document.modified and action == "plan":
                say("unsaved", self._window.notice.words.text())

    def _edit(self) -> None:
        assert self._window is not None
        self._window.document.edit(VALUE, Estimate.parse(f"{self._number} Wh/query"), "Edit")
        say("edit", self._number, time.monotonic())
        self._number += 1

    def _overwrite(self) -> None:
        """Answer a question about two versions: the one on the screen is the newer."""
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            next(button for button in box.buttons() if "verwrite" in button.text()).click()


def value_of(window: MainWindow) -> int:
    """Return the number the first driver stands at; 0 for the plan as it came."""
    number: str = window.document.at(VALUE).text.split()[0]
    return int(number) if number.isdigit() else 0


def edit(mode: str, first: str, seed: str, plan: str) -> int:
    """Be the program with an editor in it."""
    instance = Instance()
    say("alone" if instance.claim() else "second")
    program.application()
    editor = Editor(mode, int(first), int(seed))
    code = program.run([plan], instance)
    editor.deleteLater()
    return code


def main() -> None:
    """Make an editor for each line that is read, and say its number."""
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for as long as the process lasts
            os._exit(edit(*line.rstrip("\n").split(" ", 3)))
        say("process", child)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
