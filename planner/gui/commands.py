"""What can be done or gone to by its name: every action, page, scenario, driver, preset, story and figure.

The command palette lists these. A command is words and an act; which of them fit what is typed is decided here,
without widgets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen


@frozen(eq=False)
class Command:
    """One thing to do: ``kind`` says what it is (“Preset”), ``hint`` what goes with it (a shortcut, a value).

    ``about`` is what it speaks of, found but not shown: a page of help is found by any of its words.
    """

    kind: str
    words: str
    hint: str
    act: Callable[[], object]
    about: str = ""


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands that hold every word of what is typed, the likeliest first.

    A command whose own words begin as typed comes before one in which the words begin somewhere, and that before one
    that merely holds them, and last comes what only speaks of them; the order in which the commands were given decides
    between equals. Nothing typed fits all.
    """
    wanted = _plain(typed).split()
    ranked = [
        (rank, place, command) for place, command in enumerate(commands) if (rank := _rank(command, wanted)) is not None
    ]
    return [command for _rank_of, _place, command in sorted(ranked, key=lambda found: found[:2])]


def _rank(command: Command, wanted: Sequence[str]) -> int | None:
    words = _plain(command.words)
    whole = f"{words} {_plain(command.kind)} {_plain(command.hint)}"
    if not all(word in whole for word in wanted):
        spoken = f"{whole} {_plain(command.about)}" if command.about else whole
        return 4 if all(word in spoken for word in wanted) else None
    if words.startswith(" ".join(wanted)):
        return 0
    begins = [f" {word}" in f" {words}" for word in wanted]
    return 1 if all(begins) else 2 if all(word in words for word in wanted) else 3


def _plain(text: str) -> str:
    """Return a text as it is compared: composed, without case, hyphens and marks as gaps."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())
