"""What share would explain the average: solved while one types, put back, and made into workloads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hands import choose, choose_in_box, choose_in_menu, click, enter, in_dialog, key, type_over
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.engine.mix import solve_share
from planner.engine.simulate import simulate
from planner.gui.dialogs.mix_dialog import IMAGE_FIGURE, MixDialog
from planner.gui.main_window import MainWindow
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import Scenario, Workload
from planner.store.library import evidence

parse = Estimate.parse
Open = Callable[..., MixDialog]
CHAT = Workload(
    "Chat",
    (Driver("energy", "Energy", parse("0.34 Wh/query")), Driver("volume", "Queries", parse("1e9 query/day"))),
)
PLAN = Scenario("Plan", 2025, 2025, (CHAT,))


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Open:
    def opened(explained: int | None = None) -> MixDialog:
        wanted = None if explained is None else PLAN.workloads[explained].drivers[0].value
        dialog = MixDialog(PLAN, explained, wanted)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opened


def test_the_question_of_the_average_is_answered_at_once(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.sentence.text() == (
        "13.69 % images at 1.223 Wh beside 86.31 % text at 0.2 Wh make an average of 0.34 Wh."
    )
    assert dialog.check.text() == "Put back: 86.31 % × 0.2 + 13.69 % × 1.223 = 0.34 Wh."


def test_the_answer_follows_each_key(open_dialog: Open) -> None:
    dialog = open_dialog()
    type_over(dialog.asked.energy, "3.6 Wh/image")
    type_over(dialog.asked.name, "large images")
    assert dialog.sentence.text().startswith("4.118 % large images at 3.6 Wh")
    enter(dialog.wanted, "0.54 Wh/query")
    assert dialog.isVisible()  # Return takes the value, it does not end the dialog
    assert dialog.sentence.text().startswith("10 % large images")


def test_a_figure_of_the_evidence_is_chosen_and_forgotten_when_typed_over(open_dialog: Open) -> None:
    dialog = open_dialog()
    entry = evidence()["hausfather-2026-session"]
    choose_in_box(dialog.evidence, f"{entry.label}: {entry.value.text}")
    dialog.evidence.activated.emit(dialog.evidence.currentIndex())
    assert dialog.asked.energy.text() == "600 Wh/session"
    assert dialog.sentence.text().startswith("0.02334 % agents at 600 Wh")
    type_over(dialog.asked.energy, "500 Wh/session")
    assert dialog.evidence.currentIndex() == -1


def test_what_no_mix_reaches_is_said(open_dialog: Open) -> None:
    dialog = open_dialog()
    type_over(dialog.base.energy, "0.5 Wh/query")
    assert dialog.sentence.text().startswith("No mix of text and images averages 0.34 Wh")
    assert not dialog.make.isEnabled()
    assert dialog.problem.text() == "There is no mix to make workloads of."


@pytest.mark.parametrize(("typed", "words"), [("0.2 kWh", "no energy of one use"), ("many", "many")])
def test_a_value_that_is_refused_is_said_at_its_field(open_dialog: Open, typed: str, words: str) -> None:
    dialog = open_dialog()
    type_over(dialog.base.energy, typed)
    assert dialog.sentence.text() == "…"
    assert not dialog.make.isEnabled()
    key(dialog, Qt.Key.Key_Return)
    assert words in dialog.base.energy.error
    key(dialog, Qt.Key.Key_Escape)
    assert dialog.sentence.text().startswith("13.69 %")


def test_known_uses_take_their_share_first(open_dialog: Open) -> None:
    dialog = open_dialog()
    click(dialog.add)
    known = dialog.fixed[0]
    assert known.share is not None
    type_over(known.share, "0.5 %")
    share = solve_share(0.34, 0.2, 1.22278, [(0.005, 10.0)])
    assert dialog.sentence.text().startswith(f"{100 * share:.4g} % images")
    type_over(known.share, "150 %")
    key(dialog, Qt.Key.Key_Return)
    assert "no share" in known.share.error
    assert known.remove is not None
    click(known.remove)
    assert not dialog.fixed
    assert dialog.sentence.text().startswith("13.69 %")


def test_uncertain_energies_give_the_share_an_interval(open_dialog: Open) -> None:
    dialog = open_dialog()
    enter(dialog.base.energy, "0.1 to 0.3 Wh/query")
    assert "90 % of the shares lie between" in dialog.check.text()


def test_a_volume_that_counts_no_uses_is_refused_in_words(open_dialog: Open) -> None:
    dialog = open_dialog()
    type_over(dialog.volume, "5 Wh")
    assert "no number of uses in a time" in dialog.problem.text()
    assert not dialog.make.isEnabled()


def test_the_mix_made_into_workloads_is_the_average_times_the_uses(open_dialog: Open) -> None:
    dialog = open_dialog(0)
    assert dialog.volume.text() == "1e9 query/day"
    click(dialog.replace)
    click(dialog.make)
    made = dialog.chosen
    assert made is not None
    assert [workload.name for workload in made.workloads] == ["Text", "Images"]
    energy = made.workloads[1].drivers[0]
    assert (energy.source, energy.boundary) == (IMAGE_FIGURE, evidence()[IMAGE_FIGURE].boundary)
    assert made.workloads[0].drivers[0].source == ""
    before, after = (simulate(scenario, {}, 2) for scenario in (PLAN, made))
    totals = [result.at("energy", 2025)["mean"] for result in (before, after)]
    assert totals[1] == pytest.approx(totals[0], rel=1e-9)


# In the window


def test_the_scenario_menu_adds_the_mix_and_undo_takes_it_away(window: MainWindow) -> None:
    before = window.document.workspace
    at = window.document.selection
    count = len(before.scenarios[at].workloads)
    with in_dialog(lambda dialog: click(dialog.make), MixDialog):
        choose(window, "Scenario", "Explain an average by a mix…")
    names = [workload.name for workload in window.document.at(("scenarios", at)).workloads]
    assert len(names) == count + 2
    assert names[-1] == "Images"
    window.document.history.undo()
    assert window.document.workspace == before


def test_the_driver_menu_asks_about_the_drivers_own_value(window: MainWindow) -> None:
    asked: list[str] = []

    def look(dialog: MixDialog) -> None:
        asked.append(dialog.wanted.text())
        click(dialog.close_button)

    value = window.assumptions.row(0, 0).value.text()
    click(window.assumptions.row(0, 0).more)
    with in_dialog(look, MixDialog):
        choose_in_menu("What share explains it?…")
    assert asked == [value]
    assert not window.document.history.canUndo()
    assert QApplication.activeModalWidget() is None
