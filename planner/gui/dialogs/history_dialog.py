"""The history: every step by its name; a click goes back or forward to it."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QUndoView, QVBoxLayout, QWidget

from planner.gui.theme import GAP
from planner.text import _


class HistoryDialog(QDialog):
    """A list of undo steps beside the window; it stays open while the plan is edited."""

    def __init__(self, history: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History"))
        view = QUndoView(history)
        view.setEmptyLabel(_("As opened"))
        view.setAccessibleName(_("History of changes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(view)
        self.resize(320, 420)
