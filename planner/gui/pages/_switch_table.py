"""Where the ranking of two scenarios flips: a table of every assumption with its switching value."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planner.chart.amounts import value_in_words
from planner.engine.lever import PARTS
from planner.engine.switching import BOTH, FROM, TO, Switch
from planner.model.scenario import Scenario
from planner.text import _, labelled

_MARGIN, _AIR = 20, 6


class SwitchTable(QTableWidget):
    """Lists switching values; nothing in it can be edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._rows: list[tuple[str, ...]] = []
        self.setWordWrap(True)
        self._headings = (_("Assumption"), _("in"), _("now"), _("the ranking flips at"))
        self.setHorizontalHeaderLabels(self._headings)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAccessibleName(_("Switching values"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_switches(self, switches: tuple[Switch, ...], scenario: Scenario, rival: Scenario) -> None:
        """Show the switching values between a scenario and its rival; of a drag only what changes is written."""
        names = {FROM: scenario.name, TO: rival.name, BOTH: _("both")}
        rows: list[tuple[str, ...]] = [
            (switch_name(switch), names[switch.where], _shown(switch.now, switch.unit), _flips(switch))
            for switch in switches
        ]
        before, self._rows = self._rows, rows
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            known = before[row] if row < len(before) else ()
            for column, text in enumerate(cells):
                if known[column : column + 1] != (text,):
                    item = QTableWidgetItem(text)
                    item.setToolTip(text)
                    self.setItem(row, column, item)
        if [cells[0] for cells in before] != [cells[0] for cells in rows]:
            self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give long names as many lines as they need in the new width."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Fit the narrow columns to the words, within limits, and the rows to the names."""
        letters = self.fontMetrics()
        for column, most in ((1, 0.2), (2, 0.26), (3, 0.26)):
            words = [cells[column] for cells in self._rows] + [self._headings[column]]
            wanted = max(map(letters.horizontalAdvance, words)) + _MARGIN
            self.setColumnWidth(column, min(wanted, round(self.viewport().width() * most)))
        for row, cells in enumerate(self._rows):
            self.setRowHeight(row, max(map(self._height, cells, range(len(cells)))) + 3 * _AIR)

    def _height(self, text: str, column: int) -> int:
        """Return how high a text is in its column; Qt's own answer forgets the padding of the style sheet."""
        room = QRect(0, 0, self.columnWidth(column) - _MARGIN, 0)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def switch_name(switch: Switch) -> str:
    """Return the name of a switching value's assumption."""
    name = labelled(switch.workload_name, switch.name)
    return name if switch.part in ("value", "points") else f"{name}, {_(PARTS[switch.part])}"


def _shown(value: float, unit: str) -> str:
    return value_in_words(float(f"{value:.3g}"), unit)


def _flips(switch: Switch) -> str:
    return _("never") if switch.value is None else _shown(switch.value, switch.unit)
