"""How much of the variance of an outcome comes from each assumption, exactly.

Shares of the variance (Sobol 1993; Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018) are those of the outcome
itself, not of its logarithm:

    first-order  S_i = Var(E[Y | x_i]) / Var(Y)              total  T_i = E[Var(Y | all but x_i)] / Var(Y)

They are not estimated from pairs of runs. An outcome is a sum over workloads of products of independent factors (see
`planner.engine.outcome`), so both follow exactly from the first two moments of each factor. With m = E[f], q = E[f^2]
of every factor, M_w and Q_w their products over workload w, and c, d the two moments of the conversion:

    Var(Y) = d ((sum M_w)^2 + sum (Q_w - M_w^2)) - (c sum M_w)^2
    first-order of f in w = (c M_w / m)^2 Var(E[f | x_i])      total of f in w = d (Q_w / q) E[Var(f | all but x_i)]

Moments are closed forms for lognormal values and means over the strata of the draws for all else, free of the noise of
sampled indices. (Draws of two seeds would not do for those: both pair their levels by the same orthogonal array.)
Inside a logistic path, whose parts do not multiply, they are means over a grid of strata, finer towards the tails.
Where drivers are correlated no split of the variance is the only one; these shares are those of the same drivers taken
as independent, and whoever shows them has to say so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.outcome import Factor, Formula
from planner.engine.path import Path, Value, raised
from planner.engine.sampling import Array, Stream, stratified_values
from planner.engine.working import point
from planner.model.estimate import Z90, Estimate, Shape
from planner.model.trajectory import Constant, Points

_STRATA = 10_000
_GRID = 32
_TAIL = 7

Strata = tuple[Array, Array]
"""Values that stand for the strata of an estimate, and the weight of each."""


@frozen(eq=False)
class _Atom:
    """An independent part of a product: its mean, its mean square over the squared mean, and for each uncertain part
    the variance of the conditional mean and the mean of the conditional variance, both over the squared mean."""

    mean: float
    ratio: float
    parts: tuple[tuple[Stream, float, float], ...]


def variance_shares(found: Formula) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Return first-order and total share of the variance for each uncertain part: (workload, driver, part)."""
    with np.errstate(all="ignore"):
        products = [[atom for factor in term.factors for atom in _atoms(factor, found.year)] for term in found.terms]
        rate = [] if found.conversion is None else _atoms(found.conversion, found.year)
        means = [term.scale * _means(atoms) for term, atoms in zip(found.terms, products, strict=True)]
        largest = max(map(abs, means))
        means = [mean / largest if largest and math.isfinite(largest) else 0.0 for mean in means]
        spreads = [_ratios(atoms) - 1 for atoms in products]
        together, rate_ratio = sum(means), _ratios(rate)
        of_energy = together**2 + sum(mean**2 * spread for mean, spread in zip(means, spreads, strict=True))
        variance = rate_ratio * of_energy - together**2
        shares = {}
        for mean, spread, atoms in zip(means, spreads, products, strict=True):
            for atom in atoms:
                others = rate_ratio * (spread + 1) / atom.ratio
                for key, first, total in atom.parts:
                    shares[key] = (_share(mean**2 * first, variance), _share(mean**2 * others * total, variance))
        for atom in rate:
            for key, first, total in atom.parts:
                without = of_energy * rate_ratio / atom.ratio
                shares[key] = (_share(together**2 * first, variance), _share(without * total, variance))
    return shares


def _share(part: float, whole: float) -> float:
    share = part / whole if whole > 0 and math.isfinite(whole) else 0.0
    return min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0


def _means(atoms: Sequence[_Atom]) -> float:
    return math.prod(atom.mean for atom in atoms)


def _ratios(atoms: Sequence[_Atom]) -> float:
    return math.prod(atom.ratio for atom in atoms)


def _atoms(factor: Factor, year: int) -> list[_Atom]:
    """Return a factor to its power as independent atoms: value and growth, or all of a path that does not split."""
    parts = [(part, estimate) for part, estimate in factor.parts if not estimate.certain]
    if not parts:
        return [_Atom(float(factor.at(year, point)), 1.0, ())]
    of_level = [part for part in parts if part[0] == "value"]
    of_growth = [part for part in parts if part[0] != "value"]
    if not of_level or not of_growth or factor.path(point).shape is not None:
        return [_atom(factor, parts, lambda path: path.at(year))]
    years = year - factor.base_year
    return [
        _atom(factor, of_level, lambda path: path.level),
        _atom(factor, of_growth, lambda path: raised(path.growth, years)),
    ]


