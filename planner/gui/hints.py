"""Hints at the first start: one at a time, each beside the thing it speaks of, gone once that was used."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen
from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from planner.gui.document import Document
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.panels.driver_row import DriverRow
from planner.gui.widgets.callout import Callout
from planner.text import _


@frozen(eq=False)
class Hint:
    """What is said, the widget it points at, and the signal that tells that it was understood."""

    words: str
    target: Callable[[], QWidget | None]
    understood: SignalInstance


class Hints(QObject):
    """Shows its hints in order; closing one shows the next, and Escape or “No more hints” ends them."""

    def __init__(self, hints: tuple[Hint, ...], window: QWidget) -> None:
        super().__init__(window)
        self._hints, self._window = hints, window
        self._next = 0
        self.callout: Callout | None = None
        self.over = False

    def begin(self) -> None:
        """Show the first hint, if they have not been seen."""
        if not self.over and self.callout is None:
            self._go_on()

    def _show(self, hint: Hint, target: QWidget) -> None:
        last = self._next == len(self._hints)
        self.callout = Callout(hint.words, _("Got it") if last else _("Next"), target, self._window)
        self.callout.closed.connect(self._go_on)
        self.callout.ended.connect(self._end)
        hint.understood.connect(self._understand)
        self.callout.appear()

    def _understand(self) -> None:
        if self.callout is not None:
            self.callout.leave_soon()

    def _go_on(self) -> None:
        """Show the next hint whose widget is there to be pointed at."""
        self._take_away()
        while self._next < len(self._hints):
            hint = self._hints[self._next]
            self._next += 1
            target = hint.target()
            if target is not None and target.isVisible():
                self._show(hint, target)
                return
        self.over = True

    def _end(self) -> None:
        self._take_away()
        self.over = True

    def _take_away(self) -> None:
        if self.callout is not None:
            self._hints[self._next - 1].understood.disconnect(self._understand)
            self.callout.hide()
            self.callout.deleteLater()
            self.callout = None


def first_hints(document: Document, chart: ChartPanel, assumptions: AssumptionPanel) -> tuple[Hint, ...]:
    """Return what a person who has never used the program needs to see, in the order in which it is needed."""

    def driver() -> DriverRow | None:
        workloads = document.workspace.scenarios[document.selection].workloads
        row: DriverRow | None = assumptions.row(0, 0) if workloads and workloads[0].drivers else None
        return row

    def slider() -> QWidget | None:
        row = driver()
        return row.slider if row is not None else None

    def badge() -> QWidget | None:
        row = driver()
        return row.badge if row is not None else None

    return (
        Hint(_("Drag this, or type a value: headline, chart and working follow."), slider, document.changed),
        Hint(_("Who said this, when, and counting what? Click to see."), badge, assumptions.source_wanted),
        Hint(_("Each tab asks the same plan another question."), lambda: chart.tabs, chart.page_changed),
    )
