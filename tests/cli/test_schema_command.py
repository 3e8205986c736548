"""``planner schema`` says what the reader of ``.aiplan`` files accepts: what it refuses, the reader refuses too."""

from __future__ import annotations

import copy
import json
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from planner.cli.main import cli
from planner.model.correlation import Correlation
from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.model.presentation import PresentedView
from planner.model.scenario import Scenario, Workload
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.presets import Presets


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(CliRunner().invoke(cli, ["schema"]).stdout)
    return content


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def full_plan() -> dict[str, Any]:
    """Return a plan that uses every key and every kind there is."""
    energy = {"id": "energy", "name": "Energy", "value": "0.2 to 0.5 Wh/query", "source": "x", "boundary": "facility"}
    volume = {"id": "volume", "name": "Queries", "value": "2.5e9 query/day", "as_of": 2024, "note": "n", "power": 1}
    logistic = {"kind": "logistic", "ceiling": "2e10 query/day", "rate": "60 %/year"}
    points = {"kind": "points", "values": {"2025": "0.9", "2030": "0.7 to 0.8"}}
    split = {"id": "split", "name": "Split", "value": "0.5", "power": -1, "trajectory": points, "as_of": None}
    rate = {"kind": "compound", "rate": "-20 %/year"}
    drivers = [
        {**energy, "trajectory": rate, "rebound": "30 %"},
        {**volume, "trajectory": logistic},
        {**split},
        {"id": "pue", "name": "PUE", "value": "1.12", "trajectory": {"kind": "constant"}},
    ]
    conversions = {
        "household_use": "10791 kWh/household/year",
        "grid_intensity": {"value": "384 gCO2e/kWh", "trajectory": {"kind": "compound", "rate": "-3 %/year"}},
        "national_demand": {"value": "4276 TWh/year"},
        "electricity_price": "0.15 USD/kWh",
        "water_use": "0.2 L/kWh",
    }
    scenario = {
        "name": "Full",
        "start": 2025,
        "end": 2035,
        "seed": 2**63 - 1,
        "region": "USA",
        "visible": False,
        "colour": 3,
        "notes": "several\nlines",
        "workloads": [{"name": "Chat", "id": "chat", "drivers": drivers}],
        "conversions": conversions,
        "correlations": [{"one": "chat/energy", "other": "chat/volume", "rank": -0.5}],
    }
    plain = {**scenario, "name": "Plain", "colour": None, "conversions": {}, "correlations": []}
    heading = {"format": "ai-energy-plan", "schema": 1, "title": "T", "notes": "N", "baseline": "Full"}
    view = {
        "chart": "waterfall",
        "caption": "Agents take most",
        "notes": "several\nlines",
        "scenario": "Full",
        "scenarios": ["Full", "Plain"],
        "outcome": "energy",
        "unit": "TWh/year",
        "log": False,
        "envelope": True,
        "year": 2030,
        "options": {"against": "Plain"},
        "sliders": ["Energy"],
    }
    return {**heading, "scenarios": [scenario, plain], "presentation": {"views": [view, {"chart": "timeline"}]}}


def test_every_shipped_preset_fits_the_schema(validator: Draft202012Validator) -> None:
    presets = Presets().shipped()
    assert presets
    for preset in presets:
        validator.validate(json.loads(preset.path.read_bytes()))


def test_a_plan_with_everything_fits_the_schema_and_is_read(validator: Draft202012Validator) -> None:
    validator.validate(full_plan())
    workspace = codec.loads(json.dumps(full_plan()))
    validator.validate(json.loads(codec.dumps(workspace)))


def test_the_schema_names_every_field_of_the_model(schema: dict[str, Any]) -> None:
    parts = schema["$defs"]
    kinds = {
        "scenario": Scenario,
        "workload": Workload,
        "driver": Driver,
        "view": PresentedView,
        "correlation": Correlation,
    }
    for kind, part in ((kind, parts[name]) for name, kind in kinds.items()):
        assert set(part["properties"]) == {field.name for field in attrs.fields(kind)}
    assert set(schema["properties"]) == {"format", "schema", *(field.name for field in attrs.fields(Workspace))}


