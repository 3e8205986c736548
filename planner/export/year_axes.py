"""Axes over the years on paper: years below, numbers at the left, horizontal grid only, the scale said in words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from planner.chart.shapes import Area as Stack
from planner.chart.spec import Axis, Chart
from planner.export.frame import Area
from planner.export.palette import EDGE, GRID, QUIET
from planner.export.sheet import Sheet
from planner.text import _


def plot_years(sheet: Sheet, area: Area, chart: Chart | Stack, size: float, y_texts: bool = True) -> tuple[Area, Axes]:
    """Write the axes' words and the grid; return the rectangle of the data and the axes to draw in."""
    left = max(sheet.width_of(tick.text, size) for tick in chart.y.ticks) + 0.6 * size if y_texts else 0.0
    plot = Area(area.left + left, area.top + 1.9 * size, area.width - left, area.height - 3.7 * size)
    axes = sheet.axes(plot.left, plot.top, plot.width, plot.height)
    axes.set_xlim(chart.x.low, chart.x.high)
    axes.set_ylim(*ends(chart.y))
    for tick in chart.y.ticks:
        zero = not chart.y.log and tick.value == 0
        y = plot.bottom - share_of(chart.y, tick.value) * plot.height
        sheet.line((plot.left, plot.right), (y, y), EDGE if zero else GRID, 0.07 * size)
        if y_texts:
            sheet.text(plot.left - 0.55 * size, y + 0.36 * size, tick.text, size, QUIET, ha="right")
    _write_years(sheet, plot, chart, size)
    if y_texts:
        sheet.text(area.left, area.top + 0.8 * size, scale_words(chart.y), size, QUIET)
    return plot, axes


def scale_words(axis: Axis) -> str:
    """Return the unit of an axis, since the subtitle has the measure, and whether it is logarithmic."""
    _measure, _comma, unit = axis.label.rpartition(", ")
    return _("{unit}, logarithmic scale").format(unit=unit) if axis.log else unit


def _write_years(sheet: Sheet, plot: Area, chart: Chart | Stack, size: float) -> None:
    """Write the years that have room, the first one always, each with a small stroke."""
    taken = -math.inf
    for tick in chart.x.ticks:
        x = plot.left + plot.width * (tick.value - chart.x.low) / (chart.x.high - chart.x.low)
        half = sheet.width_of(tick.text, size) / 2
        if x - half < taken + 0.5 * size:
            continue
        taken = x + half
        sheet.line((x, x), (plot.bottom, plot.bottom + 0.35 * size), EDGE, 0.07 * size)
        sheet.text(x, plot.bottom + 1.5 * size, tick.text, size, QUIET, ha="center")


def ends(axis: Axis) -> tuple[float, float]:
    """Return the two ends of an axis as they are drawn: logarithms where it is logarithmic."""
    return (math.log10(axis.low), math.log10(axis.high)) if axis.log else (axis.low, axis.high)


def scaled(axis: Axis, values: Any) -> Any:
    """Return values as they lie on the axis; on a logarithmic one what is not above its low end lies at that end."""
    if not axis.log:
        return values
    return np.log10(np.where(np.isnan(values), np.nan, np.maximum(values, axis.low / 1e3)))


def share_of(axis: Axis, value: float) -> float:
    """Return how far up an axis a value lies, from 0 to 1."""
    low, high = ends(axis)
    return float((scaled(axis, np.float64(value)) - low) / (high - low))
