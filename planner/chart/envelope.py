"""The reality check in the timeline: published totals as a quiet line above the scenarios."""

from __future__ import annotations

import attrs

from planner.chart.amounts import amount
from planner.chart.axes import linear_axis, log_axis
from planner.chart.spec import Chart, Fan, Series
from planner.chart.timeline import GHOST_COLOUR, View
from planner.engine.envelope import Envelope
from planner.text import _
from planner.units import factor_between

OUTCOMES = ("energy", "power")
"""The outcomes in which an envelope can be drawn; the others would need conversions it does not have."""


def envelope_series(envelope: Envelope, chart: Chart, view: View) -> Series | None:
    """Return an envelope as a line over the years of ``chart``; None where it has no value there or no such outcome."""
    if view.outcome not in OUTCOMES:
        return None
    factor = factor_between("GWh/year", view.unit)
    low, middle, high = (row * factor for row in envelope.series(int(year) for year in chart.years))
    known = middle[middle == middle]
    if not known.size:
        return None
    last = float(known[-1])
    label = amount(view.outcome, last, view.unit)
    end = round(float(chart.years[middle == middle][-1]))
    if end < chart.years[-1]:
        label = _("{amount} in {year}").format(amount=label, year=end)
    fan = Fan(low, middle, middle, middle, high)
    return Series(envelope.name, GHOST_COLOUR, GHOST_COLOUR, fan, label, ghost=True)


def with_envelope(chart: Chart, envelope: Envelope, view: View) -> Chart:
    """Return ``chart`` with the envelope drawn and its range made wide enough; as it is where there is nothing."""
    series = envelope_series(envelope, chart, view)
    if series is None:
        return chart
    middle = series.fan.p50
    high = max(chart.y.high, float(middle[middle == middle].max()))
    make = log_axis(chart.y.label, chart.y.low, high) if chart.y.log else linear_axis(chart.y.label, high)
    sources = "; ".join(dict.fromkeys(total.entry.citation for total in envelope.totals))
    caption = _("{caption} Thin line: {name} ({sources}).").format(
        caption=chart.caption, name=envelope.name, sources=sources
    )
    alt = _("{alt} Beside them, {name}: {amount}.").format(alt=chart.alt, name=series.name, amount=series.end_label)
    return attrs.evolve(chart, y=make, series=(*chart.series, series), caption=caption, alt=alt)
