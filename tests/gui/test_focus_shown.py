"""The ring around what has the focus comes and goes with it, also when the widget is deleted under it."""

from __future__ import annotations

from hands import bring_to_front
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout
from random_hands import forget

from planner.gui.focus_shown import _Ring
from planner.gui.main_window import MainWindow


def test_a_dialog_is_deleted_while_a_part_of_it_has_the_ring(window: MainWindow) -> None:
    bring_to_front(window)
    dialog = QDialog(window)
    area = QScrollArea()
    QVBoxLayout(dialog).addWidget(area)
    dialog.open()
    area.setFocus()
    QApplication.processEvents()
    assert area.findChildren(_Ring)
    dialog.deleteLater()
    forget()  # what is raised here would fail the test
    window.scenarios.add.setFocus()
    QApplication.processEvents()
    assert not window.findChildren(_Ring)
