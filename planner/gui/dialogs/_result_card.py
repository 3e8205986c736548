"""What an estimate comes to: the energy of one use with its interval, the value it would be, and its caveats."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.engine.bottom_up.estimation import Estimation, Spread, as_estimate, spread
from planner.gui.theme import GAP, GAP_WIDE
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import N_, _, number
from planner.units import UnitProblem, factor_between

_COUNTS = {
    "facility": N_("Counts the whole facility, cooling included."),
    "server": N_("Counts servers: the cooling of their building comes on top."),
    "accelerator": N_("Counts accelerators alone."),
}


class ResultCard(QFrame):
    """Shows a result, or why there is none yet."""

    def __init__(self, present: Estimate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present = present
        self.setProperty("role", "card")
        self.amount = QLabel()
        self.amount.setProperty("role", "headline")
        self.amount.setProperty("compact", "true")
        self.interval = WrappedLabel("quiet")
        self.remarks = WrappedLabel("caption")
        self.warnings = QLabel()
        self.warnings.setProperty("role", "warning")
        self.warnings.setWordWrap(True)
        for label in (self.amount, self.warnings):
            label.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.amount)
        head.addWidget(self.interval, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, 8, GAP_WIDE, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.remarks)
        column.addWidget(self.warnings)

    def show_estimation(self, estimation: Estimation, more: str = "") -> str:
        """Show what an estimation comes to; returns why it comes to nothing, where it does not."""
        try:
            found, value = spread(estimation), as_estimate(estimation)
        except Fault as fault:
            self.show_words("–", str(fault))
            return str(fault)
        amount = f"{number(found.p50, 4)} {found.unit}"
        self.show_words(amount, self._interval_words(found, value))
        counts = _(_COUNTS[estimation.boundary]) if estimation.boundary in _COUNTS else ""
        told = [*(_sentence(text) for text in estimation.remarks), more, counts]
        self._say(self.remarks, " ".join(filter(None, told)))
        self._say(self.warnings, " ".join(_sentence(text) for text in estimation.warnings))
        return ""

    def show_words(self, amount: str, words: str) -> None:
        """Show a state instead: nothing chosen, something refused, still reading."""
        self.amount.setText(amount)
        self.interval.setText(words)
        self.interval.keep_room()
        self._say(self.remarks, "")
        self._say(self.warnings, "")

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        if isinstance(label, WrappedLabel):
            label.keep_room()

    def _interval_words(self, found: Spread, value: Estimate) -> str:
        if found.samples == 1:
            words = _("No parameter is a range, so this says nothing of how sure it is.")
        else:
            words = _("90 % between {low} and {high}; as a value: {value}.").format(
                low=number(found.p5), high=number(found.p95), value=value.text
            )
        return f"{words} {self._against_present(found)}".strip()

    def _against_present(self, found: Spread) -> str:
        """Say how the result stands to the driver's value, where both count the same and neither is zero."""
        try:
            now = self._present.central * factor_between(self._present.unit, found.unit)
        except UnitProblem:
            return ""
        if now <= 0 or found.p50 <= 0:
            return ""
        return _("{ratio} × the value now.").format(ratio=number(found.p50 / now, 2))


def _sentence(text: str) -> str:
    """Return words with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
