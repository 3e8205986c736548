"""``planner export``: charts, tables, workbooks, slides and pages of a plan as files, without a display."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from planner.cli.plans import open_plan
from planner.cli.samples import SAMPLES
from planner.cli.tables import one_line, print_json
from planner.language import NUMBER_SIGNS
from planner.model.faults import Fault
from planner.text import _, language, write_numbers

if TYPE_CHECKING:
    from planner.export.pack import Choice, Pack

CHARTS = (
    *("timeline", "breakdown", "estimates", "sensitivity", "waterfall", "households", "working"),
    *("shares", "difference", "changes", "distribution", "map", "solve"),
)
PLACES = ("plan", "chart", "scenario", "year")
_MOST_FILES = 2_000


@click.command("export", short_help="Charts, tables, slides and pages of a plan as files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--chart",
    "charts",
    type=click.Choice([*CHARTS, "all", "presentation"]),
    multiple=True,
    help="Which chart; repeatable. presentation: the views that the plan's author chose.",
)
@click.option("-o", "--output", "outputs", multiple=True, metavar="OUT", help="Where to; its ending is the format.")
@click.option(
    "--brief", metavar="FOLDER", help="The whole brief pack into a folder: slides, workbook, table, page, PDF."
)
@click.option(
    "--size", default="slide", metavar="SIZE", show_default=True, help="slide, square, a4-half, a4, 160x100mm."
)
@click.option("--dpi", type=click.IntRange(30, 1200), metavar="N", help="Dots per inch of a PNG.")
@click.option(
    "--outcome", default="energy", metavar="NAME", show_default=True, help="energy, households, emissions, ..."
)
@click.option("--unit", default="", metavar="UNIT", help="The chart's unit, such as TWh/year.")
@click.option("--year", type=int, metavar="YEAR", help="The year the finding speaks of; by default as in the window.")
@click.option("--scenario", default="", metavar="NAME", help="The scenario it speaks of; the largest by default.")
@click.option("--title", default="", metavar="TEXT", help="Your own title instead of the proposed finding.")
@click.option("--alt", default="", metavar="TEXT", help="Your own words for those who do not see the one chart.")
@click.option("--totals", "envelope", is_flag=True, help="Published totals of data centres in the timeline.")
@click.option("--threshold", default="", metavar="AMOUNT", help='The one asked about in a distribution: "20 TWh/year".')
@click.option("--against", default="", metavar="NAME", help="The scenario to compare with; the baseline by default.")
@click.option("--linear", is_flag=True, help="A scale from zero instead of a logarithmic one.")
@SAMPLES
@click.option("--no-plan", is_flag=True, help="Leave the plan out; the file then cannot be opened again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(files: tuple[str, ...], charts: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> None:
    """Export charts of FILE, a plan (*.aiplan) or the name of a preset, as OUT.{png,svg,pdf,csv,xlsx,pptx,html}.

    With several FILEs or charts, OUT says where names go: {plan}, {chart}, {scenario}, {year}. A picture, page or deck
    carries the plan, so that planner open-export gets it back, unless --no-plan. Problems worth knowing before
    publishing (planner check) are told and go into the notes; they do not stop an export. The finding speaks of the
    year that the window would open at: 2030 or the nearest there is, the first year where nothing moves. A CSV of one
    chart has that chart's numbers, any other CSV all results.

    Where the plan has a presentation, slides, pages and the brief pack are its views in their order, the message of
    each as its title and its notes as the speaker's; --chart all gives every chart instead.

    \b
    Example:
      planner export chat-and-agents --chart timeline -o agents.svg --size a4-half
      planner export chat-and-agents two-claims-apart --chart all -o "{plan}-{chart}.png"
      planner export chat-and-agents --brief briefing
    """
    from planner.export.pack import Choice

    write_numbers(*NUMBER_SIGNS[language()])  # a chart is for readers of its language, unlike what a terminal shows
    if not outputs and not options["brief"]:
        raise Fault(_("say where to with -o OUT.png (or .svg, .pdf, .csv, .xlsx, .pptx, .html) or --brief FOLDER"))
    several = len(charts) > 1 or not {"all", "presentation"}.isdisjoint(charts)
    if options["alt"] and (several or options["brief"]):
        raise Fault(_("--alt is about one chart; name that one with --chart"))
    keys = ("outcome", "unit", "year", "scenario", "title", "alt", "envelope", "samples")
    pages = tuple((name, options[name]) for name in ("threshold", "against") if options[name])
    choice = Choice(log=not options["linear"], options=pages, **{key: options[key] for key in keys})
    jobs = _Jobs(charts, outputs, options["brief"], options["size"], options["dpi"], not options["no_plan"])
    written: list[dict[str, Any]] = []
    try:
        for item in _written(files, choice, jobs):
            written.append(item)
            print(f"{len(written)}. {one_line(item['path'])}", file=sys.stderr, flush=True)
    except BaseException as error:
        if not _interrupted(error):
            raise
        sentence = _("interrupted; of all files {count} are written, and each of these is whole")
        print(f"planner: {sentence.format(count=len(written))}", file=sys.stderr)
        raise KeyboardInterrupt from error
    if options["as_json"]:
        print_json({"files": written})


def _interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl+C is behind an error: a library that draws or packs may have made another one of it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


@frozen
class _Jobs:
    """What to make of each plan."""

    charts: tuple[str, ...]
    outputs: tuple[str, ...]
    brief: str | None
    size: str
    dpi: int | None
    with_plan: bool


def _written(files: tuple[str, ...], choice: Choice, jobs: _Jobs) -> Iterator[dict[str, Any]]:
    """Write everything asked for; a file is whole when its line is told, so that an interruption leaves whole files."""
    from planner.export.brief import write_brief
    from planner.export.checks import check_pack
    from planner.export.files import write
    from planner.export.pack import prepare

    taken: set[Path] = set()
    for name in files:
        pack = prepare(open_plan(name), choice)
        if jobs.brief:
            for path in write_brief(pack, _folder(jobs.brief, name, len(files)), jobs.with_plan):
                yield _told(path)
        for path, content in _contents(pack, name, jobs):
            if path in taken:
                raise Fault(
                    _("{path} would be written twice; put {places} into the name after -o").format(
                        path=path, places=", ".join(f"{{{place}}}" for place in PLACES)
                    )
                )
            taken.add(path)
            write(path, content)
            yield _told(path)
        for problem in check_pack(pack):
            print(f"planner: {one_line(problem.sentence)}: {one_line(problem.remedy)}", file=sys.stderr)


def _told(path: Path) -> dict[str, Any]:
    return {"path": str(path), "bytes": path.stat().st_size}


def _folder(brief: str, name: str, plans: int) -> Path:
    return Path(brief) / _stem(name) if plans > 1 else Path(brief)


def _stem(name: str) -> str:
    from planner.export.exhibit import safe_name

    return safe_name(os.path.basename(name).removesuffix(".aiplan"))


def _contents(pack: Pack, name: str, jobs: _Jobs) -> Iterator[tuple[Path, bytes]]:
    """Yield each file's path and content: a picture for each chart, all charts together for slides and pages."""
    from planner.export.exhibits import exhibit, exhibits
    from planner.export.files import FIGURES, format_of, to_bytes
    from planner.export.sheet import size_of
    from planner.export.views import shown_exhibits, view_exhibits

    size = size_of(jobs.size, jobs.dpi)
    for output in jobs.outputs:
        form = format_of(Path(output))
        if "presentation" in jobs.charts:
            shown = list(view_exhibits(pack))
        elif "all" in jobs.charts:
            shown = list(exhibits(pack))
        elif not jobs.charts and form in ("pptx", "html", "xlsx", "csv"):
            shown = list(shown_exhibits(pack))
        else:
            shown = [exhibit(pack, key) for key in jobs.charts or ("timeline",)]
        groups = [[item] for item in shown] if form in FIGURES or "{chart}" in output else [shown]
        for group in groups:
            path = _path(output, pack, name, group[0].file_key)
            yield path, to_bytes(pack, group, form, size, jobs.with_plan)


def _path(output: str, pack: Pack, name: str, chart: str) -> Path:
    from planner.export.exhibit import safe_name

    words = {
        "plan": _stem(name),
        "chart": chart,
        "scenario": safe_name(pack.main.scenario.name),
        "year": str(pack.year),
    }
    for place, word in words.items():
        output = output.replace(f"{{{place}}}", word)
    return Path(output)
