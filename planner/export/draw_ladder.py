"""The working on paper: each row one chain, numbers with what they are under them, as many lines as it takes."""

from __future__ import annotations

from planner.chart.ladder import Ladder, Rung
from planner.export.frame import Area
from planner.export.palette import INK, QUIET, SECOND
from planner.export.sheet import Sheet

_WIDEST = 15
"""The most a number's words take, in their own size, before they wrap."""


def draw_ladder(sheet: Sheet, area: Area, body: Ladder, largest: float = 0.0) -> None:
    """Draw the working into ``area``, as large as it fits."""
    size = largest or sheet.base * 1.6
    while size > 5 and _draw(sheet, area, body, size, paint=False) > area.bottom:
        size *= 0.94
    _draw(sheet, area, body, size, paint=True)


def _draw(sheet: Sheet, area: Area, body: Ladder, size: float, paint: bool) -> float:
    """Lay the rows out at ``size`` from the top; return where they end."""
    y = area.top
    for name, rungs in body.rows:
        if paint:
            short = sheet.shortened(name, size * 0.72, area.width, "semibold")
            sheet.text(area.left, y + size * 0.8, short, size * 0.72, QUIET, "semibold")
        y = _draw_row(sheet, area, rungs, y + size * 1.25, size, paint) + size * 0.7
    return y - size * 0.7


def _draw_row(sheet: Sheet, area: Area, rungs: tuple[Rung, ...], top: float, size: float, paint: bool) -> float:
    """Draw the numbers of one chain side by side, into the next line where the width ends; return where it ends."""
    small = size * 0.62
    x, y, depth = area.left, top, 0.0
    for rung in rungs:
        words = sheet.wrapped(rung.what, small, small * _WIDEST, most=3)
        sign = sheet.width_of(rung.operator, size) + size * 0.55 if rung.operator else 0.0
        body = max([sheet.width_of(rung.value, size, "semibold"), *(sheet.width_of(line, small) for line in words)])
        if x > area.left and x + sign + body > area.right:
            x, y, depth = area.left, y + depth + size * 0.5, 0.0
        if paint:
            if rung.operator:
                sheet.text(x, y + size, rung.operator, size, QUIET)
            colour = SECOND if rung.result else INK
            sheet.text(x + sign, y + size, rung.value, size, colour, "semibold")
            sheet.block(x + sign, y + size * 1.28, words, small, QUIET)
        x += sign + body + size * 0.6
        depth = max(depth, size * 1.35 + len(words) * small * 1.25)
    return y + depth
