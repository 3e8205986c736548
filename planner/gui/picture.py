"""What the middle of the window shows, worked out from the document: headline, chart and working."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from planner.chart.correlation import correlations_in_words
from planner.chart.envelope import with_envelope
from planner.chart.headline import Headline, Rival, headline
from planner.chart.ladder import Ladder, ladder
from planner.chart.spec import Chart
from planner.chart.timeline import Shown, View, source_names, timeline
from planner.engine.compare import energy_below, exact_ratio
from planner.engine.envelope import checks, envelope_for
from planner.engine.result import ScenarioResult
from planner.engine.working import work_out
from planner.gui.simulator import QUICK_SAMPLES, Simulator, region_of
from planner.model.editing import colour_of
from planner.model.faults import Fault
from planner.model.region import conversions_of
from planner.model.scenario import Scenario
from planner.model.workspace import Workspace
from planner.store.library import evidence
from planner.text import _


@frozen(eq=False)
class Picture:
    """Headline, chart and working of one moment; ``ladder`` is None where the scenario cannot be worked out."""

    headline: Headline
    chart: Chart
    ladder: Ladder | None


def picture(
    workspace: Workspace,
    selection: int,
    year: int,
    view: View,
    simulator: Simulator,
    *,
    before: Workspace | None = None,
    previous: Chart | None = None,
) -> Picture:
    """Return what to show of ``workspace``; ``before`` is its state before the drag under way, for the ghost line."""
    scenario = workspace.scenarios[selection]
    year = min(max(year, scenario.start), scenario.end)
    shown = [*_ghost(workspace, selection, before, simulator), *_lines(workspace, selection, simulator)]
    words = _headline(workspace, scenario, year, simulator)
    sources = source_names([item.result for item in shown if not item.ghost], evidence())
    chart = timeline(shown, view, words.sentence, words.under, sources, previous)
    envelope = envelope_for(scenario.region, evidence()) if view.envelope else None
    if envelope is not None:
        chart = with_envelope(chart, envelope, view)
    result = simulator.result(scenario)
    working = _working(result, year, view) if result is not None else None
    return Picture(words, chart, working)


def _working(result: ScenarioResult, year: int, view: View) -> Ladder | None:
    """Return the working; None where a number in it is too large to be written, though no sampled one was."""
    scenario, sampled = result.scenario, result.at("energy", year)["p50"]
    region = region_of(scenario)
    try:
        working = work_out(scenario, conversions_of(scenario, region), year)
        return ladder(working, region, view.outcome, sampled, correlations_in_words(scenario))
    except Fault:
        return None


def _lines(workspace: Workspace, selection: int, simulator: Simulator) -> Iterator[Shown]:
    """Yield the visible scenarios, the selected one last so that it lies on top."""
    indices = [index for index, scenario in enumerate(workspace.scenarios) if scenario.visible]
    for index in sorted(indices, key=lambda index: index == selection):
        result = simulator.result(workspace.scenarios[index])
        if result is not None:
            yield Shown(result, colour_of(workspace, index), emphasised=index == selection)


def _ghost(workspace: Workspace, selection: int, before: Workspace | None, simulator: Simulator) -> Iterator[Shown]:
    """Yield the selected scenario as it was before the drag, and a baseline that is switched off."""
    scenario = workspace.scenarios[selection]
    if before is not None and selection < len(before.scenarios) and before.scenarios[selection] != scenario:
        result = simulator.result_of(before.scenarios[selection])
        if result is not None:
            yield Shown(result, colour_of(workspace, selection), ghost=True, name=_("before"))
    for index, other in enumerate(workspace.scenarios):
        result = simulator.result(other) if other.name == workspace.baseline and not other.visible else None
        if result is not None and index != selection:
            yield Shown(result, colour_of(workspace, index), ghost=True)


def _headline(workspace: Workspace, scenario: Scenario, year: int, simulator: Simulator) -> Headline:
    result = simulator.result(scenario)
    if result is None:
        return Headline(scenario.name, simulator.problem(scenario))
    passed = checks(result, year, evidence())
    remark = passed[0].sentence if passed else ""
    return headline(result, region_of(scenario), year, _rival(workspace, scenario, year, simulator), remark)


def _rival(workspace: Workspace, scenario: Scenario, year: int, simulator: Simulator) -> Rival | None:
    """Return the baseline, else the first visible other scenario, that covers the year; compared on the same draws."""
    others = [other for other in workspace.scenarios if other.name != scenario.name and year in other.years]
    named = [other for other in others if other.name == workspace.baseline]
    visible = [other for other in others if other.visible]
    for other in (*named, *visible):
        ratio = exact_ratio(simulator.result(scenario), simulator.result(other), year)
        if ratio is not None:
            return Rival(other.name, float(ratio < 1), ratio)
        return Rival(other.name, _energy_below(scenario, other, year))
    return None


@lru_cache(maxsize=8)
def _energy_below(one: Scenario, other: Scenario, year: int) -> float:
    """Return `energy_below` at quick runs; kept, because a click on the chart asks again for what has not changed."""
    return energy_below(one, other, year, QUICK_SAMPLES)
