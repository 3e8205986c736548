"""The arithmetic of a slider: where a value stands between two ends, and which value stands where. Without Qt."""

from __future__ import annotations

import math

from attrs import frozen

STEPS = 100
"""How many steps of the keyboard it takes from one end to the other."""
_DIGITS = 3


@frozen
class Scale:
    """A scale from ``low`` to ``high``: logarithmic where asked for and both are above zero, else linear."""

    low: float = 0.0
    high: float = 1.0
    log: bool = False

    @property
    def logarithmic(self) -> bool:
        """Whether equal steps are equal factors."""
        return self.log and 0 < self.low < self.high

    def fraction(self, value: float) -> float:
        """Return where ``value`` stands, 0 at the low end and 1 at the high one; nothing lies beyond them."""
        if self.high <= self.low:
            return 0.0
        if not self.logarithmic:
            share = (value - self.low) / (self.high - self.low)
        elif value <= 0:
            return 0.0
        else:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        return min(max(share, 0.0), 1.0)

    def side(self, value: float) -> int:
        """Return -1 for a value below the low end, 1 for one above the high end, 0 for one on the scale."""
        return (value > self.high) - (value < self.low)

    def at(self, fraction: float) -> float:
        """Return the value that stands at ``fraction``, rounded; the ends themselves are exact."""
        if fraction <= 0 or self.high <= self.low:
            return self.low
        if fraction >= 1:
            return self.high
        if self.logarithmic:
            exact = self.low * (self.high / self.low) ** fraction
        else:
            exact = self.low + (self.high - self.low) * fraction
        return min(max(self._rounded(exact), self.low), self.high)

    def _rounded(self, value: float) -> float:
        """Return ``value`` with three significant digits, or as many as it takes that a step never rounds to none."""
        if value == 0:
            return 0.0
        step = math.log(self.high / self.low) if self.logarithmic else (self.high - self.low) / abs(value)
        needed = 1 + math.ceil(math.log10(0.5 * STEPS / step))
        return float(f"{value:.{max(_DIGITS, needed) - 1}e}")
