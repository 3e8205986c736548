"""EcoLogits: energy of an answer or a video by model, through the package itself; nothing of its data is copied.

    Wh = PUE x [accelerators x tokens x energy per token and accelerator + rest of the server]

Source: GenAI Impact, EcoLogits (MPL-2.0), https://ecologits.ai, a regression on ML.ENERGY's measurements at batch 64.
It counts output tokens only and no idle machines. Sizes of closed models are its authors' guesses; where they give a
range, the result is a range, kept as its low and high end.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from planner.engine.bottom_up.catalogue import (
    Range,
    TextModel,
    checked_zone,
    find_model,
    find_video_model,
    package_module,
    version,
)
from planner.engine.bottom_up.estimation import PLUS, Estimation, Factor, Part
from planner.engine.sampling import median
from planner.engine.working import MULTIPLY
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import N_, _, number, plain
from planner.units import UnitProblem, factor_between

METHOD = "ecologits"
FORMULA = N_("PUE x (accelerators x tokens x energy per token + rest of the server)")
RESOLUTIONS = ("720p", "1080p", "4k")
MAX_SECONDS = 3600.0


@frozen
class Rung:
    """One step at the low and at the high end: ``operator``, value and the energy so far, in Wh of one use."""

    name: str
    operator: str
    value: Range
    unit: str
    running: Range
    running_unit: str


@frozen
class Answer:
    """What the package says: energy in ``unit``, emissions of use and of the hardware in gCO2e, water in litres."""

    energy: Range
    unit: str
    emissions: Range
    water: Range
    zone: str
    version: str
    steps: tuple[Rung, ...]
    estimation: Estimation


def text(provider: str, name: str, tokens: Estimate, zone: str | None = None) -> Answer:
    """Return the energy of an answer of ``tokens`` output tokens (a count, or tokens per something).

    ``zone`` is the electricity mix for emissions and water; without it, the provider's own. Where ``tokens`` is
    uncertain the energy is that of its median.

    Raises:
        Fault: There is no such provider, model or zone, or ``tokens`` counts something else.
    """
    model = find_model(provider, name)
    count, unit = _tokens(tokens)
    zone = checked_zone(zone)
    utilities = package_module("tracers.utils")
    output = utilities.llm_impacts(provider, name, count, float("inf"), zone)
    energy = Range.of(output.energy.value, 1000.0)
    config = utilities.PROVIDER_CONFIG_MAP[provider]
    steps = _text_steps(model, provider, name, count, Range.of(config.datacenter_pue), unit)
    per_token = Range(energy.low / count, energy.high / count)
    factors = (
        Factor("tokens", _("Output tokens"), tokens),
        Factor("energy", _("Energy per output token"), per_token.estimate("Wh/token")),
    )
    remarks = [_("{provider}/{model} in EcoLogits {version}").format(provider=provider, model=name, version=version())]
    remarks.append(_parameters_sentence(model))
    estimation = _estimation(factors, f"Wh/{unit}", remarks, model.warnings)
    return _answer(output, energy, f"Wh/{unit}", zone or config.datacenter_location, steps, estimation)


def _tokens(tokens: Estimate) -> tuple[float, str]:
    """Return how many tokens and per what they are: ``400 token/query`` or ``400 token`` (of a query)."""
    typed, _slash, per = tokens.unit.partition("/")
    try:
        factor = factor_between(typed, "token")
    except UnitProblem as problem:
        raise Fault(_("tokens “{text}”: {problem}").format(text=tokens.text, problem=problem)) from problem
    count = median(tokens) * factor
    if not 1 <= count <= 1e12:
        raise Fault(_("tokens “{text}”: use a number from 1 to 1e12").format(text=tokens.text))
    return (int(count) if count == int(count) else count), per or "query"


def _parameters_sentence(model: TextModel) -> str:
    sentence = (
        _("{active} of {total} billion parameters active, guessed: the maker has published none")
        if model.guessed
        else _("{active} of {total} billion parameters active, as published")
    )
    return sentence.format(active=_words(model.active), total=_words(model.total))


def _words(value: Range) -> str:
    if value.low == value.high:
        return number(value.low)
    return _("{low} to {high}").format(low=number(value.low), high=number(value.high))


def _estimation(factors: tuple[Factor, ...], unit: str, remarks: list[str], warnings: tuple[str, ...]) -> Estimation:
    name = _("Energy of one video") if unit.endswith("video") else _("Energy of one answer")
    factors = tuple(_per(factor, unit) for factor in factors)
    return Estimation(METHOD, FORMULA, (Part(name, factors),), unit, "facility", "", tuple(remarks), warnings)


def _per(factor: Factor, unit: str) -> Factor:
    """Return a count of tokens as tokens per use, which is what it stands for."""
    if factor.id != "tokens" or "/" in factor.value.unit:
        return factor
    per = Estimate.parse(f"{factor.value.text}/{unit.partition('/')[2]}")
    return Factor(factor.id, factor.name, per)


def _answer(
    output: Any, energy: Range, unit: str, zone: str, steps: tuple[Rung, ...], estimation: Estimation
) -> Answer:
    emissions, water = Range.of(output.gwp.value, 1000.0), Range.of(output.wcf.value)
    return Answer(energy, unit, emissions, water, zone, version(), steps, estimation)


_DAG_STEPS = (
    (N_("Output tokens"), "", "token"),
    (N_("Energy per token and accelerator"), MULTIPLY, "Wh/token"),
    (N_("Accelerators"), MULTIPLY, ""),
    (N_("Rest of the server"), PLUS, "Wh"),
    (N_("PUE"), MULTIPLY, ""),
)


def _text_steps(model: TextModel, provider: str, name: str, tokens: float, pue: Range, unit: str) -> tuple[Rung, ...]:
    """Return the package's own intermediate results, once for the low and once for the high parameters."""
    known = package_module("model_repository").models.find_model(provider, name)
    low = _dag(model.active.low, model.total.low, tokens, pue.low, known.deployment)
    high = _dag(model.active.high, model.total.high, tokens, pue.high, known.deployment)
    rungs = []
    for (title, operator, value_unit), (value, running), (value_high, running_high) in zip(
        _DAG_STEPS, low, high, strict=True
    ):
        running_unit = "token" if title == _DAG_STEPS[0][0] else f"Wh/{unit}"
        rungs.append(
            Rung(_(title), operator, Range(value, value_high), value_unit, Range(running, running_high), running_unit)
        )
    return tuple(rungs)


