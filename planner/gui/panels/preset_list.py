"""The list of presets: those that ship and the user's own; one that cannot be read is listed with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from planner.gui.panels.scenario_list import TagDelegate
from planner.gui.theme import Theme
from planner.store.presets import Preset
from planner.text import _

_PRESET = Qt.ItemDataRole.UserRole
_TAG = Qt.ItemDataRole.UserRole + 1


class PresetList(QListWidget):
    """Shows presets; a double click or Return asks to open one."""

    open_wanted = Signal(object)
    delete_wanted = Signal(object)
    rename_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag_delegate = TagDelegate(self)
        self.setItemDelegate(self._tag_delegate)
        self.setAccessibleName(_("Presets"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._tag_delegate.set_theme(theme)
        self.viewport().update()

    def show_presets(self, presets: Sequence[Preset], current: Preset | None) -> None:
        """Show all presets, the open one current."""
        self.clear()
        for preset in presets:
            item = QListWidgetItem(preset.title)
            item.setData(_PRESET, preset)
            tag = _("broken") if preset.known_problem else "" if preset.shipped else _("yours")
            item.setData(_TAG, tag)
            notes = preset.notes or preset.known_problem
            item.setToolTip(f"{preset.title}\n\n{notes}" if notes else preset.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, [preset.title, tag])))
            self.addItem(item)
            if current is not None and preset.path == current.path:
                self.setCurrentItem(item)

    def mark(self, preset: Preset | None) -> None:
        """Make the open preset the current one, or none."""
        for row in range(self.count()):
            if preset is not None and self.item(row).data(_PRESET).path == preset.path:
                self.setCurrentRow(row)
                return
        self.setCurrentRow(-1)

    def current(self) -> Preset | None:
        """Return the preset that is current in the list."""
        item = self.currentItem()
        preset: Preset | None = item.data(_PRESET) if item is not None else None
        return preset

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Delete deletes, F2 renames, the menu key opens the menu."""
        preset = self.current()
        if preset is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(preset)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(preset)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(preset)
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(preset, self.mapToGlobal(self.visualItemRect(self.currentItem()).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(item.data(_PRESET))

    def _ask_for_menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        if item is not None:
            self.menu_wanted.emit(item.data(_PRESET), self.viewport().mapToGlobal(place))
