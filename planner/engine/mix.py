"""A mix of uses: what share of one would explain an average, and that mix as workloads of a plan.

With fixed shares s_i of energy e_i, the rest r = 1 - sum(s_i) is split between a base use and the asked one. The
average is

    a = sum(s_i e_i) + (r - x) e_base + x e_asked      so      x = (a - sum(s_i e_i) - r e_base) / (e_asked - e_base)

which holds for some mix only if 0 <= x <= r. All energies are per use, whatever is counted: one image is one use.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.percentiles import tidy
from planner.engine.sampling import Array, Draws, Stream, median
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Workload, slug
from planner.text import _, number, percent, plain
from planner.units import UnitProblem, dimensions, factor_between

DEFAULT_SAMPLES = 10_000
_ROUNDING = 1e-12


@frozen
class Use:
    """One kind of use: its name and its energy, such as ``1.2 Wh/image``."""

    name: str
    energy: Estimate


@frozen
class FixedUse:
    """A use whose share (0 to 1) is known."""

    use: Use
    share: float


@frozen
class Answer:
    """The share of the asked use, 0 to 1, at the medians, and what it means in words.

    ``feasible`` says whether it is a share at all; then ``base_share`` is what is left for the base use. With uncertain
    energies ``low`` and ``high`` are P5 and P95 over the runs that have a solution, and ``solvable`` the part that has.
    """

    share: float
    base_share: float
    feasible: bool
    sentence: str
    low: float
    high: float
    solvable: float


def watt_hours_each(estimate: Estimate) -> float | None:
    """Return how many Wh one unit of an energy per use is (per query, image, session, ...), None for anything else."""
    return _watt_hours(estimate.unit)


@lru_cache(maxsize=512)
def _watt_hours(unit: str) -> float | None:
    powers = dimensions(unit)
    things = [name for name, power in powers.items() if power == -1]
    if powers.get("energy") != 1 or len(powers) != 2 or len(things) != 1 or things[0] == "time":
        return None
    try:
        return factor_between(unit, f"Wh/{things[0]}")
    except UnitProblem:
        return None


def average(parts: Sequence[tuple[float, float]]) -> float:
    """Return the mean energy of a mix of (share, energy) pairs whose shares add up to 1.

    Raises:
        Fault: They do not.
    """
    total = math.fsum(share for share, _energy in parts)
    if abs(total - 1) > 1e-9:
        raise Fault(_("the shares of a mix add up to {total}, not to 100 %").format(total=percent(total, 4)))
    return math.fsum(share * energy for share, energy in parts)


def solve_share(wanted: float, base: float, asked: float, fixed: Sequence[tuple[float, float]] = ()) -> float:
    """Return the share x of the asked use, by the formula above; infinite or not a number where there is none."""
    return float(_share(wanted, base, asked, fixed))


def _share(wanted: Any, base: Any, asked: Any, fixed: Sequence[tuple[float, Any]]) -> Any:
    rest = 1 - math.fsum(share for share, _energy in fixed)
    known: Any = sum(share * energy for share, energy in fixed) if fixed else 0.0
    with np.errstate(all="ignore"):
        return np.divide(wanted - known - rest * base, asked - base)


def explain(wanted: Estimate, base: Use, asked: Use, fixed: Sequence[FixedUse] = (), seed: int = 1) -> Answer:
    """Return which share of ``asked`` among ``base`` gives the average ``wanted``, beside ``fixed`` uses.

    Raises:
        Fault: A value is no energy of one use, or the fixed shares are no shares.
    """
    rest = _rest(fixed)
    given = {"average": wanted, "base": base.energy, "asked": asked.energy}
    given |= {f"fixed {index}": part.use.energy for index, part in enumerate(fixed)}
    middle = {name: median(estimate) * _each(estimate) for name, estimate in given.items()}
    shares = [part.share for part in fixed]
    known = [(share, middle[f"fixed {index}"]) for index, share in enumerate(shares)]
    share = solve_share(middle["average"], middle["base"], middle["asked"], known)
    feasible = -_ROUNDING <= share <= rest + _ROUNDING
    if feasible:
        share = min(max(share, 0.0), rest)
    low, high, solvable = _spread(given, shares, rest, share, feasible, seed)
    sentence = (
        _solved(share, rest, middle, base, asked)
        if feasible
        else _impossible(middle, known, rest, base.name, asked.name)
    )
    return Answer(tidy(share), tidy(rest - share), feasible, sentence, low, high, solvable)


def _rest(fixed: Sequence[FixedUse]) -> float:
    for part in fixed:
        if not 0 <= part.share <= 1:
            raise Fault(_("{name}: {share} is no share of a mix").format(name=part.use.name, share=percent(part.share)))
    rest = 1 - math.fsum(part.share for part in fixed)
    if rest <= 0:
        raise Fault(_("the fixed shares leave nothing for the share that is asked for"))
    return rest


def _each(estimate: Estimate) -> float:
    factor = watt_hours_each(estimate)
    if factor is None:
        raise Fault(_("“{text}” is no energy of one use; write it like 0.34 Wh/query").format(text=estimate.text))
    return factor


def _spread(
    given: dict[str, Estimate], shares: Sequence[float], rest: float, share: float, feasible: bool, seed: int
) -> tuple[float, float, float]:
    """Return P5 and P95 of the share over the runs that have one, and the part of the runs that have."""
    if all(estimate.certain for estimate in given.values()):
        return share, share, float(feasible)
    streams: dict[str, Stream] = {name: ("mix", name, "value") for name in given}
    draws = Draws.of(seed, streams.values(), DEFAULT_SAMPLES)
    drawn = {name: draws.sample(streams[name], estimate) * _each(estimate) for name, estimate in given.items()}
    known = [(part, drawn[f"fixed {index}"]) for index, part in enumerate(shares)]
    found: Array = np.atleast_1d(_share(drawn["average"], drawn["base"], drawn["asked"], known))
    solved = found[(found >= 0) & (found <= rest)]
    if not solved.size:
        return math.nan, math.nan, 0.0
    low, high = np.percentile(solved, [5, 95], method="hazen")
    return float(low), float(high), solved.size / found.size


def _solved(share: float, rest: float, middle: dict[str, float], base: Use, asked: Use) -> str:
    return _("{share} {asked} at {high} Wh beside {rest} {base} at {low} Wh make an average of {average} Wh").format(
        share=percent(share, 4),
        asked=asked.name,
        high=number(middle["asked"], 4),
        rest=percent(rest - share, 4),
        base=base.name,
        low=number(middle["base"], 4),
        average=number(middle["average"], 4),
    )


def _impossible(
    middle: dict[str, float], known: Sequence[tuple[float, float]], rest: float, base: str, asked: str
) -> str:
    """Say why no share does, in terms of the least and the most that a mix can reach."""
    fixed = math.fsum(share * energy for share, energy in known)
    ends = sorted((fixed + rest * middle[key], name) for key, name in (("base", base), ("asked", asked)))
    wanted = number(middle["average"], 4)
    if ends[0][0] == ends[1][0]:
        if math.isclose(ends[0][0], middle["average"], rel_tol=_ROUNDING):
            return _("any share of {asked} averages {wanted} Wh: both take the same").format(asked=asked, wanted=wanted)
        return _("no share of {asked} changes the average: it stays at {energy} Wh, not {wanted} Wh").format(
            asked=asked, energy=number(ends[0][0], 4), wanted=wanted
        )
    is_low = middle["average"] < ends[0][0]
    end, name = ends[0] if is_low else ends[1]
    text = (
        _("no mix of {base} and {asked} averages {wanted} Wh: even with nothing but {name} it is {end} Wh")
        if not known
        else _("no mix of {base} and {asked} averages {wanted} Wh: even if all the rest is {name} it is {end} Wh")
    )
    return text.format(base=base, asked=asked, wanted=wanted, name=name, end=number(end, 4))


def workloads_of_mix(parts: Sequence[FixedUse], volume: Estimate) -> tuple[Workload, ...]:
    """Return a mix as workloads of one volume: energy x (things a use) x uses x share, one workload for each part.

    Raises:
        Fault: The shares do not add up, a share is zero throughout, or ``volume`` counts no uses in a time.
    """
    average([(part.share, 1.0) for part in parts])
    counted = next((name for name, power in dimensions(volume.unit).items() if power == 1), "query")
    return tuple(_workload(part, volume, counted) for part in parts if part.share > 0)


def _workload(part: FixedUse, volume: Estimate, counted: str) -> Workload:
    thing = next(name for name, power in dimensions(part.use.energy.unit).items() if power == -1)
    drivers = [Driver("energy", _("Energy of {use}").format(use=part.use.name), part.use.energy)]
    if thing != counted:
        each = Estimate.parse(f"1 {thing}/{counted}")
        drivers.append(Driver("each", _("{thing} per {counted}").format(thing=thing, counted=counted), each))
    drivers.append(Driver("volume", _("Uses"), volume))
    drivers.append(Driver("share", _("Share of uses"), Estimate.parse(f"{plain(part.share * 100)} %")))
    return Workload(part.use.name, tuple(drivers), slug(part.use.name))
