"""Boundary care: what a workload counts twice, leaves out, or takes for something it is not, each with its remedy.

What a figure counts goes from the accelerator alone, to the server with host and idle machines, to the facility with
cooling. Going all the way is worth 1.7 to 2.4 times; counting cooling twice, another 1.1 to 1.6. A flag says where, in
one sentence, and can give the mended workload; nothing is changed unless somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.flag import Concern, Flag, Mend
from planner.model.scenario import Workload
from planner.model.usual import usual_flag
from planner.text import _
from planner.units import UnitProblem, describe_powers, dimensions, factor_between

LIBRARY_MONTH = "2026-11"
OLD_AFTER_MONTHS = 18

OVERHEAD = "google-2025-overhead"
"""Google's published breakdown, 0.24 Wh in all over 0.14 Wh in accelerators: 1.72, cooling included."""
HOST_AND_IDLE = "google-2025-host-and-idle"
"""The same without cooling, for a chain that has a PUE of its own: 1.57."""
FLEET_PUE = "iea-pue-2025"
"""The energy-weighted PUE of the world's data centres."""


def flags(workload: Workload, evidence: Mapping[str, Evidence], month: str = LIBRARY_MONTH) -> tuple[Flag, ...]:
    """Return all flags of ``workload`` in the order of its drivers; ``month`` is the present, as ``2026-11``."""
    found: list[Flag] = []
    for index, driver in enumerate(workload.drivers):
        entry = evidence.get(driver.source)
        unusual = usual_flag(driver, index, is_pue=is_pue(driver, evidence))
        found += [unusual] if unusual is not None else []
        if _is_energy_per_use(driver):
            found += _boundary_flags(workload, index, entry, evidence)
        if entry is not None:
            found += _source_flags(workload, index, entry, evidence, month)
    return tuple(found)


def _is_energy_per_use(driver: Driver) -> bool:
    powers = dimensions(driver.value.unit)
    return driver.power == 1 and powers.get("energy") == 1 and "time" not in powers


def is_pue(driver: Driver, evidence: Mapping[str, Evidence]) -> bool:
    """Whether a driver multiplies by the energy of the building over that of its machines."""
    entry = evidence.get(driver.source)
    named = driver.id == "pue" or "PUE" in driver.name.upper().split()
    return not driver.value.unit and driver.power == 1 and (named or (entry is not None and entry.topic == "pue"))


def is_overhead(driver: Driver, evidence: Mapping[str, Evidence]) -> bool:
    """Whether a driver adds host and idle machines, and by its boundary perhaps cooling, to an accelerator figure."""
    entry = evidence.get(driver.source)
    named = driver.id.startswith("overhead")
    return not driver.value.unit and driver.power == 1 and (named or (entry is not None and entry.topic == "overhead"))


def counts_cooling(driver: Driver, entry: Evidence | None) -> bool | None:
    """Whether a figure holds the cooling of the building already; None where nobody says."""
    if entry is not None and entry.boundary == driver.boundary:
        return entry.includes_pue
    if driver.boundary.startswith("facility"):
        return True
    return False if driver.boundary in ("accelerator", "server") else None


def _boundary_flags(
    workload: Workload, index: int, entry: Evidence | None, evidence: Mapping[str, Evidence]
) -> Iterator[Flag]:
    driver = workload.drivers[index]
    pue = next((place for place, other in enumerate(workload.drivers) if is_pue(other, evidence)), None)
    overhead = next((other for other in workload.drivers if is_overhead(other, evidence)), None)
    cooling = counts_cooling(driver, entry)
    if driver.boundary == "accelerator" and overhead is None:
        yield _accelerator_only(driver, index, pue is not None, evidence)
        return
    if overhead is not None and overhead.boundary:
        cooling = overhead.boundary == "facility"
    if pue is not None and cooling is not False and driver.boundary:
        yield _pue_again(workload, driver, pue, cooling)
    if pue is None and cooling is False and driver.boundary in ("server", "accelerator"):
        sentence = _("“{name}” counts servers without the cooling of their building").format(name=driver.name)
        yield Flag(index, Concern.SERVER_ONLY, sentence, False, _adding(driver, "pue", _("PUE"), FLEET_PUE, evidence))


def _accelerator_only(driver: Driver, index: int, has_pue: bool, evidence: Mapping[str, Evidence]) -> Flag:
    source, boundary = (HOST_AND_IDLE, "server") if has_pue else (OVERHEAD, "facility")
    missing = _("host and idle machines") if has_pue else _("host, idle machines and cooling")
    sentence = _("“{name}” counts accelerators alone; {missing} come on top").format(name=driver.name, missing=missing)
    name = _("Overhead of host and idle machines") if has_pue else _("Overhead of host, idle machines and cooling")
    mend = _adding(driver, "overhead", name, source, evidence, boundary)
    return Flag(index, Concern.ACCELERATOR_ONLY, sentence, True, mend)


