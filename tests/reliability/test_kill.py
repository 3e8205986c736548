"""Twenty kills of many: `killing.py` beside this file does as many as one likes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from killing import kill

KILLS = int(os.environ.get("PLANNER_KILLS", "20"))


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="the harness makes its editors by fork")
def test_whatever_moment_the_program_is_killed_at_every_file_is_whole_and_the_work_is_offered(home: Path) -> None:
    counts = kill(KILLS, home, seed=20)
    assert counts["kills"] == KILLS
    assert counts["unsaved work left"] > 0
    assert counts["restored"] > 0
