"""A map of an outcome over two drivers: a grid of point runs, levels for contours, and the contours themselves."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen

from planner.engine.lever import Lever, Unknown
from planner.engine.outcome import Case, formula
from planner.engine.path import Value
from planner.engine.sampling import Array, Stream
from planner.engine.sensitivity import quantile
from planner.engine.working import point
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _

SIZE = 61
_REACH = 2.0


@frozen(eq=False)
class Axis:
    """One side of the map: the part, its medians in ascending order, the present one among them or beside them."""

    lever: Lever
    places: Array
    log: bool


@frozen(eq=False)
class TwoWay:
    """The outcome in ``unit`` at every pair of places: ``grid[row of y, column of x]``."""

    x: Axis
    y: Axis
    unit: str
    grid: Array
    levels: tuple[float, ...]

    def contour(self, level: float) -> tuple[Array, Array]:
        """Return the points (x, y) of the line on which the outcome is ``level``, column by column.

        The outcome rises or falls throughout in a driver, so a column crosses a level once at most; columns that do
        not are left out. Between rows the line is placed by logarithms where both values are above zero.
        """
        heights = np.log(self.y.places) if self.y.log else self.y.places
        found: list[tuple[float, float]] = []
        for column, place in enumerate(self.x.places):
            values = self.grid[:, column]
            ascending = values if values[-1] >= values[0] else values[::-1]
            if not ascending[0] <= level <= ascending[-1] or ascending[0] == ascending[-1]:
                continue
            places = heights if values[-1] >= values[0] else heights[::-1]
            is_log = ascending[0] > 0 and level > 0
            at, known = (math.log(level), np.log(ascending)) if is_log else (level, ascending)
            height = float(np.interp(at, known, places))
            found.append((float(place), math.exp(height) if self.y.log else height))
        xs, ys = np.array(found).reshape(-1, 2).T
        return xs, ys


def two_way(
    case: Case,
    outcome: str,
    year: int,
    x: Unknown,
    y: Unknown,
    *,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    size: int = SIZE,
) -> TwoWay:
    """Return the map of ``outcome`` in ``year`` over the medians of two parts, all else at its median.

    Without a range, a part goes from its P5 to its P95, or from half to twice of what it is; a rate 20 points around.

    Raises:
        Fault: The parts are one and the same, or as `Lever.of`.
    """
    found = formula(case, outcome, year)
    levers = [Lever.of(found, unknown) for unknown in (x, y)]
    if (levers[0].factor, levers[0].part) == (levers[1].factor, levers[1].part):
        raise Fault(_("a map needs two different drivers; “{name}” is both").format(name=levers[0].factor.name))
    axes = [_axis(lever, ends, size) for lever, ends in zip(levers, (x_range, y_range), strict=True)]
    across, up = (levers[0].turned(axes[0].places[None, :]), levers[1].turned(axes[1].places[:, None]))
    streams = [lever.factor.stream(lever.part) for lever in levers]

    def sample(stream: Stream, estimate: Estimate) -> Value:
        for known, give in zip(streams, (across, up), strict=True):
            if stream == known:
                return give(stream, estimate)
        return point(stream, estimate)

    grid = np.array(np.broadcast_to(np.asarray(found.total(sample), float), (size, size)))
    return TwoWay(axes[0], axes[1], found.unit, grid, levels(grid))


def _axis(lever: Lever, ends: tuple[float, float] | None, size: int) -> Axis:
    least, most = lever.bounds
    if ends is None:
        ends = _span(lever)
    low, high = max(ends[0], least), min(ends[1], most)
    if not low < high:
        raise Fault(_("“{name}” needs a range from a smaller to a larger value").format(name=lever.factor.name))
    log = lever.part != "rate" and low > 0
    return Axis(lever, np.geomspace(low, high, size) if log else np.linspace(low, high, size), log)


def _span(lever: Lever) -> tuple[float, float]:
    low, high = (quantile(lever.estimate, share) for share in (0.05, 0.95))
    if lever.part == "rate":
        return (low, high) if low < high else (lever.now - 20, lever.now + 20)
    if lever.part == "points" or not 0 < low < high:
        return lever.now / _REACH, lever.now * _REACH
    return low, high


_LEVELS = 4, 10
"""Fewer contours do not show the shape of the ground, more are a thicket."""
_MANTISSAS = ((1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0), (1.0, 3.0), (1.0,))
"""How a power of ten is divided, tried in this order."""


def levels(grid: Array) -> tuple[float, ...]:
    """Return four to ten round numbers within ``grid``: parts of powers of ten where it spans much, else even steps."""
    low, high = float(grid.min()), float(grid.max())
    if not (math.isfinite(low) and math.isfinite(high)) or not low < high:
        return ()
    if low > 0 and high / low > 8:
        for mantissas in _MANTISSAS:
            found = _by_factors(low, high, mantissas)
            if _LEVELS[0] <= len(found) <= _LEVELS[1]:
                return found
        if len(found) > _LEVELS[1]:
            return found[:: -(-len(found) // _LEVELS[1])]  # every second power of ten, every third, ...
    return _by_steps(low, high)


def _by_factors(low: float, high: float, mantissas: tuple[float, ...]) -> tuple[float, ...]:
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    # Written and read, so that 2e-3 is the number that is nearest to it and not a product of two.
    found = (float(f"{mantissa}e{exponent}") for exponent in exponents for mantissa in mantissas)
    return tuple(level for level in found if low < level < high)


def _by_steps(low: float, high: float) -> tuple[float, ...]:
    """Return the multiples of the largest round step of which at least four lie between ``low`` and ``high``."""
    exponent = math.ceil(math.log10(high - low))
    steps = [
        float(f"{mantissa}e{power}") for power in (exponent, exponent - 1, exponent - 2) for mantissa in (5, 2.5, 2, 1)
    ]
    found: tuple[float, ...] = ()
    for step in steps:
        indices = range(math.floor(low / step), math.ceil(high / step) + 1)
        found = tuple(level for index in indices if low < (level := index * step) < high)
        if len(found) >= _LEVELS[0]:
            break
    return found
