"""The regions file taken alone: read with `json`, checked without the planner."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).parents[2] / "resources" / "regions" / "regions.json"
DATA: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
REGIONS: list[dict[str, Any]] = DATA["regions"]
CODES = [region["code"] for region in REGIONS]

CURRENCIES = {"USD", "EUR", "CHF", "GBP", "KRW", "JPY", "CNY", "INR"}
KINDS = {"official", "survey", "benchmark", "estimate", "derived"}
VERIFICATIONS = {"primary", "secondary", "data file", "derived"}
KEYS = ["value", "year", "kind", "definition", "publisher", "citation", "url", "licence", "verification"]
REQUIRED = ["population", "national_demand", "grid_intensity", "household_use"]
OPTIONAL = ["electricity_price", "water_use"]

NUMBER = r"\d+(?:\.\d+)?"
VALUES = {
    "population": r"\d+ person",
    "national_demand": rf"{NUMBER} TWh/year",
    "grid_intensity": rf"{NUMBER} gCO2e/kWh",
    "household_use": r"\d+ kWh/household/year",
    "electricity_price": rf"{NUMBER} (?:{'|'.join(sorted(CURRENCIES))})/kWh",
    "water_use": rf"{NUMBER}(?: to {NUMBER})? L/kWh",
}
PRODUCT = re.compile(rf"({NUMBER}) kWh/person × ({NUMBER}) persons/household .*?= (\d+) kWh\.")
PER_PERSON = re.compile(rf"({NUMBER}) TWh .*?/ ({NUMBER}) million people .*?= ({NUMBER}) kWh/person")
QUOTIENT = re.compile(rf"({NUMBER}) TWh / ({NUMBER}) million households = (\d+) kWh\.")
SUM = re.compile(rf"({NUMBER}) TWh consumption \+ ({NUMBER}) TWh [a-z ]+ = ({NUMBER}) TWh\.")


def figures() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for region in REGIONS:
        for name in [*REQUIRED, *OPTIONAL]:
            if name in region:
                found.append((f"{region['code']} {name}", name, region[name]))
        for name, rivals in region.get("rivals", {}).items():
            found += [(f"{region['code']} rival {name} {i}", name, rival) for i, rival in enumerate(rivals, 1)]
    return found


FIGURES = figures()
each_region = pytest.mark.parametrize("region", REGIONS, ids=CODES)
each_figure = pytest.mark.parametrize(
    ("name", "figure"), [(name, figure) for _, name, figure in FIGURES], ids=[label for label, _, _ in FIGURES]
)


def first_number(figure: dict[str, Any]) -> Fraction:
    match = re.match(NUMBER, figure["value"])
    assert match is not None
    return Fraction(match[0])


def close(left: Fraction, right: Fraction, within: str = "0.005") -> bool:
    return abs(left - right) <= Fraction(within) * abs(right)


def test_file_is_written_plainly() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert text == json.dumps(DATA, indent=2, ensure_ascii=False) + "\n"
    assert list(DATA) == ["version", "regions"]
    assert re.fullmatch(r"20\d\d\.\d\d", DATA["version"])


def test_there_are_25_countries_the_union_and_the_world() -> None:
    assert {"WLD", "EUU"} <= set(CODES)
    assert len(set(CODES) - {"WLD", "EUU"}) >= 25


def test_codes_and_names_are_unique() -> None:
    assert len(set(CODES)) == len(CODES)
    assert len({region["name"] for region in REGIONS}) == len(REGIONS)
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in CODES)


def test_world_and_union_come_first_then_the_names_in_order() -> None:
    assert CODES[:2] == ["WLD", "EUU"]
    names = [region["name"] for region in REGIONS[2:]]
    assert names == sorted(names)


@each_region
def test_region_has_its_keys(region: dict[str, Any]) -> None:
    assert list(region)[:4] == ["code", "name", "adjective", "currency"]
    assert set(region) <= {"code", "name", "adjective", "currency", "rivals", *REQUIRED, *OPTIONAL}
    assert set(REQUIRED) <= set(region)
    assert region["currency"] in CURRENCIES
    assert region["name"].strip() == region["name"] != ""
    assert region["adjective"].strip() == region["adjective"] != ""
    assert set(region.get("rivals", {})) <= {*REQUIRED, *OPTIONAL}


@each_figure
def test_figure_is_complete(name: str, figure: dict[str, Any]) -> None:
    assert [key for key in figure if key != "note"] == KEYS
    assert all(isinstance(figure[key], str) for key in figure if key != "year")
    assert all(figure[key].strip() for key in KEYS if key not in ("year", "url"))
    assert figure["kind"] in KINDS
    assert figure.get("note", "x").strip()
    assert re.fullmatch(VALUES[name], figure["value"])


@each_figure
def test_figure_is_of_a_year_of_this_century(name: str, figure: dict[str, Any]) -> None:
    assert type(figure["year"]) is int
    assert 2000 <= figure["year"] <= 2026


@each_figure
def test_figure_can_be_checked_by_a_stranger(name: str, figure: dict[str, Any]) -> None:
    assert re.match(r"https?://[^\s/]+\.[^\s/]+\S*\Z", figure["url"]) or (figure["url"] == "" and figure["note"])
    assert figure["verification"] in VERIFICATIONS
    assert "memory" not in json.dumps(figure).casefold()


@each_region
def test_demand_per_person_is_plausible(region: dict[str, Any]) -> None:
    kwh = first_number(region["national_demand"]) * 10**9 / first_number(region["population"])
    assert 100 <= kwh <= 30_000


@each_region
def test_grid_intensity_is_plausible(region: dict[str, Any]) -> None:
    assert 10 <= first_number(region["grid_intensity"]) <= 1000


@each_figure
def test_household_use_is_plausible(name: str, figure: dict[str, Any]) -> None:
    if name == "household_use":
        assert 300 <= first_number(figure) <= 20_000


@each_region
def test_households_use_less_than_the_country(region: dict[str, Any]) -> None:
    """With eight persons at most in a household, the homes of a country take no more than the country does."""
    demand = first_number(region["national_demand"]) * 10**9
    assert first_number(region["household_use"]) * first_number(region["population"]) / 8 < demand


@each_figure
def test_derived_household_use_is_the_product_its_note_states(name: str, figure: dict[str, Any]) -> None:
    if name != "household_use" or figure["kind"] != "derived":
        return
    value, note = first_number(figure), figure["note"]
    if quotient := QUOTIENT.search(note):
        energy, households, result = map(Fraction, quotient.groups())
        assert close(energy * 1000 / households, value)
        assert result == value
        return
    product = PRODUCT.search(note)
    assert product, note
    per_person, persons, result = map(Fraction, product.groups())
    assert close(per_person * persons, value)
    assert result == value
    division = PER_PERSON.search(note)
    assert division, note
    energy, people, quoted = map(Fraction, division.groups())
    assert close(energy * 1000 / people, quoted, "0.0005")
    assert quoted == per_person


@each_figure
def test_derived_demand_is_the_sum_its_note_states(name: str, figure: dict[str, Any]) -> None:
    if name == "national_demand" and figure["publisher"] == "CIA World Factbook":
        match = SUM.search(figure["note"])
        assert match, figure["note"]
        consumption, losses, total = map(Fraction, match.groups())
        assert consumption + losses == total == first_number(figure)


def test_derived_figures_say_which_year_the_household_size_is_of() -> None:
    for label, name, figure in FIGURES:
        if name == "household_use" and "UN DESA" in figure["publisher"]:
            years = re.search(r"persons per household \(UN DESA, (20\d\d)\)", figure["definition"])
            assert years, label
            assert f"(UN DESA, {years[1]})" in figure["note"], label


def test_few_figures_rest_on_the_iea() -> None:
    """The IEA's terms allow single figures to be cited, not its table to be shipped."""
    assert sum("IEA" in figure["publisher"] for _, _, figure in FIGURES) <= 18


