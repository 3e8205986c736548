"""All results as one table in long form: scenario, workload, outcome, year, statistic, value, unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from planner.engine.result import PERCENTILES, ScenarioResult
from planner.export.cells import safe_field
from planner.export.pack import Pack

HEADINGS = ("scenario", "workload", "outcome", "year", "statistic", "value", "unit")
STATISTICS = ("mean", *(f"p{percentile}" for percentile in PERCENTILES))

Line = tuple[str, str, str, int, str, float, str]


def lines(results: Sequence[ScenarioResult]) -> Iterator[Line]:
    """Yield one number a line; the workload is empty where the number is the whole scenario's."""
    for result in results:
        bands = [("", outcome, band) for outcome, band in result.outcomes.items()]
        bands += [(workload, "energy", band) for workload, band in result.workloads.items()]
        for workload, outcome, band in bands:
            unit = band.unit.replace("m^3", "m3")
            for index, year in enumerate(result.scenario.years):
                for name in STATISTICS:
                    value = float(getattr(band, name)[index])
                    yield result.scenario.name, workload, outcome, year, name, value, unit


def to_csv(pack: Pack) -> bytes:
    """Return the results of ``pack`` as CSV in UTF-8, numbers at full precision; no field can become a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS)
    for line in lines(pack.results):
        writer.writerow([safe_field(cell) if isinstance(cell, str) else cell for cell in line])
    return stream.getvalue().encode("utf-8")
