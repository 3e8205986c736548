"""The right-hand panel: the selected scenario's workloads, drivers and conversions, edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.chart.correlation import correlations_in_words
from planner.gui.panels.attempt import Attempt
from planner.gui.panels.conversion_edits import ConversionEdits
from planner.gui.panels.conversion_section import ConversionSection
from planner.gui.panels.driver_menu import DriverMenu
from planner.gui.panels.workload_list import BY_DECISION, BY_WORKLOAD, WorkloadList
from planner.gui.panels.workload_section import WorkloadSection
from planner.gui.theme import GAP, GAP_WIDE, LIGHT, Theme
from planner.gui.widgets.calm_wheel import CalmWheel
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.gui.widgets.reading_order import put_tabs_in_reading_order
from planner.model.driver import Driver
from planner.model.editing import TEMPLATES, add_workload, moved, new_workload, recounted
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.flag import Flag
from planner.model.region import Region
from planner.model.scenario import Scenario, Workload, driver_names
from planner.model.workspace import Path, look_up
from planner.store.library import evidence
from planner.text import _, plural


class AssumptionPanel(QWidget):
    """Shows a scenario and asks for edits of it; a refusal is shown at the field it concerns."""

    gesture_began = Signal()
    gesture_ended = Signal()
    source_wanted = Signal(object)
    movement_wanted = Signal(object)
    name_wanted = Signal(object)
    correlations_wanted = Signal()
    rebound_wanted = Signal(object)

    def __init__(self, attempt: Attempt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self._theme = LIGHT
        self._scenario: Scenario | None = None
        self._ordered: list[list[tuple[Flag, ...]]] = []
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._add = QPushButton(_("+ workload"))
        self._add.setProperty("role", "link")
        self._add.setAccessibleName(_("Add a workload"))
        self._add.clicked.connect(self._offer_workloads)
        self.correlate = QPushButton()
        self.correlate.setProperty("role", "link")
        self.correlate.clicked.connect(self.correlations_wanted)
        self.grouping = QComboBox()
        name_box(self.grouping, _("How assumptions are grouped"))
        self.grouping.addItem(_("By workload"), BY_WORKLOAD)
        self.grouping.addItem(_("By who decides"), BY_DECISION)
        self.grouping.currentIndexChanged.connect(self._regroup)
        CalmWheel(self.grouping)
        self.workloads = WorkloadList(LIGHT)
        self.workloads.section_made.connect(self._connect_section)
        self.conversions = ConversionSection(LIGHT)
        self._conversion_edits = ConversionEdits(self.conversions, attempt)
        self._conversion_edits.source_wanted.connect(self.source_wanted)
        self._lay_out()
        self.driver_menu = DriverMenu(self)
        self.driver_menu.edited.connect(self._edit_by_menu)
        self.driver_menu.refused.connect(self._show_refusal)
        self.driver_menu.name_wanted.connect(self.name_wanted)
        self.driver_menu.rebound_wanted.connect(self.rebound_wanted)

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP_WIDE)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.grouping, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._column.addWidget(self.workloads)
        line = QHBoxLayout()
        line.addWidget(self._add)
        line.addStretch(1)
        line.addWidget(self.correlate)
        self._column.addLayout(line)
        heading = QLabel(_("Where, when, converted with"))
        heading.setProperty("role", "section")
        self._column.addSpacing(GAP)
        self._column.addWidget(_rule())
        self._column.addWidget(heading)
        self._column.addWidget(self.conversions)
        self._column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidget(content)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.conversions.set_theme(theme)
        self.workloads.set_theme(theme)
        self._order_tabs(anew=True)

    def show_scenario(self, scenario: Scenario, region: Region) -> None:
        """Show a scenario: rows stay where its structure is the same, so that focus and drags survive."""
        if self._scenario is not None and scenario.name != self._scenario.name:
            self.drop_typing()
        self._scenario = scenario
        self._title.setText(scenario.name)
        self._show_workloads()
        self._conversion_edits.show_scenario(scenario, region)
        self._order_tabs()

    def _show_workloads(self) -> None:
        assert self._scenario is not None
        scenario = self._scenario
        self.workloads.show_workloads(scenario, evidence(), str(self.grouping.currentData()))
        count = len(scenario.correlations)
        words = plural("{count} correlation…", "{count} correlations…", count) if count else _("+ correlation")
        self.correlate.setText(words.format(count=count))
        self.correlate.setAccessibleName(_("Which assumptions go together"))
        self.correlate.setToolTip(correlations_in_words(scenario) or _("Say which assumptions go together"))
        self.correlate.setEnabled(len(list(driver_names(scenario.workloads))) > 1)

    def group_by(self, grouping: str) -> None:
        """Group the drivers by workload or by who decides; what is not known changes nothing."""
        self.grouping.setCurrentIndex(max(self.grouping.findData(grouping), 0))

    def _regroup(self) -> None:
        if self._scenario is not None:
            self._show_workloads()
            self._order_tabs(anew=True)

    @property
    def _sections(self) -> list[WorkloadSection]:
        return self.workloads.sections

    def _order_tabs(self, anew: bool = False) -> None:
        """Put the tab order right where rows or the links in them were made anew."""
        made = self.workloads.flags
        if anew or made != self._ordered:
            self._ordered = made
            put_tabs_in_reading_order(self)

    def commit_field(self) -> None:
        """Take what is typed in the field that has the focus, so that a save does not miss it."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, QuantityEdit):
            widget = widget.parentWidget()
        if widget is not None:
            widget.commit()

    def drop_typing(self) -> None:
        """Forget what is half typed or refused: another scenario is about to be shown in the same fields."""
        for field in self.findChildren(QuantityEdit):
            field.reset()

    def row(self, workload: int, driver: int) -> Any:
        """Return the row of a driver."""
        return self.workloads.row(workload, driver)

    def _connect_section(self, section: WorkloadSection) -> None:
        section.value_typed.connect(self._type_value)
        section.value_dragged.connect(self._drag_value)
        section.drag_started.connect(self.gesture_began)
        section.drag_finished.connect(self.gesture_ended)
        section.movement_wanted.connect(self.movement_wanted)
        section.source_wanted.connect(self.source_wanted)
        section.remedy_wanted.connect(self._apply_remedy)
        section.driver_menu_wanted.connect(self._show_driver_menu)
        section.edited.connect(self._edit_workload)
        section.name_wanted.connect(self.name_wanted)
        section.move_up_wanted.connect(self._move_workload_up)
        section.remove_wanted.connect(self._remove_workload)

    def driver(self, path: Path) -> Driver:
        """Return the driver at a path of the scenario."""
        found: Driver = look_up(self._scenario, path)
        return found

    def _type_value(self, path: Path, text: str) -> None:
        row = self.row(int(path[1]), int(path[3]))
        try:
            value = Estimate.parse(text)
        except Fault as fault:
            row.show_problem(str(fault))
            return
        problem = self._attempt((*path, "value"), value, _("Change {name}").format(name=self.driver(path).name))
        if not problem:
            row.clear_problem()
            return
        workload = look_up(self._scenario, path[:2])
        changed = recounted(workload, int(path[3]), value)
        remedy = _("Count everything in “{workload}” that way").format(workload=workload.name) if changed else ""
        self._remedy = (path, changed)
        row.show_problem(problem, remedy)

    def _apply_remedy(self, path: Path) -> None:
        offered, changed = self._remedy
        if offered == path and changed is not None:
            row = self.row(int(path[1]), int(path[3]))
            problem = self._attempt(path[:2], changed, _("Change what “{name}” counts").format(name=changed.name))
            row.show_problem(problem) if problem else row.clear_problem()

    _remedy: tuple[Path, Workload | None] = ((), None)

    def _drag_value(self, path: Path, value: Estimate) -> None:
        row = self.row(int(path[1]), int(path[3]))
        problem = self._attempt((*path, "value"), value, _("Drag {name}").format(name=self.driver(path).name))
        if problem:
            row.show_problem(problem)

    def _edit_workload(self, path: Path, value: object, words: str) -> None:
        problem = self._attempt(path, value, words)
        if problem:
            self.workloads.section(int(path[1])).show_problem(problem)

    def _move_workload_up(self, index: int) -> None:
        assert self._scenario is not None
        self._put_workloads(moved(self._scenario.workloads, index, index - 1), _("Move a workload"))

    def _remove_workload(self, index: int) -> None:
        assert self._scenario is not None
        kept = (*self._scenario.workloads[:index], *self._scenario.workloads[index + 1 :])
        self._put_workloads(kept, _("Remove {name}").format(name=self._scenario.workloads[index].name))

    def _put_workloads(self, workloads: tuple[Workload, ...], words: str) -> None:
        self._attempt(("workloads",), workloads, words)

    def edit_driver(self, path: Path, driver: Driver, words: str) -> None:
        """Ask for another driver at ``path``; a refusal is shown at its row."""
        self._edit_by_menu(path, driver, words)

    def _edit_by_menu(self, path: Path, value: object, words: str) -> None:
        problem = self._attempt(path, value, words)
        if problem:
            self._show_refusal(self.driver_menu.path if len(path) == 2 else path, problem)

    def _show_refusal(self, path: Path, problem: str) -> None:
        self.row(int(path[1]), int(path[3])).show_problem(problem)

    def _show_driver_menu(self, path: Path, place: QPoint) -> None:
        if self._scenario is not None:
            self.driver_menu.show_for(path, look_up(self._scenario, path[:2]), place)

    def _offer_workloads(self) -> None:
        menu = QMenu(self)
        for index, (name, _drivers) in enumerate(TEMPLATES):
            menu.addAction(_(name)).setData(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(self._add_workload)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _add_workload(self, action: Any) -> None:
        self.add_workload(int(action.data()))

    def add_workload(self, template: int) -> None:
        """Ask for another workload made from a template."""
        if self._scenario is None:
            return
        made = new_workload(template, (known.name for known in self._scenario.workloads))
        self._attempt((), add_workload(self._scenario, made), _("Add {name}").format(name=made.name))


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.NoFrame)
    rule.setFixedHeight(1)
    rule.setProperty("role", "rule")
    return rule
