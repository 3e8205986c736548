"""An estimate: an uncertain value with a unit, written in one grammar wherever a person types one.

    0.34 Wh/query                          exact
    0.2 to 0.5 Wh/query                    a 90 % interval, P5 to P95: lognormal where both are above zero, else normal
    uniform(0.2, 0.5) Wh/query             triangular(0.06, 0.3, 1.2) Wh/query     pert(0.06, 0.3, 1.2) Wh/query
    normal(0.34, 0.05) Wh/query            mean and standard deviation
    lognormal(0.2, 0.5) Wh/query           P5 and P95

Numbers may carry a scale word (``2.5 billion query/day``). The text and the unit are kept as typed, so that
``1 kWh`` and ``3600 kJ`` stay two different texts; arithmetic happens in `planner.engine`.
"""

from __future__ import annotations

import math
import re
from enum import Enum
from functools import lru_cache
from statistics import NormalDist

from attrs import frozen

from planner.model.faults import Fault
from planner.text import _, plain
from planner.units import UnitProblem, check_unit

MAX_TEXT = 200
MAX_EXPONENT = 60
Z90 = NormalDist().inv_cdf(0.95)
"""The standard normal score of P95: half of a 90 % interval in standard deviations."""


class Shape(Enum):
    """How the values of an estimate are distributed."""

    EXACT = "exact"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    PERT = "pert"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"


_PARAMETERS = {Shape.UNIFORM: 2, Shape.TRIANGULAR: 3, Shape.PERT: 3, Shape.NORMAL: 2, Shape.LOGNORMAL: 2}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_SCALE = rf"(?i:{'|'.join(_SCALES)})(?!\w)"
_SCALED = rf"({_NUMBER})\s*({_SCALE})?"
_END = r"(?![\d_.]|[eE](?![A-Za-z]))"  # not in the middle of a number, but a unit may follow at once
_EXACT = re.compile(rf"\s*{_SCALED}{_END}(.*)", re.DOTALL)
_RANGE = re.compile(rf"\s*{_SCALED}\s*(?:to|–|-)\s*{_SCALED}{_END}(.*)", re.DOTALL)
_CALL = re.compile(r"\s*([A-Za-z]+)\s*\(([^()]*)\)(.*)", re.DOTALL)
_NAMED = {shape.value: shape for shape in _PARAMETERS}
_REMEDY = "write it like 0.34 Wh/query, 0.2 to 0.5 Wh/query or triangular(0.06, 0.3, 1.2) Wh/query"


@frozen(cache_hash=True)
class Estimate:
    """A value as typed, and what it means.

    ``parameters`` are in ``unit``: the value of an exact estimate; low and high; low, mode and high; mean and standard
    deviation; or P5 and P95. Make one with `Estimate.parse`; `scaled` and `exact` make new texts that fit.
    """

    text: str
    shape: Shape
    parameters: tuple[float, ...]
    unit: str

    @staticmethod
    def parse(text: str) -> Estimate:
        """Return the estimate that ``text`` says.

        Raises:
            Fault: The text is too long, not in the grammar, or names an unknown unit; low is above high; or a number
                is not finite, or beyond 1e60.
        """
        printable = text if text.isascii() else text.encode("utf-8", "replace").decode()
        return _parse(printable.replace("\N{MINUS SIGN}", "-").strip())

    @staticmethod
    def exact(value: float, unit: str) -> Estimate:
        """Return the exact estimate of ``value`` in ``unit``; raises `Fault` where the value is not usable."""
        return Estimate.parse(f"{plain(value)} {unit}".strip())

    @property
    def certain(self) -> bool:
        """Whether there is no spread at all."""
        if self.shape is Shape.NORMAL:
            return self.parameters[1] == 0
        return len(set(self.parameters)) == 1

    @property
    def lowest(self) -> float:
        """The least value it can take, in ``unit``; minus infinity for a normal distribution, zero for a lognormal."""
        if self.shape is Shape.NORMAL:
            return self.parameters[0] if self.parameters[1] == 0 else -math.inf
        return 0.0 if self.shape is Shape.LOGNORMAL and not self.certain else self.parameters[0]

    @property
    def central(self) -> float:
        """The value a person would point at: the value, the median, the mode of a triangle, in ``unit``."""
        if self.shape in (Shape.TRIANGULAR, Shape.PERT):
            return self.parameters[1]
        if self.shape is Shape.LOGNORMAL:
            return math.sqrt(self.parameters[0]) * math.sqrt(self.parameters[1])
        if self.shape is Shape.UNIFORM:
            return (self.parameters[0] + self.parameters[1]) / 2
        return self.parameters[0]

    @property
    def interval(self) -> tuple[float, float]:
        """The ends to draw: P5 and P95 where typed or implied, else the lowest and the highest value, in ``unit``."""
        if self.shape is Shape.NORMAL:
            mean, deviation = self.parameters
            ends = mean - Z90 * deviation, mean + Z90 * deviation
            low, high = (0.0 if abs(end) < 1e-12 * deviation else end for end in ends)  # a typed zero stays zero
            return low, high
        return self.parameters[0], self.parameters[-1]

    def scaled(self, factor: float) -> Estimate:
        """Return the same shape with every parameter multiplied by ``factor`` (above zero), in the same wording."""
        ends = self.interval if self._is_typed_range else self.parameters
        values = [end * factor for end in ends]
        word = next((word for word in _SCALES if word in self.text.lower()), "")
        if word:
            word = _scale_word(max(map(abs, values)))
        numbers = [plain(float(f"{value / _SCALES.get(word, 1.0):.4g}")) for value in values]
        if self._is_typed_range:
            head = " to ".join(numbers)
        else:
            head = numbers[0] if self.shape is Shape.EXACT else f"{self.shape.value}({', '.join(numbers)})"
        return Estimate.parse(" ".join(filter(None, [head, word, self.unit])))

    @property
    def _is_typed_range(self) -> bool:
        return self.shape is not Shape.EXACT and not self.text.lower().startswith(self.shape.value)

    def __str__(self) -> str:
        return self.text