DRIVER = ("scenarios", 0, "workloads", 0, "drivers", 0)
REFUSED: list[tuple[tuple[str | int, ...], Any]] = [
    (("scenarios", 0, "correlations", 0, "rank"), 1),
    (("scenarios", 0, "correlations", 0, "one"), "energy"),
    (("format",), "another"),
    (("schema",), 2),
    (("schema",), "1"),
    (("extra",), 1),
    (("title",), 5),
    (("presentation",), []),
    (("presentation", "views"), [{"chart": "pie"}]),
    (("presentation", "views"), [{"chart": "timeline"}] * 101),
    (("presentation", "views", 0, "options"), {"colour": "red"}),
    (("presentation", "views", 0, "caption"), "two\nlines"),
    (("presentation", "views", 0, "outcome"), "heat"),
    (("presentation", "views", 0, "sliders"), ["a", "b", "c", "d"]),
    (("presentation", "views", 0, "year"), "2030"),
    (("scenarios",), []),
    (("scenarios", 0, "name"), "  "),
    (("scenarios", 0, "name"), "n" * 121),
    (("scenarios", 0, "name"), "two\nlines"),
    (("scenarios", 0, "start"), 1800),
    (("scenarios", 0, "end"), "2035"),
    (("scenarios", 0, "end"), True),
    (("scenarios", 0, "seed"), -1),
    (("scenarios", 0, "seed"), 2**63),
    (("scenarios", 0, "seed"), None),
    (("scenarios", 0, "region"), "U/S"),
    (("scenarios", 0, "visible"), 1),
    (("scenarios", 0, "colour"), 1000),
    (("scenarios", 0, "notes"), "n" * 20_001),
    (("scenarios", 0, "workloads"), {}),
    (("scenarios", 0, "conversions", "heat"), "1 kWh"),
    (("scenarios", 0, "conversions", "water_use"), 0.2),
    (("scenarios", 0, "conversions", "water_use"), {"value": "0.2 L/kWh", "note": "x"}),
    (("scenarios", 0, "workloads", 0, "drivers"), []),
    (("scenarios", 0, "workloads", 0, "id"), "a/b"),
    ((*DRIVER, "value"), 0.34),
    ((*DRIVER, "value"), ""),
    ((*DRIVER, "value"), "some Wh/query"),
    ((*DRIVER, "value"), "1" * 201),
    ((*DRIVER, "power"), 2),
    ((*DRIVER, "as_of"), "2025"),
    ((*DRIVER, "colour"), 1),
    ((*DRIVER, "trajectory"), None),
    ((*DRIVER, "trajectory"), {"kind": "linear"}),
    ((*DRIVER, "trajectory"), {"rate": "1 %/year"}),
    ((*DRIVER, "trajectory"), {"kind": "constant", "rate": "1 %/year"}),
    ((*DRIVER, "trajectory"), {"kind": "compound"}),
    ((*DRIVER, "trajectory"), {"kind": "logistic", "rate": "1 %/year"}),
    ((*DRIVER, "trajectory"), {"kind": "points", "values": {}}),
    ((*DRIVER, "trajectory"), {"kind": "points", "values": {"25": "1 Wh/query"}}),
    ((*DRIVER, "trajectory"), {"kind": "points", "values": [["2025", "1 Wh/query"]]}),
]


@pytest.mark.parametrize(("place", "value"), REFUSED)
def test_what_the_schema_refuses_the_reader_refuses_too(
    validator: Draft202012Validator, place: tuple[str | int, ...], value: Any
) -> None:
    content = copy.deepcopy(full_plan())
    part: Any = content
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    assert not validator.is_valid(content)
    with pytest.raises(Fault):
        codec.loads(json.dumps(content))
