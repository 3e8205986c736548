"""The draws of one year on paper: a curve with quantile dots under it, and what lies beyond the threshold in tone."""

from __future__ import annotations

import math

import numpy as np

from planner.chart.scale import chance
from planner.chart.shapes import Distribution
from planner.export.draw_map import along, ends, place_ticks, share
from planner.export.frame import Area
from planner.export.palette import ACCENT, EDGE, INK, QUIET, SECOND
from planner.export.sheet import Sheet
from planner.text import _

_CURVE_SHARE = 0.42
_BEYOND, _WITHIN = 0.32, 0.16
_FINE = 2_000
"""Steps of the filling, so that it ends at the threshold and not at the next point of the curve."""


def draw_distribution(sheet: Sheet, area: Area, body: Distribution) -> None:
    """Draw the curve above the dots on one axis; the threshold is a line through both, with the chance at its head."""
    size = 0.9 * sheet.base
    plot = Area(area.left + size, area.top + 2.4 * size, area.width - 2 * size, area.height - 5.6 * size)
    place_ticks(sheet, plot, body.x, size)
    _measure, _comma, unit = body.x.label.rpartition(", ")
    words = _("{unit}, logarithmic scale").format(unit=unit) if body.x.log else unit
    sheet.text(plot.left + plot.width / 2, area.bottom - 0.2 * size, words, size, QUIET, ha="center")
    _draw_curve(sheet, plot, body)
    _draw_dots(sheet, plot, body)
    if body.threshold is not None:
        _draw_threshold(sheet, plot, body, body.threshold)


def _draw_curve(sheet: Sheet, plot: Area, body: Distribution) -> None:
    axes = sheet.axes(plot.left, plot.top, plot.width, plot.height * _CURVE_SHARE)
    axes.set_xlim(*ends(body.x))
    axes.set_ylim(0, 1.04)
    places = along(body.x, np.maximum(body.places, body.x.low / 1e3) if body.x.log else body.places)
    last = math.inf if body.threshold is None else float(along(body.x, np.array([max(body.threshold, body.x.low)]))[0])
    fine = np.linspace(places[0], places[-1], _FINE) if len(places) > 1 else places
    heights = np.interp(fine, places, body.heights)
    for part, colour, alpha in ((fine <= last, ACCENT, _WITHIN), (fine >= last, SECOND, _BEYOND)):
        axes.fill_between(fine, 0, heights, where=part, color=colour, alpha=alpha, linewidth=0)
    axes.plot(places, body.heights, color=ACCENT, linewidth=0.14 * sheet.base)
    base = plot.top + plot.height * _CURVE_SHARE
    sheet.line((plot.left, plot.right), (base, base), EDGE, 0.07 * sheet.base)


def _draw_dots(sheet: Sheet, plot: Area, body: Distribution) -> None:
    top = plot.top + plot.height * (_CURVE_SHARE + 0.04)
    axes = sheet.axes(plot.left, top, plot.width, plot.bottom - top)
    axes.set_xlim(*ends(body.x))
    most = float(body.dots.level.max())
    axes.set_ylim(0, most + 0.3)
    step = min((plot.bottom - top) / (most + 0.3), plot.width / 26)
    for beyond, colour, shape in ((False, ACCENT, "o"), (True, SECOND, "D")):
        past = body.dots.x > (math.inf if body.threshold is None else body.threshold)
        chosen = past == beyond
        if chosen.any():
            x, y = along(body.x, body.dots.x[chosen]), body.dots.level[chosen] - 0.5
            smaller = 0.62 if shape == "D" else 0.76
            axes.plot(x, y, shape, color=colour, markersize=smaller * step, markeredgewidth=0, clip_on=False)
    sheet.line((plot.left, plot.right), (plot.bottom, plot.bottom), EDGE, 0.07 * sheet.base)


def _draw_threshold(sheet: Sheet, plot: Area, body: Distribution, threshold: float) -> None:
    """Draw the line, and write at its head how many of the draws lie above it."""
    size = sheet.base
    x = plot.left + plot.width * min(max(share(body.x, threshold), 0.0), 1.0)
    sheet.line((x, x), (plot.top - 0.3 * size, plot.bottom), INK, 0.11 * size, zorder=4)
    above = body.chance_above(threshold)
    words = _("{share} above {amount}").format(share=chance(above), amount=body.threshold_text)
    width = sheet.width_of(words, size, "semibold")
    fits_right = x + 0.5 * size + width <= plot.right + size
    place, side = (x + 0.5 * size, "left") if fits_right else (x - 0.5 * size, "right")
    sheet.text(place, plot.top - 0.6 * size, words, size, INK, "semibold", ha=side)
