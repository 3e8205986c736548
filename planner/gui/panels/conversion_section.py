"""Where and when: the years, the region, and the figures that turn energy into homes, shares, emissions and money."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from planner.gui.theme import Theme
from planner.gui.widgets.badge import Badge
from planner.gui.widgets.calm_wheel import CalmWheel
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.gui.widgets.wrapped_label import Sentence
from planner.model.region import Figure, Region
from planner.model.scenario import CONVERSIONS, Scenario
from planner.model.trajectory import FIRST_YEAR, LAST_YEAR
from planner.store.library import region_names
from planner.text import N_, _

NAMES = {
    "household_use": N_("A household uses"),
    "grid_intensity": N_("Grid intensity"),
    "national_demand": N_("National demand"),
    "electricity_price": N_("Electricity price"),
    "water_use": N_("Water use"),
}


class ConversionRow(QWidget):
    """One conversion: its value as typed, where it comes from, and the way back to the region's own figure."""

    typed = Signal(str, str)
    reset = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        title = QLabel(_(NAMES[name]))
        self.badge = Badge()
        self.badge.set_theme(theme)
        self.back = QPushButton(_("Use the region's"))
        self.back.setProperty("role", "link")
        self.value = QuantityEdit()
        self.value.setAccessibleName(_(NAMES[name]))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.back)
        head.addWidget(self.badge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.value)
        self.value.committed.connect(self._type)
        self.back.clicked.connect(self._reset)
        self.badge.clicked.connect(self._ask_for_source)

    def show_value(self, text: str, figure: Figure | None, *, own: bool) -> None:
        """Show the value in force: the scenario's own or the region's published figure."""
        self.value.set_text(text)
        self.back.setVisible(own and figure is not None)
        if own:
            self.badge.show_source(_("own assumption"), "", _("This scenario's own figure"))
        elif figure is not None:
            tip = f"{figure.definition}\n{figure.citation}\n{figure.note}".strip()
            self.badge.show_source(f"{_(figure.kind)} · {figure.year}", figure.kind, tip)
        else:
            self.badge.show_source(_("none published here"), "", _("Type a figure to see this outcome"))

    def _type(self, text: str) -> None:
        self.typed.emit(self._name, text)

    def _reset(self) -> None:
        self.reset.emit(self._name)

    def _ask_for_source(self) -> None:
        self.source_wanted.emit(self._name)


class ConversionSection(QWidget):
    """The years, the region and the conversions of a scenario; asks for changes."""

    years_changed = Signal(int, int)
    region_changed = Signal(str)
    conversion_typed = Signal(str, str)
    conversion_reset = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.end = (self._year_box(name) for name in (_("First year"), _("Last year")))
        self.region = QComboBox()
        name_box(self.region, _("Region"))
        for code, name in region_names().items():
            self.region.addItem(name, code)
        self.rows = {name: ConversionRow(name, theme) for name in CONVERSIONS}
        years = QHBoxLayout()
        years.addWidget(self.start)
        years.addWidget(QLabel(_("to")))
        years.addWidget(self.end)
        years.addStretch(1)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        years_label = QLabel(_("&Years"))
        years_label.setBuddy(self.start)
        form.addRow(years_label, years)
        form.addRow(_("&Region"), self.region)
        self.problem = Sentence()
        for box in (self.start, self.end, self.region):
            CalmWheel(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        for row in self.rows.values():
            layout.addWidget(row)
            row.typed.connect(self.conversion_typed)
            row.reset.connect(self.conversion_reset)
            row.source_wanted.connect(self.source_wanted)
        self.start.valueChanged.connect(self._change_years)
        self.end.valueChanged.connect(self._change_years)
        self.region.activated.connect(self._change_region)

    @staticmethod
    def _year_box(name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(FIRST_YEAR, LAST_YEAR)
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        box.setGroupSeparatorShown(False)
        return box

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        for row in self.rows.values():
            row.badge.set_theme(theme)

    def show_scenario(self, scenario: Scenario, region: Region) -> None:
        """Show a scenario's years, region and conversions; asks for nothing."""
        self.problem.say("")
        for box, year in ((self.start, scenario.start), (self.end, scenario.end)):
            box.blockSignals(True)
            box.setValue(year)
            box.blockSignals(False)
        self.region.setCurrentIndex(self.region.findData(region.code))
        for name, row in self.rows.items():
            own, figure = scenario.conversion(name), region.figure(name)
            text = own.value.text if own else figure.value.text if figure else ""
            row.show_value(text, figure, own=own is not None)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say why a conversion was refused."""
        self.rows[name].value.show_error(sentence)

    def _change_years(self) -> None:
        self.years_changed.emit(self.start.value(), self.end.value())

    def _change_region(self, index: int) -> None:
        self.region_changed.emit(self.region.itemData(index))
