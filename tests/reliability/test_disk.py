"""Whatever becomes of the disk under it, what was there stays whole, and a sentence names the file and the remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from disks import SmallDisk, folder_of_nobody, small_disk, without_rights
from strategies import PLAIN_CHAIN, scenario_of

from planner.cli.main import cli
from planner.export.files import write
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.autosave import read_autosave, write_autosave
from planner.store.files import read_plan, write_plan
from planner.store.presets import Presets
from planner.store.settings import Settings, load_settings, save_settings

posix_only = pytest.mark.skipif(os.name != "posix", reason="links and names as on POSIX")
LONG = "n" * 9_000
"""Notes so long that what holds them does not fit into what a full disk has left."""


def plan(title: str) -> Workspace:
    return Workspace((scenario_of(*PLAIN_CHAIN, name=title),), title=title, notes=LONG)


def write_to_plan(folder: Path, title: str) -> None:
    write_plan(folder / "kept.aiplan", plan(title))


def write_to_preset(folder: Path, title: str) -> None:
    Presets(folder).save("kept", plan(title), replace=True)


def write_to_settings(folder: Path, title: str) -> None:
    save_settings(Settings(last=title, recent=(LONG,)), folder / "kept.json")


def write_to_autosave(folder: Path, title: str) -> None:
    write_autosave(folder / "kept.json", plan(title), "")


def write_export(folder: Path, title: str) -> None:
    write(folder / "kept.csv", f"{title}\n{LONG}".encode())


Write = Callable[[Path, str], None]
every_writing = pytest.mark.parametrize(
    "write_to", [write_to_plan, write_to_preset, write_to_settings, write_to_autosave, write_export]
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".filler"}


def refused(write_to: Write, folder: Path, reason: str) -> None:
    """Expect a refusal that names the file, the reason and the remedy, and leaves everything as it was."""
    before = contents(folder)
    with pytest.raises(Fault, match=reason) as fault:
        write_to(folder, "new")
    assert str(folder / "kept") in str(fault.value)
    assert "Choose another place; nothing was lost" in str(fault.value)
    assert contents(folder) == before


@every_writing
def test_a_full_disk_leaves_the_old_file_whole_and_is_mended_by_room(disk: SmallDisk, write_to: Write) -> None:
    write_to(disk.path, "old")
    old = contents(disk.path)
    disk.fill()
    refused(write_to, disk.path, "the disk is full")
    disk.free()
    write_to(disk.path, "new")
    assert contents(disk.path).keys() == old.keys()
    assert contents(disk.path) != old


@every_writing
def test_a_disk_that_became_read_only_is_said(disk: SmallDisk, write_to: Write) -> None:
    write_to(disk.path, "old")
    disk.protect()
    refused(write_to, disk.path, "the disk is read-only|permission is denied")
    disk.protect("rw")
    write_to(disk.path, "new")


@every_writing
def test_a_lost_permission_is_said(write_to: Write) -> None:
    with folder_of_nobody() as folder, without_rights():
        write_to(folder, "old")
        folder.chmod(0o500)
        refused(write_to, folder, "permission is denied")
        folder.chmod(0o700)
        write_to(folder, "new")


@every_writing
def test_a_write_protected_file_is_not_replaced(write_to: Write) -> None:
    with folder_of_nobody() as folder, without_rights():
        write_to(folder, "old")
        for path in folder.iterdir():
            path.chmod(0o400)
        refused(write_to, folder, "permission is denied")


def test_a_folder_that_vanished_is_said_for_plans_and_exports_and_made_again_for_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    for write_to in (write_to_plan, write_export):
        with pytest.raises(Fault, match="the folder is not there"):
            write_to(folder, "new")
        assert not folder.exists()
    for write_to in (write_to_preset, write_to_settings, write_to_autosave):
        write_to(folder, "new")
        assert len(contents(folder)) == 1
        shutil.rmtree(folder)


@posix_only
@pytest.mark.parametrize("write_to", [write_to_plan, write_to_settings, write_to_autosave, write_export])
def test_a_link_is_written_through_and_kept(tmp_path: Path, write_to: Write) -> None:
    (tmp_path / "own").mkdir()
    write_to(tmp_path / "own", "old")
    (real,) = (tmp_path / "own").iterdir()
    elsewhere = tmp_path / "elsewhere"
    real.rename(elsewhere)
    real.symlink_to(elsewhere)
    write_to(tmp_path / "own", "new")
    assert real.is_symlink()
    assert b"new" in elsewhere.read_bytes()
    assert len(list((tmp_path / "own").iterdir())) == 1


@posix_only
def test_a_name_in_another_encoding_is_kept_to_the_byte(tmp_path: Path) -> None:
    name = os.fsdecode(b"pl\xe4n.aiplan")
    write_plan(tmp_path / name, plan("of old"))
    assert os.listdir(os.fsencode(tmp_path)) == [b"pl\xe4n.aiplan"]
    assert read_plan(tmp_path / name).title == "of old"
    kept = tmp_path / "unsaved.json"
    write_autosave(kept, plan("unsaved"), str(tmp_path / name))
    assert os.fsencode(read_autosave(kept).file) == os.fsencode(tmp_path / name)
    save_settings(Settings(last=str(tmp_path / name), recent=(name,)), tmp_path / "settings.json")
    found, problem = load_settings(tmp_path / "settings.json")
    assert (os.fsencode(found.last), problem) == (os.fsencode(tmp_path / name), "")
    assert found.recent == (name,)


def test_a_path_longer_than_a_name_may_be_is_said(tmp_path: Path) -> None:
    for name in ("ä" * 130 + ".aiplan", "x" * 255 + ".aiplan"):
        with pytest.raises(Fault, match="the name is too long"):
            write_plan(tmp_path / name, plan("new"))
    longest = "ä" * 124 + ".aiplan"  # 255 bytes
    write_plan(tmp_path / longest, plan("new"))
    assert read_plan(tmp_path / longest).title == "new"
    deep = tmp_path / "/".join(["d" * 100] * 10)
    deep.mkdir(parents=True)
    write_plan(deep / "deep.aiplan", plan("new"))
    assert read_plan(deep / "deep.aiplan").title == "new"


@pytest.mark.parametrize("ending", ["svg", "csv", "xlsx", "html"])
def test_an_export_to_a_full_disk_is_one_sentence_and_no_file(disk: SmallDisk, ending: str) -> None:
    disk.fill()
    target = disk.path / f"chart.{ending}"
    result = CliRunner().invoke(cli, ["export", "openai-average", "--chart", "timeline", "-o", str(target)])
    assert result.exit_code == 2, result.output
    assert result.stderr.count("\n") == 1
    assert "the disk is full" in result.stderr
    assert str(target) in result.stderr
    assert contents(disk.path) == {}
