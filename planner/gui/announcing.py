"""A change is told to those who do not see it: the new finding, once the hand rests, and never in between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel

from planner.gui.document import Document
from planner.gui.simulator import Simulator

_REST_MS = 400


class Announcing(QObject):
    """Announces what the headline says after an edit, an undo or another selection, politely and each finding once."""

    def __init__(self, document: Document, simulator: Simulator, headline: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._simulator, self._headline = document, simulator, headline
        self._said = headline.text()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._say)
        for happened in (document.changed, document.selected):
            happened.connect(self._rest.start)
        simulator.refined.connect(self._follow)

    def stop(self) -> None:
        """Say no more: the window closes."""
        self._rest.stop()

    def _follow(self) -> None:
        """Take finer digits for what has been said, where nothing was changed: they are no news."""
        if not self._rest.isActive():
            self._said = self._headline.text()

    def _say(self) -> None:
        if self._document.before_gesture is not None or not self._simulator.at_rest:
            self._rest.start()  # a drag is under way, or its last digits
            return
        sentence = self._headline.text()
        if sentence != self._said:
            self._said = sentence
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._headline, sentence))
