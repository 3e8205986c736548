"""What a card asks for that takes a dialog: a driver's movement, its rebound, its source, another name.

The dialogs are imported where they are opened.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from planner.gui.document import Document
from planner.gui.notice import Notice
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.attempt import Attempt
from planner.gui.theme import LIGHT, Theme
from planner.model.scenario import Scenario
from planner.model.workspace import Path, look_up
from planner.text import _


class DriverRequests(QObject):
    """Opens the dialogs and asks for one edit of the selected scenario with what they give back."""

    def __init__(
        self, document: Document, attempt: Attempt, panel: AssumptionPanel, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._attempt, self._panel, self._notice = document, attempt, panel, notice
        self._window = window
        self.theme: Theme = LIGHT
        panel.source_wanted.connect(self.show_source)
        panel.movement_wanted.connect(self.edit_movement)
        panel.name_wanted.connect(self.rename)
        panel.rebound_wanted.connect(self.edit_rebound)

    @property
    def _scenario(self) -> Scenario:
        return self._document.workspace.scenarios[self._document.selection]

    def attempt(self, path: Path, value: Any, words: str) -> None:
        """Edit the selected scenario; where that is refused, say why."""
        problem = self._attempt(path, value, words)
        if problem:
            self._notice.warn(problem)

    def edit_movement(self, path: Path) -> None:
        """Ask how the driver at ``path`` moves over the years."""
        from planner.gui.dialogs.trajectory_dialog import TrajectoryDialog

        scenario = self._scenario
        driver = look_up(scenario, path)
        dialog = TrajectoryDialog(driver, scenario.start, scenario.end, self.theme, self._window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            self._panel.edit_driver(path, dialog.driver(), _("Change how {name} moves").format(name=driver.name))

    def edit_rebound(self, path: Path) -> None:
        """Ask how much use answers to the driver at ``path``."""
        from planner.gui.dialogs.rebound_dialog import ReboundDialog

        scenario = self._scenario
        driver = look_up(scenario, path)
        dialog = ReboundDialog(driver, scenario.start, scenario.end, self._window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            self._panel.edit_driver(path, dialog.driver(), _("Change the rebound of {name}").format(name=driver.name))

    def rename(self, path: Path) -> None:
        """Ask for another name of the workload or driver at ``path``."""
        part = look_up(self._scenario, path)
        name, accepted = QInputDialog.getText(
            self._window, _("Rename"), _("Name"), QLineEdit.EchoMode.Normal, part.name
        )
        if accepted and name.strip() != part.name:
            self.attempt((*path, "name"), name.strip(), _("Rename {name}").format(name=part.name))

    def show_source(self, record: Any) -> None:
        """Show where a figure comes from."""
        from planner.gui.dialogs.source_dialog import SourceDialog

        dialog = SourceDialog(record, self._window)
        dialog.exec()
        dialog.deleteLater()
