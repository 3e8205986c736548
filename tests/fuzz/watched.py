"""What code does while it is watched: the interpreter reports whatever is compiled, run, opened or started."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_WATCHED = ("exec", "compile", "open", "os.", "subprocess.", "socket.", "ctypes.", "shutil.", "tempfile.", "import")
_seen: list[str] = []
_watching = False
_hooked = False


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event.startswith(_WATCHED):
        _seen.append(f"{event} {arguments!r}"[:200])


@contextmanager
def nothing_run() -> Iterator[list[str]]:
    """Yield the list that collects what is compiled, run, imported, opened or started within the block."""
    global _hooked, _watching
    if not _hooked:  # an audit hook cannot be taken away again
        sys.addaudithook(_note)
        _hooked = True
    _seen.clear()
    _watching = True
    try:
        yield _seen
    finally:
        _watching = False
