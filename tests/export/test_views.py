"""The brief pack follows the presentation: a slide for each view, its message as title, its notes for the speaker."""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from pptx import Presentation as Deck

from planner.cli.main import cli
from planner.export.brief import write_brief
from planner.export.files import to_bytes
from planner.export.pack import Choice, Pack, prepare
from planner.export.page import to_html
from planner.export.slides import to_pptx
from planner.export.views import view_exhibits
from planner.model.faults import Fault
from planner.model.presentation import CHARTS, Presentation, PresentedView
from planner.store.codec import dumps
from planner.store.presets import Presets

FEW = Choice(samples=1_000)


def pack_with(*views: PresentedView, preset: str = "chat-and-agents") -> Pack:
    plan = Presets().find(preset).workspace
    assert plan is not None
    return prepare(attrs.evolve(plan, presentation=Presentation(views)), FEW)


@pytest.fixture(scope="module")
def every_chart() -> Pack:
    views = (PresentedView(chart, caption=f"On {chart}", notes="Slowly.\nAsk.", year=2030) for chart in CHARTS)
    return pack_with(*views)


def test_every_chart_a_view_can_name_becomes_a_slide_with_message_and_notes(every_chart: Pack) -> None:
    deck = Deck(io.BytesIO(to_pptx(every_chart, view_exhibits(every_chart))))
    assert [slide.shapes.title.text for slide in deck.slides] == [f"On {chart}" for chart in CHARTS]
    for slide in deck.slides:
        assert slide.notes_slide.notes_text_frame.text.startswith("Slowly.\nAsk.")


def test_every_chart_a_view_can_name_is_a_picture_and_a_section_of_the_page(every_chart: Pack) -> None:
    shown = view_exhibits(every_chart)
    for item in shown:
        assert to_bytes(every_chart, [item], "svg").startswith(b"<?xml")
    page = to_html(every_chart, shown).decode()
    assert [page.index(f">On {chart}</h2>") for chart in CHARTS] == sorted(
        page.index(f">On {chart}</h2>") for chart in CHARTS
    )


def test_a_view_is_about_its_own_scenario_year_outcome_and_choices() -> None:
    pack = pack_with(
        PresentedView("timeline", scenario="Chat, text only", outcome="households", year=2033),
        PresentedView("timeline", scenario="Chat and agents", scenarios=("Chat and agents",), year=2028),
        PresentedView("waterfall", scenario="Chat and agents", options=(("against", "Chat, average claim"),)),
        PresentedView("waterfall", scenario="Chat and agents", year=2030, options=(("against", ""),)),
    )
    homes, alone, against, years = view_exhibits(pack)
    assert homes.title.startswith("Chat, text only: ")
    assert "in 2033" in homes.title
    assert [series.name for series in alone.body.series] == ["Chat and agents"]
    assert "in 2028" in alone.title
    assert against.table.rows[0][0] == "Chat, average claim"
    assert (years.table.rows[0][0], years.table.rows[-1][0]) == ("2025", "2030")
    assert [item.file_key for item in (homes, years)] == ["01-timeline", "04-waterfall"]


def test_the_finding_of_the_program_stays_under_the_authors_message() -> None:
    plain, told = (view_exhibits(pack_with(PresentedView("timeline", caption=text)))[0] for text in ("", "Look"))
    assert (told.title, told.subtitle.splitlines()[0]) == ("Look", plain.title)


def test_what_a_view_shows_and_the_plan_has_no_more_is_said_with_its_place() -> None:
    pack = pack_with(PresentedView("timeline"), PresentedView("households", scenario="Gone"))
    with pytest.raises(Fault, match="view 2 of the presentation, “households”: there is no scenario “Gone”"):
        view_exhibits(pack)


def test_the_brief_pack_of_a_story_is_its_views(tmp_path: Path) -> None:
    plan = Presets().find("chat-is-small").workspace
    assert plan is not None
    pack = prepare(plan, FEW)
    written = [path.name for path in write_brief(pack, tmp_path)]
    views = pack.workspace.presentation.views
    assert [name.split("-0")[1] for name in written if name.endswith(".png")] == [
        f"{place}-{view.chart}.png" for place, view in enumerate(views, 1)
    ]
    deck = Deck(str(next(tmp_path.glob("*.pptx"))))
    assert [slide.shapes.title.text for slide in deck.slides] == [view.caption for view in views]


def test_the_command_line_exports_the_presentation_and_on_wish_every_chart(tmp_path: Path) -> None:
    plan = tmp_path / "told.aiplan"
    views = (PresentedView("households", caption="In homes"), PresentedView("timeline"))
    plan.write_text(dumps(pack_with(*views).workspace), "utf-8")

    def titles(*options: str) -> list[str]:
        found = CliRunner().invoke(
            cli, ["export", str(plan), "--samples", "1000", *options, "-o", str(tmp_path / "x.pptx")]
        )
        assert found.exit_code == 0, found.output
        return [slide.shapes.title.text for slide in Deck(str(tmp_path / "x.pptx")).slides]

    assert titles()[0] == "In homes"
    assert len(titles()) == 2
    assert len(titles("--chart", "all")) > 6


def test_a_plan_without_a_presentation_says_so_when_one_is_asked_for(tmp_path: Path) -> None:
    asked = ["export", "google-median", "--chart", "presentation", "-o", str(tmp_path / "x.png")]
    found = CliRunner().invoke(cli, asked)
    assert found.exit_code == 2
    assert "this plan has no presentation" in found.stderr
    assert not list(tmp_path.iterdir())
