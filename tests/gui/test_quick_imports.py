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
canvas = pyqtgraph().GraphicsView()
pyqtgraph().ViewBox(parent=canvas.centralWidget, enableMenu=False)
canvas.show()
app.processEvents()
import PySide6.QtSvg, PySide6.QtTest
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
    assert issubclass(pyqtgraph().GraphicsView, PySide6.QtWidgets.QGraphicsView)
    assert hasattr(qt.QtCore, "Signal")
    assert not hasattr(qt.QtCore, "no_such_name")


def test_what_is_written_to_a_mirror_stays_out_of_qt() -> None:
    mirror = pyqtgraph().Qt.QtGui
    mirror.written_by_a_test = 1
    assert mirror.written_by_a_test == 1
    assert "written_by_a_test" in dir(mirror)
    assert not hasattr(PySide6.QtGui, "written_by_a_test")
    del mirror.written_by_a_test


_FIRST_PICTURE = """
import sys
from planner.gui.quick_imports import load_qt
load_qt()
from PySide6.QtCore import QEvent, QObject
from planner.gui import app
from planner.gui.program import Program

application = app.application()
window = app.make_window(application)
program = Program(application, window)
loaded = []

class Look(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.extend(sys.modules)
        return False

look = Look()
window.chart.plot._canvas.viewport().installEventFilter(look)
window.show()
while not loaded:
    application.processEvents()
window.close()
program.leave()
print(*loaded)
"""
_NOT_IN_THE_FIRST_PICTURE = (
    "planner.export",
    "planner.engine.bottom_up",
    "planner.gui.dialogs",
    "planner.gui.offers",
    "planner.gui.announcing",
    "planner.gui.copying",
    "planner.gui.estimate_requests",
    "planner.gui.export_requests",
    "planner.gui.help_requests",
    "planner.gui.hints",
    "planner.gui.palette_requests",
    "planner.gui.present",
    "planner.gui.present_requests",
    "planner.gui.presentation_requests",
    "planner.gui.table_requests",
    "planner.gui.welcome_requests",
    "planner.gui.pages.evidence_page",
    "planner.store.help",
    *("matplotlib", "pint", "scipy", "click", "PySide6.QtNetwork", "PySide6.QtSvg", "PySide6.QtTest"),
    "PySide6.QtOpenGLWidgets",
    *("pyqtgraph.graphicsItems.PlotItem", "pyqtgraph.graphicsItems.AxisItem", "pyqtgraph.exporters"),
)


def test_the_first_picture_waits_for_nothing_that_is_not_in_it() -> None:
    run = [sys.executable, "-c", _FIRST_PICTURE]
    loaded = subprocess.run(run, check=True, timeout=60, stdout=subprocess.PIPE, text=True).stdout.split()
    assert "planner.gui.main_window" in loaded
    early = [name for name in loaded if any(f"{name}.".startswith(f"{part}.") for part in _NOT_IN_THE_FIRST_PICTURE)]
    assert early == []
