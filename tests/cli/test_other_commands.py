"""Regions and doctor, and what all commands share: help, an example in each, and one sentence for wrong usage."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from planner import __version__
from planner.assets import resource
from planner.cli.main import COMMANDS
from planner.store import library

Run = Callable[..., Result]
Refusal = Callable[..., str]


def test_regions_list_has_every_region_with_its_figures(planner: Run) -> None:
    entries = json.loads(planner("regions", "list", "--json").stdout)["regions"]
    assert [entry["code"] for entry in entries] == list(library.regions())
    table = planner("regions", "list").stdout
    assert all(code in table for code in library.regions())
    assert "10791 kWh/household/year (2022)" in table


def test_regions_show_gives_definition_year_and_source(planner: Run) -> None:
    shown = json.loads(planner("regions", "show", "usa", "--json").stdout)
    published = json.loads(resource("regions", "regions.json").read_text("utf-8"))["regions"]
    usa = next(entry for entry in published if entry["code"] == "USA")
    assert shown["household_use"] == {"note": "", **usa["household_use"]}
    assert len(shown["rivals"]["household_use"]) == len(usa["rivals"]["household_use"])
    table = planner("regions", "show", "USA").stdout
    for key in ("value", "definition", "citation", "url"):
        assert usa["household_use"][key] in table


def test_an_unknown_region_is_refused(refusal: Refusal) -> None:
    assert "Atlantis" in refusal("regions", "show", "Atlantis")


def test_doctor_names_versions_folders_data_and_what_a_window_needs(planner: Run, home: Path) -> None:
    found = json.loads(planner("doctor", "--json").stdout)
    assert found["versions"]["planner"] == __version__
    assert found["versions"]["python"].startswith("3.")
    assert found["versions"]["numpy"]
    for package in ("matplotlib", "python-pptx", "XlsxWriter", "ecologits"):  # what exports and estimates need
        assert found["versions"][package]
    assert Path(found["folders"]["log"]["path"]).is_relative_to(home)
    assert Path(found["folders"]["presets"]["path"]).is_relative_to(home)
    assert found["folders"]["presets"] | {"exists": False, "writable": True} == found["folders"]["presets"]
    assert found["data"]["evidence"] == library.evidence_version()
    assert found["window"]["possible"] == (found["window"]["problem"] is None)


def test_doctor_succeeds_where_no_window_can_be_opened(planner: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.system.window_problem", lambda: "There is no display.\n  Debian:  apt-get")
    result = planner("doctor")
    assert result.exit_code == 0
    assert "  There is no display.\n" in result.stdout
    assert not json.loads(planner("doctor", "--json").stdout)["window"]["possible"]


def test_doctor_says_which_folder_cannot_be_made(planner: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "occupied").write_text("a file where a folder is wanted", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "occupied"))
    presets = json.loads(planner("doctor", "--json").stdout)["folders"]["presets"]
    if presets["path"].startswith(str(home / "occupied")):  # systems without XDG folders look elsewhere
        assert not presets["writable"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(planner: Run, name: str) -> None:
    result = planner(name, "--help")
    assert result.exit_code == 0
    assert "Example:\n" in result.stdout
    assert f"planner {name}" in result.stdout.partition("Example:")[2]


@pytest.mark.parametrize(
    ("group", "name"),
    [("presets", name) for name in ("list", "show", "save", "delete", "import")]
    + [("regions", name) for name in ("list", "show")],
)
def test_every_subcommand_has_help_with_an_example(planner: Run, group: str, name: str) -> None:
    result = planner(group, name, "--help")
    assert result.exit_code == 0
    assert f"planner {group} {name}" in result.stdout.partition("Example:")[2]


def test_the_main_help_lists_every_command(planner: Run) -> None:
    result = planner("--help")
    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert "Example:" in result.stdout


def test_version_is_the_packages(planner: Run) -> None:
    assert planner("--version").stdout == f"AI Energy Planner {__version__}\n"


def test_an_unknown_option_is_one_sentence(refusal: Refusal) -> None:
    assert "--windw" in refusal("--windw")
    assert "did you mean '--json'" in refusal("doctor", "--jsn")
