"""Rank correlations between drivers: which assumptions tend to be high together, or one high where the other is low.

A driver is named by the ids of its workload and its own, ``chat/energy``. What is correlated are the values; growth
rates and ceilings stay independent. How the draws are paired is in `planner.engine.correlation`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import field, frozen

from planner.model.faults import Fault
from planner.text import _

MAX_CORRELATIONS = 50
STRONGEST = 0.99
"""The largest rank correlation that is taken, either way: at 1 two drivers would be one."""


@frozen
class Correlation:
    """The rank correlation (Spearman's) of the values of two drivers, from -0.99 to 0.99."""

    one: str = field()
    other: str = field()
    rank: float = field()

    @rank.validator
    def _check_rank(self, attribute: object, rank: float) -> None:
        if not -STRONGEST <= rank <= STRONGEST:
            raise Fault(
                _("a rank correlation of {rank} is out of range; use -{most} to {most}").format(
                    rank=rank, most=STRONGEST
                )
            )

    def __attrs_post_init__(self) -> None:
        if self.one == self.other:
            raise Fault(_("“{name}” cannot be correlated with itself; name two drivers").format(name=self.one[:80]))


def check_correlations(correlations: Sequence[Correlation], drivers: Iterable[str]) -> None:
    """Raise `Fault` unless every name is among ``drivers``, no pair stands twice, and all can hold at once."""
    if len(correlations) > MAX_CORRELATIONS:
        raise Fault(
            _("there are {count} correlations; at most {limit} are taken").format(
                count=len(correlations), limit=MAX_CORRELATIONS
            )
        )
    known = set(drivers)
    seen: set[frozenset[str]] = set()
    for correlation in correlations:
        for name in (correlation.one, correlation.other):
            if name not in known:
                raise Fault(
                    _("there is no driver “{name}” to correlate; write it like {example}").format(
                        name=name[:80], example=min(known)
                    )
                )
        pair = frozenset((correlation.one, correlation.other))
        if pair in seen:
            raise Fault(
                _("the correlation of “{one}” with “{other}” stands twice; leave one of them").format(
                    one=correlation.one, other=correlation.other
                )
            )
        seen.add(pair)
    if not _can_hold(tuple(correlations)):
        raise Fault(_("these correlations cannot hold together; weaken one of them"))


def still_there(correlations: Sequence[Correlation], drivers: Iterable[str]) -> tuple[Correlation, ...]:
    """Return the correlations whose two drivers are both among ``drivers``."""
    known = set(drivers)
    return tuple(item for item in correlations if item.one in known and item.other in known)


def linear(rank: float) -> float:
    """Return the correlation of two normal scores whose ranks correlate by ``rank``: 2 sin(pi r / 6) (Pearson 1907)."""
    return 2 * math.sin(math.pi * rank / 6)


@lru_cache(maxsize=64)
def _can_hold(correlations: tuple[Correlation, ...]) -> bool:
    """Whether the matrix of normal scores is positive definite: Cholesky's factor exists."""
    names = list(dict.fromkeys(name for item in correlations for name in (item.one, item.other)))
    wanted = [[float(row == column) for column in range(len(names))] for row in range(len(names))]
    for item in correlations:
        row, column = names.index(item.one), names.index(item.other)
        wanted[row][column] = wanted[column][row] = linear(item.rank)
    factor = [[0.0] * len(names) for _name in names]
    for row in range(len(names)):
        for column in range(row + 1):
            before = sum(factor[row][k] * factor[column][k] for k in range(column))
            rest = wanted[row][column] - before
            if row == column:
                if rest < 1e-9:
                    return False
                factor[row][row] = math.sqrt(rest)
            else:
                factor[row][column] = rest / factor[column][column]
    return True
