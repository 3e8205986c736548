"""A deck: one chart a slide, native and editable, with the working and the sources in the speaker notes.

A chart over the years is a line chart of medians with the ends of the 90 % band as thin lines, because a fan cannot be
drawn natively on a logarithmic axis. What is not a chart in PowerPoint's sense is a native table.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from planner.chart.magnitudes import Magnitudes
from planner.chart.shapes import Area, Bars, Distribution, Icons
from planner.chart.spec import Chart
from planner.chart.two_way_map import TwoWayMap
from planner.export.cells import clean
from planner.export.exhibit import Exhibit, Table
from planner.export.pack import Pack
from planner.export.palette import INK, QUIET
from planner.export.slide_bars import add_bars, add_homes, add_stack
from planner.export.slide_charts import add_magnitudes, add_timeline
from planner.export.slide_parts import Place, add_plan, add_table, chains, describe, notes, write
from planner.export.slide_scatter import add_distribution, add_map
from planner.text import _

WIDTH, HEIGHT = 960.0, 540.0
_LEFT, _RIGHT = 40.0, 920.0


def to_pptx(pack: Pack, exhibits: Sequence[Exhibit], plan: str = "") -> bytes:
    """Return the deck of ``exhibits``, with ``plan`` in a custom part unless that is empty."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(Pt(WIDTH)), Emu(Pt(HEIGHT))
    found = pack.headline
    properties = deck.core_properties
    properties.title, properties.author = clean(found.sentence, 250), "AI Energy Planner"
    properties.subject, properties.comments = clean(found.under, 250), exhibits[0].credit if exhibits else ""
    for item in exhibits:
        _slide(deck, item)
    if plan:
        add_plan(deck, plan)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _slide(deck: Any, item: Exhibit) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (Emu(Pt(value)) for value in (_LEFT, 24, _RIGHT - _LEFT, 64))
    size = next((size for size, most in ((26, 75), (22, 95)) if len(item.title) < most), 18)
    write(title.text_frame, [item.title], size, INK, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    below = _box(slide, 90, 42)
    write(below.text_frame, item.subtitle.splitlines()[:2], 14, QUIET)
    place = Place(_LEFT, 138.0, _RIGHT - _LEFT, 324.0)
    match item.body:
        case Chart() as body:
            frame = add_timeline(slide, body, place)
        case Magnitudes() as body:
            frame = add_magnitudes(slide, body, place)
        case Area() as body:
            frame = add_stack(slide, body, place)
        case Bars() as body:
            frame = add_bars(slide, body, place)
        case Icons():
            frame = add_homes(slide, item, place)
        case Distribution() as body:
            frame = add_distribution(slide, body, place)
        case TwoWayMap() as body:
            frame = add_map(slide, body, place)
        case body:
            table = body if isinstance(body, Table) else chains(body)
            frame = add_table(slide, table, (place.left, place.top, place.width, place.height))
    describe(frame, item.title, item.alt)
    foot = _box(slide, 466, 66)
    write(foot.text_frame, [line for line in (_note(item), item.source_line, item.credit) if line], 9.5, QUIET)
    foot.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    slide.notes_slide.notes_text_frame.text = notes(item)


def _note(item: Exhibit) -> str:
    """Return the note of the native chart, which differs from the picture: thin lines for bands, no icons."""
    if isinstance(item.body, Icons):
        return _("Medians; a household equivalent is electricity only.")
    if isinstance(item.body, Magnitudes):
        return _("Each mark is a published figure; shape and colour say what kind.")
    if isinstance(item.body, Distribution):
        return _("The height says how often draws come out there.")
    if isinstance(item.body, TwoWayMap):
        return _("Each line is one amount; the disc is where the scenario stands.")
    if not isinstance(item.body, Chart) or all(series.certain for series in item.body.series):
        return item.note
    scale = _("Logarithmic scale.") if item.body.y.log else _("Scale from zero.")
    return _("Thick lines: median. Thin lines: ends of the 90 % interval. {scale}").format(scale=scale)


def _box(slide: Any, top: float, height: float) -> Any:
    return slide.shapes.add_textbox(*(Emu(Pt(value)) for value in (_LEFT, top, _RIGHT - _LEFT, height)))
