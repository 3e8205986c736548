"""What the list of presets asks for, passed on to the filing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from planner.gui.filing import Filing
from planner.gui.panels.scenario_panel import ScenarioPanel
from planner.store.presets import Preset
from planner.text import _


class PresetRequests(QObject):
    """Opens, renames, copies, exports and deletes presets from their list."""

    def __init__(self, panel: ScenarioPanel, filing: Filing, window: QWidget) -> None:
        super().__init__(window)
        self._list, self._filing = panel.presets, filing
        self._list.open_wanted.connect(filing.open_preset)
        self._list.delete_wanted.connect(filing.delete_preset)
        self._list.rename_wanted.connect(filing.rename_preset)
        self._list.menu_wanted.connect(self._show_menu)
        panel.save_preset.clicked.connect(filing.save_preset)

    def _show_menu(self, preset: Preset, place: QPoint) -> None:
        menu = QMenu(self._list)
        for words, act, possible in (
            (_("Open"), self._filing.open_preset, preset.workspace is not None),
            (_("Rename…"), self._filing.rename_preset, not preset.shipped and preset.workspace is not None),
            (_("Duplicate"), self._filing.duplicate_preset, preset.workspace is not None),
            (_("Export…"), self._filing.export_preset, preset.workspace is not None),
            (_("Delete"), self._filing.delete_preset, not preset.shipped),
        ):
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(partial(act, preset))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
