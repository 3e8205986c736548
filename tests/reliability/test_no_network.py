"""Nothing is sent and nothing fetched: the main journeys work where every way to a network is closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import planner

HERE = Path(__file__).parent


def without_network() -> list[str]:
    """Return what to put before a command so that it finds no network at all; empty where the system lacks that."""
    unshare = shutil.which("unshare")
    for options in (["-n"], ["-rn"]):
        if unshare and subprocess.run([unshare, *options, "true"], check=False, capture_output=True).returncode == 0:
            return [unshare, *options]
    return []


def test_start_edit_export_presets_and_commands_need_no_network_and_ask_for_none(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(planner.__file__).parents[1])}
    command = [*without_network(), sys.executable, str(HERE / "journeys.py"), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("arrived\n")
