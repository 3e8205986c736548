"""Plans as text: they come back as they went, and what is wrong with a stranger's file is said with its path."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import PLAIN_CHAIN, scenario_of, workload_of, workspaces

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.codec import dumps, loads
from planner.store.json_text import MAX_BYTES, MAX_DEPTH, MAX_KEYS, MAX_PARTS

PLAN: dict[str, Any] = {
    "format": "ai-energy-plan",
    "schema": 1,
    "scenarios": [
        {
            "name": "Chat and agents",
            "start": 2025,
            "end": 2035,
            "seed": 1,
            "region": "USA",
            "workloads": [
                {
                    "name": "Text chat",
                    "drivers": [
                        {
                            "id": "energy",
                            "name": "Energy per query",
                            "value": "0.2 to 0.5 Wh/query",
                            "source": "altman-2025",
                            "boundary": "facility",
                            "trajectory": {"kind": "compound", "rate": "-20 %/year"},
                        },
                        {
                            "id": "volume",
                            "name": "Queries",
                            "value": "2.5e9 query/day",
                            "trajectory": {"kind": "logistic", "ceiling": "2e10 query/day", "rate": "60 %/year"},
                        },
                        {"id": "pue", "name": "PUE", "value": "1.12"},
                    ],
                }
            ],
            "conversions": {"household_use": "10791 kWh/household/year"},
        }
    ],
}
"""The example of the contract, word for word."""

SCENARIO = ("scenarios", 0)
WORKLOAD = (*SCENARIO, "workloads", 0)
DRIVER = (*WORKLOAD, "drivers", 0)
GONE = object()


def changed(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return the plan with another value at ``path``, or without it."""
    plan = copy.deepcopy(PLAN)
    inside: Any = plan
    for step in path[:-1]:
        inside = inside[step]
    if value is GONE:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return plan


def refusal(content: Any) -> str:
    with pytest.raises(Fault) as fault:
        loads(content if isinstance(content, str | bytes) else json.dumps(content))
    return str(fault.value)


# Round trips -------------------------------------------------------------------------------------------------------


def test_the_example_of_the_contract_is_read_as_it_says():
    (scenario,) = loads(json.dumps(PLAN)).scenarios
    assert (scenario.name, scenario.start, scenario.end, scenario.seed, scenario.region) == (
        *("Chat and agents", 2025, 2035, 1),
        "USA",
    )
    (workload,) = scenario.workloads
    assert [driver.id for driver in workload.drivers] == ["energy", "volume", "pue"]
    assert workload.drivers[0].value.text == "0.2 to 0.5 Wh/query"
    assert workload.drivers[0].trajectory.rate.text == "-20 %/year"
    assert workload.drivers[1].trajectory.ceiling.text == "2e10 query/day"
    assert scenario.conversion("household_use").value.text == "10791 kWh/household/year"


def test_the_example_of_the_contract_is_written_as_it_was():
    assert json.loads(dumps(loads(json.dumps(PLAN)))) == PLAN


@given(workspaces())
@settings(max_examples=60)
def test_any_workspace_comes_back_as_it_went(workspace):
    text = dumps(workspace)
    assert loads(text) == workspace
    assert loads(text.encode("utf-8")) == workspace
    assert dumps(loads(text)) == text


@given(workspaces())
@settings(max_examples=20)
def test_what_is_written_is_strict_json_of_the_present_schema(workspace):
    content = json.loads(dumps(workspace), parse_constant=pytest.fail)
    assert (content["format"], content["schema"]) == ("ai-energy-plan", 1)
    assert dumps(workspace).endswith("}\n")


def test_a_byte_order_mark_is_passed_over():
    assert loads(b"\xef\xbb\xbf" + json.dumps(PLAN).encode()) == loads(json.dumps(PLAN))


def test_signs_beyond_the_first_plane_come_back():
    plan = changed(("notes",), "😀 能量 \u202f é")
    assert loads(json.dumps(plan)).notes == loads(json.dumps(plan, ensure_ascii=False)).notes == "😀 能量 \u202f é"
    assert "😀" in dumps(loads(json.dumps(plan)))


def test_what_only_says_the_default_is_not_written():
    text = dumps(Workspace((scenario_of(*PLAIN_CHAIN),)))
    for key in (
        "power",
        "trajectory",
        "as_of",
        "source",
        "visible",
        "colour",
        "notes",
        "conversions",
        "title",
        "lever",
    ):
        assert f'"{key}"' not in text


