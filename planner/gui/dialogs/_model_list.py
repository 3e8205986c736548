"""A list of models that is searched while one types: every word must be in the provider's or the model's name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planner.engine.bottom_up.catalogue import Range, TextModel, VideoModel
from planner.text import _, number, plural

_MODEL = Qt.ItemDataRole.UserRole
_LONGEST_SIZE = "000–0,000 of 0,000, guess"


class ModelList(QWidget):
    """Shows models; ``chosen`` tells that another one is marked."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search, such as openai 4o"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Search models"))
        self.search.installEventFilter(self)
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([_("Model"), _("Parameters, billion")])
        self.tree.setAccessibleName(_("Models"))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance(_LONGEST_SIZE))
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.count)
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(self._tell)

    def show_models(self, models: Sequence[TextModel | VideoModel], first: str = "") -> None:
        """Show models and mark the one whose name is ``first``, else the first one."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for model in models:
            self.tree.addTopLevelItem(_item(model))
        self.tree.setColumnHidden(1, not any(isinstance(model, TextModel) for model in models))
        self.tree.blockSignals(False)
        names = [model.name for model in models]
        item = self.tree.topLevelItem(names.index(first) if first in names else 0)
        if item is not None:
            self.tree.setCurrentItem(item)
        self._filter()

    def current(self) -> TextModel | VideoModel | None:
        """Return the model that is marked, if it can be seen."""
        item = self.tree.currentItem()
        if item is None or item.isHidden():
            return None
        model: TextModel | VideoModel = item.data(0, _MODEL)
        return model

    def visible(self) -> list[str]:
        """Return the names that the search leaves."""
        return [item.text(0) for item in self._items() if not item.isHidden()]

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _filter(self) -> None:
        """Hide what does not fit; where the marked model goes, the first one left is marked."""
        words = self.search.text().lower().split()
        left: list[QTreeWidgetItem] = []
        for item in self._items():
            item.setHidden(not all(word in item.text(0).lower() for word in words))
            if not item.isHidden():
                left.append(item)
        self.count.setText(plural("{count} model", "{count} models", len(left)).format(count=len(left)))
        current = self.tree.currentItem()
        if left and (current is None or current.isHidden()):
            self.tree.setCurrentItem(left[0])
        else:
            self._tell()
        marked = self.tree.currentItem()
        if marked is not None:
            self.tree.scrollToItem(marked, QTreeWidget.ScrollHint.PositionAtCenter)

    def _tell(self) -> None:
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move through the list while one types."""
        moves = (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in moves:
            item = self.tree.currentItem()
            if item is not None:
                down = event.key() == Qt.Key.Key_Down
                there = self.tree.itemBelow(item) if down else self.tree.itemAbove(item)
                self.tree.setCurrentItem(there or item)
            return True
        return super().eventFilter(watched, event)


def _item(model: TextModel | VideoModel) -> QTreeWidgetItem:
    name = model.name if model.name.startswith(f"{model.provider}/") else f"{model.provider}/{model.name}"
    item = QTreeWidgetItem([name, size_words(model)])
    item.setData(0, _MODEL, model)
    item.setToolTip(0, name)
    item.setToolTip(1, size_words(model))
    return item


def size_words(model: TextModel | VideoModel) -> str:
    """Return active and all parameters, and whether they are guessed: ``44–132 of 440, guess``."""
    if not isinstance(model, TextModel):
        return ""
    active, total = _short(model.active), _short(model.total)
    words = active if model.active == model.total else _("{active} of {total}").format(active=active, total=total)
    return _("{size}, guess").format(size=words) if model.guessed else words


def _short(value: Range) -> str:
    return number(value.low) if value.low == value.high else f"{number(value.low)}–{number(value.high)}"
