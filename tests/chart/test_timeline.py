"""The timeline as a description: lines, axes, read-outs and words, without a toolkit."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from strategies import conversions, scenario_of

from planner.chart.spec import Chart
from planner.chart.timeline import Shown, View, caption, source_names, timeline
from planner.engine.simulate import simulate
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound
from planner.store.library import evidence

HOME = {"household_use": "10791 kWh/household/year", "electricity_price": "0.146 USD/kWh"}
GROWING = ("2.5e9 query/day", {"trajectory": Compound(Estimate.parse("100 %/year"))})


def shown(*values: Any, name: str = "Chat", colour: int = 0, more: dict[str, str] | None = None, **how: Any) -> Shown:
    years = {"start": how.pop("start", 2025), "end": how.pop("end", 2027)}
    scenario = scenario_of(*(values or ("0.34 Wh/query", GROWING)), name=name, **years)
    return Shown(simulate(scenario, conversions(**(HOME if more is None else more)), 400), colour, **how)


def drawn(*items: Shown, previous: Chart | None = None, **view: Any) -> Chart:
    return timeline(items, View(**view), "Title", "Under", "", previous)


def test_a_line_follows_its_median_in_the_unit_of_the_axis() -> None:
    chart = drawn(shown())
    np.testing.assert_allclose(chart.series[0].fan.p50, [310.4625, 620.925, 1241.85])
    np.testing.assert_allclose(drawn(shown(), unit="TWh/year").series[0].fan.p50, [0.3104625, 0.620925, 1.24185])
    assert chart.y.label == "Electricity, GWh a year"
    assert [tick.text for tick in chart.x.ticks] == ["2025", "2026", "2027"]


def test_an_exact_line_has_no_band_and_the_caption_speaks_of_none() -> None:
    chart = drawn(shown())
    assert chart.series[0].certain
    assert chart.caption == "Logarithmic scale."
    assert chart.readouts[0][0].interval == ""


def test_an_uncertain_line_has_bands_and_the_caption_says_what_they_are() -> None:
    chart = drawn(shown("0.2 to 0.5 Wh/query", "2.5e9 query/day"))
    fan = chart.series[0].fan
    assert (fan.p5 < fan.p25).all()
    assert (fan.p75 < fan.p95).all()
    assert chart.caption.startswith("Lines: median. Bands: half of the draws (dark), 90 % (light).")
    # 0.2 and 0.5 Wh x 2.5e9 x 365.25
    assert chart.readouts[0][0].interval == "90 %: 183 to 457 GWh"


def test_the_axis_holds_every_line_with_its_band() -> None:
    for log in (True, False):
        chart = drawn(shown("0.2 to 0.5 Wh/query", GROWING), shown(name="B", colour=1), log=log)
        assert chart.y.log is log
        for series in chart.series:
            assert np.nanmax(series.fan.p95) <= chart.y.high
            assert np.nanmin(series.fan.p5) >= chart.y.low


def test_scenarios_of_different_years_share_the_axis_and_keep_to_their_own() -> None:
    chart = drawn(shown(), shown(name="Later", colour=1, start=2026, end=2029))
    assert chart.years.tolist() == [2025, 2026, 2027, 2028, 2029]
    assert np.isnan(chart.series[0].fan.p50).tolist() == [False, False, False, True, True]
    assert np.isnan(chart.series[1].fan.p50).tolist() == [True, False, False, False, False]
    assert [row.value for row in chart.readouts[0]] == ["310 GWh", "not in this year"]
    assert [row.value for row in chart.readouts[4]] == ["not in this year", "2.48 TWh"]  # 310.4625 x 2^3


def test_labels_and_words_tell_the_same_amount_in_every_unit() -> None:
    for unit in ("household", "khousehold", "Mhousehold"):
        chart = drawn(shown(), outcome="households", unit=unit)
        # 1,241.85 GWh / 10,791 kWh = 115,082
        assert chart.series[0].end_label == "115,000 homes"
        assert chart.readouts[2][0].value == "115,000 homes"
        assert "28,800 homes in 2025, 115,000 homes in 2027" in chart.alt


def test_costs_are_told_with_their_currency() -> None:
    chart = drawn(shown(), outcome="cost", unit="")
    assert chart.y.label == "Electricity cost, USD a year"
    # 310.4625e6 kWh x 0.146
    assert chart.readouts[0][0].value == "45.3 million USD"
    assert chart.series[0].end_label == "181 million USD"


def test_costs_in_other_money_are_left_out_and_named() -> None:
    dollars = shown()
    euros = shown(name="Europe", colour=1, more={"electricity_price": "0.2 EUR/kWh"})
    chart = drawn(dollars, attrs.evolve(euros, emphasised=True), outcome="cost", unit="")
    assert [series.name for series in chart.series] == ["Europe"]
    assert chart.y.label == "Electricity cost, EUR a year"
    assert chart.caption.endswith("Not drawn, being in other money: Chat.")
    assert [series.name for series in drawn(euros, dollars, outcome="cost", unit="").series] == ["Chat"]


def test_an_outcome_without_its_figure_is_empty_and_says_what_would_fill_it() -> None:
    chart = drawn(shown(more={}), outcome="water", unit="m^3/year")
    assert chart.series == ()
    assert "“Water use”" in chart.alt
    assert all(row == () for row in chart.readouts)


def test_nothing_shown_is_an_empty_chart_that_says_so() -> None:
    chart = drawn()
    assert chart.series == ()
    assert chart.alt == "Nothing to show: switch a scenario on"
    assert chart.y.low < chart.y.high


def test_a_ghost_has_a_line_and_is_not_read_out() -> None:
    chart = drawn(shown(ghost=True, name="before"), shown(emphasised=True))
    assert [(series.ghost, series.emphasised) for series in chart.series] == [(True, False), (False, True)]
    assert len(chart.readouts[0]) == 1
    assert "before" not in chart.alt


def test_a_colour_brings_its_dash() -> None:
    assert [(series.colour, series.dash) for series in drawn(shown(colour=3), shown(name="B", colour=7)).series] == [
        (3, 3),
        (7, 7),
    ]


def test_the_range_stays_while_the_lines_still_fit_it() -> None:
    before = drawn(shown())
    assert drawn(shown("0.4 Wh/query", GROWING), previous=before).y is before.y
    assert drawn(shown("400 Wh/query", GROWING), previous=before).y is not before.y
    assert drawn(shown(), previous=before, unit="TWh/year").y is not before.y
    assert drawn(shown(), previous=before, log=False).y is not before.y


def test_a_line_at_zero_can_be_drawn_on_either_scale() -> None:
    for log in (True, False):
        chart = drawn(shown("0 Wh/query", "2.5e9 query/day"), log=log)
        assert chart.series[0].end_label == "0 kWh"
        assert chart.y.low < chart.y.high


def test_a_scenario_of_one_year_can_be_drawn() -> None:
    chart = drawn(shown(start=2025, end=2025))
    assert chart.years.tolist() == [2025]
    assert chart.x.low < chart.x.high


@pytest.mark.parametrize(
    ("log", "bands", "sources", "words"),
    [
        (True, False, "", "Logarithmic scale."),
        (False, False, "A; own assumptions", "Scale from zero. Sources: A; own assumptions."),
    ],
)
def test_the_caption_says_scale_and_sources(log: bool, bands: bool, sources: str, words: str) -> None:
    assert caption(View(log=log), bands, sources) == words


def test_sources_are_named_once_and_own_assumptions_are_admitted() -> None:
    first = shown(("0.34 Wh/query", {"source": "altman-2025"}), "2.5e9 query/day")
    second = shown(
        ("0.34 Wh/query", {"source": "altman-2025"}), ("9e9 query/day", {"source": "openai-2.5bn-messages-2025"})
    )
    names = source_names([first.result, second.result], evidence())
    assert names == f"{evidence()['altman-2025'].label}; own assumptions"  # 9e9 is not what that source says
    assert source_names([], evidence()) == ""
