"""Draws from estimates: one random stream per parameter, stratified in every one of them and in every pair.

A scenario's streams are the columns of an orthogonal array of strength two used as a Latin hypercube (Tang 1993,
doi:10.1080/01621459.1993.10476423; Owen 1992): with p levels (p prime) and p^2 runs, run (i, j) of column c is at
level (i + c j) mod p. Each stream permutes its own levels and shuffles inside them with a generator seeded by
(scenario seed, stream), so that

- every parameter is stratified to the last sample: a typed P5 is the sampled P5,
- every pair of parameters fills its square evenly, which steadies the percentiles of a product,
- a stream depends on its own name, not on the values of the others: an edit to one driver leaves the other draws be.

Streams that are correlated (`planner.engine.correlation`) keep their values and are paired anew.

A stream's column is found by hashing its name; where two want the same one, the later takes the next free. Beyond p
streams the rest are plain Latin hypercube columns.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from planner.engine.correlation import joined, paired
from planner.engine.kept import kept
from planner.model.estimate import Z90, Estimate, Shape

Array = NDArray[np.float64]
Stream = tuple[str, str, str]
"""The name of a stream: workload id (empty for a conversion), driver id, part (``value``, ``rate``, ``ceiling``)."""
Pair = tuple[Stream, Stream, float]
"""Two streams and their rank correlation."""

MAX_SAMPLES = 1_000_000


def levels_for(samples: int) -> int:
    """Return the least prime whose square is at least ``samples``; the number of runs is its square."""
    candidate = max(2, math.isqrt(max(samples, 1) - 1) + 1)
    while any(candidate % divisor == 0 for divisor in range(2, math.isqrt(candidate) + 1)):
        candidate += 1
    return candidate


@frozen
class Draws:
    """The samples of a scenario or a part of it: ask for any estimate of any of its streams.

    A frozen value, equal to another where every draw is equal; so what was worked out from it can be kept.
    """

    seed: int
    levels: int
    columns: tuple[tuple[Stream, int], ...]
    pairs: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, seed: int, streams: Iterable[Stream], samples: int, pairs: Iterable[Pair] = ()) -> Draws:
        """Return the draws of all ``streams`` of a scenario in its own order, ``pairs`` of them correlated.

        ``samples`` is rounded up to the square of a prime.
        """
        levels = levels_for(samples)
        return cls(seed, levels, _columns(tuple(streams), levels), tuple(pairs))

    def with_pairs(self, pairs: Iterable[Pair]) -> Draws:
        """Return the same draws with these streams correlated, and no others."""
        return evolve(self, pairs=tuple(pairs))

    @property
    def samples(self) -> int:
        """The number of runs."""
        return self.levels**2

    def part(self, owner: str) -> Draws:
        """Return the draws of one workload's streams, and of those they are correlated with."""
        own = {stream for pair in self.pairs for stream in pair[:2] if stream[0] == owner}
        kept = {pair for stream in own for pair in joined(stream, self.pairs)}
        needed = {stream for pair in kept for stream in pair[:2]}
        columns = tuple(item for item in self.columns if item[0][0] == owner or item[0] in needed)
        return Draws(self.seed, self.levels, columns, tuple(pair for pair in self.pairs if pair in kept))

    def sample(self, stream: Stream, estimate: Estimate) -> float | Array:
        """Return the draws of ``estimate`` in its own unit: a float where it is certain, else one value per run."""
        if estimate.certain:
            return estimate.parameters[0]
        return stratified_values(estimate, self.samples).take(self.ranks(stream))

    def ranks(self, stream: Stream) -> NDArray[np.intp]:
        """Return for each run the stratum (0 to samples - 1) that ``stream`` is in: a permutation."""
        together = joined(stream, self.pairs) if self.pairs else ()
        if not together:
            return _ranks(self.seed, stream, self._column(stream), self.levels)
        names = dict.fromkeys(name for pair in together for name in pair[:2])
        return _paired(self.seed, tuple((name, self._column(name)) for name in names), together, self.levels)[stream]

    def _column(self, stream: Stream) -> int | None:
        return next((column for known, column in self.columns if known == stream), None)


def _hash(*parts: object) -> int:
    text = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


