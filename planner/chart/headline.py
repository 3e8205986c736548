"""The finding in one sentence, and the line under it: how sure, compared with what."""

from __future__ import annotations

from attrs import frozen

from planner.chart.amounts import amount, between, homes, value_in_words
from planner.engine.result import ScenarioResult
from planner.model.region import Region
from planner.model.scenario import Scenario
from planner.text import _, in_percent, number, percent
from planner.units import dimensions

SPOKEN_YEAR = 2030
"""Far enough for a path to show, and the year of most published projections."""


@frozen
class Headline:
    """The sentence a minister would use, and the quieter line under it."""

    sentence: str
    under: str


@frozen
class Rival:
    """The scenario that the shown one is read against, with the share of draws in which the shown one is below it.

    ``ratio`` is how many times the rival the shown one is, where neither has any spread.
    """

    name: str
    probability_below: float
    ratio: float | None = None


def headline(
    result: ScenarioResult, region: Region, year: int, rival: Rival | None = None, remark: str = ""
) -> Headline:
    """Return the headline of ``result`` in ``year``; every number is the median, its interval the 90 % one.

    ``remark`` ends the line under it, such as a published total that the scenario passes.
    """
    energy = result.at("energy", year)
    certain = energy["p5"] == energy["p95"]
    own_region = region.code != "WLD"
    sentence = _("{subject}: {energy} in {year}").format(
        subject=_subject(result.scenario), energy=_energy(energy["p50"]), year=year
    )
    if "households" in result.outcomes:
        homes = result.at("households", year)["p50"]
        sentence = _("{finding}, as much electricity as {homes}").format(
            finding=sentence, homes=_homes(homes, region, 4 if certain else 3)
        )
    share = _share(result, region, year) if "share" in result.outcomes and own_region else ""
    if certain and share:
        return Headline(f"{sentence} ({share})", " · ".join(filter(None, [_comparison(rival), remark])))
    interval = "" if certain else _("90 % between {interval}").format(interval=_interval(energy["p5"], energy["p95"]))
    return Headline(sentence, " · ".join(filter(None, [interval, share, _comparison(rival), remark])))


def spoken_year(scenario: Scenario) -> int:
    """Return the year that a finding speaks of until another is marked: 2030, or the first where nothing moves."""
    moves = any(driver.trajectory.estimates for workload in scenario.workloads for driver in workload.drivers)
    return min(max(SPOKEN_YEAR, scenario.start), scenario.end) if moves else scenario.start


def _subject(scenario: Scenario) -> str:
    """Return the workload with its energy per query where that is one exact figure, else the scenario's name.

    A power says as much where it is all there is, but not where it is that of one machine among other factors.
    """
    if len(scenario.workloads) == 1:
        drivers = scenario.workloads[0].drivers
        powers = [(driver, dimensions(driver.value.unit)) for driver in drivers if driver.power == 1]
        per_thing = [
            driver for driver, of in powers if of.get("energy") == 1 and (len(drivers) == 1 or not of.get("time"))
        ]
        if len(per_thing) == 1 and per_thing[0].value.certain and not per_thing[0].trajectory.estimates:
            value = per_thing[0].value
            return _("{workload} at {energy}").format(
                workload=scenario.workloads[0].name, energy=value_in_words(value.central, value.unit)
            )
    return scenario.name


def _energy(gigawatt_hours: float) -> str:
    return amount("energy", gigawatt_hours, "GWh/year")


def _interval(low: float, high: float) -> str:
    return between("energy", low, high, "GWh/year")


def _homes(count: float, region: Region, significant: int) -> str:
    counted = homes(count, significant)
    if region.code == "WLD":
        return _("{count} average households").format(count=counted)
    return _("{count} {adjective} households").format(count=counted, adjective=region.adjective)


def _share(result: ScenarioResult, region: Region, year: int) -> str:
    share = result.at("share", year)["p50"] / 100
    significant = 1 if share < 0.01 else 2
    return _("{share} of {adjective} demand").format(share=percent(share, significant), adjective=region.adjective)


def _comparison(rival: Rival | None) -> str:
    if rival is None:
        return ""
    if rival.ratio is not None and number(rival.ratio, 2) == "1":
        return _("as much as “{name}”").format(name=rival.name)
    if rival.ratio is not None:
        return _("{times} times “{name}”").format(times=number(rival.ratio, 2), name=rival.name)
    above = 1 - rival.probability_below
    if above >= 0.5:
        return _("above “{name}” in {share} of draws").format(name=rival.name, share=_of_draws(above))
    return _("below “{name}” in {share} of draws").format(name=rival.name, share=_of_draws(rival.probability_below))


def _of_draws(share: float) -> str:
    """Return a share of draws in whole percent, never rounded up to certainty."""
    if 0.995 <= share < 1:
        return _("over {share} %").format(share=99)
    return in_percent(f"{share * 100:.0f}")
