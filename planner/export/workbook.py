"""A workbook whose results are live formulas, so that whoever receives it can check them and change them.

Inputs (one row an assumption) -> Drivers (one row a driver and year) -> Products (one row a workload and year, the
product visible) -> Results (one row a scenario and year), with the sampled percentiles as values beside them. Text
never becomes a formula: every cell of text is written as text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from planner.chart.amounts import OUTCOME_NAMES
from planner.engine.outcome import CONVERSION_OF
from planner.engine.result import OUTCOMES, ScenarioResult
from planner.export import embed
from planner.export.cells import clean
from planner.export.exhibit import Exhibit
from planner.export.formulas import Input, moved, product
from planner.export.long_form import STATISTICS
from planner.export.pack import Pack, conversions
from planner.export.workbook_sheets import Book, write_chart, write_numbers, write_readme, write_sources
from planner.model.faults import Fault
from planner.model.scenario import CONVERSIONS, Scenario, currency_of
from planner.text import N_, _
from planner.units import factor_between, factor_of_product

_MOST_ROWS = 1_000_000

INPUT_HEADINGS = (
    *(
        N_("Scenario"),
        N_("Workload"),
        N_("Assumption"),
        N_("× or ÷"),
        N_("Value as typed"),
        N_("Median"),
        N_("Unit"),
        N_("Low (P5)"),
        N_("High (P95)"),
    ),
    *(
        N_("Moves"),
        N_("Rate, % a period"),
        N_("Periods a year"),
        N_("Ceiling"),
        N_("Year it holds"),
        N_("Source"),
        N_("Note"),
    ),
    *(N_("Rebound"), N_("Whose")),
)


def to_xlsx(pack: Pack, exhibits: Sequence[Exhibit] = (), plan: str = "") -> bytes:
    """Return the workbook of ``pack`` and the numbers of ``exhibits``; ``plan`` goes on a hidden sheet if there is one.

    Raises:
        Fault: It would have more rows than a spreadsheet takes.
    """
    inputs = [item for result in pack.results for item in inputs_of(result.scenario)]
    years = {result.scenario.name: result.scenario.years for result in pack.results}
    if sum(len(years[item.scenario]) for item in inputs) > _MOST_ROWS:
        raise Fault(_("this plan has more drivers and years than a spreadsheet has rows; export fewer scenarios"))
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as made:
        book = Book(made)
        write_readme(book, pack)
        rows = _write_inputs(book, inputs, pack)
        cells = _write_drivers(book, inputs, years, rows, _write_points(book, inputs))
        energies = _write_products(book, pack, cells)
        last = _write_results(book, pack, cells, energies)
        write_chart(book, pack, last, exhibits)
        write_numbers(book, exhibits)
        write_sources(book, pack)
        if plan:
            sheet = made.add_worksheet(embed.SHEET)
            for row, piece in enumerate(embed.cells(plan)):
                sheet.write_string(row, 0, piece)
            sheet.very_hidden()
    return stream.getvalue()


def inputs_of(scenario: Scenario) -> Iterator[Input]:
    """Yield every driver of a scenario and every conversion in force."""
    for workload in scenario.workloads:
        for driver in workload.drivers:
            yield Input(
                scenario.name,
                workload.name,
                workload.id,
                driver.id,
                driver.name,
                driver.power,
                driver.value,
                driver.trajectory,
                driver.value.unit,
                scenario.start if driver.as_of is None else driver.as_of,
                driver.source,
                driver.note,
                driver.rebound,
                driver.lever,
            )
    for name, conversion in conversions(scenario).items():
        unit = CONVERSIONS[name] or f"{currency_of(conversion.value)}/kWh"
        moves, value = conversion.trajectory, conversion.value
        yield Input(scenario.name, "", "", name, name, 1, value, moves, unit, scenario.start, scenario.region)


def _write_inputs(book: Book, inputs: list[Input], pack: Pack) -> dict[Input, int]:
    """Write one row an assumption; return where each stands."""
    sheet = book.sheet(
        "Inputs", INPUT_HEADINGS, (24, 20, 28, 8, 26, 14, 20, 12, 12, 12, 14, 12, 14, 12, 34, 40, 10, 18)
    )
    rows = {}
    for row, item in enumerate(inputs, start=2):
        rows[item] = row
        entry = pack.evidence.get(item.source)
        source = entry.label if entry is not None else item.source or _("own assumption")
        if item.workload and entry is not None and not entry.supports(item.value):
            source = _("own assumption, moved away from: {label}").format(label=entry.label)
        low, high = item.ends()
        rate, periods = item.rate or (None, None)
        kind = type(item.trajectory).__name__.lower()
        operator = "×" if item.power == 1 else "÷"
        texts = (item.scenario, item.workload or _("(conversion)"), item.name, operator, item.value.text)
        for column, text in enumerate(texts):
            sheet.write_string(row - 1, column, clean(text))
        numbers = (item.middle, item.unit, low, high, kind, rate, periods, item.ceiling, item.base_year)
        changeable = {5, 10, 12, 13}
        for column, cell in enumerate(numbers, start=5):
            book.write(sheet, row - 1, column, cell, book.input if column in changeable else None)
        sheet.write_string(row - 1, 14, clean(source))
        sheet.write_string(row - 1, 15, clean(item.note))
        book.write(sheet, row - 1, 16, item.elasticity, book.input)
        sheet.write_string(row - 1, 17, clean(_("what we decide") if item.lever else _("how the world is")))
    return rows


def _write_points(book: Book, inputs: list[Input]) -> dict[Input, int]:
    """Write the points of paths through points; return the first row of each."""
    if not any(item.points for item in inputs):
        return {}
    sheet = book.sheet(
        "Points",
        (N_("Scenario"), N_("Workload"), N_("Assumption"), N_("Year"), N_("Median"), N_("Unit")),
        (24, 20, 28, 8, 16, 20),
    )
    first, row = {}, 1
    for item in inputs:
        for index, (year, value) in enumerate(item.points):
            if index == 0:
                first[item] = row + 1
            for column, text in enumerate((item.scenario, item.workload, item.name)):
                sheet.write_string(row, column, clean(text))
            sheet.write_number(row, 3, year)
            book.write(sheet, row, 4, value, book.input)
            sheet.write_string(row, 5, item.unit)
            row += 1
    return first


Cells = dict[tuple[str, str, str, int], tuple[str, float]]
"""For scenario, workload (empty for a conversion), name and year: the cell and what its formula comes to."""


def _write_drivers(
    book: Book, inputs: list[Input], years: Mapping[str, range], rows: Mapping[Input, int], points: Mapping[Input, int]
) -> Cells:
    headings = (N_("Scenario"), N_("Workload"), N_("Assumption"), N_("Year"), N_("Value"), N_("Unit"), N_("× or ÷"))
    sheet = book.sheet("Drivers", headings, (24, 20, 28, 8, 18, 20, 8))
    cells: Cells = {}
    row = 1
    for item in inputs:
        for year in years[item.scenario]:
            value = item.at(year)
            for column, text in enumerate((item.scenario, item.workload or _("(conversion)"), item.name)):
                sheet.write_string(row, column, clean(text))
            sheet.write_number(row, 3, year)
            formula = moved(item, rows[item], year, f"$D{row + 1}", points.get(item, 0))
            sheet.write_formula(row, 4, formula, book.number, value)
            sheet.write_string(row, 5, item.unit)
            sheet.write_string(row, 6, "×" if item.power == 1 else "÷")
            cells[item.scenario, item.workload, item.id, year] = f"Drivers!$E${row + 1}", value
            row += 1
    return cells


def _write_products(book: Book, pack: Pack, cells: Cells) -> Cells:
    """Write one row a workload and year: the product of its drivers and what that is in GWh a year."""
    headings = (
        N_("Scenario"),
        N_("Workload"),
        N_("Year"),
        N_("Product"),
        N_("Product in"),
        N_("GWh/year in one of it"),
        N_("Energy, GWh/year"),
    )
    sheet = book.sheet("Products", headings, (24, 20, 8, 20, 28, 20, 20))
    energies: Cells = {}
    row = 1
    for result in pack.results:
        scenario = result.scenario
        for workload in scenario.workloads:
            units = tuple((driver.value.unit, driver.power) for driver in workload.drivers)
            factor = factor_of_product(units, "GWh/year")
            words = " × ".join(f"({unit or '1'})" if power == 1 else f"1/({unit or '1'})" for unit, power in units)
            for year in scenario.years:
                parts = [(cells[scenario.name, workload.name, d.id, year], d.power) for d in workload.drivers]
                value = 1.0
                for (_cell, number), power in parts:
                    value = value * number if power == 1 else value / number
                for column, text in enumerate((scenario.name, workload.name)):
                    sheet.write_string(row, column, clean(text))
                sheet.write_number(row, 2, year)
                chain = product([(cell, power) for (cell, _number), power in parts])
                sheet.write_formula(row, 3, chain, book.number, value)
                sheet.write_string(row, 4, clean(words))
                sheet.write_number(row, 5, factor, book.number)
                sheet.write_formula(row, 6, f"=D{row + 1}*F{row + 1}", book.result, value * factor)
                energies[scenario.name, workload.name, "", year] = f"Products!$G${row + 1}", value * factor
                row += 1
    return energies


def _write_results(book: Book, pack: Pack, cells: Cells, energies: Cells) -> dict[str, tuple[int, int]]:
    """Write one row a scenario and year; return each scenario's first and last row."""
    outcomes = [name for name in OUTCOMES if any(name in result.outcomes for result in pack.results)]
    headings = [N_("Scenario"), N_("Year")]
    for outcome in outcomes:
        units = {result.outcomes[outcome].unit for result in pack.results if outcome in result.outcomes}
        headings.append(f"{_(OUTCOME_NAMES[outcome])}, {_(' or ').join(sorted(units))}")
    sampled = _("{outcome}, sampled {statistic}")
    headings += [
        sampled.format(outcome=_(OUTCOME_NAMES[name]), statistic=statistic)
        for name in outcomes
        for statistic in STATISTICS
    ]
    sheet = book.sheet("Results", tuple(headings), (24, 8, *([18] * (len(headings) - 2))))
    rows, row = {}, 1
    for result in pack.results:
        rows[result.scenario.name] = row + 1, row + len(result.scenario.years)
        for index, year in enumerate(result.scenario.years):
            sheet.write_string(row, 0, clean(result.scenario.name))
            sheet.write_number(row, 1, year)
            parts = [energies[result.scenario.name, item.name, "", year] for item in result.scenario.workloads]
            total = sum(value for _cell, value in parts)
            sheet.write_formula(row, 2, "=" + "+".join(cell for cell, _v in parts), book.result, total)
            for column, outcome in enumerate(outcomes[1:], start=3):
                found = _outcome(result, outcome, year, f"$C{row + 1}", total, cells)
                if found is not None:
                    sheet.write_formula(row, column, found[0], book.result, found[1])
            _write_percentiles(book, sheet, row, 2 + len(outcomes), result, outcomes, index)
            row += 1
    return rows


