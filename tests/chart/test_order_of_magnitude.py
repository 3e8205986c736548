"""The order-of-magnitude chart: its rows, marks, filters, the sentence over it and the user's own value across."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import attrs
import pytest
from strategies import parse

from planner.chart.magnitudes import KINDS, MODALITIES, Filter, Magnitudes
from planner.chart.order_of_magnitude import finding, order_of_magnitude, own_value
from planner.model.evidence import Evidence
from planner.store.library import evidence


def entry(value: str, modality: str = "text", **more) -> Evidence:
    plain = {
        "id": more.pop("id", f"{modality}-{value}"), "label": f"{modality} {value}", "topic": "energy",
        "as_published": value, "subject": "x", "boundary": "facility", "includes_pue": True, "statistic": "mean",
        "kind": "estimate", "date": "2025-06", "publisher": "P", "citation": "C", "url": "https://example.org",
        "superseded_by": "", "caveat": "Careful.", "verification": "primary",
    }  # fmt: skip
    ends = {name: parse(more.pop(name)) for name in ("low", "high") if name in more}
    return Evidence(modality=modality, value=parse(value), **(plain | more | ends))


def chart(*entries: Evidence, **more) -> Magnitudes:
    return order_of_magnitude(entries, **more)


def test_rows_stand_in_groups_sorted_by_value_with_room_between() -> None:
    found = chart(
        entry("900 Wh/video", "video"), entry("3 Wh/query"), entry("0.3 Wh/query"), entry("1 Wh/image", "image")
    )
    assert [group.name for group in found.groups] == ["Text", "Image", "Video"]
    assert [row.value for row in found.rows] == [0.3, 3, 1, 900]
    assert [row.place for row in found.rows] == [0, 1, 2.5, 4]
    assert found.height == 5


def test_kinds_are_told_by_shape_and_by_filling() -> None:
    kinds = ("measurement", "estimate", "claim", "arithmetic")
    found = chart(*(entry(f"{n} Wh/query", kind=kind) for n, kind in enumerate(kinds, 1)))
    looks = [(row.kind.shape, row.kind.filled) for row in found.rows]
    assert looks == [("circle", True), ("circle", False), ("diamond", False), ("square", False)]
    assert len(set(looks)) == len({row.kind.colour for row in found.rows}) == len(kinds)
    assert [kind.name for kind in found.legend] == [KINDS[kind].name for kind in kinds]
    assert [kind.name for kind in chart(entry("1 Wh/query", kind="claim")).legend] == ["company claim"]


def test_a_published_range_is_a_bar_and_joules_are_watt_hours() -> None:
    found = chart(entry("3600 J/query", low="720 J/query", high="7200 J/query", range_meaning="two cases"))
    (row,) = found.rows
    assert (row.low, row.value, row.high) == pytest.approx((0.2, 1, 2))
    assert "720 J/query to 7200 J/query: two cases" in row.note
    assert found.has_ranges
    assert not chart(entry("1 Wh/query")).has_ranges


def test_what_was_superseded_is_faded_and_says_so_and_has_no_say_in_the_title() -> None:
    old, new = entry("30 Wh/query", superseded_by="text-1 Wh/query"), entry("0.3 Wh/query")
    found = chart(old, new)
    assert [row.faded for row in found.rows] == [False, True]
    assert found.rows[1].boundary == "facility · superseded"
    assert found.title == "A text query: 1 figure, 0.3 Wh"


def test_the_axis_has_whole_decades_around_everything_drawn() -> None:
    found = chart(entry("0.3 Wh/query", low="0.02 Wh/query", high="0.3 Wh/query"), own=parse("0.2 to 150 Wh/query"))
    assert (found.axis.low, found.axis.high, found.axis.log) == (0.01, 1000, True)
    assert [tick.text for tick in found.axis.ticks] == ["0.01 Wh", "0.1", "1", "10", "100", "1,000"]
    assert [tick.value for tick in found.axis.ticks] == pytest.approx([0.01, 0.1, 1, 10, 100, 1000])


def test_the_users_value_is_a_line_with_its_interval() -> None:
    own = own_value(parse("0.2 to 0.5 Wh/query"))
    assert own is not None
    assert (own.low, own.high) == (0.2, 0.5)
    assert own.middle == pytest.approx((0.2 * 0.5) ** 0.5)
    assert own.text == "your assumption: 0.2 to 0.5 Wh/query"
    exact = own_value(parse("1224 J/image"))
    assert exact is not None
    assert exact.low == exact.middle == exact.high == pytest.approx(0.34)


@pytest.mark.parametrize("text", ["2.5e9 query/day", "5 MW", "1.2", "0 Wh/query", "0.3 Wh/query/day"])
def test_what_is_no_energy_of_one_use_is_not_drawn_across(text: str) -> None:
    assert own_value(parse(text)) is None
    assert chart(entry("1 Wh/query"), own=parse(text)).own is None


def test_each_filter_keeps_what_it_names() -> None:
    entries = [
        entry("1 Wh/query"),
        entry("2 Wh/query", kind="claim", boundary="not stated", date="2023"),
        entry("3 Wh/image", "image", boundary="accelerator"),
        entry("4 Wh/query", superseded_by="text-1 Wh/query"),
        entry("5 query/day", "", topic="adoption"),
    ]

    def kept(**how) -> list[float]:
        return [row.value for row in order_of_magnitude(entries, Filter(**how)).rows]

    assert kept() == [1, 2, 4, 3]
    assert kept(modalities={"image"}) == [3]
    assert kept(kinds={"claim"}) == [2]
    assert kept(boundaries={"accelerator", "not stated"}) == [2, 3]
    assert kept(year_from=2024) == [1, 4, 3]
    assert kept(superseded=False) == [1, 2, 3]
    assert kept(kinds={"measurement"}) == []


def test_a_filter_is_a_value() -> None:
    assert Filter(kinds=["claim"]) == Filter(kinds={"claim"})
    assert hash(Filter()) == hash(attrs.evolve(Filter(year_from=2020), year_from=None))


def test_the_caption_says_what_was_filtered() -> None:
    found = order_of_magnitude([entry("1 Wh/query")], Filter(kinds={"estimate"}, year_from=2024, superseded=False))
    assert found.caption == "1 figure. Kinds: estimate. From 2024 on. Without superseded figures."


def test_the_title_states_the_decade_that_holds_the_middle() -> None:
    values = ("0.05", "0.2", "0.3", "0.4", "4")
    found = finding([entry(f"{value} Wh/query") for value in values])
    assert found == "A text query: 3 of 5 figures between 0.1 and 1 Wh, the middle 0.3 Wh"
    agents = [entry("30 Wh/session", "agent"), entry("150 Wh/query", "agent")]
    more = finding([*(entry(f"{value} Wh/query") for value in values), *agents])
    assert more == f"{found}; an agent session: about 300 times that"
    assert finding([entry("2 Wh/image", "image"), entry("3 Wh/image", "image")]).startswith("An image: 2 of 2")
    assert finding([]) == "No published figure passes this filter"


def test_an_empty_chart_can_still_be_drawn() -> None:
    found = chart()
    assert (found.rows, found.height) == ((), 0)
    assert found.axis.low < found.axis.high


def test_the_shipped_library_makes_a_chart_of_every_energy_once() -> None:
    energies = [known for known in evidence().values() if known.topic == "energy"]
    found = order_of_magnitude(evidence().values(), own=parse("0.2 to 0.5 Wh/query"))
    assert sorted(row.id for row in found.rows) == sorted(known.id for known in energies)
    assert len(found.rows) >= 60
    assert all(later.place - earlier.place >= 1 for earlier, later in pairwise(found.rows))
    for row in found.rows:
        assert found.axis.low <= (row.low or row.value) <= row.value <= (row.high or row.value) <= found.axis.high
        assert row.boundary
        assert row.note.count("\n") == 2
    assert {known.modality for known in energies} <= set(MODALITIES)


def test_the_shipped_title_agrees_with_the_figures_counted_here() -> None:
    text = [
        known.value.central
        for known in evidence().values()
        if known.topic == "energy" and known.modality == "text" and not known.superseded_by
    ]
    inside = sum(0.1 <= value < 1 for value in text)
    assert 0.1 <= median(text) < 1
    title = order_of_magnitude(evidence().values()).title
    assert title.startswith(f"A text query: {inside} of {len(text)} figures between 0.1 and 1 Wh")


def test_the_alternative_text_tells_groups_and_the_own_value() -> None:
    found = chart(entry("0.2 Wh/query"), entry("0.4 Wh/query"), own=parse("0.3 Wh/query"))
    assert "Text: 2 figures from 0.2 to 0.4 Wh, middle 0.3 Wh." in found.alt
    assert found.alt.endswith("Across all of them, your assumption: 0.3 Wh/query.")
