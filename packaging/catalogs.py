"""Bring the translations up to date with the program, and compile them. Needs Babel, of the development tools.

    python packaging/catalogs.py [LANGUAGE...]           extract, merge, compile, list what is missing
    python packaging/catalogs.py compile [LANGUAGE...]   compile alone, after a translation was edited

Without a language it is every one there is; one that is new gets an empty catalogue.

The words stand in resources/locale/<language>/LC_MESSAGES/planner.po; planner.mo beside it is what the program reads.
"""

from __future__ import annotations

import ast
import inspect
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2), "in_context": ((1, "c"), 2)}
HELP_FOLDER = ROOT / "planner" / "cli"
CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# The words of AI Energy Planner. See resources/locale/README.md and GLOSSARY.md before changing them.\n"


def main(arguments: list[str]) -> int:
    """Do what is asked."""
    alone = arguments[:1] == ["compile"]
    source = None if alone else extracted()
    known = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/planner.po"))
    for language in arguments[alone:] or known:
        catalog = read(language)
        if source is not None:
            catalog.update(source, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            write(language, catalog)
        (LOCALE / language / "LC_MESSAGES" / "planner.mo").write_bytes(compiled(catalog))
        missing = [message for message in catalog if message.id and not is_translated(message.string)]
        print(f"{language}: {len(catalog)} texts, {len(missing)} without a translation")
        for message in missing[:10]:
            print(f"  {message.locations[0][0] if message.locations else '?'}: {message.id!r}")
    return 0


def extracted() -> Catalog:
    """Return every text of the program that people see, with where it stands."""
    catalog = Catalog(project="AI Energy Planner", header_comment=HEADER.strip(), fuzzy=False)
    for name, _line, message, comments, context in extract_from_dir(
        ROOT / "planner", [("**.py", "python")], keywords=KEYWORDS
    ):
        catalog.add(message, None, [(f"planner/{Path(name).as_posix()}", 0)], auto_comments=comments, context=context)
    for path in sorted((ROOT / "planner").rglob("*.py")):
        for text in texts_within_texts(path):
            catalog.add(text, None, [(path.relative_to(ROOT).as_posix(), 0)])
    for path in sorted(HELP_FOLDER.glob("*.py")):
        for text in help_texts(path):
            catalog.add(text, None, [(path.relative_to(ROOT).as_posix(), 0)])
    spec = find_spec("click")
    assert spec is not None
    for name in CLICK_MODULES:
        path = Path(str(spec.origin)).with_name(f"{name}.py")
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=CLICK_KEYWORDS):
            catalog.add(message, None, [(f"click/{name}.py", 0)])
    return catalog


def texts_within_texts(path: Path) -> Iterator[str]:
    """Yield what is marked within an f-string: to Python 3.11 that is one token, which Babel does not look into."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for part in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
            if isinstance(part, ast.Call) and getattr(part.func, "id", "") == "_":
                yield from (str(text.value) for text in part.args if isinstance(text, ast.Constant))


def help_texts(path: Path) -> Iterator[str]:
    """Yield what ``--help`` prints of a module: the docstrings of its commands and the words beside their options.

    They stand where click looks for them, so nothing in the module marks them.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in ("help", "short_help", "epilog") and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)
        if isinstance(node, ast.FunctionDef) and any(_makes_command(one) for one in node.decorator_list):
            yield inspect.cleandoc(ast.get_docstring(node, clean=False) or "")


def _makes_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")


def read(language: str) -> Catalog:
    """Return the catalogue of a language, an empty one where there is none yet."""
    path = LOCALE / language / "LC_MESSAGES" / "planner.po"
    if not path.exists():
        return Catalog(locale=language, project="AI Energy Planner", header_comment=HEADER.strip(), fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def write(language: str, catalog: Catalog) -> None:
    """Write a catalogue without what changes at every run: line numbers and the time."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, omit_header=False, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    lines = [line for line in buffer.getvalue().decode("utf-8").splitlines() if not _is_passing(line)]
    path = LOCALE / language / "LC_MESSAGES" / "planner.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def _is_passing(line: str) -> bool:
    return line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator'))


def compiled(catalog: Catalog) -> bytes:
    """Return the compiled catalogue, the same bytes for the same words."""
    catalog.creation_date = catalog.revision_date = _ANY_TIME
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether every form of a translation is there."""
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
