"""Sources as BibTeX, for a list of references: one entry each, with what TeX would take for a command escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from planner.export.latex import escaped
from planner.export.pack import Pack
from planner.model.evidence import Evidence
from planner.model.region import Figure


def to_bibtex(pack: Pack) -> str:
    """Return an entry for every source behind the shown scenarios, and for the figures of their region."""
    entries = [_of_evidence(entry) for entry in pack.sources()]
    entries += [_of_figure(pack.main.scenario.region, name, figure) for name, figure in pack.figures()]
    return "\n".join(entries)


def _of_evidence(entry: Evidence) -> str:
    year, _dash, month = entry.date.partition("-")
    return _entry(
        entry.id,
        title=entry.label,
        author=entry.publisher,
        year=year,
        month=str(int(month[:2])) if month[:2].isdigit() else "",
        note=f"{entry.citation}. {entry.as_published}",
        url=entry.url,
    )


def _of_figure(region: str, name: str, figure: Figure) -> str:
    return _entry(
        f"{region.lower()}-{name.replace('_', '-')}-{figure.year}",
        title=figure.definition,
        author=figure.publisher,
        year=str(figure.year),
        note=figure.citation,
        url=figure.url,
    )


def _entry(key: str, **fields: str) -> str:
    lines = [f"@misc{{{_key(key)},", *_lines(fields), "}", ""]
    return "\n".join(lines)


def _lines(fields: dict[str, str]) -> Iterator[str]:
    for name, text in fields.items():
        if not text:
            continue
        # Inside a second pair of braces a publisher is one name, and a title keeps its capitals.
        value = (
            f"{{{escaped(text)}}}"
            if name in ("author", "title")
            else _address(text)
            if name == "url"
            else escaped(text)
        )
        yield f"  {name} = {{{value}}},"


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9:.+-]+", "-", plain).strip("-") or "source"


def _address(url: str) -> str:
    """Return an address for the field that packages set with ``\\url``: only braces and backslashes would end it."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
