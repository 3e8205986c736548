"""A presentation as a room sees it and a presenter drives it: keys of a remote, a slider, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import CTRL, Start, choose_in_menu, click, click_row, key, move_pressed, press, release
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from planner.gui import _present_pointer, _present_replay
from planner.gui.main_window import MainWindow
from planner.gui.present import PresentWindow
from planner.gui.theme import DARK, LIGHT

KEY = Qt.Key


@pytest.fixture
def stage(window: MainWindow, qtbot: QtBot) -> PresentWindow:
    """The presentation of the first preset, begun with F5, on a projector of 1280 x 720."""
    return begin(window, qtbot)


def begin(window: MainWindow, qtbot: QtBot, size: QSize | None = None) -> PresentWindow:
    key(window, KEY.Key_F5)
    shown = window.offers.presenting.shown
    assert shown is not None
    assert shown.isFullScreen()
    shown.showNormal()
    shown.resize(size or QSize(1280, 720))
    qtbot.waitExposed(shown)
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def drag(stage: PresentWindow, place: int, share: float) -> None:
    """Take a slider's handle to a share of its width."""
    slider = stage.drivers[place].slider
    y = slider.height() // 2
    press(slider, QPoint(round(slider.handle_x), y))
    move_pressed(slider, QPoint(round((slider.handle_x + share * slider.width()) / 2), y))
    move_pressed(slider, QPoint(round(share * slider.width()), y))
    release(slider, QPoint(round(share * slider.width()), y))


@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(1920, 1080), QSize(3840, 2160)])
def test_everything_is_large_and_nothing_is_cut(window: MainWindow, qtbot: QtBot, size: QSize) -> None:
    stage = begin(window, qtbot, size)
    edge = round(46 * size.height() / 720)
    qtbot.waitUntil(lambda: stage.size() == size and stage.stage.x() == edge)
    unit = size.height() / 720
    headline, plot = stage.stage.headline, stage.stage.plot
    assert QFontInfo(headline.font()).pixelSize() >= 40 * unit
    assert headline.text() == window.chart.headline.text()
    assert plot.height() >= 0.45 * size.height()
    for label in (headline, stage.stage.under, stage.foot.caption):
        assert label.height() >= label.heightForWidth(label.width())
    for part in stage.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is stage:
            assert stage.rect().contains(part.geometry()), part


def test_the_remote_goes_through_the_scenarios_and_stops_at_the_ends(window: MainWindow, stage: PresentWindow) -> None:
    assert stage.foot.hints.text().startswith("3 / 3")
    seen = [stage.stage.headline.text()]
    for back in (KEY.Key_PageUp, KEY.Key_Left, KEY.Key_Left):
        key(stage, back)
        seen.append(stage.stage.headline.text())
    assert stage.foot.hints.text().startswith("1 / 3")
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]
    for forward in (KEY.Key_PageDown, KEY.Key_Space, KEY.Key_Right, KEY.Key_Down):
        key(stage, forward)
    assert stage.step == 2
    assert window.document.selection == 2
    assert not window.document.modified


def test_a_story_begins_with_its_claim(start: Start, qtbot: QtBot) -> None:
    window = start("chat-is-small")
    stage = begin(window, qtbot)
    assert stage.stage.headline.text() == "Chat is small"
    assert stage.stage.under.text() == window.chart.headline.text()
    assert stage.foot.hints.text().startswith("1 / 4")
    key(stage, KEY.Key_PageDown)
    assert stage.stage.headline.text() != "Chat is small"
    assert window.document.selection == 0
    key(stage, KEY.Key_PageUp)
    assert stage.stage.headline.text() == "Chat is small"


def test_the_three_widest_assumptions_have_sliders_that_change_the_plan_in_one_step(
    window: MainWindow, stage: PresentWindow
) -> None:
    assert [each.slider.accessibleName() for each in stage.drivers] == [
        "Energy per agent session",
        "Sessions per user",
        "Energy per message",
    ]
    before, headline = window.document.workspace, stage.stage.headline.text()
    drag(stage, 0, 0.9)
    assert window.document.workspace != before
    assert stage.stage.headline.text() != headline
    assert window.chart.headline.text() == stage.stage.headline.text()
    assert window.document.history.count() == 1
    assert stage.step == 2  # the arrow keys still belong to the presenter
    key(stage, KEY.Key_Z, CTRL)
    assert window.document.workspace == before


