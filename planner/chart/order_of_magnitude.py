"""The order-of-magnitude chart: every published energy of one use on one logarithmic axis, beside the user's own value.

Rows are grouped by modality and sorted by value. Kind is told by shape as well as by colour, a published range is a
bar, what was superseded is faded, and what is counted stands in words at the right. The title states what the figures
say: in which decade the middle of the text figures lies, and how far above it an agent session is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from planner.chart.magnitudes import KINDS, MODALITIES, Filter, Group, Magnitudes, OwnValue, Row
from planner.chart.spec import Axis, Tick
from planner.engine.mix import watt_hours_each
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.text import N_, _, labelled, number, plural

GROUP_GAP = 0.5
"""The room before a group, in rows."""


def order_of_magnitude(
    entries: Iterable[Evidence], chosen: Filter | None = None, own: Estimate | None = None
) -> Magnitudes:
    """Return the chart of all ``entries`` that pass, with ``own`` across it where that is an energy of one use."""
    chosen = chosen or Filter()
    kept = [entry for entry in entries if chosen.keeps(entry)]
    groups, height = _groups(kept)
    line = own_value(own) if own is not None else None
    rows = [row for group in groups for row in group.rows]
    present = {row.kind.name for row in rows}
    return Magnitudes(
        title=finding(kept),
        subtitle=_("Published energy of one use, Wh, logarithmic."),
        caption=_caption(len(kept), chosen),
        alt=_alt(groups, line),
        axis=_axis(rows, line),
        groups=groups,
        height=height,
        legend=tuple(kind for kind in KINDS.values() if kind.name in present),
        has_ranges=any(row.low is not None for row in rows),
        own=line,
    )


def own_value(estimate: Estimate) -> OwnValue | None:
    """Return the user's value for the chart, None where it is no energy of one use, or zero."""
    factor = watt_hours_each(estimate)
    if factor is None or estimate.central <= 0:
        return None
    low, high = (end * factor for end in estimate.interval)
    middle = estimate.central * factor
    text = _("your assumption: {value}").format(value=estimate.text)
    return OwnValue(low if low > 0 else middle / 1000, middle, high, text)


def _groups(entries: Sequence[Evidence]) -> tuple[tuple[Group, ...], float]:
    groups: list[Group] = []
    place = 0.0
    for modality, name in MODALITIES.items():
        members = sorted(
            (entry for entry in entries if entry.modality == modality), key=lambda entry: (_energy(entry), entry.label)
        )
        if not members:
            continue
        place += GROUP_GAP if groups else 0.0
        groups.append(Group(_(name), tuple(_row(entry, place + index) for index, entry in enumerate(members))))
        place += len(members)
    return tuple(groups), place


def _energy(entry: Evidence, end: str = "value") -> float:
    estimate: Estimate = getattr(entry, end) or entry.value
    return estimate.central * (watt_hours_each(estimate) or math.nan)


def _row(entry: Evidence, place: float) -> Row:
    faded = bool(entry.superseded_by)
    counts = _boundary(entry.boundary)
    has_range = entry.low is not None and entry.high is not None
    return Row(
        id=entry.id,
        label=entry.label,
        place=place,
        value=_energy(entry),
        low=_energy(entry, "low") if has_range else None,
        high=_energy(entry, "high") if has_range else None,
        kind=KINDS[entry.kind],
        faded=faded,
        boundary=_("{counts} · superseded").format(counts=counts) if faded else counts,
        note=_note(entry, counts),
    )


_BOUNDARIES = {
    "accelerator": N_("accelerator"),
    "server": N_("server"),
    "facility": N_("facility"),
    "facility with training": N_("facility, training"),
    "not stated": N_("not stated"),
}


def _boundary(boundary: str) -> str:
    return _(_BOUNDARIES.get(boundary, boundary))


def _note(entry: Evidence, counts: str) -> str:
    """Return the lines to read on hover."""
    value = labelled(entry.label, entry.value.text)
    if entry.low is not None and entry.high is not None:
        text = _("{value} ({low} to {high}: {meaning})")
        value = text.format(value=value, low=entry.low.text, high=entry.high.text, meaning=entry.range_meaning)
    about = _("{kind} by {publisher}, {date}, {statistic}; counts: {counts}").format(
        kind=_(KINDS[entry.kind].name),
        publisher=entry.publisher,
        date=entry.date,
        statistic=entry.statistic,
        counts=counts,
    )
    return "\n".join([value, about, entry.caveat])


