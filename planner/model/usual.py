"""What a value usually is, so that a slip of the keyboard is remarked on where it is made: nothing is refused here.

The bounds are wide on purpose. They are reasons, not measurements: what no data centre, or not all people together,
could do. A PUE is the energy of a building over that of the machines in it, so it cannot be below 1; the Uptime
Institute's first survey of data centres (2007) found 2.5 on average, and averages have fallen since.
"""

from __future__ import annotations

from attrs import frozen

from planner.model.driver import Driver
from planner.model.flag import Concern, Flag
from planner.text import N_, _
from planner.units import dimensions, factor_between

_USES = ("query", "image", "video", "session", "task")


@frozen
class _Usual:
    """A range in ``unit``, and the same in words."""

    unit: str
    least: float
    most: float
    words: str


_PUE = _Usual("", 1.0, 3.0, N_("a PUE is from 1 to 3"))
_ENERGY = N_("one use takes from a millionth of a Wh to 1 MWh")
_VOLUME = N_("all people together, 100,000 times a day each, make 1e15 a day")
_USERS = _Usual("user", 0.0, 1e10, N_("there are about 8 billion people"))


def usual_flag(driver: Driver, index: int, *, is_pue: bool) -> Flag | None:
    """Return the remark that a driver's value is far from what it usually is, None where it is not or nobody knows."""
    usual = _PUE if is_pue else _usual_of(driver)
    if usual is None:
        return None
    factor = factor_between(driver.value.unit, usual.unit)
    low = driver.value.interval[0] * factor
    middle = driver.value.central * factor
    impossible = is_pue and low < 1
    if middle == 0 and not is_pue:
        return None
    if usual.least <= middle <= usual.most and not impossible:
        return None
    sentence = (
        _("“{name}” reaches below 1, which no data centre can be: total over computing energy")
        if impossible
        else _("“{name}” of {text} is far outside of what is usual: {words}")
    )
    return Flag(
        index,
        Concern.UNUSUAL,
        sentence.format(name=driver.name, text=driver.value.text, words=_(usual.words)),
        True,
    )


def _usual_of(driver: Driver) -> _Usual | None:
    powers = dimensions(driver.value.unit)
    if driver.power != 1:
        return None
    if powers == {"user": 1}:
        return _USERS
    for use in _USES:
        if powers == {"energy": 1, use: -1}:
            return _Usual(f"Wh/{use}", 1e-6, 1e6, _ENERGY)
        if powers == {use: 1, "time": -1}:
            return _Usual(f"{use}/day", 0.0, 1e15, _VOLUME)
    return None
