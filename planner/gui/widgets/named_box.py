"""Drop-down boxes that say their name on every system."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


def name_box(box: QComboBox, name: str) -> None:
    """Name a box for a screen reader.

    On Linux Qt gives a box's entry in place of its name; what it is for then comes as its description.
    """
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)
