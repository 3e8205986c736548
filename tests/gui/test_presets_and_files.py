"""Plans are kept: as presets under a name, as files anywhere, and nothing is lost without a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hands import (
    CTRL,
    Start,
    answer,
    choose,
    choose_in_menu,
    click,
    click_row,
    context_menu,
    enter,
    in_dialog,
    key,
    row_of,
    type_over,
)
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QListWidget, QMessageBox, QWidget
from test_first_start import OPENAI, SENTENCE, open_preset

from planner.gui.main_window import MainWindow
from planner.store.files import read_plan, write_plan
from planner.store.folders import presets_folder
from planner.store.presets import Presets

Button = QMessageBox.StandardButton
FIRST = "Chat and agents to 2035"


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names to answer with when a name is asked for; with none left the question is cancelled."""
    names: list[str] = []

    def ask(*_args: object, **_more: object) -> tuple[str, bool]:
        return (names.pop(0), True) if names else ("", False)

    monkeypatch.setattr(QInputDialog, "getText", ask)
    return names


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths to answer with when a file is asked for; with none left the question is cancelled."""
    paths: list[str] = []

    def one(*_args: object, **_more: object) -> tuple[str, str]:
        return (paths.pop(0) if paths else "", "")

    def many(*_args: object, **_more: object) -> tuple[list[str], str]:
        taken, paths[:] = list(paths), []
        return taken, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", many)
    return paths


def presets(window: MainWindow) -> QListWidget:
    return window.scenarios.presets


def titles(window: MainWindow) -> list[str]:
    return [presets(window).item(row).text() for row in range(presets(window).count())]


def tag(window: MainWindow, title: str) -> str:
    words: str = presets(window).item(row_of(presets(window), title)).data(Qt.ItemDataRole.UserRole + 1)
    return words


def change(window: MainWindow) -> None:
    enter(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    assert window.isWindowModified()


def plan_file(path: Path) -> Path:
    workspace = Presets().find("openai-average").workspace
    assert workspace is not None
    write_plan(path, workspace)
    return path


def shown(window: MainWindow) -> str:
    return window.bar._title.text()


# Presets


def test_a_plan_is_kept_as_a_preset_and_found_again_at_the_next_start(start: Start, named: list[str]) -> None:
    window = start()
    change(window)
    named.append("My plan")
    click(window.scenarios.save_preset)
    assert shown(window) == "My plan"
    assert not window.isWindowModified()
    assert tag(window, "My plan") == "yours"
    assert titles(window)[0] == "My plan"  # in sight, however many ship
    assert "My plan" in window.notice.words.text()
    assert window.document.workspace.title == "My plan"  # what an export is called
    kept = window.document.workspace.scenarios
    window.close()
    again = start()
    assert shown(again) == "My plan"
    open_preset(again, FIRST)
    open_preset(again, "My plan")
    assert again.document.workspace.scenarios == kept
    assert again.assumptions.row(0, 0).value.text() == "0.68 Wh/query"


def test_a_preset_of_ones_own_is_saved_again_without_a_question(window: MainWindow, named: list[str]) -> None:
    named.append("My plan")
    key(window, Qt.Key.Key_P, CTRL)
    change(window)
    key(window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()
    again = Presets().find("My plan").workspace
    assert again is not None
    assert again.scenarios == window.document.workspace.scenarios


def test_a_name_that_is_taken_asks_before_it_replaces(window: MainWindow, named: list[str]) -> None:
    named.extend(["My plan", "my PLAN", "My plan"])
    key(window, Qt.Key.Key_P, CTRL)
    before = Presets().find("My plan").workspace
    change(window)
    with in_dialog(answer(Button.No), QMessageBox):
        key(window, Qt.Key.Key_P, CTRL)
    assert Presets().find("My plan").workspace == before
    assert window.isWindowModified()
    with in_dialog(answer(Button.Yes), QMessageBox):
        key(window, Qt.Key.Key_P, CTRL)
    assert Presets().find("My plan").workspace != before
    assert titles(window).count("My plan") == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_name_that_cannot_be_is_refused_in_words(window: MainWindow, named: list[str], name: str) -> None:
    named.append(name)
    key(window, Qt.Key.Key_P, CTRL)
    assert "needs a name" in window.notice.words.text()
    assert Presets().own() == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "Ünïcödé 日本語 🙂", "a/b\\c:d*e?", "."])
def test_any_name_people_write_can_be_a_preset(start: Start, named: list[str], name: str) -> None:
    window = start()
    named.append(name)
    key(window, Qt.Key.Key_P, CTRL)
    assert tag(window, name) == "yours"
    assert [path.parent for path in presets_folder().rglob("*.aiplan")] == [presets_folder()]


def test_a_preset_is_renamed_with_f2_and_stays_open_under_its_new_name(window: MainWindow, named: list[str]) -> None:
    named.extend(["My plan", "Her plan"])
    key(window, Qt.Key.Key_P, CTRL)
    click_row(presets(window), row_of(presets(window), "My plan"))
    key(window, Qt.Key.Key_F2)
    assert "My plan" not in titles(window)
    assert tag(window, "Her plan") == "yours"
    assert shown(window) == "Her plan"
    assert len(list(presets_folder().glob("*.aiplan"))) == 1


def test_a_shipped_preset_is_neither_renamed_nor_deleted_and_says_why(window: MainWindow, named: list[str]) -> None:
    named.append("Mine now")
    click_row(presets(window), row_of(presets(window), OPENAI))
    key(window, Qt.Key.Key_F2)
    assert named == ["Mine now"], "a name was asked for in vain"
    assert "ships with the program" in window.notice.words.text()
    click(window.notice.close_button)
    key(window, Qt.Key.Key_Delete)
    assert "ships with the program" in window.notice.words.text()
    assert OPENAI in titles(window)


def test_a_shipped_preset_is_duplicated_to_make_it_ones_own(window: MainWindow) -> None:
    for _again in range(2):
        context_menu(presets(window), row_of(presets(window), OPENAI))
        choose_in_menu("Duplicate")
    own = [preset.title for preset in Presets().own()]
    assert own == [OPENAI, f"{OPENAI} (2)"]


def test_a_deleted_preset_comes_back_by_the_button_of_the_notice(window: MainWindow, named: list[str]) -> None:
    named.append("My plan")
    key(window, Qt.Key.Key_P, CTRL)
    open_preset(window, FIRST)
    kept = Presets().find("My plan").workspace
    click_row(presets(window), row_of(presets(window), "My plan"))
    key(window, Qt.Key.Key_Delete)
    assert "My plan" not in titles(window)
    assert window.notice.back.text() == "Undo the deletion"
    click(window.notice.back)
    assert tag(window, "My plan") == "yours"
    assert Presets().find("My plan").workspace == kept


def test_the_open_preset_that_is_deleted_is_unsaved_until_it_comes_back(window: MainWindow, named: list[str]) -> None:
    named.append("My plan")
    key(window, Qt.Key.Key_P, CTRL)
    click_row(presets(window), row_of(presets(window), "My plan"))
    key(window, Qt.Key.Key_Delete)
    assert window.isWindowModified()  # what is on the screen is kept nowhere now
    click(window.notice.back)
    assert not window.isWindowModified()
    assert shown(window) == "My plan"
    change(window)
    key(window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()


def test_a_broken_preset_is_listed_with_its_reason_and_left_alone(start: Start) -> None:
    broken = presets_folder() / "broken.aiplan"
    broken.parent.mkdir(parents=True)
    broken.write_text('{"format": "ai-energy-plan", "schema": 1')
    window = start()
    assert tag(window, "broken") == "broken"
    assert "JSON" in presets(window).item(row_of(presets(window), "broken")).toolTip()
    before = window.document.workspace
    open_preset(window, "broken")
    assert "JSON" in window.notice.words.text()
    assert window.document.workspace == before
    assert broken.read_text() == '{"format": "ai-energy-plan", "schema": 1'


def test_a_preset_is_exported_and_imported_again(window: MainWindow, chosen: list[str], tmp_path: Path) -> None:
    chosen.append(str(tmp_path / "out"))
    context_menu(presets(window), row_of(presets(window), OPENAI))
    choose_in_menu("Export…")
    assert [path.name for path in tmp_path.iterdir()] == ["out.aiplan"]
    assert shown(window) == FIRST
    chosen.append(str(tmp_path / "out.aiplan"))
    choose(window, "File", "Import presets…")
    assert [preset.title for preset in Presets().own()] == [OPENAI]


def test_of_several_imports_each_that_fails_is_named(window: MainWindow, chosen: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.aiplan").write_text("{}")
    chosen.extend([str(tmp_path / "bad.aiplan"), str(plan_file(tmp_path / "good.aiplan"))])
    choose(window, "File", "Import presets…")
    assert "bad.aiplan" in window.notice.words.text()
    assert "good.aiplan" in window.notice.words.text()
    assert [preset.title for preset in Presets().own()] == [OPENAI]


# Files


def test_a_plan_is_saved_as_a_file_and_opened_again(start: Start, chosen: list[str], tmp_path: Path) -> None:
    window = start()
    change(window)
    chosen.append(str(tmp_path / "plan"))
    choose(window, "File", "Save as…")
    path = tmp_path / "plan.aiplan"
    assert shown(window) == "plan.aiplan"
    assert not window.isWindowModified()
    assert read_plan(path) == window.document.workspace
    kept = window.document.workspace
    open_preset(window, OPENAI)
    chosen.append(str(path))
    choose(window, "File", "Open…")
    assert window.document.workspace == kept
    assert window.assumptions.row(0, 0).value.text() == "0.68 Wh/query"


def test_saving_again_writes_the_same_file(start: Start, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    window = start(path)
    change(window)
    key(window, Qt.Key.Key_S, CTRL)
    assert json.loads(path.read_text())["scenarios"][0]["workloads"][0]["drivers"][0]["value"] == "0.68 Wh/query"
    assert not window.isWindowModified()


def test_a_save_takes_what_is_still_being_typed(start: Start, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    window = start(path)
    type_over(window.assumptions.row(0, 0).value, "0.68 Wh/query")
    key(window, Qt.Key.Key_S, CTRL)
    assert read_plan(path).scenarios[0].workloads[0].drivers[0].value.text == "0.68 Wh/query"


def test_a_name_without_an_ending_never_replaces_a_file_unasked(
    window: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    before = path.read_bytes()
    chosen.append(str(tmp_path / "plan"))  # the file dialog has asked about “plan” only, which does not exist
    with in_dialog(answer(Button.No), QMessageBox):
        choose(window, "File", "Save as…")
    assert path.read_bytes() == before


def test_a_change_marks_the_title_and_undoing_it_takes_the_mark_away(window: MainWindow) -> None:
    assert not window.bar._modified.isVisible()
    change(window)
    assert window.bar._modified.isVisible()
    choose(window, "Edit", "Undo")
    assert not window.bar._modified.isVisible()
    assert not window.isWindowModified()


def test_a_file_that_cannot_be_written_is_said_and_the_change_stays_marked(
    window: MainWindow, chosen: list[str], tmp_path: Path
) -> None:
    change(window)
    chosen.append(str(tmp_path / "nowhere" / "plan.aiplan"))
    choose(window, "File", "Save as…")
    assert "cannot be written" in window.notice.words.text()
    assert window.isWindowModified()
    assert shown(window) == FIRST


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "JSON"),
        ('{"format": "ai-energy-plan", "schema": 99, "scenarios": []}', "newer"),
        ('{"format": "something"}', "format"),
        ("", "JSON"),
    ],
)
def test_opening_a_broken_file_says_why_and_changes_nothing(
    window: MainWindow, chosen: list[str], tmp_path: Path, content: str, words: str
) -> None:
    (tmp_path / "bad.aiplan").write_text(content)
    change(window)
    before = window.document.workspace
    chosen.append(str(tmp_path / "bad.aiplan"))
    choose(window, "File", "Open…")
    assert "Not opened" in window.notice.words.text()
    assert "bad.aiplan" in window.notice.words.text()
    assert words in window.notice.words.text()
    assert window.document.workspace == before
    assert window.document.history.canUndo()
    assert window.isWindowModified()


# Recent files


def test_recent_files_are_listed_newest_first_and_opened_once(start: Start, chosen: list[str], tmp_path: Path) -> None:
    one, two = plan_file(tmp_path / "one.aiplan"), plan_file(tmp_path / "two & a half.aiplan")
    window = start(one)
    chosen.append(str(two))
    choose(window, "File", "Open…")
    recent = window.actions_by_name.recent
    assert [action.data() for action in recent.actions()] == [str(two), str(one)]
    change(window)
    with in_dialog(answer(Button.Discard), QMessageBox) as asked:
        choose(window, "File", "Open recent", str(one))
    assert len(asked) == 1
    assert shown(window) == "one.aiplan"
    assert [action.data() for action in recent.actions()] == [str(one), str(two)]
    window.close()
    again = start()
    assert [action.data() for action in again.actions_by_name.recent.actions()] == [str(one), str(two)]
    assert shown(again) == "one.aiplan"


def test_a_recent_file_that_is_gone_is_said(start: Start, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "one.aiplan")
    window = start(path)
    path.unlink()
    open_preset(window, OPENAI)
    choose(window, "File", "Open recent", str(path))
    assert "no such file" in window.notice.words.text()
    assert shown(window) == OPENAI


# Closing and leaving


def test_closing_with_changes_asks_and_cancel_stays(window: MainWindow) -> None:
    change(window)
    with in_dialog(answer(Button.Cancel), QMessageBox):
        key(window, Qt.Key.Key_Q, CTRL)
    assert window.isVisible()
    assert window.isWindowModified()


def test_closing_with_changes_asks_and_escape_is_cancel(window: MainWindow) -> None:
    change(window)

    def escape(box: QMessageBox) -> None:
        key(box, Qt.Key.Key_Escape)

    with in_dialog(escape, QMessageBox):
        window.close()
    assert window.isVisible()


def test_closing_with_changes_asks_and_discard_leaves_the_file_as_it_was(start: Start, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    before = path.read_bytes()
    window = start(path)
    change(window)
    with in_dialog(answer(Button.Discard), QMessageBox):
        window.close()
    assert not window.isVisible()
    assert path.read_bytes() == before


def test_closing_with_changes_asks_and_save_writes_them(start: Start, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    window = start(path)
    change(window)
    with in_dialog(answer(Button.Save), QMessageBox):
        window.close()
    assert not window.isVisible()
    assert read_plan(path).scenarios[0].workloads[0].drivers[0].value.text == "0.68 Wh/query"


def test_saving_on_closing_without_a_place_asks_for_one_and_cancelling_that_stays(
    window: MainWindow, chosen: list[str]
) -> None:
    change(window)
    with in_dialog(answer(Button.Save), QMessageBox):
        window.close()
    assert window.isVisible()
    assert window.isWindowModified()


def test_closing_without_changes_asks_nothing(window: MainWindow) -> None:
    window.close()
    assert not window.isVisible()


def test_opening_something_else_asks_about_changes_first(window: MainWindow) -> None:
    change(window)
    with in_dialog(answer(Button.Cancel), QMessageBox):
        open_preset(window, OPENAI)
    assert shown(window) == FIRST
    with in_dialog(answer(Button.Discard), QMessageBox):
        open_preset(window, OPENAI)
    assert window.chart.headline.text() == SENTENCE


def test_a_new_plan_begins_with_one_scenario_that_is_kept_nowhere(window: MainWindow, chosen: list[str]) -> None:
    key(window, Qt.Key.Key_N, CTRL)
    assert shown(window) == "New plan"
    assert [scenario.name for scenario in window.document.workspace.scenarios] == ["New scenario"]
    assert not window.document.history.canUndo()
    assert window.scenarios.presets.current() is None


# Drag and drop


def drop(window: MainWindow, target: QWidget, *paths: Path) -> bool:
    """Drop files as the desktop does: to the widget under the mouse, or the first around it that takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText(str(paths[0]))  # file managers say it in words as well
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = QPointF(target.rect().center())
    enter_event = QDragEnterEvent(middle.toPoint(), copy, data, left, none)
    widget: QWidget | None = target
    while widget is not None:
        if widget.acceptDrops():
            enter_event.ignore()
            QApplication.sendEvent(widget, enter_event)
            if enter_event.isAccepted():
                event = QDropEvent(middle, copy, data, left, none)
                QApplication.sendEvent(widget, event)
                return event.isAccepted()
        widget = widget.parentWidget()
    return False


