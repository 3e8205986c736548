"""How the program starts and ends: files for the window, exit codes, streams that fail, and no Qt for commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import cli
from planner.store.folders import log_file

Run = Callable[..., Result]


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Result, list[list[str]]]]:
    """Return a function that runs ``planner`` where a window could be opened, and what it would have opened."""
    monkeypatch.setattr("planner.cli.start.window_problem", lambda: None)

    def run(*arguments: str) -> tuple[Result, list[list[str]]]:
        opened: list[list[str]] = []

        def open_window(files: list[str]) -> int:
            opened.append(files)
            return 5

        return CliRunner().invoke(cli, list(arguments), obj=open_window), opened

    return run


Window = Callable[..., tuple[Result, list[list[str]]]]


def test_without_arguments_the_window_opens_and_its_code_is_the_programs(window: Window) -> None:
    result, opened = window()
    assert opened == [[]]
    assert result.exit_code == 5


def test_files_and_presets_are_handed_to_the_window(window: Window, plan: Path) -> None:
    _result, opened = window(str(plan), "chat-and-agents")
    assert opened == [[str(plan), "chat-and-agents"]]


def test_a_file_that_begins_with_a_dash_is_opened_behind_two(
    window: Window, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan.rename("-odd.aiplan")
    assert window("--", "-odd.aiplan")[1] == [["-odd.aiplan"]]


@pytest.mark.parametrize(
    ("word", "needle"),
    [
        ("clac", "planner calc"),
        ("preset", "planner presets"),
        ("nonsense-word", "--help"),
        ("no.aiplan", "no such file"),
    ],
)
def test_a_mistyped_command_is_one_sentence_and_opens_nothing(window: Window, word: str, needle: str) -> None:
    result, opened = window(word)
    assert (result.exit_code, result.stdout, opened) == (2, "", [])
    assert result.stderr.startswith("planner: ")
    assert result.stderr.count("\n") == 1
    assert needle in result.stderr
    assert word in result.stderr


def test_what_a_window_lacks_is_said_with_exit_code_3(planner: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.start.window_problem", lambda: "There is no display.")
    result = planner()
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", "planner: There is no display.\n")


def test_a_missing_qt_is_said_with_exit_code_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.start.window_problem", lambda: None)

    def open_window(files: list[str]) -> int:
        raise ModuleNotFoundError("No module named 'PySide6'", name="PySide6")

    result = CliRunner().invoke(cli, [], obj=open_window)
    assert result.exit_code == 3
    assert "PySide6" in result.stderr


def start(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    options.setdefault("stdout", subprocess.PIPE)
    # Unbuffered, nothing would be left unwritten at the end, which is where a broken pipe shows.
    environment = options.pop("env", os.environ)
    options["env"] = {name: value for name, value in environment.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run([sys.executable, "-m", "planner", *arguments], stderr=subprocess.PIPE, check=False, **options)


def test_the_commands_load_no_qt_and_no_slow_package() -> None:
    program = """
import sys
import planner.cli.main
assert not {"numpy", "pint"} & set(sys.modules)
for arguments in (["calc", "1 Wh/query", "1 query/day"], ["run", "per-user"], ["presets", "list"],
                  ["regions", "list"], ["schema"], ["doctor"], ["--help"]):
    try:
        planner.cli.main.cli.main(arguments, prog_name="planner")
    except SystemExit as end:
        assert not end.code, arguments
loaded = {name.split(".")[0] for name in sys.modules}
assert not loaded & {"PySide6", "shiboken6", "pyqtgraph", "scipy", "matplotlib"}, loaded
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the display is asked first")
def test_without_a_display_the_real_program_exits_with_3() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    done = start(env={name: value for name, value in os.environ.items() if name not in hidden})
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"DISPLAY" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes break in another way elsewhere")
def test_a_reader_that_has_gone_is_met_with_silence() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = start("calc", "1 Wh/query", "1 query/day", stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_one_sentence() -> None:
    with open("/dev/full", "wb") as full:
        done = start("calc", "1 Wh/query", "1 query/day", stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"planner: the answer cannot be written")
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_without_unicode_gets_its_answer() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    table = start("calc", "0.34 Wh/query", "2.5e9 query/day", env=environment)
    assert (table.returncode, table.stderr) == (0, b"")
    exact = start("calc", "0.34 Wh/query", "2.5e9 query/day", "--json", env=environment)
    assert json.loads(exact.stdout.decode("ascii"))["steps"][0]["operator"] == "×"
    refused = start("calc", "0.34 Wh", "2.5e9 query/day", env=environment)
    assert refused.returncode == 2
    assert refused.stderr.isascii()


def test_an_interruption_is_silent(planner: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.cli.calc.simulate", interrupted)
    result = planner("calc", "0.34 Wh/query", "2.5e9 query/day")
    assert (result.exit_code, result.output) == (130, "")


# Errors of the program itself


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``planner calc`` fail as only a mistake of ours can."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise LookupError("nobody\nforesaw this")

    monkeypatch.setattr("planner.cli.calc.simulate", fail)


@pytest.mark.usefixtures("broken")
def test_an_error_of_the_program_is_one_sentence_with_the_way_to_the_log(planner: Run) -> None:
    result = planner("calc", "0.34 Wh/query", "2.5e9 query/day")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("planner: an error in the program (LookupError: nobody foresaw this); ")
    assert str(log_file()) in result.stderr
    assert "in fail" in log_file().read_text("utf-8")


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("by_variable", [False, True])
def test_whoever_debugs_sees_the_whole_error(planner: Run, by_variable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_DEBUG", "1" if by_variable else "0")
    asked = [] if by_variable else ["--debug"]
    result = planner(*asked, "calc", "0.34 Wh/query", "2.5e9 query/day")
    assert result.exit_code == 1
    assert result.stderr.startswith("Traceback (most recent call last):\n")
    assert "planner: an error in the program" in result.stderr


@pytest.mark.usefixtures("broken")
def test_an_error_where_no_log_can_be_written_says_how_to_see_it(planner: Run) -> None:
    log_file().parent.parent.mkdir(parents=True)
    log_file().parent.write_text("a file where a folder should be")
    result = planner("calc", "0.34 Wh/query", "2.5e9 query/day")
    assert result.exit_code == 1
    assert result.stderr.endswith("; planner --debug shows the rest\n")


@pytest.mark.parametrize("error", [LookupError("at the start"), ModuleNotFoundError("No module 'x'", name="x")])
def test_a_window_that_fails_at_the_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr("planner.cli.start.window_problem", lambda: None)

    def open_window(_files: list[str]) -> int:
        raise error

    result = CliRunner().invoke(cli, [], obj=open_window)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert type(error).__name__ in log_file().read_text("utf-8")


def test_a_window_of_ones_own_is_asked_for_before_the_files(
    window: Window, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_NEW_WINDOW", "0")
    assert window("--new-window", str(plan))[1] == [[str(plan)]]
    assert os.environ["PLANNER_NEW_WINDOW"] == "1"
