"""Labels at the ends of lines: pushed apart where they would overlap, with a thin line back where they were moved."""

from __future__ import annotations

from collections.abc import Sequence

from planner.export.frame import Area
from planner.export.palette import EDGE, QUIET
from planner.export.sheet import Sheet


def write_label(
    sheet: Sheet,
    box: Area,
    moved: tuple[float, float],
    name: list[str],
    end: str,
    size: float,
    colour: str,
    weight: str = "semibold",
) -> None:
    """Write a name over an amount beside the plot; where it was moved from its place, a thin line leads there."""
    x = box.left + 0.8 * sheet.base
    want, place = moved
    if abs(place - want) > 0.35 * size:
        sheet.line((box.left + 0.12 * sheet.base, x - 0.2 * sheet.base), (want, place), EDGE, 0.05 * size)
    y = sheet.block(x, box.top, name, size * 0.99, colour, weight)
    sheet.block(x, y, [end], size * 0.97, QUIET)


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return middles as near to ``wanted`` as can be such that boxes of ``heights`` do not overlap, inside the ends.

    Boxes that touch move as one block, whose middle is the mean of what its boxes want.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[list[int], float, float]] = []
    for index in order:
        members, height = [index], heights[index]
        start = wanted[index] - height / 2
        while blocks and blocks[-1][1] + blocks[-1][2] > start:
            earlier, _start, its_height = blocks.pop()
            members, height = earlier + members, its_height + height
            start = _start_of(members, wanted, heights)
        start = min(max(start, top), max(bottom - height, top))
        blocks.append((members, start, height))
    # A block held back by the lower end can reach into the one above it: settle once more from below.
    limit = bottom
    places = [0.0] * len(wanted)
    for members, start, height in reversed(blocks):
        y = limit = max(min(start, limit - height), min(top, limit - height))
        for index in members:
            places[index] = y + heights[index] / 2
            y += heights[index]
    return places


def _start_of(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """Return the upper edge of a block at which its boxes are on average where they want to be."""
    above = 0.0
    starts = []
    for index in members:
        starts.append(wanted[index] - heights[index] / 2 - above)
        above += heights[index]
    return sum(starts) / len(starts)
