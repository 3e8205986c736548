"""A presentation is made in the window, kept in the plan, and told with the notes on the speaker's own screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import (
    ALT,
    CTRL,
    SHIFT,
    Start,
    choose,
    choose_in_box,
    click,
    click_row,
    enter,
    in_dialog,
    key,
    type_over,
    types,
)
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.gui import _present_replay
from planner.gui.dialogs.export_dialog import ExportDialog
from planner.gui.dialogs.presentation_dialog import PresentationDialog
from planner.gui.main_window import MainWindow
from planner.gui.pages import PAGE_OF, PAGES
from planner.model.presentation import CHARTS
from planner.store.files import read_plan

KEY = Qt.Key


def views(window: MainWindow) -> list[str]:
    return [view.chart for view in window.document.workspace.presentation.views]


def dialog_of(window: MainWindow) -> PresentationDialog:
    dialog = window.offers.authoring._dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def made(window: MainWindow, *pages: str) -> PresentationDialog:
    """Add these pages one after the other and open the list of views."""
    for page in pages:
        window.chart.show_page(page)
        key(window, KEY.Key_A, CTRL | SHIFT)
    key(window, KEY.Key_V, CTRL | SHIFT)
    return dialog_of(window)


def test_every_page_can_be_added_and_is_shown_to_the_room_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest)
    choose(window, "Presentation", "Add this view")
    said = [window.chart.headline.text()]
    for page in PAGES:
        window.chart.show_page(page)
        key(window, KEY.Key_A, CTRL | SHIFT)
        said.append(window.chart.headline.text())
    shown = window.document.workspace.presentation.views
    assert [view.chart for view in shown] == ["timeline", *(window.chart.pages[name].chart_name for name in PAGES)]
    assert {view.scenario for view in shown} == {"Chat and agents"}
    key(window, KEY.Key_F5)
    stage = window.offers.presenting.shown
    assert stage is not None
    for finding in said:
        assert stage.stage.headline.text() == finding
        assert not any(control.isVisible() for control in (stage.stage.page.controls if stage.stage.page else ()))
        key(stage, KEY.Key_PageDown)


def test_every_chart_that_a_file_can_name_is_on_a_page_or_the_stage(window: MainWindow) -> None:
    assert set(CHARTS) == {*PAGE_OF, "timeline", "working"}
    assert set(PAGE_OF.values()) == set(PAGES)


def test_the_choices_made_on_a_page_go_with_the_view(window: MainWindow) -> None:
    window.chart.show_page("Compare")
    window.chart.page.kinds.setCurrentIndex(1)
    window.chart.page.other.setCurrentIndex(1)
    window.chart.page.other.activated.emit(1)
    wanted = window.chart.page.headline.sentence
    against = window.chart.page.other.currentText()
    dialog = made(window, "Compare")
    window.chart.page.kinds.setCurrentIndex(0)
    window.chart.show_page("Homes")
    click(dialog.look)
    assert (window.chart.page.chart_name, window.chart.page.other.currentText()) == ("difference", against)
    assert window.chart.headline.text() == wanted


def test_views_are_named_ordered_and_removed_by_hand_and_each_step_is_undone(window: MainWindow) -> None:
    dialog = made(window, "Breakdown", "Homes", "Spread")
    assert [dialog.views.item(row).text() for row in range(3)] == ["1  Breakdown", "2  Homes", "3  Spread"]
    enter(dialog.caption, "How sure is that?")
    click(dialog.notes)
    types(dialog.notes, "Wait for questions.")
    click_row(dialog.views, 0)  # leaving the field keeps it
    shown = window.document.workspace.presentation.views[2]
    assert (shown.caption, shown.notes) == ("How sure is that?", "Wait for questions.")
    assert dialog.notes.toPlainText() == ""
    key(dialog, KEY.Key_Down, ALT)
    assert views(window) == ["households", "breakdown", "distribution"]
    assert dialog.views.currentRow() == 1
    key(dialog, KEY.Key_Delete)
    assert views(window) == ["households", "distribution"]
    key(dialog, KEY.Key_Z, CTRL)
    key(dialog, KEY.Key_Z, CTRL)
    assert views(window) == ["breakdown", "households", "distribution"]
    while window.document.history.canUndo():
        key(window, KEY.Key_Z, CTRL)
    assert views(window) == []
    assert dialog.none.isVisible()


def test_what_is_typed_last_is_kept_when_the_list_is_closed(window: MainWindow) -> None:
    dialog = made(window, "Homes")
    type_over(dialog.caption, "In homes")
    key(dialog, KEY.Key_Escape)
    assert window.document.workspace.presentation.views[0].caption == "In homes"


def test_the_presentation_is_in_the_file(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = made(window, "Map", "Solve")
    enter(dialog.caption, "What would have to be true")
    key(dialog, KEY.Key_Escape)
    target = tmp_path / "told.aiplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    key(window, KEY.Key_S, CTRL | SHIFT)
    assert read_plan(target) == window.document.workspace
    assert [view.chart for view in read_plan(target).presentation.views] == ["map", "solve"]


def test_a_view_brings_its_scenario_outcome_and_year_and_its_message(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest)
    click_row(window.scenarios.scenarios, 0)
    window.chart.outcome.setCurrentIndex(window.chart.outcome.findData("households"))
    window.chart.outcome.activated.emit(window.chart.outcome.currentIndex())
    window._mark_year(2033)
    key(window, KEY.Key_A, CTRL | SHIFT)
    key(window, KEY.Key_V, CTRL | SHIFT)
    enter(dialog_of(window).caption, "Text alone stays small")
    finding = window.chart.headline.text()
    key(dialog_of(window), KEY.Key_Escape)
    click_row(window.scenarios.scenarios, 2)
    window._mark_year(2028)
    key(window, KEY.Key_F5)
    stage = window.offers.presenting.shown
    assert stage is not None
    assert stage.stage.headline.text() == "Text alone stays small"
    assert stage.stage.under.text() == finding
    assert (window.document.selection, window.view.outcome) == (0, "households")
    click_row(window.scenarios.scenarios, 1)  # the speaker looks elsewhere; the room does not
    assert stage.stage.under.text() == finding


def test_the_sliders_of_a_view_are_the_authors_and_saved_with_it(start: Start, qtbot: QtBot) -> None:
    window = start("agents-may-not-be")
    key(window, KEY.Key_F5)
    stage = window.offers.presenting.shown
    assert stage is not None
    names = [driver.slider.accessibleName() for driver in stage.drivers if driver.isVisible()]
    assert set(names) == set(window.document.workspace.presentation.views[0].sliders)
    stage._take_choice(("Images",))
    assert window.document.workspace.presentation.views[0].sliders == ("Images",)
    assert [driver.slider.accessibleName() for driver in stage.drivers if driver.isVisible()] == ["Images"]
    key(stage, KEY.Key_Z, CTRL)
    assert [driver.slider.accessibleName() for driver in stage.drivers if driver.isVisible()] == names


def test_a_view_of_a_scenario_that_is_gone_says_so(window: MainWindow) -> None:
    key(window, KEY.Key_A, CTRL | SHIFT)
    name = window.document.workspace.presentation.views[0].scenario
    window._requests.remove(window.document.selection)
    key(window, KEY.Key_F5)
    stage = window.offers.presenting.shown
    assert stage is not None
    assert stage.stage.headline.text() == f"This view shows “{name}”, which is no longer in the plan"


def test_notes_clock_and_the_next_view_stay_with_the_speaker(start: Start, qtbot: QtBot) -> None:
    window = start("agents-may-not-be")
    views = window.document.workspace.presentation.views
    key(window, KEY.Key_F5, CTRL)
    stage, notes = window.offers.presenting.shown, window.offers.presenting.notes
    assert stage is not None
    assert notes is not None
    assert not stage.isFullScreen()
    assert stage.stage.headline.text() == notes.message.text() == views[0].caption
    assert notes.notes.toPlainText() == views[0].notes
    assert notes.next.text() == f"Next: {views[1].caption}"
    assert notes.clock.text().startswith("0:0")
    key(window, KEY.Key_PageDown)  # the remote works while the speaker's window has the keyboard
    assert stage.step == 1
    click(notes.go_on)
    assert (stage.step, notes.place.text(), notes.notes.toPlainText()) == (2, "3 / 5", views[2].notes)
    window.document.edit(("scenarios", 2, "name"), "Everything", "Rename")
    click(notes.black)
    assert stage.curtain.isVisible()
    click(notes.end)
    assert window.offers.presenting.shown is None
    assert window.offers.presenting.notes is None


def test_an_edit_beside_the_notes_is_live_in_the_room(start: Start, qtbot: QtBot) -> None:
    window = start("agents-may-not-be")
    key(window, KEY.Key_F5, CTRL)
    stage = window.offers.presenting.shown
    assert stage is not None
    before = stage.stage.under.text()
    enter(window.assumptions.row(1, 0).value, "4 Wh/session")
    assert stage.stage.under.text() != before
    assert stage.stage.under.text() == window.chart.headline.text()


def test_with_two_screens_the_room_has_one_and_the_notes_the_other(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("agents-may-not-be")
    screen = window.screen()
    monkeypatch.setattr(window.offers.presenting, "_other_screen", lambda: screen)
    key(window, KEY.Key_F5)
    stage, notes = window.offers.presenting.shown, window.offers.presenting.notes
    assert stage is not None
    assert stage.isFullScreen()
    assert notes is not None
    assert notes.isVisible()
    assert window.assumptions.isVisible()


@pytest.mark.parametrize(
    "key_", ["same-order-of-magnitude", "chat-is-small", "agents-may-not-be", "what-a-claim-is-worth"]
)
def test_every_story_is_a_presentation_that_begins_with_its_claim(start: Start, key_: str) -> None:
    window = start()
    window.stories.open(key_)
    key(window, KEY.Key_F5)
    stage = window.offers.presenting.shown
    assert stage is not None
    assert stage.stage.headline.text() == next(
        window.scenarios.stories.item(row).text()
        for row in range(window.scenarios.stories.count())
        if window.scenarios.stories.item(row).data(window.scenarios.STORY) == key_
    )
    seen = {stage.stage.under.text()}
    for _view in stage.views[1:]:
        key(stage, KEY.Key_PageDown)
        seen.add(stage.stage.under.text())
    assert len(seen) > 1
    assert not window.document.modified


def test_slides_of_a_plan_with_a_presentation_are_its_views(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start("chat-is-small")
    path = tmp_path / "told.pptx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "PPTX, slides with editable charts")
        qtbot.waitUntil(lambda: dialog.up_to_date, timeout=90_000)
        choose_in_box(dialog.fields.chart, "The views of the presentation")
        qtbot.waitUntil(lambda: dialog.up_to_date, timeout=90_000)
        click(dialog.export)
        qtbot.waitUntil(path.is_file, timeout=90_000)

    with in_dialog(act, ExportDialog):
        key(window, KEY.Key_E, CTRL | SHIFT)
    captions = [view.caption for view in window.document.workspace.presentation.views]
    assert [slide.shapes.title.text for slide in Presentation(str(path)).slides] == captions


def test_the_replay_only_cuts_where_the_system_asks_for_no_motion(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_present_replay, "FRAME_MS", 1)
    monkeypatch.setattr(_present_replay, "_moves", lambda: False)
    window = start("agents-may-not-be")
    key(window, KEY.Key_F5, CTRL)
    stage = window.offers.presenting.shown
    assert stage is not None
    before = stage.stage.under.text()
    enter(window.assumptions.row(1, 0).value, "4 Wh/session")
    qtbot.waitUntil(lambda: window.simulator.at_rest)
    after = stage.stage.under.text()
    stage.replay()
    seen = {stage.stage.under.text()}
    stage._replay.frame.connect(lambda _shown: seen.add(stage.stage.under.text()))
    qtbot.waitUntil(lambda: not stage.replaying)
    assert len(seen) == 2
    assert stage.stage.under.text() == after != before
