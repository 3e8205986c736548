"""How a value moves over the years.

With v0 the value in the base year t0 and r the rate:

    constant    v(t) = v0
    compound    v(t) = v0 (1 + r)^(t - t0)
    logistic    v(t) = K / (1 + (K/v0 - 1) (1 + r)^-(t - t0))
                (a start above K falls towards it; on the other side of t0, where it would have no end, it stays at v0)
    points      geometric between points where both ends are above zero, else linear; flat outside
"""

from __future__ import annotations

from attrs import field, frozen

from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _
from planner.units import UnitProblem, factor_between, same_unit

FIRST_YEAR, LAST_YEAR = 1900, 2300
MAX_YEARS = 200

_PERIODS = {"year": 1.0, "month": 12.0, "week": 365.25 / 7, "day": 365.25}


def periods_per_year(rate: Estimate) -> float:
    """Return how often a year the rate compounds: 1 for ``%/year``, 12 for ``%/month``.

    Raises:
        Fault: The unit is not a percentage per year, month, week or day.
    """
    for period, frequency in _PERIODS.items():
        if same_unit(rate.unit, f"%/{period}"):
            return frequency
    raise Fault(_("“{text}” is not a rate; write it like 20 %/year").format(text=rate.text))


def _is_rate(instance: object, attribute: object, rate: Estimate) -> None:
    periods_per_year(rate)
    if rate.interval[0] <= -100:
        raise Fault(
            _("“{text}”: a rate of -100 % a year or less leaves nothing; keep it above -100 %").format(text=rate.text)
        )


def _is_positive(instance: object, attribute: object, ceiling: Estimate) -> None:
    if ceiling.lowest < 0 or ceiling.interval[1] <= 0 or (ceiling.certain and ceiling.lowest == 0):
        raise Fault(_("“{text}”: a ceiling must be above zero").format(text=ceiling.text))


@frozen(cache_hash=True)
class Constant:
    """The value stays as it is."""

    @property
    def estimates(self) -> tuple[tuple[str, Estimate], ...]:
        """The uncertain parameters, each with its part name."""
        return ()


@frozen(cache_hash=True)
class Compound:
    """Growth or decline by the same rate each year."""

    rate: Estimate = field(validator=_is_rate)

    @property
    def estimates(self) -> tuple[tuple[str, Estimate], ...]:
        """The uncertain parameters, each with its part name."""
        return (("rate", self.rate),)


@frozen(cache_hash=True)
class Logistic:
    """Growth that starts at ``rate`` and saturates at ``ceiling``."""

    ceiling: Estimate = field(validator=_is_positive)
    rate: Estimate = field(validator=_is_rate)

    @property
    def estimates(self) -> tuple[tuple[str, Estimate], ...]:
        """The uncertain parameters, each with its part name."""
        return (("ceiling", self.ceiling), ("rate", self.rate))


@frozen(cache_hash=True)
class Points:
    """Given values in given years, in ascending order of years; they stand in place of the driver's own value."""

    values: tuple[tuple[int, Estimate], ...] = field()

    @values.validator
    def _check_years(self, attribute: object, values: tuple[tuple[int, Estimate], ...]) -> None:
        years = [year for year, _value in values]
        if not 1 <= len(years) <= MAX_YEARS:
            raise Fault(_("a path of points needs between 1 and {limit} years").format(limit=MAX_YEARS))
        if sorted(set(years)) != years:
            raise Fault(_("the years of a path of points must ascend, each once"))
        for year in years:
            check_year(year)

    @property
    def estimates(self) -> tuple[tuple[str, Estimate], ...]:
        """The uncertain parameters, each with its part name."""
        return tuple((str(year), value) for year, value in self.values)


Trajectory = Constant | Compound | Logistic | Points


def check_year(year: int) -> None:
    """Raise `Fault` unless ``year`` is one the program can plan for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Fault(
            _("the year {year} is out of range; use {first} to {last}").format(
                year=year, first=FIRST_YEAR, last=LAST_YEAR
            )
        )


def check_trajectory_units(value: Estimate, trajectory: Trajectory) -> None:
    """Raise `Fault` unless ceiling and points have the dimension of ``value`` and fit its trajectory."""
    others = [trajectory.ceiling] if isinstance(trajectory, Logistic) else []
    if isinstance(trajectory, Points):
        others = [point for _year, point in trajectory.values]
    for other in others:
        try:
            factor_between(other.unit, value.unit)
        except UnitProblem as problem:
            raise Fault(_("“{text}”: {problem}").format(text=other.text, problem=problem)) from problem
        if other.interval[0] < 0:
            raise Fault(_("“{text}” goes below zero; values on a path must be zero or above").format(text=other.text))
    if isinstance(trajectory, Logistic) and value.certain and value.central <= 0:
        raise Fault(_("a logistic path must start above zero; “{text}” is not").format(text=value.text))
