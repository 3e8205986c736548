"""An estimate from below: parts that add up, each a product of named factors, every one of them an uncertain value.

    energy = sum over parts of (factor x factor / factor ...)

A factor is an `Estimate` with a source, so any parameter may be exact or a range. A range is sampled in a stream of its
own, named after the factor: two parts that share a factor share its draws, and an edit to one leaves the others be. The
result can stand in a plan in two ways: as one driver's value (`as_estimate`), or spread out as drivers (`as_drivers`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
from attrs import field, frozen

from planner.engine.percentiles import tidy
from planner.engine.sampling import Array, Draws, Stream, median
from planner.engine.working import DIVIDE, MULTIPLY, Step
from planner.model.driver import Driver, check_divisor, check_not_negative
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _, plain
from planner.units import UnitProblem, factor_between, factor_of_product, short_product

PLUS = "+"
DEFAULT_SAMPLES = 10_000


@frozen
class Factor:
    """One parameter: ``power`` is -1 where it divides, ``source`` the id of its evidence, empty for an own value."""

    id: str
    name: str
    value: Estimate
    power: int = 1
    source: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        check_not_negative(self.name, self.value)
        if self.power == -1:
            check_divisor(self.name, self.value)


@frozen
class Part:
    """One product of factors; what it counts is part of the whole (a token type, say)."""

    name: str
    factors: tuple[Factor, ...]


@frozen
class Estimation:
    """A method with its parameters filled in. ``unit`` is that of the result, such as ``Wh/query``."""

    method: str
    formula: str
    parts: tuple[Part, ...] = field()
    unit: str
    boundary: str
    source: str = ""
    remarks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for part in self.parts:
            _factor_to(part, self.unit)

    @property
    def factors(self) -> Mapping[str, Factor]:
        """Every factor by its id; one that several parts share is there once."""
        return {factor.id: factor for part in self.parts for factor in part.factors}

    @property
    def certain(self) -> bool:
        """Whether no parameter is spread."""
        return all(factor.value.certain for factor in self.factors.values())

    def with_value(self, identity: str, value: Estimate) -> Estimation:
        """Return the estimation with another value for a factor, whose source then no longer stands behind it.

        Raises:
            Fault: There is no such factor, or the value does not fit it.
        """
        if identity not in self.factors:
            names = ", ".join(self.factors)
            raise Fault(_("there is no parameter “{name}”; there are: {names}").format(name=identity[:40], names=names))
        old = self.factors[identity]
        try:
            factor_between(value.unit, old.value.unit)
        except UnitProblem as problem:
            text = _("{name} “{text}”: {problem}")
            raise Fault(text.format(name=old.name, text=value.text, problem=problem)) from problem
        parts = [attrs.evolve(part, factors=tuple(_replaced(part, identity, value))) for part in self.parts]
        return attrs.evolve(self, parts=tuple(parts))


@frozen
class Spread:
    """What an estimation comes to: mean and percentiles in ``unit``, of ``samples`` runs (1 where all is exact)."""

    unit: str
    mean: float
    p5: float
    p50: float
    p95: float
    samples: int


def _replaced(part: Part, identity: str, value: Estimate) -> list[Factor]:
    return [
        attrs.evolve(factor, value=value, source="" if value != factor.value else factor.source)
        if factor.id == identity
        else factor
        for factor in part.factors
    ]


def _units(part: Part) -> tuple[tuple[str, int], ...]:
    return tuple((factor.value.unit, factor.power) for factor in part.factors)


def _factor_to(part: Part, unit: str) -> float:
    """Return what the product of a part's units is in ``unit``; raises `Fault` where the dimensions differ."""
    product = short_product(_units(part))
    try:
        factor_between(product, unit)
        return factor_of_product(_units(part), unit)
    except UnitProblem as problem:
        raise Fault(_("{part}: {problem}").format(part=part.name, problem=problem)) from problem


