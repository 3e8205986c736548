"""``planner sensitivity``: how far each assumption alone moves an outcome, and its share of the variance."""

from __future__ import annotations

from typing import Any

import click

from planner.cli.plans import case_of, open_plan, scenario_of
from planner.cli.tables import label, plain_unit, print_json, print_rows, quantity
from planner.engine.sensitivity import Sensitivity, Swing, sensitivity
from planner.text import _


@click.command("sensitivity", short_help="Which assumption matters most.")
@click.argument("file", metavar="FILE")
@click.option("--scenario", "name", metavar="NAME", help="The scenario; the first, if not given.")
@click.option("--outcome", metavar="NAME", default="energy", show_default=True, help="Such as energy or households.")
@click.option("--year", type=int, metavar="YEAR", help="The last year, if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers at full precision.")
def command(file: str, name: str | None, outcome: str, year: int | None, as_json: bool) -> None:
    """Rank the uncertain drivers of FILE, a plan (*.aiplan) or the name of a preset.

    A swing goes from a part's P5 to its P95 with all others at their medians: low and high are the outcome at the two
    ends. The shares are those of the variance of the outcome itself: of the part alone (first-order), and in all, with
    what it does together with others (total). What all make alone and what they make together add up to 100 %.

    \b
    Example:
      planner sensitivity chat-and-agents --scenario "Chat and agents" --outcome energy --year 2030
    """
    scenario = scenario_of(open_plan(file), name)
    found = sensitivity(case_of(scenario), outcome, scenario.end if year is None else year)
    if as_json:
        print_json(_content(scenario.name, found))
    else:
        _print(scenario.name, found)


def _content(scenario: str, found: Sensitivity) -> dict[str, Any]:
    return {
        "scenario": scenario,
        "outcome": found.outcome,
        "year": found.year,
        "unit": plain_unit(found.unit),
        "point": found.middle,
        "together": found.together,
        "assumes_independence": found.correlated,
        "drivers": [_driver(swing) for swing in found.swings],
    }


def _driver(swing: Swing) -> dict[str, Any]:
    return {
        "workload": swing.workload_name,
        "driver": swing.driver,
        "part": swing.part,
        "low": swing.low,
        "high": swing.high,
        "swing": swing.swing,
        "variance_share": swing.first_order,
        "total_share": swing.total,
        "at_low": swing.at_low,
        "at_high": swing.at_high,
        "at_unit": swing.unit,
    }


def _print(scenario: str, found: Sensitivity) -> None:
    point = quantity(found.middle, found.unit)
    print_rows([[f"{label(found.outcome)}, {found.year}, {scenario}: {point}"]])
    if not found.swings:
        print("  " + _("Nothing in it is uncertain."))
        return
    rows = [["", "", "", _("From"), _("To"), _("Low"), _("High"), _("Alone"), _("In all")]]
    for swing in found.swings:
        shares = [f"{share * 100:.0f} %" for share in (swing.first_order, swing.total)]
        ends = [quantity(value, "") for value in (swing.at_low, swing.at_high)]
        outcomes = [quantity(value, "") for value in (swing.low, swing.high)]
        rows.append(
            [swing.workload_name, swing.name, swing.part, ends[0], f"{ends[1]} {swing.unit}", *outcomes, *shares]
        )
    print_rows(rows, "<<<><>>>>", indent="  ")
    if found.correlated:
        print("  " + _("Shares are worked out as if no drivers were correlated, though some are."))
    together = round(100 * found.together)
    if together:
        words = _("Shares of the variance: all alone {alone} %, acting together {together} %")
        print("  " + words.format(alone=100 - together, together=together))
