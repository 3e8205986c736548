"""The typefaces of exported figures: a plain sans serif that is there, with others behind it for other scripts.

A figure must come out on any machine, so each wish is looked up first. Behind the Latin face stand those for Korean,
Chinese and Japanese; a letter that none of them has is reported, not silently drawn as a box.
"""

from __future__ import annotations

from functools import cache

from matplotlib import font_manager

from planner.text import _

LATIN = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
CJK = (
    *("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic"),
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "Hiragino Sans"),
)
LAST = "DejaVu Sans"
"""Comes with matplotlib, so it is always there; it holds the signs that small faces lack."""


@cache
def families() -> tuple[str, ...]:
    """Return the families to draw with, the first one for all it has, the others for what it lacks."""
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    latin = next((name for name in LATIN if name in known), LAST)
    return tuple(dict.fromkeys((latin, *(name for name in CJK if name in known), LAST)))


@cache
def families_for(words: str) -> tuple[str, ...]:
    """Return the families that it takes to draw ``words``: mostly the first one and the last resort."""
    first, *others = families()
    wanted = {ord(letter) for letter in words if not letter.isspace()} - _covered_by(first)
    needed = []
    for family in others[:-1]:
        if wanted & _covered_by(family):
            needed.append(family)
            wanted -= _covered_by(family)
    return tuple(dict.fromkeys((first, *needed, LAST)))


def missing_letters(text: str) -> str:
    """Return the letters of ``text`` that no family has, each once."""
    covered = frozenset().union(*map(_covered_by, families()))
    return "".join(sorted({letter for letter in text if not letter.isspace() and ord(letter) not in covered}))


def font_remark(text: str) -> str:
    """Return what to say where letters of ``text`` cannot be drawn here, else nothing."""
    letters = missing_letters(text)
    if not letters:
        return ""
    sentence = _("No font on this computer has the letters “{letters}”; install one, such as Noto Sans CJK.")
    return sentence.format(letters=letters[:12])


@cache
def is_truetype(family: str) -> bool:
    """Whether the outlines of a family are TrueType, not PostScript ones in an OpenType file."""
    with open(_file(family), "rb") as stream:
        head = stream.read(16)
        if head.startswith(b"ttcf"):  # a collection: the first face tells
            stream.seek(int.from_bytes(head[12:16], "big"))
            head = stream.read(4)
    return not head.startswith(b"OTTO")


@cache
def _file(family: str) -> str:
    return str(font_manager.findfont(font_manager.FontProperties(family=family)))


@cache
def _covered_by(family: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(_file(family)).get_charmap())
