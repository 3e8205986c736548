"""Take the pictures of the README anew: `python packaging/screenshots.py` in the environment that dev.py made.

The window is real, drawn offscreen at 1440x900 in a home of its own, so that no setting of yours gets into a picture.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"


def main() -> None:
    """Write main-light.png, main-dark.png, evidence-light.png and matters-light.png."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(QT_QPA_PLATFORM="offscreen", HOME=home)
        os.environ.update(
            {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        )
        take()


def take() -> None:
    """Show the first preset in each theme and keep what is seen."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtTest import QTest

    from planner.gui.app import application, make_window

    app = application()
    if "Inter" in QFontDatabase.families():
        font = QFont("Inter")
        font.setPixelSize(13)
        app.setFont(font)
    window = make_window(app)
    window.resize(1440, 900)
    window.show()
    for theme in ("light", "dark"):
        window.actions_by_name[f"theme_{theme}"].trigger()
        while not window.simulator.at_rest:
            QTest.qWait(50)
        QTest.qWait(400)
        window.chart.setFocus()
        window.grab().save(str(FOLDER / f"main-{theme}.png"))
    window.actions_by_name["theme_light"].trigger()
    for page, name in (("Evidence", "evidence"), ("What matters", "matters")):
        window.chart.show_page(page)
        QTest.qWait(400)
        window.grab().save(str(FOLDER / f"{name}-light.png"))


if __name__ == "__main__":
    main()
