"""The workbook, read back with openpyxl; its formulas recomputed by a small reckoner of their own."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from planner.engine.working import work_out
from planner.export import embed
from planner.export.exhibits import exhibit
from planner.export.files import to_bytes
from planner.export.pack import Choice, Pack, conversions, prepare
from planner.store import codec
from tests.export.conftest import AWKWARD

REFERENCE = re.compile(r"(?:(\w+)!)?\$?([A-Z]+)\$?(\d+)")


class Reckoner:
    """Works out cells as a spreadsheet would: references, + - * / ^, IF, AND and MIN; nothing is cached by the file."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.known: dict[tuple[str, str], Any] = {}

    def cell(self, sheet: str, place: str) -> Any:
        key = sheet, place
        if key not in self.known:
            value = self.book[sheet][place].value
            is_formula = isinstance(value, str) and value.startswith("=")
            self.known[key] = self.formula(sheet, value) if is_formula else value
        return self.known[key]

    def formula(self, sheet: str, text: str) -> Any:
        names: dict[str, Any] = {}

        def name(match: re.Match[str]) -> str:
            names[f"v{len(names)}"] = self.cell(match[1] or sheet, match[2] + match[3])
            return f"v{len(names) - 1}"

        body = REFERENCE.sub(name, text[1:].replace("IF(", "_if(").replace("AND(", "_and(").replace("MIN(", "_min("))
        tools = {"_if": lambda test, yes, no: yes if test else no, "_and": lambda *tests: all(tests), "_min": min}
        return eval(body.replace("^", "**"), {"__builtins__": {}}, {**names, **tools})


@pytest.fixture(scope="session")
def reckoner(content: Callable[..., bytes]) -> Reckoner:
    return Reckoner(content("xlsx"))


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    heads = [cell.value for cell in next(book[sheet].iter_rows())]
    return [
        {"row": number, **dict(zip(heads, (cell.value for cell in row), strict=True))}
        for number, row in enumerate(book[sheet].iter_rows(min_row=2), start=2)
    ]


def test_recalculated_results_are_those_of_the_engine_to_nine_digits(reckoner: Reckoner, pack: Pack) -> None:
    columns = {cell.value: cell.column_letter for cell in next(reckoner.book["Results"].iter_rows())}
    outcome_of = {"Household equivalents": "households", "Share of demand": "share", "Emissions": "emissions"}
    outcome_of |= {"Electricity cost": "cost", "Water": "water"}
    checked = 0
    for row in rows(reckoner.book, "Results"):
        result = next(item for item in pack.results if item.scenario.name == row["Scenario"])
        working = work_out(result.scenario, conversions(result.scenario), row["Year"])
        assert math.isclose(reckoner.cell("Results", f"C{row['row']}"), working.energy, rel_tol=1e-9, abs_tol=1e-12)
        for heading, letter in columns.items():
            name, _comma, unit = str(heading).partition(", ")
            step = working.outcomes.get(outcome_of.get(name, ""))
            if step is None or "sampled" in unit:
                continue
            found = reckoner.cell("Results", f"{letter}{row['row']}")
            assert math.isclose(found, step.running, rel_tol=1e-9, abs_tol=1e-12), heading
            checked += 1
    assert checked > 40


def test_results_that_are_exact_equal_the_simulation_beside_them(reckoner: Reckoner) -> None:
    for row in rows(reckoner.book, "Results"):
        if row["Scenario"] == "Exact":
            found = reckoner.cell("Results", f"C{row['row']}")
            assert found == pytest.approx(row["Electricity, sampled p50"], rel=1e-12)
            assert row["Electricity, sampled p5"] == row["Electricity, sampled p95"]


def test_the_product_is_a_formula_of_its_drivers(reckoner: Reckoner) -> None:
    first = rows(reckoner.book, "Products")[0]
    assert re.fullmatch(r"=Drivers!\$E\$\d+\*Drivers!\$E\$\d+/Drivers!\$E\$\d+", first["Product"])
    assert str(first["Energy, GWh/year"]).startswith("=D2*F2")


def test_changing_an_input_changes_the_result(content: Callable[..., bytes], reckoner: Reckoner) -> None:
    other = Reckoner(content("xlsx"))
    other.book["Inputs"]["F2"] = other.book["Inputs"]["F2"].value * 2
    chat = next(row for row in rows(other.book, "Products") if row["Workload"] == "Chat")
    place = f"G{chat['row']}"
    assert other.cell("Products", place) == pytest.approx(2 * reckoner.cell("Products", place))


def test_what_is_seen_without_recalculating_is_the_same(content: Callable[..., bytes], reckoner: Reckoner) -> None:
    stored = openpyxl.load_workbook(io.BytesIO(content("xlsx")), data_only=True)
    for row in rows(reckoner.book, "Results"):
        place = f"C{row['row']}"
        assert stored["Results"][place].value == pytest.approx(reckoner.cell("Results", place), rel=1e-12)


