"""Making a presentation: what is shown becomes a view of it, and each change is one undo step of the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.gui._present_views import look_of, place_of
from planner.gui.actions import Actions
from planner.gui.document import Document
from planner.gui.moment import Moment
from planner.gui.notice import Notice
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.present_requests import PresentRequests
from planner.model.editing import moved
from planner.model.faults import Fault
from planner.model.presentation import Presentation, PresentedView
from planner.text import _

if TYPE_CHECKING:
    from planner.gui.dialogs.presentation_dialog import PresentationDialog

_BESIDE = ("timeline", "households")
"""The charts that show several scenarios beside each other."""


class PresentationRequests(QObject):
    """Adds what the window shows as a view, and edits, orders and removes views.

    ``look_wanted`` and ``year_selected`` ask the window to look at what a view shows.
    """

    look_wanted = Signal(object)
    year_selected = Signal(int)

    def __init__(
        self,
        document: Document,
        moment: Callable[[], Moment],
        chart: ChartPanel,
        presenting: PresentRequests,
        actions: Actions,
        notice: Notice,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._moment, self._chart = document, moment, chart
        self._presenting, self._notice, self._window = presenting, notice, window
        self._dialog: PresentationDialog | None = None
        actions.connect(
            {
                "add_view": self.add,
                "views": self.open,
                "present": presenting.open,
                "present_with_notes": presenting.open_with_notes,
            }
        )

    @property
    def _views(self) -> tuple[PresentedView, ...]:
        return self._document.workspace.presentation.views

    def add(self) -> None:
        """Make what the window shows the last view."""
        place = len(self._views)
        if self._put((*self._views, self._captured()), _("Add a view to the presentation")) and self._dialog is None:
            self._notice.say(
                _("Added to the presentation as view {number}").format(number=place + 1),
                way_back=self._document.history.undo,
            )

    def replace(self, index: int) -> None:
        """Let a view show what the window shows; message, notes and sliders stay."""
        old = self._views[index]
        new = attrs.evolve(self._captured(), caption=old.caption, notes=old.notes, sliders=old.sliders)
        self._put((*self._views[:index], new, *self._views[index + 1 :]), _("Change what a view shows"))

    def write(self, index: int, field: str, text: str) -> None:
        """Give a view another ``caption`` or other ``notes``."""
        words = _("Write the message of a view") if field == "caption" else _("Write speaker notes")
        try:
            self._document.edit(("presentation", "views", index, field), text, words)
        except Fault as fault:
            self._notice.warn(str(fault))

    def move(self, index: int, to: int) -> None:
        """Put a view in another place."""
        self._put(moved(self._views, index, to), _("Move a view"))

    def remove(self, index: int) -> None:
        """Take a view away."""
        self._put((*self._views[:index], *self._views[index + 1 :]), _("Remove a view"))

    def look(self, index: int) -> None:
        """Show in the window what a view shows."""
        view = self._views[index]
        try:
            place = place_of(view, self._document.workspace, self._document.selection)
        except Fault as fault:
            self._notice.warn(str(fault))
            return
        self._document.select(place)
        look = look_of(view)
        if look is not None:
            self.look_wanted.emit(look)
        if view.year is not None:
            self.year_selected.emit(view.year)
        self._chart.go_to(view.chart, dict(view.options), self._moment())

    def present_from(self, index: int) -> None:
        """Begin the presentation at a view."""
        self._presenting.open()
        if self._presenting.shown is not None:
            self._presenting.shown.go_to(index)

    def open(self) -> None:
        """Show the list of views; it stays open while the window shows other things."""
        from planner.gui.dialogs.presentation_dialog import PresentationDialog

        if self._dialog is None:
            self._dialog = PresentationDialog(self._document, self, self._window)
            self._dialog.finished.connect(self._forget)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _captured(self) -> PresentedView:
        """Return what the window shows as a view; raises `Fault` for what no file can keep."""
        now, page = self._moment(), self._chart.page
        chart = page.chart_name if page is not None else "timeline"
        names = [scenario.name for scenario in now.workspace.scenarios]
        beside = [scenario.name for scenario in now.workspace.scenarios if scenario.visible]
        options = page.options() if page is not None else {}
        return PresentedView(
            chart,
            scenario=now.scenario.name,
            scenarios=tuple(beside) if chart in _BESIDE and beside != names else (),
            outcome=now.view.outcome,
            unit=now.view.unit,
            log=now.view.log,
            envelope=now.view.envelope,
            year=now.year,
            options=tuple((name, text) for name, text in options.items() if text or name == "against"),
        )

    def _put(self, views: tuple[PresentedView, ...], words: str) -> bool:
        try:
            self._document.edit(("presentation",), Presentation(views), words)
        except Fault as fault:
            self._notice.warn(str(fault))
            return False
        return True
