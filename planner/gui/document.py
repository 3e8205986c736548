"""The document: the one place that changes. It holds the workspace, its history and where it is kept.

Every change in the program is one request, ``edit(path, value)`` or ``put(workspace)``. The new workspace is built
first, and its validators run then; what they refuse never touches the document. What remains is pushed on the undo
stack as one kind of command, and ``changed`` tells every panel.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

import attrs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from planner.model.workspace import Path, Workspace, look_up, replace
from planner.store.presets import Preset

_MERGES = 1
_ALONE = -1


class Document(QObject):
    """A workspace with history.

    ``changed`` follows every change, ``kept`` every change of file, preset or mark; ``opened`` comes before both where
    another workspace is taken up.
    """

    opened = Signal()
    changed = Signal()
    kept = Signal()
    selected = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = QUndoStack(self)
        self.history.setUndoLimit(500)
        self.file: FilePath | None = None
        self.preset: Preset | None = None
        self._workspace = self._known = workspace
        self._selected = 0
        self._unkept = False
        self._lost: Preset | None = None
        self._gesture = 0
        self._before_gesture: Workspace | None = None
        self.history.cleanChanged.connect(self._tell_kept)

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is now."""
        return self._workspace

    @property
    def selection(self) -> int:
        """The index of the scenario that is looked at and edited."""
        return min(self._selected, len(self._workspace.scenarios) - 1)

    @property
    def known(self) -> Workspace:
        """What the file or preset held when it was last read or written here."""
        return self._known

    @property
    def place(self) -> FilePath | None:
        """The file or the user's own preset that the workspace is saved to; None where it has none."""
        if self.file is not None or self.preset is None or self.preset.shipped:
            return self.file
        return self.preset.path

    @property
    def modified(self) -> bool:
        """Whether there is something that neither file nor preset holds."""
        return self._unkept or not self.history.isClean()

    @property
    def before_gesture(self) -> Workspace | None:
        """The workspace at the start of the drag under way, for a ghost line; None at rest."""
        return self._before_gesture

    def at(self, path: Path) -> Any:
        """Return what stands at ``path``."""
        return look_up(self._workspace, path)

    def edit(self, path: Path, value: Any, words: str) -> None:
        """Put ``value`` at ``path`` as one undo step named ``words``, merged with the drag under way.

        Raises:
            Fault: A validator refuses the value; nothing has changed.
        """
        self.put(replace(self._workspace, path, value), words)

    def put(self, workspace: Workspace, words: str) -> None:
        """Make ``workspace`` the present one, as an undo step named ``words``; no step where nothing differs."""
        if workspace != self._workspace:
            self.history.push(_Edit(self, workspace, words, self._gesture))

    def begin_gesture(self) -> None:
        """Begin a drag: all edits until `end_gesture` are one undo step."""
        self._gesture = abs(self._gesture) + 1
        self._before_gesture = self._workspace

    def end_gesture(self) -> None:
        """End the drag."""
        self._gesture = -abs(self._gesture)
        self._before_gesture = None
        self.changed.emit()

    def select(self, index: int) -> None:
        """Look at another scenario."""
        if 0 <= index < len(self._workspace.scenarios) and index != self.selection:
            self._selected = index
            self.selected.emit()

    def open(
        self,
        workspace: Workspace,
        file: FilePath | None = None,
        preset: Preset | None = None,
        *,
        unsaved: bool = False,
        known: Workspace | None = None,
    ) -> None:
        """Take up another workspace with an empty history; ``unsaved`` marks recovered work.

        ``known`` is what the file holds where that is not the workspace itself.
        """
        self.file, self.preset = file, preset
        self._unkept, self._lost = unsaved, None
        self._known = known or workspace
        self._selected = len(workspace.scenarios) - 1
        self._workspace = workspace
        self.history.clear()
        self.opened.emit()
        self.changed.emit()
        self.kept.emit()

    def keep(self, file: FilePath | None = None, preset: Preset | None = None) -> None:
        """Note that the present workspace has been written to a file or kept as a preset, whose title it then has."""
        self.file, self.preset = file, preset
        self._unkept, self._lost = False, None
        if preset is not None and preset.workspace is not None:
            self._workspace = attrs.evolve(self._workspace, title=preset.workspace.title)
        self._known = (preset.workspace if preset is not None else None) or self._workspace
        self.history.setClean()
        self.kept.emit()

    def reload(self, workspace: Workspace, words: str) -> None:
        """Take up what the file or preset holds by now, as an undo step: what was on the screen can come back."""
        self.put(workspace, words)
        self._unkept, self._known = False, workspace
        self.history.setClean()
        self.kept.emit()

    def lose_place(self) -> None:
        """Note that the preset that holds the workspace was deleted: what is on the screen is kept nowhere now."""
        self._lost, self.preset = self.preset, None
        self._unkept = True
        self.kept.emit()

    def find_place(self, lost: Preset, found: Preset) -> None:
        """Note that ``lost`` is back as ``found``; nothing where the workspace did not come from it."""
        if self._lost is not None and self._lost.path == lost.path:
            self._lost, self.preset = None, found
            self._unkept = False
            self.kept.emit()

    def _tell_kept(self) -> None:
        self.kept.emit()

    def _show(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.changed.emit()


class _Edit(QUndoCommand):
    """The one command: the workspace before and after."""

    def __init__(self, document: Document, after: Workspace, words: str, gesture: int) -> None:
        super().__init__(words)
        self._document = document
        self._before = document.workspace
        self._after = after
        self._gesture = gesture

    def id(self) -> int:
        return _MERGES if self._gesture > 0 else _ALONE

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow the next step of the same drag; a drag that ends where it began leaves no step."""
        if not isinstance(other, _Edit) or other._gesture != self._gesture:
            return False
        self._after = other._after
        del other._document, other._before, other._after  # the binding never lets go of a step that was swallowed
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._document._show(self._after)

    def undo(self) -> None:
        self._document._show(self._before)
