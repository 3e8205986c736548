"""One page of HTML with everything in it: charts as SVG, their numbers as tables, working, sources, the plan.

It opens from a stick without a network, reads on a telephone, prints with a chart and its table together, and is
understood by a screen reader. It loads nothing and runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from planner.chart.magnitudes import Magnitudes
from planner.chart.spec import Chart
from planner.export.embed import html_block
from planner.export.exhibit import Exhibit, Table
from planner.export.figure import render
from planner.export.pack import Pack
from planner.export.sheet import Size
from planner.model.evidence import Evidence
from planner.text import _, language

_SIZE = Size(760.0, 400.0)
_LOW = Size(760.0, 260.0, text=12.0)

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; color: #1B1F24; background: #FFFFFF;
  font: 1rem/1.55 system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 3rem 0 .25rem; }
p { margin: .5rem 0; max-width: 44rem; }
.quiet, figcaption, caption, footer { color: #5B6470; font-size: .9rem; }
figure { margin: 1rem 0; }
figure svg { width: 100%; height: auto; display: block; }
details { margin: .75rem 0; }
summary { cursor: pointer; color: #12436D; font-weight: 600; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid #12436D; outline-offset: 2px; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .25rem 0; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #DFE3E8; vertical-align: top; }
th { font-weight: 600; }
a { color: #12436D; overflow-wrap: anywhere; }
li { margin: .35rem 0; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } section { break-inside: avoid-page; }
  details > * { display: block; } summary { display: none; } a { color: inherit; text-decoration: none; } }
"""


def to_html(pack: Pack, exhibits: Sequence[Exhibit], plan: str = "") -> bytes:
    """Return the page of ``exhibits``, with ``plan`` in a data block unless that is empty."""
    found = pack.headline
    title = pack.workspace.title or found.sentence
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language()}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        "<body><main>",
        f"<h1>{escape(title)}</h1>",
        *(_section(index, item) for index, item in enumerate(exhibits)),
        *_assumptions(pack),
        *_sources(pack, exhibits),
        "</main>",
        f"<footer><p>{escape(exhibits[0].credit if exhibits else '')}</p></footer>",
        html_block(plan) if plan else "",
        "</body></html>",
    ]
    return "\n".join(filter(None, parts)).encode("utf-8")


def _section(index: int, item: Exhibit) -> str:
    identity = f"chart{index}"
    return f"""<section aria-labelledby="{identity}-title">
<h2 id="{identity}-title">{escape(item.title)}</h2>
{_lines(item.subtitle)}
<figure>
{_picture(item, identity)}
<figcaption>{_lines(item.note)}
{_lines(item.source_line)}</figcaption>
</figure>
<details><summary>{escape(_("The numbers behind this chart"))}</summary>
{_table(item.table)}</details>
</section>"""


def _lines(text: str) -> str:
    return "".join(f'<p class="quiet">{escape(line)}</p>' for line in text.splitlines() if line.strip())


def _picture(item: Exhibit, identity: str) -> str:
    """Return the chart as SVG that may stand beside others in one page: every id with a mark of its own."""
    svg = render(item, "svg", _SIZE if isinstance(item.body, Chart | Magnitudes) else _LOW, bare=True).decode("utf-8")
    svg = re.sub(r"^<\?xml[^>]*\?>\s*", "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{identity}-\1"', svg)
    return re.sub(r'(url\(|href=")#', rf"\1#{identity}-", svg)


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(f'<th scope="col">{escape(text) or "&nbsp;"}</th>' for text in table.headings)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    label = escape(table.caption or _("Table"), quote=True)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>{caption}'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _assumptions(pack: Pack) -> Iterator[str]:
    """Yield every assumption as typed, with its source or the words that it is one's own."""
    yield f"<section><h2>{escape(_('What is assumed'))}</h2>"
    headings = (_("Scenario"), _("Workload"), _("Assumption"), _("Value as typed"), _("Source"), _("Note"))
    rows = tuple(
        (
            result.scenario.name,
            workload.name,
            driver.name,
            driver.value.text,
            source_of(pack.evidence.get(driver.source), driver.value),
            driver.note,
        )
        for result in pack.results
        for workload in result.scenario.workloads
        for driver in workload.drivers
    )
    yield _table(Table(headings, rows, _("Every assumption, as typed")))
    for text in (pack.workspace.notes, *(result.scenario.notes for result in pack.results)):
        yield from (f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    yield "</section>"


def source_of(entry: Evidence | None, value: object) -> str:
    """Return what stands behind a value in a few words."""
    if entry is None:
        return _("own assumption")
    if not entry.supports(value):  # type: ignore[arg-type]
        return _("own assumption, moved away from: {label}").format(label=entry.label)
    return f"{entry.label}, {entry.date}"


def _sources(pack: Pack, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """Yield the citations of all charts, each once, with its address as a link."""
    cited = dict.fromkeys(text for item in exhibits for text in item.citations)
    yield f"<section><h2>{escape(_('Sources'))}</h2><ol>"
    for text in cited:
        yield f"<li>{_linked(text)}</li>"
    yield "</ol></section>"


def _linked(citation: str) -> str:
    words, _space, address = citation.rpartition(" ")
    if not re.fullmatch(r"https?://[^\s\"<>]+", address):
        return escape(citation)
    return f'{escape(words)} <a href="{escape(address, quote=True)}">{escape(address)}</a>'
