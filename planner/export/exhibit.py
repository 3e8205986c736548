"""An exhibit: a chart with all that must stand around it once it leaves the program.

The chart description says what is drawn. What makes a figure survive the meeting stands here: the finding, what is
measured where and when, what bands mean, sources with citations, the date and versions, the words for those who do not
see it, the numbers as a table, and the working.
"""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

from planner import __version__
from planner.chart.ladder import Ladder
from planner.chart.magnitudes import Magnitudes
from planner.chart.shapes import Area, Bars, Distribution, Icons
from planner.chart.spec import Chart
from planner.chart.two_way_map import TwoWayMap
from planner.export.long_form import Line
from planner.text import _

Rows = tuple[tuple[str, ...], ...]


@frozen(eq=False)
class Table:
    """The numbers of a chart as text ready to print: a heading for each column, then rows; the first column names."""

    headings: tuple[str, ...]
    rows: Rows
    caption: str = ""


Body = Chart | Ladder | Magnitudes | Bars | Area | Icons | Distribution | TwoWayMap | Table


@frozen(eq=False)
class Exhibit:
    """One chart, finished. ``key`` is its kind, ``notes`` is what a speaker says, line by line.

    ``panels`` says that many series are drawn as small multiples; ``numbers`` are what the body has only in words.
    ``lines`` are the numbers behind it in long form, at full precision. ``place`` is that of a view of a presentation,
    from 1.
    """

    key: str
    title: str
    subtitle: str
    note: str
    sources: str
    alt: str
    body: Body
    table: Table
    date: str
    evidence: str
    notes: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    panels: bool = True
    numbers: tuple[tuple[str, float], ...] = ()
    lines: tuple[Line, ...] = ()
    place: int = 0

    @property
    def file_key(self) -> str:
        """Its kind, after its place in the presentation, which may show a kind more than once."""
        return f"{self.place:02}-{self.key}" if self.place else self.key

    @property
    def credit(self) -> str:
        """Who made it, when and from which data: the last line of a figure."""
        return _("AI Energy Planner {version} · evidence {evidence} · {date}").format(
            version=__version__, evidence=self.evidence, date=self.date
        )

    @property
    def words(self) -> str:
        """All letters that a figure of it may need."""
        parts = (self.title, self.subtitle, self.note, self.sources, self.alt, *self.citations, *self.table.headings)
        letters = {letter for part in (*parts, *(cell for row in self.table.rows for cell in row)) for letter in part}
        return "".join(sorted(letters))

    @property
    def source_line(self) -> str:
        """The sources as they stand under a figure."""
        return _("Sources: {sources}").format(sources=self.sources) if self.sources else ""


def safe_name(text: str, longest: int = 80) -> str:
    """Return a file name out of ``text`` that every system takes: no path, no reserved word, no leading dot."""
    plain = unicodedata.normalize("NFC", text)
    plain = re.sub(r"[^\w\- ]+", " ", plain).strip()
    plain = re.sub(r"\s+", "-", plain).encode("utf-8")[:longest].decode("utf-8", "ignore").strip("-_.")
    if not plain or re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", plain):
        plain = f"chart-{plain}".strip("-")
    return plain
