"""The menu of languages: each by its own name for itself, so that it is found by whoever reads no other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from planner.text import _, offered


class LanguageMenu(QObject):
    """Fills a menu with the languages on offer; ``wanted`` says which one is picked, empty for the system's."""

    wanted = Signal(str)

    def __init__(self, menu: QMenu, chosen: str, parent: QObject) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        for code, name in {"": _("Language of the system"), **offered()}.items():
            action = QAction(name, group)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.setData(code)
            menu.addAction(action)
        group.triggered.connect(self._pick)

    def _pick(self, action: QAction) -> None:
        self.wanted.emit(action.data())
