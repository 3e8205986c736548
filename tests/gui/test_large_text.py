"""Text twice as large: what does not fit any more scrolls, and is never cut."""

from __future__ import annotations

import pytest
from hands import Start, scroll_to
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from planner.gui import window_layout
from planner.gui.roomy import fit_into_screen


def test_with_large_text_the_middle_keeps_its_height_and_scrolls(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_layout, "text_scale", lambda: 2.0)
    window = start("chat-and-agents")
    window.resize(QSize(1280, 720))
    assert window.size() == QSize(1280, 720)
    assert window.chart.height() >= 1000
    scroll_to(window.chart.working)
    assert not window.chart.working.visibleRegion().isEmpty()


def test_with_ordinary_text_nothing_scrolls(start: Start) -> None:
    window = start("chat-and-agents")
    assert window.chart.parent() is window.layout_of_panels.splitter


@pytest.mark.parametrize("lines", [3, 80])
def test_a_dialog_higher_than_the_screen_scrolls_and_only_that(qtbot: QtBot, lines: int) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for line in range(lines):
        column.addWidget(QLabel(f"Line {line}"))
    field, buttons = QLineEdit(), QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    column.addWidget(field)
    column.addWidget(buttons)
    fit_into_screen(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert bool(dialog.findChildren(QScrollArea)) == (lines == 80)
    scroll_to(buttons)
    assert not buttons.visibleRegion().isEmpty()
