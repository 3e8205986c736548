"""The foot of a presentation: what the marks mean and where the figures come from, which view this is, the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

_SIZE, _GAP = 13.5, 32


class Foot(QWidget):
    """Holds caption and hints in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption, self.hints = WrappedLabel("quiet"), QLabel()
        self.hints.setProperty("role", "quiet")
        self.hints.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(self.hints, 0, Qt.AlignmentFlag.AlignBottom)

    def set_unit(self, unit: float) -> None:
        """Be as large as a wall needs: ``unit`` pixels for each pixel of a 1280 x 720 screen."""
        self._row.setSpacing(round(_GAP * unit))
        for label in (self.caption, self.hints):
            font = label.font()
            font.setPixelSize(round(_SIZE * unit))
            label.setFont(font)
        self.caption.keep_room()

    def say(self, words: str) -> None:
        """Write the caption, or what was refused."""
        if words != self.caption.text():
            self.caption.setText(words)
            self.caption.keep_room()

    def show_step(self, step: int, steps: int) -> None:
        """Say which view this is, from 0, of how many."""
        place = _("{step} / {steps}").format(step=step + 1, steps=steps)
        words = (_("W the working"), _("S sources"), _("D sliders"), _("R replay"))
        self.hints.setText("   ".join([place, *words]))
