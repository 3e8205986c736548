"""Boundary care: each concern where it happens, what its remedy does, and that nothing changes unasked."""

from __future__ import annotations

import pytest
from strategies import driver, parse

from planner.model.boundary import adopted, flags, months_between
from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.model.flag import Concern, Flag
from planner.model.scenario import Workload
from planner.store.library import evidence
from planner.store.presets import Presets

LIBRARY = evidence()
VOLUME = driver("volume", "2.5e9 query/day")


def sourced(source: str, value: str = "", **more: str) -> Driver:
    entry = LIBRARY[source]
    return Driver("energy", "Energy", parse(value) if value else entry.value, source=source,
                  boundary=more.get("boundary", entry.boundary))  # fmt: skip


def workload(*drivers: Driver) -> Workload:
    return Workload("Chat", (*drivers, VOLUME))


def concerns(load: Workload, month: str = "2026-11") -> list[Concern]:
    return [flag.concern for flag in flags(load, LIBRARY, month)]


def only(load: Workload, concern: Concern) -> Flag:
    (flag,) = [flag for flag in flags(load, LIBRARY) if flag.concern is concern]
    return flag


def test_a_figure_of_accelerators_alone_is_offered_googles_overhead() -> None:
    load = workload(sourced("mlenergy-llama-70b-h100"))
    flag = only(load, Concern.ACCELERATOR_ONLY)
    assert flag.serious
    assert flag.driver == 0
    mended = flag.mended(load)
    added = mended.drivers[1]
    assert (added.value.text, added.source) == ("1.72", "google-2025-overhead")
    # Published with the figure: Llama 3.3 70B, 0.0486 Wh x 1.72 = 0.0836 Wh.
    assert mended.drivers[0].value.central * added.value.central == pytest.approx(0.083592)
    assert concerns(mended) == []
    assert load.drivers == workload(sourced("mlenergy-llama-70b-h100")).drivers


def test_the_overhead_is_what_google_published() -> None:
    # 0.24 Wh in all over 0.14 in accelerators; with 58 % for accelerators as printed, 1 / 0.58 = 1.724.
    assert LIBRARY["google-2025-overhead"].value.central == round(1 / 0.58, 2)
    assert abs(0.24 / 0.14 - 1.72) < 0.01
    assert LIBRARY["google-2025-host-and-idle"].value.central == round((0.14 + 0.06 + 0.02) / 0.14, 2)


def test_beside_a_pue_only_host_and_idle_machines_are_missing() -> None:
    load = workload(sourced("mlenergy-llama-70b-h100"), driver("pue", "1.2", name="PUE"))
    mended = only(load, Concern.ACCELERATOR_ONLY).mended(load)
    assert mended.drivers[1].value.text == "1.57"
    assert concerns(mended) == []


def test_the_whole_overhead_and_a_pue_count_cooling_twice() -> None:
    load = workload(sourced("mlenergy-llama-70b-h100"))
    doubled = only(load, Concern.ACCELERATOR_ONLY).mended(load)
    doubled = Workload("Chat", (*doubled.drivers, driver("pue", "1.2", name="PUE")))
    flag = only(doubled, Concern.PUE_TWICE)
    assert flag.driver == 3
    assert [item.id for item in flag.mended(doubled).drivers] == ["energy", "overhead", "volume"]


def test_servers_without_cooling_are_a_gentle_remark() -> None:
    load = workload(sourced("hf-wan-14b-480p-2025"), driver("clips", "1 video/query"))
    flag = only(load, Concern.SERVER_ONLY)
    assert not flag.serious
    mended = flag.mended(load)
    assert (mended.drivers[1].value.text, mended.drivers[1].source) == ("1.38", "iea-pue-2025")
    assert Concern.SERVER_ONLY not in concerns(mended)


@pytest.mark.parametrize("pue", [driver("pue", "1.12"), driver("site", "1.12", name="PUE of the site"),
                                 driver("cooling", "1.17", source="microsoft-pue-2025")])  # fmt: skip
def test_a_facility_figure_times_a_pue_counts_cooling_twice(pue: Driver) -> None:
    load = workload(sourced("oviedo-2026"), pue)
    flag = only(load, Concern.PUE_TWICE)
    assert (flag.driver, flag.serious, flag.remedy) == (1, True, "Remove the PUE")
    assert pue not in flag.mended(load).drivers


def test_a_figure_that_does_not_say_may_include_cooling_already() -> None:
    load = workload(sourced("altman-2025"), driver("pue", "1.12", name="PUE"))
    flag = only(load, Concern.PUE_UNSURE)
    assert "may include cooling already" in flag.sentence
    assert not flag.serious
    assert Concern.PUE_UNSURE not in concerns(flag.mended(load))


