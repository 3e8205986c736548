"""A line at the foot of the window that says what happened, with the way back where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from planner.gui.theme import GAP, GAP_WIDE
from planner.text import _

_SHOWN_MS = 12_000


class Notice(QFrame):
    """Shows one sentence at a time. Problems stay until they are closed, the rest goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._way_back: Callable[[], None] | None = None
        self._refuse: Callable[[], None] | None = None
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a name or a file
        self.words.setWordWrap(True)
        self.back = QPushButton(_("Undo"))
        self.back.setProperty("role", "link")
        self.no_button = QPushButton()
        self.no_button.setProperty("role", "link")
        self.close_button = QPushButton(_("Close"))
        self.close_button.setProperty("role", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP_WIDE, 4, GAP, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.back)
        layout.addWidget(self.no_button)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.back.clicked.connect(self._go_back)
        self.no_button.clicked.connect(self._turn_down)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def say(self, sentence: str, *, way_back: Callable[[], None] | None = None, back_words: str = "") -> None:
        """Say what happened; ``way_back`` undoes it while the line is shown."""
        self._show(sentence, way_back, back_words)
        self._timer.start()

    def warn(self, sentence: str) -> None:
        """Say what is wrong; stays until closed."""
        self._timer.stop()
        self._show(sentence, None, "")

    def ask(
        self,
        sentence: str,
        words: str,
        action: Callable[[], None],
        no_words: str = "",
        refuse: Callable[[], None] | None = None,
    ) -> None:
        """Offer an action, and to turn it down where that is more than closing; stays until answered."""
        self._timer.stop()
        self._show(sentence, action, words)
        self._refuse = refuse
        self.no_button.setText(no_words)
        self.no_button.setVisible(refuse is not None)

    def _show(self, sentence: str, way_back: Callable[[], None] | None, back_words: str) -> None:
        self._way_back = way_back
        self._refuse = None
        self.no_button.hide()
        self.words.setText(sentence)
        self.back.setText(back_words or _("Undo"))
        self.back.setVisible(way_back is not None)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _turn_down(self) -> None:
        refuse, self._refuse = self._refuse, None
        self.hide()
        if refuse is not None:
            refuse()

    def _go_back(self) -> None:
        way_back, self._way_back = self._way_back, None
        self.hide()
        if way_back is not None:
            way_back()
