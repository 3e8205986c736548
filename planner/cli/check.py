"""``planner check``: problems worth knowing before a plan's charts are published, each with its remedy."""

from __future__ import annotations

import click

from planner.cli.plans import open_plan
from planner.cli.tables import one_line, print_json
from planner.text import _


@click.command("check", short_help="Problems worth knowing before publishing; exit code 1 if there are any.")
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(ctx: click.Context, file: str, as_json: bool) -> None:
    """Check the charts of FILE, a plan (*.aiplan) or the name of a preset, before they are published.

    \b
    Example:
      planner check chat-and-agents
    """
    from planner.export.checks import check_pack
    from planner.export.pack import prepare

    problems = check_pack(prepare(open_plan(file)))
    if as_json:
        print_json(
            {
                "problems": [
                    {"rule": item.rule, "where": item.where, "problem": item.sentence, "remedy": item.remedy}
                    for item in problems
                ]
            }
        )
    for item in () if as_json else problems:
        print(one_line(f"{item.where}: {item.sentence}."))
        print(f"  {one_line(item.remedy)}")
    if not problems and not as_json:
        print(_("Nothing found: sources, units, precision, colours and boundaries are in order."))
    ctx.exit(1 if problems else 0)
