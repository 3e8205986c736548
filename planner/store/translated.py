"""The translated words of what ships as data: presets, stories, evidence and regions.

``resources/locale/<language>/<kind>.json`` holds them by the entry's id. Of an entry only words are replaced, never a
number, a unit or a citation; what has no translation stays in English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from planner.assets import resource
from planner.text import SOURCE_LANGUAGE, kept_per_language, language

WORDS: Mapping[str, tuple[str, ...]] = {
    "presets": ("title", "notes", "name", "baseline", "caption", "scenario", "scenarios", "against", "sliders"),
    "stories": ("title", "text", "look", "how"),
    "evidence": ("label", "subject", "as_published", "range_meaning", "caveat"),
    "regions": ("name", "adjective", "definition", "note"),
}
"""The fields of each kind that are words for people or name something by its words, at any depth of an entry."""


def translated(kind: str, key: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return ``entry`` with its words in the language in use.

    The translations of an entry are a map from each English text to its translation, so that a text that changes
    falls back to English instead of keeping words that no longer fit. A text that needs another translation in one
    field has that field's name before it: ``adjective: New Zealand``.
    """
    words = _words(kind).get(key)
    return _replaced(entry, WORDS[kind], words) if words else entry


def _replaced(value: Any, fields: tuple[str, ...], words: Mapping[str, str], field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _replaced(part, fields, words, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, fields, words, field) for part in value]
    if isinstance(value, str) and field in fields:
        return words.get(f"{field}: {value}", words.get(value, value))
    return value


@kept_per_language()
def _words(kind: str) -> Mapping[str, Mapping[str, str]]:
    if language() == SOURCE_LANGUAGE:
        return {}
    try:
        content: dict[str, dict[str, str]] = json.loads(resource("locale", language(), f"{kind}.json").read_bytes())
    except FileNotFoundError:
        return {}
    return content
