"""What the documents print is what the program does: commands, their output, figures, keys, links."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from planner.cli.main import cli
from planner.gui.actions import Actions
from planner.store.help import KEYS
from planner.store.library import evidence, regions
from planner.store.presets import Presets
from planner.store.stories import stories
from planner.text import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HELP = sorted((ROOT / "resources" / "help" / "en").glob("*.md"))
DOCUMENTS = [
    *(README, ROOT / "packaging" / "README.md", ROOT / "resources" / "locale" / "README.md"),
    *(ROOT / "tests" / "benchmarks" / "README.md", *HELP),
]
SYSTEM = {"uv", "sudo", "apt", "pipx", "./install.sh"}
"""Programs that are not ours: that their files and groups exist is checked, run they are not."""
KEYS_OF_PARTS = {"Alt+Up", "Alt+Down", "Ctrl+C", "Shift+Tab", "Ctrl+F5"}
"""Keys that belong to a list or a table, not to an action of the window; their own tests press them."""
LEFT_OUT = "…"


# Reading a document


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the code blocks of a document: the language of the fence (empty where indented) and the lines."""
    text = path.read_text("utf-8")
    for language, content in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield language, content.splitlines()
    for block in re.findall(r"(?:^    .+\n)+", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE):
        yield "", [line[4:] for line in block.splitlines()]


