"""The list of scenarios: colour and dash, whether shown, which is the baseline; drag to reorder, F2 to rename."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.gui.theme import DASHES, LIGHT, Theme
from planner.model.editing import colour_of
from planner.model.workspace import Workspace
from planner.text import _

_TAG = Qt.ItemDataRole.UserRole + 1
_SWATCH = QSize(22, 12)


class ScenarioList(QListWidget):
    """Shows the scenarios of a workspace and asks for changes; it changes nothing itself."""

    chosen = Signal(int)
    shown_changed = Signal(int, bool)
    renamed = Signal(int, str)
    moved = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    delete_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._workspace: Workspace | None = None
        self._drawn: list[tuple[object, ...]] = []
        self._tag_delegate = TagDelegate(self)
        self.setItemDelegate(self._tag_delegate)
        self.setAccessibleName(_("Scenarios"))
        self.setIconSize(_SWATCH)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(self._choose)
        self.itemChanged.connect(self._take_change)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self._tag_delegate.set_theme(theme)
        if self._workspace is not None:
            self.show_workspace(self._workspace, self.currentRow())

    def show_workspace(self, workspace: Workspace, selection: int) -> None:
        """Show all scenarios with the selected one current; asks for nothing."""
        self._workspace = workspace
        self.blockSignals(True)
        drawn = [self._look(workspace, index) for index in range(len(workspace.scenarios))]
        if drawn != self._drawn:
            self._drawn = drawn
            while self.count() > len(drawn):
                self.takeItem(self.count() - 1)
            while self.count() < len(drawn):
                self.addItem(QListWidgetItem())
            for index in range(self.count()):
                self._fill(self.item(index), workspace, index)
            self.updateGeometry()
        self.setCurrentRow(selection)
        self.blockSignals(False)

    def _look(self, workspace: Workspace, index: int) -> tuple[object, ...]:
        """Return all that a row shows: while a value is dragged, that stays the same."""
        scenario = workspace.scenarios[index]
        is_baseline = workspace.baseline == scenario.name
        look = scenario.name, scenario.visible, scenario.notes, is_baseline, colour_of(workspace, index)
        return *look, self._theme, self.devicePixelRatioF()

    def _fill(self, item: QListWidgetItem, workspace: Workspace, index: int) -> None:
        scenario = workspace.scenarios[index]
        is_baseline = workspace.baseline == scenario.name
        item.setText(scenario.name)
        item.setData(_TAG, _("baseline") if is_baseline else "")
        item.setIcon(swatch(self._theme, colour_of(workspace, index), self.devicePixelRatioF()))
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled)
        item.setCheckState(Qt.CheckState.Checked if scenario.visible else Qt.CheckState.Unchecked)
        shown = _("shown") if scenario.visible else _("hidden")
        item.setToolTip(scenario.notes or _("Tick to show, double click to rename, drag to reorder"))
        words = [scenario.name, shown, _("baseline") if is_baseline else ""]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))

    def sizeHint(self) -> QSize:
        """Be as tall as the scenarios, between two and ten rows."""
        rows = max(2, min(self.count(), 10))
        return QSize(200, rows * max(self.sizeHintForRow(0), 30) + 4)

    def minimumSizeHint(self) -> QSize:
        """Keep two rows visible."""
        return QSize(120, 2 * max(self.sizeHintForRow(0), 30) + 4)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move instead of moving the rows."""
        source = self.currentRow()
        target = self.indexAt(event.position().toPoint()).row()
        target = self.count() - 1 if target < 0 else target
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target != source:
            self.moved.emit(source, target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, Alt with the arrows moves, Space ticks, F2 renames."""
        row, alt = self.currentRow(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(row)
        elif alt and event.key() == Qt.Key.Key_Up and row > 0:
            self.moved.emit(row, row - 1)
        elif alt and event.key() == Qt.Key.Key_Down and row < self.count() - 1:
            self.moved.emit(row, row + 1)
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(row, self.mapToGlobal(self.visualItemRect(self.currentItem()).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _take_change(self, item: QListWidgetItem) -> None:
        if self._workspace is None:
            return
        self._drawn = []  # a person has changed a row: if that is refused, it is drawn anew
        row = self.row(item)
        scenario = self._workspace.scenarios[row]
        shown = item.checkState() == Qt.CheckState.Checked
        if shown != scenario.visible:
            self.shown_changed.emit(row, shown)
        elif item.text() != scenario.name:
            self.renamed.emit(row, item.text())

    def _ask_for_menu(self, place: QPoint) -> None:
        row = self.indexAt(place).row()
        if row >= 0:
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(place))

    def changeEvent(self, event: QEvent) -> None:
        """Make the swatches sharp again when the screen's scale changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._workspace is not None:
            self.show_workspace(self._workspace, self.currentRow())


class TagDelegate(QStyledItemDelegate):
    """Draws a quiet word at the right end of a row, and leaves room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour, self._field = LIGHT.quiet, LIGHT.field

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._colour, self._field = theme.quiet, theme.field

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row, then its tag."""
        super().paint(painter, option, index)
        if not (tag := index.data(_TAG)):
            return
        painter.save()
        painter.setFont(self._font(option))
        painter.setPen(QColor(self._colour))
        place = option.rect.adjusted(0, 0, -8, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tag)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Shorten the name so that the tag behind it has room."""
        super().initStyleOption(option, index)
        # The list is see-through; a tick box needs a ground of its own.
        option.palette.setColor(QPalette.ColorRole.Base, QColor(self._field))
        if tag := index.data(_TAG):
            taken = QFontMetrics(self._font(option)).horizontalAdvance(tag) + 20
            icon = option.decorationSize.width() + 30 if not option.icon.isNull() else 8
            room = max(option.rect.width() - taken - icon, 40)
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    @staticmethod
    def _font(option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(11)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Make rows comfortable to hit, and as wide as the list: a long name is shortened, its tag stays in sight."""
        return QSize(0, max(super().sizeHint(option, index).height(), 30))


def swatch(theme: Theme, colour: int, ratio: float = 1.0) -> QIcon:
    """Return a short piece of the line with this colour and dash, as an icon."""
    pixmap = QPixmap(_SWATCH * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    pen = QPen(QColor(theme.series_colour(colour)), 3.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # any other cap closes the gaps between the dots
    pattern = DASHES[colour % len(DASHES)]
    if pattern:
        pen.setDashPattern([max(length * 0.7, 0.05) for length in pattern])
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    middle = _SWATCH.height() // 2
    painter.drawLine(1, middle, _SWATCH.width() - 1, middle)
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(pixmap, mode)
    return icon
