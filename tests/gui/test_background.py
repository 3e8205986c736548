"""Work beside the window ends with it, and Python looks for garbage again afterwards."""

from __future__ import annotations

import gc
from threading import Event

from pytestqt.qtbot import QtBot

from planner.gui.background import Background


def test_what_is_asked_for_after_the_end_is_dropped(qtbot: QtBot) -> None:
    done: list[str] = []
    beside = Background()
    beside.stop()
    beside.ask(lambda: done.append("late"))
    assert not beside.busy
    assert not done
    assert gc.isenabled()


def test_garbage_is_looked_for_again_once_dropped_work_ends(qtbot: QtBot) -> None:
    go_on = Event()
    beside = Background()
    beside.ask(lambda: go_on.wait(20))
    assert not gc.isenabled()
    beside.stop()
    beside.ask(lambda: go_on.wait(20))
    go_on.set()
    qtbot.waitUntil(gc.isenabled)
