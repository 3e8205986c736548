"""Opening the window from the command line; apart from the commands, because who starts it without any waits for it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from planner.system import window_problem
from planner.text import _

NO_WINDOW = 3

OpenWindow = Callable[..., int]
"""Opens the window with files, and with ``language=`` in that one; returns the exit code."""


def start(files: list[str], open_window: OpenWindow) -> int:
    """Open the window and return its exit code, or say what it lacks: Qt itself would abort with a wrong reason."""
    problem = window_problem()
    if problem is None:
        try:
            return open_window(files)
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] not in ("PySide6", "shiboken6", "pyqtgraph"):
                return _unforeseen(error)
            problem = _("The window needs {package}, which is not installed; install the planner again.").format(
                package=error.name
            )
        except Exception as error:
            return _unforeseen(error)
    print(f"planner: {problem}", file=sys.stderr)
    return NO_WINDOW


def _unforeseen(error: Exception) -> int:
    from planner.cli.unforeseen import say_unforeseen

    return say_unforeseen(error)
