"""The help of the command line in the language in use; click's own words come from the same catalogue.

Commands are written in English where click looks for their words: docstrings, ``help=``, ``epilog=``. What is shown is
a copy with those words translated, made when it is asked for, because the language is known only then.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from functools import partial

import click

from planner.assets import resource
from planner.model.faults import Fault
from planner.text import SOURCE_LANGUAGE, _, language, offered, use_language

_DOMAIN = "planner"


def choose(ctx: click.Context, _parameter: click.Parameter, code: str | None) -> None:
    """Speak the language that ``--language`` names, and hand it on to a window; raises `Fault` where there is none."""
    if code is None:
        return
    if code not in offered():
        sentence = _("there is no language “{code}”; there are: {codes}")
        raise Fault(sentence.format(code=code[:20], codes=", ".join(offered())))
    os.environ["LANGUAGE"] = use_language(code)
    let_click_speak()
    if ctx.obj is not None:
        ctx.obj = partial(ctx.obj, language=code)


def let_click_speak() -> None:
    """Let click find its own words (usage, faults of options) in our catalogue; it asks gettext's global domain."""
    if language() == SOURCE_LANGUAGE:
        return
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(_DOMAIN, str(resource("locale")))
    gettext.textdomain(_DOMAIN)


def translated(command: click.Command) -> click.Command:
    """Return ``command`` with its help in the language in use, its parameters' and its commands' too."""
    if language() == SOURCE_LANGUAGE:
        return command
    spoken = copy.copy(command)
    spoken.help, spoken.short_help, spoken.epilog = map(_words, (command.help, command.short_help, command.epilog))
    spoken.params = [_parameter(parameter) for parameter in command.params]
    if hasattr(spoken, "_help_option"):
        spoken._help_option = None  # click keeps the option --help once it was made, with its words
    if isinstance(command, click.Group):
        assert isinstance(spoken, click.Group)
        spoken.commands = {name: translated(part) for name, part in command.commands.items()}
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = _words(parameter.help)
    return spoken


def _words(text: str | None) -> str | None:
    """Return a help text translated; click evens the indentation of a docstring only when it prints it."""
    return _(inspect.cleandoc(text)) if text else text
