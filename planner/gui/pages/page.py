"""What every page of the middle panel has in common."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.chart.headline import Headline
from planner.gui.moment import Moment
from planner.gui.theme import LIGHT, Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.model.workspace import Path


class Page(QWidget):
    """Shows one moment; works only while it is the page on the screen.

    ``chart_name`` is what it shows as views of a presentation name it, ``controls`` are the fields that a room need not
    see, ``place`` is where the chart stands. ``uses_outcome`` and ``uses_scale`` say which of the controls above the
    pages mean something to it, ``shows_working`` whether the working under it is about the same thing. ``drawn``
    follows every change of what it shows.
    """

    chart_name = ""
    uses_outcome = True
    uses_scale = False
    shows_working = True
    place: ChartPlace

    year_selected = Signal(int)
    caption_changed = Signal(str)
    headline_changed = Signal()
    drawn = Signal()
    edit_wanted = Signal(tuple, object, str)
    source_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.caption = ""
        self.headline: Headline | None = None
        self.controls: tuple[QWidget, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.theme = theme
        self.update()

    def show_moment(self, moment: Moment) -> None:
        """Show a moment of the document."""
        raise NotImplementedError

    def options(self) -> Mapping[str, str]:
        """Return the choices made on this page, by the names that `planner.model.presentation.CHARTS` has for them."""
        return {}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Show ``chart`` with these choices from the next moment on; what cannot be found stays as it is."""

    def show_to_room(self) -> None:
        """Leave out what only the person at the desk needs."""
        for control in self.controls:
            control.hide()

    def ask(self, path: Path, value: object, words: str) -> None:
        """Ask for an edit at ``path`` of the selected scenario."""
        self.edit_wanted.emit(path, value, words)

    def set_headline(self, sentence: str, under: str = "") -> None:
        """State the page's own finding in place of the scenario's: what it draws is new."""
        if self.headline is None or (self.headline.sentence, self.headline.under) != (sentence, under):
            self.headline = Headline(sentence, under)
            self.headline_changed.emit()
        self.drawn.emit()

    def set_caption(self, caption: str) -> None:
        """Say what stands under the page."""
        if caption != self.caption:
            self.caption = caption
            self.caption_changed.emit(caption)
