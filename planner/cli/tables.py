"""How commands print: aligned columns for people, JSON and CSV at full precision for programs."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from planner.text import N_, _, count

LABELS = {
    "energy": N_("Energy"),
    "power": N_("Average power"),
    "households": N_("Households"),
    "share": N_("Share of national demand"),
    "emissions": N_("Emissions"),
    "cost": N_("Cost"),
    "water": N_("Water"),
}
"""The outcomes as people read them; translate with `_`."""

DIGITS = 4

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def one_line(text: str) -> str:
    """Return ``text`` on one line, without what could steer a terminal: names and titles come from strangers."""
    return "".join(character if character.isprintable() else " " for character in text)


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit for people: ``28,770 household``, ``0.007 %``, ``1.12``."""
    return f"{count(value, DIGITS)} {unit}".strip()


def plain_unit(unit: str) -> str:
    """Return a unit as the contract writes it in JSON and CSV: ``m3/year``."""
    return unit.replace("m^3", "m3")


def print_rows(rows: Iterable[Sequence[str]], align: str = "", indent: str = "") -> None:
    """Print rows in aligned columns; ``align`` has ``<`` or ``>`` for each, left where it says nothing."""
    rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    sides = align.ljust(len(widths), "<")
    for row in rows:
        cells = []
        for cell, width, side in zip(row, widths, sides, strict=True):
            room = " " * (width - _width(cell))
            cells.append(room + cell if side == ">" else cell + room)
        print((indent + "  ".join(cells)).rstrip())


def _width(text: str) -> int:
    """Return how many columns ``text`` takes in a terminal, where East Asian letters take two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    marks = sum(unicodedata.combining(character) != 0 for character in text)
    return len(text) + wide - marks


def print_json(content: Any) -> None:
    """Print one JSON object; letters that the terminal or pipe cannot hold are escaped rather than lost."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    print(json.dumps(content, ensure_ascii=not is_unicode, indent=2, allow_nan=False))


def print_csv(rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV; numbers in full, text such that a spreadsheet takes none of it for a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text


def label(outcome: str) -> str:
    """Return the name of an outcome for people."""
    return _(LABELS[outcome])
