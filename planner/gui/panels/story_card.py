"""A story beside its plan: what it says in two sentences, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import GAP, GAP_WIDE
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.story import Story
from planner.text import _


class StoryCard(QFrame):
    """Shows a story until it is closed or another plan is opened."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._text = WrappedLabel("body")
        self._look = WrappedLabel("quiet")
        close = QPushButton(_("Close"))
        close.setProperty("role", "link")
        close.setAccessibleName(_("Close the story"))
        close.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_WIDE, 6, GAP, 8)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addWidget(self._look)
        self.hide()

    def show_story(self, story: Story) -> None:
        """Tell a story."""
        self._title.setText(_(story.title))
        self._text.setText(_(story.text))
        self._look.setText(_("Look: {what}").format(what=_(story.look)))
        self.setAccessibleName(_(story.title))
        self.show()
        for label in (self._text, self._look):
            label.keep_room()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
