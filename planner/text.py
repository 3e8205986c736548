"""Words and numbers for people: translation hooks and number formats, without Qt.

`_` translates a finished sentence, `N_` marks one for translation where it stands as data, `in_context` translates a
word that needs another translation elsewhere. Formats go in with ``_("... {name} ...").format(name=...)``: an f-string
cannot be looked up. `use_language` is called once at the start and again when a person chooses another language;
numbers keep the point until `write_numbers` is called, because files and the command line keep it in every language.
"""

from __future__ import annotations

import gettext
import math
import re
import struct
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from planner import french, korean
from planner.assets import resource

SOURCE_LANGUAGE = "en"
LANGUAGES = {"en": "English", "ko": "한국어", "de": "Deutsch", "fr": "Français"}
"""The languages on offer, each with its own name for itself; one without a catalogue here is left out of `offered`."""

NARROW_SPACE = "\u202f"
MINUS = "\u2212"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE_LANGUAGE
_decimal, _group = ".", ","
_kept: list[Callable[[], None]] = []

_Parameters = ParamSpec("_Parameters")
_Answer = TypeVar("_Answer")


def _(message: str) -> str:
    """Return ``message`` in the language in use."""
    return _finished(_translations.gettext(message)) if message else ""


def N_(message: str) -> str:  # noqa: N802 - the name is gettext's convention
    """Mark ``message`` for translation and return it unchanged; `_` translates it where it is shown."""
    return message


def in_context(context: str, message: str) -> str:
    """Return ``message`` in the language in use, where ``context`` tells it from the same words meant otherwise."""
    return _finished(_translations.pgettext(context, message))


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that goes with ``count``."""
    return _finished(_translations.ngettext(one, many, count))


def _finished(translation: str) -> str:
    """Return a translation that chooses the right particle beside what is filled in, where its language has such."""
    if korean.has_choice(translation):
        return korean.Sentence(translation)
    return french.Sentence(translation) if french.has_choice(translation) else translation


def language() -> str:
    """Return the code of the language in use: ``en``, ``ko``."""
    return _language


def catalogue(code: str) -> Path:
    """Return where the compiled words of a language are."""
    return resource("locale", code, "LC_MESSAGES", "planner.mo")


def offered() -> dict[str, str]:
    """Return the languages that can be chosen: English and those whose words are there, by their own names."""
    there = [code for code in LANGUAGES if code == SOURCE_LANGUAGE or catalogue(code).is_file()]
    return {code: LANGUAGES[code] for code in there}


def use_language(code: str) -> str:
    """Speak a language from now on, English where its words are not there; return the code of what is spoken."""
    global _translations, _language
    _translations, _language = gettext.NullTranslations(), SOURCE_LANGUAGE
    if code in LANGUAGES and code != SOURCE_LANGUAGE:
        try:
            with catalogue(code).open("rb") as stream:
                _translations, _language = gettext.GNUTranslations(stream), code
        except (OSError, ValueError, struct.error):  # missing or cut short: English is better than no window
            pass
    _forget()
    return _language


def write_numbers(decimal: str, group: str) -> None:
    """Write numbers with these signs from now on; ``group`` may be empty."""
    global _decimal, _group
    _decimal, _group = decimal, group
    _forget()


def number_signs() -> tuple[str, str]:
    """Return the decimal and the grouping sign in use."""
    return _decimal, _group


def _forget() -> None:
    for clear in _kept:
        clear()


def kept_per_language(
    size: int | None = None,
) -> Callable[[Callable[_Parameters, _Answer]], Callable[_Parameters, _Answer]]:
    """Keep a function's answers like `functools.lru_cache`, until language or number format change."""

    def keep(function: Callable[_Parameters, _Answer]) -> Callable[_Parameters, _Answer]:
        kept: Any = lru_cache(maxsize=size)(function)
        _kept.append(kept.cache_clear)
        answer: Callable[_Parameters, _Answer] = kept
        return answer

    return keep


