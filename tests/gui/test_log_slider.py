"""The slider as a person meets it: mouse, wheel, keys and assistive technology, offscreen."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.gui.theme import DARK, LIGHT, MARK_CONTRAST, TEXT_CONTRAST, contrast
from planner.gui.widgets._slider_paint import GROOVE_Y, INSET
from planner.gui.widgets._slider_scale import STEPS, Scale
from planner.gui.widgets.log_slider import LogSlider

LEFT = Qt.MouseButton.LeftButton


class Log:
    """Notes what a slider tells, in order."""

    def __init__(self, slider: LogSlider) -> None:
        self.told: list[str | float] = []
        slider.drag_started.connect(self._started)
        slider.dragged.connect(self.told.append)
        slider.drag_finished.connect(self._finished)

    def _started(self) -> None:
        self.told.append("started")

    def _finished(self) -> None:
        self.told.append("finished")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    slider = LogSlider()
    slider.set_range(0.01, 10.0, "0.01", "10 Wh")
    slider.set_value(0.316, (0.2, 0.5))
    layout.addWidget(slider)
    window.resize(340, 100)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


@pytest.fixture
def slider(window: QWidget) -> LogSlider:
    found = window.findChild(LogSlider)
    assert found is not None
    return found


@pytest.fixture
def log(slider: LogSlider) -> Log:
    return Log(slider)


def at(slider: LogSlider, fraction: float) -> QPoint:
    return QPoint(round(INSET + fraction * (slider.width() - 2 * INSET)), GROOVE_Y)


def handle(slider: LogSlider) -> QPoint:
    return QPoint(round(slider.handle_x), GROOVE_Y)


def picture(slider: LogSlider) -> QImage:
    return slider.grab().toImage()


# The scale


@pytest.mark.parametrize(
    ("value", "fraction"), [(0.01, 0), (0.1, 1 / 3), (1.0, 2 / 3), (10, 1), (0.001, 0), (99, 1), (0, 0)]
)
def test_a_decade_takes_the_same_room_everywhere_and_nothing_lies_outside(value: float, fraction: float) -> None:
    assert Scale(0.01, 10, log=True).fraction(value) == pytest.approx(fraction)


@pytest.mark.parametrize("scale", [Scale(0, 50, log=True), Scale(-5, 50, log=True), Scale(10, 50)])
def test_a_scale_that_touches_zero_is_linear(scale: Scale) -> None:
    assert not scale.logarithmic
    assert scale.at(0.5) == pytest.approx((scale.low + scale.high) / 2)


def test_values_have_three_digits_and_the_ends_are_exact() -> None:
    scale = Scale(0.012345, 9.87654, log=True)
    assert scale.at(0.5) == 0.349
    assert (scale.at(-1), scale.at(0), scale.at(1), scale.at(2)) == (0.012345, 0.012345, 9.87654, 9.87654)


@pytest.mark.parametrize(
    "scale",
    [Scale(1, 2, True), Scale(1, 1.05, True), Scale(1000, 1010), Scale(0.01, 1e12, True), Scale(0, 50), Scale(-1, 1)],
)
def test_every_step_of_the_keyboard_reaches_another_value(scale: Scale) -> None:
    value, values = scale.low, [scale.low]
    while value < scale.high and len(values) <= 2 * STEPS:
        value = scale.at(scale.fraction(value) + 1 / STEPS)
        values.append(value)
    assert values == sorted(set(values))
    assert value == scale.high


def test_a_scale_without_extent_is_harmless() -> None:
    assert Scale(3, 3, log=True).fraction(3) == 0
    assert Scale(3, 3, log=True).at(0.7) == 3


# Mouse


def test_setting_range_and_value_tells_nobody(slider: LogSlider, log: Log) -> None:
    slider.set_value(2.0, None)
    slider.set_range(1, 100, "1", "100")
    slider.set_log(False)
    assert log.told == []
    assert slider.amount == 2.0


def test_a_press_on_the_groove_jumps_there(slider: LogSlider, log: Log) -> None:
    QTest.mousePress(slider, LEFT, pos=at(slider, 2 / 3))
    assert log.told == ["started", pytest.approx(1.0, rel=0.02)]
    assert slider.dragging
    QTest.mouseRelease(slider, LEFT, pos=at(slider, 2 / 3))
    assert log.told[-1] == "finished"
    assert not slider.dragging


@pytest.mark.parametrize("off", [-6, 0, 6])
def test_a_press_on_the_handle_does_not_move_it(slider: LogSlider, log: Log, off: int) -> None:
    QTest.mousePress(slider, LEFT, pos=handle(slider) + QPoint(off, 3))
    QTest.mouseRelease(slider, LEFT, pos=handle(slider) + QPoint(off, 3))
    assert log.told == []
    assert slider.amount == 0.316


def test_the_handle_moves_by_as_much_as_the_mouse(slider: LogSlider, log: Log) -> None:
    start, before = handle(slider) + QPoint(5, 0), slider.handle_x
    QTest.mousePress(slider, LEFT, pos=start)
    QTest.mouseMove(slider, start + QPoint(20, 0))
    QTest.mouseMove(slider, start + QPoint(40, 30))
    assert slider.handle_x == pytest.approx(before + 40, abs=0.5)
    QTest.mouseRelease(slider, LEFT, pos=start + QPoint(40, 30))
    assert [log.told[0], log.told[-1]] == ["started", "finished"]
    values = [value for value in log.told if isinstance(value, float)]
    assert len(values) == 2
    assert values == sorted(values)
    assert all(value == float(f"{value:.3g}") for value in values)


def test_a_drag_far_outside_stops_at_the_ends(slider: LogSlider, log: Log) -> None:
    QTest.mousePress(slider, LEFT, pos=handle(slider))
    QTest.mouseMove(slider, QPoint(5000, 0))
    QTest.mouseMove(slider, QPoint(-5000, 0))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(-5000, 0))
    assert log.told == ["started", 10.0, 0.01, "finished"]


def test_a_value_set_during_a_drag_is_shown_and_the_drag_goes_on(slider: LogSlider, log: Log) -> None:
    start = handle(slider)
    QTest.mousePress(slider, LEFT, pos=start)
    QTest.mouseMove(slider, start + QPoint(10, 0))
    slider.set_value(slider.amount * 1.0004, (0.1, 1.0))
    QTest.mouseMove(slider, start + QPoint(20, 0))
    QTest.mouseRelease(slider, LEFT, pos=start + QPoint(20, 0))
    assert [type(each) for each in log.told] == [str, float, float, str]


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_do_nothing(slider: LogSlider, log: Log, button: Qt.MouseButton) -> None:
    QTest.mouseClick(slider, button, pos=at(slider, 0.9))
    assert log.told == []


def test_a_click_on_the_words_does_nothing(slider: LogSlider, log: Log) -> None:
    QTest.mouseClick(slider, LEFT, pos=QPoint(5, slider.height() - 3))
    assert log.told == []


def test_a_slider_that_vanishes_or_is_switched_off_ends_its_drag(slider: LogSlider, log: Log) -> None:
    for end in (slider.hide, lambda: slider.setEnabled(False)):
        slider.show()
        QTest.mousePress(slider, LEFT, pos=at(slider, 0.9))
        end()
        assert log.told[-1] == "finished"
        assert not slider.dragging
        slider.set_value(0.316, None)


# Values beyond an end


@pytest.mark.parametrize(
    ("value", "outwards", "inwards"),
    [(0.001, Qt.Key.Key_Left, Qt.Key.Key_Right), (50.0, Qt.Key.Key_Right, Qt.Key.Key_Left)],
)
def test_a_clipped_value_stays_until_it_is_moved_inwards(
    slider: LogSlider, log: Log, value: float, outwards: Qt.Key, inwards: Qt.Key
) -> None:
    slider.set_value(value, None)
    QTest.keyClick(slider, outwards)
    QTest.mouseClick(slider, LEFT, pos=handle(slider))
    assert log.told == []
    assert slider.amount == value
    QTest.keyClick(slider, inwards)
    assert 0.01 < slider.amount < 10


def test_a_clipped_value_looks_different_from_one_at_the_end(slider: LogSlider) -> None:
    slider.set_value(10.0, None)
    at_end = picture(slider)
    slider.set_value(50.0, None)
    assert picture(slider) != at_end


# Keys and wheel


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        (Qt.Key.Key_Left, -1),
        (Qt.Key.Key_Down, -1),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageUp, 10),
        (Qt.Key.Key_PageDown, -10),
    ],
)
def test_a_key_steps_along_the_scale_as_one_movement(slider: LogSlider, log: Log, key: Qt.Key, steps: int) -> None:
    QTest.keyClick(slider, key)
    assert log.told == ["started", pytest.approx(0.316 * 1000 ** (steps / 100), rel=0.01), "finished"]


def test_home_and_end_reach_the_ends_and_no_further(slider: LogSlider, log: Log) -> None:
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Home):
        QTest.keyClick(slider, key)
    assert log.told == ["started", 10.0, "finished", "started", 0.01, "finished"]


def scroll(slider: LogSlider, angle: int) -> bool:
    """Turn the wheel over a slider; returns whether it took the event."""
    middle = QPointF(slider.rect().center())
    event = QWheelEvent(
        middle,
        slider.mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    return event.isAccepted()


def test_the_wheel_scrolls_the_panel_until_the_slider_has_focus(slider: LogSlider, log: Log, qtbot: QtBot) -> None:
    assert not scroll(slider, 120)
    assert log.told == []
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    assert scroll(slider, 120)
    assert log.told == ["started", pytest.approx(0.339, abs=0.001), "finished"]


def test_a_fine_wheel_adds_up_to_notches(slider: LogSlider, log: Log, qtbot: QtBot) -> None:
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    for _turn in range(3):
        scroll(slider, -40)
    assert len([each for each in log.told if isinstance(each, float)]) == 1


# Assistive technology


def test_it_is_a_slider_with_name_value_and_words(slider: LogSlider) -> None:
    slider.setAccessibleName("Energy per query")
    slider.set_value_text("0.316 Wh per query")
    interface = QAccessible.queryAccessibleInterface(slider)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Energy per query"
    assert interface.text(QAccessible.Text.Description) == "0.316 Wh per query, on a scale from 0.01 to 10 Wh"
    value = interface.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (0, 50, 100)


def test_assistive_technology_sets_the_value_like_a_person(slider: LogSlider, log: Log) -> None:
    interface = QAccessible.queryAccessibleInterface(slider)
    interface.valueInterface().setCurrentValue(100)
    assert log.told == ["started", 10.0, "finished"]
    assert slider.amount == 10.0


# The picture


def test_focus_by_keyboard_is_seen_and_focus_by_mouse_is_not(slider: LogSlider, qtbot: QtBot) -> None:
    without = picture(slider)
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(slider.hasFocus)
    assert picture(slider) != without
    slider.clearFocus()
    slider.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(slider.hasFocus)
    assert picture(slider) == without
    QTest.keyClick(slider, Qt.Key.Key_End)
    slider.set_value(0.316, (0.2, 0.5))
    assert picture(slider) != without


def test_both_themes_are_drawn_in_their_colours(slider: LogSlider) -> None:
    middle = at(slider, Scale(0.01, 10, log=True).fraction(0.25))
    for theme in (LIGHT, DARK):
        slider.set_theme(theme)
        assert picture(slider).pixelColor(middle).name().upper() == theme.accent
        assert contrast(theme.accent, theme.line) >= MARK_CONTRAST
        assert contrast(theme.quiet, theme.panel) >= TEXT_CONTRAST


def test_an_interval_off_the_scale_draws_no_bar(slider: LogSlider) -> None:
    slider.set_value(0.316, None)
    without = picture(slider)
    for interval in ((1e-6, 1e-5), (1e5, 1e6)):
        slider.set_value(0.316, interval)
        assert picture(slider) == without


def test_room_for_words_is_kept_only_where_there_are_any_and_grows_with_the_text(slider: LogSlider) -> None:
    with_words = slider.sizeHint().height()
    font = QFont(slider.font())
    font.setPixelSize(26)
    slider.setFont(font)
    assert slider.sizeHint().height() > with_words
    slider.set_range(1, 2, "", "")
    assert slider.sizeHint().height() < with_words
    assert slider.minimumSizeHint().width() == 160


def test_painting_takes_less_than_a_millisecond(slider: LogSlider) -> None:
    image = QImage(slider.size() * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    slider.render(image)
    seconds = []
    for _paint in range(20):
        start = time.perf_counter()
        slider.render(image)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.001
