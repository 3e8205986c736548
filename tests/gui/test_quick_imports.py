"""The short cuts of the start still work with the installed PySide6 and pyqtgraph, and change nothing but time."""

from __future__ import annotations

import subprocess
import sys

import PySide6.QtGui
import PySide6.QtWidgets

from planner.gui.quick_imports import pyqtgraph

_FRESH_START = """
import builtins, sys
pythons = builtins.__import__
from planner.gui.quick_imports import load_qt, pyqtgraph
load_qt()
assert builtins.__import__ is pythons, "PySide6's import is still there"
assert "PySide6.QtWidgets" in sys.modules
mirror = pyqtgraph().Qt.QtWidgets
assert "QWizard" not in vars(mirror), "pyqtgraph has copied all names"
import PySide6.QtWidgets
assert mirror.QWizard is PySide6.QtWidgets.QWizard
assert "QWizard" in dir(PySide6.QtWidgets), "the listing of names was not put back"
assert "pyqtgraph.graphicsItems.ROI" not in sys.modules, "all of pyqtgraph is there"
from PySide6.QtWidgets import QApplication
app = QApplication([])
pyqtgraph().PlotWidget(enableMenu=False).show()
app.processEvents()
from pyqtgraph.graphicsItems.ROI import RectROI
assert RectROI([0, 0], [1, 1]).size().x() == 1, "what slept cannot be woken"
"""


def test_a_fresh_start_takes_both_short_cuts() -> None:
    subprocess.run([sys.executable, "-c", _FRESH_START], check=True, timeout=60)


_BROKEN_START = """
from planner.gui import quick_imports
quick_imports._AWAKE.clear()
quick_imports.load_qt()
from PySide6.QtWidgets import QApplication
app = QApplication([])
pyqtgraph = quick_imports.pyqtgraph()
pyqtgraph.PlotWidget(enableMenu=False).show()
assert pyqtgraph.RectROI
app.processEvents()
"""


def test_where_a_short_cut_leads_nowhere_all_is_imported() -> None:
    subprocess.run([sys.executable, "-c", _BROKEN_START], check=True, timeout=60)


def test_pyqtgraph_sees_the_classes_of_qt_themselves() -> None:
    qt = pyqtgraph().Qt
    assert qt.QtWidgets.QGraphicsView is PySide6.QtWidgets.QGraphicsView
    assert qt.QtGui.QPainter is PySide6.QtGui.QPainter
    assert issubclass(pyqtgraph().PlotWidget, PySide6.QtWidgets.QGraphicsView)
    assert hasattr(qt.QtCore, "Signal")
    assert not hasattr(qt.QtCore, "no_such_name")


def test_what_is_written_to_a_mirror_stays_out_of_qt() -> None:
    mirror = pyqtgraph().Qt.QtGui
    mirror.written_by_a_test = 1
    assert mirror.written_by_a_test == 1
    assert "written_by_a_test" in dir(mirror)
    assert not hasattr(PySide6.QtGui, "written_by_a_test")
    del mirror.written_by_a_test
