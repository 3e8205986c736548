"""Two scenarios, or two years of one, on the same draws: their difference with a band of its own.

What has the same workload, driver and part has the same name of stream, so it is the same unknown on both sides: run i
of one goes with run i of the other, and what both share cancels out of the difference exactly. For that, both are drawn
from the union of their streams, in an order that does not depend on which comes first, with the smaller of two seeds.
Percentiles follow Hazen's rule, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.advance import drawn_run
from planner.engine.outcome import Case, check_same_unit, checked, formula
from planner.engine.path import Value, pairs_of, streams_of
from planner.engine.result import PERCENTILES, Band, ScenarioResult
from planner.engine.sampling import Array, Draws
from planner.engine.simulate import DEFAULT_SAMPLES, converters
from planner.model.driver import Driver
from planner.model.editing import is_lever
from planner.model.faults import Fault
from planner.model.scenario import CONVERSIONS, Conversion, Scenario, names_of_drivers
from planner.model.trajectory import Points, Trajectory
from planner.text import _, number


def runs_in(
    scenario: Scenario,
    conversions: Mapping[str, Conversion],
    outcome: str,
    year: int,
    samples: int = DEFAULT_SAMPLES,
    draws: Draws | None = None,
) -> Array:
    """Return an outcome in one year, one value a run; runs of two scenarios go together where ``draws`` are shared.

    Raises:
        KeyError: The outcome lacks its conversion.
    """
    draws = (draws or Draws.of(scenario.seed, streams_of(scenario), samples)).with_pairs(pairs_of(scenario))
    with np.errstate(all="ignore"):
        total: Any = sum(drawn_run(workload, scenario.start, draws).at(year) for workload in scenario.workloads)
        if outcome != "energy":
            path, power, _unit = converters(scenario, conversions, draws.sample, (outcome,))[outcome]
            total = total * path.at(year) if power == 1 else total / path.at(year)
    return np.broadcast_to(np.asarray(total, float), (draws.samples,))


def probability_below(one: Array, other: Array) -> float:
    """Return the share of runs in which ``one`` is below ``other``; a tie counts half."""
    return float(np.mean(one < other) + 0.5 * np.mean(one == other))


def shared_draws(scenarios: Iterable[Scenario], samples: int = DEFAULT_SAMPLES) -> Draws:
    """Return draws that serve all ``scenarios``: one seed, and one column for each stream that any of them has.

    Each scenario then pairs them by its own correlations; what neither correlates is shared to the last draw.
    """
    scenarios = list(scenarios)
    streams = sorted({stream for scenario in scenarios for stream in streams_of(scenario)})
    return Draws.of(min(scenario.seed for scenario in scenarios), streams, samples)


def energy_below(one: Scenario, other: Scenario, year: int, samples: int = DEFAULT_SAMPLES) -> float:
    """Return in which share of the same draws ``one`` takes less electricity in ``year`` than ``other``."""
    draws = shared_draws((one, other), samples)
    first, second = (runs_in(scenario, {}, "energy", year, draws=draws) for scenario in (one, other))
    return probability_below(first, second)


def exact_ratio(one: ScenarioResult | None, other: ScenarioResult | None, year: int) -> float | None:
    """Return how many times the electricity of ``other`` that of ``one`` is, where neither is uncertain in ``year``."""
    values = []
    for result in (one, other):
        energy = result.at("energy", year) if result is not None else None
        if energy is None or energy["p5"] != energy["p95"] or energy["p50"] <= 0:
            return None
        values.append(energy["p50"])
    return values[0] / values[1]


@frozen
class Difference:
    """``to`` minus ``from`` in ``unit``, and how often ``to`` is the lower; a tie counts half."""

    unit: str
    mean: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    probability_lower: float
    from_median: float
    to_median: float
    samples: int


def difference(
    one: Case, other: Case, outcome: str, year: int, to_year: int | None = None, samples: int = DEFAULT_SAMPLES
) -> Difference:
    """Return an outcome of ``other`` (in ``to_year``, else the same year) minus that of ``one`` in ``year``.

    Raises:
        Fault: An outcome, a year or a conversion is not there, or the costs are in two currencies.
    """
    to_year = year if to_year is None else to_year
    unit = _common_unit(one, other, outcome, year, to_year)
    draws = shared_draws((one.scenario, other.scenario), samples)
    first = _checked(runs_in(one.scenario, one.conversions, outcome, year, draws=draws), one)
    second = _checked(runs_in(other.scenario, other.conversions, outcome, to_year, draws=draws), other)
    mean, p5, p25, p50, p75, p95 = statistics(second - first)
    lower = probability_below(second, first)
    medians = statistics(first)[3], statistics(second)[3]
    return Difference(unit, mean, p5, p25, p50, p75, p95, lower, *medians, samples=draws.samples)


@frozen(eq=False)
class DifferenceOverYears:
    """The difference in each of ``years``: a band, and how often ``to`` is the lower."""

    years: Array
    band: Band
    probability_lower: Array


def difference_over_years(one: Case, other: Case, outcome: str, samples: int = DEFAULT_SAMPLES) -> DifferenceOverYears:
    """Return `difference` for every year that both scenarios cover.

    Raises:
        Fault: The two share no year, or as `difference`.
    """
    first = max(one.scenario.start, other.scenario.start)
    last = min(one.scenario.end, other.scenario.end)
    if last < first:
        raise Fault(
            _("“{one}” and “{other}” have no year in common; let their years overlap").format(
                one=one.scenario.name, other=other.scenario.name
            )
        )
    unit = _common_unit(one, other, outcome, first, first)
    draws = shared_draws((one.scenario, other.scenario), samples)
    rows, lower = [], []
    with np.errstate(all="ignore"):
        pairs = zip(_yearly(one, outcome, first, draws), _yearly(other, outcome, first, draws), strict=False)
        for before, after in islice(pairs, last - first + 1):
            rows.append(statistics(_checked(after, other) - _checked(before, one)))
            lower.append(probability_below(np.asarray(after), np.asarray(before)))
    return DifferenceOverYears(np.arange(first, last + 1.0), Band(unit, *np.array(rows).T.copy()), np.array(lower))


def _yearly(case: Case, outcome: str, first: int, draws: Draws) -> Iterator[Value]:
    """Yield an outcome's runs in consecutive years from ``first``; an array is only lent until the next."""
    scenario = case.scenario
    draws = draws.with_pairs(pairs_of(scenario))
    count = scenario.end - scenario.start + 1
    runs = [drawn_run(workload, scenario.start, draws).years(count, np.float64) for workload in scenario.workloads]
    found = converters(scenario, case.conversions, draws.sample, (outcome,)).get(outcome)
    for year, values in zip(scenario.years, zip(*runs, strict=True), strict=True):
        if year < first:
            continue
        total: Any = values[0] if len(values) == 1 else sum(values[1:], start=values[0])
        if found is None:
            yield total
        else:
            path, power, _unit = found
            yield total * path.at(year) if power == 1 else total / path.at(year)


