"""What would have to be true: the value of one part of a driver at which an outcome meets a target in a year.

Deterministically the point run equals the target. With a confidence q the outcome stays at or below the target in a
share q of the draws: its q-quantile equals the target (with ``at_least``, at or above it: its 1-q-quantile does). Where
the outcome is proportional to the part both are closed forms: outcome = rest + slope k with k the part over what it is
now gives k = (target - rest) / slope, run by run, and the quantile of those. Otherwise (rates, logistic paths, a share
that another makes up for) the outcome rises or falls throughout, and the root is bracketed and found to the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from attrs import evolve, frozen

from planner.engine.compare import percentile
from planner.engine.lever import Lever, Unknown, with_median
from planner.engine.outcome import Case, Factor, Formula, formula
from planner.engine.path import pairs_of, streams_of
from planner.engine.roots import root
from planner.engine.sampling import Draws
from planner.engine.simulate import DEFAULT_SAMPLES
from planner.engine.target import Target
from planner.engine.working import point
from planner.model.driver import check_rebound
from planner.model.estimate import MAX_EXPONENT
from planner.model.faults import Fault
from planner.model.scenario import Conversion, Scenario
from planner.text import _, number

_FAR = 1e12
_ROUNDING = 1e-9


@frozen(eq=False)
class Solution:
    """What was found.

    ``value`` is the median of the part in ``unit`` (for points, the path's value in the year), None where not feasible.
    ``closest`` is the outcome at the value that comes closest, which is the target where feasible; ``reached`` the
    share of draws that meet the target there, where a confidence was asked for. ``factors`` are the drivers as they
    have to be, ready for `applied`. The target is kept ``at_least`` or, without it, at most; ``rises`` says whether the
    outcome goes up with the part.
    """

    unknown: Unknown
    unit: str
    now: float
    target: float
    outcome_unit: str
    value: float | None
    feasible: bool
    reason: str
    closest: float
    closest_value: float | None
    reached: float | None
    factors: tuple[Factor, ...]
    at_least: bool
    rises: bool

    @property
    def is_ceiling(self) -> bool:
        """Whether the target is kept by every smaller value of the part, else by every larger one."""
        return self.rises != self.at_least

    @property
    def kept_anyway(self) -> bool:
        """Whether the target cannot be hit because the outcome keeps it whatever the part is."""
        beyond = self.closest - self.target if self.at_least else self.target - self.closest
        return not self.feasible and beyond > _ROUNDING * self.target


def solve(
    case: Case,
    unknown: Unknown,
    outcome: str,
    year: int,
    target: float,
    *,
    confidence: float | None = None,
    at_least: bool = False,
    balance: Unknown | None = None,
    samples: int = DEFAULT_SAMPLES,
) -> Solution:
    """Return what ``unknown`` has to be for ``outcome`` to be ``target`` (in the outcome's unit) in ``year``.

    The target is a ceiling, or with ``at_least`` a floor, and what is found is where it is just kept.
    ``balance`` is a second share that gives what the first takes, so that their sum stays as it is.

    Raises:
        Fault: A driver, part, outcome or year is not there, or target or confidence is out of range.
    """
    if confidence is not None and not 0 < confidence < 1:
        raise Fault(
            _("a confidence of {confidence} is not between 0 and 1; write it like 0.9").format(confidence=confidence)
        )
    found = formula(case, outcome, year)
    if not (math.isfinite(target) and target >= 0):
        wanted = f"{number(target, 4)} {found.unit}".strip()
        raise Fault(_("a target of {target} cannot be met; give a number from zero up").format(target=wanted))
    draws = Draws.of(case.scenario.seed, streams_of(case.scenario), samples, pairs_of(case.scenario))
    sample = point if confidence is None else draws.sample
    lever = Lever.of(found, unknown, sample)
    other = None if balance is None else _balance(found, lever, Lever.of(found, balance, sample))
    problem = Target(found, lever, other, target, confidence, at_least)
    value, reason = _proportional(problem) if other is None and lever.multiplies and lever.now else _searched(problem)
    return _solution(problem, value, reason)


def _balance(found: Formula, lever: Lever, other: Lever) -> Lever:
    if lever.part != "value" or other.part != "value" or lever.unit != other.unit:
        raise Fault(
            _("“{one}” and “{other}” cannot balance; both must be values in the same unit").format(
                one=lever.factor.name, other=other.factor.name
            )
        )
    if lever.factor.power == -1 or other.factor.power == -1:
        raise Fault(_("a share that divides cannot be balanced; let it multiply"))
    if lever.factor.owner == other.factor.owner or found.conversion in (lever.factor, other.factor):
        raise Fault(_("a share and the one that balances it must be in two workloads"))
    return other


def _proportional(problem: Target) -> tuple[float, str]:
    """Return the closed form, or the value that comes closest and why it does not meet the target."""
    lever = problem.lever
    with np.errstate(all="ignore"):
        own = np.asarray(lever.slope * lever.factor.at(lever.year, lever.turned(lever.now)), float)
    if not own.any():
        return lever.now, problem.no_effect()
    with np.errstate(all="ignore"):
        needed: Any = (problem.target - lever.rest) / own
    if problem.share is None or not isinstance(needed, np.ndarray) or not needed.ndim:
        scale = float(needed)
    else:
        scale = percentile(needed, problem.share if problem.at_least else 1 - problem.share)
    least, most = lever.bounds
    end = least if lever.factor.power == 1 else most
    if math.isnan(scale) or scale < 0 or (scale == 0 and lever.factor.power == -1):
        return end, problem.rest_alone()
    value = lever.now * scale ** float(lever.factor.power)
    if value > most:
        return most, problem.at_end(most)
    return value, _beyond(value)


def _searched(problem: Target) -> tuple[float, str]:
    """Return the root between the ends of the part's range, or the end that comes closest and why."""
    least, most = _ends(problem)
    there, back = _scale(problem)

    def gap(place: float) -> float:
        return problem.statistic(back(place)) - problem.target

    low, high = gap(there(least)), gap(there(most))
    if low == high:
        return problem.lever.now, "" if low == 0 else problem.no_effect()
    if (low > 0) == (high > 0) and low and high:
        return (least, problem.at_end(least)) if abs(low) < abs(high) else (most, problem.at_end(most))
    value = back(root(gap, there(least), there(most)))
    return value, _beyond(value)


def _ends(problem: Target) -> tuple[float, float]:
    lever, other = problem.lever, problem.balance
    least, most = lever.bounds
    if other is not None:
        return least, min(most, lever.now + other.now)
    if lever.part == "rate":
        return least, most
    now = lever.now or 1.0
    return now / _FAR, min(most, now * _FAR)


def _scale(problem: Target) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Return where to search, rates by growth, values by logarithm, shares as they are, and the way back."""
    if problem.balance is not None:
        return (lambda share: share), (lambda share: share)
    if problem.lever.part == "rate":
        return (lambda rate: math.log1p(rate / 100)), (lambda growth: math.expm1(growth) * 100)
    return (lambda value: math.log(value)), (lambda logarithm: math.exp(logarithm))


def _solution(problem: Target, value: float, reason: str) -> Solution:
    lever = problem.lever
    factors: tuple[Factor, ...] = ()
    if not reason:
        try:
            factors = (with_median(lever, value),)
            if problem.balance is not None:
                factors = (*factors, with_median(problem.balance, problem.balance.now - (value - lever.now)))
            for factor in factors:
                if factor.rebound is not None:
                    check_rebound(factor.name, factor.value, factor.power, factor.rebound)
        except Fault as fault:
            reason = str(fault)
    is_there = math.isfinite(value)
    # An infinite divisor leaves the rest.
    closest = problem.statistic(value) if is_there else problem.of(lever.rest)
    return Solution(
        Unknown(lever.factor.owner, lever.factor.id, lever.part),
        lever.unit,
        lever.now,
        problem.target,
        problem.formula.unit,
        value if not reason else None,
        not reason,
        reason,
        closest if reason else problem.target,
        value if is_there else None,
        problem.met(value) if is_there else None,
        factors,
        problem.at_least,
        is_there and problem.rises_at(value),
    )


def _beyond(value: float) -> str:
    if value == 0 or 10.0**-MAX_EXPONENT <= abs(value) <= 10.0**MAX_EXPONENT:
        return ""
    return _("it would have to be {value}, beyond what is sensible").format(value=f"{value:.3g}")


def applied(scenario: Scenario, solution: Solution) -> Scenario:
    """Return the scenario with what was solved put back in; raises `Fault` where a validator refuses it."""
    for factor in solution.factors:
        if not factor.owner:
            own = dict(scenario.conversions) | {factor.id: Conversion(factor.value, factor.trajectory)}
            scenario = attrs.evolve(scenario, conversions=tuple(own.items()))
            continue
        workloads = tuple(
            evolve(
                workload,
                drivers=tuple(
                    evolve(driver, value=factor.value, trajectory=factor.trajectory, rebound=factor.rebound)
                    if driver.id == factor.id
                    else driver
                    for driver in workload.drivers
                ),
            )
            if workload.id == factor.owner
            else workload
            for workload in scenario.workloads
        )
        scenario = attrs.evolve(scenario, workloads=workloads)
    return scenario
