"""The list of what can be solved for or mapped: every part of every driver of an outcome, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from planner.engine.lever import PARTS, Unknown
from planner.engine.outcome import Factor, Formula
from planner.text import _, labelled

Admits = Callable[[Unknown], bool]


class UnknownBox(QComboBox):
    """Chooses an `Unknown`; what was chosen stays chosen while it is there."""

    @property
    def unknown(self) -> Unknown | None:
        """What is chosen; None where the list is empty."""
        chosen: Unknown | None = self.currentData()
        return chosen

    @property
    def key(self) -> str:
        """What is chosen, as a text that finds it again: workload, driver and part."""
        return "" if self.unknown is None else "/".join((self.unknown.workload, self.unknown.driver, self.unknown.part))

    def choose_key(self, key: str) -> None:
        """Choose what a `key` stood for, where it is in the list."""
        for index in range(self.count()):
            unknown = self.itemData(index)
            if "/".join((unknown.workload, unknown.driver, unknown.part)) == key:
                self.setCurrentIndex(index)

    def fill(self, found: Formula, admits: Admits, first: Unknown | None = None) -> None:
        """List the parts that ``admits`` lets through; ``first`` is chosen where nothing was before."""
        choices = [(words, unknown) for words, unknown in choices_of(found) if admits(unknown)]
        if [(self.itemText(index), self.itemData(index)) for index in range(self.count())] == choices:
            return
        chosen = self.unknown or first
        self.clear()
        for words, unknown in choices:
            self.addItem(words, unknown)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, unknown: Unknown) -> None:
        """Choose a part, else the first of the list."""
        # Not findData: of two objects that are equal it knows only the same one.
        places = [index for index in range(self.count()) if self.itemData(index) == unknown]
        if self.count():
            self.setCurrentIndex(places[0] if places else 0)


def choices_of(found: Formula) -> list[tuple[str, Unknown]]:
    """Return every part of an outcome with its words."""
    names = {term.id: term.name for term in found.terms}
    return [
        (part_name(factor, part, names), Unknown(factor.owner, factor.id, part))
        for factor in found.factors
        for part, _estimate in factor.parts
    ]


def part_name(factor: Factor, part: str, workloads: dict[str, str]) -> str:
    """Return how a part is chosen: “Chat: Energy per message”, “Chat: Messages, growth”."""
    owner = workloads.get(factor.owner, "")
    name = labelled(owner if len(workloads) > 1 else "", factor.name)
    return name if part in ("value", "points") else f"{name}, {_(PARTS[part])}"
