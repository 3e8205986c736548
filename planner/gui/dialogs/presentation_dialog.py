"""The views of the presentation: their order, the message of each, and what the speaker wants to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.chart.amounts import OUTCOME_NAMES
from planner.gui.document import Document
from planner.gui.theme import GAP, GAP_SMALL, GAP_WIDE
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.presentation import MAX_LINE, PresentedView
from planner.text import N_, _

if TYPE_CHECKING:
    from planner.gui.presentation_requests import PresentationRequests

_LIST_WIDTH, _FIELDS_WIDTH = 300, 380

CHART_NAMES = {
    "timeline": N_("Timeline"),
    "households": N_("Homes"),
    "breakdown": N_("Breakdown"),
    "shares": N_("Breakdown in shares"),
    "waterfall": N_("Why they differ"),
    "difference": N_("Difference over the years"),
    "changes": N_("Drivers that differ"),
    "sensitivity": N_("What matters"),
    "estimates": N_("Evidence"),
    "distribution": N_("Spread"),
    "solve": N_("Solve"),
    "map": N_("Map"),
    "working": N_("Working"),
}


class PresentationDialog(QDialog):
    """Shows the views of the document and asks for changes; it stays open beside the window."""

    def __init__(self, document: Document, requests: PresentationRequests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Views of the presentation"))
        self._document, self._requests = document, requests
        self.views = QListWidget()
        self.views.setAccessibleName(_("Views of the presentation"))
        self.views.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.caption = QLineEdit()
        self.caption.setMaxLength(MAX_LINE)
        self.caption.setPlaceholderText(_("The finding of the program"))
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.shows, self.none = WrappedLabel("quiet"), WrappedLabel("quiet")
        self.none.setText(
            _("No views yet: a presentation shows one timeline for each scenario. Add what the window shows.")
        )
        self.add = self._button(_("&Add what is shown"), requests.add)
        self.up = self._button(_("Move &up"), self._move_up)
        self.down = self._button(_("Move &down"), self._move_down)
        self.remove = self._button(_("&Remove"), self._remove)
        self.look = self._button(_("&Show in the window"), self._look)
        self.replace = self._button(_("Replace by &what is shown"), self._replace)
        self.present = self._button(_("&Present from here"), self._present)
        self.present.setProperty("role", "primary")
        self._lay_out()
        self.views.currentRowChanged.connect(self._show_view)
        self.views.itemDoubleClicked.connect(self._look)
        self.caption.editingFinished.connect(self._write_caption)
        self.notes.installEventFilter(self)
        for keys, slot in (("Alt+Up", self._move_up), ("Alt+Down", self._move_down), ("F5", self._present)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.views)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        for keys, undo in (("Ctrl+Z", document.history.undo), ("Ctrl+Shift+Z", document.history.redo)):
            QShortcut(QKeySequence(keys), self.views, undo, context=Qt.ShortcutContext.WidgetShortcut)
        document.changed.connect(self._show)
        self._show()

    @staticmethod
    def _button(words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for column in (left, right):
            column.setSpacing(GAP_SMALL)
        left.addWidget(self.none)
        left.addWidget(self.views, 1)
        order = QHBoxLayout()
        for button in (self.up, self.down, self.remove):
            order.addWidget(button)
        left.addLayout(order)
        left.addWidget(self.add)
        for words, field in ((_("&Message"), self.caption), (_("Speaker &notes"), self.notes)):
            label = QLabel(words)
            label.setBuddy(field)
            right.addWidget(label)
            right.addWidget(field, 1 if field is self.notes else 0)
        right.addWidget(self.shows)
        of_view = QHBoxLayout()
        for button in (self.look, self.replace):
            of_view.addWidget(button)
        right.addLayout(of_view)
        right.addWidget(self.present)
        row.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        row.setSpacing(GAP_WIDE)
        row.addLayout(left, _LIST_WIDTH)
        row.addLayout(right, _FIELDS_WIDTH)
        self.setLayout(row)
        self.resize(_LIST_WIDTH + _FIELDS_WIDTH + 4 * GAP, 440)

    @property
    def _shown(self) -> tuple[PresentedView, ...]:
        return self._document.workspace.presentation.views

    def _show(self) -> None:
        """Show the views as they are now; the row stays, or follows to the last where one was added."""
        views, row = self._shown, self.views.currentRow()
        lines = [f"{place}  {view.caption or _(CHART_NAMES[view.chart])}" for place, view in enumerate(views, 1)]
        if lines != [self.views.item(index).text() for index in range(self.views.count())]:
            added = len(lines) > self.views.count()
            self.views.blockSignals(True)
            self.views.clear()
            self.views.addItems(lines)
            self.views.setCurrentRow(len(lines) - 1 if added else min(max(row, 0), len(lines) - 1))
            self.views.blockSignals(False)
        self._show_view()

    def _show_view(self) -> None:
        views, row = self._shown, self.views.currentRow()
        view = views[row] if 0 <= row < len(views) else None
        self.none.setVisible(not views)
        for widget in (self.caption, self.notes, self.look, self.replace, self.remove):
            widget.setEnabled(view is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(views) - 1)
        caption, notes = (view.caption, view.notes) if view is not None else ("", "")
        if self.caption.text() != caption:
            self.caption.setText(caption)
        if self.notes.toPlainText() != notes:
            self.notes.setPlainText(notes)
        self.shows.setText(self._in_words(view) if view is not None else "")
        self.shows.keep_room()

    @staticmethod
    def _in_words(view: PresentedView) -> str:
        outcome = _(OUTCOME_NAMES[view.outcome]) if view.outcome else ""
        parts = (_(CHART_NAMES[view.chart]), view.scenario, outcome, str(view.year or ""))
        return _("Shows: {parts}").format(parts=" · ".join(filter(None, parts)))

    # What a person does

    def _write_caption(self) -> None:
        self._write("caption", self.caption.text().strip())

    def _write(self, field: str, text: str) -> None:
        row = self.views.currentRow()
        if 0 <= row < len(self._shown) and getattr(self._shown[row], field) != text:
            self._requests.write(row, field, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notes when their field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._write("notes", self.notes.toPlainText())
        return False

    def done(self, result: int) -> None:
        """Keep what was typed last."""
        self._write_caption()
        self._write("notes", self.notes.toPlainText())
        self._document.changed.disconnect(self._show)
        super().done(result)

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.views.currentRow()
        if 0 <= row + by < len(self._shown):
            self._requests.move(row, row + by)
            self.views.setCurrentRow(row + by)

    def _remove(self) -> None:
        if self.views.currentRow() >= 0:
            self._requests.remove(self.views.currentRow())

    def _look(self) -> None:
        self._requests.look(self.views.currentRow())

    def _replace(self) -> None:
        self._requests.replace(self.views.currentRow())

    def _present(self) -> None:
        self._write_caption()
        self._write("notes", self.notes.toPlainText())
        self._requests.present_from(max(self.views.currentRow(), 0))
