"""The help that ships: short pages in Markdown, ``resources/help/<language>/<key>.md``, else in English.

A page begins with its title as a heading. ``{version}`` and ``{evidence}`` stand for those of this program.
"""

from __future__ import annotations

import unicodedata

from attrs import frozen

from planner import __version__
from planner.assets import resource
from planner.store.library import evidence_version
from planner.text import SOURCE_LANGUAGE, kept_per_language, language

KEYS = (
    *("start", "values", "uncertainty", "working", "movement", "evidence", "plans"),
    *("breakdown", "compare", "matters", "solve", "map", "spread", "homes"),
    *("export", "present", "methods", "limits", "cite", "accessibility", "privacy"),
)
"""The pages in the order in which they are listed."""
FIRST = KEYS[0]


@frozen
class HelpPage:
    """One page: its key, its title, and its whole text in Markdown, the title included."""

    key: str
    title: str
    text: str


@kept_per_language()
def help_pages() -> tuple[HelpPage, ...]:
    """Return all pages in the language in use."""
    return tuple(_read(key) for key in KEYS)


def found(pages: tuple[HelpPage, ...], typed: str) -> tuple[HelpPage, ...]:
    """Return the pages that hold every word of what is typed: first by title, then those that speak of it most."""
    wanted = _plain(typed).split()
    holding = [page for page in pages if all(word in _plain(page.text) for word in wanted)]

    def rank(page: HelpPage) -> tuple[bool, int]:
        in_title = all(word in _plain(page.title) for word in wanted)
        return not in_title, -sum(_plain(page.text).count(word) for word in wanted)

    return tuple(sorted(holding, key=rank))


def _read(key: str) -> HelpPage:
    path = resource("help", language(), f"{key}.md")
    if not path.is_file():
        path = resource("help", SOURCE_LANGUAGE, f"{key}.md")
    text = path.read_text("utf-8")
    text = text.replace("{version}", __version__).replace("{evidence}", evidence_version())
    return HelpPage(key, text.partition("\n")[0].removeprefix("# "), text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
