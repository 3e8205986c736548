"""A driver: one assumption, with an uncertain value, how it moves over the years, and where it comes from."""

from __future__ import annotations

from attrs import field, frozen

from planner.model.estimate import Estimate, Shape
from planner.model.faults import Fault
from planner.model.trajectory import Constant, Points, Trajectory, check_trajectory_units, check_year
from planner.text import _, is_one_line
from planner.units import UnitProblem, dimensions, factor_between

MAX_NAME = 120
MAX_NOTES = 20_000
MOST_REBOUND = 10.0


def is_name(instance: object, attribute: object, text: str) -> None:
    """Validate a name that people read: one line, not empty, at most 120 characters."""
    if not text.strip() or len(text) > MAX_NAME or not is_one_line(text):
        shown = text[:30].encode("unicode_escape").decode() if not is_one_line(text) else text[:30]
        raise Fault(
            _("“{text}” cannot be a name; use 1 to {limit} characters on one line").format(text=shown, limit=MAX_NAME)
        )


def is_id(instance: object, attribute: object, text: str) -> None:
    """Validate an id: a name without a slash, because ``workload/driver`` points at a driver."""
    is_name(instance, attribute, text)
    if "/" in text:
        raise Fault(_("“{text}” cannot be an id; leave out the slash").format(text=text[:30]))


def is_note(instance: object, attribute: object, text: str) -> None:
    """Validate free text: bounded, and what a UTF-8 file can hold."""
    if len(text) > MAX_NOTES:
        raise Fault(
            _("a note of {length} characters is too long; at most {limit} are kept").format(
                length=len(text), limit=MAX_NOTES
            )
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Fault(_("a note holds half a character (a lone surrogate), which no file can keep; remove it"))


@frozen(cache_hash=True)
class Driver:
    """One factor of a chain.

    ``power`` is 1 for a driver that multiplies and -1 for one that divides. ``as_of`` is the year in which ``value``
    holds; without it, the scenario's first year. ``source`` is the id of an evidence entry, empty for an own
    assumption; ``boundary`` says what the figure counts (accelerator, server, facility, ...). A ``lever`` is what we
    decide; without it, a driver is how the world is. ``rebound`` is how much more an energy per use is used as it
    falls, see `planner.engine.rebound`; None for not at all.
    """

    id: str = field(validator=is_id)
    name: str = field(validator=is_name)
    value: Estimate = field()
    power: int = field(default=1)
    trajectory: Trajectory = field(factory=Constant)
    source: str = field(default="", validator=is_note)
    boundary: str = field(default="", validator=is_note)
    as_of: int | None = field(default=None)
    note: str = field(default="", validator=is_note)
    lever: bool = False
    rebound: Estimate | None = field(default=None)

    @power.validator
    def _check_power(self, attribute: object, power: int) -> None:
        if power not in (1, -1):
            raise Fault(_("power {power} of “{name}” must be 1 or -1").format(power=power, name=self.name))

    @as_of.validator
    def _check_as_of(self, attribute: object, year: int | None) -> None:
        if year is not None:
            check_year(year)

    def __attrs_post_init__(self) -> None:
        check_not_negative(self.name, self.value)
        check_trajectory_units(self.value, self.trajectory)
        if self.rebound is not None:
            check_rebound(self.name, self.value, self.power, self.rebound)
        if self.power == -1:
            points = [point for _year, point in self.trajectory.values] if isinstance(self.trajectory, Points) else []
            for divisor in (self.value, *points):
                check_divisor(self.name, divisor)


def check_not_negative(name: str, value: Estimate) -> None:
    """Raise `Fault` where ``value`` is typed as reaching below zero."""
    typed_as_mean = value.shape is Shape.NORMAL and value.text.lower().startswith("normal")
    least = value.parameters[0] if typed_as_mean else value.interval[0]
    if least < 0:
        raise Fault(_("{name} “{text}” is negative; give a value of zero or above").format(name=name, text=value.text))


def takes_rebound(value: Estimate, power: int) -> bool:
    """Whether a driver is an energy per use, such as ``0.3 Wh/query``: what efficiency makes smaller."""
    powers = dimensions(value.unit)
    return power == 1 and powers.get("energy") == 1 and "time" not in powers and len(powers) > 1


def check_rebound(name: str, value: Estimate, power: int, rebound: Estimate) -> None:
    """Raise `Fault` unless ``rebound`` is a share from zero to ten and the driver is an energy per use."""
    if not takes_rebound(value, power):
        raise Fault(
            _("{name} “{text}” is no energy per use, so nothing rebounds; take its rebound away").format(
                name=name, text=value.text
            )
        )
    try:
        low, high = (end * factor_between(rebound.unit, "") for end in rebound.interval)
    except UnitProblem as problem:
        raise Fault(
            _("the rebound “{text}” of {name}: {problem}").format(text=rebound.text, name=name, problem=problem)
        ) from problem
    if low < 0 or high > MOST_REBOUND:
        raise Fault(
            _("the rebound “{text}” of {name} is out of range; use 0 % to 1000 %").format(text=rebound.text, name=name)
        )


def check_divisor(name: str, value: Estimate) -> None:
    """Raise `Fault` where a value that others are divided by could be zero."""
    zero_possible = value.lowest <= 0 and (value.shape is not Shape.LOGNORMAL or value.certain)
    if zero_possible:
        raise Fault(
            _("{name} “{text}” divides and could be zero; give a range above zero").format(name=name, text=value.text)
        )
