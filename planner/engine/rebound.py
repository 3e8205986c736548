"""Rebound: efficiency begets use. As the energy of one use falls, more of it is used.

With v(t) the energy of one use, t0 the year it is stated for and e the rebound, use is multiplied by

    (v(t) / v(t0))^-e        so that the energy of all use goes as        v(t0) (v(t) / v(t0))^(1 - e)

e is the elasticity of use with respect to efficiency: the direct rebound effect (Sorrell and Dimitropoulos 2008,
doi:10.1016/j.ecolecon.2007.08.013). With 0 % use does not answer, with 30 % it takes back 30 % of a saving (of its
logarithm), with 100 % the total stays as it was, above that efficiency raises it. Where v rises, use falls by the same
rule. A driver that does not move is not answered.

It is kept with the driver whose efficiency it is about. The factor v(t) times the answer then depends on that driver
alone, which leaves the outcome a sum of products of independent factors, as all that takes it apart needs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import evolve

from planner.engine.path import Path, Sampler, Value
from planner.model.estimate import Estimate
from planner.units import factor_between


def with_rebound(path: Path, elasticity: Value) -> Path:
    """Return the path of an energy per use times what use answers to it."""
    if path.is_constant:
        return path
    kept: Any = 1.0 - elasticity
    if path.shape is None:
        return evolve(path, growth=_power(path.growth, kept))
    own = path.at
    start: Any = own(path.base_year)

    def shape(year: int) -> Value:
        return _answered(own(year), start, kept)

    return Path(path.base_year, start, shape=shape, varied=(path.level, path.growth, *path.varied, elasticity))


def answer(path: Path, elasticity: Value, year: int) -> Value:
    """Return what use is multiplied by in ``year``: 1 where the energy per use is as in its base year, or zero."""
    now: Any = path.at(year)
    start: Any = path.at(path.base_year)
    return _divided(_answered(now, start, 1.0 - elasticity), now)


def _answered(value: Any, start: Any, kept: Any) -> Value:
    """Return start (value / start)^kept; ``value`` itself where the start is zero."""
    with np.errstate(all="ignore"):
        answered = np.where(np.asarray(start) > 0, start * np.power(np.float64(1.0) * value / start, kept), value)
    return answered if answered.ndim else float(answered)


def _divided(whole: Any, part: Any) -> Value:
    with np.errstate(all="ignore"):
        ratio = np.where(np.asarray(part) > 0, np.float64(1.0) * whole / part, 1.0)
    return ratio if ratio.ndim else float(ratio)


def _power(base: Any, exponent: Any) -> Value:
    with np.errstate(all="ignore"):
        result = np.power(np.float64(1.0) * base, exponent)
    return result if result.ndim else float(result)


def factor_path(owner: str, name: str, path: Path, rebound: Estimate | None, sample: Sampler) -> Path:
    """Return the path of a driver with what use answers to it, where it has a rebound."""
    return path if rebound is None else with_rebound(path, drawn(owner, name, rebound, sample))


def drawn(owner: str, name: str, rebound: Estimate, sample: Sampler) -> Value:
    """Return the draws of a rebound as a plain number, none below zero."""
    value: Any = sample((owner, name, "rebound"), rebound)
    result: Value = np.maximum(value, 0.0) * factor_between(rebound.unit, "")
    return result if isinstance(value, np.ndarray) else float(result)
