"""Correlations and rebound in the window: chosen in a dialog, told in the working, undone in one step."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from hands import Start, bring_to_front, choose, choose_in_box, choose_in_menu, click, in_dialog, type_over
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner.chart.amounts import amounts
from planner.engine.bottom_up.fleet import de_vries
from planner.engine.simulate import simulate
from planner.gui.dialogs._estimator_use import as_parts, as_value
from planner.gui.dialogs.correlation_dialog import CorrelationDialog
from planner.gui.dialogs.rebound_dialog import ReboundDialog
from planner.gui.main_window import MainWindow
from planner.gui.simulator import QUICK_SAMPLES
from planner.model.correlation import Correlation
from planner.model.driver import Driver
from planner.model.estimate import Estimate
from planner.model.scenario import Scenario
from planner.model.trajectory import Constant
from planner.store.settings import load_settings

ENERGIES = Correlation("chat/energy", "agents/energy", 0.8)


def selected(window: MainWindow) -> Scenario:
    return window.document.workspace.scenarios[window.document.selection]


def typed(dialog: CorrelationDialog, row: int, rank: str) -> None:
    field = dialog.rows[row].rank.findChild(QLineEdit)
    assert field is not None
    type_over(field, rank)
    dialog.rows[row].rank.interpretText()


def correlate(window: MainWindow, qtbot: QtBot, rank: str = "0.8", told: list[str] | None = None) -> None:
    def act(dialog: CorrelationDialog) -> None:
        choose_in_box(dialog.rows[0].one, "Chat: Energy per message")
        choose_in_box(dialog.rows[0].other, "Agents: Energy per agent session")
        typed(dialog, 0, rank)
        qtbot.waitUntil(lambda: not dialog._pause.isActive())
        if told is not None:
            told.append(dialog.effect.text())
        click(dialog.ok)

    bring_to_front(window)
    with in_dialog(act, CorrelationDialog) as titles:
        click(window.assumptions.correlate)
    assert titles == ["What goes together"]


def test_two_drivers_are_correlated_the_range_is_told_and_one_step_undoes_it(window: MainWindow, qtbot: QtBot) -> None:
    before = selected(window)
    assert window.assumptions.correlate.text() == "+ correlation"
    told: list[str] = []
    correlate(window, qtbot, told=told)
    assert selected(window).correlations == (ENERGIES,)
    assert told[0].startswith("With it, 90 % of draws lie within ")
    assert "TWh in 2030 instead of " in told[0]
    assert told[0].endswith(" times as wide.")
    assert window.assumptions.correlate.text() == "1 correlation…"
    ladder = window.chart.working.ladder
    assert ladder is not None
    words = "Correlated by rank: Chat: Energy per message with Agents: Energy per agent session 0.8."
    assert ladder.remark.endswith(words)
    assert window.assumptions.correlate.toolTip() == words
    assert window.document.history.undoText() == "Change what goes together"
    window.document.history.undo()
    assert selected(window) == before
    assert words not in (window.chart.working.ladder or ladder).remark


def test_the_range_that_is_told_is_that_of_the_simulation(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    correlate(window, qtbot, "0.95", told)
    moment = window.moment()
    energy = simulate(selected(window), moment.conversions, QUICK_SAMPLES).at("energy", 2030)
    assert f" within {amounts('energy', energy['p5'], energy['p95'], 'GWh/year')} in 2030" in told[0]


def test_a_correlation_is_taken_away_and_a_driver_takes_its_own_along(window: MainWindow, qtbot: QtBot) -> None:
    correlate(window, qtbot)

    def take_away(dialog: CorrelationDialog) -> None:
        assert dialog.rows[0].correlation == ENERGIES
        click(dialog.rows[0].remove)
        click(dialog.ok)

    bring_to_front(window)
    with in_dialog(take_away, CorrelationDialog):
        choose(window, "Scenario", "What goes together…")
    assert selected(window).correlations == ()
    window.document.history.undo()
    bring_to_front(window)
    click(window.assumptions.workloads.section(1)._more)
    choose_in_menu("Remove")
    assert [workload.id for workload in selected(window).workloads] == ["chat"]
    assert selected(window).correlations == ()
    window.document.history.undo()
    assert selected(window).correlations == (ENERGIES,)


def test_what_cannot_hold_is_refused_where_it_is_typed(window: MainWindow) -> None:
    before = selected(window)

    def act(dialog: CorrelationDialog) -> None:
        choose_in_box(dialog.rows[0].one, dialog.rows[0].other.currentText())
        assert "cannot be correlated with itself" in dialog.problem.text()
        assert not dialog.ok.isEnabled()
        choose_in_box(dialog.rows[0].one, dialog.rows[0].one.itemText(0))
        assert not dialog.problem.isVisible()
        typed(dialog, 0, "5")
        assert dialog.rows[0].rank.value() <= 0.95
        typed(dialog, 0, "0.9")
        click(dialog.add)
        choose_in_box(dialog.rows[1].one, dialog.rows[0].one.currentText())
        typed(dialog, 1, "0.9")
        assert "cannot hold together" in dialog.problem.text()
        assert not dialog.ok.isEnabled()
        typed(dialog, 1, "0.2")
        assert dialog.ok.isEnabled()

    bring_to_front(window)
    with in_dialog(act, CorrelationDialog):
        click(window.assumptions.correlate)
    assert selected(window) == before


def test_what_matters_says_that_its_shares_take_drivers_as_independent(window: MainWindow, qtbot: QtBot) -> None:
    from test_pages import open_page

    correlate(window, qtbot)
    page = open_page(window, "What matters")
    assert "as if no drivers were correlated" in page.plot._chart.caption


# Rebound -----------------------------------------------------------------------------------------------------------


def change_rebound(window: MainWindow, act: Callable[[ReboundDialog], None]) -> Driver:
    bring_to_front(window)
    click(window.assumptions.row(0, 0).more)
    with in_dialog(act, ReboundDialog) as titles:
        choose_in_menu("Rebound…")
    assert titles == ["Rebound of Energy per message"]
    return selected(window).workloads[0].drivers[0]


def test_a_rebound_is_typed_told_shown_in_the_working_and_taken_away(window: MainWindow) -> None:
    said: list[str] = []

    def take(dialog: ReboundDialog) -> None:
        assert not dialog.ok.isEnabled()
        assert not dialog.none.isEnabled()
        type_over(dialog.field, "30 %")
        said.append(dialog.effect.text())
        click(dialog.ok)

    driver = change_rebound(window, take)
    assert driver.rebound is not None
    assert driver.rebound.text == "30 %"
    # The rate is normal from P5 -33 % to P95 -23 %, its median -28 %: 0.72^-0.3 a year, ten times.
    assert said == ["In 2035, use is 2.68 times what it would be without."]
    assert round((0.72**10) ** -0.3, 2) == 2.68
    ladder = window.chart.working.ladder
    assert ladder is not None
    assert any("more use, rebound 30 %" in rung.what for _name, rungs in ladder.rows for rung in rungs)
    assert "rebound 30 %" in window.assumptions.row(0, 0).movement.toolTip()
    assert window.document.history.undoText() == "Change the rebound of Energy per message"
    driver = change_rebound(window, lambda dialog: click(dialog.none))
    assert driver.rebound is None


def test_a_rebound_out_of_range_is_refused_in_the_dialog(window: MainWindow) -> None:
    def act(dialog: ReboundDialog) -> None:
        type_over(dialog.field, "-5 %")
        assert not dialog.ok.isEnabled()
        assert "out of range" in dialog.ok.toolTip()

    assert change_rebound(window, act).rebound is None


def test_only_an_energy_per_use_has_a_rebound(window: MainWindow) -> None:
    bring_to_front(window)
    click(window.assumptions.row(0, 2).more)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert "Rename…" in words
    assert "Rebound…" not in words


def test_a_driver_with_a_rebound_is_not_taken_apart(window: MainWindow) -> None:
    workload = selected(window).workloads[0]
    energy = attrs.evolve(workload.drivers[0], rebound=Estimate.parse("30 %"), trajectory=Constant())
    changed = attrs.evolve(workload, drivers=(energy, *workload.drivers[1:]))
    assert "the rebound of “Energy per message” cannot be spread" in as_parts(changed, 0, de_vries()).words
    kept = as_value(changed, 0, de_vries()).workload
    assert kept is not None
    assert kept.drivers[0].rebound == energy.rebound


# Who decides -------------------------------------------------------------------------------------------------------


def shown(window: MainWindow) -> list[list[str]]:
    """Return the names of the rows that can be seen, section by section."""
    for _layout_in_a_layout in range(6):
        QApplication.processEvents()
    return [
        [row.name.text() for row in section.rows if row.isVisible()]
        for section in window.assumptions.workloads.sections
    ]


def test_assumptions_are_grouped_by_who_decides(window: MainWindow) -> None:
    by_workload = shown(window)
    assert len(by_workload) == 2
    choose_in_box(window.assumptions.grouping, "By who decides")
    panel = window.assumptions.workloads
    assert [label.isVisible() for label in panel._notes.values()] == [True, False]
    assert shown(window) == by_workload
    bring_to_front(window)
    click(window.assumptions.row(1, 2).more)
    choose_in_menu("We decide this")
    moved = by_workload[1][2]
    assert shown(window) == [[moved], by_workload[0], [name for name in by_workload[1] if name != moved]]
    assert not any(label.isVisible() for label in panel._notes.values())
    field = window.assumptions.row(1, 2).value
    type_over(field, "3 session/user/day")
    field.commit()
    assert selected(window).workloads[1].drivers[2].value.text == "3 session/user/day"
    choose_in_box(window.assumptions.grouping, "By workload")
    assert shown(window) == by_workload
    assert not any(label.isVisible() for label in panel._heads.values())


def test_the_grouping_is_remembered(start: Start) -> None:
    window = start()
    choose_in_box(window.assumptions.grouping, "By who decides")
    window.remember()
    assert load_settings()[0].grouping == "decision"
    again = start()
    assert again.assumptions.grouping.currentText() == "By who decides"
    assert len(shown(again)) == 2
