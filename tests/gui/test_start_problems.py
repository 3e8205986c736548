"""Whatever is wrong at the start, the window comes up, works, and says in a sentence what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hands import Start, enter
from pytestqt.qtbot import QtBot

import planner
from planner.gui.main_window import MainWindow
from planner.store import folders
from planner.store.folders import presets_folder, settings_file


def works(window: MainWindow) -> None:
    """A plan is open and can be edited."""
    assert window.isVisible()
    assert " in 20" in window.chart.headline.text()
    before = window.chart.headline.text()
    enter(window.assumptions.row(0, 0).value, "5 Wh/query")
    assert window.chart.headline.text() != before
    assert window.isWindowModified()


def write_settings(content: str | bytes) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("content", ["{", "", "[]", "null", b"\xff\xfe\x00", "{" * 5000, '"text"'])
def test_corrupt_settings_are_set_aside_and_said(start: Start, content: str | bytes) -> None:
    path = write_settings(content)
    window = start()
    assert "settings could not be read" in window.notice.words.text()
    assert not path.exists()
    assert path.with_suffix(".broken.json").exists()
    works(window)


@pytest.mark.parametrize(
    "content",
    [
        {"theme": "purple", "outcome": "joy", "unit": "fortnight", "log": "maybe", "geometry": "%%%", "splitter": 7},
        {"geometry": "AAAA", "splitter": "ÄÖÜ", "recent": [1, None, "x.aiplan"], "last": "\0"},
        {"last": "nowhere/at/all.aiplan", "outcome": "cost", "unit": "GWh/year", "unknown": {"deep": []}},
        {"outcome": "water", "unit": "", "recent": "x", "log": 1, "theme": None},
        {"last": "\ud800", "recent": ["\ud800.aiplan"]},
    ],
)
def test_settings_with_strange_values_are_used_as_far_as_they_make_sense(
    start: Start, content: dict[str, object]
) -> None:
    write_settings(json.dumps(content))
    window = start()
    assert not window.notice.isVisible()
    works(window)


def test_settings_that_are_a_folder_are_said(start: Start) -> None:
    settings_file().mkdir(parents=True)
    window = start()
    assert "settings could not be read" in window.notice.words.text()
    works(window)


def test_settings_that_may_not_be_read_are_said(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_settings("{}")
    real = Path.open

    def refuse(self: Path, *args: object, **more: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    window = start()
    assert "permission is denied" in window.notice.words.text()
    works(window)


def test_a_settings_folder_that_may_not_be_looked_into_is_survived(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings_file()
    real = os.stat

    def refuse(target: object, *args: object, **more: object) -> object:
        if str(target) == str(path):
            raise PermissionError(13, "Permission denied")
        return real(target, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "stat", refuse)
    window = start()
    assert "permission is denied" in window.notice.words.text()
    works(window)


def test_a_home_that_cannot_be_written_is_said_and_closing_still_works(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "file" / "home"))
    window = start()
    assert "Presets cannot be kept" in window.notice.words.text()
    assert str(presets_folder()) in window.notice.words.text()
    works(window)
    assert not window.keeping.write()
    window.document.history.undo()
    window.close()
    assert not window.isVisible()


def test_a_preset_cannot_be_saved_in_such_a_home_and_nothing_is_lost(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(folders.platformdirs, "user_data_dir", lambda *_args, **_more: str(tmp_path / "file" / "x"))
    window = start()
    works(window)
    assert not window.filing._keep("Mine", replace=False)
    assert window.isWindowModified()


def test_a_file_that_does_not_exist_is_said_and_the_first_preset_opens(start: Start, tmp_path: Path) -> None:
    window = start(tmp_path / "gone.aiplan")
    assert "gone.aiplan" in window.notice.words.text()
    assert "no such file" in window.notice.words.text()
    assert window.bar._title.text() == "Chat and agents to 2035"
    works(window)


def test_a_file_that_is_broken_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "bad.aiplan").write_text("{}")
    window = start(tmp_path / "bad.aiplan")
    assert "bad.aiplan" in window.notice.words.text()
    works(window)


def test_of_several_files_the_good_one_opens_and_the_bad_one_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "bad.aiplan").write_text("{}")
    window = start(tmp_path / "bad.aiplan", "openai-average")
    assert window.chart.headline.text().startswith("Chat at 0.34 Wh per query")
    assert "bad.aiplan" in window.notice.words.text()


def test_a_second_file_stands_beside_the_first_and_is_not_saved_there_yet(start: Start) -> None:
    window = start("openai-average", "openai-average")
    names = [scenario.name for scenario in window.document.workspace.scenarios]
    assert names == ["Average query", "Average query (2)"]
    assert window.isWindowModified()
    window.document.history.undo()
    assert len(window.document.workspace.scenarios) == 1
    assert not window.isWindowModified()


def test_more_scenarios_than_a_plan_may_have_are_said(start: Start, tmp_path: Path) -> None:
    import attrs

    from planner.model.workspace import Workspace
    from planner.store.files import write_plan
    from planner.store.presets import Presets

    known = Presets().find("openai-average").workspace
    assert known is not None
    scenario = known.scenarios[0]
    many = Workspace(tuple(attrs.evolve(scenario, name=f"S{number}", visible=False) for number in range(150)))
    for name in ("one", "two"):
        write_plan(tmp_path / f"{name}.aiplan", many)
    window = start(tmp_path / "one.aiplan", tmp_path / "two.aiplan")
    assert len(window.document.workspace.scenarios) <= 200
    assert "between 1 and 200 scenarios" in window.notice.words.text()


def test_the_last_file_that_is_gone_gives_way_to_the_first_preset(start: Start, tmp_path: Path) -> None:
    write_settings(json.dumps({"last": str(tmp_path / "gone.aiplan")}))
    window = start()
    assert window.bar._title.text() == "Chat and agents to 2035"
    works(window)


def test_the_last_file_that_has_become_broken_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "last.aiplan").write_text("{}")
    write_settings(json.dumps({"last": str(tmp_path / "last.aiplan")}))
    window = start()
    assert "last.aiplan" in window.notice.words.text()
    works(window)


def test_a_display_that_does_not_exist_is_said_and_ends_with_3() -> None:
    ours = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"DISPLAY": ":987", "PYTHONPATH": str(Path(planner.__file__).parents[1])}
    ended = subprocess.run(
        [sys.executable, "-m", "planner"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 3
    assert ended.stdout == ""
    assert "display" in ended.stderr or "libraries" in ended.stderr
    assert "Traceback" not in ended.stderr
