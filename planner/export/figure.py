"""One chart as a file: PNG, SVG or PDF from its toolkit-free description, at any size, without a display."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from xml.sax.saxutils import escape, quoteattr

import matplotlib as mpl

from planner import __version__
from planner.chart.ladder import Ladder
from planner.chart.magnitudes import Magnitudes
from planner.chart.shapes import Bars, Distribution, Icons
from planner.chart.spec import Chart
from planner.chart.two_way_map import TwoWayMap
from planner.export.draw_bars import draw_bars
from planner.export.draw_distribution import draw_distribution
from planner.export.draw_ladder import draw_ladder
from planner.export.draw_magnitudes import draw_magnitudes
from planner.export.draw_map import draw_map
from planner.export.draw_stack import draw_icons, draw_stack
from planner.export.draw_table import draw_table
from planner.export.draw_timeline import draw_timeline
from planner.export.exhibit import Exhibit, Table
from planner.export.frame import Area, frame
from planner.export.palette import GROUND
from planner.export.sheet import SIZES, Sheet, Size, drawing
from planner.model.faults import Fault
from planner.text import _

FORMATS = ("png", "svg", "pdf")

_CREATOR = f"AI Energy Planner {__version__}"


def render(exhibit: Exhibit, form: str, size: Size | None = None, bare: bool = False) -> bytes:
    """Return ``exhibit`` as the content of a file of format ``png``, ``svg`` or ``pdf``.

    ``bare`` leaves out title, note and sources, for a page that has them as text of its own.

    Raises:
        Fault: There is no such format.
    """
    if form not in FORMATS:
        raise Fault(_("“{form}” is no picture; use {formats}").format(form=form[:20], formats=", ".join(FORMATS)))
    with drawing(exhibit.words):
        sheet = Sheet(size or SIZES["slide"])
        edge = 0.5 * sheet.base
        whole = Area(edge, edge, sheet.width - 2 * edge, sheet.height - 2 * edge)
        draw(sheet, whole if bare else frame(sheet, exhibit), exhibit)
        return save(sheet, form, exhibit.title, exhibit.alt)


def draw(sheet: Sheet, area: Area, exhibit: Exhibit) -> None:
    """Draw the chart itself into ``area``."""
    match exhibit.body:
        case Chart() as body:
            draw_timeline(sheet, area, body, exhibit.panels)
        case Ladder() as body:
            draw_ladder(sheet, area, body)
        case Magnitudes() as body:
            draw_magnitudes(sheet, area, body)
        case Bars() as body:
            draw_bars(sheet, area, body)
        case Icons() as body:
            draw_icons(sheet, area, body)
        case Distribution() as body:
            draw_distribution(sheet, area, body)
        case TwoWayMap() as body:
            draw_map(sheet, area, body)
        case Table() as body:
            draw_table(sheet, area, body)
        case body:
            draw_stack(sheet, area, body)


def save(sheet: Sheet, form: str, title: str, alt: str) -> bytes:
    """Return a drawn sheet as the content of a file, with its title and words in its metadata."""
    stream = io.BytesIO()
    metadata: dict[str, str | None] = {"Creator": _CREATOR, "Title": title}
    if form == "png":
        metadata = {"Title": title, "Description": alt, "Software": _CREATOR}
    elif form == "pdf":
        metadata |= {"Subject": alt, "Producer": f"matplotlib {mpl.__version__}"}
    else:
        mpl.rcParams["svg.hashsalt"] = str(zlib.crc32((title + alt).encode()))
        metadata = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the publish check says it in words
        sheet.figure.savefig(stream, format=form, dpi=sheet.size.dpi, facecolor=GROUND, metadata=metadata)
    content = stream.getvalue()
    return _described(content.decode("utf-8"), title, alt).encode("utf-8") if form == "svg" else content


def _described(svg: str, title: str, alt: str) -> str:
    """Return an SVG with its title and words for those who do not see it, and without a reference to a DTD."""
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg, count=1)
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, count=1, flags=re.DOTALL)
    opening = re.search(r"<svg\b[^>]*>", svg)
    assert opening is not None
    tag = f'{opening[0][:-1]} role="img" aria-label={quoteattr(alt)}>'
    words = f"\n <title>{escape(title)}</title>\n <desc>{escape(alt)}</desc>"
    return svg[: opening.start()] + tag + words + svg[opening.end() :]
