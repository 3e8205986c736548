"""French grammar that no catalogue can hold: *de* behind millions, and its elision before a vowel.

A number in words is followed by *de*, one in digits is not: 28 770 foyers, but 4,7 millions de foyers. A translation
writes ``{count} (de) foyers`` where that depends on what is filled in, and ``de(d’) {name}`` where *de* always stands
but the first letter of the name chooses its form. `Sentence.format` makes both choices.
"""

from __future__ import annotations

import re
from typing import Any

_CHOICE = re.compile(r"\(de\) |\bde\(d’\) ")
_LARGE = re.compile(r"\b(million|milliard|billion)s?\s$")
_VOWEL = re.compile(r"[aeiouyàâäæéèêëîïôöœùûü]|h(?!a[iu]|ors|uit)", re.IGNORECASE)
"""What *de* loses its vowel before; of the words with an aspirated h, those that a plan may begin a name with."""


class Sentence(str):
    """A translation whose *de* is chosen when its fields are filled in."""

    __slots__ = ()

    def format(self, *values: object, **fields: object) -> str:
        """Fill in the fields, and choose each *de* by what stands around it."""
        return with_choices(super().format(*values, **fields))

    def format_map(self, fields: Any) -> str:
        """Fill in the fields of a mapping, like `format`."""
        return with_choices(super().format_map(fields))


def has_choice(text: str) -> bool:
    """Return whether ``text`` leaves a *de* to be chosen."""
    return _CHOICE.search(text) is not None


def with_choices(text: str) -> str:
    """Return ``text`` with every choice made: ``1,5 million (de) images`` becomes ``1,5 million d’images``."""
    pieces, end = "", 0
    for match in _CHOICE.finditer(text):
        pieces += text[end : match.start()]
        end = match.end()
        if match[0].startswith("de") or _LARGE.search(pieces):
            pieces += "d’" if _VOWEL.match(text, end) else "de "
    return pieces + text[end:]
