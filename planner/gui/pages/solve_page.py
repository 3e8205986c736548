"""What would have to be true: solve one assumption for a target, and see where the ranking of two scenarios flips."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.chart.answer import answer
from planner.engine.lever import Unknown
from planner.engine.outcome import Case, Formula, formula
from planner.engine.solve import Solution, applied, solve
from planner.engine.switching import TO, Switch, switching_values
from planner.gui.moment import Moment
from planner.gui.pages._lever_filter import LeverFilter
from planner.gui.pages._switch_table import SwitchTable
from planner.gui.pages._target_edit import TargetEdit
from planner.gui.pages._unknown_box import UnknownBox
from planner.gui.pages.page import Page
from planner.gui.simulator import QUICK_SAMPLES
from planner.gui.theme import GAP, GAP_SMALL
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.faults import Fault
from planner.text import _

_CONFIDENCES = (0.0, 0.5, 0.75, 0.9, 0.95)


class SolvePage(Page):
    """Asks what, how much, by when and how sure; answers in a sentence that can be put into the plan."""

    chart_name = "solve"
    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._solution: Solution | None = None
        self._found: Formula | None = None
        self._wanted: Mapping[str, str] = {}
        self.filter = LeverFilter()
        self.unknown = UnknownBox()
        name_box(self.unknown, _("What is to be found"))
        self.bound = QComboBox()
        name_box(self.bound, _("Ceiling or floor"))
        self.bound.setToolTip(_("Is the target a ceiling to be kept, or a floor to be reached?"))
        self.bound.addItem(_("at most"), False)
        self.bound.addItem(_("at least"), True)
        self.target = TargetEdit()
        self.confidence = QComboBox()
        name_box(self.confidence, _("How sure"))
        for share in _CONFIDENCES:
            words = _("in {share} % of the draws").format(share=round(100 * share)) if share else _("at the medians")
            self.confidence.addItem(words, share)
        self.answer = WrappedLabel("section")
        self.apply = QPushButton(_("Put it into the plan"))
        self.apply.setProperty("role", "primary")
        self.table = SwitchTable()
        self.place = ChartPlace(self.table)
        self._lay_out()
        self.filter.activated.connect(self._filter)
        self.unknown.activated.connect(self._solve)
        self.bound.activated.connect(self._solve)
        self.confidence.activated.connect(self._solve)
        self.target.committed.connect(self._solve)
        self.apply.clicked.connect(self._apply)

    def _lay_out(self) -> None:
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        which = QHBoxLayout()
        which.setSpacing(GAP_SMALL)
        which.addWidget(self.unknown, 1)
        which.addWidget(self.filter)
        wanted = QHBoxLayout()
        wanted.setSpacing(GAP_SMALL)
        wanted.addWidget(self.bound, 0, Qt.AlignmentFlag.AlignTop)
        wanted.addWidget(self.target, 1)
        form.addRow(_("What would"), which)
        form.addRow(_("have to be, to keep to"), wanted)
        form.addRow(_("how sure"), self.confidence)
        line = QHBoxLayout()
        line.addWidget(self.apply)
        line.addStretch(1)
        self.controls = (self._form, self.apply)
        self._table_title = QLabel()
        self._table_title.setProperty("role", "section")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP_SMALL, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(self._form)
        layout.addWidget(self.answer)
        layout.addLayout(line)
        layout.addSpacing(GAP)
        layout.addWidget(self._table_title)
        layout.addWidget(self.place, 1)

    def options(self) -> Mapping[str, str]:
        """Say what is asked."""
        return {
            "find": self.unknown.key,
            "among": self.filter.kind,
            "target": self.target.asked_for,
            "bound": "floor" if self.bound.currentData() else "",
            "sure": str(self.confidence.currentData() or ""),
        }

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Ask this."""
        self._wanted = options

    def _take_choices(self, moment: Moment) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted:
            self.filter.choose(wanted.get("among", ""))
            self._fill_unknowns()
            self.unknown.choose_key(wanted.get("find", ""))
            self.target.ask_for(wanted.get("target", ""), moment)
            self.bound.setCurrentIndex(int(wanted.get("bound") == "floor"))
            shares = [str(share or "") for share in _CONFIDENCES]
            sure = wanted.get("sure", "")
            self.confidence.setCurrentIndex(shares.index(sure) if sure in shares else 0)

    def show_moment(self, moment: Moment) -> None:
        """Solve for the selected scenario, the outcome above the page and the marked year."""
        self._moment = moment
        self.set_headline(
            _("What would have to be true in {year}?").format(year=moment.year),
            _("{scenario}: one assumption is solved for a target, all others stay as they are.").format(
                scenario=moment.scenario.name
            ),
        )
        try:
            self._found = self._formula(moment)
        except Fault as fault:
            self._found = None
            self.answer.setText(str(fault))
            self._enable(solvable=False)
            return
        self._fill_unknowns()
        self.target.follow(moment)
        self._take_choices(moment)
        self._solve()
        self._show_switches(moment)

    @staticmethod
    def _formula(moment: Moment) -> Formula:
        return formula(Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year)

    def _fill_unknowns(self) -> None:
        if self._found is not None:
            owner = self._found.terms[-1]
            self.unknown.fill(self._found, self._admits, Unknown(owner.id, owner.factors[0].id, "value"))

    def _admits(self, unknown: Unknown) -> bool:
        moment = self._moment
        return moment is not None and self.filter.admits(moment.scenario, unknown.workload, unknown.driver)

    def _filter(self) -> None:
        self._fill_unknowns()
        self._solve()
        if self._moment is not None and self._found is not None:
            self._show_switches(self._moment)

    def _solve(self) -> None:
        moment, unknown = self._moment, self.unknown.unknown
        self._solution = None
        if moment is None or unknown is None:
            none = _("Nothing of {among} is in this outcome.").format(among=self.filter.among)
            self.answer.setText(none if moment is not None else "")
            self._enable(solvable=False)
            return
        try:
            target = self.target.value(self._formula(moment).unit)
            self.target.clear_error()
            confidence = self.confidence.currentData() or None
            self._solution = solve(
                Case(moment.scenario, moment.conversions),
                unknown,
                moment.view.outcome,
                moment.year,
                target,
                confidence=confidence,
                at_least=bool(self.bound.currentData()),
                samples=QUICK_SAMPLES,
            )
            name = self.unknown.currentText()
            self.answer.setText(answer(self._solution, name, moment.view.outcome, moment.year))
        except Fault as fault:
            self.target.show_error(str(fault))
            self.answer.setText("")
        self._enable(solvable=self._solution is not None and self._solution.feasible)
        self.drawn.emit()

    def _enable(self, *, solvable: bool) -> None:
        self.apply.setEnabled(solvable)
        self.answer.keep_room()

    def _apply(self) -> None:
        if self._moment is not None and self._solution is not None:
            try:
                changed = applied(self._moment.scenario, self._solution)
            except Fault as fault:
                self.said.emit(str(fault))
                return
            self.ask((), changed, _("Solve {name}").format(name=self.unknown.currentText()))

    def _show_switches(self, moment: Moment) -> None:
        """List where the ranking against the rival flips, of the assumptions that the filter lets through."""
        rival = moment.rival
        known: tuple[Switch, ...] = ()
        if rival is not None:
            cases = (Case(moment.scenario, moment.conversions), Case(rival, moment.conversions_for(rival)))
            with contextlib.suppress(Fault):
                known = switching_values(*cases, moment.view.outcome, moment.year)
        switches = tuple(switch for switch in known if self._admits_switch(moment, switch))
        self._table_title.setVisible(bool(known))
        self.table.setVisible(bool(switches))
        if rival is None:
            return
        text = _("Where the ranking against “{name}” would flip")
        if known and not switches:
            text = _("Nothing of {among} is in the ranking against “{name}”")
        self._table_title.setText(text.format(name=rival.name, among=self.filter.among))
        self.table.show_switches(switches, moment.scenario, rival)

    def _admits_switch(self, moment: Moment, switch: Switch) -> bool:
        """Ask of the scenario that has the assumption: the rival where only that one has it."""
        of = moment.rival if switch.where == TO and moment.rival is not None else moment.scenario
        return self.filter.admits(of, switch.workload, switch.driver)
