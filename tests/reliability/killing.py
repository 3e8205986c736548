"""Kills the program while it edits and saves, and looks at what it leaves on disk.

    python tests/reliability/killing.py [KILLS [SEED]]

After each kill: the plan and every preset are whole, and are the version before or after the save that was under way;
the settings are whole; what was edited more than two seconds before is saved or will be offered; and the next start is
not confused by anything that lies about. Every start but the first finds what the last one left.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import attrs

from planner.store.autosave import Unsaved, autosaves, read_autosave
from planner.store.files import read_plan, write_plan
from planner.store.folders import presets_folder, settings_file, state_folder
from planner.store.presets import FIRST_PRESET, Presets
from planner.store.settings import load_settings

HERE = Path(__file__).parent
EDITING, SAVING = "editing", "saving"
MOST_SECONDS_LOST = 2.0
_EVERY_NTH_EDITS = 10


@attrs.define
class Heard:
    """What one editor said until it was killed."""

    lines: list[list[str]]

    def last(self, word: str) -> int:
        """Return the number said last behind a word; 0 where it was never said."""
        return next((int(line[1]) for line in reversed(self.lines) if line[0] == word), 0)

    def possible(self, what: str, before: int) -> set[int]:
        """Return what a file may hold that held ``before``: the last version saved, or the one being saved."""
        possible = {before}
        for word, *numbers in self.lines:
            if word == what:
                possible.add(int(numbers[0]))
            elif word == f"{what}-done":
                possible = {int(numbers[0])}
        return possible

    def due(self) -> int:
        """Return the last edit made two seconds or more before the last sign of life."""
        edits = [(int(line[1]), float(line[2])) for line in self.lines if line[0] == "edit"]
        end = edits[-1][1] if edits else 0.0
        return max((number for number, moment in edits if end - moment >= MOST_SECONDS_LOST), default=0)


class Killing:
    """One home, one plan, one editor after the other; ``counts`` says what was met."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.counts: Counter[str] = Counter()
        self._random = random.Random(seed)
        self._plan = folder / "plan.aiplan"
        self._number = 1  # the next value to be edited in
        self._plan_at = self._preset_at = 0  # what plan and preset are known to hold
        self._offered: Unsaved | None = None
        workspace = Presets().find(FIRST_PRESET).workspace
        assert workspace is not None
        write_plan(self._plan, workspace)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
        self._nursery = subprocess.Popen(
            [sys.executable, str(HERE / "editor.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self._read() == ["ready"]

    def close(self) -> None:
        """End the process that makes editors."""
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.wait()
        self._nursery.stdout.close()

    def once(self, turn: int) -> None:
        """Let an editor work, kill it at some moment, and look at what is left."""
        mode = EDITING if turn % _EVERY_NTH_EDITS == 0 else SAVING
        delay = self._random.uniform(2.2, 2.8) if mode == EDITING else self._random.expovariate(4)
        heard = self._edit_until_killed(mode, delay)
        self.counts["kills"] += 1
        self._check_start(heard)
        self._check_plan(heard)
        self._check_presets(heard)
        self._check_settings()
        self._check_unsaved(heard)
        self._check_leftovers()
        self._number = max(self._number, heard.last("edit") + 1)

    def _edit_until_killed(self, mode: str, delay: float) -> Heard:
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(f"{mode} {self._number} {self._random.getrandbits(30)} {self._plan}\n")
        lines = [self._read()]
        process = 0
        while lines[-1][0] != "begun":
            if lines[-1][0] == "process":
                process = int(lines[-1][1])
            assert lines[-1][0] != "ended", f"the program did not start: {lines}"
            lines.append(self._read())
        time.sleep(delay)  # the moment of the kill; nothing that is asserted waits for it
        os.kill(process or self._process(lines), signal.SIGKILL)
        while lines[-1][0] != "ended":
            lines.append(self._read())
        return Heard(lines)

    def _process(self, lines: list[list[str]]) -> int:
        while lines[-1][0] != "process":
            lines.append(self._read())
        return int(lines[-1][1])

    def _read(self) -> list[str]:
        assert self._nursery.stdout is not None
        line = self._nursery.stdout.readline()
        assert line.endswith("\n"), "the process that makes editors has ended"
        return line.split()

    def _check_start(self, heard: Heard) -> None:
        """The lock of the one before is not in the way, and what it left unsaved was offered and restored."""
        words = [line[0] for line in heard.lines]
        assert "alone" in words, "a dead program was taken for a living one"
        assert "unsaved" not in words, heard.lines
        if self._offered is not None:
            assert heard.last("restored") == value_of(self._offered.workspace), "unsaved work was not offered"
            self.counts["restored"] += 1
        else:
            assert "restored" not in words

    def _check_plan(self, heard: Heard) -> None:
        known = heard.possible("plan", self._plan_at)
        found = value_of(read_plan(self._plan))
        assert found in known, f"the plan holds {found}, not one of {known}"
        self.counts["killed while the plan was saved"] += len(known) - 1
        self._plan_at = found

    def _check_presets(self, heard: Heard) -> None:
        known = heard.possible("preset", self._preset_at)
        own = Presets().own()
        assert len(own) <= 1, [preset.path for preset in own]
        for preset in own:
            assert preset.workspace is not None, preset.problem
            found = value_of(preset.workspace)
            assert found in known, f"the preset holds {found}, not one of {known}"
            self._preset_at = found
        assert own or not any(line[0] == "preset-done" for line in heard.lines)
        self.counts["killed while a preset was saved"] += len(known) - 1

    def _check_settings(self) -> None:
        assert load_settings()[1] == ""

    def _check_unsaved(self, heard: Heard) -> None:
        """What was edited two seconds ago is in the plan or among the unsaved work, which can all be read."""
        found = [read_autosave(path) for path in autosaves()]
        self._offered = found[-1] if found else None  # the newest is offered first, the oldest restored last
        safe = max([self._plan_at, *(value_of(unsaved.workspace) for unsaved in found)])
        assert safe >= heard.due(), f"{heard.due()} was edited two seconds before the end, {safe} is kept"
        edits = {int(line[1]): float(line[2]) for line in heard.lines if line[0] == "edit"}
        if edits and safe in edits:
            lost = round(1000 * (max(edits.values()) - edits[safe]))
            self.counts["most milliseconds lost"] = max(self.counts["most milliseconds lost"], lost)
        self.counts["unsaved work left"] += bool(found)

    def _check_leftovers(self) -> None:
        """Half-written files may lie about, hidden under names that nothing reads; never more than one a kill."""
        folders = (self._plan.parent, presets_folder(), settings_file().parent, state_folder())
        left = {path for folder in folders if folder.is_dir() for path in folder.glob(".saving-*.tmp")}
        self.counts["temporary files met"] += len(left)
        assert len(left) <= 2, left
        for path in left:  # ten minutes later the next start or save takes them away
            os.utime(path, (1, 1))


def value_of(workspace: object) -> int:
    """Return the number the first driver stands at; 0 for the plan as it came."""
    text = workspace.scenarios[0].workloads[0].drivers[0].value.text  # type: ignore[attr-defined]
    number = text.split()[0]
    return int(number) if number.isdigit() else 0


def kill(times: int, folder: Path, seed: int) -> Counter[str]:
    """Kill the program so many times in ``folder``, which is its home too; returns what was met."""
    killing = Killing(folder, seed)
    try:
        for turn in range(1, times + 1):
            killing.once(turn)
    finally:
        killing.close()
    return killing.counts


def main() -> None:
    """Kill as often as asked, and print what was met."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().getrandbits(30)
    with tempfile.TemporaryDirectory() as folder:
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = os.path.join(folder, variable.lower())
        print(f"seed {seed}")
        for what, count in kill(times, Path(folder), seed).items():
            print(f"{count:8} {what}")


if __name__ == "__main__":
    main()
