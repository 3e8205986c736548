"""The reality check: which published totals a scenario passes, and what is said about it."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import scenario_of

from planner.chart.envelope import envelope_series, with_envelope
from planner.chart.timeline import Shown, View, timeline
from planner.engine.envelope import OPENAI, USA, WORLD, checks, envelopes
from planner.engine.result import ScenarioResult
from planner.engine.simulate import simulate
from planner.store.library import evidence

ENVELOPES = {envelope.key: envelope for envelope in envelopes(evidence())}


def run(value: str, year: int, region: str = "WLD", **more) -> ScenarioResult:
    return simulate(scenario_of((value, more), start=year, end=max(year, 2035), region=region), {}, 1000)


def first(value: str, year: int, region: str = "WLD") -> str:
    found = checks(run(value, year, region), year, evidence())
    return found[0].sentence if found else ""


def test_the_published_totals_are_those_of_the_reports() -> None:
    world = {total.year: total.value / 1000 for total in ENVELOPES[WORLD].totals}
    assert world == {2024: 415, 2025: 485, 2030: 945, 2035: 1200}
    usa = {total.year: total.value / 1000 for total in ENVELOPES[USA].totals}
    assert (usa[2024], usa[2030]) == (192, 649)
    # OpenAI: 1.9 GW over the 8,766 hours of a year are 16.655 TWh.
    assert ENVELOPES[OPENAI].totals[0].value == pytest.approx(1.9 * 8766, rel=1e-3)


def test_between_published_years_growth_is_constant_and_outside_there_is_nothing() -> None:
    world = ENVELOPES[WORLD]
    assert world.at(2027) == pytest.approx(485_000 * (945 / 485) ** (2 / 5), rel=1e-12)
    assert world.at(2025) == 485_000
    assert (world.at(2023), world.at(2036)) == (None, None)
    low, middle, high = world.series([2023, 2030, 2035, 2036])
    assert np.isnan(middle[[0, 3]]).all()
    assert low[1:3] == pytest.approx([833_000, 950_000])
    assert high[1:3] == pytest.approx([1_008_000, 1_650_000])


def test_below_the_totals_nothing_is_said() -> None:
    assert first("15 TWh/year", 2025) == ""
    assert first("484 TWh/year", 2025, "CHE").startswith("more than everything OpenAI ran")


def test_a_passed_total_is_named_with_year_figure_and_source() -> None:
    assert first("486 TWh/year", 2025) == "more than all data centres of the world in 2025 (485 TWh, IEA)"
    assert first("950 TWh/year", 2030) == "more than all data centres of the world in 2030 (945 TWh, IEA Base case)"
    between = first("700 TWh/year", 2027)
    assert (
        between == "more than all data centres of the world in 2027 (485 TWh in 2025, 945 TWh in 2030, IEA Base case)"
    )
    (check,) = checks(run("700 TWh/year", 2027), 2027, evidence())
    assert check.sources == ("iea-2025", "iea-2030-base")
    assert check.surely


def test_the_total_of_the_united_states_counts_there_alone() -> None:
    assert "192 TWh in 2024" not in first("200 TWh/year", 2024, "WLD")
    assert (
        first("200 TWh/year", 2024, "USA") == "more than all data centres of the United States in 2024 (192 TWh, LBNL)"
    )


def test_openais_power_counts_about_the_year_it_was_reported_for() -> None:
    assert "about 1.9 GW of computing" in first("17 TWh/year", 2025)
    assert first("17 TWh/year", 2026)
    assert first("17 TWh/year", 2030) == ""


def test_only_the_upper_end_passing_is_said_more_carefully() -> None:
    (check,) = checks(run("100 to 1000 TWh/year", 2030), 2030, evidence())
    assert not check.surely
    assert check.sentence.startswith("at its upper end more than all data centres of the world")


def test_beyond_the_last_published_year_the_last_one_is_the_measure() -> None:
    found = checks(simulate(scenario_of("2000 TWh/year", start=2040, end=2040), {}, 100), 2040, evidence())
    assert "in 2035 (1,200 TWh, IEA Base case)" in found[0].sentence


def test_what_is_surely_passed_comes_first_then_the_largest() -> None:
    found = checks(run("600 TWh/year", 2025, "USA"), 2025, evidence())
    assert [check.envelope.key for check in found] == [WORLD, USA, OPENAI]


def test_a_library_without_the_figures_has_no_envelopes() -> None:
    assert envelopes({}) == ()
    assert checks(run("1e6 TWh/year", 2025), 2025, {}) == ()


def test_the_envelope_is_drawn_as_a_quiet_line_within_its_years() -> None:
    view = View("energy", "TWh/year")
    chart = timeline([Shown(run("1 TWh/year", 2022), 0)], view, "", "", "")
    drawn = with_envelope(chart, ENVELOPES[WORLD], view)
    line = drawn.series[-1]
    assert line.ghost
    assert np.isnan(line.fan.p50[:2]).all()
    assert line.fan.p50[2:4] == pytest.approx([415, 485])
    assert drawn.y.high >= 1200
    assert "International Energy Agency" in drawn.caption or "IEA" in drawn.caption
    power = envelope_series(ENVELOPES[WORLD], chart, View("power", "GW"))
    assert power is not None
    assert power.fan.p50[3] == pytest.approx(55.3274013233)  # 485 TWh over 8,766 h
    assert envelope_series(ENVELOPES[WORLD], chart, View("households", "household")) is None
    assert with_envelope(chart, ENVELOPES[WORLD], View("households", "household")) is chart
