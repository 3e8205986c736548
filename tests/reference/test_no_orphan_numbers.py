"""Every number that ships belongs to a record with its source: no orphan in evidence, regions, presets or stories.

A number is a JSON number or a text that the value grammar reads. `orphans_of_*` return what has no home; that they find
a planted one is tested too.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from shipped_words import english, numbers_of, spelt_of, translations

from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.store.translated import WORDS
from planner.units import dimensions, factor_between

RESOURCES = Path(__file__).parents[2] / "resources"


def load(*parts: str) -> Any:
    return json.loads(RESOURCES.joinpath(*parts).read_text("utf-8"))


EVIDENCE = load("evidence", "evidence.json")
REGIONS = load("regions", "regions.json")
STORIES = load("stories.json")
PLANS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((RESOURCES / "presets").glob("*.aiplan"))}
BY_ID = {entry["id"]: entry for entry in EVIDENCE["entries"]}
TRANSLATED = sorted(
    (path.parent.name, path.stem) for path in RESOURCES.glob("locale/*/*.json") if path.stem in WORDS
)  # fmt: skip
"""The languages and kinds of which there are translations."""

DIMENSIONS = {
    "energy": ({"energy": 1, "query": -1}, {"energy": 1, "image": -1}, {"energy": 1, "video": -1},
               {"energy": 1, "session": -1}),
    "adoption": ({"query": 1, "time": -1}, {"query": 1, "user": -1, "time": -1}, {"user": 1}, {"image": 1, "time": -1},
                 {"token": 1, "time": -1}, {}, {"time": -1}),
    "total": ({"energy": 1, "time": -1}, {"time": -1}),
    "efficiency": ({"time": -1},),
    "pue": ({},),
    "overhead": ({},),
    "wue": ({"time": 2, "length": 1, "mass": -1}, {"length": 3, "energy": -1}),
    "parameter": ({}, {"energy": 1, "time": -1}, {"time": -1}, {"token": -1}, {"token": 1, "query": -1},
                  {"token": 1, "session": -1}, {"token": 1, "time": -1}, {"energy": 1, "token": -1}),
}  # fmt: skip
NEEDED = ("citation", "kind", "publisher", "caveat", "statistic", "verification")
FIGURES = {
    "population": {"person": 1},
    "household_use": {"energy": 1, "household": -1, "time": -1},
    "national_demand": {"energy": 1, "time": -1},
    "grid_intensity": None,
    "electricity_price": None,
    "water_use": None,
}


def numbers(content: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value of every number in parsed JSON; words with digits in them are words."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from numbers(value, f"{path}.{key}")
    elif isinstance(content, list):
        for index, value in enumerate(content):
            yield from numbers(value, f"{path}[{index}]")
    elif is_number(content):
        yield path, content


def is_number(content: Any) -> bool:
    if isinstance(content, str):
        return reads(content)
    return isinstance(content, (int, float)) and not isinstance(content, bool)


def reads(text: str) -> bool:
    try:
        Estimate.parse(text)
    except Fault:
        return False
    return True


def well_formed(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and "." in host and " " not in url and not host.startswith(".")


def is_date(text: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?", text) is not None


def orphans_of_evidence(content: dict[str, Any]) -> list[str]:
    """Return numbers outside an entry, and entries without citation, date, kind, boundary or a usable value."""
    found = [f"{path} {value}" for path, value in numbers({k: v for k, v in content.items() if k != "entries"})
             if path != ".version"]  # fmt: skip
    for entry in content["entries"]:
        name = entry.get("id", "?")
        found += [f"{name}: no {part}" for part in NEEDED if not entry.get(part)]
        if not is_date(entry.get("date", "")):
            found.append(f"{name}: no date")
        if entry.get("topic") == "energy" and not entry.get("boundary"):
            found.append(f"{name}: no boundary")
        if not well_formed(entry.get("url", "")):
            found.append(f"{name}: address {entry.get('url')!r}")
        for part in ("value", "low", "high"):
            if part in entry or part == "value":
                found += unusable(name, part, entry.get(part, ""), DIMENSIONS.get(entry.get("topic", ""), ()))
        home = {"value", "low", "high", "date"}
        found += [f"{name}{path} {value}" for path, value in numbers(entry)
                  if path[1:] not in home | {"as_published", "subject", "label"}]  # fmt: skip
    return found


def unusable(name: str, part: str, text: str, allowed: tuple[dict[str, int], ...]) -> list[str]:
    try:
        estimate = Estimate.parse(text)
    except Fault as fault:
        return [f"{name}: {part} {fault}"]
    return [] if dimensions(estimate.unit) in allowed else [f"{name}: {part} {text} is {dimensions(estimate.unit)}"]


def orphans_of_regions(content: dict[str, Any]) -> list[str]:
    """Return numbers of regions outside a figure, and figures that lack a source, a year, a kind or a definition."""
    found = [f"{path} {value}" for path, value in numbers({k: v for k, v in content.items() if k != "regions"})
             if path != ".version"]  # fmt: skip
    for region in content["regions"]:
        loose = {key: value for key, value in region.items() if key not in FIGURES and key != "rivals"}
        found += [f"{region['code']}{path} {value}" for path, value in numbers(loose)]
        figures = [(name, region[name]) for name in FIGURES if region.get(name)]
        figures += [(name, rival) for name, rivals in region.get("rivals", {}).items() for rival in rivals]
        for name, figure in figures:
            where = f"{region['code']}.{name}"
            found += [f"{where}: no {part}" for part in ("citation", "kind", "definition", "publisher", "licence")
                      if not figure.get(part)]  # fmt: skip
            found += [] if well_formed(figure.get("url", "")) else [f"{where}: address {figure.get('url')!r}"]
            found += [] if isinstance(figure.get("year"), int) else [f"{where}: no year"]
            found += [f"{where}{path} {value}" for path, value in numbers(figure) if path not in (".value", ".year")]
            wanted = FIGURES.get(name)
            if wanted is not None:
                found += unusable(where, "value", figure.get("value", ""), (wanted,))
            elif not reads(figure.get("value", "")):
                found.append(f"{where}: value {figure.get('value')!r}")
    return found


STRUCTURE = re.compile(
    r"\.(schema|presentation\.views\[\d+\]\.year"
    r"|scenarios\[\d+\]\.(start|end|seed|workloads\[\d+\]\.drivers\[\d+\]\.(as_of|power)))"
)


def orphans_of_plan(plan: dict[str, Any]) -> list[str]:
    """Return numbers of a preset that are no driver's, name evidence that is not there, or are not owned up to."""
    views = plan.get("presentation", {}).get("views", [])
    words = [view.get("caption", "") + view.get("notes", "") for view in views]
    found = [text for text in words if re.search(r"\d", text)]
    owned = "Ours" in plan.get("notes", "") or "Our own" in plan.get("notes", "")
    for path, value in numbers(plan):
        match = re.match(r"\.scenarios\[(\d+)\]\.workloads\[(\d+)\]\.drivers\[(\d+)\]\.(value|trajectory)", path)
        if match is None:
            found += [] if STRUCTURE.fullmatch(path) else [f"{path} {value}"]
            continue
        scenario, workload, place = (int(part) for part in match.groups()[:3])
        driver = plan["scenarios"][scenario]["workloads"][workload]["drivers"][place]
        source = driver.get("source")
        if source is not None and source not in BY_ID:
            found.append(f"{path}: no evidence {source}")
        if (source is None or match[4] == "trajectory") and not owned:
            found.append(f"{path} {value}: neither sourced nor said to be ours")
        if source in BY_ID and match[4] == "value":
            entry = Estimate.parse(BY_ID[source]["value"])
            found += [] if same_dimension(value, entry) else [f"{path} {value}: another unit than {source}"]
    return found


