"""How long the evidence library takes: opening it, and reading every entry, each in a fresh program.

Run by hand: `python tests/benchmarks/bench_library.py`. Target: under 30 ms for all of it, nothing at start-up.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

RUNS = 9
PROGRAM = """
import time
from planner.store import library
start = time.perf_counter()
entries = library.evidence()
opened = time.perf_counter()
count = len(list(entries.values()))
print(1e3 * (opened - start), 1e3 * (time.perf_counter() - start), count)
"""


def library_times(runs: int) -> list[list[float]]:
    """Return for each run the ms to open the library and to read all entries, and how many there are."""
    rows = []
    for _run in range(runs):
        answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
        rows.append([float(word) for word in answer.stdout.split()])
    return rows


def main() -> None:
    """Print the medians."""
    rows = library_times(RUNS)
    opened, read, count = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"evidence library, median of {RUNS}: opened in {opened:.1f} ms, {count:.0f} entries read in {read:.1f} ms")
    print("target: 30 ms")


if __name__ == "__main__":
    main()
