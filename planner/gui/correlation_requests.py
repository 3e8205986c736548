"""The correlations of the selected scenario, asked for in a dialog and put in as one edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.engine.correlation_effect import Effect, effect
from planner.engine.outcome import Case
from planner.gui.actions import Actions
from planner.gui.moment import Moment
from planner.gui.notice import Notice
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.attempt import Attempt
from planner.gui.simulator import QUICK_SAMPLES
from planner.model.scenario import Scenario
from planner.text import _


class CorrelationRequests(QObject):
    """Opens the dialog; what it says of the range is about the outcome and year that are looked at."""

    def __init__(
        self,
        moment: Callable[[], Moment],
        attempt: Attempt,
        panel: AssumptionPanel,
        actions: Actions,
        notice: Notice,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._moment, self._attempt, self._notice, self._window = moment, attempt, notice, window
        panel.correlations_wanted.connect(self.open)
        actions.connect({"correlations": self.open})

    def open(self) -> None:
        """Ask which drivers go together."""
        from planner.gui.dialogs.correlation_dialog import CorrelationDialog

        dialog = CorrelationDialog(self._moment().scenario, self._effect, self._window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            problem = self._attempt(("correlations",), dialog.scenario().correlations, _("Change what goes together"))
            if problem:
                self._notice.warn(problem)

    def _effect(self, scenario: Scenario) -> Effect:
        moment = self._moment()
        case = Case(scenario, moment.conversions_for(scenario))
        return effect(case, moment.view.outcome, moment.year, QUICK_SAMPLES)
