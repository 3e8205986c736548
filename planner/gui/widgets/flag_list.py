"""The concerns about a driver, each in a sentence with its remedy as a link: serious ones as a warning."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.flag import Flag


class FlagList(QWidget):
    """Shows flags; ``mend_wanted`` carries the one whose remedy was pressed."""

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flags: tuple[Flag, ...] = ()
        self._theme = LIGHT
        self._labels: list[WrappedLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags on show."""
        return self._flags

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme; a link takes its colour from its text."""
        self._theme = theme
        self._write()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """Show these flags in place of those before."""
        if tuple(flags) != self._flags:
            self._flags = tuple(flags)
            self._write()

    def _write(self) -> None:
        while self._labels:
            gone = self._labels.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for index, flag in enumerate(self._flags):
            self._labels.append(self._label(index, flag))
            self._column.addWidget(self._labels[-1])
        self.setVisible(bool(self._flags))

    def _label(self, index: int, flag: Flag) -> WrappedLabel:
        label = WrappedLabel("warning" if flag.serious else "caption")
        colour = self._theme.warning if flag.serious else self._theme.accent
        link = f'. <a href="{index}" style="color: {colour}">{escape(flag.remedy)}</a>' if flag.remedy else "."
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(escape(flag.sentence) + link)
        label.setAccessibleName(f"{flag.sentence}. {flag.remedy}")
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self._mend)
        return label

    def _mend(self, link: str) -> None:
        self.mend_wanted.emit(self._flags[int(link)])
