"""The FLOP method: operations of an answer over what the accelerators reach, times what they draw.

    Wh = [2 x active parameters x output tokens / (peak FLOP/s x utilisation)]
         x [power of the server per accelerator x PUE x power factor] / 3600

Source: Epoch AI, "How much energy does ChatGPT use?", 7 February 2025, and its spreadsheet, whose columns are `CASES`.
It counts output tokens only, and the size of a closed model is a guess.
"""

from __future__ import annotations

from planner.engine.bottom_up.estimation import Estimation, Factor, Part
from planner.model.estimate import Estimate
from planner.text import N_, _

METHOD = "flops"
FORMULA = N_("2 x parameters x tokens / (peak x utilisation) x power x PUE x power factor / 3600")

PARAMETERS: tuple[tuple[str, str, str, int, str], ...] = (
    ("operations", N_("Operations per parameter and token"), "2 /token", 1, "epoch-2025-operations"),
    ("parameters", N_("Active parameters"), "100e9", 1, "epoch-2025-parameters"),
    ("tokens", N_("Tokens of the answer"), "500 token/query", 1, "epoch-2025-tokens"),
    ("peak", N_("Peak operations a second of an accelerator"), "9.89e14 /s", -1, "epoch-2025-peak"),
    ("utilisation", N_("Share of the peak that is reached"), "10 %", -1, "epoch-2025-utilisation"),
    ("power", N_("Server power per accelerator"), "1275 W", 1, "epoch-2025-power"),
    ("pue", N_("PUE"), "1.2", 1, "epoch-2025-pue"),
    ("power_factor", N_("Share of that power drawn"), "70 %", 1, "epoch-2025-power-factor"),
)
"""Id, name, Epoch AI's value, power and evidence of each parameter, in the order of the formula."""

CASES: dict[str, dict[str, str]] = {
    "baseline": {},
    "long answer": {"tokens": "1500 token/query"},
    "small model": {"parameters": "20e9"},
    "large model": {"parameters": "200e9", "utilisation": "5 %", "pue": "1.3"},
    "large model, long answer": {
        "parameters": "200e9",
        "utilisation": "5 %",
        "pue": "1.3",
        "tokens": "1500 token/query",
    },
}
"""The columns of Epoch AI's spreadsheet: what differs from the baseline."""

OPEN: dict[str, str] = {
    "parameters": "25e9 to 400e9",
    "tokens": "250 to 1000 token/query",
    "utilisation": "5 to 20 %",
    "pue": "1.1 to 1.3",
    "power_factor": "50 to 90 %",
}
"""Own ranges around Epoch AI's values, wide where a closed service lets nobody look: a start for one's own."""


def flops(**values: str) -> Estimation:
    """Return the energy of one answer; ``values`` replace Epoch AI's baseline by parameter id.

    Raises:
        Fault: A value is not in the grammar, has the wrong unit, or divides and could be zero.
    """
    factors = tuple(
        Factor(identity, _(name), Estimate.parse(text), power, source)
        for identity, name, text, power, source in PARAMETERS
    )
    estimation = Estimation(
        METHOD,
        FORMULA,
        (Part(_("Energy of one answer"), factors),),
        "Wh/query",
        "facility",
        "epoch-2025",
        (_("Output tokens only: reading a long input comes on top."),),
    )
    for identity, text in values.items():
        estimation = estimation.with_value(identity, Estimate.parse(text))
    return estimation
