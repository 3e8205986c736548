"""Numbers at the edges: every result, chart, file and command is finite, or refused in words."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner
from edge_plans import EDGES, unreal, workspace_of

from planner.cli.main import cli
from planner.engine.simulate import simulate
from planner.export.exhibits import ASKED, KINDS, exhibit, exhibits
from planner.export.files import to_bytes
from planner.export.pack import Choice, Pack, conversions, prepare
from planner.model.faults import Fault
from planner.store.files import write_plan

TOO_LARGE = {"200 years of more than a number holds"}
"""The plans whose results no number can hold; all others have results."""


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    return {}


def pack_of(name: str, packs: dict[str, Pack]) -> Pack:
    if name not in packs:
        packs[name] = prepare(workspace_of(name), Choice(scenario="Plan", samples=400, date="2026-11-23"))
    return packs[name]


@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("name", EDGES)
def test_results_are_finite_or_refused(name: str, precision: Any) -> None:
    scenario = EDGES[name]()
    if name in TOO_LARGE:
        with pytest.raises(Fault, match="too large"):
            simulate(scenario, conversions(scenario), 400, precision=precision)
        return
    result = simulate(scenario, conversions(scenario), 400, precision=precision)
    for band in (*result.outcomes.values(), *result.workloads.values()):
        assert np.isfinite(band.rows()).all()
        assert (np.diff([band.p5, band.p25, band.p50, band.p75, band.p95], axis=0) >= 0).all()


def test_a_million_runs_are_finite() -> None:
    scenario = EDGES["from 1e-30 to 1e30"]()
    result = simulate(scenario, conversions(scenario), 1_000_000, outcomes=("energy",), by_workload=False)
    assert result.samples >= 1_000_000
    assert np.isfinite(result.outcomes["energy"].rows()).all()


@pytest.mark.parametrize("name", sorted(EDGES.keys() - TOO_LARGE))
def test_charts_and_findings_hold_numbers_only(name: str, packs: dict[str, Pack]) -> None:
    pack = pack_of(name, packs)
    made, refusals = 0, []
    for kind in (*KINDS, *ASKED):
        try:
            shown = exhibit(pack, kind)
        except Fault as fault:
            refusals.append(str(fault))
            continue
        made += 1
        words = [shown.title, shown.subtitle, shown.note, shown.alt, *map(str, shown.table.headings)]
        words += [str(cell) for row in shown.table.rows for cell in row]
        assert unreal("\n".join(words)) == [], kind
    assert made >= 3
    assert unreal("\n".join(refusals)) == []


@pytest.mark.parametrize("form", ["svg", "csv", "xlsx", "html", "pptx"])
@pytest.mark.parametrize("name", ["zero volume", "1e30 each", "from 1e-30 to 1e30", "one driver"])
def test_files_hold_numbers_only(name: str, form: str, packs: dict[str, Pack]) -> None:
    pack = pack_of(name, packs)
    found = exhibits(pack)
    content = to_bytes(pack, found[:1] if form == "svg" else found, form, with_plan=False)
    assert unreal(_text(content, form)) == []


def _text(content: bytes, form: str) -> str:
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    if form == "pptx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("name", EDGES)
def test_commands_print_numbers_or_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "edge.aiplan"
    write_plan(path, workspace_of(name))
    commands = (
        ["run", str(path), "--samples", "400", "--format", "json"],
        ["run", str(path), "--samples", "400"],
        ["compare", str(path), "--from", "Ordinary", "--to", "Plan", "--outcome", "energy", "--year", "2025", "--json"],
        ["check", str(path)],
    )
    for command in commands:
        answer = CliRunner().invoke(cli, command, prog_name="planner")
        assert answer.exit_code in (0, 1, 2), (command, answer.output)
        assert answer.exception is None or isinstance(answer.exception, SystemExit), command
        assert unreal(answer.stdout + answer.stderr) == [], command
        if answer.exit_code == 2:
            assert answer.stderr.count("\n") == 1
        elif "json" in " ".join(command):
            json.loads(answer.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize(
    ("energy", "volume"),
    [("0 Wh/query", "0 query/day"), ("1e60 Wh/query", "1e60 query/day"), ("1e-60 Wh/query", "1e-60 to 1e60 query/day")],
)
def test_calc_prints_numbers_only(energy: str, volume: str) -> None:
    for form in ([], ["--json"]):
        answer = CliRunner().invoke(cli, ["calc", energy, volume, *form], prog_name="planner")
        assert answer.exit_code == 0, answer.output
        assert unreal(answer.stdout + answer.stderr) == []


@pytest.mark.parametrize("word", ["nan", "NaN GWh", "-inf", "−Infinity", "∞", "is not a number"])
def test_what_is_no_number_would_be_found(word: str) -> None:
    assert unreal(f"about {word}.") or unreal(f"about {word}")
    assert not unreal("nano, information, infinite finance")
