"""What stands around every figure: the finding, what is measured, the note, the sources, who made it and when."""

from __future__ import annotations

from attrs import frozen

from planner.export.exhibit import Exhibit
from planner.export.palette import INK, QUIET
from planner.export.sheet import Sheet

_MOST_TITLE_LINES = 3


@frozen
class Area:
    """The rectangle that is left for the chart, in points from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def margin(sheet: Sheet) -> float:
    """Return the empty edge around everything."""
    return 2.2 * sheet.base


def frame(sheet: Sheet, exhibit: Exhibit) -> Area:
    """Write all words around the chart and return where the chart goes."""
    edge = margin(sheet)
    inside = Area(edge, edge * 0.8, sheet.width - 2 * edge, sheet.height - 1.5 * edge)
    top = heading(sheet, inside, exhibit)
    bottom = footing(sheet, inside, exhibit)
    gap = sheet.base
    return Area(edge, top + gap, inside.width, max(bottom - gap * 0.8 - top - gap, sheet.height * 0.2))


def heading(sheet: Sheet, inside: Area, exhibit: Exhibit) -> float:
    """Write title and subtitle; return where they end. A long title is set smaller before it is cut."""
    size = sheet.base * 1.62
    lines = sheet.wrapped(exhibit.title, size, inside.width, "semibold")
    while len(lines) > 2 and size > sheet.base * 1.3:
        size *= 0.95
        lines = sheet.wrapped(exhibit.title, size, inside.width, "semibold")
    lines = sheet.balanced(exhibit.title, size, inside.width, "semibold", _MOST_TITLE_LINES)
    y = sheet.block(inside.left, inside.top, lines, size, INK, "semibold") + 0.35 * sheet.base
    smaller = sheet.base * 0.98
    return sheet.block(inside.left, y, sheet.wrapped(exhibit.subtitle, smaller, inside.width, most=4), smaller, QUIET)


def footing(sheet: Sheet, inside: Area, exhibit: Exhibit) -> float:
    """Write note, sources and credit from the bottom up; return where they begin."""
    size = max(sheet.base * 0.74, 6.0)
    lines = sheet.wrapped(exhibit.note, size, inside.width, most=3)
    lines += sheet.wrapped(exhibit.source_line, size, inside.width, most=3)
    lines += sheet.wrapped(exhibit.credit, size, inside.width, most=1)
    top = inside.bottom - len(lines) * size * 1.25
    sheet.block(inside.left, top, lines, size, QUIET)
    return top