def test_what_we_decide_is_written_and_comes_back():
    plan = changed((*DRIVER, "lever"), True)
    (energy, volume, _pue) = loads(json.dumps(plan)).scenarios[0].workloads[0].drivers
    assert (energy.lever, volume.lever) == (True, False)
    assert json.loads(dumps(loads(json.dumps(plan)))) == plan
    said = changed((*DRIVER, "lever"), False)
    assert json.loads(dumps(loads(json.dumps(said)))) == PLAN


def test_a_renamed_workload_keeps_the_id_of_its_draws():
    plan = changed((*WORKLOAD, "id"), "first-name")
    assert loads(json.dumps(plan)).scenarios[0].workloads[0].id == "first-name"
    assert json.loads(dumps(loads(json.dumps(plan)))) == plan


def test_two_units_of_the_same_value_stay_two():
    one, other = loads(json.dumps(PLAN)), loads(json.dumps(changed((*DRIVER, "value"), "720 to 1800 J/query")))
    assert one != other
    assert "720 to 1800 J/query" in dumps(other)


def test_points_and_moving_conversions_are_read():
    points = {"kind": "points", "values": {"2030": "0.2 Wh/query", "2025": "0.3 to 0.4 Wh/query"}}
    (driver, *_others) = loads(json.dumps(changed((*DRIVER, "trajectory"), points))).scenarios[0].workloads[0].drivers
    assert [(year, value.text) for year, value in driver.trajectory.values] == [
        (2025, "0.3 to 0.4 Wh/query"),
        (2030, "0.2 Wh/query"),
    ]
    moving = {"value": "400 gCO2e/kWh", "trajectory": {"kind": "compound", "rate": "-3 %/year"}}
    (scenario,) = loads(json.dumps(changed((*SCENARIO, "conversions", "grid_intensity"), moving))).scenarios
    assert scenario.conversion("grid_intensity").trajectory.rate.text == "-3 %/year"


# Refusals, each with its path --------------------------------------------------------------------------------------

