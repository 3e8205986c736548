"""Tells when another program changes what this window shows: the plan's file, or the user's presets.

What is looked at is the content, so that neither one's own saving nor a file that was only touched is told as news.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from planner.gui.document import Document
from planner.gui.notice import Notice
from planner.model.workspace import Workspace
from planner.store.files import shown
from planner.store.guarded import ChangedElsewhere, check_unchanged
from planner.text import _

_SETTLE_MS = 150


class Watching(QObject):
    """Watches once `start` is called; ``presets_changed`` asks for the list of presets to be read anew."""

    presets_changed = Signal()

    def __init__(self, document: Document, presets_folder: Path, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._folder, self._notice = document, presets_folder, notice
        self._watcher: QFileSystemWatcher | None = None
        self._listed: frozenset[tuple[str, int, int]] = frozenset()
        self._told: Workspace | None = None
        # A file is replaced in several steps; they are looked at together.
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch; the first picture does not wait for it."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._settled.start)
        self._watcher.fileChanged.connect(self._settled.start)
        self._document.kept.connect(self._follow)
        self.listed()
        self._follow()

    def listed(self) -> None:
        """Note that the list of presets has been read: only what changes from now on is news."""
        if self._watcher is not None:
            self._listed = _listing(self._folder)

    def look(self) -> None:
        """Look for changes now, and tell them."""
        self._follow()  # the name may belong to another file by now, which has to be watched again
        if _listing(self._folder) != self._listed:
            self.presets_changed.emit()
        path, known = self._document.place, self._document.known
        if path is None:
            return
        try:
            check_unchanged(path, known, self._document.workspace)
        except ChangedElsewhere as change:
            self._tell(change)

    def _tell(self, change: ChangedElsewhere) -> None:
        """Say what has changed, once for each change, and offer to take it up where that can be done."""
        if change.found is None or change.found == self._told:
            return
        self._told = change.found
        words = _("“{name}” was changed by another program.").format(name=shown(change.path.name))
        if self._document.modified:
            words += " " + _("When you save, you will be asked which version to keep.")
        self._notice.ask(words, _("Reload"), partial(self._reload, change.path, change.found))

    def _reload(self, path: Path, found: Workspace) -> None:
        if self._document.place == path:
            self._document.reload(found, _("Reload {name}").format(name=shown(path.name)))

    def _follow(self) -> None:
        """Watch the folders and files that matter now."""
        if self._watcher is None:
            return
        place = self._document.place
        wanted = {str(path) for path in (self._folder, place, place and place.parent) if path and path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))


def _listing(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return names, times and numbers of the files in a folder; nothing where it cannot be read."""
    try:
        files = [entry for entry in os.scandir(folder) if entry.is_file() and not entry.name.startswith(".")]
        states = [(entry.name, entry.stat()) for entry in files]
    except OSError:
        return frozenset()
    return frozenset((name, state.st_mtime_ns, state.st_ino) for name, state in states)
