"""Plans for tests: `scenario_of` and friends build one by hand, the hypothesis strategies draw any that is valid."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from planner.model.correlation import Correlation
from planner.model.driver import Driver, takes_rebound
from planner.model.estimate import Estimate
from planner.model.outcomes import OUTCOMES
from planner.model.presentation import CHARTS, Presentation, PresentedView
from planner.model.scenario import CONVERSIONS, Conversion, Scenario, Workload, driver_names
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory
from planner.model.workspace import Workspace

parse = Estimate.parse


def driver(id: str, value: str, **more: Any) -> Driver:
    return Driver(id=id, name=more.pop("name", id.capitalize()), value=parse(value), **more)


def workload_of(*values: str | tuple[str, dict[str, Any]], name: str = "Chat") -> Workload:
    """Return a workload of drivers d0, d1, ...; each a text, or a text with more about the driver."""
    drivers = []
    for number, value in enumerate(values):
        text, more = (value, {}) if isinstance(value, str) else value
        drivers.append(driver(more.get("id", f"d{number}"), text, **{k: v for k, v in more.items() if k != "id"}))
    return Workload(name, tuple(drivers))


def scenario_of(*values: Any, start: int = 2025, end: int = 2025, **more: Any) -> Scenario:
    """Return a scenario of the given workloads, or of one workload of the given drivers."""
    name = more.pop("name", "Plan")
    workloads = values if values and isinstance(values[0], Workload) else (workload_of(*values),)
    return Scenario(name, start, end, tuple(workloads), **more)


def conversions(**texts: str) -> dict[str, Conversion]:
    return {name: Conversion(parse(text)) for name, text in texts.items()}


PLAIN_CHAIN = ("0.34 Wh/query", "2.5e9 query/day")


# Estimates ---------------------------------------------------------------------------------------------------------

SCALES = ("", "", "thousand ", "million ", "billion ")


def numbers(least: float = 1e-6, most: float = 1e6) -> st.SearchStrategy[float]:
    """Positive numbers of five digits, spread over the orders of magnitude."""
    return st.floats(math.log(least), math.log(most)).map(lambda power: float(f"{math.exp(power):.5g}"))


@st.composite
def estimate_texts(draw: st.DrawFn, unit: str = "Wh/query", least: float = 1e-6, most: float = 1e6) -> str:
    """Texts of every form in the grammar, all above zero."""
    low, mode, high = sorted(draw(st.tuples(*[numbers(least, most)] * 3)))
    scale = draw(st.sampled_from(SCALES))
    form = draw(
        st.sampled_from(
            (
                "{low!r} {scale}{unit}",
                "{low!r} to {high!r} {scale}{unit}",
                "{low!r}–{high!r} {scale}{unit}",
                "uniform({low!r}, {high!r}) {scale}{unit}",
                "triangular({low!r}, {mode!r}, {high!r}) {scale}{unit}",
                "pert({low!r},{mode!r},{high!r}) {scale}{unit}",
                "normal({high!r}, {low!r}) {scale}{unit}",
                "lognormal({low!r}, {high!r}) {scale}{unit}",
            )
        )
    )
    return form.format(low=low, mode=mode, high=high, scale=scale, unit=unit).strip()


def estimates(unit: str = "Wh/query", **bounds: float) -> st.SearchStrategy[Estimate]:
    return estimate_texts(unit, **bounds).map(parse)


@st.composite
def rates(draw: st.DrawFn) -> Estimate:
    low, high = sorted(draw(st.tuples(st.integers(-90, 200), st.integers(-90, 200))))
    text = draw(st.sampled_from(("{low}", "{low} to {high}", "uniform({low}, {high})"))).format(low=low, high=high)
    return parse(f"{text} %/{draw(st.sampled_from(('year', 'year', 'month')))}")


# Plans -------------------------------------------------------------------------------------------------------------

signs = st.characters(exclude_categories=("C", "Z"))
names = st.builds("".join, st.tuples(signs, st.text(signs | st.just(" "), max_size=20), signs)) | signs
ids = names.map(lambda text: text.replace("/", "-"))
notes = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
years = st.integers(1900, 2300)


@st.composite
def trajectories(draw: st.DrawFn, unit: str) -> Trajectory:
    kind = draw(st.sampled_from(("constant", "compound", "logistic", "points")))
    if kind == "compound":
        return Compound(draw(rates()))
    if kind == "logistic":
        return Logistic(parse(f"{draw(numbers())!r} {unit}".strip()), draw(rates()))
    if kind == "points":
        known = sorted(draw(st.sets(years, min_size=1, max_size=4)))
        return Points(tuple((year, parse(f"{draw(numbers())!r} {unit}".strip())) for year in known))
    return Constant()


CHAINS = (
    ("Wh/query", "query/day"),
    ("kJ/query", "query/user/week", "user"),
    ("Wh/session", "session/user/day", "user", ""),
    ("MW",),
    ("J/token", "token/query", "query/day", "%"),
)


@st.composite
def workloads(draw: st.DrawFn, name: str = "Chat") -> Workload:
    units = draw(st.sampled_from(CHAINS))
    chosen = draw(st.lists(ids, min_size=len(units), max_size=len(units), unique=True))
    drivers = []
    for id, unit in zip(chosen, units, strict=True):
        value = draw(estimates(unit))
        moves = draw(trajectories(unit))
        texts = ("source", "boundary", "note") if draw(st.booleans()) else ()
        more: dict[str, Any] = {name: draw(notes) for name in texts}
        as_of = draw(st.none() | years)
        lever = draw(st.booleans())
        if takes_rebound(value, 1) and draw(st.booleans()):
            more["rebound"] = parse(draw(st.sampled_from(("0 %", "0.3", "20 to 40 %"))))
        drivers.append(Driver(id, draw(names), value, trajectory=moves, as_of=as_of, lever=lever, **more))
    own_id = {"id": draw(ids)} if draw(st.booleans()) else {}
    return Workload(name, tuple(drivers), **own_id)


@st.composite
def all_conversions(draw: st.DrawFn) -> tuple[tuple[str, Conversion], ...]:
    units = {name: unit or "EUR/kWh" for name, unit in CONVERSIONS.items()}
    found = []
    for name in draw(st.lists(st.sampled_from(sorted(units)), unique=True)):
        value = draw(estimates(units[name]).filter(lambda value: value.lowest > -math.inf))
        found.append((name, Conversion(value, draw(trajectories(units[name])))))
    return tuple(found)


@st.composite
def correlations(draw: st.DrawFn, loads: list[Workload]) -> tuple[Correlation, ...]:
    names = list(driver_names(loads))
    if len(names) < 2:
        return ()
    chosen = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    ranks = st.floats(-0.6, 0.6).map(lambda rank: round(rank, 3))
    return tuple(Correlation(chosen[0], other, draw(ranks)) for other in chosen[1:])


@st.composite
def scenarios(draw: st.DrawFn, name: str = "Plan") -> Scenario:
    start = draw(st.integers(1900, 2250))
    chosen = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    loads = [draw(workloads(title)) for title in chosen]
    if len({load.id for load in loads}) < len(loads):
        loads = loads[:1]
    return Scenario(
        name,
        start,
        start + draw(st.integers(0, 50)),
        tuple(loads),
        seed=draw(st.integers(0, 2**63 - 1)),
        region=draw(st.sampled_from(("USA", "WLD", "CHE"))),
        conversions=draw(all_conversions()),
        notes=draw(notes),
        visible=draw(st.booleans()),
        colour=draw(st.none() | st.integers(0, 999)),
        correlations=draw(st.just(()) | correlations(loads)),
    )


@st.composite
def presented_views(draw: st.DrawFn, scenarios: list[str]) -> PresentedView:
    chart = draw(st.sampled_from(sorted(CHARTS)))
    options = draw(st.lists(st.sampled_from(CHARTS[chart]), unique=True)) if CHARTS[chart] else []
    return PresentedView(
        chart,
        caption=draw(names | st.just("")),
        notes=draw(notes),
        scenario=draw(st.sampled_from(["", *scenarios])),
        scenarios=tuple(draw(st.lists(st.sampled_from(scenarios), unique=True))),
        outcome=draw(st.sampled_from(["", *OUTCOMES])),
        log=draw(st.booleans()),
        envelope=draw(st.booleans()),
        year=draw(st.none() | st.integers(2000, 2050)),
        options=tuple((name, draw(names)) for name in options),
        sliders=tuple(draw(st.lists(names, max_size=3))),
    )


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    chosen = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    return Workspace(
        tuple(draw(scenarios(title)) for title in chosen),
        title=draw(notes),
        notes=draw(notes),
        baseline=draw(st.sampled_from(("", chosen[0]))),
        presentation=Presentation(tuple(draw(st.lists(presented_views(chosen), max_size=2)))),
    )
