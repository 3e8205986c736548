"""From years and energy to pixels: the rectangle a chart is drawn in, and its curves as polygons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.chart.spec import Axis, Fan, Series

# Qt's raster engine cannot take coordinates beyond 16 bits; nothing that far outside is ever seen.
_FARTHEST = 20_000.0


def scale_range(axis: Axis) -> tuple[float, float]:
    """Return the two ends of an axis as they are spaced: decimal logarithms where the axis is logarithmic."""
    low, high = scaled(axis, [axis.low, axis.high])
    return float(low), float(high) if high > low else float(low) + 1.0


def scaled(axis: Axis, values: ArrayLike) -> NDArray[np.float64]:
    """Return ``values`` as they are spaced along ``axis``. What a log axis cannot show (zero) stands at its floor."""
    given = np.asarray(values, dtype=np.float64)
    return np.log10(np.where(given > 0.0, given, axis.low)) if axis.log else given


@frozen
class Frame:
    """The rectangle of the curves in pixels of the widget, with the axes it shows."""

    rect: QRectF
    x: Axis
    y: Axis

    def across(self, years: ArrayLike) -> NDArray[np.float64]:
        """Return how far from the left edge of the widget each year stands."""
        low, high = scale_range(self.x)
        return self.rect.left() + (scaled(self.x, years) - low) / (high - low) * self.rect.width()

    def down(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return how far from the top edge of the widget each value stands."""
        low, high = scale_range(self.y)
        shares = (scaled(self.y, values) - low) / (high - low)
        return np.clip(self.rect.bottom() - shares * self.rect.height(), -_FARTHEST, _FARTHEST)

    def holds(self, y: float) -> bool:
        """Tell whether a height in pixels lies within the frame, its edges included."""
        return self.rect.top() - 0.5 <= y <= self.rect.bottom() + 0.5


@frozen(eq=False)
class Curve:
    """One series in pixels: its median, and where it is uncertain its wide and its narrow band with their edges.

    The median is already cut into its dashes: Qt would begin its pattern anew at each year.
    """

    series: Series
    line: tuple[QLineF, ...]
    bands: tuple[QPolygonF, ...] = ()
    edges: tuple[tuple[QPolygonF, QPolygonF], ...] = ()


def curve(series: Series, years: NDArray[np.float64], frame: Frame, dash: Sequence[float]) -> Curve:
    """Place one series in the frame, its median in dashes. A year with a number that is not finite is left out."""
    fan = series.fan
    stack = np.vstack([fan.p50, fan.p5, fan.p25, fan.p75, fan.p95]) if _has_bands(series) else fan.p50[np.newaxis]
    drawable = np.isfinite(stack).all(axis=0)
    across, rows = frame.across(years[drawable]), frame.down(stack[:, drawable])
    lines = [[QPointF(x, y) for x, y in zip(across.tolist(), row, strict=True)] for row in rows.tolist()]
    pairs = ((lines[4], lines[1]), (lines[3], lines[2])) if len(lines) == 5 else ()
    return Curve(
        series,
        line=strokes(across, rows[0], dash),
        # An area runs along its upper edge and back along its lower one.
        bands=tuple(QPolygonF(upper + lower[::-1]) for upper, lower in pairs),
        edges=tuple((QPolygonF(upper), QPolygonF(lower)) for upper, lower in pairs),
    )


def strokes(x: NDArray[np.float64], y: NDArray[np.float64], dash: Sequence[float]) -> tuple[QLineF, ...]:
    """Return the pieces of a line through the given points: from point to point, or its dashes in one running pattern.

    ``dash`` holds pairs of a stroke and a gap, in pixels.
    """
    if dash and x.size > 1:
        along = np.concatenate([[0.0], np.hypot(np.diff(x), np.diff(y)).cumsum()])
        starts = np.arange(0.0, along[-1], sum(dash))
        starts = np.add.outer(starts, np.cumsum([0.0, *dash[:-1]])[::2]).ravel()
        ends = np.minimum(starts + np.resize(dash[::2], starts.size), along[-1])
        starts, ends = starts[starts < along[-1]], ends[starts < along[-1]]
        pieces = np.column_stack([np.interp(place, along, axis) for place in (starts, ends) for axis in (x, y)])
    else:
        pieces = np.column_stack([x[:-1], y[:-1], x[1:], y[1:]])
    return tuple(QLineF(*piece) for piece in pieces.tolist())


def median_at(fan: Fan, index: int, frame: Frame) -> float | None:
    """Return the height of the median in one year in pixels, or ``None`` where it lies outside the frame."""
    value = float(fan.p50[index])
    height = float(frame.down(value)) if np.isfinite(value) else float("inf")
    return height if frame.holds(height) else None


def line_end(series: Series, years: NDArray[np.float64], frame: Frame) -> tuple[float, float] | None:
    """Return the year in which a line ends and its height there, kept in the frame; ``None`` when there is no line."""
    drawn = np.flatnonzero(np.isfinite(series.fan.p50))
    if not drawn.size:
        return None
    height = np.clip(frame.down(series.fan.p50[drawn[-1]]), frame.rect.top(), frame.rect.bottom())
    return float(years[drawn[-1]]), float(height)


def _has_bands(series: Series) -> bool:
    return not (series.certain or series.ghost)
