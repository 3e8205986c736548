"""LMDI-I: exact, antisymmetric, blind to units, and as published.

The numbers that Ang's guides print could not be had here. In their place stand the figures of an independent published
implementation of Ang (2005), the R package LMDIR 0.1.14 (Heun 2024, tests/testthat/test_util.R), printed there to eight
decimals; the table of limits for zeros of Ang, Zhang and Choi (1998, Energy 23, 489-495, table 2); and two cases in the
form of Ang's examples, worked out with 50 digits.
"""

from __future__ import annotations

import math
from decimal import Decimal, getcontext

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import CONVERSIONS, OUTCOMES, case, in_other_units, pairs

from planner.engine.decomposition import Decomposition, decompose, log_mean, split
from planner.engine.outcome import Case, formula
from planner.engine.working import work_out
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Scenario, Workload

YEARS = st.integers(2025, 2035)


def plan(*workloads: tuple[str, dict[str, str]], name: str = "A", **conversions: str) -> Case:
    """A case of workloads, each a name and its drivers by id."""
    made = tuple(
        Workload(title, tuple(Driver(id, id, Estimate.parse(value)) for id, value in drivers.items()))
        for title, drivers in workloads
    )
    return case(Scenario(name, 2025, 2035, made), **(conversions or CONVERSIONS))


def amounts(found: Decomposition) -> dict[tuple[str, str], float]:
    return {(part.workload, part.driver): part.value for part in found.contributions}


# As published ------------------------------------------------------------------------------------------------------

LMDIR_YEARS = {
    1971: ((1, 10, 2), (4, 5, 3)),
    1972: ((4, 5, 3), (5, 6, 4)),
    1973: ((8, 2, 4), (5, 7, 5)),
    1974: ((10, 1, 5), (6, 8, 6)),
}
LMDIR_PRINTED = {
    1971: ((50.47438029, -25.23719014, 14.76280986), (19.31568569, 15.78206435, 24.90224996)),
    1972: ((42.96021467, -56.79031473, 17.83010006), (0, 22.47128816, 32.52871184)),
    1973: ((12.6549815, -39.30996299, 12.6549815), (41.35566084, 30.28867832, 41.35566084)),
}


@pytest.mark.parametrize("year", LMDIR_PRINTED)
def test_the_three_factor_case_of_lmdir_comes_out_to_the_printed_digits(year: int) -> None:
    def at(when: int) -> Case:
        return plan(
            *(
                (title, {"one": f"{first} GWh/year", "two": str(second), "three": str(third)})
                for title, (first, second, third) in zip(("s1", "s2"), LMDIR_YEARS[when], strict=True)
            )
        )

    found = amounts(decompose(at(year), at(year + 1), "energy", 2025))
    for title, printed in zip(("s1", "s2"), LMDIR_PRINTED[year], strict=True):
        values = [found[title, driver] for driver in ("one", "two", "three")]
        assert values == pytest.approx(printed, rel=0, abs=5.1e-9)


@pytest.mark.parametrize(
    ("before", "after", "factor", "expected"),
    [
        (0, 42, (0, 7), 42),
        (42, 0, (7, 0), -42),
        (0, 42, (7, 7), 0),
        (42, 0, (7, 7), 0),
        (0, 0, (7, 7), 0),
        (0, 0, (0, 0), 0),
        (0, 0, (7, 0), 0),
        (0, 0, (0, 7), 0),
    ],
)
def test_the_eight_limits_for_zeros_of_ang_zhang_and_choi(
    before: float, after: float, factor: tuple[float, float], expected: float
) -> None:
    zero_elsewhere = (0.0 if before == 0 else 1.0, 0.0 if after == 0 else 1.0) if 0 not in factor else (1.0, 1.0)
    assert split(before, after, [factor, zero_elsewhere])[0] == expected


def test_a_small_number_in_place_of_zero_converges_to_the_limits() -> None:
    limits = split(0.0, 60.0, [(0, 4), (10, 5), (0, 3)])
    # Ang and Liu (2007): all that is zero takes the same small number, so each has the same weight in the end.
    nearer = []
    for small in (1e-10, 1e-50, 1e-100):
        values = split(small * 10 * small, 60.0, [(small, 4), (10, 5), (small, 3)])
        nearer.append(max(abs(one - other) for one, other in zip(values, limits, strict=True)))
    assert limits == [30, 0, 30]
    assert nearer == sorted(nearer, reverse=True)
    assert nearer[-1] < 0.2


