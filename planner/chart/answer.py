"""What would have to be true, as a sentence: one assumption solved for a target."""

from __future__ import annotations

from typing import Any

from planner.chart.amounts import OUTCOME_NAMES, amount, value_in_words
from planner.engine.solve import Solution
from planner.text import _, within_sentence


def answer(found: Solution, name: str, outcome: str, year: int) -> str:
    """Return what the assumption ``name`` has to be for ``outcome`` to keep to its target in ``year``, or why not."""
    bound = _("at least {amount}") if found.at_least else _("at most {amount}")
    words: dict[str, Any] = {
        "name": name,
        "outcome": within_sentence(_(OUTCOME_NAMES[outcome])),
        "target": bound.format(amount=amount(outcome, found.target, found.outcome_unit)),
        "year": year,
        "reason": found.reason,
        "closest": amount(outcome, found.closest, found.outcome_unit),
    }
    if found.kept_anyway:
        return _("Whatever {name} is, {outcome} in {year} is {target}: {reason}.").format(**words)
    if not found.feasible or found.value is None:
        text = _("{name} alone cannot bring {outcome} in {year} to {target}: {reason}. It comes as close as {closest}.")
        return text.format(**words)
    words["value"], words["now"] = (value_in_words(float(f"{x:.4g}"), found.unit) for x in (found.value, found.now))
    words["sure"] = (
        "" if found.reached is None else _(" in {share} % of the draws").format(share=round(100 * found.reached))
    )
    text = (
        _("{name} may be at most {value} for {outcome} in {year} to be {target}{sure}. It is now {now}.")
        if found.is_ceiling
        else _("{name} has to be at least {value} for {outcome} in {year} to be {target}{sure}. It is now {now}.")
    )
    return text.format(**words)
