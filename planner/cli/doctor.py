"""``planner doctor``: what a bug report needs: versions, folders, data, and what a window lacks here."""

from __future__ import annotations

import json
import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from planner import __version__, system
from planner.assets import resource
from planner.cli.tables import print_json, print_rows
from planner.store.folders import log_file, presets_folder, settings_file, state_folder
from planner.text import _

PACKAGES = (
    *("numpy", "pint", "PySide6_Essentials", "pyqtgraph", "attrs", "cattrs", "click", "platformdirs"),
    *("matplotlib", "python-pptx", "XlsxWriter", "ecologits"),
)
"""What the window and the commands need, then what exports and estimates do."""


@click.command("doctor", short_help="Versions, folders, and what a window needs.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(as_json: bool) -> None:
    """Say which versions are in use, where files are kept and what a window lacks on this system, if anything.

    \b
    Example:
      planner doctor --json
    """
    found = {"versions": _versions(), "folders": _folders(), "data": _data(), "window": _window()}
    if as_json:
        print_json(found)
    else:
        _print(found)


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "planner": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
    }
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = None
    return found


def _folders() -> dict[str, Any]:
    folders = {
        "presets": presets_folder(),
        "settings": settings_file().parent,
        "state": state_folder(),
        "log": log_file().parent,
    }
    return {
        name: {"path": str(folder), "exists": folder.is_dir(), "writable": _writable(folder)}
        for name, folder in folders.items()
    }


def _writable(folder: Path) -> bool:
    """Whether ``folder`` can be written, or made where it is missing."""
    nearest = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _data() -> dict[str, str]:
    """Return the versions of the shipped data; only these are read, so that a broken entry does not stop a report."""
    found = {}
    for name in ("evidence", "regions"):
        try:
            found[name] = str(json.loads(resource(name, f"{name}.json").read_text("utf-8"))["version"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            found[name] = _("cannot be read: {reason}").format(reason=error)
    return found


def _window() -> dict[str, Any]:
    problem = system.window_problem()
    if problem is None and _versions()["PySide6_Essentials"] is None:
        problem = _("PySide6 is not installed; install the planner again.")
    missing = [library.file for library in system.missing_libraries()]
    return {
        "possible": problem is None,
        "problem": problem,
        "platforms": system.platforms(),
        "missing_libraries": missing,
    }


def _print(found: dict[str, Any]) -> None:
    print(_("Versions"))
    print_rows([[name, version or _("not installed")] for name, version in found["versions"].items()], indent="  ")
    print(_("Folders"))
    rows = []
    for name, folder in found["folders"].items():
        state = _("writable") if folder["writable"] else _("cannot be written")
        if not folder["exists"]:
            state = _("not yet made, {state}").format(state=state)
        rows.append([name, folder["path"], state])
    print_rows(rows, indent="  ")
    print(_("Data"))
    print_rows([[name, version] for name, version in found["data"].items()], indent="  ")
    print(_("Window"))
    if found["window"]["possible"]:
        print("  " + _("It can be opened ({platforms}).").format(platforms=", ".join(found["window"]["platforms"])))
    else:
        for line in found["window"]["problem"].splitlines():
            print(f"  {line}")