AT = "scenarios[0]"
REFUSED: dict[str, tuple[tuple[str | int, ...], Any, tuple[str, ...]]] = {
    "no format": (("format",), GONE, ("not a plan", "ai-energy-plan")),
    "another format": (("format",), "other", ("not a plan",)),
    "no schema": (("schema",), GONE, ("schema", "None")),
    "schema 0": (("schema",), 0, ("schema", "0")),
    "schema as text": (("schema",), "1", ("schema",)),
    "schema true": (("schema",), True, ("schema", "True")),
    "newer schema": (("schema",), 2, ("schema", "version 2", "newer", "update")),
    "unknown key at the top": (("extra",), 1, ("unknown key", "extra")),
    "unknown key in a scenario": ((*SCENARIO, "strat"), 2025, (f"{AT}: ", "strat")),
    "unknown key in a workload": ((*WORKLOAD, "driver"), [], (f"{AT}.workloads[0]: ", "driver")),
    "unknown key in a driver": ((*DRIVER, "vlaue"), "1", (f"{AT}.workloads[0].drivers[0]: ", "vlaue")),
    "unknown key in a trajectory": (
        (*DRIVER, "trajectory"),
        {"kind": "constant", "rate": "1 %/year"},
        (f"{AT}.workloads[0].drivers[0].trajectory", "rate"),
    ),
    "lever as text": ((*DRIVER, "lever"), "yes", (f"{AT}.workloads[0].drivers[0].lever", "true or false", "yes")),
    "lever as number": ((*DRIVER, "lever"), 1, (f"{AT}.workloads[0].drivers[0].lever", "true or false")),
    "lever of nothing": ((*DRIVER, "lever"), None, (f"{AT}.workloads[0].drivers[0].lever", "true or false")),
    "no scenarios": (("scenarios",), GONE, ("scenarios", "missing")),
    "no scenario": (("scenarios",), [], ("between 1 and 200",)),
    "scenarios as object": (("scenarios",), {}, ("scenarios: ", "list")),
    "scenario as text": (("scenarios", 0), "x", (AT, "type")),
    "scenario as null": (("scenarios", 0), None, (AT, "type")),
    "no name": ((*SCENARIO, "name"), GONE, (f"{AT}.name", "missing")),
    "name as number": ((*SCENARIO, "name"), 5, (f"{AT}.name", "quotation marks", "5")),
    "name as null": ((*SCENARIO, "name"), None, (f"{AT}.name", "None")),
    "empty name": ((*SCENARIO, "name"), "", (AT, "name")),
    "start as text": ((*SCENARIO, "start"), "2025", (f"{AT}.start", "whole number", "2025")),
    "start as float": ((*SCENARIO, "start"), 2025.0, (f"{AT}.start", "whole number")),
    "start as truth": ((*SCENARIO, "start"), True, (f"{AT}.start", "whole number")),
    "end before start": ((*SCENARIO, "end"), 2024, (AT, "2024")),
    "201 years": ((*SCENARIO, "end"), 2225, (AT, "200 years")),
    "year out of range": ((*SCENARIO, "start"), 1800, (AT, "1800")),
    "seed below zero": ((*SCENARIO, "seed"), -1, (AT, "seed -1")),
    "seed too large": ((*SCENARIO, "seed"), 2**63, (AT, str(2**63))),
    "visible as number": ((*SCENARIO, "visible"), 1, (f"{AT}.visible", "true or false")),
    "colour as text": ((*SCENARIO, "colour"), "red", (f"{AT}.colour", "whole number")),
    "region as number": ((*SCENARIO, "region"), 1, (f"{AT}.region",)),
    "no workloads": ((*SCENARIO, "workloads"), [], (AT, "0 workloads")),
    "workload twice": ((*SCENARIO, "workloads"), PLAN["scenarios"][0]["workloads"] * 2, (AT, "Text chat", "twice")),
    "no drivers": ((*WORKLOAD, "drivers"), [], (f"{AT}.workloads[0]", "0 drivers")),
    "drivers as object": ((*WORKLOAD, "drivers"), {}, (f"{AT}.workloads[0].drivers", "list")),
    "driver as number": (DRIVER, 3, (f"{AT}.workloads[0].drivers[0]", "type")),
    "driver as list": (DRIVER, [], (f"{AT}.workloads[0].drivers[0]", "type")),
    "no value": ((*DRIVER, "value"), GONE, (f"{AT}.workloads[0].drivers[0].value", "missing")),
    "value as number": ((*DRIVER, "value"), 0.3, (f"{AT}.workloads[0].drivers[0].value", "quotation marks")),
    "value as nonsense": ((*DRIVER, "value"), "abc", (f"{AT}.workloads[0].drivers[0].value", "abc", "0.34 Wh/query")),
    "value with low above high": (
        (*DRIVER, "value"),
        "5 to 2 Wh/query",
        (f"{AT}.workloads[0].drivers[0].value", "5 to 2"),
    ),
    "value below zero": ((*DRIVER, "value"), "-1 Wh/query", (f"{AT}.workloads[0].drivers[0]", "-1 Wh/query")),
    "value of another dimension": (
        (*DRIVER, "value"),
        "1 Wh",
        (f"{AT}.workloads[0]: ", "Energy per query", "query is left"),
    ),
    "value with a power tower": ((*DRIVER, "value"), "9**9**9", (f"{AT}.workloads[0].drivers[0].value", "9**9**9")),
    "id with a slash": ((*DRIVER, "id"), "a/b", (f"{AT}.workloads[0].drivers[0]", "a/b")),
    "id twice": ((*DRIVER, "id"), "pue", (f"{AT}.workloads[0]", "pue", "twice")),
    "power 2": ((*DRIVER, "power"), 2, (f"{AT}.workloads[0].drivers[0]", "power 2")),
    "power true": ((*DRIVER, "power"), True, (f"{AT}.workloads[0].drivers[0].power",)),
    "as_of as text": ((*DRIVER, "as_of"), "2025", (f"{AT}.workloads[0].drivers[0].as_of",)),
    "as_of out of range": ((*DRIVER, "as_of"), 3000, (f"{AT}.workloads[0].drivers[0]", "3000")),
    "trajectory as text": ((*DRIVER, "trajectory"), "constant", (f"{AT}.workloads[0].drivers[0].trajectory", "kind")),
    "trajectory without kind": ((*DRIVER, "trajectory"), {}, (f"{AT}.workloads[0].drivers[0].trajectory", "compound")),
    "unknown kind": (
        (*DRIVER, "trajectory"),
        {"kind": "sine"},
        (f"{AT}.workloads[0].drivers[0].trajectory", "sine", "points"),
    ),
    "kind as list": ((*DRIVER, "trajectory"), {"kind": []}, (f"{AT}.workloads[0].drivers[0].trajectory", "type")),
    "no rate": (
        (*DRIVER, "trajectory"),
        {"kind": "compound"},
        (f"{AT}.workloads[0].drivers[0].trajectory", "rate", "missing"),
    ),
    "rate without year": (
        (*DRIVER, "trajectory"),
        {"kind": "compound", "rate": "20 %"},
        (f"{AT}.workloads[0].drivers[0].trajectory", "“20 %” is not a rate"),
    ),
    "rate as number": (
        (*DRIVER, "trajectory", "rate"),
        -0.2,
        (f"{AT}.workloads[0].drivers[0].trajectory.rate", "quotation marks"),
    ),
    "ceiling of another dimension": (
        (*WORKLOAD, "drivers", 1, "trajectory", "ceiling"),
        "5 Wh",
        (f"{AT}.workloads[0].drivers[1]", "5 Wh"),
    ),
    "points without values": (
        (*DRIVER, "trajectory"),
        {"kind": "points"},
        (f"{AT}.workloads[0].drivers[0].trajectory", "values"),
    ),
    "points without a year": (
        (*DRIVER, "trajectory"),
        {"kind": "points", "values": {}},
        (f"{AT}.workloads[0].drivers[0].trajectory", "between 1 and 200"),
    ),
    "a point in no year": (
        (*DRIVER, "trajectory"),
        {"kind": "points", "values": {"later": "1 Wh/query"}},
        (f"{AT}.workloads[0].drivers[0].trajectory", "later"),
    ),
    "a point in a year of other digits": (
        (*DRIVER, "trajectory"),
        {"kind": "points", "values": {"２０２５": "1 Wh/query"}},
        (f"{AT}.workloads[0].drivers[0].trajectory", "２０２５"),
    ),
    "a point that is nonsense": (
        (*DRIVER, "trajectory"),
        {"kind": "points", "values": {"2025": "1 Wh/query", "2030": "abc"}},
        (f"{AT}.workloads[0].drivers[0].trajectory", "2030", "abc"),
    ),
    "conversions as list": ((*SCENARIO, "conversions"), [], (f"{AT}.conversions", "object")),
    "unknown conversion": ((*SCENARIO, "conversions"), {"homes": "1"}, (AT, "homes", "household_use")),
    "conversion as number": (
        (*SCENARIO, "conversions", "household_use"),
        10791,
        (f"{AT}.conversions", "household_use"),
    ),
    "conversion as nonsense": (
        (*SCENARIO, "conversions", "household_use"),
        "abc",
        (f"{AT}.conversions", "household_use", "abc"),
    ),
    "conversion of another dimension": (
        (*SCENARIO, "conversions", "household_use"),
        "5 kWh",
        (AT, "household_use", "5 kWh", "kWh/household/year"),
    ),
    "conversion with an unknown key": (
        (*SCENARIO, "conversions", "household_use"),
        {"value": "1 kWh/home/year", "year": 1},
        (f"{AT}.conversions", "household_use", "value"),
    ),
    "conversion with a bad rate": (
        (*SCENARIO, "conversions", "household_use"),
        {"value": "1 kWh/home/year", "trajectory": {"kind": "compound", "rate": "x"}},
        (f"{AT}.conversions", "household_use", "rate", "x"),
    ),
    "conversion through zero": (
        (*SCENARIO, "conversions", "household_use"),
        {
            "value": "1 kWh/home/year",
            "trajectory": {"kind": "points", "values": {"2025": "0 kWh/home/year"}},
        },
        (AT, "household_use", "could be zero"),
    ),
    "title as number": (("title",), 3, ("title", "quotation marks")),
    "notes too long": (("notes",), "x" * 20_001, ("20001",)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_fault_is_refused_with_its_path_and_reason(name):
    path, value, words = REFUSED[name]
    sentence = refusal(changed(path, value))
    for word in words:
        assert word in sentence


def test_every_fault_of_a_file_is_told_at_once_but_no_more_than_five():
    plan = changed((*DRIVER, "value"), "abc")
    plan["scenarios"][0]["workloads"][0]["drivers"][1]["value"] = "def"
    plan["scenarios"][0]["start"] = "2025"
    sentence = refusal(plan)
    assert all(word in sentence for word in ("drivers[0].value", "abc", "drivers[1].value", "def", "start"))
    plan["scenarios"] = [{"name": number} for number in range(50)]
    assert "more" in refusal(plan)
    assert len(refusal(plan)) < 2000


@pytest.mark.parametrize("text", ["", " ", "null", "[]", "3", '"plan"', "true", "{}", '{"format": "x"}'])
def test_what_is_no_plan_is_refused(text):
    assert refusal(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "not JSON"),
        ("{'format': 1}", "not JSON"),
        ('{"a": 1,}', "not JSON"),
        ('{"a": 1} trailing', "not JSON"),
        ("\ufeff{}", "JSON"),
        ('{"a": NaN}', "NaN"),
        ('{"a": Infinity}', "Infinity"),
        ('{"a": -Infinity}', "-Infinity"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"b": {"a": 1, "c": 2, "a": 1}}', "“a” stands twice"),
        ('{"a": 1' + "0" * 5000 + "}", "JSON"),
        ('{"a": "\t"}', "not JSON"),
        ("\x00", "not JSON"),
    ],
)
def test_what_is_not_strictly_json_is_refused(text, word):
    assert word in refusal(text)


