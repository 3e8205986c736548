"""Where percentiles lie among runs, and how an exact number is written."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from planner.engine.result import PERCENTILES
from planner.engine.sampling import Array


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
