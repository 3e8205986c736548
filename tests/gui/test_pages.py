"""The pages beside the timeline, opened by their tabs; figures worked by hand from exact presets."""

from __future__ import annotations

import pytest
from hands import choose_in_box, enter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from planner.gui.dialogs.source_dialog import SourceDialog
from planner.gui.pages import PAGES


def open_page(window, name):
    """Click the tab of a page, as a person does."""
    index = 1 + list(PAGES).index(name)
    QTest.mouseClick(window.chart.tabs, Qt.MouseButton.LeftButton, pos=window.chart.tabs.tabRect(index).center())
    assert window.chart.tabs.currentIndex() == index
    return window.chart.page


def test_every_page_opens_with_a_finding_and_the_timeline_comes_back(window):
    before = window.chart.headline.text()
    for name in PAGES:
        page = open_page(window, name)
        assert page is not None
        assert page.isVisible()
        assert window.chart.headline.text()
    QTest.mouseClick(window.chart.tabs, Qt.MouseButton.LeftButton, pos=window.chart.tabs.tabRect(0).center())
    assert window.chart.page is None
    assert window.chart.headline.text() == before


def test_solving_halves_the_energy_per_query_and_the_answer_goes_into_the_plan(start):
    window = start("openai-average")
    page = open_page(window, "Solve")
    # 0.34 Wh gives 310.4625 GWh, so half of that, 155.23125 GWh, needs 0.17 Wh: the outcome is proportional.
    page.target.line_edit.selectAll()
    QTest.keyClicks(page.target.line_edit, "155.23125 GWh/year")
    QTest.keyClick(page.target.line_edit, Qt.Key.Key_Return)
    assert "0.17 Wh per query" in page.answer.text()
    QTest.mouseClick(page.apply, Qt.MouseButton.LeftButton)
    driver = window.document.workspace.scenarios[0].workloads[0].drivers[0]
    assert driver.value.central == pytest.approx(0.17, rel=1e-9)
    window.document.history.undo()
    assert window.document.workspace.scenarios[0].workloads[0].drivers[0].value.central == 0.34


def test_a_target_that_cannot_be_met_says_why_and_offers_nothing(start):
    window = start("openai-average")
    page = open_page(window, "Solve")
    page.target.line_edit.selectAll()
    QTest.keyClicks(page.target.line_edit, "5 km")
    QTest.keyClick(page.target.line_edit, Qt.Key.Key_Return)
    assert "5 km" in page.target.error
    assert not page.apply.isEnabled()


def test_the_waterfall_against_another_scenario_names_the_difference(start):
    window = start("two-claims-apart")
    page = open_page(window, "Compare")
    # (2.9 - 0.34) Wh x 2.5e9 a day x 365.25 days = 2337.6 GWh, all of it from the energy per message.
    assert "2.34 TWh" in window.chart.headline.text()
    bars = page.bars._chart.bars
    steps = [bar for bar in bars if bar.role != "total"]
    assert [bar.label for bar in steps] == ["Energy per message"]
    assert abs(steps[0].end - steps[0].start) == pytest.approx(2.3376, rel=1e-9)


def test_the_drivers_that_differ_stand_side_by_side(start):
    window = start("two-claims-apart")
    page = open_page(window, "Compare")
    rect = page.kinds.tabRect(2)
    QTest.mouseClick(page.kinds, Qt.MouseButton.LeftButton, pos=rect.center())
    texts = [page.table.item(0, column).text() for column in range(4)]
    assert texts[1] == "Energy per message"
    assert any("0.34 Wh/query" in text for text in texts)
    assert any("2.9 Wh/query" in text for text in texts)


def test_nothing_matters_where_nothing_is_uncertain(start):
    window = start("openai-average")
    open_page(window, "What matters")
    assert "nothing in it is uncertain" in window.chart.headline.text()


def test_the_energy_of_a_session_matters_most_in_the_first_preset(window):
    page = open_page(window, "What matters")
    bars = page.plot._chart.bars
    widths = [abs(bar.end - bar.start) for bar in bars]
    assert widths == sorted(widths, reverse=True)
    assert bars[0].label == "Energy per agent session"


def test_dragging_the_threshold_asks_for_another_chance(window):
    page = open_page(window, "Spread")
    before = window.chart.headline.text()
    middle = page.plot.height() // 2
    QTest.mousePress(page.plot, Qt.MouseButton.LeftButton, pos=QPoint(page.plot.width() - 60, middle))
    QTest.mouseRelease(page.plot, Qt.MouseButton.LeftButton, pos=QPoint(page.plot.width() - 60, middle))
    assert window.chart.headline.text() != before
    assert page._chart.chance_above(page._chart.threshold) < 0.05


