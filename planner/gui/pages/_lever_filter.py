"""The choice between all assumptions, what we decide, and how the world is."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from planner.gui.widgets.named_box import name_box
from planner.model.deciding import WORDS, admits, among_in_words
from planner.model.scenario import Scenario
from planner.text import _


class LeverFilter(QComboBox):
    """Says which drivers a page is about; a conversion is always how the world is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_box(self, _("Which assumptions"))
        self.setToolTip(_("An assumption is marked as what we decide in the menu beside its name"))
        for kind, words in WORDS.items():
            self.addItem(_(words), kind)

    @property
    def kind(self) -> str:
        """What is chosen, as `planner.model.deciding` names it."""
        return str(self.currentData())

    def choose(self, kind: str) -> None:
        """Choose a kind; one that is not known changes nothing."""
        self.setCurrentIndex(max(self.findData(kind), 0))

    @property
    def among(self) -> str:
        """The chosen kind as part of a sentence; empty for all."""
        return among_in_words(self.kind)

    def admits(self, scenario: Scenario, workload: str, driver: str) -> bool:
        """Whether the driver with these ids is of the chosen kind."""
        return admits(self.kind, scenario, workload, driver)
