"""The range over which a driver's slider runs: three decades around the value, or what the kind of figure allows."""

from __future__ import annotations

import math

from attrs import frozen

from planner.chart.amounts import value_and_unit
from planner.model.driver import Driver
from planner.units import unit_powers


@frozen
class Scale:
    """A slider's ends in the driver's unit, whether it is logarithmic, and how the ends are written."""

    low: float
    high: float
    log: bool
    low_text: str
    high_text: str

    def holds(self, value: float) -> bool:
        """Whether ``value`` is on the scale."""
        return self.low <= value <= self.high


def scale_for(driver: Driver) -> Scale:
    """Return a scale that suits ``driver``: PUE 1 to 2, shares up to 100 %, else three decades around the value."""
    value, unit = driver.value.central, driver.value.unit
    names = set(unit_powers(unit))
    words = f"{driver.id} {driver.name}".lower()
    if not names and "pue" in words and 1 <= value <= 2:
        return _made(1.0, 2.0, unit, log=False)
    if names == {"%"} and 0 < value <= 100:
        return _made(0.1 if value >= 0.1 else 10.0 ** math.floor(math.log10(value)), 100.0, unit)
    if value <= 0:
        return _made(0.0, 1.0, unit, log=False)
    decade = math.floor(math.log10(value) + 1e-9)
    return _made(10.0 ** (decade - 1), 10.0 ** (decade + 2), unit)


def _made(low: float, high: float, unit: str, *, log: bool = True) -> Scale:
    low_text, high_text = (value_and_unit(end, unit)[0] for end in (low, high))
    return Scale(low, high, log, low_text, high_text)
