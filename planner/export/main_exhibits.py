"""The main exhibits: timeline, published estimates, working; and what every exhibit says of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from planner.chart.amounts import OUTCOME_NAMES, amount, amounts
from planner.chart.correlation import correlations_in_words
from planner.chart.envelope import with_envelope
from planner.chart.ladder import Ladder, ladder
from planner.chart.magnitudes import Filter
from planner.chart.order_of_magnitude import order_of_magnitude
from planner.chart.timeline import Shown, caption, timeline
from planner.engine.result import ScenarioResult
from planner.export.exhibit import Exhibit, Table
from planner.export.long_form import envelope_lines, estimates_lines, timeline_lines, working_lines
from planner.export.pack import Pack
from planner.model.editing import colour_of
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.store import library
from planner.text import _, listed


def timeline_exhibit(pack: Pack) -> Exhibit:
    """Return the shown scenarios over the years."""
    indices = {scenario.name: index for index, scenario in enumerate(pack.workspace.scenarios)}
    shown = [
        Shown(result, colour_of(pack.workspace, indices[result.scenario.name]), result is pack.main)
        for result in pack.results
    ]
    found = pack.headline
    chart = timeline(shown, pack.view, found.sentence, found.under, "")
    lines = [*timeline_lines(pack.results, pack.view.outcome, pack.view.unit)]
    published = pack.envelope
    if published is not None:
        chart = with_envelope(chart, published, pack.view)
        lines += envelope_lines(published, pack.view.outcome, pack.view.unit)
    names = sorted({library.region(result.scenario.region).name for result in pack.results})
    first, last = int(chart.years[0]), int(chart.years[-1])
    period = str(first) if first == last else _("{first} to {last}").format(first=first, last=last)
    what = _("{measure}; {places}; {period}").format(measure=chart.y.label, places=", ".join(names), period=period)
    made = frame_exhibit(pack, "timeline", chart, found.sentence, what, _timeline_table(pack))
    has_bands = any(not series.certain for series in chart.series if not series.ghost)
    totals = list(dict.fromkeys(total.entry for total in published.totals)) if published is not None else []
    note = caption(pack.view, has_bands, "")
    if published is not None:
        note = _("{note} Thin line: {name}, as published, joined by constant growth.").format(
            note=note, name=published.name
        )
    return attrs.evolve(
        made,
        subtitle=f"{_capital(found.under)}\n{what}" if found.under else what,
        note=note,
        alt=f"{found.sentence}. {chart.alt}",
        sources=listed(dict.fromkeys([made.sources, *_publishers(totals)])),
        citations=tuple(dict.fromkeys([*made.citations, *map(cited, totals)])),
        lines=tuple(lines),
    )


def _publishers(entries: Sequence[Evidence]) -> Iterator[str]:
    """Yield each publisher once, with the years of what it published."""
    years: dict[str, list[str]] = {}
    for entry in entries:
        years.setdefault(entry.publisher.split(";")[0], []).append(entry.date[:4])
    for publisher, dates in years.items():
        yield _("{publisher} ({year})").format(publisher=publisher, year=", ".join(sorted(set(dates))))


def _timeline_table(pack: Pack) -> Table:
    """Return median and 90 % interval of every scenario, a row a year."""
    outcome, unit = pack.view.outcome, _unit(pack)
    results = [result for result in pack.results if outcome in result.outcomes]
    years = sorted({year for result in results for year in result.scenario.years})
    headings = [_("Year")]
    for result in results:
        headings += [result.scenario.name, _("{name}, 90 %").format(name=result.scenario.name)]
    rows = []
    for year in years:
        row = [str(year)]
        for result in results:
            row += _cells(result, outcome, year)
        rows.append(tuple(row))
    title = _("{measure}, median and 90 % interval").format(measure=_(OUTCOME_NAMES[outcome]))
    return Table(tuple(headings), tuple(rows), f"{title}{unit}")


def _unit(pack: Pack) -> str:
    return "" if pack.view.outcome in ("power", "households", "share") else _(", a year")


def _cells(result: ScenarioResult, outcome: str, year: int) -> list[str]:
    if year not in result.scenario.years:
        return ["", ""]
    at, unit = result.at(outcome, year), result.outcomes[outcome].unit
    interval = "" if at["p5"] == at["p95"] else amounts(outcome, at["p5"], at["p95"], unit)
    return [amount(outcome, at["p50"], unit), interval]


def working_exhibit(pack: Pack) -> Exhibit:
    """Return the main scenario's working in the year."""
    working = pack.working()
    body = _ladder(pack)
    name = pack.main.scenario.name
    subtitle = _("{title}: {scenario}").format(title=body.title, scenario=name)
    rows = tuple(
        (row, rung.operator, rung.value, " ".join(filter(None, [rung.what, rung.note])))
        for row, rungs in body.rows
        for rung in rungs
    )
    table = Table((_("Part"), "", _("Number"), _("What it is")), rows, subtitle)
    made = frame_exhibit(pack, "working", body, _working_title(pack, body), subtitle, table)
    return attrs.evolve(made, note=body.remark, alt=_in_words(body), lines=tuple(working_lines(working)))


def _ladder(pack: Pack) -> Ladder:
    aside = correlations_in_words(pack.main.scenario)
    return ladder(pack.working(), pack.region, pack.view.outcome, aside=aside)


def _in_words(body: Ladder) -> str:
    """Return the working as one paragraph, a sentence for each chain."""
    chains = []
    for name, rungs in body.rows:
        words = [part for rung in rungs for part in (rung.operator, rung.value, rung.what) if part]
        chains.append(f"{name}: {' '.join(words)}.")
    return " ".join([f"{body.title}.", *chains])