def test_best_known_figures_are_as_published() -> None:
    published = {
        ("USA", "household_use"): "10791 kWh/household/year",
        ("USA", "population"): "340110988 person",
        ("USA", "national_demand"): "4276.104 TWh/year",
        ("USA", "grid_intensity"): "383.55 gCO2e/kWh",
        ("GBR", "household_use"): "2500 kWh/household/year",
        ("EUU", "household_use"): "3600 kWh/household/year",
        ("EUU", "national_demand"): "2754.87 TWh/year",
        ("EUU", "grid_intensity"): "213.02 gCO2e/kWh",
        ("CHE", "household_use"): "4500 kWh/household/year",
        ("WLD", "national_demand"): "30854 TWh/year",
        ("WLD", "grid_intensity"): "472.94 gCO2e/kWh",
        ("WLD", "population"): "8141808945 person",
    }
    by_code = {region["code"]: region for region in REGIONS}
    assert {key: by_code[key[0]][key[1]]["value"] for key in published} == published


def test_customer_figure_of_south_korea_is_a_rival_only() -> None:
    korea = next(region for region in REGIONS if region["code"] == "KOR")
    assert korea["household_use"]["kind"] == "derived"
    assert "KEPCO" in korea["household_use"]["note"]
    assert [rival["publisher"] for rival in korea["rivals"]["household_use"]] == ["KEPCO"]


def test_price_is_in_the_currency_of_the_region() -> None:
    for region in REGIONS:
        if "electricity_price" in region:
            assert region["electricity_price"]["value"].endswith(f" {region['currency']}/kWh")
