"""Units: one pint registry, our own counting units, and a reader of unit text that is safe with text from strangers.

Pint's own expression parser evaluates what it reads (``9**9**9`` would fill the memory), so text never reaches it.
`parse_unit` splits products, quotients and small whole powers itself and asks pint only about single names. Pint is
loaded when something is asked whose answer does not ship (see `planner.known_units`).

Counted things (query, token, user, image, household, ...) are dimensions of their own. That is what makes
``Wh/query x query/day`` an energy per time and lets ``Wh x query`` be refused. Currencies do not convert into each
other. A year is pint's Julian year of 365.25 days.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import platformdirs

from planner import known_units
from planner.text import N_, _

if TYPE_CHECKING:
    import pint

MAX_UNIT_TEXT = 120
MAX_POWER = 6

CURRENCIES = ("USD", "EUR", "CHF", "GBP", "KRW", "JPY", "CNY", "INR")

_DEFINITIONS = (
    "query = [query] = _ = queries = request = requests = prompt = prompts = message = messages",
    "token = [token] = _ = tokens",
    "user = [user] = _ = users",
    "image = [image] = _ = images",
    "video = [video] = _ = videos",
    "session = [session] = _ = sessions",
    "task = [task] = _ = tasks",
    "household = [household] = _ = households = home = homes",
    "person = [person] = _ = persons = people",
    "CO2e = [CO2e] = _ = CO2eq",
    "gCO2e = gram * CO2e = _ = gCO2eq",
    "tCO2e = 1e6 * gram * CO2e = _ = tCO2eq",
    *(f"{code} = [currency_{code}]" for code in CURRENCIES),
)

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-zµμ°%Ωåäö][A-Za-z0-9_µμ°%]*)|(?P<power>\*\*|\^)|(?P<op>[*·×/()]))")
_POWER = re.compile(r"\s*(-?\d{1,2})(?![\d.])")
_SUPERSCRIPT = re.compile("⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


class UnitProblem(ValueError):
    """A unit text that cannot be used; the message says why and what would do."""


Work = TypeVar("Work", bound=Callable[..., Any])


def _remembered(work: Work) -> Work:
    """Give the answer that ships, else work it out; either way only once."""

    @lru_cache(maxsize=4096)
    @wraps(work)
    def ask(*arguments: Any) -> Any:
        answer = known_units.known_answers().get(work.__name__, {}).get(arguments)
        return work(*arguments) if answer is None else answer

    return ask  # type: ignore[return-value]


_making = Lock()


def registry() -> pint.UnitRegistry[float]:
    """Return the one registry of the program, made when first asked for (about 0.1 s)."""
    with _making:  # two threads that ask first would each make one, and units of different registries do not mix
        return _registry()


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    made: pint.UnitRegistry[float] = pint.UnitRegistry(on_redefinition="raise", cache_folder=_cache_folder())
    for definition in _DEFINITIONS:
        made.define(definition)
    return made


def _cache_folder() -> Path | None:
    """Return a folder where pint may keep its parsed definitions (it saves 0.1 s), if one can be written."""
    folder = Path(platformdirs.user_cache_dir("ai-energy-planner", appauthor=False)) / "units"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> pint.Unit:
    """Return the unit that ``text`` names, such as ``Wh/query``, ``query per day`` or ``kWh/household/year``.

    Empty text is the dimensionless unit. Products (``*``, ``·``, a space), quotients (``/`` or ``per``, read from left
    to right), parentheses and whole powers up to 6 are understood.

    Raises:
        UnitProblem: The text is too long, is not of that form, names an unknown unit, or names one that has an
            offset (such as degC) and so cannot be multiplied.
    """
    if len(text) > MAX_UNIT_TEXT:
        sentence = _("the unit is {length} characters long; at most {limit} are read")
        raise UnitProblem(sentence.format(length=len(text), limit=MAX_UNIT_TEXT))
    return _Reader(_SUPERSCRIPT.sub(lambda power: f"^{power[0].translate(_PLAIN_DIGITS)}", text)).read()


class _Reader:
    """Reads one unit text by recursive descent; depth is bounded because the text is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def read(self) -> pint.Unit:
        if not self.text.strip():
            return registry().dimensionless
        unit = self._product()
        if self.text[self.at :].strip():
            sentence = _("the unit “{unit}” cannot be read at “{place}”")
            raise UnitProblem(sentence.format(unit=self.text.strip(), place=self.text[self.at :].strip()[:20]))
        return unit

    def _peek(self) -> re.Match[str] | None:
        return _TOKEN.match(self.text, self.at)

    def _product(self) -> pint.Unit:
        leading = self._peek()  # "/day" is one per day
        unit = registry().dimensionless if leading is not None and _divides(leading) else self._factor()
        while (token := self._peek()) is not None and token["op"] != ")":
            divide = _divides(token)
            if token["op"] in ("*", "·", "×") or divide:
                self.at = token.end()
            elif token["power"]:
                break
            factor = self._factor()
            unit = unit / factor if divide else unit * factor
        return unit

    def _factor(self) -> pint.Unit:
        token = self._peek()
        if token is None or token["power"] or (token["op"] and token["op"] != "("):
            sentence = _("the unit “{unit}” is incomplete; write it like Wh/query")
            raise UnitProblem(sentence.format(unit=self.text.strip()))
        self.at = token.end()
        if token["op"] == "(":
            unit = self._product()
            closing = self._peek()
            if closing is None or closing["op"] != ")":
                sentence = _("the unit “{unit}” lacks a closing parenthesis")
                raise UnitProblem(sentence.format(unit=self.text.strip()))
            self.at = closing.end()
        else:
            unit = named_unit(token["name"])
        return self._raised(unit)

    def _raised(self, unit: pint.Unit) -> pint.Unit:
        token = self._peek()
        if token is None or not token["power"]:
            return unit
        number = _POWER.match(self.text, token.end())
        if number is None or abs(int(number[1])) > MAX_POWER:
            sentence = _("the unit “{unit}” has a power that is not a whole number up to {limit}")
            raise UnitProblem(sentence.format(unit=self.text.strip(), limit=MAX_POWER))
        self.at = number.end()
        raised: pint.Unit = unit ** int(number[1])  # type: ignore[assignment]
        return raised


