"""A slider of a presentation: a driver with its name and value, large enough for a wall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.chart.amounts import value_in_words
from planner.gui.panels.slider_scale import Scale, scale_for
from planner.gui.theme import Theme
from planner.gui.widgets.log_slider import LogSlider
from planner.gui.widgets.number_locale import to_local
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.workspace import Path


class StageDriver(QWidget):
    """A driver with its name, its value and a slider; asks for another value as `LogSlider` does."""

    drag_started = Signal()
    dragged = Signal(tuple, object, str)
    drag_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path = ()
        self._driver: Driver | None = None
        self._origin: Estimate | None = None
        self._scale: Scale | None = None
        self.name, self.value = QLabel(), QLabel()
        for label in (self.name, self.value):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)  # `_fit` shortens them to the room there is
        self.value.setProperty("role", "quiet")
        self.slider = LogSlider()
        # A slider that takes the focus when it is dragged would take the arrow keys from the presenter with it.
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.name, 1)
        head.addWidget(self.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.slider)
        self.slider.drag_started.connect(self._begin)
        self.slider.dragged.connect(self._drag)
        self.slider.drag_finished.connect(self._end)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.slider.set_theme(theme)

    def set_unit(self, unit: float) -> None:
        """Be as large as a wall needs: ``unit`` pixels for each pixel of a 1280 x 720 screen."""
        for label, weight in ((self.name, 600), (self.value, 400)):
            font = label.font()
            font.setPixelSize(round(17 * unit))
            font.setWeight(font.Weight(weight))
            label.setFont(font)
        self._fit()
        self.slider.set_zoom(1.4 * unit)

    def show_driver(self, path: Path, driver: Driver) -> None:
        """Show a driver; while its handle is held, the scale stays."""
        same = self._driver is not None and (path, driver.name) == (self._path, self._driver.name)
        self._path, self._driver = path, driver
        central = driver.value.central
        if not same or self._scale is None or (self._origin is None and not self._scale.holds(central)):
            self._scale = scale_for(driver)
            self.slider.set_range(self._scale.low, self._scale.high, "", "")
            self.slider.set_log(self._scale.log)
        self.slider.set_value(central, None if driver.value.certain else driver.value.interval)
        self.slider.setAccessibleName(driver.name)
        self.slider.set_value_text(value_in_words(central, driver.value.unit))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write name and value side by side: where they are too long, the value without its “per what”, then less."""
        if self._driver is None:
            return
        room, gap = self.width(), self.name.fontMetrics().horizontalAdvance("  ")
        value, name = to_local(self._driver.value.text, self.locale().decimalPoint()), self._driver.name
        measure = self.value.fontMetrics()
        if self.name.fontMetrics().horizontalAdvance(name) + gap + measure.horizontalAdvance(value) > room:
            value = value.partition("/")[0]
        least = max(room // 2, room - gap - self.name.fontMetrics().horizontalAdvance(name))
        value = measure.elidedText(value, Qt.TextElideMode.ElideRight, least)
        left = room - gap - measure.horizontalAdvance(value)
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, left))
        self.value.setText(value)

    def _begin(self) -> None:
        if self._driver is not None:
            self._origin = self._driver.value
            self.drag_started.emit()

    def _drag(self, value: float) -> None:
        if self._origin is None or self._driver is None or value <= 0:
            return
        try:
            moved = self._origin.scaled(value / self._origin.central)
        except Fault:
            return  # a value this far out has no meaning; the handle goes back when it is let go
        self.dragged.emit((*self._path, "value"), moved, self._driver.name)

    def _end(self) -> None:
        self._origin = None
        self.drag_finished.emit()
        if self._driver is not None:
            self.show_driver(self._path, self._driver)
