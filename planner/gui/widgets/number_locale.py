"""Numbers as people write them where they live, to and from the one form the grammar of values knows. Without Qt.

The canonical form has a decimal point, no grouping, and commas between the arguments of ``uniform(0.2, 0.5)``. Where
the decimal sign is a comma, the arguments are parted by semicolons. What cannot be meant as grouping is left alone,
so that a slip is refused by the grammar and not read as another number.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Spaces and apostrophes look alike on a keyboard and on paper: whichever of them a locale groups by, all are taken.
_ALIKE = (" \u00a0\u2009\u202f", "'\u2019")
_ARGUMENTS = re.compile(r"(\b[A-Za-z]+\s*\()([^()]*)(\))")
_SHAPES = re.compile(r"\b(?:uniform|triangular|pert|normal|lognormal)\s*\([^()]*\)", re.IGNORECASE)
# Not in a number that is grouped already, nor in a name such as gpt-4.1.
_DECIMALS = re.compile(r"(?<![\w.,-])-?\d+\.\d+(?![\d.])")
_POWERS = {"만": "e4", "억": "e8", "조": "e12"}
_MYRIAD = re.compile(r"(?<=\d) ?([만억조])(?![가-힣\d])")
_POINT = re.compile(r"(?<![\w.])(\d*)\.(?=\d|(?<=\d\.)(?!\w))")


def to_canonical(text: str, decimal: str, group: str) -> str:
    """Return ``text`` with its numbers in the canonical form.

    ``decimal`` and ``group`` are the signs of the person's locale. Group signs are dropped only between groups of
    three digits after a first group without a leading zero: ``10,791`` is 10791 in English, ``0,34`` stays as it is.
    Where the comma groups, one inside ``uniform(10,200)`` parts arguments, unless they are parted by semicolons.
    A Korean scale behind a number is its power of ten: ``25억 query/day`` is 25e8 query/day.
    """

    def arguments(match: re.Match[str]) -> str:
        inside = match[2]
        if group != "," or ";" in inside:
            inside = _numbers(inside, decimal, group)
        return match[1] + (inside.replace(";", ",") if decimal != "." else inside) + match[3]

    pieces, end = [], 0
    for match in _ARGUMENTS.finditer(text):
        pieces += [_numbers(text[end : match.start()], decimal, group), arguments(match)]
        end = match.end()
    whole = "".join([*pieces, _numbers(text[end:], decimal, group)])
    return _MYRIAD.sub(lambda match: _POWERS[match[1]], whole)


def to_local(text: str, decimal: str) -> str:
    """Return canonical ``text`` with the decimal sign of a locale, and semicolons where that is a comma."""
    if decimal == ".":
        return text
    if decimal == ",":
        text = _ARGUMENTS.sub(lambda match: match[1] + match[2].replace(",", ";") + match[3], text)
    return _POINT.sub(lambda match: match[1] + decimal, text)


def sentence_to_local(sentence: str, decimal: str) -> str:
    """Return a sentence about values, such as a refusal that quotes one, with the decimal sign of a locale."""
    if decimal == ".":
        return sentence
    if decimal == ",":
        sentence = _SHAPES.sub(lambda match: match[0].replace(",", ";"), sentence)
    return _DECIMALS.sub(lambda match: match[0].replace(".", decimal), sentence)


def _numbers(text: str, decimal: str, group: str) -> str:
    grouped, broken = _patterns(decimal, group)
    text = grouped.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return text if decimal == "." else broken.sub(lambda match: f"{match[1]}.", text)


@lru_cache(maxsize=32)
def _patterns(decimal: str, group: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a grouped whole part, and what finds a number up to its decimal sign."""
    signs = next((alike for alike in _ALIKE if group and group in alike), group)
    mark = re.escape(decimal)
    sign = f"[{re.escape(signs)}]" if signs else "(?!)"
    # The same sign must stand between all groups, and what is around them must not be more of a whole number.
    grouped = rf"(?<![\w.,])(?<!\d{sign})[1-9]\d{{0,2}}({sign})\d{{3}}(?:\1\d{{3}})*(?!{sign}?\d)"
    return re.compile(grouped), re.compile(rf"(?<![\w{mark}])(\d*){mark}(?=\d)")
