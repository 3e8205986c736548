"""Why did it change? The difference of two point runs, split exactly by workload and driver.

The logarithmic mean Divisia index, additive LMDI-I (Ang 2004, doi:10.1016/S0301-4215(03)00076-4; Ang 2005,
doi:10.1016/j.enpol.2003.10.010; Ang 2015, doi:10.1016/j.enpol.2015.07.007). For an outcome V = sum over workloads i of
products V_i = x_1i x_2i ... the contribution of factor k is

    sum over i of  L(V_i^B, V_i^A) ln(x_ki^B / x_ki^A),        L(a, b) = (a - b) / (ln a - ln b),  L(a, a) = a

It leaves no residual, depends on no order, and swapping A and B flips every sign. Growth is inside a driver's value of
the year; a driver that divides enters as its inverse; a conversion is a factor of every workload.

Zeros take the analytical limits instead of a small number (Ang, Zhang and Choi 1998, doi:10.1016/S0360-5442(98)00016-4,
table 2; Wood and Lenzen 2006; Ang and Liu 2007, doi:10.1016/j.enpol.2005.11.001): where V_i is zero on one side, all of
the change goes to the factor that is zero there, in equal parts to several such; where it is zero on both, nothing
does. A workload that only one side has is a factor of its own that is zero on the other.

What use answers to a driver (`planner.engine.rebound`) is a factor of its own beside the driver's.

Drivers are matched by the ids of workload and driver. One that only one side has counts as 1 on the other. That means
something for a plain number only: an unmatched “2.5e9 query/day” set against 1 would depend on the choice of unit. So
drivers with a unit that find no match are taken together as one factor, whose dimensions must cancel.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from planner.engine.outcome import Case, Factor, Formula, Term, check_same_unit, checked, formula
from planner.engine.percentiles import tidy
from planner.engine.rebound import answer, drawn
from planner.engine.working import point
from planner.text import _
from planner.units import UnitProblem, factor_between, factor_of_product

JOINED = " + "


@frozen
class Contribution:
    """What one driver of one workload adds to the difference.

    ``workload`` and ``driver`` are ids: no workload is a conversion, no driver is the whole workload, which one side
    lacks, and ids joined by a plus are drivers that can only be compared together. ``before`` and ``after`` are the
    driver's values in ``unit``, None where a side lacks it.
    """

    workload: str
    workload_name: str
    driver: str
    name: str
    value: float
    before: float | None = None
    after: float | None = None
    unit: str = ""


@frozen
class Decomposition:
    """The point runs of two sides and what makes the difference; the contributions add up to it."""

    outcome: str
    unit: str
    before: float
    after: float
    contributions: tuple[Contribution, ...]

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before


@frozen
class _Pair:
    """A factor as it stands on both sides: what it contributes for, its two values to its power, and what it shows."""

    label: Contribution
    before: float
    after: float


def decompose(one: Case, other: Case, outcome: str, year: int, to_year: int | None = None) -> Decomposition:
    """Return the split of an outcome of ``other`` (in ``to_year``, else the same year) minus that of ``one``.

    Raises:
        Fault: An outcome, a year or a conversion is not there, the costs are in two currencies, or a point run is too
            large to be written.
    """
    first, second = formula(one, outcome, year), formula(other, outcome, year if to_year is None else to_year)
    check_same_unit([first.unit, second.unit])
    parts: list[Contribution] = []
    conversion = _conversion_pair(first, second)
    shared = 0.0
    before, after = (dict(zip([t.id for t in f.terms], f.shares(point), strict=True)) for f in (first, second))
    terms_before, terms_after = ({term.id: term for term in f.terms} for f in (first, second))
    for identity in dict.fromkeys((*terms_before, *terms_after)):
        pairs = _pairs(terms_before.get(identity), terms_after.get(identity), first.year, second.year)
        every = pairs + ([conversion] if conversion is not None else [])
        start, end = (checked(side.get(identity, 0.0), first.scenario) for side in (before, after))
        values = split(start, end, [(pair.before, pair.after) for pair in every])
        parts += [evolve(pair.label, value=value) for pair, value in zip(pairs, values, strict=False)]
        shared += values[-1] if conversion is not None else 0.0
    if conversion is not None:
        parts.append(evolve(conversion.label, value=shared))
    start, end = first.point(), second.point()
    return Decomposition(outcome, first.unit, start, end, settled(parts, end - start))


def split(before: float, after: float, factors: Sequence[tuple[float, float]]) -> list[float]:
    """Return the additive LMDI-I contributions of ``factors`` (each before and after) to ``after - before``.

    Values are at or above zero. Factors are zero only where their product is; a product that is zero though no factor
    is (numbers too small to be held) is split by the factors' logarithms.
    """
    if before == after == 0:
        return [0.0] * len(factors)
    if before == 0 or after == 0:
        zero = [(old if before == 0 else new) == 0 for old, new in factors]
        if any(zero):
            return [(after - before) / sum(zero) if is_zero else 0.0 for is_zero in zero]
        whole = math.fsum(map(_log_ratio, factors)) or 1.0
        return [(after - before) * _log_ratio(pair) / whole for pair in factors]
    weight = log_mean(after, before)
    return [weight * _log_ratio(pair) for pair in factors]


def log_mean(one: float, other: float) -> float:
    """Return the logarithmic mean (a - b) / (ln a - ln b) of two values above zero, as sqrt(a b) sinh(h) / h.

    With h half the difference of the logarithms: symmetric, and it does not cancel where the two are near.
    """
    if one == other:
        return one
    half = _log_ratio((other, one)) / 2
    middle = math.sqrt(one) * math.sqrt(other)
    return middle * (math.sinh(half) / half if abs(half) > 1e-8 else 1 + half * half / 6)


def _log_ratio(pair: tuple[float, float]) -> float:
    """Return ln(after / before) such that a swap flips the sign to the last bit, exact also for near values."""
    before, after = pair
    if before == after:
        return 0.0
    if before == 0 or after == 0:
        return math.copysign(math.inf, after - before)
    if 0.5 < before / after < 2:
        return 2 * math.atanh((after - before) / (after + before))
    return math.log(after) - math.log(before)


def settled(parts: Sequence[Contribution], difference: float) -> tuple[Contribution, ...]:
    """Return ``parts`` with what rounding left given to the largest, so that they add up to ``difference``."""
    values = [part.value for part in parts]
    order = sorted(
        range(len(parts)), key=lambda index: (-abs(values[index]), parts[index].workload, parts[index].driver)
    )
    for index in order:
        residue = math.fsum([difference, *(-value for value in values)])
        if residue == 0:
            break
        values[index] += residue
    return tuple(evolve(part, value=value) for part, value in zip(parts, values, strict=True))


def _conversion_pair(first: Formula, second: Formula) -> _Pair | None:
    if first.conversion is None or second.conversion is None:
        return None
    return _matched(first.conversion, second.conversion, "", first.year, second.year)


def _pairs(before: Term | None, after: Term | None, year: int, to_year: int) -> list[_Pair]:
    """Return the factors of a workload on both sides, the one there alone against zero."""
    there: Any = after or before
    if before is None or after is None:
        label = Contribution(there.id, there.name, "", there.name, 0.0)
        return [_Pair(label, float(before is not None), float(after is not None))]
    olds, news = ({factor.id: factor for factor in term.factors} for term in (before, after))
    found: list[_Pair] = []
    lone: list[tuple[int, Factor]] = []
    for identity in dict.fromkeys((*olds, *news)):
        old, new = olds.get(identity), news.get(identity)
        if old is not None and new is not None and _comparable(old, new):
            found.append(_matched(old, new, there.name, year, to_year))
            if old.answered or new.answered:
                found.append(_answers(old, new, there.name, year, to_year))
            continue
        for side, factor in ((0, old), (1, new)):
            if factor is None:
                continue
            if _is_number(factor):
                found.append(_alone(side, factor, there.name, (year, to_year)[side]))
            else:
                lone.append((side, factor))
    return [*found, _together(lone, there, (year, to_year))] if lone else found


def _comparable(old: Factor, new: Factor) -> bool:
    if old.power != new.power:
        return _is_number(old) and _is_number(new)
    try:
        factor_between(old.value.unit, new.value.unit)
    except UnitProblem:
        return False
    return True


def _is_number(factor: Factor) -> bool:
    try:
        factor_between(factor.value.unit, "")
    except UnitProblem:
        return False
    return True


def _matched(old: Factor, new: Factor, workload: str, year: int, to_year: int) -> _Pair:
    unit = new.value.unit
    to_new = factor_between(old.value.unit, unit)
    # Fifteen digits, so that the same value typed in another unit contributes exactly nothing.
    before, after = tidy(_own_value(old, year) * to_new), _own_value(new, to_year)
    label = Contribution(new.owner, workload, new.id, new.name, 0.0, before, after, unit)
    scale = factor_between(unit, "") if old.power != new.power else 1.0
    return _Pair(label, _powered(before * scale, old.power), _powered(after * scale, new.power))


def _answers(old: Factor, new: Factor, workload: str, year: int, to_year: int) -> _Pair:
    """Return what use answers to a driver on both sides, a factor of its own beside the driver's."""
    before, after = (_answer(factor, at) for factor, at in ((old, year), (new, to_year)))
    name = _("{driver}, rebound").format(driver=new.name)
    return _Pair(Contribution(new.owner, workload, f"{new.id}:rebound", name, 0.0, before, after), before, after)


