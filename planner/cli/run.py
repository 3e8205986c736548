"""``planner run``: all scenarios of a plan over their years, as a table for people or JSON or CSV for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import click

from planner.chart.correlation import correlations_in_words, effect_in_words
from planner.cli.plans import conversions, open_plan
from planner.cli.remarks import print_remarks
from planner.cli.samples import SAMPLES
from planner.cli.tables import DIGITS, label, plain_unit, print_csv, print_json, print_rows
from planner.engine.correlation_effect import effect
from planner.engine.outcome import Case
from planner.engine.result import PERCENTILES, Band, ScenarioResult
from planner.engine.simulate import simulate
from planner.model.scenario import Scenario
from planner.text import _, count

SHOWN = ("energy", "households", "emissions", "share")
"""The outcomes of the table; JSON and CSV have all."""

STATISTICS = ("mean", *(f"p{percentile}" for percentile in PERCENTILES))


@click.command("run", short_help="All outcomes of a plan over its years.")
@click.argument("file", metavar="FILE")
@click.option("--scenario", "name", metavar="NAME", help="Only this scenario.")
@SAMPLES
@click.option("--seed", type=int, metavar="N", help="Random numbers of this seed instead of the file's own.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
def command(file: str, name: str | None, samples: int, seed: int | None, form: str) -> None:
    """Run the scenarios of FILE, a plan (*.aiplan) or the name of a preset.

    The table shows the median and the 90 % interval of the main outcomes year by year; json and csv have mean, P5,
    P25, P50, P75 and P95 of all outcomes and of the energy of each workload, at full precision.

    \b
    Example:
      planner run chat-and-agents --format csv
    """
    workspace = open_plan(file)
    scenarios = [workspace.scenario(name)] if name is not None else list(workspace.scenarios)
    if seed is not None:
        scenarios = [attrs.evolve(scenario, seed=seed) for scenario in scenarios]
    results = [simulate(scenario, conversions(scenario), samples) for scenario in scenarios]
    if form == "json":
        print_json({"scenarios": [_content(result) for result in results]})
    elif form == "csv":
        print_csv(_lines(results))
    else:
        for result in results:
            _print(result)
    print_remarks(scenarios)


def _content(result: ScenarioResult) -> dict[str, Any]:
    """Return one scenario as the contract's JSON."""
    scenario = result.scenario
    return {
        "name": scenario.name,
        "region": scenario.region,
        "seed": scenario.seed,
        "samples": result.samples,
        "years": list(scenario.years),
        **_correlated(scenario, result.samples),
        "outcomes": {outcome: _numbers(band) for outcome, band in result.outcomes.items()},
        "workloads": [{"name": workload, "energy": _numbers(band)} for workload, band in result.workloads.items()],
    }


def _correlated(scenario: Scenario, samples: int) -> dict[str, Any]:
    """Return the correlations and what they do to the energy of the last year; nothing where there are none."""
    if not scenario.correlations:
        return {}
    found = effect(Case(scenario, conversions(scenario)), "energy", scenario.end, samples)
    ends = {"without": found.without, "with": found.together}
    return {
        "correlations": [attrs.asdict(item) for item in scenario.correlations],
        "correlation_effect": {
            "outcome": "energy",
            "year": scenario.end,
            "unit": found.unit,
            **{name: {"p5": low, "p95": high} for name, (low, high) in ends.items()},
            "times_as_wide": found.widening,
        },
    }


def _numbers(band: Band) -> dict[str, Any]:
    return {"unit": plain_unit(band.unit), **{name: getattr(band, name).tolist() for name in STATISTICS}}


def _lines(results: list[ScenarioResult]) -> Iterator[list[object]]:
    """Yield the CSV's header and rows: one number a row, the workload empty where it is the whole scenario's."""
    yield ["scenario", "workload", "outcome", "year", "statistic", "value", "unit"]
    for result in results:
        bands = [("", outcome, band) for outcome, band in result.outcomes.items()]
        bands += [(workload, "energy", band) for workload, band in result.workloads.items()]
        for workload, outcome, band in bands:
            for index, year in enumerate(result.scenario.years):
                for name in STATISTICS:
                    value = float(getattr(band, name)[index])
                    yield [result.scenario.name, workload, outcome, year, name, value, plain_unit(band.unit)]


def _print(result: ScenarioResult) -> None:
    """Print a block for one scenario: a row a year, and for each outcome its median and 90 % interval."""
    scenario = result.scenario
    certain = all(band.certain for band in result.outcomes.values())
    spread = _("exact") if certain else _("median and 90 % interval of {runs} runs").format(runs=f"{result.samples:,}")
    heading = _("{scenario} ({region}): {spread}").format(scenario=scenario.name, region=scenario.region, spread=spread)
    bands = [(outcome, result.outcomes[outcome]) for outcome in SHOWN if outcome in result.outcomes]
    rows = [[_("Year")], [""]]
    for outcome, band in bands:
        rows[0] += [_("Share") if outcome == "share" else label(outcome), ""]
        rows[1] += ["" if outcome == "households" else band.unit, ""]
    for index, year in enumerate(scenario.years):
        row = [str(year)]
        for _outcome, band in bands:
            row += _cells(*(float(values[index]) for values in (band.p5, band.p50, band.p95)))
        rows.append(row)
    print_rows([[heading]])
    if scenario.correlations:
        found = effect(Case(scenario, conversions(scenario)), "energy", scenario.end, result.samples)
        words = (correlations_in_words(scenario), effect_in_words(found, len(scenario.correlations)))
        print_rows([[sentence] for sentence in words], indent="  ")
    print_rows(rows, ">" + "><" * len(bands), indent="  ")
    print()


def _cells(low: float, middle: float, high: float) -> list[str]:
    ends = "" if low == high else _("{low} to {high}").format(low=count(low, 3), high=count(high, 3))
    return [count(middle, DIGITS), ends]
