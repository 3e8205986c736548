"""``planner schema``: the JSON Schema of the ``.aiplan`` file, built from the limits of the model itself.

It says what can be said about each part alone. That units fit together, that a chain is an energy per time and that
names are unique is checked on reading.
"""

from __future__ import annotations

from typing import Any

import attrs
import click

from planner.cli.tables import print_json
from planner.model.correlation import MAX_CORRELATIONS, STRONGEST
from planner.model.driver import MAX_NAME, MAX_NOTES
from planner.model.estimate import MAX_TEXT
from planner.model.outcomes import OUTCOMES
from planner.model.presentation import CHARTS, MAX_LINE, MAX_SLIDERS, MAX_VIEWS
from planner.model.scenario import CONVERSIONS, MAX_DRIVERS, MAX_SEED, MAX_WORKLOADS
from planner.model.trajectory import FIRST_YEAR, LAST_YEAR, MAX_YEARS, Compound, Constant, Logistic
from planner.model.workspace import MAX_SCENARIOS
from planner.store.migrations import FORMAT, SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


@click.command("schema", short_help="The JSON Schema of the .aiplan file.")
@click.option("--json", "_as_json", is_flag=True, help="What is printed is JSON with or without.")
def command(_as_json: bool) -> None:
    """Print the JSON Schema (2020-12) of the .aiplan file.

    \b
    Example:
      planner schema > aiplan.schema.json
    """
    print_json(plan_schema())


def plan_schema() -> Schema:
    """Return the JSON Schema of an ``.aiplan`` file."""
    parts = {
        "estimate": _estimate(),
        "name": _line("A name that people read.", r"^(?=.*\S)[^\u0000-\u001f\u007f]*$"),
        "id": _line("A name without a slash.", r"^(?=.*\S)[^/\u0000-\u001f\u007f]*$"),
        "note": {"type": "string", "maxLength": MAX_NOTES},
        "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "trajectory": _trajectory(),
        "driver": _driver(),
        "workload": _workload(),
        "conversion": _conversion(),
        "correlation": _correlation(),
        "scenario": _scenario(),
        "line": {"type": "string", "maxLength": MAX_LINE, "pattern": r"^[^\u0000-\u001f\u007f]*$"},
        "view": _view(),
    }
    properties = {
        "format": {"const": FORMAT},
        "schema": {"type": "integer", "minimum": 1, "maximum": SCHEMA},
        "title": _ref("note"),
        "notes": _ref("note"),
        "evidence": _ref("note", "The version and hash of the evidence library that the plan was last saved with."),
        "baseline": _ref("note", "The name of the scenario that the others are read against."),
        "scenarios": _list("scenario", MAX_SCENARIOS),
        "presentation": _object({"views": {"type": "array", "items": _ref("view"), "maxItems": MAX_VIEWS}}),
    }
    plan = _object(properties, "format", "schema", "scenarios")
    return {"$schema": DIALECT, "title": "AI Energy Planner plan (*.aiplan)", **plan, "$defs": parts}


def _object(properties: Schema, *required: str) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _ref(part: str, description: str = "") -> Schema:
    return {"$ref": f"#/$defs/{part}"} | ({"description": description} if description else {})


def _list(part: str, limit: int) -> Schema:
    return {"type": "array", "items": _ref(part), "minItems": 1, "maxItems": limit}


def _line(description: str, pattern: str) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": MAX_NAME, "pattern": pattern, "description": description}


def _estimate() -> Schema:
    return {
        "type": "string",
        # Every form has a number. Space around a value is not counted when it is read.
        "pattern": rf"^\s*(?=[\s\S]*[0-9])\S[\s\S]{{0,{MAX_TEXT - 1}}}\s*$",
        "description": "A number or a distribution, with a unit; a range is a 90 % interval, P5 to P95.",
        "examples": [
            "0.34 Wh/query",
            "0.2 to 0.5 Wh/query",
            "uniform(0.2, 0.5) Wh/query",
            "triangular(0.06, 0.3, 1.2) Wh/query",
            "pert(0.06, 0.3, 1.2) Wh/query",
            "normal(0.34, 0.05) Wh/query",
            "lognormal(0.2, 0.5) Wh/query",
            "2.5 billion query/day",
            "-30 to -10 %/year",
        ],
    }


