"""More than four scenarios: small charts side by side, with a way back to one."""

from __future__ import annotations

from hands import click, key, tick
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from planner.gui.main_window import MainWindow
from planner.model.editing import duplicate_scenario


def show(window: MainWindow, count: int) -> None:
    """Duplicate the last scenario until there are ``count``."""
    workspace = window.document.workspace
    while len(workspace.scenarios) < count:
        workspace = duplicate_scenario(workspace, len(workspace.scenarios) - 1)
    window.document.edit((), workspace, "Duplicate")


def test_the_fifth_scenario_makes_small_charts_with_one_axis(window: MainWindow) -> None:
    stage = window.chart.timeline
    show(window, 4)
    assert not stage.shows_many
    assert not stage.one_chart.isVisible()
    show(window, 5)
    assert stage.shows_many
    assert stage.one_chart.isVisible()
    assert len(stage.small) == 5
    assert all(each.isVisible() and each.plot.isVisible() for each in stage.small)
    charts = [each.plot._chart for each in stage.small]
    assert len({(chart.y.low, chart.y.high) for chart in charts if chart is not None}) == 1
    names = {scenario.name for scenario in window.document.workspace.scenarios}
    assert {each.title.accessibleName() for each in stage.small} == names


def test_each_title_has_the_colour_of_its_line(window: MainWindow) -> None:
    show(window, 5)
    theme = window.chart.timeline.plot._theme
    for place, each in enumerate(window.chart.timeline.small):
        colour = each.title.palette().color(QPalette.ColorRole.WindowText)
        assert colour.name().upper() == theme.series_text(place).upper()


def test_one_chart_is_a_click_away_and_so_is_the_way_back(window: MainWindow) -> None:
    show(window, 5)
    stage = window.chart.timeline
    click(stage.one_chart)
    assert not stage.shows_many
    assert stage.plot.isVisible()
    assert stage.plot._chart is not None
    assert len(stage.plot._chart.series) == 5
    click(stage.one_chart)
    assert stage.shows_many


def test_hiding_one_goes_back_to_one_chart(window: MainWindow) -> None:
    show(window, 5)
    stage = window.chart.timeline
    assert stage.shows_many
    tick(window.scenarios.scenarios, 0)
    assert not stage.shows_many
    assert not stage.one_chart.isVisible()
    assert stage.plot._chart is not None
    # The baseline that was switched off stays as a thin line to compare with.
    assert [series.ghost for series in stage.plot._chart.series].count(False) == 4


def test_a_year_marked_in_one_is_marked_in_all(window: MainWindow) -> None:
    show(window, 5)
    small = window.chart.timeline.small
    assert {each.plot.marked_year for each in small} == {2030}
    small[1].plot.setFocus()
    key(window, Qt.Key.Key_Right)
    assert {each.plot.marked_year for each in small} == {2031}
    assert "2031" in window.chart.headline.text()


def test_only_the_scenario_that_changed_is_drawn_anew(window: MainWindow) -> None:
    show(window, 5)
    small = window.chart.timeline.small
    before = [each.plot._chart for each in small]
    selected = window.document.selection
    driver = window.document.workspace.scenarios[selected].workloads[0].drivers[0]
    window.document.edit(
        ("scenarios", selected, "workloads", 0, "drivers", 0, "value"), driver.value.scaled(1.01), "Scale"
    )
    changed = [each.plot._chart is not old for each, old in zip(small, before, strict=True)]
    assert changed == [place == selected for place in range(5)]
