"""What a driver is, for whoever points at it: meaning, published range, source."""

from __future__ import annotations

import json

import numpy as np
import pytest

from planner.assets import resource
from planner.chart.driver_words import about_driver
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.store.library import evidence


def about(value: str, source: str = "", power: int = 1, name: str = "It") -> list[str]:
    driver = Driver(id="it", name=name, value=Estimate.parse(value), source=source, power=power)
    return about_driver(driver, evidence()).splitlines()


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("0.34 Wh/query", "The energy that one use takes."),
        ("12 kJ/image", "The energy that one use takes."),
        ("2.5e9 query/day", "How often it happens."),
        ("3 query/user/day", "How often it happens."),
        ("5e6 user", "How many there are."),
        ("10.2 kW", "The electric power that is drawn."),
        ("500 token/query", "How much of it each one has."),
        ("93 %", "A plain number that the product is multiplied by."),
    ],
)
def test_the_meaning_follows_from_the_dimension(value: str, meaning: str) -> None:
    assert about(value)[0] == meaning


def test_a_driver_that_divides_says_so() -> None:
    assert about("195e6 query/day", power=-1)[0] == "A number that the product is divided by."


def test_the_published_range_is_the_middle_half_of_the_figures_of_the_same_kind() -> None:
    entries = json.loads(resource("evidence", "evidence.json").read_text("utf-8"))["entries"]
    like = [entry for entry in entries if entry["topic"] == "pue" and not entry["superseded_by"]]
    values = [Estimate.parse(entry["value"]).central for entry in like]
    low, high = np.percentile(values, [25, 75])
    line = about("1.17", next(entry["id"] for entry in like), name="PUE")[1]
    assert line == f"Published: {len(values)} figures like it, half of them between {low:.2g} and {high:.2g}."


def test_the_range_is_in_the_units_that_were_typed() -> None:
    assert " Wh per query" in about("0.34 Wh/query", "altman-2025")[1]
    assert " J per query" in about("1224 J/query", "altman-2025")[1]


def test_numbers_of_people_are_of_different_people_and_have_no_usual_range() -> None:
    assert len(about("2.5e9 query/day", "openai-2.5bn-messages-2025")) == 2


def test_the_source_is_named_with_date_and_kind() -> None:
    assert about("0.34 Wh/query", "altman-2025")[-1] == "Source: OpenAI, 2025-06, claim: 0.34 Wh per average query."
    assert about("0.34 Wh/query")[-1] == "No source in the library: an own assumption."
