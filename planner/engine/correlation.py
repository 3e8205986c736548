"""Rank correlation between drivers (Iman and Conover 1982, doi:10.1080/03610918208812265).

Draws keep their values and are only paired anew: the distribution of every driver stays as typed, to the last stratum.
Each stream's strata are turned into normal scores, which are mixed by the Cholesky factor of the wanted correlation
(after taking out what correlation the draws have by chance), and ranked again. The first stream named keeps its order.

A rank correlation r of two normal scores belongs to a linear one of 2 sin(pi r / 6) (Pearson 1907), so that is mixed.
The result is within about 0.01 of what was asked for at 10,000 draws.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from planner.engine.compare import statistics
from planner.engine.outcome import Case, formula
from planner.engine.path import Value, streams_of
from planner.engine.sampling import Draws, Stream, stratified_values
from planner.engine.simulate import DEFAULT_SAMPLES
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _

Ranks = NDArray[np.intp]
LARGEST = 0.999


@frozen
class Correlation:
    """The rank correlation of two streams, above -1 and below 1."""

    one: Stream
    other: Stream
    rank: float = field()

    @rank.validator
    def _check_rank(self, attribute: object, rank: float) -> None:
        if not -1 <= rank <= 1:
            raise Fault(_("a rank correlation of {rank} is not between -1 and 1").format(rank=rank))

    def __attrs_post_init__(self) -> None:
        if self.one == self.other:
            raise Fault(_("“{name}” cannot be correlated with itself").format(name="/".join(filter(None, self.one))))


def correlated(ranks: Sequence[Ranks], wanted: NDArray[np.float64]) -> list[Ranks]:
    """Return ``ranks`` (permutations of equal length) paired anew with the rank correlations ``wanted``.

    Raises:
        Fault: No drivers can have all of these correlations at once (the matrix is not positive definite).
    """
    target = 2 * np.sin(np.pi * np.asarray(wanted, float) / 6)
    np.fill_diagonal(target, 1.0)
    try:
        mix = np.linalg.cholesky(target)
    except np.linalg.LinAlgError as error:
        raise Fault(_("these correlations cannot hold together; weaken one of them")) from error
    scores = np.column_stack([_scores(len(ranks[0]))[order] for order in ranks])
    spare = np.linalg.cholesky(np.corrcoef(scores, rowvar=False))
    mixed = np.linalg.solve(spare, scores.T).T @ mix.T
    # A stream that is mixed with none before it keeps its ranks to the last draw.
    return [ranks[index] if _alone(mix, index) else _ranked(mixed[:, index]) for index in range(len(ranks))]


def _alone(mix: NDArray[np.float64], index: int) -> bool:
    return not mix[index, :index].any()


@lru_cache(maxsize=8)
def _scores(count: int) -> NDArray[np.float64]:
    inverse = NormalDist().inv_cdf
    return np.array([inverse((index + 0.5) / count) for index in range(count)])


def _ranked(values: NDArray[np.float64]) -> Ranks:
    ranks = np.empty(len(values), np.intp)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks


def rank_correlation(one: Ranks, other: Ranks) -> float:
    """Return Spearman's rank correlation of two permutations."""
    return float(np.corrcoef(one, other)[0, 1])


def correlated_sampler(draws: Draws, correlations: Sequence[Correlation]) -> Callable[[Stream, Estimate], Value]:
    """Return a sampler that draws as ``draws`` does, with the given streams correlated.

    Raises:
        Fault: A stream is not in ``draws``, a pair stands twice, or the correlations cannot hold together.
    """
    again = correlated_ranks(draws, correlations)

    def sample(stream: Stream, estimate: Estimate) -> Value:
        if stream not in again or estimate.certain:
            return draws.sample(stream, estimate)
        return stratified_values(estimate, draws.samples)[again[stream]]

    return sample


def correlated_ranks(draws: Draws, correlations: Sequence[Correlation]) -> Mapping[Stream, Ranks]:
    """Return the new ranks of every stream that a correlation names."""
    known = {stream for stream, _column in draws.columns}
    streams = list(dict.fromkeys(stream for pair in correlations for stream in (pair.one, pair.other)))
    for stream in streams:
        if stream not in known:
            raise Fault(_("there is no “{name}” to correlate").format(name="/".join(filter(None, stream))))
    wanted = np.eye(len(streams))
    for pair in correlations:
        row, column = streams.index(pair.one), streams.index(pair.other)
        if wanted[row, column]:
            raise Fault(_("a correlation stands twice; leave one of them"))
        wanted[row, column] = wanted[column, row] = min(max(pair.rank, -LARGEST), LARGEST)
    if not streams:
        return {}
    return dict(zip(streams, correlated([draws.ranks(stream) for stream in streams], wanted), strict=True))


@frozen
class Effect:
    """What correlations do to the 90 % interval of an outcome: P5 and P95 without and with, in ``unit``."""

    unit: str
    without: tuple[float, float]
    together: tuple[float, float]

    @property
    def widening(self) -> float:
        """How many times as wide the interval is: by ratio of its ends where they are above zero, else by distance."""
        widths = [_width(*ends) for ends in (self.without, self.together)]
        return widths[1] / widths[0] if widths[0] else 1.0


def _width(low: float, high: float) -> float:
    return math.log(high / low) if low > 0 else high - low


def effect(
    case: Case, correlations: Sequence[Correlation], outcome: str, year: int, samples: int = DEFAULT_SAMPLES
) -> Effect:
    """Return the 90 % interval of an outcome with every stream independent, and with ``correlations``."""
    found = formula(case, outcome, year)
    draws = Draws.of(case.scenario.seed, streams_of(case.scenario), samples)
    ends: list[Any] = []
    for sample in (draws.sample, correlated_sampler(draws, correlations)):
        row = statistics(found.total(sample))
        ends.append((row[1], row[5]))
    return Effect(found.unit, ends[0], ends[1])
