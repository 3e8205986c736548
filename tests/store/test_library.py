"""What ships: every region, every piece of evidence and every preset loads and can be worked with."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from planner.engine.simulate import simulate
from planner.engine.working import work_out
from planner.model.faults import Fault
from planner.model.region import conversions_of
from planner.model.scenario import CONVERSIONS, currency_of
from planner.store import library
from planner.store.presets import FIRST_PRESET, Presets
from planner.units import dimensions, factor_between

RESOURCES = Path(__file__).parents[2] / "resources"
REGION_FILE = json.loads((RESOURCES / "regions" / "regions.json").read_text("utf-8"))
EVIDENCE_FILE = json.loads((RESOURCES / "evidence" / "evidence.json").read_text("utf-8"))
CODES = [item["code"] for item in REGION_FILE["regions"]]
IDS = [item["id"] for item in EVIDENCE_FILE["entries"]]
PRESET_FILES = sorted((RESOURCES / "presets").glob("*.aiplan"))


# Regions -----------------------------------------------------------------------------------------------------------


def test_the_regions_are_those_of_the_file_in_its_order():
    assert list(library.regions()) == CODES
    assert len(library.regions()) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_region_loads_with_figures_that_can_be_converted(code):
    region = library.regions()[code]
    assert region.code == code
    for name, unit in CONVERSIONS.items():
        figure = region.figure(name)
        if figure is None:
            assert name in ("electricity_price", "water_use")
        elif name == "electricity_price":
            assert currency_of(figure.value) == region.currency
        else:
            assert factor_between(figure.value.unit, unit) > 0
    assert dimensions(region.population.value.unit) == {"person": 1}


def test_the_figures_of_a_region_are_those_of_the_file():
    usa = next(item for item in REGION_FILE["regions"] if item["code"] == "USA")
    assert library.region("USA").household_use.value.text == usa["household_use"]["value"] == "10791 kWh/household/year"


@pytest.mark.parametrize("code", ["USA", "usa", " Usa "])
def test_a_region_is_found_by_its_code_in_any_case(code):
    assert library.region(code).code == "USA"


@pytest.mark.parametrize("code", ["", "XX", "United States", "x" * 1000, "USA\x00"])
def test_an_unknown_region_is_refused_with_the_codes_there_are(code):
    with pytest.raises(Fault, match=r"there is no region.*USA") as fault:
        library.region(code)
    assert len(str(fault.value)) < 500


# Evidence ----------------------------------------------------------------------------------------------------------


def test_the_evidence_is_that_of_the_file():
    assert list(library.evidence()) == IDS
    assert library.evidence_version() == EVIDENCE_FILE["version"]


@pytest.mark.parametrize("id", IDS)
def test_a_piece_of_evidence_loads(id):
    entry = library.evidence()[id]
    assert entry.id == id
    for value in (entry.value, entry.low, entry.high):
        if value is not None:
            assert math.isfinite(value.central)
            assert dimensions(value.unit) == dimensions(entry.value.unit)
    assert entry.superseded_by == "" or entry.superseded_by in library.evidence()


def test_a_piece_of_evidence_that_is_not_there_is_not_made_up():
    assert "no-such-entry" not in library.evidence()
    with pytest.raises(KeyError):
        library.evidence()["no-such-entry"]


# Presets -----------------------------------------------------------------------------------------------------------


def test_every_preset_file_is_listed_and_the_first_leads():
    shipped = Presets().shipped()
    assert {preset.path.name for preset in shipped} == {path.name for path in PRESET_FILES}
    assert shipped[0].key == FIRST_PRESET
    assert all(preset.shipped and not preset.problem for preset in shipped)
    assert len({preset.title.casefold() for preset in shipped}) == len(shipped)


@pytest.mark.parametrize("path", PRESET_FILES, ids=lambda path: path.stem)
def test_a_preset_loads_and_simulates_to_finite_numbers_above_zero(path):
    preset = Presets().find(path.stem)
    assert preset.workspace is not None
    assert preset.title == preset.workspace.title
    for scenario in preset.workspace.scenarios:
        factors = conversions_of(scenario, library.region(scenario.region))
        result = simulate(scenario, factors, 1000)
        assert {"energy", "power", "households", "share", "emissions"} <= set(result.outcomes)
        for band in (*result.outcomes.values(), *result.workloads.values()):
            table = np.array(band.rows())
            assert np.isfinite(table).all()
            assert (table[1:] > 0).all()
            assert (np.diff(table[1:], axis=0) >= 0).all()
        working = work_out(scenario, factors, scenario.start)
        assert math.isfinite(working.energy)
        if working.certain:
            assert working.energy == pytest.approx(result.at("energy", scenario.start)["p50"], rel=1e-12)


@pytest.mark.parametrize("path", PRESET_FILES, ids=lambda path: path.stem)
def test_every_source_of_a_preset_is_in_the_evidence(path):
    preset = Presets().find(path.stem)
    assert preset.workspace is not None
    for scenario in preset.workspace.scenarios:
        for workload in scenario.workloads:
            for driver in workload.drivers:
                assert driver.source == "" or driver.source in library.evidence(), driver.source


@pytest.mark.parametrize("path", PRESET_FILES, ids=lambda path: path.stem)
def test_the_baseline_of_a_preset_is_one_of_its_scenarios(path):
    workspace = Presets().find(path.stem).workspace
    assert workspace is not None
    assert workspace.baseline == "" or workspace.scenario(workspace.baseline)


@pytest.mark.parametrize("words", ["KOR", "kor", "South Korea", " south korea ", "Korea"])
def test_a_region_is_found_as_people_call_it(words):
    assert library.region_called(words).code == "KOR"


@pytest.mark.parametrize("words", ["United", "Atlantis", ""])
def test_a_name_that_none_or_several_regions_have_is_refused(words):
    with pytest.raises(Fault, match="there is no region"):
        library.region_called(words)
