"""The two-way map: an outcome over two assumptions as tones, with labelled contours, a target and the scenarios."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from planner.chart.amounts import OUTCOME_NAMES, amount, value_and_unit, value_in_words
from planner.chart.scale import Scale
from planner.chart.shapes import Numbers
from planner.chart.spec import Axis, Tick
from planner.engine.two_way import Axis as Side
from planner.engine.two_way import TwoWay, levels
from planner.text import _, labelled, listed

_LOG_FROM = 8.0


@frozen(eq=False)
class Contour:
    """A line on which the outcome is one amount, from left to right; ``target`` is the one asked for."""

    text: str
    xs: Numbers
    ys: Numbers
    target: bool = False


@frozen
class Place:
    """Where a scenario stands on the two assumptions, with its place in the palette; ``present`` is the one turned."""

    name: str
    colour: int
    x: float
    y: float
    present: bool = True


@frozen
class Question:
    """What is asked of a map: the words of the outcome, scenario and year, and of the two parts.

    ``target`` is in the outcome's unit; ``answers`` are the values of the two parts that alone meet it, if any.
    """

    outcome: str
    scenario: str
    year: int
    names: tuple[str, str]
    target: float | None = None
    answers: tuple[float | None, float | None] = (None, None)


@frozen(eq=False)
class TwoWayMap:
    """``tones`` are from 0 to 1, the outcome from its least to its most: a row for each of ``ys``, from the lowest."""

    title: str
    subtitle: str
    caption: str
    alt: str
    x: Axis
    y: Axis
    xs: Numbers
    ys: Numbers
    tones: Numbers
    contours: tuple[Contour, ...]
    places: tuple[Place, ...]
    found: TwoWay
    question: Question

    def readout(self, column: int, row: int) -> tuple[str, ...]:
        """Return what stands at a place of the grid: the outcome, then the two assumptions."""
        question, found = self.question, self.found
        return (
            amount(question.outcome, float(found.grid[row, column]), found.unit),
            labelled(question.names[0], _value(found.x, float(self.xs[column]))),
            labelled(question.names[1], _value(found.y, float(self.ys[row]))),
        )

    def nearest(self, place: Place) -> tuple[int, int]:
        """Return column and row of the grid that are nearest to a place."""
        return int(np.abs(self.xs - place.x).argmin()), int(np.abs(self.ys - place.y).argmin())


def two_way_map(found: TwoWay, question: Question, places: Sequence[Place]) -> TwoWayMap:
    """Return the description of a map; ``places`` are the scenarios, the one that is turned first."""
    scale = Scale.fitting(question.outcome, found.unit, float(found.grid.max()))
    marked = question.target is not None and question.target > 0
    kept = [level for level in found.levels if not (marked and math.isclose(level, question.target or 0.0))]
    lines = [_contour(found, level, scale.words(level)) for level in kept]
    if marked and question.target is not None:
        words = _("target {amount}").format(amount=scale.words(question.target))
        lines.append(_contour(found, question.target, words, target=True))
    contours = tuple(line for line in lines if len(line.xs) > 1)
    title = _title(found, question, scale)
    return TwoWayMap(
        title=title,
        subtitle=_("{measure}, {year}: two assumptions of “{scenario}” are turned, all others stay").format(
            measure=_(OUTCOME_NAMES[question.outcome]), year=question.year, scenario=question.scenario
        ),
        caption=_caption(found, places, off=marked and not any(line.target for line in contours)),
        alt=_alt(found, question, contours, title),
        x=_axis(found.x, question.names[0]),
        y=_axis(found.y, question.names[1]),
        xs=found.x.places,
        ys=found.y.places,
        tones=_tones(found.grid),
        contours=contours,
        places=tuple(places),
        found=found,
        question=question,
    )


def _contour(found: TwoWay, level: float, text: str, *, target: bool = False) -> Contour:
    """Return a contour traced by columns and by rows, so that a steep one is as smooth as a flat one."""
    turned = TwoWay(found.y, found.x, found.unit, found.grid.T, found.levels)
    xs, ys = found.contour(level)
    heights, widths = turned.contour(level)
    xs, ys = np.concatenate([xs, widths]), np.concatenate([ys, heights])
    grid = found.grid
    # The line falls where the outcome rises (or falls) with both; points at the same x are put in that order.
    falls = (grid[0, -1] >= grid[0, 0]) == (grid[-1, 0] >= grid[0, 0])
    order = np.lexsort((-ys if falls else ys, xs))
    return Contour(text, xs[order], ys[order], target)


def _tones(grid: Numbers) -> Numbers:
    low, high = float(grid.min()), float(grid.max())
    if not high > low:
        return np.zeros_like(grid)
    if low > 0 and high / low >= _LOG_FROM:
        shares: Numbers = np.log(grid / low) / math.log(high / low)
        return shares
    return (grid - low) / (high - low)


def _axis(side: Side, name: str) -> Axis:
    low, high = float(side.places[0]), float(side.places[-1])
    rounds = [level for level in levels(side.places) if low <= level <= high]
    ticks = tuple(Tick(level, value_and_unit(float(f"{level:.6g}"), side.lever.unit)[0]) for level in rounds)
    each = value_and_unit(side.lever.now, side.lever.unit)[1]
    return Axis(", ".join(filter(None, [name, each])), low, high, ticks, side.log)


def _value(side: Side, value: float) -> str:
    return value_in_words(float(f"{value:.3g}"), side.lever.unit)


def _title(found: TwoWay, question: Question, scale: Scale) -> str:
    outcome = _(OUTCOME_NAMES[question.outcome])
    if question.target is None:
        low, high = (scale.words(float(end)) for end in (found.grid.min(), found.grid.max()))
        return _("{outcome} of “{scenario}” in {year}: {low} to {high} on this map").format(
            outcome=outcome, scenario=question.scenario, year=question.year, low=low, high=high
        )
    ways = [
        _("{name} at {value}").format(name=name, value=_value(side, answer))
        for name, side, answer in zip(question.names, (found.x, found.y), question.answers, strict=True)
        if answer is not None
    ]
    target = scale.words(question.target)
    if len(ways) == 2:
        return _("{target} in {year} needs {one}, or {other}, or some of both").format(
            target=target, year=question.year, one=ways[0], other=ways[1]
        )
    if ways:
        return _("{target} in {year} needs {one}; the other alone is not enough").format(
            target=target, year=question.year, one=ways[0]
        )
    together = float(found.grid.min()) <= question.target <= float(found.grid.max())
    sentence = (
        _("Neither of the two alone brings “{scenario}” to {target} in {year}, but both together do")
        if together
        else _("Neither of the two alone brings “{scenario}” to {target} in {year}")
    )
    return sentence.format(scenario=question.scenario, target=target, year=question.year)


def _caption(found: TwoWay, places: Sequence[Place], *, off: bool) -> str:
    parts = [_("A stronger tone is more; each line is one amount. The disc is “{name}”.").format(name=places[0].name)]
    parts += [
        _("The diamond is where “{name}” stands on these two.").format(name=place.name)
        for place in places
        if not place.present
    ]
    logs = {(True, True): _("Both scales are logarithmic."), (False, False): ""}
    parts.append(logs.get((found.x.log, found.y.log), _("One scale is logarithmic.")))
    if off:
        parts.append(_("The target lies off this map."))
    return " ".join(filter(None, parts))


def _alt(found: TwoWay, question: Question, contours: Sequence[Contour], title: str) -> str:
    """Return the map in words: its corners, its lines, and the finding."""
    corners = [
        _("{amount} at {x} and {y}").format(
            amount=amount(question.outcome, float(found.grid[row, column]), found.unit),
            x=_value(found.x, float(found.x.places[column])),
            y=_value(found.y, float(found.y.places[row])),
        )
        for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1))
    ]
    return _("Map of {x} (across) and {y} (up), {year}. Corners: {corners}. Lines: {lines}. {title}.").format(
        x=question.names[0],
        y=question.names[1],
        year=question.year,
        corners=listed(corners),
        lines=", ".join(contour.text for contour in contours) or _("none"),
        title=title,
    )
