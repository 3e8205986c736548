"""The export dialog: a chart or a whole brief pack as files, with a preview that is the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from planner.export.pack import Choice
from planner.gui.background import Background
from planner.gui.dialogs._export_fields import ExportFields
from planner.gui.dialogs._export_job import BRIEF, FORMATS, Answer, Exporter, Wish, describe
from planner.gui.dialogs._export_preview import Findings, Preview
from planner.gui.dialogs.helped import offer_help
from planner.gui.roomy import fit_into_screen
from planner.gui.theme import GAP, GAP_SECTION, GAP_WIDE, Theme
from planner.gui.widgets.wrapped_label import Sentence
from planner.model.workspace import Workspace
from planner.text import _

PAUSE_MS = 300


class ExportDialog(QDialog):
    """Chooses what to export and writes it; after that ``written`` holds the files and ``folder`` where they are."""

    def __init__(
        self,
        workspace: Workspace,
        choice: Choice,
        folder: Path,
        theme: Theme,
        parent: QWidget | None = None,
        chart: str = "timeline",
    ) -> None:
        super().__init__(parent)
        offer_help(self, "export")
        self.folder = folder
        self.written: tuple[Path, ...] = ()
        self._exporter = Exporter(workspace, choice)
        self._drawn: Wish | None = None
        self.setWindowTitle(_("Export"))
        self.fields = ExportFields(chart)
        self.preview = Preview(theme)
        self.findings = Findings()
        self.problem = Sentence()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(_("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.export.setProperty("role", "primary")
        self._drawing, self._writing = Background(self), Background(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self.export.setDefault(True)
        self.export.setEnabled(False)
        self.fields.form.setFocus()
        self._draw()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.preview, 1)
        right.addWidget(self.findings)
        sides = QHBoxLayout()
        sides.setSpacing(GAP_SECTION)
        sides.addWidget(self.fields)
        sides.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addLayout(sides, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.resize(1000, 620)
        fit_into_screen(self)

    def _connect(self) -> None:
        self.fields.changed.connect(self._wait_and_draw)
        self._pause.timeout.connect(self._draw)
        self._drawing.finished.connect(self._show)
        self._drawing.failed.connect(self._refuse)
        self._writing.finished.connect(self._leave)
        self._writing.failed.connect(self._say_failure)
        self.export.clicked.connect(self._choose_place)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._stop)

    @property
    def up_to_date(self) -> bool:
        """Whether preview and findings are those of the fields as they are now."""
        return self._drawn == self.fields.wish() and not self._drawing.busy and not self._pause.isActive()

    def _wait_and_draw(self) -> None:
        self.preview.wait()
        self._pause.start()

    def _draw(self) -> None:
        self.preview.wait()
        wish = self.fields.wish()
        self._drawing.ask(partial(_drawn, self._exporter, wish))

    def _show(self, made: tuple[Wish, Answer]) -> None:
        wish, answer = made
        self.problem.say("")
        self.fields.show_charts(answer.charts)
        self.fields.show_proposal(answer.proposed, answer.proposed_alt)
        self.preview.show_picture(answer.picture, describe(wish.form) or answer.proposed)
        self.findings.show_problems(answer.problems)
        self._drawn = wish
        self.export.setEnabled(not self._writing.busy)

    def _refuse(self, sentence: str) -> None:
        self.preview.stop_waiting()
        self.findings.show_problems(())
        self.problem.say(_("This cannot be drawn: {reason}").format(reason=sentence))
        self._drawn = self.fields.wish()
        self.export.setEnabled(False)

    def _choose_place(self) -> None:
        wish = self.fields.wish()
        path = self._ask_folder() if wish.form == BRIEF else self._ask_file(wish)
        if path is None:
            return
        self.folder = path if wish.form == BRIEF else path.parent
        self.problem.say("")
        self._set_writing(True)
        self._writing.ask(partial(self._exporter.write, wish, path))

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, _("Export the brief pack into a folder"), str(self.folder))
        return Path(chosen) if chosen else None

    def _ask_file(self, wish: Wish) -> Path | None:
        """Ask for a file; a name with another ending gets the right one, after a look at what is there."""
        start = str(self.folder / self._exporter.file_name(wish))
        kind = f"{_(FORMATS[wish.form])} (*.{wish.form})"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export the chart"), start, kind)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == f".{wish.form}":
            return path
        path = path.with_name(f"{path.name}.{wish.form}")
        return path if not path.exists() or self._may_replace(path) else None

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        words = _("Replace the file “{name}”?").format(name=path.name)
        return QMessageBox.question(self, _("Replace?"), words, buttons.Yes | buttons.No, buttons.No) == buttons.Yes

    def _set_writing(self, writing: bool) -> None:
        self.fields.setEnabled(not writing)
        self.export.setEnabled(not writing)
        self.export.setText(_("Writing…") if writing else _("Export…"))

    def _say_failure(self, sentence: str) -> None:
        self._set_writing(False)
        self.problem.say(sentence)

    def reject(self) -> None:
        """Go away, but not while a file is being written: it would appear after the dialog was cancelled."""
        if not self._writing.busy:
            super().reject()

    def _leave(self, written: tuple[Path, ...]) -> None:
        self.written = written
        self.accept()

    def _stop(self) -> None:
        self._pause.stop()
        self._drawing.stop()
        self._writing.stop()


def _drawn(exporter: Exporter, wish: Wish) -> tuple[Wish, Answer]:
    """Return the answer with the wish it is for."""
    return wish, exporter.answer(wish)
