"""Which assumption would turn the ranking: for each driver, the value at which two scenarios come out equal.

A part that both scenarios say alike is one assumption, so it is turned in both; one that they say differently is turned
in one while the other stands. Point runs are compared. Of several values at which the ranking flips, the nearest to
what is assumed now is given, nearest by ratio for values and by percentage points for rates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import evolve, frozen

from planner.engine.lever import Lever, Unknown
from planner.engine.outcome import Case, Formula, check_same_unit, formula
from planner.engine.path import Value
from planner.engine.percentiles import tidy
from planner.engine.roots import root
from planner.engine.sampling import Array
from planner.model.faults import Fault

BOTH, FROM, TO = "both", "from", "to"
_FAR = 1e6
_PLACES = 121
_ROUNDING = 1e-12


@frozen
class Switch:
    """A part and the median at which the ranking flips, in ``unit``; None where no sensible value does that.

    ``where`` says which scenario it was turned in.
    """

    workload: str
    workload_name: str
    driver: str
    name: str
    part: str
    where: str
    now: float
    value: float | None
    unit: str


def switching_values(one: Case, other: Case, outcome: str, year: int) -> tuple[Switch, ...]:
    """Return for each part of both scenarios where the ranking of their point runs flips.

    Raises:
        Fault: An outcome, the year or a conversion is not there, or the costs are in two currencies.
    """
    first, second = formula(one, outcome, year), formula(other, outcome, year)
    check_same_unit([first.unit, second.unit])
    names = {term.id: term.name for term in (*first.terms, *second.terms)}
    points = first.point(), second.point()
    return tuple(_switch(levers, where, names, points) for levers, where in _levers(first, second))


def _levers(first: Formula, second: Formula) -> Iterator[tuple[list[tuple[Lever, float]], str]]:
    """Yield what to turn, each lever with the sign of its outcome in ``second - first``, and where."""
    sides = [_parts(first), _parts(second)]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        old, new = sides[0].get(key), sides[1].get(key)
        if old is not None and new is not None and _alike(old, new):
            yield [(old, -1.0), (new, 1.0)], BOTH
            continue
        if old is not None:
            yield [(old, -1.0)], FROM
        if new is not None:
            yield [(new, 1.0)], TO


def _parts(found: Formula) -> dict[Unknown, Lever]:
    levers = {}
    for factor in found.factors:
        for part, _estimate in factor.parts:
            unknown = Unknown(factor.owner, factor.id, part)
            try:
                levers[unknown] = Lever.of(found, unknown)
            except Fault:  # a part of zero cannot be scaled, so it has no switching value
                continue
    return levers


def _alike(old: Lever, new: Lever) -> bool:
    return evolve(old.factor, name="") == evolve(new.factor, name="")


def _switch(
    levers: Sequence[tuple[Lever, float]], where: str, names: Mapping[str, str], points: tuple[float, float]
) -> Switch:
    shown = levers[0][0]
    still = {BOTH: 0.0, FROM: points[1], TO: -points[0]}[where]

    def gap(value: Value) -> Value:
        difference: Any = sum(sign * lever.outcome(value) for lever, sign in levers)
        result: Value = still + difference
        return result

    return Switch(
        shown.factor.owner,
        names.get(shown.factor.owner, ""),
        shown.factor.id,
        shown.factor.name,
        shown.part,
        where,
        shown.now,
        _nearest(gap, shown, max(points)),
        shown.unit,
    )


def _nearest(gap: Callable[[Value], Value], lever: Lever, size: float) -> float | None:
    """Return the place nearest to now where ``gap`` changes its sign, looking outwards on both sides.

    A gap within rounding of ``size``, the outcomes that it is the difference of, has no sign.
    """
    now = lever.now
    here = float(gap(now))
    if abs(here) <= _ROUNDING * size:
        return now
    found = []
    for places in _outwards(lever):
        with np.errstate(all="ignore"):
            gaps = np.broadcast_to(np.asarray(gap(places), float), places.shape)  # one number where nothing moves
            flipped = (gaps * np.sign(here) < -_ROUNDING * size).nonzero()[0]
        if len(flipped):
            before = places[flipped[0] - 1] if flipped[0] else now
            # Equal within rounding, a place may have either sign: it is the root, not an end of a bracket.
            at = (
                before
                if abs(float(gap(before))) <= _ROUNDING * size
                else root(lambda place: float(gap(place)), float(before), float(places[flipped[0]]))
            )
            found.append(tidy(float(at)))
    distance: Callable[[float], float] = (
        (lambda place: abs(math.log(place / now)))
        if lever.part != "rate" and now > 0  # from zero every place is equally many factors away
        else (lambda place: abs(place - now))
    )
    return min(found, key=distance, default=None)


def _outwards(lever: Lever) -> tuple[Array, Array]:
    least, most = lever.bounds
    if lever.part == "rate":
        growth = math.log1p(lever.now / 100)
        ends = math.log1p(least / 100), math.log(100.0)
        down, up = (100 * np.expm1(np.linspace(growth, end, _PLACES)[1:]) for end in ends)
        return down, up
    now = lever.now or 1.0
    down, up = (np.geomspace(now, end, _PLACES)[1:] for end in (now / _FAR, min(most, now * _FAR)))
    return down, up
