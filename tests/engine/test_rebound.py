"""Rebound: efficiency begets use, by the elasticity that is typed and nowhere else."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pairs import CONVERSIONS, case
from strategies import parse, scenario_of

from planner.engine.decomposition import decompose
from planner.engine.lever import Unknown
from planner.engine.outcome import Case, formula
from planner.engine.path import driver_path
from planner.engine.sensitivity import sensitivity
from planner.engine.simulate import simulate
from planner.engine.solve import applied, solve
from planner.engine.working import point, work_out
from planner.model.faults import Fault
from planner.model.trajectory import Compound, Logistic, Points, Trajectory

FALL = Compound(parse("-20 %/year"))
PATHS: tuple[Trajectory, ...] = (
    FALL,
    Compound(parse("-40 to -10 %/year")),
    Logistic(parse("0.05 Wh/query"), parse("30 %/year")),
    Points(((2025, parse("0.3 Wh/query")), (2028, parse("0.1 to 0.2 Wh/query")), (2033, parse("0.05 Wh/query")))),
)


def plan(rebound: str | None, moves: Trajectory = FALL, energy: str = "0.3 Wh/query", **more: Any) -> Case:
    about = {"trajectory": moves, "rebound": None if rebound is None else parse(rebound), **more}
    scenario = scenario_of((energy, about), ("1e9 query/day", {"trajectory": Compound(parse("10 %/year"))}), end=2035)
    return case(scenario, **CONVERSIONS)


def energy_of(one: Case, year: int) -> float:
    return simulate(one.scenario, {}).at("energy", year)["p50"]


@given(st.integers(2025, 2035), st.integers(0, 300), st.integers(-60, 60))
def test_use_answers_to_efficiency_by_the_equation(year: int, percent: int, rate: int) -> None:
    moves = Compound(parse(f"{rate} %/year"))
    ratio = (1 + rate / 100) ** (year - 2025)
    expected = 0.3 * ratio * 1e9 * 1.1 ** (year - 2025) * 365.25 / 1e9 * ratio ** (-percent / 100)
    assert energy_of(plan(f"{percent} %", moves), year) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("moves", PATHS[:1] + PATHS[2:3])
def test_a_full_rebound_leaves_the_total_as_if_nothing_had_become_more_efficient(moves: Trajectory) -> None:
    still = plan(None, attrs.evolve(FALL, rate=parse("0 %/year")))
    for year in (2025, 2030, 2035):
        assert energy_of(plan("100 %", moves), year) == pytest.approx(energy_of(still, year), rel=1e-12)


@pytest.mark.parametrize("moves", PATHS)
def test_none_and_zero_are_the_same_and_more_is_more(moves: Trajectory) -> None:
    totals = [energy_of(plan(rebound, moves), 2033) for rebound in (None, "0 %", "30 %", "60 %", "150 %")]
    assert totals[0] == pytest.approx(totals[1], rel=1e-9)
    assert totals[1:] == sorted(totals[1:])
    assert totals[1] < totals[2]


def test_what_does_not_move_is_not_answered() -> None:
    constant = plan("0 to 90 %", Compound(parse("0 %/year"))).scenario
    energy = attrs.evolve(
        constant.workloads[0].drivers[0], trajectory=scenario_of("1 MW").workloads[0].drivers[0].trajectory
    )
    workload = attrs.evolve(constant.workloads[0], drivers=(energy, *constant.workloads[0].drivers[1:]))
    result = simulate(attrs.evolve(constant, workloads=(workload,)), {})
    assert result.samples == 1
    assert sensitivity(Case(attrs.evolve(constant, workloads=(workload,)), {}), "energy", 2030).swings == ()


def test_the_year_a_value_is_stated_for_is_where_use_is_as_typed() -> None:
    typed = [energy_of(plan(rebound, as_of=2028), 2028) for rebound in (None, "80 %")]
    assert typed[0] == pytest.approx(typed[1], rel=1e-12)
    assert energy_of(plan("80 %", as_of=2028), 2025) < energy_of(plan(None, as_of=2028), 2025)


def test_an_uncertain_rebound_is_drawn_and_has_its_share_of_the_variance() -> None:
    one = plan("uniform(10, 90) %", PATHS[1], energy="0.2 to 0.5 Wh/query")
    band = simulate(one.scenario, {}).at("energy", 2035)
    assert band["p5"] < band["p50"] < band["p95"]
    found = sensitivity(one, "energy", 2035)
    assert {swing.part for swing in found.swings} == {"value", "rate", "rebound"}
    # An independent check: Monte Carlo of our own, a million runs of plain numpy.
    random = np.random.default_rng(7)
    score = random.standard_normal((2, 1_000_000))
    elasticity = random.uniform(0.1, 0.9, 1_000_000)

    def between(low: float, high: float, of: Any) -> Any:
        return np.exp((np.log(low) + np.log(high)) / 2 + np.log(high / low) / 2 / 1.6448536269514722 * of)

    rate = -25 + 15 / 1.6448536269514722 * score[1]
    growth = (1 + np.maximum(rate, -99.9999) / 100) ** 10
    runs = between(0.2, 0.5, score[0]) * growth ** (1 - elasticity)
    given_rebound = [np.mean(chunk) for chunk in np.array_split(runs[np.argsort(elasticity)], 400)]
    share = np.var(given_rebound) / np.var(runs)
    assert next(s for s in found.swings if s.part == "rebound").first_order == pytest.approx(share, abs=0.03)
    scale = 1e9 * 1.1**10 * 365.25 / 1e9
    for name, percent in (("p5", 5), ("p50", 50), ("p95", 95)):
        assert band[name] == pytest.approx(float(np.percentile(runs, percent)) * scale, rel=0.03)


@given(st.sampled_from(PATHS), st.sampled_from(["10 %", "30 to 50 %", "120 %"]), st.sampled_from(PATHS))
def test_the_rebound_is_a_bar_of_its_own_and_the_bars_add_up(
    moves: Trajectory, rebound: str, other: Trajectory
) -> None:
    one, two = plan(rebound, moves), plan("70 %", other)
    found, back = decompose(one, two, "households", 2033), decompose(two, one, "households", 2033)
    assert sum(part.value for part in found.contributions) == pytest.approx(found.difference, rel=1e-9)
    assert [part.value for part in found.contributions] == pytest.approx([-part.value for part in back.contributions])
    own = next(part for part in found.contributions if part.driver == "d0:rebound")
    assert own.name == "D0, rebound"
    assert own.after is not None
    assert found.after == pytest.approx(formula(two, "households", 2033).point())


def test_efficiency_and_its_rebound_pull_apart() -> None:
    one = plan("40 %")
    found = {part.driver: part for part in decompose(one, one, "energy", 2025, 2035).contributions}
    assert found["d0"].value < 0 < found["d0:rebound"].value
    assert found["d0:rebound"].value == pytest.approx(-0.4 * found["d0"].value, rel=1e-9)
    assert found["d0:rebound"].after == pytest.approx((0.8**10) ** -0.4)


@given(st.sampled_from(PATHS[:3]), st.sampled_from(["value", "rate", "rebound"]), st.floats(0.7, 1.5))
def test_what_is_solved_put_back_meets_the_target(moves: Trajectory, part: str, times: float) -> None:
    one = plan("30 %", moves)
    target = formula(one, "energy", 2033).point() * times
    found = solve(one, Unknown("chat", "d0", part), "energy", 2033, target)
    assume(found.feasible)
    back = Case(applied(one.scenario, found), one.conversions)
    assert formula(back, "energy", 2033).point() == pytest.approx(target, rel=1e-9)


def test_the_working_shows_the_rebound_as_a_step_and_ends_in_the_simulation() -> None:
    one = plan("30 %")
    steps = work_out(one.scenario, one.conversions, 2035).workloads[0][1]
    assert [step.label for step in steps] == ["D0", "more use, rebound 30 %", "D1"]
    assert steps[1].value == pytest.approx((0.8**10) ** -0.3)
    rising = plan("30 %", Compound(parse("20 %/year")))
    assert work_out(rising.scenario, {}, 2035).workloads[0][1][1].label == "less use, rebound 30 %"
    assert work_out(one.scenario, one.conversions, 2035).energy == pytest.approx(energy_of(one, 2035), rel=1e-12)


@pytest.mark.parametrize(
    ("value", "rebound", "words"),
    [
        ("0.3 Wh/query", "-10 %", "out of range; use 0 % to 1000 %"),
        ("0.3 Wh/query", "1001 %", "out of range"),
        ("0.3 Wh/query", "3 Wh", "the rebound “3 Wh” of D0"),
        ("5 MW", "30 %", "is no energy per use, so nothing rebounds"),
    ],
)
def test_a_rebound_that_makes_no_sense_is_refused(value: str, rebound: str, words: str) -> None:
    with pytest.raises(Fault, match=words):
        scenario_of((value, {"rebound": parse(rebound)}), "1e9 query/day")


# A start above the ceiling -----------------------------------------------------------------------------------------


@given(
    st.integers(2000, 2050),
    st.sampled_from(["30 %/year", "-30 %/year", "10 to 50 %/year"]),
    st.sampled_from(["5 query/day", "3 to 20 query/day"]),
)
def test_a_logistic_path_above_its_ceiling_has_no_pole(as_of: int, rate: str, start: str) -> None:
    about = {"trajectory": Logistic(parse("4 query/day"), parse(rate)), "as_of": as_of}
    scenario = scenario_of("1 Wh/query", (start, about), start=2000, end=2050)
    path = driver_path("chat", scenario.workloads[0].drivers[1], 2000, "query/day", point)
    values = [float(path.at(year)) for year in scenario.years]
    assert all(0 < value <= max(path.level, 4.0) * (1 + 1e-12) for value in values)
    band = simulate(scenario, {}).outcomes["energy"]
    assert np.isfinite(band.p95).all()
    assert (band.p5 > 0).all()
    assert band.p50 == pytest.approx([value * 365.25e-9 for value in values], rel=0.05)