def same_dimension(text: str, entry: Estimate) -> bool:
    return dimensions(Estimate.parse(text).unit) == dimensions(entry.unit)


def orphans_of_story(story: dict[str, Any]) -> list[str]:
    """Return numbers in a story's text that none of its sources states and it does not work out itself."""
    found = [f"{story['key']}: no evidence {source}" for source in story["sources"] if source not in BY_ID]
    records = [BY_ID[source] for source in story["sources"] if source in BY_ID]
    stated = {stated for record in records for stated in figures_in(record)}
    worked_out = {item["number"] for item in story["own"] if item["how"]}
    for number in re.findall(r"\d[\d,]*(?:\.\d+)?", story["title"] + " " + story["text"] + " " + story["look"]):
        if number not in worked_out and float(number.replace(",", "")) not in stated:
            found.append(f"{story['key']}: {number}")
    return found


def figures_in(record: dict[str, Any]) -> Iterator[float]:
    for part in ("value", "low", "high"):
        if part in record:
            value = Estimate.parse(record[part]).central
            yield from (value, value / 1e6, value / 1e9)  # “2.5 billion”
    yield float(record["date"][:4])


def orphans_of_translation(told: list[tuple[str, str, str]], shipped: set[tuple[str, str]], language: str) -> list[str]:
    """Return translations of what does not ship, and numbers that a translation has and its English text has not."""
    found = [f"{key}: “{text}” does not ship" for key, text, _ in told if (key, text) not in shipped]
    for key, text, words in told:
        found += [f"{key}: {number:g} in “{words}”"
                  for number in numbers_of(words, language) - numbers_of(text) - spelt_of(text)]  # fmt: skip
    return found


