"""What would have to be true: solved values put back meet their target; what cannot be met says why."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, OUTCOMES, case, cases, pairs
from strategies import scenario_of, workload_of

from planner.engine.compare import percentile, runs_in
from planner.engine.lever import Lever, Unknown, unknown_of
from planner.engine.outcome import Case, formula
from planner.engine.roots import root
from planner.engine.solve import Solution, applied, solve
from planner.engine.switching import BOTH, FROM, TO, switching_values
from planner.engine.two_way import levels, two_way
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import Compound, Logistic, Points

parse = Estimate.parse
YEARS = st.integers(2025, 2035)
SAMPLES = 2000


def plan(*values: object, **conversions: str) -> Case:
    return case(scenario_of(*values, start=2025, end=2035), **(conversions or CONVERSIONS))


def put_back(one: Case, solution: Solution) -> Case:
    scenario = applied(one.scenario, solution)
    return Case(scenario, {**one.conversions, **dict(scenario.conversions)})


def chat(energy: str = "0.2 to 0.5 Wh/query", volume: str = "1e9 to 2e9 query/day") -> Case:
    return plan((energy, {"id": "energy"}), (volume, {"id": "volume"}))


def unknowns(one: Case, outcome: str) -> list[Unknown]:
    found = formula(one, outcome, 2030)
    return [Unknown(factor.owner, factor.id, part) for factor in found.factors for part, _value in factor.parts]


# Put back ----------------------------------------------------------------------------------------------------------


@given(cases(), st.sampled_from(OUTCOMES), YEARS, st.floats(0.3, 3), st.data())
def test_a_solved_value_put_back_meets_the_target(
    one: Case, outcome: str, year: int, times: float, data: st.DataObject
) -> None:
    unknown = data.draw(st.sampled_from(unknowns(one, outcome)))
    target = formula(one, outcome, year).point() * times
    found = solve(one, unknown, outcome, year, target)
    if not found.feasible:
        assert found.reason
        return
    assert formula(put_back(one, found), outcome, year).point() == pytest.approx(target, rel=1e-9)


@given(cases(), st.sampled_from(OUTCOMES), YEARS, st.floats(0.3, 3), st.floats(0.1, 0.95), st.booleans(), st.data())
def test_a_solved_value_put_back_keeps_the_target_with_its_confidence(
    one: Case, outcome: str, year: int, times: float, confidence: float, at_least: bool, data: st.DataObject
) -> None:
    unknown = data.draw(st.sampled_from(unknowns(one, outcome)))
    target = formula(one, outcome, year).point() * times
    found = solve(one, unknown, outcome, year, target, confidence=confidence, at_least=at_least, samples=SAMPLES)
    if not found.feasible:
        return
    back = put_back(one, found)
    runs = runs_in(back.scenario, back.conversions, outcome, year, SAMPLES)
    share = np.mean(runs >= target) if at_least else np.mean(runs <= target)
    if np.ptp(runs) > 1e-9 * target:
        assert share == pytest.approx(confidence, abs=2 / math.sqrt(SAMPLES))
    assert percentile(runs, 1 - confidence if at_least else confidence) == pytest.approx(target, rel=0.01)


@given(cases(), st.sampled_from(OUTCOMES), YEARS, st.data())
def test_solving_for_what_already_is_gives_what_already_is(
    one: Case, outcome: str, year: int, data: st.DataObject
) -> None:
    unknown = data.draw(st.sampled_from(unknowns(one, outcome)))
    found = solve(one, unknown, outcome, year, formula(one, outcome, year).point())
    if found.feasible:
        # Where the outcome hardly depends on a part, many values do; the outcome is what has to agree.
        lever = Lever.of(formula(one, outcome, year), unknown)
        assert found.value is not None
        assert lever.outcome(found.value) == pytest.approx(lever.outcome(found.now), rel=1e-9)


def test_what_is_proportional_is_solved_by_the_rule_of_three() -> None:
    one = chat("0.34 Wh/query", "2.5e9 query/day")  # 310.4625 GWh a year
    assert solve(one, Unknown("chat", "energy"), "energy", 2025, 620.925).value == pytest.approx(0.68, rel=1e-14)
    assert solve(one, Unknown("chat", "volume"), "energy", 2025, 62.0925).value == pytest.approx(5e8, rel=1e-14)
    homes = solve(one, Unknown("", "household_use"), "households", 2025, 310_462.5)
    assert homes.value == pytest.approx(1000, rel=1e-14)
    assert homes.unit == "kWh/household/year"


def test_the_median_that_keeps_a_target_in_nine_draws_of_ten_is_the_closed_form() -> None:
    one = chat("0.2 to 0.5 Wh/query", "1e9 query/day")
    found = solve(one, Unknown("chat", "energy"), "energy", 2025, 100.0, confidence=0.9)
    spread = math.log(0.5 / 0.2) / (2 * 1.6448536269514722)
    allowed = 100 / 365.25 * math.exp(-1.2815515655446004 * spread)
    assert found.value == pytest.approx(allowed, rel=1e-3)
    assert found.reached == pytest.approx(0.9, abs=1e-3)


def test_at_least_and_at_most_meet_at_the_median() -> None:
    one = chat()
    most, least = (
        solve(one, Unknown("chat", "energy"), "energy", 2025, 100.0, confidence=0.5, at_least=at_least)
        for at_least in (False, True)
    )
    assert most.value == pytest.approx(least.value, rel=1e-12)


def test_a_growth_rate_is_the_root_of_the_ratio() -> None:
    one = plan(("1 GW", {"trajectory": Compound(parse("10 %/year"))}))
    found = solve(one, Unknown("chat", "d0", "rate"), "power", 2030, 3000.0)
    assert found.value == pytest.approx((3 ** (1 / 5) - 1) * 100, rel=1e-12)
    assert found.unit == "%/year"


def test_a_path_through_points_is_scaled_as_a_whole() -> None:
    moves = Points(((2025, parse("1 GW")), (2035, parse("2 to 8 GW"))))
    one = plan(("9 GW", {"trajectory": moves}))
    found = solve(one, Unknown("chat", "d0"), "power", 2035, 2000.0)
    assert (found.unknown.part, found.value, found.unit) == ("points", pytest.approx(2), "GW")
    scaled = applied(one.scenario, found).workloads[0].drivers[0].trajectory
    assert isinstance(scaled, Points)
    assert [point.parameters for _year, point in scaled.values] == [
        pytest.approx((0.5,)),
        pytest.approx((1, 4)),
    ]


def test_a_range_of_rates_keeps_its_median_and_width_when_it_is_shifted() -> None:
    one = plan(("1 GW", {"trajectory": Compound(parse("20 to 40 %/year"))}))
    found = solve(one, Unknown("chat", "d0", "rate"), "power", 2030, 500.0)
    moves = applied(one.scenario, found).workloads[0].drivers[0].trajectory
    assert isinstance(moves, Compound)
    low, high = moves.rate.interval
    assert (high - low, (low + high) / 2) == pytest.approx((20, found.value), rel=1e-9)


def mix() -> Case:
    return plan(
        workload_of(("1 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "n"}), ("70 %", {"id": "share"})),
        workload_of(
            ("9 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "n"}), ("30 %", {"id": "share"}), name="Hard"
        ),
    )


def test_a_mix_share_takes_what_the_other_gives() -> None:
    share = Unknown("hard", "share")
    found = solve(mix(), share, "energy", 2025, 5 * 365.25, balance=Unknown("chat", "share"))
    assert found.value == pytest.approx(50, rel=1e-12)  # (1 - x) + 9 x = 5
    back = put_back(mix(), found)
    assert [load.drivers[2].value.parameters[0] for load in back.scenario.workloads] == pytest.approx([50, 50])
    assert formula(back, "energy", 2025).point() == pytest.approx(5 * 365.25, rel=1e-12)


# Not feasible ------------------------------------------------------------------------------------------------------


def test_a_target_below_all_else_says_what_all_else_makes() -> None:
    found = solve(mix(), Unknown("hard", "energy"), "energy", 2030, 100.0)
    assert not found.feasible
    assert found.value is None
    assert found.reason == (
        "without “Energy”, all else alone makes 255.7 GWh/year in 2030, above the target of 100 GWh/year"
    )
    assert (found.closest, found.closest_value) == (pytest.approx(0.7 * 365.25), 0)


def test_a_share_does_not_go_beyond_all() -> None:
    found = solve(mix(), Unknown("hard", "share"), "energy", 2030, 9000.0)
    assert not found.feasible
    assert found.closest_value == 100
    assert found.reason.startswith("even with the value of “Share” at 100 %, energy is 3,543 GWh/year in 2030")
    balanced = solve(mix(), Unknown("hard", "share"), "energy", 2030, 9000.0, balance=Unknown("chat", "share"))
    assert balanced.closest == pytest.approx(9 * 365.25)


def test_a_ceiling_bounds_what_a_rate_can_do() -> None:
    one = plan(("1 GW", {"trajectory": Logistic(parse("3 GW"), parse("20 %/year"))}))
    found = solve(one, Unknown("chat", "d0", "rate"), "power", 2030, 5000.0)
    assert not found.feasible
    assert found.closest == pytest.approx(3000)


def test_a_rate_that_does_not_act_yet_is_said_to_do_nothing() -> None:
    one = plan(("1 GW", {"trajectory": Compound(parse("20 %/year"))}))
    found = solve(one, Unknown("chat", "d0", "rate"), "power", 2025, 5000.0)
    assert found.reason == "the growth of “D0” does not move power in 2025"


def test_a_confidence_that_all_else_already_breaks_is_said_with_what_can_be_had() -> None:
    one = plan(workload_of(("100 to 300 MW", {"id": "a"})), workload_of(("10 MW", {"id": "b"}), name="Small"))
    found = solve(one, Unknown("small", "b"), "power", 2025, 200.0, confidence=0.95)
    assert not found.feasible
    assert found.closest == pytest.approx(300, rel=1e-3)
    assert found.reached is not None
    assert 0.5 < found.reached < 0.8


@pytest.mark.parametrize(
    ("unknown", "target", "confidence", "words"),
    [
        (
            Unknown("chat", "joy"),
            1.0,
            None,
            "“chat/joy” is no driver of energy in “Plan”; there are: Chat/energy, Chat/volume",
        ),
        (Unknown("chat", "energy", "rate"), 1.0, None, "“Energy” has no rate; it has: value"),
        (Unknown("chat", "energy"), -1.0, None, "a target of −1 GWh/year cannot be met"),
        (Unknown("chat", "energy"), math.nan, None, "a target of not a number GWh/year cannot be met"),
        (Unknown("chat", "energy"), 1.0, 1.0, "a confidence of 1.0 is not between 0 and 1"),
    ],
)
def test_what_makes_no_sense_is_refused(unknown: Unknown, target: float, confidence: float | None, words: str) -> None:
    with pytest.raises(Fault, match=words):
        solve(chat(), unknown, "energy", 2025, target, confidence=confidence)


def test_shares_that_cannot_balance_are_refused() -> None:
    with pytest.raises(Fault, match="must be in two workloads"):
        solve(mix(), Unknown("hard", "share"), "energy", 2030, 1.0, balance=Unknown("hard", "share"))
    with pytest.raises(Fault, match="cannot balance"):
        solve(mix(), Unknown("hard", "share"), "energy", 2030, 1.0, balance=Unknown("chat", "energy"))


def test_a_driver_is_named_by_workload_and_id_or_a_conversion_alone() -> None:
    found = formula(mix(), "households", 2030)
    assert unknown_of(found, "Hard/share") == unknown_of(found, "hard/share") == Unknown("hard", "share", "value")
    assert unknown_of(found, "household_use") == Unknown("", "household_use")
    assert unknown_of(found, "Nobody/share", "rate") == Unknown("Nobody", "share", "rate")


# Switching values ---------------------------------------------------------------------------------------------------


def test_the_switching_value_of_what_differs_makes_both_equal() -> None:
    one, other = chat("0.2 Wh/query"), chat("0.34 Wh/query")
    found = {(each.driver, each.where): each.value for each in switching_values(one, other, "energy", 2030)}
    assert found["energy", FROM] == pytest.approx(0.34)
    assert found["energy", TO] == pytest.approx(0.2)
    assert found["volume", BOTH] is None  # it moves both alike


def test_a_switching_value_that_is_a_place_looked_at_is_met() -> None:
    # Ten times as many users: exactly twenty of the steps in which the neighbourhood is looked through.
    few, many = (
        plan(
            ("100 Wh/session", {"id": "energy"}), ("1 session/user/day", {"id": "use"}), (users, {"id": "users"}), "1.2"
        )
        for users in ("2e6 user", "2e7 user")
    )
    found = {(each.driver, each.where): each.value for each in switching_values(few, many, "energy", 2025)}
    assert found["users", FROM] == pytest.approx(2e7, rel=1e-9)
    assert found["users", TO] == pytest.approx(2e6, rel=1e-9)


def test_a_shared_assumption_is_turned_in_both() -> None:
    fixed = plan(("1 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "volume"}))
    load = workload_of(("0.5 Wh/query", {"id": "energy"}), ("1e9 query/day", {"id": "volume"}))
    extra = plan(load, workload_of(("10 MW", {"id": "idle"}), name="Idle"))
    found = {(each.driver, each.where): each.value for each in switching_values(fixed, extra, "power", 2030)}
    # 10 MW of idling weigh as much as half a Wh in so many queries a day.
    assert found["volume", BOTH] == pytest.approx(10e6 * 24 / 0.5)


@given(pairs(), YEARS)
def test_at_a_switching_value_the_two_point_runs_are_equal(pair: tuple[Case, Case], year: int) -> None:
    first, second = (formula(side, "energy", year) for side in pair)
    for each in switching_values(*pair, "energy", year):
        if each.value is None:
            continue
        ends = [
            float(Lever.of(side, Unknown(each.workload, each.driver, each.part)).outcome(each.value))
            if each.where in (BOTH, where)
            else side.point()
            for side, where in ((first, FROM), (second, TO))
        ]
        assert ends[0] == pytest.approx(ends[1], rel=1e-9)


# Two drivers at once --------------------------------------------------------------------------------------------------


@given(cases(), YEARS, st.data())
def test_a_map_holds_the_point_run_of_every_pair(one: Case, year: int, data: st.DataObject) -> None:
    x, y = data.draw(st.lists(st.sampled_from(unknowns(one, "energy")), min_size=2, max_size=2, unique=True))
    found = two_way(one, "energy", year, x, y, size=5)
    for row, column in ((0, 0), (2, 4), (4, 1)):
        first = Lever.of(formula(one, "energy", year), x)
        turned = first.turned(float(found.x.places[column]))
        second = Lever.of(formula(one, "energy", year), y, turned)
        expected = second.outcome(float(found.y.places[row]))
        assert found.grid[row, column] == pytest.approx(expected, rel=1e-9)


def test_a_contour_of_a_product_is_its_hyperbola() -> None:
    one = chat("0.1 to 1 Wh/query", "1e9 to 4e9 query/day")
    found = two_way(one, "energy", 2025, Unknown("chat", "energy"), Unknown("chat", "volume"))
    xs, ys = found.contour(365.25)
    assert len(xs) > 10
    assert xs * ys == pytest.approx(np.full(len(xs), 1e9), rel=1e-9)


def test_a_map_of_one_driver_with_itself_is_refused() -> None:
    with pytest.raises(Fault, match="two different drivers"):
        two_way(chat(), "energy", 2025, Unknown("chat", "energy"), Unknown("chat", "energy"))


@given(st.floats(-1e6, 1e6) | st.just(0.0), st.floats(1e-3, 1e25) | st.floats(1e-3, 1e2))
def test_there_are_four_to_ten_levels_round_and_inside(low: float, span: float) -> None:
    high = low + span * (abs(low) or 1.0)
    found = levels(np.array([low, high]))
    assert 4 <= len(found) <= 10
    assert all(low < level < high for level in found)
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("ends", "wanted"),
    [
        ((1.0, 9.0), (1.5, 2, 3, 5, 7)),  # more than a factor of eight, but not one power of ten inside
        ((90.0, 1_000.0), (100, 150, 200, 300, 500, 700)),
        ((1.0, 1e6), (10, 100, 1e3, 1e4, 1e5)),
        ((95.0, 105.0), (96, 98, 100, 102, 104)),
        ((0.0, 7.0), (1, 2, 3, 4, 5, 6)),
        ((3.0, 3.0), ()),
    ],
)
def test_levels_of_what_spans_little_and_much(ends: tuple[float, float], wanted: tuple[float, ...]) -> None:
    assert levels(np.array(ends)) == pytest.approx(wanted)


@given(st.floats(-50, 50), st.floats(0.1, 3))
def test_a_root_is_found_to_the_last_digits(place: float, slope: float) -> None:
    found = root(lambda x: math.expm1(slope * (x - place)), place - 17.3, place + 5.1)
    assert found == pytest.approx(place, rel=1e-14, abs=1e-14)
