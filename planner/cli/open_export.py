"""``planner open-export``: the plan that an exported chart, workbook, deck or page carries."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.tables import print_json
from planner.store import codec, json_text
from planner.store.files import write_plan
from planner.text import _


@click.command("open-export", short_help="The plan that an exported file carries.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="Write it to a file instead.")
@click.option("--json", "as_json", is_flag=True, help="Print plan, samples and versions as one JSON object.")
def command(file: Path, output: Path | None, as_json: bool) -> None:
    """Print the plan (.aiplan) inside FILE, an exported PNG, SVG, PDF, PPTX, XLSX or HTML.

    \b
    Example:
      planner open-export agents.svg -o agents.aiplan
    """
    from planner.export.reopen import read_plan_from

    found = read_plan_from(file)
    if output is not None:
        write_plan(output, found.workspace)
        print(_("{path}: the plan of {file}").format(path=output, file=file.name))
    elif as_json:
        plan = json_text.parse_json(codec.dumps(found.workspace))
        print_json({"program": found.program, "evidence": found.evidence, "samples": found.samples, "plan": plan})
    else:
        print(codec.dumps(found.workspace), end="")