def _pue_again(workload: Workload, driver: Driver, pue: int, cooling: bool | None) -> Flag:
    identity = workload.drivers[pue].id
    mend = None if len(workload.drivers) == 1 else _removing(identity)
    if cooling is None:
        sentence = _("“{name}” may include cooling already: what it counts is not stated").format(name=driver.name)
        return Flag(pue, Concern.PUE_UNSURE, sentence, False, mend)
    sentence = _("cooling counts twice: “{name}” is a figure of the whole facility").format(name=driver.name)
    return Flag(pue, Concern.PUE_TWICE, sentence, True, mend)


def _adding(
    after: Driver, identity: str, name: str, source: str, evidence: Mapping[str, Evidence], boundary: str = ""
) -> Mend | None:
    """Return the edit that puts a published factor behind the driver ``after``, None where the library lacks it."""
    entry = evidence.get(source)
    if entry is None:
        return None

    def mend(workload: Workload) -> Workload:
        taken = {driver.id for driver in workload.drivers}
        free = next(text for text in (identity, *(f"{identity}-{n}" for n in range(2, 99))) if text not in taken)
        place = [driver.id for driver in workload.drivers].index(after.id) + 1
        added = Driver(free, name, entry.value, source=source, boundary=boundary)
        return attrs.evolve(workload, drivers=(*workload.drivers[:place], added, *workload.drivers[place:]))

    return mend


def _removing(identity: str) -> Mend:
    def mend(workload: Workload) -> Workload:
        rest = tuple(driver for driver in workload.drivers if driver.id != identity)
        return attrs.evolve(workload, drivers=rest)

    return mend


def _source_flags(
    workload: Workload, index: int, entry: Evidence, evidence: Mapping[str, Evidence], month: str
) -> Iterator[Flag]:
    driver = workload.drivers[index]
    try:
        factor_between(driver.value.unit, entry.value.unit)
    except UnitProblem:
        yield _other_unit(driver, index, entry)
        return
    if not entry.supports(driver.value):
        return  # moved away from its source: the user's own value, whatever the source was
    if entry.topic == "energy" and entry.statistic == "median":
        sentence = _("“{name}” is a median, so times a volume it is not a total: the mean is larger")
        yield Flag(index, Concern.NOT_A_TOTAL, sentence.format(name=driver.name), False)
    if driver.as_of is not None:
        return  # placed in its own year
    newer = evidence.get(entry.superseded_by)
    if newer is not None:
        yield _superseded(workload, index, entry, newer)
    elif _ages(entry) and months_between(entry.date, month) > OLD_AFTER_MONTHS:
        sentence = _("“{name}” rests on a figure of {date}; what is older than 18 months is history, not a default")
        yield Flag(index, Concern.OLD, sentence.format(name=driver.name, date=entry.date), False)


def _other_unit(driver: Driver, index: int, entry: Evidence) -> Flag:
    sentence = _("“{name}” is {own}, but its source gives {published}").format(
        name=driver.name,
        own=describe_powers(dimensions(driver.value.unit)),
        published=describe_powers(dimensions(entry.value.unit)),
    )
    return Flag(index, Concern.OTHER_UNIT, sentence, True)


def _ages(entry: Evidence) -> bool:
    """Whether a figure goes out of date within months: energy of a use, and uses in a time, but no population."""
    return entry.topic == "energy" or (entry.topic == "adoption" and "/" in entry.value.unit)


def months_between(earlier: str, later: str) -> int:
    """Return the months between dates such as ``2025``, ``2025-06`` or ``2025-06-30``; a bare year is its December."""

    def months(date: str) -> int:
        year, _dash, rest = date.partition("-")
        return int(year) * 12 + int(rest[:2] or 12)

    return months(later) - months(earlier)


def _superseded(workload: Workload, index: int, entry: Evidence, newer: Evidence) -> Flag:
    name = workload.drivers[index].name
    by = (
        _("“{name}” was superseded by its own authors: {value} ({date})")
        if _same_authors(entry, newer)
        else _("“{name}” is superseded: {label} gives {value} ({date})")
    )
    sentence = by.format(name=name, label=newer.label, value=newer.value.text, date=newer.date)
    identity = workload.drivers[index].id

    def mend(changed: Workload) -> Workload:
        drivers = (adopted(driver, newer) if driver.id == identity else driver for driver in changed.drivers)
        return attrs.evolve(changed, drivers=tuple(drivers))

    try:
        mend(workload)
    except Fault:
        return Flag(index, Concern.SUPERSEDED, sentence, entry.topic == "energy")
    return Flag(index, Concern.SUPERSEDED, sentence, entry.topic == "energy", mend)


def _same_authors(entry: Evidence, newer: Evidence) -> bool:
    one, other = (record.publisher.split(",")[0].split(";")[0] for record in (entry, newer))
    return one.startswith(other) or other.startswith(one)


def adopted(driver: Driver, entry: Evidence) -> Driver:
    """Return the driver with the value, source and boundary of ``entry``.

    A spread that was typed around the old value is kept, in proportion, around the new one.
    """
    value = entry.value
    if not driver.value.certain and driver.value.central > 0 and value.central > 0:
        try:
            ratio = factor_between(value.unit, driver.value.unit) * value.central / driver.value.central
            value = driver.value.scaled(ratio)
        except UnitProblem:
            value = entry.value
    return attrs.evolve(driver, value=value, source=entry.id, boundary=entry.boundary)
