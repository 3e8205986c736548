"""One value text read as the program reads it: estimate, draws, unit, and its use as driver, rate and ceiling."""

from __future__ import annotations

import math

import numpy as np

from planner.engine.sampling import median, stratified_values
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.model.trajectory import Compound, Logistic
from planner.units import dimensions, unit_powers

RUNS = 101


def warm() -> None:
    """Load what is loaded once, so that nothing is imported or opened later on."""
    for text in ("1 Wh/query", "1 to 2 %/year", "pert(1, 2, 3) m²", "triangular(1, 2, 3) furlong", "1 nonsense"):
        read(text)


def read(text: str) -> Estimate | None:
    """Return what ``text`` says, or None where it is refused; anything but a `Fault` comes out as it is.

    Raises:
        AssertionError: It was taken, and is not finite, not the same when read again, or silent about a refusal.
    """
    try:
        estimate = Estimate.parse(text)
    except Fault as fault:
        check_words(fault)
        return None
    assert all(map(math.isfinite, estimate.parameters)), estimate
    assert math.isfinite(median(estimate))
    assert estimate.certain or np.isfinite(stratified_values(estimate, RUNS)).all(), estimate
    assert Estimate.parse(str(estimate)) == estimate
    assert all(isinstance(power, int) for power in dimensions(estimate.unit).values())
    unit_powers(estimate.unit)
    uses = (
        lambda: Driver("a", "A", estimate),
        lambda: Driver("a", "A", estimate, power=-1),
        lambda: Compound(estimate),
        lambda: Logistic(estimate, Estimate.parse("10 %/year")),
        lambda: estimate.scaled(1.1),
    )
    for use in uses:
        try:
            use()
        except Fault as fault:
            check_words(fault)
    return estimate


def check_words(refusal: Exception, name: str = "") -> None:
    """Raise `AssertionError` unless a refusal names ``name`` and says why, in a few words that can be printed."""
    words = str(refusal)
    assert words.strip(), "a refusal without a reason"
    assert name in words, f"a refusal that does not name {name}: {words}"
    assert len(words) < 1500, f"a refusal of {len(words)} characters"
    words.encode("utf-8")
