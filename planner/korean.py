"""Korean grammar that no catalogue can hold: particles behind what is filled in, and numbers in 만, 억 and 조.

A particle has two forms, and the sound before it chooses: 자동차는 but 사람은. A translation writes the choice as
Korean paper forms do, ``{name}은(는)``, and `Sentence.format` makes it once the name stands there.
"""

from __future__ import annotations

import re
from typing import Any

_FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)나": ("이나", "나"),
    "(이)라": ("이라", "라"),
}
"""Each written choice with the form behind a consonant and the one behind a vowel."""

_CHOICE = re.compile("|".join(re.escape(choice) for choice in sorted(_FORMS, key=len, reverse=True)))
_UNHEARD = re.compile(r"[^\w%℃₀-₉²³]+$")  # what follows the last sound: quotes, brackets, spaces
_SILENT_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # "가구(2030년)는": a particle goes with what stands before brackets

_NONE, _L, _OTHER = 0, 1, 2
_DIGITS = dict(zip("0123456789", (_OTHER, _L, _NONE, _OTHER, _NONE, _NONE, _OTHER, _L, _L, _NONE), strict=True))
_LETTERS = {"l": _L, "m": _OTHER, "n": _OTHER, "r": _L}
"""How the names of letters end, 엘 and 알 with ㄹ; all others end in a vowel."""

_UNITS = {"l": _NONE, "m": _NONE, "t": _OTHER, "kt": _OTHER, "wh": _NONE, "m³": _NONE, "km": _NONE, "usd": _NONE}
"""Units that are read as words: 리터, 미터, 톤, 와트시, 세제곱미터."""


class Sentence(str):
    """A translation whose particles are chosen when its fields are filled in."""

    __slots__ = ()

    def format(self, *values: object, **fields: object) -> str:
        """Fill in the fields, and choose each particle by the sound before it."""
        return with_particles(super().format(*values, **fields))

    def format_map(self, fields: Any) -> str:
        """Fill in the fields of a mapping, like `format`."""
        return with_particles(super().format_map(fields))


def has_choice(text: str) -> bool:
    """Return whether ``text`` leaves a particle to be chosen."""
    return ")" in text and _CHOICE.search(text) is not None


def with_particles(text: str) -> str:
    """Return ``text`` with every written choice made: ``서울은(는)`` becomes ``서울은``."""
    pieces, end = "", 0
    for match in _CHOICE.finditer(text):
        pieces += text[end : match.start()]
        after_consonant, after_vowel = _FORMS[match[0]]
        ending = final_sound(pieces)
        vowel = ending == _NONE or (ending == _L and match[0] == "(으)로")
        pieces += after_vowel if vowel else after_consonant
        end = match.end()
    return pieces + text[end:]


def final_sound(text: str) -> int:
    """Return how ``text`` ends when it is read aloud: 0 in a vowel, 1 in ㄹ, 2 in another consonant."""
    heard = _UNHEARD.sub("", text)
    if not heard:
        return _NONE
    if text.rstrip("”’\"'」』 ").endswith(")"):
        before = _UNHEARD.sub("", _SILENT_BRACKETS.sub("", text.rstrip("”’\"'」』 ")))
        heard = before or heard
    last = heard[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return _NONE if final == 0 else _L if final == 8 else _OTHER
    if last in _DIGITS:
        return _DIGITS[last]
    if (last.isascii() and last.isalpha()) or last in "³²":
        return _latin(re.split(r"[\s/·\-(“‘]", heard)[-1])
    return _NONE


def _latin(word: str) -> int:
    """Return how a word in Latin letters ends in Korean mouths; one in capitals is spelt out."""
    lower = word.lower()
    letters = re.sub(r".*[^a-z³²]", "", lower)
    if letters in _UNITS:
        return _UNITS[letters]
    if len(word) <= 1 or word.isupper() or not re.search("[aeiouy]", lower):
        return _LETTERS.get(lower[-1], _NONE)
    if re.search(r"l(e)?$", lower):  # Google 구글, model 모델
        return _L
    if re.search(r"([aeiouy][mn]e?|ng|rm|rn|gn)$", lower):  # token 토큰, engine 엔진, training 트레이닝
        return _OTHER
    if re.search(r"(^|[^aeiou])[aeiou](t|p|k|ck|c)$", lower):  # chat 챗, map 맵; but text 텍스트, prompt 프롬프트
        return _OTHER
    return _NONE


def large_number(value: float, significant: int) -> tuple[float, str]:
    """Return the scale in which a count of a million or more is told, and its word: 만, 억 or 조."""
    for scale, word in ((1e12, "조"), (1e8, "억")):
        if value >= scale * (1 - 10**-significant / 2):
            return scale, word
    return 1e4, "만"
