"""``planner solve``: what one assumption has to be for an outcome to meet a target."""

from __future__ import annotations

from typing import Any

import click

from planner.cli.plans import case_of, open_plan, scenario_of
from planner.cli.samples import SAMPLES
from planner.cli.tables import label, plain_unit, print_json, print_rows, quantity
from planner.engine.lever import unknown_of
from planner.engine.outcome import Factor, Formula, formula
from planner.engine.percentiles import tidy
from planner.engine.solve import Solution, solve
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import Points
from planner.text import _
from planner.units import UnitProblem, factor_between


@click.command("solve", short_help="What would have to be true for a target to be met.")
@click.argument("file", metavar="FILE")
@click.option("--driver", metavar="WORKLOAD/DRIVER", required=True, help='Such as "Text chat/energy", or a conversion.')
@click.option(
    "--part", metavar="PART", default="value", show_default=True, help="value, rate, ceiling, rebound or points."
)
@click.option("--outcome", metavar="NAME", default="energy", show_default=True, help="Such as energy or households.")
@click.option("--year", type=int, metavar="YEAR", help="The last year, if not given.")
@click.option("--target", metavar="VALUE", required=True, help='Such as "5 TWh/year" or "1e6 household".')
@click.option("--confidence", type=float, metavar="SHARE", help="Keep to the target in this share of the draws.")
@click.option("--at-least", is_flag=True, help="The target is to be reached, not kept below.")
@click.option("--balance", metavar="WORKLOAD/DRIVER", help="A share that gives what the driver takes.")
@click.option("--scenario", "name", metavar="NAME", help="The scenario; the first, if not given.")
@SAMPLES
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers at full precision.")
def command(
    file: str,
    driver: str,
    part: str,
    outcome: str,
    year: int | None,
    target: str,
    confidence: float | None,
    at_least: bool,
    balance: str | None,
    name: str | None,
    samples: int,
    as_json: bool,
) -> None:
    """Find how large one driver of FILE, a plan (*.aiplan) or the name of a preset, may be for a target to be kept.

    The target is a ceiling: the outcome is to be at most that much, or with --at-least at least that much. Without a
    confidence this is asked of the point run (the medians multiplied); with one, of that share of the draws. What
    cannot be met is an answer too: why, and how close one can get.

    \b
    Example:
      planner solve chat-and-agents --scenario "Chat and agents" --driver Agents/energy --year 2030
        --target "2 TWh/year" --confidence 0.9
    """
    scenario = scenario_of(open_plan(file), name)
    case = case_of(scenario)
    year = scenario.end if year is None else year
    found = formula(case, outcome, year)
    unknown, other = unknown_of(found, driver, part), None if balance is None else unknown_of(found, balance)
    how: dict[str, Any] = {"confidence": confidence, "at_least": at_least, "balance": other, "samples": samples}
    solution = solve(case, unknown, outcome, year, _target(target, found), **how)
    if as_json:
        print_json(_content(solution, driver))
    else:
        _print(solution, driver, found)


def _target(text: str, found: Formula) -> float:
    """Return the target in the outcome's unit; raises `Fault` for a range or another dimension."""
    try:
        value = Estimate.parse(text)
    except Fault as fault:
        raise Fault(_("--target: {problem}").format(problem=fault)) from fault
    if not value.certain:
        raise Fault(_("--target “{text}” is a range; give one number").format(text=text[:80]))
    if value.parameters[0] < 0:
        raise Fault(_("--target “{text}” is negative; give a number from zero up").format(text=text[:80]))
    try:
        return tidy(value.parameters[0] * factor_between(value.unit, found.unit))
    except UnitProblem as problem:
        raise Fault(_("--target “{text}”: {problem}").format(text=text[:80], problem=problem)) from problem


def _content(solution: Solution, driver: str) -> dict[str, Any]:
    return {
        "driver": driver,
        "part": solution.unknown.part,
        "value": solution.value,
        "unit": solution.unit,
        "bound": "at most" if solution.is_ceiling else "at least",
        "feasible": solution.feasible,
        "any_value_will_do": solution.kept_anyway,
        "reason": solution.reason or None,
        "now": solution.now,
        "target": solution.target,
        "closest": solution.closest,
        "closest_value": solution.closest_value,
        "outcome_unit": plain_unit(solution.outcome_unit),
        "reached": solution.reached,
        "typed": [_typed(factor, solution.unknown.part) for factor in solution.factors],
    }


def _typed(factor: Factor, part: str) -> str:
    """Return what to type for it: the part, or every point of a path."""
    if isinstance(factor.trajectory, Points):
        return ", ".join(f"{year}: {value}" for year, value in factor.trajectory.values)
    return str(dict(factor.parts)[part])


def _range(factor: Factor, part: str) -> str:
    """Return the range that goes with a solved median; empty where it is exact or a path of points."""
    estimate = dict(factor.parts)[part]
    if estimate.certain or part == "points":
        return ""
    low, high = (quantity(end, "") for end in estimate.interval)
    return _("{driver}: {low} to {high}").format(driver=factor.name, low=low, high=f"{high} {estimate.unit}".strip())


def _print(solution: Solution, driver: str, found: Formula) -> None:
    target = quantity(solution.target, solution.outcome_unit)
    asked = (
        _("{outcome} of at least {target} in {year}")
        if solution.at_least
        else _("{outcome} of at most {target} in {year}")
    )
    heading = _("{target}: {driver}, {part}").format(
        target=asked.format(outcome=label(found.outcome), target=target, year=found.year),
        driver=driver,
        part=solution.unknown.part,
    )
    print_rows([[heading]])
    rows = [[_("It is now"), quantity(solution.now, solution.unit)]]
    if solution.value is not None:
        bound = _("It may be at most") if solution.is_ceiling else _("It has to be at least")
        rows.insert(0, [bound, quantity(solution.value, solution.unit)])
        rows += [["", text] for factor in solution.factors if (text := _range(factor, solution.unknown.part))]
    elif solution.kept_anyway:
        rows.append([_("Any value will do"), solution.reason])
    else:
        rows.append([_("Not feasible"), solution.reason])
        rows.append([_("Closest"), quantity(solution.closest, solution.outcome_unit)])
    if solution.reached is not None:
        rows.append([_("Met in"), _("{share} % of draws").format(share=f"{solution.reached * 100:.3g}")])
    print_rows(rows, indent="  ")