def spans(path: Path) -> list[str]:
    """Return what stands between single back quotes outside of code blocks."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [span for span in re.findall(r"`([^`\n]+)`", text) if span]


def sessions(path: Path) -> list[tuple[str, list[str]]]:
    """Return the commands of the console blocks with what they are said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in chain.from_iterable(lines for language, lines in blocks(path) if language == "console"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def commands(path: Path) -> list[str]:
    """Return every command of a document, in blocks and in running text."""
    lines = [line.removeprefix("$ ") for _language, lines in blocks(path) for line in lines]
    starts = ("planner ", "python ", "python3 ", *(f"{program} " for program in SYSTEM))
    return [line.partition("  #")[0].strip() for line in (*lines, *spans(path)) if line.startswith(starts)]


# Commands


def run(command: str) -> str:
    """Run a `planner` command in this process and return what a terminal shows of it."""
    program, *arguments = shlex.split(command)
    assert program == "planner"
    result = CliRunner().invoke(cli, arguments, prog_name="planner")
    assert result.exit_code == 0, f"{command}\n{result.output}"
    return result.output


def assert_printed(command: str, expected: list[str], printed: str) -> None:
    """Compare line by line; “…” alone stands for any lines, at the end of a line for the rest of it."""
    left = [line.rstrip() for line in printed.splitlines()]
    skipping = False
    for line in expected:
        if line == LEFT_OUT:
            skipping = True
            continue
        start = line.removesuffix(LEFT_OUT).rstrip()
        fits = [place for place, one in enumerate(left) if one == start or (line != start and one.startswith(start))]
        assert fits, f"$ {command}\nno longer prints\n{line}\nbut\n{printed}"
        assert skipping or fits[0] == 0, f"$ {command}\nprints more before\n{line}"
        left, skipping = left[fits[0] + 1 :], False
    assert skipping or not any(left), f"$ {command}\nprints more at its end\n{left}"


def test_every_command_of_the_readme_prints_what_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = sessions(README)
    assert len(told) > 10
    for command, expected in told:
        assert_printed(command, expected, run(command))


def test_a_wrong_figure_in_a_document_would_be_noticed() -> None:
    printed = "Energy  310.5 GWh\nPower  35 MW\nHomes  9\n"
    assert_printed("x", ["Energy  310.5 GWh", LEFT_OUT, "Homes …"], printed)
    for wrong in (
        ["Energy  310.6 GWh", LEFT_OUT],
        ["Power  35 MW", LEFT_OUT],
        ["Energy  310.5 GWh"],
        ["Energy", LEFT_OUT],
    ):
        with pytest.raises(AssertionError):
            assert_printed("x", wrong, printed)


def test_the_smallest_plan_of_the_readme_is_one(tmp_path: Path) -> None:
    (plan,) = ("\n".join(lines) for language, lines in blocks(README) if language == "json")
    Draft202012Validator(json.loads(run("planner schema"))).validate(json.loads(plan))
    file = tmp_path / "smallest.aiplan"
    file.write_text(plan, "utf-8")
    assert run(f"planner run {file}").startswith("Chat (KOR): median and 90 % interval")


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_that_is_told_exists_with_its_options(path: Path) -> None:
    for command in commands(path):
        program, *arguments = shlex.split(command.replace("...", ""))
        if program == "planner":
            assert_known(command, arguments)
        elif program in SYSTEM:
            assert all((ROOT / word).exists() for word in arguments if word.startswith("packaging/")), command
        else:
            assert_script(command, arguments)


def assert_known(command: str, arguments: list[str]) -> None:
    """Assert that a `planner` command has the subcommands and options that a text names."""
    place: click.Command = cli
    known = {name for option in place.params for name in option.opts}
    context = click.Context(cli)
    words = iter(arguments)
    for word in words:
        if word.startswith("-"):
            assert word in {*known, "--help"}, f"{command}: there is no {word}"
        elif isinstance(place, click.Group):
            below = place.get_command(context, word)
            if below is None:
                assert place is cli, f"{command}: there is no {word}"
                assert word in LANGUAGES, f"{command}: there is no {word}"
                continue
            place = below
            known |= {name for option in place.params for name in option.opts}


def assert_script(command: str, arguments: list[str]) -> None:
    """Assert that a script is there and knows the words it is given."""
    if arguments[:2] == ["-m", "planner"]:
        assert_known(command, arguments[2:])
        return
    script, *words = arguments
    assert (ROOT / script).is_file(), command
    text = (ROOT / script).read_text("utf-8")
    if words[:1] == ["run"] and words[1:]:
        assert_known(command, words[1:])
        words = words[:1]
    for word in words:
        optional = word.startswith(("[", "<")) or word in LANGUAGES
        assert optional or f'"{word}"' in text, f"{command}: {script} does not know {word}"


def leaves(group: click.Group, name: str) -> Iterator[tuple[str, str]]:
    """Give the commands below a group as (group's full name, own name)."""
    context = click.Context(group)
    for below in group.list_commands(context):
        command = group.get_command(context, below)
        assert command is not None
        assert not command.hidden
        assert not any(getattr(option, "hidden", False) for option in command.params)
        if isinstance(command, click.Group):
            yield from leaves(command, f"{name} {below}")
        else:
            yield name, below


def test_the_readme_names_every_command() -> None:
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `planner ")]
    for group, command in leaves(cli, "planner"):
        there = any(f"`{group} {command}`" in row or (f"`{group} " in row and f"`{command}`" in row) for row in rows)
        assert there, f"README does not name {group} {command}"


# Figures, keys, links


def test_what_ships_is_counted_right() -> None:
    places = regions()
    counts = {
        "published figures": len(evidence()),
        "presets": len(Presets().shipped()),
        "countries": len(places) - len({"WLD", "EUU"} & set(places)),
        "stories": len(stories()),
        "pages of help": len(KEYS),
    }
    numbers = {"four": 4, "five": 5, "six": 6}
    for name in ("README.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text("utf-8").replace("\n", " ")
        told = re.findall(rf"\b(\d+|{'|'.join(numbers)}) ({'|'.join(counts)})\b", re.sub(r" +", " ", text))
        assert told, name
        for number, what in told:
            assert int(numbers.get(number, number)) == counts[what], f"{name}: {number} {what}"


def test_every_key_that_a_document_names_does_something(qtbot: QtBot) -> None:
    window, bar = QWidget(), QMenuBar()
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    portable = QKeySequence.SequenceFormat.PortableText
    real = [action.shortcut().toString(portable) for _name, action in Actions(window, bar).items()]
    real = [keys for keys in real if keys]
    assert len(real) == len(set(real)), "a key is given twice"
    pattern = r"(?:(?:Ctrl|Shift|Alt)\+)+(?:[A-Z][a-z]+|[A-Z]\b|F\d+|,)|\bF\d{1,2}\b"
    for path in (README, *HELP):
        for keys in re.findall(pattern, path.read_text("utf-8")):
            assert keys in {*real, *KEYS_OF_PARTS}, f"{named(path)}: {keys} does nothing"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_and_every_file_that_is_named_is_there(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    for link in links:
        assert link.startswith("https://") or (path.parent / link).exists(), f"{named(path)}: {link}"
    for span in spans(path):
        if re.fullmatch(r"(?:planner|resources|packaging|tests)/[\w./-]+", span):
            assert (ROOT / span).exists(), f"{named(path)}: {span}"
