"""The fan over the years: the product of sampled drivers, one value a run, advanced year by year.

Of each workload, all that is constant or compounds is one level per run that is multiplied by one growth per run each
year; only logistic paths and paths through points are worked out anew. Totals are sorted once a year and all
percentiles read off. What multiplies everything by the same number (a unit, an exact conversion) scales percentiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, frozen

from planner.engine.path import Path, Sampler, Value, driver_path, make_path, streams_of
from planner.engine.result import OUTCOMES, PERCENTILES, Band, ScenarioResult
from planner.engine.sampling import MAX_SAMPLES, Array, Draws
from planner.model.faults import Fault
from planner.model.scenario import Conversion, Scenario, Workload, currency_of
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
    precision: type[np.floating[Any]] = np.float64,
) -> ScenarioResult:
    """Return percentiles over the years of the asked outcomes.

    Args:
        scenario: What is assumed.
        conversions: The conversions in force (see `planner.model.region.conversions_of`).
        samples: How many runs at least; rounded up to the square of a prime.
        outcomes: Names out of `OUTCOMES`; those that lack their conversion are left out of the result.
        by_workload: Whether the energy of each workload is wanted too.
        precision: The float type of the runs; float32 is twice as fast and exact to six digits.

    Raises:
        Fault: The number of samples is out of range, or the result is too large to be written.
    """
    if not 1 <= samples <= MAX_SAMPLES:
        raise Fault(_("{samples} samples: use a number from 1 to 1,000,000").format(samples=samples))
    draws = Draws(scenario.seed, streams_of(scenario), samples)
    with np.errstate(all="ignore"):
        totals, parts = _run(scenario, conversions, draws.sample, tuple(outcomes), by_workload, precision)
    if not all(np.isfinite(row).all() for band in (*totals.values(), *parts.values()) for row in band.rows()):
        if precision is not np.float64:
            return simulate(scenario, conversions, samples, outcomes=outcomes, by_workload=by_workload)
        raise Fault(
            _("the result of “{name}” is too large to be written; check its values and rates").format(name=scenario.name)
        )
    certain = all(band.certain for band in totals.values())
    return ScenarioResult(scenario, np.array(scenario.years, float), 1 if certain else draws.samples, totals, parts)


def run_of(workload: Workload, start: int, sample: Sampler) -> Advance:
    """Return the energy of ``workload`` in GWh/year, ready to advance year by year from ``start``."""
    paths = [
        (driver_path(workload.id, driver, start, driver.value.unit, sample), driver.power) for driver in workload.drivers
    ]
    unit = "*".join(f"({driver.value.unit})" for driver in workload.drivers if driver.power == 1 and driver.value.unit)
    for driver in workload.drivers:
        if driver.power == -1 and driver.value.unit:
            unit += f"/({driver.value.unit})"
    return Advance.of(paths, factor_between(unit, "GWh/year"), start)


@define
class Advance:
    """The running product of a workload: scalars, levels per run, growth, and paths of another shape."""

    scale: float
    level: Value
    growth: Value
    shaped: Sequence[tuple[Path, int]]
    start: int

    @classmethod
    def of(cls, paths: Sequence[tuple[Path, int]], factor: float, start: int) -> Advance:
        """Return the product of ``paths`` (each with its power) times ``factor``, standing at ``start``."""
        scale, level, growth = 1.0, np.float64(1.0), np.float64(1.0)
        shaped = []
        for path, power in paths:
            if path.shape is not None:
                shaped.append((path, power))
                continue
            at_start: Any = path.at(start)
            if isinstance(at_start, np.ndarray):
                level = level * at_start if power == 1 else level / at_start
            else:
                scale = scale * at_start if power == 1 else scale / at_start
            growth = growth * path.growth if power == 1 else growth / path.growth
        plain_growth: Value = growth if isinstance(growth, np.ndarray) else float(growth)
        return cls(scale * factor, level if isinstance(level, np.ndarray) else 1.0, plain_growth, shaped, start)

    def years(self, years: Iterable[int], precision: type[np.floating[Any]]) -> Iterable[Value]:
        """Yield the energy in each of the consecutive ``years``; a yielded array is only lent until the next."""
        level: Any = self.level
        growth: Any = self.growth
        if isinstance(growth, np.ndarray):
            growth = growth.astype(precision)
            level = np.broadcast_to(np.asarray(level, float), growth.shape)
        if isinstance(level, np.ndarray):
            middle = float(np.mean(level)) or 1.0
            level, scale = (level / middle).astype(precision), self.scale * middle
        else:
            scale = self.scale
        for year in years:
            steady = scale * growth ** (year - self.start) if isinstance(growth, float) else scale
            yield self._shape(level * precision(steady) if isinstance(level, np.ndarray) else steady, year)
            if isinstance(growth, np.ndarray):
                level *= growth

    def _shape(self, value: Any, year: int) -> Value:
        for path, power in self.shaped:
            other = path.at(year)
            value = value * other if power == 1 else value / other
        return value


@frozen(eq=False)
class _Collector:
    """Percentiles year by year, of arrays or of single values."""

    rows: list[tuple[float, ...]]

    def add(self, values: Value, precision: type[np.floating[Any]]) -> None:
        if not isinstance(values, np.ndarray):
            self.rows.append((tidy(float(values)),) * (1 + len(PERCENTILES)))
            return
        ordered = np.sort(values.astype(precision, copy=False))
        self.rows.append((float(ordered.mean(dtype=np.float64)), *percentiles(ordered)))

    def band(self, unit: str) -> Band:
        return Band(unit, *np.array(self.rows, float).T.copy())


def percentiles(ordered: Array) -> list[float]:
    """Return the `PERCENTILES` of ascending values by Hazen's rule, which fits samples at the middle of strata."""
    places = np.clip(np.array(PERCENTILES) / 100 * len(ordered) - 0.5, 0, len(ordered) - 1)
    below = places.astype(int)
    above = np.minimum(below + 1, len(ordered) - 1)
    weight = places - below
    low, high = ordered[below].astype(float), ordered[above].astype(float)
    return [float(value) for value in low + (high - low) * weight]


