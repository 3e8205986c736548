"""One journey as a screen reader makes it: over AT-SPI, with the real program on a display of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import system
from planner.export.reopen import reopen
from planner.store.presets import Presets

SYSTEM_PYTHON = "/usr/bin/python3"
JOURNEY = Path(__file__).with_name("journey.py")
PNG_BEGIN, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def what_is_missing() -> str:
    """Return what this computer lacks for the journey; nothing where all is there."""
    lacking = [name for name in ("Xvfb", "dbus-run-session", "xdotool", SYSTEM_PYTHON) if not shutil.which(name)]
    lacking += [library.file for library in system.missing_libraries("xcb")]
    if not lacking:
        probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        found = subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, env={}, check=False)
        lacking += ["gir1.2-atspi-2.0 and python3-gi"] if found.returncode else []
    return ", ".join(lacking)


@pytest.fixture
def display() -> Iterator[str]:
    """Give a display of its own, which is ready when it says its number."""
    lacking = what_is_missing()
    if lacking:
        pytest.skip(f"not on this computer: {lacking}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "the display did not come up"
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_a_driver_is_found_by_name_changed_heard_and_exported(display: str, home: Path) -> None:
    before = Presets().find("chat-and-agents").workspace
    with tempfile.TemporaryDirectory(prefix="a11y-") as runtime:  # a short path: sockets stand in it
        heard = journey(display, home, Path(runtime))
    assert heard["before"] != heard["after"]
    assert heard["after"] in heard["heard"]
    assert any(said.startswith("Exported to ") for said in heard["heard"])
    picture = Path(heard["file"]).read_bytes()
    assert picture.startswith(PNG_BEGIN)
    assert picture.endswith(PNG_END)
    carried = reopen(Path(heard["file"]))
    assert carried.scenarios[0].workloads[0].drivers[0].name == "Energy per message"
    assert carried != before


def journey(display: str, home: Path, runtime: Path) -> dict[str, object]:
    """Go on the journey, and return what it says it has seen and heard."""
    folder = home / "figures"
    folder.mkdir()
    program = [sys.executable, "-m", "planner", "chat-and-agents"]
    done = subprocess.run(
        ["dbus-run-session", "--", SYSTEM_PYTHON, str(JOURNEY), str(folder), *program],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(runtime)},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found
