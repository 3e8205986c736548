"""Text in cells: what a spreadsheet would take for a formula is kept as text, and control letters are left out."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_field(text: str) -> str:
    """Return ``text`` for a CSV field: with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def clean(text: str, longest: int = 32_000) -> str:
    """Return ``text`` without what XML cannot hold, and no longer than a cell."""
    kept = "".join(letter for letter in text if letter in "\t\n\r" or (letter >= " " and not _no_letter(letter)))
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def _no_letter(letter: str) -> bool:
    return "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"
