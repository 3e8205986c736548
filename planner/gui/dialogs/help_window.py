"""The help beside the window: pages at the left, the chosen one at the right, and a field that searches them all."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.gui.theme import GAP, GAP_SMALL, GAP_WIDE
from planner.store.help import HelpPage, found
from planner.text import _

_KEY = Qt.ItemDataRole.UserRole
_LIST_WIDTH = 248
_LEADING = 125.0
_TITLE_STEP = 2
"""Of Qt's steps of text size: half as large again."""


class HelpWindow(QDialog):
    """Shows pages; stays open while the plan is worked on."""

    def __init__(self, pages: tuple[HelpPage, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self._pages = {page.key: page for page in pages}
        self._shown = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the help"))
        self.search.setAccessibleName(_("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of the help"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel(_("No page holds all of these words."))
        self.nothing.setProperty("role", "quiet")
        self.nothing.setWordWrap(True)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Page of the help"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(GAP_WIDE)
        left = QVBoxLayout()
        left.setSpacing(GAP_SMALL)
        for widget in (self.search, self.list, self.nothing):
            widget.setFixedWidth(_LIST_WIDTH)
            left.addWidget(widget)
        left.addStretch(1)
        left.setStretchFactor(self.list, 100)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(GAP, GAP, GAP, GAP)
        sides.setSpacing(GAP)
        sides.addLayout(left)
        sides.addWidget(self.text, 1)
        self.search.textChanged.connect(self._look_up)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)
        self.list.currentItemChanged.connect(self._follow)
        self._look_up("")
        self.resize(920, min(640, parent.height()))

    def open_page(self, key: str) -> None:
        """Show the window on one page."""
        self.search.clear()
        self._select(key)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _look_up(self, typed: str) -> None:
        shown = found(tuple(self._pages.values()), typed)
        before = self._shown
        self.list.blockSignals(True)
        self.list.clear()
        for page in shown:
            item = QListWidgetItem(page.title)
            item.setData(_KEY, page.key)
            item.setToolTip(page.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        keys = [page.key for page in shown]
        if keys:
            self._select(before if before in keys and not typed else keys[0])
        self._mark(typed)

    def _select(self, key: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)
                self._show(key)
                return

    def _follow(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(item.data(_KEY))
            self._mark(self.search.text())

    def _show(self, key: str) -> None:
        self._shown = key
        self.text.setMarkdown(self._pages[key].text)
        self._set_type()

    def _set_type(self) -> None:
        """Give title, paragraphs, lists and equations the room that Markdown says nothing about."""
        block = self.text.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = block.blockFormat()
            if cursor.currentTable() is None:
                code = _is_code(block)
                form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                close = (code and _is_code(block.next())) or block.textList() is not None
                form.setBottomMargin(2 if close else GAP_SMALL)
                form.setTopMargin(GAP_SMALL if QTextCursor(block.previous()).currentTable() is not None else 0)
                form.setLeftMargin(GAP_WIDE if code else form.leftMargin())
                cursor.setBlockFormat(form)
            if form.headingLevel() == 1:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                title = QTextCharFormat()
                title.setProperty(QTextCharFormat.Property.FontSizeAdjustment, _TITLE_STEP)
                cursor.mergeCharFormat(title)
            block = block.next()

    def _mark(self, typed: str) -> None:
        """Mark the words that were searched for, and go to the first of them below the title."""
        marks = []
        for word in typed.split():
            wanted = QRegularExpression(
                QRegularExpression.escape(word), QRegularExpression.PatternOption.CaseInsensitiveOption
            )
            place = self.text.document().find(wanted)
            while not place.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(place)
                colours = self.palette()
                mark.format.setBackground(colours.highlight())
                mark.format.setForeground(colours.highlightedText())
                marks.append(mark)
                place = self.text.document().find(wanted, place, QTextDocument.FindFlag(0))
        self.text.setExtraSelections(marks)


def _is_code(block: QTextBlock) -> bool:
    """Whether a paragraph is all of fixed width, as an equation is."""
    if not block.isValid() or not block.text().strip():
        return False
    part = block.begin()
    while not part.atEnd():
        if not part.fragment().charFormat().fontFixedPitch():
            return False
        part += 1
    return True
