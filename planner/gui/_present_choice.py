"""Which drivers have a slider in a presentation: the presenter's choice, else those whose values are most open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from planner.model.driver import Driver
from planner.model.scenario import Scenario
from planner.model.workspace import Path

MOST = 3


def drivers_of(scenario: Scenario) -> Iterator[tuple[Path, Driver]]:
    """Yield the drivers that a slider can move, with their paths."""
    for place, workload in enumerate(scenario.workloads):
        for index, driver in enumerate(workload.drivers):
            if driver.value.central > 0:
                yield ("workloads", place, "drivers", index), driver


def presented(scenario: Scenario, chosen: Sequence[str]) -> list[tuple[Path, Driver]]:
    """Return the drivers to show sliders for: those chosen by name, else the three with the largest range."""
    known = list(drivers_of(scenario))
    named = [item for item in known if item[1].name in chosen]
    return named[:MOST] or sorted(known, key=_narrowness)[:MOST]


def _narrowness(item: tuple[Path, Driver]) -> float:
    """Return less the more a value is open: one over the factor between the ends of its 90 % interval."""
    low, high = item[1].value.interval
    return max(low, 0.0) / high if high > 0 else 1.0


class DriverChoice(QMenu):
    """Offers the drivers of a scenario; ``chosen`` names at most three, those ticked last."""

    chosen = Signal(tuple)

    def __init__(self, scenario: Scenario, chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = [driver.name for _path, driver in presented(scenario, chosen)]
        for _path, driver in drivers_of(scenario):
            action = self.addAction(driver.name.replace("&", "&&"))
            action.setData(driver.name)
            action.setCheckable(True)
            action.setChecked(driver.name in self._shown)
        self.triggered.connect(self._take)

    def _take(self, action: QAction) -> None:
        name = action.data()
        kept = [each for each in self._shown if each != name]
        added = [] if name in self._shown else [name]
        self.chosen.emit((*kept[-(MOST - len(added)) :], *added))
