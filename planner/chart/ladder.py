"""The working as people read it: numbers with what they are under them, step by step to the homes."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from planner.chart.amounts import OUTCOME_NAMES, amount, homes, value_and_unit
from planner.engine.working import DIVIDE, MULTIPLY, Step, Working
from planner.model.region import Region
from planner.text import _, number, within_sentence
from planner.units import factor_between, unit_powers

EQUALS = "="


@frozen
class Rung:
    """One number of the working: the operator before it, the number, what it is, and whether it is a result."""

    operator: str
    value: str
    what: str
    result: bool = False
    note: str = ""


@frozen
class Ladder:
    """The working of a scenario in one year: a row of rungs for each workload, and one for the total."""

    title: str
    rows: tuple[tuple[str, tuple[Rung, ...]], ...]
    remark: str

    def as_text(self) -> str:
        """Return the working as plain lines, one step each."""
        lines = [self.title]
        for name, rungs in self.rows:
            lines += ["", name, *(f"  {rung.operator or ' '} {rung.value} {rung.what}".rstrip() for rung in rungs)]
        return "\n".join([*lines, "", self.remark]).strip() + "\n"

    def as_markdown(self) -> str:
        """Return the working as Markdown tables."""
        lines = [f"### {self.title}"]
        for name, rungs in self.rows:
            lines += ["", f"**{_escaped(name)}**", "", "| | value | what |", "|---|---:|---|"]
            for rung in rungs:
                value = f"**{rung.value}**" if rung.result else rung.value
                lines.append(
                    f"| {rung.operator} | {value} | {_escaped(' '.join(filter(None, [rung.what, rung.note])))} |"
                )
        return "\n".join([*lines, "", self.remark]).strip() + "\n"


def ladder(
    working: Working, region: Region, outcome: str = "households", sampled: float | None = None, aside: str = ""
) -> Ladder:
    """Return the working in words, ending in ``outcome`` where its conversion is known.

    ``sampled`` is the median of the draws in GWh a year, to be told where it can differ from the medians multiplied;
    ``aside`` is a sentence to end the remark with, such as which drivers are correlated.
    """
    ending = tuple(_ending(working, region, outcome))
    rows = []
    single = len(working.workloads) == 1
    for (name, steps), energy in zip(working.workloads, working.energies, strict=True):
        rungs = [*_rungs(steps), _energy(energy)]
        rows.append((name, (*rungs, *ending) if single else tuple(rungs)))
    if not single:
        sums = [
            Rung("+" if index else "", amount("energy", energy, "GWh/year"), name)
            for index, ((name, _steps), energy) in enumerate(zip(working.workloads, working.energies, strict=True))
        ]
        rows.append((_("Together"), (*sums, _energy(working.energy), *ending)))
    remark = _("A year is 365.25 days.")
    if not working.certain:
        remark = _("Medians of uncertain values, multiplied; {sampled}. {year}").format(
            year=remark, sampled=_sampled(sampled)
        )
    remark = " ".join(filter(None, [remark, aside]))
    return Ladder(_("The working, {year}").format(year=working.year), tuple(rows), remark)


def _sampled(gigawatt_hours: float | None) -> str:
    if gigawatt_hours is None:
        return _("the sampled median can differ")
    return _("the median of the draws is {energy}").format(energy=amount("energy", gigawatt_hours, "GWh/year"))


def _rungs(steps: tuple[Step, ...]) -> Iterator[Rung]:
    for index, step in enumerate(steps):
        value, what = value_and_unit(step.value, step.unit, step.certain)
        operator = "" if index == 0 and step.operator == MULTIPLY else step.operator
        yield Rung(operator, value, what or step.label, note=step.label if what else "")
    yield from _per_year(steps[-1].running_unit)


def _per_year(unit: str) -> Iterator[Rung]:
    """Yield the factor that makes a product a yearly one: 365.25 days a year."""
    powers = unit_powers(unit)
    periods = {
        "day": _("days a year"),
        "week": _("weeks a year"),
        "month": _("months a year"),
        "hour": _("hours a year"),
    }
    for period, words in periods.items():
        if powers.get(period) == -1:
            yield Rung(MULTIPLY, number(factor_between("year", period), 6), words)
            return
    if "year" not in powers:
        yield Rung(MULTIPLY, number(factor_between("year", "hour"), 6), _("hours a year"))


def _energy(gigawatt_hours: float) -> Rung:
    return Rung(EQUALS, amount("energy", gigawatt_hours, "GWh/year"), _("a year"), result=True)


def _ending(working: Working, region: Region, outcome: str) -> Iterator[Rung]:
    if outcome in ("energy", "power"):
        outcome = "households"
    step = working.outcomes.get(outcome)
    if step is None:
        return
    if outcome == "households":
        figure = region.figure("household_use")
        shown = figure is not None and figure.value.central == step.value
        what = _("a {adjective} home").format(adjective=region.adjective)
        year = f", {figure.year}" if figure is not None and shown else ""
        yield Rung(
            DIVIDE, f"{number(step.value, 6)} kWh", what + year, note=figure.definition if figure and shown else ""
        )
        their_homes = _("{adjective} homes").format(adjective=region.adjective)
        yield Rung(EQUALS, homes(step.running, 4), their_homes, result=True)
        return
    value, what = value_and_unit(step.value, step.unit, step.certain)
    yield Rung(step.operator, value, what or _("demand"))
    result = amount(outcome, step.running, step.running_unit, 4)
    yield Rung(EQUALS, result, within_sentence(_(OUTCOME_NAMES[outcome])), result=True)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
