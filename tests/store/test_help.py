"""The help that ships: whole, searchable, and in step with the program it explains."""

from __future__ import annotations

import ast
import re

import pytest
from shipped_words import COMPLETE

from planner import __version__
from planner.assets import resource
from planner.store.help import KEYS, HelpPage, found, help_pages
from planner.store.library import evidence_version
from planner.text import use_language

SOURCES = {
    "movement": ("model/trajectory.py",),
    "compare": ("engine/decomposition.py",),
    "matters": ("engine/variance.py",),
    "methods": (
        *("engine/outcome.py", "engine/mix.py"),
        *("engine/bottom_up/flops.py", "engine/bottom_up/fleet.py", "engine/bottom_up/tokens.py"),
    ),
}


def test_every_page_is_listed_once_and_none_is_forgotten() -> None:
    files = {path.stem for path in resource("help", "en").glob("*.md")}
    assert files == set(KEYS)
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize("page", help_pages(), ids=lambda page: page.key)
def test_a_page_has_one_title_and_is_short(page: HelpPage) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert page.title.strip()
    assert page.text.count("\n# ") == 0
    assert len(page.text.split()) <= 330


def page_text(language: str, key: str) -> str:
    return resource("help", language, f"{key}.md").read_text("utf-8")


def equations_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_has_every_page_and_shows_its_own(language: str) -> None:
    assert {path.stem for path in resource("help", language).glob("*.md")} == set(KEYS)
    english = help_pages()
    use_language(language)
    for page, other in zip(help_pages(), english, strict=True):
        assert page.title != other.title
        assert page.text.startswith(f"# {page.title}\n")
        assert page.text.count("\n# ") == 0
        assert len(page.text) <= len(other.text)
    assert __version__ in next(page.text for page in help_pages() if page.key == "cite")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", COMPLETE)
def test_a_translated_page_has_the_same_equations_code_keys_and_sources(language: str, key: str) -> None:
    english, told = page_text("en", key), page_text(language, key)
    assert equations_of(told) == equations_of(english)
    for part in (
        r"`[^`]+`",
        r"doi:\S+\d",
        r"\b(?:Ctrl|Alt|Shift|F\d)(?:\+[A-Z]\w*)*",
        r"\{\w+\}",
        r"^\| `[^`]+`",
        r"^#+ ",
    ):
        held = re.compile(part, re.MULTILINE | re.ASCII)
        assert sorted(held.findall(told)) == sorted(held.findall(english)), part
    assert told.count("**") == english.count("**")
    assert told.count("\n|") == english.count("\n|")
    assert told.count("\n- ") == english.count("\n- ")


def test_the_citation_names_the_versions_of_this_program() -> None:
    cite = next(page.text for page in help_pages() if page.key == "cite")
    assert __version__ in cite
    assert evidence_version() in cite
    assert not any("{" in page.text and "{version}" in page.text for page in help_pages())


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("key", SOURCES)
def test_every_equation_is_the_one_of_the_code_that_calculates(key: str) -> None:
    page = next(page for page in help_pages() if page.key == key)
    equations = [line for line in page.text.splitlines() if line.startswith("    ")]
    assert equations
    documented = ""
    for source in SOURCES[key]:
        path = resource().parent / "planner" / source
        documented += without_spaces(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    for line in equations:
        assert without_spaces(line) in documented, line


def test_a_search_finds_the_pages_that_hold_every_word_the_title_first() -> None:
    pages = help_pages()
    keys = [page.key for page in found(pages, "VARIANCE share")]
    assert keys[0] == "matters"
    assert all(
        "variance" in page.text.lower() and "share" in page.text.lower() for page in found(pages, "share variance")
    )
    assert found(pages, "presets")[0].key == "plans"
    assert found(pages, "") == pages
    assert found(pages, "zzzz") == ()


def test_every_value_of_the_page_on_values_is_one_the_program_takes() -> None:
    from planner.model.estimate import Estimate

    page = next(page.text for page in help_pages() if page.key == "values")
    typed = re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)
    assert len(typed) >= 7
    for text in typed:
        assert Estimate.parse(text).unit == "Wh/query"
