"""A table on paper: headings, then rows with a hairline between them, as large as they fit."""

from __future__ import annotations

from planner.export.exhibit import Table
from planner.export.frame import Area
from planner.export.palette import GRID, INK, QUIET
from planner.export.sheet import Sheet
from planner.text import _

_ROW = 1.9
"""The height of a row, in sizes of its text."""


def draw_table(sheet: Sheet, area: Area, table: Table) -> None:
    """Draw ``table`` into ``area``; rows there is no room for are counted in the last one."""
    size = min(0.9 * sheet.base, max(area.height / (len(table.rows) + 1) / _ROW, 0.68 * sheet.base))
    room = max(int(area.height / (size * _ROW)) - 1, 1)
    rows = list(table.rows)
    if len(rows) > room:
        more = _("and {count} more, in the table").format(count=len(rows) - room + 1)
        rows = [*rows[: room - 1], (more, *("" for _heading in table.headings[1:]))]
    widths = _widths(sheet, [table.headings, *rows], size, area.width)
    y = area.top
    for index, cells in enumerate([table.headings, *rows]):
        x = area.left
        for text, width in zip(cells, widths, strict=True):
            ink = INK if index else QUIET
            sheet.text(x, y + 1.25 * size, sheet.shortened(text, size, width - size), size, ink)
            x += width
        y += size * _ROW
        sheet.line((area.left, area.right), (y, y), GRID, 0.06 * size)


def _widths(sheet: Sheet, rows: list[tuple[str, ...]], size: float, room: float) -> list[float]:
    """Return how wide each column is: what it asks for; where that is too much in all, the widest give way."""
    widths = [max(sheet.width_of(text, size) for text in column) + 1.5 * size for column in zip(*rows, strict=True)]
    left, most = room, 0.0
    for place, width in enumerate(sorted(widths)):
        most = left / (len(widths) - place)
        if width > most:
            return [min(each, most) for each in widths]
        left -= width
    return [width * min(room / sum(widths), 1.6) for width in widths]
