"""The map of two assumptions, as a person asks it: chosen, read, aimed at a target."""

from __future__ import annotations

import pytest
from hands import Start, choose_in_box, click, enter, key
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from test_pages import open_page

from planner.gui.main_window import MainWindow
from planner.gui.widgets.map_plot import MapPlot


def test_the_first_map_is_of_the_two_that_matter_most(window: MainWindow) -> None:
    page = open_page(window, "Map")
    assert page.across.currentText() == "Agents: Energy per agent session"
    assert page.across.currentText() != page.up.currentText()
    assert any(contour.target for contour in page.plot._chart.contours)


def test_a_target_says_what_each_alone_would_have_to_be(start: Start) -> None:
    window = start("openai-average")
    page = open_page(window, "Map")
    enter(page.target, "155.23125 GWh/year")
    # Half of 310.4625 GWh, so half of either: 0.17 Wh or 1.25e9 messages a day.
    assert window.chart.headline.text() == (
        "155 GWh in 2025 needs Energy per message at 0.17 Wh per query, "
        "or Messages at 1.25 billion queries a day, or some of both"
    )
    enter(page.target, "5 km")
    assert "5 km" in page.target.error
    assert page.plot._chart.question.target is None


def test_choosing_what_the_other_has_swaps_the_two(start: Start) -> None:
    window = start("openai-average")
    page = open_page(window, "Map")
    across, up = page.across.currentText(), page.up.currentText()
    choose_in_box(page.across, up)
    assert (page.across.currentText(), page.up.currentText()) == (up, across)
    choose_in_box(page.up, up)
    assert (page.across.currentText(), page.up.currentText()) == (across, up)


def test_the_keys_begin_at_the_scenario_and_are_read_out(start: Start) -> None:
    window = start("openai-average")
    page = open_page(window, "Map")
    page.plot.setFocus()
    assert page.plot.readout == ()
    key(window, Qt.Key.Key_Home)
    # The middle of a map from half to twice of what it is: 0.34 Wh and 2.5e9 a day give 310 GWh.
    assert page.plot.readout == (
        "310 GWh",
        "Energy per message: 0.34 Wh per query",
        "Messages: 2.5 billion queries a day",
    )
    key(window, Qt.Key.Key_Right, times=60)
    assert page.plot.readout[:2] == ("621 GWh", "Energy per message: 0.68 Wh per query")
    key(window, Qt.Key.Key_Down, times=60)
    assert page.plot.readout[0] == "310 GWh"
    key(window, Qt.Key.Key_Escape)
    assert page.plot.readout == ()


def test_the_mouse_reads_the_place_under_it(start: Start) -> None:
    window = start("openai-average")
    page = open_page(window, "Map")
    area = page.plot._area(page.plot._chart)
    QTest.mouseMove(page.plot, area.center().toPoint())
    assert page.plot.readout[0].endswith("GWh")
    assert page.plot.accessibleDescription().startswith("Map of Energy per message (across) and Messages (up), 2025.")


def test_the_rival_stands_on_the_same_map_which_makes_room_for_it(start: Start) -> None:
    window = start("two-claims-apart")
    page = open_page(window, "Map")
    choose_in_box(page.across, "Energy per message")
    present, rival = page.plot._chart.places
    assert (present.present, rival.present) == (True, False)
    assert sorted((present.x, rival.x)) == pytest.approx([0.34, 2.9])
    assert page.plot._chart.x.low < 0.34
    assert page.plot._chart.x.high > 2.9


def test_the_map_follows_an_edit_and_another_scenario(window: MainWindow) -> None:
    page = open_page(window, "Map")
    before = page.plot._chart.places[0]
    click(
        window.scenarios.scenarios.viewport(),
        window.scenarios.scenarios.visualItemRect(window.scenarios.scenarios.item(0)).center(),
    )
    assert page.plot._chart.places[0].name != before.name
    assert page.across.currentText() != page.up.currentText()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_is_a_stronger_tone_in_either_theme(window: MainWindow, theme: str) -> None:
    page = open_page(window, "Map")
    window.actions_by_name[f"theme_{theme}"].trigger()
    plot: MapPlot = page.plot
    tones = plot._tones
    assert tones is not None
    least, most = QColor(tones.pixel(0, tones.height() - 1)), QColor(tones.pixel(tones.width() - 1, 0))
    ground = QColor(plot.theme.ground)
    assert abs(most.lightness() - ground.lightness()) > abs(least.lightness() - ground.lightness())
