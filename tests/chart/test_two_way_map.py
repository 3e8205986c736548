"""The two-way map: lines by hand, what each alone would have to be, and where the scenarios stand."""

from __future__ import annotations

import numpy as np
import pytest
from pairs import case
from strategies import scenario_of

from planner.chart.two_way_map import Place, Question, TwoWayMap, two_way_map
from planner.engine.lever import Unknown
from planner.engine.two_way import two_way
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound

ENERGY = ("0.1 to 1 Wh/query", {"id": "energy", "name": "Energy per query"})
QUERIES = ("1e9 to 4e9 query/day", {"id": "volume", "name": "Queries"})
VOLUME = Unknown("chat", "volume")
NOW = Place("Plan", 0, 0.1**0.5, 2e9)


def chart(
    *values: object,
    target: float | None = 365.25,
    answers: tuple[float | None, float | None] = (0.5, 3.2e9),
    places: tuple[Place, ...] = (NOW,),
    y: Unknown = VOLUME,
) -> TwoWayMap:
    one = case(scenario_of(*(values or (ENERGY, QUERIES)), start=2025, end=2035))
    found = two_way(one, "energy", 2025, Unknown("chat", "energy"), y)
    return two_way_map(found, Question("energy", "Plan", 2025, ("Energy", "Queries"), target, answers), places)


def test_the_target_is_a_line_of_its_own_and_every_point_of_it_meets_it() -> None:
    (target,) = [contour for contour in chart().contours if contour.target]
    assert target.text == "target 365 GWh"
    # 1e9 Wh a day for 365.25 days: the product of the two is the same all along, and the line falls.
    assert target.xs * target.ys == pytest.approx(np.full(len(target.xs), 1e9), rel=1e-9)
    assert (np.diff(target.xs) >= 0).all()
    assert (np.diff(target.ys) <= 1e-3).all()
    assert len(target.xs) > 60


def test_lines_are_round_amounts_in_words() -> None:
    # From 0.1 x 1e9 = 36.5 GWh a year to 1 x 4e9 = 1461 GWh.
    texts = [contour.text for contour in chart(target=None).contours]
    assert texts == ["50 GWh", "100 GWh", "200 GWh", "500 GWh", "1 TWh"]


def test_a_target_on_a_round_line_takes_its_place() -> None:
    texts = [contour.text for contour in chart(target=200.0).contours]
    assert texts == ["50 GWh", "100 GWh", "500 GWh", "1 TWh", "target 200 GWh"]


def test_a_target_off_the_map_is_said_to_be() -> None:
    found = chart(target=5000.0, answers=(None, None))
    assert not any(contour.target for contour in found.contours)
    assert found.caption.endswith("The target lies off this map.")
    assert found.title == "Neither of the two alone brings “Plan” to 5 TWh in 2025"


def test_the_title_says_what_each_alone_would_have_to_be() -> None:
    assert chart().title == (
        "365 GWh in 2025 needs Energy at 0.5 Wh per query, or Queries at 3.2 billion queries a day, or some of both"
    )
    assert chart(answers=(0.5, None)).title == (
        "365 GWh in 2025 needs Energy at 0.5 Wh per query; the other alone is not enough"
    )
    assert chart(answers=(None, None)).title.endswith("to 365 GWh in 2025, but both together do")
    assert chart(target=None).title == "Electricity of “Plan” in 2025: 36.5 GWh to 1.46 TWh on this map"


def test_both_axes_are_logarithmic_as_the_engine_says_and_a_rate_is_not() -> None:
    found = chart()
    assert (found.x.log, found.y.log) == (True, True)
    assert (found.x.low, found.x.high) == pytest.approx((0.1, 1.0), rel=1e-6)
    assert found.x.label == "Energy, per query"
    assert found.y.ticks[0].text == "1.5 billion"
    assert "Both scales are logarithmic." in found.caption
    moving = ("1e9 query/day", {"id": "volume", "trajectory": Compound(Estimate.parse("-10 to 30 %/year"))})
    rate = chart(ENERGY, moving, y=Unknown("chat", "volume", "rate"), target=None)
    assert not rate.y.log
    assert "One scale is logarithmic." in rate.caption


def test_tones_rise_with_the_outcome_from_nought_to_one() -> None:
    tones = chart().tones
    assert (tones[0, 0], tones[-1, -1]) == pytest.approx((0.0, 1.0))
    assert (np.diff(tones, axis=0) > 0).all()
    assert (np.diff(tones, axis=1) > 0).all()


def test_a_place_is_read_out_and_the_rival_is_told_apart() -> None:
    rival = Place("Other", 1, 0.2, 3e9, present=False)
    found = chart(places=(NOW, rival))
    # 0.1 Wh x 1e9 queries a day x 365.25 days = 36.525 GWh
    assert found.readout(0, 0) == ("36.5 GWh", "Energy: 0.1 Wh per query", "Queries: 1 billion queries a day")
    assert found.nearest(NOW) == (30, 30)
    assert "The diamond is where “Other” stands on these two." in found.caption
    assert "Corners: 36.5 GWh at 0.1 Wh per query and 1 billion queries a day" in found.alt
    assert "target 365 GWh" in found.alt
