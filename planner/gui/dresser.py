"""The window's colours: those a person has chosen, else those of the desktop, also when the desktop changes its own."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from planner.gui.main_window import MainWindow
from planner.gui.stylesheet import apply_theme, wears
from planner.gui.theme import DARK, LIGHT, Theme, system_theme


class Dresser(QObject):
    """Puts a theme on application and window; as a part of the window it listens only as long as that lives."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        for name in ("system", "light", "dark"):
            action = window.actions_by_name[f"theme_{name}"]
            action.setData(name)
            action.setChecked(window.settings.theme == name)
            action.triggered.connect(self._choose)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    def _choose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._window.settings = self._window.settings.with_theme(action.data())
        self._dress()

    def _follow_system(self) -> None:
        if self._window.settings.theme not in ("light", "dark"):
            self._dress()

    def _dress(self) -> None:
        self._window.set_theme(dress(self._app, self._window.settings.theme))


def dress(app: QApplication, chosen: str) -> Theme:
    """Put the chosen theme on the application, and return it.

    It costs least when all widgets are in their places: those that move are dressed again.
    """
    theme = {"light": LIGHT, "dark": DARK}.get(chosen) or system_theme(app)
    if not wears(app, theme):
        apply_theme(app, theme)
    return theme
