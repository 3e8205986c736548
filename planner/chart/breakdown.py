"""The breakdown: a scenario's electricity by workload over the years, stacked, in amounts or in shares.

Means are stacked, because means add up to the mean of the whole; medians do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import numpy as np

from planner.chart.axes import linear_axis, year_axis
from planner.chart.scale import Scale
from planner.chart.shapes import Area, Layer, Numbers
from planner.chart.spec import Axis, Tick
from planner.engine.result import OUTCOMES, Means
from planner.text import _, in_percent, labelled, listed, percent


def breakdown(result: Means, year: int, *, shares: bool = False, previous: Area | None = None) -> Area:
    """Return the stack of all workloads, the largest of the last year at the bottom; the title speaks of ``year``."""
    names = sorted(result.workloads, key=lambda name: -float(result.workloads[name][-1]))
    order = {name: index for index, name in enumerate(result.workloads)}
    means = np.array([result.workloads[name] for name in names])
    whole = means.sum(axis=0)
    parts = np.divide(means, whole, out=np.zeros_like(means), where=whole > 0)
    scale = Scale.fitting("energy", OUTCOMES["energy"], float(whole.max()))
    drawn = parts * 100 if shares else means * scale.factor
    edges = np.vstack([np.zeros(len(whole)), np.cumsum(drawn, axis=0)])
    layers = tuple(
        Layer(name, order[name], edges[index], edges[index + 1], _words(means[index, -1], parts[index, -1], scale))
        for index, name in enumerate(names)
    )
    index = int(min(max(year, result.years[0]), result.years[-1]) - result.years[0])
    before = previous.y if previous is not None else None
    return Area(
        title=_title(result, names, means, parts, index, scale),
        subtitle=_("Share of the electricity of “{scenario}”, %").format(scenario=result.scenario.name)
        if shares
        else labelled(result.scenario.name, scale.label),
        caption=_("Means, which add up as medians do not; the mean of a skewed amount is above its median."),
        alt=_alt(result, names, parts),
        years=result.years,
        x=year_axis(int(result.years[0]), int(result.years[-1])),
        y=_share_axis() if shares else linear_axis(scale.label, float(edges[-1].max()), before),
        layers=layers,
        readouts=_Readouts(names, means, parts, scale),
    )


class _Readouts(Sequence[tuple[str, ...]]):
    """What is read off in each year, put into words when it is read: of all the years of a drag, that is hardly one."""

    def __init__(self, names: Sequence[str], means: Numbers, parts: Numbers, scale: Scale) -> None:
        self._names, self._means, self._parts, self._scale = names, means, parts, scale
        self._years = range(means.shape[1])

    def __len__(self) -> int:
        return len(self._years)

    @overload
    def __getitem__(self, index: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[str, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        chosen = self._years[index]
        if isinstance(chosen, range):
            return tuple(self._rows(year) for year in chosen)
        return self._rows(chosen)

    def _rows(self, year: int) -> tuple[str, ...]:
        rows = zip(self._names, self._means[:, year], self._parts[:, year], strict=True)
        return tuple(
            _("{name}: {amount}").format(name=name, amount=_words(mean, part, self._scale)) for name, mean, part in rows
        )


def _share_axis() -> Axis:
    ticks = tuple(Tick(float(share), in_percent(f"{share}")) for share in range(0, 101, 20))
    return Axis(_("Share, %"), 0.0, 100.0, ticks)


def _words(mean: float, part: float, scale: Scale) -> str:
    return _("{amount}, {share}").format(amount=scale.words(float(mean)), share=percent(float(part)))


def _title(result: Means, names: list[str], means: Numbers, parts: Numbers, index: int, scale: Scale) -> str:
    year, scenario = int(result.years[index]), result.scenario.name
    first = int(np.argmax(parts[:, index]))
    if len(names) == 1 or not parts[first, index]:
        return _("“{scenario}” is {name} alone").format(scenario=scenario, name=names[first])
    return _("{share} of the electricity of “{scenario}” in {year} is {name}: {amount} of {whole}").format(
        name=names[first],
        share=percent(float(parts[first, index])),
        scenario=scenario,
        year=year,
        amount=scale.words(float(means[first, index])),
        whole=scale.words(float(means[:, index].sum())),
    )


def _alt(result: Means, names: list[str], parts: Numbers) -> str:
    rows = [
        _("{name} {first} to {last}").format(name=name, first=percent(float(row[0])), last=percent(float(row[-1])))
        for name, row in zip(names, parts, strict=True)
    ]
    return _("Shares of the electricity from {start} to {end}: {rows}.").format(
        start=int(result.years[0]), end=int(result.years[-1]), rows=listed(rows)
    )
