"""Where each method can start: published cases with the evidence behind their result, and own ranges around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attrs import evolve, frozen

from planner.engine.bottom_up import fleet, flops, tokens
from planner.engine.bottom_up.estimation import Estimation, Part
from planner.store.library import evidence
from planner.text import N_, _, number, percent, plain
from planner.units import factor_between


@frozen
class Start:
    """A case to begin with: its name, what makes it, and the entry of its published result, if there is one."""

    name: str
    make: Callable[[], Estimation]
    source: str = ""


_EPOCH = (
    ("baseline", N_("Epoch AI, base case"), "epoch-2025"),
    ("long answer", N_("Epoch AI, long answer"), "epoch-2025-long-answer"),
    ("small model", N_("Epoch AI, small model"), "epoch-2025"),
    ("large model", N_("Epoch AI, large model"), "epoch-2025-large"),
    ("large model, long answer", N_("Epoch AI, large model, long answer"), "epoch-2025"),
)


def _flops(values: Mapping[str, str]) -> Estimation:
    guess = _("How large a closed model is and how well its machines are used is a guess: no maker says.")
    return evolve(flops.flops(**values), warnings=(guess,))


FLOPS = (
    *(Start(name, partial(_flops, flops.CASES[case]), source) for case, name, source in _EPOCH),
    Start(N_("Own wide ranges around Epoch AI's base case"), partial(_flops, flops.OPEN), "epoch-2025"),
)


def _open_fleet() -> Estimation:
    """Return de Vries' fleet at less than peak power and with cooling: own ranges."""
    values = {factor.id: factor.value.text for factor in fleet.de_vries().factors.values()}
    return fleet.fleet(**values, load="50 to 90 %", pue="1.1 to 1.3")


FLEETS = (
    Start(N_("de Vries 2023: ChatGPT's servers at peak power"), fleet.de_vries, "devries-2023"),
    Start(N_("DeepSeek's published day"), fleet.deepseek_day, "deepseek-fleet-2025"),
    Start(N_("de Vries' servers, load and PUE open"), _open_fleet),
)


def _hausfather(per: str, cached_energy: Callable[[float], str]) -> Estimation:
    """Return Hausfather's tokens with Couch's energy a token: his own energies were not in what was read.

    A session is as many typed prompts as his two published energies say.
    """
    known = evidence()
    total = known["hausfather-2026-tokens"].value.central
    if per == "session":
        total *= known["hausfather-2026-session"].value.central / known["hausfather-2026-prompt"].value.central
    share = known["hausfather-2026-cached"]
    cached = share.value.central * factor_between(share.value.unit, "")
    per_fresh = known["couch-2026-input"].value.central
    made = tokens.token_types(
        {
            "fresh": f"{plain(total * (1 - cached))} token/{per}",
            "cached": f"{plain(total * cached)} token/{per}",
        },
        {"cached": cached_energy(per_fresh)},
    )
    text = _("{total} tokens a {per}, {share} of them from the cache, as Hausfather logged; Couch's energy a token.")
    remark = text.format(total=number(total, 4), per=per, share=percent(cached))
    return evolve(made, remarks=(remark, *made.remarks), source=f"hausfather-2026-{_entry(per)}")


def _entry(per: str) -> str:
    return "session" if per == "session" else "prompt"


def _usual(per_fresh: float) -> str:
    """Return Hausfather's usual cost of a cached token: a tenth of a new one."""
    entry = evidence()["hausfather-2026-cache-cost"].value
    return f"{plain(per_fresh * entry.central * factor_between(entry.unit, ''))} Wh/Mtoken"


def _unsure(per_fresh: float) -> str:
    """Return the range he gives for it."""
    entry = evidence()["hausfather-2026-cache-cost"]
    assert entry.low is not None
    assert entry.high is not None
    low, high = (plain(per_fresh * end.central * factor_between(end.unit, "")) for end in (entry.low, entry.high))
    return f"{low} to {high} Wh/Mtoken"


def _couch() -> Estimation:
    made = tokens.token_types(tokens.MEDIAN_SESSION)
    return evolve(made, remarks=(_("How the 592,000 tokens split over the types is ours, so that they make 41 Wh."),
                                 *made.remarks))  # fmt: skip


TOKENS = (
    Start(N_("Couch 2026: a median session"), _couch, "couch-2026-session"),
    Start(N_("Hausfather 2026: a session"), partial(_hausfather, "session", _usual), "hausfather-2026-session"),
    Start(N_("Hausfather 2026: a typed prompt"), partial(_hausfather, "query", _usual), "hausfather-2026-prompt"),
    Start(
        N_("Hausfather's session, cost of a cached token open"),
        partial(_hausfather, "session", _unsure),
        "hausfather-2026-session",
    ),
)

STARTS: Mapping[str, tuple[Start, ...]] = {flops.METHOD: FLOPS, fleet.METHOD: FLEETS, tokens.METHOD: TOKENS}
"""The cases of each method whose parameters are typed, the first one shown first."""


def parts_shown(estimation: Estimation) -> tuple[tuple[str, Part], ...]:
    """Return the parts with the names they are shown under; a single part needs none."""
    single = len(estimation.parts) == 1
    return tuple(("" if single else part.name, part) for part in estimation.parts)
