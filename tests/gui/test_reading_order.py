"""Tab goes as the layouts read, and nothing is kept of a layout that Qt deletes behind Python's back."""

from __future__ import annotations

import gc
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpacerItem, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from planner.gui.widgets.reading_order import put_tabs_in_reading_order


def test_tab_follows_nested_layouts_and_not_the_order_of_making(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    last, second, first, third = (QLineEdit(box) for _place in range(4))
    column, row = QVBoxLayout(box), QHBoxLayout()
    column.addWidget(first)
    column.addLayout(row)
    column.addWidget(last)
    row.addWidget(second)
    row.addWidget(third)
    put_tabs_in_reading_order(box)
    box.show()
    qtbot.waitExposed(box)
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    first.setFocus()
    for before, after in pairwise([first, second, third, last, first]):
        assert before.hasFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert after.hasFocus()


def test_no_item_of_a_layout_is_asked_for(qtbot: QtBot) -> None:
    """Qt deletes an item with its widget and does not tell: what is made at its place next would be taken for it."""
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    for _place in range(3):
        column.addWidget(QLineEdit())
    column.addStretch()
    before = _held()
    put_tabs_in_reading_order(box)
    assert _held() == before


def _held() -> int:
    gc.collect()
    return sum(type(known) in (QWidgetItem, QSpacerItem) for known in gc.get_objects())
