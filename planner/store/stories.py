"""The stories that ship, in the order in which they make their argument."""

from __future__ import annotations

import json

import cattrs

from planner.assets import resource
from planner.model.faults import Fault
from planner.model.story import Story
from planner.store.translated import translated
from planner.text import _, kept_per_language

_converter = cattrs.Converter(forbid_extra_keys=True)


@kept_per_language()
def stories() -> tuple[Story, ...]:
    """Return all stories."""
    content = json.loads(resource("stories.json").read_text("utf-8"))
    return tuple(_converter.structure(translated("stories", item["key"], item), Story) for item in content["stories"])


def story(key: str) -> Story:
    """Return the story of a key; raises `Fault` that lists the keys where there is none."""
    for known in stories():
        if known.key == key:
            return known
    keys = ", ".join(known.key for known in stories())
    raise Fault(_("there is no story “{key}”; there are: {keys}").format(key=key[:40], keys=keys))
