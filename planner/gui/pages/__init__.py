"""The pages of the middle panel beside the timeline: each looks at the same moment of the document in its own way.

A page is made, and its module read, when its tab is first chosen: the start of the program does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.gui.pages.page import Page
from planner.text import N_


def _evidence() -> Page:
    from planner.gui.pages.evidence_page import EvidencePage

    return EvidencePage()


def _solve() -> Page:
    from planner.gui.pages.solve_page import SolvePage

    return SolvePage()


PAGES: Mapping[str, Callable[[], Page]] = {
    N_("Evidence"): _evidence,
    N_("Solve"): _solve,
}
"""What makes each page, by the name on its tab, in the order of the tabs."""
