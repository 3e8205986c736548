"""The exhibits about what is not known: the draws of one year, a difference over the years, two assumptions at once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from planner.chart.amounts import amount, amounts
from planner.chart.difference import difference_chart
from planner.chart.distribution import distribution
from planner.chart.two_way_map import Place, Question, TwoWayMap, two_way_map
from planner.engine.compare import difference_over_years, runs_in
from planner.engine.lever import PARTS, Lever, Unknown
from planner.engine.outcome import Case, formula
from planner.engine.sensitivity import sensitivity
from planner.engine.simulate import DEFAULT_SAMPLES
from planner.engine.two_way import two_way
from planner.export.exhibit import Exhibit, Table
from planner.export.long_form import difference_lines, distribution_lines, map_lines
from planner.export.other_exhibits import finished, other_scenario
from planner.export.pack import Pack, conversions
from planner.model.editing import colour_of
from planner.model.faults import Fault
from planner.text import _, labelled, without_name

_SHARES = (5, 25, 50, 75, 95)
_MAP_CELLS = 7


def distribution_exhibit(pack: Pack) -> Exhibit:
    """Return the draws of the year, with the chance of passing the threshold; at first that is twice the median.

    Raises:
        Fault: The outcome is certain, so there is nothing to distribute.
    """
    scenario, outcome, year = pack.main.scenario, pack.choice.outcome, pack.year
    known = conversions(scenario)
    unit = formula(Case(scenario, known), outcome, year).unit
    runs = runs_in(scenario, known, outcome, year, min(pack.choice.samples, DEFAULT_SAMPLES))  # as on the page
    if float(runs.min()) == float(runs.max()):
        raise Fault(_("nothing in “{name}” is uncertain").format(name=scenario.name))
    asked = pack.threshold(unit)
    threshold = 2 * float(np.median(runs)) if asked is None else asked
    body = distribution(runs, outcome, unit, scenario.name, year, threshold=threshold)
    above = float(np.mean(runs > threshold) + 0.5 * np.mean(runs == threshold))
    lines = tuple(distribution_lines(runs, scenario.name, outcome, year, unit, threshold, above))
    values = {int(line[4][1:]): line[5] for line in lines[:99]}
    rows = [
        (_("{share} % of the draws are below").format(share=one), amount(outcome, values[one], unit)) for one in _SHARES
    ]
    passed = _("{share} of the draws are above").format(share=f"{above * 100:.0f} %")
    rows.append((passed, body.threshold_text))
    table = Table((_("Share"), _("Amount")), tuple(rows), body.subtitle)
    return finished(pack, "distribution", body, table, lines)


def difference_exhibit(pack: Pack) -> Exhibit:
    """Return the main scenario minus the baseline over the years, on shared draws."""
    main, other, outcome = pack.main.scenario, other_scenario(pack), pack.choice.outcome
    one, two = (Case(item, conversions(item)) for item in (other, main))
    found = difference_over_years(one, two, outcome, pack.choice.samples)
    if len(found.years) < 2:
        raise Fault(_("“{one}” and “{other}” share one year only").format(one=other.name, other=main.name))
    colour = colour_of(pack.workspace, pack.workspace.scenarios.index(main))
    body = difference_chart(found, outcome, other.name, main.name, pack.year, colour=colour)
    band = found.band
    rows = tuple(
        (
            str(int(year)),
            amount(outcome, float(band.p50[index]), band.unit),
            amounts(outcome, float(band.p5[index]), float(band.p95[index]), band.unit),
            f"{found.probability_lower[index] * 100:.0f} %",
        )
        for index, year in enumerate(found.years)
    )
    headings = (_("Year"), _("Median difference"), _("90 % interval"), _("Draws in which it is below"))
    names = (other.name, main.name)
    made = finished(
        pack, "difference", body, Table(headings, rows, body.subtitle), difference_lines(found, outcome, names)
    )
    return attrs.evolve(
        made, subtitle=_("“{other}” minus “{one}”. {rest}").format(other=main.name, one=other.name, rest=made.subtitle)
    )


def map_exhibit(pack: Pack) -> Exhibit:
    """Return the outcome over the two chosen assumptions, or those that matter most, as the window's map begins.

    Raises:
        Fault: Fewer than two assumptions are uncertain, and none are chosen.
    """
    scenario, outcome, year = pack.main.scenario, pack.choice.outcome, pack.year
    case = Case(scenario, conversions(scenario))
    x, y = _turned(pack, case)
    found = two_way(case, outcome, year, x, y)
    owners = {term.id: term.name for term in formula(case, outcome, year).terms}
    names = _name(found.x.lever, found.y.lever, owners), _name(found.y.lever, found.x.lever, owners)
    colour = colour_of(pack.workspace, pack.workspace.scenarios.index(scenario))
    here = Place(scenario.name, colour, found.x.lever.now, found.y.lever.now)
    body = two_way_map(found, Question(outcome, scenario.name, year, names), [here])
    return finished(pack, "map", body, _cells(body), map_lines(found, names, scenario.name, outcome, year))


def _turned(pack: Pack, case: Case) -> tuple[Unknown, Unknown]:
    """Return the two assumptions that are turned: those chosen on the map's page, else the two that matter most."""
    keys = [pack.option(name).split("/") for name in ("across", "up")]
    chosen = [Unknown(*key) for key in keys if len(key) == 3]
    for swing in sensitivity(case, pack.choice.outcome, pack.year).swings if len(chosen) < 2 else ():
        # Points of a path are turned as one, under the name of their driver's value.
        chosen.append(Unknown(swing.workload, swing.driver, "value" if swing.part == "points" else swing.part))
    chosen = list(dict.fromkeys(chosen))
    if len(chosen) < 2:
        raise Fault(_("“{name}” has fewer than two uncertain assumptions to turn").format(name=pack.main.scenario.name))
    return chosen[0], chosen[1]


def _name(lever: Lever, other: Lever, owners: Mapping[str, str]) -> str:
    """Return an assumption in words, with its workload where the two are not of the same one."""
    part = "" if lever.part == "value" else _(PARTS[lever.part])
    name = ", ".join(filter(None, [lever.factor.name, part]))
    owner = owners.get(lever.factor.owner, "")
    return name if lever.factor.owner == other.factor.owner else labelled(owner, name)


def _cells(body: TwoWayMap) -> Table:
    """Return some rows and columns of the map, evenly apart, the highest row first as on the map."""
    picked = np.linspace(0, len(body.xs) - 1, _MAP_CELLS).round().astype(int)
    words = {(column, row): body.readout(int(column), int(row)) for column in picked for row in picked}
    across, up = body.question.names
    headings = [without_name(words[column, picked[0]][1], across) for column in picked]
    rows = tuple(
        (without_name(words[picked[0], row][2], up), *(words[column, row][0] for column in picked))
        for row in reversed(picked)
    )
    corner = _("{up} downwards, {across} across").format(up=up, across=across)
    return Table((corner, *headings), rows, body.subtitle)
