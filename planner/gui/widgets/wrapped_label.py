"""Labels with wrapped words that are never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class WrappedLabel(QLabel):
    """Plain words that wrap, in a label always as tall as they are: layouts within layouts forget to ask."""

    def __init__(self, role: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the words need in the new width."""
        super().resizeEvent(event)
        self.keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height the words need in the new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.keep_room()

    def keep_room(self) -> None:
        """Take exactly the height of the words: the hint of a wrapping label guesses at another width."""
        self.setMinimumHeight(0)  # else the answer is never less than it was
        self.setFixedHeight(self.heightForWidth(self.width()) if self.text() else 0)


class Sentence(WrappedLabel):
    """The reason why something is refused; it takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", "", parent)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the label."""
        self.setText(sentence)
        self.keep_room()
        self.setVisible(bool(sentence))