def _working_title(pack: Pack, body: Ladder) -> str:
    if pack.choice.title:
        return pack.choice.title
    result = next((rung for rung in reversed(body.rows[-1][1]) if rung.result), None)
    energy = next(rung for rung in body.rows[-1][1] if rung.result)
    if result is None or result is energy:
        return _("{scenario} comes to {energy} in {year}").format(
            scenario=pack.main.scenario.name, energy=energy.value, year=pack.year
        )
    return _("{scenario} comes to {energy} in {year}: {number} {what}").format(
        scenario=pack.main.scenario.name, energy=energy.value, year=pack.year, number=result.value, what=result.what
    )


def estimates_exhibit(pack: Pack) -> Exhibit:
    """Return the published energies of one use that were asked for, with the plan's own across them."""
    entries = pack.evidence
    own = _own_energy(pack)
    body = order_of_magnitude(entries.values(), _filter(pack), own)
    if body.own is not None and own is not None:
        line = attrs.evolve(body.own, text=_("this plan: {value}").format(value=own.text))
        body = attrs.evolve(body, own=line)
    rows = tuple(
        (group.name, row.label, entries[row.id].value.text, _(row.kind.name), row.boundary, entries[row.id].citation)
        for group in body.groups
        for row in group.rows
    )
    headings = (_("Use"), _("Figure"), _("Value"), _("Kind"), _("Counts"), _("Source"))
    made = frame_exhibit(pack, "estimates", body, body.title, body.subtitle, Table(headings, rows, body.subtitle))
    shown = [entries[row.id] for row in body.rows]
    return attrs.evolve(
        made,
        note=body.caption,
        alt=body.alt.replace(_("your assumption: {value}").format(value=""), _("this plan: {value}").format(value="")),
        sources=_("the evidence library, each figure with its citation in the planner"),
        citations=tuple(dict.fromkeys(map(cited, shown))),
        lines=tuple(estimates_lines(body, entries)),
    )


def _own_energy(pack: Pack) -> Estimate | None:
    """Return the value to draw across: of the driver asked for by name, else of the first energy of one use."""
    drivers = [driver for workload in pack.main.scenario.workloads for driver in workload.drivers]
    asked = [driver for driver in drivers if driver.name == pack.option("driver")]
    first = [driver for driver in drivers if driver.id.startswith("energy")]
    return next((driver.value for driver in (*asked, *first)), None)


def _filter(pack: Pack) -> Filter:
    """Return the choices made on the page of the evidence; raises `Fault` where a year is none."""
    since = pack.option("since")
    if since and not since.isdecimal():
        raise Fault(_("“since” is “{text}”; give a year, such as 2024").format(text=since[:20]))
    return Filter(
        modalities=filter(None, [pack.option("use")]),
        kinds=filter(None, [pack.option("kind")]),
        boundaries=filter(None, [pack.option("counted")]),
        year_from=int(since) if since else None,
        superseded=pack.option("superseded") != "no",
    )


def frame_exhibit(pack: Pack, key: str, body: object, title: str, subtitle: str, table: Table) -> Exhibit:
    """Return an exhibit with what all kinds share: sources, citations, notes, date."""
    return Exhibit(
        key=key,
        title=title,
        subtitle=subtitle,
        note="",
        sources=source_text(pack),
        alt=title,
        body=body,  # type: ignore[arg-type]
        table=table,
        date=pack.date,
        evidence=library.evidence_version(),
        notes=tuple(_notes(pack)),
        citations=tuple(_citations(pack)),
        panels=pack.choice.panels,
    )


def source_text(pack: Pack) -> str:
    """Return the sources in short, with their years; own assumptions are said to be there."""
    names = [_dated(entry) for entry in pack.sources()]
    figure = pack.region.figure("household_use")
    if figure is not None and pack.main.scenario.conversion("household_use") is None:
        publisher = figure.publisher.split(";")[0].split(",")[0]
        names.append(
            _("{adjective} households: {publisher} ({year})").format(
                adjective=pack.region.adjective, publisher=publisher, year=figure.year
            )
        )
    if has_own_assumptions(pack):
        names.append(_("own assumptions"))
    return listed(names)


def _dated(entry: Evidence) -> str:
    year = entry.date[:4]
    return entry.label if year in entry.label else f"{entry.label} ({year})"


def has_own_assumptions(pack: Pack) -> bool:
    """Whether a driver has no source, a value that was moved away from it, or a rebound, which is always one's own."""
    for result in pack.results:
        for workload in result.scenario.workloads:
            for driver in workload.drivers:
                entry = pack.evidence.get(driver.source)
                if entry is None or not entry.supports(driver.value) or driver.rebound is not None:
                    return True
    return False


def cited(entry: Evidence) -> str:
    """Return a citation with its address."""
    return f"{entry.citation}. {entry.url}" if entry.url else entry.citation


def _citations(pack: Pack) -> Iterator[str]:
    yield from dict.fromkeys(map(cited, pack.sources()))
    for _name, figure in pack.figures():
        yield f"{figure.citation}. {figure.url}"


def _notes(pack: Pack) -> Iterator[str]:
    """Yield what a speaker needs: the finding, how sure it is, the working, what the author wrote."""
    found = pack.headline
    yield found.sentence
    if found.under:
        yield _capital(found.under)
    yield from _ladder(pack).as_text().splitlines()
    for text in (pack.workspace.notes, pack.main.scenario.notes):
        yield from text.splitlines()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
