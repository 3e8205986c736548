"""The shipped evidence library and presets: shape, references, dates, units and what may be multiplied by what."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = json.loads((RESOURCES / "evidence" / "evidence.json").read_text(encoding="utf-8"))
ENTRIES = LIBRARY["entries"]
BY_ID = {entry["id"]: entry for entry in ENTRIES}
PRESETS = {path.stem: path for path in sorted((RESOURCES / "presets").glob("*.aiplan"))}
PLANS = {slug: json.loads(path.read_text(encoding="utf-8")) for slug, path in PRESETS.items()}

REQUIRED = {
    "id", "label", "topic", "modality", "value", "as_published", "subject", "boundary", "includes_pue", "statistic",
    "kind", "date", "publisher", "citation", "url", "superseded_by", "caveat", "verification",
}  # fmt: skip
OPTIONAL = {"low", "high", "range_meaning"}
TOPICS = {"energy", "adoption", "efficiency", "pue", "wue", "total", "parameter", "overhead"}
MODALITIES = {
    "text", "reasoning", "long document", "agent", "image", "video", "small task", "multimodal", "search",
}  # fmt: skip
BOUNDARIES = {"accelerator", "server", "facility", "facility with training", "not stated"}
STATISTICS = {"mean", "median", "upper bound", "single configuration", "total", "unspecified"}
KINDS = {"measurement", "claim", "estimate", "arithmetic"}
VERIFICATIONS = {"primary", "quoted", "secondary", "derived"}
UNITS = {
    "energy": {"Wh/query", "Wh/image", "Wh/video", "Wh/session"},
    "adoption": {
        "query/day", "query/user/week", "query/user/day", "user", "image/day", "token/month", "%", "%/year",
    },
    "efficiency": {"%/year"},
    "total": {"TWh/year", "%/year"},
    "pue": {""},
    "overhead": {""},
    "wue": {"L/kWh"},
    "parameter": {
        "", "%", "W", "kW", "/s", "/token", "token/query", "token/session", "token/day", "Wh/Mtoken",
    },
}  # fmt: skip
NEEDED_BY_NAME = (
    "salathe-2025", "altman-2025", "epoch-2025", "google-2025-median", "google-2025-narrow", "devries-2023",
    "ten-times-search-2023", "google-search-2009", "openai-2.5bn-messages-2025", "oviedo-2026", "couch-2026-session",
    "hausfather-2026-prompt", "iea-2024", "iea-2025", "iea-2030-base", "iea-2030-headwinds", "iea-2030-high-efficiency",
    "iea-2030-lift-off", "iea-2035-base", "iea-2035-lift-off", "lbnl-2024", "lbnl-2030",
)  # fmt: skip
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?: (\S.*))?")


def split(text):
    """A plain number and its unit; a text that is neither fails the test that asked."""
    match = NUMBER.fullmatch(text)
    assert match, f"not a plain number with a unit: {text!r}"
    return float(match[1]), match[2] or ""


def drivers():
    for slug, plan in PLANS.items():
        for scenario in plan["scenarios"]:
            for workload in scenario["workloads"]:
                for driver in workload["drivers"]:
                    yield pytest.param(driver, id=f"{slug}/{scenario['name']}/{workload['name']}/{driver['id']}")


def workloads():
    for slug, plan in PLANS.items():
        for scenario in plan["scenarios"]:
            for workload in scenario["workloads"]:
                yield pytest.param(workload, id=f"{slug}/{scenario['name']}/{workload['name']}")


every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
every_plan = pytest.mark.parametrize("slug", PLANS)


def test_the_library_has_a_version_and_unique_ids_and_labels():
    assert LIBRARY["version"] == "2026.11"
    assert [name for name, count in Counter(entry["id"] for entry in ENTRIES).items() if count > 1] == []
    assert [name for name, count in Counter(entry["label"] for entry in ENTRIES).items() if count > 1] == []


@every_entry
def test_an_entry_has_the_fields_of_the_schema(entry):
    assert REQUIRED <= set(entry) <= REQUIRED | OPTIONAL
    assert re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", entry["id"])
    assert 0 < len(entry["label"]) <= 40
    assert entry["topic"] in TOPICS
    assert entry["statistic"] in STATISTICS
    assert entry["kind"] in KINDS
    assert entry["verification"] in VERIFICATIONS
    assert entry["includes_pue"] in (True, False, None)
    for field in ("as_published", "subject", "publisher", "citation", "caveat"):
        assert entry[field].strip() == entry[field] != "", field


@every_entry
def test_modality_and_boundary_belong_to_energy_alone(entry):
    if entry["topic"] == "energy":
        assert entry["modality"] in MODALITIES
        assert entry["boundary"] in BOUNDARIES
    else:
        assert (entry["modality"], entry["boundary"], entry["includes_pue"]) == ("", "", None)


@every_entry
def test_what_a_boundary_says_about_pue_agrees_with_the_flag(entry):
    if entry["boundary"].startswith("facility"):
        assert entry["includes_pue"] is True
    if entry["boundary"] == "accelerator":
        assert entry["includes_pue"] is False
    if entry["boundary"] == "not stated":
        assert entry["includes_pue"] is None


@every_entry
def test_a_value_is_a_plain_number_in_a_unit_of_its_topic(entry):
    number, unit = split(entry["value"])
    assert unit in UNITS[entry["topic"]]
    assert number > 0 or unit == "%/year"
    if entry["topic"] == "pue":
        assert 1 <= number < 3
    expected = {"image": "Wh/image", "video": "Wh/video"}.get(entry["modality"])
    if entry["topic"] == "energy" and entry["modality"] != "agent":
        assert unit == (expected or "Wh/query")


@every_entry
def test_a_range_holds_its_value_and_says_what_it_means(entry):
    present = [name in entry for name in ("low", "high", "range_meaning")]
    assert all(present) or not any(present)
    if all(present):
        (low, low_unit), (value, unit), (high, high_unit) = (split(entry[name]) for name in ("low", "value", "high"))
        assert low_unit == unit == high_unit
        assert low <= value <= high
        assert low < high
        assert entry["range_meaning"]


@every_entry
def test_a_date_is_a_date_and_not_in_the_future(entry):
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", entry["date"])
    assert match
    year, month, day = (int(part) if part else None for part in match.groups())
    assert 2009 <= year <= 2026
    assert month is None or 1 <= month <= 12
    assert day is None or 1 <= day <= 31
    assert (year, month or 1) <= (2026, 11)


@every_entry
def test_a_citation_can_be_checked(entry):
    assert re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", entry["url"])
    assert "memory" not in json.dumps({key: entry[key] for key in ("citation", "verification", "publisher")}).lower()


@every_entry
def test_what_supersedes_an_entry_exists_and_is_not_superseded_itself(entry):
    newer = entry["superseded_by"]
    if newer:
        assert newer != entry["id"]
        assert BY_ID[newer]["topic"] == entry["topic"]
        assert BY_ID[newer]["superseded_by"] == ""
        assert BY_ID[newer]["date"][:4] >= entry["date"][:4]


@every_entry
def test_arithmetic_is_called_arithmetic(entry):
    if entry["verification"] == "derived":
        assert entry["kind"] == "arithmetic"


@every_entry
def test_joules_are_converted_exactly(entry):
    match = re.match(r"([\d,.]+)( million)? J per (?:response|image|video|clip)", entry["as_published"])
    if match:
        joules = float(match[1].replace(",", "")) * (1e6 if match[2] else 1)
        assert split(entry["value"])[0] == pytest.approx(joules / 3600, rel=5e-6)


def test_tokens_times_energy_per_token_give_the_published_answer():
    chats = [entry for entry in ENTRIES if "J/token x" in entry["as_published"]]
    assert len(chats) == 9
    for entry in chats:
        per_token, tokens = re.match(r"([\d.]+) J/token x (\d+) output tokens", entry["as_published"]).groups()
        assert split(entry["value"])[0] == pytest.approx(float(per_token) * int(tokens) / 3600, abs=2e-4), entry["id"]


def test_the_library_is_broad_enough():
    topics = Counter(entry["topic"] for entry in ENTRIES)
    modalities = Counter(entry["modality"] for entry in ENTRIES if entry["topic"] == "energy")
    assert topics["energy"] >= 70
    assert topics["adoption"] >= 25
    for topic, least in {"total": 15, "efficiency": 6, "pue": 10, "wue": 5}.items():
        assert topics[topic] >= least, topic
    least = {"text": 20, "reasoning": 10, "long document": 6, "agent": 3, "image": 6, "video": 6, "small task": 6}
    for modality, number in least.items():
        assert modalities[modality] >= number, modality
    assert {split(entry["value"])[1] for entry in ENTRIES if entry["modality"] == "agent"} == {"Wh/session", "Wh/query"}


@pytest.mark.parametrize("name", NEEDED_BY_NAME)
def test_an_entry_others_rely_on_is_there(name):
    assert name in BY_ID


def test_the_essay_and_the_claim_do_not_say_what_they_count():
    assert BY_ID["salathe-2025"]["value"] == "0.2 Wh/query"
    assert BY_ID["salathe-2025"]["kind"] == "estimate"
    assert BY_ID["altman-2025"]["value"] == "0.34 Wh/query"
    assert BY_ID["altman-2025"]["kind"] == "claim"
    assert BY_ID["salathe-2025"]["boundary"] == BY_ID["altman-2025"]["boundary"] == "not stated"


# --- presets --------------------------------------------------------------------------------------------------------


def test_there_are_enough_presets_and_the_first_one_is_among_them():
    assert len(PRESETS) >= 12
    assert PLANS["chat-and-agents"]["title"] == "Chat and agents to 2035"
    assert [scenario["name"] for scenario in PLANS["chat-and-agents"]["scenarios"]] == [
        "Chat, text only",
        "Chat, average claim",
        "Chat and agents",
    ]
    regions = {scenario["region"] for plan in PLANS.values() for scenario in plan["scenarios"]}
    assert {"USA", "KOR", "GBR", "EUU"} <= regions


@every_plan
def test_a_preset_is_a_plan_of_schema_1_with_a_title_and_notes(slug):
    plan = PLANS[slug]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert set(plan) - {"baseline", "presentation"} == {"format", "schema", "title", "notes", "scenarios"}
    assert (plan["format"], plan["schema"]) == ("ai-energy-plan", 1)
    assert 0 < len(plan["title"]) <= 60
    assert "Sourced" in plan["notes"]
    assert "Ours" in plan["notes"] or "Our own" in plan["notes"]
    assert PRESETS[slug].read_text(encoding="utf-8").endswith("}\n")


def test_titles_differ():
    assert len({plan["title"] for plan in PLANS.values()}) == len(PLANS)


@every_plan
def test_a_scenario_has_the_keys_of_the_contract(slug):
    scenarios = PLANS[slug]["scenarios"]
    assert len({scenario["name"] for scenario in scenarios}) == len(scenarios) >= 1
    for scenario in scenarios:
        assert set(scenario) == {"name", "notes", "start", "end", "seed", "region", "workloads"}
        assert scenario["notes"]
        assert scenario["seed"] == 1
        assert scenario["start"] == 2025
        assert scenario["end"] == 2035
        names = [workload["name"] for workload in scenario["workloads"]]
        assert len(set(names)) == len(names) >= 1
        for workload in scenario["workloads"]:
            assert set(workload) == {"name", "drivers"}
            identifiers = [driver["id"] for driver in workload["drivers"]]
            assert len(set(identifiers)) == len(identifiers)
            # Either an energy of one use leads, or the chain is built up from below and begins with its first factor.
            assert identifiers[0] in ("energy", "operations", "servers")


@pytest.mark.parametrize("driver", list(drivers()))
def test_a_driver_names_a_source_that_exists_and_its_boundary(driver):
    known = {"id", "name", "value", "source", "boundary", "as_of", "trajectory", "power"}
    assert driver.get("power", -1) == -1
    assert {"id", "name", "value"} <= set(driver) <= known
    if driver["id"] == "energy":
        assert driver["boundary"] == BY_ID[driver["source"]]["boundary"]
    else:
        assert "boundary" not in driver
    if "source" in driver:
        assert driver["source"] in BY_ID
    if "trajectory" in driver:
        keys = {"compound": {"kind", "rate"}, "logistic": {"kind", "ceiling", "rate"}}
        assert set(driver["trajectory"]) == keys[driver["trajectory"]["kind"]]
        assert driver["trajectory"]["rate"].endswith(" %/year")
        if driver["trajectory"]["kind"] == "logistic":
            assert unit_of(driver["trajectory"]["ceiling"]) == unit_of(driver["value"])


@pytest.mark.parametrize("driver", list(drivers()))
def test_an_exact_driver_has_the_value_of_its_source(driver):
    if "source" not in driver or " to " in driver["value"]:
        return
    source = BY_ID[driver["source"]]
    if driver["id"] == "share":
        return  # a share is a split of the source's figure, said in the notes
    assert split(driver["value"]) == split(source["value"])


def unit_of(text):
    """The unit of a number or of an interval "low to high unit"."""
    match = re.fullmatch(r"-?[\d.e]+(?: to -?[\d.e]+)?(?: (\S+))?", text)
    assert match, f"not a value the presets use: {text!r}"
    return match[1] or ""


def powers(unit):
    """The powers of the base words in a unit such as "query/user/week"."""
    counts = Counter()
    first, *rest = unit.replace("%", "").split("/")
    if first:
        counts[first] += 1
    for word in rest:
        counts[{"week": "day"}.get(word, word)] -= 1
    return counts


@pytest.mark.parametrize("workload", list(workloads()))
def test_a_workload_leaves_energy_per_time(workload):
    total = Counter()
    for driver in workload["drivers"]:
        for word, power in powers(unit_of(driver["value"])).items():
            total[word] += power * driver.get("power", 1)
    left = {word: power for word, power in total.items() if power}
    assert left in ({"Wh": 1, "day": -1}, {"W": 1, "s": 1, "day": -1}, {"kW": 1})


@pytest.mark.parametrize("workload", list(workloads()))
def test_pue_is_multiplied_only_where_the_source_leaves_it_out(workload):
    if any(driver["id"] == "pue" for driver in workload["drivers"]):
        energy = workload["drivers"][0]
        if energy["id"] == "energy":
            assert BY_ID[energy["source"]]["includes_pue"] is False


def test_the_shares_of_a_mix_add_up():
    for slug, scenario_names in {
        "text-images-video": ["Text, images and video"],
        "reasoning-share": ["One answer in ten", "Three answers in ten"],
    }.items():
        for scenario in PLANS[slug]["scenarios"]:
            if scenario["name"] in scenario_names:
                shares = [
                    split(driver["value"])[0]
                    for workload in scenario["workloads"]
                    for driver in workload["drivers"]
                    if driver["id"] == "share"
                ]
                assert sum(shares) == pytest.approx(100)


def test_the_mix_of_text_images_and_video_comes_near_the_claim():
    mix = PLANS["text-images-video"]["scenarios"][0]
    mean = 0.0
    for workload in mix["workloads"]:
        product = 1.0
        for driver in workload["drivers"]:
            if driver["id"] != "volume":
                number, unit = split(driver["value"])
                product *= number / 100 if unit == "%" else number
        mean += product
    assert mean == pytest.approx(0.93 * 0.2 + 0.0695 * 1.22278 + 0.0005 * 109.488 * 1.17)
    assert mean == pytest.approx(0.335, abs=0.0005)
    assert mean == pytest.approx(0.34, rel=0.02)


def test_the_page_of_sources_counts_as_the_library_does():
    page = (RESOURCES / "SOURCES.md").read_text("utf-8")
    topics = Counter(entry["topic"] for entry in ENTRIES)
    kinds = Counter(entry["kind"] for entry in ENTRIES)
    for count, words in (
        (len(ENTRIES), "published figures"),
        (topics["energy"], "of energy"),
        (topics["adoption"], "of adoption"),
        (topics["pue"], "of PUE"),
        (topics["parameter"], "parameters"),
    ):
        assert f"{count} {words}" in page
    for kind in ("measurement", "claim", "estimate", "arithmetic"):
        assert f"{kind} ({kinds[kind]}" in page
