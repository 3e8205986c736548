"""What becomes of a workload when an estimate from below is taken up, as one value or as drivers, or why it cannot be.

Nothing here asks anybody: a proposal holds the changed workload, or the reason against it in words, so that a dialog
can say both before a button is pressed.
"""

from __future__ import annotations

import attrs
from attrs import frozen

from planner.engine.bottom_up.estimation import Estimation, as_drivers, as_estimate
from planner.model.boundary import is_overhead, is_pue
from planner.model.driver import Driver
from planner.model.editing import free_name, recounted
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Workload
from planner.model.trajectory import Compound, Constant, Points
from planner.store.library import evidence
from planner.text import N_, _
from planner.units import dimensions

_MADE = N_("Estimated from below: ")


@frozen
class Proposal:
    """The workload as it would be, and what else that means; or no workload, and the reason."""

    workload: Workload | None
    words: str = ""


def as_value(workload: Workload, index: int, estimation: Estimation, source: str = "") -> Proposal:
    """Propose the result as the value of the driver at ``index``; how that moves stays."""
    driver = workload.drivers[index]
    if isinstance(driver.trajectory, Points):
        return Proposal(None, _("“{name}” follows given years; let it stay the same first").format(name=driver.name))
    try:
        value = as_estimate(estimation)
        made = attrs.evolve(
            driver,
            value=value,
            source=source,
            boundary=estimation.boundary,
            note=_noted(driver.note, estimation),
        )
        return _placed(workload, index, (made,), value, _cooling_words(workload, index, estimation))
    except Fault as fault:
        return Proposal(None, str(fault))


def as_parts(workload: Workload, index: int, estimation: Estimation) -> Proposal:
    """Propose the factors in place of the driver at ``index``; a yearly rate goes on as a factor of its own."""
    driver = workload.drivers[index]
    if not isinstance(driver.trajectory, Constant | Compound):
        text = _("how “{name}” moves cannot be spread over several drivers; let it stay the same first")
        return Proposal(None, text.format(name=driver.name))
    if driver.rebound is not None:
        text = _("the rebound of “{name}” cannot be spread over several drivers; take it away first")
        return Proposal(None, text.format(name=driver.name))
    cooling = _cooling_words(workload, index, estimation)
    if cooling:
        return Proposal(None, cooling)
    try:
        made = [_with_boundary(part, estimation.boundary) for part in as_drivers(estimation)]
        if isinstance(driver.trajectory, Compound):
            name = _("{name} over the years").format(name=driver.name)[:120]
            made.append(Driver("over-the-years", name, Estimate.parse("1"), 1, driver.trajectory, as_of=driver.as_of))
        return _placed(workload, index, tuple(_free(made, workload, index)), as_estimate(estimation))
    except Fault as fault:
        return Proposal(None, str(fault))


def consequence(value: Proposal, parts: Proposal) -> str:
    """Say what taking either up would mean, and why one of them is not possible."""
    if value.words and value.words == parts.words and value.workload is not None and parts.workload is None:
        return _("With care as the value, not as drivers: {words}.").format(words=value.words.rstrip("."))
    told = []
    for proposal, yes, no in (
        (value, _("As the value: {words}."), _("Not as the value: {words}.")),
        (parts, _("As drivers: {words}."), _("Not as drivers: {words}.")),
    ):
        if proposal.words:
            lead = no if proposal.workload is None else yes
            told.append(lead.format(words=proposal.words.rstrip(".")))
    return " ".join(told)


def _placed(workload: Workload, index: int, made: tuple[Driver, ...], value: Estimate, words: str = "") -> Proposal:
    """Put drivers in the place of one; where they count something else, everything else is counted that way too."""
    try:
        return Proposal(_replaced(workload, index, made), words)
    except Fault:
        changed = recounted(workload, index, value)
        if changed is None:
            raise
    thing = value.unit.partition("/")[2]
    text = _("everything in “{workload}” would then be counted per {thing}").format(workload=workload.name, thing=thing)
    return Proposal(_replaced(changed, index, made), "; ".join(filter(None, [text, words])))


def _replaced(workload: Workload, index: int, made: tuple[Driver, ...]) -> Workload:
    drivers = workload.drivers
    return attrs.evolve(workload, drivers=(*drivers[:index], *made, *drivers[index + 1 :]))


def _free(made: list[Driver], workload: Workload, index: int) -> list[Driver]:
    """Return the drivers with ids that no other driver of the workload has."""
    taken = {driver.id for place, driver in enumerate(workload.drivers) if place != index}
    freed = []
    for driver in made:
        freed.append(attrs.evolve(driver, id=free_name(driver.id, taken)))
        taken.add(freed[-1].id)
    return freed


def _with_boundary(driver: Driver, boundary: str) -> Driver:
    """Return an energy with what the estimate counts; a power, a share or a count has no boundary."""
    powers = dimensions(driver.value.unit)
    return attrs.evolve(driver, boundary=boundary) if powers.get("energy") == 1 and "time" not in powers else driver


def _cooling_words(workload: Workload, index: int, estimation: Estimation) -> str:
    """Say where the chain adds what the estimate holds already: no flag would notice it among the factors."""
    if not estimation.boundary.startswith("facility"):
        return ""
    library = evidence()
    for place, other in enumerate(workload.drivers):
        if place != index and (is_pue(other, library) or is_overhead(other, library)):
            text = _("“{name}” in the chain and the estimate would both count cooling; remove one of them")
            return text.format(name=other.name)
    return ""


def _noted(note: str, estimation: Estimation) -> str:
    """Return the note with how the value was made; what a person wrote there stays."""
    kept = [line for line in note.splitlines() if not line.startswith(_(_MADE))]
    factors = "; ".join(f"{factor.name} {factor.value.text}" for factor in estimation.factors.values())
    return "\n".join([*kept, f"{_(_MADE)}{estimation.formula}. {factors}."])
