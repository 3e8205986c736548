"""Token types, for agents: what is read anew, put into the cache, read from it and written each has its own energy.

    Wh = sum over types of (tokens of the type x Wh per token of the type)

Energies per token: Simon P. Couch, 20 January 2026 (390 Wh per million input tokens, 1,950 output, 490 written to the
cache, 39 read from it), who scaled Epoch AI's long-document case by the ratios of Anthropic's prices. A session is
mostly re-reading its own history, so the share read from the cache, and what that costs, decide its energy: nobody has
published a measurement of either.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from planner.engine.bottom_up.estimation import Estimation, Factor, Part, point
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import N_, _, plain

METHOD = "tokens"
FORMULA = N_("sum over token types of tokens x energy per token")

TYPES: Mapping[str, tuple[str, str, str]] = {
    "fresh": (N_("Read anew"), "390 Wh/Mtoken", "couch-2026-input"),
    "written": (N_("Put into the cache"), "490 Wh/Mtoken", "couch-2026-cache-write"),
    "cached": (N_("Read from the cache"), "39 Wh/Mtoken", "couch-2026-cache-read"),
    "output": (N_("Written as output"), "1950 Wh/Mtoken", "couch-2026-output"),
}
"""Each type of token: its name, Couch's energy per token, and the evidence behind that."""

MEDIAN_SESSION = {
    "fresh": "2000 token/session",
    "written": "26000 token/session",
    "cached": "561000 token/session",
    "output": "3000 token/session",
}
"""592,000 tokens, split so that they come to Couch's 41 Wh. Ours: his own split was not in what was read."""


def token_types(tokens: Mapping[str, str], energies: Mapping[str, str] | None = None) -> Estimation:
    """Return the energy of a session, a prompt or a task from its ``tokens`` by type.

    ``energies`` replace Couch's energy per token for some types.

    Raises:
        Fault: A type is not known, none is given, or a value does not fit.
    """
    unknown = [name for name in (*tokens, *(energies or {})) if name not in TYPES]
    if unknown or not tokens:
        names = ", ".join(TYPES)
        raise Fault(_("“{name}” is no type of token; there are: {names}").format(name=", ".join(unknown), names=names))
    idle = [name for name in energies or {} if name not in tokens]
    if idle:
        raise Fault(_("an energy for “{name}” but no tokens of that type").format(name=", ".join(idle)))
    parts = tuple(_part(name, tokens[name], (energies or {}).get(name)) for name in TYPES if name in tokens)
    remarks = (
        _("Energies per token are scaled from prices; on DeepSeek's published day they come out 8 to 11 times high."),
    )
    return Estimation(METHOD, FORMULA, parts, f"Wh/{_counted(parts)}", "facility", "couch-2026-session", remarks)


def _part(name: str, tokens: str, energy: str | None) -> Part:
    title, published, source = TYPES[name]
    per_token = Estimate.parse(energy or published)
    own = energy is not None and per_token != Estimate.parse(published)
    return Part(
        _(title),
        (
            Factor(f"{name}_tokens", _("Tokens"), Estimate.parse(tokens)),
            Factor(f"{name}_energy", _("Energy of a token"), per_token, 1, "" if own else source),
        ),
    )


def _counted(parts: tuple[Part, ...]) -> str:
    """Return what the tokens are per: ``session`` in ``token/session``, a day in ``token/day``."""
    _token, _slash, per = parts[0].factors[0].value.unit.partition("/")
    if not per:
        raise Fault(_("“{text}” must say per what, such as token/session").format(text=parts[0].factors[0].value.text))
    return per


@frozen
class Case:
    """A session of the same length with another share read from the cache."""

    cached_share: float
    energy: float
    per_million: float


def by_cached_share(
    total: float, shares: tuple[float, ...] = (0.0, 0.5, 0.9, 0.96, 0.99, 1.0), output_share: float = 0.0,
    cached_over_fresh: float = 0.1, fresh: str = TYPES["fresh"][1],
) -> tuple[Case, ...]:  # fmt: skip
    """Return the energy in Wh of a session of ``total`` tokens for several shares of its input read from the cache.

    ``cached_over_fresh`` is what a token read from the cache takes over one read anew: 0.1 in Couch, 0.01 to 0.25 in
    Hausfather. With no output the two ends differ by 1 / ``cached_over_fresh``: by 100 at Hausfather's low end.

    Raises:
        Fault: A share is not between 0 and 1, or there are no tokens.
    """
    for share in (*shares, output_share, cached_over_fresh):
        if not 0 <= share <= 1:
            raise Fault(_("{share} is not a share; use a number from 0 to 1").format(share=share))
    if not 1 <= total <= 1e15:
        raise Fault(_("{total} is no number of tokens; use 1 to 1e15").format(total=plain(total)))
    per_fresh = Estimate.parse(fresh).central
    cases = []
    for share in shares:
        tokens = {
            "fresh": _tokens(total * (1 - output_share) * (1 - share)),
            "cached": _tokens(total * (1 - output_share) * share),
            "output": _tokens(total * output_share),
        }
        energies = {"fresh": fresh, "cached": f"{plain(per_fresh * cached_over_fresh)} {Estimate.parse(fresh).unit}"}
        energy = point(token_types(tokens, energies))
        cases.append(Case(share, energy, energy / total * 1e6))
    return tuple(cases)


def _tokens(count: float) -> str:
    return f"{plain(count)} token/session"
