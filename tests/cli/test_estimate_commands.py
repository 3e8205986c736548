"""``planner estimate``: published figures, EcoLogits against the package itself, steps, and refusals."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Run = Callable[..., Result]
Refusal = Callable[..., str]


def answer(planner: Run, *arguments: str) -> dict[str, Any]:
    result = planner("estimate", *arguments, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    content: dict[str, Any] = json.loads(result.stdout)
    return content


@pytest.mark.parametrize(
    ("case", "published", "digits"),
    [
        ("baseline", "0.3008", 4),
        ("long answer", "0.902", 3),
        ("small model", "0.060", 3),
        ("large model", "1.304", 3),
        ("large model, long answer", "3.911", 3),
    ],
)
def test_flops_gives_epochs_published_columns(planner: Run, case: str, published: str, digits: int) -> None:
    found = answer(planner, "flops", "--case", case)
    assert f"{found['energy']['value']:.{digits}f}" == published
    assert found["energy"]["unit"] == "Wh/query"
    assert found["steps"][-1]["running"] == found["energy"]["value"]


def test_flops_takes_values_with_and_without_units(planner: Run) -> None:
    typed = answer(
        planner, "flops", "--tokens", "1500", "--parameters", "200e9", "--utilisation", "5 %", "--pue", "1.3"
    )
    assert f"{typed['energy']['value']:.3f}" == "3.911"
    assert answer(planner, "flops", "--power", "1.275 kW")["energy"]["value"] == pytest.approx(0.300808897877)
    # Half the factor of one parameter, half the answer.
    assert answer(planner, "flops", "--power-factor", "35 %")["energy"]["value"] == pytest.approx(0.300808897877 / 2)


def test_a_range_gives_percentiles_and_a_value_for_a_driver(planner: Run) -> None:
    found = answer(planner, "flops", "--utilisation", "5 to 20 %")
    # 0.3008 Wh at 10 %, the middle of the range; at its ends twice and half of that.
    assert found["energy"]["p50"] == pytest.approx(0.300808897877, rel=1e-3)
    assert found["energy"]["p5"] == pytest.approx(0.300808897877 / 2, rel=1e-3)
    assert found["energy"]["p95"] == pytest.approx(0.300808897877 * 2, rel=1e-3)
    assert found["estimate"] == "0.1504 to 0.6016 Wh/query"


def test_fleet_gives_de_vries_and_deepseeks_day(planner: Run) -> None:
    typed = answer(planner, "fleet", "--servers", "3617", "--power", "6.5 kW", "--requests", "195e6 query/day")
    assert typed["energy"]["value"] == 2.8936
    assert answer(planner, "fleet", "--case", "de-vries")["energy"] == typed["energy"]
    day = answer(planner, "fleet", "--case", "deepseek")
    assert f"{day['energy']['p5']:.2f} {day['energy']['p95']:.2f}" == "0.14 0.20"
    assert {step["source"] for step in day["steps"]} >= {"deepseek-2025-nodes", "deepseek-2025-output", None}
    at_peak = answer(planner, "fleet", "--case", "deepseek", "--load", "1")
    assert at_peak["energy"]["value"] == pytest.approx(0.198244285714286, rel=1e-12)


def test_tokens_gives_couchs_session_and_the_sum_of_its_parts(planner: Run) -> None:
    found = answer(planner, "tokens", "--case", "couch")
    assert f"{found['energy']['value']:.0f}" == "41"
    ends = [step["running"] for step in found["steps"] if step["operator"] == "="]
    assert sum(ends) == pytest.approx(found["energy"]["value"], rel=1e-12)
    plain = answer(planner, "tokens", "--fresh", "1e6", "--fresh-energy", "400")
    assert plain["energy"] == {"value": 400, "unit": "Wh/session"}


def test_sessions_by_cached_share_span_a_factor_of_100(planner: Run) -> None:
    found = answer(planner, "tokens", "--by-share", "592000", "--cached-over-fresh", "0.01")
    assert found["factor"] == pytest.approx(100)
    assert found["cases"][0]["energy"] == pytest.approx(0.592 * 390)
    assert (
        "factor of 100" in planner("estimate", "tokens", "--by-share", "592000", "--cached-over-fresh", "0.01").stdout
    )


def test_mix_gives_a_share_that_put_back_reproduces_the_average(planner: Run) -> None:
    found = answer(planner, "mix", "--average", "0.34", "--base", "text=0.2", "--asked", "images=1.22 Wh/image",
                   "--fixed", "video=128.1 Wh/video@0.05 %")  # fmt: skip
    back = found["base_share"] * 0.2 + found["share"] * 1.22 + 0.0005 * 128.1
    assert back == pytest.approx(0.34, rel=1e-12)
    assert found["feasible"]


def test_mix_says_in_words_that_there_is_no_share(planner: Run) -> None:
    found = answer(planner, "mix", "--average", "3", "--base", "text=0.2", "--asked", "images=1.2")
    assert not found["feasible"]
    assert "even with nothing but images it is 1.2 Wh" in found["sentence"]
    same = answer(planner, "mix", "--average", "3", "--base", "text=0.2", "--asked", "images=0.2")
    assert same["share"] is None


def direct(provider: str, model: str, tokens: int) -> tuple[float, float]:
    """Return what the package says, called directly, in Wh."""
    from ecologits.tracers.utils import llm_impacts

    value = llm_impacts(provider, model, tokens, None).energy.value
    return (value.min * 1000, value.max * 1000) if hasattr(value, "min") else (value * 1000, value * 1000)


def known_models() -> list[tuple[str, str]]:
    from planner.engine.bottom_up.catalogue import text_models

    return [(model.provider, model.name) for model in text_models()]


def test_ecologits_gpt_4o_equals_the_package(planner: Run) -> None:
    found = answer(planner, "ecologits", "--provider", "openai", "--model", "gpt-4o", "--tokens", "400")
    low, high = direct("openai", "gpt-4o", 400)
    assert found["energy"] == {
        "low": pytest.approx(low, rel=1e-9),
        "high": pytest.approx(high, rel=1e-9),
        "unit": "Wh/query",
    }
    assert low < high


@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ecologits_equals_the_package_for_models_drawn_at_random(planner: Run, data: st.DataObject) -> None:
    provider, model = data.draw(st.sampled_from(known_models()))
    tokens = data.draw(st.integers(1, 20_000))
    found = answer(planner, "ecologits", "--provider", provider, "--model", model, "--tokens", str(tokens))
    low, high = direct(provider, model, tokens)
    assert found["energy"]["low"] == pytest.approx(low, rel=1e-9)
    assert found["energy"]["high"] == pytest.approx(high, rel=1e-9)
    last = found["steps"][-1]["running"]
    assert (last["low"], last["high"]) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))


def test_ecologits_steps_follow_its_formula(planner: Run) -> None:
    found = answer(planner, "ecologits", "--provider", "anthropic", "--model", "claude-sonnet-4-5")
    tokens, one, accelerators, rest, pue = (step["value"] for step in found["steps"])
    for end in ("low", "high"):
        by_hand = (tokens[end] * one[end] * accelerators[end] + rest[end]) * pue[end]
        assert found["energy"][end] == pytest.approx(by_hand, rel=1e-12)
    assert (pue["low"], pue["high"]) == (1.09, 1.14)  # the provider's range, as EcoLogits publishes it


def test_ecologits_emissions_follow_the_electricity_mix(planner: Run) -> None:
    base = ("ecologits", "--provider", "openai", "--model", "gpt-4o")
    france, poland = (answer(planner, *base, "--zone", zone) for zone in ("fra", "POL"))
    assert france["energy"] == poland["energy"]
    assert france["emissions"]["high"] < poland["emissions"]["low"]
    assert france["zone"] == "FRA"


def test_ecologits_says_where_sizes_are_guessed(planner: Run) -> None:
    guessed = answer(planner, "ecologits", "--provider", "openai", "--model", "gpt-4o")
    assert any("guessed" in note for note in guessed["notes"])
    models = answer(planner, "ecologits", "--list", "--provider", "openai")["text"]
    model = next(model for model in models if model["name"] == "gpt-4o")
    assert model["guessed"]
    assert model["active"]["low"] < model["active"]["high"] <= model["total"]["high"]
    table = planner("estimate", "ecologits", "--list").stdout
    assert all(name in table for _provider, name in known_models()[::25])


def test_ecologits_video_equals_the_package(planner: Run) -> None:
    from ecologits.estimations.video import video_impacts

    found = answer(planner, "ecologits", "--model", "openai/sora-2-pro", "--seconds", "5", "--resolution", "1080p")
    value = video_impacts("openai/sora-2-pro", "1080p", 5).energy.value
    assert found["energy"] == {
        "low": pytest.approx(value.min * 1000, rel=1e-9),
        "high": pytest.approx(value.max * 1000, rel=1e-9),
        "unit": "Wh/video",
    }


def test_ecologits_is_imported_only_when_asked() -> None:
    script = (
        "import sys, planner.cli.main, planner.cli.estimate, planner.cli.estimate_output, planner.chart.magnitudes;"
        "print([name for name in ('ecologits', 'pydantic', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ecologits_leaves_the_programs_loggers_as_they_were(planner: Run) -> None:
    before = logging.getLoggerClass()
    assert planner("estimate", "ecologits", "--provider", "openai", "--model", "gpt-4o").stderr == ""
    assert logging.getLoggerClass() is before


@pytest.mark.parametrize(
    "arguments",
    [
        ["flops"],
        ["flops", "--open"],
        ["fleet", "--case", "deepseek"],
        ["tokens", "--case", "couch"],
        ["ecologits", "--provider", "openai", "--model", "gpt-4o"],
        ["ecologits", "--model", "google/veo-3.0", "--seconds", "8", "--silent"],
        ["mix", "--average", "0.3 to 0.4", "--base", "text=0.1 to 0.3", "--asked", "images=1.2"],
    ],
)
def test_every_method_prints_its_steps_for_people(planner: Run, arguments: list[str]) -> None:
    result = planner("estimate", *arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert "Wh" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["flops", "--tokens", "many"], "--tokens: “many”"),
        (["flops", "--utilisation", "0"], "could be zero"),
        (["flops", "--power", "5 Wh"], "Server power per accelerator “5 Wh”"),
        (["flops", "--case", "huge"], "--case"),
        (["fleet"], "--servers, --power, --requests missing"),
        (["fleet", "--servers", "5", "--power", "5 kW", "--requests", "5 kg"], "is needed"),
        (["tokens"], "no tokens"),
        (["tokens", "--fresh", "5", "--cached-energy", "40"], "no tokens of that type"),
        (["tokens", "--by-share", "nan"], "no number of tokens"),
        (["ecologits"], "--list"),
        (["ecologits", "--provider", "openai", "--model", "gpt4"], "gpt-4o"),
        (["ecologits", "--provider", "nobody", "--model", "x"], "mistralai"),
        (["ecologits", "--provider", "openai", "--model", "gpt-4o", "--zone", "ZZZ"], "WOR"),
        (["ecologits", "--provider", "openai", "--model", "gpt-4o", "--tokens", "0"], "from 1"),
        (["ecologits", "--provider", "openai", "--model", "gpt-4o", "--tokens", "5 Wh"], "is energy"),
        (["ecologits", "--model", "openai/sora-2-pro", "--seconds", "nan"], "no length"),
        (["ecologits", "--model", "openai/sora-2-pro", "--seconds", "5", "--resolution", "0x0"], "no size"),
        (["mix", "--average", "0.34", "--base", "0.2", "--asked", "x=1"], "write a name and a value"),
        (["mix", "--average", "0.34", "--base", "text=0.2", "--asked", "x=1", "--fixed", "y=1@lots"], "write a share"),
        (["mix", "--average", "0.34 MW", "--base", "text=0.2", "--asked", "x=1"], "no energy of one use"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(refusal: Refusal, arguments: list[str], words: str) -> None:
    assert words in refusal("estimate", *arguments)
