"""The dialog in which a person says how a driver moves over the years, and sees at once where that leads."""

from __future__ import annotations

import attrs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.gui.dialogs._movement_fields import CompoundPage, ConstantPage, LogisticPage, Page
from planner.gui.dialogs._path_preview import PathPreview
from planner.gui.dialogs._points_page import PointsPage
from planner.gui.dialogs.helped import offer_help
from planner.gui.roomy import fit_into_screen
from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL, GAP_WIDE, Theme
from planner.gui.widgets.number_locale import sentence_to_local, to_local
from planner.gui.widgets.quantity_edit import CHECK_AFTER_MS
from planner.gui.widgets.wrapped_label import Sentence, WrappedLabel
from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.model.trajectory import FIRST_YEAR, LAST_YEAR, Compound, Constant, Logistic, Points
from planner.text import N_, _

KINDS = (
    (Constant, N_("&Stays the same"), N_("One value for all years.")),
    (Compound, N_("&Grows or shrinks"), N_("By the same percentage every year.")),
    (Logistic, N_("&Levels off"), N_("Grows at first, then ever less as it nears a ceiling.")),
    (Points, N_("Given &years"), N_("You say what it is in some years; in between it moves evenly.")),
)
"""The kinds of movement with their name and what they mean, in the order of the pages."""
_KIND_WIDTH, _FIELDS_WIDTH = 240, 360
_RADIO_INDENT = 20


class TrajectoryDialog(QDialog):
    """Edits the movement of one driver; `driver` gives the result once it has been accepted."""

    def __init__(self, driver: Driver, start: int, end: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offer_help(self, "movement")
        self._origin = self._driver = driver
        self.setWindowTitle(_("How {name} moves").format(name=driver.name))
        self.kinds = QButtonGroup(self)
        self.pages = QStackedWidget()
        self.dated = QCheckBox(_("The value &holds in"))
        self.year = QSpinBox()
        self.preview = PathPreview(start, end, theme)
        self.problem = Sentence()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setProperty("role", "primary")
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._add_pages([ConstantPage(), CompoundPage(driver), LogisticPage(driver), PointsPage(driver, start, end)])
        self._set_year(driver.as_of, start)
        self._lay_out()
        self._connect()
        fit_into_screen(self)
        self.ok.setDefault(True)  # only now that it is part of the dialog, else another button becomes the default
        kind = next(index for index, each in enumerate(KINDS) if isinstance(driver.trajectory, each[0]))
        self.kinds.button(kind).setChecked(True)
        self._show_kind(kind)
        (self.page.first_field() or self.kinds.button(kind)).setFocus()

    def driver(self) -> Driver:
        """Return the driver with the movement as last found in order."""
        return self._driver

    @property
    def page(self) -> Page:
        """The page of the kind that is chosen."""
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def _add_pages(self, pages: list[Page]) -> None:
        for page in pages:
            self.pages.addWidget(page)
            page.changed.connect(self._on_edited)

    def _set_year(self, as_of: int | None, start: int) -> None:
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(start if as_of is None else as_of)
        self.year.setAccessibleName(_("Year in which the value holds"))
        self.dated.setChecked(as_of is not None)
        self.dated.setToolTip(_("Without a year of its own, the value holds in the first year of the scenario"))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(GAP_SECTION)
        middle.addLayout(self._kind_column())
        middle.addWidget(self.pages, 1)
        self.pages.setMinimumWidth(_FIELDS_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addLayout(self._heading())
        column.addLayout(middle, 1)
        column.addWidget(self.preview)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _heading(self) -> QHBoxLayout:
        name = QLabel(self._origin.name)
        name.setProperty("role", "section")
        value = QLabel(to_local(self._origin.value.text, self.locale().decimalPoint()))
        value.setProperty("role", "quiet")
        for label in (name, value):
            label.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        line.addWidget(name)
        line.addWidget(value)
        line.addStretch(1)
        line.addWidget(self.dated)
        line.addWidget(self.year)
        return line

    def _kind_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for index, (_kind, name, meaning) in enumerate(KINDS):
            button = QRadioButton(_(name))
            button.setAccessibleDescription(_(meaning))
            self.kinds.addButton(button, index)
            words = WrappedLabel("caption", _(meaning))
            words.setContentsMargins(_RADIO_INDENT, 0, 0, GAP_SMALL)
            words.setFixedWidth(_KIND_WIDTH)
            column.addWidget(button)
            column.addWidget(words)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.kinds.idClicked.connect(self._on_kind)
        self.dated.toggled.connect(self._on_edited)
        self.year.valueChanged.connect(self._on_edited)
        self._pause.timeout.connect(self.say_problem)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _on_kind(self, index: int) -> None:
        self._show_kind(index)
        self.say_problem()

    def _show_kind(self, index: int) -> None:
        self.pages.setCurrentIndex(index)
        self._on_edited()

    def _on_edited(self) -> None:
        """Work out the driver anew; what is wrong with it is said after a pause, because half-typed text is wrong."""
        has_years = isinstance(self.page, PointsPage)
        self.dated.setEnabled(not has_years)
        self.year.setEnabled(self.dated.isChecked() and not has_years)
        fault = self._work_out()
        self.ok.setEnabled(not fault)
        self.ok.setToolTip(fault)
        self.ok.setAccessibleDescription(fault)
        if fault:
            self._pause.start()
        else:
            self.say_problem()
            self.preview.show_driver(self._driver)
        self.preview.setEnabled(not fault)

    def _work_out(self) -> str:
        """Take over what stands in the fields; returns why not, where it is refused."""
        try:
            as_of = self.year.value() if self.dated.isChecked() else None
            self._driver = attrs.evolve(self._origin, trajectory=self.page.trajectory(), as_of=as_of)
        except Fault as fault:
            return sentence_to_local(str(fault), self.locale().decimalPoint())
        return ""

    def say_problem(self) -> None:
        """Say now why this cannot be accepted, unless a field says so itself."""
        self._pause.stop()
        for field in self.page.fields():
            field.check_now()
        said = any(field.error for field in self.page.fields())
        self.problem.say("" if said else self.ok.toolTip())
