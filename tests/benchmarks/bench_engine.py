"""The engine: 5 scenarios of 5 workloads over 26 years with 5 quantiles, against NumPy as one would first write it.

    python tests/benchmarks/bench_engine.py [REPEATS]

"Unchanged" asks again for what was drawn before; "all changed" gives one driver of every workload another value first,
as a drag of something that all of them share would. Naive NumPy draws, raises to powers and calls `numpy.percentile`.
Both give the energy; "all outcomes" adds homes, power, share, emissions, cost and water, of which one has a spread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs
import numpy as np
from measure import median, repeats, row, title

from planner.engine.result import OUTCOMES
from planner.engine.simulate import simulate
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.region import conversions_of
from planner.model.scenario import Scenario, Workload
from planner.model.trajectory import Compound
from planner.store.library import region

SCENARIOS, WORKLOADS, START, END = 5, 5, 2025, 2050
YEARS = END - START + 1
PERCENTILES = (5, 25, 50, 75, 95)
_Z90 = 1.6448536269514722
# Samples, how often, and the targets in ms and as times faster than naive NumPy.
_SIZES = ((10_000, 60, 8.0, 15), (100_000, 12, 60.0, 15), (1_000_000, 4, 700.0, 15))


def main() -> None:
    """Measure the three sizes and print the tables."""
    for samples, times, target, faster in _SIZES:
        times = repeats(times)
        ours = Ours(samples)
        variants: dict[str, Callable[[], Any]] = {
            "naive NumPy, drawn anew": lambda samples=samples: naive(samples),
            "planner, all changed, single precision": lambda ours=ours: ours.run(np.float32, change=True),
            "planner, unchanged, single precision": lambda ours=ours: ours.run(np.float32),
            "planner, all changed, double precision": lambda ours=ours: ours.run(np.float64, change=True),
            "planner, all outcomes, single precision": lambda ours=ours: ours.run(np.float32, outcomes=OUTCOMES),
        }
        found = interleaved(variants, times)
        title(f"{SCENARIOS} scenarios x {WORKLOADS} workloads x {YEARS} years x {samples:,} samples, {times} times")
        floor = found["naive NumPy, drawn anew"]
        row("naive NumPy, drawn anew", floor)
        for name in list(variants)[1:]:
            is_target = name == "planner, unchanged, single precision"
            met = median(found[name]) <= target and median(found[name]) * faster <= median(floor) if is_target else None
            row(name, found[name], floor, f"<= {target:.0f} ms, <= {1 / faster:.2f}x" if is_target else "", met)
        del ours
    squigglepy()


def interleaved(
    variants: dict[str, Callable[[], Any]], times: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Return milliseconds of each variant, all of them in turn ``times`` times after one that is not counted."""
    found: dict[str, list[float]] = {name: [] for name in variants}
    for turn in range(times + 1):
        for name, run in variants.items():
            start = clock()
            run()
            if turn:
                found[name].append(1000 * (clock() - start))
    return found


class Ours:
    """Our engine on the scenarios of the benchmark."""

    def __init__(self, samples: int) -> None:
        self._samples, self._turn = samples, 0
        self._scenarios = [scenario(index) for index in range(SCENARIOS)]
        self._conversions = conversions_of(self._scenarios[0], region("USA"))

    def run(self, precision: Any, *, change: bool = False, outcomes: Iterable[str] = ("energy",)) -> None:
        """Simulate all scenarios; with ``change`` each workload has a new value first."""
        if change:
            self._turn += 1
            self._scenarios = [scenario(index, self._turn) for index in range(SCENARIOS)]
        for each in self._scenarios:
            simulate(each, self._conversions, self._samples, outcomes=outcomes, by_workload=False, precision=precision)


