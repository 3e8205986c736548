"""The values of a driver over the years, from draws of its parameters.

A path gives for each year a float (everything certain) or one value per run. Compound growth is kept apart as a factor
per year, so that a chain can advance all of it by one multiplication a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, repeat
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.sampling import Array, Pair, Stream
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import CONVERSIONS, Scenario
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory, periods_per_year
from planner.units import factor_between

Value = float | Array
Sampler = Callable[[Stream, Estimate], Value]
"""Gives the draws of an estimate in a stream, in its own unit: `Draws.sample`, or medians for a point run."""


def streams_of(scenario: Scenario) -> Iterator[Stream]:
    """Yield the streams of a scenario in its own order; they depend on its structure, not on its values.

    Every conversion has its streams, the region's too: to write the region's figure into the scenario changes no draw.
    """
    for workload in scenario.workloads:
        for driver in workload.drivers:
            yield from _streams(workload.id, driver.id, driver.trajectory)
            if driver.rebound is not None:
                yield workload.id, driver.id, "rebound"
    for name in CONVERSIONS:
        own = scenario.conversion(name)
        yield from _streams("", name, Constant() if own is None else own.trajectory)


def _streams(owner: str, name: str, trajectory: Trajectory) -> Iterator[Stream]:
    yield owner, name, "value"
    if not isinstance(trajectory, Points):
        for part, _estimate in trajectory.estimates:
            yield owner, name, part


def pairs_of(scenario: Scenario) -> tuple[Pair, ...]:
    """Return the streams that a scenario correlates: the values of two drivers."""
    return tuple((_value_of(item.one), _value_of(item.other), item.rank) for item in scenario.correlations)


def _value_of(name: str) -> Stream:
    workload, _slash, driver = name.partition("/")
    return workload, driver, "value"


Precision = type[np.floating[Any]]


@frozen(eq=False)
class Path:
    """A value over the years: ``level`` in the base year, times ``growth`` a year, or ``shape(year)`` in its place.

    ``varied`` are the values a shape is made of: where one of them is spread, so is the path in some year.
    """

    base_year: int
    level: Value
    growth: Value = 1.0
    shape: Callable[[int], Value] | None = None
    stepper: Callable[[int, Precision], Iterator[Value]] | None = None
    varied: tuple[Value, ...] = ()

    @property
    def is_spread(self) -> bool:
        """Whether the path has one value per run in any year."""
        return any(isinstance(value, np.ndarray) for value in (self.level, self.growth, *self.varied))

    @property
    def is_constant(self) -> bool:
        """Whether every year is like the first."""
        return self.shape is None and not isinstance(self.growth, np.ndarray) and self.growth == 1.0

    def from_year(self, start: int, precision: Precision) -> Iterator[Value]:
        """Yield the values of consecutive years from ``start`` on, without end."""
        if self.stepper is not None:
            return self.stepper(start, precision)
        if self.is_constant:
            return repeat(self._rounded(self.level, precision))
        return (self._rounded(self.at(year), precision) for year in count(start))

    @staticmethod
    def _rounded(value: Value, precision: Precision) -> Value:
        return value.astype(precision, copy=False) if isinstance(value, np.ndarray) else value

    def at(self, year: int) -> Value:
        """Return the value in ``year``."""
        if self.shape is not None:
            return self.shape(year)
        return self.level * raised(self.growth, year - self.base_year)


def raised(base: Value, exponent: int) -> Value:
    """Return a power; one too large for a float is infinity, for a single value as in an array."""
    return base**exponent if isinstance(base, np.ndarray) else float(np.float64(base) ** exponent)


def make_path(
    owner: str, name: str, value: Estimate, trajectory: Trajectory, base_year: int, unit: str, sample: Sampler
) -> Path:
    """Return the path of one value in ``unit``; draws below zero count as zero."""

    def draw(part: str, estimate: Estimate) -> Value:
        return _not_negative(sample((owner, name, part), estimate)) * factor_between(estimate.unit, unit)

    match trajectory:
        case Constant():
            return Path(base_year, draw("value", value))
        case Compound(rate):
            return Path(base_year, draw("value", value), growth_factor(rate, sample((owner, name, "rate"), rate)))
        case Logistic(ceiling, rate):
            growth = growth_factor(rate, sample((owner, name, "rate"), rate))
            return _logistic(base_year, draw("value", value), draw("ceiling", ceiling), growth)
        case Points(values):
            return _through({year: draw("value", point) for year, point in values}, base_year)


def driver_path(owner: str, driver: Driver, start: int, unit: str, sample: Sampler) -> Path:
    """Return the path of ``driver`` of workload ``owner`` in ``unit``; ``start`` is the scenario's first year.

    Its rebound is not in it, see `planner.engine.rebound`.
    """
    base_year = start if driver.as_of is None else driver.as_of
    return make_path(owner, driver.id, driver.value, driver.trajectory, base_year, unit, sample)


def growth_factor(rate: Estimate, drawn: Value) -> Value:
    """Return 1 + r per year for a drawn percentage per period; monthly rates compound, draws stop at -99.9999 %."""
    per_period: Any = 1.0 + np.maximum(drawn, -99.9999) / 100.0
    frequency = periods_per_year(rate)
    factor = per_period if frequency == 1.0 else per_period**frequency
    return factor if isinstance(drawn, np.ndarray) else float(factor)


def _not_negative(drawn: Value) -> Value:
    return np.maximum(drawn, 0.0) if isinstance(drawn, np.ndarray) else max(drawn, 0.0)


def _logistic(base_year: int, level: Value, ceiling: Value, growth: Value) -> Path:
    """K / (1 + (K/v0 - 1) g^-(t - t0)), as v0 / (s + (1 - s) g^-(t - t0)) with s = v0/K: a start of zero stays zero.

    A start above the ceiling (s > 1) falls towards it. On the other side of the base year the curve would rise to a
    pole and come back below zero, which no value does: there it stays what it is in the base year.
    """
    filled = level / ceiling
    is_above: Any = np.asarray(filled > 1)

    def divisor(full: Any, room: Any, decline: Any) -> Any:
        below = full + room * decline
        if is_above.any():
            held = np.minimum(decline, 1.0)  # and the same sum in another order: far above, s + (1 - s) is not 1
            below = np.where(is_above, held + full * (1 - held), below)
        return np.maximum(below, np.finfo(np.asarray(below).dtype).smallest_subnormal)

    def shape(year: int) -> Value:
        value: Value = level / divisor(filled, 1 - filled, raised(growth, base_year - year))
        return value

    def step(start: int, precision: Precision) -> Iterator[Value]:
        if not any(isinstance(value, np.ndarray) for value in (level, ceiling, growth)):
            yield from (shape(year) for year in count(start))
        first, full, room = (np.asarray(value, precision) for value in (level, filled, 1 - filled))
        decline = np.asarray(raised(growth, base_year - start), precision) * np.ones_like(full * first)
        yearly = np.asarray(1.0 / growth, precision)
        while True:
            yield first / divisor(full, room, decline)
            decline *= yearly

    return Path(base_year, level, shape=shape, stepper=step, varied=(ceiling, growth))


def _through(points: dict[int, Value], base_year: int) -> Path:
    years = sorted(points)

    def shape(year: int) -> Value:
        if year <= years[0] or year >= years[-1]:
            return points[years[0] if year <= years[0] else years[-1]]
        after = next(index for index, known in enumerate(years) if known >= year)
        earlier, later = years[after - 1], years[after]
        weight = (year - earlier) / (later - earlier)
        return _between(points[earlier], points[later], weight)

    return Path(base_year, points[years[0]], shape=shape, varied=tuple(points.values()))


def _between(start: Value, end: Value, weight: float) -> Value:
    """Return the geometric mean weighted towards ``end`` where both are above zero, else the linear one."""
    if weight == 1.0:
        return end
    linear = start * (1 - weight) + end * weight
    if isinstance(linear, float):
        return start ** (1 - weight) * end**weight if start > 0 and end > 0 else linear
    with np.errstate(invalid="ignore", divide="ignore"):
        geometric = np.power(start, 1 - weight) * np.power(end, weight)
    return np.where((np.asarray(start) > 0) & (np.asarray(end) > 0), geometric, linear)
