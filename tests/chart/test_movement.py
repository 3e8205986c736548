"""How a driver moves, in words a person would use."""

from __future__ import annotations

import pytest

from planner.chart.movement import movement
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory


def moving(trajectory: Trajectory, value: str = "2.5 billion query/day", as_of: int | None = None) -> str:
    return movement(Driver("d", "Driver", Estimate.parse(value), trajectory=trajectory, as_of=as_of))


def test_a_value_that_stays_is_constant() -> None:
    assert moving(Constant()) == "constant"


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("20 %/year", "+20 % a year"),
        ("-10 %/year", "−10 % a year"),
        ("0 %/year", "0 % a year"),
        ("7.5 percent/year", "+7.5 % a year"),
        ("2 %/month", "+2 % a month"),
        ("25 to 45 %/year", "+25 to +45 % a year"),
        ("-33 to -23 %/year", "−33 to −23 % a year"),
        ("-5 to 5 %/year", "−5 to +5 % a year"),
        ("uniform(-5, 0) %/year", "−5 to 0 % a year"),
        ("triangular(10, 20, 40) %/year", "+10 to +40 % a year"),
        ("normal(20, 5) %/year", "+11.8 to +28.2 % a year"),
        ("normal(20, 0) %/year", "+20 % a year"),
    ],
)
def test_a_rate_is_told_with_its_sign_and_period(rate: str, words: str) -> None:
    assert moving(Compound(Estimate.parse(rate))) == words


@pytest.mark.parametrize(
    ("value", "ceiling", "words"),
    [
        ("2.5 billion query/day", "10 to 40 billion query/day", "saturates at 10 to 40 billion"),
        ("2.5 billion query/day", "500 million to 40 billion query/day", "saturates at 500 million to 40 billion"),
        ("5 million user", "300 million user", "saturates at 300 million"),
        ("5 million user", "0.3 Guser", "saturates at 0.3 Guser"),
        ("5 Muser", "100 to 300 million user", "saturates at 100 to 300 million users"),
        ("0.34 Wh/query", "2 to 5 Wh/query", "saturates at 2 to 5"),
        ("0.34 Wh/query", "2 to 5 kJ/query", "saturates at 2 to 5 kJ per query"),
        ("1.1", "1.5", "saturates at 1.5"),
    ],
)
def test_a_ceiling_names_its_unit_only_where_it_is_another(value: str, ceiling: str, words: str) -> None:
    trajectory = Logistic(Estimate.parse(ceiling), Estimate.parse("30 %/year"))
    assert moving(trajectory, value) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [((2025,), "1 point, 2025"), ((2025, 2030, 2035), "3 points, 2025 to 2035")],
)
def test_points_are_counted_with_their_first_and_last_year(years: tuple[int, ...], words: str) -> None:
    assert moving(Points(tuple((year, Estimate.parse("1 query/day")) for year in years))) == words


def test_the_year_of_the_value_is_told_except_where_points_have_years_of_their_own() -> None:
    assert moving(Constant(), as_of=2026) == "constant, as of 2026"
    assert moving(Compound(Estimate.parse("20 %/year")), as_of=2026) == "+20 % a year, as of 2026"
    assert moving(Points(((2025, Estimate.parse("1 query/day")),)), as_of=2026) == "1 point, 2025"
