"""A deck: one chart a slide, native and editable, with the working and the sources in the speaker notes.

A chart over the years is a line chart of medians with the ends of the 90 % band as thin lines, because a fan cannot be
drawn natively on a logarithmic axis. What is not a chart in PowerPoint's sense is a native table.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from planner.chart.magnitudes import Magnitudes
from planner.chart.spec import Chart, Series
from planner.export.cells import clean
from planner.export.draw_timeline import spread
from planner.export.exhibit import Exhibit
from planner.export.pack import Pack
from planner.export.palette import EDGE, GRID, INK, QUIET, series_colour, series_text
from planner.export.slide_parts import add_line, add_plan, add_table, chains, describe, notes, place_plot, write
from planner.text import _

WIDTH, HEIGHT = 960.0, 540.0
_DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
_LEFT, _RIGHT = 40.0, 920.0


def to_pptx(pack: Pack, exhibits: Sequence[Exhibit], plan: str = "") -> bytes:
    """Return the deck of ``exhibits``, with ``plan`` in a custom part unless that is empty."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(Pt(WIDTH)), Emu(Pt(HEIGHT))
    found = pack.headline
    properties = deck.core_properties
    properties.title, properties.author = clean(found.sentence, 250), "AI Energy Planner"
    properties.subject, properties.comments = clean(found.under, 250), exhibits[0].credit if exhibits else ""
    for item in exhibits:
        _slide(deck, item)
    if plan:
        add_plan(deck, plan)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _slide(deck: Any, item: Exhibit) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (Emu(Pt(value)) for value in (_LEFT, 24, _RIGHT - _LEFT, 64))
    write(title.text_frame, [item.title], 26 if len(item.title) < 80 else 22, INK, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    below = _box(slide, 90, 42)
    write(below.text_frame, item.subtitle.splitlines()[:2], 14, QUIET)
    top, bottom = 138.0, 462.0
    if isinstance(item.body, Chart):
        frame = _timeline(slide, item.body, top, bottom)
    elif isinstance(item.body, Magnitudes):
        frame = _magnitudes(slide, item.body, top, bottom)
    else:
        frame = add_table(slide, chains(item.body), (_LEFT, top, _RIGHT - _LEFT, bottom - top))
    describe(frame, item.title, item.alt)
    foot = _box(slide, 466, 66)
    write(foot.text_frame, [line for line in (_note(item), item.source_line, item.credit) if line], 9.5, QUIET)
    foot.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    slide.notes_slide.notes_text_frame.text = notes(item)


def _note(item: Exhibit) -> str:
    """Return the note; a native chart over the years has thin lines where the picture has bands."""
    if not isinstance(item.body, Chart) or all(series.certain for series in item.body.series):
        return item.note
    scale = _("Logarithmic scale.") if item.body.y.log else _("Scale from zero.")
    return _("Thick lines: median. Thin lines: ends of the 90 % interval. {scale}").format(scale=scale)


def _box(slide: Any, top: float, height: float) -> Any:
    return slide.shapes.add_textbox(*(Emu(Pt(value)) for value in (_LEFT, top, _RIGHT - _LEFT, height)))


def _timeline(slide: Any, body: Chart, top: float, bottom: float) -> Any:
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
    place = (Emu(Pt(value)) for value in (_LEFT, top, _RIGHT - _LEFT, bottom - top))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place, data)
    chart = frame.chart
    _dress(chart, body.y.log)
    if not body.y.log:
        chart.value_axis.minimum_scale = 0
    else:
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = body.y.low, body.y.high
    for plotted, (series, statistic) in zip(chart.plots[0].series, styles, strict=True):
        _style_line(plotted, series, main=not statistic)
    inner = place_plot(chart, 0.075, 0.03, 0.69, 0.87)
    _between_marks(chart.value_axis)
    height = bottom - top
    _label_ends(slide, body, top + inner[1] * height, inner[3] * height, _LEFT + 0.775 * (_RIGHT - _LEFT))
    return frame


def _dress(chart: Any, log: bool) -> None:
    """Set fonts, the horizontal grid and quiet axes; no legend, since lines are labelled."""
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = Pt(12), _rgb(QUIET)
    value, category = chart.value_axis, chart.category_axis
    value.has_major_gridlines, category.has_major_gridlines = True, False
    value.major_gridlines.format.line.color.rgb = _rgb(GRID)
    value.format.line.fill.background()
    value.major_tick_mark, category.major_tick_mark = XL_TICK_MARK.NONE, XL_TICK_MARK.OUTSIDE
    category.format.line.color.rgb = _rgb(EDGE)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0.###", False
    value.has_title = False  # the subtitle has the measure; a turned axis title would cover the numbers
    if log:
        _make_log(value)


