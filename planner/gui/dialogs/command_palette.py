"""The command palette: type a few letters of anything, and Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.gui.commands import Command, matching
from planner.gui.theme import GAP, GAP_SMALL, Theme
from planner.text import _

_KIND, _HINT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WIDTH, _HEIGHT, _ROW = 620, 420, 28
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """A field and a list; ``chosen`` is what the user decided on, or None."""

    def __init__(self, commands: Sequence[Command], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen: Command | None = None
        self._commands, self._shown = commands, list(commands)
        self.setWindowTitle(_("Find anything"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("An action, a view, a driver, a preset, a source…"))
        self.field.setAccessibleName(_("What to find"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Line(theme, self.list))
        self.nothing = QLabel(_("Nothing is called that. Fewer letters find more."))
        self.nothing.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.field.textChanged.connect(self._look_up)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self.resize(_WIDTH, min(_HEIGHT, parent.height()))
        self._look_up("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that move go to the list while the letters go to the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            self._announce()
            return True
        return super().eventFilter(watched, event)

    def _look_up(self, typed: str) -> None:
        self._shown = matching(self._commands, typed)
        self.list.clear()
        for command in self._shown:
            item = QListWidgetItem(command.words)
            item.setData(_KIND, command.kind)
            item.setData(_HINT, command.hint)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{command.words}, {command.kind} {command.hint}")
            item.setToolTip(command.words)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        self._announce()

    def _announce(self) -> None:
        """Tell a screen reader, whose focus is in the field, what Enter would do."""
        item = self.list.currentItem()
        self.field.setAccessibleDescription(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item else "")

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row]
            self.accept()


class _Line(QStyledItemDelegate):
    """Draws a command: its words, then quietly its hint and kind at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._ink, self._quiet = QColor(theme.ink), QColor(theme.quiet)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        metrics = option.fontMetrics
        inside = option.rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        kind, hint = str(index.data(_KIND)), str(index.data(_HINT))
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._quiet)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        column = QRect(inside)
        column.setRight(inside.right() - metrics.horizontalAdvance(kind) - GAP)
        hint = metrics.elidedText(hint, Qt.TextElideMode.ElideRight, column.width() // 3)
        painter.drawText(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        column.setRight(column.right() - metrics.horizontalAdvance(hint) - GAP)
        painter.setPen(self._ink)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, column.width())
        painter.drawText(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line."""
        return QSize(0, max(_ROW, option.fontMetrics.height() + GAP_SMALL))
