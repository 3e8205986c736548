"""The chart as a table, in its place: the numbers an export of it would have, worked out beside the window.

The table follows every change. While values move it has the quick results' digits, at rest the fine ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from planner.gui.background import Background
from planner.gui.export_requests import choice_of
from planner.gui.moment import Moment
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.simulator import QUICK_SAMPLES
from planner.gui.widgets.table_view import TableView
from planner.model.workspace import Workspace

if TYPE_CHECKING:
    from planner.export.exhibit import Exhibit
    from planner.export.pack import Choice

_PAUSE_MS = 30
"""Changes that come together are followed once."""


class TableRequests(QObject):
    """Shows the table while its action is checked, on whichever page there is."""

    def __init__(self, moment: Callable[[], Moment], chart: ChartPanel, action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._moment, self._chart, self._action = moment, chart, action
        self._asked: tuple[Workspace, Choice, str] | None = None
        self.view = TableView(window)
        self.view.hide()
        self._work = Background(self)
        self._work.finished.connect(self._show)
        self._work.failed.connect(self.view.show_problem)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        action.toggled.connect(self._toggle)
        self.view.closed.connect(action.toggle)
        chart.drawn.connect(self.follow)

    @property
    def busy(self) -> bool:
        """Whether the table is older than the chart it stands for."""
        return self._pause.isActive() or self._work.busy

    def stop(self) -> None:
        """Drop what is under way: the window closes."""
        self._pause.stop()
        self._work.stop()

    def follow(self) -> None:
        """Bring the table up to date, where it is shown."""
        if self._action.isChecked() and not self._pause.isActive():
            self._pause.start()

    def _toggle(self, wanted: bool) -> None:
        self._chart.show_table(self.view if wanted else None)
        if wanted:
            self.view.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ask()

    def _ask(self) -> None:
        now = self._moment()
        key, options = self._chart.shown_chart()
        samples = now.simulator.fine_samples if now.simulator.at_rest else QUICK_SAMPLES
        asked = now.workspace, choice_of(now, options, samples), key
        if asked != self._asked:
            self._asked = asked
            self._work.ask(partial(_made, *asked))

    def _show(self, item: Exhibit) -> None:
        self.view.show_exhibit(item)


def _made(workspace: Workspace, choice: Choice, key: str) -> Exhibit:
    """Return the chart with its table; raises `Fault` where this plan has no such chart. It runs beside the window."""
    from planner.export.exhibits import exhibit
    from planner.export.pack import prepare

    return exhibit(prepare(workspace, choice), key)
