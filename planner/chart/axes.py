"""Ranges and ticks: few, round, and steady while an assumption is dragged."""

from __future__ import annotations

import math

from planner.chart.spec import Axis, Tick
from planner.text import _, count, number

MAX_DECADES = 6
_ROOM = 1.04
_MOST_STEPS = 6


def year_axis(first: int, last: int) -> Axis:
    """Return the axis of years with at most eight ticks at even steps from the first year."""
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50) if (last - first) / step <= 7), 100)
    ticks = tuple(Tick(float(year), str(year)) for year in range(first, last + 1, step))
    return Axis(_("Year"), float(first), float(max(last, first + 1)), ticks)


def log_axis(label: str, low: float, high: float, previous: Axis | None = None) -> Axis:
    """Return a logarithmic axis of whole decades around ``low`` to ``high``, at most six.

    ``previous`` is kept while the data fit it and leave less than one decade empty at either end.
    """
    high = high if high > 0 else 1.0
    low = low if low > 0 else high / 1000
    top = math.ceil(math.log10(high * _ROOM) - 1e-9)
    bottom = max(min(math.floor(math.log10(low) + 1e-9), top - 1), top - MAX_DECADES)
    if previous is not None and previous.log and previous.label == label:
        was_bottom, was_top = round(math.log10(previous.low)), round(math.log10(previous.high))
        if was_top - 1 <= top <= was_top and was_bottom <= bottom <= was_bottom + 1:
            return previous
    ticks = tuple(Tick(10.0**power, _tick(10.0**power)) for power in range(bottom, top + 1))
    if top - bottom == 1:
        between = (Tick(factor * 10.0**bottom, _tick(factor * 10.0**bottom)) for factor in (2, 5))
        ticks = (ticks[0], *between, ticks[1])
    return Axis(label, 10.0**bottom, 10.0**top, ticks, log=True)


def linear_axis(label: str, high: float, previous: Axis | None = None) -> Axis:
    """Return an axis from zero to a round number above ``high``, with four to six steps.

    ``previous`` is kept while the data fit it and fill more than half of it.
    """
    high = high if high > 0 else 1.0
    if (
        previous is not None
        and not previous.log
        and previous.label == label
        and previous.high / 2 < high * _ROOM <= previous.high
    ):
        return previous
    rough = high * _ROOM / _MOST_STEPS  # the next round step is less than twice that, so at least four fit
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * scale for factor in (1, 2, 2.5, 5, 10) if factor * scale >= rough)
    steps = math.ceil(high * _ROOM / step - 1e-9)
    ticks = tuple(Tick(index * step, _tick(index * step)) for index in range(steps + 1))
    return Axis(label, 0.0, steps * step, ticks)


def _tick(value: float) -> str:
    return count(value, 3) if abs(value) >= 1e6 else number(value, 3)
