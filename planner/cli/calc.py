"""``planner calc``: energy per use times uses, and what that is in homes, emissions and share of a country."""

from __future__ import annotations

import re
from typing import Any

import click

from planner.cli.remarks import print_remarks
from planner.cli.tables import label, print_json, print_rows, quantity
from planner.engine.result import Band, ScenarioResult
from planner.engine.simulate import simulate
from planner.engine.working import Step, Working, work_out
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.region import Region, conversions_of
from planner.model.scenario import Scenario, Workload
from planner.store import library
from planner.text import _, number

YEAR = 2025
OUTCOMES = ("energy", "power", "households", "emissions", "share")
STATISTICS = ("p5", "p50", "p95", "mean")


class ValueCommand(click.Command):
    """A command whose arguments are values: ``-1 Wh/query`` is one, to be refused for its sign, not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse ``args``; a space before a negative number hides its dash from the parser."""
        return super().parse_args(ctx, [f" {text}" if re.match(r"-[\d.]", text) else text for text in args])


@click.command("calc", cls=ValueCommand, short_help="Energy of ENERGY times VOLUME, in homes, emissions and share.")
@click.argument("energy", metavar="ENERGY")
@click.argument("volume", metavar="VOLUME")
@click.option("--pue", metavar="X", help="Total energy over computing energy of the data centre, such as 1.12.")
@click.option("--region", "code", default="USA", metavar="CODE", show_default=True, help="See planner regions list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers at full precision.")
def command(energy: str, volume: str, pue: str | None, code: str, as_json: bool) -> None:
    """Work out ENERGY times VOLUME: GWh a year, power, households, emissions, share of national demand.

    ENERGY is an energy per use and VOLUME how many uses there are in a time, each an exact value, "0.2 to 0.5
    Wh/query" (a 90 % interval), uniform(low, high), triangular(low, mode, high), pert(low, mode, high), normal(mean,
    deviation) or lognormal(p5, p95), with any unit of the right kind. If ENERGY counts the whole data centre, leave
    out --pue.

    \b
    Example:
      planner calc "0.34 Wh/query" "2.5e9 query/day" --region USA
    """
    region = library.region_called(code)
    scenario = _scenario(energy, volume, pue, region)
    conversions = conversions_of(scenario, region)
    result = simulate(scenario, conversions, outcomes=OUTCOMES, by_workload=False)
    working = work_out(scenario, conversions, YEAR)
    if as_json:
        print_json(_content(result, working, region))
    else:
        _print(scenario, result, working, region)
    print_remarks([scenario])


def _scenario(energy: str, volume: str, pue: str | None, region: Region) -> Scenario:
    """Return the inputs as a scenario of one year; its drivers are named as the arguments, which faults then name."""
    drivers = [_driver("energy", "ENERGY", energy), _driver("volume", "VOLUME", volume)]
    if not any(driver.value.unit for driver in drivers):
        raise Fault(_("ENERGY “{text}” needs a unit; write it like {text} Wh/query").format(text=drivers[0].value.text))
    if pue is not None:
        factor = _driver("pue", "PUE", pue)
        if not factor.value.unit and factor.value.interval[1] < 1:
            raise Fault(
                _("PUE “{text}” is below 1, which no data centre can be; give total over computing energy").format(
                    text=factor.value.text
                )
            )
        drivers.append(factor)
    return Scenario("calc", YEAR, YEAR, (Workload("calc", tuple(drivers)),), region=region.code)


def _driver(identity: str, name: str, text: str) -> Driver:
    try:
        value = Estimate.parse(text)
    except Fault as fault:
        raise Fault(_("{name}: {problem}").format(name=name, problem=fault)) from fault
    return Driver(identity, name, value)


def _content(result: ScenarioResult, working: Working, region: Region) -> dict[str, Any]:
    """Return the JSON object: each outcome, with percentiles where an input is uncertain, and the steps."""
    bands = {name: result.outcomes[name] for name in OUTCOMES}
    uncertain = not all(band.certain for band in bands.values())
    content: dict[str, Any] = {}
    for name, band in bands.items():
        content[name] = {"value": float(band.p50[0]), "unit": band.unit}
        if uncertain:
            content[name] |= {statistic: float(getattr(band, statistic)[0]) for statistic in STATISTICS}
    content["steps"] = [
        *(_step(step) for step in _steps(working)),
        *(
            _step(step) | {"outcome": name, "source": _citation(region, step.label)}
            for name, step in working.outcomes.items()
            if name in OUTCOMES
        ),
    ]
    return content | {"region": region.code}


def _steps(working: Working) -> list[Step]:
    """Return the chain's steps and the change to GWh/year that ends it."""
    _name, steps = working.workloads[0]
    return [*steps, Step("energy", "=", working.energy, "GWh/year", working.energy, "GWh/year")]


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.label,
        "operator": step.operator,
        "value": step.value,
        "unit": step.unit,
        "running": step.running,
        "running_unit": step.running_unit,
    }


def _print(scenario: Scenario, result: ScenarioResult, working: Working, region: Region) -> None:
    print(_("{region}, a year of 365.25 days").format(region=region.name))
    print(f"\n{_('Working') if working.certain else _('Working, with the median of each value')}")
    rows = []
    typed = [driver.value.text for driver in scenario.workloads[0].drivers]
    for index, (step, text) in enumerate(zip(_steps(working), [*typed, ""], strict=True)):
        running = quantity(step.running, step.running_unit)
        rows.append(["" if index == 0 or not text else step.operator, step.label if text else "", text, f"= {running}"])
    print_rows(rows, indent="  ")
    print(f"\n{_('Result') if working.certain else _('Result: median and 90 % interval')}")
    print_rows([_row(name, result.outcomes[name], working) for name in OUTCOMES], "<>", indent="  ")
    print()
    for name, what in (
        ("household_use", _("{adjective} household").format(adjective=region.adjective)),
        ("grid_intensity", _("Emissions of the grid")),
        ("national_demand", _("National demand")),
    ):
        print(f"{what}: {_citation(region, name)}.")


def _row(name: str, band: Band, working: Working) -> list[str]:
    low, middle, high = (float(values[0]) for values in (band.p5, band.p50, band.p95))
    interval = "" if band.certain else _("{low} to {high}").format(low=quantity(low, ""), high=quantity(high, ""))
    step = working.outcomes.get(name)
    how = "" if step is None else f"{step.operator} {number(step.value, 6)} {step.unit}"
    return [label(name), quantity(middle, ""), "" if name == "households" else band.unit, interval, how]


def _citation(region: Region, conversion: str) -> str:
    """Return a region's figure in one line: value, what it counts, year, source."""
    figure = region.figure(conversion)
    if figure is None:
        return ""
    return _("{value}, {definition}, {year} ({citation})").format(
        value=figure.value.text, definition=figure.definition, year=figure.year, citation=figure.citation
    )
