"""The working, always in sight: numbers with what they are under them, to be copied as text or Markdown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planner.chart.ladder import Ladder, Rung
from planner.gui.stylesheet import restyle
from planner.gui.theme import GAP, GAP_SMALL
from planner.text import _


class WorkingPanel(QFrame):
    """Shows a ladder, one row a workload."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ladder: Ladder | None = None
        self.setProperty("role", "card")
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._remark = QLabel()
        self._remark.setProperty("role", "caption")
        self._remark.setWordWrap(True)
        self._text = self._copy_button(_("Copy"), _("Copy the working as text"))
        self._markdown = self._copy_button(_("Markdown"), _("Copy the working as Markdown"))
        self._text.clicked.connect(self.copy_text)
        self._markdown.clicked.connect(self.copy_markdown)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._text)
        head.addWidget(self._markdown)
        self._area = _RowsArea()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._area)
        layout.addWidget(self._remark)

    @staticmethod
    def _copy_button(text: str, what: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "link")
        button.setToolTip(what)
        button.setAccessibleName(what)
        return button

    @property
    def ladder(self) -> Ladder | None:
        """The working on show."""
        return self._ladder

    def show_ladder(self, ladder: Ladder | None) -> None:
        """Show a working, or none; labels are kept and rewritten, so that a drag does not rebuild them."""
        self._ladder = ladder
        self._text.setEnabled(ladder is not None)
        self._markdown.setEnabled(ladder is not None)
        ladder = ladder or Ladder(_("There is no working: a number in it is too large"), (), "")
        self._title.setText(ladder.title)
        self._remark.setText(ladder.remark)
        self._area.setAccessibleDescription(ladder.as_text())
        self._area.fit(len(ladder.rows))
        for row, (name, rungs) in zip(self._area.rows, ladder.rows, strict=True):
            row.show_rungs(name if len(ladder.rows) > 1 else "", rungs)
        self._area.keep_room()

    def show_rows(self, most: int) -> None:
        """Show at most so many rows at a time, the last ones where not all fit; the rest scrolls."""
        self._area.show_rows(most)

    def copy_text(self) -> None:
        """Put the working on the clipboard as text."""
        if self._ladder is not None:
            QGuiApplication.clipboard().setText(self._ladder.as_text())
            self.copied.emit(_("The working is on the clipboard"))

    def copy_markdown(self) -> None:
        """Put the working on the clipboard as Markdown."""
        if self._ladder is not None:
            QGuiApplication.clipboard().setText(self._ladder.as_markdown())
            self.copied.emit(_("The working is on the clipboard, as Markdown"))


