"""Exported files in the programs that people open them with: LibreOffice, a PDF reader, librsvg, a browser.

Each test is skipped where its program is absent; ``packaging/dev.py test --system`` installs them all.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from matplotlib.image import imread
from pptx import Presentation

from planner.chart.spec import Chart
from planner.engine.working import work_out
from planner.export.embed import into_svg
from planner.export.exhibits import exhibit, exhibits
from planner.export.files import figure_bytes, to_bytes
from planner.export.pack import Pack, conversions
from planner.export.sheet import size_of

pytestmark = pytest.mark.programs

FIGURES = ("timeline", "shares", "distribution", "map", "waterfall", "households", "estimates", "working")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the browser itself asks for updates: not from here
)


def program(name: str) -> str:
    """Return the path of a program, or skip the test."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


def said_by(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], Path]:
    """Return a function that lets LibreOffice open a file and save it as another kind."""
    soffice = program("soffice")
    profile = tmp_path_factory.mktemp("office")

    def convert(content: bytes, form: str, to: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        source = folder / f"exported.{form}"
        source.write_bytes(content)
        out = folder / "out"
        settings = f"-env:UserInstallation={profile.as_uri()}"
        said_by(soffice, settings, "--headless", "--convert-to", to, "--outdir", out, source)
        return out / f"exported.{to}"

    return convert


def without_cached_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have no results, so that whoever opens it has to work them out."""
    stream, dropped = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
                dropped += count
            new.writestr(name, part)
    assert dropped > 50
    return stream.getvalue()


@pytest.mark.parametrize("which", ["pack", "preset_pack"])
def test_libreoffice_works_the_workbook_out_to_the_program_s_point_results(
    which: str, request: pytest.FixtureRequest, office: Callable[..., Path]
) -> None:
    shown: Pack = request.getfixturevalue(which)
    bare = without_cached_values(to_bytes(shown, [exhibit(shown, "timeline")], "xlsx"))
    book = openpyxl.load_workbook(office(bare, "xlsx", "xlsx"), data_only=True)
    rows = [[cell.value for cell in row] for row in book["Results"].iter_rows()]
    column = {re.split(r",", str(heading))[0]: index for index, heading in reversed([*enumerate(rows[0])])}
    names = {"households": "Households", "emissions": "Emissions", "power": "Average power"}
    seen = 0
    for row in rows[1:]:
        scenario = shown.workspace.scenario(str(row[0]))
        working = work_out(scenario, conversions(scenario), int(row[1]))
        assert row[2] == pytest.approx(working.energy, rel=1e-9, abs=1e-12)
        for outcome, heading in names.items():
            if outcome in working.outcomes and heading in column:
                expected = working.outcomes[outcome].running
                assert row[column[heading]] == pytest.approx(expected, rel=1e-9, abs=1e-12), (outcome, row[:2])
                seen += 1
    assert seen >= len(rows) - 1


def test_libreoffice_reads_the_numbers_of_the_native_charts(preset_pack: Pack, office: Callable[..., Path]) -> None:
    items = exhibits(preset_pack)
    deck = Presentation(str(office(to_bytes(preset_pack, items, "pptx"), "pptx", "pptx")))
    assert len(deck.slides) == len(items)
    charts = [[shape.chart for shape in slide.shapes if shape.has_chart] for slide in deck.slides]
    for item, found in zip(items, charts, strict=True):
        assert bool(found) == (item.key != "working"), item.key
    timeline = items[0].body
    assert isinstance(timeline, Chart)
    values = {plotted.name: plotted.values for plotted in charts[0][0].plots[0].series}
    for series in timeline.series:
        assert values[series.name] == pytest.approx(series.fan.p50)
        assert values[f"{series.name}, P95"] == pytest.approx(series.fan.p95)


@pytest.mark.parametrize("key", FIGURES)
def test_a_pdf_has_its_fonts_and_no_picture_of_a_page(key: str, preset_pack: Pack, tmp_path: Path) -> None:
    pdffonts, pdfimages = program("pdffonts"), program("pdfimages")
    path = tmp_path / "figure.pdf"
    path.write_bytes(figure_bytes(exhibit(preset_pack, key), "pdf", None))
    fonts = said_by(pdffonts, path).splitlines()[2:]
    assert fonts
    for line in fonts:
        embedded, subset, unicode_map = line.split()[-5:-2]
        assert (embedded, subset, unicode_map) == ("yes", "yes", "yes"), line
    assert len(said_by(pdfimages, "-list", path).splitlines()) == 2, "only the heading: nothing is a bitmap"


@pytest.mark.parametrize("key", FIGURES)
def test_librsvg_draws_an_svg_as_the_png_is(key: str, preset_pack: Pack, tmp_path: Path) -> None:
    rsvg = program("rsvg-convert")
    item, size = exhibit(preset_pack, key), size_of("slide", 72)
    drawing = tmp_path / "figure.svg"
    drawing.write_bytes(into_svg(figure_bytes(item, "svg", size), "{}"))
    said_by(rsvg, "--width", "960", "--height", "540", "--keep-aspect-ratio", "-o", tmp_path / "rsvg.png", drawing)
    (tmp_path / "ours.png").write_bytes(figure_bytes(item, "png", size))
    theirs, ours = (imread(tmp_path / name)[:540, :960, :3] for name in ("rsvg.png", "ours.png"))
    assert theirs.shape == ours.shape
    # Letters come out a little different, areas and lines do not: compare the tone of squares of 30 pixels.
    tones = [picture.reshape(18, 30, 32, 30, 3).mean(axis=(1, 3)) for picture in (theirs, ours)]
    assert float(np.abs(tones[0] - tones[1]).max()) < 0.2
    assert float(ours.mean()) < 0.99


def browse(chromium: str, page: Path, folder: Path) -> tuple[str, str, list[str]]:
    """Open a page; return what it has become, what its console said, and what it asked the network for.

    Requests of the browser itself have no origin; those of a page have one, if only the nameless one of a file.
    """
    log = folder / f"{page.stem}-net.json"
    profile = f"--user-data-dir={folder / page.stem}"
    done = subprocess.run(
        [
            *(chromium, *FLAGS, profile, "--enable-logging=stderr", f"--log-net-log={log}"),
            *("--virtual-time-budget=30000", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    events = json.loads(log.read_text("utf-8"))["events"]
    begun = [event["params"] for event in events if "initiator" in event.get("params", {})]
    asked = [found["url"] for found in begun if found["initiator"] != "not an origin"]
    return done.stdout, console, [url for url in asked if not url.startswith(("file:", "data:"))]


def test_the_page_asks_the_network_for_nothing_and_its_console_stays_silent(preset_pack: Pack, tmp_path: Path) -> None:
    chromium = program("chromium")
    page = tmp_path / "page.html"
    page.write_bytes(to_bytes(preset_pack, exhibits(preset_pack), "html"))
    became, console, asked = browse(chromium, page, tmp_path)
    assert "<h1>" in became
    assert became.count("<svg") == len(exhibits(preset_pack))
    assert console == ""
    assert asked == []
    page.write_text(
        '<!DOCTYPE html><title>Bad</title><img src="http://192.0.2.1/x.png" alt=""><script>missing()</script>',
        encoding="utf-8",
    )
    _became, console, asked = browse(chromium, page, tmp_path)
    assert "missing is not defined" in console
    assert asked == ["http://192.0.2.1/x.png"]


def test_axe_finds_no_barrier_in_the_page(preset_pack: Pack, tmp_path: Path) -> None:
    chromium = program("chromium")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    run = (
        f"axe.run(document, {{runOnly: {{type: 'tag', values: {json.dumps(tags)}}}}}).then(found => {{"
        "document.body.innerHTML = ''; const pre = document.createElement('pre');"
        "pre.textContent = JSON.stringify({passes: found.passes.map(rule => rule.id), violations: found.violations.map("
        "rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))])}); document.body.append(pre)})"
    )
    text = to_bytes(preset_pack, exhibits(preset_pack), "html").decode("utf-8").replace("<details>", "<details open>")
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>"), encoding="utf-8")
    became, _console, _asked = browse(chromium, page, tmp_path)
    found: Any = re.search(r"<pre>(\{.*?\})</pre>", became, re.DOTALL)
    assert found, became[-500:]
    result = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert result["violations"] == []
    assert {"color-contrast", "html-has-lang", "svg-img-alt", "document-title"} <= set(result["passes"])
