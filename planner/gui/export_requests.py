"""The way to the export dialog and back: what it shows is the present moment, and the folder is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.gui.moment import Moment
from planner.gui.notice import Notice
from planner.gui.theme import LIGHT
from planner.text import _

if TYPE_CHECKING:
    from planner.export.pack import Choice


class ExportRequests(QObject):
    """Opens the export dialog on what the window shows; ``theme`` is the one to draw it in."""

    def __init__(self, moment: Callable[[], Moment], notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self.theme = LIGHT
        self._moment, self._notice, self._window = moment, notice, window
        self._folder = Path.home()

    def open(self, chart: str = "timeline", options: Mapping[str, str] | None = None) -> None:
        """Show the dialog at the chart on the screen, and say where the files are that it has written."""
        from planner.gui.dialogs.export_dialog import ExportDialog

        now = self._moment()
        choice = choice_of(now, options or {}, now.simulator.fine_samples)
        dialog = ExportDialog(now.workspace, choice, self._folder, self.theme, self._window, chart)
        dialog.exec()
        self._folder = dialog.folder
        written = dialog.written
        dialog.deleteLater()
        if len(written) == 1:
            self._notice.say(_("Exported to {path}").format(path=written[0]))
        elif written:
            self._notice.say(
                _("Exported {count} files to {folder}").format(count=len(written), folder=written[0].parent)
            )


def choice_of(now: Moment, options: Mapping[str, str], samples: int) -> Choice:
    """Return what an export is to show so that it says what the window says at this moment."""
    from planner.export.pack import Choice

    view = now.view
    return Choice(
        outcome=view.outcome,
        unit=view.unit,
        log=view.log,
        year=now.year,
        scenario=now.scenario.name,
        envelope=view.envelope,
        options=tuple((name, text) for name, text in options.items() if text),
        samples=samples,
    )
