"""Copies of what the window shows: chart, table, sentence, working and sources, put on the clipboard.

The figure is the one that an export would write, so it is made beside the window; what is copied meanwhile by another
program stays until it is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from planner.gui.background import Background
from planner.gui.export_requests import choice_of
from planner.gui.moment import Moment
from planner.gui.notice import Notice
from planner.gui.panels.chart_panel import ChartPanel
from planner.model.workspace import Workspace
from planner.text import N_, _

if TYPE_CHECKING:
    from planner.export.pack import Choice

SAID = {
    "chart": N_("The chart is on the clipboard, with its words for those who do not see it"),
    "svg": N_("The chart is on the clipboard, as a drawing"),
    "alt": N_("The chart in words is on the clipboard"),
    "sentence": N_("The finding is on the clipboard"),
    "table": N_("The table is on the clipboard"),
    "bibtex": N_("The sources are on the clipboard, as BibTeX"),
}
_SVG = "image/svg+xml"


@frozen
class Copy:
    """Content for the clipboard, by its formats; ``kind`` says what it is of. Empty texts are left out."""

    kind: str
    text: str
    html: str = ""
    png: bytes = b""
    svg: bytes = b""


class Copying(QObject):
    """Puts on the clipboard what is asked for; of two things asked for at once the later one counts."""

    def __init__(self, moment: Callable[[], Moment], chart: ChartPanel, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._moment, self._chart, self._notice = moment, chart, notice
        self._work = Background(self)
        self._work.finished.connect(self._put)
        self._work.failed.connect(notice.warn)

    @property
    def busy(self) -> bool:
        """Whether a copy is still being made."""
        return self._work.busy

    def stop(self) -> None:
        """Drop what is under way: the window closes."""
        self._work.stop()

    def slots(self) -> dict[str, Callable[[], None]]:
        """Return what each entry of the menu does, by the name of its action."""
        return {f"copy_{kind}": partial(self._ask, kind) for kind in SAID} | {"copy_latex": self._copy_latex}

    def _ask(self, kind: str) -> None:
        now = self._moment()
        key, options = self._chart.shown_chart()
        choice = choice_of(now, options, now.simulator.fine_samples)
        self._work.ask(partial(make_copy, now.workspace, choice, key, kind))
        self._notice.say(_("Copying…"))

    def _copy_latex(self) -> None:
        from planner.export.latex import to_latex

        ladder = self._chart.working.ladder
        if ladder is not None:
            QGuiApplication.clipboard().setText(to_latex(ladder))
            self._notice.say(_("The working is on the clipboard, as LaTeX"))

    def _put(self, copy: Copy) -> None:
        data = QMimeData()
        data.setText(copy.text)
        if copy.html:
            data.setHtml(copy.html)
        if copy.png:
            data.setImageData(QImage.fromData(copy.png))
        if copy.svg:
            data.setData(_SVG, copy.svg)
        QGuiApplication.clipboard().setMimeData(data)
        self._notice.say(_(SAID[copy.kind]))


def make_copy(workspace: Workspace, choice: Choice, key: str, kind: str) -> Copy:
    """Return what to put on the clipboard; raises `Fault` where this plan has no such chart.

    Nothing of Qt is touched here: it runs beside the window.
    """
    from planner.export.bibtex import to_bibtex
    from planner.export.copies import sentence, table_html, table_text
    from planner.export.exhibits import exhibit
    from planner.export.figure import render
    from planner.export.pack import prepare

    pack = prepare(workspace, choice)
    if kind == "bibtex":
        return Copy(kind, to_bibtex(pack))
    item = exhibit(pack, key)
    if kind == "chart":
        return Copy(kind, item.alt, png=render(item, "png"))
    if kind == "svg":
        drawn = render(item, "svg")
        return Copy(kind, drawn.decode("utf-8"), svg=drawn)
    if kind == "table":
        return Copy(kind, table_text(item.table), html=table_html(item.table))
    return Copy(kind, item.alt if kind == "alt" else sentence(item))
