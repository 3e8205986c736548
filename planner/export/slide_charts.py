"""Native line and scatter charts for slides: the timeline and the published estimates."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from planner.chart.magnitudes import Magnitudes
from planner.chart.spec import Chart, Series
from planner.export.cells import clean
from planner.export.labels import spread
from planner.export.palette import EDGE, INK, QUIET, series_colour, series_text
from planner.export.slide_parts import Place, add_line, dress, make_log, place_plot, rgb, write
from planner.text import _, without_name

_DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)


def add_timeline(slide: Any, body: Chart, place: Place) -> Any:
    """Add a native line chart: for each scenario its median, and the ends of the 90 % band as thin lines."""
    data = CategoryChartData(number_format="#,##0.###")
    data.categories = [str(int(year)) for year in body.years]
    styles: list[tuple[Series, str]] = []
    for series in body.series:
        rows = {"": series.fan.p50}
        if not series.certain and not series.ghost:
            rows |= {_("P5"): series.fan.p5, _("P95"): series.fan.p95}
        for statistic, row in rows.items():
            name = _("{name}, {statistic}").format(name=series.name, statistic=statistic) if statistic else series.name
            data.add_series(clean(name, 200), [None if math.isnan(value) else float(value) for value in row])
            styles.append((series, statistic))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place.box(), data)
    chart = frame.chart
    dress(chart, body.y.log)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = body.y.low, body.y.high
    for plotted, (series, statistic) in zip(chart.plots[0].series, styles, strict=True):
        _style_line(plotted, series, main=not statistic)
    inner = place_plot(chart, 0.075, 0.03, 0.69, 0.87)
    _between_marks(chart.value_axis)
    _label_ends(slide, body, place.inner(inner), place)
    return frame


def _between_marks(axis: Any) -> None:
    """Let lines begin on the axis rather than half a year beside it."""
    for element in axis._element.iter():
        if str(element.tag).endswith("}crossBetween"):
            element.set("val", "midCat")


def _style_line(plotted: Any, series: Series, main: bool) -> None:
    line = plotted.format.line
    line.color.rgb = rgb(EDGE if series.ghost else series_colour(series.colour))
    line.width = Pt(2.75 if main and not series.ghost else 0.75)
    line.dash_style = _DASHES[series.dash % len(_DASHES)] if main else MSO_LINE.SQUARE_DOT
    plotted.smooth = False
    plotted.marker.style = XL_MARKER_STYLE.NONE


def _label_ends(slide: Any, body: Chart, plot: Place, place: Place) -> None:
    """Write name and amount beside the end of each median, pushed apart where they would touch."""
    axis = body.y
    low, high = (math.log10(axis.low), math.log10(axis.high)) if axis.log else (axis.low, axis.high)
    wanted = []
    for series in body.series:
        last = float(series.fan.p50[np.flatnonzero(np.isfinite(series.fan.p50))[-1]])
        value = math.log10(max(last, axis.low)) if axis.log else last
        wanted.append(plot.top + plot.height * (1 - (value - low) / (high - low)))
    heights = [34.0 if len(series.name) < 26 else 48.0 for series in body.series]
    for series, size, middle in zip(
        body.series, heights, spread(wanted, heights, plot.top, plot.bottom + 6), strict=True
    ):
        left = plot.right + 8
        box = slide.shapes.add_textbox(*Place(left, middle - size / 2, place.right - left, size).box())
        colour = QUIET if series.ghost else series_text(series.colour)
        write(box.text_frame, [series.name], 13, colour, bold=not series.ghost)
        add_line(box.text_frame, without_name(series.end_label, series.name), 12, QUIET)


def add_magnitudes(slide: Any, body: Magnitudes, place: Place) -> Any:
    """Add a native scatter chart: energy on a logarithmic axis, a row for each use, a series for each kind."""
    data = XyChartData(number_format="0.###")
    for kind in body.legend:
        series = data.add_series(_(kind.name))
        for index, group in enumerate(body.groups):
            for row in group.rows:
                if row.kind == kind:
                    series.add_data_point(row.value, len(body.groups) - index)
    right = Place(place.left + 100, place.top, place.width - 100, place.height)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *right.box(), data)
    chart = frame.chart
    dress(chart, log=False)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.5, len(body.groups) + 0.5
    chart.value_axis.major_unit = 1
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = body.axis.low, body.axis.high
    chart.category_axis.tick_labels.number_format = "General"
    chart.category_axis.tick_labels.number_format_is_linked = False
    make_log(chart.category_axis)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    markers = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE}
    for plotted, kind in zip(chart.plots[0].series, body.legend, strict=True):
        plotted.format.line.fill.background()
        # Not every program draws an open mark, so here an open circle is a triangle.
        open_circle = kind.shape == "circle" and not kind.filled
        plotted.marker.style = XL_MARKER_STYLE.TRIANGLE if open_circle else markers[kind.shape]
        plotted.marker.size = 8
        plotted.marker.format.line.color.rgb = rgb(series_colour(kind.colour))
        plotted.marker.format.fill.solid()
        plotted.marker.format.fill.fore_color.rgb = rgb(series_colour(kind.colour))
    inner = place_plot(chart, 0.01, 0.1, 0.97, 0.8)
    _name_rows(slide, body, right.inner(inner), place.left)
    return frame


def _name_rows(slide: Any, body: Magnitudes, plot: Place, left: float) -> None:
    """Write the uses beside the rows of the chart, whose own axis can only number them."""
    step = plot.height / len(body.groups)
    for index, group in enumerate(body.groups):
        box = slide.shapes.add_textbox(*Place(left, plot.top + index * step, 110, max(step, 12)).box())
        write(box.text_frame, [group.name], 12, INK, bold=True)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
