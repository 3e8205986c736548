"""A mix put into a scenario, and the words that check it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from planner.engine.mix import Answer, FixedUse, average, watt_hours_each, workloads_of_mix
from planner.engine.sampling import median
from planner.model.editing import add_workload
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.scenario import Scenario, Workload, with_workloads
from planner.store.library import evidence
from planner.text import _, number, percent
from planner.units import dimensions

VOLUME_FIGURE = "openai-2.5bn-messages-2025"
"""The number of uses to begin with where the scenario does not say: ChatGPT's messages a day."""


def with_mix(
    scenario: Scenario,
    parts: Sequence[FixedUse],
    volume: Estimate,
    sources: Mapping[str, str],
    in_place_of: int | None = None,
) -> Scenario:
    """Return the scenario with a workload for each part, at its end; ``sources`` name the evidence of a use.

    Raises:
        Fault: ``volume`` counts no uses in a time, or the parts make no mix.
    """
    if dimensions(volume.unit).get("time") != -1:
        raise Fault(_("“{text}” is no number of uses in a time; write it like 1e9 query/day").format(text=volume.text))
    made = scenario
    for workload in workloads_of_mix(parts, volume):
        made = add_workload(made, _finished(workload, sources.get(workload.name, "")))
    if in_place_of is not None:
        kept = [each for place, each in enumerate(made.workloads) if place != in_place_of]
        made = with_workloads(made, tuple(kept))
    return made


def _finished(workload: Workload, source: str) -> Workload:
    """Return a workload with a capital, and with the evidence behind its energy where that still is the figure."""
    energy = workload.drivers[0]
    entry = evidence().get(source)
    if entry is not None and entry.supports(energy.value):
        energy = attrs.evolve(energy, source=entry.id, boundary=entry.boundary)
    name = workload.name[:1].upper() + workload.name[1:]
    return attrs.evolve(workload, name=name, drivers=(energy, *workload.drivers[1:]))


def check_words(answer: Answer, parts: Sequence[FixedUse]) -> str:
    """Put the share back, and say how sure it is where an energy is a range."""
    if not answer.feasible:
        return ""
    each = [(part.share, median(part.use.energy) * (watt_hours_each(part.use.energy) or math.nan)) for part in parts]
    sums = " + ".join(f"{percent(share, 4)} × {number(energy, 4)}" for share, energy in each)
    words = _("Put back: {sums} = {average} Wh.").format(sums=sums, average=number(average(each), 4))
    if answer.low != answer.high:
        text = _("90 % of the shares lie between {low} and {high}; {part} of the draws have one.")
        unsure = text.format(low=percent(answer.low, 3), high=percent(answer.high, 3), part=percent(answer.solvable, 3))
        words = f"{words} {unsure}"
    return words


def usual_volume(scenario: Scenario, explained: int | None) -> str:
    """Return the uses in a time that the explained workload counts by one driver, else a published number."""
    if explained is not None:
        for driver in scenario.workloads[explained].drivers:
            powers = dimensions(driver.value.unit)
            if driver.power == 1 and powers.get("time") == -1 and len(powers) == 2 and "energy" not in powers:
                return driver.value.text
    return evidence()[VOLUME_FIGURE].value.text
