"""The field in which a person types a value in the grammar of `planner.model.estimate`.

Text goes in and out in the canonical form; what is shown and typed follows the widget's locale (``0,34 Wh/query``).
A refused text stays in the field, with the reason under it, until it is mended or Escape brings the last good one
back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.gui.stylesheet import restyle
from planner.gui.widgets.number_locale import sentence_to_local, to_canonical, to_local
from planner.gui.widgets.wrapped_label import Sentence
from planner.model.estimate import MAX_TEXT, Estimate
from planner.model.faults import Fault
from planner.text import N_, _

CHECK_AFTER_MS = 400
"""Half-typed text is always wrong: only after this long a pause is it looked at."""
_LONGEST = MAX_TEXT + 50
_UNDO_AND_REDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)

EXAMPLES = (
    ("0.34 Wh/query", N_("one value")),
    ("0.2 to 0.5 Wh/query", N_("90 % sure it lies between")),
    ("2.5 billion query/day", N_("with a scale word")),
    ("uniform(0.2, 0.5) Wh/query", N_("anything between, equally likely")),
    ("triangular(0.06, 0.3, 1.2) Wh/query", N_("lowest, likeliest, highest")),
    ("normal(0.34, 0.05) Wh/query", N_("mean, standard deviation")),
)
"""Ways to write a value, for the tooltip."""


def estimate_problem(text: str) -> str:
    """Return why ``text`` is not a value, or nothing if it is one."""
    try:
        Estimate.parse(text)
    except Fault as fault:
        return str(fault)
    return ""


class QuantityEdit(QWidget):
    """A text field for values.

    ``committed`` tells the canonical text when Return is pressed or the field is left with another text than it came
    with; whoever listens calls `show_error` to refuse it. ``edited`` tells it with every key. ``check`` says what is
    wrong with a text in a sentence, or nothing; what it refuses is not committed.
    """

    committed = Signal(str)
    edited = Signal(str)
    error_changed = Signal(str)

    def __init__(self, check: Callable[[str], str] = estimate_problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._good = self._good_shown = ""
        self._offered: str | None = None
        self._refused = False
        self._field = QLineEdit()
        self._field.setMaxLength(_LONGEST)
        self._field.installEventFilter(self)
        self._sentence = Sentence()
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._pause.timeout.connect(self.check_now)
        self._field.textEdited.connect(self._on_edited)
        self._field.returnPressed.connect(self.commit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._sentence)
        self.setFocusProxy(self._field)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._explain()

    @property
    def line_edit(self) -> QLineEdit:
        """The field itself."""
        return self._field

    @property
    def sentence(self) -> Sentence:
        """The label under the field; a panel may put it into a wider place of its own."""
        return self._sentence

    @property
    def error(self) -> str:
        """The sentence under the field; empty when nothing is wrong."""
        return self._sentence.text()

    def text(self) -> str:
        """Return what stands in the field, in the canonical form."""
        return to_canonical(self._field.text(), self.locale().decimalPoint(), self.locale().groupSeparator()).strip()

    def set_text(self, text: str, force: bool = False) -> None:
        """Show a text without telling anybody.

        What a person is typing stays, and so does a refused text while the value behind it is the same: both still
        wait for that person. Escape then brings back this text. ``force`` replaces them too.
        """
        unmended = bool(self.error) and text == self._good
        # The focus of the window, not of the application: another window in front does not end the typing.
        typing = self.window().focusWidget() is self._field and self._changed
        if text != self._good:
            self._offered = None  # what was refused beside the old value is to be offered again beside the new one
        self._accept(text)
        if (typing or unmended) and not force:
            return
        self._display_good()
        self.clear_error()

    def reset(self) -> None:
        """Bring the last good text back, whatever is being typed: what the field stands for is another thing now."""
        self._pause.stop()
        self._display_good()
        self.clear_error()

    def show_error(self, sentence: str) -> None:
        """Mark the field as wrong and say why under it."""
        self._refused = True
        self._pause.stop()
        sentence = self._as_typed(sentence)
        if sentence != self.error:
            self._set_error(sentence)
            if sentence and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, sentence))

    def clear_error(self) -> None:
        """Take mark and sentence away."""
        self._pause.stop()
        if self.error:
            self._set_error("")

    def check_now(self) -> None:
        """Look at what is typed so far, without committing it."""
        sentence = self._check(self.text()) if self._changed else ""
        if sentence:
            self.show_error(sentence)
        else:
            self.clear_error()

    def commit(self) -> None:
        """Commit what is typed as Return would: before a file is saved, or a dialog accepted."""
        self._offer(again=True)

    def setAccessibleName(self, name: str) -> None:
        """Name the field for assistive technology, and the widget around it, which passes the focus on to it."""
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the field is left, and bring the last good text back on Escape."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            # A menu or another window takes the focus only for a while: nothing has been decided yet.
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self._offer(again=False)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            return self._on_escape(event)
        elif isinstance(event, QKeyEvent) and any(map(event.matches, _UNDO_AND_REDO)) and not self._changed:
            event.ignore()  # nothing typed is waiting: what is to be undone is the last edit, not the field's letters
            return True
        elif isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.ignore()  # a file is for the window to open, not its path for the field
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Write the number the new way when the locale changes."""
        if event.type() == QEvent.Type.LocaleChange:
            unchanged = not self._changed
            self._accept(self._good)
            if unchanged:
                self._display_good()
            self._explain()
        super().changeEvent(event)

    @property
    def _changed(self) -> bool:
        return self._field.text().strip() != self._good_shown

    def _local(self, text: str) -> str:
        return to_local(text, self.locale().decimalPoint())

    def _accept(self, text: str) -> None:
        self._good, self._good_shown = text, self._local(text)

    def _display_good(self) -> None:
        """Put the good text into the field, keeping the cursor where it was in case somebody is about to type."""
        self._offered = None
        if self._good_shown != self._field.text():
            at = self._field.cursorPosition()
            self._field.setText(self._good_shown)
            self._field.setCursorPosition(at if self._field.hasFocus() else 0)

    def _on_edited(self) -> None:
        text = self.text()
        self.edited.emit(text)
        # A complaint goes as soon as it is met; a new one waits until the typing stops.
        if self.error and not self._check(text):
            self.clear_error()
        self._pause.start()

    def _offer(self, again: bool) -> None:
        """Offer what is typed; the same refused text is offered again only when asked for."""
        self._pause.stop()
        text = self.text()
        if not self._changed:
            self._display_good()
            self.clear_error()
            return
        if text == self._offered and not again:
            return
        self._offered = text
        sentence = self._check(text)
        if sentence:
            self.show_error(sentence)
            return
        self.clear_error()
        self._refused = False
        self.committed.emit(text)
        if not self._refused and self._offered == text:
            self._accept(text)
            self._display_good()

    def _on_escape(self, event: QKeyEvent) -> bool:
        """Take the key where there is something to bring back; else leave it to the dialog around the field."""
        if not self._changed and not self.error:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._display_good()
            self.clear_error()
            self._field.selectAll()
            self.edited.emit(self.text())
        event.accept()  # as a shortcut override too, so that no shortcut of the window takes it first
        return True

    def _as_typed(self, sentence: str) -> str:
        """Return a refusal with the numbers as they are written here, and the refused text as it was typed."""
        sentence = sentence_to_local(sentence, self.locale().decimalPoint())
        canonical = sentence_to_local(self.text(), self.locale().decimalPoint())
        return sentence.replace(f"“{canonical}”", f"“{self._field.text().strip()}”") if canonical else sentence

    def _set_error(self, sentence: str) -> None:
        self._sentence.say(sentence)
        self._field.setProperty("error", "true" if sentence else "false")
        restyle(self._field)
        self._field.setAccessibleDescription(sentence)
        self.error_changed.emit(sentence)

    def _explain(self) -> None:
        lines = (f"{self._local(example)}\t{_(meaning)}" for example, meaning in EXAMPLES)
        self._field.setToolTip("\n".join([_("Write a value with its unit, for example"), *lines]))
