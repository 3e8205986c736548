"""Values far from what they usually are: remarked on, in any unit, and never refused."""

from __future__ import annotations

import pytest
from strategies import driver

from planner.model.boundary import flags
from planner.model.driver import Driver
from planner.model.flag import Concern
from planner.model.scenario import Workload
from planner.store.library import evidence
from planner.store.presets import Presets

LIBRARY = evidence()


def remarks(*drivers: Driver) -> list[str]:
    found = flags(Workload("Chat", drivers), LIBRARY)
    return [flag.sentence for flag in found if flag.concern is Concern.UNUSUAL]


ENERGY, VOLUME = driver("energy", "0.3 Wh/query"), driver("volume", "2.5e9 query/day")


@pytest.mark.parametrize("text", ["1", "1.12", "1.1 to 1.8", "3"])
def test_an_ordinary_pue_passes(text: str) -> None:
    assert remarks(ENERGY, VOLUME, driver("pue", text)) == []


@pytest.mark.parametrize("text", ["0.9", "0.5 to 1.5", "0"])
def test_a_pue_below_one_is_what_no_data_centre_can_be(text: str) -> None:
    (remark,) = remarks(ENERGY, VOLUME, driver("pue", text))
    assert "below 1, which no data centre can be" in remark


def test_a_pue_of_billions_is_remarked_on() -> None:
    (remark,) = remarks(ENERGY, VOLUME, driver("pue", "2.5e9"))
    assert "of 2.5e9 is far outside of what is usual: a PUE is from 1 to 3" in remark


@pytest.mark.parametrize("text", ["1e60 query/day", "1e55 query/year", "2e9 Mquery/day", "1e15 to 1e17 query/day"])
def test_more_uses_than_people_could_make_are_remarked_on_in_any_unit(text: str) -> None:
    assert len(remarks(ENERGY, driver("volume", text))) == 1


@pytest.mark.parametrize("text", ["2 MWh/query", "1e-60 Wh/query", "1e10 J/query"])
def test_energy_of_a_use_that_nothing_takes_is_remarked_on(text: str) -> None:
    assert len(remarks(driver("energy", text), VOLUME)) == 1


def test_what_is_zero_or_of_another_kind_is_left_alone() -> None:
    assert remarks(driver("energy", "0 Wh/query"), VOLUME) == []
    assert remarks(driver("total", "1e9 TWh/year")) == []


def test_no_shipped_preset_is_unusual() -> None:
    loads = [load for preset in Presets().shipped() for one in preset.workspace.scenarios for load in one.workloads]
    assert [remark for load in loads for remark in remarks(*load.drivers)] == []
