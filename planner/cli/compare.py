"""``planner compare``: one scenario against another on the same draws, and what makes the difference."""

from __future__ import annotations

from typing import Any

import click

from planner.cli.plans import case_of, open_plan
from planner.cli.samples import SAMPLES
from planner.cli.tables import label, plain_unit, print_json, print_rows, quantity
from planner.engine.compare import Difference, difference
from planner.engine.decomposition import Contribution, Decomposition, decompose
from planner.model.faults import Fault
from planner.text import _


@click.command("compare", short_help="One scenario against another, and why they differ.")
@click.argument("files", metavar="FILE [FILE]", nargs=-1, required=True)
@click.option(
    "--from", "from_name", metavar="NAME", required=True, help="The scenario to start from, in the first FILE."
)
@click.option(
    "--to", "to_name", metavar="NAME", required=True, help="The scenario to compare with it, in the last FILE."
)
@click.option("--outcome", metavar="NAME", default="energy", show_default=True, help="Such as energy or households.")
@click.option("--year", type=int, metavar="YEAR", help="The last year of both, if not given.")
@click.option("--to-year", type=int, metavar="YEAR", help="Another year for the second scenario.")
@SAMPLES
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers at full precision.")
def command(
    files: tuple[str, ...],
    from_name: str,
    to_name: str,
    outcome: str,
    year: int | None,
    to_year: int | None,
    samples: int,
    as_json: bool,
) -> None:
    """Compare scenarios of FILE, a plan (*.aiplan) or the name of a preset; with two FILEs, one of each.

    Both are run on the same draws, so what they share cancels out. The contributions split the difference of the two
    point runs (the medians multiplied) by driver, exactly, with the logarithmic mean Divisia index (LMDI-I).

    \b
    Example:
      planner compare chat-and-agents --from "Chat, text only" --to "Chat and agents" --year 2030
    """
    if len(files) > 2:
        raise Fault(_("{count} files are too many to compare; give one or two").format(count=len(files)))
    one = case_of(open_plan(files[0]).scenario(from_name))
    other = case_of(open_plan(files[-1]).scenario(to_name))
    year = min(one.scenario.end, other.scenario.end) if year is None else year
    found = difference(one, other, outcome, year, to_year, samples)
    reasons = decompose(one, other, outcome, year, to_year)
    if as_json:
        print_json(_content(from_name, to_name, outcome, year, to_year, found, reasons))
    else:
        _print(from_name, to_name, outcome, year, to_year, found, reasons)


def _content(
    from_name: str,
    to_name: str,
    outcome: str,
    year: int,
    to_year: int | None,
    found: Difference,
    reasons: Decomposition,
) -> dict[str, Any]:
    band = {name: getattr(found, name) for name in ("p5", "p25", "p50", "p75", "p95", "mean")}
    return {
        "from": from_name,
        "to": to_name,
        "outcome": outcome,
        "year": year,
        "to_year": year if to_year is None else to_year,
        "samples": found.samples,
        "difference": {**band, "unit": plain_unit(found.unit)},
        "probability_lower": found.probability_lower,
        "point": {"from": reasons.before, "to": reasons.after, "difference": reasons.difference},
        "contributions": [
            {"workload": part.workload_name, "driver": part.driver, "value": part.value}
            for part in reasons.contributions
        ],
    }


def _print(
    from_name: str,
    to_name: str,
    outcome: str,
    year: int,
    to_year: int | None,
    found: Difference,
    reasons: Decomposition,
) -> None:
    if from_name == to_name and to_year is not None:
        from_name, to_name = (f"{name}, {when}" for name, when in ((from_name, year), (to_name, to_year)))
    when = str(year) if to_year in (None, year) else _("{year} to {to_year}").format(year=year, to_year=to_year)
    print_rows([[f"{label(outcome)}, {when}: {to_name} − {from_name}"]])
    rows = [[_("Median of the difference"), quantity(found.p50, ""), found.unit]]
    if found.p5 != found.p95:
        ends = _("{low} to {high}").format(low=quantity(found.p5, ""), high=quantity(found.p95, ""))
        rows.append([_("90 % interval"), ends, found.unit])
    rows.append(
        [_("“{name}” is the lower in").format(name=to_name), f"{found.probability_lower * 100:.3g} %", _("of draws")]
    )
    print_rows(rows, "<>", indent="  ")
    print(_("Why, from point run to point run"))
    rows = [[from_name, "", "", quantity(reasons.before, "")]]
    parts = sorted((part for part in reasons.contributions if part.value), key=lambda part: -abs(part.value))
    rows += [[part.workload_name, part.name, _moved(part), _signed(part.value)] for part in parts]
    rows.append([to_name, "", "", quantity(reasons.after, "")])
    print_rows(rows, "<<<>", indent="  ")


def _moved(part: Contribution) -> str:
    """Return a driver's values on both sides: ``0.34 to 0.2 Wh/query``."""
    if part.before is None and part.after is None:
        return ""
    ends = [_("not there") if value is None else quantity(value, "") for value in (part.before, part.after)]
    return f"{ends[0]} → {ends[1]} {part.unit}".strip()


def _signed(value: float) -> str:
    return f"+{quantity(value, '')}" if value > 0 else quantity(value, "")
