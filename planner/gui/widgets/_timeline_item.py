"""The picture of a chart: composed once when the chart, the size or the theme changes, painted as often as needed.

One graphics item draws everything, in pixels: an item per band and line costs four times as much a frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from planner.chart.spec import Chart, Series
from planner.gui.theme import DASHES, Theme
from planner.gui.widgets._label_layout import settled
from planner.gui.widgets._timeline_frame import Curve, Frame, curve
from planner.gui.widgets._timeline_text import (
    MARGIN,
    TICK_GAP,
    EndLabels,
    Lettering,
    Words,
    arrange,
    label_width,
    leaders,
    visible_ticks,
    write_labels,
    write_ticks,
)

OUTER_SHARE, INNER_SHARE = 0.13, 0.22
LINE, _EMPHASISED_LINE, _GHOST_LINE = 2.0, 2.75, 1.25
_GHOST_DASH = (4.0, 3.0)
_WIDEST_LABELS = 0.34


@frozen
class Gutters:
    """The room left of and right of the curves."""

    left: float = 0.0
    right: float = 0.0


@frozen(eq=False)
class Picture:
    """All a painter needs: the frame, the curves from the back to the front, grid, leaders and words."""

    frame: Frame
    curves: tuple[Curve, ...]
    grid: tuple[QLineF, ...]
    baseline: QLineF | None
    leaders: tuple[tuple[QLineF, QColor], ...]
    words: tuple[Words, ...]
    theme: Theme
    stroke: float = 1.0


def compose(
    chart: Chart, size: QSizeF, theme: Theme, lettering: Lettering, gutters: Gutters, before: Picture | None = None
) -> tuple[Picture, Gutters]:
    """Lay a chart out in ``size``; the gutters that were used before stay where they nearly fit.

    Of the picture before, the curves that did not change are taken over.
    """
    upright = _upright(chart, size, lettering)
    labels = arrange(chart, upright, lettering, size.height())
    gutters = _fitted(gutters, upright, labels, lettering, size.width())
    rect = upright.rect.adjusted(gutters.left, 0.0, -gutters.right, 0.0)
    frame = Frame(rect, chart.x, chart.y)
    grid = tuple(
        QLineF(rect.left(), y + 0.5, rect.right(), y + 0.5) for y, _ in visible_ticks(chart.y, frame, lettering)
    )
    label_left = rect.right() + labels.gap
    picture = Picture(
        frame=frame,
        curves=tuple(_curves(chart, frame, before, lettering.stroke)),
        grid=grid,
        baseline=_baseline(frame),
        leaders=tuple(leaders(labels, theme, frame, label_left)),
        words=(
            *write_ticks(frame, lettering, theme),
            *write_labels(labels, lettering, theme, label_left, size.width() - MARGIN),
        ),
        theme=theme,
        stroke=lettering.stroke,
    )
    return picture, gutters


def _curves(chart: Chart, frame: Frame, before: Picture | None, stroke: float) -> Iterator[Curve]:
    """Yield the curves from the back to the front; in a drag most of them stand where they stood."""
    same = before is not None and (before.frame, before.stroke) == (frame, stroke)
    drawn = {id(each.series.fan): each for each in before.curves} if before is not None and same else {}
    for series in back_to_front(chart.series):
        known = drawn.get(id(series.fan))
        if known is not None and known.series.certain == series.certain and _dash(known.series) == _dash(series):
            yield evolve(known, series=series)
        else:
            yield curve(series, chart.years, frame, [length * stroke for length in _dash(series)])


def back_to_front(series: tuple[Series, ...]) -> list[Series]:
    """Return the series in drawing order: ghosts at the back, what is emphasised in front."""
    return sorted(series, key=lambda each: (not each.ghost, each.emphasised))


def median_pen(series: Series, theme: Theme, stroke: float = 1.0) -> QPen:
    """Return the pen for the strokes of a median. Without round joins Qt draws them six times faster than a path."""
    colour = QColor(theme.quiet if series.ghost else theme.series_colour(series.colour))
    pen = QPen(colour, _width(series) * stroke)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if _dash(series) else Qt.PenCapStyle.SquareCap)
    return pen


class TimelineItem(QGraphicsItem):
    """Paints a picture. While ``quick``, fills are not smoothed; their fine smooth outline hides the difference."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.quick = False
        self._picture: Picture | None = None
        self._bounds = QRectF()

    def show_picture(self, picture: Picture | None, size: QSizeF) -> None:
        """Replace what is painted."""
        bounds = QRectF(0.0, 0.0, size.width(), size.height())
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._picture = picture
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole widget: labels stand beside the frame."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw grid, bands, medians and words, in this order."""
        picture = self._picture
        if picture is None:
            return
        theme, stroke = picture.theme, picture.stroke
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(theme.line), stroke))
        painter.drawLines(picture.grid)
        if picture.baseline is not None:
            painter.setPen(QPen(QColor(theme.quiet), stroke))
            painter.drawLine(picture.baseline)
        painter.save()
        painter.setClipRect(picture.frame.rect.adjusted(0.0, -1.0, 0.0, 2.0))
        for each in picture.curves:
            self._paint_bands(painter, each, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in picture.curves:
            painter.setPen(median_pen(each.series, theme, stroke))
            painter.drawLines(each.line)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, colour in picture.leaders:
            painter.setPen(QPen(colour, stroke))
            painter.drawLine(line)
        for words in picture.words:
            words.draw(painter)

    def _paint_bands(self, painter: QPainter, each: Curve, theme: Theme) -> None:
        colour = QColor(theme.series_colour(each.series.colour))
        for share, band, edges in zip((OUTER_SHARE, INNER_SHARE), each.bands, each.edges, strict=False):
            colour.setAlphaF(share)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.quick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(band)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # A pen of width 0 is one pixel of the screen, which Qt draws without stroking a path.
            painter.setPen(QPen(colour, 0.0))
            for edge in edges:
                painter.drawPolyline(edge)


def _upright(chart: Chart, size: QSizeF, lettering: Lettering) -> Frame:
    """Return the frame as high as it will be and as wide as the widget: heights do not depend on the gutters."""
    pitch = lettering.plain.pitch
    top = MARGIN + (lettering.small.pitch + pitch if chart.y.label else pitch / 2)
    bottom = size.height() - MARGIN - pitch - TICK_GAP * lettering.stroke
    top, bottom = round(top), round(max(bottom, top + 1.0))
    return Frame(QRectF(0.0, top, size.width(), bottom - top), chart.x, chart.y)


def _fitted(gutters: Gutters, frame: Frame, labels: EndLabels, lettering: Lettering, width: float) -> Gutters:
    """Return gutters that hold the ticks and the labels, the labels taking no more than their share of the width."""
    plain = lettering.plain
    ticks = [plain.width(text) + TICK_GAP * lettering.stroke for _, text in visible_ticks(frame.y, frame, lettering)]
    years = [plain.width(tick.text) / 2 for tick in frame.x.ticks]
    wanted = labels.gap + label_width(labels, lettering) if labels.series else 0.0
    left = settled(gutters.left, MARGIN + max([*ticks, *years[:1], 0.0]))
    right = settled(gutters.right, MARGIN + max([min(wanted, _WIDEST_LABELS * width), *years[-1:], 0.0]))
    return Gutters(left, right)


def _width(series: Series) -> float:
    return _GHOST_LINE if series.ghost else _EMPHASISED_LINE if series.emphasised else LINE


def _dash(series: Series) -> list[float]:
    """Return strokes and gaps of a median in pixels: a line is told by its dash as well as by its colour."""
    pattern = _GHOST_DASH if series.ghost else DASHES[series.dash % len(DASHES)]
    return [length * _width(series) for length in pattern]


def _baseline(frame: Frame) -> QLineF | None:
    """Return the line bars and areas would stand on, when the axis begins at zero."""
    if frame.y.log or frame.y.low != 0.0:
        return None
    rect = frame.rect
    return QLineF(rect.left(), rect.bottom() + 0.5, rect.right(), rect.bottom() + 0.5)
