"""Descriptions of charts that are not lines over the years: bars, stacked areas, a distribution, rows of icons.

Like `planner.chart.spec`: plain data in the unit of the axis, text ready to print, indices into the palette.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from planner.chart.spec import Axis

Numbers = NDArray[np.float64]

TOTAL, MORE, LESS, SPREAD = "total", "more", "less", "spread"
"""What a bar is: a level from zero, a step up, a step down, or a range around a reference."""


@frozen
class Bar:
    """One row of a bar chart, from ``start`` to ``end`` in data units; a step down ends below its start.

    ``text`` is its result in words, ``start_text`` and ``end_text`` stand at its two ends, ``note`` is the quieter line
    about it. ``share`` is a second number from 0 to 1, such as a share of the variance, with its ``share_text``;
    ``share_in_all`` the larger one that counts in what it shares with other rows.
    """

    group: str
    label: str
    start: float
    end: float
    role: str
    text: str
    start_text: str = ""
    end_text: str = ""
    note: str = ""
    share: float | None = None
    share_text: str = ""
    share_in_all: float | None = None


@frozen
class Bars:
    """A chart of horizontal or vertical bars in their order, on one value axis, with a line at ``reference``.

    ``remainder`` says what is missing from the sum of the shares; empty where nothing is.
    """

    title: str
    subtitle: str
    caption: str
    alt: str
    axis: Axis
    bars: tuple[Bar, ...]
    reference: float | None = None
    reference_text: str = ""
    remainder: str = ""


@frozen(eq=False)
class Layer:
    """One area of a stack: its lower and upper edge over the years, and its last value and share in words."""

    name: str
    colour: int
    low: Numbers
    high: Numbers
    end_label: str


@frozen(eq=False)
class Area:
    """A stack of areas over the years, the first at the bottom; ``readouts`` has a line for each layer and year."""

    title: str
    subtitle: str
    caption: str
    alt: str
    years: Numbers
    x: Axis
    y: Axis
    layers: tuple[Layer, ...]
    readouts: Sequence[tuple[str, ...]]


@frozen(eq=False)
class Dots:
    """Quantile dots: each stands for the same share of the draws, stacked at ``x`` to a height of ``level`` dots."""

    x: Numbers
    level: Numbers
    each_text: str


@frozen(eq=False)
class Distribution:
    """The draws of an outcome in one year: a curve of relative height (its peak is 1), and the same as dots.

    ``ordered`` are the draws themselves, ascending, so that a threshold can be dragged without a new run.
    """

    title: str
    subtitle: str
    caption: str
    alt: str
    x: Axis
    places: Numbers
    heights: Numbers
    dots: Dots
    ordered: Numbers
    threshold: float | None = None
    threshold_text: str = ""

    def chance_above(self, threshold: float) -> float:
        """Return the share of draws above ``threshold``, in units of the axis; a tie counts half."""
        below = np.searchsorted(self.ordered, threshold, "left") + np.searchsorted(self.ordered, threshold, "right")
        return float(1 - below / 2 / len(self.ordered))


@frozen
class IconRow:
    """Whole icons for one scenario, and the number they stand for."""

    name: str
    colour: int
    icons: int
    text: str


@frozen
class Icons:
    """Rows of whole icons; ``factor`` says what one of them is worth, and by which published figure."""

    title: str
    subtitle: str
    caption: str
    alt: str
    icon: str
    each: float
    factor: str
    rows: tuple[IconRow, ...]
