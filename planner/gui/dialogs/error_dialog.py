"""An error in the program itself, said calmly: what became of the work, and a report that can be copied and sent."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from planner.gui.theme import GAP, GAP_WIDE
from planner.text import _


class ErrorDialog(QDialog):
    """Shows a report; ``kept`` says whether the unsaved work is safe in case the program ends."""

    def __init__(self, report: str, kept: bool, log: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("An error in the program"))
        heading = _label(_("Something went wrong in the program, not in your plan."), "section")
        self.words = _label(_words(kept))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(_("Report of the error"))
        place = _label(_("The log on this computer has the rest: {path}").format(path=log), "quiet")
        place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton(_("&Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = buttons.addButton(_("&Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.go_on.setDefault(True)
        self.go_on.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        self.copy.clicked.connect(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        layout.setSpacing(GAP)
        for widget in (heading, self.words, self.report, place, buttons):
            layout.addWidget(widget, 1 if widget is self.report else 0)
        self.resize(QSize(640, 420))
        self.go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_("Copied"))


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _words(kept: bool) -> str:
    safe = _("Your work is still open, and what was not saved has been kept in case the program ends. You can go on.")
    unsafe = _("Your work is still open, but could not be kept in case the program ends: save it now.")
    more = _(
        "The report below holds neither your name nor your folders; you can send it along when you report the error."
    )
    return f"{safe if kept else unsafe} {more}"
