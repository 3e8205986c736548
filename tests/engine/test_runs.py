"""Runs over the years: how they are divided into blocks and threads changes no digit."""

from __future__ import annotations

import numpy as np
import pytest

from planner.engine import runs
from planner.engine.result import ScenarioResult
from planner.engine.simulate import simulate
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import Conversion, Scenario, Workload
from planner.model.trajectory import Compound, Constant, Logistic, Points, Trajectory

PATHS: dict[str, Trajectory] = {
    "constant": Constant(),
    "compound": Compound(Estimate.parse("10 to 40 %/year")),
    "logistic": Logistic(Estimate.parse("5e9 to 9e9 query/day"), Estimate.parse("20 to 40 %/year")),
    "points": Points(((2025, Estimate.parse("1e9 query/day")), (2030, Estimate.parse("2e9 to 4e9 query/day")))),
}


def scenario(*paths: str) -> Scenario:
    energy = Driver("energy", "Energy", Estimate.parse("0.2 to 0.5 Wh/query"))
    certain = Driver("energy", "Energy", Estimate.parse("0.3 Wh/query"))
    volume = Estimate.parse("1e9 to 4e9 query/day")
    workloads = [
        Workload(
            f"{path} {n}",
            (energy if path != "points" else certain, Driver("volume", "Volume", volume, trajectory=PATHS[path])),
        )
        for n, path in enumerate(paths)
    ]
    return Scenario("Test", 2025, 2032, tuple(workloads))


def result(
    of: Scenario, precision: type[np.floating], samples: int = 3_000, *, by_workload: bool = False
) -> ScenarioResult:
    conversions = {"water_use": Conversion(Estimate.parse("0.5 to 2 L/kWh"))}
    return simulate(of, conversions, samples, by_workload=by_workload, precision=precision)


def same(one: ScenarioResult, other: ScenarioResult) -> bool:
    pairs = [(one.outcomes[name], other.outcomes[name]) for name in one.outcomes]
    return all(np.array_equal(a, b) for left, right in pairs for a, b in zip(left.rows(), right.rows(), strict=True))


MIXTURES = [
    ("compound",),
    ("compound", "constant"),
    ("constant", "logistic", "compound"),
    ("points", "compound"),
    ("points",),
]


@pytest.mark.parametrize("paths", MIXTURES)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_blocks_and_threads_change_no_digit(paths, precision, monkeypatch):
    whole = result(scenario(*paths), precision)
    monkeypatch.setattr(runs, "_BLOCK", 100)
    monkeypatch.setattr(runs, "_WORTH_A_THREAD", 1)
    assert same(whole, result(scenario(*paths), precision))


@pytest.mark.parametrize("paths", MIXTURES)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_the_total_is_the_same_with_and_without_its_parts(paths, precision):
    assert same(result(scenario(*paths), precision), result(scenario(*paths), precision, by_workload=True))


def test_a_certain_year_of_a_path_through_points_stays_exact():
    found = result(scenario("points"), np.float32)
    first = found.at("energy", 2025)
    assert first["p5"] == first["p50"] == first["mean"] == first["p95"] == 109.575
    assert found.at("energy", 2030)["p5"] < found.at("energy", 2030)["p95"]
    assert found.at("water", 2025)["p5"] < found.at("water", 2025)["p95"]


def test_single_precision_agrees_with_double_to_six_digits():
    one, other = (
        result(scenario("compound", "logistic", "points"), precision) for precision in (np.float32, np.float64)
    )
    for name in one.outcomes:
        for left, right in zip(one.outcomes[name].rows(), other.outcomes[name].rows(), strict=True):
            assert left == pytest.approx(right, rel=3e-6)
