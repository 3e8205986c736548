"""The command line speaks the language it is asked for, click's own words included; what programs read stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner, Result

from planner.cli.main import COMMANDS, cli
from planner.text import use_language

HANGUL = re.compile("[가-힣]")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that lead to it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


def test_every_help_is_korean_from_the_first_line_to_the_last_option() -> None:
    use_language("ko")
    seen = 0
    for path, command in commands(cli):
        assert HANGUL.search(command.help or ""), path
        assert HANGUL.search(command.get_short_help_str(200)), path
        for option in command.params:
            if isinstance(option, click.Option) and option.help and re.search("[a-z]{4} [a-z]{2}", option.help):
                assert HANGUL.search(option.help), (path, option.name)
        seen += 1
    assert seen > len(COMMANDS)


def test_the_language_is_an_option_of_every_run() -> None:
    found = run("--language", "ko", "calc", "--help")
    assert found.exit_code == 0
    assert found.output.startswith("사용법: ")
    assert "이 도움말을 보이고 끝냅니다." in found.output


def test_a_fault_is_told_in_the_language_with_its_particles() -> None:
    found = run("--language", "ko", "run", "없는계획")
    assert found.exit_code == 2
    assert found.output.startswith("planner: “없는계획”은 ")


def test_a_wrong_use_is_told_in_the_language_too() -> None:
    found = run("--language", "ko", "calc", "0.34 Wh/query")
    assert found.exit_code == 2
    assert HANGUL.search(found.output)
    assert "VOLUME" in found.output


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    found = run("--language", "xx", "doctor")
    assert found.exit_code == 2
    assert re.search("“xx”.*en.*ko", found.output)


@pytest.mark.parametrize(
    "command",
    [
        ("calc", "0.34 Wh/query", "2.5e9 query/day", "--json"),
        ("run", "chat-and-agents", "--samples", "1000", "--format", "csv"),
    ],
)
def test_what_programs_read_has_the_same_numbers_and_keys_in_every_language(command: tuple[str, ...]) -> None:
    english, korean = run(*command).output, run("--language", "ko", *command).output
    number = re.compile(r"-?\d+\.\d+(?:e[+-]\d+)?")
    assert number.findall(english) == number.findall(korean) != []
    if command[-1] == "--json":
        assert json.loads(english).keys() == json.loads(korean).keys()
