"""Cases to decide between: scenarios of moderate numbers with all kinds of drivers, and pairs that share some."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs
from hypothesis import strategies as st

from planner.engine.outcome import Case
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import Conversion, Scenario, Workload
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory
from planner.units import factor_between

parse = Estimate.parse

CHAINS: tuple[tuple[tuple[str, str, float], ...], ...] = (
    (("energy", "Wh/query", 1), ("volume", "query/day", 1e9)),
    (("energy", "Wh/session", 100), ("use", "session/user/day", 1), ("users", "user", 1e7), ("pue", "", 1.2)),
    (("energy", "kJ/query", 2), ("volume", "query/week", 1e9), ("share", "%", 40)),
)
OUTCOMES = ("energy", "power", "households", "emissions", "share", "cost", "water")
CONVERSIONS = {
    "household_use": "10791 kWh/household/year",
    "grid_intensity": "300 to 450 gCO2e/kWh",
    "national_demand": "4276 TWh/year",
    "electricity_price": "0.1 to 0.2 USD/kWh",
    "water_use": "1.8 L/kWh",
}

REBOUNDS = tuple(map(parse, ("30 %", "0.1 to 0.6", "100 %", "uniform(50, 150) %")))

numbers = st.floats(0.2, 5).map(lambda value: float(f"{value:.4g}"))


@st.composite
def values(draw: st.DrawFn, unit: str, typical: float) -> Estimate:
    low, mode, high = sorted(round(draw(numbers) * typical, 6) for _end in range(3))
    form = draw(
        st.sampled_from(
            ("{low!r}", "{low!r} to {high!r}", "uniform({low!r}, {high!r})", "triangular({low!r}, {mode!r}, {high!r})")
        )
    )
    return parse(f"{form.format(low=low, mode=mode, high=high)} {unit}".strip())


@st.composite
def rates(draw: st.DrawFn, least: int = -40) -> Estimate:
    low, high = sorted(draw(st.tuples(st.integers(least, 60), st.integers(least, 60))))
    return parse(draw(st.sampled_from((f"{low} %/year", f"{low} to {high} %/year"))))


@st.composite
def trajectories(draw: st.DrawFn, unit: str, typical: float) -> Trajectory:
    kind = draw(st.sampled_from((Constant, Constant, Compound, Logistic, Points)))
    if kind is Compound:
        return Compound(draw(rates()))
    if kind is Logistic:
        # A logistic path that starts above its ceiling and shrinks has no end; growing ones only.
        return Logistic(draw(values(unit, 20 * typical)), draw(rates(0)))
    if kind is Points:
        return Points(tuple((year, draw(values(unit, typical))) for year in (2025, 2029, 2034)))
    return Constant()


@st.composite
def drivers(draw: st.DrawFn, id: str, unit: str, typical: float) -> Driver:
    power = draw(st.sampled_from((1, 1, 1, -1))) if not unit else 1
    moves = draw(trajectories(unit, typical))
    rebound = draw(st.none() | st.sampled_from(REBOUNDS)) if id == "energy" else None
    return Driver(id, id.title(), draw(values(unit, typical)), power=power, trajectory=moves, rebound=rebound)


@st.composite
def workloads(draw: st.DrawFn, name: str) -> Workload:
    chain = draw(st.sampled_from(CHAINS))
    return Workload(name, tuple(draw(drivers(*driver)) for driver in chain))


@st.composite
def cases(draw: st.DrawFn, name: str = "A") -> Case:
    titles = draw(st.sampled_from((("Chat",), ("Chat", "Agents"), ("Chat", "Agents", "Video"))))
    scenario = Scenario(name, 2025, 2035, tuple(draw(workloads(title)) for title in titles))
    return case(scenario, **CONVERSIONS)


def case(scenario: Scenario, **texts: str) -> Case:
    return Case(scenario, {name: Conversion(parse(text)) for name, text in texts.items()})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Case, Case]:
    """Two cases that share some drivers: the second has others drawn anew, and may lack or gain a workload."""
    one = draw(cases("A"))
    changed = []
    for workload in one.scenario.workloads:
        chain = next(chain for chain in CHAINS if [part[0] for part in chain] == [d.id for d in workload.drivers])
        redrawn = [
            draw(drivers(*part)) if draw(st.booleans()) else driver
            for part, driver in zip(chain, workload.drivers, strict=True)
        ]
        changed.append(attrs.evolve(workload, drivers=tuple(redrawn)))
    if draw(st.booleans()):
        changed.append(draw(workloads("New")))
    if len(changed) > 1 and draw(st.booleans()):
        del changed[0]
    other = Case(
        attrs.evolve(one.scenario, name="B", workloads=tuple(changed)),
        {
            **one.conversions,
            "household_use": Conversion(
                parse(draw(st.sampled_from(("10791", "3500", "5000 to 6000"))) + " kWh/household/year")
            ),
        },
    )
    return one, other


# The same plan in other units --------------------------------------------------------------------------------------

OTHER_UNITS = {
    "Wh/query": "kJ/query",
    "query/day": "Mquery/year",
    "Wh/session": "mWh/session",
    "session/user/day": "session/user/year",
    "user": "kuser",
    "kJ/query": "Wh/query",
    "query/week": "query/day",
    "%": "",
    "": "%",
}


def in_other_units(scenario: Scenario) -> Scenario:
    """Return the same scenario with every driver typed in another unit."""
    return attrs.evolve(scenario, workloads=tuple(_mapped(workload, _rescaled) for workload in scenario.workloads))


def _mapped(workload: Workload, change: Callable[[Estimate], Estimate]) -> Workload:
    changed = []
    for driver in workload.drivers:
        moves = driver.trajectory
        match moves:
            case Logistic(ceiling, rate):
                moves = Logistic(change(ceiling), rate)
            case Points(known):
                moves = Points(tuple((year, change(value)) for year, value in known))
        changed.append(attrs.evolve(driver, value=change(driver.value), trajectory=moves))
    return attrs.evolve(workload, drivers=tuple(changed))


def _rescaled(estimate: Estimate) -> Estimate:
    unit = OTHER_UNITS[estimate.unit]
    factor = factor_between(estimate.unit, unit)
    head = estimate.text.removesuffix(estimate.unit)
    return parse(re.sub(r"[\d.]+(?:e[+-]?\d+)?", lambda found: repr(float(found[0]) * factor), head) + unit)