def work_out(estimation: Estimation) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Return for each part its steps with the running product, at the medians; the last step is the part in ``unit``.

    Raises:
        Fault: A number is too large to be written.
    """
    worked = tuple((part.name, _steps(part, estimation.unit)) for part in estimation.parts)
    if not all(math.isfinite(step.running) for _name, steps in worked for step in steps):
        raise Fault(_("the estimate is too large to be written; check its values"))
    return worked


def _steps(part: Part, unit: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    running: Any = np.float64(1.0)
    units: list[tuple[str, int]] = []
    with np.errstate(all="ignore"):
        for factor in part.factors:
            value = median(factor.value)
            running = running * value if factor.power == 1 else running / value
            units.append((factor.value.unit, factor.power))
            operator = MULTIPLY if factor.power == 1 else DIVIDE
            steps.append(_step(factor, operator, value, float(running), short_product(tuple(units))))
        result = tidy(float(running * _factor_to(part, unit)))
    return (*steps, Step(part.name, "=", result, unit, result, unit))


def _step(factor: Factor, operator: str, value: float, running: float, running_unit: str) -> Step:
    value_unit, certain = factor.value.unit, factor.value.certain
    shown = (tidy(value), value_unit, tidy(running), running_unit)
    return Step(factor.name, operator, *shown, factor.source, certain, factor.id)


def point(estimation: Estimation) -> float:
    """Return the point run: the medians multiplied and added, in the estimation's unit."""
    return tidy(math.fsum(steps[-1].running for _name, steps in work_out(estimation)))


def runs(estimation: Estimation, seed: int = 1, samples: int = DEFAULT_SAMPLES) -> float | Array:
    """Return the sampled energy, one value a run; a float where everything is exact."""
    streams: list[Stream] = [_stream(estimation, identity) for identity in estimation.factors]
    draws = Draws.of(seed, streams, samples)
    total: Any = 0.0
    with np.errstate(all="ignore"):
        for part in estimation.parts:
            product: Any = _factor_to(part, estimation.unit)
            for factor in part.factors:
                drawn = np.maximum(draws.sample(_stream(estimation, factor.id), factor.value), 0.0)
                product = product * drawn if factor.power == 1 else product / drawn
            total = total + product
    if not np.isfinite(total).all():
        raise Fault(_("the estimate is too large to be written; check its values"))
    return total if isinstance(total, np.ndarray) and total.ndim else float(total)


def _stream(estimation: Estimation, identity: str) -> Stream:
    return f"bottom-up {estimation.method}", identity, "value"


def spread(estimation: Estimation, seed: int = 1, samples: int = DEFAULT_SAMPLES) -> Spread:
    """Return mean, P5, P50 and P95; of an exact estimation all four are the point run."""
    if estimation.certain:
        value = point(estimation)
        return Spread(estimation.unit, value, value, value, value, 1)
    drawn = np.asarray(runs(estimation, seed, samples))
    low, middle, high = (float(value) for value in np.percentile(drawn, [5, 50, 95], method="hazen"))
    return Spread(estimation.unit, float(drawn.mean()), low, middle, high, drawn.size)


def as_estimate(estimation: Estimation, seed: int = 1, samples: int = DEFAULT_SAMPLES) -> Estimate:
    """Return the result as a driver's value: exact to six digits, or its P5 to P95 to four.

    The interval is read as a lognormal, which a product of several ranges comes close to; the shape between its ends is
    then no longer exactly that of the runs.
    """
    found = spread(estimation, seed, samples)
    low, high = (plain(float(f"{value:.4g}")) for value in (found.p5, found.p95))
    if found.samples == 1 or low == high:
        return Estimate.exact(float(f"{found.p50:.6g}"), estimation.unit)
    return Estimate.parse(f"{low} to {high} {estimation.unit}")


def as_drivers(estimation: Estimation) -> tuple[Driver, ...]:
    """Return the factors as drivers of a workload, so that every parameter stays open in the plan.

    Raises:
        Fault: The method adds several parts up, which one chain cannot.
    """
    if len(estimation.parts) != 1:
        raise Fault(
            _("“{method}” adds up {count} parts; a chain is one product, so take the result as one value").format(
                method=estimation.method, count=len(estimation.parts)
            )
        )
    return tuple(
        Driver(factor.id, factor.name, factor.value, factor.power, source=factor.source, note=factor.note)
        for factor in estimation.parts[0].factors
    )