def _divides(token: re.Match[str]) -> bool:
    return token["op"] == "/" or token["name"] == "per"


def check_unit(text: str) -> None:
    """Raise `UnitProblem` where ``text`` is not a unit; see `parse_unit`."""
    dimensionality(text)


@_remembered
def dimensionality(text: str) -> tuple[tuple[str, float], ...]:
    """Return the powers of a unit's base dimensions, as pint names them, by name; raises like `parse_unit`."""
    powers: Mapping[str, Any] = parse_unit(text).dimensionality
    # pint's own order depends on what it was asked before.
    return tuple(sorted((name, float(power)) for name, power in powers.items()))


@_remembered
def same_unit(one: str, other: str) -> bool:
    """Whether two texts name the same unit, scale included."""
    return bool(parse_unit(one) == parse_unit(other))


@lru_cache(maxsize=2048)
def named_unit(name: str) -> pint.Unit:
    """Return the unit of one plain name, prefix included (``GWh``, ``kquery``, ``%``).

    Raises:
        UnitProblem: The name is unknown, or the unit has an offset, is logarithmic, or has a root in its dimension.
    """
    from pint.errors import PintError

    known = registry()
    try:
        unit = known.percent if name == "%" else known.parse_units(name.replace("%", "percent"))
    except (PintError, AttributeError, ValueError) as error:
        sentence = _("“{unit}” is not a known unit; write units like Wh/query or GWh/year")
        raise UnitProblem(sentence.format(unit=name)) from error
    try:
        is_scale = (0 * unit).to_base_units().magnitude == 0
    except (PintError, TypeError):
        is_scale = False
    if not is_scale:
        sentence = _("“{unit}” has no true zero, so it cannot be multiplied; use a plain unit")
        raise UnitProblem(sentence.format(unit=name))
    if any(_whole(power) != power for power in unit.dimensionality.values()):
        raise UnitProblem(_("“{unit}” has a root in its dimension; use an SI unit").format(unit=name))
    return unit


@_remembered
def factor_between(source: str, target: str) -> float:
    """Return how many ``target`` units one ``source`` unit is.

    Raises:
        UnitProblem: A text is not a unit, or the two differ in dimension, or by more than a number can say.
    """
    start, end = parse_unit(source), parse_unit(target)
    if start == end:
        return 1.0
    if start.dimensionality != end.dimensionality:
        needed = _in_words(target)
        example = "" if target in ("", needed) else _(" (such as {unit})").format(unit=target)
        if not source:
            lacking = _("a unit is missing: {needed}{example} is needed")
            raise UnitProblem(lacking.format(needed=needed, example=example))
        sentence = _("“{unit}” is {given}, but {needed}{example} is needed")
        given = _in_words(source)
        raise UnitProblem(sentence.format(unit=source, given=given, needed=needed, example=example))
    try:
        factor = float((1.0 * start).to(end).magnitude)
    except OverflowError:
        factor = math.inf
    if not 0 < factor < math.inf:
        sentence = _("“{one}” and “{other}” differ by more than can be computed")
        raise UnitProblem(sentence.format(one=source, other=target))
    return factor


def _in_words(unit: str) -> str:
    """Return the dimension of a unit in words; one written as energy over time is that, and not called a power."""
    over_time = any(power < 0 and dict(dimensionality(name)) == {"[time]": 1.0} for name, power in _unit_powers(unit))
    return describe_powers(dimensions(unit), power=N_("energy per time") if over_time else N_("power"))


def convert(value: float, source: str, target: str) -> float:
    """Return ``value`` of ``source`` units in ``target`` units; raises like `factor_between`."""
    return value * factor_between(source, target)


