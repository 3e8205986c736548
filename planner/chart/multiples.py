"""Small multiples: a chart of many lines as one small chart for each, all with the same axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from attrs import evolve, frozen

from planner.chart.spec import Chart, ReadoutRow, Series
from planner.text import _

MOST_IN_ONE = 4
"""More lines than this cannot be told apart at a glance."""
MOST_PANELS = 12


@frozen(eq=False)
class Panel:
    """One small chart: its line's name and last value are its title, in the line's colour."""

    name: str
    value: str
    colour: int
    emphasised: bool
    chart: Chart

    def shows_the_same(self, other: Panel) -> bool:
        """Whether the other would be drawn alike; fans are the same objects as long as their results are."""
        mine, theirs = self.chart, other.chart
        return (self.name, self.value, self.colour, self.emphasised, mine.x, mine.y) == (
            *(other.name, other.value, other.colour, other.emphasised, theirs.x, theirs.y),
        ) and [series.fan for series in mine.series] == [series.fan for series in theirs.series]


def lines_of(chart: Chart) -> list[Series]:
    """Return the scenarios of a chart by their place in the palette, without lines that only stand for comparison."""
    return sorted((series for series in chart.series if not series.ghost), key=_place)


def panels(chart: Chart) -> tuple[Panel, ...]:
    """Return a panel for each scenario, at most `MOST_PANELS`, the emphasised one among them."""
    lines = lines_of(chart)
    kept = lines[:MOST_PANELS]
    missing = [line for line in lines[MOST_PANELS:] if line.emphasised]
    if missing:
        kept = [*kept[: MOST_PANELS - 1], missing[0]]
    return tuple(_panel(chart, line) for line in kept)


def _panel(chart: Chart, line: Series) -> Panel:
    # What was before a drag stands beside the line that is dragged alone; all other comparisons beside every line.
    beside = [
        evolve(series, name="")
        for series in chart.series
        if series.ghost and (line.emphasised or series.name != _("before"))
    ]
    read = [series for series in chart.series if not series.ghost]
    small = evolve(
        chart,
        title=_("{name}: {value}").format(name=line.name, value=line.end_label),
        alt=_("{name}: {value} in {year}.").format(
            name=line.name, value=line.end_label, year=round(float(chart.years[-1]))
        ),
        y=evolve(chart.y, label=""),
        series=(*beside, evolve(line, name="")),
        readouts=_OneRow(chart.readouts, read.index(line)),
    )
    return Panel(line.name, line.end_label, line.colour, line.emphasised, small)


def _place(series: Series) -> int:
    return series.colour


class _OneRow(Sequence[tuple[ReadoutRow, ...]]):
    """The rows of one line, read when they are asked for."""

    def __init__(self, rows: Sequence[tuple[ReadoutRow, ...]], place: int) -> None:
        self._rows, self._place = rows, place

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> tuple[ReadoutRow, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[ReadoutRow, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return tuple(rows[self._place : self._place + 1] for rows in self._rows[index])
        return self._rows[index][self._place : self._place + 1]
