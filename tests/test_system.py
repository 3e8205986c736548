"""What a window needs is found out without Qt, and said in words that name the remedy."""

import ast
import ctypes
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner import system

only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are looked for on Linux only")


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make the named libraries fail to load, and every other one load."""

    def lack(*files: str) -> None:
        def load(file: str) -> None:
            if file in files:
                raise OSError(f"{file}: cannot open shared object file")

        monkeypatch.setattr(system.ctypes, "CDLL", load)

    return lack


@pytest.fixture
def x_server() -> Iterator[Callable[[bytes], str]]:
    """Answer the first X client on the loopback with the given bytes; give the DISPLAY that leads there."""
    with socket.socket() as listener:
        listener.settimeout(10)
        threads = []

        def answer(reply: bytes) -> None:
            client, _ = listener.accept()
            with client:
                client.settimeout(10)
                client.recv(4096)
                client.sendall(reply)
                client.recv(4096)

        def serve(reply: bytes) -> str:
            for number in range(60, 200):
                try:
                    listener.bind(("127.0.0.1", 6000 + number))
                    break
                except OSError:
                    continue
            listener.listen()
            threads.append(threading.Thread(target=answer, args=(reply,)))
            threads[0].start()
            return f"localhost:{number}"

        yield serve
        for thread in threads:
            thread.join()


def test_importing_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(Path(system.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "wayland-egl"}, ["wayland"]),
        ({"QT_QPA_PLATFORM": "XCB:no_xim"}, ["xcb"]),
        ({"QT_QPA_PLATFORM": "", "DISPLAY": ":0"}, ["xcb"]),
    ],
)
def test_the_window_systems_are_those_qt_would_try(variables: dict[str, str], expected: list[str]) -> None:
    assert system.platforms(variables) == expected


@only_linux
def test_a_missing_library_is_named_with_its_packages(lacking: Callable[..., None]) -> None:
    lacking("libxcb-cursor.so.0", "libxcb-randr.so.0", "libxcb-shape.so.0")
    missing = system.missing_libraries("xcb")
    words = system.explain(missing)
    assert [library.apt for library in missing] == ["libxcb-cursor0", "libxcb-randr0", "libxcb-shape0"]
    assert "apt-get install -y --no-install-recommends libxcb-cursor0 libxcb-randr0 libxcb-shape0" in words
    assert "dnf install xcb-util-cursor libxcb\n" in words + "\n"


@only_linux
@pytest.mark.parametrize(("user", "line"), [(0, " apt-get install"), (1000, " sudo apt-get install")])
def test_root_is_not_told_to_call_sudo(user: int, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.os, "geteuid", lambda: user)
    assert f"Ubuntu: {line}" in system.explain(system.OFFSCREEN)


@only_linux
def test_drawing_without_a_display_needs_no_library_of_a_window_system(lacking: Callable[..., None]) -> None:
    lacking("libxcb-cursor.so.0", "libwayland-client.so.0")
    assert system.missing_libraries("offscreen") == []
    assert [library.apt for library in system.missing_libraries("wayland")] == ["libwayland-client0"]


@pytest.mark.parametrize("name", ["win32", "darwin"])
def test_nothing_is_missing_on_windows_and_macos(
    name: str, lacking: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(*(library.file for library in system.libraries("xcb")))
    monkeypatch.setattr(system.sys, "platform", name)
    assert system.missing_libraries("xcb") == []
    assert system.window_problem() is None


@only_linux
def test_no_display_at_all_is_said_so() -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in (system.window_problem() or "")


@only_linux
def test_asking_for_xcb_without_a_display_is_said_so(
    monkeypatch: pytest.MonkeyPatch, lacking: Callable[..., None]
) -> None:
    lacking()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert "DISPLAY is not set" in (system.window_problem() or "")


@only_linux
def test_a_misspelt_window_system_is_said_so(monkeypatch: pytest.MonkeyPatch, lacking: Callable[..., None]) -> None:
    lacking()
    monkeypatch.setenv("QT_QPA_PLATFORM", "ofscreen")
    assert "ofscreen, which Qt does not have" in (system.window_problem() or "")


@only_linux
@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_drawing_nowhere_needs_no_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert system.window_problem() is None


def _libxcb() -> bool:
    try:
        ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    return True


needs_libxcb = pytest.mark.skipif(not _libxcb(), reason="speaks to a display through libxcb")


@needs_libxcb
@pytest.mark.parametrize("display", [":4711", "unix:4711", "localhost:4711.0", "not a display"])
def test_a_display_nobody_serves_is_found_out_before_qt_would_abort(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert f"The display {display} (from DISPLAY) does not answer" in (system.display_problem("xcb") or "")


@needs_libxcb
def test_a_display_that_answers_is_no_problem(
    x_server: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    welcome = struct.pack("<BxHHH", 1, 11, 0, 8) + struct.pack(
        "<IIIIHHBBBBBBBB4x", 1, 0, 0xFFFFF, 256, 0, 65535, *[0] * 8
    )
    monkeypatch.setenv("DISPLAY", x_server(welcome))
    assert system.display_problem("xcb") is None


@needs_libxcb
def test_a_display_that_lets_nobody_in_is_a_problem(
    x_server: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = b"No entry"
    monkeypatch.setenv("DISPLAY", x_server(struct.pack("<BBHHH", 0, len(reason), 11, 0, len(reason) // 4) + reason))
    assert "does not let this user in" in (system.display_problem("xcb") or "")


@only_linux
def test_a_display_on_another_machine_is_not_spoken_to(
    monkeypatch: pytest.MonkeyPatch, lacking: Callable[..., None]
) -> None:
    def connect(display: str) -> bool:
        pytest.fail(f"opened a connection to {display}")

    monkeypatch.setattr(system, "_x_answers", connect)
    monkeypatch.setenv("DISPLAY", "far.example:0")
    assert system.display_problem("xcb") is None


@only_linux
def test_a_wayland_display_is_reached_by_its_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name may not be long, and the folder's name is
    monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-test")
    assert "wayland-test" in (system.display_problem("wayland") or "")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("wayland-test")
        listener.listen()
        assert system.display_problem("wayland") is None


@only_linux
def test_one_window_system_that_works_is_enough(monkeypatch: pytest.MonkeyPatch, lacking: Callable[..., None]) -> None:
    lacking("libwayland-cursor.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;offscreen")
    assert system.window_problem() is None


@only_linux
def test_what_it_finds_present_is_enough_for_qt() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = "from PySide6 import QtNetwork, QtWidgets; print(QtWidgets.QApplication([]).platformName())"
    result = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert (result.stdout.strip(), result.returncode) == ("offscreen", 0), result.stderr
