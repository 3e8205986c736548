"""The way to the preferences, and what each of them does once it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from PySide6.QtCore import QObject, Signal

from planner.gui.actions import Actions
from planner.gui.simulator import Simulator

if TYPE_CHECKING:
    from planner.gui.main_window import MainWindow


class PreferenceRequests(QObject):
    """Opens the preferences; ``spoken_otherwise`` says that language or numbers want the window made anew."""

    spoken_otherwise = Signal(str)

    def __init__(self, actions: Actions, simulator: Simulator, window: MainWindow) -> None:
        super().__init__(window)
        self._actions, self._simulator, self._window = actions, simulator, window
        self._anew = False
        simulator.set_fine_samples(window.settings.samples)
        actions.connect({"preferences": self.open})

    def open(self) -> None:
        """Show the dialog; a language takes effect once it has closed, all else at once."""
        from planner.gui.dialogs.preferences_dialog import PreferencesDialog

        view = self._window.view
        dialog = PreferencesDialog(self._window.settings, view.unit if view.outcome == "energy" else "", self._window)
        dialog.changed.connect(self.change)
        dialog.exec()
        dialog.deleteLater()
        if self._anew:
            self._anew = False
            self.spoken_otherwise.emit(self._window.settings.language)

    def change(self, name: str, value: Any) -> None:
        """Take up one setting."""
        if name == "theme":
            self._actions[f"theme_{value}"].trigger()
        elif name == "unit":
            view = attrs.evolve(self._window.view, outcome="energy", unit=str(value))
            self._window.set_view(view)
        else:
            self._window.settings = attrs.evolve(self._window.settings, **{name: value})
            self._anew = self._anew or name in ("language", "numbers")
            if name == "samples":
                self._simulator.set_fine_samples(self._window.settings.samples)