_FULL_NAMES = ("year", "month", "week", "day", "hour", "minute", "second", "percent")


@_remembered
def short_product(units: tuple[tuple[str, int], ...]) -> str:
    """Return the product of units, each with its power, in short: ``Wh/query`` times ``query/day`` is ``Wh/day``.

    What cancels by name is gone; units of one dimension but different names stand side by side. The text can be parsed
    again, unless it is longer or a power higher than `parse_unit` takes.
    """
    powers = _powers_by_name(_product_of(units))
    above = [name if power == 1 else f"{name}^{power}" for name, power in powers.items() if power > 0]
    below = [name if power == -1 else f"{name}^{-power}" for name, power in powers.items() if power < 0]
    if not above and below:
        return "".join(f"/{name}" for name in below)
    return "/".join(["*".join(above), *below]) if above else ""


def _product_of(units: tuple[tuple[str, int], ...]) -> Any:
    product: Any = registry().dimensionless
    for unit, power in units:
        product = product * parse_unit(unit) ** power
    return product


@_remembered
def factor_of_product(units: tuple[tuple[str, int], ...], target: str) -> float:
    """Return how many ``target`` units the product of ``units``, each with its power, is."""
    return float((1.0 * _product_of(units)).to(parse_unit(target)).magnitude)


def unit_powers(unit: str) -> dict[str, int]:
    """Return the names a unit is made of, in short, with their powers: ``{"Wh": 1, "query": -1}``."""
    return dict(_unit_powers(unit))


@_remembered
def _unit_powers(unit: str) -> tuple[tuple[str, int], ...]:
    return tuple(_powers_by_name(parse_unit(unit)).items())


def _powers_by_name(unit: Any) -> dict[str, int]:
    return {_short(name): _whole(power) for name, power in unit._units.items()}


def _whole(power: Any) -> int:
    return round(float(power))


def _short(name: str) -> str:
    """Return the symbol of a unit, or its name where the symbol means something else (``cd`` for a centiday)."""
    if name in _FULL_NAMES:
        return "%" if name == "percent" else name
    symbol = str(registry().get_symbol(name))
    try:
        return symbol if list(parse_unit(symbol)._units) == [name] else name
    except UnitProblem:
        return name


def dimensions(unit: str) -> dict[str, int]:
    """Return the powers of the dimensions of ``unit``, with energy recognised: ``{"energy": 1, "query": -1}``.

    Length, mass and time that make up an energy are folded into it, because that is how people in this field think.
    """
    return dict(_dimensions(unit))


@lru_cache(maxsize=4096)
def _dimensions(unit: str) -> tuple[tuple[str, int], ...]:
    return tuple(fold_energy(dict(dimensionality(unit))).items())


def fold_energy(dimensionality: Mapping[str, Any]) -> dict[str, int]:
    """Return ``dimensionality`` with the power of energy (mass x length^2 / time^2) that leaves the fewest others."""
    powers = {name.strip("[]"): _whole(power) for name, power in dimensionality.items() if power}
    folded = min((_with_energy(powers, energy) for energy in (0, 1, -1, 2, -2)), key=_complexity)
    return {name: power for name, power in folded.items() if power}


def _with_energy(powers: Mapping[str, int], energy: int) -> dict[str, int]:
    others = dict(powers)
    for name, power in (("mass", energy), ("length", 2 * energy), ("time", -2 * energy)):
        others[name] = others.get(name, 0) - power
    return {"energy": energy, **others}


def _complexity(powers: Mapping[str, int]) -> tuple[int, int]:
    return sum(abs(power) for power in powers.values()), sum(power != 0 for power in powers.values())


_NAMES = (
    *(N_("energy"), N_("power"), N_("time"), N_("mass"), N_("length")),
    *(N_("query"), N_("token"), N_("user"), N_("image"), N_("video"), N_("session"), N_("task")),
    *(N_("household"), N_("person")),
)
"""The dimensions by their names in `dimensions`, for translation; currencies are their own names."""


def describe_powers(powers: Mapping[str, int], power: str = N_("power")) -> str:
    """Return folded dimensions (see `dimensions`) in words, the numerator first; ``power`` is what energy per time is.

    Nothing above the line is a one: “1 per time”.
    """
    powers = dict(powers)
    if powers.get("energy", 0) == 1 and powers.get("time", 0) < 0:
        powers = {power: 1, **powers, "energy": 0, "time": powers["time"] + 1}
    above = [_powered(name, exponent) for name, exponent in powers.items() if exponent > 0]
    below = [_powered(name, -exponent) for name, exponent in powers.items() if exponent < 0]
    if not above and not below:
        return _("a plain number")
    words = " × ".join(above) or "1"
    for name in below:
        words = _("{thing} per {each}").format(thing=words, each=name)
    return words


def _powered(name: str, power: int) -> str:
    plain = _(name.replace("currency_", ""))
    return plain if power == 1 else f"{plain}^{power}"
