"""A story: a finding in two sentences, what to look at, and the preset that shows it."""

from __future__ import annotations

from attrs import field, frozen

from planner.model.driver import is_id, is_name, is_note


@frozen
class OwnNumber:
    """A number of a story's text that no source states, and how it was worked out."""

    number: str
    how: str


@frozen
class Story:
    """One story. ``preset`` is the key of a shipped preset, ``sources`` the ids of the evidence behind its numbers."""

    key: str = field(validator=is_id)
    title: str = field(validator=is_name)
    text: str = field(validator=is_note)
    look: str = field(validator=is_note)
    preset: str = field(validator=is_id)
    sources: tuple[str, ...]
    own: tuple[OwnNumber, ...] = ()
