"""A change is told to those who do not see it: once, when the hand rests."""

from __future__ import annotations

import pytest
from hands import enter, move_pressed, press, release
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from planner.gui import announcing
from planner.gui.main_window import MainWindow

Told = list[tuple[str, QAccessible.AnnouncementPoliteness]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Collect what is announced."""
    said: Told = []

    class Ears:
        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802 - Qt names it
            said.append((event.message(), event.politeness()))

    monkeypatch.setattr(announcing, "QAccessible", Ears)
    return said


def rested(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest and not window.offers.announcing._rest.isActive(), timeout=60_000)


def test_the_new_finding_is_announced_once_and_politely(window: MainWindow, qtbot: QtBot, told: Told) -> None:
    rested(window, qtbot)
    told.clear()
    enter(window.assumptions.row(0, 0).value, "3 Wh/query")
    rested(window, qtbot)
    assert told == [(window.chart.headline.text(), QAccessible.AnnouncementPoliteness.Polite)]


def test_a_drag_is_announced_only_when_it_has_ended(window: MainWindow, qtbot: QtBot, told: Told) -> None:
    rested(window, qtbot)
    told.clear()
    slider = window.assumptions.row(0, 0).slider
    press(slider, QPoint(round(slider.handle_x), 8))
    for share in (0.6, 0.7, 0.8):
        move_pressed(slider, QPoint(round(share * slider.width()), 8))
    window.offers.announcing._say()  # the hand pauses, without letting go
    assert not told
    release(slider, QPoint(round(0.8 * slider.width()), 8))
    rested(window, qtbot)
    assert [sentence for sentence, _politeness in told] == [window.chart.headline.text()]


def test_what_changes_no_finding_is_not_announced(window: MainWindow, qtbot: QtBot, told: Told) -> None:
    rested(window, qtbot)
    told.clear()
    window.actions_by_name["move_up"].trigger()
    window.actions_by_name["move_down"].trigger()
    rested(window, qtbot)
    assert not told
