"""Where a function of one number crosses zero, without scipy."""

from __future__ import annotations

import math
from collections.abc import Callable


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where ``function`` crosses zero between two places where its sign differs.

    Chandrupatla's method (1997, doi:10.1016/S0965-9978(96)00051-8): inverse quadratic interpolation where that is safe,
    else bisection; it ends when the bracket is as narrow as the numbers allow.
    """
    one, two = low, high
    at_one, at_two = function(one), function(two)
    three, at_three, step = one, at_one, 0.5
    for _turn in range(200):
        place = one + step * (two - one)
        value = function(place)
        if (value > 0) == (at_one > 0):
            three, at_three = one, at_one
        else:
            three, two, at_three, at_two = two, one, at_two, at_one
        one, at_one = place, value
        best, at_best = (one, at_one) if abs(at_one) < abs(at_two) else (two, at_two)
        width = abs(two - one)
        least = 4e-16 * abs(best) + 1e-300
        if at_best == 0 or width <= 2 * least:
            return best
        step = _step((one, at_one), (two, at_two), (three, at_three))
        step = min(max(step, least / width), 1 - least / width)
    return best


def _step(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    (a, fa), (b, fb), (c, fc) = one, two, three
    if len({fa, fb, fc}) < 3 or c == b:
        return 0.5
    place, height = (a - b) / (c - b), (fa - fb) / (fc - fb)
    if not (0 <= place <= 1 and 0 <= height <= 1 and 1 - math.sqrt(1 - place) < height < math.sqrt(place)):
        return 0.5
    return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
