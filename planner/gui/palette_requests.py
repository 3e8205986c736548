"""The way to the command palette: what there is to do at this moment, gathered when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from planner.gui.actions import Actions
from planner.gui.commands import Command
from planner.gui.document import Document
from planner.gui.driver_requests import DriverRequests
from planner.gui.filing import Filing
from planner.gui.help_requests import HelpRequests
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.story_requests import StoryRequests
from planner.gui.theme import LIGHT
from planner.store.library import evidence
from planner.store.presets import Presets
from planner.store.stories import stories
from planner.text import _, without_key

_PALETTE = "palette"


class PaletteRequests(QObject):
    """Opens the palette and does what was chosen, once it has closed; ``theme`` is the one to draw it in."""

    def __init__(
        self,
        actions: Actions,
        chart: ChartPanel,
        document: Document,
        assumptions: AssumptionPanel,
        drivers: DriverRequests,
        filing: Filing,
        presets: Presets,
        told: StoryRequests,
        helps: HelpRequests,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._chart, self._document, self._assumptions = actions, chart, document, assumptions
        self._drivers, self._filing, self._presets, self._told, self._helps = drivers, filing, presets, told, helps
        self._window = window
        self.theme = LIGHT
        actions.connect({_PALETTE: self.open})

    def open(self) -> None:
        """Show the palette over the window."""
        from planner.gui.dialogs.command_palette import CommandPalette

        dialog = CommandPalette(list(self.commands()), self.theme, self._window)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            chosen.act()

    def commands(self) -> Iterator[Command]:
        """Give everything that can be done now, by kind in the order in which it is most often meant."""
        yield from self._acts()
        for name in self._chart.page_names:
            yield Command(_("View"), _(name), "", partial(self._chart.show_page, name))
        yield from self._parts()
        for story in stories():
            yield Command(_("Story"), _(story.title), "", partial(self._told.open, story.key))
        for preset in self._presets.listed():
            if preset.workspace is not None:
                yield Command(_("Preset"), preset.title, "", partial(self._filing.open_preset, preset))
        for page in self._helps.pages():
            yield Command(_("Help"), page.title, "", partial(self._helps.open, page.key), about=page.text)
        for entry in evidence().values():
            yield Command(
                _("Source"),
                _("{label}: {figure}").format(label=entry.label, figure=entry.as_published),
                f"{entry.publisher} {entry.date}",
                partial(self._drivers.show_source, entry),
            )

    def _acts(self) -> Iterator[Command]:
        for name, action in self._actions.items():
            if action.isEnabled() and name != _PALETTE:
                words = without_key(action.text()).rstrip("…")
                shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Command(_("Action"), words, shortcut, action.trigger)

    def _parts(self) -> Iterator[Command]:
        """Give the scenarios of the plan and the drivers of the selected one."""
        scenarios = self._document.workspace.scenarios
        for place, scenario in enumerate(scenarios):
            yield Command(_("Scenario"), scenario.name, "", partial(self._document.select, place))
        for at, workload in enumerate(scenarios[self._document.selection].workloads):
            for index, driver in enumerate(workload.drivers):
                words = _("{workload}: {driver}").format(workload=workload.name, driver=driver.name)
                yield Command(_("Driver"), words, driver.value.text, partial(self._go_to, at, index))

    def _go_to(self, workload: int, driver: int) -> None:
        """Put the cursor into the field of a driver of the selected scenario."""
        self._assumptions.show()
        field = self._assumptions.row(workload, driver).value
        self._assumptions.scroller.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)  # which also selects what stands in it
