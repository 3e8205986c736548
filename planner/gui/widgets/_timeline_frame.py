"""From years and energy to pixels: the rectangle a chart is drawn in, and its curves as polygons."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF
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
    """One series in pixels: its median, and where it is uncertain its wide and its narrow band with their edges."""

    series: Series
    line: QPolygonF
    bands: tuple[QPolygonF, ...] = ()
    edges: tuple[tuple[QPolygonF, QPolygonF], ...] = ()


def curve(series: Series, years: NDArray[np.float64], frame: Frame) -> Curve:
    """Place one series in the frame. A year with a number that is not finite is left out."""
    fan = series.fan
    stack = np.vstack([fan.p50, fan.p5, fan.p25, fan.p75, fan.p95]) if _has_bands(series) else fan.p50[np.newaxis]
    drawable = np.isfinite(stack).all(axis=0)
    across = frame.across(years[drawable]).tolist()
    rows = frame.down(stack[:, drawable]).tolist()
    lines = [[QPointF(x, y) for x, y in zip(across, row, strict=True)] for row in rows]
    pairs = ((lines[4], lines[1]), (lines[3], lines[2])) if len(lines) == 5 else ()
    return Curve(
        series,
        line=QPolygonF(lines[0]),
        # An area runs along its upper edge and back along its lower one.
        bands=tuple(QPolygonF(upper + lower[::-1]) for upper, lower in pairs),
        edges=tuple((QPolygonF(upper), QPolygonF(lower)) for upper, lower in pairs),
    )


def median_at(fan: Fan, index: int, frame: Frame) -> float | None:
    """Return the height of the median in one year in pixels, or ``None`` where it lies outside the frame."""
    value = float(fan.p50[index])
    height = float(frame.down(value)) if np.isfinite(value) else float("inf")
    return height if frame.holds(height) else None


def end_height(series: Series, frame: Frame) -> float | None:
    """Return the height at which a line ends, drawn in to the frame, or ``None`` when there is no line."""
    medians = series.fan.p50[np.isfinite(series.fan.p50)]
    return float(np.clip(frame.down(medians[-1]), frame.rect.top(), frame.rect.bottom())) if medians.size else None


def _has_bands(series: Series) -> bool:
    return not (series.certain or series.ghost)
