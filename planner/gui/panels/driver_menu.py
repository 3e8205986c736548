"""What can be done with a driver beyond typing its value: name it, widen it, move it, divide by it, remove it."""

from __future__ import annotations

from typing import Any

import attrs
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from planner.gui.panels.driver_row import SPREADS, spread
from planner.model.driver import Driver, takes_rebound
from planner.model.editing import moved
from planner.model.faults import Fault
from planner.model.scenario import Workload
from planner.model.workspace import Path
from planner.text import _, in_context


class DriverMenu(QObject):
    """Builds the menu of a driver and asks for the edit that is chosen."""

    edited = Signal(tuple, object, str)
    name_wanted = Signal(object)
    refused = Signal(tuple, str)
    estimate_wanted = Signal(tuple)
    mix_wanted = Signal(tuple)
    rebound_wanted = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.path: Path = ()

    def show_for(self, path: Path, workload: Workload, place: QPoint) -> QMenu:
        """Show the menu for the driver at ``path`` of a scenario, which is part of ``workload``."""
        self.path, self._workload, self._index = path, workload, int(path[3])
        driver = workload.drivers[self._index]
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename…")).setData(("rename", None))
        widths = menu.addMenu(in_context("how wide a value is", "Spread"))
        for words, factor in SPREADS:
            widths.addAction(_(words)).setData(("spread", factor))
        widths.setEnabled(driver.value.central > 0)
        self._add_questions(menu, driver)
        menu.addSeparator()
        divides = menu.addAction(_("Divides"))
        divides.setCheckable(True)
        divides.setChecked(driver.power == -1)
        divides.setData(("power", -driver.power))
        lever = menu.addAction(_("We decide this"))
        lever.setCheckable(True)
        lever.setChecked(driver.lever)
        lever.setData(("lever", not driver.lever))
        if takes_rebound(driver.value, driver.power):
            rebound = menu.addAction(_("Rebound…"))
            rebound.setToolTip(_("How much more it is used as it becomes more efficient"))
            rebound.setData(("rebound", None))
        own = menu.addAction(_("Forget the source"))
        own.setData(("source", ""))
        own.setEnabled(bool(driver.source))
        menu.addSeparator()
        self._add_places(menu)
        menu.triggered.connect(self._do)
        menu.popup(place)
        return menu

    @staticmethod
    def _add_questions(menu: QMenu, driver: Driver) -> None:
        """Offer to build up or to explain a value, where it is the energy of one use."""
        from planner.engine.mix import watt_hours_each

        if driver.power == 1 and watt_hours_each(driver.value) is not None:
            menu.addSeparator()
            menu.addAction(_("Estimate from below…")).setData(("estimate", None))
            menu.addAction(_("What share explains it?…")).setData(("mix", None))

    def _add_places(self, menu: QMenu) -> None:
        last = len(self._workload.drivers) - 1
        for words, step, possible in (
            (_("Move up"), -1, self._index > 0),
            (_("Move down"), 1, self._index < last),
        ):
            action = menu.addAction(words)
            action.setData(("move", step))
            action.setEnabled(possible)
        remove = menu.addAction(_("Remove"))
        remove.setData(("remove", None))
        remove.setEnabled(last > 0)

    def _do(self, action: QAction) -> None:
        what, argument = action.data()
        try:
            self._ask(what, argument)
        except Fault as fault:
            self.refused.emit(self.path, str(fault))

    def _ask(self, what: str, argument: Any) -> None:
        drivers = self._workload.drivers
        driver = drivers[self._index]
        whole = self.path[:2]
        match what:
            case "rename":
                self.name_wanted.emit(self.path)
            case "rebound":
                self.rebound_wanted.emit(self.path)
            case "estimate":
                self.estimate_wanted.emit(self.path)
            case "mix":
                self.mix_wanted.emit(self.path)
            case "spread":
                self.edited.emit(self.path, spread(driver, argument), _("Spread {name}").format(name=driver.name))
            case "power":
                turned = (*drivers[: self._index], attrs.evolve(driver, power=argument), *drivers[self._index + 1 :])
                changed = attrs.evolve(self._workload, drivers=turned)
                self.edited.emit(whole, changed, _("Turn {name}").format(name=driver.name))
            case "lever":
                words = _("Mark {name} as what we decide") if argument else _("Mark {name} as how the world is")
                self.edited.emit(self.path, attrs.evolve(driver, lever=argument), words.format(name=driver.name))
            case "source":
                self.edited.emit(self.path, attrs.evolve(driver, source=""), _("Forget a source"))
            case "move":
                order = moved(drivers, self._index, self._index + argument)
                self.edited.emit(whole, attrs.evolve(self._workload, drivers=order), _("Move a driver"))
            case "remove":
                kept = (*drivers[: self._index], *drivers[self._index + 1 :])
                changed = attrs.evolve(self._workload, drivers=kept)
                self.edited.emit(whole, changed, _("Remove {name}").format(name=driver.name))
