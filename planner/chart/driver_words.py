"""What a driver is, in three lines for whoever points at it: its meaning, what has been published, its source."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import quantiles

from planner.chart.amounts import value_in_words
from planner.model.boundary import is_pue
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.text import N_, _
from planner.units import UnitProblem, dimensions, factor_between

_FEWEST = 4
"""Fewer figures than this have no middle half worth a word."""
_COMPARABLE = ("energy", "pue", "wue")
"""Topics whose figures are of one thing; people, parameters and totals are of as many things as there are figures."""
_MEANINGS: tuple[tuple[dict[str, int], set[int], str], ...] = (
    ({"energy": 1}, {-1}, N_("The energy that one use takes.")),
    ({}, {1}, N_("How many there are.")),
    ({}, set(), N_("A plain number that the product is multiplied by.")),
)
_RATE = N_("How often it happens.")
_POWER = N_("The electric power that is drawn.")
_EACH = N_("How much of it each one has.")
_PUE = N_("The energy of the whole building over that of the machines in it (PUE).")
_DIVIDES = N_("A number that the product is divided by.")


def about_driver(driver: Driver, library: Mapping[str, Evidence]) -> str:
    """Return the lines; without an entry in ``library`` there is no published range."""
    entry = library.get(driver.source)
    lines = [_(_meaning(driver, library)), _published(driver, entry, library) if entry else "", _source(driver, entry)]
    return "\n".join(filter(None, lines))


def _meaning(driver: Driver, library: Mapping[str, Evidence]) -> str:
    if is_pue(driver, library):
        return _PUE
    if driver.power != 1:
        return _DIVIDES
    powers = dimensions(driver.value.unit)
    if powers.get("time"):
        return _POWER if powers.get("energy") else _RATE
    energy = {name: power for name, power in powers.items() if name == "energy"}
    others = {power for name, power in powers.items() if name != "energy"}
    return next((words for wanted, rest, words in _MEANINGS if energy == wanted and others == rest), _EACH)


def _published(driver: Driver, entry: Evidence, library: Mapping[str, Evidence]) -> str:
    """Return where the middle half of the figures of the same kind lies, in the driver's own unit."""
    if entry.topic not in _COMPARABLE:
        return ""
    unit = driver.value.unit
    figures = []
    for other in library.values():
        if (other.topic, other.modality) == (entry.topic, entry.modality) and not other.superseded_by:
            try:
                figures.append(other.value.central * factor_between(other.value.unit, unit))
            except UnitProblem:
                continue
    if len(figures) < _FEWEST:
        return ""
    low, _middle, high = quantiles(figures, n=4, method="inclusive")
    return _("Published: {count} figures like it, half of them between {low} and {high}.").format(
        count=len(figures), low=_roughly(low, unit), high=_roughly(high, unit)
    )


def _roughly(value: float, unit: str) -> str:
    return value_in_words(float(f"{value:.2g}"), unit)


def _source(driver: Driver, entry: Evidence | None) -> str:
    if entry is None:
        return _("No source in the library: an own assumption.")
    line = _("Source: {publisher}, {date}, {kind}: {figure}.")
    return line.format(publisher=entry.publisher, date=entry.date, kind=_(entry.kind), figure=entry.as_published)
