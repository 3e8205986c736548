"""The chain as spreadsheet formulas: how a driver moves, and how drivers multiply, each as the engine has it.

Cells are named by sheet and row; the columns of the inputs sheet are fixed here, so that a formula reads
``=Inputs!F5*((1+Inputs!K5/100)^Inputs!L5)^(D7-Inputs!N5)``: value, rate, periods a year, years since it held.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.engine.path import make_path
from planner.engine.percentiles import tidy
from planner.engine.rebound import drawn, factor_path
from planner.engine.sampling import median
from planner.engine.working import point
from planner.model.estimate import Estimate
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory, periods_per_year
from planner.units import factor_between

VALUE, RATE, PERIODS, CEILING, HELD, REBOUND = "F", "K", "L", "M", "N", "Q"
"""The columns of the inputs sheet that formulas point at."""


@frozen
class Input:
    """One assumption: a driver of a workload, or a conversion of a scenario (then ``workload`` is empty)."""

    scenario: str
    workload: str
    owner: str
    id: str
    name: str
    power: int
    value: Estimate
    trajectory: Trajectory
    unit: str
    base_year: int
    source: str = ""
    note: str = ""
    rebound: Estimate | None = None
    lever: bool = False

    @property
    def middle(self) -> float:
        """The median in ``unit``, draws below zero counting as zero."""
        return max(median(self.value), 0.0) * factor_between(self.value.unit, self.unit)

    def ends(self) -> tuple[float, float]:
        """Return the ends of the 90 % interval, or of the whole range, in ``unit``."""
        factor = factor_between(self.value.unit, self.unit)
        low, high = self.value.interval
        return low * factor, high * factor

    def at(self, year: int) -> float:
        """Return the value of the point run in ``year``, what the formula must come to."""
        path = make_path(self.owner, self.id, self.value, self.trajectory, self.base_year, self.unit, point)
        return float(factor_path(self.owner, self.id, path, self.rebound, point).at(year))

    @property
    def elasticity(self) -> float | None:
        """The median rebound as a plain number; None where use does not answer."""
        return None if self.rebound is None else tidy(float(drawn(self.owner, self.id, self.rebound, point)))

    @property
    def rate(self) -> tuple[float, float] | None:
        """The median rate in percent and how often a year it applies; None where the driver has none."""
        if not isinstance(self.trajectory, Compound | Logistic):
            return None
        rate = self.trajectory.rate
        return max(median(rate), -99.9999), periods_per_year(rate)

    @property
    def ceiling(self) -> float | None:
        """The median ceiling of a logistic path, in ``unit``."""
        if not isinstance(self.trajectory, Logistic):
            return None
        ceiling = self.trajectory.ceiling
        return max(median(ceiling), 0.0) * factor_between(ceiling.unit, self.unit)

    @property
    def points(self) -> list[tuple[int, float]]:
        """The medians of a path of points, in ``unit``, by year."""
        if not isinstance(self.trajectory, Points):
            return []
        return [
            (year, max(median(value), 0.0) * factor_between(value.unit, self.unit))
            for year, value in self.trajectory.values
        ]


def moved(item: Input, row: int, year: int, year_cell: str, first_point: int) -> str:
    """Return the formula of a value in a year; ``row`` is its row of inputs, ``first_point`` the row of its points.

    With a rebound it is the value times what use answers to it: start (value / start)^(1 - rebound).
    """
    own = _moved(item, row, year, year_cell, first_point)
    if item.rebound is None or isinstance(item.trajectory, Constant):
        return own
    held, start = f"Inputs!${HELD}${row}", f"Inputs!${VALUE}${row}"
    if isinstance(item.trajectory, Points):
        start = f"({_moved(item, row, item.base_year, held, first_point)[1:]})"
    value = f"({own[1:]})"
    return f"=IF({start}>0,{start}*({value}/{start})^(1-Inputs!${REBOUND}${row}),{value})"


def _moved(item: Input, row: int, year: int, year_cell: str, first_point: int) -> str:
    value, held = f"Inputs!${VALUE}${row}", f"Inputs!${HELD}${row}"
    growth = f"(1+Inputs!${RATE}${row}/100)^Inputs!${PERIODS}${row}"
    match item.trajectory:
        case Constant():
            return f"={value}"
        case Compound():
            return f"={value}*({growth})^({year_cell}-{held})"
        case Logistic():
            share = f"{value}/Inputs!${CEILING}${row}"
            decline = f"({growth})^({held}-{year_cell})"
            return f"={value}/({share}+(1-{share})*IF({share}>1,MIN(1,{decline}),{decline}))"
    return _between([known for known, _value in item.points], year, year_cell, first_point)


def _between(years: Sequence[int], year: int, year_cell: str, first: int) -> str:
    """Return the formula between two points: geometric where both are above zero, else linear; flat outside."""
    if year <= years[0] or year >= years[-1]:
        return f"=Points!$E${first if year <= years[0] else first + len(years) - 1}"
    after = next(index for index, known in enumerate(years) if known >= year)
    start, end = f"Points!$E${first + after - 1}", f"Points!$E${first + after}"
    since, until = f"Points!$D${first + after - 1}", f"Points!$D${first + after}"
    weight = f"({year_cell}-{since})/({until}-{since})"
    geometric, linear = f"{start}^(1-{weight})*{end}^({weight})", f"{start}*(1-{weight})+{end}*{weight}"
    return f"=IF(AND({start}>0,{end}>0),{geometric},{linear})"


def product(cells: Sequence[tuple[str, int]]) -> str:
    """Return the formula of a product; each cell with power 1 multiplies, with -1 divides."""
    text = "=1" if cells[0][1] == -1 else f"={cells[0][0]}"
    rest = cells if cells[0][1] == -1 else cells[1:]
    return text + "".join(f"{'*' if power == 1 else '/'}{cell}" for cell, power in rest)
