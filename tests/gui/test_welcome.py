"""The first start: three ways in, each one click from a chart, then hints that go once they are understood."""

from __future__ import annotations

import pytest
from hands import Start
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui.dialogs.welcome_dialog import WelcomeDialog
from planner.gui.main_window import MainWindow
from planner.gui.welcome_requests import QUESTIONS
from planner.gui.widgets.callout import Callout
from planner.store.presets import Presets
from planner.store.stories import stories
from tests.gui.hands import click, key, type_over


def greeted(window: MainWindow) -> WelcomeDialog:
    window.greet()
    dialog = window.offers.welcoming.shown
    assert isinstance(dialog, WelcomeDialog)
    assert dialog.isVisible()
    return dialog


def take(window: MainWindow, words: str) -> None:
    """Open the welcome and press the button of that name."""
    dialog = greeted(window)
    (button,) = [button for button in dialog.buttons if button.text() == words]
    click(button)


def hint(window: MainWindow) -> Callout | None:
    shown = [callout for callout in window.findChildren(Callout) if callout.isVisible()]
    assert len(shown) <= 1
    return shown[0] if shown else None


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_a_story_is_one_click_away(window: MainWindow, story: object) -> None:
    take(window, getattr(story, "title"))  # noqa: B009
    assert window.document.preset is not None
    assert window.document.preset.key == getattr(story, "preset")  # noqa: B009
    assert window.chart.story.isVisible()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[2])
def test_a_question_is_answered_by_its_page(window: MainWindow, question: tuple[str, str, str]) -> None:
    words, preset, page = question
    assert Presets().find(preset).workspace is not None
    take(window, words)
    assert window.document.preset is not None
    assert window.document.preset.key == preset
    assert window.chart.tabs.tabText(window.chart.tabs.currentIndex()) == page


def test_an_empty_plan_is_one_click_away(window: MainWindow) -> None:
    take(window, "An empty plan")
    assert window.document.preset is None
    assert len(window.document.workspace.scenarios) == 1


def test_it_greets_once_and_comes_back_from_the_menu(start: Start) -> None:
    window = start()
    dialog = greeted(window)
    key(dialog, Qt.Key.Key_Escape)
    window.greet()
    assert window.offers.welcoming.shown is None
    window.close()
    later = start()
    later.greet()
    assert later.offers.welcoming.shown is None
    later.actions_by_name["welcome"].trigger()
    assert later.offers.welcoming.shown is not None
    key(later.offers.welcoming.shown, Qt.Key.Key_Escape)


def test_the_hints_go_on_when_their_thing_is_used(window: MainWindow, qtbot: QtBot) -> None:
    take(window, "Chat is small")
    first = hint(window)
    assert first is not None
    row = window.assumptions.row(0, 0)
    type_over(row.value, "0.4 Wh/query")
    key(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (now := hint(window)) is not None and now is not first)
    second = hint(window)
    assert second is not None
    click(second.next)
    third = hint(window)
    assert third is not None
    window.chart.show_page("Homes")
    qtbot.waitUntil(lambda: hint(window) is None)


def test_no_more_hints_means_none(window: MainWindow) -> None:
    take(window, "Chat is small")
    first = hint(window)
    assert first is not None
    click(first.stop)
    QApplication.processEvents()
    assert hint(window) is None
    window.actions_by_name["welcome"].trigger()
    assert window.offers.welcoming.shown is not None
    key(window.offers.welcoming.shown, Qt.Key.Key_Escape)
    assert hint(window) is None


def test_a_hint_lies_inside_the_window_and_follows_it(window: MainWindow) -> None:
    take(window, "Chat is small")
    for width, height in ((1024, 640), (1600, 1000)):
        window.resize(width, height)
        QApplication.processEvents()
        shown = hint(window)
        assert shown is not None
        assert window.rect().contains(shown.geometry())


def test_the_first_hint_leaves_headline_chart_and_its_slider_in_sight(window: MainWindow) -> None:
    take(window, "Chat is small")
    window.resize(1280, 720)
    QApplication.processEvents()
    shown = hint(window)
    assert shown is not None
    for watched in (window.chart.headline, window.chart.timeline, window.assumptions.row(0, 0).slider):
        place = QRect(watched.mapTo(window, QPoint(0, 0)), watched.size())
        assert not shown.geometry().intersects(place)
