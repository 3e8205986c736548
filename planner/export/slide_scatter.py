"""Native scatter charts with lines for slides: the draws of one year, and the lines of a two-way map."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from planner.chart.scale import chance
from planner.chart.shapes import Distribution, Numbers
from planner.chart.spec import Axis
from planner.chart.two_way_map import TwoWayMap
from planner.export.cells import clean
from planner.export.palette import ACCENT, INK, SECOND, series_colour, series_text
from planner.export.slide_parts import Place, dress, make_log, place_plot, rgb, write
from planner.text import _

_POINTS = 25
_PLOT = 0.075, 0.06, 0.69, 0.8


def add_distribution(slide: Any, body: Distribution, place: Place) -> Any:
    """Add the curve of the draws as a native line, and the threshold as an upright one, with the chance beside it."""
    data = XyChartData(number_format="General")
    curve = data.add_series(_("Relative frequency of the draws"))
    for x, height in zip(body.places, body.heights, strict=True):
        if body.x.low <= x <= body.x.high:
            curve.add_data_point(float(x), float(height))
    if body.threshold is not None:
        line = data.add_series(clean(_("Threshold: {amount}").format(amount=body.threshold_text), 120))
        line.add_data_point(body.threshold, 0.0)
        line.add_data_point(body.threshold, 1.05)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *place.box(), data)
    chart = frame.chart
    dress(chart, log=False)
    _scale(chart.category_axis, body.x)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.0, 1.1
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for plotted, colour, width in zip(chart.plots[0].series, (ACCENT, SECOND), (2.75, 2.0), strict=False):
        plotted.format.line.color.rgb, plotted.format.line.width = rgb(colour), Pt(width)
        plotted.smooth = False
    plot = place.inner(place_plot(chart, *_PLOT))
    if body.threshold is not None:
        words = _("{share} of the draws lie above {amount}").format(
            share=chance(body.chance_above(body.threshold)), amount=body.threshold_text
        )
        box = slide.shapes.add_textbox(*Place(plot.right + 8, plot.top, place.right - plot.right - 8, 60).box())
        write(box.text_frame, [words], 14, series_text(2), bold=True)
    return frame


def add_map(slide: Any, body: TwoWayMap, place: Place) -> Any:
    """Add the lines of equal amount as native series, each named at its end, and the scenario as a mark."""
    data = XyChartData(number_format="General")
    for contour in body.contours:
        series = data.add_series(clean(contour.text, 120))
        for x, y in zip(_resampled(contour.xs), _resampled(contour.ys), strict=True):
            series.add_data_point(x, y)
    for standing in body.places:
        data.add_series(clean(standing.name, 120)).add_data_point(standing.x, standing.y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *place.box(), data)
    chart = frame.chart
    dress(chart, log=False)
    _scale(chart.category_axis, body.x)
    _scale(chart.value_axis, body.y)
    for axis, side in ((chart.category_axis, body.x), (chart.value_axis, body.y)):
        axis.has_title = True
        write(axis.axis_title.text_frame, [side.label], 12, INK)
    plots = list(chart.plots[0].series)
    for plotted, contour in zip(plots, body.contours, strict=False):
        plotted.format.line.color.rgb = rgb(SECOND if contour.target else ACCENT)
        plotted.format.line.width = Pt(2.5 if contour.target else 1.25)
        plotted.smooth = False
        _name(plotted, _POINTS // 4, contour.text, INK)
    for plotted, standing in zip(plots[len(body.contours) :], body.places, strict=True):
        plotted.marker.style, plotted.marker.size = XL_MARKER_STYLE.CIRCLE, 11
        plotted.marker.format.fill.solid()
        plotted.marker.format.fill.fore_color.rgb = rgb(series_colour(standing.colour))
        _name(plotted, 0, standing.name, series_text(standing.colour))
    place_plot(chart, 0.09, 0.03, 0.86, 0.78)
    return frame


def _resampled(values: Numbers) -> list[float]:
    """Return `_POINTS` of them, evenly apart: LibreOffice drops every series that is shorter than a later one."""
    places = np.linspace(0, len(values) - 1, _POINTS)
    return [float(value) for value in np.interp(places, np.arange(len(values)), values)]


def _name(plotted: Any, point: int, text: str, colour: str) -> None:
    """Write a label at one point of a line, where it stays when the chart is moved or changed."""
    label = plotted.points[point].data_label
    write(label.text_frame, [clean(text, 60)], 11, colour, bold=colour != INK)
    label.position = XL_LABEL_POSITION.RIGHT


def _round_ends(side: Axis) -> tuple[float, float]:
    """Return ends a little further out where the axis is logarithmic: its numbers are the low end times powers of ten.

    A line that begins exactly at the end of an axis is left out by some programs, for a difference in the last digit.
    """
    if not side.log:
        room = (side.high - side.low) * 1e-6
        return side.low - room, side.high + room
    low = max(step * 10.0 ** math.floor(math.log10(side.low)) for step in (1, 2, 5) if _within(side.low, step))
    return low, side.high * (1 + 1e-6)


def _within(low: float, step: int) -> bool:
    return step * 10.0 ** math.floor(math.log10(low)) < low * (1 + 1e-9)


def _scale(axis: Any, side: Axis) -> None:
    axis.minimum_scale, axis.maximum_scale = _round_ends(side)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    if side.log:
        make_log(axis)