def statistics(runs: Value) -> tuple[float, ...]:
    """Return the mean and the `PERCENTILES` of runs, or one certain value for all of them."""
    if not isinstance(runs, np.ndarray) or (runs[0] == runs).all():
        value = float(runs if not isinstance(runs, np.ndarray) else runs[0])
        return (value,) * (1 + len(PERCENTILES))
    ordered = np.sort(runs)
    return float(np.mean(runs)), *(_placed(ordered, share / 100) for share in PERCENTILES)


def percentile(runs: Array, share: float) -> float:
    """Return the value below which ``share`` of the runs lie, by Hazen's rule; infinities count as runs."""
    return _placed(np.sort(runs), share)


def _placed(ordered: Array, share: float) -> float:
    place = min(max(share * len(ordered) - 0.5, 0.0), len(ordered) - 1.0)
    below = int(place)
    low, high = float(ordered[below]), float(ordered[min(below + 1, len(ordered) - 1)])
    return low if low == high or place == below else low + (high - low) * (place - below)


def _common_unit(one: Case, other: Case, outcome: str, year: int, to_year: int) -> str:
    units = [formula(one, outcome, year).unit, formula(other, outcome, to_year).unit]
    check_same_unit(units)
    return units[0]


def _checked(runs: Value, case: Case) -> Array:
    """Return runs as an array; raises `Fault` where one is too large to be written."""
    values = np.asarray(runs, float)
    checked(float(np.max(values)), case.scenario.name)
    return values


JOINED = " ~ "


@frozen
class Change:
    """A driver or conversion that two scenarios say differently; empty text where one of them lacks it.

    ``lever`` says whether the second scenario (the first where that lacks it) marks the driver as what we decide.
    """

    workload: str
    driver: str
    name: str
    before: str
    after: str
    lever: bool = False

    @property
    def label(self) -> str:
        """What is called so, with the mark of what we decide: ``Energy per query, lever``."""
        name = self.name or self.driver
        return _("{name}, lever").format(name=name) if self.lever else name


def changes(one: Scenario, other: Scenario) -> tuple[Change, ...]:
    """Return what differs between two scenarios, driver by driver, matched by workload id and driver id."""
    before, after = _said(one), _said(other)
    found = []
    for key in dict.fromkeys((*before, *after)):
        workload, name, _said_there = after.get(key) or before[key]
        texts = (before.get(key, ("", "", ""))[2], after.get(key, ("", "", ""))[2])
        if texts[0] != texts[1]:
            lever = is_lever(other if key in after else one, *key)
            found.append(Change(workload, key[1], name, *texts, lever))
    return tuple(found)


def _said(scenario: Scenario) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return for each driver and own conversion: the workload's name, its own, and all that it says as one text."""
    said = {
        (workload.id, driver.id): (workload.name, driver.name, _text(driver))
        for workload in scenario.workloads
        for driver in workload.drivers
    }
    for name in CONVERSIONS:
        conversion = scenario.conversion(name)
        if conversion is not None:
            said["", name] = ("", name, f"{conversion.value}{_moves(conversion.trajectory)}")
    names = names_of_drivers(scenario)
    for item in scenario.correlations:
        name = _("{one} with {other}").format(one=names[item.one], other=names[item.other])
        words = _("rank correlation {rank}").format(rank=number(item.rank))
        said["", JOINED.join(sorted((item.one, item.other)))] = ("", name, words)
    if scenario.region:
        said["", "region"] = ("", _("Region"), scenario.region)
    return said


def _text(driver: Driver) -> str:
    divided = "÷ " if driver.power == -1 else ""
    as_of = "" if driver.as_of is None else _(", as of {year}").format(year=driver.as_of)
    rebound = "" if driver.rebound is None else _(", rebound {rebound}").format(rebound=driver.rebound)
    return f"{divided}{driver.value}{_moves(driver.trajectory)}{as_of}{rebound}"


def _moves(trajectory: Trajectory) -> str:
    if isinstance(trajectory, Points):
        return ", " + ", ".join(f"{year}: {value}" for year, value in trajectory.values)
    return "".join(f", {part} {estimate}" for part, estimate in trajectory.estimates)
