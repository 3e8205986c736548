"""The bar at the top: the menus, what is open and whether it is saved, and the few actions needed most."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
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
        self._title = _ShortenedLabel()
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
        self._line.addWidget(self._middle(), 1)

    def _middle(self) -> QWidget:
        """Return the title with what is said beside it; menus and buttons go before it where room is short."""
        middle = QWidget()
        middle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        middle.setMinimumWidth(1)
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_SMALL)
        line.addStretch(1)
        for label in (self._title, self._modified, self.refining):
            line.addWidget(label)
        line.addStretch(1)
        return middle

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


class _ShortenedLabel(QLabel):
    """One line that leaves out its middle where it does not fit."""

    def minimumSizeHint(self) -> QSize:
        """Take what there is."""
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter = QPainter(self)
        drawn = (self.contentsRect(), self.alignment(), self.palette(), self.isEnabled(), shown, self.foregroundRole())
        self.style().drawItemText(painter, *drawn)
        painter.end()
