"""Published figures on one logarithmic axis, on paper: kind by shape, ranges as bars, what is counted in words.

Where each figure has room for its name, each has a row. Where they are too many for the sheet, each use has one row
with all its figures as marks, how many they are and where their middle lies; the table beside the chart has them all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from matplotlib.axes import Axes

from planner.chart.magnitudes import Group, Kind, Magnitudes, Row
from planner.export.frame import Area
from planner.export.palette import ACCENT, EDGE, GRID, GROUND, INK, QUIET, series_colour
from planner.export.sheet import Sheet
from planner.text import _, number, plural

_SHAPES = {"circle": "o", "diamond": "D", "square": "s"}
_LEAST = 0.5
"""The smallest text a row may have, in ordinary sizes, before all rows of a use become one."""


def draw_magnitudes(sheet: Sheet, area: Area, body: Magnitudes) -> None:
    """Draw ``body`` into ``area``, a row for each figure or, where they are many, for each use."""
    legend = _legend(sheet, Area(area.left, area.top, area.width, 2 * sheet.base), body)
    top = legend + 1.9 * sheet.base
    height = area.bottom - 1.7 * sheet.base - top
    step = height / max(body.height, 1.0)
    if step * 0.78 < _LEAST * sheet.base:
        _draw_uses(sheet, Area(area.left, top, area.width, height), body)
    else:
        _draw_rows(sheet, Area(area.left, top, area.width, height), body, step)


def _draw_rows(sheet: Sheet, area: Area, body: Magnitudes, step: float) -> None:
    size = min(step * 0.78, sheet.base * 0.9)
    groups = max((sheet.width_of(group.name, size, "semibold") for group in body.groups), default=0.0)
    names = min(max((sheet.width_of(row.label, size) for row in body.rows), default=0.0), area.width * 0.3)
    counts = min(max((sheet.width_of(row.boundary, size) for row in body.rows), default=0.0), area.width * 0.2)
    left = area.left + groups + names + 2.2 * size
    plot = Area(left, area.top, area.right - counts - size - left, area.height)
    axes = _axes(sheet, plot, body, sheet.base * 0.85)
    for group in body.groups:
        y = plot.top + (group.rows[0].place + 0.5) * step
        sheet.text(area.left, y + 0.35 * size, group.name, size, INK, "semibold")
        for row in group.rows:
            middle = (row.place + 0.5) * step
            _write_row(sheet, plot, row, plot.top + middle, size, names)
            _draw_figure(axes, row, middle, 0.62 * size)


def _write_row(sheet: Sheet, plot: Area, row: Row, y: float, size: float, names: float) -> None:
    name = sheet.shortened(row.label, size, names)
    sheet.text(plot.left - 0.8 * size, y + 0.35 * size, name, size, QUIET if row.faded else INK, ha="right")
    counts = sheet.shortened(row.boundary, size * 0.92, sheet.width - plot.right - 2 * size)
    sheet.text(plot.right + 0.8 * size, y + 0.35 * size, counts, size * 0.92, QUIET)


def _draw_uses(sheet: Sheet, area: Area, body: Magnitudes) -> None:
    step = area.height / len(body.groups)
    size = min(sheet.base * 0.95, step * 0.4)
    words = [_summary(group) for group in body.groups]
    left = area.left + max(sheet.width_of(group.name, size, "semibold") for group in body.groups) + size
    right = area.right - max(sheet.width_of(text, size * 0.92) for text in words) - size
    plot = Area(left, area.top, right - left, area.height)
    axes = _axes(sheet, plot, body, sheet.base * 0.85)
    for index, (group, text) in enumerate(zip(body.groups, words, strict=True)):
        middle = (index + 0.5) * step
        y = plot.top + middle + 0.35 * size
        sheet.line((area.left, area.right), (plot.top + (index + 1) * step,) * 2, GRID, 0.05 * size)
        sheet.text(area.left, y, group.name, size, INK, "semibold")
        sheet.text(plot.right + size, y, text, size * 0.92, QUIET)
        mark = min(0.5 * sheet.base, step / 6)
        for row, offset in zip(group.rows, _swarm(group.rows, body, plot.width, mark, step), strict=True):
            _draw_figure(axes, row, middle + offset, mark, ranges=False)


def _summary(group: Group) -> str:
    values = [row.value for row in group.rows if not row.faded] or [row.value for row in group.rows]
    text = plural("{count} figure: {middle} Wh", "{count} figures, middle {middle} Wh", len(values))
    return text.format(count=len(values), middle=number(median(values), 2))


def _swarm(rows: Sequence[Row], body: Magnitudes, width: float, mark: float, step: float) -> list[float]:
    """Return how far above or below its line each mark goes so that marks do not hide each other."""
    decades = math.log10(body.axis.high / body.axis.low)
    taken: list[tuple[float, float]] = []
    for row in rows:
        x = math.log10(row.value) / decades * width
        lane = 0.0
        for lane in (0.0, *(side * n * mark * 1.1 for n in range(1, 9) for side in (1, -1))):
            inside = abs(lane) + mark / 2 < step / 2
            if inside and all(math.hypot(x - other, lane - there) >= mark * 1.1 for other, there in taken):
                break
        else:
            lane = 0.0
        taken.append((x, lane))
    return [lane for _x, lane in taken]


def _axes(sheet: Sheet, plot: Area, body: Magnitudes, size: float) -> Axes:
    axes = sheet.axes(plot.left, plot.top, plot.width, plot.height)
    low, high = math.log10(body.axis.low), math.log10(body.axis.high)
    axes.set_xlim(low, high)
    axes.set_ylim(plot.height, 0)
    taken = -math.inf
    for tick in body.axis.ticks:
        x = plot.left + plot.width * (math.log10(tick.value) - low) / (high - low)
        sheet.line((x, x), (plot.top, plot.bottom), GRID, 0.07 * size)
        half = sheet.width_of(tick.text, size) / 2
        if x - half < taken + 0.5 * size:
            continue
        taken = x + half
        sheet.text(x, plot.bottom + 1.4 * size, tick.text, size, QUIET, ha="center")
    if body.own is not None:
        own = body.own
        axes.axvspan(math.log10(own.low), math.log10(own.high), color=ACCENT, alpha=0.12, linewidth=0)
        axes.axvline(math.log10(own.middle), color=ACCENT, linewidth=0.1 * sheet.base, linestyle=(0, (4, 2)))
        x = plot.left + plot.width * (math.log10(own.middle) - low) / (high - low)
        width = sheet.width_of(own.text, size, "semibold")
        x = min(max(x, plot.left + width / 2), plot.right - width / 2)
        sheet.text(x, plot.top - 0.4 * size, own.text, size, ACCENT, "semibold", ha="center")
    return axes


def _draw_figure(axes: Axes, row: Row, y: float, size: float, ranges: bool = True) -> None:
    colour = EDGE if row.faded else series_colour(row.kind.colour)
    if ranges and row.low is not None and row.high is not None:
        ends = [math.log10(row.low), math.log10(row.high)]
        axes.plot(ends, [y, y], color=colour, alpha=0.45, linewidth=0.45 * size, solid_capstyle="butt")
    _mark(axes, math.log10(row.value), y, row.kind, colour, size)


def _mark(axes: Axes, x: float, y: float, kind: Kind, colour: str, size: float) -> None:
    axes.plot(
        [x],
        [y],
        _SHAPES[kind.shape],
        markersize=size * (0.86 if kind.shape == "diamond" else 1.0),
        markerfacecolor=colour if kind.filled else GROUND,
        markeredgecolor=colour,
        markeredgewidth=max(0.2 * size, 0.6),
        clip_on=False,
    )


def _legend(sheet: Sheet, area: Area, body: Magnitudes) -> float:
    """Write what each shape means in a line above the chart, in more where it is narrow; return where it ends."""
    size = sheet.base * 0.85
    x, y = area.left, area.top
    for kind in body.legend:
        width = sheet.width_of(_(kind.name), size) + 1.4 * size
        if x > area.left and x + width > area.right:
            x, y = area.left, y + 1.5 * size
        axes = sheet.axes(x, y, 1.2 * size, 1.2 * size)
        axes.set_xlim(0, 1)
        axes.set_ylim(1, 0)
        _mark(axes, 0.5, 0.5, kind, series_colour(kind.colour), 0.62 * size)
        sheet.text(x + 1.4 * size, y + 0.95 * size, _(kind.name), size, QUIET)
        x += width + 1.2 * size
    return y + 1.2 * size
