"""The way into a presentation: on the other screen where there is one, so that all drivers stay on this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from planner.gui.document import Document
from planner.gui.moment import Moment
from planner.gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from planner.gui.present import PresentWindow


class PresentRequests(QObject):
    """Opens the full-screen window on what the main window shows; both stay live."""

    year_selected = Signal(int)

    def __init__(self, document: Document, moment: Callable[[], Moment], window: QWidget) -> None:
        super().__init__(window)
        self._document, self._moment, self._window = document, moment, window
        self._theme = LIGHT
        self._chosen: tuple[str, ...] = ()
        self.shown: PresentWindow | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme, at once where a presentation is under way."""
        self._theme = theme
        if self.shown is not None:
            self.shown.set_theme(theme)

    def open(self) -> None:
        """Begin, or bring the presentation under way to the front."""
        from planner.gui.present import PresentWindow

        if self.shown is None:
            self.shown = PresentWindow(self._document, self._moment, self._theme, self._chosen, self._window)
            self.shown.year_selected.connect(self.year_selected)
            self.shown.left.connect(self._forget)
            screen = self._screen()
            self.shown.setScreen(screen)
            self.shown.setGeometry(screen.geometry())
        self.shown.showFullScreen()
        self.shown.activateWindow()

    def _screen(self) -> QScreen:
        """Return a screen other than the window's, or that one where there is no other."""
        own = self._window.screen()
        return next((screen for screen in QGuiApplication.screens() if screen is not own), own)

    def _forget(self) -> None:
        if self.shown is not None:
            self._chosen = self.shown.chosen
            self.shown.deleteLater()
            self.shown = None
            self._window.activateWindow()
