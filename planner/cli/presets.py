"""``planner presets``: the plans kept under a name, those that ship and the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.cli.plans import open_plan, workspace_of
from planner.cli.tables import one_line, print_json, print_rows
from planner.store import codec
from planner.store.files import read_plan
from planner.store.presets import Presets
from planner.text import _


@click.group("presets", no_args_is_help=False, short_help="List, show, save, delete and import presets.")
def command() -> None:
    """Presets: plans kept under a name. Wherever a command takes a FILE, a preset's name will do.

    \b
    Example:
      planner presets list
    """


@command.command("list", short_help="List all presets.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_presets(as_json: bool) -> None:
    """List the presets that ship, then yours; a file that cannot be read is listed with the reason.

    \b
    Example:
      planner presets list --json
    """
    presets = Presets().listed()
    if as_json:
        entries = [
            {
                "key": preset.key,
                "title": preset.title,
                "shipped": preset.shipped,
                "path": str(preset.path),
                "problem": preset.problem or None,
            }
            for preset in presets
        ]
        print_json({"presets": entries})
        return
    rows = []
    for preset in presets:
        kind = _("shipped") if preset.shipped else _("yours")
        broken = _("cannot be read: {problem}").format(problem=preset.problem) if preset.problem else ""
        rows.append([preset.key, kind if not broken else _("broken"), broken or preset.title])
    print_rows(rows)


@command.command("show", short_help="Print a preset's plan.")
@click.argument("name", metavar="NAME")
@click.option("--json", "_as_json", is_flag=True, help="What is printed is JSON with or without.")
def show(name: str, _as_json: bool) -> None:
    """Print the plan of the preset NAME (its short name or its title) as the JSON of an .aiplan file.

    \b
    Example:
      planner presets show chat-and-agents
    """
    print_json(json.loads(codec.dumps(workspace_of(Presets().find(name)))))


@command.command("save", short_help="Keep a plan under a name.")
@click.argument("name", metavar="NAME")
@click.argument("file", metavar="FILE")
@click.option("--replace", is_flag=True, help="Overwrite your preset of that name.")
def save(name: str, file: str, replace: bool) -> None:
    """Keep the plan FILE (a path or another preset) as your preset NAME.

    \b
    Example:
      planner presets save "Winter peak" winter.aiplan
    """
    preset = Presets().save(name, open_plan(file), replace=replace)
    print(_("Kept “{title}” in {path}").format(title=one_line(preset.title), path=preset.path))


@command.command("delete", short_help="Delete one of your presets.")
@click.argument("name", metavar="NAME")
def delete(name: str) -> None:
    """Move your preset NAME out of the list; the file is kept where the answer says.

    \b
    Example:
      planner presets delete "Winter peak"
    """
    presets = Presets()
    preset = presets.find(name)
    target = presets.delete(preset)
    print(_("Deleted “{title}”; the file is kept as {path}").format(title=one_line(preset.title), path=target))


@command.command("import", short_help="Copy plan files among your presets.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def import_files(files: tuple[str, ...]) -> None:
    """Copy the plans FILE... among your presets, each under its title; if one cannot be read, none is copied.

    \b
    Example:
      planner presets import winter.aiplan summer.aiplan
    """
    paths = [Path(file) for file in files]
    for path in paths:
        read_plan(path)
    presets = Presets()
    for path in paths:
        preset = presets.import_file(path)
        print(_("Imported “{title}” as {path}").format(title=one_line(preset.title), path=preset.path))
