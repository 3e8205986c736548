"""What ships as data, entry by entry, with its translations; and the numbers that words hold, in each language.

Read from the files themselves, not through the program, so that a test compares the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from planner.language import NUMBER_SIGNS
from planner.store.translated import WORDS

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
COMPLETE = ("ko",)
"""Languages in which everything that ships as data, and the whole help, is there."""

SCALES = {
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15},
    "ko": {"만": 1e4, "백만": 1e6, "억": 1e8, "조": 1e12},
    "de": {"Tausend": 1e3, "Millionen": 1e6, "Million": 1e6, "Milliarden": 1e9, "Milliarde": 1e9, "Billionen": 1e12},
    "fr": {"mille": 1e3, "millions": 1e6, "million": 1e6, "milliards": 1e9, "milliard": 1e9, "billions": 1e12},
}
"""Words that multiply the number before them."""
RANGE = {"en": "to|and", "ko": "~", "de": "bis|auf|und", "fr": "à|et"}
"""What stands between the two numbers of a range that share such a word: 700 to 900 million."""

SPELT = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "hundred": 100, "hundredth": 0.01, "half": 2, "quarters": 4, "once": 1, "twice": 2},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "secondary": 2},
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def entries(kind: str) -> dict[str, Any]:
    """Return what ships of a kind by the key under which it is translated."""
    if kind == "presets":
        paths = sorted((RESOURCES / "presets").glob("*.aiplan"))
        return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}
    path, part, key = {
        "stories": ("stories.json", "stories", "key"),
        "evidence": ("evidence/evidence.json", "entries", "id"),
        "regions": ("regions/regions.json", "regions", "code"),
    }[kind]
    return {entry[key]: entry for entry in json.loads((RESOURCES / path).read_text("utf-8"))[part]}


def texts(content: Any, fields: tuple[str, ...], field: str = "") -> Iterator[str]:
    """Yield every text of the given fields, at any depth."""
    if isinstance(content, dict):
        for name, part in content.items():
            yield from texts(part, fields, name)
    elif isinstance(content, list):
        for part in content:
            yield from texts(part, fields, field)
    elif isinstance(content, str) and content and field in fields:
        yield content


def english(kind: str) -> set[tuple[str, str]]:
    """Return each text that is to be translated, with the key of its entry."""
    return {(key, text) for key, entry in entries(kind).items() for text in texts(entry, WORDS[kind])}


def translations(kind: str, language: str) -> list[tuple[str, str, str]]:
    """Return each translation as key, English text and its words; nothing where the language has none of the kind."""
    path = RESOURCES / "locale" / language / f"{kind}.json"
    content = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    one_field = re.compile(rf"({'|'.join(WORDS[kind])}): ")  # “adjective: New Zealand” is for that field alone
    return [(key, one_field.sub("", text, count=1) if one_field.match(text) else text, told)
            for key, words in content.items() for text, told in words.items()]  # fmt: skip


def numbers_of(text: str, language: str = "en") -> set[float]:
    """Return the numbers that a text writes in digits, each with the scale it is told in: ``2.5 billion``, ``25억``."""
    decimal, group = (re.escape(sign) for sign in NUMBER_SIGNS[language])
    scales = SCALES[language]
    if language == "ko":
        text = re.sub(r"분의 1(?!\d)|\b1인당", "", text)  # “33분의 1” is a thirty-third, “1인당” is per person
    words = "|".join(sorted(scales, key=len, reverse=True))
    # A name keeps its point in every language: SD 3.5.
    digits = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?|\d+(?:[.{decimal}]\d+)?(?:e-?\d+)?"
    range_on = rf"(?=\s(?:{RANGE[language]})\s[\d.,]+\s({words})\b)"
    found, before = set(), (0.0, 0.0, -2)
    for match in re.finditer(rf"({digits})(?:\s?({words}))?(?:{range_on})?", text):
        number = _value(match[1], *NUMBER_SIGNS[language])
        shared = "" if 1900 < number < 2100 else match[3]  # “from 2026 to 100 million”: a year is no end of a range
        scale = scales.get(match[2] or shared or "", 1.0)
        value, larger, end = before
        if language == "ko" and match[2] and 1 < scale < larger and match.start() == end + 1:  # 1억 9,500만
            found.discard(value)
            number = number + value / scale
        before = (_rounded(number * scale), scale, match.end())
        found.add(before[0])
    return found


def spelt_of(text: str) -> set[float]:
    """Return the numbers that an English text has in words or as months, which others may write in digits."""
    words = re.findall(r"[A-Za-z]+", text)
    found = {float(SPELT[word.lower()]) for word in words if word.lower() in SPELT}
    found |= {scale for word, scale in SCALES["en"].items() if word in words}
    found |= {SPELT[one.lower()] * SCALES["en"][scale] for one, scale in pairwise(words)
              if one.lower() in SPELT and scale in SCALES["en"]}  # fmt: skip
    return found | {MONTHS.index(word[:3]) + 1.0 for word in words if word[:3] in MONTHS}


def _value(digits: str, decimal: str, group: str) -> float:
    if re.fullmatch(rf"\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(group, "")
    return float(digits.replace(decimal, "."))


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")
