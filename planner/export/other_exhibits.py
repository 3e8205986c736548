"""The other exhibits: homes to count, parts of the whole, what makes the difference, what matters most."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from planner.chart.breakdown import breakdown
from planner.chart.equivalents import Counted, equivalents
from planner.chart.shapes import Area, Bars, Distribution, Icons
from planner.chart.spec import Chart
from planner.chart.tornado import tornado
from planner.chart.two_way_map import TwoWayMap
from planner.chart.waterfall import waterfall
from planner.engine.decomposition import decompose
from planner.engine.outcome import Case
from planner.engine.sensitivity import sensitivity
from planner.export.exhibit import Exhibit, Table
from planner.export.long_form import Line, breakdown_lines, homes_lines, sensitivity_lines, waterfall_lines
from planner.export.main_exhibits import frame_exhibit
from planner.export.pack import Pack, conversions
from planner.model.deciding import admits, among_in_words
from planner.model.editing import colour_of
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.store import library
from planner.text import _, labelled, listed, without_name

Described = Area | Bars | Chart | Distribution | Icons | TwoWayMap


def finished(pack: Pack, key: str, body: Described, table: Table, lines: Iterable[Line]) -> Exhibit:
    """Return the exhibit of a chart that says itself what it shows."""
    title = pack.choice.title or body.title
    made = frame_exhibit(pack, key, body, title, _situated(pack, body), table)
    return attrs.evolve(made, note=body.caption, alt=body.alt, lines=tuple(lines))


def _situated(pack: Pack, body: Described) -> str:
    """Return the subtitle of a chart with the place, and with the period where it does not name the year."""
    period = str(pack.year)
    if isinstance(body, Area | Chart):
        period = _("{first} to {last}").format(first=int(body.years[0]), last=int(body.years[-1]))
    parts = [body.subtitle, pack.region.name, "" if period in body.subtitle else period]
    return listed(parts)


def households_exhibit(pack: Pack) -> Exhibit:
    """Return the pictogram of homes of all shown scenarios."""
    indices = {scenario.name: index for index, scenario in enumerate(pack.workspace.scenarios)}
    counted = [
        Counted(
            result,
            colour_of(pack.workspace, indices[result.scenario.name]),
            library.region(result.scenario.region),
        )
        for result in pack.results
    ]
    body = equivalents(counted, pack.year, pack.main.scenario.name)
    if not body.rows:
        raise Fault(_("no scenario counts households in {year}").format(year=pack.year))
    rows = tuple((row.name, row.text, str(row.icons)) for row in body.rows)
    table = Table((_("Scenario"), _("Household equivalents"), _("Icons")), rows, body.subtitle)
    present = [result for result in pack.results if result.scenario.name in {row.name for row in body.rows}]
    made = finished(pack, "households", body, table, homes_lines(present, pack.year))
    homes = [(item.scenario.name, item.at("households", pack.year)["p50"]) for item in present]
    return attrs.evolve(made, numbers=tuple(homes))


def breakdown_exhibit(pack: Pack) -> Exhibit:
    """Return the main scenario's electricity by workload; raises `Fault` where there is one workload only."""
    return _stacked(pack, "breakdown", shares=False)


def shares_exhibit(pack: Pack) -> Exhibit:
    """Return each workload's share of the main scenario's electricity; raises `Fault` as `breakdown_exhibit`."""
    return _stacked(pack, "shares", shares=True)


def _stacked(pack: Pack, key: str, *, shares: bool) -> Exhibit:
    if len(pack.main.workloads) < 2 or len(pack.main.years) < 2:
        raise Fault(_("“{name}” has nothing to break down").format(name=pack.main.scenario.name))
    body = breakdown(pack.main.means, pack.year, shares=shares)
    words = {layer.name: [row[index] for row in body.readouts] for index, layer in enumerate(body.layers)}
    names = list(pack.main.workloads)
    rows = tuple(
        (str(int(year)), *(without_name(words[name][index], name) for name in names))
        for index, year in enumerate(pack.main.years)
    )
    table = Table((_("Year"), *names), rows, body.subtitle)
    return finished(pack, key, body, table, breakdown_lines(pack.main, shares=shares))


def other_scenario(pack: Pack) -> Scenario:
    """Return what the main scenario is compared with: the chosen one, the baseline, else the first in the year."""
    main = pack.main.scenario
    chosen = pack.option("against")
    if chosen and chosen != main.name:
        return pack.workspace.scenario(chosen)
    others = [item for item in pack.workspace.scenarios if item.name != main.name and pack.year in item.years]
    named = [item for item in others if item.name == pack.workspace.baseline]
    for other in (*named, *others):
        return other
    raise Fault(_("there is no second scenario in {year} to compare with").format(year=pack.year))


def waterfall_exhibit(pack: Pack) -> Exhibit:
    """Return what makes the main scenario differ from another, or from its own first year, driver by driver."""
    main = pack.main.scenario
    case, outcome = Case(main, conversions(main)), pack.choice.outcome
    if pack.choice.options == (("against", ""),):
        found = decompose(case, case, outcome, main.start, pack.year)
        names = (str(main.start), str(pack.year), main.name)
    else:
        other = other_scenario(pack)
        found = decompose(Case(other, conversions(other)), case, outcome, pack.year)
        names = (other.name, main.name, str(pack.year))
    body = waterfall(found, *names)
    rows = tuple((labelled(bar.group, bar.label), bar.text, bar.note) for bar in body.bars)
    table = Table((_("Step"), _("Amount"), _("From and to")), rows, body.subtitle)
    return finished(pack, "waterfall", body, table, waterfall_lines(found, names[:2], pack.year))


def sensitivity_exhibit(pack: Pack) -> Exhibit:
    """Return which assumption matters most; raises `Fault` where nothing is uncertain."""
    main = pack.main.scenario
    whole = sensitivity(Case(main, conversions(main)), pack.choice.outcome, pack.year)
    kind = pack.option("among")
    swings = [swing for swing in whole.swings if admits(kind, main, swing.workload, swing.driver)]
    found = attrs.evolve(whole, swings=tuple(swings))
    body = tornado(found, main.name, among=among_in_words(kind))
    if not swings and whole.swings:
        raise Fault(_("Nothing of {among} is in this outcome.").format(among=among_in_words(kind)))
    if not body.bars:
        raise Fault(_("nothing in “{name}” is uncertain").format(name=main.name))
    rows = tuple(
        (labelled(bar.group, bar.label), bar.start_text, bar.end_text, bar.text, bar.share_text) for bar in body.bars
    )
    headings = (_("Assumption"), _("Its P5"), _("Its P95"), _("What the outcome does"), _("Share of the variance"))
    return finished(
        pack, "sensitivity", body, Table(headings, rows, body.subtitle), sensitivity_lines(found, main.name)
    )
