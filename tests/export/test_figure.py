"""Pictures, opened with readers of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import attrs
import pypdf
import pytest
from PIL import Image

from planner.export.exhibits import KINDS, exhibit
from planner.export.figure import render
from planner.export.labels import spread
from planner.export.pack import Choice, Pack, prepare
from planner.export.sheet import SIZES, Sheet, drawing, size_of
from planner.model.faults import Fault
from planner.model.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"


def svg_texts(content: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(content).iter(f"{SVG}text")]


def test_a_png_has_the_asked_size_and_dpi_and_its_words(pack: Pack) -> None:
    picture = Image.open(io.BytesIO(render(exhibit(pack, "timeline"), "png", size_of("160x100mm", 150))))
    assert picture.size == (945, 591)
    assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
    assert "2030" in picture.info["Description"]
    assert picture.info["Software"].startswith("AI Energy Planner")


def test_a_png_is_not_blank_and_nothing_touches_its_edge(pack: Pack) -> None:
    picture = Image.open(io.BytesIO(render(exhibit(pack, "timeline"), "png"))).convert("L")
    assert len(picture.getcolors(1 << 24)) > 50
    width, height = picture.size
    edges = [(0, 0, width, 8), (0, height - 8, width, height), (0, 0, 8, height), (width - 8, 0, width, height)]
    assert all(picture.crop(edge).getextrema() == (255, 255) for edge in edges)


def test_text_in_an_svg_stays_text_with_its_font_named(content: Callable[..., bytes]) -> None:
    svg = content("svg")
    texts = svg_texts(svg)
    assert any("한국" in text for text in texts)
    assert "2030" in texts
    assert any(text.startswith("Sources:") for text in texts)
    assert any("Logarithmic scale." in text for text in texts)
    assert b"sans-serif" in svg or b"Inter" in svg or b"DejaVu Sans" in svg
    assert b"<!DOCTYPE" not in svg


def test_an_svg_says_what_it_shows_and_refers_to_nothing_outside(content: Callable[..., bytes]) -> None:
    root = ElementTree.fromstring(content("svg"))
    assert root.findtext(f"{SVG}title")
    assert "in 2030" in (root.findtext(f"{SVG}desc") or "")
    assert root.get("role") == "img"
    for node in root.iter():
        for name, value in node.attrib.items():
            assert not (name.endswith("href") and not value.startswith("#"))


def test_fonts_of_a_pdf_are_embedded_and_it_holds_no_page_sized_bitmap(content: Callable[..., bytes]) -> None:
    page = pypdf.PdfReader(io.BytesIO(content("pdf"))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]
    assert fonts
    for font in fonts:
        if font["/Subtype"] == "/Type3":
            assert font["/CharProcs"]
        else:
            described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
    assert not list(page.images)
    assert float(page.mediabox.width) == pytest.approx(960, abs=1)
    assert "Sources" in page.extract_text()


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("size", ["slide", "square", "a4-half", "a4", "300x200px"])
def test_every_chart_is_drawn_at_every_size(preset_pack: Pack, key: str, size: str) -> None:
    try:
        item = exhibit(preset_pack, key)
    except Fault:
        pytest.skip("this plan has no such chart")
    texts = svg_texts(render(item, "svg", size_of(size)))
    assert item.title.split()[0] in " ".join(texts)


def test_no_text_leaves_the_sheet(preset_pack: Pack) -> None:
    from planner.export.figure import draw
    from planner.export.frame import frame

    for key in KINDS:
        try:
            item = exhibit(preset_pack, key)
        except Fault:
            continue
        for size in SIZES.values():
            with drawing(item.words):
                sheet = Sheet(size)
                draw(sheet, frame(sheet, item), item)
                for text in sheet.figure.texts:
                    box = text.get_window_extent()
                    assert box.x0 >= 0
                    assert box.x1 <= sheet.width + 0.5, text.get_text()
                    assert box.y0 >= 0
                    assert box.y1 <= sheet.height


def test_line_labels_do_not_overlap(preset_pack: Pack) -> None:
    wanted, heights = [100.0, 101.0, 99.0, 300.0], [30.0, 30.0, 30.0, 30.0]
    places = spread(wanted, heights, 0.0, 310.0)
    ordered = sorted(places)
    assert all(later - earlier >= 29.99 for earlier, later in pairwise(ordered))
    assert max(places) + 15 <= 310.01
    assert sorted(range(4), key=lambda index: places[index]) == [2, 0, 1, 3]


def test_many_series_become_small_multiples(workspace: Workspace) -> None:
    first = workspace.scenarios[0]
    many = attrs.evolve(
        workspace, scenarios=tuple(attrs.evolve(first, name=f"Case {number}") for number in range(1, 8)), baseline=""
    )
    texts = svg_texts(render(exhibit(prepare(many, Choice(samples=10)), "timeline"), "svg"))
    assert [text for text in texts if text.startswith("Case")][-7:] == [f"Case {number}" for number in range(1, 8)]


def test_a_linear_scale_begins_at_zero_and_one_year_is_drawn(workspace: Workspace) -> None:
    short = attrs.evolve(
        workspace, scenarios=tuple(attrs.evolve(item, end=2025) for item in workspace.scenarios), baseline=""
    )
    item = exhibit(prepare(short, Choice(log=False, samples=100)), "timeline")
    assert "Scale from zero." in item.note
    assert "0" in svg_texts(render(item, "svg"))


def test_an_own_title_replaces_the_finding(workspace: Workspace) -> None:
    item = exhibit(prepare(workspace, Choice(title="Agents decide", samples=100)), "timeline")
    assert item.title == "Agents decide"
    assert "Agents decide" in " ".join(svg_texts(render(item, "svg")))


@pytest.mark.parametrize("text", ["huge", "1x1mm", "90000x10mm", "5000x5000mm", ""])
def test_a_size_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(Fault):
        size_of(text)


def test_an_unknown_chart_is_refused_with_the_names_there_are(pack: Pack) -> None:
    with pytest.raises(Fault, match="timeline"):
        exhibit(pack, "pie")