@lru_cache(maxsize=256)
def _columns(streams: tuple[Stream, ...], levels: int) -> tuple[tuple[Stream, int], ...]:
    taken: dict[int, Stream] = {}
    for stream in streams[:levels]:
        column = _hash(*stream) % levels
        while column in taken:
            column = (column + 1) % levels
        taken[column] = stream
    return tuple((stream, column) for column, stream in taken.items())


@kept(most=256, mebibytes=768)
def _ranks(seed: int, stream: Stream, column: int | None, levels: int) -> NDArray[np.intp]:
    generator = np.random.default_rng(_hash(seed, *stream))
    if column is None:
        ranks = generator.permutation(levels**2)
    else:
        first, second = np.divmod(np.arange(levels**2), levels)
        level = generator.permutation(levels)[(first + column * second) % levels]
        order = np.argsort(level + generator.random(levels**2))
        ranks = np.empty_like(order)
        ranks[order] = np.arange(levels**2)
    ranks.setflags(write=False)
    return ranks


@lru_cache(maxsize=32)
def _paired(
    seed: int, columns: tuple[tuple[Stream, int | None], ...], pairs: tuple[Pair, ...], levels: int
) -> dict[Stream, NDArray[np.intp]]:
    """Return the ranks of streams that hang together by ``pairs``."""
    return paired({stream: _ranks(seed, stream, column, levels) for stream, column in columns}, pairs)


@lru_cache(maxsize=16)
def _midpoints(count: int) -> Array:
    return (np.arange(count) + 0.5) / count


@lru_cache(maxsize=16)
def _normal_scores(count: int) -> Array:
    """Standard normal quantiles at the midpoints of ``count`` equal strata; half are computed, half mirrored."""
    inverse = NormalDist().inv_cdf
    upper = np.array([inverse((index + 0.5) / count) for index in range((count + 1) // 2, count)])
    return np.concatenate([-upper[::-1], np.zeros(count % 2), upper])


@kept(most=96, mebibytes=384)
def stratified_values(estimate: Estimate, count: int) -> Array:
    """Return the quantiles of ``estimate`` at the midpoints of ``count`` equal strata, ascending, in its unit."""
    values = _quantiles(estimate, _midpoints(count), lambda: _normal_scores(count))
    values.setflags(write=False)
    return values


def median(estimate: Estimate) -> float:
    """Return the value that is exceeded as often as not, in the unit of ``estimate``."""
    if estimate.certain:
        return estimate.parameters[0]
    return float(_quantiles(estimate, np.array([0.5]), lambda: np.zeros(1))[0])


def _quantiles(estimate: Estimate, share: Array, normal_scores: Callable[[], Array]) -> Array:
    match estimate.shape, estimate.parameters:
        case Shape.LOGNORMAL, (low, high):
            middle, spread = (math.log(low) + math.log(high)) / 2, math.log(high / low) / (2 * Z90)
            return np.exp(middle + spread * normal_scores())
        case Shape.NORMAL, (mean, deviation):
            return np.asarray(mean + deviation * normal_scores())
        case Shape.UNIFORM, (low, high):
            return low + (high - low) * share
        case Shape.TRIANGULAR, (low, mode, high):
            return _triangular(low, mode, high, share)
        case Shape.PERT, (low, mode, high):
            return low + (high - low) * _pert(float((mode - low) / (high - low)), share)
    return np.full_like(share, estimate.parameters[0])


def _triangular(low: float, mode: float, high: float, share: Array) -> Array:
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    return np.where(share < turn, rising, falling)


def _pert(mode: float, share: Array) -> Array:
    """Quantiles of the PERT distribution on 0 to 1: a beta with a = 1 + 4 m and b = 1 + 4 (1 - m) (Clark 1962).

    The density is integrated over angles (x = (1 - cos t) / 2), which is smooth at both ends, and inverted by
    interpolation: exact to about 1e-7 of the width.
    """
    angle = np.linspace(0.0, np.pi, 8193)
    place = (1 - np.cos(angle)) / 2
    density = place ** (4 * mode) * (1 - place) ** (4 * (1 - mode)) * np.sin(angle)
    steps = (density[1:] + density[:-1]) / 2
    cumulative = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(share, cumulative / cumulative[-1], place)
