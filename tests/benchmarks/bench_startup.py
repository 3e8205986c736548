"""Start-up: our window, our first live chart and `planner calc`, against a bare window and a bare Python.

    python tests/benchmarks/bench_startup.py [REPEATS]

Each start is a process of its own and each round starts them all once, so that a slow moment hits every one. The
clock runs from before the process is made. "Painted" is the turn of the event loop after the first paint event.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from measure import clean_surroundings, median, repeats, resident, row, title

_STARTS = ("bare", "plot", "ours")
_COMMANDS = {
    "python": ["-c", "pass"],
    "pint": ["-c", "import pint; pint.UnitRegistry()"],
    "calc": ["-m", "planner", "calc", "0.34 Wh/query", "2.5e9 query/day"],
}


def main() -> None:
    """Measure all and print the table."""
    with clean_surroundings():
        windows, commands = measured(repeats(15))
    _report_windows(windows)
    _report_commands(commands)


def measured(rounds: int) -> tuple[dict[str, list[dict[str, float]]], dict[str, list[float]]]:
    """Start every window and run every command so often, in turn; return what each noted, and the ms each took."""
    windows: dict[str, list[dict[str, float]]] = {name: [] for name in _STARTS}
    commands: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for name in _STARTS:  # what is written once for ever (bytecode, the cache of units) is not counted
        _window(name)
    for arguments in _COMMANDS.values():
        _command(arguments)
    for _round in range(rounds):
        for name in _STARTS:
            windows[name].append(_window(name))
        for name, arguments in _COMMANDS.items():
            commands[name].append(_command(arguments))
    return windows, commands


def _report_windows(windows: dict[str, list[dict[str, float]]]) -> None:
    floor = [start["window"] for start in windows["bare"]]
    memory = [start["memory"] for start in windows["bare"]]
    ours = {key: [start[key] for start in windows["ours"]] for key in ("window", "chart", "memory")}
    title("Window, from nothing")
    row("bare QMainWindow painted", floor)
    row("our window painted", ours["window"], floor, "<= 1.3x", _met(ours["window"], floor, 1.3))
    row("first live chart painted", ours["chart"], floor, "<= 3.0x", _met(ours["chart"], floor, 3.0))
    cpu = {name: [start["cpu"] for start in windows[name]] for name in _STARTS}
    row("the same in processor time", cpu["ours"], cpu["bare"], "<= 3.0x", _met(cpu["ours"], cpu["bare"], 3.0))
    plot = [start["window"] for start in windows["plot"]]
    row("the same against a window with an empty plot", ours["chart"], plot)
    row("memory, bare", memory, unit="MiB")
    row(
        "memory, first live chart",
        ours["memory"],
        memory,
        "<= 1.8x",
        median(ours["memory"]) <= 1.8 * median(memory),
        unit="MiB",
    )


def _met(values: list[float], floor: list[float], most: float) -> bool:
    return median(values) <= most * median(floor)


def _report_commands(commands: dict[str, list[float]]) -> None:
    title("Command line")
    row("bare python", commands["python"])
    row("import pint, make a registry", commands["pint"], commands["python"])
    row("planner calc", commands["calc"], commands["python"], "<= 350 ms", median(commands["calc"]) <= 350)


def _command(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - start)


def _window(name: str) -> dict[str, float]:
    """Start one window in a process of its own; return milliseconds to each paint and MiB at the last one."""
    command = [sys.executable, __file__, "--child", name, str(time.monotonic())]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def _child(name: str, started: float) -> None:
    """Show the named window and print when it was painted."""
    found: dict[str, float] = {}

    def note(what: str, last: bool) -> None:
        found.setdefault(what, 1000 * (time.monotonic() - started))
        if last:
            print(json.dumps(found | {"memory": resident(), "cpu": 1000 * time.process_time()}), flush=True)
            sys.stdout.close()
            _leave()

    {"bare": _bare, "plot": _empty_plot, "ours": _ours}[name](note)


def _leave() -> None:
    import os

    os._exit(0)


def _bare(note) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    _watch(window, lambda: note("window", last=True))
    window.resize(1440, 900)
    window.show()
    app.exec()


def _empty_plot(note) -> None:  # type: ignore[no-untyped-def]
    import pyqtgraph
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    plot = pyqtgraph.PlotWidget()
    window.setCentralWidget(plot)
    _watch(plot.viewport(), lambda: note("window", last=True))
    window.resize(1440, 900)
    window.show()
    app.exec()


def _ours(note) -> None:  # type: ignore[no-untyped-def]
    from planner import __main__ as program
    from planner.gui.quick_imports import load_qt

    load_qt()  # as the program does, whose window is to be watched from its making on
    import planner.gui.app as app

    make_window = app.make_window

    def watched(*arguments):  # type: ignore[no-untyped-def]
        window = make_window(*arguments)
        _watch(window, lambda: note("window", last=False))
        _watch(window.chart.plot._canvas.viewport(), lambda: note("chart", last=True))
        return window

    app.make_window = watched
    sys.argv = ["planner"]
    program.main()


def _watch(widget, painted) -> None:  # type: ignore[no-untyped-def]
    """Call ``painted`` once the widget has been painted, before all that the program does after that."""
    from PySide6.QtCore import QEvent, QObject, Qt, Signal

    class Watch(QObject):
        seen = Signal()

        def __init__(self) -> None:
            super().__init__(widget)
            self.seen.connect(self._tell, Qt.ConnectionType.QueuedConnection)

        def _tell(self) -> None:
            painted()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                self.seen.emit()
            return False

    widget.installEventFilter(Watch())


if __name__ == "__main__":
    if "--child" in sys.argv:
        _child(sys.argv[2], float(sys.argv[3]))
    else:
        main()
