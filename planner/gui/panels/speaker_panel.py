"""What only the speaker sees: the notes of the view in the room, what comes next, and the time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QLocale, Qt, QTime, QTimer
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.gui.present import PresentWindow
from planner.gui.theme import GAP, GAP_SMALL, GAP_WIDE, SECTION_SIZE
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

_TICK_MS = 1_000
_NOTES_HEIGHT = 72


class SpeakerPanel(QDockWidget):
    """Stands in the main window while the room sees another; the keys of a remote work here as they do there."""

    def __init__(self, shown: PresentWindow, parent: QWidget | None = None) -> None:
        super().__init__(_("Speaker notes"), parent)
        self._shown = shown
        self._since = QElapsedTimer()
        self._since.start()
        self.place, self.message, self.clock = QLabel(), QLabel(), QLabel()
        self.next = WrappedLabel("quiet")
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(_("Speaker notes"))
        self.back, self.go_on = QPushButton(_("Back")), QPushButton(_("Next"))
        self.black, self.end = QPushButton(_("Black")), QPushButton(_("End"))
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.go_on.clicked.connect(self._go_on)
        self.black.clicked.connect(shown.curtain.draw_or_lift)
        self.end.clicked.connect(shown.close)
        for keys, slot in ((Qt.Key.Key_PageDown, self._go_on), (Qt.Key.Key_PageUp, self._go_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        shown.stepped.connect(self._show)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tell_time)
        self._timer.start()
        self._show()
        self._tell_time()

    def _lay_out(self) -> None:
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setMinimumWidth(1)
        self.message.setProperty("role", "section")
        self.clock.setProperty("role", "section")
        font = QFont(self.notes.font())
        font.setPixelSize(SECTION_SIZE + 1)
        self.notes.setFont(font)
        self.notes.setFixedHeight(_NOTES_HEIGHT)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        for button in (self.back, self.go_on):
            head.addWidget(button)
        head.addWidget(self.place)
        head.addSpacing(GAP)
        head.addWidget(self.message, 1)
        head.addWidget(self.clock)
        head.addSpacing(GAP)
        for button in (self.black, self.end):
            head.addWidget(button)
        inside = QFrame()
        inside.setProperty("role", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP_WIDE, GAP_SMALL, GAP_WIDE, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        below = QHBoxLayout()
        below.setSpacing(GAP_WIDE)
        below.addWidget(self.notes, 3)
        below.addWidget(self.next, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addLayout(below)
        self.setWidget(inside)
        self.setTitleBarWidget(QWidget())
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)

    def _show(self) -> None:
        step, views = self._shown.step, self._shown.views
        view = views[step]
        self.place.setText(_("{step} / {steps}").format(step=step + 1, steps=len(views)))
        self.message.setText(self._shown.stage.headline.text())
        if self.notes.toPlainText() != view.notes:
            self.notes.setPlainText(view.notes)
        self.notes.setPlaceholderText(_("No notes for this view"))
        following = views[step + 1] if step + 1 < len(views) else None
        if following is None:
            self.next.setText(_("This is the last view"))
        else:
            named = following.caption or following.scenario or following.chart
            self.next.setText(_("Next: {message}").format(message=named))
        self.next.keep_room()
        self.back.setEnabled(step > 0)
        self.go_on.setEnabled(following is not None)

    def _tell_time(self) -> None:
        minutes, seconds = divmod(self._since.elapsed() // 1_000, 60)
        now = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
        self.clock.setText(_("{minutes}:{seconds} · {now}").format(minutes=minutes, seconds=f"{seconds:02}", now=now))

    def _go_on(self) -> None:
        self._shown.go_on(1)

    def _go_back(self) -> None:
        self._shown.go_on(-1)
