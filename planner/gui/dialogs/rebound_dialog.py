"""How much use answers to efficiency: the rebound of one driver, typed and shown in what it does."""

from __future__ import annotations

import attrs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from planner.engine.path import driver_path
from planner.engine.rebound import answer, drawn
from planner.engine.working import point
from planner.gui.dialogs.helped import offer_help
from planner.gui.theme import GAP, GAP_WIDE
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import Constant
from planner.text import _, number


class ReboundDialog(QDialog):
    """Edits the rebound of a driver; `driver` gives the result once it has been accepted."""

    def __init__(self, driver: Driver, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offer_help(self, "movement")
        self._origin = self._driver = driver
        self._start, self._end = start, end
        self.setWindowTitle(_("Rebound of {name}").format(name=driver.name))
        self.setMinimumWidth(480)
        self.field = QuantityEdit(self._problem)
        self.field.setAccessibleName(_("Rebound"))
        self.field.set_text(driver.rebound.text if driver.rebound is not None else "")
        self.effect = WrappedLabel("quiet")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setProperty("role", "primary")
        self.none = self.buttons.addButton(_("No rebound"), QDialogButtonBox.ButtonRole.ResetRole)
        self.none.setEnabled(driver.rebound is not None)
        self._lay_out()
        self.ok.setDefault(True)
        self.field.edited.connect(self._take_up)
        self.none.clicked.connect(self._drop)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._take_up()
        self.field.setFocus()

    def _lay_out(self) -> None:
        name = QLabel(_("Efficiency begets use"))
        name.setProperty("role", "section")
        words = WrappedLabel(
            "caption",
            _(
                "As the energy of one use falls, more of it is used. A rebound of 30 % takes back 30 % of the saving, "
                "100 % all of it; above that, the total rises. Type a share or a range, such as 30 % or 10 to 50 %."
            ),
        )
        origin = WrappedLabel(
            "caption",
            _(
                "What you type is your own assumption: for AI nobody has published a measurement. A review of homes, "
                "cars and appliances finds a direct rebound of 10 % or less, 20 % in all (ACEEE 2012)."
            ),
        )
        label = QLabel(_("&Rebound"))
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        for widget in (name, words, label, self.field, self.field.sentence, self.effect, origin):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.buttons)
        for text in (words, origin, self.effect):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def driver(self) -> Driver:
        """Return the driver with the rebound as last found in order."""
        return self._driver

    def _problem(self, text: str) -> str:
        try:
            attrs.evolve(self._origin, rebound=Estimate.parse(text))
        except Fault as fault:
            return str(fault)
        return ""

    def _take_up(self) -> None:
        """Work out the driver anew and say what its rebound does."""
        problem = self._problem(self.field.text())
        self.ok.setEnabled(not problem)
        self.ok.setToolTip(problem)
        if not problem:
            self._driver = attrs.evolve(self._origin, rebound=Estimate.parse(self.field.text()))
        self.effect.setText("" if problem else self._words())
        self.effect.keep_room()

    def _words(self) -> str:
        driver = self._driver
        if isinstance(driver.trajectory, Constant) or driver.rebound is None:
            return _("“{name}” stays as it is, so nothing answers yet; let it move over the years.").format(
                name=driver.name
            )
        path = driver_path("", driver, self._start, driver.value.unit, point)
        times = float(answer(path, drawn("", driver.id, driver.rebound, point), self._end))
        return _("In {year}, use is {times} times what it would be without.").format(
            year=self._end, times=number(times, 3)
        )

    def _drop(self) -> None:
        self._driver = attrs.evolve(self._origin, rebound=None)
        self.accept()
