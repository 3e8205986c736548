"""What the benchmarks share: clean surroundings, quantiles, and rows that set a number against its floor and target."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence

_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")


@contextlib.contextmanager
def clean_surroundings() -> Iterator[None]:
    """Run with empty user folders and without a display, so that nobody's settings or presets are measured.

    Bytecode is written, as on a user's machine, but into a folder of our own.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({name: os.path.join(folder, name.lower()) for name in _FOLDERS})
        os.environ.update({"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode")})
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        yield


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie, the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[min(round(share * (len(ordered) - 1)), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    """Return the middle of ``values``."""
    return quantile(values, 0.5)


def resident() -> float:
    """Return the memory of this process in MiB; 0 where the system does not say it in a file."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def title(words: str) -> None:
    """Print a heading and the names of the columns."""
    print(f"\n{words}\n  {'':48}{'p50':>10}{'p99':>10}{'to floor':>10}  target")


def row(
    name: str,
    values: Sequence[float],
    floor: Sequence[float] = (),
    target: str = "",
    met: bool | None = None,
    unit: str = "ms",
) -> None:
    """Print a measured quantity, its ratio to the floor of the same run, and the target beside it."""
    ratio = f"{median(values) / median(floor):.2f}x" if floor else ""
    verdict = "" if met is None else "  met" if met else "  MISSED"
    middle, worst = (f"{quantile(values, share):.1f} {unit}" for share in (0.5, 0.99))
    print(f"  {name:48}{middle:>10}{worst:>10}{ratio:>10}  {target}{verdict}")
    sys.stdout.flush()


def repeats(default: int) -> int:
    """Return how often to repeat: the first argument of the command, else ``default``."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else default
