"""``planner estimate``: the energy of one use built up from below, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from planner.cli.estimate_output import print_answer, print_estimation, print_mix, print_models, print_shares
from planner.engine.bottom_up import flops as flop_method
from planner.engine.bottom_up import tokens as token_method
from planner.engine.bottom_up.estimation import Estimation
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers at full precision.")
FLOP_UNITS = {"operations": "/token", "tokens": "token/query", "peak": "/s", "power": "W"}


@click.group("estimate", no_args_is_help=False, short_help="Energy of one use built up from below, step by step.")
def command() -> None:
    """Bottom-up estimates: every factor named, every factor a value that may be a range.

    \b
    Example:
      planner estimate flops --utilisation "5 to 20 %"
    """


def value(text: str, unit: str, name: str) -> str:
    """Return a typed value with ``unit`` behind it where none was typed; a `Fault` in it names the option."""
    try:
        return f"{text} {unit}".strip() if not Estimate.parse(text).unit else text
    except Fault as fault:
        raise Fault(_("{name}: {problem}").format(name=name, problem=fault)) from fault


@command.command("flops", short_help="From operations, hardware and utilisation (Epoch AI's method).")
@click.option(
    "--case", type=click.Choice(list(flop_method.CASES)), default="baseline", help="A column of Epoch AI's sheet."
)
@click.option("--open", "opened", is_flag=True, help="Begin with ranges instead of Epoch AI's points.")
@click.option("--operations", metavar="VALUE", help="Operations per parameter and token.")
@click.option("--parameters", metavar="VALUE", help="Active parameters, such as 100e9 or 20e9 to 200e9.")
@click.option("--tokens", metavar="VALUE", help="Output tokens of the answer.")
@click.option("--peak", metavar="VALUE", help="Peak operations a second of one accelerator.")
@click.option("--utilisation", metavar="VALUE", help="Share of the peak that is reached, such as 10 %.")
@click.option("--power", metavar="VALUE", help="Power of the server per accelerator, such as 1275 W.")
@click.option("--pue", metavar="VALUE", help="Total energy of the building over that of its machines.")
@click.option("--power-factor", metavar="VALUE", help="Share of that power drawn, such as 70 %.")
@AS_JSON
def flops(case: str, opened: bool, as_json: bool, **typed: str | None) -> None:
    """Operations of an answer over what the accelerators reach, times what they draw.

    What is not given stays at Epoch AI's value of February 2025.

    \b
    Example:
      planner estimate flops --parameters "50e9 to 200e9" --tokens 1500 --json
    """
    values = dict(flop_method.OPEN) if opened else dict(flop_method.CASES[case])
    for name, text in typed.items():
        if text is not None:
            values[name] = value(text, FLOP_UNITS.get(name, ""), f"--{name.replace('_', '-')}")
    print_estimation(flop_method.flops(**values), as_json)


@command.command("fleet", short_help="From servers, their power and what they served.")
@click.option("--case", type=click.Choice(["de-vries", "deepseek"]), help="A published fleet.")
@click.option("--servers", metavar="VALUE", help="How many servers.")
@click.option("--power", metavar="VALUE", help="Power of a server, such as 6.5 kW.")
@click.option("--requests", metavar="VALUE", help="What they served, such as 195e6 query/day or 168e9 token/day.")
@click.option("--load", metavar="VALUE", help="Share of that power drawn on average.")
@click.option("--tokens", metavar="VALUE", help="Tokens of an answer, where --requests counts tokens.")
@click.option("--pue", metavar="VALUE", help="Total energy of the building over that of its machines.")
@AS_JSON
def fleet(case: str | None, as_json: bool, **typed: str | None) -> None:
    """What all servers draw over what they served: servers x kW x 24 h / requests.

    \b
    Example:
      planner estimate fleet --servers 3617 --power "6.5 kW" --requests "195e6 query/day"
    """
    from planner.engine.bottom_up import fleet as fleet_method

    units = {"power": "kW", "requests": "query/day", "tokens": "token/query"}
    given = {name: value(text, units.get(name, ""), f"--{name}") for name, text in typed.items() if text is not None}
    if case is not None:
        estimation = fleet_method.de_vries() if case == "de-vries" else fleet_method.deepseek_day()
        print_estimation(_with_values(estimation, given), as_json)
        return
    missing = [f"--{name}" for name in ("servers", "power", "requests") if name not in given]
    if missing:
        raise Fault(
            _("{names} missing; give servers, power and requests, or a --case").format(names=", ".join(missing))
        )
    print_estimation(fleet_method.fleet(**given), as_json)


def _with_values(estimation: Estimation, given: dict[str, str]) -> Estimation:
    for name, text in given.items():
        estimation = estimation.with_value(name, Estimate.parse(text))
    return estimation


@command.command("tokens", short_help="From token types, for agents.")
@click.option("--case", type=click.Choice(["couch"]), help="Couch's median session of a coding agent.")
@click.option("--fresh", metavar="VALUE", help="Tokens read anew, in a session unless a unit says otherwise.")
@click.option("--written", metavar="VALUE", help="Tokens put into the cache.")
@click.option("--cached", metavar="VALUE", help="Tokens read from the cache.")
@click.option("--output", metavar="VALUE", help="Tokens written as output.")
@click.option("--fresh-energy", metavar="VALUE", help="Energy of a token read anew, such as 390 Wh/Mtoken.")
@click.option("--written-energy", metavar="VALUE", help="Energy of a token put into the cache.")
@click.option("--cached-energy", metavar="VALUE", help="Energy of a token read from the cache.")
@click.option("--output-energy", metavar="VALUE", help="Energy of a token written.")
@click.option("--by-share", type=float, metavar="TOKENS", help="Instead: sessions of TOKENS by share from the cache.")
@click.option(
    "--cached-over-fresh", type=float, default=0.1, show_default=True, help="With --by-share: cost of a cached token."
)
@AS_JSON
def tokens(
    case: str | None, by_share: float | None, cached_over_fresh: float, as_json: bool, **typed: str | None
) -> None:
    """What is read anew, put into the cache, read from it and written, each with its own energy a token.

    Energies that are not given are Couch's of January 2026.

    \b
    Example:
      planner estimate tokens --fresh 2000 --written 26000 --cached 561000 --output 3000
    """
    if by_share is not None:
        print_shares(by_share, token_method.by_cached_share(by_share, cached_over_fresh=cached_over_fresh), as_json)
        return
    counts = dict(token_method.MEDIAN_SESSION) if case == "couch" else {}
    energies = {}
    for name, text in typed.items():
        if text is None:
            continue
        kind, suffix, _rest = name.partition("_energy")
        if suffix:
            energies[kind] = value(text, "Wh/Mtoken", f"--{kind}-energy")
        else:
            counts[name] = value(text, "token/session", f"--{name}")
    if not counts:
        raise Fault(_("no tokens; give --fresh, --written, --cached or --output, or --case couch"))
    print_estimation(token_method.token_types(counts, energies), as_json)


@command.command("ecologits", short_help="By provider and model, through the EcoLogits package.")
@click.option("--provider", metavar="NAME", help="Such as openai, anthropic, google_genai, mistralai.")
@click.option("--model", metavar="NAME", help="The model's name; with --seconds, a video model.")
@click.option("--tokens", default="400", metavar="VALUE", show_default=True, help="Output tokens of the answer.")
@click.option("--zone", metavar="CODE", help="Electricity mix for emissions: WOR or a country's code.")
@click.option("--seconds", type=float, metavar="N", help="A video of N seconds instead of a text.")
@click.option("--resolution", default="720p", metavar="SIZE", show_default=True, help="720p, 1080p, 4k or 832x480.")
@click.option("--silent", is_flag=True, help="A video without sound.")
@click.option("--list", "listed", is_flag=True, help="List the models, with --provider only its own.")
@AS_JSON
def ecologits(
    provider: str | None, model: str | None, tokens: str, zone: str | None, seconds: float | None, resolution: str,
    silent: bool, listed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Energy by model as the EcoLogits package works it out; ranges where a model's size is a guess.

    \b
    Example:
      planner estimate ecologits --provider openai --model gpt-4o --tokens 400
    """
    from planner.engine.bottom_up import ecologits as package

    if listed:
        print_models(provider, as_json)
        return
    if model is None or (provider is None and seconds is None):
        raise Fault(_("give --provider and --model, or --list to see them"))
    if seconds is not None:
        answer = package.video(model, resolution, seconds, with_audio=not silent, zone=zone)
    else:
        typed = Estimate.parse(value(tokens, "token/query", "--tokens"))
        answer = package.text(str(provider), model, typed, zone)
    print_answer(answer, as_json)


