"""An export works beside the window: both may be the first to ask for units."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import planner

ASK_AT_ONCE = """
import sys
from threading import Barrier, Thread
from planner.units import registry

sys.setswitchinterval(1e-5)
found, together = [], Barrier(4)

def ask():
    together.wait()
    found.append(registry())

threads = [Thread(target=ask) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len({id(one) for one in found}))
"""


def test_threads_that_ask_at_once_get_the_same_registry() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(planner.__file__).parents[1])}
    ended = subprocess.run(
        [sys.executable, "-c", ASK_AT_ONCE], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout == "1\n"
