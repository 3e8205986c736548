"""The dialog for a driver's movement: what it starts with, what it refuses, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.gui.dialogs._movement_fields import CompoundPage, LogisticPage, usual_ceiling
from planner.gui.dialogs._path_preview import heights, is_log, medians
from planner.gui.dialogs._points_page import PointsPage
from planner.gui.dialogs.trajectory_dialog import KINDS, TrajectoryDialog
from planner.gui.theme import DARK, LIGHT
from planner.gui.widgets.quantity_edit import CHECK_AFTER_MS, QuantityEdit
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory

parse = Estimate.parse
QUERIES = Driver("queries", "Queries", parse("2.5 billion query/day"))
COMPOUND = Compound(parse("25 to 45 %/year"))
LOGISTIC = Logistic(parse("10 to 40 billion query/day"), parse("30 %/year"))
POINTS = Points(((2025, parse("1e9 query/day")), (2030, parse("2e9 query/day")), (2035, parse("4e9 query/day"))))
CONSTANT_KIND, COMPOUND_KIND, LOGISTIC_KIND, POINTS_KIND = range(4)

Open = Callable[..., TrajectoryDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Open:
    def opened(
        trajectory: Trajectory | None = None, as_of: int | None = None, value: str = "", power: int = 1
    ) -> TrajectoryDialog:
        driver = Driver(
            "queries",
            "Queries",
            parse(value or QUERIES.value.text),
            power,
            trajectory or Constant(),
            as_of=as_of,
        )
        dialog = TrajectoryDialog(driver, 2025, 2035, LIGHT, None)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opened


def retype(field: QuantityEdit, text: str) -> None:
    field.line_edit.setFocus()
    field.line_edit.selectAll()
    QTest.keyClicks(field.line_edit, text)


def compound(dialog: TrajectoryDialog) -> CompoundPage:
    assert isinstance(dialog.page, CompoundPage)
    return dialog.page


def logistic(dialog: TrajectoryDialog) -> LogisticPage:
    assert isinstance(dialog.page, LogisticPage)
    return dialog.page


def points(dialog: TrajectoryDialog) -> PointsPage:
    assert isinstance(dialog.page, PointsPage)
    return dialog.page


# What it starts with


@pytest.mark.parametrize("as_of", [None, 2027])
@pytest.mark.parametrize("trajectory", [Constant(), COMPOUND, LOGISTIC, POINTS])
def test_a_driver_comes_back_as_it_was_when_nothing_is_changed(
    open_dialog: Open, trajectory: Trajectory, as_of: int | None
) -> None:
    dialog = open_dialog(trajectory, as_of)
    assert dialog.driver() == Driver("queries", "Queries", QUERIES.value, trajectory=trajectory, as_of=as_of)
    assert dialog.ok.isEnabled()
    assert dialog.problem.text() == ""
    assert type(trajectory) is KINDS[dialog.kinds.checkedId()][0]


def test_other_kinds_begin_with_what_is_usual(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.kinds.button(COMPOUND_KIND).click()
    assert dialog.driver().trajectory == Compound(parse("20 %/year"))
    dialog.kinds.button(LOGISTIC_KIND).click()
    assert dialog.driver().trajectory == Logistic(parse("25 billion query/day"), parse("30 %/year"))
    dialog.kinds.button(POINTS_KIND).click()
    assert dialog.driver().trajectory == Points(((2025, QUERIES.value), (2035, QUERIES.value)))
    dialog.kinds.button(CONSTANT_KIND).click()
    assert dialog.driver().trajectory == Constant()


@pytest.mark.parametrize(
    ("value", "ceiling"),
    [
        ("0.34 Wh/query", "3.4 Wh/query"),
        ("0.2 to 0.5 Wh/query", "2 to 5 Wh/query"),
        ("normal(0.3, 0.1) Wh/query", "3 Wh/query"),
        ("0 Wh/query", "10 Wh/query"),
        ("-1 to 5 Wh/query", "20 Wh/query"),
    ],
)
def test_the_usual_ceiling_is_ten_times_any_value(value: str, ceiling: str) -> None:
    assert usual_ceiling(parse(value)).text == ceiling


def test_the_usual_ceiling_of_the_largest_value_there_is_is_that_value() -> None:
    assert usual_ceiling(parse("1e60 Wh/query")).text == "1e60 Wh/query"


def test_what_was_typed_for_a_kind_is_still_there_after_a_look_at_another(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    retype(compound(dialog).rate, "7 %/year")
    dialog.kinds.button(LOGISTIC_KIND).click()
    dialog.kinds.button(COMPOUND_KIND).click()
    assert dialog.driver().trajectory == Compound(parse("7 %/year"))


# Typing


def test_a_rate_is_taken_over_as_it_is_typed(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    retype(compound(dialog).rate, "-10 %/year")
    assert dialog.driver().trajectory == Compound(parse("-10 %/year"))
    assert dialog.preview.last.text() == "2035: 872 million queries a day"


def test_a_refused_rate_switches_ok_off_and_is_explained_after_a_pause(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(COMPOUND)
    retype(compound(dialog).rate, "20 percent")
    assert not dialog.ok.isEnabled()
    assert "is not a rate; write it like 20 %/year" in dialog.ok.toolTip()
    assert (compound(dialog).rate.error, dialog.problem.text()) == ("", "")
    qtbot.waitUntil(lambda: compound(dialog).rate.error != "", timeout=5 * CHECK_AFTER_MS)
    assert dialog.problem.text() == "", "the field says it already"
    QTest.keyClicks(compound(dialog).rate.line_edit, "/year")
    assert dialog.ok.isEnabled()
    assert compound(dialog).rate.error == ""
    assert dialog.driver().trajectory == Compound(parse("20 percent/year"))


def test_return_does_not_accept_what_is_refused(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    retype(compound(dialog).rate, "fast")
    QTest.keyClick(compound(dialog).rate.line_edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "does not begin with a number" in compound(dialog).rate.error


def test_return_accepts_what_is_in_order(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    retype(compound(dialog).rate, "5 %/year")
    QTest.keyClick(compound(dialog).rate.line_edit, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.driver().trajectory == Compound(parse("5 %/year"))


def test_escape_mends_the_field_first_and_leaves_the_dialog_second(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    field = compound(dialog).rate
    retype(field, "fast")
    QTest.keyClick(field.line_edit, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.ok.isEnabled()
    assert dialog.driver().trajectory == COMPOUND
    QTest.keyClick(field.line_edit, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_ceiling_of_another_dimension_is_refused_at_its_field(open_dialog: Open) -> None:
    dialog = open_dialog(LOGISTIC)
    retype(logistic(dialog).ceiling, "10 kWh")
    dialog.say_problem()
    assert "energy" in logistic(dialog).ceiling.error
    assert logistic(dialog).rate.error == ""
    assert not dialog.ok.isEnabled()


def test_a_fault_that_no_field_has_is_said_below(open_dialog: Open) -> None:
    dialog = open_dialog(value="0 query/day")
    dialog.kinds.button(LOGISTIC_KIND).click()
    assert not dialog.ok.isEnabled()
    assert dialog.problem.text() == "a logistic path must start above zero; “0 query/day” is not"
    assert dialog.problem.isVisible()
    dialog.kinds.button(CONSTANT_KIND).click()
    assert dialog.problem.text() == ""
    assert dialog.ok.isEnabled()


# Given years


def test_a_year_is_added_after_the_last_and_taken_away_again(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS)
    page = points(dialog)
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert [row.year.value() for row in page.rows] == [2025, 2030, 2035, 2036]
    assert page.rows[-1].year.hasFocus()
    assert dialog.driver().trajectory == Points((*POINTS.values, (2036, parse("4e9 query/day"))))
    QTest.mouseClick(page.rows[0].remove, Qt.MouseButton.LeftButton)
    trajectory = dialog.driver().trajectory
    assert isinstance(trajectory, Points)
    assert [year for year, _value in trajectory.values] == [2030, 2035, 2036]
    assert page.rows[0].year.hasFocus()


def test_the_order_of_the_rows_does_not_matter(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS)
    points(dialog).rows[0].year.setValue(2033)
    trajectory = dialog.driver().trajectory
    assert isinstance(trajectory, Points)
    assert [year for year, _value in trajectory.values] == [2030, 2033, 2035]


def test_a_year_given_twice_is_refused(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS)
    points(dialog).rows[0].year.setValue(2030)
    dialog.say_problem()
    assert dialog.problem.text() == "2030 stands here more than once; give each year one value"
    assert not dialog.ok.isEnabled()
    assert dialog.driver().trajectory == POINTS


def test_the_last_year_cannot_be_taken_away(open_dialog: Open) -> None:
    dialog = open_dialog(Points(((2030, QUERIES.value),)))
    assert not points(dialog).rows[0].remove.isEnabled()
    points(dialog).add_year()
    assert points(dialog).rows[0].remove.isEnabled()


def test_a_point_that_would_divide_by_zero_is_refused_at_its_field(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS, power=-1)
    retype(points(dialog).rows[1].value, "0 query/day")
    dialog.say_problem()
    assert "could be zero" in points(dialog).rows[1].value.error
    assert not dialog.ok.isEnabled()


# The year of the value


def test_the_year_of_the_value_begins_with_the_first_year(open_dialog: Open) -> None:
    dialog = open_dialog(COMPOUND)
    assert not dialog.dated.isChecked()
    assert not dialog.year.isEnabled()
    assert dialog.year.value() == 2025
    dialog.dated.click()
    assert dialog.year.isEnabled()
    assert dialog.driver().as_of == 2025
    dialog.year.setValue(2020)
    assert dialog.driver().as_of == 2020
    dialog.dated.click()
    assert dialog.driver().as_of is None


def test_points_need_no_year_of_the_value(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS, as_of=2020)
    assert not dialog.dated.isEnabled()
    assert not dialog.year.isEnabled()
    assert dialog.driver().as_of == 2020


# The preview


def test_the_preview_tells_both_ends_in_words(open_dialog: Open) -> None:
    dialog = open_dialog(Compound(parse("100 %/year")))
    preview = dialog.preview
    assert preview.first.text() == "2025: 2.5 billion queries a day"
    assert preview.last.text() == "2035: 2.56 trillion queries a day"
    assert preview.scale.text() == "logarithmic scale"
    interface = QAccessible.queryAccessibleInterface(preview.sparkline)
    assert interface.text(QAccessible.Text.Name) == "The path over the years"
    assert "2035: 2.56 trillion queries a day" in interface.text(QAccessible.Text.Description)


def test_growth_beyond_all_numbers_is_said_and_not_drawn(open_dialog: Open) -> None:
    dialog = open_dialog(Compound(parse("1e50 %/year")))
    assert medians(dialog.driver(), 2025, 2035) == []
    assert dialog.preview.first.text() == "It grows beyond what can be drawn"


@pytest.mark.parametrize(
    ("values", "log", "expected"),
    [
        ([1.0, 10.0], False, [0.1, 1.0]),
        ([1.0, 10.0, 100.0], True, [0.0, 0.5, 1.0]),
        ([0.0, 5.0], False, [0.0, 1.0]),
        ([0.0, 0.0], False, [0.0, 0.0]),
        ([], False, []),
    ],
)
def test_what_differs_more_than_tenfold_is_drawn_logarithmically(
    values: list[float], log: bool, expected: list[float]
) -> None:
    assert is_log(values) is log
    assert heights(values) == pytest.approx(expected)


def test_both_themes_draw_the_line_in_their_accent(qtbot: QtBot) -> None:
    for theme in (LIGHT, DARK):
        dialog = TrajectoryDialog(QUERIES, 2025, 2035, theme, None)
        qtbot.addWidget(dialog)
        dialog.show()
        image = dialog.preview.sparkline.grab().toImage()
        assert image.pixelColor(image.width() // 2, 6).name().upper() == theme.accent


# Keyboard and assistive technology


def test_every_control_can_be_reached_by_tab_and_has_a_name(open_dialog: Open) -> None:
    dialog = open_dialog(POINTS)
    seen: list[QWidget] = []
    focus = dialog.focusWidget()
    while focus is not None and focus not in seen:
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = dialog.focusWidget()
    rows = points(dialog).rows
    wanted = [dialog.ok, points(dialog).add, *(row.year for row in rows), *(row.value.line_edit for row in rows)]
    assert all(widget in seen for widget in wanted)
    names = [QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) for widget in seen]
    assert all(names), names
    assert "Value in 2030" in names
    assert "Remove 2030" in names


def test_the_kinds_are_radio_buttons_with_a_sentence_each(open_dialog: Open) -> None:
    dialog = open_dialog()
    interface = QAccessible.queryAccessibleInterface(dialog.kinds.button(COMPOUND_KIND))
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "Grows or shrinks"
    assert interface.text(QAccessible.Text.Description) == "By the same percentage every year."


def test_arrow_keys_choose_the_kind(open_dialog: Open) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog.kinds.button(CONSTANT_KIND), Qt.Key.Key_Down)
    assert dialog.driver().trajectory == Compound(parse("20 %/year"))


def test_a_mnemonic_goes_to_the_field_of_its_label(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(LOGISTIC)
    QTest.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(logistic(dialog).rate.line_edit.hasFocus)


def test_nothing_is_cut(open_dialog: Open) -> None:
    dialog = open_dialog(LOGISTIC)
    retype(logistic(dialog).ceiling, "ten")
    retype(logistic(dialog).rate, "fast")
    dialog.say_problem()
    for label in (logistic(dialog).ceiling.sentence, logistic(dialog).rate.sentence):
        assert label.isVisible()
        assert label.height() >= label.heightForWidth(label.width())
