"""The description of a chart that a window or a file can draw without knowing where it came from.

A chart is plain data: numbers in the unit of the axis, text ready to print, and indices into a palette. Whoever draws
it decides only pixels. Ranges and ticks are part of the description, so that the screen and an exported file agree.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray


@frozen(eq=False)
class Fan:
    """Percentiles over the years, each an array as long as the years, in the unit of the y axis."""

    p5: NDArray[np.float64]
    p25: NDArray[np.float64]
    p50: NDArray[np.float64]
    p75: NDArray[np.float64]
    p95: NDArray[np.float64]


@frozen(eq=False)
class Series:
    """One line with its bands.

    ``colour`` and ``dash`` are indices into the theme's series colours and line styles. A ``certain`` series has no
    spread and is drawn as a line only. A ``ghost`` is a thin quiet line for comparison: its median, no band.
    """

    name: str
    colour: int
    dash: int
    fan: Fan
    end_label: str
    certain: bool = False
    emphasised: bool = False
    ghost: bool = False


@frozen
class Tick:
    """A labelled place on an axis, in data units (not logarithms)."""

    value: float
    text: str


@frozen
class Axis:
    """One axis: what it measures, its range in data units and its ticks. On a log axis ``low`` is above zero."""

    label: str
    low: float
    high: float
    ticks: tuple[Tick, ...]
    log: bool = False


@frozen
class ReadoutRow:
    """One line of a hover read-out: the series, its median and its 90 % interval as text (empty when certain)."""

    name: str
    colour: int
    dash: int
    value: str
    interval: str


@frozen(eq=False)
class Chart:
    """A finished description of a chart over the years.

    ``readouts`` holds one tuple of rows for each year, in the order of ``years``. ``alt`` says in words what the
    picture shows, for people who do not see it.
    """

    title: str
    subtitle: str
    caption: str
    alt: str
    years: NDArray[np.float64]
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    readouts: Sequence[tuple[ReadoutRow, ...]] = ()
