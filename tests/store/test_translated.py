"""What ships as data speaks the language in use, and its figures are the same in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.engine.simulate import simulate
from planner.model.region import conversions_of
from planner.store import library
from planner.store.presets import Presets
from planner.store.stories import story
from planner.store.translated import translated
from planner.text import use_language


def test_a_shipped_preset_has_its_words_in_the_language_and_its_values_as_they_are(tmp_path: Path) -> None:
    english = Presets(tmp_path).find("chat-is-small")
    assert english.workspace is not None
    use_language("ko")
    korean = Presets(tmp_path).find("chat-is-small")
    assert korean.workspace is not None
    assert korean.title == "채팅은 작다: 가구와 국가 전력 수요"
    for one, other in zip(english.workspace.scenarios, korean.workspace.scenarios, strict=True):
        assert [driver.value for part in one.workloads for driver in part.drivers] == [
            driver.value for part in other.workloads for driver in part.drivers
        ]
    assert korean.workspace.scenarios[0].name != english.workspace.scenarios[0].name


def test_a_preset_is_found_by_its_short_name_in_every_language(tmp_path: Path) -> None:
    use_language("ko")
    assert Presets(tmp_path).find("chat-is-small").key == "chat-is-small"
    assert Presets(tmp_path).find("채팅은 작다: 가구와 국가 전력 수요").key == "chat-is-small"


def test_regions_stories_and_evidence_follow_the_language() -> None:
    assert library.region("KOR").name == "South Korea"
    use_language("ko")
    assert library.region("KOR").name == "대한민국"
    assert library.region_names()["USA"] == "미국"
    assert library.region("KOR").household_use.citation.startswith("IEA")
    assert story("same-order-of-magnitude").title == "같은 자릿수"
    assert library.evidence()["altman-2025"].label == "ChatGPT 평균, OpenAI"
    use_language("en")
    assert library.region("KOR").name == "South Korea"


def test_only_words_are_replaced_and_what_has_changed_since_stays_english() -> None:
    use_language("ko")
    entry = {"name": "United States", "value": "United States", "adjective": "of the States"}
    assert translated("regions", "USA", entry) == {
        "name": "미국",
        "value": "United States",
        "adjective": "of the States",
    }
    assert translated("regions", "XXX", entry) is entry


@pytest.mark.parametrize("key", ["chat-is-small", "chat-and-agents", "south-korea"])
def test_a_translated_preset_gives_the_same_result_to_the_last_digit(key: str, tmp_path: Path) -> None:
    """Draws follow the ids of drivers and workloads, which must not follow their names into another language."""
    results = []
    for code in ("en", "ko"):
        use_language(code)
        workspace = Presets(tmp_path).find(key).workspace
        assert workspace is not None
        scenario = workspace.scenarios[-1]
        conversions = conversions_of(scenario, library.region(scenario.region))
        results.append(float(simulate(scenario, conversions, 1000).at("energy", scenario.end)["p50"]))
    assert results[0] == results[1]
