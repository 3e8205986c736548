"""The left-hand panel: scenarios above, stories, presets below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planner.gui.panels.preset_list import PresetList
from planner.gui.panels.scenario_list import ScenarioList
from planner.gui.theme import GAP, Theme
from planner.model.story import Story
from planner.model.workspace import Workspace
from planner.store.presets import Preset
from planner.text import _


class ScenarioPanel(QWidget):
    """Holds the lists with their headings and the buttons to add."""

    STORY = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.scenarios = ScenarioList()
        self.presets = PresetList()
        self.stories = QListWidget()
        self.stories.setAccessibleName(_("Stories"))
        self.stories.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = self._link(_("+ scenario"), _("Add a scenario"))
        self.duplicate = self._link(_("duplicate"), _("Duplicate the selected scenario"))
        self.save_preset = self._link(_("save as preset"), _("Keep this plan as a preset"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(4)
        layout.addWidget(self._heading(_("Scenarios"), self.scenarios))
        layout.addWidget(self.scenarios, 0)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.duplicate)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addSpacing(GAP)
        layout.addWidget(self._heading(_("Stories"), self.stories))
        layout.addWidget(self.stories, 0)
        layout.addSpacing(GAP)
        layout.addWidget(self._heading(_("Presets"), self.presets))
        layout.addWidget(self.presets, 1)
        layout.addWidget(self.save_preset, 0, Qt.AlignmentFlag.AlignLeft)

    def show_stories(self, stories: Sequence[Story]) -> None:
        """List the stories."""
        for story in stories:
            item = QListWidgetItem(_(story.title))
            item.setData(self.STORY, story.key)
            item.setToolTip(f"{_(story.text)}\n\n{_(story.look)}")
            self.stories.addItem(item)
        rows = self.stories.count()
        self.stories.setFixedHeight(rows * max(self.stories.sizeHintForRow(0), 28) + 4)

    @staticmethod
    def _heading(text: str, list_below: QWidget) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "section")
        label.setBuddy(list_below)
        return label

    @staticmethod
    def _link(text: str, what: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "link")
        button.setAccessibleName(what)
        button.setToolTip(what)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.scenarios.set_theme(theme)
        self.presets.set_theme(theme)

    def show_workspace(self, workspace: Workspace, selection: int) -> None:
        """Show the scenarios of a workspace."""
        self.scenarios.show_workspace(workspace, selection)

    def show_presets(self, presets: Sequence[Preset], current: Preset | None) -> None:
        """Show the presets, the open one current."""
        self.presets.show_presets(presets, current)
