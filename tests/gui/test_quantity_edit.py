"""The value field as a person types in it: checked after a pause, committed or refused, and mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.gui.widgets.quantity_edit import CHECK_AFTER_MS, EXAMPLES, QuantityEdit
from planner.model.estimate import Estimate

GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


class Window(QWidget):
    """A value field above another field."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QuantityEdit()
        self.edit.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.edit.set_text("0.34 Wh/query")
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.edit)
        layout.addWidget(self.other)
        self.committed: list[str] = []
        self.edit.committed.connect(self.committed.append)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.edit.setFocus()
    qtbot.waitUntil(window.edit.line_edit.hasFocus)
    return window


def type_over(window: Window, text: str) -> None:
    window.edit.line_edit.selectAll()
    QTest.keyClicks(window.edit.line_edit, text)


def press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window.edit.line_edit, key)


def field_is_marked(window: Window) -> bool:
    return window.edit.line_edit.property("error") == "true"


def test_return_commits_what_was_typed_once(window: Window) -> None:
    type_over(window, "0.5 Wh/query")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)
    window.other.setFocus()
    assert window.committed == ["0.5 Wh/query"]


def test_leaving_the_field_commits(window: Window) -> None:
    type_over(window, "0.5 Wh/query")
    QTest.keyClick(window.edit.line_edit, Qt.Key.Key_Tab)
    assert window.committed == ["0.5 Wh/query"]


def test_a_menu_or_another_window_in_front_commits_nothing(window: Window) -> None:
    type_over(window, "0.5 Wh/query")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        QApplication.sendEvent(window.edit.line_edit, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert window.committed == []


def test_unchanged_text_is_not_committed(window: Window) -> None:
    type_over(window, " 0.34 Wh/query ")
    press(window, Qt.Key.Key_Return)
    window.other.setFocus()
    assert window.committed == []
    assert window.edit.line_edit.text() == "0.34 Wh/query"


def test_setting_a_text_tells_nobody(window: Window) -> None:
    window.edit.set_text("2 Wh/query")
    assert window.edit.text() == "2 Wh/query"
    window.other.setFocus()
    assert window.committed == []


def test_half_typed_text_is_not_scolded_until_a_pause(window: Window, qtbot: QtBot) -> None:
    type_over(window, "0.34 Wh/quer")
    assert window.edit.error == ""
    assert not field_is_marked(window)
    qtbot.waitUntil(lambda: window.edit.error != "", timeout=5 * CHECK_AFTER_MS)
    assert field_is_marked(window)
    assert window.committed == []


def test_a_complaint_goes_as_soon_as_it_is_met(window: Window) -> None:
    type_over(window, "0.34 Wh/quer")
    window.edit.check_now()
    assert "“quer” is not a known unit" in window.edit.error
    QTest.keyClicks(window.edit.line_edit, "y")
    assert window.edit.error == ""
    assert not field_is_marked(window)


def test_wrong_text_is_kept_with_its_reason_and_not_committed(window: Window) -> None:
    type_over(window, "lots")
    press(window, Qt.Key.Key_Return)
    window.other.setFocus()
    assert window.committed == []
    assert window.edit.text() == "lots"
    assert "does not begin with a number" in window.edit.error


def test_escape_brings_the_last_good_text_back(window: Window) -> None:
    type_over(window, "lots")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Escape)
    assert window.edit.text() == "0.34 Wh/query"
    assert window.edit.error == ""
    assert not field_is_marked(window)


def test_every_change_by_hand_is_told_with_its_canonical_text(window: Window) -> None:
    told: list[str] = []
    window.edit.edited.connect(told.append)
    type_over(window, "12")
    press(window, Qt.Key.Key_Escape)
    window.edit.set_text("3 Wh/query")
    assert told == ["1", "12", "0.34 Wh/query"]


def test_escape_is_left_to_the_dialog_when_there_is_nothing_to_bring_back(window: Window) -> None:
    seen: list[int] = []
    window.keyPressEvent = lambda event: seen.append(event.key())  # type: ignore[method-assign,assignment]
    type_over(window, "1 Wh")
    press(window, Qt.Key.Key_Escape)
    assert seen == []
    press(window, Qt.Key.Key_Escape)
    assert seen == [Qt.Key.Key_Escape]