def _outcome(
    result: ScenarioResult, outcome: str, year: int, energy: str, total: float, cells: Cells
) -> tuple[str, float] | None:
    """Return formula and value of an outcome: energy times or over a conversion, times what the units make of it."""
    band = result.outcomes.get(outcome)
    if band is None:
        return None
    if outcome not in CONVERSION_OF:
        factor = factor_between("GWh/year", band.unit)
        return f"={energy}*{factor!r}", total * factor
    name, power = CONVERSION_OF[outcome]
    conversion = conversions(result.scenario)[name]
    unit = CONVERSIONS[name] or f"{currency_of(conversion.value)}/kWh"
    scale = factor_of_product((("GWh/year", 1), (unit, power)), band.unit)
    cell, value = cells[result.scenario.name, "", name, year]
    sign = "*" if power == 1 else "/"
    return f"={energy}{sign}{cell}*{scale!r}", total * value**power * scale


def _write_percentiles(
    book: Book, sheet: Any, row: int, column: int, result: ScenarioResult, outcomes: list[str], index: int
) -> None:
    for outcome in outcomes:
        band = result.outcomes.get(outcome)
        for statistic in STATISTICS:
            if band is not None:
                sheet.write_number(row, column, float(getattr(band, statistic)[index]), book.number)
            column += 1
