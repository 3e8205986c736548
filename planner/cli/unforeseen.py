"""An error in the program itself: one sentence and where the rest is written; whoever wants to see it asks for it."""

from __future__ import annotations

import os
import sys

from planner.store.log import note
from planner.store.report import trace_of
from planner.text import _

UNFORESEEN = 1

DEBUG = "PLANNER_DEBUG"
"""The environment variable that asks for the whole error on the terminal, as ``planner --debug`` does."""


def say_unforeseen(error: Exception) -> int:
    """Log ``error``, say so on standard error, and return the exit code."""
    trace = trace_of(error)
    path = note(trace)
    if os.environ.get(DEBUG, "") not in ("", "0"):
        print(trace, end="", file=sys.stderr)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    where = _("the log has the rest: {path}").format(path=path) if path else _("planner --debug shows the rest")
    print("planner: " + _("an error in the program ({what}); {where}").format(what=what, where=where), file=sys.stderr)
    return UNFORESEEN