def test_whoever_listens_can_refuse(window: Window) -> None:
    def refuse(text: str) -> None:
        window.edit.show_error("It divides and could be zero")

    window.edit.committed.connect(refuse)
    type_over(window, "0 Wh/query")
    press(window, Qt.Key.Key_Return)
    assert window.edit.error == "It divides and could be zero"
    assert window.edit.text() == "0 Wh/query"
    window.other.setFocus()
    assert window.committed == ["0 Wh/query"], "leaving the field must not ask again"
    window.edit.setFocus()
    press(window, Qt.Key.Key_Return)
    assert window.committed == ["0 Wh/query"] * 2
    press(window, Qt.Key.Key_Escape)
    assert window.edit.text() == "0.34 Wh/query"


def test_what_is_being_typed_outlives_a_change_from_elsewhere(window: Window) -> None:
    type_over(window, "0.5 W")
    window.edit.set_text("0.4 Wh/query")
    assert window.edit.text() == "0.5 W"
    press(window, Qt.Key.Key_Escape)
    assert window.edit.text() == "0.4 Wh/query"


def test_force_replaces_what_is_being_typed(window: Window) -> None:
    type_over(window, "0.5 W")
    window.edit.set_text("0.4 Wh/query", force=True)
    assert window.edit.text() == "0.4 Wh/query"


def test_a_refused_text_outlives_other_edits_but_not_a_new_value(window: Window) -> None:
    type_over(window, "lots")
    window.other.setFocus()
    window.edit.set_text("0.34 Wh/query")
    assert window.edit.text() == "lots"
    assert window.edit.error
    window.edit.set_text("0.4 Wh/query")
    assert window.edit.text() == "0.4 Wh/query"
    assert window.edit.error == ""


def test_a_check_of_ones_own_can_be_given(qtbot: QtBot) -> None:
    edit = QuantityEdit(lambda text: "" if text == "yes" else "Say yes")
    qtbot.addWidget(edit)
    QTest.keyClicks(edit.line_edit, "no")
    edit.commit()
    assert edit.error == "Say yes"


def test_a_decimal_comma_is_shown_and_read_where_people_write_one(window: Window) -> None:
    window.edit.setLocale(GERMAN)
    window.edit.set_text("uniform(0.2, 0.5) Wh/query")
    assert window.edit.line_edit.text() == "uniform(0,2; 0,5) Wh/query"
    type_over(window, "1.000,5 Wh/query")
    press(window, Qt.Key.Key_Return)
    assert window.committed == ["1000.5 Wh/query"]
    assert window.edit.line_edit.text() == "1000,5 Wh/query"


def test_a_refusal_quotes_what_was_typed_where_people_write_a_decimal_comma(window: Window) -> None:
    window.edit.setLocale(GERMAN)
    type_over(window, "1.000,5 to 0,2 Wh/query")
    press(window, Qt.Key.Key_Return)
    assert window.edit.error.startswith("“1.000,5 to 0,2 Wh/query”: the low end is above the high end")
    type_over(window, "viel")
    press(window, Qt.Key.Key_Return)
    assert (
        "write it like 0,34 Wh/query, 0,2 to 0,5 Wh/query or triangular(0,06; 0,3; 1,2) Wh/query" in window.edit.error
    )


def test_a_change_of_locale_writes_the_number_anew(window: Window) -> None:
    window.edit.setLocale(GERMAN)
    window.other.setFocus()
    assert window.edit.line_edit.text() == "0,34 Wh/query"
    assert window.edit.text() == "0.34 Wh/query"
    assert "0,2 to 0,5 Wh/query" in window.edit.line_edit.toolTip()
    assert window.committed == []


def test_every_example_of_the_tooltip_is_in_the_grammar(window: Window) -> None:
    for example, _meaning in EXAMPLES:
        Estimate.parse(example)
        assert example in window.edit.line_edit.toolTip()


def test_assistive_technology_reads_name_value_and_reason(window: Window) -> None:
    window.edit.setAccessibleName("Energy per query")
    type_over(window, "lots")
    press(window, Qt.Key.Key_Return)
    interface = QAccessible.queryAccessibleInterface(window.edit.line_edit)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Energy per query"
    assert interface.text(QAccessible.Text.Value) == "lots"
    assert interface.text(QAccessible.Text.Description) == window.edit.error


def test_a_long_reason_is_never_cut(window: Window, qtbot: QtBot) -> None:
    window.resize(220, 120)
    window.edit.show_error("This sentence is so long that it takes several lines in a narrow panel, and all are shown")
    label = window.edit.sentence
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert label.height() > 2 * label.fontMetrics().height()
    tall = label.height()
    window.resize(900, 120)
    qtbot.waitUntil(lambda: label.height() < tall)
    window.edit.clear_error()
    assert label.minimumHeight() == 0
