"""All that is visible, live: from a slider step to the painted frame with each page in turn, in the real window.

    python tests/benchmarks/bench_views.py [FRAMES]

Five scenarios of five workloads over 26 years, 1600x1000, offscreen; one scenario is touched, and the page on the
screen, the headline, the working and the assumptions follow. The floor is the same step with the middle of the window
hidden: typing, undo, validation, the simulation and the panels at both sides, without a view. Every page takes its
turn in bursts, so that a slow moment hits all. The first table has the number of runs a drag really uses, the second
10,000 for everything. What the pages say at rest is worked out in the same way, with as many runs.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys

from dragging import Drag, fill
from measure import clean_surroundings, quantile, repeats, row, title

_BURST, _WARM = 15, 5
_FRAME = 16.7
_FLOOR, _TIMELINE = "without any view", "Timeline"


def main() -> None:
    """Measure with the program's own number of runs and with 10,000, and print the tables."""
    with clean_surroundings():
        frames = repeats(90)
        for samples in (0, 10_000):
            answer = subprocess.run(
                [sys.executable, __file__, "--child", str(frames), str(samples)], check=True, stdout=subprocess.PIPE
            ).stdout
            _print(json.loads(answer), samples)


def _print(found: dict[str, list[float]], samples: int) -> None:
    title(f"Slider to painted frame, {f'{samples:,} runs' if samples else 'runs as shipped'}, one scenario touched")
    floor = found.pop(_FLOOR)
    row(_FLOOR, floor)
    for name, times in found.items():
        row(name, times, floor, f"p99 <= {_FRAME} ms", quantile(times, 0.99) <= _FRAME)


def _child(frames: int, samples: int) -> None:
    from planner.gui import simulator

    if samples:
        simulator.QUICK_SAMPLES = samples  # before the pages take it over
    from planner.gui.app import application, make_window
    from planner.gui.pages import PAGES

    app = application()
    window = make_window(app)
    fill(window)
    window.resize(1600, 1000)
    window.show()
    app.processEvents()
    names = [_FLOOR, _TIMELINE, *PAGES]
    for name in PAGES:
        window.chart.show_page(name)
        app.processEvents()
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {name: [] for name in names}
    drag = Drag(app, window)
    while len(found[_FLOOR]) < frames:
        for name in names:
            window.chart.setVisible(name != _FLOOR)
            window.chart.tabs.setCurrentIndex(max(names.index(name) - 1, 0))
            app.processEvents()
            times = [drag.frame() for _turn in range(_WARM + _BURST)]
            found[name] += times[_WARM:]
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if "--child" in sys.argv:
        _child(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
