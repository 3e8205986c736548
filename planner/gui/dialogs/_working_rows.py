"""The chain of an estimate as rows to type in: operator, parameter, where it comes from, value, product so far."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from planner.engine.bottom_up.estimation import PLUS, Estimation, Factor, work_out
from planner.engine.working import DIVIDE, MULTIPLY
from planner.gui.dialogs._estimator_starts import parts_shown
from planner.gui.dialogs._working_words import amount_words, record_of, show_source
from planner.gui.theme import GAP, Theme
from planner.gui.widgets.badge import Badge
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _

_FIELD_WIDTH, _RUNNING_WIDTH, _NAME_WIDTH = 210, 168, 150
_OPERATOR, _NAME, _BADGE, _FIELD, _RUNNING = range(5)


class ParameterRow:
    """The widgets of one parameter; a grid lays them out, so that all rows share their columns."""

    def __init__(self, factor: Factor, operator: str, field: QuantityEdit, theme: Theme) -> None:
        self.factor = factor
        self.operator = QLabel(operator)
        self.operator.setProperty("role", "quiet")
        self.name = QLabel(factor.name)
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.badge = Badge()
        self.badge.set_theme(theme)
        self.field = field
        self.field.set_text(factor.value.text)
        self.field.setAccessibleName(factor.name)
        self.field.setMinimumWidth(_FIELD_WIDTH)
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name.setBuddy(self.field.line_edit)
        self.running = QLabel()
        self.running.setProperty("role", "quiet")
        self.running.setMinimumWidth(_RUNNING_WIDTH)
        self.running.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.name, self.running):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def add_to(self, grid: QGridLayout, at: int) -> None:
        """Put the row into a grid, with its refusal in the line below, under the field."""
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.operator, at, _OPERATOR, middle)
        grid.addWidget(self.name, at, _NAME, middle)
        grid.addWidget(self.badge, at, _BADGE, middle | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.field, at, _FIELD, middle)
        grid.addWidget(self.running, at, _RUNNING, middle)
        grid.addWidget(self.field.sentence, at + 1, _NAME, 1, _RUNNING)


class WorkingRows(QWidget):
    """Shows an estimation, and gives back the one that is typed."""

    edited = Signal()
    source_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._base: Estimation | None = None
        self._typed: Estimation | None = None
        self.rows: dict[str, ParameterRow] = {}
        self._whole: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(_NAME, 1)

    def show_estimation(self, estimation: Estimation) -> None:
        """Show another estimation; what was typed is gone."""
        self._base = self._typed = estimation
        self._clear()
        at = 0
        for title, part in parts_shown(estimation):
            if title:
                self._add_title(title, PLUS if at else "", at)
                at += 1
            for place, factor in enumerate(part.factors):
                operator = DIVIDE if factor.power == -1 else MULTIPLY if place else ""
                self._add_row(factor, operator, at, title)
                at += 2
        self._grid.setRowStretch(at, 1)
        self.show_product()

    def _clear(self) -> None:
        for widget in self._whole:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._whole.clear()
        self.rows.clear()

    def _add_title(self, title: str, operator: str, at: int) -> None:
        for words, role, column in ((operator, "quiet", _OPERATOR), (title, "section", _NAME)):
            label = QLabel(words)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(label, at, column)
            self._whole.append(label)

    def _add_row(self, factor: Factor, operator: str, at: int, title: str) -> None:
        row = ParameterRow(factor, operator, QuantityEdit(partial(self._problem, factor.id)), self._theme)
        row.add_to(self._grid, at)
        if title:
            row.field.setAccessibleName(f"{title}: {factor.name}")
        row.field.edited.connect(self._on_edited)
        row.badge.clicked.connect(self._show_record)
        self.rows[factor.id] = row
        self._whole += [row.operator, row.name, row.badge, row.field, row.field.sentence, row.running]

    def _problem(self, identity: str, text: str) -> str:
        """Return why ``text`` cannot be the value of a parameter, or nothing if it can."""
        assert self._base is not None
        try:
            self._base.with_value(identity, Estimate.parse(text))
        except Fault as fault:
            return str(fault)
        return ""

    def estimation(self) -> Estimation:
        """Return the estimation with what is typed; raises `Fault` where a value is refused."""
        assert self._base is not None
        made = self._base
        for identity, row in self.rows.items():
            if row.field.text() != self._base.factors[identity].value.text:
                made = made.with_value(identity, Estimate.parse(row.field.text()))
        return made

    def show_product(self) -> None:
        """Write the product so far behind each row, at the medians of what is typed; nothing where that is refused."""
        try:
            self._typed = self.estimation()
            worked = work_out(self._typed)
        except Fault:
            for row in self.rows.values():
                row.running.setText("…")
            return
        for factor in self._typed.factors.values():
            show_source(self.rows[factor.id].badge, factor)
        for _name, steps in worked:
            for place, step in enumerate(steps[:-1]):
                words = amount_words(step.running, step.running_unit)
                self.rows[step.owner].running.setText(_("= {amount}").format(amount=words) if place else "")

    def fields(self) -> list[QuantityEdit]:
        """Return the fields, in the order of the chain."""
        return [row.field for row in self.rows.values()]

    def _on_edited(self) -> None:
        self.show_product()
        self.edited.emit()

    def _show_record(self) -> None:
        sender = self.sender()
        assert self._typed is not None
        for identity, row in self.rows.items():
            if row.badge is sender:
                self.source_wanted.emit(record_of(self._typed.factors[identity]))
