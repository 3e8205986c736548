"""One assumption: its name, its value, its notes, and when it may divide."""

from __future__ import annotations

import attrs
import pytest
from strategies import driver, parse, scenario_of, workload_of

from planner.model.driver import MAX_NAME, MAX_NOTES, Driver
from planner.model.editing import is_lever
from planner.model.faults import Fault
from planner.model.trajectory import Points


@pytest.mark.parametrize(
    "name", ["Energy per query", "能量", "Énergie (kWh) – 2025", "x", "x" * MAX_NAME, "a/b", "😀", "=1+1", "  padded  "]
)
def test_a_name_on_one_line_is_taken(name):
    assert driver("energy", "1 Wh/query", name=name).name == name


@pytest.mark.parametrize(
    "name", ["", "   ", "x" * (MAX_NAME + 1), "two\nlines", "tab\t", "null\x00", "\ud800", "\u2028"]
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(Fault, match=f"1 to {MAX_NAME} characters") as fault:
        driver("energy", "1 Wh/query", name=name)
    assert str(fault.value).isprintable()


def test_an_id_has_no_slash_because_a_slash_points_at_a_driver():
    with pytest.raises(Fault, match=r"a/b.*slash"):
        driver("a/b", "1 Wh/query")


@pytest.mark.parametrize("field", ["source", "boundary", "note"])
def test_a_note_is_bounded_and_holds_what_a_file_can_keep(field):
    assert getattr(driver("e", "1 Wh", **{field: "x\ny" * 5000}), field) == "x\ny" * 5000
    with pytest.raises(Fault, match=str(MAX_NOTES + 1)):
        driver("e", "1 Wh", **{field: "x" * (MAX_NOTES + 1)})
    with pytest.raises(Fault, match="half a character"):
        driver("e", "1 Wh", **{field: "x\ud800"})


@pytest.mark.parametrize(
    "value", ["-1 Wh/query", "-1 to 2 Wh/query", "uniform(-1, 2) Wh/query", "normal(-1, 1) Wh/query", "pert(-1,0,1) Wh"]
)
def test_a_negative_value_is_refused_with_name_and_text(value):
    with pytest.raises(Fault, match="negative") as fault:
        driver("energy", value, name="Energy per query")
    assert "Energy per query" in str(fault.value)
    assert value in str(fault.value)


@pytest.mark.parametrize(
    "value", ["0 Wh", "0 to 2 Wh", "0 to 0.89 Wh", "0 to 1.77 Wh", "uniform(0, 2) Wh", "normal(1, 1) Wh"]
)
def test_a_value_from_zero_on_is_taken(value):
    assert driver("energy", value).value.text == value


@pytest.mark.parametrize("power", [0, 2, -2, 100])
def test_a_driver_multiplies_or_divides_and_nothing_else(power):
    with pytest.raises(Fault, match=f"power {power} of “E” must be 1 or -1"):
        driver("e", "1 Wh", power=power)


@pytest.mark.parametrize("value", ["0", "0 to 2", "uniform(0, 2)", "normal(5, 1)", "triangular(0, 1, 2)"])
def test_a_divisor_that_could_be_zero_is_refused(value):
    with pytest.raises(Fault, match="could be zero") as fault:
        driver("share", value, power=-1)
    assert value in str(fault.value)


@pytest.mark.parametrize("value", ["2", "1 to 2", "uniform(1, 2)", "pert(1, 2, 3)", "normal(3, 0)"])
def test_a_divisor_above_zero_is_taken(value):
    assert driver("share", value, power=-1).power == -1


def test_a_point_of_a_divisor_that_is_zero_is_refused():
    path = Points(((2025, parse("1")), (2030, parse("0"))))
    assert driver("share", "1", trajectory=path)
    with pytest.raises(Fault, match="could be zero"):
        driver("share", "1", power=-1, trajectory=path)


@pytest.mark.parametrize("year", [1899, 2301])
def test_the_year_of_a_value_must_be_in_range(year):
    with pytest.raises(Fault, match=str(year)):
        driver("e", "1 Wh", as_of=year)


def test_a_driver_is_a_frozen_value_that_checks_every_change():
    one = driver("e", "1 Wh")
    assert one == Driver("e", "E", parse("1 Wh"))
    assert one != driver("e", "3600 J")
    assert hash(one) == hash(driver("e", "1 Wh"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.name = "x"
    with pytest.raises(Fault):
        attrs.evolve(one, value=parse("-1 Wh"))


def test_a_driver_is_how_the_world_is_until_it_is_marked_as_what_we_decide():
    assert not driver("energy", "1 Wh/query").lever
    assert driver("energy", "1 Wh/query", lever=True).lever


def test_what_we_decide_is_found_by_workload_and_driver():
    chat = workload_of(("1 Wh/query", {"id": "energy", "lever": True}), ("1 query/day", {"id": "volume"}))
    images = workload_of(
        ("1 Wh/image", {"id": "energy"}), ("1 image/day", {"id": "volume", "lever": True}), name="Images"
    )
    plan = scenario_of(chat, images)
    decided = [
        (one.id, other.id) for one in plan.workloads for other in one.drivers if is_lever(plan, one.id, other.id)
    ]
    assert decided == [("chat", "energy"), ("images", "volume")]
    assert not is_lever(plan, "", "household_use")
    assert not is_lever(plan, "gone", "energy")


@pytest.mark.parametrize("name", ["Énergie\u00a0: texte", "Trop\u202f?"])
def test_a_name_may_hold_the_spaces_that_french_sets_before_signs(name: str) -> None:
    assert Driver("energy", name, parse("0.34 Wh/query")).name == name
