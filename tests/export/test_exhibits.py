"""Every chart of the window as a figure: its own numbers, the marked year, published totals, words of one's own."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict

import attrs
import numpy as np
import openpyxl
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from planner.chart.headline import spoken_year
from planner.chart.spec import Chart
from planner.engine.compare import runs_in
from planner.engine.decomposition import decompose
from planner.engine.outcome import Case
from planner.export.exhibit import Exhibit
from planner.export.exhibits import KINDS, exhibit, exhibits
from planner.export.files import to_bytes
from planner.export.pack import Choice, Pack, conversions, prepare
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import library


def rows(pack: Pack, *keys: str) -> list[dict[str, str]]:
    content = to_bytes(pack, [exhibit(pack, key) for key in keys], "csv")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def asked(pack: Pack, **choices: object) -> Pack:
    return attrs.evolve(pack, choice=attrs.evolve(pack.choice, **choices))


def test_a_plan_has_every_chart_that_the_window_shows(preset_pack: Pack) -> None:
    shown = exhibits(preset_pack)
    assert {"timeline", "shares", "difference", "distribution", "map", "households", "working"} <= set(KINDS)
    for item in shown:
        assert item.title
        assert item.subtitle
        assert item.alt
        assert item.source_line
        assert "evidence" in item.credit
    for item in shown:
        if item.key not in ("estimates", "working"):
            assert "United States" in item.subtitle, item.key
            assert re.search(r"20\d\d", item.subtitle), item.key


def test_each_chart_s_table_holds_what_that_chart_shows(preset_pack: Pack) -> None:
    tables = {item.key: item.lines for item in exhibits(preset_pack)}
    assert all(tables.values())
    assert len({lines[:3] for lines in tables.values()}) == len(tables)


def test_the_table_of_a_waterfall_adds_up_to_the_difference(preset_pack: Pack) -> None:
    main, other = preset_pack.main.scenario, preset_pack.workspace.scenarios[0]
    found = decompose(*(Case(one, conversions(one)) for one in (other, main)), "energy", preset_pack.year)
    lines = rows(preset_pack, "waterfall")
    points = [float(line["value"]) for line in lines if line["statistic"] == "point"]
    steps = [float(line["value"]) for line in lines if line["statistic"].startswith("step: ")]
    assert points == [found.before, found.after]
    assert sum(steps) == pytest.approx(found.after - found.before, rel=1e-9)
    assert {line["year"] for line in lines} == {str(preset_pack.year)}


def test_the_table_of_a_distribution_has_the_percentiles_of_its_draws(preset_pack: Pack) -> None:
    scenario = preset_pack.main.scenario
    runs = runs_in(scenario, conversions(scenario), "energy", preset_pack.year, preset_pack.choice.samples)
    values = {line["statistic"]: float(line["value"]) for line in rows(preset_pack, "distribution")}
    for percent in (1, 5, 50, 95, 99):
        assert values[f"p{percent}"] == pytest.approx(np.percentile(runs, percent, method="hazen"), rel=1e-12)
    assert values["share of draws above the threshold"] == pytest.approx(100 * np.mean(runs > values["threshold"]))


def test_shares_add_up_in_every_year(preset_pack: Pack) -> None:
    sums: dict[str, float] = defaultdict(float)
    for line in rows(preset_pack, "shares"):
        assert line["unit"] == "%"
        sums[line["year"]] += float(line["value"])
    assert len(sums) == len(preset_pack.main.years)
    assert list(sums.values()) == pytest.approx([100.0] * len(sums))


def test_several_charts_share_one_table_of_all_results(preset_pack: Pack) -> None:
    outcomes = {line["outcome"] for line in rows(preset_pack, "waterfall", "map")}
    assert outcomes >= {"energy", "power", "households", "emissions"}


def test_a_workbook_has_the_numbers_of_its_charts_on_a_sheet(preset_pack: Pack) -> None:
    items = [exhibit(preset_pack, key) for key in ("sensitivity", "map")]
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(preset_pack, items, "xlsx")))
    lines = list(book["Chart data"].iter_rows(min_row=2, values_only=True))
    assert len(lines) == sum(len(item.lines) for item in items)
    assert lines[0] == ("sensitivity", *items[0].lines[0])


def test_the_finding_speaks_of_the_year_that_the_window_opens_at(preset_pack: Pack, workspace: Workspace) -> None:
    assert preset_pack.year == 2030 == spoken_year(preset_pack.main.scenario)
    assert "in 2030" in exhibit(preset_pack, "timeline").title
    still = attrs.evolve(
        workspace.scenarios[1],
        workloads=tuple(
            attrs.evolve(
                work,
                drivers=tuple(
                    attrs.evolve(one, trajectory=workspace.scenarios[0].workloads[0].drivers[1].trajectory)
                    for one in work.drivers
                ),
            )
            for work in workspace.scenarios[1].workloads
        ),
    )
    assert spoken_year(still) == still.start
    marked = prepare(preset_pack.workspace, Choice(year=2033, samples=100))
    assert "in 2033" in exhibit(marked, "timeline").title


def test_published_totals_stand_in_the_figure_with_their_sources(preset_pack: Pack) -> None:
    plain = exhibit(preset_pack, "timeline")
    shown = exhibit(asked(preset_pack, envelope=True), "timeline")
    assert isinstance(shown.body, Chart)
    assert isinstance(plain.body, Chart)
    line = shown.body.series[-1]
    assert line.ghost
    assert line.end_label == "649 TWh in 2030"
    # Berkeley Lab's totals of the United States, in the unit of the chart.
    assert line.fan.p50[shown.body.years == 2030][0] == pytest.approx(649_000)
    assert shown.body.y.high > plain.body.y.high
    assert "all data centres of the United States" in shown.note
    assert "Lawrence Berkeley" in shown.sources
    added = set(shown.citations) - set(plain.citations)
    assert any(citation.startswith(library.evidence()["lbnl-2030"].citation) for citation in added)
    published = {one[3]: one[5] for one in shown.lines if one[4] == "published"}
    assert published[2030] == pytest.approx(649_000)
    svg = to_bytes(asked(preset_pack, envelope=True), [shown], "svg", with_plan=False).decode("utf-8")
    assert "649 TWh in 2030" in svg


def test_totals_are_left_out_of_an_outcome_they_do_not_have(preset_pack: Pack) -> None:
    shown = exhibit(asked(preset_pack, envelope=True, outcome="households", unit=""), "timeline")
    assert isinstance(shown.body, Chart)
    assert not any(series.ghost for series in shown.body.series)


OWN = "Agents’ share <grows> & grows: “most” of it by 2030."


def descriptions(pack: Pack, item: Exhibit) -> dict[str, str]:
    """Return where each format keeps the words, read by another library than the one that wrote them."""
    files = {form: to_bytes(pack, [item], form) for form in ("png", "svg", "pdf", "pptx", "xlsx", "html")}
    pdf = pypdf.PdfReader(io.BytesIO(files["pdf"])).metadata
    assert pdf is not None
    slide = Presentation(io.BytesIO(files["pptx"])).slides[0]
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as book:
        drawing = book.read("xl/drawings/drawing1.xml").decode("utf-8")
    return {
        "png": str(Image.open(io.BytesIO(files["png"])).info["Description"]),
        "svg": files["svg"].decode("utf-8"),
        "pdf": str(pdf.subject),
        "pptx": frame._element.xpath(".//p:cNvPr")[0].get("descr"),
        "xlsx": drawing,
        "html": files["html"].decode("utf-8"),
    }


def test_words_of_one_s_own_are_kept_in_every_format_that_can_hold_them(preset_pack: Pack) -> None:
    pack = asked(preset_pack, alt=OWN)
    found = descriptions(pack, exhibit(pack, "timeline"))
    assert found["png"] == found["pdf"] == found["pptx"] == OWN
    escaped = OWN.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<desc>{escaped}</desc>" in found["svg"]
    assert f'descr="{escaped}"' in found["xlsx"]
    assert f'aria-label="{escaped}"' in found["html"]


@pytest.mark.parametrize(("text", "said"), [("2 to 3 TWh/year", "range"), ("3 kg", "3 kg"), ("many", "many")])
def test_a_threshold_that_is_no_amount_is_refused(preset_pack: Pack, text: str, said: str) -> None:
    with pytest.raises(Fault, match=said):
        prepare(preset_pack.workspace, Choice(samples=100, options=(("threshold", text),)))


def test_the_map_turns_the_two_assumptions_that_were_chosen(preset_pack: Pack) -> None:
    workloads = {work.id: [one.id for one in work.drivers] for work in preset_pack.main.scenario.workloads}
    first, second = workloads
    options = (("across", f"{first}/{workloads[first][0]}/value"), ("up", f"{second}/{workloads[second][0]}/value"))
    chosen = asked(preset_pack, options=options)
    assert exhibit(chosen, "map").alt.startswith("Map of Chat: Energy per message (across) and Agents: ")
