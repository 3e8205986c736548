"""Take the pictures of the README anew: `python packaging/screenshots.py` in the environment that dev.py made.

The window is real, drawn offscreen at 1440x900 in a home of its own, so that no setting of yours gets into a picture.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.gui.main_window import MainWindow

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
PAGES = {"Evidence": "evidence", "What matters": "matters"}
COLOURS = 256


def main() -> None:
    """Write main-light.png, main-dark.png, and in light colours welcome, two pages, export and present."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(QT_QPA_PLATFORM="offscreen", HOME=home, LANGUAGE="en")
        os.environ.update(
            {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        )
        take()


def take() -> None:
    """Go through the window as the tour of the README does, and keep what is seen."""
    from PySide6.QtGui import QFont, QFontDatabase

    from planner.gui.app import application, make_window

    app = application()
    if "Inter" in QFontDatabase.families():
        font = QFont("Inter")
        font.setPixelSize(13)
        app.setFont(font)
    window = make_window(app)
    window.resize(1440, 900)
    window.show()
    for theme in ("dark", "light"):
        window.actions_by_name[f"theme_{theme}"].trigger()
        rest(window)
        window.chart.setFocus()
        keep(window, f"main-{theme}")
    take_welcome(window)
    for page, name in PAGES.items():
        window.chart.show_page(page)
        rest(window)
        keep(window, f"{name}-light")
    window.chart.tabs.setCurrentIndex(0)
    take_export(window)
    take_presentation(window)
    window.retire()


def take_welcome(window: MainWindow) -> None:
    """Keep the welcome as it greets at the first start, and go without its hints."""
    from planner.gui.widgets.callout import Callout

    window.greet()
    dialog = window.offers.welcoming.shown
    assert dialog is not None
    rest(window)
    keep(dialog, "welcome-light")
    dialog.reject()
    hint = window.findChild(Callout)
    assert hint is not None
    hint.stop.click()


def take_export(window: MainWindow) -> None:
    """Keep the export dialog once its preview is drawn."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from planner.gui.dialogs.export_dialog import ExportDialog

    timer = QTimer(interval=50)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ExportDialog) and dialog.export.isEnabled():
            timer.stop()
            keep(dialog, "export-light")
            dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    window.actions_by_name["export"].trigger()


def take_presentation(window: MainWindow) -> None:
    """Keep the first view of the presentation as a projector shows it."""
    window.actions_by_name["present"].trigger()
    stage = window.offers.presenting.shown
    assert stage is not None
    stage.showNormal()
    stage.resize(1280, 720)
    rest(window)
    keep(stage, "present-light")
    stage.close()


def rest(window: MainWindow) -> None:
    """Wait until the figures are the fine ones and everything is painted."""
    from PySide6.QtTest import QTest

    while not window.simulator.at_rest:
        QTest.qWait(50)
    QTest.qWait(500)


def keep(widget: QWidget, name: str) -> None:
    """Write a widget's picture with a palette of its own, a third of the size of one in full colour."""
    from PIL import Image
    from PySide6.QtGui import QImage

    seen = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (seen.width(), seen.height())
    picture = Image.frombuffer("RGB", size, bytes(seen.constBits()), "raw", "RGB", seen.bytesPerLine(), 1)
    few = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
