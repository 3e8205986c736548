"""The welcome: three ways in, each one click away from a chart that moves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

_COLUMN = 248


@frozen
class Way:
    """One button: what it is called, the kind and key it stands for, and what else is told where the pointer rests."""

    words: str
    kind: str
    key: str
    more: str = ""


@frozen
class Column:
    """One of the ways in: its heading, a line on whom it is for, and its buttons."""

    heading: str
    words: str
    ways: tuple[Way, ...]


class WelcomeDialog(QDialog):
    """Shows the columns side by side; ``chosen`` is the way taken, or None."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen: Way | None = None
        self.setWindowTitle(_("Welcome"))
        title = QLabel(_("What do you want to find out?"))
        title.setProperty("role", "headline")
        under = WrappedLabel(
            "subline",
            _("From one query to a country's electricity, with its uncertainty. Without a network."),
        )
        self.buttons: list[QPushButton] = []
        sides = QHBoxLayout()
        sides.setSpacing(GAP_SECTION)
        for column in columns:
            sides.addLayout(self._column(column))
        close = QPushButton(_("Just look around"))
        close.setProperty("role", "link")
        close.clicked.connect(self.reject)
        again = QLabel(_("Help, Welcome brings this back."))
        again.setProperty("role", "caption")
        foot = QHBoxLayout()
        foot.addWidget(close)
        foot.addStretch(1)
        foot.addWidget(again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_SECTION, GAP_SECTION, GAP_SECTION, GAP)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(title)
        layout.addWidget(under)
        layout.addSpacing(GAP)
        layout.addLayout(sides)
        layout.addSpacing(GAP)
        layout.addLayout(foot)
        self.buttons[0].setFocus()

    def _column(self, column: Column) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(GAP_SMALL)
        heading = QLabel(column.heading)
        heading.setProperty("role", "section")
        buttons = [self._button(way) for way in column.ways]
        width = max(_COLUMN, *(button.sizeHint().width() for button in buttons))
        for part in (heading, WrappedLabel("quiet", column.words), *buttons):
            part.setFixedWidth(width)
            made.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        made.addStretch(1)
        self.buttons += buttons
        return made

    def _button(self, way: Way) -> QPushButton:
        button = QPushButton(way.words, self)
        button.setProperty("role", "choice")
        button.setAutoDefault(False)
        button.setToolTip(way.more)
        button.setAccessibleDescription(way.more)
        button.clicked.connect(partial(self._take, way))
        button.ensurePolished()  # so that it knows how wide its words are
        return button

    def _take(self, way: Way) -> None:
        self.chosen = way
        self.accept()
