"""Disks and rights as they go wrong in life: a small disk of our own, and work done without the rights of root.

Tests run as root in a container, who may do everything; where the system lets nobody do these things, they are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534
_FILLER = ".filler"


class SmallDisk:
    """A disk of 256 KiB at ``path``, which can be filled, emptied and made read-only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self) -> None:
        """Leave not a byte free."""
        with open(self.path / _FILLER, "ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    def free(self) -> None:
        """Take away what filled it."""
        (self.path / _FILLER).unlink()

    def protect(self, how: str = "ro") -> None:
        """Make it read-only, or with ``rw`` writable again."""
        subprocess.run(["mount", "-o", f"remount,{how}", self.path], check=True, capture_output=True)


@contextmanager
def small_disk(path: Path) -> Iterator[SmallDisk]:
    """Lend a small disk at ``path``."""
    path.mkdir()
    mount = shutil.which("mount")
    command = [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", path]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "-l", path], check=True, capture_output=True)


@contextmanager
def folder_of_nobody() -> Iterator[Path]:
    """Lend a folder that belongs to whoever `without_rights` makes of this process."""
    folder = Path(tempfile.mkdtemp(prefix="planner-"))
    if os.name == "posix" and os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    try:
        yield folder
    finally:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be an ordinary user within the block, who is refused what permissions refuse."""
    if os.name != "posix":
        pytest.skip("permissions as on POSIX")
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    try:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, 0)
        os.setresuid(_NOBODY, _NOBODY, 0)
    except (OSError, AttributeError):
        pytest.skip("root's rights cannot be laid down here")
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)