def _make_log(axis: Any) -> None:
    """Make an axis logarithmic; python-pptx has no name for it."""
    scaling = axis._element.scaling
    base = scaling.makeelement(scaling.tag.replace("scaling", "logBase"), {"val": "10"})
    scaling.insert(0, base)  # the schema wants it first


def _between_marks(axis: Any) -> None:
    """Let lines begin on the axis rather than half a year beside it."""
    for element in axis._element.iter():
        if str(element.tag).endswith("}crossBetween"):
            element.set("val", "midCat")


def _style_line(plotted: Any, series: Series, main: bool) -> None:
    line = plotted.format.line
    line.color.rgb = _rgb(EDGE if series.ghost else series_colour(series.colour))
    line.width = Pt(2.75 if main and not series.ghost else 0.75)
    line.dash_style = _DASHES[series.dash % len(_DASHES)] if main else MSO_LINE.SQUARE_DOT
    plotted.smooth = False
    plotted.marker.style = XL_MARKER_STYLE.NONE


def _label_ends(slide: Any, body: Chart, top: float, height: float, left: float) -> None:
    """Write name and amount beside the end of each median, pushed apart where they would touch."""
    axis = body.y
    low, high = (math.log10(axis.low), math.log10(axis.high)) if axis.log else (axis.low, axis.high)
    wanted = []
    for series in body.series:
        last = float(series.fan.p50[np.flatnonzero(np.isfinite(series.fan.p50))[-1]])
        value = math.log10(max(last, axis.low)) if axis.log else last
        wanted.append(top + height * (1 - (value - low) / (high - low)))
    heights = [34.0 if len(series.name) < 26 else 48.0 for series in body.series]
    for series, size, middle in zip(body.series, heights, spread(wanted, heights, top, top + height + 6), strict=True):
        place = (left, middle - size / 2, _RIGHT - left, size)
        box = slide.shapes.add_textbox(*(Emu(Pt(value)) for value in place))
        colour = QUIET if series.ghost else series_text(series.colour)
        write(box.text_frame, [series.name], 13, colour, bold=not series.ghost)
        add_line(box.text_frame, series.end_label.removeprefix(f"{series.name}: "), 12, QUIET)


def _magnitudes(slide: Any, body: Magnitudes, top: float, bottom: float) -> Any:
    """Add a native scatter chart: energy on a logarithmic axis, a row for each use, a series for each kind."""
    data = XyChartData(number_format="0.###")
    for kind in body.legend:
        series = data.add_series(_(kind.name))
        for index, group in enumerate(body.groups):
            for row in group.rows:
                if row.kind == kind:
                    series.add_data_point(row.value, len(body.groups) - index)
    place = (Emu(Pt(value)) for value in (_LEFT + 100, top, _RIGHT - _LEFT - 100, bottom - top))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    chart = frame.chart
    _dress(chart, log=False)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.5, len(body.groups) + 0.5
    chart.value_axis.major_unit = 1
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = body.axis.low, body.axis.high
    chart.category_axis.tick_labels.number_format = "General"
    chart.category_axis.tick_labels.number_format_is_linked = False
    _make_log(chart.category_axis)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    markers = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE}
    for plotted, kind in zip(chart.plots[0].series, body.legend, strict=True):
        plotted.format.line.fill.background()
        # Not every program draws an open mark, so here an open circle is a triangle.
        open_circle = kind.shape == "circle" and not kind.filled
        plotted.marker.style = XL_MARKER_STYLE.TRIANGLE if open_circle else markers[kind.shape]
        plotted.marker.size = 8
        plotted.marker.format.line.color.rgb = _rgb(series_colour(kind.colour))
        plotted.marker.format.fill.solid()
        plotted.marker.format.fill.fore_color.rgb = _rgb(series_colour(kind.colour))
    inner = place_plot(chart, 0.01, 0.1, 0.97, 0.8)
    _name_rows(slide, body, top + inner[1] * (bottom - top), inner[3] * (bottom - top))
    return frame


def _name_rows(slide: Any, body: Magnitudes, top: float, height: float) -> None:
    """Write the uses beside the rows of the chart, whose own axis can only number them."""
    step = height / len(body.groups)
    for index, group in enumerate(body.groups):
        box = slide.shapes.add_textbox(*(Emu(Pt(value)) for value in (_LEFT, top + index * step, 110, max(step, 12))))
        write(box.text_frame, [group.name], 12, INK, bold=True)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))
