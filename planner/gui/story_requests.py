"""The stories: from the list and the help menu to the plan that shows one, with its words above the chart."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

from planner.gui.document import Document
from planner.gui.filing import Filing
from planner.gui.panels.scenario_panel import ScenarioPanel
from planner.gui.panels.story_card import StoryCard
from planner.store.presets import Presets
from planner.store.stories import stories, story


class StoryRequests(QObject):
    """Opens the preset of a story and shows its card; another plan takes the card away."""

    def __init__(
        self,
        panel: ScenarioPanel,
        menu: QMenu,
        card: StoryCard,
        filing: Filing,
        presets: Presets,
        document: Document,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._card, self._filing, self._presets, self._document = card, filing, presets, document
        panel.show_stories(stories())
        for known in stories():
            menu.addAction(known.title).setData(known.key)
        menu.triggered.connect(self._open_by_menu)
        panel.stories.itemActivated.connect(self._open_by_item)
        panel.stories.itemClicked.connect(self._open_by_item)
        document.kept.connect(self._follow)
        self._shown = ""

    def open(self, key: str) -> None:
        """Open the plan of a story and tell it."""
        told = story(key)
        if self._filing.open_preset(self._presets.find(told.preset)):
            self._shown = told.preset
            self._card.show_story(told)

    def _open_by_menu(self, action: QAction) -> None:
        self.open(action.data())

    def _open_by_item(self, item: QListWidgetItem) -> None:
        self.open(item.data(ScenarioPanel.STORY))

    def _follow(self) -> None:
        preset = self._document.preset
        if self._shown and (preset is None or preset.key != self._shown):
            self._shown = ""
            self._card.hide()
