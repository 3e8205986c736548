"""A sheet of paper to draw on: text and axes placed in points from the top left, wrapped by measured width.

All sizes follow from one base size that grows with the sheet, so that a slide and half a page look the same. Nothing
here goes through pyplot, which would look for a window.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any

import matplotlib as mpl
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from planner.export.fonts import families_for, is_truetype
from planner.export.palette import GROUND, INK
from planner.model.faults import Fault
from planner.text import _

POINTS = 72.0
_MILLIMETRE = POINTS / 25.4
_LINE = 1.25


@frozen
class Size:
    """Width and height in points, how fine its bitmap is, and the size of its text where that is set."""

    width: float
    height: float
    dpi: int = 200
    text: float = 0.0

    @property
    def base(self) -> float:
        """The size of ordinary text: 15 points on a slide, 10 on half a page of A4."""
        return self.text or max(6.0, math.sqrt(self.width * self.height) / 47)


SIZES = {
    "slide": Size(960.0, 540.0),
    "square": Size(720.0, 720.0),
    "a4-half": Size(210 * _MILLIMETRE, 148.5 * _MILLIMETRE, 300),
    "a4": Size(210 * _MILLIMETRE, 297 * _MILLIMETRE, 300, text=10.5),
}
LEAST, MOST = 150.0, 4000.0
MOST_PIXELS = 60e6


def size_of(text: str, dpi: int | None = None) -> Size:
    """Return the size of a name (``slide``, ``square``, ``a4-half``, ``a4``) or of ``160x100mm``, ``1200x675px``.

    Raises:
        Fault: It is neither, or too small to hold a chart, or more than 60 million pixels.
    """
    match = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)\s*[x×]\s*(\d{1,5}(?:\.\d+)?)\s*(mm|px|in|pt)\s*", text)
    if text in SIZES:
        size = Size(SIZES[text].width, SIZES[text].height, dpi or SIZES[text].dpi, SIZES[text].text)
    elif match is not None:
        fine = dpi or (96 if match[3] == "px" else 300)
        unit = {"mm": _MILLIMETRE, "px": POINTS / fine, "in": POINTS, "pt": 1.0}[match[3]]
        size = Size(float(match[1]) * unit, float(match[2]) * unit, fine)
    else:
        names = ", ".join(SIZES)
        raise Fault(_("“{text}” is no size; use {names}, or one like 160x100mm").format(text=text[:30], names=names))
    pixels = size.width * size.height * (size.dpi / POINTS) ** 2
    if min(size.width, size.height) < LEAST or max(size.width, size.height) > MOST or pixels > MOST_PIXELS:
        sentence = _("a figure of {text} at {dpi} dpi cannot be made; choose another size")
        raise Fault(sentence.format(text=text[:30], dpi=size.dpi))
    return size


SETTINGS: dict[str, Any] = {
    "text.parse_math": False,  # a name may hold a dollar sign
    "svg.fonttype": "none",  # text stays text
    "axes.unicode_minus": True,
    "font.size": 10,
}


_SETTINGS_IN_USE = RLock()
"""matplotlib has one set of settings for the whole process; two threads may draw, one after the other."""


@contextmanager
def drawing(words: str) -> Iterator[None]:
    """Draw ``words`` with our settings and fonts, whatever a matplotlibrc on this computer says."""
    faces = families_for(words)
    # matplotlib can put TrueType outlines into a PDF as they are; others are only right as drawn shapes (Type 3).
    embedded = {"pdf.fonttype": 42 if all(map(is_truetype, faces)) else 3}
    logger = logging.getLogger("matplotlib.font_manager")
    level = logger.level
    logger.setLevel(logging.ERROR)  # that a family has no semi-bold and bold is taken is no news
    try:
        with _SETTINGS_IN_USE, mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update({**SETTINGS, **embedded, "font.family": list(faces)})
            yield
    finally:
        logger.setLevel(level)


class Sheet:
    """One figure. Coordinates are points from the top left corner; ``base`` is the size of ordinary text."""

    def __init__(self, size: Size) -> None:
        self.size, self.base = size, size.base
        # Whole pixels and a trifle, because the renderer rounds down.
        self.width, self.height = (
            (round(length / POINTS * size.dpi) + 0.01) / size.dpi * POINTS for length in (size.width, size.height)
        )
        self.figure = Figure(figsize=(self.width / POINTS, self.height / POINTS), dpi=POINTS, facecolor=GROUND)
        self._faces = tuple(mpl.rcParams["font.family"])

    def text(
        self, x: float, y: float, text: str, size: float, colour: str = INK, weight: str = "regular", **more: Any
    ) -> Text:
        """Write ``text`` with its first baseline ``y`` points from the top; ``ha`` and ``va`` as in matplotlib."""
        place = x / self.width, 1 - y / self.height
        return self.figure.text(
            *place, text, fontsize=size, color=colour, fontweight=weight, **{"va": "baseline", **more}
        )

    def line(
        self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float = 0.8, zorder: float = -1
    ) -> None:
        """Draw a straight line, beneath what is in the axes unless ``zorder`` lifts it."""
        points = [x / self.width for x in xs], [1 - y / self.height for y in ys]
        style: dict[str, Any] = {"solid_capstyle": "butt", "zorder": zorder, "transform": self.figure.transFigure}
        self.figure.add_artist(Line2D(*points, color=colour, linewidth=width, **style))

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.polygon([(left, top), (left + width, top), (left + width, top + height), (left, top + height)], colour)

    def polygon(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill a shape."""
        corners = [(x / self.width, 1 - y / self.height) for x, y in points]
        style: dict[str, Any] = {"linewidth": 0, "zorder": 1, "transform": self.figure.transFigure}
        self.figure.add_artist(Polygon(corners, closed=True, facecolor=colour, **style))

    def block(
        self, x: float, y: float, lines: list[str], size: float, colour: str = INK, weight: str = "regular"
    ) -> float:
        """Write lines below ``y``; return where the next block may begin."""
        for line in lines:
            y += size * _LINE
            self.text(x, y - size * 0.28, line, size, colour, weight)
        return y

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return bare axes in a rectangle: no frame, no ticks, no margins."""
        box = left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height
        axes: Axes = self.figure.add_axes(box)
        axes.set_axis_off()
        axes.patch.set_alpha(0.0)
        axes.margins(0)
        return axes

    def width_of(self, text: str, size: float, weight: str = "regular") -> float:
        """Return how wide ``text`` comes out, in points."""
        return _width(text, weight, self._faces) * size

    def wrapped(self, text: str, size: float, width: float, weight: str = "regular", most: int = 0) -> list[str]:
        """Return ``text`` in lines no wider than ``width``; past ``most`` lines it ends in an ellipsis."""
        lines = [line for part in text.splitlines() for line in self._wrapped(part, size, width, weight)]
        if not most or len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.shortened(" ".join(lines[most - 1 :]), size, width, weight)]

    def balanced(self, text: str, size: float, width: float, weight: str = "regular", most: int = 0) -> list[str]:
        """Return ``text`` wrapped into as few lines as `wrapped` makes, of about equal width: no word left alone."""
        lines = self.wrapped(text, size, width, weight, most)
        narrow, wide = width / 2, width
        while len(lines) > 1 and wide - narrow > size:
            middle = (narrow + wide) / 2
            fits = len(self.wrapped(text, size, middle, weight)) <= len(lines)
            narrow, wide = (narrow, middle) if fits else (middle, wide)
        return self.wrapped(text, size, wide, weight, most)

    def _wrapped(self, text: str, size: float, width: float, weight: str) -> Iterator[str]:
        line, used = "", 0.0
        space = self.width_of("n n", size, weight) - self.width_of("nn", size, weight)
        for word in self._pieces(text, size, width, weight):
            bare = self.width_of(word.rstrip(), size, weight)
            if line and used + bare > width:
                yield line.rstrip()
                line, used = "", 0.0
            line += word
            used += bare + (len(word) - len(word.rstrip())) * space
        if line.strip():
            yield line.rstrip()

    def _pieces(self, text: str, size: float, width: float, weight: str) -> Iterator[str]:
        """Yield words with the space after them; one that is wider than a line comes letter by letter."""
        for word in re.findall(r"[^\S\u202f\u00a0]*(?:\S|[\u202f\u00a0])+[^\S\u202f\u00a0]*", text):
            if self.width_of(word.rstrip(), size, weight) > width:
                yield from word
            else:
                yield word

    def shortened(self, text: str, size: float, width: float, weight: str = "regular") -> str:
        """Return as much of ``text`` as fits, with an ellipsis where something is left out."""
        if self.width_of(text, size, weight) <= width:
            return text
        short = text
        while short and self.width_of(short.rstrip() + "…", size, weight) > width:
            short = short[: -max(1, len(short) // 20)]
        return short.rstrip(" ,;·") + "…"


_RULER = 40.0


@lru_cache(maxsize=16384)
def _width(text: str, weight: str, _faces: tuple[str, ...]) -> float:
    """Return the width of ``text`` in multiples of its size, with the fonts in force."""
    figure = Figure(figsize=(1, 1), dpi=POINTS)
    probe = Text(0, 0, text, fontsize=_RULER, fontweight=weight, figure=figure)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        return float(probe.get_window_extent(FigureCanvasAgg(figure).get_renderer()).width) / _RULER
