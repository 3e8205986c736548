"""The way to the help: F1 opens the page of whatever has the focus.

A widget names its page by the dynamic property ``help``; what is inside it belongs to the same page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from planner.gui.actions import Actions
from planner.gui.panels.chart_panel import ChartPanel
from planner.store.help import FIRST, KEYS, HelpPage, help_pages
from planner.text import _, without_key

if TYPE_CHECKING:
    from planner.gui.dialogs.help_window import HelpWindow

SHORTCUTS = "shortcuts"
_PAGE_OF_CHART = {
    "estimates": "evidence",
    "waterfall": "compare",
    "difference": "compare",
    "changes": "compare",
    "shares": "breakdown",
    "sensitivity": "matters",
    "distribution": "spread",
    "households": "homes",
}
"""The help of the charts whose page has another name than the chart."""


class HelpRequests(QObject):
    """Opens the help where it is asked for, and keeps one window of it."""

    def __init__(self, actions: Actions, chart: ChartPanel, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._chart, self._window = actions, chart, window
        self.shown: HelpWindow | None = None
        actions.connect({"help": self.open_here, "shortcuts": self._open_shortcuts})

    def open_here(self) -> None:
        """Open the page that belongs to what has the focus, else to the chart that is shown."""
        widget = QApplication.focusWidget()
        while widget is not None:
            key = widget.property("help")
            if key in KEYS:
                self.open(key)
                return
            if widget is self._chart:
                self.open(self._page_of_chart())
                return
            widget = widget.parentWidget()
        self.open(FIRST)

    def _page_of_chart(self) -> str:
        if self._chart.page is None:
            return "uncertainty"
        name = self._chart.page.chart_name
        key = _PAGE_OF_CHART.get(name, name)
        return key if key in KEYS else FIRST

    def open(self, key: str) -> None:
        """Open a page."""
        from planner.gui.dialogs.help_window import HelpWindow

        if self.shown is None:
            self.shown = HelpWindow(self.pages(), self._window)
        self.shown.open_page(key)

    def pages(self) -> tuple[HelpPage, ...]:
        """Return all pages, the list of shortcuts last."""
        return (*help_pages(), self._shortcuts())

    def _open_shortcuts(self) -> None:
        self.open(SHORTCUTS)

    def _shortcuts(self) -> HelpPage:
        """Return the page of shortcuts, from the actions themselves."""
        title = _("Shortcuts")
        lines = [f"# {title}", "", f"| {_('key')} | {_('does')} |", "|---|---|"]
        native = QKeySequence.SequenceFormat.NativeText
        for _name, action in self._actions.items():
            if not action.shortcut().isEmpty():
                words = without_key(action.text()).rstrip("…")
                lines.append(f"| {action.shortcut().toString(native)} | {words} |")
        for keys, words in (
            (_("Tab, Shift+Tab"), _("Go from field to field in reading order")),
            (_("Arrow keys on a slider"), _("Move it by a small step; Page Up and Page Down by a large one")),
            (_("Return in a field"), _("Take the value")),
            (_("Esc in a field"), _("Go back to the last good value")),
        ):
            lines.append(f"| {keys} | {words} |")
        return HelpPage(SHORTCUTS, title, "\n".join(lines) + "\n")
