"""A scale for amounts of one outcome: the unit that suits the largest, signed words, and a linear axis with zero."""

from __future__ import annotations

import math

from attrs import frozen

from planner.chart.amounts import UNIT_CHOICES, amount, measure
from planner.chart.spec import Axis, Tick
from planner.text import MINUS, _, count, in_percent, number
from planner.units import factor_between


@frozen
class Scale:
    """Amounts of ``outcome`` in ``unit``, shown in ``shown`` units, of which one ``unit`` is ``factor``."""

    outcome: str
    unit: str
    shown: str
    factor: float

    @classmethod
    def fitting(cls, outcome: str, unit: str, largest: float) -> Scale:
        """Return the scale in which ``largest`` is a number from one to some thousands, if there is such a unit."""
        choices = [choice for choice, _name in UNIT_CHOICES[outcome]]
        fit = [choice for choice in choices if abs(largest) * factor_between(unit, choice) >= 2]
        # PJ is on offer beside TWh, but nobody asked for it here.
        fit = [choice for choice in fit if not choice.startswith("PJ")]
        shown = fit[-1] if fit else (choices or [unit])[0]
        return cls(outcome, unit, shown, factor_between(unit, shown))

    def of(self, value: float) -> float:
        """Return a value in shown units."""
        return value * self.factor

    def words(self, value: float) -> str:
        """Return a value in words, in the unit that suits it."""
        return amount(self.outcome, value, self.unit)

    def signed(self, value: float) -> str:
        """Return a change in words, with its sign."""
        return f"+{self.words(value)}" if value > 0 else self.words(value).replace("-", MINUS)

    @property
    def label(self) -> str:
        """What an axis measures."""
        return measure(self.outcome, self.shown)


def signed_axis(label: str, low: float, high: float, previous: Axis | None = None) -> Axis:
    """Return an axis of four to seven even steps that holds zero, ``low`` and ``high``.

    ``previous`` is kept while the data fit it and fill more than half of it.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if not high > low:
        high = 1.0
    if previous is not None and previous.label == label and not previous.log:
        fits = previous.low <= low and high <= previous.high
        if fits and high - low > (previous.high - previous.low) / 2:
            return previous
    rough = (high - low) * 1.04 / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))
    first, last = math.floor(low * 1.02 / step + 1e-9), math.ceil(high * 1.02 / step - 1e-9)
    ticks = tuple(Tick(place * step, tick_text(place * step)) for place in range(first, last + 1))
    return Axis(label, first * step, last * step, ticks)


def tick_text(value: float) -> str:
    """Return a tick's number: in words from a million."""
    return count(value, 3) if abs(value) >= 1e6 else number(value, 3)


def chance(share: float) -> str:
    """Return a share of draws in whole percent, never rounded to certainty: ``93 %``, ``over 99 %``."""
    if 0.995 <= share < 1:
        return _("over {share} %").format(share=99)
    if 0 < share < 0.005:
        return _("under {share} %").format(share=1)
    return in_percent(f"{share * 100:.0f}")
