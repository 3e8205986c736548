"""A workload's energy, advanced year by year: what compounds is one multiplication, other paths are worked out anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from planner.engine.path import Path, Precision, Sampler, Value, driver_path, raised
from planner.engine.rebound import factor_path
from planner.engine.sampling import Draws
from planner.model.scenario import Workload
from planner.units import factor_of_product


def run_of(workload: Workload, start: int, sample: Sampler) -> Advance:
    """Return the energy of ``workload`` in GWh/year, ready to advance year by year from ``start``."""
    paths = [
        (
            factor_path(
                *(workload.id, driver.id),
                driver_path(workload.id, driver, start, driver.value.unit, sample),
                driver.rebound,
                sample,
            ),
            driver.power,
        )
        for driver in workload.drivers
    ]
    units = tuple((driver.value.unit, driver.power) for driver in workload.drivers)
    return Advance.of(paths, factor_of_product(units, "GWh/year"), start)


_SMALL, _LARGE = 101, 331
"""The square of the levels is the number of runs: 10,000 and 110,000."""


def drawn_run(workload: Workload, start: int, draws: Draws) -> Advance:
    """Return `run_of` for sampled drivers, kept unless it is huge, because an edit changes one workload only."""
    part = draws.part(workload.id)
    if draws.levels > _LARGE:
        return run_of(workload, start, part.sample)
    return _small_run(workload, start, part) if draws.levels <= _SMALL else _large_run(workload, start, part)


@lru_cache(maxsize=128)
def _small_run(workload: Workload, start: int, draws: Draws) -> Advance:
    return run_of(workload, start, draws.sample)


@lru_cache(maxsize=32)
def _large_run(workload: Workload, start: int, draws: Draws) -> Advance:
    return run_of(workload, start, draws.sample)


@frozen(eq=False)
class Advance:
    """The running product of a workload: scalars, levels per run, growth, and paths of another shape."""

    scale: float
    level: Any
    growth: Any
    shaped: Sequence[tuple[Path, int]]
    start: int

    @classmethod
    def of(cls, paths: Sequence[tuple[Path, int]], factor: float, start: int) -> Advance:
        """Return the product of ``paths`` (each with its power) times ``factor``, standing at ``start``."""
        scale: Any = np.float64(1.0)  # numpy's, so that a division by zero is infinity and refused at the end
        level: Any = 1.0
        growth: Any = 1.0
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
        return cls(scale * factor, level, growth, shaped, start)

    @cached_property
    def magnitude(self) -> float:
        """About how large the product is in its first year: what to divide by to keep single precision in range."""
        first: Any = np.mean(np.abs(self.at(self.start)))
        return float(first) if np.isfinite(first) and first > 0 else 1.0

    @property
    def is_compound(self) -> bool:
        """Whether it is spread, and one level a run times one growth a year is all of it."""
        return not self.shaped and (isinstance(self.level, np.ndarray) or isinstance(self.growth, np.ndarray))

    def add_to(self, rows: NDArray[Any], block: slice, divisor: float, *, is_first: bool) -> None:
        """Add a block of runs over ``divisor`` to ``rows``, one a year; the first to come writes instead."""
        value, yearly = np.empty(rows.shape[1], rows.dtype), np.asarray(_part(self.growth, block), rows.dtype)
        np.multiply(_part(self.level, block), self.scale / divisor, out=value, casting="same_kind")
        if is_first:
            rows[0] = value
            for before, after in pairwise(rows):
                np.multiply(before, yearly, out=after)
            return
        if not isinstance(self.growth, np.ndarray) and self.growth == 1.0:
            rows += value
            return
        rows[0] += value
        for row in rows[1:]:
            value *= yearly
            row += value

    def years(self, count: int, precision: Precision, divisor: float = 1.0) -> Iterator[Value]:
        """Yield the energy of ``count`` consecutive years over ``divisor``; an array is only lent until the next."""
        others = [(path.from_year(self.start, precision), power) for path, power in self.shaped]
        for value in self._steady_years(count, precision, divisor):
            yield _times(value, others)

    def _steady_years(self, count: int, precision: Precision, divisor: float) -> Iterator[Any]:
        scale, growth = self.scale / divisor, self.growth
        if not isinstance(self.level, np.ndarray) and not isinstance(growth, np.ndarray):
            yield from (scale * raised(growth, year) for year in range(count))
            return
        shape = np.broadcast_shapes(np.shape(self.level), np.shape(growth))
        value = np.array(np.broadcast_to(self.level * scale, shape), precision)
        yearly = np.asarray(growth, precision)
        for year in range(count):
            if year:
                value *= yearly
            yield value

    def at(self, year: int) -> Value:
        """Return the energy in one year, at full precision."""
        steady = self.scale * self.level * raised(self.growth, year - self.start)
        return _times(steady, [(repeat(path.at(year)), power) for path, power in self.shaped])


def _part(values: Value, block: slice) -> Value:
    return values[block] if isinstance(values, np.ndarray) else values


def _times(value: Any, others: Sequence[tuple[Iterator[Value], int]]) -> Value:
    for values, power in others:
        value = value * next(values) if power == 1 else value / next(values)
    result: Value = value
    return result
