"""Everything an export needs, worked out once: the plan, its results, the chosen view, sources and date.

Each format takes the same pack, so that the slide, the workbook and the page cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar

import attrs
from attrs import field, frozen

from planner.chart.amounts import UNIT_CHOICES
from planner.chart.envelope import OUTCOMES as ENVELOPE_OUTCOMES
from planner.chart.headline import Headline, Rival, headline, spoken_year
from planner.chart.timeline import View
from planner.engine.compare import energy_below, exact_ratio
from planner.engine.envelope import Envelope, checks, envelope_for
from planner.engine.result import OUTCOMES, ScenarioResult
from planner.engine.simulate import DEFAULT_SAMPLES, simulate
from planner.engine.working import Working, work_out
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.region import Figure, Region, conversions_of
from planner.model.scenario import Conversion, Scenario
from planner.model.workspace import Workspace
from planner.store import library
from planner.text import N_, _
from planner.units import UnitProblem, factor_between

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


@frozen
class Choice:
    """What to show of a plan. Empty texts and None mean: the program's own choice.

    ``year`` is the one marked in the window. ``title`` replaces the finding the program proposes, ``alt`` the words for
    those who do not see the chart; ``envelope`` draws the published totals into the timeline; ``options`` are choices
    made on a page, by the names of `planner.model.presentation.CHARTS`, as text. ``panels`` allows small
    multiples; ``date`` is when it is made, as ``2026-11-23``.
    """

    outcome: str = "energy"
    unit: str = ""
    log: bool = True
    year: int | None = None
    scenario: str = ""
    title: str = ""
    alt: str = ""
    envelope: bool = False
    options: tuple[tuple[str, str], ...] = ()
    samples: int = DEFAULT_SAMPLES
    panels: bool = True
    date: str = field(factory=lambda: calendar.today().isoformat())


@frozen(eq=False)
class Pack:
    """A plan with the results of its visible scenarios; ``main`` is the one the finding speaks of, in ``year``."""

    workspace: Workspace
    choice: Choice
    results: tuple[ScenarioResult, ...]
    main: ScenarioResult
    year: int

    @property
    def view(self) -> View:
        """The outcome, unit and scale of the timeline."""
        units = [unit for unit, _name in UNIT_CHOICES[self.choice.outcome]]
        band = self.main.outcomes.get(self.choice.outcome)
        own = OUTCOMES[self.choice.outcome] or (band.unit if band is not None else "")
        unit = self.choice.unit or own
        if units and unit not in units:
            raise Fault(
                _("“{unit}” is no unit of this chart; use {units}").format(unit=unit[:20], units=", ".join(units))
            )
        return View(self.choice.outcome, unit, self.choice.log, self.choice.envelope)

    @property
    def envelope(self) -> Envelope | None:
        """The published totals that stand in the timeline, if they are asked for and have this outcome."""
        shown = self.choice.envelope and self.choice.outcome in ENVELOPE_OUTCOMES
        return envelope_for(self.main.scenario.region, self.evidence) if shown else None

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """The library of published figures."""
        return library.evidence()

    @property
    def region(self) -> Region:
        """The region of the main scenario."""
        return library.region(self.main.scenario.region)

    @property
    def date(self) -> str:
        """When it was made, as people write it: ``23 November 2026``."""
        year, month, day = (int(part) for part in self.choice.date.split("-"))
        return _("{day} {month} {year}").format(day=day, month=_(MONTHS[month - 1]), year=year)

    @property
    def headline(self) -> Headline:
        """The finding, or the author's own title over it."""
        passed = checks(self.main, self.year, self.evidence)
        found = headline(self.main, self.region, self.year, self.rival(), passed[0].sentence if passed else "")
        return attrs.evolve(found, sentence=self.choice.title) if self.choice.title else found

    def rival(self) -> Rival | None:
        """Return what the main scenario is read against: the baseline, else the first other that covers the year."""
        main = self.main.scenario
        others = [item for item in self.workspace.scenarios if item.name != main.name and self.year in item.years]
        named = [item for item in others if item.name == self.workspace.baseline]
        for other in (*named, *(item for item in others if item.visible)):
            beside = next((result for result in self.results if result.scenario.name == other.name), None)
            ratio = exact_ratio(self.main, beside, self.year)
            if ratio is not None:
                return Rival(other.name, float(ratio < 1), ratio)
            return Rival(other.name, energy_below(main, other, self.year))
        return None

    def option(self, name: str) -> str:
        """Return a choice made on a page, empty where it was not made."""
        return dict(self.choice.options).get(name, "")

    def threshold(self, unit: str) -> float | None:
        """Return the threshold in ``unit``, None where none is asked about; raises `Fault` where it is no amount."""
        text = self.option("threshold")
        if not text:
            return None
        wanted = Estimate.parse(text)
        if not wanted.certain:
            raise Fault(_("the threshold “{text}” is a range; give one number").format(text=text[:80]))
        try:
            return wanted.central * factor_between(wanted.unit, unit)
        except UnitProblem as problem:
            raise Fault(_("the threshold “{text}”: {problem}").format(text=text[:80], problem=problem)) from problem

    def working(self, result: ScenarioResult | None = None) -> Working:
        """Return the working of a scenario in the year, or in its nearest one."""
        scenario = (result or self.main).scenario
        year = min(max(self.year, scenario.start), scenario.end)
        return work_out(scenario, conversions(scenario), year)

    def sources(self) -> Iterator[Evidence]:
        """Yield the evidence behind the drivers of the shown scenarios, each once; values moved away do not count."""
        seen = set()
        for result in self.results:
            for workload in result.scenario.workloads:
                for driver in workload.drivers:
                    entry = self.evidence.get(driver.source)
                    if entry is not None and entry.id not in seen and entry.supports(driver.value):
                        seen.add(entry.id)
                        yield entry

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield the region's published figures that are in force in the main scenario, each with its name."""
        for name in ("household_use", "grid_intensity", "national_demand"):
            figure = self.region.figure(name)
            if figure is not None and self.main.scenario.conversion(name) is None:
                yield name, figure


