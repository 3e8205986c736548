"""From a pack to a file: the format follows from the file's ending, the new file replaces an old one once complete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.export import embed
from planner.export.exhibit import Exhibit
from planner.export.pack import Pack
from planner.export.sheet import Size
from planner.model.faults import Fault
from planner.store.files import write_atomically
from planner.text import _

FIGURES = ("png", "svg", "pdf")
FORMATS = (*FIGURES, "csv", "xlsx", "pptx", "html")


def format_of(path: Path) -> str:
    """Return the format that a file's ending asks for; raises `Fault` where there is no such format."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise Fault(
            _("“{name}” does not say which format; end it with one of {endings}").format(
                name=path.name[:80], endings=", ".join(f".{ending}" for ending in FORMATS)
            )
        )
    return form


def to_bytes(
    pack: Pack, exhibits: Sequence[Exhibit], form: str, size: Size | None = None, with_plan: bool = True
) -> bytes:
    """Return the content of a file: one chart as a picture, all ``exhibits`` as slides or page, or their numbers.

    A CSV has the numbers of one exhibit, or all results where there are several or none. A workbook has all results
    and, on a sheet, the numbers of the exhibits.
    ``with_plan`` puts the plan inside, so that the file opens as the scenario it came from; a CSV cannot hold it.
    """
    text = embed.to_text(embed.carried(pack)) if with_plan else ""
    if form in FIGURES:
        return figure_bytes(exhibits[0], form, size, text)
    if form == "csv":
        from planner.export.table import to_csv

        return to_csv(pack, exhibits if len(exhibits) == 1 else ())
    if form == "xlsx":
        from planner.export.workbook import to_xlsx

        return to_xlsx(pack, exhibits, text)
    if form == "pptx":
        from planner.export.slides import to_pptx

        return to_pptx(pack, exhibits, text)
    from planner.export.page import to_html

    return to_html(pack, exhibits, text)


def figure_bytes(exhibit: Exhibit, form: str, size: Size | None, plan: str = "") -> bytes:
    """Return one chart as a picture, with ``plan`` inside unless that is empty."""
    from planner.export.figure import render

    content = render(exhibit, form, size)
    into = {"png": embed.into_png, "svg": embed.into_svg, "pdf": embed.into_pdf}[form]
    return into(content, plan) if plan else content


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``; an old file stays whole until the new one is complete. Raises `Fault`."""
    write_atomically(path, content)
