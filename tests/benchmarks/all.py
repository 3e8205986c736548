"""The whole suite in one run, as one table: each quantity beside a floor or peer of the same run, and its target.

    python tests/benchmarks/all.py [THOROUGHNESS]

THOROUGHNESS multiplies how often everything is measured (1 takes about five minutes on two cores). The table is
Markdown, with the machine and its load above it. What is compared takes its turn, in one process or in paired ones.

Everything but the start is judged by processor time, of all threads: on a machine that is busy with other things the
clock tells how busy it is. On an idle one both say the same. A drag and the command line have the clock beside it.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench_engine import Ours, interleaved, naive, pint_inside, scenario, squigglepy_arrays
from bench_library import library_times
from bench_startup import measured
from measure import clean_surroundings, median, quantile

_SIDES = (1, 5, 10)
_SAMPLES = (1_000, 10_000, 100_000)
_FRAME, _WARM = 16.7, 20
_SUM = ("0.34 Wh/query", "2.5e9 query/day")
_FORMATS = ("svg", "pdf", "png", "csv", "xlsx", "pptx", "html")


class Row(NamedTuple):
    """One line of the table; without a target it is neither met nor missed."""

    what: str
    measured: str
    peer: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None


def main() -> None:
    """Measure everything, section by section, and print the table as it grows."""
    thorough = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    print(f"{time.strftime('%Y-%m-%d %H:%M')}, {platform.system()}, CPython {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} cores, load {_load()}; p50 / p99\n")
    print("| what | measured | floor or peer | ratio | target | |\n|---|---:|---|---:|---|---|", flush=True)
    with clean_surroundings():
        for section in (start_rows, engine_rows, growth_rows, drag_rows, file_rows):
            for row in section(thorough):
                verdict = "" if row.met is None else "met" if row.met else "**missed**"
                print("| " + " | ".join([*row[:5], verdict]) + " |", flush=True)
    print(f"\nload at the end {_load()}")


def start_rows(thorough: float) -> Iterator[Row]:
    """Yield the start of window and command line, each in a process of its own."""
    windows, commands = measured(_times(9, thorough))

    def column(name: str, key: str) -> list[float]:
        return [start[key] for start in windows[name]]

    yield _against(
        "start to first painted chart", column("ours", "chart"), "bare window", column("bare", "window"), 3.0
    )
    yield _against("the same, processor time", column("ours", "cpu"), "bare window", column("bare", "cpu"), 3.0)
    plot = column("plot", "window")
    yield _against("start to first painted chart", column("ours", "chart"), "window with an empty pyqtgraph plot", plot)
    memory = column("bare", "memory")
    yield _against("memory at that point", column("ours", "memory"), "bare window", memory, 1.8, "MiB")
    plot = column("plot", "memory")
    yield _against("memory at that point", column("ours", "memory"), "window with an empty plot", plot, unit="MiB")
    calc = commands["calc"]
    peer = f"import pint, make a registry: {median(commands['pint']):.0f} ms"
    ratio = _ratio(calc, commands["pint"])
    busy = [_busy([sys.executable, "-m", "planner", "calc", *_SUM]) for _turn in range(_times(7, thorough))]
    yield Row(
        "`planner calc`, from nothing",
        f"{median(busy):.0f} ms, {median(calc):.0f} on the clock",
        peer,
        ratio,
        "<= 350 ms",
        median(busy) <= 350,
    )


def engine_rows(thorough: float) -> Iterator[Row]:
    """Yield 5 scenarios x 5 workloads x 26 years, 5 quantiles, against other ways to write it."""
    import numpy as np

    ours = Ours(10_000)
    ways: dict[str, Callable[[], Any]] = {
        "ours": lambda: ours.run(np.float32),
        "naive NumPy": lambda: naive(10_000),
        "pint inside the loop": lambda: pint_inside(10_000),
    }
    arrays = squigglepy_arrays(10_000)
    if arrays is not None:
        ways["squigglepy, array style"] = arrays
    found = interleaved(ways, _times(12, thorough), time.process_time)
    mine = found.pop("ours")
    for name, times in found.items():
        peer = f"{name}: {median(times):.0f} ms"
        faster = median(times) / median(mine)
        wanted = "" if "pint" in name else ">= 15x faster"
        met = None if "pint" in name else faster >= 15
        yield Row("recompute, 10,000 samples", _ms(mine), peer, f"{faster:.0f}x faster", wanted, met)
    if arrays is None:
        yield Row("recompute, 10,000 samples", _ms(mine), "squigglepy: not installed here")
    yield Row("recompute, 10,000 samples", _ms(mine), target="<= 8 ms", met=median(mine) <= 8)


def growth_rows(thorough: float) -> Iterator[Row]:
    """Yield what more samples, years, scenarios and drivers cost, as a share of what growing in step would."""
    base = _Growth()
    larger = {
        "10 times the samples": (10, _Growth(samples=100_000)),
        "4 times the years": (4, _Growth(years=104)),
        "4 times the scenarios": (4, _Growth(scenarios=4)),
        "5 times the drivers": (5, _Growth(workloads=25)),
    }
    runs: dict[str, Callable[[], Any]] = {name: growth.run for name, (_, growth) in larger.items()}
    found = interleaved({"base": base.run} | runs, _times(7, thorough), time.process_time)
    for name, (times, _) in larger.items():
        cost = median(found[name]) / median(found["base"])
        peer = f"one scenario of 5 workloads, 26 years, 10,000 samples: {median(found['base']):.1f} ms"
        yield Row(f"cost of {name}", _ms(found[name]), peer, f"{cost:.1f}x", f"about {times}x")


class _Growth:
    """A simulation whose size in one direction is larger than that of another; all draws are made anew."""

    def __init__(self, samples: int = 10_000, years: int = 26, scenarios: int = 1, workloads: int = 5) -> None:
        self._samples, self._years, self._scenarios, self._workloads = samples, years, scenarios, workloads
        self._turn = 0

    def run(self) -> None:
        """Simulate once, with another value in every workload than before."""
        import attrs

        from planner.engine.simulate import simulate
        from planner.model.region import conversions_of
        from planner.store.library import region

        for index in range(self._scenarios):
            self._turn += 1
            made = scenario(index, self._turn)
            copies = made.workloads * (self._workloads // len(made.workloads))
            named = tuple(
                attrs.evolve(each, name=f"Workload {number}", id=f"workload-{number}")
                for number, each in enumerate(copies)
            )
            made = attrs.evolve(made, workloads=named, end=made.start + self._years - 1)
            simulate(made, conversions_of(made, region("USA")), self._samples, outcomes=("energy",), by_workload=False)


def drag_rows(thorough: float) -> Iterator[Row]:
    """Yield slider to painted frame, one scenario touched, with every number of samples in each frame."""
    for count in _SIDES:
        for samples in (0, *_SAMPLES):
            command = [sys.executable, __file__, "--drag", str(count), str(samples), str(_times(100, thorough))]
            frames = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            clock, times = zip(*frames, strict=True)
            size = f"{samples:,} samples" if samples else "as shipped (4,096, then finer at rest)"
            met = quantile(times, 0.99) <= _FRAME if not samples and count <= 5 else None
            target = f"p99 <= {_FRAME} ms" if met is not None else ""
            what = f"slider to painted frame, {_scenarios(count)}, {size}"
            shown = f"{_ms(times)}, {median(clock):.1f} on the clock"
            yield Row(what, shown, "60 Hz: 16.7 ms", f"{quantile(times, 0.99) / _FRAME:.2f}x", target, met)


def file_rows(thorough: float) -> Iterator[Row]:
    """Yield what reads and writes: the evidence library, and each export from a warm program."""
    rows = library_times(_times(7, thorough))
    whole = [opened + read for opened, read, _count in rows]
    yield Row(f"evidence library, all {rows[0][2]:.0f} entries", _ms(whole), target="<= 30 ms", met=median(whole) <= 30)
    from planner.cli.plans import open_plan
    from planner.export.exhibits import exhibit
    from planner.export.files import to_bytes
    from planner.export.pack import prepare
    from planner.export.sheet import size_of
    from planner.export.views import shown_exhibits

    pack = prepare(open_plan("chat-and-agents"))
    for form in _FORMATS:
        shown = [exhibit(pack, "timeline")] if form in ("svg", "pdf", "png") else list(shown_exhibits(pack))
        what = "timeline" if len(shown) == 1 else "all charts"
        to_bytes(pack, shown, form, size_of("slide"), True)
        times = _timed(lambda: to_bytes(pack, shown, form, size_of("slide"), True), _times(5, thorough))  # noqa: B023
        yield Row(f"export, {what} as {form.upper()}", _ms(times), target="<= 1 s", met=median(times) <= 1000)


def _drag(count: int, samples: int, frames: int) -> None:
    """Print the ms of each frame of a drag, by the clock and of the processor, in a process of its own."""
    from planner.gui import simulator

    if samples:
        simulator.QUICK_SAMPLES = samples  # before the pages take it over
    import gc

    from dragging import Drag, fill

    from planner.gui.app import application, make_window

    app = application()
    window = make_window(app)
    fill(window, count)
    window.resize(1600, 1000)
    window.show()
    app.processEvents()
    gc.collect()
    gc.freeze()
    while not window.simulator.at_rest:
        app.processEvents()
    drag = Drag(app, window)
    found = []
    for _turn in range(frames + _WARM):
        busy = time.process_time()
        found.append((drag.frame(), 1000 * (time.process_time() - busy)))
    print(json.dumps(found[_WARM:]), flush=True)
    os._exit(0)


def _against(
    what: str, times: Sequence[float], name: str, floor: Sequence[float], most: float = 0.0, unit: str = "ms"
) -> Row:
    """Return a row that sets a quantity against a floor, at most so many times as large."""
    met = median(times) <= most * median(floor) if most else None
    target = f"<= {most:.1f}x" if most else ""
    shown = f"{median(times):.0f} {unit}"
    return Row(what, shown, f"{name}: {median(floor):.0f} {unit}", _ratio(times, floor), target, met)


def _ratio(times: Sequence[float], floor: Sequence[float]) -> str:
    return f"{median(times) / median(floor):.2f}x"


def _ms(times: Sequence[float]) -> str:
    return f"{median(times):.1f} / {quantile(times, 0.99):.1f} ms"


def _scenarios(count: int) -> str:
    return "1 scenario" if count == 1 else f"{count} scenarios"


def _times(usual: int, thorough: float) -> int:
    return max(round(usual * thorough), 2)


def _busy(command: list[str]) -> float:
    """Run a command and return the ms it kept processors busy."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return 1000 * (after.children_user + after.children_system - before.children_user - before.children_system)


def _timed(run: Callable[[], object], times: int) -> list[float]:
    found = []
    for _turn in range(times):
        start = time.process_time()
        run()
        found.append(1000 * (time.process_time() - start))
    return found


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    if "--drag" in sys.argv:
        _drag(*map(int, sys.argv[2:5]))
    else:
        main()