def test_nothing_ships_that_this_test_does_not_read() -> None:
    data = {".json", ".csv", ".aiplan", ".toml", ".yaml", ".yml"}
    files = {str(path.relative_to(RESOURCES)) for path in RESOURCES.rglob("*") if path.suffix in data}
    read = {
        "evidence/evidence.json",
        "regions/regions.json",
        "stories.json",
        "units/known.json",  # pint's own numbers: tests/test_known_units.py works each of them out
        *(f"presets/{name}.aiplan" for name in PLANS),
        *(f"locale/{language}/{kind}.json" for language, kind in TRANSLATED),
    }
    assert files == read


def test_no_number_of_the_evidence_is_an_orphan() -> None:
    assert orphans_of_evidence(EVIDENCE) == []


def test_no_number_of_the_regions_is_an_orphan() -> None:
    assert orphans_of_regions(REGIONS) == []


@pytest.mark.parametrize("name", PLANS)
def test_no_number_of_a_preset_is_an_orphan(name: str) -> None:
    assert orphans_of_plan(PLANS[name]) == []


@pytest.mark.parametrize(("language", "kind"), TRANSLATED)
def test_no_translation_has_a_number_that_its_english_text_has_not(language: str, kind: str) -> None:
    assert orphans_of_translation(translations(kind, language), english(kind), language) == []


@pytest.mark.parametrize("story", STORIES["stories"], ids=lambda story: story["key"])
def test_no_number_of_a_story_is_an_orphan(story: dict[str, Any]) -> None:
    assert orphans_of_story(story) == []


@pytest.mark.parametrize("story", STORIES["stories"], ids=lambda story: story["key"])
def test_a_story_has_two_sentences_something_to_look_at_and_a_preset_that_ships(story: dict[str, Any]) -> None:
    assert len(re.findall(r"[.!?](?:\s|$)", story["text"])) == 2
    assert story["look"].endswith(".")
    assert story["preset"] in PLANS
    used = {driver.get("source") for scenario in PLANS[story["preset"]]["scenarios"]
            for workload in scenario["workloads"] for driver in workload["drivers"]}  # fmt: skip
    assert used & set(story["sources"])