def _answer(factor: Factor, year: int) -> float:
    if factor.rebound is None:
        return 1.0
    elasticity = drawn(factor.owner, factor.id, factor.rebound, point)
    return tidy(float(answer(factor.own_path(point), elasticity, year)))


def _alone(side: int, factor: Factor, workload: str, year: int) -> _Pair:
    value = _value(factor, year)
    label = Contribution(factor.owner, workload, factor.id, factor.name, 0.0, unit=factor.value.unit)
    there = _powered(value * factor_between(factor.value.unit, ""), factor.power)
    if side == 0:
        return _Pair(evolve(label, before=value), there, 1.0)
    return _Pair(evolve(label, after=value), 1.0, there)


def _together(lone: Sequence[tuple[int, Factor]], term: Term, years: tuple[int, int]) -> _Pair:
    """Return drivers that find no match as one factor: the ratio of the two products, whose dimensions cancel."""
    units = tuple((factor.value.unit, factor.power * (1, -1)[side]) for side, factor in lone)
    scale = factor_of_product(units, "")
    products = [1.0, 1.0]
    for side, factor in lone:
        products[side] *= _powered(_value(factor, years[side]), factor.power)
    identity = JOINED.join(sorted({factor.id for _side, factor in lone}))
    names: Mapping[str, str] = {factor.id: factor.name for _side, factor in lone}
    name = JOINED.join(names[key] for key in sorted(names))
    return _Pair(Contribution(term.id, term.name, identity, name, 0.0), products[0] * scale, products[1])


def _value(factor: Factor, year: int) -> float:
    return tidy(float(factor.path(point).at(year)))


def _own_value(factor: Factor, year: int) -> float:
    return tidy(float(factor.own_path(point).at(year)))


def _powered(value: float, power: int) -> float:
    return value if power == 1 else 1.0 / value
