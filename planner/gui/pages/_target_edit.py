"""The field for a target: one amount of an outcome, proposed until a person types another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.gui.moment import Moment
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _, plain
from planner.units import UnitProblem, factor_between


class TargetEdit(QuantityEdit):
    """Knows the target that is asked for; `value` gives it in the outcome's unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Target"))
        self._outcome = ""
        self._asked_for = ""
        self.committed.connect(self._keep)

    def follow(self, moment: Moment) -> None:
        """Propose half of what it is now, in a unit people use, where another outcome is looked at."""
        if moment.view.outcome == self._outcome and self._asked_for:
            return
        self._outcome = moment.view.outcome
        result = moment.result
        if result is None or self._outcome not in result.outcomes:
            return
        band = result.outcomes[self._outcome]
        value = result.at(self._outcome, moment.year)["p50"] / 2
        unit = moment.view.unit or band.unit
        self._asked_for = f"{plain(float(f'{value * factor_between(band.unit, unit):.2g}'))} {unit}"
        self.set_text(self._asked_for, force=True)

    @property
    def asked_for(self) -> str:
        """The target as it was typed or proposed."""
        return self._asked_for

    def ask_for(self, text: str, moment: Moment) -> None:
        """Take a target that was asked for before; an empty one leaves the field as it is."""
        if text:
            self._asked_for, self._outcome = text, moment.view.outcome
            self.set_text(text, force=True)

    def value(self, unit: str) -> float:
        """Return the target in ``unit``; raises `Fault` that names the field."""
        wanted = Estimate.parse(self._asked_for)
        if not wanted.certain:
            raise Fault(_("“{text}” is a range; a target is one number").format(text=wanted.text))
        if wanted.central < 0:
            raise Fault(_("target “{text}” is negative; give a number from zero up").format(text=wanted.text))
        try:
            return wanted.central * factor_between(wanted.unit, unit)
        except UnitProblem as problem:
            raise Fault(_("target “{text}”: {problem}").format(text=wanted.text, problem=problem)) from problem

    def _keep(self, text: str) -> None:
        self._asked_for = text
