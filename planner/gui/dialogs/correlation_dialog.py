"""Which assumptions go together: pairs of drivers with their rank correlation, and what they do to the range."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import attrs
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.chart.correlation import effect_in_words
from planner.engine.correlation_effect import Effect
from planner.gui.dialogs.helped import offer_help
from planner.gui.theme import GAP, GAP_SMALL, GAP_WIDE
from planner.gui.widgets.calm_wheel import CalmWheel
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.wrapped_label import Sentence, WrappedLabel
from planner.model.correlation import MAX_CORRELATIONS, STRONGEST, Correlation
from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.model.scenario import Scenario, names_of_drivers
from planner.model.trajectory import Points
from planner.text import _

MOST_TYPED, USUAL_RANK = 0.95, 0.5
SHOW_AFTER_MS = 150
WorkOut = Callable[[Scenario], Effect]
"""Works out what the correlations of a scenario do to the outcome that is looked at."""


class CorrelationDialog(QDialog):
    """Edits all correlations of a scenario at once; `scenario` gives the result once it has been accepted."""

    def __init__(self, scenario: Scenario, work_out: WorkOut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offer_help(self, "uncertainty")
        self._scenario, self._work_out = scenario, work_out
        self._names = _names(scenario)
        self.setWindowTitle(_("What goes together"))
        self.setMinimumWidth(700)
        self.rows: list[CorrelationRow] = []
        self.add = QPushButton(_("+ correlation"))
        self.add.setProperty("role", "link")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_row)
        self.effect = WrappedLabel("quiet")
        self.problem = Sentence()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setProperty("role", "primary")
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._pause = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._pause.timeout.connect(self._show_effect)
        self._lay_out()
        for correlation in scenario.correlations:
            self._put_row(correlation)
        if not scenario.correlations:
            self.add_row()
        self._take_up()
        if self.rows:
            self.rows[0].rank.setFocus()

    def _lay_out(self) -> None:
        heading = QLabel(self._scenario.name)
        heading.setProperty("role", "section")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        words = WrappedLabel(
            "caption",
            _(
                "Above 0, two assumptions tend to be high together; below 0, one is high where the other is low. "
                "Each keeps the range that is typed for it: only which of their values meet is changed."
            ),
        )
        self._places = QVBoxLayout()
        self._places.setSpacing(GAP_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(self._places)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.effect)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def scenario(self) -> Scenario:
        """Return the scenario with the correlations as last found in order."""
        return self._scenario

    def add_row(self) -> None:
        """Add a row for the first two drivers that have none yet."""
        taken = [row.pair for row in self.rows]
        free = (pair for pair in combinations(self._names, 2) if set(pair) not in taken)
        pair = next(free, None)
        if pair is not None and len(self.rows) < MAX_CORRELATIONS:
            self._put_row(Correlation(*pair, USUAL_RANK))
            self._take_up()

    def _put_row(self, correlation: Correlation) -> None:
        row = CorrelationRow(correlation, self._names)
        row.changed.connect(self._take_up)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._places.addWidget(row)

    def _remove(self, row: CorrelationRow) -> None:
        self.rows.remove(row)
        self._places.removeWidget(row)
        row.deleteLater()
        self._take_up()

    def _take_up(self) -> None:
        """Work out the scenario anew; say why it is refused, or after a pause what it does."""
        try:
            pairs = tuple(row.correlation for row in self.rows)
            self._scenario = attrs.evolve(self._scenario, correlations=pairs)
            fault = ""
        except Fault as refused:
            fault = str(refused)
        self.ok.setEnabled(not fault)
        self.problem.say(fault)
        self.effect.setVisible(not fault)
        self._pause.start()

    def _show_effect(self) -> None:
        if not self.ok.isEnabled():
            return
        words = ""
        if self._scenario.correlations:
            try:
                words = effect_in_words(self._work_out(self._scenario), len(self._scenario.correlations))
            except Fault as fault:
                words = str(fault)
        self.effect.setText(words)
        self.effect.keep_room()


def _names(scenario: Scenario) -> dict[str, str]:
    """Return every driver with its name, the uncertain ones first: what is exact does not move with anything."""
    names = names_of_drivers(scenario)
    exact = {
        f"{workload.id}/{driver.id}"
        for workload in scenario.workloads
        for driver in workload.drivers
        if _is_exact(driver)
    }
    ordered = sorted(names, key=lambda name: name in exact)
    return {name: _("{name} (exact)").format(name=names[name]) if name in exact else names[name] for name in ordered}


def _is_exact(driver: Driver) -> bool:
    if isinstance(driver.trajectory, Points):
        return all(point.certain for _year, point in driver.trajectory.values)
    return driver.value.certain


class CorrelationRow(QWidget):
    """Two drivers, the rank correlation between them, and the way to take it away."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, correlation: Correlation, names: dict[str, str]) -> None:
        super().__init__()
        self.one, self.other = (
            self._box(names, *side)
            for side in ((correlation.one, _("One assumption")), (correlation.other, _("The other assumption")))
        )
        self.rank = QDoubleSpinBox()
        most = max(MOST_TYPED, min(abs(correlation.rank), STRONGEST))  # a file may say a little more
        self.rank.setRange(-most, most)
        self.rank.setDecimals(3 if round(correlation.rank, 2) != correlation.rank else 2)
        self.rank.setSingleStep(0.05)
        self.rank.setKeyboardTracking(False)
        self.rank.setValue(correlation.rank)
        self.rank.setAccessibleName(_("Rank correlation"))
        self.remove = QToolButton()
        self.remove.setText("✕")
        self.remove.setProperty("role", "more")
        self.remove.setAccessibleName(_("Remove this correlation"))
        self.remove.setToolTip(_("Remove this correlation"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_SMALL)
        line.addWidget(self.one, 1)
        line.addWidget(QLabel(_("with")))
        line.addWidget(self.other, 1)
        line.addWidget(self.rank)
        line.addWidget(self.remove)
        CalmWheel(self.rank)
        for box in (self.one, self.other):
            CalmWheel(box)
            box.currentIndexChanged.connect(self.changed)
        self.rank.valueChanged.connect(self.changed)
        self.remove.clicked.connect(self._ask_removal)

    @staticmethod
    def _box(names: dict[str, str], chosen: str, accessible: str) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(170)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        name_box(box, accessible)
        for identity, name in names.items():
            box.addItem(name, identity)
        box.setCurrentIndex(box.findData(chosen))
        return box

    @property
    def pair(self) -> set[str]:
        """The drivers that are chosen; one where both boxes say the same."""
        return {str(self.one.currentData()), str(self.other.currentData())}

    @property
    def correlation(self) -> Correlation:
        """What the row says; raises `Fault` for a driver with itself."""
        return Correlation(str(self.one.currentData()), str(self.other.currentData()), round(self.rank.value(), 3))

    def _ask_removal(self) -> None:
        self.removed.emit(self)
