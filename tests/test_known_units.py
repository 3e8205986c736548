"""The answers about units that ship are pint's own, and they are enough for a start and for the README's command."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from planner import known_units, units
from planner.assets import resource

ANSWERS = [
    (name, arguments, answer)
    for name, answers in known_units.known_answers().items()
    for arguments, answer in answers.items()
]


@pytest.mark.parametrize(("name", "arguments", "answer"), ANSWERS)
def test_every_answer_that_ships_is_pints(name, arguments, answer):
    work = getattr(units, name).__wrapped__.__wrapped__
    assert work(*arguments) == answer
    assert getattr(units, name)(*arguments) == answer


_START = """
import sys
from planner.gui.app import application, make_window
app = application()
window = make_window(app)
window.show()
app.processEvents()
assert "pint" not in sys.modules, "ask packaging/known_units.py to write known.json anew"
"""
_CALC = """
import sys
from planner.cli.main import cli
try:
    cli.main(["calc", "0.34 Wh/query", "2.5e9 query/day"])
except SystemExit as end:
    assert not end.code
assert "pint" not in sys.modules, "ask packaging/known_units.py to write known.json anew"
"""


@pytest.mark.parametrize("program", [_START, _CALC])
def test_a_start_and_the_readmes_command_ask_nothing_else(program):
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"factor_between": 3}', '{"factor_between": [[["Wh"]]]}'])
def test_without_the_file_pint_is_asked(content, tmp_path, monkeypatch):
    if content is not None:
        (tmp_path / "known.json").write_text(content, "utf-8")
    monkeypatch.setattr(known_units, "resource", lambda *parts: tmp_path / parts[-1])
    assert known_units.known_answers.__wrapped__() == {}


def test_the_file_is_where_it_is_looked_for():
    assert json.loads(resource("units", "known.json").read_text("utf-8")).keys() <= vars(units).keys()
