"""A chart's numbers as a table: read cell by cell by a screen reader, walked by the arrow keys, copied with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from planner.gui.theme import GAP_SMALL
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

if TYPE_CHECKING:
    from planner.export.exhibit import Exhibit, Table

_WIDEST = 0.5
"""No column takes more of the width; what is longer wraps."""
_AIR = 20

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Cells(QAbstractTableModel):
    """The cells of a table; one of the same shape takes its place without the reader losing theirs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self._right: tuple[bool, ...] = ()

    def take(self, table: Table) -> bool:
        """Show another table; return whether its shape is another."""
        same = len(table.headings) == len(self.headings) and len(table.rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.headings, self.rows = table.headings, table.rows
        self._right = tuple(_of_numbers(table, column) for column in range(len(table.headings)))
        if not same:
            self.endResetModel()
        elif self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.headings) - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.headings) - 1))
        return not same

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows stand under the headings."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many headings there are."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, how it is aligned, and what a screen reader says where it is empty."""
        text = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or _("empty")
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column; a row is named by its first cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section) if orientation is Qt.Orientation.Horizontal else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings[section] if orientation is Qt.Orientation.Horizontal else self.rows[section][0]

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._right[column] else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def _of_numbers(table: Table, column: int) -> bool:
    """Whether a column holds numbers and nothing else; the first names the rows."""
    cells = [row[column] for row in table.rows if row[column]]
    numbers = (cell == "–" or (cell.lstrip("–−+-<≈ ")[:1].isdigit() and "→" not in cell) for cell in cells)
    return column > 0 and bool(cells) and all(numbers)


class TableView(QWidget):
    """Shows the table of an exhibit, or a sentence where there is none; ``closed`` follows Escape."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = WrappedLabel("quiet")
        self.grid = _Grid()
        self.grid.closed.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self.caption)
        layout.addWidget(self.grid, 1)

    def show_exhibit(self, item: Exhibit) -> None:
        """Show the numbers of a chart; its words for those who do not see it describe the table."""
        self.caption.setText(item.table.caption or item.title)
        self.caption.keep_room()
        self.grid.setAccessibleName(_("Table: {title}").format(title=item.title))
        self.grid.setAccessibleDescription(item.alt)
        self.grid.show_table(item.table)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no table."""
        from planner.export.exhibit import Table

        self.caption.setText(sentence)
        self.caption.keep_room()
        self.grid.setAccessibleName(sentence)
        self.grid.setAccessibleDescription("")
        self.grid.show_table(Table((), ()))


class _Grid(QTableView):
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = _Cells(self)
        self.setModel(self.cells)
        self.setTabKeyNavigation(False)  # Tab goes on to what comes after the table
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumHeight(120)

    def show_table(self, table: Table) -> None:
        """Show a table; the place of the reader stays where it has the same shape."""
        if self.cells.take(table):
            self._give_room()
            if table.rows:
                self.setCurrentIndex(self.cells.index(0, 0))

    def selected_text(self) -> str:
        """Return the selected cells with tabs between them; the headings come with a selection of all."""
        from planner.export.copies import lines_text

        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        columns = sorted({column for _row, column in chosen})
        lines = [
            tuple(self.cells.rows[row][column] if (row, column) in chosen else "" for column in columns)
            for row in sorted({row for row, _column in chosen})
        ]
        everything = len(chosen) == len(self.cells.rows) * len(self.cells.headings)
        return lines_text([self.cells.headings, *lines] if everything else lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or go back to the chart; everything else is the table's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Give columns what their words need, within limits, and rows as many lines as that takes."""
        width = self.viewport().width()
        self.resizeColumnsToContents()
        count = len(self.cells.headings)
        for column in range(count):
            wanted = self.columnWidth(column) + _AIR
            self.setColumnWidth(column, min(wanted, max(round(width * max(_WIDEST, 1 / count)), 120)))
        self.resizeRowsToContents()
