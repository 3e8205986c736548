"""Estimates from below against published figures, worked by hand (tests/reference/published_arithmetic.md)."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import numbers, parse

from planner.engine.bottom_up import fleet, flops, tokens
from planner.engine.bottom_up.estimation import (
    Estimation,
    Factor,
    Part,
    as_drivers,
    as_estimate,
    point,
    runs,
    spread,
    work_out,
)
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.scenario import Workload
from planner.store.library import evidence
from planner.units import factor_between

# Epoch AI's spreadsheet of February 2025, its columns as published.
EPOCH = {
    "baseline": ("0.3008", 4),
    "long answer": ("0.902", 3),
    "small model": ("0.060", 3),
    "large model": ("1.304", 3),
    "large model, long answer": ("3.911", 3),
}


@pytest.mark.parametrize("case", EPOCH)
def test_the_flop_method_gives_epochs_published_columns(case: str) -> None:
    published, digits = EPOCH[case]
    assert f"{point(flops.flops(**flops.CASES[case])):.{digits}f}" == published


def test_the_baseline_by_hand() -> None:
    seconds = Fraction(2 * 100 * 10**9 * 500) / (Fraction(989 * 10**12) / 10)
    watts = Fraction(1275) * Fraction("1.2") * Fraction("0.7")
    assert point(flops.flops()) == pytest.approx(float(seconds * watts / 3600), rel=1e-14)
    assert seconds == Fraction(1000, 989)
    assert watts == 1071


def test_the_steps_carry_the_running_product() -> None:
    ((_name, steps),) = work_out(flops.flops())
    assert [step.owner for step in steps[:-1]] == [row[0] for row in flops.PARAMETERS]
    assert [step.running for step in steps[:4]] == pytest.approx([2, 2e11, 1e14, 1e14 / 9.89e14], rel=1e-13)
    assert [step.operator for step in steps[:5]] == ["×", "×", "×", "÷", "÷"]
    assert steps[-2].running == pytest.approx(1000 / 989 * 1071, rel=1e-12)
    assert (steps[-1].unit, steps[-1].running) == ("Wh/query", point(flops.flops()))


def test_de_vries_gives_2_89_watt_hours() -> None:
    # 3,617 servers x 6.5 kW x 24 h = 564,252 kWh; / 195 million requests = 2.8936 Wh; published: 564 MWh, 2.89 Wh.
    assert point(fleet.de_vries()) == 2.8936
    assert f"{point(fleet.de_vries()):.2f}" == "2.89"
    own = fleet.fleet("3617", "6.5 kW", "195e6 query/day")
    assert point(own) == 2.8936
    assert own.boundary == "server"


@pytest.mark.parametrize(
    ("load", "by_hand", "published"), [("0.7", 0.138771, "0.14"), ("1", 0.198244285714286, "0.20")]
)
def test_deepseeks_published_day(load: str, by_hand: float, published: str) -> None:
    # 226.75 x 10.2 kW x load x 24 h / 168e9 output tokens x 500 tokens x PUE 1.2
    found = point(fleet.deepseek_day(load))
    assert found == pytest.approx(by_hand, rel=1e-12)
    assert f"{found:.2f}" == published


def test_deepseeks_day_keeps_its_range() -> None:
    assert as_estimate(fleet.deepseek_day()).text == "0.1388 to 0.1982 Wh/query"


def test_a_fleet_may_count_tokens_or_images() -> None:
    per_image = fleet.fleet("10", "1 kW", "24000 image/day")
    assert per_image.unit == "Wh/image"
    assert point(per_image) == pytest.approx(10)
    assert point(fleet.fleet("10", "1 kW", "24000 image/day", load="50 %", pue="1.2")) == pytest.approx(6)


def test_couchs_median_session_comes_to_41_watt_hours() -> None:
    counts = [parse(text).central for text in tokens.MEDIAN_SESSION.values()]
    assert sum(counts) == 592_000
    by_hand = (2000 * 390 + 26_000 * 490 + 561_000 * 39 + 3000 * 1950) / 1e6
    assert point(tokens.token_types(tokens.MEDIAN_SESSION)) == pytest.approx(by_hand, rel=1e-12)
    assert f"{by_hand:.0f}" == "41"


def test_couchs_energies_on_deepseeks_day_give_445_megawatt_hours() -> None:
    # 608 billion tokens in, 342 of them from the cache, 168 out; the evidence collection works out 445 MWh.
    day = {"fresh": "266e9 token/day", "cached": "342e9 token/day", "output": "168e9 token/day"}
    found = tokens.token_types(day)
    assert found.unit == "Wh/day"
    assert point(found) / 1e6 == pytest.approx(266e3 * 390e-6 + 342e3 * 39e-6 + 168e3 * 1950e-6, rel=1e-12)
    assert f"{point(found) / 1e6:.0f}" == "445"


def test_sessions_differ_by_a_factor_of_100_with_their_cached_share() -> None:
    # Hausfather's lowest case: a token from the cache takes 1 % of one read anew.
    cases = tokens.by_cached_share(2.9e6, (0.0, 0.96, 1.0), cached_over_fresh=0.01)
    assert [case.energy for case in cases] == pytest.approx([1131, 1131 * (0.04 + 0.96 * 0.01), 11.31], rel=1e-12)
    assert cases[0].energy / cases[-1].energy == pytest.approx(100)
    # Couch's prices make it a factor of 10, and a token written is worth 50 from the cache.
    couch = tokens.by_cached_share(1e6, (0.0, 1.0))
    assert couch[0].energy / couch[1].energy == pytest.approx(10)
    assert parse(tokens.TYPES["output"][1]).central / parse(tokens.TYPES["cached"][1]).central == 50


def test_uncertain_tokens_make_an_uncertain_session() -> None:
    found = spread(tokens.token_types({"fresh": "1000 to 4000 token/session", "output": "3000 token/session"}))
    assert found.samples > 1
    assert found.p5 == pytest.approx(1000 * 390e-6 + 3000 * 1950e-6, rel=1e-3)
    assert found.p95 == pytest.approx(4000 * 390e-6 + 3000 * 1950e-6, rel=1e-3)


def test_a_product_of_lognormals_has_the_spread_of_theory() -> None:
    # Squares of log widths add up: one factor of 4 and one of 9 either way.
    found = spread(flops.flops(parameters="25e9 to 400e9", tokens="250 to 1000 token/query"), samples=40_000)
    middle = 0.300808897877
    width = math.sqrt(math.log(4) ** 2 + math.log(2) ** 2)
    assert found.p50 == pytest.approx(middle, rel=0.01)
    assert found.p5 == pytest.approx(middle * math.exp(-width), rel=0.01)
    assert found.p95 == pytest.approx(middle * math.exp(width), rel=0.01)


def test_an_edit_of_one_parameter_leaves_the_draws_of_the_others_be() -> None:
    both = flops.flops(parameters="25e9 to 400e9", pue="1.1 to 1.3")
    doubled = both.with_value("parameters", parse("50e9 to 800e9"))
    assert np.asarray(runs(doubled)) == pytest.approx(2 * np.asarray(runs(both)), rel=1e-9)


def test_parts_that_share_a_factor_share_its_draws() -> None:
    shared = Factor("pue", "PUE", parse("1 to 2"))
    one, other = (
        Part(name, (Factor(name, name, parse(f"{value} Wh/query")), shared)) for name, value in (("a", 1), ("b", 2))
    )
    both = Estimation("test", "", (one, other), "Wh/query", "facility")
    alone = Estimation("test", "", (one,), "Wh/query", "facility")
    assert spread(both).p95 == pytest.approx(3 * spread(alone).p95, rel=1e-3)
    assert set(both.factors) == {"a", "b", "pue"}


@given(numbers(), numbers(), st.sampled_from((0.5, 1.0, 2.0)))
def test_energy_is_proportional_to_tokens_and_to_the_inverse_of_use(parameters: float, answer: float, k: float) -> None:
    one = point(flops.flops(parameters=repr(parameters), tokens=f"{answer!r} token/query"))
    other = point(flops.flops(parameters=repr(parameters), tokens=f"{answer!r} token/query", utilisation=f"{10 / k} %"))
    assert other == pytest.approx(k * one, rel=1e-9)


def test_an_exact_estimation_is_an_exact_value_and_an_open_one_a_range() -> None:
    assert as_estimate(flops.flops()).text == "0.300809 Wh/query"
    opened = as_estimate(flops.flops(**flops.OPEN))
    found = spread(flops.flops(**flops.OPEN))
    assert opened.interval == pytest.approx((found.p5, found.p95), rel=1e-3)
    assert opened.unit == "Wh/query"


def test_the_factors_can_stand_in_a_plan_as_drivers() -> None:
    drivers = as_drivers(flops.flops())
    workload = Workload("Chat", (*drivers, Driver("volume", "Queries", parse("2.5e9 query/day"))))
    assert [driver.power for driver in workload.drivers].count(-1) == 2
    assert drivers[3].source == "epoch-2025-peak"
    with pytest.raises(Fault, match="adds up 2 parts"):
        as_drivers(tokens.token_types({"fresh": "1 token/session", "output": "1 token/session"}))


def test_a_value_of_ones_own_loses_the_source() -> None:
    changed = flops.flops(utilisation="12 %")
    assert changed.factors["utilisation"].source == ""
    assert changed.factors["peak"].source == "epoch-2025-peak"
    assert flops.flops(utilisation="10 %").factors["utilisation"].source == "epoch-2025-utilisation"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: flops.flops(utilisation="0 %"), "could be zero"),
        (lambda: flops.flops(tokens="5 Wh"), "Tokens of the answer “5 Wh”"),
        (lambda: flops.flops(speed="5"), "no parameter “speed”"),
        (lambda: flops.flops(parameters="-5"), "negative"),
        (lambda: flops.flops(parameters="1e60", tokens="1e60 token/query", power="1e60 W"), "NO FAULT"),
        (lambda: fleet.fleet("10", "5 Wh", "5 query/day"), "is needed"),
        (lambda: tokens.token_types({}), "no type of token"),
        (lambda: tokens.token_types({"warm": "1 token/session"}), "“warm” is no type"),
        (lambda: tokens.token_types({"fresh": "5"}), "per what"),
        (lambda: tokens.token_types({"fresh": "5 token/session"}, {"cached": "1 Wh/Mtoken"}), "no tokens of that type"),
        (lambda: tokens.by_cached_share(1e6, (1.5,)), "not a share"),
        (lambda: tokens.by_cached_share(0.0), "no number of tokens"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(make, words: str) -> None:
    if words == "NO FAULT":
        assert math.isfinite(point(make()))
        return
    with pytest.raises(Fault, match=words):
        make()


def published_factors() -> list[Factor]:
    couch = dict.fromkeys(tokens.TYPES, "1 token/session")
    made = (flops.flops(), fleet.de_vries(), fleet.deepseek_day(), tokens.token_types(couch))
    return [factor for estimation in made for factor in estimation.factors.values() if factor.source]


@pytest.mark.parametrize("factor", published_factors(), ids=lambda factor: f"{factor.id}={factor.source}")
def test_a_default_is_the_figure_of_its_source(factor: Factor) -> None:
    entry: Evidence = evidence()[factor.source]
    published = entry.value.central * factor_between(entry.value.unit, factor.value.unit)
    assert factor.value.central == pytest.approx(published, rel=1e-12)


def test_every_method_names_evidence_that_exists() -> None:
    for estimation in (
        flops.flops(),
        fleet.de_vries(),
        fleet.deepseek_day(),
        tokens.token_types(tokens.MEDIAN_SESSION),
    ):
        assert estimation.source in evidence()
        assert evidence()[estimation.source].boundary == estimation.boundary