def number(value: float, significant: int = 3) -> str:
    """Return ``value`` with ``significant`` digits, grouped by thousands, no needless zeros: ``28,770``, ``0.007``.

    Very large and very small values are written with a power of ten.
    """
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return _("not a number")
    exponent = math.floor(math.log10(abs(value)))
    if exponent >= 15 or exponent < -5:
        mantissa, power = f"{value:.{significant - 1}e}".split("e")
        return f"{_signed(_trimmed(mantissa))} × 10{_superscript(int(power))}"
    digits = significant - 1 - exponent
    rounded = round(value, digits)
    return _signed(_trimmed(f"{rounded:,.{max(digits, 0)}f}"))


def within_sentence(name: str) -> str:
    """Return the name of a thing as it stands within a sentence: small where the language writes nouns small."""
    return name if _language == "de" else name[:1].lower() + name[1:]


def is_one_line(text: str) -> bool:
    """Return whether ``text`` is one line without control characters; the French set spaces that do not break."""
    return text.translate({0xA0: " ", ord(NARROW_SPACE): " "}).isprintable()


def labelled(name: str, words: str) -> str:
    """Return words with the name of what they say before them, as in ``Chat: 310 GWh``; the words where it has none."""
    return _("{name}: {value}").format(name=name, value=words) if name else words


def listed(parts: Iterable[str]) -> str:
    """Return what is not empty of ``parts`` with semicolons between, before which the French set a narrow space."""
    return f"{NARROW_SPACE if _language == 'fr' else ''}; ".join(filter(None, parts))


def without_name(text: str, name: str) -> str:
    """Return what ``text`` says behind the ``name`` it begins with and the colon; French has a space before it."""
    return re.sub(r"^\s?:\s", "", text.removeprefix(name), count=1) if text.startswith(name) else text


def without_key(words: str) -> str:
    """Return the words of a menu or a field without the key marked in them: ``&Save`` and ``저장(&S)`` alike."""
    return re.sub(r" ?\(&\w\)|&(?!&)", "", words)


def fixed(value: float, places: int = 0) -> str:
    """Return ``value`` rounded to ``places`` decimal places, with the signs in use: ``93``, ``10,000``."""
    return _signed(f"{value:,.{places}f}")


def plain(value: float) -> str:
    """Return ``value`` as a person would type it back, up to 12 digits: ``0.34``, ``10791``, ``2.5e9``."""
    text = f"{value:.12g}"
    if abs(value) >= 1e7 and len(text.rstrip("0")) < len(text) - 3:
        text = f"{value:.11e}"
    if "e" in text:
        mantissa, power = text.split("e")
        return f"{_trimmed(mantissa)}e{int(power)}"
    return text


def percent(share: float, significant: int = 2) -> str:
    """Return a share (0 to 1) in percent with a space, as in ``0.007 %``."""
    return in_percent(number(100 * share, significant))


def in_percent(digits: str) -> str:
    """Return a number with the percent sign behind it; in French the space between is narrow and never breaks."""
    return f"{digits}{NARROW_SPACE if _language == 'fr' else ' '}%"


def count(value: float, significant: int = 3) -> str:
    """Return a large count in words: ``2.5 billion``, ``25억``, ``28,770``; plain below a million and from 1e15 on."""
    if not 1e6 * (1 - 10**-significant / 2) <= abs(value) < 1e15:
        return number(value, significant)
    if _language == "ko":
        scale, word = korean.large_number(abs(value), significant)
        return number(value / scale, significant) + word
    words = ((1e12, _("trillion")), (1e9, _("billion")), (1e6, _("million")))
    scale, word = next(step for step in words if abs(value) >= step[0] * (1 - 10**-significant / 2))
    return f"{number(value / scale, significant)} {_in_number(word, float(f'{value / scale:.{significant}g}'))}"


def _in_number(word: str, counted: float) -> str:
    """Return a word with the ending of its plural, which its translation has in brackets, where the language wants it.

    Germans count 1,5 Millionen, the French 1,5 million.
    """
    return re.sub(r"\((\w+)\)$", r"\1" if is_several(counted) else "", word)


def is_several(counted: float) -> bool:
    """Return whether so many are told in the plural; in French that begins at two."""
    return abs(counted) >= 2 if _language == "fr" else abs(counted) != 1


def _signed(text: str) -> str:
    """Return a number as Python writes it with the signs in use."""
    if (_decimal, _group) != (".", ","):
        text = "".join({".": _decimal, ",": _group}.get(sign, sign) for sign in text)
    return text.replace("-", MINUS)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
