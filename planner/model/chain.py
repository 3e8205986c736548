"""A chain is a product of drivers; its dimensions decide whether it is the energy per time that it promises to be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.text import _
from planner.units import describe_powers, dimensionality, dimensions, fold_energy

_PROMISE = "GWh/year"
_COUNTED = ("query", "image", "video", "session", "task", "token")


def check_chain(drivers: Sequence[Driver]) -> None:
    """Raise `Fault` unless the drivers multiply to an energy per time.

    The sentence says which dimension is left over or missing and names the driver that most likely carries it.
    """
    units = tuple((driver.value.unit, driver.power) for driver in drivers)
    excess = _excess(units)
    if not excess:
        return
    suspect = _suspect(drivers, excess)
    example = _example(_corrected(suspect, excess))
    if not suspect.value.unit and example:
        raise Fault(
            _("{name} “{text}” needs a unit; write it like {text} {example}").format(
                name=suspect.name, text=suspect.value.text, example=example
            )
        )
    raise Fault(
        _("{problem} The likely cause is {name} “{text}”, {is_now}{remedy}.").format(
            problem=_sentence(excess),
            name=suspect.name,
            text=suspect.value.text,
            is_now=describe_powers(dimensions(suspect.value.unit)),
            remedy=_remedy(suspect, excess),
        )
    )


@lru_cache(maxsize=1024)
def _excess_items(units: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    total: dict[str, Any] = {name: -power for name, power in dimensionality(_PROMISE)}
    for unit, direction in units:
        for name, power in dimensionality(unit):
            total[name] = total.get(name, 0) + direction * power
    return tuple(fold_energy(total).items())


def _excess(units: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """Return the dimensions by which a product differs from energy per time: above zero surplus, below missing."""
    return dict(_excess_items(units))


def _sentence(excess: dict[str, int]) -> str:
    surplus = _in_words({name: power for name, power in excess.items() if (power > 0) != (name == "time")})
    missing = _in_words({name: -power for name, power in excess.items() if (power < 0) != (name == "time")})
    if surplus and missing:
        text = _("The drivers do not make an energy per time: {surplus} is left over and {missing} is missing.")
    elif surplus:
        text = _("The drivers do not make an energy per time: {surplus} is left over.")
    else:
        text = _("The drivers do not make an energy per time: {missing} is missing.")
    return text.format(surplus=surplus, missing=missing)


def _in_words(powers: dict[str, int]) -> str:
    """Return surplus or missing dimensions in words; time stands below the line, so its lack is “per time”."""
    others = {name: power for name, power in powers.items() if name != "time"}
    words = [describe_powers(others)] if others else []
    if "time" in powers:
        words.append(_("per time") + ("" if powers["time"] == -1 else f"^{-powers['time']}"))
    return " ".join(words)


def _suspect(drivers: Sequence[Driver], excess: dict[str, int]) -> Driver:
    """Return the driver that would be the most ordinary once it alone is corrected."""
    return min(drivers, key=lambda driver: _oddness(_corrected(driver, excess)))


def _corrected(driver: Driver, excess: dict[str, int]) -> dict[str, int]:
    powers = dimensions(driver.value.unit)
    for name, power in excess.items():
        powers[name] = powers.get(name, 0) - driver.power * power
    return {name: power for name, power in powers.items() if power}


def _oddness(powers: dict[str, int]) -> tuple[int, int]:
    """Return how unusual dimensions are for a driver; energy per thing, things per time and plain factors are usual."""
    counted = [name for name in powers if name in _COUNTED]
    is_energy_per_thing = powers.get("energy") == 1 and set(powers) == {"energy", *counted} and len(counted) <= 1
    is_rate_of_things = powers.get("time") == -1 and set(powers) <= {"time", "user", *counted}
    is_factor = not powers or set(powers) <= {"user", "person"}
    is_power = powers == {"energy": 1, "time": -1}
    usual = (is_energy_per_thing, is_rate_of_things and bool(counted), is_factor, is_power)
    rank = usual.index(True) if any(usual) else len(usual)
    return rank, sum(map(abs, powers.values()))


_EXAMPLES = {"energy": "Wh", "time": "day", "mass": "kg", "length": "m"}


def _remedy(driver: Driver, excess: dict[str, int]) -> str:
    wanted = _corrected(driver, excess)
    if not wanted:
        return _("; a plain number is needed")
    example = _example(wanted)
    if not example:
        return _("; {wanted} is needed").format(wanted=describe_powers(wanted))
    return _("; {wanted} is needed, such as {example}").format(wanted=describe_powers(wanted), example=example)


def _example(wanted: dict[str, int]) -> str:
    """Return a unit of the wanted dimensions, as people write it; empty where none is ordinary."""
    above = [_EXAMPLES.get(name, name) for name, power in wanted.items() if power == 1]
    below = [_EXAMPLES.get(name, name) for name, power in wanted.items() if power == -1]
    if len(above) + len(below) != len(wanted) or not above:
        return ""
    return "/".join(["·".join(above), *below])
