"""The way into a presentation: on the other screen where there is one, so that all drivers stay on this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from planner.gui.document import Document
from planner.gui.moment import Moment
from planner.gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from planner.gui.panels.speaker_panel import SpeakerPanel
    from planner.gui.present import PresentWindow

_IN_A_WINDOW = QSize(960, 540)


class PresentRequests(QObject):
    """Opens the window of a presentation on what the main window shows; both stay live.

    With a second screen the room sees that one, and the notes, the next view and the clock stand in the main window.
    """

    year_selected = Signal(int)
    look_wanted = Signal(object)

    def __init__(self, document: Document, moment: Callable[[], Moment], window: QMainWindow) -> None:
        super().__init__(window)
        self._document, self._moment, self._window = document, moment, window
        self._theme = LIGHT
        self._chosen: tuple[str, ...] = ()
        self.shown: PresentWindow | None = None
        self.notes: SpeakerPanel | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme, at once where a presentation is under way."""
        self._theme = theme
        if self.shown is not None:
            self.shown.set_theme(theme)

    def open(self) -> None:
        """Begin at the first view, or bring the presentation under way to the front."""
        screen = self._other_screen()
        shown = self._begin(self._window.screen() if screen is None else screen)
        if screen is not None:
            self._show_notes(shown)
        shown.showFullScreen()
        shown.activateWindow()

    def open_with_notes(self) -> None:
        """Begin with the notes in this window, and the views in one of its own where there is no second screen."""
        screen = self._other_screen()
        if screen is not None:
            self.open()
            return
        shown = self._begin(None)
        self._show_notes(shown)
        shown.showNormal()
        self._window.activateWindow()

    def follow(self) -> None:
        """Let a presentation under way show what the window shows by now."""
        if self.shown is not None:
            self.shown.follow()

    def _begin(self, screen: QScreen | None) -> PresentWindow:
        from planner.gui.present import PresentWindow

        if self.shown is not None:
            return self.shown
        self.shown = shown = PresentWindow(self._document, self._moment, self._theme, self._chosen, self._window)
        shown.look_wanted.connect(self.look_wanted)
        shown.year_selected.connect(self.year_selected)
        shown.left.connect(self._forget)
        if screen is None:
            shown.resize(_IN_A_WINDOW)
        else:
            shown.setScreen(screen)
            shown.setGeometry(screen.geometry())
        authored = bool(self._document.workspace.presentation)
        shown.go_to(0 if authored else self._document.selection)
        return shown

    def _show_notes(self, shown: PresentWindow) -> None:
        from planner.gui.panels.speaker_panel import SpeakerPanel

        if self.notes is None:
            self.notes = SpeakerPanel(shown, self._window)
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.notes)

    def _other_screen(self) -> QScreen | None:
        """Return a screen other than the window's; None where there is no other."""
        own = self._window.screen()
        return next((screen for screen in QGuiApplication.screens() if screen is not own), None)

    def _forget(self) -> None:
        if self.notes is not None:
            self._window.removeDockWidget(self.notes)
            self.notes.deleteLater()
            self.notes = None
        if self.shown is not None:
            self._chosen = self.shown.chosen
            self.shown.deleteLater()
            self.shown = None
            self._window.activateWindow()
