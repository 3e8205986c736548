"""A presentation names what to show, and follows the plan where it changes."""

from __future__ import annotations

import pytest
from strategies import PLAIN_CHAIN, scenario_of, workload_of

from planner.model.editing import rename_scenario
from planner.model.faults import Fault
from planner.model.presentation import MAX_LINE, MAX_VIEWS, Presentation, PresentedView
from planner.model.workspace import Workspace


def test_a_view_follows_a_scenario_that_is_renamed() -> None:
    chat = workload_of(*PLAIN_CHAIN)
    views = (
        PresentedView("timeline", scenario="One", scenarios=("One", "Two")),
        PresentedView("waterfall", scenario="Two", options=(("against", "One"),)),
    )
    plan = Workspace((scenario_of(chat, name="One"), scenario_of(chat, name="Two")), presentation=Presentation(views))
    renamed = rename_scenario(plan, 0, "First").presentation.views
    assert (renamed[0].scenario, renamed[0].scenarios) == ("First", ("First", "Two"))
    assert (renamed[1].scenario, renamed[1].option("against")) == ("Two", "First")


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        ({"chart": "pie"}, "“pie” is no chart; use timeline, households"),
        ({"outcome": "heat"}, "“heat” is no outcome; use energy"),
        ({"options": (("against", "One"),)}, "“against” is no choice of the chart “timeline”"),
        ({"sliders": ("a", "b", "c", "d")}, "at most 3 sliders, not 4"),
        ({"caption": "x" * (MAX_LINE + 1)}, "caption “xxx"),
        ({"scenarios": ("two\nlines",)}, "scenarios “two"),
        ({"year": 1800}, "1800"),
        ({"notes": "n" * 20_001}, "a note of 20001 characters is too long"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(refused: dict[str, object], words: str) -> None:
    with pytest.raises(Fault, match=words[:20]) as fault:
        PresentedView(**{"chart": "timeline", **refused})  # type: ignore[arg-type]
    assert words in str(fault.value)


def test_a_presentation_is_bounded() -> None:
    with pytest.raises(Fault, match=f"at most {MAX_VIEWS} views"):
        Presentation((PresentedView("timeline"),) * (MAX_VIEWS + 1))
