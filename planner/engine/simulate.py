"""The fan over the years: the product of sampled drivers, one value a run, advanced year by year.

Of each workload, all that is constant or compounds is one level per run that is multiplied by one growth per run each
year; only logistic paths and paths through points are worked out anew. Totals are sorted and all percentiles read off
(see `planner.engine.runs`). What multiplies everything by the same number (a unit, an exact conversion) scales the
percentiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

import numpy as np

from planner.engine.advance import drawn_run
from planner.engine.path import Path, Precision, Sampler, Value, make_path, pairs_of, streams_of
from planner.engine.percentiles import tidy
from planner.engine.result import OUTCOMES, Band, ScenarioResult
from planner.engine.runs import Runs, unhindered
from planner.engine.sampling import MAX_SAMPLES, Draws
from planner.model.faults import Fault
from planner.model.scenario import Conversion, Scenario, currency_of
from planner.text import _
from planner.units import CURRENCIES, factor_between

DEFAULT_SAMPLES = 10_000

_CONVERSION_UNITS = {
    "household_use": "GWh/household/year",
    "grid_intensity": "tCO2e/GWh",
    "national_demand": "GWh/year",
    "water_use": "m^3/GWh",
}
_OUTCOME_CONVERSIONS = {
    "households": ("household_use", -1),
    "share": ("national_demand", -1),
    "emissions": ("grid_intensity", 1),
    "cost": ("electricity_price", 1),
    "water": ("water_use", 1),
}


def simulate(
    scenario: Scenario,
    conversions: Mapping[str, Conversion],
    samples: int = DEFAULT_SAMPLES,
    *,
    outcomes: Iterable[str] = OUTCOMES,
    by_workload: bool = True,
    precision: Precision = np.float64,
    go_on: Callable[[], None] = unhindered,
) -> ScenarioResult:
    """Return percentiles over the years of the asked outcomes.

    Args:
        scenario: What is assumed.
        conversions: The conversions in force (see `planner.model.region.conversions_of`).
        samples: How many runs at least; rounded up to the square of a prime.
        outcomes: Names out of `OUTCOMES`; those that lack their conversion are left out of the result.
        by_workload: Whether the energy of each workload is wanted too.
        precision: The float type of the runs; float32 is twice as fast and exact to six digits.
        go_on: Called every few milliseconds; what it raises ends the run.

    Raises:
        Fault: The number of samples is out of range, or the result is too large to be written.
    """
    if not 1 <= samples <= MAX_SAMPLES:
        raise Fault(_("{samples} samples: use a number from 1 to 1,000,000").format(samples=samples))
    draws = Draws.of(scenario.seed, streams_of(scenario), samples, pairs_of(scenario))
    with np.errstate(all="ignore"):
        totals, parts = _run(scenario, conversions, draws, tuple(outcomes), by_workload, precision, go_on)
    if not all(np.isfinite(band.rows()).all() for band in (*totals.values(), *parts.values())):
        if precision is not np.float64:
            return simulate(scenario, conversions, samples, outcomes=outcomes, by_workload=by_workload, go_on=go_on)
        raise too_large(scenario)
    certain = all(band.certain for band in totals.values())
    return ScenarioResult(scenario, np.array(scenario.years, float), 1 if certain else draws.samples, totals, parts)


def too_large(scenario: Scenario) -> Fault:
    """Return what to say of a scenario whose numbers are past what can be written."""
    return Fault(
        _("the result of “{name}” is too large to be written; check its values and rates").format(name=scenario.name)
    )


def _run(
    scenario: Scenario,
    conversions: Mapping[str, Conversion],
    draws: Draws,
    outcomes: Sequence[str],
    by_workload: bool,
    precision: Precision,
    go_on: Callable[[], None],
) -> tuple[dict[str, Band], dict[str, Band]]:
    """Run all years; return the outcomes' bands and the workloads' energy bands."""
    advances = []
    for workload in scenario.workloads:
        go_on()
        advances.append(drawn_run(workload, scenario.start, draws))
    # Exact values are not divided: their last digit counts, and Python's floats do not run out of range as soon.
    divisor = max(advance.magnitude for advance in advances) if precision is not np.float64 else 1.0
    size = (len(scenario.years), draws.samples, precision)
    energy, parts = Runs.none(*size), []
    if by_workload:
        for advance in advances:
            part = Runs.none(*size)
            part.add([advance], divisor, go_on)
            energy.add_runs(part)
            part.settle()
            parts.append(part.band(divisor, OUTCOMES["energy"]))
    else:
        energy.add(advances, divisor, go_on)
    energy.settle()
    bands, exact = {}, {}
    for name, (path, power, unit) in converters(scenario, conversions, draws.sample, outcomes).items():
        go_on()
        factors = islice(path.from_year(scenario.start, precision), size[0])
        if path.is_spread:
            bands[name] = energy.converted(factors, power).band(divisor, unit)
        else:
            exact[name] = [float(np.float64(factor) ** power) for factor in factors], unit
    bands["energy"] = energy.band(divisor, OUTCOMES["energy"])
    for name, (values, unit) in exact.items():
        bands[name] = _times(bands["energy"], values, unit)
    names = [workload.name for workload in scenario.workloads]
    return {name: bands[name] for name in OUTCOMES if name in bands}, dict(zip(names, parts, strict=False))


def _times(band: Band, factors: Sequence[float], unit: str) -> Band:
    """Return a band multiplied by one exact factor a year."""
    yearly = np.array(factors, float)
    if band.certain:
        values = np.array([tidy(value) for value in band.p50 * yearly])
        return Band(unit, *(values.copy() for _row in band.rows()))
    return Band(unit, *(row * yearly for row in band.rows()))


def converters(
    scenario: Scenario, conversions: Mapping[str, Conversion], sample: Sampler, outcomes: Sequence[str]
) -> dict[str, tuple[Path, int, str]]:
    """Return for each asked outcome that has its conversion: the factor's path, its power, the outcome's unit."""
    found = {}
    if "power" in outcomes:
        found["power"] = (Path(scenario.start, factor_between("GWh/year", OUTCOMES["power"])), 1, OUTCOMES["power"])
    for outcome, (name, power) in _OUTCOME_CONVERSIONS.items():
        conversion = conversions.get(name)
        if outcome not in outcomes or conversion is None:
            continue
        unit, result_unit = _CONVERSION_UNITS.get(name, ""), OUTCOMES[outcome]
        if outcome == "cost":
            currency = currency_of(conversion.value) or CURRENCIES[0]
            unit, result_unit = f"{currency}/GWh", f"{currency}/year"
        path = make_path("", name, conversion.value, conversion.trajectory, scenario.start, unit, sample)
        if outcome == "share":
            path = _in_percent(path)
        found[outcome] = (path, power, result_unit)
    return found


def _in_percent(path: Path) -> Path:
    """Return the path of a divisor such that the quotient comes out in percent."""
    if path.is_constant:
        return Path(path.base_year, path.level / 100.0)

    def shape(year: int) -> Value:
        return path.at(year) / 100.0

    return Path(path.base_year, path.level, shape=shape, varied=(path.growth, *path.varied))
