"""Plans at the edges of what may be written: every page of the window shows numbers, or says why there are none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from planner.gui.main_window import MainWindow
from planner.store.files import write_plan

sys.path.append(str(Path(__file__).parents[1] / "edges"))
from edge_plans import EDGES, unreal, workspace_of


def words_of(window: MainWindow) -> str:
    """Return all that is written in the window, and what it says to those who do not see it."""
    widgets = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    said = [widget.text() for widget in widgets if isinstance(widget, QLabel)]
    for widget in widgets:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    return "\n".join(said)


@pytest.mark.parametrize("name", EDGES)
def test_every_page_shows_numbers_only(name: str, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "edge.aiplan"
    write_plan(path, workspace_of(name))
    assert window.filing.open_file(path)
    for log in (True, False):
        if window.view.log != log:
            window.actions_by_name["log"].trigger()
        for page in range(window.chart.tabs.count()):
            window.chart.tabs.setCurrentIndex(page)
            QApplication.processEvents()
            assert unreal(words_of(window)) == [], window.chart.tabs.tabText(page)
    for index in range(window.chart.outcome.count()):
        window.chart.outcome.setCurrentIndex(index)
        window.chart.outcome.activated.emit(index)
        QApplication.processEvents()
        assert unreal(words_of(window)) == [], window.chart.outcome.itemText(index)
