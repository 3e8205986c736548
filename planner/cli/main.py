"""The command line: ``planner COMMAND ...``, or ``planner [FILE...]`` for the window.

Each command is a module of its own that is imported only when it is asked for, so that ``planner calc`` does not wait
for the others. Bad input anywhere, a `Fault` or a wrong option, ends here: one sentence on standard error and exit
code 2. The window is not imported from here but handed in as the context's object, because commands load no Qt.
"""

from __future__ import annotations

import contextlib
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from planner import __version__
from planner.cli.speech import choose, let_click_speak, translated
from planner.cli.start import OpenWindow, start
from planner.cli.tables import one_line
from planner.model.faults import Fault
from planner.text import _

BAD_INPUT = 2
INTERRUPTED = 130

COMMANDS = {
    "calc": "planner.cli.calc",
    "run": "planner.cli.run",
    "compare": "planner.cli.compare",
    "sensitivity": "planner.cli.sensitivity",
    "solve": "planner.cli.solve",
    "export": "planner.cli.export",
    "open-export": "planner.cli.open_export",
    "check": "planner.cli.check",
    "presets": "planner.cli.presets",
    "estimate": "planner.cli.estimate",
    "regions": "planner.cli.regions",
    "evidence": "planner.cli.evidence",
    "schema": "planner.cli.schema",
    "doctor": "planner.cli.doctor",
}
"""Each command and the module that holds it under the name ``command``."""


class Planner(click.Group):
    """The group of all commands; what is no command is taken for files to open in the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, its module imported now."""
        module = COMMANDS.get(name)
        return translated(import_module(module).command) if module else None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in use."""
        click.Group.format_help(translated(self), ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first argument; if it is none, all arguments are files."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        # Behind "planner --" a leading dash belongs to the file's name.
        return "FILE...", open_files, ["--", *args] if args[0].startswith("-") else args

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and write out all it printed, so that a closed pipe shows while it can be handled."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        return answer

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run and exit: 0 or what the command says, 2 with one sentence for what cannot be done, 1 for our errors."""
        _never_fail_on_a_character()
        let_click_speak()
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except click.UsageError as error:
            _say(_usage_sentence(error))
            code = BAD_INPUT
        except (Fault, click.ClickException) as error:
            _say(str(error))
            code = BAD_INPUT
        except click.Abort:
            code = INTERRUPTED
        except OSError as error:  # a full disk behind a redirection, most likely
            what = error.filename or _("the answer cannot be written")
            _say(_("{what}: {reason}").format(what=what, reason=error.strerror or error))
            _drop_output()
            code = BAD_INPUT
        except Exception as error:
            from planner.cli.unforeseen import say_unforeseen

            code = say_unforeseen(error)
        sys.exit(code if isinstance(code, int) else 0)


def _never_fail_on_a_character() -> None:
    """Let a terminal that is not UTF-8 show a question mark where it lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _drop_output() -> None:
    """Send what is still unwritten nowhere, so that it does not fail once more when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError):  # a stream of a test has no number
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say(sentence: str) -> None:
    print(f"planner: {one_line(sentence).strip()}", file=sys.stderr)


def _usage_sentence(error: click.UsageError) -> str:
    problem = error.format_message().strip().replace(". Did you mean", "; did you mean")
    if problem.endswith("?"):
        return problem
    command = error.ctx.command_path if error.ctx is not None else "planner"
    return _("{problem}; see {command} --help").format(
        problem=problem.rstrip("."), command=command.removesuffix(" FILE...")
    )


@click.group(
    cls=Planner,
    invoke_without_command=True,
    subcommand_metavar="[FILE... | COMMAND ...]",
    options_metavar="",
    epilog="Example:  planner calc '0.34 Wh/query' '2.5e9 query/day'",
)
@click.option(
    "--language",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=choose,
    help="Language of this run, such as en or ko; else that of the system.",
)
@click.version_option(__version__, prog_name="AI Energy Planner", message="%(prog)s %(version)s")
@click.option("--new-window", is_flag=True, help="Open a window of its own beside one that is open already.")
@click.option("--debug", is_flag=True, help="Show errors of the program in full.")
@click.pass_context
def cli(ctx: click.Context, new_window: bool, debug: bool) -> None:
    """From Wh per AI query to GWh a year to households, offline.

    Without a command, the window opens: with the FILEs, which are plans (*.aiplan) or names of presets, or with what
    was open last. A value is written like "0.34 Wh/query", "0.2 to 0.5 Wh/query" (a 90 % interval) or
    "triangular(0.06, 0.3, 1.2) Wh/query".
    """
    for wanted, variable in ((new_window, "PLANNER_NEW_WINDOW"), (debug, "PLANNER_DEBUG")):
        if wanted:
            os.environ[variable] = "1"
    if ctx.invoked_subcommand is None:
        _start(ctx, [])


@click.command(add_help_option=False)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.pass_context
def open_files(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Open the window with FILEs."""
    for file in files:
        if not os.path.exists(file):
            _check_preset(file)
    _start(ctx, list(files))


def _check_preset(name: str) -> None:
    """Raise `Fault` unless ``name`` is a preset that can be opened; it may be a mistyped command."""
    from planner.cli.plans import UnknownPlan, open_plan

    try:
        open_plan(name)
    except UnknownPlan as fault:
        nearest = get_close_matches(name, COMMANDS, n=1)
        if nearest:
            sentence = _("“{name}” is neither a command nor a file; did you mean planner {nearest}?")
            raise Fault(sentence.format(name=name[:80], nearest=nearest[0])) from fault
        sentence = _("“{name}” is neither a command, a file nor a preset; see planner --help")
        raise Fault(sentence.format(name=name[:80])) from fault


def _start(ctx: click.Context, files: list[str]) -> None:
    open_window: OpenWindow = ctx.find_root().obj
    ctx.exit(start(files, open_window))


if __name__ == "__main__":
    import runpy

    # Imported here by its own name the program would point upwards, at the module that joins commands and window.
    runpy.run_module("planner", run_name="__main__")
