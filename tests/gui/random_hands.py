"""Random hands on the real window: whatever can be seen is clicked, typed into, dragged and chosen.

    python tests/gui/random_hands.py [ACTIONS] [SEED]

runs it for long, by hand: 20,000 actions, the figures of every 500, and in the end whether memory or widgets grew. One
seed makes the same choices again, though threads and timers may answer at another moment.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import attrs
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from planner.chart.timeline import View
from planner.gui.main_window import MainWindow
from planner.gui.program import Program
from planner.gui.unforeseen import Unforeseen
from planner.model.driver import Driver
from planner.model.workspace import Workspace
from planner.store.settings import Settings

TEXTS = (
    *("0.34 Wh/query", "0.2 to 0.5 Wh/query", "150 Wh/session", "2.5 billion query/day", "pert(1, 2, 3) Wh/query"),
    *("20 %/year", "-30 to -10 %/year", "384 gCO2e/kWh", "10791 kWh/household/year", "nonsense", "", "0 Wh/query"),
    *("9" * 250, "2030", "Rémi’s plan", "한국", "1 TWh/year", "1e6 household", "0.15 USD/kWh", "-5", "1.2", "1e59"),
)
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
)
HANDLED = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractSlider, QListWidget, QTabBar)
LEFT_OUT = ("quit",)


class RandomHands:
    """Does one random thing after the other in the window of a program, and answers what opens on the way."""

    def __init__(self, program: Program, seed: int, folder: Path) -> None:
        self.program = program
        self.random = Random(seed)
        self.folder = folder
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        self.last = ""
        self.first = self.document.workspace
        self.document.opened.connect(self._begin_anew)
        self._attends = True
        self._answer_later()

    def leave(self) -> None:
        """Answer nothing any more."""
        self._attends = False

    def _answer_later(self) -> None:
        """Look again soon. A timer that repeats would wait while what it set off waits for a second dialog."""
        if self._attends:
            QTimer.singleShot(5, self._answer)

    @property
    def window(self) -> MainWindow:
        """The window, which another language makes anew."""
        return self.program.window

    @property
    def document(self) -> Any:
        """The document, which stays."""
        return self.window.document

    def _begin_anew(self) -> None:
        self.first = self.document.workspace

    def act(self) -> None:
        """Do one random thing and let the window answer."""
        kinds: tuple[tuple[Callable[[], str], int], ...] = (
            (self._handle_widget, 10),
            (self._edit_driver, 5),
            (self._drag, 2),
            (self._trigger, 4),
            (self._undo_or_redo, 6),
            (self._page, 3),
            (self._press_key, 2),
            (self._preset, 1),
            (self._language, 1 if self.random.random() < 0.1 else 0),
        )
        choice = self.random.choices([kind for kind, _weight in kinds], [weight for _kind, weight in kinds])[0]
        self.last = choice.__name__
        self.last = choice()
        self.done[choice.__name__] += 1
        self._close_what_is_open()
        QApplication.processEvents()
        forget()

    # What it does

    def _handle_widget(self) -> str:
        found = [
            widget
            for widget in self.window.findChildren(QWidget)
            if isinstance(widget, HANDLED) and widget.isVisible() and widget.isEnabled()
        ]
        widget = self.random.choice(found)
        said = f"use {type(widget).__name__} “{widget.accessibleName()}”"
        self._use(widget)
        return said

    def _use(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            if not widget.isReadOnly():
                widget.setFocus()
                widget.selectAll()
                widget.insert(self.random.choice(TEXTS))
                QTest.keyClick(widget, self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab)))
        elif isinstance(widget, QTabBar):
            widget.setCurrentIndex(self.random.randrange(max(widget.count(), 1)))
        elif isinstance(widget, QListWidget):
            self._use_list(widget)
        elif isinstance(widget, QAbstractButton):
            widget.click()
        else:
            QTest.keyClick(widget, self.random.choice(KEYS[:8]))

    def _use_list(self, rows: QListWidget) -> None:
        if not rows.count():
            return
        item = rows.item(self.random.randrange(rows.count()))
        rows.scrollToItem(item)
        button = self.random.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton))
        box = rows.visualItemRect(item)
        place = self.random.choice((box.center(), QPoint(box.left() + 17, box.center().y())))
        QTest.mouseClick(rows.viewport(), button, Qt.KeyboardModifier.NoModifier, place)
        if self.random.random() < 0.2:
            QTest.keyClick(rows, self.random.choice((Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return)))

    def _row(self) -> tuple[Any, Driver]:
        scenario = self.document.workspace.scenarios[self.document.selection]
        place = self.random.randrange(len(scenario.workloads))
        drivers = scenario.workloads[place].drivers
        index = self.random.randrange(len(drivers))
        return self.window.assumptions.row(place, index), drivers[index]

    def _edit_driver(self) -> str:
        row, driver = self._row()
        text = driver.value.scaled(10 ** self.random.uniform(-0.5, 0.5)).text if driver.value.central > 0 else "1"
        if self.random.random() < 0.2:
            text = self.random.choice(TEXTS)
        row.value.line_edit.setFocus()
        row.value.line_edit.selectAll()
        row.value.line_edit.insert(text)
        QTest.keyClick(row.value.line_edit, Qt.Key.Key_Return)
        return f"type {text[:40]!r}"

    def _drag(self) -> str:
        row, _driver = self._row()
        slider, middle = row.slider, QPoint(row.slider.width() // 2, 8)
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        for _step in range(3):
            QTest.mouseMove(slider, QPoint(self.random.randrange(max(slider.width(), 1)), 8))
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        return "drag a slider"

    def _trigger(self) -> str:
        names = [name for name, action in self.window.actions_by_name.items() if action.isEnabled()]
        name = self.random.choice([name for name in names if name not in LEFT_OUT])
        self.window.actions_by_name[name].trigger()
        return f"trigger {name}"

    def _undo_or_redo(self) -> str:
        history = self.document.history
        history.undo() if self.random.random() < 0.6 else history.redo()
        return "undo or redo"

    def _page(self) -> str:
        tabs = self.window.chart.tabs
        tabs.setCurrentIndex(self.random.randrange(tabs.count()))
        return f"page {tabs.tabText(tabs.currentIndex())}"

    def _press_key(self) -> str:
        target = QApplication.focusWidget() or self.window
        key = self.random.choice(KEYS)
        QTest.keyClick(target, key)
        return f"press {key}"

    def _preset(self) -> str:
        rows = self.window.scenarios.presets
        names = ("open_wanted", "delete_wanted", "rename_wanted", "open_wanted")
        known = self.window.filing._presets.listed()
        getattr(rows, self.random.choice(names)).emit(self.random.choice(known))
        return "a preset"

    def _language(self) -> str:
        code = self.random.choice([action.data() for action in self.window.actions_by_name.languages.actions()])
        self.program.speak(code or "")
        return f"speak {code}"

    # What opens on the way

    def _answer(self) -> None:
        """Do a few things in the dialog that is open, and close it; choose from a menu that waits."""
        self._answer_later()
        if QApplication.activePopupWidget() is not None:
            self._choose_from_menu()
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        for _step in range(self.random.randrange(4)):
            found = [
                widget
                for widget in dialog.findChildren(QWidget)
                if isinstance(widget, HANDLED) and widget.isVisible() and widget.isEnabled()
            ]
            if not found or QApplication.activeModalWidget() is not dialog:
                break
            self._use(self.random.choice(found))
            forget()
            if not isValid(dialog):
                return
        if dialog.isVisible():
            dialog.accept() if self.random.random() < 0.4 else dialog.reject()
        if dialog.isVisible():
            dialog.reject()

    def _choose_from_menu(self) -> None:
        menu = QApplication.activePopupWidget()
        if menu is None:
            return
        able = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        chosen = self.random.choice(able) if able and self.random.random() < 0.6 else None
        menu.close()
        is_end = chosen is None or chosen.menu() is not None or chosen is self.window.actions_by_name["quit"]
        if isinstance(menu, QMenu) and not is_end:
            chosen.trigger()

    def _close_what_is_open(self) -> None:
        """Choose from a menu or send it away; close every other window."""
        self._choose_from_menu()
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible() and not isinstance(other, MainWindow):
                other.close()
        if self.window.isFullScreen():
            self.window.showNormal()

    # What must hold

    def check_history(self) -> None:
        """Undo to the start: the first state stands there again; redo to the end: the last one."""
        history, last = self.document.history, self.document.workspace
        place, whole = history.index(), history.count() < history.undoLimit()
        while history.canUndo():
            history.undo()
        assert not whole or _untitled(self.document.workspace) == _untitled(self.first), "undo gave another first state"
        while history.index() < place:
            history.redo()
        assert self.document.workspace == last, "redo to the end gave another state"

    def rest(self) -> tuple[int, float]:
        """Go where it began, forget what waits, and return the number of widgets and the memory in MiB."""
        self._close_what_is_open()
        known = next(preset for preset in self.window.filing._presets.shipped())
        self.document.open(known.workspace, preset=known)
        self.window.set_view(View())
        self.window.chart.tabs.setCurrentIndex(0)  # another window is made with the page that is looked at
        self.window.settings = Settings()
        self.program.speak("en")
        self.window.actions_by_name["theme_light"].trigger()
        end = time.monotonic() + 60
        while not self.window.simulator.at_rest and time.monotonic() < end:
            settle()
        for _turn in range(3):
            settle()
        return len(QApplication.allWidgets()), resident()


def _untitled(workspace: Workspace) -> Workspace:
    """Return a workspace without its title, which follows the name it is kept under and is no step."""
    return attrs.evolve(workspace, title="")


def forget() -> None:
    """Delete what is to be deleted later, as an event loop does before anybody can reach for it again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let everything happen that waits, and give back what is unused."""
    end = time.monotonic() + 0.15
    while time.monotonic() < end:
        QApplication.processEvents()
    forget()
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def resident() -> float:
    """Return the memory of this process in MiB; not a number where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError):
        return float("nan")


