"""Rank correlation between streams of draws (Iman and Conover 1982, doi:10.1080/03610918208812265).

Draws keep their values and are only paired anew: the distribution of every driver stays as typed, to the last stratum.
Each stream's strata are turned into normal scores, which are mixed by the Cholesky factor of the wanted correlation
(after taking out what correlation the draws have by chance), and ranked again. The first stream named keeps its order.

A rank correlation r of two normal scores belongs to a linear one of 2 sin(pi r / 6) (Pearson 1907), so that is mixed.
The result is within about 0.01 of what was asked for at 10,000 draws.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from planner.model.correlation import linear
from planner.model.faults import Fault
from planner.text import _

Ranks = NDArray[np.intp]
_Name = TypeVar("_Name", bound=Hashable)


def joined(name: _Name, pairs: Sequence[tuple[_Name, _Name, float]]) -> tuple[tuple[_Name, _Name, float], ...]:
    """Return the pairs that ``name`` hangs together with, directly or through others, in their order."""
    reached = {name}
    while True:
        found = tuple(pair for pair in pairs if pair[0] in reached or pair[1] in reached)
        wider = reached.union(*({one, other} for one, other, _rank in found))
        if wider == reached:
            return found
        reached = wider


def paired(ranks: Mapping[_Name, Ranks], pairs: Sequence[tuple[_Name, _Name, float]]) -> dict[_Name, Ranks]:
    """Return the ranks of every stream that ``pairs`` (stream, stream, rank correlation) name, paired anew.

    Raises:
        Fault: The correlations cannot hold together.
    """
    names = list(dict.fromkeys(name for one, other, _rank in pairs for name in (one, other)))
    wanted = np.eye(len(names))
    for one, other, rank in pairs:
        row, column = names.index(one), names.index(other)
        wanted[row, column] = wanted[column, row] = rank
    return dict(zip(names, correlated([ranks[name] for name in names], wanted), strict=True))


def correlated(ranks: Sequence[Ranks], wanted: NDArray[np.float64]) -> list[Ranks]:
    """Return ``ranks`` (permutations of equal length) paired anew with the rank correlations ``wanted``.

    Raises:
        Fault: No drivers can have all of these correlations at once (the matrix is not positive definite).
    """
    target = np.vectorize(linear)(np.asarray(wanted, float))
    np.fill_diagonal(target, 1.0)
    try:
        mix = np.linalg.cholesky(target)
    except np.linalg.LinAlgError as error:
        raise Fault(_("these correlations cannot hold together; weaken one of them")) from error
    scores = np.column_stack([_scores(len(ranks[0]))[order] for order in ranks])
    spare = _root_of_chance(scores)
    mixed = np.linalg.solve(spare, scores.T).T @ mix.T
    # A stream that is mixed with none before it keeps its ranks to the last draw.
    return [ranks[index] if _alone(mix, index) else _ranked(mixed[:, index]) for index in range(len(ranks))]


def _root_of_chance(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Cholesky factor of the correlation that the draws have by chance; none where they are too few."""
    try:
        return np.asarray(np.linalg.cholesky(np.corrcoef(scores, rowvar=False)), np.float64)
    except np.linalg.LinAlgError:
        return np.eye(scores.shape[1])


def _alone(mix: NDArray[np.float64], index: int) -> bool:
    return not mix[index, :index].any()


@lru_cache(maxsize=8)
def _scores(count: int) -> NDArray[np.float64]:
    inverse = NormalDist().inv_cdf
    return np.array([inverse((index + 0.5) / count) for index in range(count)])


def _ranked(values: NDArray[np.float64]) -> Ranks:
    ranks = np.empty(len(values), np.intp)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    ranks.setflags(write=False)
    return ranks


def rank_correlation(one: Ranks, other: Ranks) -> float:
    """Return Spearman's rank correlation of two permutations."""
    return float(np.corrcoef(one, other)[0, 1])
