"""Workloads and scenarios: what is used, where, over which years, and how its energy converts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from planner.model.chain import check_chain
from planner.model.correlation import Correlation, check_correlations, still_there
from planner.model.driver import MAX_NAME, Driver, check_divisor, check_not_negative, is_id, is_name, is_note
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import MAX_YEARS, Constant, Points, Trajectory, check_trajectory_units, check_year
from planner.text import _
from planner.units import CURRENCIES, UnitProblem, factor_between

MAX_WORKLOADS = 100
MAX_DRIVERS = 50
MAX_SEED = 2**63 - 1


def slug(name: str) -> str:
    """Return an id made from a name: lower case, words joined by hyphens, as long as a name may be."""
    return re.sub(r"[^\w]+", "-", name.lower())[:MAX_NAME].strip("-") or "item"


@frozen(cache_hash=True)
class Workload:
    """One kind of use: its drivers multiply to an energy per time.

    ``id`` names the workload's random streams, so it stays when the workload is renamed; by default it follows the
    name.
    """

    name: str = field(validator=is_name)
    drivers: tuple[Driver, ...] = field()
    id: str = field(validator=is_id)

    @id.default
    def _id_from_name(self) -> str:
        return slug(self.name)

    @drivers.validator
    def _check_drivers(self, attribute: object, drivers: tuple[Driver, ...]) -> None:
        if not 1 <= len(drivers) <= MAX_DRIVERS:
            raise Fault(
                _("“{name}” has {count} drivers; it needs between 1 and {limit}").format(
                    name=self.name, count=len(drivers), limit=MAX_DRIVERS
                )
            )
        check_unique(_("driver id"), [driver.id for driver in drivers])
        check_chain(drivers)


CONVERSIONS = {
    "household_use": "kWh/household/year",
    "grid_intensity": "gCO2e/kWh",
    "national_demand": "TWh/year",
    "electricity_price": "",
    "water_use": "L/kWh",
}
"""The conversions a scenario may set, each with a unit of its dimension (a price has one for each currency)."""


@frozen(cache_hash=True)
class Conversion:
    """A figure that turns energy into something else: electricity of a household, grid intensity, price, ..."""

    value: Estimate
    trajectory: Trajectory = field(factory=Constant)

    def __attrs_post_init__(self) -> None:
        check_trajectory_units(self.value, self.trajectory)


def currency_of(price: Estimate) -> str | None:
    """Return the currency of a price per energy, or None where the unit is not one."""
    for currency in CURRENCIES:
        try:
            factor_between(price.unit, f"{currency}/kWh")
        except UnitProblem:
            continue
        return currency
    return None


def check_conversion(name: str, conversion: Conversion) -> None:
    """Raise `Fault` unless ``name`` is a known conversion and the value has its dimension and range."""
    if name not in CONVERSIONS:
        raise Fault(
            _("“{name}” is not a conversion; there are {names}").format(name=name[:30], names=", ".join(CONVERSIONS))
        )
    value = conversion.value
    check_not_negative(name, value)
    if name in ("household_use", "national_demand"):
        moves = conversion.trajectory
        points = [point for _year, point in moves.values] if isinstance(moves, Points) else []
        for divisor in (value, *points):
            check_divisor(name, divisor)
    if name == "electricity_price":
        if currency_of(value) is None:
            raise Fault(_("{name} “{text}” is not a price; write it like 0.15 USD/kWh").format(name=name, text=value))
        return
    try:
        factor_between(value.unit, CONVERSIONS[name])
    except UnitProblem as problem:
        raise Fault(_("{name} “{text}”: {problem}").format(name=name, text=value.text, problem=problem)) from problem


@frozen(cache_hash=True)
class Scenario:
    """A set of assumptions over a span of years in a region; a frozen value, compared by ``==``.

    ``conversions`` hold what the scenario says otherwise than its region, ``correlations`` which drivers' values go
    together. ``visible`` and ``colour`` are how it is shown; they travel with the file.
    """

    name: str = field(validator=is_name)
    start: int = field()
    end: int = field()
    workloads: tuple[Workload, ...] = field()
    seed: int = field(default=1)
    region: str = field(default="USA", validator=is_id)
    conversions: tuple[tuple[str, Conversion], ...] = field(default=())
    notes: str = field(default="", validator=is_note)
    visible: bool = True
    colour: int | None = field(default=None)
    correlations: tuple[Correlation, ...] = field(default=())

    @seed.validator
    def _check_seed(self, attribute: object, seed: int) -> None:
        if not 0 <= seed <= MAX_SEED:
            raise Fault(_("seed {seed} must be a whole number from 0 to 2^63 - 1").format(seed=seed))

    @colour.validator
    def _check_colour(self, attribute: object, colour: int | None) -> None:
        if colour is not None and not 0 <= colour < 1000:
            raise Fault(_("colour {colour} must be a whole number from 0").format(colour=colour))

    @workloads.validator
    def _check_workloads(self, attribute: object, workloads: tuple[Workload, ...]) -> None:
        if not 1 <= len(workloads) <= MAX_WORKLOADS:
            raise Fault(
                _("“{name}” has {count} workloads; it needs between 1 and {limit}").format(
                    name=self.name, count=len(workloads), limit=MAX_WORKLOADS
                )
            )
        check_unique(_("workload name"), [workload.name for workload in workloads])
        check_unique(_("workload id"), [workload.id for workload in workloads])

    @conversions.validator
    def _check_conversions(self, attribute: object, conversions: tuple[tuple[str, Conversion], ...]) -> None:
        check_unique(_("conversion"), [name for name, _conversion in conversions])
        for name, conversion in conversions:
            check_conversion(name, conversion)

    def __attrs_post_init__(self) -> None:
        check_year(self.start)
        check_year(self.end)
        if self.end < self.start:
            raise Fault(_("the last year {end} is before the first, {start}").format(end=self.end, start=self.start))
        if self.end - self.start + 1 > MAX_YEARS:
            raise Fault(
                _("{start} to {end} is more than {limit} years").format(start=self.start, end=self.end, limit=MAX_YEARS)
            )
        if self.correlations:
            check_correlations(self.correlations, driver_names(self.workloads))

    @property
    def years(self) -> range:
        """The years it covers, both ends included."""
        return range(self.start, self.end + 1)

    def conversion(self, name: str) -> Conversion | None:
        """Return the scenario's own conversion of that name, if it has one."""
        return dict(self.conversions).get(name)


def with_workloads(scenario: Scenario, workloads: tuple[Workload, ...]) -> Scenario:
    """Return the scenario with other workloads; correlations of a driver that is gone go with it."""
    if not scenario.correlations:
        return evolve(scenario, workloads=workloads)
    kept = still_there(scenario.correlations, driver_names(workloads))
    return evolve(scenario, workloads=workloads, correlations=kept)


def driver_names(workloads: Sequence[Workload]) -> Iterator[str]:
    """Yield every driver as ``workload id/driver id``."""
    for workload in workloads:
        for driver in workload.drivers:
            yield f"{workload.id}/{driver.id}"


def names_of_drivers(scenario: Scenario) -> dict[str, str]:
    """Return for each ``workload id/driver id`` what people read, with the workload where there are several."""
    alone = len(scenario.workloads) == 1
    return {
        f"{workload.id}/{driver.id}": driver.name
        if alone
        else _("{workload}: {driver}").format(workload=workload.name, driver=driver.name)
        for workload in scenario.workloads
        for driver in workload.drivers
    }


def check_unique(what: str, names: list[str]) -> None:
    """Raise `Fault` where a name stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Fault(_("the {what} “{name}” stands twice; give each its own").format(what=what, name=name))
        seen.add(name)
