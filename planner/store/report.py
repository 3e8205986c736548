"""What a person may hand on of an error: versions and where it happened, without their name or folders."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from planner import __version__


def trace_of(error: BaseException) -> str:
    """Return the traceback of an error as Python prints it."""
    return "".join(traceback.format_exception(error))


def report(trace: str, more: Iterable[str] = (), secrets: Iterable[str] = ()) -> str:
    """Return the text of a report on ``trace``, with ``more`` lines about the surroundings.

    ``secrets`` are further texts that say who or where somebody is, such as the path of the plan that is open.
    """
    lines = (
        f"AI Energy Planner {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}",
        *more,
        "",
        trace.rstrip(),
    )
    return impersonal("\n".join(lines), secrets) + "\n"


def impersonal(text: str, secrets: Iterable[str] = ()) -> str:
    """Return ``text`` with the home folder as ``~``, the user's name as ``<user>`` and each secret as ``<plan>``."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = _without(text, secret, "<plan>")
    for home in _homes():
        text = _without(text, home, "~")
    for name in _user_names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<user>", text, flags=re.IGNORECASE)
    return text


def _without(text: str, path: str, stand_in: str) -> str:
    """Return ``text`` without ``path``, also as Python shows it in quotes and as Windows may write it."""
    for form in dict.fromkeys((path, path.replace("\\", "\\\\"), path.replace("\\", "/"), repr(path)[1:-1])):
        text = re.sub(re.escape(form) + r"(?!\w)", lambda _found: stand_in, text, flags=re.IGNORECASE)
    return text


def _homes() -> list[str]:
    """Return the home folder as it is named and as it is linked to, the longest first."""
    home = os.path.expanduser("~")
    found = {home.rstrip("/\\"), os.path.realpath(home).rstrip("/\\")}
    return sorted((path for path in found if len(path) > 1 and path != "~"), key=len, reverse=True)


def _user_names() -> set[str]:
    names = {Path(home).name for home in _homes()}
    with contextlib.suppress(OSError, KeyError, ImportError):  # a number without a name
        names.add(getpass.getuser())
    return {name for name in names if name}
