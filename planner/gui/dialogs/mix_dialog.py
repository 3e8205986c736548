"""The dialog that asks what share of one use would explain an average, and can put that mix into the scenario."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.engine.mix import Answer, FixedUse, explain
from planner.gui.dialogs._mix_fields import ENERGY, LABEL, LAST, EvidenceChoice, UseFields, energy_problem, plural_of
from planner.gui.dialogs._mix_use import check_words, usual_volume, with_mix
from planner.gui.dialogs.helped import offer_help
from planner.gui.theme import GAP, GAP_SMALL, GAP_WIDE
from planner.gui.widgets.number_locale import sentence_to_local
from planner.gui.widgets.quantity_edit import CHECK_AFTER_MS, QuantityEdit
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.store.library import evidence
from planner.text import _

AVERAGE_FIGURE, IMAGE_FIGURE = "altman-2025", "mit-sd3-high-2025"
"""The evidence the fields begin with: OpenAI's claimed average, and an open image model."""
_BASE_ENERGY, _FIXED_ENERGY, _FIXED_SHARE = "0.2 Wh/query", "10 Wh/query", "1 %"
_WIDTH = 760


class MixDialog(QDialog):
    """Solves for a share; `chosen` is the scenario with the mix in it once that was asked for."""

    def __init__(self, scenario: Scenario, explained: int | None = None, wanted: Estimate | None = None,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        offer_help(self, "methods")
        self._scenario, self._explained = scenario, explained
        self.chosen: Scenario | None = None
        self.setWindowTitle(_("What share would explain the average?"))
        known = evidence()
        image = known[IMAGE_FIGURE]
        self.wanted = QuantityEdit(energy_problem)
        self.wanted.set_text(wanted.text if wanted is not None else known[AVERAGE_FIGURE].value.text)
        self.base = UseFields(_("Most &uses are"), _("text"), _BASE_ENERGY, self)
        self.asked = UseFields(_("What share are"), plural_of(image), image.value.text, self, source=image.id)
        self.evidence = EvidenceChoice(IMAGE_FIGURE)
        self.fixed: list[UseFields] = []
        self.add = QPushButton(_("+ &Another use with a known share"))
        self.sentence, self.check = WrappedLabel("section"), WrappedLabel("caption")
        self.volume = QuantityEdit()
        self.volume.set_text(usual_volume(scenario, explained))
        self.replace = QCheckBox()
        self.close_button, self.make = QPushButton(_("Close")), QPushButton(_("&Make workloads of this mix"))
        self.problem = WrappedLabel("caption")
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._lay_out()
        self._connect()
        self._work_out()
        self.resize(_WIDTH, self.sizeHint().height())

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP_SMALL)
        self._grid.setColumnStretch(LAST, 1)
        label = QLabel(_("A&verage to explain"))
        label.setBuddy(self.wanted.line_edit)
        self.wanted.setAccessibleName(_("Average to explain"))
        self._grid.addWidget(label, 0, LABEL)
        self._grid.addWidget(self.wanted, 0, ENERGY)
        self.base.add_to(self._grid, 1)
        self.asked.add_to(self._grid, 2)
        self._grid.addWidget(self.evidence, 2, LAST)
        self.add.setProperty("role", "link")
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._grid)
        column.addLayout(line)
        column.addWidget(self._answer_card())
        column.addStretch(1)
        column.addLayout(self._making())
        column.addWidget(self.problem)
        column.addLayout(self._buttons())

    def _answer_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        column.addWidget(self.check)
        return card

    def _making(self) -> QHBoxLayout:
        label = QLabel(_("Uses in a&ll"))
        label.setBuddy(self.volume.line_edit)
        self.volume.setAccessibleName(_("Uses in all"))
        self.volume.setMinimumWidth(200)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(label)
        line.addWidget(self.volume)
        line.addWidget(self.replace)
        line.addStretch(1)
        if self._explained is None:
            self.replace.hide()
        else:
            name = self._scenario.workloads[self._explained].name
            self.replace.setText(_("&in place of “{name}”").format(name=name.replace("&", "&&")))
            self.replace.setToolTip(_("Otherwise they stand beside it, and the same uses count twice"))
        return line

    def _buttons(self) -> QHBoxLayout:
        self.make.setProperty("role", "primary")
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        line.addStretch(1)
        line.addWidget(self.close_button)
        line.addWidget(self.make)
        for button in (self.close_button, self.make, self.add):
            button.setAutoDefault(False)  # Return in a field takes the value typed, it does not end the dialog
        return line

    def _connect(self) -> None:
        for field in (self.wanted, self.volume):
            field.edited.connect(self._work_out)
        for use in (self.base, self.asked):
            use.changed.connect(self._work_out)
        self.evidence.picked.connect(self.asked.show_entry)
        self.asked.energy.edited.connect(self._forget_figure)
        self.add.clicked.connect(self.add_fixed)
        self.replace.toggled.connect(self._work_out)
        self._pause.timeout.connect(self._say_problem)
        self.close_button.clicked.connect(self.reject)
        self.make.clicked.connect(self._make)

    def _forget_figure(self) -> None:
        """A figure that is typed over is nobody's but the user's."""
        self.evidence.setCurrentIndex(-1)
        self.asked.source = ""

    def add_fixed(self) -> None:
        """Add a use whose share is known."""
        use = UseFields(_("Known"), _("long answers"), _FIXED_ENERGY, self, _FIXED_SHARE)
        use.add_to(self._grid, self._grid.rowCount())
        use.changed.connect(self._work_out)
        use.removal_wanted.connect(self._remove_fixed)
        self.fixed.append(use)
        use.name.setFocus()
        use.name.selectAll()
        self._work_out()

    def _remove_fixed(self, use: QObject) -> None:
        for known in [known for known in self.fixed if known is use]:
            self.fixed.remove(known)
            for widget in known.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            known.deleteLater()
        self._work_out()

    def _work_out(self) -> None:
        """Say the answer; what is refused is said after a pause, because half-typed text is wrong."""
        self.chosen = None
        try:
            base, asked, fixed = self.base.use(), self.asked.use(), [use.fixed() for use in self.fixed]
            answer = explain(Estimate.parse(self.wanted.text()), base, asked, fixed)
        except Fault as fault:
            self._refused = sentence_to_local(str(fault), self.locale().decimalPoint())
            self._say("…", "")
            self._can_make(None, "")
            self._pause.start()
            return
        self._pause.stop()
        for field in self._fields():
            field.check_now()
        parts = [FixedUse(base, answer.base_share), FixedUse(asked, answer.share), *fixed]
        self._say(f"{answer.sentence[:1].upper()}{answer.sentence[1:]}.", check_words(answer, parts))
        self._propose(answer, parts)

    _refused = ""

    def _fields(self) -> list[QuantityEdit]:
        uses = (self.base, self.asked, *self.fixed)
        return [self.wanted, *(field for use in uses for field in use.quantities())]

    def _say_problem(self) -> None:
        for field in self._fields():
            field.check_now()
        said = any(field.error for field in self._fields())
        self._say(_("A value above is refused.") if said else self._refused, "")

    def _say(self, sentence: str, check: str) -> None:
        for label, words in ((self.sentence, sentence), (self.check, check)):
            label.setText(words)
            label.setVisible(bool(words))
            label.keep_room()

    def _propose(self, answer: Answer, parts: list[FixedUse]) -> None:
        if not answer.feasible:
            self._can_make(None, _("There is no mix to make workloads of."))
            return
        try:
            place = self._explained if self.replace.isChecked() else None
            sources = {use.name.text().strip(): use.source for use in (self.base, self.asked)}
            scenario = with_mix(self._scenario, parts, Estimate.parse(self.volume.text()), sources, place)
        except Fault as fault:
            self._can_make(None, str(fault))
        else:
            self._can_make(scenario, "")

    def _can_make(self, scenario: Scenario | None, problem: str) -> None:
        self._proposed = scenario
        self.make.setEnabled(scenario is not None)
        self.make.setAccessibleDescription(problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.problem.keep_room()

    _proposed: Scenario | None = None

    def _make(self) -> None:
        if self._proposed is not None:
            self.chosen = self._proposed
            self.accept()
