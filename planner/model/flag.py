"""A flag: a concern about a driver in one sentence, with an edit that would settle it, applied only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from attrs import field, frozen

from planner.model.faults import Fault
from planner.model.scenario import Workload
from planner.text import N_, _


class Concern(Enum):
    """What a flag is about."""

    ACCELERATOR_ONLY = "accelerator only"
    SERVER_ONLY = "server only"
    PUE_TWICE = "PUE twice"
    PUE_UNSURE = "PUE unsure"
    NOT_A_TOTAL = "not a total"
    SUPERSEDED = "superseded"
    OLD = "old"
    OTHER_UNIT = "other unit"
    UNUSUAL = "unusual"


REMEDIES: Mapping[Concern, str] = {
    Concern.ACCELERATOR_ONLY: N_("Add the overhead"),
    Concern.SERVER_ONLY: N_("Add a PUE"),
    Concern.PUE_TWICE: N_("Remove the PUE"),
    Concern.PUE_UNSURE: N_("Remove the PUE"),
    Concern.SUPERSEDED: N_("Take the newer figure"),
}
"""What the remedy does, as a button would say it; concerns that are missing have none."""

Mend = Callable[[Workload], Workload]
"""An edit of a workload; raises `Fault` where the result would not hold together."""


@frozen
class Flag:
    """One concern about the driver at ``driver``; ``serious`` where the result is likely wrong, else a remark."""

    driver: int
    concern: Concern
    sentence: str
    serious: bool
    _mend: Mend | None = field(default=None, eq=False, repr=False)

    @property
    def remedy(self) -> str:
        """What the remedy does, in a few words; empty where there is none."""
        return _(REMEDIES[self.concern]) if self._mend is not None else ""

    def mended(self, workload: Workload) -> Workload:
        """Return ``workload`` with the remedy applied; raises `Fault` where there is none or it does not fit."""
        if self._mend is None:
            raise Fault(_("there is no remedy at hand for: {sentence}").format(sentence=self.sentence))
        return self._mend(workload)
