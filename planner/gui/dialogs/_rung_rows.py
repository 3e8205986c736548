"""The steps a package works out by itself, as rows to read: operator, what it is, its value, the energy so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from planner.engine.bottom_up.ecologits import Rung
from planner.gui.dialogs._working_words import range_words
from planner.gui.theme import GAP_SMALL

_NAME_COLUMN = 1


class RungRows(QWidget):
    """Shows the steps from the low to the high end of what the package assumes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_SMALL)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(_NAME_COLUMN, 1)

    def show_rungs(self, rungs: Sequence[Rung]) -> None:
        """Show these steps; labels are kept and rewritten."""
        while len(self._rows) < len(rungs):
            self._add_row()
        for index, labels in enumerate(self._rows):
            for label in labels:
                label.setVisible(index < len(rungs))
        for (operator, name, value, running), rung in zip(self._rows, rungs, strict=False):
            operator.setText(rung.operator)
            name.setText(rung.name)
            value.setText(range_words(rung.value, rung.unit))
            is_first = rung is rungs[0]
            running.setText("" if is_first else f"= {range_words(rung.running, rung.running_unit)}")
            running.setVisible(not is_first)

    def texts(self) -> str:
        """Return all that is shown, a line a step."""
        return "\n".join(
            " ".join(label.text() for label in labels).strip() for labels in self._rows if not labels[1].isHidden()
        )

    def _add_row(self) -> None:
        at = 2 * len(self._rows)
        labels = (QLabel(), QLabel(), QLabel(), QLabel())
        operator, name, value, running = labels
        for label, role in ((operator, "quiet"), (value, "driver"), (running, "caption")):
            label.setProperty("role", role)
        for label in labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setWordWrap(True)
        self._grid.setRowStretch(at, 0)
        self._grid.addWidget(operator, at, 0)
        self._grid.addWidget(name, at, _NAME_COLUMN)
        self._grid.addWidget(value, at, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(running, at + 1, _NAME_COLUMN, 1, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.setRowStretch(at + 2, 1)
        self._rows.append(labels)
