"""What the export dialog asks for, and the answer: made by the exporters themselves, in a thread beside the window.

matplotlib and the Office libraries are imported here, with the first answer, so that the window never waits for them.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import attrs
from attrs import frozen

from planner.export.checks import Problem, check_exhibit, check_pack, check_scenario
from planner.export.exhibit import Exhibit, safe_name
from planner.export.exhibits import exhibit, exhibits
from planner.export.pack import Choice, Pack, prepare
from planner.export.views import PRESENTATION, view_exhibits
from planner.model.workspace import Workspace
from planner.text import N_, _

PICTURES = ("png", "svg", "pdf")
DECKS = ("pptx", "html")
TABLES = ("csv", "xlsx")
BRIEF = "brief"
FORMATS = {
    "png": N_("PNG, a picture"),
    "svg": N_("SVG, a drawing with text as text"),
    "pdf": N_("PDF, a drawing with fonts"),
    "pptx": N_("PPTX, slides with editable charts"),
    "html": N_("HTML, a page with tables"),
    "xlsx": N_("XLSX, a workbook with live formulas"),
    "csv": N_("CSV, numbers as a table"),
    BRIEF: N_("The whole brief pack, into a folder"),
}
ALL_CHARTS = "all"
SEVERAL = (ALL_CHARTS, PRESENTATION)
"""What is more than one chart in one file."""
CHART_NAMES = {
    "timeline": N_("Timeline"),
    "households": N_("Households"),
    "breakdown": N_("Breakdown by workload"),
    "shares": N_("Shares of the workloads"),
    "waterfall": N_("What makes the difference"),
    "difference": N_("Difference over the years"),
    "sensitivity": N_("What matters most"),
    "distribution": N_("Distribution of the result"),
    "map": N_("Map of two assumptions"),
    "estimates": N_("Published estimates"),
    "working": N_("The working"),
    ALL_CHARTS: N_("All charts"),
    PRESENTATION: N_("The views of the presentation"),
}
ALL_RESULTS = N_("All results")
"""What all charts are called where a file holds numbers alone."""


@frozen
class Wish:
    """Everything the dialog's fields say. ``title`` and ``alt`` are empty where the program's own are taken."""

    form: str = "png"
    chart: str = "timeline"
    size: str = "slide"
    dpi: int = 200
    title: str = ""
    alt: str = ""
    with_plan: bool = True


@frozen(eq=False)
class Answer:
    """What a wish comes to: which charts there are, proposed title and alt text, the problems, the picture as a PNG."""

    charts: tuple[str, ...]
    proposed: str
    proposed_alt: str
    problems: tuple[Problem, ...]
    picture: bytes


class Exporter:
    """Answers wishes about one plan. Its results are simulated once; only words and pictures are made anew."""

    def __init__(self, workspace: Workspace, choice: Choice) -> None:
        self._workspace, self._choice = workspace, choice
        self._pack: Pack | None = None
        self._charts: tuple[str, ...] = ()
        self._proposed: dict[str, tuple[str, str]] = {}
        self._one_at_a_time = Lock()  # matplotlib's settings are one set for the whole process

    def answer(self, wish: Wish) -> Answer:
        """Return charts, title, problems and picture; raises `Fault` where the plan or the size cannot be drawn."""
        with self._one_at_a_time:
            return self._answer(wish)

    def _answer(self, wish: Wish) -> Answer:
        plain = self._plain()
        if not self._charts:
            shown = exhibits(plain)
            told = (PRESENTATION,) if self._workspace.presentation else ()
            self._charts = (*(item.key for item in shown), *told)
            self._proposed = {item.key: (item.title, item.alt) for item in shown}
        first = wish.chart if wish.chart in self._proposed else self._charts[0]
        pack = self._titled(wish)
        chosen = view_exhibits(plain)[0] if wish.chart == PRESENTATION else self._exhibit(pack, first, wish)
        problems = self._problems(pack, chosen, wish)
        return Answer(self._charts, *self._proposed[first], problems, self._picture(pack, chosen, wish))

    def write(self, wish: Wish, path: Path) -> tuple[Path, ...]:
        """Write what is wished for to a file, or into a folder; raises `Fault`, and what was there before is whole."""
        with self._one_at_a_time:
            return self._write(wish, path)

    def _write(self, wish: Wish, path: Path) -> tuple[Path, ...]:
        from planner.export.brief import write_brief
        from planner.export.files import to_bytes, write
        from planner.export.sheet import size_of

        pack = self._titled(wish)
        if wish.form == BRIEF:
            return tuple(write_brief(pack, path, wish.with_plan))
        if wish.chart == PRESENTATION:
            shown = list(view_exhibits(pack))
        else:
            shown = [self._exhibit(pack, wish.chart, wish)] if wish.chart != ALL_CHARTS else list(exhibits(pack))
        size = size_of(wish.size, wish.dpi) if wish.form in PICTURES else None
        write(path, to_bytes(pack, shown, wish.form, size, wish.with_plan))
        return (path,)

    def file_name(self, wish: Wish) -> str:
        """Return a name for the file: the plan's, and the chart's where it is one picture."""
        stem = safe_name(self._workspace.title or self._workspace.scenarios[0].name, 60)
        return f"{stem}-{wish.chart}.{wish.form}" if wish.chart not in SEVERAL else f"{stem}.{wish.form}"

    def _plain(self) -> Pack:
        if self._pack is None:
            self._pack = prepare(self._workspace, self._choice)
        return self._pack

    def _titled(self, wish: Wish) -> Pack:
        """Return the pack under the author's title."""
        plain = self._plain()
        return attrs.evolve(plain, choice=attrs.evolve(plain.choice, title=wish.title))

    def _exhibit(self, pack: Pack, key: str, wish: Wish) -> Exhibit:
        made = exhibit(pack, key)
        return attrs.evolve(made, title=wish.title or made.title, alt=wish.alt or made.alt)

    def _picture(self, pack: Pack, chosen: Exhibit, wish: Wish) -> bytes:
        """Return the chosen chart as the PNG a file of it would be; empty for a table, which has none."""
        from planner.export.files import figure_bytes
        from planner.export.sheet import size_of

        if wish.form in TABLES:
            return b""
        size = size_of(wish.size, wish.dpi if wish.form == "png" else None) if wish.form in PICTURES else None
        return figure_bytes(chosen, "png", size)

    def _problems(self, pack: Pack, chosen: Exhibit, wish: Wish) -> tuple[Problem, ...]:
        """Return what the publish check says: of the chosen chart, or of all where all are exported."""
        if wish.form == BRIEF or wish.chart in SEVERAL:
            return check_pack(pack)
        found = [problem for result in pack.results for problem in check_scenario(pack, result)]
        if wish.form not in TABLES:
            found += check_exhibit(chosen, certain=pack.main.outcomes["energy"].certain)
        return tuple(dict.fromkeys(found))


def describe(form: str) -> str:
    """Return what a file of a format without a picture holds."""
    return {
        "csv": _("A table in long form: scenario, workload, outcome, year, statistic, value, unit."),
        "xlsx": _("A workbook: inputs, drivers year by year, products and results as live formulas, sources."),
    }.get(form, "")
