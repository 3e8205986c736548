"""The timeline shows what a chart says, in place, and is read with mouse and keyboard alike."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.chart.spec import Axis, Chart, Fan, ReadoutRow, Series, Tick
from planner.gui.theme import DARK, LIGHT
from planner.gui.widgets._label_layout import EDGE, beside, kept_apart, never_decreasing, settled, spread
from planner.gui.widgets._timeline_card import under_heading
from planner.gui.widgets._timeline_frame import Frame, strokes
from planner.gui.widgets.timeline_plot import TimelinePlot

YEARS = np.arange(2025.0, 2036.0)
DECADES = tuple(Tick(10.0**power, f"{10**power:,}") for power in range(1, 6))
LOG = Axis("GWh a year", 10.0, 100_000.0, DECADES, log=True)
LINEAR = Axis("GWh a year", 0.0, 100.0, (Tick(0.0, "0"), Tick(50.0, "50"), Tick(100.0, "100")))
ACROSS = Axis("Year", 2025.0, 2035.0, tuple(Tick(year, f"{year:.0f}") for year in YEARS[::2]))


def fan(start: float, growth: float, spread_by: float = 2.0) -> Fan:
    median = start * growth ** (YEARS - YEARS[0])
    near = spread_by**0.4
    return Fan(median / spread_by, median / near, median, median * near, median * spread_by)


def make_chart(*series: Series, y: Axis = LOG) -> Chart:
    rows = tuple(
        tuple(
            ReadoutRow(each.name, each.colour, each.dash, f"{each.fan.p50[index]:.0f} GWh", "90 %: 1 to 9 GWh")
            for each in series
        )
        for index in range(len(YEARS))
    )
    return Chart("Three scenarios", "", "", "Agents grow fastest.", YEARS, ACROSS, y, series, rows)


CHAT = Series("Chat", 0, 0, fan(200.0, 1.2), "1.1 TWh")
CLAIM = Series("Chat, average claim", 1, 1, fan(350.0, 1.2), "1.8 TWh")
AGENTS = Series("Chat and agents", 2, 2, fan(420.0, 1.6), "52.3 TWh", emphasised=True)
THREE = make_chart(CHAT, CLAIM, AGENTS)


@pytest.fixture
def plot(qtbot: QtBot) -> TimelinePlot:
    made = TimelinePlot()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_chart(THREE)
    made.show()
    QApplication.processEvents()
    return made


def frame_of(plot: TimelinePlot) -> Frame:
    assert plot._picture is not None
    return plot._picture.frame


def hover(plot: TimelinePlot, year: float, y: int = 200) -> None:
    """Move the mouse there. (QTest.mouseMove says nothing where the last test left the mouse in the same place.)"""
    place, no_button = QPointF(round(float(frame_of(plot).across(year))), y), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, no_button, no_button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(plot, move)


def grown(values: NDArray[np.float64]) -> Fan:
    return Fan(values, values, values, values, values)


# The arithmetic of labels


blocks = st.lists(st.tuples(st.floats(-500.0, 1500.0), st.floats(5.0, 60.0)), max_size=12)


@given(blocks)
def test_labels_with_room_never_overlap_nor_leave_the_widget(placed: list[tuple[float, float]]) -> None:
    wanted, heights = [want for want, _ in placed], [height for _, height in placed]
    centres = spread(wanted, heights, 0.0, 1000.0, gap=4.0)
    edges = sorted((centre - height / 2, centre + height / 2) for centre, height in zip(centres, heights, strict=True))
    for (_, bottom), (top, _) in pairwise(edges):
        assert top - bottom >= 4.0 - 1e-6
    for top, bottom in edges:
        assert top >= -1e-6
        assert bottom <= 1000.0 + 1e-6


@given(blocks)
def test_labels_keep_the_order_of_their_lines(placed: list[tuple[float, float]]) -> None:
    wanted, heights = [want for want, _ in placed], [height for _, height in placed]
    centres = spread(wanted, heights, 0.0, 1000.0, gap=4.0)
    order = sorted(range(len(placed)), key=wanted.__getitem__)
    assert order == sorted(order, key=centres.__getitem__)


def test_labels_that_do_not_touch_stay_where_their_lines_end() -> None:
    assert spread([300.0, 100.0], [30.0, 30.0], 0.0, 500.0) == [300.0, 100.0]


def test_two_labels_at_one_place_part_evenly() -> None:
    assert spread([100.0, 100.0], [30.0, 30.0], 0.0, 500.0) == [85.0, 115.0]


def test_labels_without_enough_room_share_it() -> None:
    centres = spread([10.0, 10.0, 10.0], [40.0, 40.0, 40.0], 0.0, 60.0)
    assert centres == pytest.approx([10.0, 30.0, 50.0])


@given(st.lists(st.floats(-1e6, 1e6)))
def test_pooling_never_decreases_and_keeps_the_mean(values: list[float]) -> None:
    pooled = never_decreasing(values)
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(pooled))
    assert sum(pooled) == pytest.approx(sum(values), abs=1e-3)


def test_ticks_too_close_are_left_out_evenly() -> None:
    assert kept_apart([0.0, 10.0, 20.0, 30.0, 40.0], [8.0] * 5, gap=4.0) == [0, 2, 4]
    assert kept_apart([0.0, 50.0], [8.0] * 2, gap=4.0) == [0, 1]
    assert kept_apart([0.0, 1.0], [8.0] * 2, gap=4.0) == [0]
    assert kept_apart([], [], gap=4.0) == []


def test_a_gutter_does_not_jump_with_every_digit() -> None:
    wide = settled(0.0, 101.0)
    assert wide >= 101.0
    assert settled(wide, 95.0) == wide
    assert settled(wide, 60.0) < wide


@given(st.floats(0.0, 420.0), st.floats(0.0, 260.0), st.floats(10.0, 400.0), st.floats(10.0, 240.0))
def test_a_card_is_never_cut_off(x: float, y: float, width: float, height: float) -> None:
    left, top = beside((x, y), (width, height), (420.0, 260.0), 300.0, 16.0)
    assert left >= EDGE
    assert top >= EDGE
    assert left + width <= 420.0 - EDGE
    assert top + height <= 260.0 - EDGE


def test_what_all_intervals_share_is_said_once() -> None:
    assert under_heading(["90 %: 1 to 2 GWh", "", "90 %: 1 to 9 GWh"]) == ("90 %", ["1 to 2 GWh", "", "1 to 9 GWh"])
    assert under_heading(["1 to 2", "3 to 4"]) == ("", ["1 to 2", "3 to 4"])
    assert under_heading(["", ""]) == ("", ["", ""])


# From numbers to pixels


def test_decades_of_a_log_axis_are_equally_far_apart() -> None:
    heights = Frame(QRectF(0, 0, 100, 400), ACROSS, LOG).down([10.0, 100.0, 1000.0, 10_000.0, 100_000.0])
    assert heights.tolist() == pytest.approx([400.0, 300.0, 200.0, 100.0, 0.0])


def test_zero_stands_on_the_floor_of_a_log_axis() -> None:
    assert Frame(QRectF(0, 0, 100, 400), ACROSS, LOG).down([0.0, -5.0]).tolist() == [400.0, 400.0]


def test_a_dashed_line_has_one_running_pattern() -> None:
    line = strokes(np.array([0.0, 7.0, 30.0]), np.array([0.0, 0.0, 0.0]), [4.0, 2.0])
    assert [(piece.x1(), piece.x2()) for piece in line] == [(0, 4), (6, 10), (12, 16), (18, 22), (24, 28)]


def test_a_solid_line_goes_from_point_to_point() -> None:
    line = strokes(np.array([0.0, 7.0, 30.0]), np.array([1.0, 2.0, 3.0]), ())
    assert [(piece.x1(), piece.y2()) for piece in line] == [(0.0, 2.0), (7.0, 3.0)]


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan, np.inf, 1e300])
@pytest.mark.parametrize("axis", [LOG, LINEAR])
def test_odd_numbers_do_not_break_the_drawing(plot: TimelinePlot, value: float, axis: Axis) -> None:
    values = np.where(YEARS == 2030.0, value, 50.0)
    plot.show_chart(make_chart(evolve(CHAT, fan=grown(values)), y=axis))
    hover(plot, 2030.0)
    assert not plot.grab().isNull()


# The widget


def test_pyqtgraph_agrees_where_things_are(plot: TimelinePlot) -> None:
    rect = frame_of(plot).rect
    view = plot._view
    assert view.geometry() == rect
    corner = view.mapSceneToView(rect.topRight())
    assert (corner.x(), corner.y()) == pytest.approx((2035.0, 5.0))


def test_a_new_chart_adds_nothing_to_the_scene(plot: TimelinePlot) -> None:
    before = plot._canvas.scene().items()
    plot.show_chart(make_chart(CHAT, y=LINEAR))
    plot.show_chart(THREE)
    assert plot._canvas.scene().items() == before


def test_the_frame_stays_still_when_a_value_changes(plot: TimelinePlot) -> None:
    before = frame_of(plot).rect
    plot.show_chart(make_chart(CHAT, CLAIM, evolve(AGENTS, end_label="9.8 TWh")))
    assert frame_of(plot).rect == before


def test_hovering_a_year_tells_it_and_shows_its_readout(plot: TimelinePlot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plot.year_hovered) as heard:
        hover(plot, 2030.2)
    assert heard.args == [2030]
    assert plot.readout.startswith("2030, Chat: 498 GWh; 90 %: 1 to 9 GWh.")
    assert plot._overlay.marks is not None
    assert plot._overlay.marks.card is not None
    assert len(plot._overlay.marks.dots) == 3


def test_the_readout_stays_inside_a_small_widget(plot: TimelinePlot) -> None:
    plot.resize(420, 260)
    QApplication.processEvents()
    for year in YEARS:
        for y in (30, 120, 210):
            hover(plot, year, y)
            marks = plot._overlay.marks
            assert marks is not None
            assert marks.card is not None
            assert QRectF(plot.rect()).contains(marks.card.rect(marks.corner))


def test_leaving_puts_the_readout_away(plot: TimelinePlot) -> None:
    hover(plot, 2030.0)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.readout == ""


def test_a_readout_follows_a_new_chart(plot: TimelinePlot) -> None:
    hover(plot, 2030.0)
    plot.show_chart(make_chart(CHAT))
    assert plot.readout == "2030, Chat: 498 GWh; 90 %: 1 to 9 GWh."
    plot.show_chart(evolve(THREE, readouts=()))
    assert plot.readout == ""


def test_a_click_marks_a_year(plot: TimelinePlot, qtbot: QtBot) -> None:
    place = QPoint(round(float(frame_of(plot).across(2028.0))), 100)
    with qtbot.waitSignal(plot.year_selected) as heard:
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == [2028]
    assert plot.marked_year == 2028
    with qtbot.assertNotEmitted(plot.year_selected):
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_keys_move_the_marked_year(plot: TimelinePlot) -> None:
    years: list[int] = []
    plot.year_selected.connect(years.append)
    plot.set_marked_year(2030)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home)
    for key in keys:
        QTest.keyClick(plot, key)
    assert years == [2031, 2030, 2029, 2035, 2025]
    assert plot.readout.startswith("2025, Chat:")
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.readout == ""


def test_marking_from_outside_tells_nobody(plot: TimelinePlot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(plot.year_selected):
        plot.set_marked_year(2031)
    assert plot._overlay.marks is not None
    assert plot._overlay.marks.marked is not None
    assert len(plot._overlay.marks.rings) == 1
    plot.set_marked_year(1999)
    assert plot._overlay.marks.marked is None


def test_the_chart_can_be_reached_and_described_without_seeing_it(plot: TimelinePlot, qtbot: QtBot) -> None:
    assert plot.accessibleName() == "Three scenarios"
    assert plot.accessibleDescription() == "Agents grow fastest."
    assert plot.focusPolicy() == Qt.FocusPolicy.StrongFocus
    with qtbot.waitActive(plot):
        plot.activateWindow()
    plot.clearFocus()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert plot._overlay.marks is not None
    assert plot._overlay.marks.focus is not None


def test_a_chart_without_series_says_what_to_do(plot: TimelinePlot) -> None:
    plot.show_chart(evolve(make_chart(), alt="Nothing to show: switch a scenario on"))
    assert plot._nothing.isVisible()
    assert not plot._canvas.isVisible()
    assert plot._nothing.text() == "Nothing to show: switch a scenario on"
    QTest.keyClick(plot, Qt.Key.Key_Right)
    plot.show_chart(THREE)
    assert plot._canvas.isVisible()


def test_fills_are_smooth_again_at_rest(plot: TimelinePlot, qtbot: QtBot) -> None:
    plot.show_chart(THREE)
    plot.show_chart(THREE)
    assert plot._timeline.quick
    qtbot.waitUntil(lambda: not plot._timeline.quick)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_chart_is_drawn_in_the_colours_of_the_theme(plot: TimelinePlot, theme: object) -> None:
    assert theme in (LIGHT, DARK)
    chosen = LIGHT if theme is LIGHT else DARK
    plot.set_theme(chosen)
    plot.show_chart(make_chart(Series("Sure", 0, 0, grown(np.full(11, 50.0)), "50", certain=True), y=LINEAR))
    picture = plot.grab().toImage()
    rect = frame_of(plot).rect.toRect()
    assert picture.pixelColor(2, plot.height() - 2) == QColor(chosen.ground)
    assert picture.pixelColor(rect.center().x(), rect.top() + rect.height() // 2) == QColor(chosen.series[0])


@pytest.mark.parametrize("size", [(420, 260), (800, 500), (3840, 2160)])
@pytest.mark.parametrize("count", [1, 5, 10])
def test_words_stay_inside_and_labels_apart_at_any_size(plot: TimelinePlot, size: tuple[int, int], count: int) -> None:
    names = [f"A scenario with the very long name number {index}" for index in range(count)]
    series = (evolve(CHAT, name=name, colour=index, fan=fan(200 + index, 1.2)) for index, name in enumerate(names))
    plot.resize(*size)
    plot.show_chart(make_chart(*series))
    QApplication.processEvents()
    assert plot._picture is not None
    rect = frame_of(plot).rect
    for words in plot._picture.words:
        assert 0.0 <= words.point.x() <= size[0]
        assert 8.0 <= words.point.y() <= size[1]
    assert rect.width() >= 0.4 * size[0]
    baselines = sorted({words.point.y() for words in plot._picture.words if words.point.x() > rect.right() + 5.0})
    assert all(below - above >= 12.0 for above, below in pairwise(baselines))


def test_larger_text_takes_more_room(plot: TimelinePlot) -> None:
    before = frame_of(plot).rect
    plot.set_text_size(20)
    after = frame_of(plot).rect
    assert after.width() < before.width()
    assert after.height() < before.height()
