"""Percentiles of runs, collected year by year."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.path import Value
from planner.engine.result import PERCENTILES, Band
from planner.engine.sampling import Array


@frozen(eq=False)
class Collector:
    """Percentiles year by year, of arrays or of single values."""

    rows: list[tuple[float, ...]]

    def add(self, values: Value, precision: type[np.floating[Any]]) -> None:
        """Add the next year: its runs, or its one certain value."""
        if not isinstance(values, np.ndarray):
            self.rows.append((tidy(float(values)),) * (1 + len(PERCENTILES)))
            return
        ordered = np.sort(values.astype(precision, copy=False))
        self.rows.append((float(ordered.mean(dtype=np.float64)), *percentiles(ordered)))

    def band(self, unit: str) -> Band:
        """Return what was collected, in ``unit``."""
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
