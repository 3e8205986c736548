"""The brief pack in one action: slides, workbook, table, page, pictures and a one-page PDF, the same numbers in all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from planner.chart.ladder import Ladder
from planner.export import embed
from planner.export.draw_ladder import draw_ladder
from planner.export.exhibit import Exhibit, safe_name
from planner.export.exhibits import exhibit
from planner.export.figure import draw, save
from planner.export.files import to_bytes, write
from planner.export.frame import Area, footing, heading
from planner.export.pack import Pack
from planner.export.palette import GRID, INK, QUIET
from planner.export.sheet import SIZES, Sheet, drawing
from planner.export.views import shown_exhibits
from planner.store.folders import prepare
from planner.text import _

_MOST_SOURCES = 14


def write_brief(pack: Pack, folder: Path, with_plan: bool = True) -> Iterator[Path]:
    """Write all files of the brief pack into ``folder``, one after the other; yield each path once it is whole.

    Raises:
        Fault: The folder cannot be made or a file not written; what was there before is whole.
    """
    prepare(folder)
    stem = safe_name(pack.workspace.title or pack.main.scenario.name, 60)
    plan = embed.to_text(embed.carried(pack)) if with_plan else ""
    shown = shown_exhibits(pack)
    page = one_page(pack)
    yield _put(folder / f"{stem}.pdf", embed.into_pdf(page, plan) if plan else page)
    for form in ("pptx", "xlsx", "csv", "html"):
        yield _put(folder / f"{stem}.{form}", to_bytes(pack, shown, form, with_plan=with_plan))
    for item in shown:
        for form in ("svg", "png"):
            content = to_bytes(pack, [item], form, with_plan=with_plan)
            yield _put(folder / f"{stem}-{item.file_key}.{form}", content)


def _put(path: Path, content: bytes) -> Path:
    write(path, content)
    return path


def one_page(pack: Pack) -> bytes:
    """Return one page of A4 as PDF: the finding, the chart, the working, the sources."""
    chart, working = exhibit(pack, "timeline"), exhibit(pack, "working")
    words = chart.words + working.words
    with drawing(words):
        sheet = Sheet(SIZES["a4"])
        edge = 4 * sheet.base
        inside = Area(edge, edge, sheet.width - 2 * edge, sheet.height - 1.8 * edge)
        top = heading(sheet, inside, chart) + sheet.base
        bottom = _cited(sheet, inside, chart)
        middle = top + (bottom - top) * 0.62
        draw(sheet, Area(inside.left, top, inside.width, middle - top), chart)
        _working(sheet, Area(inside.left, middle, inside.width, bottom - middle), working)
        return save(sheet, "pdf", chart.title, chart.alt)


def _working(sheet: Sheet, area: Area, item: Exhibit) -> None:
    assert isinstance(item.body, Ladder)
    y = area.top + 1.6 * sheet.base
    sheet.line((area.left, area.right), (y, y), GRID)
    y = sheet.block(area.left, y + 0.6 * sheet.base, [item.subtitle], sheet.base * 1.05, INK, "semibold")
    lines = sheet.wrapped(item.note, sheet.base * 0.74, area.width, most=2)
    y = sheet.block(area.left, y, lines, sheet.base * 0.74, QUIET) + 0.8 * sheet.base
    draw_ladder(sheet, Area(area.left, y, area.width, area.bottom - y - sheet.base), item.body, sheet.base * 1.3)


def _cited(sheet: Sheet, inside: Area, item: Exhibit) -> float:
    """Write the citations above note and credit; return where they begin."""
    foot = footing(sheet, inside, attrs.evolve(item, sources=""))
    size = sheet.base * 0.74
    lines = [
        line for text in item.citations[:_MOST_SOURCES] for line in sheet.wrapped(text, size, inside.width, most=2)
    ]
    if len(item.citations) > _MOST_SOURCES:
        lines.append(
            _("and {count} more, on the page and in the workbook").format(count=len(item.citations) - _MOST_SOURCES)
        )
    top = foot - (len(lines) + 2.2) * size * 1.25
    y = sheet.block(inside.left, top, [_("Sources")], size * 1.1, INK, "semibold")
    sheet.block(inside.left, y, lines, size, QUIET)
    return top - 0.5 * sheet.base
