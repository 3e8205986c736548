"""The workbook's formats and the sheets around its sums: how to read it, a chart, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.chart.amounts import measure
from planner.chart.correlation import correlations_in_words
from planner.export.cells import clean
from planner.export.exhibit import Exhibit
from planner.export.long_form import HEADINGS
from planner.export.main_exhibits import source_text
from planner.export.pack import Pack
from planner.export.palette import series_colour
from planner.model.editing import colour_of
from planner.model.scenario import CONVERSIONS
from planner.store.library import evidence_version, region
from planner.text import N_, _


class Book:
    """A workbook in the making, with its formats: blue is for cells to change, bold for results."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.head = made.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.input = made.add_format({"font_color": "#12436D", "bg_color": "#E8EFF6", "num_format": "General"})
        self.number = made.add_format({"num_format": "General"})
        self.result = made.add_format({"num_format": "#,##0.###", "bold": True})
        self.title = made.add_format({"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"})
        self.text = made.add_format({"text_wrap": True, "valign": "top"})

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[float]) -> Any:
        """Add a sheet with a heading row that stays in sight."""
        sheet = self.made.add_worksheet(name)
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.write_string(0, column, clean(_(heading)), self.head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def write(self, sheet: Any, row: int, column: int, cell: str | float | None, form: Any = None) -> None:
        """Write a number as a number, text as text, nothing as nothing."""
        if isinstance(cell, str):
            sheet.write_string(row, column, clean(cell), form)
        elif cell is not None:
            sheet.write_number(row, column, cell, form or self.number)


def _correlated(pack: Pack) -> Iterator[str]:
    """Yield for each scenario with correlations which they are: percentiles were sampled with them."""
    for result in pack.results:
        words = correlations_in_words(result.scenario)
        if words:
            yield _(
                "{scenario}, percentiles: {words} Formulas use medians, which correlations leave as they are."
            ).format(scenario=result.scenario.name, words=words)


_GUIDE = (
    N_("Change a blue cell on the sheet Inputs: drivers, products and results follow at once."),
    N_("Inputs: one row for each assumption, with its value as typed, its median and where it comes from."),
    N_("Drivers: each assumption in each year. Products: each workload's drivers multiplied, year by year."),
    N_("Results: the sums, as formulas. Beside them the percentiles of the simulation, as values: they do not follow."),
    N_("Formulas use medians; the median of a sampled product can differ from them. A year is 365.25 days."),
)


def write_readme(book: Book, pack: Pack) -> None:
    """Write the first sheet: the finding, how to use the workbook, who made it from what."""
    sheet = book.made.add_worksheet("Read me")
    sheet.set_column(0, 0, 110)
    found = pack.headline
    credit = _("AI Energy Planner, evidence {evidence}, {date}, {samples} runs").format(
        evidence=evidence_version(), date=pack.date, samples=pack.main.samples
    )
    sources = _("Sources: {sources}").format(sources=source_text(pack))
    lines = [found.sentence, found.under, *(_(line) for line in _GUIDE), sources, credit]
    lines += list(_correlated(pack))
    lines += pack.workspace.notes.splitlines()
    for row, line in enumerate(line for line in lines if line):
        sheet.write_string(row, 0, clean(line), book.title if row == 0 else book.text)
    properties = {"title": clean(found.sentence, 250), "subject": clean(found.under, 250), "comments": clean(credit)}
    book.made.set_properties({**properties, "author": "AI Energy Planner"})


def write_chart(book: Book, pack: Pack, rows: Mapping[str, tuple[int, int]], exhibits: Sequence[Exhibit] = ()) -> None:
    """Add a sheet with a native chart of the energy of all scenarios; it follows when an input is changed.

    Its words for those who do not see it are the timeline's, where that is among ``exhibits``.
    """
    chart = book.made.add_chart({"type": "scatter", "subtype": "straight"})
    indices = {scenario.name: index for index, scenario in enumerate(pack.workspace.scenarios)}
    dashes = ("solid", "dash", "round_dot", "dash_dot")
    for name, (first, last) in rows.items():
        colour = colour_of(pack.workspace, indices[name])
        line = {"color": series_colour(colour), "width": 2.25, "dash_type": dashes[colour % len(dashes)]}
        chart.add_series(
            {
                "name": ["Results", first - 1, 0],
                "categories": ["Results", first - 1, 1, last - 1, 1],
                "values": ["Results", first - 1, 2, last - 1, 2],
                "line": line,
                "marker": {"type": "none"},
            }
        )
    grid = {"visible": True, "line": {"color": "#DFE3E8"}}
    log = pack.choice.log and all(float(result.outcomes["energy"].p50.min()) > 0 for result in pack.results)
    chart.set_y_axis(
        {
            "name": measure("energy", "GWh/year"),
            "major_gridlines": grid,
            "num_format": "#,##0",
            **({"log_base": 10} if log else {"min": 0}),
        }
    )
    start = min(result.scenario.start for result in pack.results)
    end = max(max(result.scenario.end for result in pack.results), start + 1)
    chart.set_x_axis({"min": start, "max": end, "major_gridlines": {"visible": False}, "num_format": "0"})
    chart.set_title({"name": clean(pack.headline.sentence, 250), "name_font": {"size": 14}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1120, "height": 620})
    sheet = book.made.add_worksheet("Chart")
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    words = next((item.alt for item in exhibits if item.key == "timeline"), pack.headline.sentence)
    sheet.insert_chart(0, 0, chart, {"description": clean(words, 8000)})


def write_numbers(book: Book, exhibits: Sequence[Exhibit]) -> None:
    """Write the numbers behind each exhibit in long form, as values, the exhibit's kind before them."""
    if not any(item.lines for item in exhibits):
        return
    sheet = book.sheet("Chart data", ("chart", *HEADINGS), (14, 24, 20, 14, 8, 28, 20, 18))
    row = 1
    for item in exhibits:
        for line in item.lines:
            for column, cell in enumerate((item.key, *line)):
                if isinstance(cell, str):
                    sheet.write_string(row, column, clean(cell))
                else:
                    sheet.write_number(row, column, cell, book.number)
            row += 1


def write_sources(book: Book, pack: Pack) -> None:
    """Write every source behind the shown scenarios, with kind, boundary and caveat."""
    headings = (
        N_("Id"),
        N_("Label"),
        N_("Value as published"),
        N_("Kind"),
        N_("Counts"),
        N_("Date"),
        N_("Citation"),
        N_("Address"),
        N_("Caveat"),
    )
    sheet = book.sheet("Sources", headings, (24, 32, 34, 14, 14, 12, 60, 40, 60))
    row = 1
    for entry in pack.sources():
        texts = (entry.id, entry.label, entry.as_published, _(entry.kind), _(entry.boundary), entry.date)
        for column, text in enumerate((*texts, entry.citation, entry.url, entry.caveat)):
            sheet.write_string(row, column, clean(text), book.text)
        row += 1
    for code in dict.fromkeys(result.scenario.region for result in pack.results):
        row = _write_region(book, sheet, row, code)


def _write_region(book: Book, sheet: Any, row: int, code: str) -> int:
    found = region(code)
    for name in CONVERSIONS:
        figure = found.figure(name)
        if figure is not None:
            texts = (f"{code} {name}", figure.definition, figure.value.text, _(figure.kind), "", str(figure.year))
            for column, text in enumerate((*texts, figure.citation, figure.url, figure.note)):
                sheet.write_string(row, column, clean(text), book.text)
            row += 1
    return row