@contextmanager
def unattended(folder: Path, failed: list[str]) -> Iterator[None]:
    """Let file dialogs and questions for a name answer themselves, no browser open, and collect what is raised."""
    names = Random(7)

    def raised(_self: object, _kind: type[BaseException], error: BaseException, _where: object) -> None:
        failed.append("".join(traceback.format_exception(error)))

    def path(*_arguments: object) -> tuple[str, str]:
        return str(folder / f"plan{names.randrange(6)}.aiplan"), ""

    def name(*_arguments: object) -> tuple[str, bool]:
        return names.choice(("One", "Two", "Three", "")), names.random() < 0.7

    changed: list[tuple[Any, str, Any]] = [
        (QFileDialog, "getSaveFileName", path),
        (QFileDialog, "getOpenFileName", path),
        (QFileDialog, "getOpenFileNames", lambda *_arguments: ([path()[0]], "")),
        (QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder)),
        (QInputDialog, "getText", name),
        (QDesktopServices, "openUrl", lambda *_arguments: True),
        (Unforeseen, "_raised", raised),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _new in changed]
    for owner, name, new in changed:
        setattr(owner, name, new)
    try:
        yield
    finally:
        for owner, name, old in before:
            setattr(owner, name, old)


def main() -> int:
    """Run by hand."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as home:
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = home
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from planner.gui.app import application, make_window

        failed: list[str] = []
        app = application()
        with unattended(Path(home), failed):
            window = make_window(app)
            program = Program(app, window)
            window.show()
            hands = RandomHands(program, seed, Path(home))
            try:
                return run(hands, actions, failed)
            finally:
                hands.leave()
                program.leave()
                program.window.retire()
                # The clipboard of the offscreen platform outlives Python, and would then delete what Python made.
                QApplication.clipboard().clear()
                settle()


def run(hands: RandomHands, actions: int, failed: list[str]) -> int:
    """Act, look every 500 actions how much there is, and print it; return 1 where something broke or grew."""
    seen: list[tuple[int, int, float]] = []
    began = time.monotonic()
    for number in range(1, actions + 1):
        hands.act()
        if failed:
            print(f"action {number}: {hands.last}\n{failed[0]}", flush=True)
            failed.clear()
            hands.failed.append(hands.last)
        if number % 100 == 0:
            hands.check_history()
        if number % 500 == 0:
            widgets, memory = hands.rest()
            seen.append((number, widgets, memory))
            spent = time.monotonic() - began
            print(f"{number:6} actions {widgets:5} widgets {memory:7.1f} MiB {spent:6.0f} s", flush=True)
    print(dict(hands.done), f"{len(hands.failed)} actions raised something")
    after = [entry for entry in seen if entry[0] >= 2000]
    if len(after) > 1:
        (_first, widgets, memory), (_last, widgets_then, memory_then) = after[0], after[-1]
        growth = 100 * (memory_then / memory - 1)
        print(f"after the first 2,000: {widgets_then - widgets:+} widgets, {growth:+.1f} % memory")
        return int(bool(hands.failed) or widgets_then > widgets or growth >= 5)
    return int(bool(hands.failed))


if __name__ == "__main__":
    sys.exit(main())
