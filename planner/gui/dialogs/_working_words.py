"""The running product of an estimate in words, and the badge of a parameter's source."""

from __future__ import annotations

from functools import lru_cache

from planner.engine.bottom_up.catalogue import Range
from planner.engine.bottom_up.estimation import Factor
from planner.gui.widgets.badge import Badge
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.store.library import evidence
from planner.text import _, count, number
from planner.units import UnitProblem, convert, dimensions

_NAMES = {"energy": "Wh", "time": "s"}
_COUNTED = ("query", "token", "user", "image", "video", "session", "task", "household", "person")


@lru_cache(maxsize=512)
def tidy_unit(unit: str) -> str:
    """Return the plainest unit of the same dimension: ``Wh/query`` for ``kW*day/query``; itself where none is plain."""
    powers = dimensions(unit)
    names = {name: _NAMES.get(name, name) for name in powers}
    if powers.get("energy") == 1 and powers.get("time") == -1:
        del powers["time"]
        names["energy"] = "kW"
    if any(abs(power) != 1 or (name not in _NAMES and name not in _COUNTED) for name, power in powers.items()):
        return unit
    above = "·".join(names[name] for name, power in powers.items() if power == 1)
    return above + "".join(f"/{names[name]}" for name, power in powers.items() if power == -1)


def amount_words(value: float, unit: str) -> str:
    """Return a value in the plainest unit, four digits: ``1.011 s/query``, ``100 trillion /query``."""
    plainest = tidy_unit(unit)
    try:
        value = convert(value, unit, plainest)
    except UnitProblem:
        plainest = unit
    return f"{count(value, 4)} {plainest}".strip()


def range_words(value: Range, unit: str = "") -> str:
    """Return one number, or from the low to the high one, with the unit behind."""
    if value.low == value.high:
        return f"{number(value.low, 4)} {unit}".strip()
    low, high = number(value.low), number(value.high)
    return f"{_('{low} to {high}').format(low=low, high=high)} {unit}".strip()


def show_source(badge: Badge, factor: Factor) -> None:
    """Show on a badge where a parameter comes from."""
    entry = evidence().get(factor.source)
    if entry is None:
        badge.show_source(_("own assumption"), "", factor.note or _("No source: your own assumption"))
        return
    words = f"{entry.publisher} {entry.date[:4]}"
    badge.show_source(words, entry.kind, f"{entry.label}: {entry.as_published}\n{entry.citation}")


def record_of(factor: Factor) -> Evidence | Driver:
    """Return what to show when the badge is pressed: the entry, or the parameter as an assumption."""
    own = Driver(factor.id, factor.name, factor.value, factor.power, note=factor.note)
    return evidence().get(factor.source) or own
