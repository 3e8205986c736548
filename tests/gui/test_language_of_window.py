"""Another language at a click: all words change, and nothing of what a person has done is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hands import end
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from planner.gui.app import application, make_window
from planner.gui.main_window import MainWindow
from planner.gui.program import Program
from planner.gui.speech import locale_of
from planner.store.folders import settings_file
from planner.store.stories import stories
from planner.text import language


@pytest.fixture
def run(qtbot: QtBot) -> Iterator[Callable[..., Program]]:
    """Start the program as `planner.gui.app.run` does, in English."""
    running: list[Program] = []

    def run(*files: str) -> Program:
        app = application()
        program = Program(app, make_window(app, [Path(file) for file in files]))
        running.append(program)
        program.window.show()
        qtbot.waitExposed(program.window)
        return program

    yield run
    for program in running:
        program.leave()
        end(program.window)
        program.deleteLater()
    QLocale.setDefault(QLocale.system())


@pytest.fixture
def program(run: Callable[..., Program]) -> Program:
    """The program at its first start."""
    return run()


def pick(program: Program, qtbot: QtBot, name: str) -> MainWindow:
    """Pick a language by its own name in the menu and return the window that speaks it."""
    old = program.window
    next(action for action in old.actions_by_name.languages.actions() if action.text() == name).trigger()
    qtbot.waitUntil(lambda: program.window is not old, timeout=60_000)
    qtbot.waitExposed(program.window)
    QApplication.processEvents()
    return program.window


def test_the_window_speaks_korean_at_once_and_english_again(program: Program, qtbot: QtBot) -> None:
    window = pick(program, qtbot, "한국어")
    assert language() == "ko"
    assert window.actions_by_name["save"].text().startswith("저장")
    assert "전력 사용량" in [window.chart.outcome.itemText(index) for index in range(window.chart.outcome.count())]
    window = pick(program, qtbot, "English")
    assert window.actions_by_name["save"].text() == "&Save"


def test_edits_history_view_and_page_are_carried_over(program: Program, qtbot: QtBot) -> None:
    window = program.window
    document = window.document
    before = document.workspace
    window.actions_by_name["duplicate_scenario"].trigger()
    window.chart.show_page("Breakdown")
    count = len(document.workspace.scenarios)
    window = pick(program, qtbot, "한국어")
    assert window.document is document
    assert len(document.workspace.scenarios) == count
    assert document.modified
    assert window.chart.tabs.currentIndex() == 1
    undo = window.actions_by_name["undo"]
    assert undo.isEnabled()
    undo.trigger()
    assert document.workspace == before
    assert not undo.isEnabled()


def test_a_shipped_plan_that_nobody_touched_is_told_in_the_new_language(
    run: Callable[..., Program], qtbot: QtBot
) -> None:
    window = pick(run("chat-is-small"), qtbot, "한국어")
    assert window.document.workspace.scenarios[0].name == "전 세계의 메시지"
    assert not window.document.modified


def test_the_choice_is_remembered(program: Program, qtbot: QtBot) -> None:
    pick(program, qtbot, "한국어")
    assert json.loads(settings_file().read_text("utf-8"))["language"] == "ko"


def test_the_old_window_is_gone(program: Program, qtbot: QtBot) -> None:
    old = program.window
    gone: list[bool] = []
    old.destroyed.connect(lambda: gone.append(True))
    pick(program, qtbot, "한국어")
    qtbot.waitUntil(lambda: bool(gone))
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)] == [program.window]


def test_no_word_of_the_window_is_cut_in_korean(program: Program, qtbot: QtBot) -> None:
    window = pick(program, qtbot, "한국어")
    window.resize(1280, 720)
    QApplication.processEvents()
    cut = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() and not label.wordWrap() and label.height() < label.fontMetrics().height()
    ]
    assert not cut
    assert all(field.height() >= field.fontMetrics().height() for field in window.findChildren(QLineEdit))


def test_the_words_of_a_story_do_not_cover_the_chart_in_korean(program: Program, qtbot: QtBot) -> None:
    window = pick(program, qtbot, "한국어")
    window.resize(1280, 720)
    for known in stories():
        window.stories.open(known.key)
        qtbot.waitUntil(lambda: window.simulator.at_rest)
        QApplication.processEvents()
        chart = window.chart
        parts = [part for part in (chart.story, chart.headline, chart.under, chart.stack, chart.caption, chart.working)
                 if part.isVisible()]  # fmt: skip
        assert len(parts) >= 5
        for above, below in pairwise(parts):
            assert above.geometry().bottom() < below.geometry().top(), (known.key, below)


@pytest.mark.parametrize(
    ("code", "system", "chosen", "name"),
    [
        ("ko", "en_US", True, "ko_KR"),
        ("de", "de_CH", False, "de_CH"),
        ("de", "de_CH", True, "de_CH"),
        ("en", "sv_SE", False, "sv_SE"),
        ("en", "sv_SE", True, "en_US"),
        ("fr", "en_US", True, "fr_FR"),
    ],
)
def test_numbers_are_those_of_the_system_where_it_speaks_the_language(
    code: str, system: str, chosen: bool, name: str
) -> None:
    assert locale_of(code, QLocale(system), chosen=chosen).name() == name


def test_a_language_whose_letters_no_font_has_says_so_in_english(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_arguments: [])
    window = pick(program, qtbot, "한국어")
    assert window.notice.isVisible()
    assert "No font on this computer has the letters of 한국어" in window.notice.words.text()
    assert not pick(program, qtbot, "English").notice.isVisible()
