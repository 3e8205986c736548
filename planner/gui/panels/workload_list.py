"""The workloads of a scenario one under another, or grouped by who decides: what we decide, then how the world is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.gui.panels.driver_row import DriverRow
from planner.gui.panels.workload_section import WorkloadSection
from planner.gui.theme import Theme
from planner.model.evidence import Evidence
from planner.model.flag import Flag
from planner.model.scenario import Scenario
from planner.text import N_, _

BY_WORKLOAD, BY_DECISION = "workload", "decision"
_ALL = None
_DECIDED, _WORLD = True, False
_HEADINGS = {_DECIDED: N_("What we decide"), _WORLD: N_("How the world is")}
_EMPTY = {
    _DECIDED: N_("Nothing is marked. Choose “We decide this” in the menu ⋯ of a driver."),
    _WORLD: N_("Every driver is marked as what we decide."),
}
_Key = tuple[bool | None, int]


class WorkloadList(QWidget):
    """Keeps a section for each workload, and in each group one for each workload that has drivers in it."""

    section_made = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept: dict[_Key, WorkloadSection] = {}
        self._heads: dict[bool | None, QLabel] = {}
        self._notes: dict[bool | None, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for kind in (_DECIDED, _WORLD):
            self._heads[kind] = self._label("group", _(_HEADINGS[kind]))
            self._notes[kind] = self._label("caption", _(_EMPTY[kind]))

    def _label(self, role: str, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.hide()
        return label

    @property
    def sections(self) -> list[WorkloadSection]:
        """The sections in the order they stand in."""
        return list(self._kept.values())

    @property
    def flags(self) -> list[list[tuple[Flag, ...]]]:
        """What is said against each driver: where it changes, links in rows are made anew."""
        return [[row.flags.flags for row in section.rows] for section in self.sections]

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        for section in self.sections:
            section.set_theme(theme)

    def show_workloads(self, scenario: Scenario, library: Mapping[str, Evidence], grouping: str) -> None:
        """Show the workloads; rows stay where the structure is the same, so that focus and drags survive."""
        keys = _keys(scenario, grouping)
        if keys != list(self._kept):
            self._arrange(keys, grouping)
        alone = len(scenario.workloads) == 1
        for (_kind, index), section in self._kept.items():
            section.show_workload(scenario.workloads[index], library, first=index == 0, alone=alone)

    def _arrange(self, keys: list[_Key], grouping: str) -> None:
        """Make, keep and drop sections, and lay them out anew."""
        for key in [key for key in self._kept if key not in keys]:
            self._kept.pop(key).deleteLater()
        self._kept = {key: self._kept.get(key) or self._new_section(*key) for key in keys}
        while self._column.takeAt(0) is not None:
            pass
        for kind in (_DECIDED, _WORLD):
            own = [section for key, section in self._kept.items() if key[0] is kind]
            shown = grouping == BY_DECISION
            self._heads[kind].setVisible(shown)
            self._notes[kind].setVisible(shown and not own)
            for widget in (self._heads[kind], self._notes[kind], *own):
                self._column.addWidget(widget)
        for key, section in self._kept.items():
            if key[0] is _ALL:
                self._column.addWidget(section)

    def _new_section(self, kind: bool | None, index: int) -> WorkloadSection:
        section = WorkloadSection(index, self._theme, decided=kind)
        self.section_made.emit(section)
        return section

    def section(self, workload: int) -> WorkloadSection:
        """Return the first section of a workload."""
        return next(section for (_kind, index), section in self._kept.items() if index == workload)

    def row(self, workload: int, driver: int) -> DriverRow:
        """Return the row a driver is shown in."""
        own = [section for (_kind, index), section in self._kept.items() if index == workload]
        shown = [section.rows[driver] for section in own if section.shows(driver)]
        return (shown or [own[0].rows[driver]])[0]


def _keys(scenario: Scenario, grouping: str) -> list[_Key]:
    if grouping != BY_DECISION:
        return [(_ALL, index) for index in range(len(scenario.workloads))]
    return [
        (kind, index)
        for kind in (_DECIDED, _WORLD)
        for index, workload in enumerate(scenario.workloads)
        if any(driver.lever == kind for driver in workload.drivers)
    ]
