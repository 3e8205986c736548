"""Write resources/units/known.json: the answers about units that the program asks for with what it ships.

    python packaging/known_units.py

The window is opened without a display, every preset shown in it with every outcome, and every region; what was asked of
`planner.units` meanwhile is worked out with pint and kept. To be run again when presets, regions or evidence change;
a forgotten run costs only time, because what is not in the file is asked of pint.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "resources" / "units" / "known.json"


class Watched(dict[str, Any]):
    """Answers nothing, and notes what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: defaultdict[str, set[tuple[Any, ...]]] = defaultdict(set)

    def get(self, name: str, default: Any = None) -> Any:
        """Return answers that note their questions."""
        return _Notebook(self.asked[name])


class _Notebook:
    def __init__(self, asked: set[tuple[Any, ...]]) -> None:
        self._asked = asked

    def get(self, arguments: tuple[Any, ...]) -> None:
        self._asked.add(arguments)


def main() -> None:
    """Watch, work out, write."""
    from planner import known_units, units

    watched = Watched()
    known_units.known_answers = lambda: watched  # type: ignore[assignment]
    use_everything()
    content = {}
    for name, asked in sorted(watched.asked.items()):
        function = getattr(units, name)
        content[name] = [[each, function(*each)] for each in sorted(asked, key=repr) if works(function, each)]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{sum(map(len, content.values()))} answers in {FILE.name}")


def works(function: Any, arguments: tuple[Any, ...]) -> bool:
    """Whether there is an answer and not a refusal."""
    from planner.units import UnitProblem

    try:
        function(*arguments)
    except UnitProblem:
        return False
    return True


def use_everything() -> None:
    """Open each preset with each outcome and region, and read the whole library."""
    from planner.engine.result import OUTCOMES
    from planner.gui.app import application, make_window
    from planner.store.library import evidence, regions
    from planner.store.presets import Presets

    app = application()
    window = make_window(app)
    window.show()
    for entry in evidence().values():
        entry.supports(entry.value)
    for preset in Presets().shipped():
        window.document.open(preset.workspace, preset=preset)
        for outcome, unit in OUTCOMES.items():
            window.set_view(type(window.view)(outcome, unit))
            app.processEvents()
    for code in regions():
        window.document.edit(("scenarios", window.document.selection, "region"), code, "")
        for outcome, unit in OUTCOMES.items():
            window.set_view(type(window.view)(outcome, unit))
            app.processEvents()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home))
        main()
        os._exit(0)
