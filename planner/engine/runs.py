"""An amount over the years in many runs: one row a year, summed, converted and read off.

Compound growth is one multiplication and one addition a year. They are done for a block of runs at a time, all years
and all workloads of it, so that the block stays in the processor's cache. A year in which nothing is spread is kept
apart, as the one exact number it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import define
from numpy.typing import NDArray

from planner.engine.advance import Advance
from planner.engine.path import Precision, Value
from planner.engine.percentiles import percentile_places, tidy
from planner.engine.result import PERCENTILES, Band
from planner.engine.sampling import Array

_BLOCK = 12_288
"""Runs in a block at most: 26 years of them in single precision are 1.2 MiB."""
_WORTH_A_THREAD = 2**21
"""Only from this many numbers on is a second thread worth waiting for a free core; sorting holds no interpreter lock.
The window's fine results have fewer: they must not be late where the machine is busy."""


def unhindered() -> None:
    """Let work go on to its end: what is called every few milliseconds where nobody may want to end it."""


@define(eq=False)
class Runs:
    """The runs of consecutive years, all over the same divisor. ``certain`` holds what is not spread, year by year."""

    rows: NDArray[Any]
    certain: Array
    spread: NDArray[np.bool_]

    @classmethod
    def none(cls, years: int, samples: int, precision: Precision) -> Runs:
        """Return nothing as yet."""
        return cls(np.empty((years, samples), precision), np.zeros(years), np.zeros(years, bool))

    def add(self, advances: Sequence[Advance], divisor: float, go_on: Callable[[], None] = unhindered) -> None:
        """Add workloads, one after the other: the order of a sum decides its last digit."""
        if all(advance.is_compound for advance in advances):
            for block in _blocks(self.rows.shape[1]):
                is_first = not self.spread.any()
                for advance in advances:
                    go_on()
                    advance.add_to(self.rows[:, block], block, divisor, is_first=is_first)
                    is_first = False
            self.spread[:] = True
            return
        for advance in advances:
            go_on()
            precision: Precision = self.rows.dtype.type
            for year, value in enumerate(advance.years(len(self.rows), precision, divisor)):
                self._add_in(year, value)

    def _add_in(self, year: int, value: Value) -> None:
        if not isinstance(value, np.ndarray):
            self.certain[year] += value
        elif self.spread[year]:
            self.rows[year] += value
        else:
            self.rows[year] = value
            self.spread[year] = True

    def add_runs(self, other: Runs) -> None:
        """Add what was collected elsewhere over the same divisor."""
        self.certain += other.certain
        for year in np.flatnonzero(other.spread).tolist():
            self._add_in(year, other.rows[year])

    def settle(self) -> None:
        """Put what is certain in a spread year into its runs; nothing more can be added then."""
        for year in np.flatnonzero(self.spread & (self.certain != 0)).tolist():
            self.rows[year] += float(self.certain[year])

    def converted(self, factors: Iterable[Value], power: int) -> Runs:
        """Return the settled runs times one factor a year, or over it where ``power`` is -1."""
        made = Runs(np.empty_like(self.rows), np.zeros(len(self.rows)), np.ones(len(self.rows), bool))
        for year, factor in zip(range(len(self.rows)), factors, strict=False):
            amount: Any = self.rows[year] if self.spread[year] else float(self.certain[year])
            value = amount * factor if power == 1 else amount / factor
            made.rows[year] = value
            if not isinstance(value, np.ndarray):
                made.certain[year], made.spread[year] = value, False
        return made

    def band(self, divisor: float, unit: str) -> Band:
        """Return mean and percentiles; the runs are sorted in place and of no use any more."""
        exact = np.array([tidy(value) for value in self.certain * divisor])
        if not self.spread.any():
            return Band(unit, *(exact.copy() for _name in range(1 + len(PERCENTILES))))
        samples = self.rows.shape[1]
        mean = np.add.reduce(self.rows, axis=1).astype(float) / samples * divisor
        _sort(self.rows)
        below, above, weight = percentile_places(samples)
        low, high = (self.rows[:, places].astype(float) for places in (below, above))
        percentiles = (low + (high - low) * weight) * divisor
        columns = (mean, *percentiles.T)
        return Band(unit, *(np.where(self.spread, column, exact) for column in columns))


def _blocks(samples: int) -> Iterator[slice]:
    """Yield slices of about equal length that cover all runs."""
    ends = np.linspace(0, samples, -(-samples // _BLOCK) + 1).astype(int).tolist()
    yield from (slice(start, end) for start, end in pairwise(ends))


def _sort(rows: NDArray[Any]) -> None:
    """Sort each row in place, half of them in another thread where there are many numbers."""
    if rows.size < _WORTH_A_THREAD:
        rows.sort(axis=1)
        return
    middle = len(rows) // 2
    other = _helper().submit(rows[:middle].sort, axis=1)
    rows[middle:].sort(axis=1)
    other.result()


@cache
def _helper() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "planner-sort")
