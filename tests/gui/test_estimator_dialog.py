"""Estimate from below: published figures come out of what is typed, and land in the driver with their source."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from hands import choose_in_box, choose_in_menu, click, enter, in_dialog, key, type_over, types
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.engine.bottom_up import ecologits
from planner.gui.dialogs import _ecologits_page
from planner.gui.dialogs._estimator_starts import FLEETS, FLOPS, STARTS, TOKENS
from planner.gui.dialogs._estimator_use import as_parts, as_value
from planner.gui.dialogs._method_page import ParameterPage
from planner.gui.dialogs._model_reading import reading
from planner.gui.dialogs._working_words import amount_words, tidy_unit
from planner.gui.dialogs.estimator_dialog import ECOLOGITS_TAB, FLEET_TAB, FLOP_TAB, TOKENS_TAB, EstimatorDialog
from planner.gui.dialogs.source_dialog import SourceDialog
from planner.gui.main_window import MainWindow
from planner.gui.theme import LIGHT
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import Workload
from planner.model.trajectory import Compound, Logistic, Points
from planner.store.library import evidence
from planner.units import convert

parse = Estimate.parse
Open = Callable[..., EstimatorDialog]


def chat(value: str = "0.34 Wh/query", volume: str = "2.5e9 query/day", *more: Driver) -> Workload:
    return Workload(
        "Chat",
        (Driver("energy", "Energy per query", parse(value)), Driver("volume", "Queries", parse(volume)), *more),
    )


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Open:
    def opened(workload: Workload | None = None) -> EstimatorDialog:
        dialog = EstimatorDialog(workload or chat(), 0, LIGHT)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opened


def show_tab(dialog: EstimatorDialog, index: int) -> ParameterPage:
    click(dialog.tabs, dialog.tabs.tabRect(index).center())
    assert dialog.tabs.currentIndex() == index
    return dialog.page  # type: ignore[return-value]


# The published figures


@pytest.mark.parametrize(
    ("case", "amount"), list(zip(range(5), ["0.3008", "0.9024", "0.06016", "1.304", "3.911"], strict=True))
)
def test_the_columns_of_epoch_ai_come_out(open_dialog: Open, case: int, amount: str) -> None:
    dialog = open_dialog()
    page = show_tab(dialog, FLOP_TAB)
    choose_in_box(page.start, FLOPS[case].name)
    assert dialog.card.amount.text() == f"{amount} Wh/query"
    assert page.rows.rows["power_factor"].running.text() == f"= {amount} Wh/query"


def test_de_vries_comes_out(open_dialog: Open) -> None:
    dialog = open_dialog()
    page = show_tab(dialog, FLEET_TAB)
    assert dialog.card.amount.text() == "2.894 Wh/query"
    assert page.rows.rows["power"].running.text() == "= 23,510 kW"
    assert "Counts servers" in dialog.card.remarks.text()


def test_deepseeks_day_comes_out_as_a_range(open_dialog: Open) -> None:
    dialog = open_dialog()
    page = show_tab(dialog, FLEET_TAB)
    choose_in_box(page.start, FLEETS[1].name)
    assert dialog.card.interval.text().startswith("90 % between 0.139 and 0.198; as a value: 0.1388 to 0.1982 Wh/query")
    assert "DeepSeek published traffic, no energy" in dialog.card.remarks.text()


@pytest.mark.parametrize(("case", "amount"), [(0, "41.25 Wh/session"), (1, "615.3 Wh/session"), (2, "153.8 Wh/query")])
def test_sessions_of_agents_come_out(open_dialog: Open, case: int, amount: str) -> None:
    dialog = open_dialog()
    page = show_tab(dialog, TOKENS_TAB)
    choose_in_box(page.start, TOKENS[case].name)
    assert dialog.card.amount.text() == amount


def test_a_driver_that_counts_sessions_begins_with_token_types(open_dialog: Open) -> None:
    dialog = open_dialog(chat("100 Wh/session", "1e6 session/day"))
    assert dialog.tabs.currentIndex() == TOKENS_TAB


def test_every_start_names_an_entry_that_is_there_and_counts_the_same() -> None:
    for starts in STARTS.values():
        for start in starts:
            made = start.make()
            assert not start.source or convert(1, evidence()[start.source].value.unit, made.unit)


# Typing


def test_the_chain_follows_each_key(open_dialog: Open) -> None:
    dialog = open_dialog()
    rows = show_tab(dialog, FLOP_TAB).rows.rows
    type_over(rows["tokens"].field, "1500 token/query")
    assert rows["tokens"].running.text() == "= 300 trillion /query"
    assert dialog.card.amount.text() == "0.9024 Wh/query"
    assert rows["tokens"].badge.text() == "own assumption"
    assert rows["peak"].badge.text() == "Epoch AI 2025"
    type_over(rows["tokens"].field, "500 token/query")
    assert rows["tokens"].badge.text() == "Epoch AI 2025"


def test_a_range_gives_an_interval(open_dialog: Open) -> None:
    dialog = open_dialog()
    rows = show_tab(dialog, FLOP_TAB).rows.rows
    assert "No parameter is a range" in dialog.card.interval.text()
    enter(rows["utilisation"].field, "5 to 20 %")
    assert dialog.isVisible()  # Return takes the value, it does not end the dialog
    assert dialog.card.interval.text().startswith("90 % between 0.15 and 0.602")
    assert "0.88 × the value now" in dialog.card.interval.text()


@pytest.mark.parametrize(
    ("typed", "words"), [("500", "token per query"), ("5 dogs", "dogs"), ("-3 token/query", "negative")]
)
def test_a_value_that_is_refused_is_said_at_its_field(open_dialog: Open, typed: str, words: str) -> None:
    dialog = open_dialog()
    row = show_tab(dialog, FLOP_TAB).rows.rows["tokens"]
    type_over(row.field, typed)
    assert not dialog.use_value.isEnabled()
    assert not dialog.use_drivers.isEnabled()
    assert row.running.text() == "…"
    key(dialog, Qt.Key.Key_Return)
    assert words in row.field.error
    key(dialog, Qt.Key.Key_Escape)
    assert row.field.text() == "500 token/query"
    assert dialog.isVisible()
    assert dialog.use_value.isEnabled()
    assert dialog.card.amount.text() == "0.3008 Wh/query"


def test_a_badge_opens_the_record_of_its_parameter(open_dialog: Open) -> None:
    dialog = open_dialog()
    rows = show_tab(dialog, FLOP_TAB).rows.rows
    with in_dialog(lambda record: None, SourceDialog) as seen:
        click(rows["pue"].badge)
    assert seen


@pytest.mark.parametrize(
    ("unit", "tidy"),
    [
        ("kW*day/query", "Wh/query"),
        ("second/query/%", "s/query"),
        ("token*Wh/session/Mtoken", "Wh/session"),
        ("", ""),
        ("kW", "kW"),
        ("kg/query", "kg/query"),
    ],
)
def test_running_products_are_shown_in_the_plainest_unit(unit: str, tidy: str) -> None:
    assert tidy_unit(unit) == tidy
    assert amount_words(2.0, unit)


# EcoLogits

OPENED_BY_ITSELF = """
import sys
from PySide6.QtWidgets import QApplication
from planner.gui.dialogs.estimator_dialog import ECOLOGITS_TAB, EstimatorDialog
from planner.gui.dialogs._model_reading import reading
from planner.gui.theme import LIGHT
from planner.store.presets import Presets
app = QApplication([])
dialog = EstimatorDialog(Presets().find("openai-average").workspace.scenarios[0].workloads[0], 0, LIGHT)
assert "ecologits" not in sys.modules, "too early"
dialog.tabs.setCurrentIndex(ECOLOGITS_TAB)
reading().result(30)
assert "ecologits" in sys.modules, "never"
"""


def test_the_package_is_imported_only_when_its_method_is_opened() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED_BY_ITSELF], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_reading_models_is_said_until_they_are_there(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    later: Future[object] = Future()
    monkeypatch.setattr(_ecologits_page, "reading", lambda: later)
    dialog = open_dialog()
    show_tab(dialog, ECOLOGITS_TAB)
    assert dialog.ecologits.state.isVisible()
    assert dialog.card.interval.text() == "Reading models…"
    assert not dialog.use_value.isEnabled()
    later.set_result(reading().result(30))
    qtbot.waitUntil(dialog.use_value.isEnabled)
    assert not dialog.ecologits.state.isVisible()


def test_a_package_that_is_missing_is_said_in_words(open_dialog: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Future[object] = Future()
    broken.set_exception(ValueError("EcoLogits is not installed"))
    monkeypatch.setattr(_ecologits_page, "reading", lambda: broken)
    dialog = open_dialog()
    show_tab(dialog, ECOLOGITS_TAB)
    assert "EcoLogits is not installed" in dialog.ecologits.state.text()
    assert "EcoLogits is not installed" in dialog.card.interval.text()


@pytest.fixture
def eco(open_dialog: Open) -> EstimatorDialog:
    reading().result(30)
    dialog = open_dialog()
    show_tab(dialog, ECOLOGITS_TAB)
    return dialog


def test_a_model_is_found_while_one_types(eco: EstimatorDialog) -> None:
    models = eco.ecologits.models
    click(models.search)
    types(models.search, "openai 4o-mini")
    assert models.visible()
    assert all("openai" in name and "4o-mini" in name for name in models.visible())
    assert "openai/gpt-4o-mini" in models.visible()
    key(eco, Qt.Key.Key_Down)
    current = models.current()
    assert current is not None
    answer = ecologits.text("openai", current.name, parse("400 token"))
    low, high = answer.energy.low, answer.energy.high
    assert f"as a value: {low:.4g} to {high:.4g} Wh/query" in eco.card.interval.text()
    assert f"openai/{current.name} in EcoLogits" in eco.card.remarks.text()


def test_a_guessed_size_is_said(eco: EstimatorDialog) -> None:
    assert eco.ecologits.models.tree.currentItem().text(1) == "44–132 of 440, guess"
    assert "guessed: the maker has published none" in eco.card.remarks.text()
    assert "has not been released" in eco.card.warnings.text()
    assert "PUE" in eco.ecologits.rungs.texts()


def test_nothing_found_is_said(eco: EstimatorDialog) -> None:
    click(eco.ecologits.models.search)
    types(eco.ecologits.models.search, "qqq")
    assert eco.card.interval.text() == "No model has all these words in its name."
    assert not eco.use_value.isEnabled()


def test_tokens_and_zone_change_the_answer(eco: EstimatorDialog) -> None:
    type_over(eco.ecologits.text.field, "4000 token/query")
    answer = ecologits.text("openai", "gpt-4o", parse("4000 token"))
    assert f"{answer.energy.low:.4g} to {answer.energy.high:.4g} Wh/query" in eco.card.interval.text()
    choose_in_box(eco.ecologits.zone, "FRA")
    assert "in the mix of FRA" in eco.card.remarks.text()
    type_over(eco.ecologits.text.field, "5 Wh")
    assert not eco.use_value.isEnabled()


def test_a_video_is_estimated_and_recounts_the_chain(eco: EstimatorDialog) -> None:
    click(eco.ecologits.kinds.button(1))
    assert eco.card.amount.text().endswith("Wh/video")
    assert "everything in “Chat” would then be counted per video" in eco.consequence.text()
    click(eco.use_value)
    assert eco.chosen is not None
    assert [driver.value.unit for driver in eco.chosen.drivers] == ["Wh/video", "video/day"]


# What becomes of the workload


def test_drivers_stand_in_the_place_of_the_driver() -> None:
    parts = as_parts(chat(), 0, FLOPS[0].make())
    assert parts.workload is not None
    names = [driver.id for driver in parts.workload.drivers]
    assert names == [*FLOPS[0].make().factors, "volume"]
    assert parts.workload.drivers[0].source == "epoch-2025-operations"


def test_a_yearly_rate_goes_on_as_a_driver_of_its_own() -> None:
    moving = Workload(
        "Chat",
        (
            Driver("energy", "Energy", parse("0.3 Wh/query"), trajectory=Compound(parse("-10 %/year")), as_of=2026),
            Driver("tokens", "Queries", parse("1e9 query/day")),
        ),
    )
    parts = as_parts(moving, 0, FLOPS[0].make())
    assert parts.workload is not None
    rate = parts.workload.drivers[-2]
    assert (rate.value.text, rate.trajectory, rate.as_of) == ("1", Compound(parse("-10 %/year")), 2026)
    assert parts.workload.drivers[2].id == "tokens (2)"  # the chain has another driver of that id


def test_why_not_is_said_in_words() -> None:
    energy = parse("0.3 Wh/query")
    volume = Driver("volume", "Queries", parse("1e9 query/day"))
    given = Workload("Chat", (Driver("e", "E", energy, trajectory=Points(((2025, energy),))), volume))
    levels = Workload("Chat", (Driver("e", "E", energy, trajectory=Logistic(parse("3 Wh/query"), parse("9 %/year"))),
                               volume))  # fmt: skip
    cooled = chat("0.34 Wh/query", "1e9 query/day", Driver("pue", "PUE", parse("1.2")))
    assert "follows given years" in as_value(given, 0, FLOPS[0].make()).words
    assert as_value(levels, 0, FLOPS[0].make()).workload is not None
    assert "cannot be spread over several drivers" in as_parts(levels, 0, FLOPS[0].make()).words
    assert "both count cooling" in as_parts(cooled, 0, FLOPS[0].make()).words
    assert "both count cooling" in as_value(cooled, 0, FLOPS[0].make()).words
    assert not as_parts(cooled, 0, FLEETS[0].make()).words  # servers alone: the PUE belongs there
    several = as_parts(chat("100 Wh/session", "1e6 session/day"), 0, TOKENS[0].make())
    assert several.workload is None
    assert "one product" in several.words


def test_the_note_says_how_the_value_was_made_and_keeps_what_was_there() -> None:
    noted = Workload("Chat", (Driver("e", "E", parse("1 Wh/query"), note="Mine."), chat().drivers[1]))
    once = as_value(noted, 0, FLEETS[0].make()).workload
    assert once is not None
    twice = as_value(once, 0, FLOPS[0].make()).workload
    assert twice is not None
    lines = twice.drivers[0].note.splitlines()
    assert lines[0] == "Mine."
    assert len(lines) == 2
    assert "Tokens of the answer 500 token/query" in lines[1]


# In the window


def ask(window: MainWindow, words: str, act: Callable[[EstimatorDialog], object], workload: int = 0) -> None:
    click(window.assumptions.row(workload, 0).more)
    with in_dialog(act):
        choose_in_menu(words)


def test_the_value_lands_in_the_driver_with_its_source_and_can_be_undone(window: MainWindow) -> None:
    before = window.document.workspace
    ask(window, "Estimate from below…", lambda dialog: click(dialog.use_value))
    driver = window.document.at(("scenarios", window.document.selection, "workloads", 0, "drivers", 0))
    assert (driver.source, driver.boundary) == ("epoch-2025", "facility")
    assert driver.value.central == pytest.approx(0.300808897877)
    assert window.assumptions.row(0, 0).badge.text() == "Epoch AI 2025 · estimate"
    assert window.actions_by_name["undo"].toolTip() == "Undo: Estimate Energy per message from below"
    window.document.history.undo()
    assert window.document.workspace == before


def test_the_parameters_land_as_drivers_and_can_be_undone(window: MainWindow) -> None:
    before = window.document.workspace
    ask(window, "Estimate from below…", lambda dialog: click(dialog.use_drivers))
    workload = window.document.at(("scenarios", window.document.selection, "workloads", 0))
    assert [driver.id for driver in workload.drivers[:8]] == list(FLOPS[0].make().factors)
    assert window.assumptions.row(0, 1).value.text() == "100e9"
    assert window.chart.working.ladder is not None
    window.document.history.undo()
    assert window.document.workspace == before


def test_cancel_changes_nothing(window: MainWindow) -> None:
    before = window.document.workspace
    ask(window, "Estimate from below…", lambda dialog: click(dialog.cancel))
    assert window.document.workspace == before
    assert not window.document.history.canUndo()


def test_only_an_energy_of_one_use_can_be_estimated(window: MainWindow) -> None:
    click(window.assumptions.row(0, 1).more)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert "Estimate from below…" not in [action.text() for action in menu.actions()]
    menu.close()


def test_the_dialog_fits_a_small_screen(open_dialog: Open) -> None:
    dialog = open_dialog()
    for tab in (FLOP_TAB, FLEET_TAB, TOKENS_TAB):
        show_tab(dialog, tab)
        assert dialog.height() <= 640
        assert dialog.minimumSizeHint().height() <= 640
