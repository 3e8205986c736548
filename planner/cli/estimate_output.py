"""How ``planner estimate`` prints: steps with their running product for people, everything in full for programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs

from planner.cli.tables import print_json, print_rows, quantity
from planner.engine.bottom_up.catalogue import Range, text_models, version, video_models
from planner.engine.bottom_up.ecologits import Answer, Rung
from planner.engine.bottom_up.estimation import Estimation, Spread, as_estimate, spread, work_out
from planner.engine.bottom_up.tokens import Case
from planner.engine.mix import Answer as MixAnswer
from planner.engine.working import Step
from planner.model.estimate import Estimate
from planner.text import _, number, percent

STATISTICS = ("p5", "p50", "p95", "mean")


def print_estimation(estimation: Estimation, as_json: bool) -> None:
    """Print an estimation: its parts step by step, the result, and the value to type into a driver."""
    found, parts, typed = spread(estimation), work_out(estimation), as_estimate(estimation)
    if as_json:
        print_json(_content(estimation, found, parts, typed))
        return
    print(_("Working") if estimation.certain else _("Working, with the median of each value"))
    for name, steps in parts:
        rows = [_row(step, estimation, first=index == 0) for index, step in enumerate(steps[:-1])]
        print_rows([["", name, "", "", ""], *rows] if len(parts) > 1 else rows, indent="  ")
        print(f"  = {quantity(steps[-1].running, estimation.unit)}\n")
    _print_result(found)
    print(_("As a driver's value: {value}").format(value=typed.text))
    _print_notes(estimation)


def _row(step: Step, estimation: Estimation, *, first: bool) -> list[str]:
    typed = estimation.factors[step.owner].value.text
    operator = "" if first and step.operator == "×" else step.operator
    return [operator, step.label, typed, f"= {quantity(step.running, step.running_unit)}", step.source]


def _print_result(found: Spread) -> None:
    line = _("Result: {value}").format(value=quantity(found.p50, found.unit))
    if found.samples > 1:
        text = _("{line}, 90 % between {low} and {high}, mean {mean} ({runs} runs)")
        low, high, mean = (number(value, 4) for value in (found.p5, found.p95, found.mean))
        line = text.format(line=line, low=low, high=high, mean=mean, runs=f"{found.samples:,}")
    print(line)


def _print_notes(estimation: Estimation) -> None:
    for text in (*estimation.remarks, *estimation.warnings):
        print(_("Note: {text}").format(text=text))


def _content(
    estimation: Estimation, found: Spread, parts: Sequence[tuple[str, Sequence[Step]]], typed: Estimate
) -> dict[str, Any]:
    energy: dict[str, Any] = {"value": found.p50, "unit": estimation.unit}
    if not estimation.certain:
        energy |= {name: getattr(found, name) for name in STATISTICS}
    steps = [
        {
            "part": name,
            "name": step.label,
            "operator": step.operator,
            "value": step.value,
            "unit": step.unit,
            "running": step.running,
            "running_unit": step.running_unit,
            "source": step.source or None,
        }
        for name, part in parts
        for step in part
    ]
    about = {"method": estimation.method, "formula": estimation.formula, "boundary": estimation.boundary}
    notes = [*estimation.remarks, *estimation.warnings]
    return {"energy": energy, "estimate": typed.text, "steps": steps, **about, "notes": notes}


def print_answer(answer: Answer, as_json: bool) -> None:
    """Print what EcoLogits says of one answer or video."""
    typed = as_estimate(answer.estimation)
    if as_json:
        print_json(_answer_content(answer, typed))
        return
    rows = [_rung_row(rung) for rung in answer.steps]
    print_rows(rows, indent="  ")
    print()
    print(_("Result: {value} {unit}").format(value=_words(answer.energy), unit=answer.unit))
    text = _("Emissions: {grams} gCO2e with the hardware, in the mix of {zone}; water: {water} L")
    print(text.format(grams=_words(answer.emissions), zone=answer.zone, water=_words(answer.water)))
    print(_("As a driver's value: {value}").format(value=typed.text))
    _print_notes(answer.estimation)


def _rung_row(rung: Rung) -> list[str]:
    return [
        rung.operator,
        rung.name,
        f"{_words(rung.value)} {rung.unit}",
        f"= {_words(rung.running)} {rung.running_unit}",
    ]


def _words(value: Range) -> str:
    if value.low == value.high:
        return number(value.low, 4)
    return _("{low} to {high}").format(low=number(value.low, 4), high=number(value.high, 4))


def _answer_content(answer: Answer, typed: Estimate) -> dict[str, Any]:
    steps = [
        {
            "name": rung.name,
            "operator": rung.operator,
            "value": attrs.asdict(rung.value),
            "unit": rung.unit,
            "running": attrs.asdict(rung.running),
            "running_unit": rung.running_unit,
        }
        for rung in answer.steps
    ]
    return {
        "energy": attrs.asdict(answer.energy) | {"unit": answer.unit},
        "emissions": attrs.asdict(answer.emissions) | {"unit": "gCO2e"},
        "water": attrs.asdict(answer.water) | {"unit": "L"},
        "estimate": typed.text,
        "zone": answer.zone,
        "package": {"name": "ecologits", "version": answer.version},
        "steps": steps,
        "boundary": answer.estimation.boundary,
        "notes": [*answer.estimation.remarks, *answer.estimation.warnings],
    }


def print_models(provider: str | None, as_json: bool) -> None:
    """Print the models EcoLogits knows, with their sizes in billions of parameters and whether these are guesses."""
    models = [model for model in text_models() if provider in (None, model.provider)]
    videos = [model for model in video_models() if provider in (None, model.provider)]
    if as_json:
        content = {
            "text": [attrs.asdict(model) for model in models],
            "video": [attrs.asdict(model) for model in videos],
        }
        print_json({"package": {"name": "ecologits", "version": version()}} | content)
        return
    rows = [[_("Provider"), _("Model"), _("Active, billion"), _("Total, billion"), _("Sizes")]]
    for model in models:
        sizes = _("guessed") if model.guessed else _("published")
        rows.append([model.provider, model.name, _words(model.active), _words(model.total), sizes])
    rows += [[model.provider, model.name, "", "", _("video")] for model in videos]
    print_rows(rows)


def print_shares(total: float, cases: Sequence[Case], as_json: bool) -> None:
    """Print sessions of one length by the share of their input that is read from the cache."""
    factor = cases[0].energy / cases[-1].energy if cases[-1].energy else math.inf
    if as_json:
        print_json(
            {"tokens": total, "unit": "Wh/session", "cases": [attrs.asdict(case) for case in cases], "factor": factor}
        )
        return
    rows = [[_("From the cache"), _("Wh a session"), _("Wh a million tokens")]]
    rows += [[percent(case.cached_share), number(case.energy, 4), number(case.per_million, 4)] for case in cases]
    print_rows(rows, ">>>", indent="  ")
    print(_("\nThe two ends differ by a factor of {factor}.").format(factor=number(factor, 3)))


def print_mix(wanted: Estimate, answer: MixAnswer, as_json: bool) -> None:
    """Print the share that explains an average, or why there is none."""
    if as_json:
        share, low, high = (_finite(value) for value in (answer.share, answer.low, answer.high))
        content = {"share": share, "base_share": _finite(answer.base_share), "feasible": answer.feasible}
        spread_of = {"p5": low, "p95": high, "solvable": answer.solvable}
        print_json({"average": wanted.text, **content, **spread_of, "sentence": answer.sentence})
        return
    print(answer.sentence[:1].upper() + answer.sentence[1:] + ".")
    if answer.solvable > 0 and answer.low != answer.high:
        text = _("90 % of the shares lie between {low} and {high}; {part} of the draws have one.")
        print(text.format(low=percent(answer.low, 3), high=percent(answer.high, 3), part=percent(answer.solvable, 3)))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
