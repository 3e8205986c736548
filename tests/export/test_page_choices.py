"""A figure shows what its page shows: the filters and choices made there go with it."""

from __future__ import annotations

import pytest

from planner.chart.magnitudes import Magnitudes
from planner.export.exhibit import Exhibit
from planner.export.exhibits import exhibit
from planner.export.pack import Choice, prepare
from planner.model.faults import Fault
from planner.store.library import evidence
from planner.store.presets import Presets


def made(key: str, **options: str) -> Exhibit:
    plan = Presets().find("chat-and-agents").workspace
    return exhibit(prepare(plan, Choice(options=tuple(options.items()), samples=200)), key)


def test_published_figures_are_those_that_pass_the_filter() -> None:
    item = made("estimates", use="text", since="2025", superseded="no")
    kept = {
        entry.id
        for entry in evidence().values()
        if (entry.topic, entry.modality) == ("energy", "text") and entry.date >= "2025" and not entry.superseded_by
    }
    assert isinstance(item.body, Magnitudes)
    assert {row.id for row in item.body.rows} == kept
    assert len(item.table.rows) == len(kept) > 1


def test_the_driver_that_was_chosen_is_drawn_across() -> None:
    item = made("estimates", driver="Energy per agent session")
    assert isinstance(item.body, Magnitudes)
    assert item.body.own is not None
    assert item.body.own.text == "this plan: 41 to 600 Wh/session"


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(Fault, match="“since” is “soon”; give a year, such as 2024"):
        made("estimates", since="soon")


def test_what_matters_lists_one_kind_of_assumption_and_says_where_there_is_none() -> None:
    assert made("sensitivity", among="world").table.rows == made("sensitivity").table.rows
    with pytest.raises(Fault, match=r"Nothing of what we decide is in this outcome\."):
        made("sensitivity", among="levers")
