"""Every page, panel and dialog without eyes and without a mouse: the list of what cannot be used is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hands import CTRL, SHIFT, Start, in_dialog, key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sweep import nameless, out_of_reach

from planner.gui.dialogs.correlation_dialog import CorrelationDialog
from planner.gui.dialogs.error_dialog import ErrorDialog
from planner.gui.dialogs.estimator_dialog import EstimatorDialog
from planner.gui.dialogs.export_dialog import ExportDialog
from planner.gui.dialogs.help_window import HelpWindow
from planner.gui.dialogs.history_dialog import HistoryDialog
from planner.gui.dialogs.mix_dialog import MixDialog
from planner.gui.dialogs.preferences_dialog import PreferencesDialog
from planner.gui.dialogs.rebound_dialog import ReboundDialog
from planner.gui.dialogs.source_dialog import SourceDialog
from planner.gui.dialogs.trajectory_dialog import TrajectoryDialog
from planner.gui.export_requests import choice_of
from planner.gui.main_window import MainWindow
from planner.gui.theme import LIGHT
from planner.model.driver import Driver
from planner.store.library import evidence


def faults(top: QWidget) -> list[str]:
    return nameless(top) + out_of_reach(top)


def first_driver(window: MainWindow) -> Driver:
    return window.document.workspace.scenarios[0].workloads[0].drivers[0]


def export(window: MainWindow) -> QWidget:
    now = window.moment()
    return ExportDialog(now.workspace, choice_of(now, {}, 100), window.offers.exporting._folder, LIGHT, window)


def estimator(window: MainWindow) -> QWidget:
    return EstimatorDialog(window.document.workspace.scenarios[0].workloads[0], 0, LIGHT, window)


def correlations(window: MainWindow) -> QWidget:
    return CorrelationDialog(window.document.workspace.scenarios[0], window.offers.correlations._effect, window)


DIALOGS: Mapping[str, Callable[[MainWindow], QWidget]] = {
    "export": export,
    "estimator": estimator,
    "mix": lambda window: MixDialog(window.document.workspace.scenarios[0], None, None, window),
    "trajectory": lambda window: TrajectoryDialog(first_driver(window), 2025, 2035, LIGHT, window),
    "rebound": lambda window: ReboundDialog(first_driver(window), 2025, 2035, window),
    "source": lambda window: SourceDialog(evidence()[first_driver(window).source], window, "Use it"),
    "history": lambda window: HistoryDialog(window.document.history, window),
    "preferences": lambda window: PreferencesDialog(window.settings, "TWh/year", window),
    "help": lambda window: HelpWindow(window.offers.helping.pages(), window),
    "error": lambda window: ErrorDialog("Report\nof an error", True, "planner.log", window),
    "correlations": correlations,
}


@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_in_a_dialog_is_nameless_or_out_of_reach(start: Start, qtbot: QtBot, name: str) -> None:
    dialog = DIALOGS[name](start("chat-and-agents"))
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not faults(dialog)
    dialog.close()


def active(qtbot: QtBot, top: QWidget | None) -> QWidget:
    assert top is not None
    qtbot.waitExposed(top)
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    return top


@pytest.mark.parametrize("table", [False, True], ids=["charts", "tables"])
def test_nothing_on_a_page_is_nameless_or_out_of_reach(start: Start, qtbot: QtBot, table: bool) -> None:
    window = start("chat-and-agents")
    window.actions_by_name["table"].setChecked(table)
    found = {}
    for index in range(window.chart.tabs.count()):
        window.chart.tabs.setCurrentIndex(index)
        qtbot.waitUntil(lambda: not window.offers.tables.busy, timeout=60_000)
        found[window.chart.tabs.tabText(index)] = nameless(window) + out_of_reach(window.chart)
    assert not {page: faults for page, faults in found.items() if faults}


def test_nothing_in_the_panels_is_nameless_or_out_of_reach(start: Start) -> None:
    assert not faults(start("chat-and-agents"))


def test_nothing_in_the_welcome_is_nameless_or_out_of_reach(window: MainWindow, qtbot: QtBot) -> None:
    window.offers.welcoming.open()
    assert not faults(active(qtbot, QApplication.activeModalWidget() or QApplication.activeWindow()))


def test_nothing_in_the_command_palette_is_nameless_or_out_of_reach(window: MainWindow) -> None:
    found: list[str] = []
    with in_dialog(lambda palette: found.extend(nameless(palette))):  # arrows go through its list from its one field
        key(window, Qt.Key.Key_K, CTRL)
    assert not found


def test_nothing_in_a_presentation_is_nameless_or_out_of_reach(window: MainWindow, qtbot: QtBot) -> None:
    key(window, Qt.Key.Key_A, CTRL | SHIFT)
    key(window, Qt.Key.Key_V, CTRL | SHIFT)
    assert not faults(active(qtbot, window.offers.authoring._dialog))
    window.offers.authoring._dialog.close()
    key(window, Qt.Key.Key_F5, CTRL)
    stage = window.offers.presenting.shown
    assert stage is not None
    assert not nameless(window)
    assert not nameless(stage)
    assert not out_of_reach(window)
    stage.close()
