"""The way in at the first start, and from the help menu: a story, a question, or a plan of one's own."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from planner.gui.actions import Actions
from planner.gui.filing import Filing
from planner.gui.help_requests import HelpRequests
from planner.gui.hints import Hints
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.story_requests import StoryRequests
from planner.store.help import FIRST
from planner.store.presets import FIRST_PRESET, Presets
from planner.store.stories import stories
from planner.text import N_, _

QUESTIONS = (
    (N_("What has been measured, what claimed?"), FIRST_PRESET, "Evidence"),
    (N_("How far apart are two claims?"), "two-claims-apart", "Compare"),
    (N_("What is the total made of?"), FIRST_PRESET, "Breakdown"),
    (N_("Which assumption matters most?"), FIRST_PRESET, "What matters"),
    (N_("What would have to be true?"), FIRST_PRESET, "Solve"),
)
"""Each question with the preset and the page that answer it."""
_STORY, _QUESTION, _ACTION, _HELP = "story", "question", "action", "help"


class WelcomeRequests(QObject):
    """Opens the welcome and goes where it leads; at the first start hints follow."""

    def __init__(
        self,
        actions: Actions,
        chart: ChartPanel,
        told: StoryRequests,
        filing: Filing,
        presets: Presets,
        helps: HelpRequests,
        hints: Hints,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._chart, self._told, self._filing = actions, chart, told, filing
        self._presets, self._helps, self._hints, self._window = presets, helps, hints, window
        self.shown: QDialog | None = None
        actions.connect({"welcome": self.open})

    def open(self) -> None:
        """Show the welcome over the window, without waiting for the answer."""
        from planner.gui.dialogs.welcome_dialog import Column, Way, WelcomeDialog

        columns = (
            Column(
                _("Follow a story"),
                _("An argument of the debate, with figures to turn."),
                tuple(Way(_(story.title), _STORY, story.key, _(story.text)) for story in stories()),
            ),
            Column(
                _("Ask a question"),
                _("A page that answers it, from published figures."),
                tuple(Way(_(words), _QUESTION, words) for words, _preset, _page in QUESTIONS),
            ),
            Column(
                _("Begin on your own"),
                _("Your assumptions, with or without a source."),
                (
                    Way(_("An empty plan"), _ACTION, "new"),
                    Way(_("A plan from a file…"), _ACTION, "open"),
                    Way(_("First steps, a page of help"), _HELP, FIRST),
                ),
            ),
        )
        dialog = WelcomeDialog(columns, self._window)
        self.shown = dialog
        dialog.finished.connect(self._go)
        dialog.open()

    def _go(self) -> None:
        from planner.gui.dialogs.welcome_dialog import WelcomeDialog

        dialog, self.shown = self.shown, None
        assert isinstance(dialog, WelcomeDialog)
        way = dialog.chosen
        dialog.deleteLater()
        if way is None:
            self._hints.begin()
        elif way.kind == _STORY:
            self._told.open(way.key)
            self._hints.begin()
        elif way.kind == _QUESTION:
            self._answer(way.key)
        elif way.kind == _HELP:
            self._helps.open(way.key)
        else:
            self._actions[way.key].trigger()

    def _answer(self, question: str) -> None:
        preset, page = next((preset, page) for words, preset, page in QUESTIONS if words == question)
        if self._filing.open_preset(self._presets.find(preset)):
            self._chart.show_page(page)
            self._hints.begin()