def precisely(before: list[list[str]], after: list[list[str]]) -> list[float]:
    """Contributions of each factor, summed over the sectors, with 50 digits from the definition."""
    getcontext().prec = 50
    totals = [Decimal(0)] * len(before[0])
    for old, new in zip(before, after, strict=True):
        olds, news = ([Decimal(text) for text in texts] for texts in (old, new))
        whole = [math.prod(olds, start=Decimal(1)), math.prod(news, start=Decimal(1))]
        weight = (whole[1] - whole[0]) / (whole[1].ln() - whole[0].ln()) if whole[0] != whole[1] else whole[0]
        for index, (one, other) in enumerate(zip(olds, news, strict=True)):
            totals[index] += weight * (other.ln() - one.ln())
    return [float(total) for total in totals]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([["0.2", "3"], ["0.8", "0.5"]], [["0.5", "2"], ["0.5", "0.4"]]),
        ([["50", "0.2", "3"], ["50", "0.8", "0.5"]], [["80", "0.5", "2"], ["80", "0.5", "0.4"]]),
    ],
    ids=["structure and intensity", "activity, structure and intensity"],
)
def test_cases_in_the_form_of_angs_examples_agree_with_fifty_digits(
    before: list[list[str]], after: list[list[str]]
) -> None:
    def at(sectors: list[list[str]]) -> Case:
        return plan(
            *(
                (f"sector {row}", {"f0": f"{values[0]} GWh/year", **{f"f{n}": v for n, v in enumerate(values) if n}})
                for row, values in enumerate(sectors)
            )
        )

    found = decompose(at(before), at(after), "energy", 2025)
    by_factor = [
        math.fsum(part.value for part in found.contributions if part.driver == f"f{index}")
        for index in range(len(before[0]))
    ]
    assert by_factor == pytest.approx(precisely(before, after), rel=1e-13)


# Laws --------------------------------------------------------------------------------------------------------------


@given(pairs(), st.sampled_from(OUTCOMES), YEARS, YEARS)
def test_contributions_add_up_to_the_difference_of_the_point_runs(
    pair: tuple[Case, Case], outcome: str, year: int, to_year: int
) -> None:
    found = decompose(*pair, outcome, year, to_year)
    assert found.difference == formula(pair[1], outcome, to_year).point() - formula(pair[0], outcome, year).point()
    largest = max([abs(part.value) for part in found.contributions] + [abs(found.difference)])
    assert math.fsum(part.value for part in found.contributions) == pytest.approx(
        found.difference, rel=1e-15, abs=1e-15 * largest
    )


@given(pairs(), st.sampled_from(OUTCOMES), YEARS)
def test_swapping_the_two_flips_every_sign(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    whole = decompose(*pair, outcome, year)
    there, back = amounts(whole), amounts(decompose(*reversed(pair), outcome, year))
    scale = max(whole.before, whole.after)
    assert {key: -value for key, value in back.items()} == pytest.approx(there, rel=1e-9, abs=1e-12 * scale)


@given(pairs(), st.sampled_from(OUTCOMES), YEARS)
def test_identical_scenarios_differ_by_exactly_nothing(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    assert {part.value for part in decompose(pair[0], pair[0], outcome, year).contributions} == {0.0}


@given(pairs(), st.sampled_from(OUTCOMES), YEARS)
def test_other_units_change_no_contribution(pair: tuple[Case, Case], outcome: str, year: int) -> None:
    one, other = pair
    whole = decompose(one, other, outcome, year)
    plain, scale = amounts(whole), max(whole.before, whole.after)
    for pair_in_other_units in (
        (attrs.evolve(one, scenario=in_other_units(one.scenario)), other),
        (one, attrs.evolve(other, scenario=in_other_units(other.scenario))),
    ):
        found = amounts(decompose(*pair_in_other_units, outcome, year))
        assert found == pytest.approx(plain, rel=1e-9, abs=1e-12 * scale)


@given(pairs(), YEARS)
def test_the_point_runs_are_those_of_the_working(pair: tuple[Case, Case], year: int) -> None:
    found = decompose(*pair, "energy", year)
    ends = [work_out(side.scenario, side.conversions, year).energy for side in pair]
    assert [found.before, found.after] == pytest.approx(ends, rel=1e-13)


@given(st.floats(1e-30, 1e30), st.floats(1e-30, 1e30))
def test_the_logarithmic_mean_lies_between_the_geometric_and_the_arithmetic(one: float, other: float) -> None:
    mean = log_mean(one, other)
    assert math.sqrt(one) * math.sqrt(other) * (1 - 1e-12) <= mean <= (one + other) / 2 * (1 + 1e-12)
    assert mean == log_mean(other, one)


def test_the_logarithmic_mean_of_near_values_keeps_its_digits() -> None:
    assert log_mean(1.0, 1.0 + 1e-13) == pytest.approx(1.0 + 0.5e-13, rel=1e-15)
    assert log_mean(3.0, 3.0) == 3.0


# What is there on one side only -------------------------------------------------------------------------------------


def test_a_workload_that_appears_is_one_contribution_of_all_its_energy() -> None:
    chat = ("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day"})
    video = ("Video", {"energy": "9 Wh/video", "volume": "1e8 video/day"})
    found = decompose(plan(chat), plan(chat, video), "households", 2030)
    values = amounts(found)
    assert values["video", ""] == found.difference
    assert values["chat", "energy"] == values["chat", "volume"] == values["", "household_use"] == 0
    assert [part.name for part in found.contributions if part.workload == "video"] == ["Video"]


def test_a_plain_factor_on_one_side_counts_as_one_on_the_other() -> None:
    bare = {"energy": "1 Wh/query", "volume": "1e9 query/day"}
    found = decompose(plan(("Chat", bare)), plan(("Chat", {**bare, "share": "40 %"})), "energy", 2030)
    assert amounts(found)["chat", "share"] == found.difference
    assert found.difference == pytest.approx(-0.6 * found.before)


def test_drivers_with_units_that_find_no_match_are_taken_together() -> None:
    one = plan(("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day"}))
    other = plan(("Chat", {"energy": "2 Wh/query", "use": "4 query/user/day", "users": "5e8 user"}))
    values = amounts(decompose(one, other, "energy", 2030))
    assert set(values) == {("chat", "energy"), ("chat", "use + users + volume")}
    assert values["chat", "energy"] == pytest.approx(values["chat", "use + users + volume"])  # each doubles


