"""What people do with the program from start to export, where every way to a network is closed: run as a script.

Python tells its audit hooks before it opens a socket or looks up a name; ours refuses all but the local kind.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

_FORBIDDEN = ("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "socket.getservby", "urllib.", "http.")
_TRAFFIC = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
tried: list[str] = []


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would reach beyond this computer."""
    local = event in _TRAFFIC and getattr(arguments[0], "family", None) == getattr(socket, "AF_UNIX", object())
    if event.startswith(_FORBIDDEN) or (event in _TRAFFIC and not local):
        tried.append(f"{event} {arguments}")
        raise PermissionError(f"the network is forbidden here: {event}")


def window() -> None:
    """Start, edit, save, keep a preset, look at every page, export in every format, and close."""
    from planner.gui.quick_imports import load_qt

    load_qt()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from planner.gui import app
    from planner.gui.instance import Instance

    instance = Instance()
    assert instance.claim()
    application = app.application()
    QTimer.singleShot(100, lambda: _in_window(application))
    assert app.run(["chat-and-agents"], instance) == 0
    assert isinstance(application, QApplication)


def _in_window(application: Any) -> None:
    from planner.export.pack import Choice
    from planner.gui.dialogs._export_job import BRIEF, FORMATS, Exporter, Wish
    from planner.gui.main_window import MainWindow
    from planner.gui.pages import PAGES
    from planner.model.estimate import Estimate

    try:
        window = next(top for top in application.topLevelWidgets() if isinstance(top, MainWindow))
        value = ("scenarios", 0, "workloads", 0, "drivers", 0, "value")
        window.document.edit(value, Estimate.parse("0.5 Wh/query"), "Edit")
        assert window.filing._write(Path("plan.aiplan"))
        assert window.filing._keep("Mine", replace=False)
        for page in PAGES:
            window.chart.show_page(page)
            application.processEvents()
        exporter = Exporter(window.document.workspace, Choice("energy", "", False, 2030, samples=500))
        for form in FORMATS.keys() - {BRIEF}:  # the pack holds the same files once more
            exporter.write(Wish(form=form, dpi=50), Path(f"chart.{form}"))
        window.close()
    except BaseException:
        traceback.print_exc()
        application.exit(1)
        raise
    application.exit(0)


COMMANDS = (
    ("calc", "0.34 Wh/query", "2.5e9 query/day"),
    ("run", "plan.aiplan", "--samples", "200"),
    ("compare", "chat-and-agents", "--from", "Chat, text only", "--to", "Chat and agents", "--year", "2030"),
    ("sensitivity", "openai-average", "--outcome", "energy", "--year", "2030"),
    ("solve", "openai-average", "--driver", "Chat/energy", "--outcome", "energy", "--target", "0.2 TWh/year"),
    ("export", "openai-average", "--chart", "timeline", "-o", "cli.svg"),
    ("open-export", "cli.svg"),
    ("check", "openai-average"),
    ("presets", "list"),
    ("estimate", "flops"),
    ("estimate", "ecologits", "--list"),
    ("regions", "show", "KOR"),
    ("evidence", "list", "--modality", "text"),
    ("schema",),
    ("doctor",),
)


def commands() -> None:
    """Run every command; a check may find problems, and nothing else may fail."""
    from click.testing import CliRunner

    from planner.cli import main

    assert {arguments[0] for arguments in COMMANDS} == set(main.COMMANDS)
    for arguments in COMMANDS:
        result = CliRunner().invoke(main.cli, list(arguments), prog_name="planner")
        assert result.exit_code == 0 or (arguments[0] == "check" and result.exit_code == 1), (arguments, result.output)


def closed() -> bool:
    """Whether the way is really closed: a name is looked up and a socket connected, and both are refused."""
    for attempt in (
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: socket.socket(socket.AF_INET).connect(("127.0.0.1", 9)),
    ):
        try:
            attempt()
        except PermissionError:
            continue
        return False
    return len(tried) == 2


if __name__ == "__main__":
    sys.addaudithook(refuse)
    assert closed()
    tried.clear()
    os.chdir(tempfile.mkdtemp(dir=sys.argv[1]))
    window()
    commands()
    assert not tried, tried
    print("arrived")
