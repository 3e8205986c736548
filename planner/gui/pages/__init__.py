"""The pages of the middle panel beside the timeline: each looks at the same moment of the document in its own way.

A page is made, and its module read, when its tab is first chosen: the start of the program does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from planner.gui.pages.page import Page
from planner.text import N_


def _made(module: str, name: str) -> Page:
    page: Page = getattr(import_module(f"planner.gui.pages.{module}"), name)()
    return page


PAGES: Mapping[str, Callable[[], Page]] = {
    N_("Breakdown"): partial(_made, "breakdown_page", "BreakdownPage"),
    N_("Evidence"): partial(_made, "evidence_page", "EvidencePage"),
    N_("Compare"): partial(_made, "compare_page", "ComparePage"),
    N_("What matters"): partial(_made, "matters_page", "MattersPage"),
    N_("Solve"): partial(_made, "solve_page", "SolvePage"),
    N_("Map"): partial(_made, "map_page", "MapPage"),
    N_("Spread"): partial(_made, "spread_page", "SpreadPage"),
    N_("Homes"): partial(_made, "homes_page", "HomesPage"),
}
"""What makes each page, by the name on its tab, in the order of the tabs."""

PAGE_OF: Mapping[str, str] = {
    "breakdown": "Breakdown",
    "shares": "Breakdown",
    "estimates": "Evidence",
    "waterfall": "Compare",
    "difference": "Compare",
    "changes": "Compare",
    "sensitivity": "What matters",
    "solve": "Solve",
    "map": "Map",
    "distribution": "Spread",
    "households": "Homes",
}
"""The page of each chart that a view of a presentation can name; the timeline and the working are on none."""
