"""What goes on the clipboard: a chart's table as text and as HTML, its finding as a sentence, the citations.

The texts are made here, without a toolkit; `planner.gui.copying` puts them on the clipboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from planner.export.cells import safe_field
from planner.export.exhibit import Exhibit, Table
from planner.text import listed


def table_text(table: Table) -> str:
    """Return a table with tabs between its cells, as a spreadsheet takes it; no cell can become a formula."""
    return lines_text([table.headings, *table.rows])


def lines_text(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells with tabs between them; no cell can become a formula."""
    return "".join("\t".join(_cell(cell) for cell in line) + "\n" for line in lines)


def _cell(text: str) -> str:
    return safe_field(" ".join(text.split()))


def table_html(table: Table) -> str:
    """Return a table as HTML, as a word processor takes it."""
    head = "".join(f"<th>{escape(text)}</th>" for text in table.headings)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def sentence(item: Exhibit) -> str:
    """Return the finding as a sentence with what is measured and where it comes from, ready for a text."""
    under = listed(line.rstrip(".") for line in item.subtitle.splitlines())
    return " ".join(f"{part.rstrip('.')}." for part in (item.title, under, item.source_line, item.credit) if part)
