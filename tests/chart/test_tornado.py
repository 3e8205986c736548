"""The tornado: the widest on top, both ends named, and a title that says which assumption matters."""

from __future__ import annotations

from attrs import evolve
from pairs import CONVERSIONS, case
from strategies import scenario_of

from planner.chart.shapes import Bars
from planner.chart.tornado import MOST_ROWS, tornado
from planner.engine.sensitivity import sensitivity
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound


def chart(*values: object, outcome: str = "energy", year: int = 2030) -> Bars:
    one = case(scenario_of(*values, start=2025, end=2035), **CONVERSIONS)
    return tornado(sensitivity(one, outcome, year), "Plan")


GROWING = Compound(Estimate.parse("10 to 30 %/year"))
VALUES = (
    ("0.2 to 0.8 Wh/query", {"id": "energy", "name": "Energy per query"}),
    ("1e9 query/day", {"id": "volume", "name": "Queries", "trajectory": GROWING}),
)


def test_bars_are_sorted_and_named_by_driver_and_part() -> None:
    found = chart(*VALUES)
    assert [(bar.group, bar.label) for bar in found.bars] == [("Chat", "Energy per query"), ("Chat", "Queries, growth")]
    widths = [abs(bar.end - bar.start) for bar in found.bars]
    assert widths == sorted(widths, reverse=True)


def test_ends_say_the_value_that_leads_there() -> None:
    energy, growth = chart(*VALUES).bars
    assert (energy.start_text, energy.end_text) == ("0.2 Wh per query", "0.8 Wh per query")
    assert (growth.start_text, growth.end_text) == ("10 %", "30 %")
    assert energy.share_text.endswith(" % in all")


def test_the_title_names_what_matters_most_and_how_far_it_moves() -> None:
    found = chart(VALUES[0], ("1e9 query/day", {"id": "volume"}), year=2025)
    assert found.title == ("Chat, Energy per query matters most: alone it moves “Plan” in 2025 from 73 to 292 GWh")
    assert found.bars[0].share == 1.0
    assert found.reference is not None
    assert found.axis.low == 0 < found.reference < found.axis.high


def test_shares_alone_and_what_only_acting_together_makes_add_up() -> None:
    found = chart(("0.2 to 0.8 Wh/query", {"id": "energy"}), ("1e9 to 4e9 query/day", {"id": "volume"}), year=2025)
    # Two equal lognormal factors, P95 over P5 is 4: v = (ln 4 / 3.29)^2 = 0.1776, e^v - 1 = 0.1943 each alone of
    # e^2v - 1 = 0.4265, so 45.6 % each, 54.4 % in all, and the 8.9 % left come about by both.
    assert [bar.share_text for bar in found.bars] == ["46 % alone, 54 % in all"] * 2
    assert found.remainder == "acting together: 9 %"
    assert "Alone they make 91 %; the other 9 % come about only where several act together." in found.caption
    assert "acting together: 9 %" in found.alt
    one = chart(VALUES[0], ("1e9 query/day", {"id": "volume"}), year=2025)
    assert (one.bars[0].share_text, one.remainder) == ("100 %", "")


def test_where_nothing_is_uncertain_the_title_says_so() -> None:
    found = chart("1 GW")
    assert found.bars == ()
    assert found.title == "Electricity of “Plan” in 2030: nothing in it is uncertain"


def test_only_the_largest_are_shown_and_the_rest_is_counted() -> None:
    found = chart("100 GWh/year", *(f"1 to {1.1 + place / 20}" for place in range(MOST_ROWS + 3)))
    assert len(found.bars) == MOST_ROWS
    assert "3 smaller ones are left out." in found.caption


def test_a_conversion_stands_for_itself() -> None:
    found = chart("1 GW", outcome="emissions")
    assert [(bar.group, bar.label) for bar in found.bars] == [("", "grid_intensity")]


def test_the_picture_is_told_in_words() -> None:
    assert "Chat, Energy per query: " in chart(*VALUES).alt


def test_among_says_of_which_assumptions_it_speaks() -> None:
    one = case(scenario_of(*VALUES, start=2025, end=2035))
    found = sensitivity(one, "energy", 2025)
    assert tornado(found, "Plan", among="what we decide").title.startswith(
        "Of what we decide, Chat, Energy per query matters most: alone it moves “Plan” in 2025 from 73 to 292 GWh"
    )
    none = tornado(evolve(found, swings=()), "Plan", among="what we decide")
    assert none.title == "Electricity of “Plan” in 2025: nothing of what we decide is uncertain"
