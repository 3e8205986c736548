"""The publish check: what will be asked about a chart once it is out, told before, each with its remedy.

A chart that fails can still be exported; the problems then stand in its notes. What no chart of ours can have, such as
a second value axis, is looked for all the same, because charts come from descriptions and those can be made by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from planner.chart.spec import Chart, Series
from planner.engine.envelope import checks as envelope_checks
from planner.engine.result import ScenarioResult
from planner.export.exhibit import Exhibit
from planner.export.exhibits import exhibits
from planner.export.fonts import font_remark
from planner.export.pack import Pack
from planner.export.palette import GROUND, MARK_CONTRAST, MAX_SERIES, contrast, dash, series_colour
from planner.model.boundary import flags
from planner.model.evidence import Evidence
from planner.model.flag import Concern
from planner.model.scenario import Scenario
from planner.text import _, kept_per_language, number, number_signs

MOST_DIGITS = 3
_CHOICES = (Concern.SUPERSEDED, Concern.ACCELERATOR_ONLY)
"""What an author may mean to show, and then says so in a note; counting twice is never meant."""


@frozen
class Problem:
    """One problem: the rule it breaks, where, in one sentence, and what to do about it."""

    rule: str
    where: str
    sentence: str
    remedy: str


def check_pack(pack: Pack) -> tuple[Problem, ...]:
    """Return all problems of a plan and of its charts, each once."""
    found = [problem for result in pack.results for problem in check_scenario(pack, result)]
    for item in exhibits(pack):
        found += check_exhibit(item, certain=pack.main.outcomes["energy"].certain)
    return tuple(dict.fromkeys(found))


def check_scenario(pack: Pack, result: ScenarioResult) -> Iterator[Problem]:
    """Yield what is wrong with a scenario: its sources, its boundaries, its size."""
    scenario = result.scenario
    yield from _sources(scenario, pack)
    for workload in scenario.workloads:
        for flag in flags(workload, pack.evidence):
            explained = flag.concern in _CHOICES and (
                scenario.notes.strip() or workload.drivers[flag.driver].note.strip()
            )
            if flag.serious and not explained:
                remedy = flag.remedy or _("Change the driver, or say in its note why it stays")
                yield Problem("boundary", f"{scenario.name}, {workload.name}", flag.sentence, f"{remedy}.")
    year = min(max(pack.year, scenario.start), scenario.end)
    for passed in envelope_checks(result, year, pack.evidence)[:1]:
        if passed.surely:
            yield Problem(
                "envelope",
                scenario.name,
                _("its electricity in {year} is {sentence}").format(year=year, sentence=passed.sentence),
                _("Check volume and energy per use, or say in the title that this is a what-if."),
            )


def _sources(scenario: Scenario, pack: Pack) -> Iterator[Problem]:
    """Yield sources that are not in the library, and own assumptions that nobody explains."""
    explained = bool(scenario.notes.strip() or pack.workspace.notes.strip())
    for workload in scenario.workloads:
        for driver in workload.drivers:
            where = f"{scenario.name}, {workload.name}"
            entry: Evidence | None = pack.evidence.get(driver.source)
            if driver.source and entry is None:
                yield Problem(
                    "source",
                    where,
                    _("the source “{source}” of “{name}” is not in the evidence library").format(
                        source=driver.source[:60], name=driver.name
                    ),
                    _("Choose a source from the library (planner evidence list), or mark it as an own assumption."),
                )
            own = entry is None or not entry.supports(driver.value)
            if own and not driver.source and not explained and not driver.note.strip():
                yield Problem(
                    "own assumption",
                    where,
                    _("“{name}” is an own assumption without a word on where it comes from").format(name=driver.name),
                    _("Give it a source, or a note that says why this value."),
                )


def check_exhibit(item: Exhibit, certain: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with a chart as drawn; ``certain`` where all its values are exact."""
    if not item.sources.strip():
        yield _problem("source", item, _("the chart names no source"), _("Name the sources of its figures."))
    if remark := font_remark(item.words):
        yield _problem(
            "letters",
            item,
            remark.partition(";")[0].rstrip(),
            _("Install a font that has them, such as Noto Sans CJK."),
        )
    yield from _precision(item, MOST_DIGITS + 1 if certain or item.key == "working" else MOST_DIGITS)
    if isinstance(item.body, Chart):
        yield from _chart(item, item.body)


