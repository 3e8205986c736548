"""A workload's energy, advanced year by year: what compounds is one multiplication, other paths are worked out anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from attrs import define

from planner.engine.path import Path, Sampler, Value, driver_path
from planner.model.scenario import Workload
from planner.units import factor_of_product


def run_of(workload: Workload, start: int, sample: Sampler) -> Advance:
    """Return the energy of ``workload`` in GWh/year, ready to advance year by year from ``start``."""
    paths = [
        (driver_path(workload.id, driver, start, driver.value.unit, sample), driver.power)
        for driver in workload.drivers
    ]
    units = tuple((driver.value.unit, driver.power) for driver in workload.drivers)
    return Advance.of(paths, factor_of_product(units, "GWh/year"), start)


@define
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
        scale: Any = 1.0
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

    def years(self, years: Iterable[int], precision: type[np.floating[Any]]) -> Iterator[Value]:
        """Yield the energy in each of the consecutive ``years``; a yielded array is only lent until the next."""
        level, growth = self.level, self.growth
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

    def at(self, year: int) -> Value:
        """Return the energy in one year, at full precision."""
        return self._shape(self.scale * self.level * self.growth ** (year - self.start), year)

    def _shape(self, value: Any, year: int) -> Value:
        for path, power in self.shaped:
            other = path.at(year)
            value = value * other if power == 1 else value / other
        shaped: Value = value
        return shaped
