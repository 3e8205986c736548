"""The tornado: how far each assumption alone moves an outcome, the widest on top, beside its share of the variance."""

from __future__ import annotations

from planner.chart.amounts import OUTCOME_NAMES, amounts, value_in_words
from planner.chart.scale import Scale, signed_axis
from planner.chart.shapes import SPREAD, Bar, Bars
from planner.engine.lever import PARTS
from planner.engine.sensitivity import Sensitivity, Swing
from planner.text import _, in_percent, listed, number, plural

MOST_ROWS = 12


def tornado(found: Sensitivity, scenario: str, previous: Bars | None = None, among: str = "") -> Bars:
    """Return the chart of the largest swings, at most `MOST_ROWS`; a bar goes from the part's P5 to its P95.

    ``among`` says of which of all assumptions these are the swings, such as "what we decide"; empty for all.
    """
    largest = max([found.middle, *(max(swing.low, swing.high) for swing in found.swings)])
    scale = Scale.fitting(found.outcome, found.unit, largest)
    shown = found.swings[:MOST_ROWS]
    bars = tuple(_bar(swing, scale) for swing in shown)
    before = previous.axis if previous is not None else None
    return Bars(
        title=_title(found, scenario, scale, among),
        subtitle=_("{measure}, {year}, as each assumption alone moves it").format(measure=scale.label, year=found.year),
        caption=_caption(found, len(found.swings) - len(shown)),
        alt=_alt(bars, found),
        axis=signed_axis(
            scale.label, 0.0, max([bar.end for bar in bars] + [bar.start for bar in bars] + [0.0]), before
        ),
        bars=bars,
        reference=scale.of(found.middle),
        reference_text=_("all at their medians: {amount}").format(amount=scale.words(found.middle)),
        remainder=_remainder(found) if bars else "",
    )


def _remainder(found: Sensitivity) -> str:
    share = f"{found.together * 100:.0f}"
    return "" if share == "0" else _("acting together: {share} %").format(share=share)


def _caption(found: Sensitivity, left_out: int) -> str:
    parts = [_("Each from its P5 to its P95, all others at their medians.")]
    if _remainder(found):
        parts.append(
            _(
                "Percent of the variance: what each makes alone, and in all with others. "
                "Alone they make {alone} %; the other {share} % come about only where several act together."
            ).format(alone=f"{100 - round(found.together * 100)}", share=f"{found.together * 100:.0f}")
        )
    else:
        parts.append(_("Percent: share of the variance of the outcome."))
    if found.correlated:
        parts.append(_("Shares are worked out as if no drivers were correlated, though some are."))
    if left_out:
        parts.append(plural("{count} smaller one is left out.", "{count} smaller ones are left out.", left_out))
    return " ".join(parts).format(count=left_out)


def part_name(swing: Swing) -> str:
    """Return a driver with the part that swings: ``Users of agents, growth``."""
    return swing.name if swing.part == "value" else f"{swing.name}, {_(PARTS[swing.part])}"


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
        share_text=_share_text(swing),
        share_in_all=swing.total,
        note=_("{alone} % of the variance alone, {total} % with all it does together with others").format(
            alone=f"{swing.first_order * 100:.0f}", total=f"{swing.total * 100:.0f}"
        ),
    )


def _share_text(swing: Swing) -> str:
    alone, in_all = (f"{share * 100:.0f}" for share in (swing.first_order, swing.total))
    if alone == in_all:
        return in_percent(alone)
    return _("{alone} % alone, {in_all} % in all").format(alone=alone, in_all=in_all)


def _interval(swing: Swing, scale: Scale) -> str:
    low, high = sorted((swing.low, swing.high))
    return amounts(scale.outcome, low, high, scale.unit)


def _at(value: float, swing: Swing) -> str:
    if swing.part == "rate":
        return in_percent(number(value))
    return value_in_words(float(f"{value:.3g}"), swing.unit)


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
    rows += filter(None, [_remainder(found)])
    return _("Tornado, {year}, widest first. {rows}.").format(year=found.year, rows=listed(rows))
