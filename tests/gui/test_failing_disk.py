"""The disk fails under the window: the sentence says what and where, and the work stays in the window, unsaved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import SmallDisk, folder_of_nobody, small_disk, without_rights
from hands import Start, choose, enter
from PySide6.QtWidgets import QFileDialog

from planner.gui.main_window import MainWindow
from planner.store.files import read_plan, write_plan
from planner.store.presets import Presets

MINE = "0.68 Wh/query"


def plan_in(folder: Path, name: str = "plan.aiplan") -> Path:
    workspace = Presets().find("openai-average").workspace
    assert workspace is not None
    write_plan(folder / name, workspace)
    return folder / name


def change(window: MainWindow) -> None:
    enter(window.assumptions.row(0, 0).value, MINE)
    assert window.isWindowModified()


def value_in(path: Path) -> str:
    text: str = read_plan(path).scenarios[0].workloads[0].drivers[0].value.text
    return text


def refused(window: MainWindow, path: Path, reason: str) -> None:
    """Save, and expect the work to stay where it is."""
    choose(window, "File", "Save")
    words = window.notice.words.text()
    assert reason in words
    assert str(path) in words
    assert "Choose another place; nothing was lost" in words
    assert window.isWindowModified()
    assert window.assumptions.row(0, 0).value.text() == MINE


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_is_said_and_with_room_the_work_is_saved(start: Start, disk: SmallDisk) -> None:
    path = plan_in(disk.path)
    window = start(path)
    change(window)
    disk.fill()
    refused(window, path, "the disk is full")
    assert value_in(path) != MINE
    disk.free()
    choose(window, "File", "Save")
    assert value_in(path) == MINE
    assert not window.isWindowModified()


def test_a_disk_that_became_read_only_is_said_and_the_work_is_saved_elsewhere(
    start: Start, disk: SmallDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plan_in(disk.path)
    window = start(path)
    change(window)
    disk.protect()
    refused(window, path, "read-only")
    elsewhere = tmp_path / "elsewhere.aiplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(elsewhere), ""))
    choose(window, "File", "Save as…")
    assert value_in(elsewhere) == MINE
    assert not window.isWindowModified()


def test_a_lost_permission_is_said(start: Start) -> None:
    with folder_of_nobody() as folder:
        path = plan_in(folder)
        window = start(path)
        # Once with all rights: what is read from the checkout for a save may lie where only this user may look.
        enter(window.assumptions.row(0, 0).value, "0.5 Wh/query")
        choose(window, "File", "Save")
        change(window)
        with without_rights():
            folder.chmod(0o500)
            refused(window, path, "permission is denied")
        assert value_in(path) != MINE


def test_a_folder_that_vanished_is_said(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = plan_in(folder)
    window = start(path)
    change(window)
    shutil.rmtree(folder)
    refused(window, path, "the folder is not there")


@pytest.mark.skipif(os.name != "posix", reason="links as on POSIX")
def test_a_link_is_opened_saved_through_and_kept(start: Start, tmp_path: Path) -> None:
    real, link = plan_in(tmp_path), tmp_path / "link.aiplan"
    link.symlink_to(real.name)
    window = start(link)
    change(window)
    choose(window, "File", "Save")
    assert link.is_symlink()
    assert value_in(real) == MINE


@pytest.mark.skipif(os.name != "posix", reason="names as on POSIX")
def test_a_file_whose_name_is_in_another_encoding_is_opened_saved_and_opened_again(
    start: Start, tmp_path: Path
) -> None:
    path = plan_in(tmp_path, os.fsdecode(b"pl\xe4n.aiplan"))
    window = start(path)
    assert window.document.file == path
    change(window)
    choose(window, "File", "Save")
    assert os.listdir(os.fsencode(tmp_path)) == [b"pl\xe4n.aiplan"]
    assert value_in(path) == MINE
    window.close()
    again = start()
    assert again.document.file == path
    assert again.assumptions.row(0, 0).value.text() == MINE


def test_a_name_that_is_too_long_is_said(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = start("openai-average")
    change(window)
    path = tmp_path / ("ä" * 130 + ".aiplan")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path), ""))
    refused(window, path, "the name is too long")
    assert list(tmp_path.iterdir()) == []
