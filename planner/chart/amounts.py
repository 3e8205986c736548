"""Amounts in words: an outcome's number with the unit that suits its size, and units as people say them."""

from __future__ import annotations

from collections.abc import Mapping

from planner.text import N_, _, count, in_percent, is_several, kept_per_language, number, percent
from planner.units import factor_between, unit_powers

SCALES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "energy": (
        ("kWh/year", "kWh"),
        ("MWh/year", "MWh"),
        ("GWh/year", "GWh"),
        ("TWh/year", "TWh"),
        ("PWh/year", "PWh"),
    ),
    "power": (("W", "W"), ("kW", "kW"), ("MW", "MW"), ("GW", "GW"), ("TW", "TW")),
    "emissions": (
        ("kgCO2e/year", "kg CO₂e"),
        ("tCO2e/year", "t CO₂e"),
        ("ktCO2e/year", "kt CO₂e"),
        ("MtCO2e/year", "Mt CO₂e"),
        ("GtCO2e/year", "Gt CO₂e"),
    ),
    "water": (("L/year", "L"), ("m^3/year", "m³")),
}
"""For each outcome, its units from small to large, each with how it is written; all are a year but power."""

UNIT_CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "energy": (("MWh/year", "MWh"), ("GWh/year", "GWh"), ("TWh/year", "TWh"), ("PJ/year", "PJ")),
    "power": (("kW", "kW"), ("MW", "MW"), ("GW", "GW")),
    "households": (
        ("household", N_("homes")),
        ("khousehold", N_("thousand homes")),
        ("Mhousehold", N_("million homes")),
    ),
    "share": (("%", "%"),),
    "emissions": (("tCO2e/year", "t CO₂e"), ("ktCO2e/year", "kt CO₂e"), ("MtCO2e/year", "Mt CO₂e")),
    "cost": (),
    "water": (("m^3/year", "m³"), ("megaliter/year", N_("million litres"))),
}
"""The units in which an outcome can be charted; a chart begins in the outcome's own unit (`OUTCOMES`)."""

OUTCOME_NAMES: Mapping[str, str] = {
    "energy": N_("Electricity"),
    "power": N_("Average power"),
    "households": N_("Household equivalents"),
    "share": N_("Share of demand"),
    "emissions": N_("Emissions"),
    "cost": N_("Electricity cost"),
    "water": N_("Water"),
}


MISSING_FIGURES: Mapping[str, str] = {"cost": N_("Electricity price"), "water": N_("Water use")}
"""The outcomes whose conversion is not published for every region, each with that conversion's name."""


def amount(outcome: str, value: float, unit: str, significant: int = 3) -> str:
    """Return ``value`` of ``unit`` as text in the unit that suits its size: ``310 GWh``, ``1.2 million homes``."""
    if outcome == "households":
        whole = value if unit == "household" else value * factor_between(unit, "household")
        return _("{count} homes").format(count=homes(whole, significant))
    if outcome == "share":
        return percent(value / 100, min(significant, 2))
    if outcome == "cost":
        return f"{count(value, significant)} {unit.split('/')[0]}"
    scales = SCALES[outcome]
    best_unit, best_name = scales[0]
    for candidate, name in scales:
        if abs(value) * factor_between(unit, candidate) >= 1:
            best_unit, best_name = candidate, name
    scaled = value * factor_between(unit, best_unit)
    words = count(scaled, significant) if scaled >= 1e6 else number(scaled, significant)
    return f"{words} {best_name}"


def homes(value: float, significant: int = 3) -> str:
    """Return a number of homes: whole ones from ten up, in words from a million."""
    return count(round(value) if 10 <= value < 1000 else value, significant)


def amounts(outcome: str, low: float, high: float, unit: str) -> str:
    """Return an interval: ``1.8 to 12 TWh``, with the unit once where both ends share it."""
    first, last = _ends(outcome, low, high, unit)
    return _("{low} to {high}").format(low=first, high=last)


def between(outcome: str, low: float, high: float, unit: str) -> str:
    """Return an interval to stand behind the word between: ``1.8 and 12 TWh``."""
    first, last = _ends(outcome, low, high, unit)
    return _("{low} and {high}").format(low=first, high=last)


def _ends(outcome: str, low: float, high: float, unit: str) -> tuple[str, str]:
    first, last = amount(outcome, low, unit), amount(outcome, high, unit)
    first_number, _space, first_unit = first.partition(" ")
    return (first_number if first_unit == last.partition(" ")[2] else first), last


def unit_name(outcome: str, unit: str) -> str:
    """Return how a chart unit is written: ``GWh``, ``million homes``, ``USD``."""
    names = dict(UNIT_CHOICES[outcome])
    return _(names[unit]) if unit in names else unit.split("/")[0]


def measure(outcome: str, unit: str) -> str:
    """Return what an axis measures: ``Electricity, GWh a year``."""
    name, unit_text = _(OUTCOME_NAMES[outcome]), unit_name(outcome, unit)
    if outcome in ("power", "households", "share"):
        return f"{name}, {unit_text}"
    return _("{measure}, {unit} a year").format(measure=name, unit=unit_text)


_THINGS = {
    "query": (N_("query"), N_("queries")),
    "token": (N_("token"), N_("tokens")),
    "user": (N_("user"), N_("users")),
    "image": (N_("image"), N_("images")),
    "video": (N_("video"), N_("videos")),
    "session": (N_("session"), N_("sessions")),
    "task": (N_("task"), N_("tasks")),
    "household": (N_("household"), N_("households")),
    "person": (N_("person"), N_("people")),
}
_EACH = {
    "year": N_("a year"),
    "month": N_("a month"),
    "week": N_("a week"),
    "day": N_("a day"),
    "hour": N_("an hour"),
    "second": N_("a second"),
}


@kept_per_language(512)
def value_and_unit(value: float, unit: str, exact: bool = False) -> tuple[str, str]:
    """Return a driver's number and what it counts: `0.34 Wh` and `per query`, `2.5 billion` and `queries a day`.

    An ``exact`` number has five digits, so that whoever works with it arrives at the same result; others have three
    unless five say all.
    """
    head, things, each = _parts(value, unit, exact)
    return head, _("{things} {each}").format(things=things, each=each) if things and each else things or each


def value_in_words(value: float, unit: str, exact: bool = False) -> str:
    """Return a driver's number with what it counts, as a sentence has it: `0.34 Wh per query`."""
    head, things, each = _parts(value, unit, exact)
    counted = _("{number} {things}").format(number=head, things=things) if things else head
    return _("{counted} {each}").format(counted=counted, each=each) if each else counted


def _parts(value: float, unit: str, exact: bool) -> tuple[str, str, str]:
    """Return number, what is counted and per what: ``2.5 billion``, ``queries``, ``a day``; two may be empty."""
    powers = unit_powers(unit)
    things = [name for name, power in powers.items() if power > 0 and name in _THINGS]
    others = [
        name if power == 1 else f"{name}^{power}" for name, power in powers.items() if power > 0 and name not in _THINGS
    ]
    each = [_each(name) for name, power in powers.items() if power < 0]
    digits = 5 if exact or float(f"{value:.5g}") == value else 3
    if others == ["%"]:
        head = in_percent(number(value, digits))
    else:
        head = number(value, digits) + f" {'·'.join(others)}" if others else count(value, digits)
    words = [_(_THINGS[thing][int(is_several(value))]) for thing in things]
    return head, " ".join(words), " ".join(each)


def _each(name: str) -> str:
    if name in _EACH:
        return _(_EACH[name])
    return _("per {thing}").format(thing=_(_THINGS[name][0]) if name in _THINGS else name)
