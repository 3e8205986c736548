"""``planner evidence``: the list with its filters, one record with its rivals, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from planner.assets import resource

Run = Callable[..., Result]
Refusal = Callable[..., str]
PUBLISHED = json.loads(resource("evidence", "evidence.json").read_text("utf-8"))


def listed(planner: Run, *arguments: str) -> list[dict]:
    result = planner("evidence", "list", *arguments, "--json")
    assert result.exit_code == 0, result.output
    entries: list[dict] = json.loads(result.stdout)["entries"]
    return entries


def test_the_list_holds_every_entry_of_the_library(planner: Run) -> None:
    assert [entry["id"] for entry in listed(planner)] == [entry["id"] for entry in PUBLISHED["entries"]]
    assert json.loads(planner("evidence", "list", "--json").stdout)["version"] == PUBLISHED["version"]
    table = planner("evidence", "list").stdout
    assert "altman-2025" in table
    assert table.rstrip().endswith(f"{len(PUBLISHED['entries'])} figures")


@pytest.mark.parametrize(
    ("arguments", "keeps"),
    [
        (["--topic", "pue"], lambda entry: entry["topic"] == "pue"),
        (["--kind", "claim", "--kind", "estimate"], lambda entry: entry["kind"] in ("claim", "estimate")),
        (["--modality", "video", "--boundary", "server"], lambda entry: entry["id"].startswith("hf-")),
        (["--from", "2026"], lambda entry: entry["date"] >= "2026"),
        (["--topic", "energy", "--current"], lambda entry: entry["topic"] == "energy" and not entry["superseded_by"]),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_names(planner: Run, arguments: list[str], keeps: Callable[[dict], bool]) -> None:
    assert [entry["id"] for entry in listed(planner, *arguments)] == [
        entry["id"] for entry in PUBLISHED["entries"] if keeps(entry)
    ]


def test_an_empty_list_says_so(planner: Run) -> None:
    assert "0 figures" in planner("evidence", "list", "--modality", "video", "--kind", "claim").stdout


def test_show_gives_the_record_as_published(planner: Run) -> None:
    published = next(entry for entry in PUBLISHED["entries"] if entry["id"] == "google-2025-median")
    shown = json.loads(planner("evidence", "show", "google-2025-median", "--json").stdout)
    assert {name: shown[name] for name in published} == published
    table = planner("evidence", "show", "google-2025-median").stdout
    for name in ("as_published", "subject", "boundary", "citation", "url", "caveat", "date"):
        assert published[name] in table


def test_rivals_are_current_figures_of_the_same_use(planner: Run) -> None:
    shown = json.loads(planner("evidence", "show", "devries-2023", "--json").stdout)
    by_id = {entry["id"]: entry for entry in PUBLISHED["entries"]}
    assert shown["rivals"][0] == "epoch-2025"  # what superseded it leads
    assert all(by_id[name]["modality"] == "text" and not by_id[name]["superseded_by"] for name in shown["rivals"])
    assert "devries-2023" not in shown["rivals"]


def test_an_unknown_id_is_refused_with_the_nearest(refusal: Refusal) -> None:
    assert "altman-2025" in refusal("evidence", "show", "altman")
    assert "topic" in refusal("evidence", "list", "--topic", "weather")


@pytest.mark.parametrize("name", [entry["id"] for entry in PUBLISHED["entries"]][::20])
def test_every_record_can_be_shown(planner: Run, name: str) -> None:
    assert planner("evidence", "show", name).exit_code == 0