def scenario(index: int, turn: int = 0) -> Scenario:
    """Return one scenario of the benchmark; ``turn`` moves the energy per query a little."""
    moved = 1 + turn / 1000
    workloads = []
    for number in range(WORKLOADS):
        energy = Estimate.parse(f"{0.2 * moved:.6g} to {0.5 * moved:.6g} Wh/query")
        rate = Compound(Estimate.parse(f"{5 + number} to {20 + index} %/year"))
        volume = Driver("volume", "Volume", Estimate.parse("1e9 to 4e9 query/day"), trajectory=rate)
        drivers = (Driver("energy", "Energy", energy), volume, Driver("pue", "PUE", Estimate.parse("1.12")))
        workloads.append(Workload(f"Workload {number}", drivers))
    return attrs.evolve(Scenario(f"Scenario {index}", START, END, tuple(workloads), region="USA"), seed=index + 1)


def naive(samples: int) -> list[np.ndarray]:
    """Return what the engine returns, written straight down."""
    generator = np.random.default_rng(1)
    years = np.arange(YEARS)
    found = []
    for index in range(SCENARIOS):
        total = np.zeros((YEARS, samples))
        for number in range(WORKLOADS):
            energy, volume = lognormal(generator, 0.2, 0.5, samples), lognormal(generator, 1e9, 4e9, samples)
            growth = 1 + lognormal(generator, 5 + number, 20 + index, samples) / 100
            total += energy * volume * 1.12 * 365.25 / 1e9 * growth ** years[:, None]
        found.append(np.percentile(total, PERCENTILES, axis=1))
    return found


def lognormal(generator: np.random.Generator, low: float, high: float, samples: int) -> np.ndarray:
    """Draw from the lognormal distribution with this 90 % interval."""
    return np.exp(generator.normal(np.log(low * high) / 2, np.log(high / low) / (2 * _Z90), samples))


def pint_inside(samples: int) -> list[np.ndarray]:
    """Return the same with a quantity of pint for every factor and a conversion a year."""
    import pint

    units = pint.get_application_registry()
    if "query" not in units:
        units.define("query = []")
    generator = np.random.default_rng(1)
    found = []
    for index in range(SCENARIOS):
        total = [units.Quantity(np.zeros(samples), "GWh/year") for _year in range(YEARS)]
        for number in range(WORKLOADS):
            energy = units.Quantity(lognormal(generator, 0.2, 0.5, samples), "Wh/query")
            volume = units.Quantity(lognormal(generator, 1e9, 4e9, samples), "query/day")
            growth = 1 + units.Quantity(lognormal(generator, 5 + number, 20 + index, samples), "percent").to("")
            for year in range(YEARS):
                total[year] += (energy * volume * 1.12 * growth**year).to("GWh/year")
        found.append(np.percentile(np.array([each.magnitude for each in total]), PERCENTILES, axis=1))
    return found


def squigglepy_arrays(samples: int) -> Callable[[], Sequence[Any]] | None:
    """Return the same in squigglepy's array style; None where that is not installed: this program does not need it."""
    try:
        import squigglepy as sq
    except ImportError:
        return None

    def arrays() -> Sequence[Any]:
        found = []
        for index in range(SCENARIOS):
            total = np.zeros((YEARS, samples))
            for number in range(WORKLOADS):
                base = sq.sample(sq.lognorm(0.2, 0.5), n=samples) * sq.sample(sq.lognorm(1e9, 4e9), n=samples)
                growth = 1 + sq.sample(sq.lognorm(5 + number, 20 + index), n=samples) / 100
                total += base * 1.12 * 365.25 / 1e9 * growth ** np.arange(YEARS)[:, None]
            found.append(np.percentile(total, PERCENTILES, axis=1))
        return found

    return arrays


def squigglepy(samples: int = 10_000, times: int = 5) -> None:
    """Measure squigglepy in its array style, where it is installed."""
    arrays = squigglepy_arrays(samples)
    if arrays is None:
        print("\n  squigglepy is not installed: not compared (target: 0.07x of its array style)")
        return
    ours = Ours(samples)
    found = interleaved({"squigglepy": arrays, "planner": lambda: ours.run(np.float32)}, times)
    title(f"The same at {samples:,} samples against squigglepy's array style")
    row("squigglepy", found["squigglepy"])
    met = median(found["planner"]) * 15 <= median(found["squigglepy"])
    row("planner, unchanged, single precision", found["planner"], found["squigglepy"], "<= 0.07x", met)


if __name__ == "__main__":
    main()
