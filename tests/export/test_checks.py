"""The publish check: a bad chart trips each rule, the shipped presets pass all."""

from __future__ import annotations

import inspect
import re
import sys

import attrs
import pytest

from planner.chart.spec import Chart
from planner.export import checks
from planner.export.checks import check_exhibit, check_pack, significant
from planner.export.exhibit import Exhibit
from planner.export.exhibits import exhibit
from planner.export.pack import Choice, Pack, prepare
from planner.export.palette import SERIES, contrast
from planner.model.workspace import Workspace
from planner.store import codec
from planner.store.presets import Preset, Presets


def rules(item: Exhibit) -> set[str]:
    return {problem.rule for problem in check_exhibit(item)}


@pytest.fixture
def good(preset_pack: Pack) -> Exhibit:
    return exhibit(preset_pack, "timeline")


def redrawn(item: Exhibit, **changes: object) -> Exhibit:
    assert isinstance(item.body, Chart)
    return attrs.evolve(item, body=attrs.evolve(item.body, **changes))


def test_a_chart_of_ours_passes(good: Exhibit) -> None:
    assert not rules(good)


def test_each_rule_is_tripped_by_a_chart_that_breaks_it(good: Exhibit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(good.body, Chart)
    series = good.body.series
    first = series[0]
    five = tuple(attrs.evolve(first, name=f"S{n}", colour=n, dash=n) for n in range(5))
    assert "source" in rules(attrs.evolve(good, sources=" "))
    assert "precision" in rules(attrs.evolve(good, title="It takes 10.912 TWh in 2035"))
    assert "bands" in rules(attrs.evolve(good, note="Logarithmic scale."))
    assert "scale" in rules(attrs.evolve(good, note="90 %"))
    assert "series" in rules(attrs.evolve(redrawn(good, series=five), panels=False))
    assert "series" not in rules(redrawn(good, series=five))
    assert "colour" in rules(redrawn(good, series=(first, attrs.evolve(first, name="Other", colour=1))))
    assert "colour" in rules(redrawn(good, series=(attrs.evolve(first, end_label=""),)))
    assert "unit" in rules(redrawn(good, y=attrs.evolve(good.body.y, label="Electricity")))
    assert "zero base" in rules(redrawn(good, y=attrs.evolve(good.body.y, log=False)))
    assert "letters" in rules(attrs.evolve(good, note=good.note + " \U0001fae8"))
    monkeypatch.setattr("planner.export.palette.SERIES", ("#DDDDDD",))
    assert "contrast" in rules(good)


def test_no_rule_goes_untried() -> None:
    """Every rule of the check is named in this file, by a chart or a plan that breaks it."""
    made = set(re.findall(r'roblem\(\s*"([a-z ]+)"', inspect.getsource(checks)))
    here = set(re.findall(r'"([a-z ]+)" in rules\(', inspect.getsource(sys.modules[__name__])))
    assert made == here | PLAN_RULES
    assert len(made) >= 12


PLAN_RULES = {"source", "own assumption", "boundary", "envelope"}
BAD = """{"format": "ai-energy-plan", "schema": 1, "scenarios": [
  {"name": "Bad", "start": 2025, "end": 2030, "workloads": [{"name": "Chat", "drivers": [
    {"id": "energy", "name": "Energy", "value": "0.24 Wh/query", "source": "google-2025-median",
     "boundary": "facility"},
    {"id": "pue", "name": "PUE", "value": "1.5"},
    {"id": "volume", "name": "Queries", "value": "1e16 query/day", "source": "nobody-2020"}]}]}]}"""


def test_a_bad_plan_trips_the_rules_about_sources_boundaries_and_size() -> None:
    problems = check_pack(prepare(codec.loads(BAD)))
    assert {problem.rule for problem in problems} >= PLAN_RULES
    for problem in problems:
        assert problem.remedy.endswith(".")
        assert problem.where


@pytest.mark.parametrize("preset", Presets().shipped(), ids=lambda preset: preset.key)
def test_the_shipped_presets_pass_all(preset: Preset) -> None:
    workspace: Workspace | None = preset.workspace
    assert workspace is not None
    assert not check_pack(prepare(workspace, Choice(samples=2000)))


@pytest.mark.parametrize(
    ("figure", "digits"), [("0.340", 3), ("28,770", 4), ("1,000,000", 1), ("0.0012", 2), ("10", 1), ("10.5", 3)]
)
def test_significant_digits_are_counted(figure: str, digits: int) -> None:
    assert significant(figure) == digits


def test_the_palette_is_the_window_s_and_reaches_three_to_one() -> None:
    from planner.export import palette
    from planner.gui import theme

    assert theme.LIGHT.series == SERIES
    assert theme.DASHES == palette.DASHES
    assert all(contrast(colour, "#FFFFFF") >= 3 for colour in SERIES)
    names = ("INK", "QUIET", "ACCENT", "SECOND", "THIRD")
    assert all(getattr(theme.LIGHT, name.lower()) == getattr(palette, name) for name in names)