def _trajectory() -> Schema:
    kinds = [
        _object(
            {"kind": {"const": name}, **{parameter: _ref("estimate") for parameter in parameters}}, "kind", *parameters
        )
        for name, parameters in (
            ("constant", _parameters(Constant)),
            ("compound", _parameters(Compound)),
            ("logistic", _parameters(Logistic)),
        )
    ]
    points: Schema = {
        "type": "object",
        "propertyNames": {"pattern": "^[0-9]{4}$"},
        "additionalProperties": _ref("estimate"),
        "minProperties": 1,
        "maxProperties": MAX_YEARS,
        "description": "Values by year, such as 2025.",
    }
    kinds.append(_object({"kind": {"const": "points"}, "values": points}, "kind", "values"))
    return {"oneOf": kinds, "description": "How a value moves over the years."}


def _parameters(trajectory: type[attrs.AttrsInstance]) -> list[str]:
    return [field.name for field in attrs.fields(trajectory)]


def _driver() -> Schema:
    properties = {
        "id": _ref("id"),
        "name": _ref("name"),
        "value": _ref("estimate"),
        "power": {"enum": [1, -1], "default": 1, "description": "1 multiplies, -1 divides."},
        "as_of": {"anyOf": [_ref("year"), {"type": "null"}], "description": "The year in which the value holds."},
        "trajectory": _ref("trajectory"),
        "source": _ref("note", "The id of an entry of the evidence library; empty for an own assumption."),
        "boundary": _ref("note", "What the figure counts, such as accelerator, server or facility."),
        "note": _ref("note"),
        "lever": {"type": "boolean", "default": False, "description": "Whether we decide it, or the world is so."},
        "rebound": {
            "anyOf": [_ref("estimate"), {"type": "null"}],
            "description": "How much of a saving is taken back by more use, such as 30 %; for an energy per use.",
        },
    }
    return _object(properties, "id", "name", "value")


def _workload() -> Schema:
    properties = {"name": _ref("name"), "id": _ref("id"), "drivers": _list("driver", MAX_DRIVERS)}
    return _object(properties, "name", "drivers") | {"description": "Its drivers multiply to an energy per time."}


def _conversion() -> Schema:
    moving = _object({"value": _ref("estimate"), "trajectory": _ref("trajectory")}, "value")
    return {"oneOf": [_ref("estimate"), moving]}


def _correlation() -> Schema:
    rank = {
        "type": "number",
        "minimum": -STRONGEST,
        "maximum": STRONGEST,
        "description": "Spearman's rank correlation.",
    }
    name = {"type": "string", "pattern": "^[^/]+/[^/]+$", "description": "A driver, as workload id/driver id."}
    return _object({"one": name, "other": name, "rank": rank}, "one", "other", "rank")


def _scenario() -> Schema:
    conversions = {
        name: _ref("conversion", f"Such as {unit}." if unit else "Such as USD/kWh.")
        for name, unit in CONVERSIONS.items()
    }
    properties = {
        "name": _ref("name"),
        "start": _ref("year"),
        "end": _ref("year"),
        "seed": {"type": "integer", "minimum": 0, "maximum": MAX_SEED, "default": 1},
        "region": _ref("id", "The code of a region, such as USA."),
        "visible": {"type": "boolean", "default": True},
        "colour": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 999}, {"type": "null"}]},
        "notes": _ref("note"),
        "workloads": _list("workload", MAX_WORKLOADS),
        "conversions": _object(conversions),
        "correlations": {"type": "array", "items": _ref("correlation"), "maxItems": MAX_CORRELATIONS},
    }
    return _object(properties, "name", "start", "end", "workloads")


def _view() -> Schema:
    names = sorted({name for options in CHARTS.values() for name in options})
    drawn = {"type": "array", "items": _ref("line"), "maxItems": MAX_SCENARIOS}
    properties = {
        "chart": {"enum": list(CHARTS), "description": "What is shown."},
        "caption": _ref("line", "The message; without one, the finding of the program."),
        "notes": _ref("note", "For the speaker alone."),
        "scenario": _ref("line", "The scenario it speaks of; without one, the one that is looked at."),
        "scenarios": drawn | {"description": "Those drawn beside each other; without them, the visible ones."},
        "outcome": {"enum": ["", *OUTCOMES]},
        "unit": _ref("line"),
        "log": {"type": "boolean", "default": True},
        "envelope": {"type": "boolean", "default": False, "description": "Published totals beside the lines."},
        "year": {"anyOf": [_ref("year"), {"type": "null"}]},
        "options": _object({name: _ref("line") for name in names}),
        "sliders": drawn | {"maxItems": MAX_SLIDERS, "description": "Drivers that can be moved, by name."},
    }
    return _object(properties, "chart") | {"description": "One view of a presentation: a chart and its message."}
