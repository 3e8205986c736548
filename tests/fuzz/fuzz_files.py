"""Broken files by the hundred thousand, by hand:  python tests/fuzz/fuzz_files.py [COUNT] [SEED]

A child process reads 1,000 of them at a time, with 256 MiB of memory beyond what the program itself takes and with
whatever it opens for writing watched; a file that takes a second of processor time ends it. Prints the figures and the
seed of what broke a promise; `python tests/fuzz/fuzz_files.py 1 SEED` repeats it. Linux only.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from broken_files import CORPUS, FORMS, carrier, export_file, plan_file, settings_file
from reading_files import read_as_autosave, read_as_export, read_as_plan, read_as_settings

from planner.export.embed import Carried, to_text
from planner.store import codec

SECONDS, MEBIBYTES, BATCH = 1.0, 256, 1000


def main() -> int:
    """Read the files and print what was met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    whole = whole_exports()
    taken: Counter[str] = Counter()
    slowest, most, broken, began = (0.0, ""), 0.0, 0, time.perf_counter()
    for start in range(first, first + count, BATCH):
        mine, theirs = get_context("fork").Pipe(duplex=False)
        child = get_context("fork").Process(
            target=read_batch, args=(start, min(BATCH, first + count - start), whole, theirs)
        )
        child.start()
        theirs.close()
        last = start
        while True:
            try:
                seed, kind, took, was_taken, problem, memory = mine.recv()
            except EOFError:
                break
            last = seed
            taken[f"{kind} {'taken' if was_taken else 'refused'}"] += 1
            slowest, most = max(slowest, (took, f"{kind} {seed}")), max(most, memory)
            if problem:
                broken += 1
                print(f"BROKEN seed {seed} ({kind}): {problem}"[:1500], flush=True)
        child.join()
        if child.exitcode:
            broken += 1
            print(f"BROKEN the process ended with {child.exitcode} after seed {last}", flush=True)
    print(
        f"{sum(taken.values())} files, {broken} broken, {time.perf_counter() - began:.0f} s: "
        f"{dict(sorted(taken.items()))}"
    )
    print(f"slowest {slowest[0]:.2f} s of processor time ({slowest[1]}); at most {most:.0f} MiB more than at the start")
    return 1 if broken else 0


def whole_exports() -> dict[str, bytes]:
    """Return a good file of each format, as small as it can be."""
    workspace = codec.loads((CORPUS / "every-part.aiplan").read_bytes())
    text = to_text(Carried(workspace, 1000, "2026.11", "0.1.0"))
    return {form: carrier(form, text) for form in FORMS}


def read_batch(start: int, count: int, whole: dict[str, bytes], answers: Connection) -> None:
    """Read files in this process, which is a child, and send how each went."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        strays = watch_writing(folder)
        base = _high_water()
        for seed in range(start, start + count):
            faulthandler.dump_traceback_later(10 * SECONDS, exit=True)
            kind, content, read = make(Random(seed), whole)
            problem, was_taken = "", False
            resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEBIBYTES * 2**20, resource.RLIM_INFINITY))
            started = time.process_time()
            try:
                was_taken = read(folder, content)
            except Exception:
                problem = traceback.format_exc(limit=-3)
            took = time.process_time() - started
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            if took > SECONDS:
                problem = problem or f"took {took:.2f} s"
            if strays:
                problem = f"{problem} wrote {strays}"
                strays.clear()
            for left in folder.rglob("*"):
                if left.is_file():
                    left.unlink()
            answers.send((seed, kind, took, was_taken, problem, _high_water() - base))
        faulthandler.cancel_dump_traceback_later()


Reader = Callable[[Path, bytes], bool]


def make(random: Random, whole: dict[str, bytes]) -> tuple[str, bytes, Reader]:
    """Return a kind, a broken file of it, and what reads it."""
    kind = random.choice(("plan", "plan", "plan", "settings", "autosave", *FORMS))
    if kind == "plan":
        return kind, plan_file(random), read_as_plan
    if kind == "settings":
        return kind, settings_file(random), read_as_settings
    if kind == "autosave":
        around = b'{"file": "plan.aiplan", "base": "", "plan": %b}' if random.random() < 0.9 else b'{"plan": %b}'
        return kind, around % plan_file(random), read_as_autosave
    return kind, export_file(random, kind, whole), lambda folder, content: read_as_export(folder, content, kind)


def watch_writing(folder: Path) -> list[str]:
    """Return the list that collects what is opened for writing, moved, made or deleted outside ``folder``."""
    strays: list[str] = []
    inside = str(folder)

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = (*arguments, None, 0)[:3]
            writes = bool(mode and set(str(mode)) & set("wax+")) or (
                isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            )
            if writes and isinstance(path, str) and not path.startswith(inside):
                strays.append(f"open {path}")
        elif event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate"):
            paths = [str(argument) for argument in arguments if isinstance(argument, str | Path)]
            if any(not path.startswith(inside) and os.sep in path for path in paths):
                strays.append(f"{event} {paths}")
        elif event.startswith(("subprocess.", "os.system", "os.exec", "socket.connect")):
            strays.append(event)

    sys.addaudithook(note)
    return strays


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _high_water() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
