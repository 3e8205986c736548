"""One workload: its name, its drivers row by row, and the ways to add, move and remove."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.gui.panels.driver_row import DriverRow
from planner.gui.theme import Theme
from planner.model.boundary import flags
from planner.model.editing import add_driver
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.flag import Flag
from planner.model.scenario import Workload
from planner.model.workspace import Path
from planner.text import _


class WorkloadSection(QWidget):
    """Shows a workload, or of its drivers only those we decide or those we do not (``decided``).

    Paths in its signals lead from the scenario: ``("workloads", 0, "drivers", 1)``.
    """

    value_typed = Signal(tuple, str)
    value_dragged = Signal(tuple, object)
    drag_started = Signal()
    drag_finished = Signal()
    movement_wanted = Signal(object)
    source_wanted = Signal(object)
    remedy_wanted = Signal(tuple)
    driver_menu_wanted = Signal(tuple, QPoint)
    edited = Signal(tuple, object, str)
    name_wanted = Signal(object)
    move_up_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, index: int, theme: Theme, parent: QWidget | None = None, *, decided: bool | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._decided = decided
        self._theme = theme
        self._workload: Workload | None = None
        self._library: Mapping[str, Evidence] = {}
        self.rows: list[DriverRow] = []
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        self._rule.setProperty("role", "rule")
        self._name = QLabel()
        self._name.setProperty("role", "workload")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self._more = QToolButton()
        self._more.setText("⋯")
        self._more.setProperty("role", "more")
        self._problem = QLabel()
        self._problem.setProperty("role", "error")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._add = QPushButton(_("+ driver"))
        self._add.setProperty("role", "link")
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._more)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._rule)
        layout.addLayout(head)
        layout.addLayout(self._column)
        layout.addWidget(self._problem)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.clicked.connect(self._add_driver)
        self._add.setVisible(not decided)  # a driver is made as how the world is
        self._more.clicked.connect(self._show_menu)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)

    def show_workload(self, workload: Workload, library: Mapping[str, Evidence], *, first: bool, alone: bool) -> None:
        """Show a workload; ``alone`` is one that cannot be removed because the scenario has no other."""
        self._library, self._alone, self._first = library, alone, first
        self._problem.hide()
        if workload == self._workload:
            return
        self._workload = workload
        self._name.setText(workload.name)
        self._more.setAccessibleName(_("More for {name}").format(name=workload.name))
        self._add.setAccessibleName(_("Add a driver to {name}").format(name=workload.name))
        while len(self.rows) > len(workload.drivers):
            gone = self.rows.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < len(workload.drivers):
            self.rows.append(self._new_row())
            self._column.addWidget(self.rows[-1])
        found = flags(workload, library)
        for index, (row, driver) in enumerate(zip(self.rows, workload.drivers, strict=True)):
            row.show_driver(driver, library.get(driver.source), [flag for flag in found if flag.driver == index])
            row.setVisible(self.shows(index))

    def shows(self, driver: int) -> bool:
        """Whether the driver of that place is one that this section shows."""
        assert self._workload is not None
        return self._decided is None or self._workload.drivers[driver].lever == self._decided

    def show_problem(self, sentence: str) -> None:
        """Say why an edit of the whole workload was refused."""
        self._problem.setText(sentence)
        self._problem.show()

    def _new_row(self) -> DriverRow:
        row = DriverRow(self._theme)
        row.value_typed.connect(self._type)
        row.dragged.connect(self._drag)
        row.drag_started.connect(self.drag_started)
        row.drag_finished.connect(self.drag_finished)
        row.movement_wanted.connect(self._want_movement)
        row.source_wanted.connect(self._want_source)
        row.menu_wanted.connect(self._want_menu)
        row.remedy_wanted.connect(self._want_remedy)
        row.mend_wanted.connect(self._mend)
        return row

    @property
    def path(self) -> Path:
        """The workload's path in the scenario."""
        return ("workloads", self._index)

    def _row_path(self) -> Path:
        """Return the path of the driver whose row is asking."""
        sender = self.sender()
        index = next((place for place, row in enumerate(self.rows) if row is sender), 0)
        return (*self.path, "drivers", index)

    def _type(self, text: str) -> None:
        self.value_typed.emit(self._row_path(), text)

    def _drag(self, value: object) -> None:
        self.value_dragged.emit(self._row_path(), value)

    def _want_movement(self) -> None:
        self.movement_wanted.emit(self._row_path())

    def _want_menu(self, place: QPoint) -> None:
        self.driver_menu_wanted.emit(self._row_path(), place)

    def _mend(self, flag: Flag) -> None:
        if self._workload is None:
            return
        try:
            self.edited.emit(self.path, flag.mended(self._workload), flag.remedy)
        except Fault as fault:
            self.show_problem(str(fault))

    def _want_remedy(self) -> None:
        self.remedy_wanted.emit(self._row_path())

    def _want_source(self) -> None:
        assert self._workload is not None
        driver = self._workload.drivers[int(self._row_path()[3])]
        self.source_wanted.emit(self._library.get(driver.source) or driver)

    def _add_driver(self) -> None:
        if self._workload is not None:
            self.edited.emit(self.path, add_driver(self._workload), _("Add a driver"))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename…"), self._want_name)
        menu.addAction(_("Move up"), self._move_up).setEnabled(not self._first)
        menu.addAction(_("Remove"), self._remove).setEnabled(not self._alone)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _want_name(self) -> None:
        self.name_wanted.emit(self.path)

    def _move_up(self) -> None:
        self.move_up_wanted.emit(self._index)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._index)