def test_a_plan_file_dropped_anywhere_on_the_window_is_opened(window: MainWindow, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    for target in (
        window,
        window.chart.plot,
        window.chart.plot._canvas.viewport(),
        window.scenarios.scenarios.viewport(),
        window.scenarios.presets.viewport(),
        window.assumptions.row(0, 0).value.line_edit,
    ):
        open_preset(window, FIRST)
        assert drop(window, target, path), target
        assert shown(window) == "plan.aiplan", target
        assert not window.isWindowModified()


def test_a_dropped_file_that_is_no_plan_is_not_taken(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"")
    assert not drop(window, window.chart, tmp_path / "photo.jpg")
    assert shown(window) == FIRST


def test_a_plan_file_with_a_loud_ending_is_taken_too(window: MainWindow, tmp_path: Path) -> None:
    plan_file(tmp_path / "PLAN.AIPLAN")
    assert drop(window, window, tmp_path / "PLAN.AIPLAN")
    assert shown(window) == "PLAN.AIPLAN"


def test_dropping_a_file_asks_about_changes_first(window: MainWindow, tmp_path: Path) -> None:
    path = plan_file(tmp_path / "plan.aiplan")
    change(window)
    with in_dialog(answer(Button.Cancel), QMessageBox):
        drop(window, window, path)
    assert shown(window) == FIRST
    assert window.isWindowModified()
