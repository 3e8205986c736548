"""The scenarios shown together, and the one function that changes any part of them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import PLAIN_CHAIN, parse, scenario_of, workload_of, workspaces

from planner.model.faults import Fault
from planner.model.trajectory import Compound
from planner.model.workspace import MAX_SCENARIOS, Workspace, look_up, replace


def two() -> Workspace:
    chat, agents = workload_of(*PLAIN_CHAIN), workload_of("150 Wh/task", "1e6 task/day", name="Agents")
    return Workspace((scenario_of(chat, agents, name="One"), scenario_of(chat, name="Two")), title="Both")


DRIVER = ("scenarios", 0, "workloads", 1, "drivers", 0)


def parts(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every attribute and item inside a value with its path."""
    if attrs.has(type(value)):
        inside = [(field.name, getattr(value, field.name)) for field in attrs.fields(type(value))]
    elif isinstance(value, tuple):
        inside = list(enumerate(value))
    else:
        return [(path, value)]
    return [found for step, item in inside for found in parts(item, (*path, step))]


def test_a_part_is_looked_up_by_its_path():
    assert look_up(two(), DRIVER).value.text == "150 Wh/task"
    assert look_up(two(), ()) == two()


def test_a_replaced_part_is_there_and_everything_else_is_as_it_was():
    before, path = two(), (*DRIVER, "value")
    after = replace(before, path, parse("200 Wh/task"))
    assert look_up(after, path).text == "200 Wh/task"
    changed = dict(parts(before)).items() ^ dict(parts(after)).items()
    assert {found for found, _value in changed} == {(*path, "text"), (*path, "parameters", 0)}
    assert after.scenarios[1] is before.scenarios[1]
    assert look_up(before, path).text == "150 Wh/task"


def test_there_and_back_again_is_the_workspace_of_before():
    before, path = two(), (*DRIVER, "trajectory")
    after = replace(before, path, Compound(parse("5 %/year")))
    assert after != before
    assert replace(after, path, look_up(before, path)) == before
    assert hash(replace(after, path, look_up(before, path))) == hash(before)


def test_an_empty_path_replaces_the_whole():
    assert replace(two(), (), "x") == "x"


@given(workspaces(), st.data())
@settings(max_examples=25)
def test_putting_back_what_stands_there_changes_nothing(workspace, data):
    path, value = data.draw(st.sampled_from(parts(workspace)))
    for length in range(len(path) + 1):
        assert replace(workspace, path[:length], look_up(workspace, path[:length])) == workspace
    assert look_up(workspace, path) == value


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ((*DRIVER, "value"), parse("150 Wh"), "task"),
        ((*DRIVER, "value"), parse("-1 Wh/task"), "negative"),
        ((*DRIVER, "power"), 2, "1 or -1"),
        ((*DRIVER, "name"), "", "name"),
        ((*DRIVER, "id"), "d1", "twice"),
        ((*DRIVER, "as_of"), 99999, "99999"),
        (("scenarios", 0, "end"), 2000, "2000"),
        (("scenarios", 0, "workloads", 1, "name"), "Chat", "twice"),
        (("scenarios", 0, "workloads"), (), "0 workloads"),
        (("scenarios", 1, "name"), "One", "twice"),
        (("scenarios",), (), "between 1 and 200"),
        (("notes",), "x" * 20_001, "20001"),
        (("title",), "\udfff", "half a character"),
    ],
)
def test_every_validator_on_the_way_runs_and_the_whole_stays_as_it_was(path, value, words):
    before = two()
    with pytest.raises(Fault, match=words):
        replace(before, path, value)
    assert before == two()


def test_a_plan_takes_1_to_200_scenarios():
    many = tuple(scenario_of(*PLAIN_CHAIN, name=f"S{number}") for number in range(MAX_SCENARIOS + 1))
    assert len(Workspace(many[:-1]).scenarios) == 200
    for scenarios in ((), many):
        with pytest.raises(Fault, match=f"between 1 and 200 scenarios, not {len(scenarios)}"):
            Workspace(scenarios)


def test_a_scenario_is_found_by_name_or_the_names_are_told():
    assert two().scenario("Two").name == "Two"
    with pytest.raises(Fault, match=r"“Three”.*One; Two"):
        two().scenario("Three")