def test_homes_count_whole_icons_with_their_factor(start):
    window = start("openai-average")
    page = open_page(window, "Homes")
    chart = page.plot._chart
    # 310.4625e6 kWh / 10,791 kWh = 28,770.5 homes; at most 100 icons or so, each 1, 2 or 5 times a power of ten.
    assert chart.rows[0].icons == round(28_770.5 / chart.each)
    assert "10,791 kWh" in chart.factor
    assert "2022" in chart.factor


def test_the_breakdown_follows_the_marked_year_and_turns_to_shares(window):
    page = open_page(window, "Breakdown")
    assert "2030" in window.chart.headline.text()
    page.plot.setFocus()
    QTest.keyClick(page.plot, Qt.Key.Key_Right)
    assert "2031" in window.chart.headline.text()
    QTest.mouseClick(page.shares, Qt.MouseButton.LeftButton, pos=QPoint(8, page.shares.height() // 2))
    assert page._chart.y.high == 100


def test_evidence_is_filtered_opened_and_put_into_the_driver(start, monkeypatch):
    window = start("openai-average")
    page = open_page(window, "Evidence")
    page.modality.setCurrentIndex(page.modality.findData("text"))
    page.modality.activated.emit(page.modality.currentIndex())
    rows = page.plot.rows._chart.rows
    assert rows
    assert len(page.plot.rows._chart.groups) == 1
    index = next(index for index, row in enumerate(rows) if row.id == "epoch-2025")

    def take(dialog):
        dialog.use_wanted = True

    monkeypatch.setattr(SourceDialog, "exec", take)
    page.plot.rows.setFocus()
    QTest.keyClick(page.plot.rows, Qt.Key.Key_Home)
    for _step in range(index):
        QTest.keyClick(page.plot.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.plot.rows, Qt.Key.Key_Return)
    driver = window.document.workspace.scenarios[0].workloads[0].drivers[0]
    assert driver.source == "epoch-2025"
    assert driver.value.text == "0.3 Wh/query"
    window.document.history.undo()
    assert window.document.workspace.scenarios[0].workloads[0].drivers[0].source == "altman-2025"


def test_a_flag_is_mended_by_its_link_and_can_be_undone(start):
    window = start("google-median")
    row = window.assumptions.row(0, 0)
    flag = next(flag for flag in row.flags.flags if flag.remedy)
    before = window.document.workspace
    row.flags._labels[row.flags.flags.index(flag)].linkActivated.emit(str(row.flags.flags.index(flag)))
    drivers = window.document.workspace.scenarios[1].workloads[0].drivers
    assert len(drivers) == 3
    # Google's own breakdown: 0.24 Wh in all over 0.14 Wh in accelerators.
    assert drivers[-1].value.central == pytest.approx(0.24 / 0.14, rel=0.01) or drivers[
        1
    ].value.central == pytest.approx(0.24 / 0.14, rel=0.01)
    window.document.history.undo()
    assert window.document.workspace == before


def test_a_story_opens_its_plan_and_leaves_with_it(window):
    item = window.scenarios.stories.item(1)
    place = window.scenarios.stories.visualItemRect(item).center()
    QTest.mouseClick(window.scenarios.stories.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.document.preset.key == "chat-is-small"
    assert window.chart.story.isVisible()
    window.stories.open("what-a-claim-is-worth")
    assert window.document.preset.key == "what-a-claim-is-worth"
    window.filing.open_preset(next(p for p in window.filing._presets.shipped() if p.key == "openai-average"))
    assert not window.chart.story.isVisible()


def test_published_totals_stand_beside_the_scenarios_when_asked_for(window):
    window.actions_by_name["envelope"].trigger()
    names = [series.name for series in window.chart.plot._chart.series]
    assert any("data centres" in name for name in names)
    window.actions_by_name["envelope"].trigger()
    assert not any("data centres" in series.name for series in window.chart.plot._chart.series)


def test_a_target_is_a_ceiling_until_it_is_made_a_floor(start):
    window = start("openai-average")
    page = open_page(window, "Solve")
    enter(page.target, "155.23125 GWh/year")
    assert page.answer.text() == (
        "Energy per message may be at most 0.17 Wh per query for electricity in 2025 to be at most 155 GWh. "
        "It is now 0.34 Wh per query."
    )
    choose_in_box(page.bound, "at least")
    assert "has to be at least 0.17 Wh per query" in page.answer.text()
    enter(page.target, "-5 GWh/year")
    assert page.target.error == "target “-5 GWh/year” is negative; give a number from zero up"
