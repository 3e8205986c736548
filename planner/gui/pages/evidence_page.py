"""The evidence: every published figure of one use on one axis, filtered, opened, and put into a driver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from planner.chart.magnitudes import KINDS, MODALITIES, Filter
from planner.chart.order_of_magnitude import order_of_magnitude
from planner.engine.mix import watt_hours_each
from planner.gui.dialogs.source_dialog import SourceDialog
from planner.gui.moment import Moment
from planner.gui.pages.page import Page
from planner.gui.theme import GAP_SMALL, Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.kind_legend import KindLegend
from planner.gui.widgets.magnitude_plot import MagnitudePlot
from planner.gui.widgets.named_box import name_box
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.workspace import Path
from planner.store.library import evidence
from planner.text import _, labelled

_BOUNDARIES = ("accelerator", "server", "facility", "not stated")
_YEARS = (2023, 2024, 2025, 2026)


class EvidencePage(Page):
    """Shows the order-of-magnitude chart with the user's own value across it."""

    chart_name = "estimates"
    uses_outcome = False
    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._wanted = ""
        self.driver = QComboBox()
        name_box(self.driver, _("Your value to draw across"))
        self.driver.setToolTip(_("Your value, drawn across all figures"))
        self.driver.setMaximumWidth(230)
        self.modality = self._choice(
            _("Use"), [(_("All uses"), ""), *((_(name), key) for key, name in MODALITIES.items())]
        )
        self.kind = self._choice(
            _("Kind"), [(_("All kinds"), ""), *((_(kind.name), key) for key, kind in KINDS.items())]
        )
        self.boundary = self._choice(
            _("What is counted"), [(_("Any boundary"), ""), *((_(name), name) for name in _BOUNDARIES)]
        )
        years = [(_("since {year}").format(year=year), year) for year in _YEARS]
        self.year = self._choice(_("Year"), [(_("All years"), 0), *years])
        self.superseded = QCheckBox(_("superseded"))
        self.superseded.setChecked(True)
        self.legend = KindLegend()
        self.plot = MagnitudePlot()
        self.place = ChartPlace(self.plot)
        self._lay_out()
        self.driver.activated.connect(self._show)
        for box in (self.modality, self.kind, self.boundary, self.year):
            box.activated.connect(self._show)
        self.superseded.toggled.connect(self._show)
        self.plot.record_wanted.connect(self._open_record)

    @staticmethod
    def _choice(name: str, items: list[tuple[str, Any]]) -> QComboBox:
        box = QComboBox()
        name_box(box, name)
        for words, value in items:
            box.addItem(words, value)
        return box

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(GAP_SMALL)
        for box in (self.modality, self.kind, self.boundary, self.year, self.superseded):
            filters.addWidget(box)
        filters.addStretch(1)
        self._boxes = {"use": self.modality, "kind": self.kind, "counted": self.boundary, "since": self.year}
        self.controls = (*self._boxes.values(), self.superseded, self.driver)
        own = QHBoxLayout()
        own.addWidget(self.legend, 1)
        own.addWidget(self.driver)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(filters)
        layout.addLayout(own)
        layout.addWidget(self.place, 1)

    def options(self) -> Mapping[str, str]:
        """Name what is filtered, and the driver whose value is drawn across."""
        chosen = {name: str(box.currentData() or "") for name, box in self._boxes.items()}
        own = self._own_driver()
        if own is not None:
            chosen["driver"] = own[1].name
        return chosen | {"superseded": "yes" if self.superseded.isChecked() else "no"}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Filter so, and draw the value of this driver across."""
        for name, box in self._boxes.items():
            keys = [str(box.itemData(index) or "") for index in range(box.count())]
            box.setCurrentIndex(keys.index(options[name]) if options.get(name) in keys else 0)
        self.superseded.setChecked(options.get("superseded") != "no")
        self._wanted = options.get("driver", "")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)
        self.legend.theme = theme
        self.legend.update()

    def show_moment(self, moment: Moment) -> None:
        """Show the figures with the selected scenario's value across them."""
        self._moment = moment
        chosen = self.driver.currentData()
        choices = [
            (labelled(workload.name, driver.name), ("workloads", w, "drivers", d))
            for w, workload in enumerate(moment.scenario.workloads)
            for d, driver in enumerate(workload.drivers)
            if watt_hours_each(driver.value) is not None
        ]
        if [self.driver.itemText(i) for i in range(self.driver.count())] != [words for words, _path in choices]:
            self.driver.clear()
            for words, path in choices:
                self.driver.addItem(words, path)
            self.driver.setCurrentIndex(max(self.driver.findData(chosen), 0))
        for words, _path in choices if self._wanted else ():
            if words.endswith(f": {self._wanted}"):
                self.driver.setCurrentText(words)
        self._wanted = ""
        self._show()

    @property
    def filter(self) -> Filter:
        """What the controls ask for."""
        return Filter(
            modalities=_one(self.modality),
            kinds=_one(self.kind),
            boundaries=_one(self.boundary),
            year_from=self.year.currentData() or None,
            superseded=self.superseded.isChecked(),
        )

    def _own_driver(self) -> tuple[Path, Driver] | None:
        path = self.driver.currentData()
        if self._moment is None or path is None:
            return None
        return tuple(path), self._moment.scenario.workloads[path[1]].drivers[path[3]]

    def _show(self) -> None:
        own = self._own_driver()
        chart = order_of_magnitude(evidence().values(), self.filter, own[1].value if own else None)
        self.set_headline(chart.title, chart.subtitle)
        self.legend.show_kinds(chart.legend, ranges=chart.has_ranges)
        self.plot.show_chart(chart)
        self.set_caption(_("{caption} Click a mark for its record.").format(caption=chart.caption))

    def _open_record(self, identity: str) -> None:
        entry = evidence()[identity]
        own = self._own_driver()
        fits = own is not None and watt_hours_each(entry.value) is not None and _same_thing(entry, own[1])
        words = _("Use it for “{name}”").format(name=own[1].name) if own and fits else ""
        dialog = SourceDialog(entry, self, use_words=words)
        dialog.exec()
        dialog.deleteLater()
        if dialog.use_wanted and own is not None:
            self.ask(own[0], adopted(own[1], entry), _("Use {label}").format(label=entry.label))


def _one(box: QComboBox) -> frozenset[str]:
    value = box.currentData()
    return frozenset((value,)) if value else frozenset()


def _same_thing(entry: Evidence, driver: Driver) -> bool:
    return entry.value.unit.partition("/")[2] == driver.value.unit.partition("/")[2]


def adopted(driver: Driver, entry: Evidence) -> Driver:
    """Return ``driver`` with the figure of ``entry``, its source and its boundary; the way it moves stays."""
    return attrs.evolve(driver, value=entry.value, source=entry.id, boundary=entry.boundary)
