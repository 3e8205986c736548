"""The charts of a pack, one exhibit for each kind: finding, subtitle, note, sources, alt text, numbers and working."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from planner.export.exhibit import Exhibit
from planner.export.main_exhibits import estimates_exhibit, timeline_exhibit, working_exhibit
from planner.export.other_exhibits import (
    breakdown_exhibit,
    households_exhibit,
    sensitivity_exhibit,
    shares_exhibit,
    waterfall_exhibit,
)
from planner.export.pack import Pack
from planner.export.table_exhibits import changes_exhibit, solve_exhibit
from planner.export.uncertain_exhibits import difference_exhibit, distribution_exhibit, map_exhibit
from planner.model.faults import Fault
from planner.text import _

KINDS: Mapping[str, Callable[[Pack], Exhibit]] = {
    "timeline": timeline_exhibit,
    "households": households_exhibit,
    "breakdown": breakdown_exhibit,
    "shares": shares_exhibit,
    "waterfall": waterfall_exhibit,
    "difference": difference_exhibit,
    "sensitivity": sensitivity_exhibit,
    "distribution": distribution_exhibit,
    "map": map_exhibit,
    "estimates": estimates_exhibit,
    "working": working_exhibit,
}
"""The kinds of chart, in the order of telling."""

ASKED: Mapping[str, Callable[[Pack], Exhibit]] = {"changes": changes_exhibit, "solve": solve_exhibit}
"""The kinds that are shown where they are asked for by name."""


def exhibit(pack: Pack, key: str) -> Exhibit:
    """Return the chart of a kind, with the author's words for those who do not see it where there are any.

    Raises:
        Fault: There is no such kind, or this plan cannot have one.
    """
    build = KINDS.get(key) or ASKED.get(key)
    if build is None:
        raise Fault(_("“{kind}” is no chart; use {kinds}").format(kind=key[:20], kinds=", ".join([*KINDS, *ASKED])))
    made = build(pack)
    return attrs.evolve(made, alt=pack.choice.alt) if pack.choice.alt else made


def exhibits(pack: Pack) -> tuple[Exhibit, ...]:
    """Return every kind of chart that this plan can have, in the order of telling."""
    found = []
    for build in KINDS.values():
        try:
            found.append(build(pack))
        except Fault:
            continue  # such as a waterfall of a plan with one scenario
    return tuple(found)