def tidy(value: float) -> float:
    """Return ``value`` at 15 significant digits: what binary arithmetic adds beyond them is not part of the answer."""
    return float(f"{value:.15g}")


def _run(
    scenario: Scenario,
    conversions: Mapping[str, Conversion],
    sample: Sampler,
    outcomes: Sequence[str],
    by_workload: bool,
    precision: type[np.floating[Any]],
) -> tuple[dict[str, Band], dict[str, Band]]:
    """Run all years; return the outcomes' bands and the workloads' energy bands."""
    runs = [run_of(workload, scenario.start, sample).years(scenario.years, precision) for workload in scenario.workloads]
    energy = _Collector([])
    parts = {workload.name: _Collector([]) for workload in scenario.workloads} if by_workload else {}
    converters = _converters(scenario, conversions, sample, outcomes)
    converted = {name: _Collector([]) for name in converters}
    for year, *values in zip(scenario.years, *runs, strict=True):
        total: Any = values[0] if len(values) == 1 else sum(values[1:], start=values[0] * 1)
        energy.add(total, precision)
        for part, value in zip(parts.values(), values, strict=False):
            part.add(value, precision)
        for name, (path, power, _unit) in converters.items():
            factor = path.at(year)
            if isinstance(factor, np.ndarray):
                converted[name].add(total * factor if power == 1 else total / factor, precision)
            else:
                row = energy.rows[-1]
                exact = (value * factor if power == 1 else value / factor for value in row)
                converted[name].rows.append(tuple(map(tidy, exact)))
    bands = {name: converted[name].band(unit) for name, (_path, _power, unit) in converters.items()}
    bands["energy"] = energy.band(OUTCOMES["energy"])
    if "power" in outcomes:
        bands["power"] = bands["energy"].scaled(factor_between("GWh/year", "MW"), "MW")
    return {name: bands[name] for name in OUTCOMES if name in bands}, {
        name: part.band(OUTCOMES["energy"]) for name, part in parts.items()
    }


def _converters(
    scenario: Scenario, conversions: Mapping[str, Conversion], sample: Sampler, outcomes: Sequence[str]
) -> dict[str, tuple[Path, int, str]]:
    """Return for each asked outcome that has its conversion: the factor's path, its power, the outcome's unit."""
    found = {}
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

    def shape(year: int) -> Value:
        return path.at(year) / 100.0

    return Path(path.base_year, path.level, shape=shape)
