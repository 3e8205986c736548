"""The work of a program that ended without saving, offered when the next one starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.gui.document import Document
from planner.gui.filing import Filing
from planner.gui.keeping import Keeping, forget
from planner.gui.notice import Notice
from planner.store.autosave import Unsaved
from planner.text import _


class Recovery(QObject):
    """Offers what was left unsaved, one plan after the other, and says when work cannot be kept."""

    def __init__(self, document: Document, keeping: Keeping, filing: Filing, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._keeping, self._filing, self._notice = document, keeping, filing, notice
        self._offered: Unsaved | None = None
        keeping.failed.connect(self._say_unkept)

    @property
    def offering(self) -> bool:
        """Whether unsaved work was offered."""
        return self._offered is not None

    def offer(self) -> None:
        """Offer the newest unsaved work that no living program has, if there is any."""
        found = self._keeping.orphans()
        if not found:
            return
        self._offered = newest = found[0]
        title = newest.workspace.title or newest.workspace.scenarios[0].name
        said = f"{self._notice.words.text()} " if self._notice.isVisible() else ""
        question = said + _("Unsaved work was found: “{title}”").format(title=title)
        self._notice.ask(question, _("Restore"), self._take_up, _("Discard"), self._turn_down)

    def _take_up(self) -> None:
        unsaved = self._offered
        if unsaved is not None and self._filing.may_leave():
            file = Path(unsaved.file) if unsaved.file else None
            self._document.open(unsaved.workspace, file=file, unsaved=True, known=unsaved.known())
            if self._keeping.write():
                forget(unsaved)
        self.offer()

    def _turn_down(self) -> None:
        if self._offered is not None:
            forget(self._offered)
        self.offer()

    def _say_unkept(self, reason: str) -> None:
        self._notice.warn(_("Unsaved work cannot be kept for the case of a crash: {reason}").format(reason=reason))
