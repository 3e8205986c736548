"""A lever: one part of a driver that is turned while all else stands, and the outcome that follows.

A part is named by its median. Turning a value, a ceiling or points scales the whole distribution, so its shape stays; a
rate is shifted. (A rate typed as a range above zero is lognormal and cannot be shifted below zero: it turns as a normal
distribution of the same median and width.) The formula is linear in the factor that holds the part,

    outcome = rest + slope * factor(part),

so rest and slope are worked out once and each turn costs one factor, for a point run and for draws alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce
from operator import mul
from typing import Any

import numpy as np
from attrs import evolve, frozen

from planner.engine.outcome import Factor, Formula, Term
from planner.engine.path import Sampler, Value
from planner.engine.percentiles import tidy
from planner.engine.sampling import median
from planner.engine.working import point
from planner.model.driver import MOST_REBOUND
from planner.model.estimate import Z90, Estimate, Shape
from planner.model.faults import Fault
from planner.model.trajectory import Compound, Logistic, Points
from planner.text import N_, _, plain
from planner.units import factor_between, same_unit

PARTS = {
    "value": N_("value"),
    "rate": N_("growth"),
    "ceiling": N_("ceiling"),
    "points": N_("path"),
    "rebound": N_("rebound"),
}
"""The parts of a driver in words."""


@frozen
class Unknown:
    """Names a part: workload id (empty for a conversion), driver id, and value, rate, ceiling or points.

    ``value`` of a driver whose path goes through points stands for its points.
    """

    workload: str
    driver: str
    part: str = "value"


@frozen(eq=False)
class Lever:
    """An outcome as a function of one part; ``now`` is the part's median (of points: the path's value in the year)."""

    factor: Factor
    part: str
    estimate: Estimate
    unit: str
    now: float
    year: int
    rest: Value
    slope: Value
    sample: Sampler

    @classmethod
    def of(cls, formula: Formula, unknown: Unknown, sample: Sampler = point) -> Lever:
        """Return the lever of a part; ``sample`` gives medians or draws of all that is not turned.

        Raises:
            Fault: There is no such driver or part.
        """
        factor, part, estimate = _part(formula, unknown)
        with np.errstate(all="ignore"):
            rest, slope = _line(formula, factor, sample)
        is_points = part == "points"
        now = tidy(float(factor.path(point).at(formula.year)) if is_points else median(estimate))
        unit = factor.value.unit if is_points else estimate.unit
        if now == 0 and part != "rate" and (is_points or not estimate.certain):
            raise Fault(
                _("the median of “{name}” is zero, which cannot be scaled; raise it first").format(name=factor.name)
            )
        return cls(factor, part, estimate, unit, now, formula.year, rest, slope, sample)

    def outcome(self, median: Value) -> Value:
        """Return the outcome with the part turned to ``median``; point runs take an array of many."""
        with np.errstate(all="ignore"):
            result: Value = self.rest + self.slope * self.factor.at(self.year, self.turned(median))
            return result

    def turned(self, median: Value) -> Sampler:
        """Return the sampler that gives the part turned to ``median`` (an array for many) and all else as it is."""
        stream = self.factor.stream(self.part)

        def give(asked: tuple[str, str, str], estimate: Estimate) -> Value:
            if asked != stream:
                return self.sample(asked, estimate)
            if self.part == "rate":
                return self.sample(asked, _shiftable(estimate)) + (median - self.now)
            if estimate.certain and self.part != "points":
                return median
            return self.sample(asked, estimate) * (median / self.now)

        return give

    @property
    def multiplies(self) -> bool:
        """Whether the factor is proportional to the part (or to its inverse): values of paths that keep their shape."""
        if self.part == "points":
            return True
        return self.part == "value" and not isinstance(self.factor.trajectory, Logistic)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the largest median that makes sense: a share goes to 100 %, a rate stays above -100 %."""
        if self.part == "rate":
            return -99.99, 100_000.0
        if self.part == "rebound":
            return 0.0, MOST_REBOUND * factor_between("", self.unit)
        is_share = same_unit(self.unit, "%") and self.now * factor_between(self.unit, "") <= 1
        return 0.0, factor_between("", self.unit) if is_share else math.inf


