"""Plans at the edges of what may be written: zero, nearly nothing, nearly everything, long, exact, wide, many."""

from __future__ import annotations

import re
from collections.abc import Callable

from strategies import scenario_of, workload_of

from planner.model.estimate import Estimate
from planner.model.scenario import Scenario
from planner.model.trajectory import Compound, Logistic, Points
from planner.model.workspace import Workspace

parse = Estimate.parse


def _growing(text: str, rate: str, **more: object) -> tuple[str, dict[str, object]]:
    return text, {"trajectory": Compound(parse(rate)), **more}


def _hundred() -> Scenario:
    loads = [workload_of("0.2 to 0.5 Wh/query", f"{n + 1}e6 to {n + 2}e6 query/day", name=f"W{n}") for n in range(100)]
    return scenario_of(*loads, end=2027)


EDGES: dict[str, Callable[[], Scenario]] = {
    "zero volume": lambda: scenario_of("0.2 to 0.5 Wh/query", "0 query/day", end=2030),
    "zero energy, exact": lambda: scenario_of("0 Wh/query", "1e9 query/day"),
    "1e-30 each": lambda: scenario_of("1e-30 Wh/query", "1e-30 to 2e-30 query/day", end=2027),
    "1e30 each": lambda: scenario_of("1e30 Wh/query", "1e30 to 2e30 query/day", end=2027),
    "1e60 each": lambda: scenario_of("1e60 Wh/query", "1e60 query/day"),
    "from 1e-30 to 1e30": lambda: scenario_of("1e-30 to 1e30 Wh/query", "1e9 query/day", end=2027),
    "200 years": lambda: scenario_of("0.34 Wh/query", _growing("1e9 to 2e9 query/day", "3 %/year"), end=2224),
    "200 years of more than a number holds": lambda: scenario_of(
        "1e60 Wh/query", _growing("1e60 query/day", "900 to 9000 %/year"), end=2224
    ),
    "200 years of less than a number holds": lambda: scenario_of(
        "1e-60 Wh/query", _growing("1e-60 to 2e-60 query/day", "-99.9 %/year"), end=2224
    ),
    "all exact": lambda: scenario_of("0.34 Wh/query", _growing("2.5e9 query/day", "20 %/year"), "1.12", end=2035),
    "one driver": lambda: scenario_of("1 MW"),
    "one uncertain driver": lambda: scenario_of("1 to 1.0000001 MW", end=2027),
    "100 workloads": _hundred,
    "points to zero": lambda: scenario_of(
        "0.34 Wh/query",
        ("5 query/day", {"trajectory": Points(((2025, parse("1e9 query/day")), (2027, parse("0 query/day"))))}),
        end=2029,
    ),
    "a ceiling far below": lambda: scenario_of(
        "0.34 Wh/query",
        ("1e30 query/day", {"trajectory": Logistic(parse("1e-30 to 1e-29 query/day"), parse("50 %/year"))}),
        end=2030,
    ),
    "normal around zero": lambda: scenario_of("normal(0, 1e30) Wh/query", "1e9 query/day", end=2027),
}


def workspace_of(name: str) -> Workspace:
    """Return the plan of that name beside an ordinary scenario, as a comparison would have it."""
    ordinary = scenario_of("0.34 Wh/query", "1e9 to 2e9 query/day", name="Ordinary", end=2027)
    return Workspace((ordinary, EDGES[name]()), baseline="Ordinary")


_UNREAL = re.compile(r"(?<![\w.])[-−+]?(?:nan|inf|infinity|∞)(?![\w.])|not a number", re.IGNORECASE)


def unreal(text: str) -> list[str]:
    """Return what in a text is no number though it stands for one."""
    return _UNREAL.findall(text)