@command.command("mix", short_help="Which share of one use explains an average.")
@click.option("--average", required=True, metavar="VALUE", help="The average to explain, such as 0.34 Wh/query.")
@click.option("--base", required=True, metavar="NAME=VALUE", help="The use that fills up the rest, such as text=0.2.")
@click.option(
    "--asked", required=True, metavar="NAME=VALUE", help="The use whose share is asked for, such as images=1.2."
)
@click.option(
    "--fixed", multiple=True, metavar="NAME=VALUE@SHARE", help="A use of known share, such as video=110@0.05 %."
)
@AS_JSON
def mix(average: str, base: str, asked: str, fixed: Sequence[str], as_json: bool) -> None:
    """Solve for a share: what part of images would explain an average of 0.34 Wh if text is 0.2 Wh?

    \b
    Example:
      planner estimate mix --average 0.34 --base text=0.2 --asked "images=1.22 Wh/image"
    """
    from planner.engine.mix import FixedUse, explain

    wanted = Estimate.parse(value(average, "Wh/query", "--average"))
    parts = []
    for text in fixed:
        use, _at, share = text.rpartition("@")
        parts.append(FixedUse(_use(use, "--fixed"), _share(share, text)))
    print_mix(wanted, explain(wanted, _use(base, "--base"), _use(asked, "--asked"), parts), as_json)


def _use(text: str, option: str) -> Any:
    from planner.engine.mix import Use

    name, equals, energy = text.partition("=")
    if not equals or not name.strip():
        raise Fault(
            _("{option} “{text}”: write a name and a value, like text=0.2 Wh/query").format(
                option=option, text=text[:60]
            )
        )
    return Use(name.strip(), Estimate.parse(value(energy, "Wh/query", option)))


def _share(text: str, whole: str) -> float:
    from planner.units import UnitProblem, factor_between

    try:
        estimate = Estimate.parse(text)
        return estimate.central * factor_between(estimate.unit, "")
    except (Fault, UnitProblem) as problem:
        raise Fault(
            _("--fixed “{text}”: {problem}; write a share like 0.05 %").format(text=whole[:60], problem=problem)
        ) from problem
