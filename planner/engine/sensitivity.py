"""Which assumption matters: how far each one alone moves an outcome, and how much of its variance comes from each.

*Swing*: one part of a driver (its value, rate, ceiling or points) goes from its P5 to its P95, all others at their
medians. Beside each stands its share of the variance of the outcome, see `planner.engine.variance`.
"""

from __future__ import annotations

import math

from attrs import frozen

from planner.engine.outcome import Case, Factor, Formula, checked, formula
from planner.engine.path import Sampler
from planner.engine.sampling import stratified_values
from planner.engine.variance import variance_shares
from planner.engine.working import point
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _


@frozen
class Swing:
    """What one part of a driver does to an outcome.

    ``low`` and ``high`` are the outcome with the part at its P5 and at its P95 (``at_low``, ``at_high`` in ``unit``;
    for points, the value of the path in that year); for a driver that divides, ``low`` is the larger. ``swing`` is how
    far they are apart. ``first_order`` and ``total`` are shares of the variance of the outcome, 0 to 1.
    """

    workload: str
    workload_name: str
    driver: str
    name: str
    part: str
    low: float
    high: float
    at_low: float
    at_high: float
    unit: str
    first_order: float
    total: float

    @property
    def swing(self) -> float:
        """How far the outcome moves."""
        return abs(self.high - self.low)


@frozen
class Sensitivity:
    """All uncertain parts of an outcome in one year, the largest swing first; ``middle`` is the point run.

    ``together`` is the share of the variance that no part makes alone: the first-order shares and it add up to 1.
    ``correlated`` says that the scenario correlates drivers, which the shares take as independent.
    """

    outcome: str
    unit: str
    year: int
    middle: float
    swings: tuple[Swing, ...]
    together: float = 0.0
    correlated: bool = False


def sensitivity(case: Case, outcome: str, year: int) -> Sensitivity:
    """Return swing and variance shares of every uncertain part of ``outcome`` in ``year``.

    Raises:
        Fault: The outcome, the year or a conversion is not there, or a result is too large to be written.
    """
    found = formula(case, outcome, year)
    try:
        shares = variance_shares(found)
    except OverflowError as error:
        sentence = _("the values of “{name}” are spread too widely for their shares to be worked out; narrow them")
        raise Fault(sentence.format(name=case.scenario.name)) from error
    names = {term.id: term.name for term in found.terms}
    swings = [
        _swing(found, factor, part, estimate, names.get(factor.owner, ""), shares[factor.owner, factor.id, part])
        for factor in found.factors
        for part, estimate in factor.parts
        if not estimate.certain
    ]
    swings.sort(key=lambda swing: (-swing.swing, -swing.total))
    alone = math.fsum(swing.first_order for swing in swings)
    together = max(1.0 - alone, 0.0) if alone else 0.0
    correlated = bool(case.scenario.correlations)
    return Sensitivity(outcome, found.unit, year, found.point(), tuple(swings), together, correlated)


def quantile(estimate: Estimate, share: float) -> float:
    """Return the value of ``estimate`` at 0.05 or 0.95 (the middle of the first or last of ten strata)."""
    if estimate.certain:
        return estimate.parameters[0]
    return float(stratified_values(estimate, 10)[round(share * 10 - 0.5)])


def _swing(
    found: Formula, factor: Factor, part: str, estimate: Estimate, workload: str, shares: tuple[float, float]
) -> Swing:
    stream = factor.stream(part)

    def at(share: float) -> Sampler:
        return lambda asked, value: quantile(value, share) if asked == stream else point(asked, value)

    low, high = (checked(found.total(at(share), factor), found.scenario) for share in (0.05, 0.95))
    if part == "points":
        at_low, at_high = (float(factor.path(at(share)).at(found.year)) for share in (0.05, 0.95))
        unit = factor.value.unit
    else:
        at_low, at_high = (quantile(estimate, share) for share in (0.05, 0.95))
        unit = estimate.unit
    return Swing(
        factor.owner, workload, factor.id, factor.name, part, low, high, at_low, at_high, unit, shares[0], shares[1]
    )
