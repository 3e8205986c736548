"""``planner export``, ``open-export`` and ``check`` as typed."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.store.codec import loads
from tests.cli.conftest import Run

TWO = ("two-timeline", "two-working")


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "csv", "xlsx", "pptx", "html"])
def test_each_format_is_written_and_all_but_a_table_open_again(
    form: str, planner: Run, plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"chart.{form}"
    result = planner("export", str(plan), "--samples", "100", "-o", str(out), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["files"] == [{"path": str(out), "bytes": out.stat().st_size}]
    if form != "csv":
        opened = planner("open-export", str(out))
        assert opened.exit_code == 0
        assert loads(opened.stdout) == loads(plan.read_text("utf-8"))


def test_without_the_plan_a_file_does_not_open(
    planner: Run, plan: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    out = tmp_path / "chart.svg"
    assert planner("export", str(plan), "--no-plan", "-o", str(out)).exit_code == 0
    assert "carries no plan" in refusal("open-export", str(out))


def test_one_call_writes_many_charts_each_under_its_name(planner: Run, plan: Path, tmp_path: Path) -> None:
    pattern = str(tmp_path / "{plan}-{chart}-{year}.svg")
    arguments = ["--chart", "timeline", "--chart", "working", "--year", "2026", "--samples", "100"]
    result = planner("export", str(plan), "per-user", *arguments, "-o", pattern)
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in tmp_path.glob("*.svg"))
    assert names == [
        "per-user-timeline-2026.svg",
        "per-user-working-2026.svg",
        "two-timeline-2026.svg",
        "two-working-2026.svg",
    ]


def test_a_chart_s_csv_holds_that_chart_and_any_other_all_results(planner: Run, plan: Path, tmp_path: Path) -> None:
    charts = ["--chart", "breakdown", "--chart", "shares", "--samples", "100"]
    assert planner("export", str(plan), *charts, "-o", str(tmp_path / "{chart}.csv")).exit_code == 0
    assert planner("export", str(plan), "--samples", "100", "-o", str(tmp_path / "all.csv")).exit_code == 0
    breakdown, shares, everything = (
        (tmp_path / f"{name}.csv").read_text("utf-8") for name in ("breakdown", "shares", "all")
    )
    heading = "scenario,workload,outcome,year,statistic,value,unit"
    assert {text.partition("\n")[0] for text in (breakdown, shares, everything)} == {heading}
    assert "Exact,Agents,energy,2025,mean," in breakdown
    assert "Exact,Agents,energy,2025,share of mean," in shares
    assert "households" in everything
    assert "households" not in breakdown + shares


def test_words_of_one_s_own_are_about_one_chart(
    planner: Run, plan: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    out = tmp_path / "chart.svg"
    assert planner("export", str(plan), "--samples", "100", "--alt", "Flat, then up.", "-o", str(out)).exit_code == 0
    assert "<desc>Flat, then up.</desc>" in out.read_text("utf-8")
    two = ("--chart", "timeline", "--chart", "working")
    assert "one chart" in refusal("export", str(plan), *two, "--alt", "Flat.", "-o", str(tmp_path / "{chart}.svg"))


def test_published_totals_are_drawn_when_asked_for(planner: Run, tmp_path: Path) -> None:
    out = tmp_path / "chart.svg"
    assert planner("export", "chat-and-agents", "--samples", "100", "--totals", "-o", str(out)).exit_code == 0
    assert "649 TWh in 2030" in out.read_text("utf-8")


def test_an_interrupted_export_says_how_far_it_came_and_leaves_whole_files(plan: Path, tmp_path: Path) -> None:
    plans = []
    for index in range(34):
        plans.append(tmp_path / f"plan{index}.aiplan")
        plans[-1].write_bytes(plan.read_bytes())
    charts = [part for chart in ("timeline", "breakdown", "working") for part in ("--chart", chart)]
    command = [sys.executable, "-m", "planner", "export", *map(str, plans), *charts, "--samples", "100", "--dpi", "40"]
    out = str(tmp_path / "{plan}-{chart}.png")
    with subprocess.Popen([*command, "-o", out], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = []
        for line in process.stderr:
            told.append(line)
            if line.startswith("4. "):
                process.send_signal(signal.SIGINT)
    assert process.returncode == 130, told
    written = [path for path in tmp_path.iterdir() if path.suffix == ".png"]
    assert 4 <= len(written) < 102
    count = len([line for line in told if re.match(r"\d+\. ", line)])
    assert f"of all files {count} are written" in told[-1]
    for path in written:
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert content[-8:-4] == b"IEND"
    assert {path.suffix for path in tmp_path.iterdir()} == {".png", ".aiplan"}


def test_two_files_of_one_name_are_refused(plan: Path, tmp_path: Path, planner: Run) -> None:
    result = planner("export", str(plan), "per-user", "-o", str(tmp_path / "same.csv"))
    assert result.exit_code == 2
    assert "{plan}" in result.stderr


def test_the_brief_pack_is_whole(planner: Run, plan: Path, tmp_path: Path) -> None:
    result = planner("export", str(plan), "--brief", str(tmp_path / "brief"), "--samples", "100")
    assert result.exit_code == 0, result.output
    endings = {path.suffix for path in (tmp_path / "brief").iterdir()}
    assert endings == {".pdf", ".pptx", ".xlsx", ".csv", ".html", ".svg", ".png"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "chart.bmp"), ".png"),
        ((), "-o OUT.png"),
        (("-o", "x.png", "--year", "1999"), "2025"),
        (("-o", "x.png", "--scenario", "Nobody"), "Nobody"),
        (("-o", "x.png", "--outcome", "happiness"), "households"),
        (("-o", "x.png", "--size", "enormous"), "slide"),
        (("-o", "x.png", "--unit", "parsec"), "GWh/year"),
        (("-o", "x.png", "--threshold", "3 kg"), "threshold"),
        (
            (
                "-o",
                "no-such-folder/x.csv",
            ),
            "cannot be written",
        ),
        (("-o", "x.svg", "--chart", "waterfall", "--scenario", "Exact", "--year", "2027"), "second scenario"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_sentence(
    arguments: tuple[str, ...], said: str, refusal: Callable[..., str], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    assert said in refusal("export", str(plan), *arguments)


def test_a_full_disk_leaves_the_old_file_whole(
    refusal: Callable[..., str], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "table.csv"
    out.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("planner.store.files.os.fsync", full)
    assert "disk is full" in refusal("export", str(plan), "-o", str(out))
    assert out.read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob(".saving-*"))


def test_check_tells_problems_with_remedies_and_exits_with_one(planner: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.aiplan"
    path.write_text(
        '{"format": "ai-energy-plan", "schema": 1, "scenarios": [{"name": "Bad", "start": 2025, "end": 2026,'
        ' "workloads": [{"name": "Chat", "drivers": [{"id": "energy", "name": "Energy", "value": "1 Wh/query"},'
        ' {"id": "volume", "name": "Queries", "value": "1e9 query/day"}]}]}]}',
        encoding="utf-8",
    )
    result = planner("check", str(path))
    assert result.exit_code == 1
    assert "own assumption" in result.stdout
    found = planner("check", str(path), "--json")
    assert found.exit_code == 1
    assert {item["rule"] for item in json.loads(found.stdout)["problems"]} == {"own assumption"}


def test_check_is_content_with_a_shipped_preset(planner: Run) -> None:
    result = planner("check", "chat-and-agents")
    assert result.exit_code == 0, result.stdout
    assert "in order" in result.stdout


def test_export_needs_no_display_and_loads_no_qt(plan: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from planner.cli.main import cli\n"
        f"sys.argv = ['planner', 'export', {str(plan)!r}, '--samples', '100', '-o', {str(tmp_path / 'a.png')!r}]\n"
        "try: cli()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph', 'matplotlib.pyplot'))]\n"
    )
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr


def test_calc_does_not_load_what_only_an_export_needs() -> None:
    code = (
        "import sys, planner.cli.calc, planner.cli.main, planner.cli.export\n"
        "assert not {'matplotlib', 'pptx', 'xlsxwriter', 'PySide6'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
