"""Work that was never saved survives a crash, is offered at the next start, and is nobody else's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import Start, answer, choose, click, enter, in_dialog
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from test_first_start import OPENAI, open_preset

import planner
from planner.gui import keeping
from planner.gui.main_window import MainWindow
from planner.model.estimate import Estimate
from planner.store.autosave import autosaves, lock_path, read_autosave
from planner.store.folders import state_folder
from planner.store.presets import Presets

VALUE = ("scenarios", 0, "workloads", 0, "drivers", 0, "value")

ONE_WHO_EDITS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from planner.gui.app import application, make_window
from planner.store.autosave import autosaves

app = application()
window = make_window(app, [Path(name) for name in sys.argv[2:]])
window.show()
field = window.assumptions.row(0, 0).value.line_edit
field.selectAll()
QTest.keyClicks(field, sys.argv[1])
QTest.keyClick(field, "\\r")
known = set(autosaves())


def tell():
    if window.keeping._path in autosaves():
        timer.stop()
        print("kept", flush=True)


timer = QTimer(interval=20)
timer.timeout.connect(tell)
timer.start()
sys.exit(app.exec())
"""


class Other:
    """The program in a process of its own, in which somebody has changed a value."""

    def __init__(self, value: str, *files: str) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(planner.__file__).parents[1]),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [sys.executable, "-c", ONE_WHO_EDITS, value, *files]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "kept\n"

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep at once what is else kept after most of a second: for tests of what follows from it."""
    monkeypatch.setattr(keeping, "_DELAY_MS", 20)


@pytest.fixture
def others() -> Iterator[list[Other]]:
    running: list[Other] = []
    yield running
    for other in running:
        other.kill()


def change(window: MainWindow, value: str = "0.68 Wh/query") -> None:
    enter(window.assumptions.row(0, 0).value, value)


def first_value(window: MainWindow) -> str:
    text: str = window.document.workspace.scenarios[-1].workloads[0].drivers[0].value.text
    return text


def test_an_edit_is_kept_within_two_seconds_and_taken_away_when_it_is_saved_or_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert autosaves() == []
    change(window)
    qtbot.waitUntil(lambda: len(autosaves()) == 1, timeout=2000)
    assert read_autosave(autosaves()[0]).workspace == window.document.workspace
    choose(window, "Edit", "Undo")
    qtbot.waitUntil(lambda: autosaves() == [], timeout=2000)


def test_work_is_kept_on_the_way_while_one_change_follows_another(window: MainWindow, qtbot: QtBot) -> None:
    number = 0

    def change_and_look() -> bool:
        nonlocal number
        number += 1
        window.document.edit(VALUE, Estimate.parse(f"{number} Wh/query"), "Drag")
        return len(autosaves()) == 1

    qtbot.waitUntil(change_and_look, timeout=2000)
    assert number > 10


def test_a_lock_that_a_killed_program_left_is_taken_away_and_a_held_one_is_not(
    start: Start, others: list[Other]
) -> None:
    others.append(Other("0.77 Wh/query", "openai-average"))
    (kept,) = autosaves()
    held, left = lock_path(kept), state_folder() / "unsaved-1-abandoned.lock"
    kept.unlink()
    left.write_text("4194399\nplanner\n" + socket.gethostname() + "\n")
    start()
    assert held.exists()
    assert not left.exists()


@pytest.mark.usefixtures("quick")
def test_nothing_is_left_after_an_orderly_close(window: MainWindow, qtbot: QtBot) -> None:
    change(window)
    qtbot.waitUntil(lambda: len(autosaves()) == 1, timeout=2000)
    with in_dialog(answer(QMessageBox.StandardButton.Discard), QMessageBox):
        window.close()
    assert list(state_folder().iterdir()) == []


def test_what_a_killed_program_left_is_offered_and_restored_and_what_a_living_one_has_is_not(
    start: Start, others: list[Other], qtbot: QtBot
) -> None:
    others.append(Other("0.77 Wh/query", "openai-average"))
    kept = autosaves()
    bystander = start()
    assert not bystander.notice.isVisible()
    bystander.close()
    assert autosaves() == kept
    others[0].kill()

    window = start()
    assert window.notice.isVisible()
    assert window.notice.words.text() == f"Unsaved work was found: “{OPENAI}”"
    assert first_value(window) != "0.77 Wh/query"
    click(window.notice.back)
    assert first_value(window) == "0.77 Wh/query"
    assert window.chart.headline.text().startswith("Chat at 0.77 Wh per query")
    assert window.isWindowModified()
    assert not window.notice.isVisible()
    # It is as safe now as it was: another crash would not lose it, and nobody is offered it twice.
    assert [read_autosave(path).workspace for path in autosaves()] == [window.document.workspace]
    assert kept[0] not in autosaves()
    another = start()
    assert not another.notice.isVisible()


def test_restored_work_knows_the_file_it_came_from(start: Start, others: list[Other], tmp_path: Path) -> None:
    from planner.store.files import read_plan, write_plan

    path = tmp_path / "plan.aiplan"
    workspace = Presets().find("openai-average").workspace
    assert workspace is not None
    write_plan(path, workspace)
    others.append(Other("0.77 Wh/query", str(path)))
    others[0].kill()
    assert read_plan(path) == workspace
    window = start()
    click(window.notice.back)
    assert window.bar._title.text() == "plan.aiplan"
    choose(window, "File", "Save")
    assert read_plan(path).scenarios[0].workloads[0].drivers[0].value.text == "0.77 Wh/query"
    assert not window.isWindowModified()


@pytest.mark.usefixtures("quick")
def test_two_windows_keep_their_work_apart(start: Start, qtbot: QtBot) -> None:
    one, two = start(), start()
    change(one, "0.5 Wh/query")
    change(two, "0.6 Wh/query")
    qtbot.waitUntil(lambda: len(autosaves()) == 2, timeout=2000)
    with in_dialog(answer(QMessageBox.StandardButton.Discard), QMessageBox):
        one.close()
    assert [read_autosave(path).workspace for path in autosaves()] == [two.document.workspace]


def orphan(start: Start, qtbot: QtBot, value: str) -> None:
    """Leave unsaved work behind as a crash does: the file stays, its lock does not."""
    window = start("openai-average")
    before = set(autosaves())
    change(window, value)
    qtbot.waitUntil(lambda: set(autosaves()) != before, timeout=2000)
    window.keeping._timer.stop()
    assert window.keeping._lock is not None
    window.keeping._lock.unlock()
    window.keeping._remove = lambda: None  # type: ignore[method-assign]


@pytest.mark.usefixtures("quick")
def test_several_orphans_are_offered_one_after_the_other(start: Start, qtbot: QtBot) -> None:
    orphan(start, qtbot, "0.5 Wh/query")
    orphan(start, qtbot, "0.6 Wh/query")
    window = start()
    click(window.notice.back)
    assert first_value(window) == "0.6 Wh/query"
    assert window.notice.isVisible()
    with in_dialog(answer(QMessageBox.StandardButton.Discard), QMessageBox):
        click(window.notice.back)
    assert first_value(window) == "0.5 Wh/query"
    assert not window.notice.isVisible()


@pytest.mark.usefixtures("quick")
def test_an_offer_that_is_put_off_is_made_again(start: Start, qtbot: QtBot) -> None:
    orphan(start, qtbot, "0.5 Wh/query")
    window = start()
    click(window.notice.close_button)
    window.close()
    assert start().notice.isVisible()


@pytest.mark.usefixtures("quick")
def test_an_offer_taken_while_something_else_is_unsaved_asks_first_and_stays(start: Start, qtbot: QtBot) -> None:
    orphan(start, qtbot, "0.5 Wh/query")
    window = start()
    change(window, "0.9 Wh/query")
    with in_dialog(answer(QMessageBox.StandardButton.Cancel), QMessageBox):
        click(window.notice.back)
    assert first_value(window) == "0.9 Wh/query"
    assert window.notice.isVisible()
    assert window.notice.back.text() == "Restore"


def test_a_broken_file_of_unsaved_work_is_left_alone_and_not_offered(start: Start) -> None:
    broken = state_folder() / "unsaved-1.json"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    window = start()
    assert not window.notice.isVisible()
    assert broken.read_text() == "{"


@pytest.mark.usefixtures("quick")
def test_where_it_cannot_be_kept_that_is_said_once(start: Start, qtbot: QtBot) -> None:
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("a file where a folder should be")
    window = start()
    change(window)
    qtbot.waitUntil(window.notice.isVisible, timeout=2000)
    assert "Unsaved work cannot be kept" in window.notice.words.text()
    click(window.notice.close_button)
    change(window, "0.9 Wh/query")
    assert not window.keeping.write()
    assert not window.notice.isVisible()


@pytest.mark.usefixtures("quick")
def test_restored_work_that_cannot_be_kept_again_stays_where_it_was(start: Start, qtbot: QtBot) -> None:
    orphan(start, qtbot, "0.5 Wh/query")
    kept = autosaves()
    window = start()
    window.keeping._path = state_folder() / "no folder" / "x" / "unsaved-1.json"
    (state_folder() / "no folder").write_text("")
    click(window.notice.back)
    assert first_value(window) == "0.5 Wh/query"
    assert autosaves() == kept


@pytest.mark.usefixtures("quick")
def test_opening_another_plan_drops_nothing_silently(window: MainWindow, qtbot: QtBot) -> None:
    change(window)
    qtbot.waitUntil(lambda: len(autosaves()) == 1, timeout=2000)
    with in_dialog(answer(QMessageBox.StandardButton.Discard), QMessageBox):
        open_preset(window, OPENAI)
    qtbot.waitUntil(lambda: autosaves() == [], timeout=2000)
