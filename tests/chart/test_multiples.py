"""Small multiples: a panel for each line, the same axes in all, and what stands for comparison."""

from __future__ import annotations

import numpy as np
from attrs import evolve

from planner.chart.multiples import MOST_PANELS, lines_of, panels
from planner.chart.spec import Axis, Chart, Fan, ReadoutRow, Series, Tick


def line(name: str, colour: int, **more: bool) -> Series:
    row = np.array([1.0, 2.0])
    return Series(name, colour, colour, Fan(row, row, row, row, row), f"{colour} GWh", **more)


def chart(*series: Series) -> Chart:
    read = [each for each in series if not each.ghost]
    rows = tuple(ReadoutRow(each.name, each.colour, each.dash, each.end_label, "") for each in read)
    years = Axis("Year", 2025, 2026, (Tick(2025, "2025"),))
    y = Axis("Electricity, GWh a year", 0, 10, (Tick(0, "0"), Tick(10, "10")))
    return Chart("All", "", "", "", np.array([2025.0, 2026.0]), years, y, series, (rows, rows))


def test_each_scenario_has_a_panel_in_the_order_of_the_palette_and_all_share_the_axis() -> None:
    # The selected one is drawn last, on top, and still keeps its place among the panels.
    found = panels(chart(line("A", 0), line("C", 2), line("B", 1, emphasised=True)))
    assert [(panel.name, panel.value, panel.emphasised) for panel in found] == [
        *(("A", "0 GWh", False), ("B", "1 GWh", True), ("C", "2 GWh", False)),
    ]
    assert {(panel.chart.y.low, panel.chart.y.high) for panel in found} == {(0, 10)}
    assert [len(panel.chart.series) for panel in found] == [1, 1, 1]
    assert found[1].chart.alt == "B: 1 GWh in 2026."


def test_a_panel_reads_out_its_own_line() -> None:
    found = panels(chart(line("ghost", 3, ghost=True), line("A", 0), line("C", 2), line("B", 1)))
    assert [panel.chart.readouts[1][0].name for panel in found] == ["A", "B", "C"]
    assert [[row.name for row in rows] for rows in found[1].chart.readouts[0:2]] == [["B"], ["B"]]


def test_a_comparison_stands_in_every_panel_but_the_state_before_a_drag_only_where_it_belongs() -> None:
    found = panels(
        chart(line("before", 1, ghost=True), line("World", 0, ghost=True), line("A", 0), line("B", 1, emphasised=True))
    )
    assert [sum(series.ghost for series in panel.chart.series) for panel in found] == [1, 2]
    assert not any(series.name for panel in found for series in panel.chart.series)


def test_there_is_an_end_to_panels_and_the_selected_one_is_among_them() -> None:
    series = [line(f"S{place}", place, emphasised=place == 19) for place in range(20)]
    found = panels(chart(*series))
    assert len(found) == MOST_PANELS
    assert found[-1].name == "S19"
    assert len(lines_of(chart(*series))) == 20


def test_a_panel_is_drawn_anew_only_where_something_changed() -> None:
    one = chart(line("A", 0), line("B", 1))
    before, again = panels(one), panels(evolve(one, title="All, later"))
    assert all(old.shows_the_same(new) for old, new in zip(before, again, strict=True))
    moved = panels(evolve(one, series=(one.series[0], line("B", 1))))
    assert [old.shows_the_same(new) for old, new in zip(before, moved, strict=True)] == [True, False]
