"""The difference of two scenarios over the years: one line with its own band, and how sure its sign is."""

from __future__ import annotations

from planner.chart.amounts import OUTCOME_NAMES, amounts, between
from planner.chart.axes import year_axis
from planner.chart.scale import Scale, chance, signed_axis
from planner.chart.spec import Chart, Fan, ReadoutRow, Series
from planner.engine.compare import DifferenceOverYears
from planner.text import _


def difference_chart(
    found: DifferenceOverYears,
    outcome: str,
    from_name: str,
    to_name: str,
    year: int,
    *,
    colour: int = 0,
    previous: Chart | None = None,
) -> Chart:
    """Return the chart of ``to`` minus ``from``; its title says what holds in ``year`` (the nearest that both have)."""
    band = found.band
    scale = Scale.fitting(outcome, band.unit, max(abs(row).max() for row in band.rows()))
    rows = [row * scale.factor for row in (band.p5, band.p25, band.p50, band.p75, band.p95)]
    index = int(min(max(year, found.years[0]), found.years[-1]) - found.years[0])
    name = _("{other} − {one}").format(other=to_name, one=from_name)
    certain = band.certain
    series = Series(name, colour, 0, Fan(*rows), scale.signed(float(band.p50[-1])), certain=certain, emphasised=True)
    label = _("Difference: {measure}").format(measure=scale.label)
    before = previous.y if previous is not None else None
    lines = _("Line: median of the differences, draw by draw. Bands: half of the draws (dark), 90 % (light).")
    return Chart(
        title=finding(found, index, outcome, from_name, to_name),
        subtitle=label,
        caption=_("Exact.") if certain else lines,
        alt=_alt(found, scale, name),
        years=found.years,
        x=year_axis(int(found.years[0]), int(found.years[-1])),
        y=signed_axis(label, float(rows[0].min()), float(rows[4].max()), before),
        series=(series,),
        readouts=tuple((_readout(found, place, scale, series),) for place in range(len(found.years))),
    )


def finding(found: DifferenceOverYears, index: int, outcome: str, from_name: str, to_name: str) -> str:
    """Return the sentence: how sure it is that one lies below, and by how much at the median and in 90 %."""
    band, year = found.band, int(found.years[index])
    low, middle, high = (float(row[index]) for row in (band.p5, band.p50, band.p95))
    lower = float(found.probability_lower[index])
    scale = Scale(outcome, band.unit, band.unit, 1.0)
    if low == middle == high == 0:
        return _("{outcome}: “{other}” and “{one}” are the same in {year}").format(
            outcome=_(OUTCOME_NAMES[outcome]), other=to_name, one=from_name, year=year
        )
    side = _("below") if lower >= 0.5 else _("above")
    certainty = _("“{other}” is {side} “{one}” in {share} of draws in {year}").format(
        other=to_name, side=side, one=from_name, share=chance(max(lower, 1 - lower)), year=year
    )
    if low == high:
        return _("“{other}” is {amount} {side} “{one}” in {year}").format(
            other=to_name, amount=scale.words(abs(middle)), side=side, one=from_name, year=year
        )
    sign = -1 if lower >= 0.5 else 1
    least, most = sorted((sign * low, sign * high))
    what = _("the median saving is") if sign < 0 else _("the median excess is")
    return _("{certainty}; {what} {amount}, 90 % between {interval}").format(
        certainty=certainty,
        what=what,
        amount=scale.words(sign * middle),
        interval=between(outcome, least, most, band.unit),
    )


def _readout(found: DifferenceOverYears, index: int, scale: Scale, series: Series) -> ReadoutRow:
    band = found.band
    interval = ""
    if not series.certain:
        ends = amounts(scale.outcome, float(band.p5[index]), float(band.p95[index]), band.unit)
        lower = chance(float(found.probability_lower[index]))
        interval = _("90 %: {interval}; lower in {share}").format(interval=ends, share=lower)
    return ReadoutRow(series.name, series.colour, 0, scale.signed(float(band.p50[index])), interval)


def _alt(found: DifferenceOverYears, scale: Scale, name: str) -> str:
    years, middle = found.years, found.band.p50
    return _("{name}, {measure}: {first} in {start}, {last} in {end}.").format(
        name=name,
        measure=scale.label,
        first=scale.signed(float(middle[0])),
        start=int(years[0]),
        last=scale.signed(float(middle[-1])),
        end=int(years[-1]),
    )
