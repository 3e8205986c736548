"""What lies over the tones of a two-way map: contours with their labels, the scenarios, and the read-out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from planner.chart.two_way_map import Contour, Place, TwoWayMap
from planner.gui.theme import Theme, mixed, readable
from planner.gui.widgets._timeline_text import Letter
from planner.gui.widgets.painted_chart import along

_SHARES = (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
_RADIUS = 6.0


class MapMarks:
    """Draws in one area; no label lies on another, and what finds no room goes without."""

    def __init__(self, chart: TwoWayMap, area: QRectF, theme: Theme, small: Letter, strong: Letter) -> None:
        self._chart, self._area, self._theme = chart, area, theme
        self._small, self._strong = small, strong
        self._taken: list[QRectF] = []

    def draw(self, painter: QPainter) -> None:
        """Draw lines, then scenarios, then all labels, the target's first."""
        lines = [(contour, self._line(contour)) for contour in self._chart.contours]
        painter.save()
        painter.setClipRect(self._area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for contour, line in lines:
            self._draw_line(painter, line, contour.target)
        painter.restore()
        for place in reversed(self._chart.places):
            self._draw_place(painter, place)
        for contour, line in sorted(lines, key=_target_first):
            self._label_line(painter, contour, line)

    def draw_readout(self, painter: QPainter, at: tuple[int, int], rows: Sequence[str]) -> None:
        """Draw a cross at a place of the grid, and what stands there on a card beside it."""
        theme, area = self._theme, self._area
        point = self._point(float(self._chart.xs[at[0]]), float(self._chart.ys[at[1]]))
        painter.setPen(QPen(QColor(theme.ink), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(point.x(), area.top(), point.x(), area.bottom()))
        painter.drawLine(QLineF(area.left(), point.y(), area.right(), point.y()))
        letters = [self._strong, *[self._small] * (len(rows) - 1)]
        room = area.width() * 0.6
        texts = [letter.cut(row, room) for letter, row in zip(letters, rows, strict=True)]
        width = max(letter.width(text) for letter, text in zip(letters, texts, strict=True)) + 16
        height = 18.0 * len(rows) + 8
        left = point.x() + 10 if point.x() + 10 + width <= area.right() else point.x() - 10 - width
        top = point.y() - 10 - height if point.y() - 10 - height >= area.top() else point.y() + 10
        left = min(max(left, area.left()), area.right() - width)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(QRectF(left, top, width, height), 6, 6)
        for index, (letter, text) in enumerate(zip(letters, texts, strict=True)):
            colour = theme.ink if index == 0 else theme.quiet
            letter.place(text, left + 8, top + 4 + 18 * (index + 0.5), colour).draw(painter)

    def _point(self, x: float, y: float) -> QPointF:
        area = self._area
        return QPointF(
            along(self._chart.x, area.left(), area.right(), x), along(self._chart.y, area.bottom(), area.top(), y)
        )

    def _line(self, contour: Contour) -> QPolygonF:
        return QPolygonF([self._point(float(x), float(y)) for x, y in zip(contour.xs, contour.ys, strict=True)])

    def _draw_line(self, painter: QPainter, line: QPolygonF, target: bool) -> None:
        theme = self._theme
        if target:
            # Its own ground under it keeps it apart from the tones.
            painter.setPen(QPen(QColor(theme.ground), 6))
            painter.drawPolyline(line)
        colour = theme.second if target else mixed(theme.quiet, theme.ink, 0.4)
        painter.setPen(QPen(QColor(colour), 3 if target else 1))
        painter.drawPolyline(line)

    def _draw_place(self, painter: QPainter, place: Place) -> None:
        """Draw a disc, or a diamond for the rival, with its name beside it."""
        point, theme = self._point(place.x, place.y), self._theme
        painter.setPen(QPen(QColor(theme.ground), 2))
        painter.setBrush(QColor(theme.series_colour(place.colour)))
        if place.present:
            painter.drawEllipse(point, _RADIUS, _RADIUS)
        else:
            reach = _RADIUS + 2
            corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
            painter.drawPolygon(QPolygonF([point + QPointF(x, y) for x, y in corners]))
        self._taken.append(QRectF(point.x() - 10, point.y() - 10, 20, 20))
        text = self._strong.cut(place.name, self._area.width() / 2)
        width = self._strong.width(text) + 8
        sides = (point.x() + 11, point.x() - 11 - width)
        chips = [QRectF(left, point.y() - 9 + lift, width, 18) for lift in (0.0, -20.0, 20.0) for left in sides]
        chip = next((chip for chip in chips if self._is_free(chip)), None)
        if chip is not None:
            self._write(painter, chip, self._strong, text, theme.series_text(place.colour))

    def _label_line(self, painter: QPainter, contour: Contour, line: QPolygonF) -> None:
        letter = self._strong if contour.target else self._small
        width, theme = letter.width(contour.text) + 8, self._theme
        for share in _SHARES:
            middle = line.at(round(share * (line.size() - 1)))
            chip = QRectF(middle.x() - width / 2, middle.y() - 8, width, 16)
            if self._is_free(chip):
                colour = readable(theme.second, theme.ink, (theme.ground,)) if contour.target else theme.ink
                self._write(painter, chip, letter, contour.text, colour)
                return

    def _is_free(self, chip: QRectF) -> bool:
        return self._area.contains(chip) and not any(chip.intersects(other) for other in self._taken)

    def _write(self, painter: QPainter, chip: QRectF, letter: Letter, text: str, colour: str) -> None:
        """Write on a patch of the chart's own ground, so that words are read over any tone."""
        self._taken.append(chip.adjusted(-4, -3, 4, 3))
        ground = QColor(self._theme.ground)
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        letter.place(text, chip.left() + 4, chip.center().y(), colour).draw(painter)


def _target_first(drawn: tuple[Contour, QPolygonF]) -> bool:
    return not drawn[0].target
