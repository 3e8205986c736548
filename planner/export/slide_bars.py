"""Native bar and area charts for slides: what makes the difference, what matters most, homes, parts of a whole."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from planner.chart.shapes import LESS, MORE, SPREAD, TOTAL, Area, Bars
from planner.export.cells import clean
from planner.export.draw_bars import bar_name
from planner.export.exhibit import Exhibit
from planner.export.labels import spread
from planner.export.palette import ACCENT, INK, QUIET, SECOND, THIRD, series_colour, series_text
from planner.export.slide_parts import Place, add_line, dress, place_plot, rgb, write
from planner.text import N_, _

_ROLES = {
    TOTAL: (N_("Level"), ACCENT),
    MORE: (N_("More"), SECOND),
    LESS: (N_("Less"), THIRD),
    SPREAD: (N_("From P5 to P95"), ACCENT),
}


def add_bars(slide: Any, body: Bars, place: Place) -> Any:
    """Add horizontal bars: an unseen part up to where each begins, the part that counts, unseen room for its words."""
    data = CategoryChartData(number_format="#,##0.###")
    data.categories = [clean(bar_name(bar), 120) for bar in body.bars]
    data.add_series(_("(begins at)"), [min(bar.start, bar.end) for bar in body.bars])
    roles = [role for role in _ROLES if any(bar.role == role for bar in body.bars)]
    for role in roles:
        sizes = [abs(bar.end - bar.start) if bar.role == role else None for bar in body.bars]
        data.add_series(_(_ROLES[role][0]), sizes)
    room = 0.3 * (body.axis.high - body.axis.low)
    data.add_series(_("(room for the words)"), [room for _bar in body.bars])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place.box(), data)
    chart = frame.chart
    _dress_bars(chart, body.axis.low, body.axis.high + room)
    unseen, *seen, words = chart.plots[0].series
    unseen.format.fill.background()
    for plotted, role in zip(seen, roles, strict=True):
        plotted.format.fill.solid()
        plotted.format.fill.fore_color.rgb = rgb(_ROLES[role][1])
    words.format.fill.background()
    for index, bar in enumerate(body.bars):
        label = words.points[index].data_label
        write(label.text_frame, [bar.text], 12 if len(body.bars) < 9 else 9, INK, bold=True)
        label.position = XL_LABEL_POSITION.INSIDE_BASE
    return frame


def add_homes(slide: Any, item: Exhibit, place: Place) -> Any:
    """Add bars of homes, one for each scenario."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = [clean(name, 120) for name, _value in item.numbers]
    data.add_series(_("Homes"), [value for _name, value in item.numbers])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place.box(), data)
    chart = frame.chart
    _dress_bars(chart, 0.0, None)
    plotted = chart.plots[0].series[0]
    plotted.format.fill.solid()
    plotted.format.fill.fore_color.rgb = rgb(ACCENT)
    for index, row in enumerate(item.table.rows):
        label = plotted.points[index].data_label
        write(label.text_frame, [row[1]], 13, INK, bold=True)
        label.position = XL_LABEL_POSITION.OUTSIDE_END
    return frame


def _dress_bars(chart: Any, low: float, high: float | None) -> None:
    dress(chart, log=False)
    chart.plots[0].gap_width = 50
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(12)
    chart.value_axis.minimum_scale = low
    if high is not None:
        chart.value_axis.maximum_scale = high


def add_stack(slide: Any, body: Area, place: Place) -> Any:
    """Add stacked areas over the years, each named beside its end."""
    data = CategoryChartData(number_format="#,##0.###")
    data.categories = [str(int(year)) for year in body.years]
    for layer in body.layers:
        data.add_series(clean(layer.name, 120), [float(value) for value in layer.high - layer.low])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.AREA_STACKED, *place.box(), data)
    chart = frame.chart
    dress(chart, log=False)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = body.y.low, body.y.high
    for plotted, layer in zip(chart.plots[0].series, body.layers, strict=True):
        plotted.format.fill.solid()
        plotted.format.fill.fore_color.rgb = rgb(series_colour(layer.colour))
    plot = place.inner(place_plot(chart, 0.075, 0.03, 0.69, 0.87))
    wanted = [
        plot.bottom
        - plot.height * (float(layer.low[-1] + layer.high[-1]) / 2 - body.y.low) / (body.y.high - body.y.low)
        for layer in body.layers
    ]
    for layer, middle in zip(body.layers, spread(wanted, [36.0] * len(wanted), plot.top, plot.bottom), strict=True):
        left = plot.right + 8
        box = slide.shapes.add_textbox(*Place(left, middle - 18, place.right - left, 36).box())
        write(box.text_frame, [layer.name], 13, series_text(layer.colour), bold=True)
        add_line(box.text_frame, layer.end_label, 12, QUIET)
    return frame
