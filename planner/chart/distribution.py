"""The distribution of an outcome in one year: a curve and quantile dots, with the chance of passing a threshold."""

from __future__ import annotations

import math

import numpy as np
from attrs import evolve

from planner.chart.amounts import OUTCOME_NAMES, amounts
from planner.chart.axes import log_axis
from planner.chart.scale import Scale, chance, signed_axis
from planner.chart.shapes import Distribution, Dots, Numbers
from planner.chart.spec import Axis
from planner.text import _

DOTS = 50
COLUMNS = 26
_POINTS = 160
_FINER, _TAILS = 8, 6.0
"""Draws are counted in so many steps a point; a kernel ends at so many of its widths."""
_LOG_FROM = 8.0


def distribution(
    runs: Numbers,
    outcome: str,
    unit: str,
    scenario: str,
    year: int,
    *,
    threshold: float | None = None,
    previous: Distribution | None = None,
) -> Distribution:
    """Return the description of ``runs`` (one value a draw, in ``unit``); ``threshold`` is in the same unit.

    The axis is logarithmic where P95 is `_LOG_FROM` times P5 or more. Heights are per step of the axis as drawn.
    """
    ordered = np.sort(np.asarray(runs, float))
    low, high = (float(np.interp(share * len(ordered) - 0.5, range(len(ordered)), ordered)) for share in (0.05, 0.95))
    scale = Scale.fitting(outcome, unit, high or 1.0)
    drawn = ordered * scale.factor
    log = low > 0 and ordered[0] > 0 and high / low >= _LOG_FROM
    axis = _axis(drawn, log, scale, previous)
    places, heights = _curve(drawn, log)
    found = Distribution(
        title="",
        subtitle=_("Draws of “{scenario}” in {year}: {measure}").format(
            scenario=scenario, year=year, measure=scale.label
        ),
        caption=_("Each dot is {share} % of the draws.").format(share=100 // DOTS),
        alt="",
        x=axis,
        places=places,
        heights=heights,
        dots=_dots(drawn, axis),
        ordered=drawn,
        threshold=None if threshold is None else scale.of(threshold),
        threshold_text="" if threshold is None else scale.words(threshold),
    )
    return _told(found, scale, scenario, year, (low, high))


def _told(found: Distribution, scale: Scale, scenario: str, year: int, ends: tuple[float, float]) -> Distribution:
    """Return the description with its finding: the chance of passing the threshold, else the 90 % interval."""
    outcome = _(OUTCOME_NAMES[scale.outcome])
    interval = amounts(scale.outcome, ends[0], ends[1], scale.unit)
    names = {"outcome": outcome, "scenario": scenario, "year": year, "interval": interval}
    alt = _("{outcome} of “{scenario}” in {year}: 90 % of the draws are {interval}.").format(**names)
    if found.threshold is None:
        title = _("{outcome} of “{scenario}” in {year}: 90 % of the draws are {interval}").format(**names)
        return evolve(found, title=title, alt=alt)
    above = found.chance_above(found.threshold)
    title = _("“{scenario}” passes {threshold} in {year} in {share} of draws").format(
        scenario=scenario, threshold=found.threshold_text, year=year, share=chance(above)
    )
    return evolve(found, title=title, alt=f"{title}. {alt}")


def _axis(drawn: Numbers, log: bool, scale: Scale, previous: Distribution | None) -> Axis:
    ends = float(drawn[int(0.001 * len(drawn))]), float(drawn[math.ceil(0.999 * len(drawn)) - 1])
    before = previous.x if previous is not None else None
    if log:
        return log_axis(scale.label, ends[0], ends[1], before)
    return signed_axis(scale.label, min(ends[0], 0.0), ends[1], before)


def _curve(drawn: Numbers, log: bool) -> tuple[Numbers, Numbers]:
    """Return a Gaussian kernel density, its peak 1, over the axis as drawn; its width by Silverman's rule (1986)."""
    places = np.log(drawn) if log else drawn
    spread = min(float(np.std(places)), float(np.subtract(*np.interp([0.75, 0.25], _shares(places), places))) / 1.34)
    if not spread > 0:
        return np.array([drawn[0]]), np.array([1.0])
    width = 0.9 * spread * len(places) ** -0.2
    grid = np.linspace(places[0] - 3 * width, places[-1] + 3 * width, _POINTS)
    # Many draws in few steps: count them first, then smooth the counts, each from the middle of its step to the edges.
    counts, edges = np.histogram(places, np.linspace(grid[0], grid[-1], _FINER * (_POINTS - 1) + 1))
    step = edges[1] - edges[0]
    reach = math.ceil(_TAILS * width / step)
    kernel = np.exp(-0.5 * ((np.arange(-reach, reach) + 0.5) * step / width) ** 2)
    heights = np.convolve(counts, kernel)[reach - 1 :][: len(edges)][::_FINER]
    return (np.exp(grid) if log else grid), heights / heights.max()


def _shares(places: Numbers) -> Numbers:
    return (np.arange(len(places)) + 0.5) / len(places)


def _dots(drawn: Numbers, axis: Axis) -> Dots:
    """Return the quantiles at the middle of equal shares, each moved into one of `COLUMNS` columns and stacked."""
    quantiles = np.interp((np.arange(DOTS) + 0.5) / DOTS, _shares(drawn), drawn)
    if axis.log:
        place = np.log(np.maximum(quantiles, axis.low) / axis.low) / math.log(axis.high / axis.low)
    else:
        place = (quantiles - axis.low) / (axis.high - axis.low)
    column = np.clip((place * COLUMNS).astype(int), 0, COLUMNS - 1)
    seen = np.zeros(COLUMNS, int)
    level = np.empty(DOTS)
    for index, which in enumerate(column):
        seen[which] += 1
        level[index] = seen[which]
    middle = (column + 0.5) / COLUMNS
    x = axis.low * (axis.high / axis.low) ** middle if axis.log else axis.low + (axis.high - axis.low) * middle
    return Dots(x, level, _("one dot = {share} % of the draws").format(share=100 // DOTS))