def _atom(factor: Factor, parts: Sequence[tuple[str, Estimate]], value_of: Callable[[Path], Value]) -> _Atom:
    """Return the moments of what ``value_of`` takes from a factor's path, over the strata of its uncertain parts."""
    streams = {factor.stream(part): axis for axis, (part, _estimate) in enumerate(parts)}
    keys = [(factor.owner, factor.id, part) for part, _estimate in parts]
    if len(parts) == 1 and (exact := _lognormal_spread(factor, parts[0][1])) is not None:
        middle = factor.power * math.log(float(value_of(factor.path(point))))
        return _Atom(math.exp(middle + exact / 2), math.exp(exact), ((keys[0], math.expm1(exact), math.expm1(exact)),))

    def strata(stream: Stream, estimate: Estimate) -> Value:
        if stream not in streams or estimate.certain:
            return point(stream, estimate)
        values, _weights = _strata(estimate, len(streams))
        return values.reshape([-1 if axis == streams[stream] else 1 for axis in range(len(streams))])

    values: Any = value_of(factor.path(strata))
    grid = np.asarray(values if factor.power == 1 else 1.0 / values, float)
    weights = [_strata(estimate, len(parts))[1] for _part, estimate in parts]
    return _moments(np.broadcast_to(grid, [len(weight) for weight in weights]), weights, keys)


def _moments(grid: Array, weights: Sequence[Array], keys: Sequence[tuple[str, str, str]]) -> _Atom:
    mean = float(_integrated(grid, weights))
    if not mean or not math.isfinite(mean):
        return _Atom(mean if math.isfinite(mean) else 0.0, 1.0, tuple((key, 0.0, 0.0) for key in keys))
    grid = grid / mean - 1
    spread = float(_integrated(grid * grid, weights))
    parts = []
    for axis, key in enumerate(keys):
        others = [weight for index, weight in enumerate(weights) if index != axis]
        given = _integrated(np.moveaxis(grid, axis, 0), others)
        free = _integrated(np.moveaxis(grid, axis, -1), weights[axis : axis + 1])
        first, rest = _integrated(given * given, weights[axis : axis + 1]), _integrated(free * free, others)
        parts.append((key, float(first), spread - float(rest)))
    return _Atom(mean, 1 + spread, tuple(parts))


def _integrated(grid: Any, weights: Sequence[Array]) -> Any:
    """Return the weighted mean over the last axes of ``grid``, one for each of ``weights``."""
    for weight in reversed(weights):
        grid = grid @ weight
    return grid


def _lognormal_spread(factor: Factor, estimate: Estimate) -> float | None:
    """Return the variance of the logarithm where the factor is a lognormal value times a number; None elsewhere."""
    is_value = estimate is factor.value and not isinstance(factor.trajectory, Points)
    if estimate.shape is not Shape.LOGNORMAL or not is_value:
        return None
    if not isinstance(factor.trajectory, Constant) and factor.path(point).shape is not None:
        return None
    low, high = estimate.parameters
    return (math.log(high / low) / (2 * Z90)) ** 2


@lru_cache(maxsize=256)
def _strata(estimate: Estimate, dimensions: int) -> Strata:
    """Return strata of an estimate: all of them alone; with others in a grid, groups that narrow towards the tails."""
    values = stratified_values(estimate, _STRATA)
    if dimensions == 1:
        return values, np.full(_STRATA, 1 / _STRATA)
    starts = np.array(sorted(_starts()))
    sizes = np.diff([*starts, _STRATA])
    return np.add.reduceat(values, starts) / sizes, sizes / _STRATA


def _starts() -> Iterator[int]:
    """Yield where groups of strata begin: even ones, and at both ends ones that halve."""
    width = _STRATA // _GRID
    yield from range(0, _STRATA - width // 2, width)
    for halving in range(1, _TAIL):
        yield width >> halving
        yield _STRATA - (width >> halving)