def test_a_number_beyond_floats_is_no_year():
    assert "start" in refusal(json.dumps(PLAN).replace('"start": 2025', '"start": 1e999'))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe{\x00}\x00", b"\x80", '{"format": "é"}'.encode("latin-1"), json.dumps(PLAN).encode("utf-16")]
)
def test_what_is_not_utf_8_is_refused_with_the_place(content):
    assert "UTF-8" in refusal(content)


@pytest.mark.parametrize("place", ["notes", "title", "baseline", "\ud800"])
def test_half_a_character_is_refused_because_no_file_could_keep_it(place):
    sentence = refusal(changed((place,), "x\ud800" if place.isascii() else "x"))
    assert "half a character" in sentence
    sentence.encode("utf-8")


def test_half_a_character_in_a_key_that_stands_twice_is_told_in_words_that_can_be_printed():
    refusal('{"\\ud800": 1, "\\ud800": 2}').encode("utf-8")


def test_a_file_of_up_to_8_mebibytes_is_read_and_one_byte_more_refused():
    text = json.dumps(PLAN)
    assert loads(text + " " * (MAX_BYTES - len(text)))
    assert "8 MiB" in refusal(text + " " * (MAX_BYTES - len(text) + 1))
    assert "8 MiB" in refusal(b"\xff" * (MAX_BYTES + 1))
    assert "8 MiB" in refusal("é" * (MAX_BYTES // 2 + 1))


def test_nesting_of_32_levels_is_read_and_one_more_refused():
    def nested(levels: int) -> str:
        return "[" * levels + "]" * levels

    assert "not a plan" in refusal(nested(MAX_DEPTH))
    for text in (nested(MAX_DEPTH + 1), nested(100_000), "[" * 10**6, '{"a":' * 33 + "1" + "}" * 33):
        assert f"{MAX_DEPTH} levels" in refusal(text)


def test_brackets_inside_text_are_not_levels():
    for inside in ("[" * 100, '\\"' + "[" * 100, "\\\\" + "{" * 3):
        plan = json.dumps(PLAN).replace('"format"', f'"notes": "{inside}", "format"', 1)
        assert loads(plan).notes


def numbered(kind: str, count: int) -> dict[str, Any]:
    plan = copy.deepcopy(PLAN)
    scenario = plan["scenarios"][0]
    if kind == "scenarios":
        plan["scenarios"] = [{**scenario, "name": f"S{number}"} for number in range(count)]
    elif kind == "workloads":
        scenario["workloads"] = [{**scenario["workloads"][0], "name": f"W{number}"} for number in range(count)]
    else:
        more = [{"id": f"x{number}", "name": "X", "value": "1"} for number in range(count - 3)]
        scenario["workloads"][0]["drivers"] += more
    return plan


@pytest.mark.parametrize(("kind", "limit"), [("scenarios", 200), ("workloads", 100), ("drivers", 50)])
def test_a_count_up_to_its_limit_is_read_and_one_more_refused(kind, limit):
    assert loads(json.dumps(numbered(kind, limit)))
    sentence = refusal(numbered(kind, limit + 1))
    assert kind in sentence
    assert str(limit) in sentence


HUGE = {
    "empty drivers": lambda plan: plan["scenarios"][0]["workloads"][0].update(drivers=[{}] * 500_000),
    "empty workloads": lambda plan: plan["scenarios"][0].update(workloads=[{}] * 500_000),
    "empty scenarios": lambda plan: plan.update(scenarios=[{}] * 500_000),
    "unknown keys": lambda plan: plan.update({str(number): 0 for number in range(300_000)}),
    "conversions": lambda plan: plan["scenarios"][0].update(conversions={str(n): "" for n in range(300_000)}),
    "points": lambda plan: plan["scenarios"][0]["workloads"][0]["drivers"][0].update(
        trajectory={"kind": "points", "values": {str(number): "1 Wh/query" for number in range(1000, 9999)}}
    ),
    "a long value": lambda plan: plan["scenarios"][0]["workloads"][0]["drivers"][0].update(value="9" * 5_000_000),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_file_is_refused_with_few_words(name):
    plan = copy.deepcopy(PLAN)
    HUGE[name](plan)
    assert len(refusal(plan)) < 1500


def test_a_key_that_stands_twice_among_hundreds_is_found():
    keys = ",".join(f'"{number}":0' for number in range(MAX_KEYS - 2))
    assert "“last” stands twice" in refusal(f'{{{keys},"last":1,"last":2}}')


def test_an_object_of_more_keys_than_any_part_of_a_plan_has_is_refused():
    keys = ",".join(f'"{number}":0' for number in range(MAX_KEYS + 1))
    assert refusal(f"{{{keys}}}") == f"an object has {MAX_KEYS + 1} keys; at most {MAX_KEYS} are read"


@pytest.mark.parametrize("part", ["{}", "[]"])
def test_a_file_of_little_but_brackets_is_refused_before_it_fills_the_memory(part):
    assert "not a plan" in refusal(f"[{','.join([part] * (MAX_PARTS - 1))}]")
    assert f"more than {MAX_PARTS} lists" in refusal(f"[{','.join([part] * MAX_PARTS)}]")


@pytest.mark.parametrize("text", ['"' * 2**20, '"' + '\\"' * 2**19, '"' + "\\" * 2**20, "[" * 33 + '"' * 2**20])
def test_a_string_that_never_ends_is_told_at_once(text):
    assert re.search("not JSON|levels", refusal(text))


# Any content -------------------------------------------------------------------------------------------------------


def outcome(content: str | bytes) -> None:
    try:
        workspace = loads(content)
    except Fault as fault:
        assert str(fault).strip()  # noqa: PT017 - either outcome is right, anything else is not
    else:
        assert loads(dumps(workspace)) == workspace


@given(st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbf{}")
def test_any_bytes_are_a_plan_or_a_fault(content):
    outcome(content)


@given(st.text(max_size=300))
@example("\ud800")
@example('{"a": "\ud800"}')
def test_any_text_is_a_plan_or_a_fault(text):
    outcome(text)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
anything = st.recursive(
    scalars | st.sampled_from(["0.3 Wh/query", "2025", 2025, "energy", "1 query/day"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if not isinstance(value, dict | list):
        return [path]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return ([path] if path else []) + [found for step, item in items for found in paths_in(item, (*path, step))]


@given(anything)
def test_any_json_is_a_plan_or_a_fault(content):
    outcome(json.dumps(content))


@given(st.sampled_from(paths_in(PLAN)), anything | st.just(GONE))
@settings(max_examples=300)
def test_a_plan_with_anything_anywhere_is_a_plan_or_a_fault(path, value):
    outcome(json.dumps(changed(path, value)))


@given(st.sampled_from(paths_in(PLAN)), st.text(max_size=6), anything)
def test_a_plan_with_anything_added_anywhere_is_a_plan_or_a_fault(path, key, value):
    plan = copy.deepcopy(PLAN)
    inside: Any = plan
    for step in path:
        inside = inside[step]
        if isinstance(inside, dict):
            inside.setdefault(key, value)
    outcome(json.dumps(plan))


@given(workspaces(), st.data())
@settings(max_examples=30)
def test_a_torn_file_is_a_fault_and_nothing_else(workspace, data):
    content = dumps(workspace).encode()
    cut = data.draw(st.integers(0, len(content) - 2))
    with pytest.raises(Fault):
        loads(content[:cut])


def test_a_file_of_last_year_without_the_newer_keys_is_read():
    plain = {
        "format": "ai-energy-plan",
        "schema": 1,
        "scenarios": [
            {
                "name": "Plan",
                "start": 2025,
                "end": 2025,
                "workloads": [
                    {
                        "name": "Chat",
                        "drivers": [
                            {"id": "d0", "name": "D0", "value": PLAIN_CHAIN[0]},
                            {"id": "d1", "name": "D1", "value": PLAIN_CHAIN[1]},
                        ],
                    }
                ],
            }
        ],
    }
    assert loads(json.dumps(plain)) == Workspace((scenario_of(workload_of(*PLAIN_CHAIN)),))


# Correlations, and ids that are not said ---------------------------------------------------------------------------


def correlated(**entry: Any) -> dict[str, Any]:
    said = {"one": "text-chat/energy", "other": "text-chat/volume", "rank": 0.5, **entry}
    kept = {key: value for key, value in said.items() if value is not GONE}
    return changed(("scenarios", 0, "correlations"), [kept])


def test_a_correlation_is_read_and_written_as_it_was():
    (scenario,) = loads(json.dumps(correlated())).scenarios
    assert [(one.one, one.other, one.rank) for one in scenario.correlations] == [
        ("text-chat/energy", "text-chat/volume", 0.5)
    ]
    assert json.loads(dumps(loads(json.dumps(correlated())))) == correlated()
    assert "correlations" not in dumps(loads(json.dumps(PLAN)))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"rank": 1.5}, "rank correlation of 1.5 is out of range"),
        ({"rank": "0.5"}, "rank: a number is needed, not 0.5"),
        ({"rank": True}, "a number is needed"),
        ({"rank": GONE}, "“rank” is missing"),
        ({"other": "text-chat/joy"}, "there is no driver “text-chat/joy”"),
        ({"other": "text-chat/energy"}, "cannot be correlated with itself"),
        ({"strength": 1}, "unknown key “strength”"),
    ],
)
def test_a_correlation_that_makes_no_sense_is_refused(entry, words):
    assert words in refusal(correlated(**entry))
    assert "scenarios[0]" in refusal(correlated(**entry))


def test_workloads_whose_names_differ_in_punctuation_only_get_ids_of_their_own():
    first = PLAN["scenarios"][0]["workloads"][0]
    plan = changed(
        ("scenarios", 0, "workloads"), [{**first, "name": name} for name in ("C++", "C#", "Text chat", "!?")]
    )
    scenario = loads(json.dumps(plan)).scenarios[0]
    assert [workload.id for workload in scenario.workloads] == ["c", "c (2)", "text-chat", "item"]
    again = loads(dumps(loads(json.dumps(plan))))
    assert again == loads(json.dumps(plan))


def test_an_id_that_is_said_keeps_its_place():
    first = PLAN["scenarios"][0]["workloads"][0]
    both = [{**first, "name": "Chat."}, {**first, "name": "Other", "id": "chat"}]
    scenario = loads(json.dumps(changed(("scenarios", 0, "workloads"), both))).scenarios[0]
    assert [workload.id for workload in scenario.workloads] == ["chat (2)", "chat"]
    twice = [{**first, "id": "chat"}, {**first, "name": "Other", "id": "chat"}]
    assert "stands twice" in refusal(changed(("scenarios", 0, "workloads"), twice))


def test_a_rebound_is_read_and_written_as_it_was():
    plan = changed(("scenarios", 0, "workloads", 0, "drivers", 0, "rebound"), "20 to 40 %")
    assert loads(json.dumps(plan)).scenarios[0].workloads[0].drivers[0].rebound.text == "20 to 40 %"
    assert json.loads(dumps(loads(json.dumps(plan)))) == plan
    assert "rebound" not in dumps(loads(json.dumps(PLAN)))
    refused = refusal(changed(("scenarios", 0, "workloads", 0, "drivers", 1, "rebound"), "30 %"))
    assert "scenarios[0].workloads[0].drivers[1]" in refused
    assert "is no energy per use" in refused