def _scale_word(value: float) -> str:
    return next((word for word in reversed(_SCALES) if value >= _SCALES[word]), "")


@lru_cache(maxsize=8192)
def _parse(text: str) -> Estimate:
    if len(text) > MAX_TEXT:
        raise Fault(
            _("a value of {length} characters is too long; at most {limit} are read").format(
                length=len(text), limit=MAX_TEXT
            )
        )
    shape, numbers, unit = _split(text)
    _check(text, shape, numbers)
    if re.match(r"[\d,.'’_]", unit):
        raise Fault(
            _("“{text}”: write a number without grouping and with a decimal point, like 2500000.5").format(text=text)
        )
    try:
        check_unit(unit)
    except UnitProblem as problem:
        raise Fault(_("“{text}”: {problem}").format(text=text, problem=problem)) from problem
    if shape is Shape.NORMAL and not text.lower().startswith("normal"):
        low, high = numbers
        numbers = [(low + high) / 2, (high - low) / (2 * Z90)]
    return Estimate(text, shape, tuple(numbers), unit)


def _split(text: str) -> tuple[Shape, list[float], str]:
    """Return shape, numbers (for a typed range its ends) and unit text."""
    if (call := _CALL.fullmatch(text)) and call[1].lower() in _NAMED:
        return _split_call(text, _NAMED[call[1].lower()], call[2], call[3])
    if span := _RANGE.fullmatch(text):
        low = _number(text, span[1], span[2] or span[4])
        high = _number(text, span[3], span[4])
        return (Shape.LOGNORMAL if low > 0 and high > 0 else Shape.NORMAL), [low, high], span[5].strip()
    if exact := _EXACT.fullmatch(text):
        return Shape.EXACT, [_number(text, exact[1], exact[2])], exact[3].strip()
    problem = _("“{text}” does not begin with a number") if text else _("a value is missing")
    raise Fault(f"{problem.format(text=text)}; {_(_REMEDY)}")


def _split_call(text: str, shape: Shape, inside: str, rest: str) -> tuple[Shape, list[float], str]:
    parts = re.split(r"[,;]", inside)
    if len(parts) != _PARAMETERS[shape]:
        raise Fault(
            _("“{text}”: {name} takes {wanted} numbers, separated by commas, not {given}").format(
                text=text, name=shape.value, wanted=_PARAMETERS[shape], given=len(parts)
            )
        )
    scale = re.match(rf"\s*({_SCALE})", rest)
    numbers = []
    for part in parts:
        match = re.fullmatch(rf"\s*{_SCALED}\s*", part)
        if match is None:
            raise Fault(_("“{text}”: “{part}” is not a number").format(text=text, part=part.strip()))
        numbers.append(_number(text, match[1], match[2] or (scale[1] if scale else None)))
    return shape, numbers, (rest[scale.end() :] if scale else rest).strip()


def _number(text: str, digits: str, scale: str | None) -> float:
    value = float(digits) * _SCALES.get((scale or "").lower(), 1.0)
    is_zero = float(re.split("[eE]", digits)[0]) == 0
    if not is_zero and not 10.0**-MAX_EXPONENT <= abs(value) <= 10.0**MAX_EXPONENT:
        raise Fault(
            _("“{text}”: {digits} is beyond what is sensible; keep numbers between 1e-{limit} and 1e{limit}").format(
                text=text, digits=digits[:20], limit=MAX_EXPONENT
            )
        )
    return value


def _check(text: str, shape: Shape, numbers: list[float]) -> None:
    """Refuse numbers that make no distribution."""
    is_mean_and_deviation = shape is Shape.NORMAL and text.lower().startswith("normal")
    if is_mean_and_deviation:
        if numbers[1] < 0:
            raise Fault(_("“{text}”: the standard deviation cannot be negative").format(text=text))
    elif numbers != sorted(numbers):
        raise Fault(_("“{text}”: the low end is above the high end; write the smaller number first").format(text=text))
    if shape is Shape.LOGNORMAL and numbers[0] <= 0:
        raise Fault(_("“{text}”: a lognormal value needs both ends above zero").format(text=text))