def _chart(item: Exhibit, chart: Chart) -> Iterator[Problem]:
    lines = [series for series in chart.series if not series.ghost]
    if "," not in chart.y.label and "%" not in chart.y.label:
        yield _problem("unit", item, _("the value axis has no unit"), _("Write the unit behind the measure."))
    if not chart.y.log and chart.y.low > 0:
        sentence = _("the scale does not begin at zero")
        yield _problem("zero base", item, sentence, _("Begin at zero, or use a logarithmic scale and say so."))
    if chart.y.log and _("Logarithmic scale.") not in item.note:
        sentence = _("the scale is logarithmic and the note does not say so")
        yield _problem("scale", item, sentence, _("Say “Logarithmic scale.” in the note."))
    if len(lines) > MAX_SERIES and not item.panels:
        sentence = _("{count} lines in one chart cannot be told apart").format(count=len(lines))
        yield _problem("series", item, sentence, _("Show at most four, or let them be small multiples."))
    if any(not series.certain for series in lines) and "90 %" not in " ".join(item.note.split()):
        sentence = _("nothing says what the bands mean")
        yield _problem("bands", item, sentence, _("Say in the note what share of the draws each band holds."))
    yield from _colours(item, lines, together=not (item.panels and len(lines) > MAX_SERIES))


def _colours(item: Exhibit, lines: Sequence[Series], together: bool) -> Iterator[Problem]:
    for series in lines:
        if contrast(series_colour(series.colour), GROUND) < MARK_CONTRAST:
            sentence = _("the line of “{name}” has a contrast below 3 to 1").format(name=series.name)
            yield _problem("contrast", item, sentence, _("Choose a darker colour for it."))
    if not together:
        return
    unlabelled = [series for series in lines if not series.name.strip() or not series.end_label.strip()]
    styles = [dash(series.dash) for series in lines]
    if unlabelled or (len(lines) <= MAX_SERIES and len(set(styles)) < len(styles)):
        sentence = _("lines are told apart by colour alone")
        yield _problem("colour", item, sentence, _("Give each line its own dash and a label at its end."))


def _precision(item: Exhibit, most: int) -> Iterator[Problem]:
    texts = [item.title]
    if isinstance(item.body, Chart):
        texts += [series.end_label for series in item.body.series]
    for figure in _figures(texts):
        canonical = _canonical(figure)
        if significant(canonical) > most:
            yield _problem(
                "precision",
                item,
                _("“{figure}” has {count} significant digits, more than an estimate can bear").format(
                    figure=figure, count=significant(canonical)
                ),
                _("Round it to {count}: {rounded}.").format(count=most, rounded=number(float(canonical), most)),
            )


def _figures(texts: Iterable[str]) -> Iterator[str]:
    """Yield the numbers in texts that are no years."""
    for text in texts:
        for match in _number_pattern().finditer(text):
            figure = match[0].rstrip(number_signs()[1])
            if not re.fullmatch(r"(?:19|2[0-3])\d\d", figure):
                yield figure


@kept_per_language()
def _number_pattern() -> re.Pattern[str]:
    """Return what finds a number as `planner.text.number` writes it here; Korean puts a word right behind it."""
    decimal, group = (re.escape(sign) for sign in number_signs())
    return re.compile(rf"(?<![\w{decimal}{group}])\d[\d{group}]*(?:{decimal}\d+)?(?![A-Za-z0-9_])")


def _canonical(figure: str) -> str:
    decimal, group = number_signs()
    return (figure.replace(group, "") if group else figure).replace(decimal, ".")


def significant(figure: str) -> int:
    """Return how many digits of a number are significant; zeros at the end of a whole one are not counted."""
    digits = figure.replace(",", "")
    if "." not in digits:
        digits = digits.rstrip("0")
    return len(digits.replace(".", "").lstrip("0"))


def _problem(rule: str, item: Exhibit, sentence: str, remedy: str) -> Problem:
    return Problem(rule, _("chart “{key}”").format(key=item.key), sentence, remedy)
