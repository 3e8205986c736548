"""Answers about units that ship: all that presets, evidence and regions ask, so that a start need not load pint.

Pint takes 0.1 s to load, and the answer to ``Wh/query`` never changes. ``packaging/known_units.py`` writes the file by
watching what is asked; a test works every answer out again. What is not in it is asked of pint as ever.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from planner.assets import resource

Answers = Mapping[str, Mapping[tuple[Any, ...], Any]]


@cache
def known_answers() -> Answers:
    """Return the answers by the name of the function and its arguments; none where the file is missing or broken."""
    try:
        content = json.loads(resource("units", "known.json").read_text("utf-8"))
        return {name: {_tuple(asked): _tuple(answer) for asked, answer in pairs} for name, pairs in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
