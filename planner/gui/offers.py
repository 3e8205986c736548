"""What the menus and buttons of the window open: exports, copies, tables, estimators, presentation, help, palette.

None of it is in the first picture, so that waits for none of it: all is made, and its modules are read, once the window
is painted, or before that for whoever asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.gui.announcing import Announcing
from planner.gui.copying import Copying
from planner.gui.correlation_requests import CorrelationRequests
from planner.gui.estimate_requests import EstimateRequests
from planner.gui.export_requests import ExportRequests
from planner.gui.help_requests import HelpRequests
from planner.gui.hints import Hints, first_hints
from planner.gui.palette_requests import PaletteRequests
from planner.gui.present_requests import PresentRequests
from planner.gui.presentation_requests import PresentationRequests
from planner.gui.table_requests import TableRequests
from planner.gui.theme import Theme
from planner.gui.welcome_requests import WelcomeRequests
from planner.store.presets import Presets

if TYPE_CHECKING:
    from planner.gui.main_window import MainWindow


class Offers(QObject):
    """Joins each of them with the window it belongs to."""

    def __init__(self, window: MainWindow, presets: Presets) -> None:
        super().__init__(window)
        document, moment, attempt = window.document, window.moment, window.attempt
        chart, assumptions, actions = window.chart, window.assumptions, window.actions_by_name
        notice, filing, stories = window.notice, window.filing, window.stories
        self.correlations = CorrelationRequests(moment, attempt, assumptions, actions, notice, window)
        self._estimates = EstimateRequests(document, attempt, assumptions, actions, notice, window)
        self.exporting = ExportRequests(moment, notice, window)
        self.copying = Copying(moment, chart, notice, window)
        actions.connect(self.copying.slots())
        self.tables = TableRequests(moment, chart, actions["table"], window)
        self.presenting = PresentRequests(document, moment, window)
        self.authoring = PresentationRequests(document, moment, chart, self.presenting, actions, notice, window)
        self.helping = HelpRequests(actions, chart, window)
        hints = Hints(first_hints(document, chart, assumptions), window)
        self.welcoming = WelcomeRequests(actions, chart, stories, filing, presets, self.helping, hints, window)
        self._palette = PaletteRequests(
            actions, chart, document, assumptions, window.drivers, filing, presets, stories, self.helping, window
        )
        self.announcing = Announcing(document, window.simulator, chart.headline, window)

    def set_theme(self, theme: Theme) -> None:
        """Open everything in the colours of a theme from now on."""
        self._palette.theme = self._estimates.theme = self.exporting.theme = theme
        self.presenting.set_theme(theme)

    def stop(self) -> None:
        """Begin nothing more: the window closes."""
        self.copying.stop()
        self.tables.stop()
        self.announcing.stop()
