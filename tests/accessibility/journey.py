"""A person with a screen reader makes a figure: run by the system's Python, which has AT-SPI, beside the real program.

    python3 journey.py FOLDER PROGRAM [ARGUMENT...]

It finds a driver by its name, changes it, waits until the new finding is announced, opens the export dialog and writes
a picture into FOLDER. What it heard is printed as JSON. Nothing here knows the program's code: only names and roles.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version has to be asked for first

PATIENCE = 25.0
"""Seconds after which something that is waited for will not come."""

heard: list[str] = []


def main(folder: Path, command: list[str]) -> int:
    """Go the whole way and say what was found on it."""
    Atspi.init()
    Atspi.set_timeout(1500, 5000)
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)  # what a window had while it came up is not all of it
    listener = Atspi.EventListener.new(_hear)
    listener.register("object:announcement")
    threading.Thread(target=Atspi.event_main, daemon=True).start()
    program = subprocess.Popen(command, env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
    try:
        print(json.dumps(_walk(folder, program.pid)))
    finally:
        program.terminate()
        program.wait(10)
        Atspi.event_quit()
    return 0


def _hear(event: Atspi.Event) -> None:
    heard.append(str(event.any_data))


def _walk(folder: Path, pid: int) -> dict[str, object]:
    window = _await("the window", lambda: _window(pid))
    finding = _finding(window)
    before = finding.get_name()
    slider = _await("the driver", lambda: _one(window, Atspi.Role.SLIDER, "Energy per message"))
    slider.set_current_value(slider.get_maximum_value())
    told = _await("the announcement", lambda: heard[-1] if heard else None)
    after = _await("the same on the screen", lambda: told if finding.get_name() == told else None)
    _keys("AI Energy Planner", "ctrl+shift+e")
    dialog = _await("the export dialog", lambda: _dialog(pid, "Export"))
    write = _await("its button", lambda: _enabled(_one(dialog, Atspi.Role.PUSH_BUTTON, "Export…")))
    write.grab_focus()
    _keys("Export", "space")
    ask = _await("the file dialog", lambda: _dialog(pid, "Export", besides=dialog))
    field = _one(ask, Atspi.Role.TEXT, "File name:")
    target = folder / "for-the-minister.png"
    field.set_text_contents(str(target))
    _one(ask, Atspi.Role.PUSH_BUTTON, "Save").do_action(0)
    _await("the file", lambda: target if target.exists() else None)
    _await("the word of it", lambda: next((said for said in heard if str(target) in said), None))
    return {"before": before, "after": after, "heard": heard, "file": str(target)}


def _await(what: str, look: Callable[[], object]) -> object:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except GLib.Error:
            found = None  # it went while it was looked at
        if found is not None:
            return found
        time.sleep(0.1)
    raise SystemExit(f"{what} did not come; heard: {heard}")


def _tree(element: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    yield element
    for index in range(element.get_child_count()):
        child = element.get_child_at_index(index)
        if child is not None:
            yield from _tree(child)


def _one(within: Atspi.Accessible, role: Atspi.Role, name: str) -> Atspi.Accessible | None:
    return next((each for each in _tree(within) if each.get_role() == role and each.get_name() == name), None)


def _tops(pid: int) -> Iterator[Atspi.Accessible]:
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and application.get_process_id() == pid:
            yield from (application.get_child_at_index(at) for at in range(application.get_child_count()))


def _window(pid: int) -> Atspi.Accessible | None:
    return next((top for top in _tops(pid) if "AI Energy Planner" in top.get_name() and _finding(top)), None)


def _dialog(pid: int, title: str, besides: Atspi.Accessible | None = None) -> Atspi.Accessible | None:
    dialogs = [top for top in _tops(pid) if top.get_role() in (Atspi.Role.DIALOG, Atspi.Role.FILE_CHOOSER)]
    return next((top for top in dialogs if title in top.get_name() and top != besides), None)


def _finding(window: Atspi.Accessible) -> Atspi.Accessible | None:
    labels = (each for each in _tree(window) if each.get_role() == Atspi.Role.LABEL)
    return next((label for label in labels if " in 2030" in label.get_name()), None)


def _enabled(element: Atspi.Accessible | None) -> Atspi.Accessible | None:
    state = element.get_state_set() if element is not None else None
    return element if state is not None and state.contains(Atspi.StateType.ENABLED) else None


def _keys(title: str, keys: str) -> None:
    """Press keys in the window of a title: an action of AT-SPI that opens a dialog would answer only once it is closed.

    No window manager runs here, so the window is given the keyboard first.
    """
    found = ["search", "--onlyvisible", "--name", title]
    subprocess.run(["xdotool", *found, "windowfocus", "--sync", "key", keys], check=True, timeout=PATIENCE)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
