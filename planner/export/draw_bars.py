"""Bars on paper: a waterfall's steps or a tornado's swings, a row each, named on the left, numbered at their ends."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from planner.chart.shapes import LESS, MORE, SPREAD, TOTAL, Bar, Bars
from planner.export.frame import Area
from planner.export.palette import ACCENT, EDGE, GRID, GROUND, INK, QUIET, SECOND, THIRD
from planner.export.sheet import Sheet
from planner.text import _

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
    size = min(0.9 * sheet.base, step * 0.39)
    wants = [max(sheet.width_of(bar_name(bar), size), sheet.width_of(_under(bar), size * 0.84)) for bar in body.bars]
    names = min(max(wants, default=0.0), area.width * 0.36)
    ends = [text for bar in body.bars for text in _end_texts(bar)]
    room = max((sheet.width_of(text, size) for text in ends), default=0.0) + 0.8 * size
    left_room = room if any(bar.role == SPREAD or bar.end < bar.start for bar in body.bars) else 0.0
    shares = sheet.width_of(_("of the variance"), size * 0.84) + size if _has_shares(body) else 0.0
    left = area.left + names + size + left_room
    plot = Area(left, area.top + head, max(area.right - left - room - shares, area.width * 0.2), step * len(body.bars))
    plan = _Plan(plot, step, size, body)
    _draw_axis(sheet, plan, sheet.base * 0.85)
    for index, bar in enumerate(body.bars):
        _draw_bar(sheet, plan, index, bar)
        _write_bar(sheet, plan, index, bar, area, names)


def bar_name(bar: Bar) -> str:
    """Return the name of a row, its group before it unless the name begins with that."""
    group = "" if bar.label.startswith(bar.group) else bar.group
    return ": ".join(filter(None, [group, bar.label]))


def _under(bar: Bar) -> str:
    """Return the quieter line under a name: what a swing does, or the values on both sides of a step."""
    return bar.text if bar.role == SPREAD else bar.note


def _end_texts(bar: Bar) -> tuple[str, ...]:
    return (bar.start_text, bar.end_text) if bar.role == SPREAD else (bar.text,)


def _has_shares(body: Bars) -> bool:
    return any(bar.share is not None for bar in body.bars)


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


def _write_bar(sheet: Sheet, plan: _Plan, index: int, bar: Bar, area: Area, names: float) -> None:
    size, middle = plan.size, plan.plot.top + (index + 0.5) * plan.step
    under = _under(bar)
    y = middle + (0.35 if not under else -0.12) * size
    weight = "semibold" if bar.role == TOTAL else "regular"
    sheet.text(area.left, y, sheet.shortened(bar_name(bar), size, names, weight), size, INK, weight)
    if under:
        small = size * 0.84
        sheet.text(area.left, y + 1.12 * size, sheet.shortened(under, small, names), small, QUIET)
    left, right = sorted((plan.x(bar.start), plan.x(bar.end)))
    base, gap = middle + 0.35 * size, 0.4 * size
    if bar.role == SPREAD:
        low, high = (bar.start_text, bar.end_text) if bar.start <= bar.end else (bar.end_text, bar.start_text)
        on_white: dict[str, Any] = {"bbox": {"facecolor": GROUND, "edgecolor": "none", "pad": 0.15 * size}}
        sheet.text(left - gap, base, low, size * 0.92, QUIET, ha="right", **on_white)
        sheet.text(right + gap, base, high, size * 0.92, QUIET, **on_white)
    elif bar.end < bar.start:
        sheet.text(left - gap, base, bar.text, size, INK, "semibold", ha="right")
    else:
        sheet.text(right + gap, base, bar.text, size, INK, "semibold")
    if bar.share is not None:
        if index == 0:
            small = size * 0.84
            sheet.text(area.right, plan.plot.top - 0.6 * size, _("of the variance"), small, QUIET, ha="right")
        sheet.text(area.right, base, bar.share_text, size, INK, ha="right")
