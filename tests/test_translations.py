"""Every text that people see can be translated, and in the complete languages it is, with its fields and its keys."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))
import catalogs  # noqa: E402 - what translators run lies beside the package, which it must not shadow

sys.path.remove(str(ROOT / "packaging"))

SOURCES = sorted((ROOT / "planner").rglob("*.py"))
LANGUAGES = sorted(path.parent.parent.name for path in catalogs.LOCALE.glob("*/LC_MESSAGES/planner.po"))
COMPLETE = ["ko"]
"""Languages in which every text of the program must be there."""

IN_THE_WINDOW = ["de", "fr"]
"""Languages in which every text must be there but those of the command line alone."""

MARKS = {"_": 1, "N_": 1, "plural": 2, "in_context": 2}
"""The functions that mark a text, each with how many of its first arguments are texts."""

SHOWN = {
    *("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription"),
    *("setStatusTip", "setWhatsThis", "setInformativeText", "setTitle", "setLabelText", "setHeaderLabels"),
    *("setHorizontalHeaderLabels", "addItem", "addItems", "addRow", "addTab", "addAction", "addMenu", "setTabText"),
    *(
        "QAction",
        "QLabel",
        "QPushButton",
        "QCheckBox",
        "QRadioButton",
        "QToolButton",
        "QGroupBox",
        "QMenu",
        "WrappedLabel",
    ),
    *("Fault", "warn", "say"),
}
"""Calls whose literal arguments a person reads."""

NO_WORDS = re.compile(r"[^A-Za-z]*$")
ROLES = {"body", "quiet", "caption", "error", "headline", "link", "section", "stage", "subline", "warning"}
"""What a label's constructor takes that is no text: the part it plays in the style sheet."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            yield getattr(function, "id", getattr(function, "attr", "")), node


def place(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def test_a_mark_for_translation_holds_a_literal_that_can_be_looked_up() -> None:
    """An f-string or a sum is put together before it is looked up, and then never found."""
    built = (ast.JoinedStr, ast.BinOp)
    found = [
        place(path, node)
        for path in SOURCES
        for name, node in calls(path)
        for text in node.args[: MARKS.get(name, 0)]
        if isinstance(text, built) or (name != "_" and not isinstance(text, ast.Constant) and path.name != "text.py")
    ]
    assert not found


def test_nothing_is_translated_while_modules_are_read() -> None:
    """Then the language is not known yet, and a later choice of language would not reach it."""

    def outside(node: ast.AST) -> Iterator[ast.Call]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for early in (*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults)):
                    yield from outside(ast.Expr(early))
            elif not isinstance(child, ast.Lambda):
                if isinstance(child, ast.Call):
                    yield child
                yield from outside(child)

    early = [
        place(path, call)
        for path in SOURCES
        for call in outside(tree(path))
        if getattr(call.func, "id", "") in ("_", "plural", "in_context")
    ]
    assert not early


def test_no_text_reaches_the_screen_unmarked() -> None:
    unmarked = [
        f"{place(path, node)} {text.value!r}"
        for path in SOURCES
        for name, node in calls(path)
        if name in SHOWN
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        for text in (argument.elts if isinstance(argument, (ast.List, ast.Tuple)) else [argument])
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
        if not NO_WORDS.match(text.value) and text.value not in ROLES
    ]
    assert not unmarked


def is_of_the_command_line_alone(message: Any) -> bool:
    return all(path.startswith(("planner/cli/", "click/")) for path, _line in message.locations)


@pytest.mark.parametrize("language", [*COMPLETE, *IN_THE_WINDOW])
def test_every_text_of_a_complete_language_is_translated(language: str) -> None:
    catalog, missing = catalogs.read(language), []
    for message in catalogs.extracted():
        if not message.id or (language in IN_THE_WINDOW and is_of_the_command_line_alone(message)):
            continue
        known = catalog.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        if known is None or not catalogs.is_translated(known.string):
            missing.append(message.id)
    assert not missing, "run python packaging/catalogs.py and translate what it lists"


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Yield each text with each of its translations."""
    for message in catalogs.read(language):
        if message.id and catalogs.is_translated(message.string):
            source = message.id if isinstance(message.id, str) else message.id[-1]
            for string in [message.string] if isinstance(message.string, str) else message.string:
                yield source, string


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_source(language: str) -> None:
    """A singular may leave out what it does not say, as the source's own does; it may not ask for more."""
    field = re.compile(r"\{(\w*)[^{}]*\}|(%\(\w+\)s)")
    wrong = []
    for message in catalogs.read(language):
        if not message.id or not catalogs.is_translated(message.string):
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        allowed = set(field.findall(" ".join(sources)))
        if set(field.findall(strings[-1])) != set(field.findall(sources[-1])):
            wrong.append((sources[-1], strings[-1]))
        wrong += [(sources[0], string) for string in strings if not set(field.findall(string)) <= allowed]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_key_of_its_menu_and_the_room_around_it(language: str) -> None:
    for source, string in pairs(language):
        assert ("&" in source) == ("&" in string), (source, string)
        assert source.startswith("\n") == string.startswith("\n"), (source, string)
        assert source.endswith("…") == string.endswith("…"), (source, string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_compiled_from_what_translators_write(language: str) -> None:
    compiled = (catalogs.LOCALE / language / "LC_MESSAGES" / "planner.mo").read_bytes()
    assert compiled == catalogs.compiled(catalogs.read(language)), "run python packaging/catalogs.py compile"


def english_texts(kind: str) -> dict[str, set[str]]:
    """Return every text of what ships as data by the key of its entry."""
    from planner.store.translated import WORDS

    def texts(value: Any, field: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for name, part in value.items():
                yield from texts(part, name)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part, field)
        elif isinstance(value, str) and value and field in WORDS[kind]:
            yield from (value, f"{field}: {value}")

    resources = ROOT / "resources"
    if kind == "presets":
        files = sorted((resources / "presets").glob("*.aiplan"))
        return {path.stem: set(texts(json.loads(path.read_text("utf-8")))) for path in files}
    path = {"stories": "stories.json"}.get(kind, f"{kind}/{kind}.json")
    content = json.loads((resources / path).read_text("utf-8"))
    entries = next(value for value in content.values() if isinstance(value, list))
    return {entry.get("key") or entry.get("id") or entry["code"]: set(texts(entry)) for entry in entries}


@pytest.mark.parametrize(
    "path", sorted(catalogs.LOCALE.glob("*/*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_translated_content_belongs_to_a_text_that_ships(path: Path) -> None:
    shipped, translated = english_texts(path.stem), json.loads(path.read_text("utf-8"))
    assert set(translated) <= set(shipped)
    stale = {key: set(words) - shipped[key] for key, words in translated.items() if set(words) - shipped[key]}
    assert not stale
    assert all(all(words.values()) for words in translated.values())
