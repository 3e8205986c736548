"""The description of an order-of-magnitude chart: rows in groups, kinds told by shape, a filter, the user's value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from planner.chart.spec import Axis
from planner.model.evidence import Evidence
from planner.text import N_

MODALITIES: Mapping[str, str] = {
    "text": N_("Text"),
    "search": N_("Search"),
    "small task": N_("Small task"),
    "multimodal": N_("Reading images"),
    "reasoning": N_("Reasoning"),
    "long document": N_("Long document"),
    "image": N_("Image"),
    "agent": N_("Agent"),
    "video": N_("Video"),
}
"""The modalities in the order of the chart, from an ordinary message to a video."""


@frozen
class Kind:
    """How a kind of figure is drawn: a shape, filled or open, and an index into the series colours."""

    name: str
    shape: str
    filled: bool
    colour: int


KINDS: Mapping[str, Kind] = {
    "measurement": Kind(N_("measured"), "circle", True, 1),
    "estimate": Kind(N_("estimated"), "circle", False, 0),
    "claim": Kind(N_("company claim"), "diamond", False, 2),
    "arithmetic": Kind(N_("our arithmetic"), "square", False, 3),
}


def _as_set(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen
class Filter:
    """Which figures to show; an empty set means all. ``year_from`` keeps figures of that year and later."""

    modalities: frozenset[str] = field(default=frozenset(), converter=_as_set)
    kinds: frozenset[str] = field(default=frozenset(), converter=_as_set)
    boundaries: frozenset[str] = field(default=frozenset(), converter=_as_set)
    year_from: int | None = None
    superseded: bool = True

    def keeps(self, entry: Evidence) -> bool:
        """Whether an entry is an energy of one use that passes the filter."""
        return (
            entry.topic == "energy"
            and (not self.modalities or entry.modality in self.modalities)
            and (not self.kinds or entry.kind in self.kinds)
            and (not self.boundaries or entry.boundary in self.boundaries)
            and (self.year_from is None or int(entry.date[:4]) >= self.year_from)
            and (self.superseded or not entry.superseded_by)
        )


@frozen
class Row:
    """One figure: its place from the top in rows, values in Wh, and what to read on hover. ``id`` opens the record."""

    id: str
    label: str
    place: float
    value: float
    low: float | None
    high: float | None
    kind: Kind
    faded: bool
    boundary: str
    note: str


@frozen
class Group:
    """The rows of one modality and the name that stands beside the first of them."""

    name: str
    rows: tuple[Row, ...]


@frozen
class OwnValue:
    """The user's value as a line over all rows, and its 90 % interval as a band; the ends are equal where exact."""

    low: float
    middle: float
    high: float
    text: str


@frozen
class Magnitudes:
    """A finished description. ``height`` is in rows; the axis is in Wh; ``legend`` lists the kinds that are there."""

    title: str
    subtitle: str
    caption: str
    alt: str
    axis: Axis
    groups: tuple[Group, ...]
    height: float
    legend: tuple[Kind, ...]
    has_ranges: bool
    own: OwnValue | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows from top to bottom."""
        return tuple(row for group in self.groups for row in group.rows)
