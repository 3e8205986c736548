"""The pages of the middle panel beside the timeline: each looks at the same moment of the document in its own way."""

from __future__ import annotations

from planner.gui.pages.page import Page


def make_pages() -> dict[str, Page]:
    """Return the pages by the names on their tabs, in their order."""
    return {}
