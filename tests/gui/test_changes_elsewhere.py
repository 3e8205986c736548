"""Another program changes the plan or a preset meanwhile: it is noticed, and both versions are kept if need be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import Start, choose, click, enter, in_dialog
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from planner.gui.main_window import MainWindow
from planner.model.estimate import Estimate
from planner.model.workspace import Workspace, replace
from planner.store.files import read_plan, write_plan
from planner.store.guarded import ChangedElsewhere
from planner.store.presets import Preset, Presets

VALUE = ("scenarios", 0, "workloads", 0, "drivers", 0, "value")
MINE, THEIRS = "0.68 Wh/query", "0.99 Wh/query"


def shipped() -> Workspace:
    workspace = Presets().find("openai-average").workspace
    assert workspace is not None
    return workspace


def value_in(workspace: Workspace | None) -> str:
    assert workspace is not None
    text: str = workspace.scenarios[0].workloads[0].drivers[0].value.text
    return text


def change(window: MainWindow, value: str = MINE) -> None:
    enter(window.assumptions.row(0, 0).value, value)


def press(words: str) -> Callable[[QMessageBox], None]:
    def act(box: QMessageBox) -> None:
        click(next(button for button in box.buttons() if button.text().replace("&", "") == words))

    return act


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.aiplan"
    write_plan(path, shipped())
    return path


@pytest.fixture
def theirs() -> Workspace:
    return replace(shipped(), VALUE, Estimate.parse(THEIRS))


def own(title: str) -> Preset:
    return next(preset for preset in Presets().own() if preset.title == title)


# A plan's file


def test_saving_over_a_change_asks_and_keeps_both(start: Start, plan: Path, theirs: Workspace) -> None:
    window = start(plan)
    change(window)
    write_plan(plan, theirs)
    with in_dialog(press("Keep both"), QMessageBox) as titles:
        choose(window, "File", "Save")
    assert titles == ["Changed by another program"]
    mine = plan.with_name("plan (my version).aiplan")
    assert (value_in(read_plan(plan)), value_in(read_plan(mine))) == (THEIRS, MINE)
    assert window.document.file == mine
    assert not window.isWindowModified()
    assert "“plan (my version).aiplan”" in window.notice.words.text()
    change(window, "0.5 Wh/query")  # and from now on it is one's own
    choose(window, "File", "Save")
    assert (value_in(read_plan(plan)), value_in(read_plan(mine))) == (THEIRS, "0.5 Wh/query")


def test_the_others_version_can_be_taken_up_and_undo_brings_back_ones_own(
    start: Start, plan: Path, theirs: Workspace
) -> None:
    window = start(plan)
    change(window)
    write_plan(plan, theirs)
    with in_dialog(press("Reload"), QMessageBox):
        choose(window, "File", "Save")
    assert value_in(window.document.workspace) == value_in(read_plan(plan)) == THEIRS
    assert not window.isWindowModified()
    choose(window, "Edit", "Undo")
    assert value_in(window.document.workspace) == MINE
    assert window.isWindowModified()
    choose(window, "File", "Save")  # both have been seen: no question is left
    assert value_in(read_plan(plan)) == MINE


def test_the_others_version_can_be_replaced_and_is_asked_about_again_if_it_changed_again(
    start: Start, plan: Path, theirs: Workspace
) -> None:
    window = start(plan)
    change(window)
    write_plan(plan, theirs)
    with in_dialog(press("Cancel"), QMessageBox):
        choose(window, "File", "Save")
    assert value_in(read_plan(plan)) == THEIRS
    assert window.isWindowModified()
    with in_dialog(press("Overwrite"), QMessageBox):
        choose(window, "File", "Save")
    assert value_in(read_plan(plan)) == MINE
    assert not window.isWindowModified()


def test_a_file_that_became_unreadable_is_not_replaced_without_a_question(start: Start, plan: Path) -> None:
    window = start(plan)
    change(window)
    plan.write_text("{ half a file of a synchronising program")
    seen: list[str] = []

    def look(box: QMessageBox) -> None:
        seen.extend(button.text().replace("&", "") for button in box.buttons())
        press("Overwrite")(box)

    with in_dialog(look, QMessageBox):
        choose(window, "File", "Save")
    assert "Reload" not in seen
    assert value_in(read_plan(plan)) == MINE


def test_a_file_that_is_gone_or_holds_the_same_is_saved_without_a_question(start: Start, plan: Path) -> None:
    window = start(plan)
    change(window)
    plan.unlink()
    choose(window, "File", "Save")
    assert value_in(read_plan(plan)) == MINE
    write_plan(plan, read_plan(plan))  # touched, not changed
    change(window, "0.5 Wh/query")
    choose(window, "File", "Save")
    assert value_in(read_plan(plan)) == "0.5 Wh/query"


def test_recovered_work_does_not_replace_what_somebody_saved_since(start: Start, plan: Path, theirs: Workspace) -> None:
    crashed = start(plan)
    change(crashed)
    assert crashed.keeping.write()
    assert crashed.keeping._lock is not None
    crashed.keeping._lock.unlock()
    crashed.keeping._timer.stop()
    crashed.keeping._remove = lambda: None  # type: ignore[method-assign]
    write_plan(plan, theirs)
    window = start()
    click(window.notice.back)
    assert value_in(window.document.workspace) == MINE
    with in_dialog(press("Keep both"), QMessageBox):
        choose(window, "File", "Save")
    assert value_in(read_plan(plan)) == THEIRS
    assert value_in(read_plan(plan.with_name("plan (my version).aiplan"))) == MINE


def test_a_change_is_told_while_it_happens_and_can_be_taken_up(
    start: Start, plan: Path, theirs: Workspace, qtbot: QtBot
) -> None:
    window = start(plan)
    window.watching.start()
    write_plan(plan, theirs)
    qtbot.waitUntil(window.notice.isVisible, timeout=5000)
    assert window.notice.words.text() == "“plan.aiplan” was changed by another program."
    click(window.notice.back)
    assert value_in(window.document.workspace) == THEIRS
    assert not window.isWindowModified()


def test_a_change_under_unsaved_work_is_told_and_ones_own_saving_is_not(
    start: Start, plan: Path, theirs: Workspace, qtbot: QtBot
) -> None:
    window = start(plan)
    window.watching.start()
    change(window)
    choose(window, "File", "Save")
    window.watching.look()
    assert not window.notice.isVisible()
    change(window, "0.5 Wh/query")
    write_plan(plan, theirs)
    qtbot.waitUntil(window.notice.isVisible, timeout=5000)
    assert "you will be asked which version to keep" in window.notice.words.text()
    click(window.notice.close_button)
    window.watching.look()
    assert not window.notice.isVisible(), "one change is told once"


# Presets


def test_a_preset_that_another_program_changed_is_kept_beside_ones_own(start: Start, theirs: Workspace) -> None:
    Presets().save("Mine", shipped())
    window = start("Mine")
    change(window)
    Presets().save("Mine", theirs, replace=True)
    with in_dialog(press("Keep both"), QMessageBox):
        choose(window, "File", "Save")
    assert value_in(own("Mine").workspace) == THEIRS
    assert value_in(own("Mine (my version)").workspace) == MINE
    assert window.document.preset is not None
    assert window.document.preset.title == "Mine (my version)"
    assert not window.isWindowModified()


def test_saving_as_the_same_preset_asks_about_the_change_too(
    start: Start, theirs: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    Presets().save("Mine", shipped())
    window = start("Mine")
    change(window)
    Presets().save("Mine", theirs, replace=True)
    monkeypatch.setattr(type(window.filing), "_ask_name", lambda *_: ("Mine", True))
    monkeypatch.setattr(type(window.filing), "_confirm", lambda *_: True)
    with in_dialog(press("Cancel"), QMessageBox):
        assert not window.filing.save_preset()
    assert value_in(own("Mine").workspace) == THEIRS


def test_a_rename_does_not_lose_what_another_program_saved(theirs: Workspace) -> None:
    listed = Presets().save("Mine", shipped())
    Presets().save("Mine", theirs, replace=True)
    with pytest.raises(ChangedElsewhere, match="changed by another program"):
        Presets().rename(listed, "Renamed")
    assert value_in(own("Mine").workspace) == THEIRS


def test_a_preset_saved_by_another_program_appears_in_the_list(start: Start, qtbot: QtBot) -> None:
    window = start()
    window.watching.start()
    Presets().save("From elsewhere", shipped())
    rows = window.scenarios.presets
    qtbot.waitUntil(lambda: "From elsewhere" in [rows.item(row).text() for row in range(rows.count())], timeout=5000)
