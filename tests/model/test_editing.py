"""The larger edits as pure functions: what changes, what stays, and what is refused."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import parse, scenario_of, workload_of

from planner.model.driver import MAX_NAME
from planner.model.editing import (
    TEMPLATES,
    add_driver,
    add_scenario,
    add_workload,
    bring_back_scenario,
    colour_of,
    duplicate_scenario,
    free_name,
    move_scenario,
    moved,
    new_scenario,
    new_workload,
    recounted,
    remove_scenario,
    rename_scenario,
    set_baseline,
)
from planner.model.faults import Fault
from planner.model.scenario import Scenario, Workload
from planner.model.trajectory import Logistic, Points
from planner.model.workspace import Workspace


def plan(*names: str, baseline: str = "") -> Workspace:
    made = (scenario_of("0.34 Wh/query", "2.5e9 query/day", name=name) for name in names)
    return Workspace(tuple(made), baseline=baseline)


def names(workspace: Workspace) -> list[str]:
    return [scenario.name for scenario in workspace.scenarios]


def colours(workspace: Workspace) -> dict[str, int]:
    return {scenario.name: colour_of(workspace, index) for index, scenario in enumerate(workspace.scenarios)}


# Names


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("A", [], "A"),
        ("A", ["B"], "A"),
        ("A", ["A"], "A (2)"),
        ("A", ["A", "A (2)"], "A (3)"),
        ("A", ["A", "A (3)"], "A (2)"),
        ("A (2)", ["A (2)"], "A (3)"),
        ("A (9)", ["A (9)", "A"], "A (2)"),
        ("x" * MAX_NAME, [], "x" * MAX_NAME),
        ("x" * MAX_NAME, ["x" * MAX_NAME], "x" * (MAX_NAME - 8) + " (2)"),
    ],
)
def test_a_free_name_is_the_name_or_the_next_number(name: str, taken: list[str], free: str) -> None:
    assert free_name(name, taken) == free


@given(st.text("ab (2)", min_size=1, max_size=130), st.lists(st.text("ab (2)", max_size=12), max_size=6))
def test_a_free_name_is_never_taken_nor_too_long(name: str, taken: list[str]) -> None:
    free = free_name(name[:MAX_NAME], [*taken, name[:MAX_NAME]])
    assert free not in taken
    assert len(free) <= MAX_NAME


# Scenarios


def test_a_copy_stands_behind_its_original_and_shares_its_draws() -> None:
    copied = duplicate_scenario(plan("A", "B"), 0)
    assert names(copied) == ["A", "A (2)", "B"]
    original, copy = copied.scenarios[:2]
    assert attrs.evolve(copy, name="A", colour=original.colour) == original
    assert copy.seed == original.seed
    assert [workload.id for workload in copy.workloads] == [workload.id for workload in original.workloads]


def test_a_copy_of_a_hidden_scenario_is_shown() -> None:
    hidden = Workspace((attrs.evolve(plan("A").scenarios[0], visible=False),))
    assert duplicate_scenario(hidden, 0).scenarios[1].visible


def test_every_scenario_keeps_its_colour_through_all_edits() -> None:
    workspace = plan("A", "B", "C")
    assert colours(workspace) == {"A": 0, "B": 1, "C": 2}
    workspace = duplicate_scenario(workspace, 0)
    assert colours(workspace) == {"A": 0, "A (2)": 3, "B": 1, "C": 2}
    workspace = move_scenario(workspace, 3, 0)
    assert colours(workspace) == {"C": 2, "A": 0, "A (2)": 3, "B": 1}
    workspace = remove_scenario(workspace, 1)
    assert colours(workspace) == {"C": 2, "A (2)": 3, "B": 1}
    workspace = add_scenario(workspace, scenario_of("1 Wh/query", "1 query/day", name="D"))
    assert colours(workspace) == {"C": 2, "A (2)": 3, "B": 1, "D": 0}
    workspace = rename_scenario(workspace, 0, "Z")
    assert colours(workspace)["Z"] == 2


def test_an_added_scenario_comes_last_under_a_free_name() -> None:
    added = add_scenario(plan("A", "B"), plan("A").scenarios[0])
    assert names(added) == ["A", "B", "A (2)"]


def test_the_last_scenario_cannot_be_removed() -> None:
    with pytest.raises(Fault, match="at least one"):
        remove_scenario(plan("A"), 0)


def test_the_200_scenarios_of_a_plan_are_its_limit() -> None:
    full = plan(*(f"S{number}" for number in range(200)))
    with pytest.raises(Fault, match="200"):
        duplicate_scenario(full, 0)


@pytest.mark.parametrize(("index", "baseline"), [(0, ""), (1, "A")])
def test_removing_the_baseline_leaves_none(index: int, baseline: str) -> None:
    assert remove_scenario(plan("A", "B", baseline="A"), index).baseline == baseline


def test_a_removed_scenario_is_brought_back_among_what_was_edited_since() -> None:
    before = plan("A", "B", "C", baseline="B")
    after = rename_scenario(remove_scenario(before, 1), 0, "Z")
    back = bring_back_scenario(after, before, 1)
    assert names(back) == ["Z", "B", "C"]
    assert back.baseline == "B"
    assert colours(back) == {"Z": 0, "B": 1, "C": 2}


def test_brought_back_into_a_plan_that_has_the_name_it_gets_another() -> None:
    before = plan("A", "B")
    after = rename_scenario(remove_scenario(before, 1), 0, "B")
    assert names(bring_back_scenario(after, before, 1)) == ["B", "B (2)"]


def test_a_new_name_loses_its_outer_space_and_takes_the_baseline_along() -> None:
    renamed = rename_scenario(plan("A", "B", baseline="A"), 0, "  Z ")
    assert names(renamed) == ["Z", "B"]
    assert renamed.baseline == "Z"


@pytest.mark.parametrize("name", ["B", "", "  ", "two\nlines", "x" * 121])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(Fault):
        rename_scenario(plan("A", "B"), 0, name)


def test_the_baseline_is_set_and_taken_away_again() -> None:
    once = set_baseline(plan("A", "B"), 1)
    assert once.baseline == "B"
    assert set_baseline(once, 1).baseline == ""
    assert set_baseline(once, 0).baseline == "A"


@pytest.mark.parametrize(
    ("index", "to", "order"),
    [(0, 2, "bca"), (2, 0, "cab"), (0, 0, "abc"), (1, 99, "acb"), (1, -5, "bac"), (0, 1, "bac")],
)
def test_an_item_moves_to_its_place_and_no_further_than_an_end(index: int, to: int, order: str) -> None:
    assert "".join(moved("abc", index, to)) == order


# Workloads and drivers


@pytest.mark.parametrize("template", range(len(TEMPLATES)))
def test_every_template_makes_a_sound_scenario(template: int) -> None:
    workload = new_workload(template, ())
    assert Scenario("S", 2025, 2035, (workload,)).workloads == (workload,)
    assert all(not driver.source for driver in workload.drivers)


def test_a_workload_added_twice_gets_a_name_and_an_id_of_its_own() -> None:
    scenario = new_scenario("USA", 2025, 2035)
    for _again in range(2):
        scenario = add_workload(scenario, new_workload(0, (known.name for known in scenario.workloads)))
    assert [workload.name for workload in scenario.workloads] == ["Text chat", "Text chat (2)", "Text chat (3)"]
    assert len({workload.id for workload in scenario.workloads}) == 3


def test_a_workload_whose_id_outlived_its_name_does_not_stand_in_the_way() -> None:
    renamed = attrs.evolve(workload_of("1 Wh/query", "1 query/day", name="Chat"), name="Old")
    scenario = Scenario("S", 2025, 2025, (renamed,))
    added = add_workload(scenario, workload_of("1 Wh/query", "1 query/day", name="Chat"))
    assert [workload.name for workload in added.workloads] == ["Old", "Chat"]
    assert added.workloads[0].id == "chat"
    assert added.workloads[1].id != "chat"


def test_an_added_driver_multiplies_by_one() -> None:
    workload = add_driver(add_driver(workload_of("1 Wh/query", "1 query/day")))
    assert [driver.value.text for driver in workload.drivers[2:]] == ["1", "1"]
    assert [driver.name for driver in workload.drivers[2:]] == ["New factor", "New factor (2)"]


# Counting something else


def texts(workload: Workload | None) -> list[str]:
    assert workload is not None
    return [driver.value.text for driver in workload.drivers]


@pytest.mark.parametrize(
    ("values", "typed", "result"),
    [
        (["0.34 Wh/query", "2.5e9 query/day"], "100 Wh/session", ["100 Wh/session", "2.5e9 session/day"]),
        (
            ["0.34 Wh/query", "4 query/user/day", "7e8 user"],
            "1 Wh/image",
            ["1 Wh/image", "4 image/user/day", "7e8 user"],
        ),
        (["0.34 Wh/prompt", "2.5 billion messages/day"], "9 Wh/task", ["9 Wh/task", "2.5 billion task/day"]),
        (["0.34 Wh/query", "1 to 3e9 query/day"], "1 J/token", ["1 J/token", "1 to 3e9 token/day"]),
        (["0.34 kWh/kquery", "2.5 Gquery/day"], "1 Wh/image", ["1 Wh/image", "2.5 Gimage/day"]),
    ],
)
def test_everything_is_counted_in_what_the_new_value_counts(values: list[str], typed: str, result: list[str]) -> None:
    assert texts(recounted(workload_of(*values), 0, parse(typed))) == result


def test_paths_are_recounted_too() -> None:
    ceiling = Logistic(parse("1e10 query/day"), parse("20 %/year"))
    points = Points(((2025, parse("1e9 query/day")), (2030, parse("2e9 query/day"))))
    for trajectory, wanted in (
        (ceiling, ["1e10 session/day", "20 %/year"]),
        (points, ["1e9 session/day", "2e9 session/day"]),
    ):
        workload = workload_of("1 Wh/query", ("1e9 query/day", {"trajectory": trajectory}))
        changed = recounted(workload, 0, parse("2 Wh/session"))
        assert changed is not None
        assert [part.text for _name, part in changed.drivers[1].trajectory.estimates] == wanted


@pytest.mark.parametrize(
    ("values", "typed"),
    [
        (["0.34 Wh/query", "2.5e9 query/day"], "0.5 Wh/query"),  # counts the same
        (["0.34 Wh/query", "2.5e9 query/day"], "5 kg/session"),  # is no energy
        (["0.34 Wh/query", "2.5e9 query/day"], "5 Wh"),  # counts nothing
        (["50 MW"], "5 Wh/session"),  # nothing was counted
        (["1 Wh/token", "500 token/query", "1e9 query/day"], "1 Wh/query"),  # would count queries by queries
    ],
)
def test_no_remedy_is_offered_that_does_not_help(values: list[str], typed: str) -> None:
    changed = recounted(workload_of(*values), 0, parse(typed))
    assert changed is None or texts(changed)[0] == typed
