"""The legend of the evidence page keeps all its words in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.chart.magnitudes import KINDS
from planner.gui.widgets.kind_legend import KindLegend


def test_it_takes_a_second_row_where_one_is_too_short(qtbot: QtBot) -> None:
    legend = KindLegend()
    qtbot.addWidget(legend)
    legend.show_kinds(tuple(KINDS.values()), ranges=True)
    heights = []
    for width in (1200, 320):
        legend.resize(width, legend.height())
        legend.show()
        QApplication.processEvents()
        heights.append(legend.height())
    assert heights[1] >= 2 * heights[0]
    assert "published range" in legend.accessibleName()
