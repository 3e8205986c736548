"""Two versions of one plan: what to do where the file or preset has been changed by another program meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from planner.gui.document import Document
from planner.store.guarded import ChangedElsewhere
from planner.text import _


class Answer(Enum):
    """What becomes of the two versions."""

    KEEP_BOTH = "keep both"
    RELOAD = "reload"
    OVERWRITE = "overwrite"
    CANCEL = "cancel"


def settle(
    window: QWidget,
    document: Document,
    change: ChangedElsewhere,
    name: str,
    over: Callable[[], bool],
    apart: Callable[[], bool],
) -> bool:
    """Ask what becomes of one's own version of ``name`` and do it; returns whether it has been saved.

    ``over`` saves it over the other, ``apart`` beside it. Taking up the other saves nothing, and undo takes it back.
    """
    answer = _ask(window, name, readable=change.found is not None)
    if answer is Answer.RELOAD and change.found is not None:
        document.reload(change.found, _("Reload {name}").format(name=name))
        return False
    if answer is Answer.KEEP_BOTH:
        return apart()
    return answer is Answer.OVERWRITE and over()


def _ask(window: QWidget, name: str, *, readable: bool) -> Answer:
    roles = QMessageBox.ButtonRole
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Changed by another program"))
    box.setText(_("“{name}” was changed by another program since it was opened here.").format(name=name))
    box.setInformativeText(
        _("Keep both saves your version beside the other.")
        + (" " + _("Reload shows the other; undo brings yours back.") if readable else "")
        + " "
        + _("Overwrite replaces the other by yours.")
    )
    answers = {box.addButton(_("&Keep both"), roles.AcceptRole): Answer.KEEP_BOTH}
    if readable:
        answers[box.addButton(_("&Reload"), roles.ResetRole)] = Answer.RELOAD
    answers[box.addButton(_("&Overwrite"), roles.DestructiveRole)] = Answer.OVERWRITE
    answers[box.addButton(QMessageBox.StandardButton.Cancel)] = Answer.CANCEL
    box.setDefaultButton(next(iter(answers)))
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return next((answer for button, answer in answers.items() if button is chosen), Answer.CANCEL)
