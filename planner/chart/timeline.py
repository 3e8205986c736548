"""The timeline: results over the years become lines with bands, direct labels and a caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

import numpy as np
from attrs import frozen

from planner.chart.amounts import MISSING_FIGURES, amount, amounts, measure
from planner.chart.axes import linear_axis, log_axis, year_axis
from planner.chart.spec import Axis, Chart, Fan, ReadoutRow, Series
from planner.engine.result import Band, ScenarioResult
from planner.model.evidence import Evidence
from planner.text import _, listed
from planner.units import factor_between

GHOST_COLOUR = 0


@frozen
class View:
    """How a timeline is looked at: the outcome, its unit, the scale, and whether published totals stand beside it."""

    outcome: str = "energy"
    unit: str = "GWh/year"
    log: bool = True
    envelope: bool = False


@frozen(eq=False)
class Shown:
    """One result on the chart, with its place in the palette."""

    result: ScenarioResult
    colour: int
    emphasised: bool = False
    ghost: bool = False
    name: str = ""


def timeline(
    shown: Sequence[Shown], view: View, title: str, subtitle: str, sources: str, previous: Chart | None = None
) -> Chart:
    """Return the chart of all ``shown`` results that have the outcome of ``view``.

    Years that a scenario does not cover are absent from its line. ``previous`` is the chart now on the screen: its
    range is kept where it still fits, so that the picture does not jump while an assumption is dragged.
    """
    known = [item for item in shown if view.outcome in item.result.outcomes]
    present, strangers = _in_one_money(known) if view.outcome == "cost" else (known, [])
    years = _years(present)
    bands = [_in_unit(item.result.outcomes[view.outcome], view) for item in present]
    series = tuple(_series(item, band, years, view) for item, band in zip(present, bands, strict=True))
    unit = bands[0].unit if bands else view.unit
    y_axis = _y_axis(view, bands, previous)
    return Chart(
        title=title,
        subtitle=subtitle,
        caption=" ".join([caption(view, any(not item.certain for item in series), sources), *strangers]),
        alt=_alt(present, bands, view) if present else _nothing(view.outcome, any_shown=bool(shown)),
        years=years,
        x=year_axis(int(years[0]), int(years[-1])),
        y=y_axis,
        series=series,
        readouts=_Readouts(series, view.outcome, unit, len(years)),
    )


def _in_one_money(known: Sequence[Shown]) -> tuple[list[Shown], list[str]]:
    """Return what is in the money of the emphasised result, and a sentence that names the rest: nothing converts."""
    if not known:
        return [], []
    leading = next((item for item in known if item.emphasised), known[-1])
    unit = leading.result.outcomes["cost"].unit
    others = [item.result.scenario.name for item in known if item.result.outcomes["cost"].unit != unit]
    sentence = _("Not drawn, being in other money: {names}.").format(names=", ".join(others))
    return [item for item in known if item.result.outcomes["cost"].unit == unit], [sentence] if others else []


def _nothing(outcome: str, *, any_shown: bool) -> str:
    """Say why a chart is empty, and what would fill it."""
    if any_shown and outcome in MISSING_FIGURES:
        return _("Nothing to show: there is no figure for “{figure}” here; type one").format(
            figure=_(MISSING_FIGURES[outcome])
        )
    return _("Nothing to show: switch a scenario on")


def caption(view: View, has_bands: bool, sources: str) -> str:
    """Return what stands under the chart: what lines and bands mean, the scale, the sources."""
    parts = [_("Lines: median. Bands: half of the draws (dark), 90 % (light).")] if has_bands else []
    parts.append(_("Logarithmic scale.") if view.log else _("Scale from zero."))
    if sources:
        parts.append(_("Sources: {sources}.").format(sources=sources))
    return " ".join(parts)


def _years(present: Sequence[Shown]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if not present:
        return np.array([2025.0, 2035.0])
    first = min(item.result.years[0] for item in present)
    last = max(item.result.years[-1] for item in present)
    return np.arange(first, last + 1)


def _in_unit(band: Band, view: View) -> Band:
    unit = view.unit or band.unit
    return band if unit == band.unit else _scaled(band, unit)


@lru_cache(maxsize=64)
def _scaled(band: Band, unit: str) -> Band:
    return band.scaled(factor_between(band.unit, unit), unit)


@lru_cache(maxsize=64)
def _placed(band: Band, before: int, count: int) -> Fan:
    """Return a band's percentiles in ``count`` years, the first ``before`` of them absent.

    Kept, so that a fan is the same object as long as its result is: whoever draws it need not draw it anew.
    """
    placed = np.full((5, count), np.nan)
    placed[:, before : before + len(band.p50)] = (band.p5, band.p25, band.p50, band.p75, band.p95)
    return Fan(*placed)


def _series(item: Shown, band: Band, years: np.ndarray[tuple[int], np.dtype[np.float64]], view: View) -> Series:
    return Series(
        name=item.name or item.result.scenario.name,
        colour=item.colour,
        dash=item.colour,
        fan=_placed(band, int(item.result.years[0] - years[0]), len(years)),
        end_label=amount(view.outcome, float(band.p50[-1]), band.unit),
        certain=band.certain,
        emphasised=item.emphasised,
        ghost=item.ghost,
    )


def _y_axis(view: View, bands: Sequence[Band], previous: Chart | None) -> Axis:
    label = measure(view.outcome, view.unit or (bands[0].unit if bands else ""))
    before = previous.y if previous is not None else None
    high = max((float(band.p95.max()) for band in bands), default=1.0)
    if not view.log:
        return linear_axis(label, high, before)
    lows = [float(row[row > 0].min()) for band in bands for row in (band.p5,) if (row > 0).any()]
    return log_axis(label, min(lows, default=1.0), high, before)


class _Readouts(Sequence[tuple[ReadoutRow, ...]]):
    """The rows of each year, put into words when they are read: of all the years of a drag, that is hardly one."""

    def __init__(self, series: Sequence[Series], outcome: str, unit: str, count: int) -> None:
        self._series = [item for item in series if not item.ghost]
        self._outcome, self._unit, self._years = outcome, unit, range(count)

    def __len__(self) -> int:
        return len(self._years)

    @overload
    def __getitem__(self, index: int) -> tuple[ReadoutRow, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[ReadoutRow, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        chosen = self._years[index]
        if isinstance(chosen, range):
            return tuple(self._rows(year) for year in chosen)
        return self._rows(chosen)

    def _rows(self, year: int) -> tuple[ReadoutRow, ...]:
        return tuple(_row(item, self._outcome, self._unit, year) for item in self._series)


def _row(item: Series, outcome: str, unit: str, index: int) -> ReadoutRow:
    median = float(item.fan.p50[index])
    if np.isnan(median):
        return ReadoutRow(item.name, item.colour, item.dash, _("not in this year"), "")
    interval = ""
    if not item.certain:
        ends = amounts(outcome, float(item.fan.p5[index]), float(item.fan.p95[index]), unit)
        interval = _("90 %: {interval}").format(interval=ends)
    return ReadoutRow(item.name, item.colour, item.dash, amount(outcome, median, unit), interval)


def _alt(present: Sequence[Shown], bands: Sequence[Band], view: View) -> str:
    sentences = [measure(view.outcome, view.unit or (bands[0].unit if bands else "")) + "."]
    for item, band in zip(present, bands, strict=True):
        if item.ghost:
            continue
        years = item.result.years
        sentences.append(
            _("{name}: {first} in {start}, {last} in {end}.").format(
                name=item.result.scenario.name,
                first=amount(view.outcome, float(band.p50[0]), band.unit),
                start=int(years[0]),
                last=amount(view.outcome, float(band.p50[-1]), band.unit),
                end=int(years[-1]),
            )
        )
    return " ".join(sentences)


def source_names(results: Sequence[ScenarioResult], library: Mapping[str, Evidence]) -> str:
    """Return the sources behind the drivers of ``results`` for a caption; own assumptions are said to be there.

    A value that was moved away from its source counts as an own assumption.
    """
    drivers = [driver for result in results for workload in result.scenario.workloads for driver in workload.drivers]
    entries = [library.get(driver.source) for driver in drivers]
    behind = [
        entry if entry and entry.supports(driver.value) else None
        for driver, entry in zip(drivers, entries, strict=True)
    ]
    names = list(dict.fromkeys(entry.label for entry in behind if entry is not None))
    if any(entry is None for entry in behind):
        names.append(_("own assumptions"))
    return listed(names)