def test_a_recounted_chain_is_compared_as_a_whole() -> None:
    one = plan(("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day", "pue": "1.2"}))
    other = plan(("Chat", {"energy": "5 Wh/session", "volume": "1e9 session/day", "pue": "1.1"}))
    values = amounts(decompose(one, other, "energy", 2030))
    assert set(values) == {("chat", "pue"), ("chat", "energy + volume")}
    assert values["chat", "energy + volume"] > 0 > values["chat", "pue"]


def test_a_driver_that_divides_enters_inversely() -> None:
    def at(use: str) -> Case:
        busy = Driver("use", "Utilisation", Estimate.parse(use), power=-1)
        return case(Scenario("A", 2025, 2026, (Workload("Chat", (Driver("p", "p", Estimate.parse("1 GW")), busy)),)))

    found = decompose(at("50 %"), at("80 %"), "energy", 2025)
    assert amounts(found)["chat", "use"] == found.difference < 0


def test_a_driver_that_becomes_zero_takes_all_of_the_change() -> None:
    one = plan(("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day"}))
    other = plan(("Chat", {"energy": "2 Wh/query", "volume": "0 query/day"}))
    assert amounts(decompose(one, other, "energy", 2025)) == {
        ("chat", "energy"): 0,
        ("chat", "volume"): pytest.approx(-365.25),
    }


def test_a_conversion_contributes_once_for_all_workloads() -> None:
    loads = [(name, {"energy": "1 Wh/query", "volume": "1e9 query/day"}) for name in ("Chat", "Search")]
    one = plan(*loads, household_use="10000 kWh/household/year")
    other = plan(*loads, household_use="5000 kWh/household/year")
    found = decompose(one, other, "households", 2025)
    assert [part.value for part in found.contributions if part.value] == [found.difference]
    assert found.contributions[-1].driver == "household_use"


# What cannot be compared -------------------------------------------------------------------------------------------


def test_costs_in_two_currencies_are_refused() -> None:
    chat = ("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day"})
    with pytest.raises(Fault, match=r"USD/year and EUR/year, which do not convert"):
        decompose(
            plan(chat, electricity_price="0.1 USD/kWh"), plan(chat, electricity_price="0.1 EUR/kWh"), "cost", 2025
        )


@pytest.mark.parametrize(
    ("outcome", "year", "words"),
    [
        ("joy", 2025, "“joy” is not an outcome; choose one of energy, power"),
        ("energy", 1999, "the year 1999 is not in “A”; choose one from 2025 to 2035"),
        ("cost", 2025, "cost of “A” needs electricity_price"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(outcome: str, year: int, words: str) -> None:
    chat = ("Chat", {"energy": "1 Wh/query", "volume": "1e9 query/day"})
    one = plan(chat, household_use="10000 kWh/household/year")
    with pytest.raises(Fault, match=words):
        decompose(one, one, outcome, year)
