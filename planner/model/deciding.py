"""What we decide and how the world is: the two kinds of assumptions, and the choice between them and all."""

from __future__ import annotations

from planner.model.editing import is_lever
from planner.model.scenario import Scenario
from planner.text import N_, _

ALL, DECIDED, WORLD = "all", "levers", "world"
WORDS = {ALL: N_("All assumptions"), DECIDED: N_("What we decide"), WORLD: N_("How the world is")}
"""The kinds by the names that views of a presentation have for them."""


def admits(kind: str, scenario: Scenario, workload: str, driver: str) -> bool:
    """Whether the driver with these ids is of a kind; every driver is where ``kind`` is neither of the two."""
    return kind not in (DECIDED, WORLD) or is_lever(scenario, workload, driver) == (kind == DECIDED)


def among_in_words(kind: str) -> str:
    """Return a kind as part of a sentence; empty for all."""
    return {DECIDED: _("what we decide"), WORLD: _("how the world is")}.get(kind, "")
