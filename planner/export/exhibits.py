"""The charts of a pack, one exhibit for each kind: finding, subtitle, note, sources, alt text, numbers and working."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.export.exhibit import Exhibit
from planner.export.main_exhibits import estimates_exhibit, timeline_exhibit, working_exhibit
from planner.export.other_exhibits import (
    breakdown_exhibit,
    households_exhibit,
    sensitivity_exhibit,
    waterfall_exhibit,
)
from planner.export.pack import Pack
from planner.model.faults import Fault
from planner.text import _

KINDS: Mapping[str, Callable[[Pack], Exhibit]] = {
    "timeline": timeline_exhibit,
    "households": households_exhibit,
    "breakdown": breakdown_exhibit,
    "waterfall": waterfall_exhibit,
    "sensitivity": sensitivity_exhibit,
    "estimates": estimates_exhibit,
    "working": working_exhibit,
}
"""The kinds of chart, in the order of telling."""


def exhibit(pack: Pack, key: str) -> Exhibit:
    """Return the chart of a kind; raises `Fault` where there is no such kind, or this plan cannot have one."""
    build = KINDS.get(key)
    if build is None:
        raise Fault(_("“{kind}” is no chart; use {kinds}").format(kind=key[:20], kinds=", ".join(KINDS)))
    return build(pack)


def exhibits(pack: Pack) -> tuple[Exhibit, ...]:
    """Return every kind of chart that this plan can have, in the order of telling."""
    found = []
    for build in KINDS.values():
        try:
            found.append(build(pack))
        except Fault:
            continue  # such as a waterfall of a plan with one scenario
    return tuple(found)
