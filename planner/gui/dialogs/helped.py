"""F1 in a dialog: the page of the help that belongs to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from planner.store.help import help_pages


def offer_help(dialog: QDialog, key: str) -> None:
    """Let F1 open a page over a dialog, which keeps the program's other windows from being used."""
    QShortcut(QKeySequence("F1"), dialog).activated.connect(partial(_open, dialog, key))


def _open(dialog: QDialog, key: str) -> None:
    from planner.gui.dialogs.help_window import HelpWindow

    shown = dialog.findChild(HelpWindow) or HelpWindow(help_pages(), dialog)
    shown.open_page(key)
