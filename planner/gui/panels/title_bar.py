"""The bar at the top: the menus, what is open and whether it is saved, and the few actions needed most."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QToolButton, QWidget

from planner.gui.theme import GAP, GAP_SMALL
from planner.text import _


class TitleBar(QWidget):
    """Holds the menu bar, the title and a few buttons in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menu_bar = QMenuBar()
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._modified = QLabel(_("modified"))
        self._modified.setProperty("role", "quiet")
        self.refining = QLabel(_("refining…"))
        self.refining.setProperty("role", "quiet")
        self.refining.setToolTip(_("The figures are worked out again with more runs; you can go on meanwhile"))
        self.refining.hide()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(GAP_SMALL, 6, GAP, 6)
        self._line.setSpacing(GAP_SMALL)
        self._line.addWidget(self.menu_bar)
        self._line.addStretch(1)
        self._line.addWidget(self._title)
        self._line.addWidget(self._modified)
        self._line.addWidget(self.refining)
        self._line.addStretch(1)

    def add_button(self, action: QAction, words: str, role: str = "") -> None:
        """Add a button for an action, with short words."""
        button = QToolButton()
        button.setProperty("role", role)
        button.setDefaultAction(action)
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        action.changed.connect(button.update)
        shortcut = action.shortcut().toString()
        button.setToolTip(f"{words} ({shortcut})" if shortcut else words)
        self._line.addWidget(button)

    def show_title(self, title: str, *, modified: bool) -> None:
        """Show what is open and whether something in it is unsaved."""
        self._title.setText(title)
        self._modified.setVisible(modified)
