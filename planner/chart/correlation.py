"""Correlations in words: which drivers go together, and what that did to the range."""

from __future__ import annotations

from planner.chart.amounts import amounts
from planner.engine.correlation_effect import Effect
from planner.model.scenario import Scenario, names_of_drivers
from planner.text import _, fixed, number, plural


def correlations_in_words(scenario: Scenario) -> str:
    """Return the scenario's correlations as one sentence; empty where it has none.

    ``Correlated by rank: Energy per query with Queries 0.5.``
    """
    if not scenario.correlations:
        return ""
    names = names_of_drivers(scenario)
    pairs = [
        _("{one} with {other} {rank}").format(one=names[item.one], other=names[item.other], rank=number(item.rank))
        for item in scenario.correlations
    ]
    return _("Correlated by rank: {pairs}.").format(pairs=", ".join(pairs))


def effect_in_words(found: Effect, pairs: int = 1) -> str:
    """Return what ``pairs`` correlations did to the 90 % interval, and how many times as wide it is now.

    ``With it, 90 % of draws lie between 120 and 710 GWh in 2030 instead of 180 to 480 GWh: 2.0 times as wide.``
    """
    after, before = (amounts(found.outcome, *ends, found.unit) for ends in (found.together, found.without))
    lead = plural("With it", "With them", pairs)
    if after == before:
        sentence = _("{lead}, 90 % of draws lie within {after} in {year}, as without.")
    else:
        sentence = _("{lead}, 90 % of draws lie within {after} in {year} instead of {before}: {times} times as wide.")
    times = fixed(found.widening, 1 if found.widening >= 0.95 else 2)
    return sentence.format(lead=lead, after=after, before=before, year=found.year, times=times)
