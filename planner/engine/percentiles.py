"""Percentiles of runs, collected year by year."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from planner.engine.path import Precision, Value
from planner.engine.result import PERCENTILES, Band
from planner.engine.sampling import Array


@define(eq=False)
class Collector:
    """Mean and percentiles year by year, of runs or of single values, all over the same ``divisor``."""

    precision: Precision
    divisor: float = 1.0
    _rows: list[Any] = field(factory=list)
    _places: tuple[NDArray[np.intp], NDArray[np.intp], Array] | None = None

    def add(self, values: Value, *, sort_in_place: bool = False) -> None:
        """Add the next year: its runs, or its one certain value. Runs nobody needs any more may be sorted in place."""
        if not isinstance(values, np.ndarray):
            self._rows.append(tidy(values * self.divisor))
            return
        mean = float(np.add.reduce(values)) / len(values)
        ordered = values if sort_in_place else values.copy()
        ordered.sort()
        self._places = below, above, _weight = percentile_places(len(ordered))
        self._rows.append((mean, ordered[below], ordered[above]))

    def band(self, unit: str) -> Band:
        """Return what was collected, in ``unit``."""
        if self._places is None:
            values = np.array(self._rows, float)
            return Band(unit, *(values.copy() for _name in range(1 + len(PERCENTILES))))
        # A path through points can be certain in one year and spread in the next.
        rows = [row if isinstance(row, tuple) else (row / self.divisor,) * 3 for row in self._rows]
        mean = np.array([row[0] for row in rows], float)
        below, above = (np.array([np.broadcast_to(row[side], 5) for row in rows], float) for side in (1, 2))
        between = below + (above - below) * self._places[2]
        return Band(unit, mean * self.divisor, *(between * self.divisor).T.copy())


@lru_cache(maxsize=16)
def percentile_places(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
    """Return where the `PERCENTILES` lie among ``count`` ascending values: place below, place above, weight of above.

    Hazen's rule, which fits values that stand for the middle of equal strata.
    """
    places = np.clip(np.array(PERCENTILES) / 100 * count - 0.5, 0, count - 1)
    below = places.astype(np.intp)
    return below, np.minimum(below + 1, count - 1), places - below


def tidy(value: float) -> float:
    """Return ``value`` at 15 significant digits: what binary arithmetic adds beyond them is not part of the answer."""
    return float(f"{value:.15g}")
