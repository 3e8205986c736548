"""Fleet accounting: what all servers draw in a day over what they served in it.

    Wh = servers x power of a server x load x 24 h / requests a day (x PUE)
    Wh = servers x power x load x 24 h / tokens a day x tokens of an answer x PUE

The first is de Vries 2023 (3,617 servers x 6.5 kW x 24 h / 195 million requests = 2.89 Wh, at peak power, no PUE). The
second works on DeepSeek's published day, 226.75 nodes of eight H800 and 168 billion output tokens; the energy of
reading its 608 billion input tokens is thereby laid on the output. DeepSeek published traffic, no energy: power, load
and PUE of its nodes are assumptions.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.engine.bottom_up.estimation import Estimation, Factor, Part
from planner.model.estimate import Estimate
from planner.text import N_, _
from planner.units import dimensions

METHOD = "fleet"
FORMULA = N_("servers x power x load x 24 h / work a day (x tokens of an answer) (x PUE)")

_Row = tuple[str, str, str, int, str]


def fleet(
    servers: str, power: str, requests: str, *, load: str = "", pue: str = "", tokens: str = "", unit: str = ""
) -> Estimation:
    """Return the energy of one request of a fleet.

    ``requests`` counts what was served in a time: ``195e6 query/day``, or with ``tokens`` (per answer)
    ``168e9 token/day``. ``load`` is the share of ``power`` drawn on average.

    Raises:
        Fault: A value is not in the grammar, or the units do not make an energy per use.
    """
    rows: list[_Row] = [
        ("servers", _("Servers"), servers, 1, ""),
        ("power", _("Power of a server"), power, 1, ""),
        ("load", _("Share of that power drawn"), load, 1, ""),
        ("requests", _("Served in that time"), requests, -1, ""),
        ("tokens", _("Tokens of the answer"), tokens, 1, ""),
        ("pue", _("PUE"), pue, 1, ""),
    ]
    return _estimation([row for row in rows if row[2]], unit, "")


def de_vries() -> Estimation:
    """Return de Vries' upper bound of 2023 for ChatGPT: 2.89 Wh a request."""
    return _estimation(
        [
            ("servers", _("Servers"), "3617", 1, "devries-2023-servers"),
            ("power", _("Power of a server"), "6.5 kW", 1, "devries-2023-power"),
            ("requests", _("Requests"), "195e6 query/day", -1, "devries-requests-2023"),
        ],
        "Wh/query",
        "devries-2023",
    )


def deepseek_day(load: str = "0.7 to 1") -> Estimation:
    """Return DeepSeek's published day per answer of 500 output tokens: 0.14 to 0.20 Wh, by the ``load`` assumed."""
    return _estimation(
        [
            ("servers", _("Nodes of eight H800"), "226.75", 1, "deepseek-2025-nodes"),
            ("power", _("Power of a node"), "10.2 kW", 1, "jegham-2025-node-power"),
            ("load", _("Share of that power drawn"), load, 1, ""),
            ("requests", _("Output tokens"), "168e9 token/day", -1, "deepseek-2025-output"),
            ("tokens", _("Tokens of the answer"), "500 token/query", 1, "epoch-2025-tokens"),
            ("pue", _("PUE"), "1.2", 1, "epoch-2025-pue"),
        ],
        "Wh/query",
        "deepseek-fleet-2025",
        (
            _("608 billion input tokens were read for the same energy; here the output carries it all."),
            _("Load and PUE are assumptions: DeepSeek published traffic, no energy."),
        ),
    )


def _estimation(rows: Sequence[_Row], unit: str, source: str, remarks: tuple[str, ...] = ()) -> Estimation:
    factors = tuple(
        Factor(identity, name, Estimate.parse(text), power, evidence) for identity, name, text, power, evidence in rows
    )
    has_pue = any(factor.id == "pue" for factor in factors)
    return Estimation(
        METHOD,
        FORMULA,
        (Part(_("Energy of one request"), factors),),
        unit or f"Wh/{_served(factors)}",
        "facility" if has_pue else "server",
        source,
        remarks,
    )


def _served(factors: Sequence[Factor]) -> str:
    """Return the one thing the energy is per: what ``requests`` counts, or with ``tokens`` what an answer is."""
    counting = next((factor for factor in factors if factor.id == "tokens"), None)
    if counting is not None:
        return next((name for name, power in dimensions(counting.value.unit).items() if power == -1), "query")
    requests = next(factor for factor in factors if factor.id == "requests")
    return next((name for name, power in dimensions(requests.value.unit).items() if power == 1), "query")
