"""One outcome in one year as a formula: a sum over workloads of products of factors, times or over a conversion.

    outcome = conversion^q * sum over workloads of  scale * driver_1^p1 * driver_2^p2 * ...

A factor is the value of a driver in that year, growth included; power is 1 or -1. Everything that asks *why* or *what
if* (decomposition, sensitivity, solving) turns factors of this formula and leaves the rest be, with any sampler: the
medians of a point run, single quantiles, or draws.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import mul
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.path import Path, Sampler, Value, make_path
from planner.engine.percentiles import tidy
from planner.engine.rebound import factor_path
from planner.engine.result import OUTCOMES
from planner.engine.sampling import Stream
from planner.engine.working import point
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Conversion, Scenario, currency_of
from planner.model.trajectory import Constant, Points, Trajectory
from planner.text import _
from planner.units import CURRENCIES, factor_between, factor_of_product

CONVERSION_OF: Mapping[str, tuple[str, int]] = {
    "households": ("household_use", -1),
    "share": ("national_demand", -1),
    "emissions": ("grid_intensity", 1),
    "cost": ("electricity_price", 1),
    "water": ("water_use", 1),
}
"""The conversion that each outcome needs, and whether energy is multiplied (1) or divided (-1) by it."""


@frozen(eq=False)
class Case:
    """A scenario with the conversions in force (see `planner.model.region.conversions_of`)."""

    scenario: Scenario
    conversions: Mapping[str, Conversion]


@frozen(cache_hash=True)
class Factor:
    """A driver of a workload (``owner`` is the workload's id) or a conversion (``owner`` is empty)."""

    owner: str
    id: str
    name: str
    power: int
    value: Estimate
    trajectory: Trajectory
    base_year: int
    rebound: Estimate | None = None

    def own_path(self, sample: Sampler) -> Path:
        """Return the path of the driver itself over the years, in the unit of ``value``."""
        return make_path(self.owner, self.id, self.value, self.trajectory, self.base_year, self.value.unit, sample)

    def path(self, sample: Sampler) -> Path:
        """Return the path over the years, in the unit of ``value``, with what use answers to it."""
        return factor_path(self.owner, self.id, self.own_path(sample), self.rebound, sample)

    @property
    def answered(self) -> bool:
        """Whether use answers to it: it has a rebound and moves."""
        return self.rebound is not None and not isinstance(self.trajectory, Constant)

    def at(self, year: int, sample: Sampler) -> Value:
        """Return what the outcome is multiplied by in ``year``, in the unit of ``value`` to the power."""
        return _at_medians(self, year) if sample is point else self._at(year, sample)

    def _at(self, year: int, sample: Sampler) -> Value:
        value: Any = self.path(sample).at(year)
        if self.power == 1:
            return self._plain(value)
        return self._plain(1.0 / (value if isinstance(value, np.ndarray) else np.float64(value)))

    @staticmethod
    def _plain(value: Any) -> Value:
        return value if isinstance(value, np.ndarray) else float(value)

    @property
    def parts(self) -> tuple[tuple[str, Estimate], ...]:
        """The estimates it is made of, each with its part: ``value``, ``rate``, ``ceiling``, ``rebound``.

        ``points`` stands for all values of a path.
        """
        if isinstance(self.trajectory, Points):
            spread = [estimate for _year, estimate in self.trajectory.values if not estimate.certain]
            return (("points", (spread or [self.trajectory.values[0][1]])[0]), *self._rebound_part)
        return (("value", self.value), *self.trajectory.estimates, *self._rebound_part)

    @property
    def _rebound_part(self) -> tuple[tuple[str, Estimate], ...]:
        return (("rebound", self.rebound),) if self.rebound is not None and self.answered else ()

    def stream(self, part: str) -> Stream:
        """Return the random stream that a part is drawn from; all points of a path share one."""
        return self.owner, self.id, "value" if part == "points" else part


@lru_cache(maxsize=4096)
def _at_medians(factor: Factor, year: int) -> Value:
    """Return a factor of the point run, which is asked for by every lever that leaves it be."""
    return factor._at(year, point)


@frozen
class Term:
    """The product of one workload; ``scale`` makes it GWh/year."""

    id: str
    name: str
    scale: float
    factors: tuple[Factor, ...]


@frozen(eq=False)
class Formula:
    """An outcome of a scenario in one year, in ``unit``."""

    scenario: str
    outcome: str
    unit: str
    year: int
    terms: tuple[Term, ...]
    conversion: Factor | None
    scale: float

    @property
    def factors(self) -> Iterator[Factor]:
        """Every factor, the conversion last."""
        for term in self.terms:
            yield from term.factors
        if self.conversion is not None:
            yield self.conversion

    def rate(self, sample: Sampler, turned: Factor | None = None) -> Value:
        """Return what one GWh/year is in the outcome's unit; ``turned`` as in `total`."""
        return self.scale * (1.0 if self.conversion is None else self._at(self.conversion, sample, turned))

    def shares(self, sample: Sampler) -> list[Value]:
        """Return each workload's part of the outcome; they add up to `total`."""
        with np.errstate(all="ignore"):
            rate = self.rate(sample)
            return [self._product(term, sample) * rate for term in self.terms]

    def total(self, sample: Sampler, turned: Factor | None = None) -> Value:
        """Return the outcome; where ``turned`` is given, only that factor is sampled, all others stand at medians."""
        with np.errstate(all="ignore"):
            products = (self._product(term, sample, turned) for term in self.terms)
            energy = reduce(lambda one, other: one + other, products)
            return energy * self.rate(sample, turned)

    def _product(self, term: Term, sample: Sampler, turned: Factor | None = None) -> Value:
        values = [self._at(factor, sample, turned) for factor in term.factors]
        return reduce(mul, values, term.scale)

    def _at(self, factor: Factor, sample: Sampler, turned: Factor | None) -> Value:
        return factor.at(self.year, sample if turned is None or factor is turned else point)

    def point(self) -> float:
        """Return the point run: the outcome at the median of every estimate, at 15 significant digits.

        Raises:
            Fault: It is too large to be written.
        """
        return checked(self.total(point), self.scenario)


def formula(case: Case, outcome: str, year: int) -> Formula:
    """Return an outcome of a scenario in ``year`` as a formula.

    Raises:
        Fault: There is no such outcome, its conversion is not known, or the scenario does not cover the year.
    """
    scenario = case.scenario
    check_outcome(outcome)
    if year not in scenario.years:
        raise Fault(
            _("the year {year} is not in “{name}”; choose one from {first} to {last}").format(
                year=year, name=scenario.name, first=scenario.start, last=scenario.end
            )
        )
    terms = tuple(
        Term(
            workload.id,
            workload.name,
            factor_of_product(tuple((driver.value.unit, driver.power) for driver in workload.drivers), "GWh/year"),
            tuple(
                Factor(
                    workload.id,
                    driver.id,
                    driver.name,
                    driver.power,
                    driver.value,
                    driver.trajectory,
                    scenario.start if driver.as_of is None else driver.as_of,
                    driver.rebound,
                )
                for driver in workload.drivers
            ),
        )
        for workload in scenario.workloads
    )
    conversion, scale, unit = _conversion(case, outcome)
    return Formula(scenario.name, outcome, unit, year, terms, conversion, scale)


def _conversion(case: Case, outcome: str) -> tuple[Factor | None, float, str]:
    """Return the factor from energy to the outcome, what makes it come out in the outcome's unit, and that unit."""
    if outcome not in CONVERSION_OF:
        return None, factor_between("GWh/year", OUTCOMES[outcome]), OUTCOMES[outcome]
    name, power = CONVERSION_OF[outcome]
    conversion = case.conversions.get(name)
    if conversion is None:
        raise Fault(
            _(
                "{outcome} of “{name}” needs {conversion}, which is known neither to it nor to its region; add it"
            ).format(outcome=outcome, name=case.scenario.name, conversion=name)
        )
    unit = OUTCOMES[outcome] or f"{currency_of(conversion.value) or CURRENCIES[0]}/year"
    scale = factor_of_product((("GWh/year", 1), (conversion.value.unit, power)), unit)
    factor = Factor("", name, name, power, conversion.value, conversion.trajectory, case.scenario.start)
    return factor, scale, unit


def check_outcome(outcome: str) -> None:
    """Raise `Fault` unless ``outcome`` is one of `OUTCOMES`."""
    if outcome not in OUTCOMES:
        raise Fault(
            _("“{outcome}” is not an outcome; choose one of {outcomes}").format(
                outcome=outcome[:40], outcomes=", ".join(OUTCOMES)
            )
        )


def check_same_unit(units: Sequence[str]) -> None:
    """Raise `Fault` where outcomes cannot be set against each other: costs in two currencies."""
    if len(set(units)) > 1:
        raise Fault(
            _("the two are in {one} and {other}, which do not convert; give both prices in one currency").format(
                one=units[0], other=units[1]
            )
        )


def checked(value: Value, name: str) -> float:
    """Return one finite number at 15 significant digits; raises `Fault` where it is too large to be written."""
    if not math.isfinite(value):
        raise Fault(
            _("the result of “{name}” is too large to be written; check its values and rates").format(name=name)
        )
    return tidy(float(value))
