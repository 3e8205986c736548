"""The numbers of each chart in long form: scenario, workload, outcome, year, statistic, value, unit.

A CSV and the sheet of a workbook take them from here, so that a file of numbers says what the chart beside it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planner.chart.magnitudes import Magnitudes
from planner.chart.shapes import Numbers
from planner.engine.compare import DifferenceOverYears
from planner.engine.decomposition import Decomposition
from planner.engine.envelope import Envelope
from planner.engine.result import PERCENTILES, Band, ScenarioResult
from planner.engine.sensitivity import Sensitivity
from planner.engine.two_way import TwoWay
from planner.engine.working import Working
from planner.model.evidence import Evidence
from planner.units import factor_between

HEADINGS = ("scenario", "workload", "outcome", "year", "statistic", "value", "unit")
STATISTICS = ("mean", *(f"p{percentile}" for percentile in PERCENTILES))

_MAP_PLACES = 13

Line = tuple[str, str, str, int, str, float, str]


def all_lines(results: Sequence[ScenarioResult]) -> Iterator[Line]:
    """Yield every result; the workload is empty where a number is the whole scenario's."""
    for result in results:
        for outcome, band in result.outcomes.items():
            yield from _band(result, "", outcome, band)
        for workload, band in result.workloads.items():
            yield from _band(result, workload, "energy", band)


def timeline_lines(results: Sequence[ScenarioResult], outcome: str, unit: str) -> Iterator[Line]:
    """Yield one outcome of all results in the unit of the chart, or in its own where ``unit`` is empty."""
    for result in results:
        band = result.outcomes.get(outcome)
        if band is not None:
            shown = unit or band.unit
            same = shown == band.unit
            yield from _band(
                result, "", outcome, band if same else band.scaled(factor_between(band.unit, shown), shown)
            )


def _band(result: ScenarioResult, workload: str, outcome: str, band: Band) -> Iterator[Line]:
    for index, year in enumerate(result.scenario.years):
        for name in STATISTICS:
            value = float(getattr(band, name)[index])
            yield result.scenario.name, workload, outcome, year, name, value, _plain(band.unit)


def envelope_lines(envelope: Envelope, outcome: str, unit: str) -> Iterator[Line]:
    """Yield the published totals themselves, not what joins them."""
    factor = factor_between("GWh/year", unit)
    for total in envelope.totals:
        yield envelope.name, "", outcome, total.year, "published", total.value * factor, _plain(unit)


def homes_lines(results: Sequence[ScenarioResult], year: int) -> Iterator[Line]:
    """Yield the medians of the household equivalents in a year."""
    for result in results:
        yield result.scenario.name, "", "households", year, "p50", result.at("households", year)["p50"], "household"


def breakdown_lines(result: ScenarioResult, *, shares: bool) -> Iterator[Line]:
    """Yield the mean of every workload and year, or its share of the whole in percent."""
    whole = np.array([band.mean for band in result.workloads.values()]).sum(axis=0)
    for workload, band in result.workloads.items():
        for index, year in enumerate(result.scenario.years):
            mean, total = float(band.mean[index]), float(whole[index])
            line = result.scenario.name, workload, "energy", year
            if shares:
                yield *line, "share of mean", 100 * mean / total if total else 0.0, "%"
            else:
                yield *line, "mean", mean, _plain(band.unit)


def waterfall_lines(found: Decomposition, names: tuple[str, str], year: int) -> Iterator[Line]:
    """Yield both point runs and what each driver adds; the steps add up to the difference of the two."""
    unit = _plain(found.unit)
    yield names[0], "", found.outcome, year, "point", found.before, unit
    for part in found.contributions:
        yield names[1], part.workload_name, found.outcome, year, f"step: {part.name or part.driver}", part.value, unit
    yield names[1], "", found.outcome, year, "point", found.after, unit


def sensitivity_lines(found: Sensitivity, scenario: str) -> Iterator[Line]:
    """Yield the outcome at both ends of every assumption, and the assumption's share of the variance."""
    unit = _plain(found.unit)
    yield scenario, "", found.outcome, found.year, "point", found.middle, unit
    for swing in found.swings:
        name = swing.name if swing.part == "value" else f"{swing.name}, {swing.part}"
        start = scenario, swing.workload_name, found.outcome, found.year
        yield *start, f"at P5 of {name}", swing.low, unit
        yield *start, f"at P95 of {name}", swing.high, unit
        yield *start, f"variance share of {name}", 100 * swing.first_order, "%"


def estimates_lines(body: Magnitudes, entries: Mapping[str, Evidence]) -> Iterator[Line]:
    """Yield every published figure with the year of its publication."""
    for group in body.groups:
        for row in group.rows:
            year = int(entries[row.id].date[:4])
            yield "", group.name, "energy per use", year, row.label, row.value, "Wh"


def working_lines(working: Working) -> Iterator[Line]:
    """Yield every factor of the working, each workload's energy, and the outcomes that follow."""
    name, year = working.scenario, working.year
    for (workload, steps), energy in zip(working.workloads, working.energies, strict=True):
        for step in steps:
            yield name, workload, "energy", year, f"{step.operator} {step.label}".strip(), step.value, step.unit
        yield name, workload, "energy", year, "point", energy, "GWh/year"
    yield name, "", "energy", year, "point", working.energy, "GWh/year"
    for outcome, step in working.outcomes.items():
        yield name, "", outcome, year, f"{step.operator} {step.label}".strip(), step.value, step.unit
        yield name, "", outcome, year, "point", step.running, _plain(step.running_unit)


def distribution_lines(
    runs: Numbers, scenario: str, outcome: str, year: int, unit: str, threshold: float, above: float
) -> Iterator[Line]:
    """Yield the percentiles of the draws by Hazen's rule, the threshold, and the share of draws above it."""
    ordered, count = np.sort(runs), len(runs)
    start = scenario, "", outcome, year
    for percent in range(1, 100):
        value = float(np.interp(percent / 100 * count - 0.5, np.arange(count), ordered))
        yield *start, f"p{percent}", value, _plain(unit)
    yield *start, "threshold", threshold, _plain(unit)
    yield *start, "share of draws above the threshold", 100 * above, "%"


def difference_lines(found: DifferenceOverYears, outcome: str, names: tuple[str, str]) -> Iterator[Line]:
    """Yield the difference in every year, and in which share of the draws the second is the lower."""
    name = f"{names[1]} - {names[0]}"
    for index, year in enumerate(found.years):
        for statistic in STATISTICS:
            value = float(getattr(found.band, statistic)[index])
            yield name, "", outcome, int(year), statistic, value, _plain(found.band.unit)
        yield name, "", outcome, int(year), "share of draws below", 100 * float(found.probability_lower[index]), "%"


def map_lines(found: TwoWay, names: tuple[str, str], scenario: str, outcome: str, year: int) -> Iterator[Line]:
    """Yield the outcome at 13 by 13 places of the grid; the two assumptions stand in the statistic."""
    units = [side.lever.unit for side in (found.x, found.y)]
    rows, columns = (np.linspace(0, size - 1, _MAP_PLACES).round().astype(int) for size in found.grid.shape)
    for row in rows:
        for column in columns:
            places = found.x.places[column], found.y.places[row]
            at = "; ".join(
                f"{name} = {place:.6g} {unit}" for name, place, unit in zip(names, places, units, strict=True)
            )
            yield scenario, "", outcome, year, at, float(found.grid[row, column]), _plain(found.unit)


def _plain(unit: str) -> str:
    return unit.replace("m^3", "m3")
