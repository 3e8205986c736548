"""Reality check: a scenario beside the published totals that it cannot well exceed.

All data centres of the world used 415 TWh in 2024 and 485 in 2025, about 945 in 2030 in the IEA's Base case; those of
the United States, 192 in 2024 and 649 in 2030 in Berkeley Lab's reference case; everything OpenAI ran in 2025 had about
1.9 GW. A use of AI that passes such a total is not impossible, but its author should know. The figures come from the
evidence library by id; between published years they are joined by constant growth, and never extended beyond them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from attrs import frozen

from planner.engine.percentiles import tidy
from planner.engine.result import ScenarioResult
from planner.engine.sampling import Array
from planner.model.evidence import Evidence
from planner.text import N_, _, number
from planner.units import factor_between

_WORLD = {2024: "iea-2024", 2025: "iea-2025", 2030: "iea-2030-base", 2035: "iea-2035-base"}
_WORLD_CASES = {
    2030: ("iea-2030-headwinds", "iea-2030-lift-off"),
    2035: ("iea-2035-headwinds", "iea-2035-lift-off"),
}
_USA = {
    2014: "lbnl-2014",
    2018: "lbnl-2018",
    2023: "lbnl-2023",
    2024: "lbnl-2024",
    2028: "lbnl-2028",
    2030: "lbnl-2030",
}
_USA_CASES = {2030: ("iea-usa-2030", "lbnl-2030")}
_OPENAI = {2025: "openai-compute-2025"}
_OPENAI_ROOM = 1
"""How many years away OpenAI's reported power still says something."""

WORLD, USA, OPENAI = "world", "usa", "openai"
_NAMES = {
    WORLD: N_("all data centres of the world"),
    USA: N_("all data centres of the United States"),
    OPENAI: N_("everything OpenAI ran"),
}
_SHORT = {"International Energy Agency": "IEA", "Lawrence Berkeley National Laboratory": "LBNL"}


@frozen
class Total:
    """One published total in GWh a year, with the range of its source's cases where there is one."""

    year: int
    value: float
    low: float
    high: float
    entry: Evidence


@frozen
class Envelope:
    """Published totals of one group of data centres, by year."""

    key: str
    name: str
    totals: tuple[Total, ...]

    def at(self, year: int) -> float | None:
        """Return the total of a year in GWh, joined by constant growth; None outside the published years."""
        known = [total.year for total in self.totals]
        if not known[0] <= year <= known[-1]:
            return None
        values = [total.value for total in self.totals]
        return tidy(float(np.exp(np.interp(year, known, np.log(values)))))

    def series(self, years: Iterable[int]) -> tuple[Array, Array, Array]:
        """Return low, middle and high in GWh for ``years``; not a number outside the published ones."""
        known = [total.year for total in self.totals]
        asked = np.array(list(years), float)
        rows = []
        for name in ("low", "value", "high"):
            logs = np.log([getattr(total, name) for total in self.totals])
            rows.append(np.exp(np.interp(asked, known, logs, left=np.nan, right=np.nan)))
        return rows[0], rows[1], rows[2]

    def nearest(self, year: int) -> tuple[Total, Total]:
        """Return the published totals before and after a year; the same one twice at it, or beyond an end."""
        before = [total for total in self.totals if total.year <= year]
        after = [total for total in self.totals if total.year >= year]
        return (before or after)[-1 if before else 0], (after or before)[0 if after else -1]


@frozen
class Check:
    """What a scenario passes in a year. ``surely``: with its median, else only with the upper end of its range."""

    envelope: Envelope
    year: int
    limit: float
    surely: bool
    sentence: str
    sources: tuple[str, ...]


def envelopes(evidence: Mapping[str, Evidence]) -> tuple[Envelope, ...]:
    """Return the envelopes the library has figures for: the world, the United States, OpenAI."""
    made = (
        _envelope(WORLD, _WORLD, _WORLD_CASES, evidence),
        _envelope(USA, _USA, _USA_CASES, evidence),
        _envelope(OPENAI, _OPENAI, {}, evidence),
    )
    return tuple(envelope for envelope in made if envelope.totals)


def envelope_for(region: str, evidence: Mapping[str, Evidence]) -> Envelope | None:
    """Return the totals that suit a region: those of its own data centres, else the world's; None if unpublished."""
    known = {envelope.key: envelope for envelope in envelopes(evidence)}
    return known.get(USA if region == "USA" else WORLD)


def _envelope(
    key: str, ids: Mapping[int, str], cases: Mapping[int, tuple[str, str]], evidence: Mapping[str, Evidence]
) -> Envelope:
    totals = []
    for year, identity in ids.items():
        entry = evidence.get(identity)
        if entry is None:
            continue
        value = _gigawatt_hours(entry)
        low, high = (evidence.get(case) for case in cases.get(year, (identity, identity)))
        ends = (
            _gigawatt_hours(low, "low") if low is not None else value,
            _gigawatt_hours(high, "high") if high is not None else value,
        )
        totals.append(Total(year, value, min(value, *ends), max(value, *ends), entry))
    return Envelope(key, _(_NAMES[key]), tuple(totals))


def _gigawatt_hours(entry: Evidence, end: str = "value") -> float:
    estimate = getattr(entry, end) or entry.value
    return tidy(estimate.central * factor_between(estimate.unit, "GWh/year"))


def checks(result: ScenarioResult, year: int, evidence: Mapping[str, Evidence]) -> tuple[Check, ...]:
    """Return what ``result`` passes in ``year``, the largest total first.

    The United States count only for a scenario of that region; OpenAI's power only about the year it was reported for.
    Of totals inside one another only those passed as surely are worth a word, so a caller may show the first alone.
    """
    energy = result.at("energy", year)
    found = []
    for envelope in envelopes(evidence):
        if envelope.key == USA and result.scenario.region != "USA":
            continue
        if envelope.key == OPENAI and abs(year - envelope.totals[0].year) > _OPENAI_ROOM:
            continue
        before, after = envelope.nearest(year)
        limit = envelope.at(year) or before.value
        if energy["p95"] > limit:
            found.append(_check(envelope, year, limit, energy["p50"] > limit, before, after))
    return tuple(sorted(found, key=lambda check: (-check.surely, -check.limit)))


def _check(envelope: Envelope, year: int, limit: float, surely: bool, before: Total, after: Total) -> Check:
    name = envelope.name
    if envelope.key == OPENAI:
        text = _("{name} in {year} ({total}: {published}, {source})")
        published, total = before.entry.as_published, _terawatt_hours(before)
        what = text.format(name=name, year=before.year, total=total, published=published, source=_source(before))
    elif before is after:
        text = _("{name} in {year} ({total}, {source})")
        what = text.format(name=name, year=before.year, total=_terawatt_hours(before), source=_source(before))
    else:
        text = _("{name} in {year} ({first} in {start}, {last} in {end}, {source})")
        what = text.format(
            name=name,
            year=year,
            first=_terawatt_hours(before),
            start=before.year,
            last=_terawatt_hours(after),
            end=after.year,
            source=_source(after),
        )
    sentence = _("more than {total}") if surely else _("at its upper end more than {total}")
    sources = tuple(dict.fromkeys((before.entry.id, after.entry.id)))
    return Check(envelope, year, limit, surely, sentence.format(total=what), sources)


def _terawatt_hours(total: Total) -> str:
    return _("{value} TWh").format(value=number(total.value / 1000, 4))


def _source(total: Total) -> str:
    publisher = total.entry.publisher.split(";")[0]
    case = _(" Base case") if total.entry.id.endswith("-base") else ""
    return _SHORT.get(publisher, publisher) + case
