"""``planner evidence``: the published figures with their source, kind, date and boundary."""

from __future__ import annotations

from typing import Any

import attrs
import click

from planner.chart.magnitudes import KINDS, MODALITIES
from planner.cli.tables import print_json, print_rows
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.store import library
from planner.text import _, plural
from planner.units import UnitProblem, factor_between

BOUNDARIES = ("accelerator", "server", "facility", "facility with training", "not stated")
TOPICS = ("energy", "adoption", "total", "efficiency", "pue", "wue", "overhead", "parameter")
RIVALS = 6


@click.group("evidence", no_args_is_help=False, short_help="List the published figures and show one with its source.")
def command() -> None:
    """Evidence: published figures of energy and use, each with source, kind, date, boundary and caveat.

    \b
    Example:
      planner evidence show google-2025-median
    """


@command.command("list", short_help="List figures, filtered.")
@click.option("--topic", "topics", type=click.Choice(TOPICS), multiple=True, help="Only this topic; repeatable.")
@click.option("--modality", "modalities", type=click.Choice(list(MODALITIES)), multiple=True, help="Only this use.")
@click.option("--kind", "kinds", type=click.Choice(list(KINDS)), multiple=True, help="Only this kind of figure.")
@click.option("--boundary", "boundaries", type=click.Choice(BOUNDARIES), multiple=True, help="Only counted so.")
@click.option("--from", "year_from", type=click.IntRange(1900, 2300), metavar="YEAR", help="Of YEAR and later.")
@click.option("--current", is_flag=True, help="Without figures that newer ones have superseded.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_evidence(
    topics: tuple[str, ...], modalities: tuple[str, ...], kinds: tuple[str, ...], boundaries: tuple[str, ...],
    year_from: int | None, current: bool, as_json: bool,
) -> None:  # fmt: skip
    """List the figures that pass every filter given; one filter with several values passes any of them.

    \b
    Example:
      planner evidence list --modality text --kind measurement --from 2025 --current
    """
    wanted = {"topic": topics, "modality": modalities, "kind": kinds, "boundary": boundaries}
    found = [
        entry
        for entry in library.evidence().values()
        if all(not values or getattr(entry, name) in values for name, values in wanted.items())
        and (year_from is None or int(entry.date[:4]) >= year_from)
        and not (current and entry.superseded_by)
    ]
    if as_json:
        print_json({"version": library.evidence_version(), "entries": [content(entry) for entry in found]})
        return
    rows = [[_("Id"), _("Value"), _("Kind"), _("Counts"), _("Date"), _("What")]]
    rows += [[entry.id, _value(entry), _(entry.kind), _counts(entry), entry.date, entry.label] for entry in found]
    print_rows(rows)
    print(plural("\n{count} figure", "\n{count} figures", len(found)).format(count=len(found)))


def _value(entry: Evidence) -> str:
    if entry.low is None or entry.high is None:
        return entry.value.text
    low, high = (end.text.partition(" ")[0] for end in (entry.low, entry.high))
    return _("{value} ({low} to {high})").format(value=entry.value.text, low=low, high=high)


def _counts(entry: Evidence) -> str:
    boundary = _(entry.boundary)
    return _("{boundary}, superseded").format(boundary=boundary) if entry.superseded_by else boundary


@command.command("show", short_help="Show one figure with its source, caveat and rivals.")
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(name: str, as_json: bool) -> None:
    """Show the figure ID: value, what is counted, who says so, how well it was checked, and rival figures.

    \b
    Example:
      planner evidence show altman-2025
    """
    entry = find(name)
    others = rivals(entry)
    if as_json:
        print_json(content(entry) | {"rivals": [rival.id for rival in others]})
        return
    print_rows(_record(entry))
    if others:
        print(f"\n{_('Others say')}")
        print_rows([[rival.id, _value(rival), _(rival.kind), rival.date, rival.label] for rival in others], indent="  ")


def find(name: str) -> Evidence:
    """Return the entry of an id; raises `Fault` with the nearest ids where there is none."""
    from difflib import get_close_matches

    known = library.evidence()
    if (entry := known.get(name)) is not None:
        return entry
    near = get_close_matches(name.lower(), list(known), n=5, cutoff=0.3)
    text = _("there is no evidence “{name}”; near it: {names}") if near else _("there is no evidence “{name}”")
    raise Fault(text.format(name=name[:60], names=", ".join(near)))


def rivals(entry: Evidence) -> list[Evidence]:
    """Return figures of the same thing that none has superseded, the nearest in value first."""
    found = []
    for other in library.evidence().values():
        same = (other.topic, other.modality) == (entry.topic, entry.modality) and other.id != entry.id
        if not same or (other.superseded_by and other.id != entry.superseded_by):
            continue
        try:
            ratio = other.value.central * factor_between(other.value.unit, entry.value.unit) / entry.value.central
        except (UnitProblem, ZeroDivisionError):
            continue
        if ratio > 0:
            found.append((other.id != entry.superseded_by, max(ratio, 1 / ratio), other.id, other))
    return [other for _newer, _ratio, _id, other in sorted(found, key=lambda item: item[:3])[:RIVALS]]


def content(entry: Evidence) -> dict[str, Any]:
    """Return an entry as JSON: estimates as their text, everything else as it stands."""
    return attrs.asdict(entry, value_serializer=_serialized)


def _serialized(_owner: object, _attribute: object, value: Any) -> Any:
    return value.text if isinstance(value, Estimate) else value


def _record(entry: Evidence) -> list[list[str]]:
    value = _value(entry)
    if entry.range_meaning:
        value = _("{value}: {meaning}").format(value=value, meaning=entry.range_meaning)
    rows = [
        [entry.label, value],
        [_("published as"), entry.as_published],
        [_("of"), entry.subject],
        [_("counts"), _(entry.boundary)],
        [_("statistic"), _(entry.statistic)],
        [_("kind"), _(entry.kind)],
        [_("date"), entry.date],
        [_("publisher"), entry.publisher],
        [_("source"), entry.citation],
        [_("address"), entry.url],
        [_("superseded by"), entry.superseded_by],
        [_("caveat"), entry.caveat],
        [_("checked"), _(entry.verification)],
    ]
    return [row for row in rows if row[1]]
