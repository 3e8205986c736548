"""Bars on paper: a waterfall's steps or a tornado's swings, a row each, named on the left, numbered at their ends."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from planner.chart.shapes import LESS, MORE, SPREAD, TOTAL, Bar, Bars
from planner.export.frame import Area
from planner.export.palette import ACCENT, EDGE, GRID, GROUND, INK, QUIET, SECOND, THIRD
from planner.export.sheet import Sheet
from planner.text import _, labelled

_MOST_WITH_LINES = 8
"""With more rows than this a name has no quieter line under it, so that it stays large enough to read."""

_COLOURS = {TOTAL: ACCENT, MORE: SECOND, LESS: THIRD, SPREAD: ACCENT}


@frozen
class _Plan:
    """Where things stand: the plot, the height of a row, the size of its text, from value to place."""

    plot: Area
    step: float
    size: float
    body: Bars

    def x(self, value: float) -> float:
        axis = self.body.axis
        return self.plot.left + self.plot.width * (value - axis.low) / (axis.high - axis.low)


def draw_bars(sheet: Sheet, area: Area, body: Bars) -> None:
    """Draw ``body`` into ``area``; rows shrink to fit, names are shortened before they cross into the plot."""
    head = 1.9 * sheet.base
    step = (area.height - head - 1.8 * sheet.base) / max(len(body.bars), 1)
    crowded = len(body.bars) > _MOST_WITH_LINES
    size = min(0.9 * sheet.base, step * (0.56 if crowded else 0.39))
    unders = ["" if crowded else _under(bar) for bar in body.bars]
    wants = [sheet.width_of(bar_name(bar), size, _weight(bar)) for bar in body.bars]
    wants += [sheet.width_of(under, size * 0.84) for under in unders]
    names = min(max(wants, default=0.0), area.width * 0.36)
    words = [sheet.width_of(bar.share_text, size) for bar in body.bars if bar.share is not None]
    shares = max(sheet.width_of(_("of the variance"), size * 0.84), *words, 0.0) + size if words else 0.0
    left = area.left + names + size
    room = Area(left, area.top + head, max(area.right - left - shares, area.width * 0.2), step * len(body.bars))
    plan = _Plan(_plot(sheet, room, body, size), step, size, body)
    _draw_axis(sheet, plan, sheet.base * 0.85)
    for index, bar in enumerate(body.bars):
        _draw_bar(sheet, plan, index, bar)
        _write_name(sheet, plan, index, area.left, names, unders[index])
        _write_ends(sheet, plan, index, bar, area.right)


def bar_name(bar: Bar) -> str:
    """Return the name of a row, its group before it unless the name begins with that."""
    group = "" if bar.label.startswith(bar.group) else bar.group
    return labelled(group, bar.label)


def _weight(bar: Bar) -> str:
    return "semibold" if bar.role == TOTAL else "regular"


def _under(bar: Bar) -> str:
    """Return the quieter line under a name: what a swing does, or the values on both sides of a step."""
    return bar.text if bar.role == SPREAD else bar.note


def _plot(sheet: Sheet, room: Area, body: Bars, size: float) -> Area:
    """Return the part of ``room`` for the bars, such that the words at their ends still fit into it.

    The narrower the plot, the nearer its middle a bar's ends, so a few rounds find it.
    """
    texts = [_placed_texts(bar) for bar in body.bars]
    widths = [tuple(sheet.width_of(text, size) + 0.8 * size if text else 0.0 for text in pair) for pair in texts]
    before = after = 0.0
    for _round in range(8):
        width = max(room.width - before - after, room.width * 0.18)
        plan = _Plan(Area(room.left + before, room.top, width, room.height), 0.0, size, body)
        overhangs = [(0.0, 0.0)]
        for bar, (left, right) in zip(body.bars, widths, strict=True):
            start, end = sorted((plan.x(bar.start), plan.x(bar.end)))
            overhangs.append((left - (start - plan.plot.left), right - (plan.plot.right - end)))
        before, after = (max(side) for side in zip(*overhangs, strict=True))
    return plan.plot


def _placed_texts(bar: Bar) -> tuple[str, str]:
    """Return the words left and right of a bar."""
    if bar.role == SPREAD:
        return (bar.start_text, bar.end_text) if bar.start <= bar.end else (bar.end_text, bar.start_text)
    return (bar.text, "") if bar.end < bar.start else ("", bar.text)


def _draw_axis(sheet: Sheet, plan: _Plan, size: float) -> None:
    plot, body = plan.plot, plan.body
    taken = -1e9
    for tick in body.axis.ticks:
        x = plan.x(tick.value)
        sheet.line((x, x), (plot.top, plot.bottom), EDGE if tick.value == 0 else GRID, 0.07 * size)
        half = sheet.width_of(tick.text, size) / 2
        if x - half > taken + 0.6 * size:
            sheet.text(x, plot.bottom + 1.4 * size, tick.text, size, QUIET, ha="center")
            taken = x + half
    if body.reference is not None:
        x = plan.x(body.reference)
        sheet.line((x, x), (plot.top - 0.3 * size, plot.bottom), QUIET, 0.1 * size, zorder=3)
        half = sheet.width_of(body.reference_text, size) / 2
        x = min(max(x, plot.left + half), plot.right - half)
        sheet.text(x, plot.top - 0.7 * size, body.reference_text, size, INK, ha="center")


def _draw_bar(sheet: Sheet, plan: _Plan, index: int, bar: Bar) -> None:
    top = plan.plot.top + index * plan.step
    start, end = sorted((plan.x(bar.start), plan.x(bar.end)))
    width = max(end - start, 0.12 * plan.size)
    colour = _COLOURS.get(bar.role, ACCENT)
    sheet.box(start, top + plan.step * 0.2, width, plan.step * 0.6, colour)
    following = plan.body.bars[index + 1 : index + 2]
    if following and bar.role != SPREAD:
        x = plan.x(bar.end)
        sheet.line((x, x), (top + plan.step * 0.8, top + plan.step * 1.2), EDGE, 0.06 * plan.size)


def _write_name(sheet: Sheet, plan: _Plan, index: int, left: float, width: float, under: str) -> None:
    bar, size, middle = plan.body.bars[index], plan.size, plan.plot.top + (index + 0.5) * plan.step
    y = middle + (0.35 if not under else -0.12) * size
    weight = _weight(bar)
    sheet.text(left, y, sheet.shortened(bar_name(bar), size, width, weight), size, INK, weight)
    if under:
        small = size * 0.84
        sheet.text(left, y + 1.12 * size, sheet.shortened(under, small, width), small, QUIET)


def _write_ends(sheet: Sheet, plan: _Plan, index: int, bar: Bar, edge: float) -> None:
    """Write the words at a bar's ends, and its share at the right edge of the chart."""
    size, middle = plan.size, plan.plot.top + (index + 0.5) * plan.step
    left, right = sorted((plan.x(bar.start), plan.x(bar.end)))
    base, gap = middle + 0.35 * size, 0.4 * size
    on_white: dict[str, Any] = {"bbox": {"facecolor": GROUND, "edgecolor": "none", "pad": 0.15 * size}}
    quiet = bar.role == SPREAD
    style = (size * 0.92, QUIET, "regular") if quiet else (size, INK, "semibold")
    before, after = _placed_texts(bar)
    if before:
        sheet.text(left - gap, base, before, *style, ha="right", **on_white)
    if after:
        sheet.text(right + gap, base, after, *style, **on_white)
    if bar.share is not None:
        if index == 0:
            small = size * 0.84
            sheet.text(edge, plan.plot.top - 0.6 * size, _("of the variance"), small, QUIET, ha="right")
        sheet.text(edge, base, bar.share_text, size, INK, ha="right")