def conversions(scenario: Scenario) -> dict[str, Conversion]:
    """Return the conversions in force in a scenario: its own and its region's."""
    return conversions_of(scenario, library.region(scenario.region))


def prepare(workspace: Workspace, choice: Choice | None = None, known: Sequence[ScenarioResult] = ()) -> Pack:
    """Return the pack of a plan: its visible scenarios simulated, the main one and the year chosen.

    ``known`` are results of scenarios of this plan that need not be simulated again.

    Raises:
        Fault: An outcome, scenario or year is not there, or a scenario cannot be worked out.
    """
    choice = choice or Choice()
    if choice.outcome not in OUTCOMES:
        raise Fault(
            _("“{outcome}” is no outcome; use {outcomes}").format(
                outcome=choice.outcome[:20], outcomes=", ".join(OUTCOMES)
            )
        )
    named = workspace.scenario(choice.scenario) if choice.scenario else None
    shown = [scenario for scenario in workspace.scenarios if scenario.visible or scenario == named]
    there = {result.scenario.name: result for result in known}
    results = tuple(
        attrs.evolve(there[item.name], scenario=item)
        if item.name in there
        else simulate(item, conversions(item), choice.samples)
        for item in shown or workspace.scenarios
    )
    with_outcome = [result for result in results if choice.outcome in result.outcomes]
    if not with_outcome:
        raise Fault(
            _("no scenario of this plan has the outcome “{outcome}”: its conversion is not known").format(
                outcome=choice.outcome
            )
        )
    main = _main(with_outcome, choice, named)
    year = spoken_year(main.scenario) if choice.year is None else choice.year
    if year not in main.scenario.years:
        raise Fault(
            _("“{name}” does not cover {year}; choose a year from {first} to {last}").format(
                name=main.scenario.name, year=year, first=main.scenario.start, last=main.scenario.end
            )
        )
    pack = Pack(workspace, choice, results, main, year)
    pack.threshold(main.outcomes[choice.outcome].unit)
    return pack


def _main(results: list[ScenarioResult], choice: Choice, named: Scenario | None) -> ScenarioResult:
    """Return the named scenario, else the one that comes to the most in the year (or in its last)."""
    if named is not None:
        return next((result for result in results if result.scenario == named), results[0])
    covering = [result for result in results if choice.year is None or choice.year in result.scenario.years]
    return max(covering or results, key=lambda result: float(result.outcomes["energy"].p50[-1]))
