"""Where words go in a chart so that none lies on another: pure arithmetic on positions, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

# A gutter gives room back only when this much is spare: a value that loses a digit must not make the chart jump.
_SLACK = 24.0
_STEP = 4.0
# A card keeps this much room for its shadow at the edges of the widget.
EDGE = 5.0


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float = 0.0) -> list[float]:
    """Return centres for blocks of ``heights`` as near to ``wanted`` as can be, none touching another.

    The order of the wanted centres is kept, and all blocks lie between ``low`` and ``high``. This is least squares
    under an order: subtract from each block what lies before it, and "no overlap" becomes "never decreasing", which
    pooling adjacent violators solves exactly. When there is too little room for all, they share it evenly.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    sizes = [heights[index] for index in order]
    before = [0.0, *accumulate(size + gap for size in sizes)]
    total = before[-1] - gap
    squeeze = min(1.0, (high - low) / total) if total > 0.0 else 1.0
    room = max(high - low - total * squeeze, 0.0)
    tops = [wanted[index] - low - size / 2 for index, size in zip(order, sizes, strict=True)]
    shifts = [top - offset for top, offset in zip(tops, before, strict=False)]
    centres = [0.0] * len(wanted)
    for index, size, offset, shift in zip(order, sizes, before, never_decreasing(shifts), strict=False):
        centres[index] = low + min(max(shift, 0.0), room) + (offset + size / 2) * squeeze
    return centres


def never_decreasing(values: Sequence[float]) -> list[float]:
    """Return the sequence nearest to ``values`` (least squares) in which no number is smaller than the one before."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            earlier, members = pools.pop()
            mean = (mean * count + earlier * members) / (count + members)
            count += members
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def kept_apart(positions: Sequence[float], sizes: Sequence[float], gap: float) -> list[int]:
    """Return the indices of labels to print along an axis: all, or every second, third ... so that none overlap."""
    count = len(positions)
    for step in range(1, count):
        kept = list(range(0, count, step))
        pairs = pairwise(kept)
        if all(abs(positions[b] - positions[a]) >= (sizes[a] + sizes[b]) / 2 + gap for a, b in pairs):
            return kept
    return list(range(min(count, 1)))


def settled(current: float, needed: float) -> float:
    """Return the width of a gutter: what is needed, rounded up, or the current one while that is only a little wide."""
    if needed <= current <= needed + _SLACK:
        return current
    return -(-needed // _STEP) * _STEP


def beside(
    anchor: tuple[float, float], size: tuple[float, float], bounds: tuple[float, float], inner_right: float, gap: float
) -> tuple[float, float]:
    """Return the top left corner of a card next to ``anchor``, always within ``bounds``.

    It stands right of the anchor where that leaves free what lies beyond ``inner_right``, else left of it. Where
    neither side has room it lies below the anchor, or above it, so as not to hide what is pointed at.
    """
    (x, y), (width, height) = anchor, size
    right, bottom = bounds[0] - EDGE - width, bounds[1] - EDGE - height
    left, top = x - gap - width, y - height / 2
    if x + gap + width <= inner_right:
        left = x + gap
    elif left < EDGE:
        left = min(x + gap, right)
        if left < x + gap:
            top = y + gap if y + gap <= bottom else y - gap - height
    return max(min(left, right), EDGE), max(min(top, bottom), EDGE)
