"""Where a chart stands: its table can stand there instead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class ChartPlace(QStackedWidget):
    """Holds a chart; the controls around it stay where they are when a table takes its place."""

    def __init__(self, chart: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = QWidget()  # a page may hide its chart, and that must not bring it up beside the table
        layout = QVBoxLayout(self._holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(chart)
        self.addWidget(self._holder)

    @property
    def table(self) -> QWidget | None:
        """The table that stands in the place of the chart."""
        return self.widget(1)

    def put(self, table: QWidget) -> None:
        """Put a table in the place of the chart; it leaves the place it was in before."""
        self.addWidget(table)
        self.setCurrentWidget(table)

    def clear(self) -> None:
        """Show the chart again; the table keeps its life and loses its place."""
        table = self.table
        if table is not None:
            self.removeWidget(table)
            table.hide()

    def focus_chart(self) -> None:
        """Give the keyboard to the chart, or to the first thing in it that takes it."""
        inside = [self._holder, *self._holder.findChildren(QWidget)]
        reached = [each for each in inside if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if reached:
            reached[0].setFocus(Qt.FocusReason.TabFocusReason)
