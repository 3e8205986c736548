"""What is asked of a driver's energy: an estimate from below, and the mix that would explain it as an average.

The dialogs, and all the methods behind them, are imported where they are opened.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.gui.actions import Actions
from planner.gui.document import Document
from planner.gui.notice import Notice
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.attempt import Attempt
from planner.gui.theme import LIGHT, Theme
from planner.model.scenario import Scenario
from planner.model.workspace import Path
from planner.text import _


class EstimateRequests(QObject):
    """Opens the dialogs, and asks for one edit of the selected scenario with what they give back."""

    def __init__(
        self,
        document: Document,
        attempt: Attempt,
        panel: AssumptionPanel,
        actions: Actions,
        notice: Notice,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._attempt, self._panel, self._notice = document, attempt, panel, notice
        self._window = window
        self.theme: Theme = LIGHT
        panel.driver_menu.estimate_wanted.connect(self.estimate)
        panel.driver_menu.mix_wanted.connect(self.explain)
        actions.connect({"explain_mix": self.explain_any})

    @property
    def _scenario(self) -> Scenario:
        return self._document.workspace.scenarios[self._document.selection]

    def estimate(self, path: Path) -> None:
        """Estimate the driver at ``path`` of the scenario from below."""
        from planner.gui.dialogs.estimator_dialog import EstimatorDialog

        place, index = int(path[1]), int(path[3])
        workload = self._scenario.workloads[place]
        dialog = EstimatorDialog(workload, index, self.theme, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen is not None:
            words = _("Estimate {name} from below").format(name=workload.drivers[index].name)
            problem = self._attempt(path[:2], dialog.chosen, words)
            if problem:
                self._panel.row(place, index).show_problem(problem)

    def explain(self, path: Path) -> None:
        """Ask what mix would explain the driver at ``path`` as an average."""
        workload = int(path[1])
        self._explain(workload, int(path[3]))

    def explain_any(self) -> None:
        """Ask what mix would explain an average that is typed."""
        self._explain(None, 0)

    def _explain(self, workload: int | None, driver: int) -> None:
        from planner.gui.dialogs.mix_dialog import MixDialog

        scenario = self._scenario
        wanted = None if workload is None else scenario.workloads[workload].drivers[driver].value
        dialog = MixDialog(scenario, workload, wanted, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen is not None:
            problem = self._attempt((), dialog.chosen, _("Make workloads of a mix"))
            if problem:
                self._notice.warn(problem)
