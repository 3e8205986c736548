"""What slides are made of beside charts: text, tables, alt text, notes, and the part that carries the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Emu, Pt

from planner.chart.ladder import Ladder
from planner.export.cells import clean
from planner.export.embed import NAMESPACE, xml_part
from planner.export.exhibit import Exhibit, Table
from planner.export.palette import EDGE, GRID, INK, QUIET
from planner.text import _

_MOST_ROWS = 14
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@frozen
class Place:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def box(self) -> tuple[Any, Any, Any, Any]:
        """Return left, top, width and height as python-pptx takes them."""
        left, top, width, height = (Emu(Pt(value)) for value in (self.left, self.top, self.width, self.height))
        return left, top, width, height

    def inner(self, shares: tuple[float, float, float, float]) -> Place:
        """Return the part of it that starts at the first two shares and is as large as the others."""
        x, y, width, height = shares
        return Place(self.left + x * self.width, self.top + y * self.height, width * self.width, height * self.height)


def write(frame: Any, lines: Sequence[str], size: float, colour: str, bold: bool = False) -> None:
    """Fill a text frame with ``lines``, no margins, its own size kept."""
    frame.clear()
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for index, line in enumerate(lines):
        _fill(frame.paragraphs[0] if index == 0 else frame.add_paragraph(), line, size, colour, bold)


def add_line(frame: Any, line: str, size: float, colour: str) -> None:
    """Add one line to a text frame."""
    _fill(frame.add_paragraph(), line, size, colour, bold=False)


def add_table(slide: Any, table: Table, place: tuple[float, float, float, float]) -> Any:
    """Add a native table; rows that a slide has no room for are counted in its last row."""
    rows = list(table.rows[:_MOST_ROWS])
    if len(table.rows) > _MOST_ROWS:
        more = _("and {count} more, in the workbook").format(count=len(table.rows) - _MOST_ROWS + 1)
        rows[-1] = (more, *("" for _cell in table.headings[1:]))
    count = len(rows) + 1
    left, top, width, height = place
    frame = slide.shapes.add_table(
        count, len(table.headings), *(Emu(Pt(value)) for value in (left, top, width, min(height, count * 22)))
    )
    made = frame.table
    made.horz_banding = False
    size = (15 if len(table.headings) == 2 else 12) if count <= 11 else 10
    for row, cells in enumerate([table.headings, *rows]):
        made.rows[row].height = Emu(Pt(min(height / count, 24)))
        for column, text in enumerate(cells):
            cell = made.cell(row, column)
            cell.margin_top = cell.margin_bottom = Emu(Pt(1.5))
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string((GRID if row == 0 else "#FFFFFF").removeprefix("#"))
            _fill(cell.text_frame.paragraphs[0], text, size, INK if row else QUIET, bold=row == 0)
    _widths(made, [table.headings, *rows], width)
    return frame


def _fill(paragraph: Any, text: str, size: float, colour: str, bold: bool) -> None:
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def _widths(made: Any, rows: Sequence[Sequence[str]], width: float) -> None:
    """Share the width out by the longest text of each column, within limits."""
    wants = [min(max(max(len(row[column]) for row in rows), 3), 60) for column in range(len(rows[0]))]
    for column, want in enumerate(wants):
        made.columns[column].width = Emu(Pt(width * want / sum(wants)))


def describe(frame: Any, title: str, alt: str) -> None:
    """Give a shape its words for those who do not see it."""
    properties = frame._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", clean(alt, 8000))
    properties.set("title", clean(title, 250))


def notes(item: Exhibit) -> str:
    """Return the speaker notes of a slide: what to say, the working, the sources, the alt text."""
    parts = [
        *item.notes,
        "",
        _("Sources:"),
        *item.citations,
        "",
        _("In words: {alt}").format(alt=item.alt),
        item.credit,
    ]
    return clean("\n".join(parts))


def place_plot(chart: Any, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Fix where the inner plot lies, in shares of the chart's frame, so that words can stand beside it."""
    plot = chart._chartSpace.chart.plotArea
    old = plot.find(f"{_CHART}layout")
    if old is not None:
        plot.remove(old)
    layout = etree.SubElement(plot, f"{_CHART}layout")
    plot.insert(0, layout)
    manual = etree.SubElement(layout, f"{_CHART}manualLayout")
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": x, "y": y, "w": width, "h": height}
    for name, value in values.items():
        etree.SubElement(manual, f"{_CHART}{name}", val=str(value))
    return x, y, width, height


def chains(body: Ladder) -> Table:
    """Return the working as a table with one row for each chain, so that none is cut."""
    rows = tuple(
        (name, " ".join(part for rung in rungs for part in (rung.operator, rung.value, rung.what) if part))
        for name, rungs in body.rows
    )
    return Table((_("Part"), body.title), rows)


def dress(chart: Any, log: bool) -> None:
    """Set fonts, the horizontal grid and quiet axes; no legend, since lines are labelled."""
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(QUIET)
    value, category = chart.value_axis, chart.category_axis
    value.has_major_gridlines, category.has_major_gridlines = True, False
    value.major_gridlines.format.line.color.rgb = rgb(GRID)
    value.format.line.fill.background()
    value.major_tick_mark, category.major_tick_mark = XL_TICK_MARK.NONE, XL_TICK_MARK.OUTSIDE
    category.format.line.color.rgb = rgb(EDGE)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0.###", False
    value.has_title = False  # the subtitle has the measure; a turned axis title would cover the numbers
    if log:
        make_log(value)


def make_log(axis: Any) -> None:
    """Make an axis logarithmic; python-pptx has no name for it."""
    scaling = axis._element.scaling
    base = scaling.makeelement(scaling.tag.replace("scaling", "logBase"), {"val": "10"})
    scaling.insert(0, base)  # the schema wants it first


def rgb(colour: str) -> Any:
    """Return a colour as python-pptx takes it."""
    return RGBColor.from_string(colour.removeprefix("#"))


_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{7A1E6C52-3B7C-4C55-9D0B-0E6B5E1F2A11}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="NAMESPACE"/></ds:schemaRefs></ds:datastoreItem>'
)


def add_plan(deck: Any, plan: str) -> None:
    """Add the plan as a custom XML part, which Office keeps when it saves the deck again."""
    package = deck.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", package, xml_part(plan))
    properties = Part(
        PackURI("/customXml/itemProps1.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        package,
        _PROPERTIES.replace("NAMESPACE", NAMESPACE).encode(),
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    deck.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
