"""Files and presets: opening, saving and everything that might lose work on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from planner.gui.document import Document
from planner.gui.notice import Notice
from planner.gui.rivalry import settle
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.files import SUFFIX, read_plan, shown, write_plan
from planner.store.guarded import ChangedElsewhere, beside, save_plan
from planner.store.library import evidence_stamp
from planner.store.presets import Preset, Presets
from planner.text import _

EXPORTED = (".png", ".svg", ".pdf", ".pptx", ".xlsx", ".html")
"""Endings of exported files, which carry the plan they were made from."""


class Filing(QObject):
    """Opens and saves the document's workspace; every refusal is said in the notice and loses nothing."""

    about_to_save = Signal()
    presets_changed = Signal()
    file_used = Signal(str)

    def __init__(self, document: Document, presets: Presets, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._presets, self._notice, self._window = document, presets, notice, window

    @property
    def name(self) -> str:
        """What the window's title says: the file's or preset's name, else the plan's title."""
        if self._document.file is not None:
            return self._document.file.name
        if self._document.preset is not None:
            return self._document.preset.title
        return self._document.workspace.title or _("New plan")

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether the present workspace may be left behind."""
        self.about_to_save.emit()
        if not self._document.modified:
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Save changes?"))
        box.setText(_("Save the changes to “{name}”?").format(name=self.name))
        box.setInformativeText(_("Without saving they are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def open_dialog(self) -> None:
        """Let the user choose a plan file and open it."""
        endings = " ".join(f"*{ending}" for ending in (SUFFIX, *EXPORTED))
        kinds = _("Plans and exported charts") + f" ({endings});;" + _plans_filter()
        path, _chosen = QFileDialog.getOpenFileName(self._window, _("Open a plan"), self._folder(), kinds)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> bool:
        """Open a plan or the plan of an exported file, asking about unsaved changes first.

        What is wrong with the file is said and nothing changes.
        """
        exported = path.suffix.lower() in EXPORTED
        try:
            workspace = read_exported(path) if exported else read_plan(path)
        except Fault as fault:
            self._notice.warn(_("Not opened. {reason}").format(reason=fault))
            return False
        if not self.may_leave():
            return False
        self._document.open(workspace, file=None if exported else path)
        self.file_used.emit(str(path))
        if exported:
            self._notice.say(_("This is the plan that {name} was made from").format(name=path.name))
        if workspace.evidence and workspace.evidence != evidence_stamp():
            self._notice.say(
                _("This plan was saved with the evidence library {old}; this program has {new}.").format(
                    old=workspace.evidence, new=evidence_stamp()
                )
            )
        return True

    def open_preset(self, preset: Preset) -> bool:
        """Open a preset, asking about unsaved changes first."""
        if preset.workspace is None:
            self._notice.warn(preset.problem)
            return False
        if not self.may_leave():
            return False
        self._document.open(preset.workspace, preset=preset)
        return True

    def new(self, workspace: Workspace) -> None:
        """Begin with another workspace that is kept nowhere yet."""
        if self.may_leave():
            self._document.open(workspace)

    def save(self) -> bool:
        """Save where the workspace came from: its file, the user's own preset, else ask for a file."""
        self.about_to_save.emit()
        if self._document.file is not None:
            return self._write(self._document.file, self._document.known)
        preset = self._document.preset
        if preset is not None and not preset.shipped:
            return self._keep(preset.title, replace=True, known=self._document.known)
        return self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        self.about_to_save.emit()
        start = str(Path(self._folder()) / (self.name.removesuffix(SUFFIX) + SUFFIX))
        path = self._ask_where(_("Save the plan"), start)
        return path is not None and self._write(path)

    def export_preset(self, preset: Preset) -> None:
        """Write a preset to a file of the user's choice; the document stays what it is."""
        if preset.workspace is None:
            self._notice.warn(preset.problem)
            return
        start = str(Path(self._folder()) / f"{preset.key}{SUFFIX}")
        path = self._ask_where(_("Export the preset"), start)
        if path is not None:
            self._try(partial(write_plan, path, preset.workspace), _("Exported to {path}").format(path=path))

    def import_dialog(self) -> None:
        """Let the user choose plan files and keep copies of them as presets."""
        title = _("Import presets")
        paths, _chosen = QFileDialog.getOpenFileNames(self._window, title, self._folder(), _plans_filter())
        if paths:
            self.import_files([Path(path) for path in paths])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Keep copies of plan files as presets; says in one go which came in and why others did not."""
        imported, refused = [], []
        for path in paths:
            try:
                self._presets.import_file(path)
            except Fault as fault:
                refused.append(str(fault))
            else:
                imported.append(path.name)
        self.presets_changed.emit()
        done = [_("Imported {names}.").format(names=", ".join(imported))] if imported else []
        tell = self._notice.warn if refused else self._notice.say
        tell(" ".join([*(_("Not imported: {reason}.").format(reason=reason) for reason in refused), *done]))

    def save_preset(self) -> bool:
        """Ask for a name and keep the workspace as one of the user's presets."""
        self.about_to_save.emit()
        preset = self._document.preset
        start = preset.title if preset and not preset.shipped else self._document.workspace.title
        title, accepted = self._ask_name(_("Save as a preset"), start or self.name)
        if not accepted:
            return False
        taken = any(known.title.casefold() == title.strip().casefold() for known in self._presets.own())
        if taken and not self._confirm(_("Replace the preset “{title}”?").format(title=title.strip())):
            return False
        same = preset is not None and not preset.shipped and preset.title.casefold() == title.strip().casefold()
        return self._keep(title, replace=taken, known=self._document.known if same else None)

    def rename_preset(self, preset: Preset) -> None:
        """Ask for another name for one of the user's presets."""
        if preset.shipped or preset.workspace is None:
            self._try(partial(self._presets.rename, preset, preset.title), "")  # says why not, before any question
            return
        title, accepted = self._ask_name(_("Rename the preset"), preset.title)
        if accepted and title.strip() != preset.title:
            self._try(partial(self._rename, preset, title), "")

    def duplicate_preset(self, preset: Preset) -> None:
        """Keep a copy of a preset among the user's own."""
        self._try(partial(self._presets.duplicate, preset), _("Copied “{title}”").format(title=preset.title))
        self.presets_changed.emit()

    def delete_preset(self, preset: Preset) -> None:
        """Delete one of the user's presets; the notice offers the way back."""
        try:
            away = self._presets.delete(preset)
        except Fault as fault:
            self._notice.warn(str(fault))
            return
        if self._document.preset is not None and self._document.preset.path == preset.path:
            self._document.lose_place()
        self.presets_changed.emit()
        words = _("Deleted the preset “{title}”").format(title=preset.title)
        self._notice.say(words, way_back=partial(self._restore, away, preset), back_words=_("Undo the deletion"))

    def _restore(self, away: Path, preset: Preset) -> None:
        self._try(partial(self._presets.restore, away), "")
        restored = next((known for known in self._presets.own() if known.title == preset.title), None)
        if restored is not None:
            self._document.find_place(preset, restored)
        self.presets_changed.emit()

    def _rename(self, preset: Preset, title: str) -> None:
        renamed = self._presets.rename(preset, title)
        if self._document.preset is not None and self._document.preset.path == preset.path:
            self._document.preset = renamed
            self._document.kept.emit()
        self.presets_changed.emit()

    def _keep(self, title: str, *, replace: bool, known: Workspace | None = None) -> bool:
        try:
            preset = self._presets.save(title, self._document.workspace, replace=replace, known=known)
        except ChangedElsewhere as change:
            self.presets_changed.emit()
            over = partial(self._keep, title, replace=True, known=change.found)
            mine = self._presets.free_title(_("{title} (my version)").format(title=title))
            apart = partial(self._both, title, partial(self._keep, mine, replace=False))
            return settle(self._window, self._document, change, title, over, apart)
        except Fault as fault:
            self._notice.warn(str(fault))
            return False
        self.presets_changed.emit()
        if self._document.file is not None:  # a plan that has a file stays with it; the preset is a copy
            self._notice.say(_("Kept a copy as the preset “{title}”").format(title=preset.title))
            return True
        self._document.keep(preset=preset)
        self._notice.say(_("Kept as the preset “{title}”").format(title=preset.title))
        return True

    def _both(self, name: str, save: Callable[[], bool]) -> bool:
        """Save one's own version beside the other, and say what they are called."""
        saved = save()
        if saved:
            words = _("Both are kept: your version is now “{mine}”, the other is still “{name}”.")
            self._notice.say(words.format(mine=self.name, name=name))
        return saved

    def _write(self, path: Path, known: Workspace | None = None) -> bool:
        try:
            save_plan(path, self._document.workspace, known)
        except ChangedElsewhere as change:
            name = shown(path.name)
            apart = partial(self._both, name, partial(self._write, beside(path)))
            return settle(self._window, self._document, change, name, partial(self._write, path, change.found), apart)
        except Fault as fault:
            self._notice.warn(str(fault))
            return False
        self._document.keep(file=path)
        self.file_used.emit(str(path))
        return True

    def _try(self, action: Callable[[], object], done: str) -> None:
        try:
            action()
        except Fault as fault:
            self._notice.warn(str(fault))
            return
        if done:
            self._notice.say(done)

    def _ask_where(self, title: str, start: str) -> Path | None:
        """Ask for a file to write; with its ending added it may be one that the dialog has not asked about."""
        name, _chosen = QFileDialog.getSaveFileName(self._window, title, start, _plans_filter())
        if not name:
            return None
        if name.casefold().endswith(SUFFIX):
            return Path(name)
        path = Path(name + SUFFIX)
        question = _("Replace the file “{name}”?").format(name=path.name)
        return path if not path.exists() or self._confirm(question) else None

    def _folder(self) -> str:
        return str(self._document.file.parent) if self._document.file is not None else str(Path.home())

    def _ask_name(self, title: str, start: str) -> tuple[str, bool]:
        return QInputDialog.getText(self._window, title, _("Name"), QLineEdit.EchoMode.Normal, start)

    def _confirm(self, question: str) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self._window, _("Replace?"), question, buttons.Yes | buttons.No, buttons.No)
        return answer == buttons.Yes


def read_exported(path: Path) -> Workspace:
    """Return the plan that an exported chart, deck, workbook or page carries; raises `Fault` where it has none."""
    from planner.export.reopen import reopen

    return reopen(path)


def _plans_filter() -> str:
    return _("Plans") + f" (*{SUFFIX})"
