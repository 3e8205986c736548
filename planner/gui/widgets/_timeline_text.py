"""The words of a chart: their fonts, and where ticks, axis label and end labels are written."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from planner.chart.spec import Axis, Chart, Series
from planner.gui.theme import Theme
from planner.gui.widgets._label_layout import kept_apart, spread
from planner.gui.widgets._timeline_frame import Frame, line_end

# Words keep clear of the focus ring.
MARGIN = 5.0
TICK_GAP = 10.0
LABEL_GAP = 8.0
LEADER_GAP = 26.0
# A label this far from the end of its line needs a leader to be traced back to it.
_FAR = 9.0
_LABEL_SPACE = 4.0
# Up to this text size in pixels lines are as thick as on a desk.
_LARGE = 18.0


class Letter:
    """A font with its measures: one weight and size of the chart's lettering."""

    def __init__(self, font: QFont, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        self.font = QFont(font)
        self.font.setPixelSize(round(pixels))
        self.font.setWeight(weight)
        self.font.setFeature(QFont.Tag("tnum"), 1)
        self._metrics = QFontMetricsF(self.font)
        self.pitch = float(round(pixels * 1.25))
        self._rise = self._metrics.capHeight() / 2

    def width(self, text: str) -> float:
        """Return how wide ``text`` is, in pixels."""
        return self._metrics.horizontalAdvance(text)

    def cut(self, text: str, width: float) -> str:
        """Return ``text``, ended by an ellipsis where it is wider than ``width``."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def place(self, text: str, x: float, middle: float, colour: str, share: float = 0.0) -> Words:
        """Return ``text`` with its capitals centred on ``middle``; ``share`` of its width stands left of ``x``."""
        return Words(text, self.font, QColor(colour), QPointF(x - share * self.width(text), round(middle + self._rise)))


@frozen(eq=False)
class Words:
    """A piece of text where it will be drawn: the point is the left end of its baseline."""

    text: str
    font: QFont
    colour: QColor
    point: QPointF

    def draw(self, painter: QPainter) -> None:
        """Write the words."""
        painter.setFont(self.font)
        painter.setPen(self.colour)
        painter.drawText(self.point, self.text)


@frozen(eq=False)
class Lettering:
    """The three letters of a chart: ``plain`` for ticks and values, ``strong`` for names, ``small`` for the unit.

    ``stroke`` is how many times as thick lines are, so that they are not lost beside letters for a wall.
    """

    plain: Letter
    strong: Letter
    small: Letter
    stroke: float = 1.0

    @classmethod
    def of(cls, font: QFont, pixels: int) -> Lettering:
        """Return the lettering in a font family around a text size in pixels."""
        strong = Letter(font, pixels, QFont.Weight.DemiBold)
        stroke = max(1.0, pixels / _LARGE)
        return cls(plain=Letter(font, pixels - 1), strong=strong, small=Letter(font, pixels - 1.5), stroke=stroke)


@frozen(eq=False)
class EndLabels:
    """Labels before they are placed across: their series, where the lines end, and the heights they settled at.

    An end is a year and a height. ``stacked`` labels have the value under the name; ``led`` ones stand further off,
    tied to their lines by leaders, because one was moved far or its line stops early.
    """

    series: tuple[Series, ...]
    ends: tuple[tuple[float, float], ...]
    middles: tuple[float, ...]
    stacked: bool
    led: bool

    @property
    def gap(self) -> float:
        """The space between the lines and their labels."""
        return LEADER_GAP if self.led else LABEL_GAP


def arrange(chart: Chart, frame: Frame, lettering: Lettering, height: float) -> EndLabels:
    """Spread the labels over the height of the widget: name over value, or both in one line where room is short."""
    ended = ((each, line_end(each, chart.years, frame)) for each in chart.series if each.name)
    placed = [(each, end) for each, end in ended if end is not None]
    over, under = lettering.strong.pitch, lettering.plain.pitch
    stacked = len(placed) * (over + under + _LABEL_SPACE) <= height - 2 * MARGIN
    sizes = [over + under * (stacked and bool(each.end_label)) for each, _ in placed]
    heights = [end[1] for _, end in placed]
    middles = spread(heights, sizes, MARGIN, height - MARGIN, gap=_LABEL_SPACE if stacked else 0.0)
    moved = any(abs(middle - wanted) > _FAR for middle, wanted in zip(middles, heights, strict=True))
    early = any(year < chart.years[-1] for _, (year, _) in placed)
    series, ends = tuple(each for each, _ in placed), tuple(end for _, end in placed)
    return EndLabels(series, ends, tuple(middles), stacked, led=moved or early)


def label_width(labels: EndLabels, lettering: Lettering) -> float:
    """Return how wide the labels would like to be."""
    widths = [0.0]
    for each in labels.series:
        name = lettering.strong.width(each.name)
        value = lettering.plain.width(each.end_label)
        widths.append(max(name, value) if labels.stacked else name + bool(value) * LABEL_GAP + value)
    return max(widths) + 2.0


def write_labels(labels: EndLabels, lettering: Lettering, theme: Theme, left: float, right: float) -> Iterable[Words]:
    """Write each label between ``left`` and ``right``: the name in the colour of its line, the value quietly."""
    strong, plain = lettering.strong, lettering.plain
    for series, middle in zip(labels.series, labels.middles, strict=True):
        colour = theme.quiet if series.ghost else theme.series_text(series.colour)
        letter = plain if series.ghost else strong
        if labels.stacked and series.end_label:
            yield letter.place(letter.cut(series.name, right - left), left, middle - plain.pitch / 2, colour)
            value = plain.cut(series.end_label, right - left)
            yield plain.place(value, left, middle + strong.pitch / 2, theme.quiet)
        else:
            value_room = plain.width(series.end_label) + LABEL_GAP if series.end_label else 0.0
            name = letter.cut(series.name, right - left - value_room)
            yield letter.place(name, left, middle, colour)
            yield plain.place(series.end_label, left + letter.width(name) + LABEL_GAP, middle, theme.quiet)


def leaders(labels: EndLabels, theme: Theme, frame: Frame, right: float) -> Iterable[tuple[QLineF, QColor]]:
    """Return the lines that tie labels to the ends of their lines, when the labels need it."""
    for series, (year, height), middle in zip(labels.series, labels.ends, labels.middles, strict=True):
        if labels.led:
            colour = theme.quiet if series.ghost else theme.series_colour(series.colour)
            yield QLineF(float(frame.across(year)) + 3.0, height, right - 4.0, middle), QColor(colour)


def write_ticks(frame: Frame, lettering: Lettering, theme: Theme) -> Iterable[Words]:
    """Write the ticks of both axes that have room, and above the vertical axis what it measures."""
    plain, rect, gap = lettering.plain, frame.rect, TICK_GAP * lettering.stroke
    for place, text in visible_ticks(frame.y, frame, lettering):
        yield plain.place(text, rect.left() - gap, place, theme.quiet, share=1.0)
    middle = rect.bottom() + gap + plain.pitch / 2
    years = [tick for tick in frame.x.ticks if frame.x.low <= tick.value <= frame.x.high]
    places = frame.across([tick.value for tick in years]).tolist()
    for index in kept_apart(places, [plain.width(tick.text) for tick in years], gap=8.0):
        yield plain.place(years[index].text, places[index], middle, theme.quiet, share=0.5)
    if frame.y.label:
        text = lettering.small.cut(frame.y.label, rect.right() - MARGIN)
        yield lettering.small.place(text, MARGIN, MARGIN + lettering.small.pitch / 2, theme.quiet)


def visible_ticks(axis: Axis, frame: Frame, lettering: Lettering) -> list[tuple[float, str]]:
    """Return height and text of the ticks of the vertical axis, without those that would touch another."""
    ticks = [tick for tick in axis.ticks if axis.low <= tick.value <= axis.high]
    places = [round(place) for place in frame.down([tick.value for tick in ticks]).tolist()]
    kept = kept_apart(places, [lettering.plain.pitch] * len(ticks), gap=2.0)
    return [(places[index], ticks[index].text) for index in kept]
