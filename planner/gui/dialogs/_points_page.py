"""The page of given years: a small table of years and values, with a row to add and rows to remove."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from planner.gui.dialogs._movement_fields import Page, problem_with
from planner.gui.theme import GAP_SMALL
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import FIRST_YEAR, LAST_YEAR, MAX_YEARS, Points, Trajectory
from planner.text import _

_YEAR_WIDTH = 84


class PointRow(QWidget):
    """A year, the value in it, and a button that takes the row away."""

    changed = Signal()
    removal_wanted = Signal(QWidget)

    def __init__(self, driver: Driver, year: int, text: str) -> None:
        super().__init__()
        self._driver = driver
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(year)
        self.year.setFixedWidth(_YEAR_WIDTH)
        self.year.setAccessibleName(_("Year"))
        self.value = QuantityEdit(self._problem)
        self.value.set_text(text)
        self.remove = QPushButton(_("Remove"))
        self.remove.setProperty("role", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self.year, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.value, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.year.valueChanged.connect(self._on_year)
        self.value.edited.connect(self.changed)
        self.remove.clicked.connect(self._on_remove)
        self._name()

    def _problem(self, text: str) -> str:
        return problem_with(self._driver, lambda: Points(((FIRST_YEAR, Estimate.parse(text)),)))

    def _name(self) -> None:
        year = self.year.value()
        self.value.setAccessibleName(_("Value in {year}").format(year=year))
        self.remove.setAccessibleName(_("Remove {year}").format(year=year))

    def _on_year(self, _year: int) -> None:
        self._name()
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removal_wanted.emit(self)


class PointsPage(Page):
    """The table of given years; its order on the screen does not matter."""

    def __init__(self, driver: Driver, start: int, end: int) -> None:
        super().__init__()
        self._driver = driver
        self.rows: list[PointRow] = []
        self._table = QWidget()
        self._lines = QVBoxLayout(self._table)
        self._lines.setContentsMargins(0, 0, GAP_SMALL, 0)
        self._lines.setSpacing(4)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._table)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = QPushButton(_("+ &Add a year"))
        self.add.setProperty("role", "link")
        self.add.clicked.connect(self.add_year)
        self._lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(_header())
        column.addWidget(self._scroll, 1)
        for year, text in _first_rows(driver, start, end):
            self._append(year, text)

    def trajectory(self) -> Trajectory:
        """Return the path through the points typed, in the order of their years."""
        points = [(row.year.value(), Estimate.parse(row.value.text())) for row in self.rows]
        year, times = Counter(year for year, _value in points).most_common(1)[0]
        if times > 1:
            raise Fault(_("{year} stands here more than once; give each year one value").format(year=year))
        return Points(tuple(sorted(points, key=lambda point: point[0])))

    def fields(self) -> list[QuantityEdit]:
        """Return the value fields, in their order."""
        return [row.value for row in self.rows]

    def first_field(self) -> QWidget | None:
        """Return the first year."""
        return self.rows[0].year

    def add_year(self) -> None:
        """Add a row for the year after the last, with its value, and go there."""
        last = max(self.rows, key=lambda row: row.year.value())
        row = self._append(min(last.year.value() + 1, LAST_YEAR), last.value.text())
        self.changed.emit()
        row.year.setFocus(Qt.FocusReason.TabFocusReason)
        row.year.selectAll()
        self._lines.activate()
        self._scroll.ensureWidgetVisible(row)

    def _append(self, year: int, text: str) -> PointRow:
        row = PointRow(self._driver, year, text)
        row.changed.connect(self.changed)
        row.removal_wanted.connect(self._remove)
        self._lines.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.show()
        self._limit()
        return row

    def _remove(self, row: PointRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._lines.removeWidget(row)
        # The focus must go somewhere near, not back to the top of the dialog.
        self.rows[min(at, len(self.rows) - 1)].year.setFocus(Qt.FocusReason.TabFocusReason)
        row.hide()
        row.deleteLater()
        self._limit()
        self.changed.emit()

    def _limit(self) -> None:
        """Let the last row stay, and add no more than a path may have."""
        self.add.setEnabled(len(self.rows) < MAX_YEARS)
        for row in self.rows:
            row.remove.setEnabled(len(self.rows) > 1)


def _first_rows(driver: Driver, start: int, end: int) -> list[tuple[int, str]]:
    """Return the points a driver has, or its value in the first and the last year."""
    if isinstance(driver.trajectory, Points):
        return [(year, value.text) for year, value in driver.trajectory.values]
    return [(year, driver.value.text) for year in sorted({start, end})]


def _header() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(GAP_SMALL)
    for words, width in ((_("Year"), _YEAR_WIDTH), (_("Value"), 0)):
        label = QLabel(words)
        label.setProperty("role", "caption")
        if width:
            label.setFixedWidth(width)
        line.addWidget(label, 0 if width else 1)
    return line
