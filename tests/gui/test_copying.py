"""Copying as a person does it: the entries of the menu, and what is then on the clipboard."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from planner.gui import simulator
from planner.gui.main_window import MainWindow


@pytest.fixture
def window(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(simulator, "FINE_SAMPLES", 1_000)
    QGuiApplication.clipboard().clear()
    return window


def copied(window: MainWindow, qtbot: QtBot, entry: str) -> QMimeData:
    """Choose an entry of “Copy as” and return what is on the clipboard once it says so."""
    window.actions_by_name[entry].trigger()
    qtbot.waitUntil(lambda: not window.offers.copying.busy, timeout=60_000)
    return QGuiApplication.clipboard().mimeData()


def test_the_menu_offers_every_copy(window: MainWindow) -> None:
    bar = window.bar.menu_bar
    edit = next(action.menu() for action in bar.actions() if action.text() == "&Edit")
    below = next(action.menu() for action in edit.actions() if action.menu() is not None)
    words = [action.text().replace("&", "") for action in below.actions() if action.text()]
    assert words == [
        *("The chart as a picture", "The chart as a drawing (SVG)", "The chart in words (alt text)"),
        *("The finding as a sentence", "The table of the chart"),
        *("The working as Markdown", "The working as LaTeX", "The sources as BibTeX"),
    ]


def test_a_copied_picture_comes_with_its_words(window: MainWindow, qtbot: QtBot) -> None:
    data = copied(window, qtbot, "copy_chart")
    image = QImage(data.imageData())
    assert (image.width(), image.height()) == (2667, 1500)
    assert data.text().startswith(window.chart.headline.text()[:20])
    assert "Chat and agents: " in data.text()
    assert window.notice.words.text().startswith("The chart is on the clipboard")


def test_a_copied_drawing_is_the_chart_of_the_page_on_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.chart.show_page("Spread")
    finding = window.chart.headline.text()
    data = copied(window, qtbot, "copy_svg")
    drawing = bytes(data.data("image/svg+xml").data()).decode("utf-8")
    assert drawing == data.text()
    assert "<svg" in drawing
    assert finding.partition(" in ")[0] in drawing.split("<desc>")[0]


def test_table_sentence_and_words_are_copied(window: MainWindow, qtbot: QtBot) -> None:
    table = copied(window, qtbot, "copy_table")
    assert table.text().startswith("Year\tChat, text only\tChat, text only, 90 %\t")
    assert table.text().count("\n") == 12
    assert "<table>" in table.html()
    assert "United States; 2025 to 2035. Sources: " in copied(window, qtbot, "copy_sentence").text()
    assert "Chat and agents: " in copied(window, qtbot, "copy_alt").text()


def test_the_working_is_copied_as_markdown_and_latex(window: MainWindow, qtbot: QtBot) -> None:
    assert copied(window, qtbot, "copy_markdown").text().startswith("### The working, 2030")
    made = copied(window, qtbot, "copy_latex").text()
    assert made.startswith(r"\paragraph{The working, 2030}")
    assert made.count(r"\begin{align*}") == 3


def test_sources_are_copied_as_bibtex_that_parses(window: MainWindow, qtbot: QtBot) -> None:
    entries = parse_string(copied(window, qtbot, "copy_bibtex").text(), "bibtex").entries
    assert {"altman-2025", "usa-household-use-2022"} <= set(entries)
