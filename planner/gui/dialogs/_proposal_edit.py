"""A field of a few lines that holds what the program proposes until a person writes something else."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class ProposalEdit(QPlainTextEdit):
    """Knows which words are its own; emptied and left, it takes the proposal again."""

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def own_text(self) -> str:
        """What a person wrote, on one line; empty where it is the proposal."""
        written = self._written()
        return "" if written == self._proposed else written

    def propose(self, text: str) -> None:
        """Put a proposal into the field, unless a person has written something else."""
        text = " ".join(text.split())
        written = self._written()
        if written in ("", self._proposed) and not (written == "" and self.hasFocus()):
            self._put(text)
        self._proposed = text

    def forget(self) -> None:
        """Drop what a person wrote: the next proposal is about something else."""
        self._put("")

    def _put(self, text: str) -> None:
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)

    def _written(self) -> str:
        return " ".join(self.toPlainText().split())