def test_the_stories_are_those_of_the_issue_and_load() -> None:
    from planner.store.stories import stories, story

    titles = ["Same order of magnitude", "Chat is small", "Agents may not be", "What a claim is worth"]
    assert [known.title for known in stories()] == titles
    assert story("chat-is-small").preset == "chat-is-small"
    with pytest.raises(Fault, match="there is no story “chat”"):
        story("chat")


def test_the_numbers_a_story_works_out_are_right() -> None:
    # 0.34 Wh x 2.5e9 a day x 365.25 days / 10,791 kWh a home
    assert round(0.34 * 2.5e9 * 365.25 / 1000 / 10_791, -3) == 29_000
    # 3 Wh x 330 million a day x 365.25 days over 4,276.104 TWh: below a hundredth of a percent
    assert 3 * 330e6 * 365.25 / 4276.104e12 < 0.0001


# What the checks themselves can find -------------------------------------------------------------------------------


def planted(content: Any, *path: Any, value: Any) -> Any:
    changed = copy.deepcopy(content)
    target = changed
    for step in path[:-1]:
        target = target[step]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("entries", 0, "citation"), "", "no citation"),
        (("entries", 0, "date"), "soon", "no date"),
        (("entries", 0, "boundary"), "", "no boundary"),
        (("entries", 0, "kind"), None, "no kind"),
        (("entries", 0, "url"), "blog.samaltman.com", "address"),
        (("entries", 0, "value"), "0.34 Wh/day", "is {"),
        (("entries", 0, "value"), "about a third", "does not begin"),
        (("entries", 0, "factor"), 1.7, ".factor 1.7"),
        (("overhead",), "1.72", ".overhead 1.72"),
    ],
)
def test_a_planted_orphan_in_the_evidence_is_found(path: tuple[Any, ...], value: Any, words: str) -> None:
    found = orphans_of_evidence(planted(EVIDENCE, *path, value=value))
    assert any(words in text for text in found), found


def test_a_planted_orphan_in_regions_presets_and_stories_is_found() -> None:
    assert orphans_of_regions(planted(REGIONS, "regions", 0, "pue", value=1.4))
    assert orphans_of_regions(planted(REGIONS, "regions", 0, "household_use", "citation", value=""))
    plan = PLANS["what-a-claim-is-worth"]
    driver = ("scenarios", 0, "workloads", 0, "drivers", 0)
    assert orphans_of_plan(planted(plan, *driver, "source", value="nobody-2025"))
    assert orphans_of_plan(planted(plan, *driver, "value", value="0.34 Wh/image"))
    assert orphans_of_plan(planted(plan, "scenarios", 0, "factor", value=3))
    assert orphans_of_plan(planted(planted(plan, "notes", value="Sourced."), *driver, "source", value=None))
    story = STORIES["stories"][1]
    assert orphans_of_story({**story, "own": []}) == ["chat-is-small: 29,000"]
    assert orphans_of_story({**story, "text": story["text"] + " It is 17 times."}) == ["chat-is-small: 17"]


def test_a_planted_orphan_in_a_translation_is_found() -> None:
    key, text = "chat-is-small", "Two claims: 0.34 Wh for 2.5 billion messages in June"
    good, shipped = "두 주장: 6월 메시지 25억 건에 0.34 Wh", {(key, text)}
    assert orphans_of_translation([(key, text, good)], shipped, "ko") == []
    assert orphans_of_translation([(key, text, good)], set(), "ko")
    assert orphans_of_translation([(key, text, good.replace("25억", "2억 5,000만"))], shipped, "ko")
    assert orphans_of_translation([(key, text, "17배")], shipped, "ko") == ["chat-is-small: 17 in “17배”"]


def test_the_dimensions_used_here_are_those_of_the_units() -> None:
    assert dimensions("L/kWh") in DIMENSIONS["wue"]
    assert factor_between("Wh/Mtoken", "Wh/token") == pytest.approx(1e-6)
