"""The first start: a plan is open, its finding is said, and nothing asks for anything."""

from __future__ import annotations

from pathlib import Path

from hands import CTRL, Start, click_row, double_click, key, place_of, row_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planner.gui.main_window import MainWindow

OPENAI = "OpenAI's average query, 0.34 Wh"
SENTENCE = (
    "Chat at 0.34 Wh per query: 310 GWh in 2025, as much electricity as 28,770 US households (0.007 % of US demand)"
)


def open_preset(window: MainWindow, title: str) -> None:
    presets = window.scenarios.presets
    double_click(presets.viewport(), place_of(presets, row_of(presets, title)))


def test_the_first_start_opens_a_preset_and_not_an_empty_window(window: MainWindow) -> None:
    assert window.document.preset is not None
    assert window.document.preset.key == "chat-and-agents"
    assert window.bar._title.text() == "Chat and agents to 2035"
    assert window.scenarios.scenarios.count() == 3
    assert window.assumptions.row(0, 0).value.text() == "0.17 to 0.68 Wh/query"
    assert window.chart.plot._chart is not None
    assert len(window.chart.plot._chart.series) == 3


def test_the_first_start_says_a_finding_its_uncertainty_and_its_working(window: MainWindow) -> None:
    assert window.chart.headline.text().startswith("Chat and agents: ")
    assert " TWh in 2030, as much electricity as " in window.chart.headline.text()
    assert window.chart.under.text().startswith("90 % between ")
    assert "above “Chat, text only” in " in window.chart.under.text()
    assert window.chart.working.ladder is not None
    assert window.chart.working.ladder.title == "The working, 2030"
    assert "Scale" in window.chart.caption.text() or "scale" in window.chart.caption.text()


def test_the_first_start_asks_nothing_and_has_nothing_to_save(window: MainWindow) -> None:
    assert QApplication.activeModalWidget() is None
    assert not window.notice.isVisible()
    assert not window.isWindowModified()
    assert not window.actions_by_name["undo"].isEnabled()


def test_the_first_start_marks_the_open_preset_in_the_list(window: MainWindow) -> None:
    current = window.scenarios.presets.current()
    assert current is not None
    assert current.title == "Chat and agents to 2035"


def test_every_shipped_preset_opens_with_a_finding(window: MainWindow) -> None:
    titles = [window.scenarios.presets.item(row).text() for row in range(window.scenarios.presets.count())]
    assert len(titles) >= 10
    for title in titles:
        open_preset(window, title)
        assert window.bar._title.text() == title
        assert ": " in window.chart.headline.text()
        assert " in 20" in window.chart.headline.text()
        assert not window.notice.isVisible()
        assert not window.isWindowModified()


def test_the_average_query_of_openai_is_told_in_one_sentence(window: MainWindow) -> None:
    open_preset(window, OPENAI)
    assert window.chart.headline.text() == SENTENCE


def test_a_preset_is_opened_from_its_list_by_return(window: MainWindow) -> None:
    presets = window.scenarios.presets
    click_row(presets, row_of(presets, OPENAI))
    assert window.bar._title.text() == "Chat and agents to 2035"  # one click only selects
    key(window, Qt.Key.Key_Return)
    assert window.bar._title.text() == OPENAI


def test_the_next_start_opens_what_was_open_last_and_looks_as_it_was_left(start: Start) -> None:
    first = start()
    open_preset(first, OPENAI)
    key(first, Qt.Key.Key_L, CTRL)
    first.close()
    second = start()
    assert second.chart.headline.text() == SENTENCE
    assert not second.view.log
    assert not second.chart.log.isChecked()


def test_a_file_named_on_the_command_line_is_opened(start: Start, tmp_path: Path) -> None:
    from planner.store.files import read_plan, write_plan
    from planner.store.presets import Presets

    path = tmp_path / "mine.aiplan"
    write_plan(path, Presets().find("openai-average").workspace)  # type: ignore[arg-type]
    window = start(path)
    assert window.bar._title.text() == "mine.aiplan"
    assert window.document.workspace == read_plan(path)
    assert window.chart.headline.text() == SENTENCE
    recent = [action.text() for action in window.actions_by_name.recent.actions()]
    assert recent == [str(path)]


def test_a_preset_may_be_named_on_the_command_line(start: Start) -> None:
    window = start("openai-average")
    assert window.chart.headline.text() == SENTENCE
    assert window.document.preset is not None
    assert not window.notice.isVisible()