def _dag(active: float, total: float, tokens: float, pue: float, deployment: Any) -> list[tuple[float, float]]:
    """Return value and running energy (Wh) of each of `_DAG_STEPS`; mix factors do not enter the energy."""
    found = package_module("impacts.llm").compute_llm_impacts_dag(
        model_active_parameter_count=active, model_total_parameter_count=total, output_token_count=tokens,
        request_latency=float("inf"), if_electricity_mix_adpe=0.0, if_electricity_mix_pe=0.0,
        if_electricity_mix_gwp=0.0, if_electricity_mix_wue=0.0, datacenter_pue=pue, datacenter_wue=0.0,
        tps=deployment.tps if deployment else None, ttft=deployment.ttft if deployment else None,
    )  # fmt: skip
    one, accelerators = found["gpu_energy"] * 1000, found["gpu_required_count"]
    rest, inside, whole = (found[name] * 1000 for name in ("server_energy", "request_it_energy", "request_energy"))
    return [
        (tokens, tokens),
        (one / tokens, one),
        (accelerators, one * accelerators),
        (rest, inside),
        (pue, whole),
    ]


def video(name: str, resolution: str, seconds: float, *, with_audio: bool = True, zone: str | None = None) -> Answer:
    """Return the energy of one video of ``seconds`` at ``resolution`` (`RESOLUTIONS`, or like ``832x480``).

    Raises:
        Fault: There is no such model or zone, or the size cannot be a video's.
    """
    model = find_video_model(name)
    if not 0 < seconds <= MAX_SECONDS:
        raise Fault(_("{seconds} seconds is no length of a video; use up to 3600").format(seconds=plain(seconds)))
    _check_resolution(resolution)
    zone = checked_zone(zone)
    estimator = package_module("estimations.video")
    output = estimator.video_impacts(name, resolution, seconds, with_audio, datacenter_location=zone)
    energy = Range.of(output.energy.value, 1000.0)
    place = zone or estimator._PROVIDER_CONFIGURATIONS[model.provider]["datacenter_location"]
    title = _("{model}, {seconds} s at {resolution}, in EcoLogits {version}")
    factor = Factor("energy", _("Energy per video"), energy.estimate("Wh/video"))
    remark = title.format(model=name, seconds=plain(seconds), resolution=resolution, version=version())
    warning = _("Video models of closed services are calibrated on the time they take; hardware is assumed")
    estimation = _estimation((factor,), "Wh/video", [remark], (warning,))
    rung = Rung(factor.name, "", energy, "Wh/video", energy, "Wh/video")
    return _answer(output, energy, "Wh/video", place, (rung,), estimation)


def _check_resolution(resolution: str) -> None:
    width, _x, height = resolution.lower().partition("x")
    if resolution.lower() in RESOLUTIONS:
        return
    if not (width.isdecimal() and height.isdecimal() and 16 <= int(width) <= 16384 and 16 <= int(height) <= 16384):
        raise Fault(
            _("“{text}” is no size of a video; use 720p, 1080p, 4k or a size like 832x480").format(text=resolution[:30])
        )
