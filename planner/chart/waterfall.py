"""The waterfall: from one point run to another, a step for each driver that differs; the steps add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from planner.chart.amounts import OUTCOME_NAMES, value_and_unit, value_in_words
from planner.chart.scale import Scale, signed_axis
from planner.chart.shapes import LESS, MORE, TOTAL, Bar, Bars
from planner.chart.spec import Axis
from planner.engine.decomposition import Contribution, Decomposition
from planner.text import _, listed, plural

MOST_STEPS = 10


def waterfall(found: Decomposition, from_name: str, to_name: str, when: str, previous: Bars | None = None) -> Bars:
    """Return the chart of a decomposition; ``when`` is the year, or both: ``2030``, ``2025 to 2035``.

    Steps are sorted by size; beyond `MOST_STEPS` the smaller ones are one step together. What does not differ has none.
    """
    scale = Scale.fitting(found.outcome, found.unit, max(found.before, found.after))
    steps = sorted((part for part in found.contributions if part.value), key=lambda part: -abs(part.value))
    bars = [Bar("", from_name, 0.0, scale.of(found.before), TOTAL, scale.words(found.before))]
    level = found.before
    kept, small = (steps, []) if len(steps) <= MOST_STEPS else (steps[: MOST_STEPS - 1], steps[MOST_STEPS - 1 :])
    for part in kept:
        bars.append(_bar(part.workload_name, _label(part), level, part.value, _note(part), scale))
        level += part.value
    if small:
        rest = sum(part.value for part in small)
        words = plural("{count} smaller step", "{count} smaller steps", len(small)).format(count=len(small))
        bars.append(_bar("", words, level, rest, "", scale))
    bars.append(Bar("", to_name, 0.0, scale.of(found.after), TOTAL, scale.words(found.after)))
    return Bars(
        title=_title(found, steps, from_name, to_name, when, scale),
        subtitle=_("What each driver adds or takes, {measure}").format(measure=scale.label),
        caption=_(
            "Point runs: medians multiplied. Split by the logarithmic mean Divisia index (Ang 2005), no residual."
        ),
        alt=_alt(bars, when),
        axis=_axis(bars, scale, previous),
        bars=tuple(bars),
    )


def _bar(group: str, label: str, level: float, step: float, note: str, scale: Scale) -> Bar:
    role = MORE if step > 0 else LESS
    return Bar(group, label, scale.of(level), scale.of(level + step), role, scale.signed(step), note=note)


def _label(part: Contribution) -> str:
    if part.workload and not part.driver:
        return _("{workload} as a whole").format(workload=part.workload_name)
    return part.name


def _note(part: Contribution) -> str:
    """Return a driver's values on both sides: ``0.34 Wh → 0.2 Wh per query``."""
    if part.before is None or part.after is None:
        there = part.after if part.before is None else part.before
        if there is None:
            return ""
        words = _("only here: {value}") if part.before is None else _("no longer: {value}")
        return words.format(value=value_in_words(there, part.unit))
    (before, unit), (after, _same) = (value_and_unit(value, part.unit) for value in (part.before, part.after))
    return f"{before} → {after} {unit}".strip()


def _title(
    found: Decomposition, steps: Sequence[Contribution], from_name: str, to_name: str, when: str, scale: Scale
) -> str:
    names = {"one": from_name, "other": to_name, "when": when, "outcome": _(OUTCOME_NAMES[found.outcome])}
    if found.difference == 0:
        return _("{outcome}, {when}: “{other}” and “{one}” come out equal").format(**names)
    words = _("above") if found.difference > 0 else _("below")
    sentence = _("{outcome}, {when}: “{other}” is {amount} {side} “{one}”").format(
        **names, amount=scale.words(abs(found.difference)), side=words
    )
    along = [part for part in steps if part.value * found.difference > 0]
    if not along:
        return sentence
    part = along[0]
    cause = _label(part) if not part.driver or not part.workload_name else f"{part.workload_name}, {part.name}"
    return _("{finding}, most of all by {cause}").format(finding=sentence, cause=cause)


def _axis(bars: Sequence[Bar], scale: Scale, previous: Bars | None) -> Axis:
    ends = [end for bar in bars for end in (bar.start, bar.end)]
    return signed_axis(scale.label, min(ends), max(ends), previous.axis if previous is not None else None)


def _alt(bars: Sequence[Bar], when: str) -> str:
    steps = [
        _("{name} {amount}").format(name=" ".join(filter(None, [bar.group, bar.label])), amount=bar.text)
        for bar in bars
    ]
    return _("Waterfall, {when}: {steps}.").format(when=when, steps=listed(steps))
