"""Plans as text: the JSON of an ``.aiplan`` file to a workspace and back, with every fault named by its path.

Files come from strangers. Their size, nesting and counts are bounded before anything is built; keys that are not known
are refused rather than dropped, because a silently ignored assumption is a wrong answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs
import cattrs

from planner.model.correlation import MAX_CORRELATIONS, Correlation
from planner.model.driver import Driver
from planner.model.editing import free_name
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.presentation import MAX_VIEWS, Presentation, PresentedView
from planner.model.scenario import CONVERSIONS, MAX_DRIVERS, MAX_WORKLOADS, Conversion, Scenario, Workload, slug
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory
from planner.model.workspace import MAX_SCENARIOS, Workspace
from planner.store.json_text import parse_json
from planner.store.migrations import FORMAT, SCHEMA, migrate
from planner.text import _


def loads(text: str | bytes) -> Workspace:
    """Return the workspace that ``text`` holds, migrated from an older schema where needed.

    Raises:
        Fault: The text is too large or too deep, not JSON, of a newer schema, or a part of it is refused; the message
            says where (``scenarios[0].workloads[1].drivers[0].value``) and why.
    """
    content = parse_json(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Fault(_('this is not a plan: it lacks "format": "{format}"').format(format=FORMAT))
    content = migrate(content)
    del content["format"], content["schema"]
    workspace: Workspace = structure(content, Workspace)
    return workspace


def dumps(workspace: Workspace) -> str:
    """Return ``workspace`` as the text of an ``.aiplan`` file, ending in a newline."""
    return json.dumps(plain(workspace), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def plain(workspace: Workspace) -> dict[str, Any]:
    """Return what an ``.aiplan`` file holds of ``workspace``, as what JSON is made of."""
    return {"format": FORMAT, "schema": SCHEMA, **_converter.unstructure(workspace)}


def structure(content: Any, kind: Any) -> Any:
    """Return ``content`` (parsed JSON) as a value of class ``kind``; raises `Fault` with path and reason."""
    try:
        return _converter.structure(content, kind)
    except (cattrs.BaseValidationError, Fault, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Fault(_explain(error)) from error


def _explain(error: BaseException) -> str:
    """Return every reason inside ``error``, each with its path, as one text."""
    if not isinstance(error, cattrs.BaseValidationError):
        return _reason(error)
    lines = cattrs.transform_error(error, path="", format_exception=lambda exception, _kind: _reason(exception))
    shown = [_with_path(line) for line in lines[:5]]
    if len(lines) > 5:
        shown.append(_("and {count} more").format(count=len(lines) - 5))
    return "; ".join(shown)


def _with_path(line: str) -> str:
    reason, _at, path = line.rpartition(" @ ")
    return f"{path.lstrip('.')}: {reason}" if path.strip(".") else reason or line


def _reason(error: BaseException) -> str:
    match error:
        case Fault():
            return str(error)
        case cattrs.ForbiddenExtraKeysError():
            names = [f"“{name[:60]}”" for name in sorted(error.extra_fields)[:5]]
            more = len(error.extra_fields) - len(names)
            return _("unknown key {names}").format(names=", ".join(names + ["…"] * (more > 0)))
        case KeyError():
            return _("the key “{key}” is missing").format(key=error.args[0])
    return _("a value of another type is needed")


_KINDS = {"constant": Constant, "compound": Compound, "logistic": Logistic, "points": Points}


def _text(value: Any, _kind: Any) -> str:
    if not isinstance(value, str):
        raise Fault(_("text in quotation marks is needed, not {value}").format(value=str(value)[:60]))
    return value


def _whole(value: Any, _kind: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Fault(_("a whole number is needed, not {value}").format(value=str(value)[:60]))
    return value


def _number(value: Any, _kind: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault(_("a number is needed, not {value}").format(value=str(value)[:60]))
    return float(value)


def _truth(value: Any, _kind: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault(_("true or false is needed, not {value}").format(value=str(value)[:60]))
    return value


def _estimate(value: Any, _kind: Any) -> Estimate:
    return Estimate.parse(_text(value, str))


def _trajectory(value: Any, _kind: Any) -> Any:
    if not isinstance(value, dict):
        raise Fault(_('a trajectory is an object such as {"kind": "constant"}'))
    kind = _KINDS.get(value.get("kind", ""))
    if kind is None:
        raise Fault(
            _("“{kind}” is not a kind of trajectory; there are {kinds}").format(
                kind=str(value.get("kind"))[:60], kinds=", ".join(_KINDS)
            )
        )
    rest = {key: item for key, item in value.items() if key != "kind"}
    return _converter.structure(rest, kind)


def _points(value: Any, _kind: Any) -> Points:
    if not isinstance(value, dict) or set(value) != {"values"} or not isinstance(value["values"], dict):
        raise Fault(_('a path of points is written {"kind": "points", "values": {"2025": "...", "2030": "..."}}'))
    values = value["values"]
    for year in values:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise Fault(_("“{year}” is not a year").format(year=year[:20]))
    return Points(tuple((int(year), _within(year, _estimate, values[year])) for year in sorted(values)))


def _conversion(value: Any, _kind: Any) -> Conversion:
    if isinstance(value, str):
        return Conversion(Estimate.parse(value))
    if not isinstance(value, dict) or not {"value"} <= set(value) <= {"value", "trajectory"}:
        raise Fault(_('a conversion is text such as "10791 kWh/household/year", or {"value": ..., "trajectory": ...}'))
    moves = _trajectory(value["trajectory"], Trajectory) if "trajectory" in value else Constant()
    return Conversion(_estimate(value["value"], Estimate), moves)


def _conversions(value: Any, _kind: Any) -> tuple[tuple[str, Conversion], ...]:
    if not isinstance(value, dict):
        raise Fault(_("conversions are an object of names and values"))
    if len(value) > len(CONVERSIONS):
        raise Fault(
            _("there are {count} conversions; at most {limit} are known").format(
                count=len(value), limit=len(CONVERSIONS)
            )
        )
    return tuple((name, _within(name[:60], _conversion, item)) for name, item in value.items())


def _options(value: Any, _kind: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise Fault(_("options are an object of names and texts"))
    return tuple((name, _within(name[:60], _text, item)) for name, item in value.items())


def _workloads(value: Any, _kind: Any) -> Any:
    """Return workloads; one that says no id has that of its name, made free where another has it already."""
    items = value if isinstance(value, list) else []
    taken = [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]
    named = []
    for item in items:
        if isinstance(item, dict) and "id" not in item and isinstance(item.get("name"), str):
            taken.append(free_name(slug(item["name"]), taken))
            item = {**item, "id": taken[-1]}
        named.append(item)
    return _listed(Workload, MAX_WORKLOADS)(named if items else value, None)


def _within(key: str, hook: Callable[[Any, Any], Any], value: Any) -> Any:
    """Return ``hook`` applied to ``value``; a fault says under which key."""
    try:
        return hook(value, None)
    except (cattrs.BaseValidationError, Fault) as error:
        raise Fault(f"{key}: {_explain(error)}") from error


def _listed(kind: type, limit: int) -> Any:
    """Return a hook for a list of ``kind``: a list and nothing else, not too long, its faults numbered."""
    listed = list[kind]  # type: ignore[valid-type]

    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, list):
            raise Fault(_("a list in square brackets is needed"))
        if len(value) > limit:
            raise Fault(_("there are {count} entries; at most {limit} are read").format(count=len(value), limit=limit))
        return tuple(_converter.structure(value, listed))

    return hook


def _make_converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    hooks: tuple[tuple[Any, Any], ...] = (
        (str, _text),
        (int, _whole),
        (float, _number),
        (bool, _truth),
        (Estimate, _estimate),
        (Conversion, _conversion),
        (Points, _points),
    )
    for kind, hook in hooks:
        made.register_structure_hook(kind, hook)
    made.register_structure_hook_func(lambda kind: kind == Trajectory, _trajectory)
    made.register_structure_hook_func(lambda kind: kind == tuple[Driver, ...], _listed(Driver, MAX_DRIVERS))
    made.register_structure_hook_func(lambda kind: kind == tuple[Workload, ...], _workloads)
    made.register_structure_hook_func(
        lambda kind: kind == tuple[Correlation, ...], _listed(Correlation, MAX_CORRELATIONS)
    )
    made.register_structure_hook_func(lambda kind: kind == tuple[Scenario, ...], _listed(Scenario, MAX_SCENARIOS))
    made.register_structure_hook_func(lambda kind: kind == tuple[PresentedView, ...], _listed(PresentedView, MAX_VIEWS))
    made.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _listed(str, MAX_SCENARIOS))
    made.register_structure_hook_func(lambda kind: kind == tuple[tuple[str, Conversion], ...], _conversions)
    made.register_structure_hook_func(lambda kind: kind == tuple[tuple[str, str], ...], _options)
    made.register_structure_hook_func(
        lambda kind: kind == int | None, lambda value, kind: None if value is None else _whole(value, int)
    )
    made.register_structure_hook_func(
        lambda kind: kind == Estimate | None, lambda value, kind: None if value is None else _estimate(value, Estimate)
    )
    made.register_unstructure_hook(Estimate, str)
    made.register_unstructure_hook(Conversion, _plain_conversion)
    for trajectory in (Constant, Compound, Logistic, Points):
        made.register_unstructure_hook(trajectory, _plain_trajectory)
    for part in _ORDER:
        made.register_unstructure_hook(part, _plain)
    return made


def _plain_trajectory(trajectory: Any) -> dict[str, Any]:
    kind = next(name for name, known in _KINDS.items() if isinstance(trajectory, known))
    if isinstance(trajectory, Points):
        return {"kind": kind, "values": {str(year): str(value) for year, value in trajectory.values}}
    return {"kind": kind, **{name: str(estimate) for name, estimate in trajectory.estimates}}


def _plain_conversion(conversion: Conversion) -> Any:
    if conversion.trajectory == Constant():
        return str(conversion.value)
    return {"value": str(conversion.value), "trajectory": _plain_trajectory(conversion.trajectory)}


_ORDER: dict[Any, tuple[str, ...]] = {
    Workspace: ("title", "notes", "baseline", "evidence", "scenarios", "presentation"),
    Presentation: ("views",),
    PresentedView: (
        *("chart", "caption", "notes", "scenario", "scenarios", "outcome", "unit", "log", "envelope", "year"),
        *("options", "sliders"),
    ),
    Scenario: (
        *("name", "start", "end", "seed", "region", "visible", "colour", "notes", "workloads", "conversions"),
        "correlations",
    ),
    Correlation: ("one", "other", "rank"),
    Workload: ("name", "id", "drivers"),
    Driver: ("id", "name", "value", "power", "as_of", "trajectory", "source", "boundary", "note", "lever", "rebound"),
}
_ALWAYS = {"seed", "region", "name", "id"}


def _plain(value: Any) -> dict[str, Any]:
    """Return a frozen value as an object, in a fixed order and without what only says the default."""
    defaults = {field.name: field.default for field in attrs.fields(type(value))}
    content = {}
    for name in _ORDER[type(value)]:
        item = getattr(value, name)
        if name == "id" and isinstance(value, Workload) and item == slug(value.name):
            continue
        if name not in _ALWAYS and (item == defaults[name] or item == Constant()):
            continue
        if name == "conversions":
            content[name] = {key: _plain_conversion(conversion) for key, conversion in item}
        elif name == "options":
            content[name] = dict(item)
        else:
            content[name] = _converter.unstructure(item)
    return content


_converter = _make_converter()
