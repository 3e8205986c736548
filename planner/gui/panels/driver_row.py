"""One driver as a sentence: its name, where it comes from, its value as typed, how it moves, and a slider."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from planner.chart.amounts import value_in_words
from planner.chart.movement import movement
from planner.gui.panels.slider_scale import Scale, scale_for
from planner.gui.theme import Theme
from planner.gui.widgets.badge import Badge
from planner.gui.widgets.flag_list import FlagList
from planner.gui.widgets.log_slider import LogSlider
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.flag import Flag
from planner.text import N_, _, labelled


class DriverRow(QWidget):
    """Shows a driver and asks for another one; what is refused is said under the field."""

    value_typed = Signal(str)
    drag_started = Signal()
    dragged = Signal(object)
    drag_finished = Signal()
    movement_wanted = Signal()
    source_wanted = Signal()
    menu_wanted = Signal(QPoint)
    remedy_wanted = Signal()
    mend_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._driver: Driver | None = None
        self._shown: tuple[Driver, Evidence | None, tuple[Flag, ...]] | None = None
        self._scale: Scale | None = None
        self._drag_origin: Estimate | None = None
        self.name = QLabel()
        self.name.setProperty("role", "driver")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.lever = QLabel(_("lever"))
        self.lever.setProperty("role", "caption")
        self.lever.setToolTip(_("A lever: we decide this, it is not how the world is"))
        self.lever.hide()
        self.badge = Badge()
        self.value = QuantityEdit()
        self.movement = QPushButton()
        self.movement.setProperty("role", "movement")
        self.movement.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setProperty("role", "more")
        self.slider = LogSlider()
        self.flags = FlagList()
        self.remedy = QPushButton()
        self.remedy.setProperty("role", "link")
        self.remedy.hide()
        self._lay_out()
        self.set_theme(theme)
        self.value.committed.connect(self.value_typed)
        self.value.error_changed.connect(self.remedy.hide)  # a remedy is for the refusal it came with
        self.slider.drag_started.connect(self._begin_drag)
        self.slider.dragged.connect(self._drag)
        self.slider.drag_finished.connect(self._end_drag)
        self.movement.clicked.connect(self.movement_wanted)
        self.badge.clicked.connect(self.source_wanted)
        self.more.clicked.connect(self._ask_for_menu)
        self.remedy.clicked.connect(self.remedy_wanted)
        self.flags.mend_wanted.connect(self.mend_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.lever, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        head.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.value, 5)
        line.addWidget(self.movement, 4, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 6)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addWidget(self.value.sentence)  # under the whole row, where it needs fewer lines
        layout.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.slider)
        layout.addWidget(self.flags)
        self.name.setWordWrap(True)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.badge.set_theme(theme)
        self.slider.set_theme(theme)
        self.flags.set_theme(theme)

    def show_driver(self, driver: Driver, evidence: Evidence | None, flags: Sequence[Flag] = ()) -> None:
        """Show a driver, the evidence entry it names if the library has it, and what is to be said against it."""
        if (driver, evidence, tuple(flags)) == self._shown:
            return
        self._shown = driver, evidence, tuple(flags)
        self.flags.show_flags(flags)
        is_new_value = self._driver is None or driver.value != self._driver.value
        self._driver = driver
        name = driver.name if driver.power == 1 else _("÷ {name}").format(name=driver.name)
        self.name.setText(name)
        self.value.set_text(driver.value.text)
        self.more.setAccessibleName(_("More for {name}").format(name=driver.name))
        self.more.setToolTip(_("Rename, spread, move, remove"))
        self._show_lever(driver)
        self._show_movement()
        self._show_source(driver, evidence)
        self._show_slider(driver)
        if is_new_value:
            self.clear_problem()

    def _show_lever(self, driver: Driver) -> None:
        """Tag what we decide, in sight and for a screen reader, which comes by the field and not by the tag."""
        self.lever.setVisible(driver.lever)
        self.lever.setAccessibleName(_("{name} is a lever: we decide this").format(name=driver.name))
        said = _("{name}, lever") if driver.lever else "{name}"
        self.value.setAccessibleName(said.format(name=driver.name))

    def _show_movement(self) -> None:
        assert self._driver is not None
        words = movement(self._driver)
        room = max(self.movement.width() - 12, 60)
        self.movement.setText(self.movement.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.movement.setAccessibleName(_("How {name} moves: {words}").format(name=self._driver.name, words=words))
        self.movement.setToolTip(_("{words}. Press to change how it moves over the years").format(words=words))

    def event(self, event: QEvent) -> bool:
        """Say what the driver is where the pointer rests; the library is read through only then."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._driver is not None:
            from planner.chart.driver_words import about_driver
            from planner.store.library import evidence

            QToolTip.showText(event.globalPos(), about_driver(self._driver, evidence()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words on how it moves to the room there is."""
        super().resizeEvent(event)
        if self._driver is not None:
            self._show_movement()

    def show_problem(self, sentence: str, remedy: str = "") -> None:
        """Say why the typed value was refused, with a remedy to press where there is one."""
        self.value.show_error(sentence)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))

    def clear_problem(self) -> None:
        """Take the refusal away."""
        self.value.clear_error()

    def _show_source(self, driver: Driver, evidence: Evidence | None) -> None:
        if evidence is None:
            words = driver.source or _("own assumption")
            tip = _("The library has no entry “{id}”").format(id=driver.source) if driver.source else ""
            self.badge.show_source(
                words, "unknown" if driver.source else "", tip or _("No source: your own assumption")
            )
        elif evidence.supports(driver.value):
            own_spread = not driver.value.certain and evidence.low is None and evidence.value.certain
            kind = _("own spread") if own_spread else _(evidence.kind)
            words = f"{evidence.publisher} {evidence.date[:4]} · {kind}"
            self.badge.show_source(
                words, evidence.kind, f"{labelled(evidence.label, evidence.as_published)}\n{evidence.citation}"
            )
        else:
            tip = _("{source} says {value}; this value is your own").format(
                source=evidence.label, value=evidence.value.text
            )
            self.badge.show_source(_("own, not {source}").format(source=evidence.publisher), "", tip)

    def _show_slider(self, driver: Driver) -> None:
        central = driver.value.central
        if self._scale is None or (self._drag_origin is None and not self._fits(driver)):
            self._scale = scale_for(driver)
            self.slider.set_range(self._scale.low, self._scale.high, self._scale.low_text, self._scale.high_text)
            self.slider.set_log(self._scale.log)
        self.slider.set_value(central, None if driver.value.certain else driver.value.interval)
        self.slider.set_value_text(value_in_words(central, driver.value.unit))
        self.slider.setAccessibleName(driver.name)
        self.slider.setEnabled(central > 0)

    def _fits(self, driver: Driver) -> bool:
        assert self._scale is not None
        fresh = scale_for(driver)
        return (
            self._scale.holds(driver.value.central)
            and self._scale.high_text.split(" ")[-1] == (fresh.high_text.split(" ")[-1])
        )

    def _begin_drag(self) -> None:
        if self._driver is not None:
            self._drag_origin = self._driver.value
            self.drag_started.emit()

    def _drag(self, value: float) -> None:
        origin = self._drag_origin
        if origin is None or origin.central <= 0 or value <= 0:
            return
        try:
            self.dragged.emit(origin.scaled(value / origin.central))
        except Fault as fault:
            self.show_problem(str(fault))

    def _end_drag(self) -> None:
        self._drag_origin = None
        self.drag_finished.emit()
        if self._driver is not None:
            self._show_slider(self._driver)

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))


SPREADS = (
    (N_("Exact"), 0.0),
    (N_("± 10 %"), 1.1),
    (N_("± 30 %"), 1.3),
    (N_("A factor of 2"), 2.0),
    (N_("A factor of 3"), 3.0),
)
"""Ready spreads around the central value: a 90 % interval from value / factor to value x factor."""


def spread(driver: Driver, factor: float) -> Driver:
    """Return ``driver`` with a 90 % interval of this factor either way around its central value; 0 makes it exact."""
    central, unit = driver.value.central, driver.value.unit
    if factor == 0:
        return attrs.evolve(driver, value=Estimate.exact(float(f"{central:.4g}"), unit))
    low, high = (Estimate.exact(float(f"{end:.4g}"), "").text for end in (central / factor, central * factor))
    return attrs.evolve(driver, value=Estimate.parse(f"{low} to {high} {unit}".strip()))