def _part(formula: Formula, unknown: Unknown) -> tuple[Factor, str, Estimate]:
    for factor in formula.factors:
        if (factor.owner, factor.id) == (unknown.workload, unknown.driver):
            break
    else:
        raise Fault(
            _("“{name}” is no driver of {outcome} in “{scenario}”; there are: {drivers}").format(
                name="/".join(filter(None, [unknown.workload, unknown.driver]))[:80],
                outcome=formula.outcome,
                scenario=formula.scenario,
                drivers=", ".join(driver_names(formula)),
            )
        )
    parts = dict(factor.parts)
    part = "points" if unknown.part == "value" and "points" in parts else unknown.part
    if part not in parts:
        raise Fault(
            _("“{name}” has no {part}; it has: {parts}").format(
                name=factor.name, part=unknown.part[:40], parts=", ".join(parts)
            )
        )
    return factor, part, parts[part]


def driver_names(formula: Formula) -> list[str]:
    """Return how every driver of an outcome is written: ``Text chat/energy``; a conversion by its name alone."""
    names = {term.id: f"{term.name}/" for term in formula.terms}
    return [f"{names.get(factor.owner, '')}{factor.id}" for factor in formula.factors]


def unknown_of(formula: Formula, text: str, part: str = "value") -> Unknown:
    """Return the part of ``Text chat/energy`` (a workload's name or id, a driver's id) or of a conversion's name."""
    workload, slash, driver = text.rpartition("/")
    owners = [term.id for term in formula.terms if workload in (term.name, term.id)]
    return Unknown((owners or [workload])[0] if slash else "", driver.strip(), part)


def _line(formula: Formula, factor: Factor, sample: Sampler) -> tuple[Value, Value]:
    """Return what does not depend on ``factor``, and what it is multiplied by."""

    def product(term: Term) -> Any:
        others = [other.at(formula.year, sample) for other in term.factors if other is not factor]
        return reduce(mul, others, term.scale)

    products = {term.id: product(term) for term in formula.terms}
    if factor is formula.conversion:
        return 0.0, sum(products.values()) * formula.scale
    rate: Any = formula.rate(sample)
    slope = products.pop(factor.owner) * rate
    return sum(products.values()) * rate, slope


def _shiftable(estimate: Estimate) -> Estimate:
    if estimate.shape is not Shape.LOGNORMAL or estimate.certain:
        return estimate
    low, high = estimate.parameters
    return evolve(estimate, shape=Shape.NORMAL, parameters=(median(estimate), (high - low) / (2 * Z90)))


def with_median(lever: Lever, value: float) -> Factor:
    """Return the factor of ``lever`` with its part written out at another median; put back, it does what was solved.

    Raises:
        Fault: The result cannot be written: a number out of range, or a rate that reaches -100 %.
    """
    factor = lever.factor
    match lever.part, factor.trajectory:
        case "points", Points(values):
            scale = value / lever.now
            return evolve(factor, trajectory=Points(tuple((year, _scaled(point, scale)) for year, point in values)))
        case "rebound", _moves if factor.rebound is not None:
            return evolve(factor, rebound=_at(factor.rebound, value, lever.now))
        case "value", _moves:
            return evolve(factor, value=_at(factor.value, value, lever.now))
        case "ceiling", Logistic(ceiling, rate):
            return evolve(factor, trajectory=Logistic(_at(ceiling, value, lever.now), rate))
        case "rate", Logistic(ceiling, rate):
            return evolve(factor, trajectory=Logistic(ceiling, _shifted(rate, value - lever.now)))
        case "rate", Compound(rate):
            return evolve(factor, trajectory=Compound(_shifted(rate, value - lever.now)))
    raise AssertionError(lever.part)


def _at(estimate: Estimate, value: float, now: float) -> Estimate:
    return Estimate.exact(value, estimate.unit) if estimate.certain else _scaled(estimate, value / now)


def _scaled(estimate: Estimate, factor: float) -> Estimate:
    return _written(estimate, lambda number: number * factor, lambda number: number * factor)


def _shifted(estimate: Estimate, by: float) -> Estimate:
    return _written(_shiftable(estimate), lambda number: number + by, lambda number: number)


def _written(estimate: Estimate, moved: Callable[[float], float], widened: Callable[[float], float]) -> Estimate:
    """Return an estimate of the same shape with every number changed, in full digits."""
    numbers = [moved(number) for number in estimate.parameters]
    if estimate.shape is Shape.NORMAL:
        numbers[1] = widened(estimate.parameters[1])
    head = ", ".join(map(plain, numbers))
    text = head if estimate.shape is Shape.EXACT else f"{estimate.shape.value}({head})"
    return Estimate.parse(f"{text} {estimate.unit}".strip())