def test_names_that_look_like_formulas_stay_text(reckoner: Reckoner) -> None:
    inputs = reckoner.book["Inputs"]
    row = next(row for row in rows(reckoner.book, "Inputs") if row["Scenario"] == AWKWARD)
    for column, text in (("A", AWKWARD), ("B", "@chat"), ("C", "+Energy & more")):
        cell = inputs[f"{column}{row['row']}"]
        assert cell.value == text
        assert cell.data_type in ("s", "inlineStr") or not str(text).startswith("=")


def test_no_formula_in_the_file_is_made_from_a_name(content: Callable[..., bytes]) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content("xlsx"))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                formulas = re.findall(r"<f>(.*?)</f>", archive.read(name).decode())
                assert not any("SUM(A1)" in formula for formula in formulas)
                assert all(re.fullmatch(r"[A-Za-z0-9!$+\-*/^(),.&;]+", formula) for formula in formulas), name


def test_the_plan_is_hidden_and_sources_are_listed(content: Callable[..., bytes], reckoner: Reckoner) -> None:
    assert reckoner.book[embed.SHEET].sheet_state == "veryHidden"
    assert any(row["Id"] == "altman-2025" for row in rows(reckoner.book, "Sources"))
    assert embed.SHEET not in openpyxl.load_workbook(io.BytesIO(content("xlsx", False))).sheetnames


def test_the_workbook_has_a_native_chart(reckoner: Reckoner) -> None:
    assert "Chart" in reckoner.book.sheetnames


DECIDED = """{
  "format": "ai-energy-plan", "schema": 1, "scenarios": [
    {"name": "Decided", "start": 2025, "end": 2032,
     "workloads": [
       {"name": "Chat", "drivers": [
         {"id": "energy", "name": "Energy", "value": "0.2 to 0.5 Wh/query", "lever": true, "rebound": "20 to 40 %",
          "as_of": 2027, "trajectory": {"kind": "compound", "rate": "-20 %/year"}},
         {"id": "volume", "name": "Queries", "value": "5e9 query/day", "as_of": 2029,
          "trajectory": {"kind": "logistic", "ceiling": "4e9 query/day", "rate": "40 %/year"}}]},
       {"name": "Images", "drivers": [
         {"id": "energy", "name": "Energy", "value": "2 Wh/image", "rebound": "70 %", "as_of": 2028,
          "trajectory": {"kind": "points", "values": {"2026": "3 Wh/image", "2030": "1 Wh/image"}}},
         {"id": "volume", "name": "Images", "value": "1e7 to 3e7 image/day"}]},
       {"name": "Video", "drivers": [
         {"id": "energy", "name": "Energy", "value": "90 Wh/video", "rebound": "110 %",
          "trajectory": {"kind": "logistic", "ceiling": "20 Wh/video", "rate": "30 %/year"}},
         {"id": "volume", "name": "Videos", "value": "1e6 video/day"}]}],
     "correlations": [{"one": "chat/energy", "other": "images/volume", "rank": -0.4}]}]}"""


@pytest.fixture(scope="module")
def decided() -> Reckoner:
    made = prepare(codec.loads(DECIDED), Choice(date="2026-11-23", samples=1000))
    return Reckoner(to_bytes(made, [exhibit(made, "timeline")], "xlsx", with_plan=False))


def test_rebounds_and_paths_above_their_ceiling_are_live_formulas_too(decided: Reckoner) -> None:
    (scenario,) = codec.loads(DECIDED).scenarios
    for row in rows(decided.book, "Results"):
        working = work_out(scenario, conversions(scenario), row["Year"])
        assert decided.cell("Results", f"C{row['row']}") == pytest.approx(working.energy, rel=1e-9)
    inputs = {(row["Workload"], row["Assumption"]): row for row in rows(decided.book, "Inputs")}
    assert inputs["Images", "Energy"]["Rebound"] == 0.7
    decided.book["Inputs"][f"Q{inputs['Images', 'Energy']['row']}"] = 0
    found = next(row for row in rows(decided.book, "Drivers") if (row["Workload"], row["Year"]) == ("Images", 2032))
    decided.known.clear()
    assert decided.cell("Drivers", f"E{found['row']}") == pytest.approx(1.0)


def test_what_we_decide_is_marked_and_correlations_are_told(decided: Reckoner) -> None:
    whose = {(row["Workload"], row["Assumption"]): row["Whose"] for row in rows(decided.book, "Inputs")}
    assert whose["Chat", "Energy"] == "what we decide"
    assert whose["Chat", "Queries"] == whose["(conversion)", "household_use"] == "how the world is"
    told = [str(cell.value) for cell in decided.book["Read me"]["A"]]
    assert any("Correlated by rank: Chat: Energy with Images: Images −0.4." in line for line in told)
