"""The timeline on paper: bands, medians, direct labels at the line ends; small multiples where lines are many."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs
import numpy as np
from attrs import frozen
from matplotlib.axes import Axes

from planner.chart.spec import Chart, Series
from planner.export.frame import Area
from planner.export.labels import spread, write_label
from planner.export.palette import (
    BAND_50,
    BAND_90,
    EDGE,
    INK,
    MAX_SERIES,
    QUIET,
    dash,
    series_colour,
    series_text,
)
from planner.export.sheet import Sheet
from planner.export.year_axes import ends, plot_years, scale_words, scaled, share_of
from planner.text import without_name

_LABEL_SHARE = 0.27


def draw_timeline(sheet: Sheet, area: Area, chart: Chart, panels: bool = True) -> None:
    """Draw ``chart`` into ``area``; more than four series become small multiples, unless ``panels`` forbids it."""
    lines = [series for series in chart.series if not series.ghost]
    if panels and len(lines) > MAX_SERIES:
        _draw_panels(sheet, area, chart, lines)
        return
    size = sheet.base * 0.94
    if lines and all(np.isfinite(series.fan.p50).sum() == 1 for series in lines):
        _draw_moments(sheet, area, chart, lines, size)
        return
    labels = [_label(sheet, series, size, area.width * _LABEL_SHARE) for series in chart.series]
    right = max((label.width for label in labels), default=0.0) + 1.1 * sheet.base
    plot = Area(area.left, area.top, area.width - right, area.height)
    plot, axes = plot_years(sheet, plot, chart, size * 0.95)
    for series in chart.series:
        _draw_series(axes, chart, series, sheet.base)
    _write_labels(sheet, plot, chart, labels)


def _draw_series(axes: Axes, chart: Chart, series: Series, base: float, quiet: bool = False) -> None:
    years, fan, colour = chart.years, series.fan, series_colour(series.colour)
    middle = scaled(chart.y, fan.p50)
    if series.ghost or quiet:
        compared = series.ghost
        axes.plot(
            years,
            middle,
            color=QUIET if compared else EDGE,
            linewidth=(0.1 if compared else 0.07) * base,
            linestyle=(0, (2.0, 1.6)) if compared else "-",
        )
        return
    if not series.certain:
        for low, high, alpha in ((fan.p5, fan.p95, BAND_90), (fan.p25, fan.p75, BAND_50)):
            axes.fill_between(
                years, scaled(chart.y, low), scaled(chart.y, high), color=colour, alpha=alpha, linewidth=0
            )
    width = base * (0.19 if series.emphasised else 0.16)
    style = dash(series.dash)
    axes.plot(
        years,
        middle,
        color=colour,
        linewidth=width,
        linestyle=(0, style) if style else "-",
        dash_capstyle="butt",
        solid_capstyle="butt",
        solid_joinstyle="round",
    )


def _draw_moments(sheet: Sheet, area: Area, chart: Chart, lines: Sequence[Series], size: float) -> None:
    """Draw scenarios of a single year side by side: a dot, its 90 % interval as a bar, the name beside it."""
    plot, axes = plot_years(sheet, area, attrs.evolve(chart, x=attrs.evolve(chart.x, ticks=())), size * 0.95)
    low_end, high_end = ends(chart.y)
    for index, series in enumerate(lines):
        row = int(np.flatnonzero(np.isfinite(series.fan.p50))[0])
        year = chart.x.low + (chart.x.high - chart.x.low) * (index + 0.12) / len(lines)
        fan = series.fan
        low, half, middle, more, high = (
            float(scaled(chart.y, values)[row]) for values in (fan.p5, fan.p25, fan.p50, fan.p75, fan.p95)
        )
        colour = series_colour(series.colour)
        for span, alpha in (((low, high), 0.3), ((half, more), 0.4)):
            axes.plot([year, year], span, color=colour, alpha=alpha, linewidth=0.5 * size, solid_capstyle="butt")
        axes.plot([year], [middle], "o", color=colour, markersize=0.75 * size, clip_on=False)
        x = plot.left + plot.width * (index + 0.12) / len(lines) + 0.9 * size
        y = plot.bottom - plot.height * (middle - low_end) / (high_end - low_end)
        name = sheet.wrapped(series.name, size, plot.width / len(lines) * 0.8, "semibold", 3)
        below = sheet.block(x, y - 0.65 * size, name, size, series_text(series.colour), "semibold")
        sheet.block(x, below, [series.end_label], size * 0.97, QUIET)


@frozen
class _Label:
    """The words at the end of a line: a name in one or two lines over its amount; where it wants to stand."""

    series: Series
    name: tuple[str, ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        return self.size * (1.22 * (len(self.name) + 1) + 0.25)


def _label(sheet: Sheet, series: Series, size: float, room: float) -> _Label:
    weight = "regular" if series.ghost else "semibold"
    name = sheet.wrapped(series.name, size, room, weight, 3)
    end = without_name(series.end_label, series.name)
    width = max([sheet.width_of(line, size, weight) for line in name] + [sheet.width_of(end, size)])
    return _Label(series, tuple(name), size, width)


def _write_labels(sheet: Sheet, plot: Area, chart: Chart, labels: Sequence[_Label]) -> None:
    """Write the labels beside their line ends, pushed apart where they would overlap, with a leader where moved."""
    wanted = []
    for label in labels:
        last = label.series.fan.p50[np.isfinite(label.series.fan.p50)]
        share = min(max(share_of(chart.y, float(last[-1])) if last.size else 0.0, 0.0), 1.0)
        wanted.append(plot.bottom - share * plot.height)
    heights = [label.height for label in labels]
    places = spread(wanted, heights, plot.top - 0.5 * sheet.base, plot.bottom + 0.2 * sheet.base)
    for label, want, place in zip(labels, wanted, places, strict=True):
        box = Area(plot.right, place - label.height / 2, label.width, label.height)
        colour = QUIET if label.series.ghost else series_text(label.series.colour)
        weight = "regular" if label.series.ghost else "semibold"
        end = without_name(label.series.end_label, label.series.name)
        write_label(sheet, box, (want, place), list(label.name), end, label.size, colour, weight)


def _draw_panels(sheet: Sheet, area: Area, chart: Chart, lines: Sequence[Series]) -> None:
    """Draw one small panel for each series on the same scales, the others behind it as thin quiet lines."""
    columns = min(len(lines), max(2, round(math.sqrt(len(lines) * area.width / area.height / 1.5))))
    rows = math.ceil(len(lines) / columns)
    size = sheet.base * (0.8 if rows < 3 else 0.68)
    tick = max(sheet.width_of(mark.text, size) for mark in chart.y.ticks) + 0.6 * size
    sheet.text(area.left, area.top + 0.8 * size, scale_words(chart.y), size, QUIET)
    top = area.top + 1.4 * size
    gap = 1.3 * sheet.base
    width = (area.width - tick - gap * (columns - 1)) / columns
    height = (area.bottom - top) / rows
    for index, series in enumerate(lines):
        row, column = divmod(index, columns)
        left = area.left + tick + column * (width + gap)
        box = Area(left, top + row * height, width, height)
        _draw_panel(sheet, box, chart, series, lines, size, first=column == 0)


def _draw_panel(
    sheet: Sheet, box: Area, chart: Chart, series: Series, lines: Sequence[Series], size: float, first: bool
) -> None:
    name = sheet.shortened(series.name, size * 1.05, box.width, "semibold")
    sheet.text(box.left, box.top + 1.2 * size, name, size * 1.05, series_text(series.colour), "semibold")
    sheet.text(box.left, box.top + 2.5 * size, series.end_label, size, INK)
    inner = Area(box.left, box.top + 1.6 * size, box.width, box.height - 1.9 * size)
    few = attrs.evolve(chart, x=attrs.evolve(chart.x, ticks=()))
    plot, axes = plot_years(sheet, inner, few, size * 0.92, y_texts=False)
    for year, x, side in ((chart.x.low, plot.left, "left"), (chart.x.high, plot.right, "right")):
        sheet.text(x, plot.bottom + 1.3 * size, f"{year:.0f}", size * 0.92, QUIET, ha=side)
    for other in (*lines, *(item for item in chart.series if item.ghost)):
        if other is not series:
            _draw_series(axes, chart, other, sheet.base, quiet=True)
    _draw_series(axes, chart, series, sheet.base)
    taken = math.inf
    for tick in chart.y.ticks if first else ():
        y = plot.bottom - share_of(chart.y, tick.value) * plot.height
        if y > taken - 1.15 * size:
            continue
        taken = y
        sheet.text(plot.left - 0.5 * size, y + 0.34 * size, tick.text, size * 0.92, QUIET, ha="right")
