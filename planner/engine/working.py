"""The working: every step of a chain with its running product, at the medians of its drivers.

Where all is exact this is the answer itself. Where values are uncertain it is the point run: medians multiplied. The
median of the sampled product can differ from it a little, and that of a sum of workloads more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.path import driver_path, make_path
from planner.engine.percentiles import tidy
from planner.engine.rebound import answer, drawn
from planner.engine.sampling import Stream, median
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Conversion, Scenario, Workload, currency_of
from planner.model.trajectory import Constant, Points, Trajectory
from planner.text import _
from planner.units import factor_between, factor_of_product, short_product

MULTIPLY, DIVIDE = "×", "÷"


@frozen
class Step:
    """One factor of the working: ``value`` in ``unit``, applied by ``operator``, and the product so far."""

    label: str
    operator: str
    value: float
    unit: str
    running: float
    running_unit: str
    source: str = ""
    certain: bool = True
    owner: str = ""


@frozen
class Working:
    """The working of one scenario in one year.

    ``workloads`` holds the steps of each workload, which end in ``energies`` (GWh/year); ``outcomes`` the one step from
    their sum ``energy`` to each outcome whose conversion is known.
    """

    scenario: str
    year: int
    workloads: tuple[tuple[str, tuple[Step, ...]], ...]
    energies: tuple[float, ...]
    energy: float
    outcomes: Mapping[str, Step]
    certain: bool


def point(_stream: Stream, estimate: Estimate) -> float:
    """Give the median of an estimate in place of draws: the sampler of a point run."""
    return median(estimate)


def work_out(scenario: Scenario, conversions: Mapping[str, Conversion], year: int) -> Working:
    """Return the working of ``scenario`` in ``year``.

    Raises:
        Fault: A number in it is too large to be written.
    """
    with np.errstate(all="ignore"):
        parts = [(workload, _steps(workload, scenario.start, year)) for workload in scenario.workloads]
        energies = tuple(
            tidy(steps[-1].running * factor_of_product(_units(workload), "GWh/year")) for workload, steps in parts
        )
        energy = tidy(sum(energies))
        outcomes = _outcomes(scenario, conversions, year, energy)
    every_step = [step for _workload, steps in parts for step in steps]
    if not all(math.isfinite(step.running) for step in (*every_step, *outcomes.values())) or not math.isfinite(energy):
        raise Fault(
            _("the result of “{name}” is too large to be written; check its values and rates").format(
                name=scenario.name
            )
        )
    certain = all(step.certain for step in every_step)
    workloads = tuple((workload.name, steps) for workload, steps in parts)
    return Working(scenario.name, year, workloads, energies, energy, outcomes, certain)


def _steps(workload: Workload, start: int, year: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    running: Any = np.float64(1.0)
    units: list[tuple[str, int]] = []
    for driver in workload.drivers:
        path = driver_path(workload.id, driver, start, driver.value.unit, point)
        value: Any = path.at(year)
        running = running * value if driver.power == 1 else running / value
        units.append((driver.value.unit, driver.power))
        steps.append(
            Step(
                driver.name,
                MULTIPLY if driver.power == 1 else DIVIDE,
                tidy(value),
                driver.value.unit,
                tidy(running),
                short_product(tuple(units)),
                driver.source,
                _certain(driver.value, driver.trajectory),
                driver.id,
            )
        )
        if driver.rebound is not None and not isinstance(driver.trajectory, Constant):
            times: Any = answer(path, drawn(workload.id, driver.id, driver.rebound, point), year)
            running = running * times
            steps.append(_rebound_step(driver, times, running, short_product(tuple(units))))
    return tuple(steps)


def _rebound_step(driver: Driver, times: float, running: float, unit: str) -> Step:
    assert driver.rebound is not None
    words = _("more use, rebound {rebound}") if times >= 1 else _("less use, rebound {rebound}")
    label = words.format(rebound=driver.rebound.text)
    certain = driver.rebound.certain and _certain(driver.value, driver.trajectory)
    return Step(label, MULTIPLY, tidy(times), "", tidy(running), unit, "", certain, f"{driver.id}:rebound")


def _certain(value: Estimate, trajectory: Trajectory) -> bool:
    """Whether nothing in a path is spread; points stand in place of the value."""
    estimates = [part for _name, part in trajectory.estimates]
    return all(part.certain for part in (estimates if isinstance(trajectory, Points) else [value, *estimates]))


def _units(workload: Workload) -> tuple[tuple[str, int], ...]:
    return tuple((driver.value.unit, driver.power) for driver in workload.drivers)


_CONVERTED = {
    "households": ("household_use", "kWh/household/year", DIVIDE, "GWh/household/year", "household"),
    "share": ("national_demand", "TWh/year", DIVIDE, "GWh/year", "%"),
    "emissions": ("grid_intensity", "gCO2e/kWh", MULTIPLY, "tCO2e/GWh", "tCO2e/year"),
    "cost": ("electricity_price", "", MULTIPLY, "", ""),
    "water": ("water_use", "L/kWh", MULTIPLY, "m^3/GWh", "m^3/year"),
}


def _outcomes(scenario: Scenario, conversions: Mapping[str, Conversion], year: int, energy: float) -> dict[str, Step]:
    found = {}
    for outcome, (name, shown_unit, operator, unit, result_unit) in _CONVERTED.items():
        conversion = conversions.get(name)
        if conversion is None:
            continue
        if outcome == "cost":
            currency = currency_of(conversion.value)
            shown_unit, unit, result_unit = f"{currency}/kWh", f"{currency}/GWh", f"{currency}/year"
        path = make_path("", name, conversion.value, conversion.trajectory, scenario.start, shown_unit, point)
        value: Any = path.at(year)
        factor = value * factor_between(shown_unit, unit)
        result = np.float64(energy) * factor if operator == MULTIPLY else np.float64(energy) / factor
        running = tidy(result * 100 if outcome == "share" else result)
        certain = _certain(conversion.value, conversion.trajectory)
        found[outcome] = Step(name, operator, tidy(value), shown_unit, running, result_unit, "", certain, name)
    return found
