"""Settings: what the program remembers between starts, in one small file that may be missing or broken."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from planner.model.faults import Fault
from planner.store.files import read_bytes, write_atomically
from planner.store.folders import prepare, settings_file
from planner.text import _

MAX_RECENT = 10
SAMPLES = (10_000, 50_000, 200_000)
"""How many draws at rest can be chosen; the second is the usual."""
_LIMIT = 256 * 1024


@frozen
class Settings:
    """Everything remembered.

    ``theme`` is system, light or dark; ``language`` is a code, empty for the system's own; ``geometry`` is Qt's own
    text for a window's place, ``grouping`` how the assumptions are grouped (by workload or decision), ``welcomed``
    whether the first start is over, ``numbers`` the code of a language that writes numbers as wanted, ``region`` that
    of new plans and ``samples`` how many draws there are at rest; empty or 0 stands for the usual.
    """

    theme: str = "system"
    language: str = ""
    recent: tuple[str, ...] = ()
    last: str = ""
    outcome: str = "energy"
    unit: str = ""
    log: bool = True
    geometry: str = ""
    splitter: str = ""
    welcomed: bool = False
    numbers: str = ""
    region: str = ""
    samples: int = 0
    grouping: str = "workload"

    def with_theme(self, theme: str) -> Settings:
        """Return the settings with another theme."""
        return attrs.evolve(self, theme=theme)

    def with_recent(self, path: str) -> Settings:
        """Return the settings with ``path`` first among the recent files."""
        others = [known for known in self.recent if known != path]
        return attrs.evolve(self, recent=(path, *others)[:MAX_RECENT])


def load_settings(path: Path | None = None) -> tuple[Settings, str]:
    """Return the settings and, where the file could not be used, a sentence for the user.

    A missing file gives the defaults silently. A broken one is set aside as ``settings.broken.json`` and the defaults
    are used.
    """
    path = path or settings_file()
    with contextlib.suppress(OSError):  # of a folder that may not be looked into; reading says why
        if not path.exists():
            return Settings(), ""
    try:
        return _parse(read_bytes(path, _LIMIT)), ""
    except Fault as fault:
        with contextlib.suppress(OSError):
            os.replace(path, path.with_suffix(".broken.json"))
        return Settings(), _("The settings could not be read and start afresh: {reason}").format(reason=fault)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; raises `Fault` where that is not possible."""
    path = path or settings_file()
    prepare(path.parent)
    content = {"version": 1, **attrs.asdict(settings)}
    write_atomically(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass"))


def _parse(content: bytes) -> Settings:
    try:
        parsed: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Fault(_("the file is not JSON")) from error
    if not isinstance(parsed, dict):
        raise Fault(_("the file is not a list of settings"))
    kept: dict[str, Any] = {}
    for field in attrs.fields(Settings):
        value = parsed.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            kept["recent"] = tuple(item for item in value if isinstance(item, str))[:MAX_RECENT]
        elif type(value) is type(field.default) and field.name != "recent":
            kept[field.name] = value
    return Settings(**kept)
