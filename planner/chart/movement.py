"""How a driver moves over the years, in the few words its row has room for."""

from __future__ import annotations

from collections.abc import Mapping

from planner.chart.amounts import value_and_unit
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound, Constant, Logistic, Points
from planner.text import N_, _, count, number, plural
from planner.units import same_unit, unit_powers

_RATES: Mapping[str, str] = {
    "year": N_("{rate} % a year"),
    "month": N_("{rate} % a month"),
    "week": N_("{rate} % a week"),
    "day": N_("{rate} % a day"),
}


def movement(driver: Driver) -> str:
    """Return how ``driver`` moves: ``constant``, ``+20 % a year, as of 2026``, ``saturates at 10 to 40 billion``."""
    words = _moves(driver)
    if driver.rebound is None or isinstance(driver.trajectory, Constant):
        return words
    return _("{movement}, rebound {rebound}").format(movement=words, rebound=driver.rebound.text)


def _moves(driver: Driver) -> str:
    match driver.trajectory:
        case Constant():
            words = _("constant")
        case Compound(rate):
            words = rate_in_words(rate)
        case Logistic(ceiling):
            words = _("saturates at {ceiling}").format(ceiling=_ceiling(ceiling, driver.value.unit))
        case Points(values):
            # They say themselves which year each holds in, so the year of the value does not matter.
            return _points([year for year, _value in values])
    if driver.as_of is None:
        return words
    return _("{movement}, as of {year}").format(movement=words, year=driver.as_of)


def rate_in_words(rate: Estimate) -> str:
    """Return a rate with its sign: ``+20 % a year``, ``−33 to −23 % a year``."""
    period = next(name for name in unit_powers(rate.unit) if name in _RATES)
    low, high = (_signed(end) for end in rate.interval)
    return _(_RATES[period]).format(rate=low if low == high else _("{low} to {high}").format(low=low, high=high))


def _signed(value: float) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def _ceiling(ceiling: Estimate, unit_of_value: str) -> str:
    """Return the ends of a ceiling, its scale word once, and its unit where that is not the unit of the value."""
    ends = [count(end) for end in ceiling.interval]
    unit = ""
    if not same_unit(ceiling.unit, unit_of_value):
        pairs = [value_and_unit(end, ceiling.unit) for end in ceiling.interval]
        ends, unit = [head for head, _unit in pairs], pairs[1][1]
    first, last = ends
    words = last if first == last else _("{low} to {high}").format(low=_without_shared_word(first, last), high=last)
    return " ".join(filter(None, [words, unit]))


def _without_shared_word(first: str, last: str) -> str:
    """Return ``first`` without what follows its number, where the same follows ``last``."""
    head, _space, word = first.partition(" ")
    return head if word == last.partition(" ")[2] else first


def _points(years: list[int]) -> str:
    words = plural("{count} point", "{count} points", len(years)).format(count=len(years))
    if len(years) == 1:
        return _("{points}, {year}").format(points=words, year=years[0])
    return _("{points}, {first} to {last}").format(points=words, first=years[0], last=years[-1])
