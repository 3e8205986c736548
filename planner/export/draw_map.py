"""The two-way map on paper: bands of tone between labelled contours, the scenario as a disc, all of it vector."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes

from planner.chart.shapes import Numbers
from planner.chart.spec import Axis
from planner.chart.two_way_map import Contour, TwoWayMap
from planner.export.frame import Area
from planner.export.palette import ACCENT, EDGE, GRID, GROUND, INK, QUIET, SECOND, mixed, series_colour, series_text
from planner.export.sheet import Sheet

_BANDS = 24
_WEAKEST, _STRONGEST = 0.04, 0.36
_SHARES = (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
"""Where along a contour its label may stand, the first choice first."""


def draw_map(sheet: Sheet, area: Area, body: TwoWayMap) -> None:
    """Draw ``body`` into ``area``; a label for which there is no room is left out, never laid over another."""
    size = 0.9 * sheet.base
    left = max([sheet.width_of(tick.text, size) for tick in body.y.ticks] + [size]) + 0.9 * size
    plot = Area(area.left + left, area.top + 2.0 * size, area.width - left - size, area.height - 5.2 * size)
    axes = sheet.axes(plot.left, plot.top, plot.width, plot.height)
    axes.set_xlim(*ends(body.x))
    axes.set_ylim(*ends(body.y))
    _draw_tones(axes, body)
    _draw_axes(sheet, area, plot, body, size)
    for contour in body.contours:
        colour, width = (SECOND, 0.16) if contour.target else (mixed(ACCENT, GROUND, 0.25), 0.08)
        axes.plot(
            along(body.x, contour.xs), along(body.y, contour.ys), color=colour, linewidth=width * sheet.base, zorder=3
        )
    taken = _write_places(sheet, plot, body, size)
    for contour in sorted(body.contours, key=lambda line: not line.target):
        _write_contour(sheet, plot, body, contour, taken, size * 0.92)


def _draw_tones(axes: Axes, body: TwoWayMap) -> None:
    shades = [mixed(GROUND, ACCENT, _WEAKEST + (_STRONGEST - _WEAKEST) * (n + 0.5) / _BANDS) for n in range(_BANDS)]
    if float(body.tones.max()) > float(body.tones.min()):
        levels = np.linspace(0.0, 1.0 + 1e-9, _BANDS + 1)
        tones = np.clip(body.tones, 0.0, 1.0)
        # Smooth edges between bands of nearly one tone would leave bright seams in other programs.
        style = {"levels": levels, "colors": shades, "antialiased": False}
        axes.contourf(along(body.x, body.xs), along(body.y, body.ys), tones, **style)


def _draw_axes(sheet: Sheet, area: Area, plot: Area, body: TwoWayMap, size: float) -> None:
    place_ticks(sheet, plot, body.x, size, grid=False)
    taken = math.inf
    for tick in body.y.ticks:
        y = plot.bottom - plot.height * share(body.y, tick.value)
        if y > taken - 1.2 * size:
            continue
        taken = y
        sheet.line((plot.left - 0.35 * size, plot.left), (y, y), EDGE, 0.07 * size)
        sheet.text(plot.left - 0.6 * size, y + 0.36 * size, tick.text, size, QUIET, ha="right")
    up = sheet.shortened(f"↑ {body.y.label}", size, area.width)
    sheet.text(area.left, area.top + size, up, size, INK)
    across = sheet.shortened(f"{body.x.label} →", size, area.width)
    sheet.text(plot.right, area.bottom - 0.2 * size, across, size, INK, ha="right")


def place_ticks(sheet: Sheet, plot: Area, axis: Axis, size: float, grid: bool = True) -> None:
    """Write the ticks of a horizontal axis that have room, each with a line through the plot or a small stroke."""
    taken = -math.inf
    for tick in axis.ticks:
        x = plot.left + plot.width * share(axis, tick.value)
        if grid:
            sheet.line((x, x), (plot.top, plot.bottom), GRID, 0.07 * size)
        half = sheet.width_of(tick.text, size) / 2
        if x - half < taken + 0.6 * size:
            continue
        taken = x + half
        sheet.line((x, x), (plot.bottom, plot.bottom + 0.35 * size), EDGE, 0.07 * size)
        sheet.text(x, plot.bottom + 1.5 * size, tick.text, size, QUIET, ha="center")


_Box = tuple[float, float, float, float]


def _write_places(sheet: Sheet, plot: Area, body: TwoWayMap, size: float) -> list[_Box]:
    """Draw where each scenario stands with its name beside it; return the room that took."""
    taken: list[_Box] = []
    for place in body.places:
        x = plot.left + plot.width * share(body.x, place.x)
        y = plot.bottom - plot.height * share(body.y, place.y)
        mark = sheet.axes(x - size, y - size, 2 * size, 2 * size)
        mark.set_xlim(-1, 1)
        mark.set_ylim(-1, 1)
        shape = "o" if place.present else "D"
        mark.plot(
            [0],
            [0],
            shape,
            color=series_colour(place.colour),
            markersize=0.95 * size,
            markeredgecolor=GROUND,
            markeredgewidth=0.12 * size,
        )
        name = sheet.shortened(place.name, size, plot.width * 0.4, "semibold")
        width = sheet.width_of(name, size, "semibold")
        right = x + size + width < plot.right
        left = x + 0.9 * size if right else x - 0.9 * size - width
        colour = series_text(place.colour)
        sheet.text(left, y + 0.36 * size, name, size, colour, "semibold", zorder=6, bbox=_ground(size))
        taken += [(x - size, y - size, x + size, y + size), (left, y - 0.7 * size, left + width, y + 0.7 * size)]
    return taken


def _write_contour(sheet: Sheet, plot: Area, body: TwoWayMap, contour: Contour, taken: list[_Box], size: float) -> None:
    width = sheet.width_of(contour.text, size)
    for part in _SHARES:
        index = round(part * (len(contour.xs) - 1))
        x = plot.left + plot.width * share(body.x, float(contour.xs[index]))
        y = plot.bottom - plot.height * share(body.y, float(contour.ys[index]))
        box = (x - width / 2 - 0.3 * size, y - 0.75 * size, x + width / 2 + 0.3 * size, y + 0.75 * size)
        inside = plot.left < box[0] and box[2] < plot.right and plot.top < box[1] and box[3] < plot.bottom
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            weight = "semibold" if contour.target else "regular"
            style = {"ha": "center", "zorder": 5, "bbox": _ground(size)}
            sheet.text(x, y + 0.36 * size, contour.text, size, INK, weight, **style)
            return


def _ground(size: float) -> dict[str, object]:
    return {"facecolor": GROUND, "edgecolor": "none", "alpha": 0.82, "pad": 0.12 * size}


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def along(axis: Axis, values: Numbers) -> Numbers:
    """Return values as they lie on an axis: logarithms where it is logarithmic."""
    lying: Numbers = np.log10(values) if axis.log else np.asarray(values, float)
    return lying


def ends(axis: Axis) -> tuple[float, float]:
    """Return the two ends of an axis as they lie on it."""
    low, high = along(axis, np.array([axis.low, axis.high]))
    return float(low), float(high)


def share(axis: Axis, value: float) -> float:
    """Return how far along an axis a value lies, from 0 to 1."""
    low, high = ends(axis)
    place = math.log10(max(value, axis.low / 1e3)) if axis.log else value
    return (place - low) / (high - low) if high > low else 0.5
