"""The deck, read back with python-pptx."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from planner.export.exhibits import exhibit, exhibits
from planner.export.pack import Pack
from planner.export.slides import to_pptx


@pytest.fixture(scope="module")
def deck(preset_pack: Pack) -> Presentation:
    return Presentation(io.BytesIO(to_pptx(preset_pack, exhibits(preset_pack))))


def shapes(slide: object, what: str) -> list[object]:
    return [shape for shape in slide.shapes if getattr(shape, f"has_{what}", False)]  # type: ignore[attr-defined]


def test_there_is_one_slide_for_each_chart_with_its_title(deck: Presentation, preset_pack: Pack) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [item.title for item in exhibits(preset_pack)]
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)


def test_the_timeline_is_a_native_chart_with_the_engine_s_numbers(deck: Presentation, preset_pack: Pack) -> None:
    chart = shapes(deck.slides[0], "chart")[0].chart
    assert chart.chart_type == XL_CHART_TYPE.LINE
    series = {plotted.name: list(plotted.values) for plotted in chart.plots[0].series}
    for result in preset_pack.results:
        assert series[result.scenario.name] == pytest.approx(list(result.outcomes["energy"].p50))
        assert series[f"{result.scenario.name}, P95"] == pytest.approx(list(result.outcomes["energy"].p95))
    assert "logBase" in chart._chartSpace.xml


def test_every_slide_but_the_working_has_a_native_chart_and_the_working_a_table(
    deck: Presentation, preset_pack: Pack
) -> None:
    for slide, item in zip(deck.slides, exhibits(preset_pack), strict=True):
        assert len(shapes(slide, "table" if item.key == "working" else "chart")) == 1


def test_a_chart_s_workbook_is_inside_so_that_it_can_be_edited(deck: Presentation) -> None:
    for slide in deck.slides:
        for shape in shapes(slide, "chart"):
            assert shape.chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


def test_notes_hold_working_sources_and_alt_text(deck: Presentation, preset_pack: Pack) -> None:
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    assert "365.25" in notes
    assert "Sources:" in notes
    assert "https://" in notes
    assert exhibit(preset_pack, "timeline").alt in notes


def test_charts_say_what_they_show(deck: Presentation) -> None:
    for slide in deck.slides:
        for shape in shapes(slide, "chart"):
            assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_awkward_names_survive(content: Callable[..., bytes]) -> None:
    made = Presentation(io.BytesIO(content("pptx")))
    names = [plotted.name for plotted in shapes(made.slides[0], "chart")[0].chart.plots[0].series]
    assert "=SUM(A1) $x$ 한국 <b>" in names


def test_homes_are_the_engine_s(deck: Presentation, preset_pack: Pack) -> None:
    index = [item.key for item in exhibits(preset_pack)].index("households")
    values = list(shapes(deck.slides[index], "chart")[0].chart.plots[0].series[0].values)
    wanted = [result.at("households", preset_pack.year)["p50"] for result in preset_pack.results]
    assert values == pytest.approx(wanted)
