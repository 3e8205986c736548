"""The tornado: how far each assumption alone moves an outcome, the widest on top, beside its share of the variance."""

from __future__ import annotations

from planner.chart.amounts import OUTCOME_NAMES, amounts, value_and_unit
from planner.chart.scale import Scale, signed_axis
from planner.chart.shapes import SPREAD, Bar, Bars
from planner.engine.sensitivity import Sensitivity, Swing
from planner.text import N_, _, number

MOST_ROWS = 12
PARTS = {
    "value": "",
    "rate": N_("growth"),
    "ceiling": N_("ceiling"),
    "points": N_("path"),
}
"""The parts of a driver in words; a value goes without."""


def tornado(found: Sensitivity, scenario: str, previous: Bars | None = None, among: str = "") -> Bars:
    """Return the chart of the largest swings, at most `MOST_ROWS`; a bar goes from the part's P5 to its P95.

    ``among`` says of which of all assumptions these are the swings, such as "what we decide"; empty for all.
    """
    largest = max([found.middle, *(max(swing.low, swing.high) for swing in found.swings)])
    scale = Scale.fitting(found.outcome, found.unit, largest)
    shown = found.swings[:MOST_ROWS]
    bars = tuple(_bar(swing, scale) for swing in shown)
    before = previous.axis if previous is not None else None
    left_out = len(found.swings) - len(shown)
    caption = _(
        "Each from its P5 to its P95, all others at their medians. Percent: share of the variance of the outcome."
    )
    if left_out:
        caption = _("{caption} {count} smaller ones are left out.").format(caption=caption, count=left_out)
    return Bars(
        title=_title(found, scenario, scale, among),
        subtitle=_("{measure}, {year}, as each assumption alone moves it").format(measure=scale.label, year=found.year),
        caption=caption,
        alt=_alt(bars, found),
        axis=signed_axis(
            scale.label, 0.0, max([bar.end for bar in bars] + [bar.start for bar in bars] + [0.0]), before
        ),
        bars=bars,
        reference=scale.of(found.middle),
        reference_text=_("all at their medians: {amount}").format(amount=scale.words(found.middle)),
    )


def part_name(swing: Swing) -> str:
    """Return a driver with the part that swings: ``Users of agents, growth``."""
    part = PARTS.get(swing.part, swing.part)
    return f"{swing.name}, {_(part)}" if part else swing.name


def _bar(swing: Swing, scale: Scale) -> Bar:
    return Bar(
        swing.workload_name,
        part_name(swing),
        scale.of(swing.low),
        scale.of(swing.high),
        SPREAD,
        _interval(swing, scale),
        start_text=_at(swing.at_low, swing),
        end_text=_at(swing.at_high, swing),
        share=swing.first_order,
        share_text=f"{swing.first_order * 100:.0f} %",
        note=_("{alone} % of the variance alone, {total} % with all it does together with others").format(
            alone=f"{swing.first_order * 100:.0f}", total=f"{swing.total * 100:.0f}"
        ),
    )


def _interval(swing: Swing, scale: Scale) -> str:
    low, high = sorted((swing.low, swing.high))
    return amounts(scale.outcome, low, high, scale.unit)


def _at(value: float, swing: Swing) -> str:
    if swing.part == "rate":
        return f"{number(value)} %"
    return " ".join(filter(None, value_and_unit(float(f"{value:.3g}"), swing.unit)))


def _title(found: Sensitivity, scenario: str, scale: Scale, among: str) -> str:
    outcome = _(OUTCOME_NAMES[found.outcome])
    if among and not found.swings:
        return _("{outcome} of “{scenario}” in {year}: nothing of {among} is uncertain").format(
            outcome=outcome, scenario=scenario, year=found.year, among=among
        )
    if not found.swings or not found.swings[0].swing:
        return _("{outcome} of “{scenario}” in {year}: nothing in it is uncertain").format(
            outcome=outcome, scenario=scenario, year=found.year
        )
    first = found.swings[0]
    name = ", ".join(filter(None, [first.workload_name, part_name(first)]))
    interval = _interval(first, scale)
    if among:
        return _("Of {among}, {name} matters most: alone it moves “{scenario}” in {year} from {interval}").format(
            among=among, name=name, scenario=scenario, year=found.year, interval=interval
        )
    return _("{name} matters most: alone it moves “{scenario}” in {year} from {interval}").format(
        name=name, scenario=scenario, year=found.year, interval=interval
    )


def _alt(bars: tuple[Bar, ...], found: Sensitivity) -> str:
    rows = [
        _("{name}: {interval}, {share} of the variance").format(
            name=", ".join(filter(None, [bar.group, bar.label])), interval=bar.text, share=bar.share_text
        )
        for bar in bars
    ]
    return _("Tornado, {year}, widest first. {rows}.").format(year=found.year, rows="; ".join(rows))
