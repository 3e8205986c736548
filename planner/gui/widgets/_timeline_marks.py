"""What moves over a chart: the marked year, the year under the mouse with its read-out, the focus ring."""

from __future__ import annotations

from attrs import evolve, field, frozen
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from planner.chart.spec import Chart, Series
from planner.gui.theme import RADIUS, Theme
from planner.gui.widgets._label_layout import EDGE, beside
from planner.gui.widgets._timeline_card import Card, card
from planner.gui.widgets._timeline_frame import Frame, median_at
from planner.gui.widgets._timeline_item import Picture, back_to_front
from planner.gui.widgets._timeline_text import Lettering

_RING, _DOT = 4.5, 3.5
_CARD_GAP = 16.0
# A card with long names takes half the widget, but not less than this where the widget is small.
_CARD_SHARE, _CARD_WIDTH = 0.5, 380.0


@frozen
class Reading:
    """The year being read, by index, and how high the pointer is; without a pointer the card stands at the lines."""

    index: int
    height: float | None = None


@frozen(eq=False)
class Marks:
    """What to draw, in pixels: a dotted and a fine upright line, rings and dots on medians, a card, a focus ring."""

    theme: Theme
    marked: QLineF | None = None
    hovered: QLineF | None = None
    rings: tuple[tuple[QPointF, QColor], ...] = ()
    dots: tuple[tuple[QPointF, QColor], ...] = ()
    card: Card | None = None
    corner: QPointF = field(factory=QPointF)
    focus: QRectF | None = None
    stroke: float = 1.0

    def covered(self) -> list[QRectF]:
        """Return the places to repaint when these marks come or go."""
        lines = [line for line in (self.marked, self.hovered) if line is not None]
        reach = 7.0 * self.stroke
        places = [line_rect(line, reach) for line in lines]
        if self.card is not None:
            places.append(self.card.rect(self.corner))
        if self.focus is not None:
            places.append(self.focus)
        return places


def marks_for(
    chart: Chart,
    picture: Picture,
    lettering: Lettering,
    size: QSizeF,
    marked: int | None,
    reading: Reading | None,
    focused: bool,
) -> Marks:
    """Place all marks for a picture of ``chart``; ``marked`` is the index of the marked year."""
    frame, theme = picture.frame, picture.theme
    drawn = [each for each in back_to_front(chart.series) if not each.ghost]
    made = Marks(theme, focus=QRectF(QPointF(), size) if focused else None, stroke=picture.stroke)
    if marked is not None:
        told = [each for each in drawn if each.emphasised or len(drawn) == 1]
        rings = _points(told, chart, marked, picture)
        made = evolve(made, marked=upright(frame, chart.years[marked]), rings=rings)
    if reading is None:
        return made
    line, dots = upright(frame, chart.years[reading.index]), _points(drawn, chart, reading.index, picture)
    made = evolve(made, hovered=None if reading.index == marked else line, dots=dots)
    widest = min(max(size.width() * _CARD_SHARE, _CARD_WIDTH), size.width() - 2 * EDGE)
    shown = card(chart, reading.index, lettering, theme, widest)
    if shown is None:
        return made
    height = reading.height if reading.height is not None else (dots[-1][0] if dots else line.center()).y()
    spot = beside((line.x1(), height), shown.size.toTuple(), size.toTuple(), frame.rect.right(), _CARD_GAP)
    return evolve(made, card=shown, corner=QPointF(*spot))


def line_rect(line: QLineF, reach: float) -> QRectF:
    """Return the rectangle that holds an upright line with what lies on it, ``reach`` pixels either way."""
    return QRectF(line.x1() - reach, line.y1() - reach, 2 * reach, line.length() + 2 * reach)


def upright(frame: Frame, year: float) -> QLineF:
    """Return the upright line of a year through the frame, on whole pixels so that it is crisp."""
    x = round(float(frame.across(year))) + 0.5
    return QLineF(x, frame.rect.top(), x, frame.rect.bottom())


def _points(series: list[Series], chart: Chart, index: int, picture: Picture) -> tuple[tuple[QPointF, QColor], ...]:
    """Return where the medians of ``series`` stand in one year with their colours, unless out of sight."""
    x = upright(picture.frame, chart.years[index]).x1()
    heights = ((each, median_at(each.fan, index, picture.frame)) for each in series)
    return tuple(
        (QPointF(x, y), QColor(picture.theme.series_colour(each.colour))) for each, y in heights if y is not None
    )


class MarksItem(QGraphicsItem):
    """Paints marks, and repaints only where they were and where they are."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._bounds = QRectF()
        self._marks: Marks | None = None

    @property
    def marks(self) -> Marks | None:
        """The marks shown now."""
        return self._marks

    def show_marks(self, marks: Marks | None, size: QSizeF) -> None:
        """Replace what is painted."""
        bounds = QRectF(0.0, 0.0, size.width(), size.height())
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        for shown in (self._marks, marks):
            for place in shown.covered() if shown is not None else ():
                self.update(place)
        self._marks = marks

    def boundingRect(self) -> QRectF:
        """Return the whole widget: the card may stand anywhere."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the lines, then what lies on them, then the card."""
        marks = self._marks
        if marks is None:
            return
        theme, stroke = marks.theme, marks.stroke
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if marks.hovered is not None:
            painter.setPen(QPen(QColor(theme.edge), stroke))
            painter.drawLine(marks.hovered)
        if marks.marked is not None:
            pen = QPen(QColor(theme.quiet), stroke)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(marks.marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for point, colour in marks.dots:
            painter.setPen(QPen(QColor(theme.ground), 1.5 * stroke))
            painter.setBrush(colour)
            painter.drawEllipse(point, _DOT * stroke, _DOT * stroke)
        for point, colour in marks.rings:
            painter.setPen(QPen(colour, 2.25 * stroke))
            painter.setBrush(QColor(theme.ground))
            painter.drawEllipse(point, _RING * stroke, _RING * stroke)
        if marks.focus is not None:
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(marks.focus.adjusted(1.0, 1.0, -1.0, -1.0), RADIUS, RADIUS)
        if marks.card is not None:
            marks.card.draw(painter, marks.corner)
