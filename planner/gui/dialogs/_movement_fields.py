"""The fields each kind of movement needs: a page for each, which gives the trajectory that is typed in it."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.driver import Driver
from planner.model.estimate import MAX_EXPONENT, Estimate
from planner.model.faults import Fault
from planner.model.trajectory import Compound, Constant, Logistic, Trajectory
from planner.text import _, without_key

USUAL_RATE, USUAL_LOGISTIC_RATE = "20 %/year", "30 %/year"
USUAL_HEADROOM = 10.0


class Page(QWidget):
    """What all pages share: they tell when something in them changes, and say what their movement is."""

    changed = Signal()

    def trajectory(self) -> Trajectory:
        """Return what is typed; raises `Fault` where it is refused."""
        raise NotImplementedError

    def fields(self) -> list[QuantityEdit]:
        """Return the value fields, in their order."""
        return self.findChildren(QuantityEdit)

    def first_field(self) -> QWidget | None:
        """Return where the typing begins, if there is anything to type."""
        return next(iter(self.fields()), None)


class ConstantPage(Page):
    """Nothing to type."""

    def trajectory(self) -> Trajectory:
        """Return a value that stays."""
        return Constant()


class CompoundPage(Page):
    """The rate."""

    def __init__(self, driver: Driver) -> None:
        super().__init__()
        known = driver.trajectory
        self.rate = QuantityEdit(rate_problem)
        self.rate.set_text(known.rate.text if isinstance(known, Compound) else USUAL_RATE)
        lay_out(self, [(_("&Rate"), self.rate)])
        self.rate.edited.connect(self.changed)

    def trajectory(self) -> Trajectory:
        """Return growth by the rate typed."""
        return Compound(Estimate.parse(self.rate.text()))


class LogisticPage(Page):
    """Ceiling and rate."""

    def __init__(self, driver: Driver) -> None:
        super().__init__()
        self._driver = driver
        known = driver.trajectory if isinstance(driver.trajectory, Logistic) else None
        self.ceiling = QuantityEdit(self._ceiling_problem)
        self.ceiling.set_text(known.ceiling.text if known else usual_ceiling(driver.value).text)
        self.rate = QuantityEdit(rate_problem)
        self.rate.set_text(known.rate.text if known else USUAL_LOGISTIC_RATE)
        lay_out(self, [(_("C&eiling"), self.ceiling), (_("&Rate at first"), self.rate)])
        self.ceiling.edited.connect(self.changed)
        self.rate.edited.connect(self.changed)

    def trajectory(self) -> Trajectory:
        """Return growth that levels off at the ceiling typed."""
        return Logistic(Estimate.parse(self.ceiling.text()), Estimate.parse(self.rate.text()))

    def _ceiling_problem(self, text: str) -> str:
        return problem_with(self._driver, lambda: Logistic(Estimate.parse(text), Estimate.parse(USUAL_LOGISTIC_RATE)))


def rate_problem(text: str) -> str:
    """Return why ``text`` is not a rate of growth, or nothing if it is one."""
    try:
        Compound(Estimate.parse(text))
    except Fault as fault:
        return str(fault)
    return ""


def problem_with(driver: Driver, trajectory: Callable[[], Trajectory]) -> str:
    """Return why ``driver`` cannot move like this, or nothing if it can."""
    try:
        attrs.evolve(driver, trajectory=trajectory())
    except Fault as fault:
        return str(fault)
    return ""


def usual_ceiling(value: Estimate) -> Estimate:
    """Return ten times a value in its own words; a plain number where its spread or a zero allows no ceiling."""
    try:
        ceiling = value.scaled(USUAL_HEADROOM)
        Logistic(ceiling, Estimate.parse(USUAL_LOGISTIC_RATE))
    except Fault:
        central = value.central if value.central > 0 else 1.0
        ceiling = Estimate.exact(min(USUAL_HEADROOM * central, 10.0**MAX_EXPONENT), value.unit)
    return ceiling


def lay_out(page: QWidget, rows: list[tuple[str, QuantityEdit]]) -> None:
    """Set fields one under the other, each below its label."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for words, field in rows:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(without_key(words))
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(8)
    column.addStretch(1)
