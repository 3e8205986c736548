"""Whole files: at any moment the file on disk is the old one or the new one, and a failure is said in words."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from disks import folder_of_nobody, without_rights
from strategies import PLAIN_CHAIN, scenario_of

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import files
from planner.store.files import read_bytes, read_plan, write_atomically, write_plan
from planner.store.json_text import MAX_BYTES

posix_only = pytest.mark.skipif(os.name != "posix", reason="permission bits and links as on POSIX")


def plan(name: str = "Plan") -> Workspace:
    return Workspace((scenario_of(*PLAIN_CHAIN, name=name),))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failing(number: int):
    def fail(*_args, **_options):
        raise OSError(number, os.strerror(number))

    return fail


# Writing -----------------------------------------------------------------------------------------------------------


def test_a_plan_comes_back_from_its_file(tmp_path):
    write_plan(tmp_path / "a.aiplan", plan())
    assert read_plan(tmp_path / "a.aiplan") == plan()
    assert list(contents(tmp_path)) == ["a.aiplan"]


def test_a_file_is_utf_8_with_plain_line_ends_and_no_byte_order_mark(tmp_path):
    write_plan(tmp_path / "a.aiplan", plan("能量 😀"))
    content = (tmp_path / "a.aiplan").read_bytes()
    assert content.startswith(b"{\n")
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert "能量 😀".encode() in content


def test_a_file_is_replaced_by_the_new_content_whole(tmp_path):
    path = tmp_path / "a"
    write_atomically(path, b"old and long")
    write_atomically(path, b"new")
    assert contents(tmp_path) == {"a": b"new"}


@pytest.mark.parametrize("name", ["ä b.aiplan", "能量.aiplan", "-rf", ".hidden", "a'b\"c", "x" * 200])
def test_a_file_of_any_name_is_written(tmp_path, name):
    if os.name == "nt" and '"' in name:
        pytest.skip("Windows has no such names")
    write_plan(tmp_path / name, plan())
    assert read_plan(tmp_path / name) == plan()


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "chmod", "replace", "fdopen"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_failing_step_leaves_the_old_file_whole_and_no_other_behind(tmp_path, monkeypatch, step, number):
    path = tmp_path / "a.aiplan"
    path.write_bytes(b"old")
    module = files.tempfile if step == "mkstemp" else files.os
    with monkeypatch.context() as patch:
        patch.setattr(module, step, failing(number))
        with pytest.raises(Fault, match="cannot be written") as fault:
            write_atomically(path, b"new")
    assert contents(tmp_path) == {"a.aiplan": b"old"}
    assert str(path) in str(fault.value)
    assert "nothing was lost" in str(fault.value)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_step_of_a_new_file_leaves_nothing_behind(tmp_path, monkeypatch, step):
    with monkeypatch.context() as patch:
        patch.setattr(files.os, step, failing(errno.ENOSPC))
        with pytest.raises(Fault, match="disk is full"):
            write_plan(tmp_path / "a.aiplan", plan())
    assert contents(tmp_path) == {}


def test_an_interrupt_leaves_the_old_file_whole_and_no_other_behind(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def interrupt(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(path, b"new")
    assert contents(tmp_path) == {"a": b"old"}


@posix_only
def test_a_folder_that_cannot_be_flushed_does_not_make_a_saved_file_a_failure(tmp_path, monkeypatch):
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(files.os, "fsync", only_files)
    write_atomically(tmp_path / "a", b"new")
    assert contents(tmp_path) == {"a": b"new"}


def test_the_content_is_on_disk_before_the_name_points_at_it(tmp_path, monkeypatch):
    done = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)
        monkeypatch.setattr(files.os, step, lambda *args, step=step, real=real: (done.append(step), real(*args))[1])
    write_atomically(tmp_path / "a", b"new")
    assert done[:2] == ["fsync", "replace"]


def test_a_missing_folder_is_said_and_not_made(tmp_path):
    with pytest.raises(Fault, match="folder is not there"):
        write_plan(tmp_path / "missing" / "a.aiplan", plan())
    assert contents(tmp_path) == {}


def test_a_file_cannot_be_written_over_a_folder(tmp_path):
    folder = tmp_path / "a.aiplan"
    folder.mkdir()
    with pytest.raises(Fault, match="cannot be written"):
        write_plan(folder, plan())
    assert [path.name for path in tmp_path.iterdir()] == ["a.aiplan"]
    assert list(folder.iterdir()) == []


def test_a_file_cannot_be_written_below_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(Fault, match="cannot be written"):
        write_plan(tmp_path / "a" / "b.aiplan", plan())
    assert contents(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_a_name_that_no_disk_takes_is_refused_in_words(tmp_path, name):
    with pytest.raises(Fault, match="cannot be written"):
        write_plan(tmp_path / name, plan())
    assert contents(tmp_path) == {}


def test_a_folder_that_cannot_be_written_is_said():
    with folder_of_nobody() as closed:
        with without_rights():
            closed.chmod(0o500)
            with pytest.raises(Fault, match="permission is denied"):
                write_plan(closed / "a.aiplan", plan())
        assert contents(closed) == {}


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o664, 0o755])
def test_a_replaced_file_keeps_its_permissions(tmp_path, mode):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix_only
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_gets_the_permissions_that_any_new_file_gets(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "a", b"new")
        (tmp_path / "b").write_bytes(b"new")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@posix_only
def test_a_link_is_followed_and_stays(tmp_path):
    real, link = tmp_path / "real" / "a.aiplan", tmp_path / "link.aiplan"
    real.parent.mkdir()
    write_plan(real, plan("old"))
    link.symlink_to(real)
    write_plan(link, plan("new"))
    assert link.is_symlink()
    assert read_plan(real) == read_plan(link) == plan("new")
    assert [path.name for path in real.parent.iterdir()] == ["a.aiplan"]


@posix_only
def test_a_link_to_nothing_yet_makes_the_file_it_points_at(tmp_path):
    link = tmp_path / "link"
    link.symlink_to("target")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@posix_only
def test_a_link_that_leads_in_a_circle_is_refused_in_words(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(Fault, match="cannot be written"):
        write_atomically(tmp_path / "a", b"new")
    with pytest.raises(Fault, match="cannot be read"):
        read_bytes(tmp_path / "a")


def test_what_a_killed_program_left_half_written_is_taken_away_by_the_next_writing(tmp_path):
    old, young = tmp_path / ".saving-old.tmp", tmp_path / ".saving-young.tmp"
    for path in (old, young, tmp_path / ".saving-other"):
        path.write_bytes(b"half")
        os.utime(path, (1, 1))
    young.touch()  # somebody may be writing it
    write_atomically(tmp_path / "a", b"new")
    assert set(contents(tmp_path)) == {"a", ".saving-young.tmp", ".saving-other"}


# Reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reason"), [("missing", "no such file"), ("folder", "it is a folder"), ("a\x00b", "")]
)
def test_what_cannot_be_read_is_said_with_its_path(tmp_path, name, reason):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Fault, match="cannot be read") as fault:
        read_bytes(tmp_path / name)
    assert reason in str(fault.value)
    assert str(tmp_path) in str(fault.value)


@posix_only
def test_a_pipe_or_a_device_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(Fault, match="cannot be read"):
            read_bytes(path)


def test_a_file_without_permission_is_said():
    with folder_of_nobody() as folder, without_rights():
        path = folder / "a"
        path.write_bytes(b"x")
        path.chmod(0)
        with pytest.raises(Fault, match="permission is denied"):
            read_bytes(path)


def test_no_more_than_the_limit_is_read(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(Fault, match="larger than 8 MiB"):
        read_bytes(path)


def test_a_fault_inside_a_plan_is_told_with_the_name_of_its_file(tmp_path):
    path = tmp_path / "Möbel.aiplan"
    path.write_text('{"format": "ai-energy-plan", "schema": 1, "scenarios": [{"name": 5}]}', encoding="utf-8")
    with pytest.raises(Fault, match=r"^Möbel\.aiplan: scenarios\[0\]"):
        read_plan(path)


def test_an_empty_file_is_a_fault(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(Fault, match="not JSON"):
        read_plan(tmp_path / "a")