def test_other_drivers_can_be_chosen(window: MainWindow, stage: PresentWindow) -> None:
    key(stage, KEY.Key_D)
    choose_in_menu("Messages")
    assert "Messages" in [each.slider.accessibleName() for each in stage.drivers if each.isVisible()]
    key(stage, KEY.Key_D)
    choose_in_menu("Messages")
    assert "Messages" not in [each.slider.accessibleName() for each in stage.drivers if each.isVisible()]
    chosen = stage.chosen
    key(stage, KEY.Key_Escape)
    key(window, KEY.Key_F5)
    assert window.offers.presenting.shown is not None
    assert window.offers.presenting.shown.chosen == chosen


def test_w_shows_the_working_and_s_the_sources(stage: PresentWindow) -> None:
    words = stage.stage.words
    key(stage, KEY.Key_W)
    assert words.isVisible()
    assert "days a year" in words.text()
    key(stage, KEY.Key_S)
    assert "claim: Sam Altman" in words.text()
    assert "own assumption" in words.text()
    assert not stage.stage.plot.isVisible()
    key(stage, KEY.Key_S)
    assert stage.stage.plot.isVisible()


def test_r_shows_the_last_change_from_before_to_after(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_present_replay, "FRAME_MS", 1)
    stage = begin(window, qtbot)
    key(stage, KEY.Key_R)
    assert not stage.replaying  # nothing has changed
    before = stage.stage.headline.text()
    drag(stage, 0, 0.9)
    qtbot.waitUntil(lambda: window.simulator.at_rest)
    after, workspace = stage.stage.headline.text(), window.document.workspace
    seen = []
    key(stage, KEY.Key_R)
    seen.append(stage.stage.headline.text())
    stage._replay.frame.connect(lambda _shown: seen.append(stage.stage.headline.text()))
    qtbot.waitUntil(lambda: not stage.replaying)
    assert seen[0].split(",")[0].startswith(before.split(":")[0])
    assert seen[0] != after
    assert len(set(seen)) > 5
    assert stage.stage.headline.text() == after
    assert window.document.workspace is workspace
    assert window.document.history.count() == 1


def test_b_draws_the_curtain_and_the_next_view_lifts_it(stage: PresentWindow) -> None:
    key(stage, KEY.Key_B)
    assert stage.curtain.isVisible()
    assert stage.grab().toImage().pixelColor(640, 100) == QColor("black")
    key(stage, KEY.Key_B)
    assert not stage.curtain.isVisible()
    key(stage, KEY.Key_B)
    key(stage, KEY.Key_PageUp)
    assert not stage.curtain.isVisible()


def test_escape_leaves_and_the_window_goes_on(window: MainWindow, stage: PresentWindow) -> None:
    key(stage, KEY.Key_PageUp)
    key(stage, KEY.Key_Escape)
    assert window.offers.presenting.shown is None
    assert window.document.selection == 1
    click_row(window.scenarios.scenarios, 0)
    assert window.document.selection == 0


def test_the_pointer_hides_and_comes_back_when_it_moves(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_present_pointer, "REST_MS", 1)
    stage = begin(window, qtbot)
    qtbot.waitUntil(lambda: stage.cursor().shape() is Qt.CursorShape.BlankCursor)
    stage.pointer.rest.setInterval(60_000)
    move_pressed(stage.stage.headline, QPoint(5, 5))
    qtbot.waitUntil(lambda: stage.cursor().shape() is Qt.CursorShape.ArrowCursor)


def test_the_presentation_follows_theme_and_edits_of_the_window(window: MainWindow, stage: PresentWindow) -> None:
    for theme in (DARK, LIGHT):
        window.actions_by_name[f"theme_{theme.name}"].trigger()
        assert stage.grab().toImage().pixelColor(4, 4) == QColor(theme.ground)
    window.scenarios.add.click()
    assert stage.foot.hints.text().startswith("4 / 4")
    assert stage.stage.headline.text() == window.chart.headline.text()


def test_a_click_on_the_chart_asks_about_another_year(window: MainWindow, stage: PresentWindow) -> None:
    assert "in 2030" in stage.stage.headline.text()
    click(stage.stage.plot, QPoint(300, 200))
    assert "in 2027" in stage.stage.headline.text()
    assert window.chart.headline.text() == stage.stage.headline.text()


def test_another_plan_can_be_opened_meanwhile(window: MainWindow, stage: PresentWindow, tmp_path: Path) -> None:
    window.stories.open("chat-is-small")
    assert stage.stage.headline.text() == "Chat is small"
    assert stage.findChildren(QLabel)


def test_the_button_in_the_bar_begins_too(window: MainWindow) -> None:
    button = next(each for each in window.bar.findChildren(QToolButton) if each.text() == "Present")
    assert button.property("role") == "primary"
    click(button)
    assert window.offers.presenting.shown is not None
