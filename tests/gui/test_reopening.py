"""Exported files come back as the plan they were made from: dropped, opened from the menu, named on the start."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hands import CTRL, Start, answer, click, in_dialog, key
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from planner.export.exhibits import exhibit
from planner.export.files import to_bytes
from planner.export.pack import Pack, prepare
from planner.gui.main_window import MainWindow
from planner.model.workspace import Workspace
from planner.store.presets import Presets

FORMATS = ("png", "svg", "pdf", "pptx", "xlsx", "html")


@pytest.fixture(scope="module")
def pack() -> Pack:
    workspace = Presets().find("chat-is-small").workspace
    assert workspace is not None
    return prepare(attrs.evolve(workspace, title="Found a year later"))


@pytest.fixture
def plan(pack: Pack) -> Workspace:
    return pack.workspace


def exported(pack: Pack, folder: Path, form: str, *, with_plan: bool = True) -> Path:
    path = folder / f"found.{form}"
    path.write_bytes(to_bytes(pack, [exhibit(pack, "timeline")], form, with_plan=with_plan))
    return path


def drop(window: MainWindow, path: Path) -> bool:
    """Drop a file on the window; return whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = window.rect().center()
    entering = QDragEnterEvent(middle, copy, data, left, none)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), copy, data, left, none))
    return True


@pytest.mark.parametrize("form", FORMATS)
def test_a_dropped_export_opens_as_its_plan(
    window: MainWindow, pack: Pack, plan: Workspace, tmp_path: Path, form: str
) -> None:
    assert drop(window, exported(pack, tmp_path, form))
    assert window.document.workspace == plan
    assert window.filing.name == "Found a year later"
    assert window.document.file is None  # saving must not write a plan over the picture
    assert not window.isWindowModified()
    assert window.notice.words.text() == f"This is the plan that found.{form} was made from"


def test_the_menu_opens_an_export(
    window: MainWindow, pack: Pack, plan: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(pack, tmp_path, "png")
    kinds: list[str] = []

    def choose(_parent: object, _title: str, _start: str, filters: str) -> tuple[str, str]:
        kinds.append(filters)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    key(window, Qt.Key.Key_O, CTRL)
    assert window.document.workspace == plan
    assert "*.pptx" in kinds[0]


def test_the_program_starts_with_an_export(start: Start, pack: Pack, plan: Workspace, tmp_path: Path) -> None:
    window = start(exported(pack, tmp_path, "pdf"))
    assert window.document.workspace == plan
    assert window.document.file is None


def test_unsaved_changes_are_asked_about_first(window: MainWindow, pack: Pack, plan: Workspace, tmp_path: Path) -> None:
    path = exported(pack, tmp_path, "svg")
    click(window.scenarios.add)
    changed = window.document.workspace
    with in_dialog(answer(QMessageBox.StandardButton.Cancel), QMessageBox):
        drop(window, path)
    assert window.document.workspace == changed
    with in_dialog(answer(QMessageBox.StandardButton.Discard), QMessageBox):
        drop(window, path)
    assert window.document.workspace == plan


def test_an_export_without_a_plan_is_a_sentence(window: MainWindow, pack: Pack, tmp_path: Path) -> None:
    before = window.document.workspace
    drop(window, exported(pack, tmp_path, "png", with_plan=False))
    assert window.document.workspace == before
    assert window.notice.words.text().startswith("Not opened. found.png: it carries no plan")


def test_an_export_that_was_changed_is_a_sentence(window: MainWindow, pack: Pack, tmp_path: Path) -> None:
    path = exported(pack, tmp_path, "svg")
    content = path.read_text("utf-8")
    assert "Found a year later" in content
    path.write_text(content.replace("Found a year later", "Found a year laten"), "utf-8")
    drop(window, path)
    assert "changed after the export" in window.notice.words.text()


def test_a_damaged_export_named_on_the_start_opens_the_window_all_the_same(start: Start, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    window = start(tmp_path / "photo.png")
    assert window.document.preset is not None
    assert "it carries no plan" in window.notice.words.text()


def test_saving_a_reopened_plan_asks_where_to(
    window: MainWindow, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(pack, tmp_path, "png")
    picture = path.read_bytes()
    drop(window, path)
    asked: list[str] = []

    def nowhere(_parent: object, _title: str, start: str, _kinds: str, **_more: object) -> tuple[str, str]:
        asked.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    key(window, Qt.Key.Key_S, CTRL)
    assert [Path(start).name for start in asked] == ["Found a year later.aiplan"]
    assert path.read_bytes() == picture
