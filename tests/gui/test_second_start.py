"""A second start hands its files to the first; what was killed, hangs or is somewhere else is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hands import Start, answer, enter, in_dialog
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import planner
from planner.gui import instance as instances
from planner.gui.instance import Instance, wanted_alone
from planner.gui.main_window import MainWindow
from planner.store.files import read_plan, write_plan
from planner.store.presets import Presets

WATCHED = """
import sys
from planner.gui.quick_imports import load_qt
load_qt()
from PySide6.QtCore import QTimer
import planner.gui.app as app
make_window = app.make_window

def watched(*arguments):
    QTimer.singleShot(0, tell)
    return make_window(*arguments)

def tell():
    print("own window", flush=True)

app.make_window = watched
from planner.__main__ import main
main()
"""
SETTLED_MS = 20_000
Begin = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start the real program in a process of its own, in a folder of its own."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, folder: Path = tmp_path, **more: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(planner.__file__).parents[1]), **more}
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHED, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def opens_its_own_window(process: subprocess.Popen[str]) -> bool:
    assert process.stdout is not None
    return process.stdout.readline() == "own window\n"


def attend(window: MainWindow) -> Instance:
    """Make the window the first of its user, home and display."""
    instance = Instance(window)
    assert instance.claim()
    instance.listen()
    instance.handed.connect(window.arrivals.take)
    return instance


@pytest.fixture
def first(start: Start) -> Iterator[MainWindow]:
    window = start("chat-and-agents")
    instance = attend(window)
    yield window
    instance.leave()


def ended(process: subprocess.Popen[str]) -> Callable[[], bool]:
    return lambda: process.poll() is not None


def plan_in(folder: Path) -> Path:
    workspace = Presets().find("openai-average").workspace
    assert workspace is not None
    write_plan(folder / "plan.aiplan", workspace)
    return folder / "plan.aiplan"


def test_a_second_start_hands_its_files_over_from_whatever_folder_and_ends(
    first: MainWindow, begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    path = plan_in(tmp_path)
    second = begin("plan.aiplan", "google-median")
    qtbot.waitUntil(ended(second), timeout=SETTLED_MS)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: first.document.file == path)
    assert len(first.document.workspace.scenarios) > len(read_plan(path).scenarios), "the preset stands beside it"
    assert second.stdout is not None
    assert second.stdout.read() == "", "it has opened no window"


def test_a_second_start_without_a_file_only_brings_the_window_to_the_front(
    first: MainWindow, begin: Begin, qtbot: QtBot
) -> None:
    before = first.document.workspace
    first.showMinimized()
    second = begin()
    qtbot.waitUntil(ended(second), timeout=SETTLED_MS)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: not first.isMinimized())
    assert first.document.workspace is before


def test_what_arrives_waits_until_a_question_is_answered_and_loses_nothing(
    first: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = plan_in(tmp_path)
    enter(first.assumptions.row(0, 0).value, "0.68 Wh/query")
    box = QMessageBox(first)
    box.setModal(True)
    box.show()
    first.arrivals.take([str(path)])
    assert first.document.file is None
    with in_dialog(answer(QMessageBox.StandardButton.Cancel), QMessageBox) as asked:
        box.close()
        qtbot.waitUntil(lambda: bool(asked))
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert first.document.file is None
    assert first.isWindowModified()


def test_a_name_that_is_nothing_is_said_in_the_first_window(first: MainWindow) -> None:
    first.arrivals.take(["no such preset"])
    assert "no such preset" in first.notice.words.text()


def test_after_a_kill_the_next_start_is_the_first_and_listens(
    start: Start, begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    killed = begin()
    assert opens_its_own_window(killed)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    window = start("chat-and-agents")
    instance = attend(window)
    second = begin(str(plan_in(tmp_path)))
    qtbot.waitUntil(ended(second), timeout=SETTLED_MS)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: window.document.file is not None)
    instance.leave()


def test_one_that_hangs_is_not_waited_for_for_ever(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = begin()
    assert opens_its_own_window(hanging)
    hanging.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(instances, "_WAIT_MS", 20)
    late = Instance()
    assert not late.claim()
    assert not late.hand_over(["plan.aiplan"])


@pytest.mark.parametrize(("arguments", "more"), [(("--new-window",), {}), ((), {"PLANNER_NEW_WINDOW": "1"})])
def test_whoever_asks_for_it_gets_a_window_of_their_own(
    first: MainWindow, begin: Begin, arguments: tuple[str, ...], more: dict[str, str]
) -> None:
    assert opens_its_own_window(begin(*arguments, **more))


@pytest.mark.parametrize(
    ("variable", "value"), [("DISPLAY", ":77"), ("WAYLAND_DISPLAY", "wayland-77"), ("QT_QPA_PLATFORM", "xcb")]
)
def test_another_display_has_a_window_of_its_own(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = instances._key()
    assert instances._key() == here
    monkeypatch.setenv(variable, value)
    assert instances._key() != here


def test_another_home_has_a_window_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = instances._key()
    monkeypatch.setattr(instances, "state_folder", lambda: tmp_path)
    assert instances._key() != here


def test_a_home_that_cannot_be_written_has_its_window_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(instances, "state_folder", lambda: tmp_path / "file" / "state")
    instance = Instance()
    assert instance.claim()
    instance.listen()
    instance.leave()


@pytest.mark.parametrize("message", [b"nonsense\n", b"{}\n", b'["a", 1]\n', b"\xff\n", b"[" * 5000 + b"\n"])
def test_what_is_no_message_is_not_answered(first: MainWindow, message: bytes, qtbot: QtBot) -> None:
    before = first.document.workspace
    stranger = QLocalSocket()
    stranger.connectToServer(instances._address(instances._key()))
    assert stranger.waitForConnected(1000)
    stranger.write(message)
    qtbot.waitUntil(lambda: stranger.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert stranger.readAll().isEmpty()
    assert first.document.workspace is before


@pytest.mark.skipif(os.name != "posix", reason="owners and modes as on POSIX")
def test_the_socket_lies_where_nobody_else_can_enter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    own = Path(instances._address("key")).parent
    assert own != tmp_path
    assert own.stat().st_mode & 0o077 == 0
    own.chmod(0o777)
    assert instances._address("key") == "", "somebody else may have made it"
    tmp_path.chmod(0o700)
    assert Path(instances._address("key")).parent == tmp_path


def test_the_switch_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANNER_NEW_WINDOW", raising=False)
    assert not wanted_alone()
    for value, alone in (("0", False), ("", False), ("1", True)):
        monkeypatch.setenv("PLANNER_NEW_WINDOW", value)
        assert wanted_alone() is alone