def finding(entries: Sequence[Evidence]) -> str:
    """Return what the figures say, in one sentence; superseded ones have no say in it."""
    live = [entry for entry in entries if not entry.superseded_by]
    by_modality = {name: [_energy(entry) for entry in live if entry.modality == name] for name in MODALITIES}
    first = next((name for name, values in by_modality.items() if values), None)
    if first is None:
        return _("No published figure passes this filter")
    values = by_modality[first]
    middle = median(values)
    decade = 10.0 ** math.floor(math.log10(middle) + 1e-9)
    inside = sum(decade <= value < 10 * decade for value in values)
    sentence = plural(
        "{use}: {count} figure, {middle} Wh",
        "{use}: {inside} of {count} figures between {low} and {high} Wh, the middle {middle} Wh",
        len(values),
    ).format(
        use=_(_USES[first]),
        count=len(values),
        inside=inside,
        low=number(decade),
        high=number(10 * decade),
        middle=number(middle, 1),
    )
    agents = by_modality["agent"]
    if first == "text" and agents:
        times = number(median(agents) / middle, 1)
        sentence = _("{finding}; an agent session: about {times} times that").format(finding=sentence, times=times)
    return sentence


_USES = {
    "text": N_("A text query"),
    "search": N_("A search"),
    "small task": N_("A small task"),
    "multimodal": N_("Reading an image"),
    "reasoning": N_("A reasoning answer"),
    "long document": N_("A long document"),
    "image": N_("An image"),
    "agent": N_("An agent session"),
    "video": N_("A video"),
}


def _axis(rows: Sequence[Row], own: OwnValue | None) -> Axis:
    """Return the axis of whole decades around all values, ranges and the user's own."""
    values = [value for row in rows for value in (row.value, row.low, row.high) if value]
    values += [own.low, own.high] if own is not None else []
    low, high = (min(values), max(values)) if values else (0.1, 1.0)
    bottom = math.floor(math.log10(low) + 1e-9)
    top = max(math.ceil(math.log10(high) - 1e-9), bottom + 1)
    ticks = []
    for power in range(bottom, top + 1):
        text = number(10.0**power)
        ticks.append(Tick(10.0**power, _("{value} Wh").format(value=text) if power == bottom else text))
    return Axis(_("Energy of one use, Wh"), 10.0**bottom, 10.0**top, tuple(ticks), log=True)


def _caption(count: int, chosen: Filter) -> str:
    parts = [plural("{count} figure.", "{count} figures.", count).format(count=count)]
    if chosen.modalities:
        parts.append(_("Uses: {names}.").format(names=", ".join(_in_order(chosen.modalities, MODALITIES))))
    if chosen.kinds:
        parts.append(_("Kinds: {names}.").format(names=", ".join(_in_order(chosen.kinds, KINDS))))
    if chosen.boundaries:
        parts.append(_("Counting: {names}.").format(names=", ".join(_in_order(chosen.boundaries, _BOUNDARIES))))
    if chosen.year_from is not None:
        parts.append(_("From {year} on.").format(year=chosen.year_from))
    parts.append(_("Faded: superseded.") if chosen.superseded else _("Without superseded figures."))
    return " ".join(parts)


def _in_order(chosen: frozenset[str], known: Mapping[str, object]) -> list[str]:
    return [name for name in known if name in chosen]


def _alt(groups: Sequence[Group], own: OwnValue | None) -> str:
    sentences = [_("Published energy of one use in watt-hours on a logarithmic axis.")]
    for group in groups:
        values = [row.value for row in group.rows if not row.faded] or [row.value for row in group.rows]
        text = plural(
            "{name}: {count} figure, {low} Wh.",
            "{name}: {count} figures from {low} to {high} Wh, middle {middle} Wh.",
            len(values),
        )
        words = {"low": number(min(values)), "high": number(max(values)), "middle": number(median(values), 2)}
        sentences.append(text.format(name=group.name, count=len(values), **words))
    if own is not None:
        sentences.append(_("Across all of them, {own}.").format(own=own.text))
    return " ".join(sentences)
