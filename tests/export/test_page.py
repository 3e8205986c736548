"""The page: loads nothing, says everything, parses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from planner.export.exhibits import exhibits
from planner.export.pack import Pack

VOID = {"meta", "br", "link", "img", "input", "hr"}
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href", "cite", "manifest"}


class Page(HTMLParser):
    """Collects tags, ids, text; notes tags that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids.update(value or "" for name, value in attrs if name == "id")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def page(content: Callable[..., bytes]) -> Page:
    return Page(content("html").decode("utf-8"))


def test_it_is_well_formed_with_a_language_a_title_and_one_main_heading(page: Page) -> None:
    assert not page.faults
    assert not page.open
    assert ("html", "lang", "en") in page.attributes
    assert page.tags["h1"] == page.tags["main"] == 1
    assert page.tags["title"] >= 1


def test_nothing_is_loaded_and_nothing_runs(page: Page, content: Callable[..., bytes]) -> None:
    text = content("html").decode("utf-8")
    assert "@import" not in text
    assert page.tags["link"] == page.tags["img"] == page.tags["iframe"] == page.tags["object"] == 0
    for tag, name, value in page.attributes:
        assert name not in LOADING or value.startswith("#"), (tag, name, value)
        assert not name.startswith("on")
        if name == "href":
            assert value.startswith("#") or (tag == "a" and value.startswith(("https://", "http://")))
        assert "url(http" not in value
    assert [value for tag, name, value in page.attributes if tag == "script" and name == "type"] == ["application/json"]


def test_every_id_stands_once_and_references_find_theirs(page: Page) -> None:
    assert max(page.ids.values()) == 1
    for _tag, name, value in page.attributes:
        if name == "aria-labelledby" or (name.endswith("href") and value.startswith("#")):
            assert value.removeprefix("#") in page.ids


def test_every_chart_has_words_and_a_table(page: Page, pack: Pack) -> None:
    charts = len(exhibits(pack))
    assert page.tags["svg"] == page.tags["figure"] == charts
    assert page.tags["table"] == charts + 1
    labels = [value for tag, name, value in page.attributes if tag == "svg" and name == "aria-label"]
    assert [item.alt for item in exhibits(pack)] == labels


def test_names_are_text_and_never_tags(page: Page) -> None:
    assert page.tags["b"] == 0
    assert any("=SUM(A1) $x$ 한국 <b>" in words for words in page.words)
    assert any("Chat & <agents>" in words for words in page.words)
