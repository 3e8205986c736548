"""An outcome that is to meet a target by one lever, and the words for why it may not."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

from planner.engine.compare import percentile
from planner.engine.lever import PARTS, Lever
from planner.engine.outcome import Formula
from planner.engine.path import Value
from planner.text import N_, _, number

_OUTCOMES = {
    **{"energy": N_("energy"), "power": N_("power"), "households": N_("households"), "share": N_("share")},
    **{"emissions": N_("emissions"), "cost": N_("cost"), "water": N_("water")},
}
"""The outcomes as a reason names them."""

_STEP = 1e-3
"""How far, in proportion, a part is turned to see which way the outcome goes."""


@frozen(eq=False)
class Target:
    """The place x of a lever is sought where ``statistic(x)`` is ``target``.

    The statistic is the point run, or where ``share`` is given the quantile of the draws that has to keep the target:
    with ``at_least`` from below. ``balance`` is a lever that takes back what the first gives.
    """

    formula: Formula
    lever: Lever
    balance: Lever | None
    target: float
    share: float | None
    at_least: bool

    def outcome(self, value: float) -> Any:
        """Return the outcome with the part at ``value``: the point run, or draws."""
        if self.balance is None:
            return self.lever.outcome(value)
        # The two shares stand in different products, so each of the two lines holds the other's as its rest.
        taken = self.balance.now - (value - self.lever.now)
        with np.errstate(all="ignore"):
            here = self.lever.slope * self.lever.factor.at(self.formula.year, self.lever.turned(value))
            there = self.balance.slope * self.balance.factor.at(self.formula.year, self.balance.turned(taken))
            return self.lever.rest - self._present(self.balance) + here + there

    @staticmethod
    def _present(lever: Lever) -> Any:
        return lever.slope * lever.factor.at(lever.year, lever.sample)

    def statistic(self, value: float) -> float:
        """Return what has to become the target."""
        return self.of(self.outcome(value))

    def of(self, runs: Value) -> float:
        """Return the statistic of an outcome."""
        if self.share is None or not isinstance(runs, np.ndarray):
            return float(runs)
        return percentile(runs, 1 - self.share if self.at_least else self.share)

    def met(self, value: float) -> float | None:
        """Return the share of draws that keep the target with the part at ``value``; None for a point run."""
        if self.share is None:
            return None
        runs = np.asarray(self.outcome(value))
        return float(np.mean(runs >= self.target if self.at_least else runs <= self.target))

    def rises_at(self, value: float) -> bool:
        """Whether the outcome goes up with the part, from ``value`` on."""
        return self.statistic(value + (abs(value) or 1.0) * _STEP) >= self.statistic(value)

    def no_effect(self) -> str:
        """Say that the part does nothing there."""
        return _("the {part} of “{name}” does not move {outcome} in {year}").format(
            part=_(PARTS[self.lever.part]),
            name=self.lever.factor.name,
            outcome=_(_OUTCOMES[self.formula.outcome]),
            year=self.formula.year,
        )

    def rest_alone(self) -> str:
        """Say that what the part cannot move is already too much."""
        return _("without “{name}”, all else alone makes {rest} in {year}, above the target of {target}").format(
            name=self.lever.factor.name,
            rest=self._amount(self.of(self.lever.rest)),
            year=self.formula.year,
            target=self._amount(self.target),
        )

    def at_end(self, end: float) -> str:
        """Say how close the part comes at the end of its range."""
        return _("even with the {part} of “{name}” at {end}, {outcome} is {closest} in {year}, not {target}").format(
            part=_(PARTS[self.lever.part]),
            name=self.lever.factor.name,
            end=f"{number(end, 4)} {self.lever.unit}".strip(),
            outcome=_(_OUTCOMES[self.formula.outcome]),
            closest=self._amount(self.statistic(end)),
            year=self.formula.year,
            target=self._amount(self.target),
        )

    def _amount(self, value: float) -> str:
        return f"{number(value, 4)} {self.formula.unit}".strip()