def test_an_own_value_that_says_nothing_is_left_in_peace() -> None:
    assert concerns(workload(driver("energy", "0.3 Wh/query"), driver("pue", "1.2", name="PUE"))) == []
    assert concerns(workload(driver("energy", "0.3 Wh/query", boundary="facility"), driver("pue", "1.2"))) == [
        Concern.PUE_TWICE
    ]


def test_a_median_times_a_volume_is_no_total() -> None:
    flag = only(workload(sourced("google-2025-median")), Concern.NOT_A_TOTAL)
    assert "not a total: the mean is larger" in flag.sentence
    assert flag.remedy == ""
    with pytest.raises(Fault, match="no remedy"):
        flag.mended(workload(sourced("google-2025-median")))


def test_what_its_own_authors_superseded_is_replaced_by_the_newer_figure() -> None:
    load = workload(sourced("oviedo-2025"))
    flag = only(load, Concern.SUPERSEDED)
    assert "by its own authors: 0.31 Wh/query" in flag.sentence
    energy = flag.mended(load).drivers[0]
    assert (energy.value.text, energy.source, energy.boundary) == ("0.31 Wh/query", "oviedo-2026", "facility")


def test_what_others_superseded_says_who() -> None:
    flag = only(workload(sourced("devries-2023")), Concern.SUPERSEDED)
    assert "own authors" not in flag.sentence
    assert "GPT-4o, Epoch AI gives 0.3 Wh/query" in flag.sentence


def test_a_typed_spread_is_kept_around_the_newer_figure() -> None:
    spread = sourced("oviedo-2025", "0.17 to 0.68 Wh/query")
    newer = adopted(spread, LIBRARY["oviedo-2026"])
    assert newer.value.text == "0.155 to 0.62 Wh/query"
    assert LIBRARY["oviedo-2026"].supports(newer.value)


def test_a_figure_older_than_eighteen_months_is_history() -> None:
    load = workload(sourced("epoch-2025"))  # February 2025
    assert concerns(load, "2026-08") == []
    assert concerns(load, "2026-09") == [Concern.OLD]
    assert concerns(workload(sourced("salathe-2025")), "2026-11") == []  # a bare year is its December
    population = Driver("people", "People", LIBRARY["population-kor-2024"].value, source="population-kor-2024")
    per_user = driver("energy", "0.3 Wh/query"), driver("use", "4 query/user/day"), population
    assert [flag.concern for flag in flags(Workload("Chat", per_user), LIBRARY, "2030-01")] == []


def test_a_figure_placed_in_its_own_year_is_not_called_old() -> None:
    placed = Driver(
        "energy", "Energy", LIBRARY["epoch-2025"].value, source="epoch-2025", boundary="facility", as_of=2025
    )
    assert concerns(workload(placed), "2030-01") == []


@pytest.mark.parametrize(
    ("earlier", "later", "months"), [("2025-05", "2026-11", 18), ("2025-02-07", "2026-11", 21), ("2025", "2026-11", 11)]
)
def test_months_between_dates(earlier: str, later: str, months: int) -> None:
    assert months_between(earlier, later) == months


def test_another_unit_than_the_sources_is_said() -> None:
    flag = only(workload(sourced("couch-2026-session", "41 Wh/query")), Concern.OTHER_UNIT)
    assert "is energy per query, but its source gives energy per session" in flag.sentence


def test_a_value_moved_away_from_its_source_is_only_asked_what_it_counts() -> None:
    moved = workload(sourced("google-2025-narrow", "5 Wh/query"))
    assert concerns(moved) == [Concern.ACCELERATOR_ONLY]


def test_without_the_library_there_is_nothing_to_add() -> None:
    load = workload(sourced("mlenergy-llama-70b-h100"))
    (flag,) = flags(load, {})
    assert (flag.concern, flag.remedy) == (Concern.ACCELERATOR_ONLY, "")


def test_an_id_that_is_taken_gets_a_number() -> None:
    load = workload(sourced("hf-wan-14b-480p-2025"), driver("pue", "1 video/query", name="Clips"))
    mended = only(load, Concern.SERVER_ONLY).mended(load)
    assert [item.id for item in mended.drivers] == ["energy", "pue-2", "pue", "volume"]


@pytest.mark.parametrize("preset", Presets().shipped(), ids=lambda preset: preset.key)
def test_no_shipped_plan_counts_cooling_twice_and_every_remedy_settles_its_concern(preset) -> None:
    for scenario in preset.workspace.scenarios:
        for load in scenario.workloads:
            for flag in flags(load, LIBRARY):
                assert flag.concern not in (Concern.PUE_TWICE, Concern.PUE_UNSURE, Concern.OTHER_UNIT)
                if flag.remedy:
                    left = [(other.concern, load.drivers[flag.driver].id) for other in flags(flag.mended(load), LIBRARY)
                            if other.driver == flag.driver]  # fmt: skip
                    assert (flag.concern, load.drivers[flag.driver].id) not in left
