"""What the list of scenarios asks for, turned into edits of the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from planner.gui.actions import Actions
from planner.gui.document import Document
from planner.gui.notice import Notice
from planner.gui.panels.scenario_list import ScenarioList
from planner.model.editing import (
    add_scenario,
    bring_back_scenario,
    duplicate_scenario,
    move_scenario,
    new_scenario,
    remove_scenario,
    rename_scenario,
    set_baseline,
)
from planner.model.faults import Fault
from planner.model.workspace import Workspace, replace
from planner.text import _


class ScenarioRequests(QObject):
    """Adds, copies, renames, moves, hides and removes scenarios; a refusal goes to the notice."""

    about_to_edit = Signal()

    def __init__(
        self, document: Document, rows: ScenarioList, actions: Actions, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._rows, self._actions, self._notice = document, rows, actions, notice
        rows.chosen.connect(document.select)
        rows.shown_changed.connect(self.show_or_hide)
        rows.renamed.connect(self.rename)
        rows.moved.connect(self.move)
        rows.delete_wanted.connect(self.remove)
        rows.menu_wanted.connect(self._show_menu)
        actions.connect(
            {
                "add_scenario": self.add,
                "duplicate_scenario": self.duplicate,
                "rename_scenario": self._begin_rename,
                "delete_scenario": self._remove_selected,
                "move_up": self._move_up,
                "move_down": self._move_down,
                "baseline": self.make_baseline,
            }
        )

    def add(self) -> None:
        """Add a scenario with one text chat, in the region and years of the selected one."""
        like = self._document.workspace.scenarios[self._document.selection]
        made = new_scenario(like.region, like.start, like.end)
        if self._put(lambda: add_scenario(self._document.workspace, made), _("Add a scenario")):
            self._document.select(len(self._document.workspace.scenarios) - 1)

    def duplicate(self) -> None:
        """Copy the selected scenario; the copy shares every draw and is selected, ready to be changed."""
        index = self._document.selection
        if self._put(lambda: duplicate_scenario(self._document.workspace, index), _("Duplicate a scenario")):
            self._document.select(index + 1)

    def rename(self, index: int, name: str) -> None:
        """Give a scenario another name."""
        self._put(lambda: rename_scenario(self._document.workspace, index, name), _("Rename a scenario"))
        self._document.changed.emit()

    def remove(self, index: int) -> None:
        """Remove a scenario; undo brings it back."""
        before = self._document.workspace
        name = before.scenarios[index].name
        words = _("Delete “{name}”").format(name=name)
        if self._put(lambda: remove_scenario(self._document.workspace, index), words):
            way_back = partial(self._bring_back, before, index, self._document.workspace)
            self._notice.say(_("Deleted “{name}”").format(name=name), way_back=way_back)

    def _bring_back(self, before: Workspace, index: int, after: Workspace) -> None:
        """Undo a deletion; where other edits followed, they stay, and the scenario comes back as one more."""
        name = before.scenarios[index].name
        now = self._document.workspace
        if now == after:
            self._document.history.undo()
        if now == after or name in (scenario.name for scenario in now.scenarios):
            return
        words = _("Bring back “{name}”").format(name=name)
        if self._put(lambda: bring_back_scenario(self._document.workspace, before, index), words):
            self._document.select(min(index, len(self._document.workspace.scenarios) - 1))

    def move(self, index: int, to: int) -> None:
        """Move a scenario to another place in the list."""
        if self._put(lambda: move_scenario(self._document.workspace, index, to), _("Move a scenario")):
            self._document.select(to)

    def show_or_hide(self, index: int, shown: bool) -> None:
        """Show or hide a scenario on the chart."""
        words = _("Show a scenario") if shown else _("Hide a scenario")
        self._put(lambda: replace(self._document.workspace, ("scenarios", index, "visible"), shown), words)

    def make_baseline(self) -> None:
        """Make the selected scenario the one that others are read against, or stop that."""
        self._put(lambda: set_baseline(self._document.workspace, self._document.selection), _("Set the baseline"))

    def _put(self, change: Callable[[], Workspace], words: str) -> bool:
        self.about_to_edit.emit()
        try:
            self._document.put(change(), words)
        except Fault as fault:
            self._notice.warn(str(fault))
            return False
        return True

    def _begin_rename(self) -> None:
        self._rows.setFocus()
        self._rows.editItem(self._rows.item(self._document.selection))

    def _remove_selected(self) -> None:
        self.remove(self._document.selection)

    def _move_up(self) -> None:
        if self._document.selection > 0:
            self.move(self._document.selection, self._document.selection - 1)

    def _move_down(self) -> None:
        if self._document.selection < len(self._document.workspace.scenarios) - 1:
            self.move(self._document.selection, self._document.selection + 1)

    def _show_menu(self, index: int, place: QPoint) -> None:
        self._document.select(index)
        menu = QMenu(self._rows)
        for name in ("rename_scenario", "duplicate_scenario", "baseline", "move_up", "move_down", "delete_scenario"):
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
