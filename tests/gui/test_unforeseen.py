"""An error that nobody foresaw: the work is kept, one calm dialog says so, and the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import Start, click, enter
from PySide6.QtCore import QObject, Qt, Signal, Slot, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui.dialogs.error_dialog import ErrorDialog
from planner.gui.main_window import MainWindow
from planner.gui.unforeseen import Unforeseen
from planner.store.autosave import autosaves, read_autosave
from planner.store.folders import log_file


class Faulty(QObject):
    """A slot as somebody will write it one day."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer)

    @Slot(str)
    def _answer(self, words: str) -> None:
        raise RuntimeError(words)


def go_wrong(words: str) -> None:
    """Raise an error in a real slot."""
    faulty = Faulty()
    faulty.asked.emit(words)


@pytest.fixture
def window(start: Start) -> Iterator[MainWindow]:
    """A window with unsaved work, in a program that takes its errors."""
    window = start("openai-average")
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    before = sys.excepthook
    unforeseen = Unforeseen(window.document, window.keeping, window.notice, window)
    unforeseen.install()
    yield window
    unforeseen.remove()
    assert sys.excepthook is before


def dialogs() -> list[ErrorDialog]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, ErrorDialog) and top.isVisible()]


def log() -> str:
    return log_file().read_text("utf-8")


def test_an_error_in_a_slot_keeps_the_work_first_and_is_told_calmly(
    window: MainWindow, home: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    go_wrong(f"cannot cope with {home}/ministry/anna.aiplan")
    (dialog,) = dialogs()
    assert [read_autosave(path).workspace for path in autosaves()] == [window.document.workspace]
    assert "has been kept" in dialog.words.text()
    click(dialog.copy)
    report = QApplication.clipboard().text()
    assert report == dialog.report.toPlainText()
    assert "RuntimeError: cannot cope with ~/ministry/<user>.aiplan" in report
    assert "in _answer" in report
    assert "AI Energy Planner" in report
    assert str(home) not in report
    assert "RuntimeError: cannot cope with" in log()
    assert str(home) in log(), "the log stays on this computer and has everything"
    click(dialog.go_on)
    assert dialogs() == []
    enter(window.assumptions.row(0, 0).value, "0.5 Wh/query")
    assert "0.5 Wh per query" in window.chart.headline.text()


def test_the_path_of_the_plan_is_not_in_the_report(start: Start, tmp_path: Path, window: MainWindow) -> None:
    window.document.file = tmp_path / "secret-plan.aiplan"
    go_wrong(f"lost {window.document.file}, that is {window.document.file.name}")
    (dialog,) = dialogs()
    assert "RuntimeError: lost <plan>, that is <plan>" in dialog.report.toPlainText()
    assert "secret" not in dialog.report.toPlainText()


def test_a_storm_of_errors_is_one_dialog_and_is_counted(window: MainWindow) -> None:
    faulty = Faulty()
    for _again in range(250):
        faulty.asked.emit("the same")
    for number in range(5):
        faulty.asked.emit(f"another {number}")
    assert len(dialogs()) == 1
    assert "RuntimeError: the same" in dialogs()[0].report.toPlainText()
    assert log().count("RuntimeError: the same") <= 4
    assert "100 times by now: RuntimeError: the same" in log()
    assert "RuntimeError: another 4" in log()
    click(dialogs()[0].go_on)
    faulty.asked.emit("the same")
    assert dialogs() == []
    faulty.asked.emit("one more")
    assert len(dialogs()) == 1


def test_an_error_in_another_thread_is_told_in_the_windows(window: MainWindow, qtbot: QtBot) -> None:
    def work() -> None:
        raise LookupError("in the background")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "LookupError: in the background" in dialogs()[0].report.toPlainText()


def test_an_error_of_the_work_beside_the_window_is_told(window: MainWindow, qtbot: QtBot) -> None:
    from planner.gui.background import Background

    background = Background(window)
    background.ask(lambda: 1 // 0)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "ZeroDivisionError" in dialogs()[0].report.toPlainText()


def test_where_the_work_cannot_be_kept_the_dialog_says_to_save_it(window: MainWindow) -> None:
    def broken() -> bool:
        raise RuntimeError("this is what is broken")

    window.keeping.write = broken  # type: ignore[method-assign]
    go_wrong("once")
    assert "could not be kept in case the program ends: save it now" in dialogs()[0].words.text()


def test_an_error_behind_a_dialog_is_shown_in_front_of_it(window: MainWindow) -> None:
    from planner.gui.dialogs.history_dialog import HistoryDialog

    asking = HistoryDialog(window.document.history, window)
    asking.setModal(True)
    asking.show()
    go_wrong("behind it")
    assert QApplication.activeModalWidget() is dialogs()[0]
    QTest.keyClick(dialogs()[0], Qt.Key.Key_Escape)
    assert dialogs() == []
    assert QApplication.activeModalWidget() is asking
    asking.close()


def test_a_log_that_cannot_be_written_stops_nothing(window: MainWindow) -> None:
    log_file().parent.parent.mkdir(parents=True, exist_ok=True)
    log_file().parent.write_text("a file where a folder should be")
    go_wrong("all the same")
    assert len(dialogs()) == 1


def test_what_qt_warns_of_is_in_the_log_once(window: MainWindow, capfd: pytest.CaptureFixture[str]) -> None:
    for _again in range(3):
        qWarning("a warning of Qt")
    assert log().count("Qt: a warning of Qt") == 1
    assert dialogs() == []
