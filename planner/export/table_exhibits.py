"""The exhibits that are tables: the drivers in which two scenarios differ, and what would have to be true."""

from __future__ import annotations

import attrs

from planner.chart.amounts import value_in_words
from planner.chart.answer import answer
from planner.engine.compare import changes
from planner.engine.lever import PARTS, Lever, Unknown
from planner.engine.outcome import Case, Formula, formula
from planner.engine.solve import Solution, solve
from planner.engine.switching import BOTH, FROM, TO, Switch, switching_values
from planner.export.exhibit import Exhibit, Rows, Table
from planner.export.main_exhibits import frame_exhibit
from planner.export.other_exhibits import other_scenario
from planner.export.pack import Pack, conversions
from planner.model.deciding import admits
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.text import _, labelled, listed
from planner.units import UnitProblem, factor_between


def changes_exhibit(pack: Pack) -> Exhibit:
    """Return the drivers in which the main scenario and the other one differ, each as typed."""
    main, other = pack.main.scenario, other_scenario(pack)
    found = changes(other, main)
    rows = tuple((item.workload, item.label, item.before or "–", item.after or "–") for item in found)
    title = pack.choice.title or _("{count} drivers differ between “{one}” and “{other}”").format(
        count=len(rows), one=other.name, other=main.name
    )
    table = Table((_("Workload"), _("Driver"), other.name, main.name), rows, title)
    made = frame_exhibit(pack, "changes", table, title, pack.region.name, table)
    return attrs.evolve(made, alt=_in_words(title, table))


def solve_exhibit(pack: Pack) -> Exhibit:
    """Return what one assumption would have to be, and where the ranking against the other scenario would flip."""
    scenario, outcome = pack.main.scenario, pack.choice.outcome
    case = Case(scenario, conversions(scenario))
    found = formula(case, outcome, pack.year)
    unknown = _unknown(pack, found)
    sure = pack.option("sure")
    solved = solve(
        case,
        unknown,
        outcome,
        pack.year,
        _target(pack, found.unit),
        confidence=float(sure) if sure else None,
        at_least=pack.option("bound") == "floor",
        samples=pack.choice.samples,
    )
    sentence = answer(solved, _name(found, unknown), outcome, pack.year)
    table = _switches(pack, case) or _solved(solved, found, unknown)
    made = frame_exhibit(pack, "solve", table, pack.choice.title or sentence, "", table)
    return attrs.evolve(made, note=table.caption, alt=_in_words(sentence, table))


def _unknown(pack: Pack, found: Formula) -> Unknown:
    """Return what is asked for: the choice made on the page, else the first part of the last workload."""
    key = pack.option("find").split("/")
    owner = found.terms[-1]
    return Unknown(*key) if len(key) == 3 else Unknown(owner.id, owner.factors[0].id, "value")


def _target(pack: Pack, unit: str) -> float:
    """Return the target in ``unit``: the one asked for, else half of what it is now."""
    text = pack.option("target")
    if not text:
        return pack.main.at(pack.choice.outcome, pack.year)["p50"] / 2
    wanted = Estimate.parse(text)
    try:
        return wanted.central * factor_between(wanted.unit, unit)
    except UnitProblem as problem:
        raise Fault(_("target “{text}”: {problem}").format(text=wanted.text, problem=problem)) from problem


def _name(found: Formula, unknown: Unknown) -> str:
    factor = Lever.of(found, unknown).factor
    owners = {term.id: term.name for term in found.terms}
    owner = owners.get(factor.owner, "") if len(owners) > 1 else ""
    name = labelled(owner, factor.name)
    return name if unknown.part in ("value", "points") else f"{name}, {_(PARTS[unknown.part])}"


def _switches(pack: Pack, case: Case) -> Table | None:
    """Return where the ranking flips; None where there is no other scenario."""
    try:
        other = other_scenario(pack)
        switches = switching_values(case, Case(other, conversions(other)), pack.choice.outcome, pack.year)
    except Fault:
        return None
    nearest = sorted(switches, key=lambda switch: switch.value is None)  # those that flip it come first
    kind = pack.option("among")
    owner = {TO: other}  # an assumption that only the other scenario has is of the kind it is there
    rows = tuple(
        _row(switch, case.scenario, other)
        for switch in nearest
        if admits(kind, owner.get(switch.where, case.scenario), switch.workload, switch.driver)
    )
    caption = _("Where the ranking against “{name}” would flip").format(name=other.name)
    return Table((_("Assumption"), _("in"), _("now"), _("the ranking flips at")), rows, caption)


def _row(switch: Switch, scenario: Scenario, other: Scenario) -> tuple[str, ...]:
    name = labelled(switch.workload_name, switch.name)
    if switch.part not in ("value", "points"):
        name = f"{name}, {_(PARTS[switch.part])}"
    where = {FROM: scenario.name, TO: other.name, BOTH: _("both")}[switch.where]
    flips = _("never") if switch.value is None else _rounded(switch.value, switch.unit)
    return name, where, _rounded(switch.now, switch.unit), flips


def _rounded(value: float, unit: str) -> str:
    return value_in_words(float(f"{value:.3g}"), unit)


def _solved(solved: Solution, found: Formula, unknown: Unknown) -> Table:
    would = _("nothing") if solved.value is None else _rounded(solved.value, solved.unit)
    rows: Rows = ((_name(found, unknown), _rounded(solved.now, solved.unit), would),)
    return Table((_("Assumption"), _("now"), _("would have to be")), rows)


def _in_words(title: str, table: Table) -> str:
    rows = listed(", ".join(filter(None, row)) for row in table.rows)
    return f"{title}. {labelled(listed(table.headings), rows)}."