class _RowsArea(QScrollArea):
    """Wants room for a few lines, makes do with two, and scrolls the rest up and down."""

    def __init__(self) -> None:
        super().__init__()
        self._most = 3
        self._wanted = 0
        self.rows: list[_LadderRow] = []
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_SMALL)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The working"))
        self.verticalScrollBar().rangeChanged.connect(self._show_the_end)

    def fit(self, count: int) -> None:
        """Hold exactly so many rows; those there are stay."""
        while len(self.rows) > count:
            gone = self.rows.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < count:
            self.rows.append(_LadderRow())
            self._column.addWidget(self.rows[-1])

    def show_rows(self, most: int) -> None:
        """Want room for at most so many rows."""
        if most != self._most:
            self._most = most
            self.keep_room()

    def keep_room(self) -> None:
        """Ask for another height where the rows have one in this width."""
        wanted = self._height_of(self._most)
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()

    def _show_the_end(self, _least: int, most: int) -> None:
        self.verticalScrollBar().setValue(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows wrap in the new width."""
        super().resizeEvent(event)
        for row in self.rows:
            row.arrange(self.viewport().width())
        self.keep_room()

    def sizeHint(self) -> QSize:
        return QSize(480, self._height_of(self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height_of(1))

    def _height_of(self, most: int) -> int:
        """Return the height of the last ``most`` rows, or of one line more than that where they have more lines."""
        if not self.rows:
            return 46
        shown = self.rows[-most:]
        line = max(row.line_height for row in shown)
        rows = sum(row.height() for row in shown) + (len(shown) - 1) * GAP_SMALL
        return min(rows, (most + 1) * line + (len(shown) - 1) * GAP_SMALL + _LINE_GAP)


class _LadderRow(QWidget):
    """One row of rungs, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._name = QLabel(self)
        self._name.setProperty("role", "quiet")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._rungs: list[_RungLabel] = []
        self._placed: tuple[object, ...] = ()
        self.line_height = 0

    def show_rungs(self, name: str, rungs: tuple[Rung, ...]) -> None:
        """Show rungs, the row's name before them where there is one."""
        self._name.setText(self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH))
        self._name.setToolTip(name)
        self._name.setVisible(bool(name))
        while len(self._rungs) > len(rungs):
            gone = self._rungs.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._rungs) < len(rungs):
            self._rungs.append(_RungLabel(self))
        for label, rung in zip(self._rungs, rungs, strict=True):
            label.show_rung(rung)
            label.show()  # after it knows its role: to be shown is to be dressed
        self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Place the rungs side by side, those that do not fit on the next line, and take the height of all."""
        sizes = [label.wanted_size() for label in self._rungs]
        left = _NAME_WIDTH + _GAP if self._name.text() else 0
        if (width, left, *sizes) == self._placed:
            return
        self._placed = (width, left, *sizes)
        self.line_height = max((size.height() for size in sizes), default=0)
        self._name.setGeometry(0, 0, _NAME_WIDTH, min(self._name.sizeHint().height(), self.line_height))
        x, y = left, 0
        for label, size in zip(self._rungs, sizes, strict=True):
            if x > left and x + size.width() > width:
                x, y = left, y + self.line_height + _LINE_GAP
            label.setGeometry(QRect(QPoint(x, y), QSize(min(size.width(), max(width - left, 1)), self.line_height)))
            x += size.width() + _GAP
        self.setFixedHeight(y + self.line_height)

    def event(self, event: QEvent) -> bool:
        """Wrap anew where width, lettering or a number has changed."""
        done = super().event(event)
        if event.type() in _REWRAP:
            self.arrange(self.width())
        return done


_REWRAP = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.FontChange)
_WIDEST = 180
_NAME_WIDTH = 92
_GAP = 7
_LINE_GAP = 4


class _RungLabel(QWidget):
    """A number with its operator before it and what it is under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rung: Rung | None = None
        self._operator, self._value, self._what = QLabel(), QLabel(), QLabel()
        self._operator.setProperty("role", "quiet")
        self._what.setProperty("role", "caption")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._value)
        self._column.addWidget(self._what)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(7)
        self._line.addWidget(self._operator)
        self._line.addLayout(self._column)
        for label in (self._value, self._what):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def wanted_size(self) -> QSize:
        """Return the size in the lettering it will be shown in."""
        for label in (self._operator, self._value, self._what):
            label.ensurePolished()
        return self.sizeHint()

    def show_rung(self, rung: Rung) -> None:
        """Show one number."""
        if rung == self._rung:
            return
        self._rung = rung
        self._operator.setText(rung.operator)
        self._operator.setVisible(bool(rung.operator))
        self._value.setText(rung.value)
        shown = self._what.fontMetrics().elidedText(rung.what, Qt.TextElideMode.ElideRight, _WIDEST)
        self._what.setText(shown)
        self.setToolTip("\n".join(filter(None, [rung.what, rung.note])))
        role = "result" if rung.result else "number"
        if self._value.property("role") != role:
            self._value.setProperty("role", role)
            restyle(self._value)
        # A layout inside another one learns of new words only with the next event, too late for `wanted_size`.
        self._column.invalidate()
        self._line.invalidate()
