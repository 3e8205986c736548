"""The dialog that estimates the energy of one use from below, step by step, and puts it into a driver."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from planner.gui.dialogs._ecologits_page import EcologitsPage
from planner.gui.dialogs._estimator_starts import FLEETS, FLOPS, TOKENS
from planner.gui.dialogs._estimator_use import Proposal, as_parts, as_value, consequence
from planner.gui.dialogs._method_page import Found, MethodPage, ParameterPage
from planner.gui.dialogs._result_card import ResultCard
from planner.gui.dialogs.helped import offer_help
from planner.gui.dialogs.source_dialog import SourceDialog
from planner.gui.theme import BODY_SIZE, CONTROL_HEIGHT, GAP, GAP_SMALL, GAP_WIDE, Theme
from planner.gui.widgets.number_locale import sentence_to_local
from planner.gui.widgets.quantity_edit import CHECK_AFTER_MS
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.faults import Fault
from planner.model.scenario import Workload
from planner.text import N_, _

METHODS = (N_("FLOP count"), N_("EcoLogits model list"), N_("Fleet accounting"), N_("Token types"))
FLOP_TAB, ECOLOGITS_TAB, FLEET_TAB, TOKENS_TAB = range(4)
_SIZE, _WIDEST = (920, 632), 1260
"""The size at our own text size; larger text gets more width, but no more than a small screen has."""


class EstimatorDialog(QDialog):
    """Estimates one driver of a workload; `chosen` is the changed workload once it has been accepted."""

    def __init__(self, workload: Workload, index: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offer_help(self, "methods")
        self._workload, self._index = workload, index
        self.chosen: Workload | None = None
        driver = workload.drivers[index]
        self.setWindowTitle(_("Estimate {name} from below").format(name=driver.name))
        per = driver.value.unit.partition("/")[2]
        self.tabs = QTabBar()
        self.pages = QStackedWidget()
        self.ecologits = EcologitsPage(per)
        self._pages: list[MethodPage] = [
            ParameterPage(FLOPS, theme), self.ecologits, ParameterPage(FLEETS, theme), ParameterPage(TOKENS, theme)
        ]  # fmt: skip
        self.card = ResultCard(driver.value)
        self.consequence = WrappedLabel("caption")
        self.cancel = QPushButton(_("Cancel"))
        self.use_drivers = QPushButton(_("Use as &drivers"))
        self.use_value = QPushButton(_("Use as the &value"))
        self._proposals: tuple[Proposal, Proposal] = (Proposal(None), Proposal(None))
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._lay_out()
        self._connect()
        self.tabs.setCurrentIndex(TOKENS_TAB if per in ("session", "task") else FLOP_TAB)
        self._show_method(self.tabs.currentIndex())
        self.resize(min(round(_SIZE[0] * self._text_scale), _WIDEST), _SIZE[1])

    @property
    def _text_scale(self) -> float:
        return max(QFontInfo(self.font()).pixelSize() / BODY_SIZE, 1.0)

    @property
    def page(self) -> MethodPage:
        """The page of the method that is looked at."""
        return self._pages[self.tabs.currentIndex()]

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Method"))
        self.tabs.setMinimumHeight(round(CONTROL_HEIGHT * self._text_scale) + 2)  # room for the outline of the focus
        for name, page in zip(METHODS, self._pages, strict=True):
            self.tabs.addTab(_(name))
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self._heading())
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        column.addWidget(self.card)
        column.addWidget(self.consequence)
        column.addLayout(self._buttons())

    def _heading(self) -> QHBoxLayout:
        driver = self._workload.drivers[self._index]
        name, now = QLabel(driver.name), QLabel(_("now {value}").format(value=driver.value.text))
        name.setProperty("role", "section")
        now.setProperty("role", "quiet")
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        for label in (name, now):
            label.setTextFormat(Qt.TextFormat.PlainText)
            line.addWidget(label)
        line.addStretch(1)
        return line

    def _buttons(self) -> QHBoxLayout:
        self.use_value.setProperty("role", "primary")
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        line.addStretch(1)
        for button in (self.cancel, self.use_drivers, self.use_value):
            button.setAutoDefault(False)  # Return in a field takes the value typed, it does not end the dialog
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_method)
        for page in self._pages:
            page.changed.connect(self._work_out)
            page.source_wanted.connect(self._show_source)
        self._pause.timeout.connect(self._say_problem)
        self.cancel.clicked.connect(self.reject)
        self.use_value.clicked.connect(self._take_value)
        self.use_drivers.clicked.connect(self._take_drivers)

    def _show_method(self, index: int) -> None:
        self.pages.setCurrentIndex(index)
        self._pages[index].open()
        self._work_out()

    def _work_out(self) -> None:
        """Show what the page has come to; what is wrong is said after a pause, because half-typed text is wrong."""
        if self.sender() in self._pages and self.sender() is not self.page:
            return
        try:
            found = self.page.found()
        except Fault as fault:
            self._problem = sentence_to_local(str(fault), self.locale().decimalPoint())
            self._offer(Proposal(None), Proposal(None))
            self._pause.start()
            return
        self._pause.stop()
        for field in self.page.fields():
            field.check_now()
        if found is None:
            self.card.show_words("–", self.ecologits.waiting_words)
            self._offer(Proposal(None), Proposal(None))
        elif not self.card.show_estimation(found.estimation, found.more):
            self._propose(found)
        else:
            self._offer(Proposal(None), Proposal(None))

    _problem = ""

    def _propose(self, found: Found) -> None:
        value = as_value(self._workload, self._index, found.estimation, found.source)
        self._offer(value, as_parts(self._workload, self._index, found.estimation))

    def _offer(self, value: Proposal, parts: Proposal) -> None:
        """Enable what is possible, and say in words what is not and what else it would mean."""
        self._proposals = (value, parts)
        for button, proposal in ((self.use_value, value), (self.use_drivers, parts)):
            button.setEnabled(proposal.workload is not None)
            button.setToolTip(proposal.words)
            button.setAccessibleDescription(proposal.words)
        words = consequence(value, parts)
        self.consequence.setText(words)
        self.consequence.setVisible(bool(words))
        self.consequence.keep_room()

    def _say_problem(self) -> None:
        """Say what is refused, at its field where one is to blame."""
        for field in self.page.fields():
            field.check_now()
        said = any(field.error for field in self.page.fields())
        self.card.show_words("–", _("A value above is refused.") if said else self._problem)

    def _show_source(self, record: object) -> None:
        dialog = SourceDialog(record, self)  # type: ignore[arg-type]  # a signal carries any object
        dialog.exec()
        dialog.deleteLater()

    def _take_value(self) -> None:
        self._take(self._proposals[0])

    def _take_drivers(self) -> None:
        self._take(self._proposals[1])

    def _take(self, proposal: Proposal) -> None:
        if proposal.workload is not None:
            self.chosen = proposal.workload
            self.accept()
