"""Household equivalents as a pictogram: rows of whole icons, with what one icon stands for printed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from planner.chart.amounts import amount, value_in_words
from planner.chart.shapes import IconRow, Icons
from planner.engine.result import ScenarioResult
from planner.model.estimate import Estimate
from planner.model.region import Region
from planner.text import _, count, listed, number

MOST_ICONS = 100
HOME = "home"


@frozen
class Counted:
    """One scenario of the pictogram, with its colour and the region whose homes it is counted in."""

    result: ScenarioResult
    colour: int
    region: Region


def equivalents(counted: Sequence[Counted], year: int, speak_of: str = "") -> Icons:
    """Return the pictogram of the medians in ``year``; scenarios without households or that year are left out.

    The title speaks of the scenario of that name, else of the one with the most homes.

    One icon is 1, 2 or 5 times a power of ten of homes, such that the largest row has at most `MOST_ICONS`.
    """
    present = [item for item in counted if "households" in item.result.outcomes and year in item.result.scenario.years]
    homes = [item.result.at("households", year)["p50"] for item in present]
    each = icon_worth(max(homes, default=1.0))
    rows = tuple(_row(item, value, each) for item, value in zip(present, homes, strict=True))
    title = _title(rows, year, speak_of)
    return Icons(
        title=title,
        subtitle=_("Household equivalents, medians, {year}").format(year=year),
        caption=_("Whole icons, rounded; a household equivalent is electricity only."),
        alt=f"{title}. " + listed(_("{name}: {homes}").format(name=row.name, homes=row.text) for row in rows) + ".",
        icon=HOME,
        each=each,
        factor=_factor(each, present),
        rows=rows,
    )


def icon_worth(largest: float) -> float:
    """Return how many homes one icon stands for: 1, 2 or 5 times a power of ten, at least one."""
    least = max(largest / MOST_ICONS, 1.0)
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-12))


def _row(item: Counted, homes: float, each: float) -> IconRow:
    icons = round(homes / each)
    text = amount("households", homes, "household")
    if not icons:
        text = _("{homes}, less than half an icon").format(homes=text)
    return IconRow(item.result.scenario.name, item.colour, icons, text)


def _factor(each: float, present: Sequence[Counted]) -> str:
    """Return what one icon is, by whose homes: ``one icon = 10,000 homes at 10,791 kWh a year, US, 2022``."""
    homes = _("one icon = {count} homes").format(count=count(each)) if each != 1 else _("one icon = one home")
    by = list(dict.fromkeys(_home(item) for item in present))
    return _("{icon} at {home}").format(icon=homes, home=_(" or ").join(by)) if by else homes


def _home(item: Counted) -> str:
    own, figure = item.result.scenario.conversion("household_use"), item.region.figure("household_use")
    if own is not None:
        return _("{use}, own assumption").format(use=_use(own.value))
    if figure is None:
        return _("an unknown use")
    return _("{use}, {region}, {year}").format(use=_use(figure.value), region=item.region.adjective, year=figure.year)


def _use(value: Estimate) -> str:
    """Return a home's electricity: ``10,791 kWh a year``; a range by both its ends."""
    low, high = value.interval
    words = value_in_words(high, value.unit.replace("/household", "", 1), exact=True)
    return words if low == high else _("{low} to {high}").format(low=number(low, 5), high=words)


def _title(rows: Sequence[IconRow], year: int, speak_of: str) -> str:
    if not rows:
        return _("No scenario counts households in {year}").format(year=year)
    row = max(rows, key=lambda row: (row.name == speak_of, row.icons))
    return _("“{name}” uses as much electricity in {year} as {homes}").format(name=row.name, year=year, homes=row.text)
