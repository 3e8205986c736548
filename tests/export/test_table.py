"""CSV in long form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from planner.export.cells import clean, safe_field
from planner.export.pack import Pack
from tests.export.conftest import AWKWARD


def test_every_number_is_there_at_full_precision(content: Callable[..., bytes], pack: Pack) -> None:
    rows = list(csv.DictReader(io.StringIO(content("csv").decode("utf-8"))))
    assert list(rows[0]) == ["scenario", "workload", "outcome", "year", "statistic", "value", "unit"]
    found = next(r for r in rows if r["outcome"] == "households" and r["year"] == "2030" and r["statistic"] == "p95")
    assert found["unit"] == "household"
    assert float(found["value"]) == pack.results[0].at("households", 2030)["p95"]
    assert {row["unit"] for row in rows if row["outcome"] == "water"} == {"m3/year"}
    assert {row["workload"] for row in rows} >= {"", "Chat", "Agents"}


def test_no_field_can_become_a_formula(content: Callable[..., bytes]) -> None:
    rows = list(csv.reader(io.StringIO(content("csv").decode("utf-8"))))
    assert any(row[0] == f"'{AWKWARD}" for row in rows)
    for row in rows[1:]:
        for cell in (*row[:5], row[6]):
            assert not cell.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "＝1"])
def test_a_field_that_begins_like_a_formula_is_marked(text: str) -> None:
    assert safe_field(text).startswith("'")


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\uffff") == "abcd"
    assert len(clean("x" * 40_000)) == 32_000
