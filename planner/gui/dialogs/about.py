"""What this program is, its version, and its promise about the network."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from planner import __version__
from planner.store.library import evidence_version
from planner.text import _


def about(parent: QWidget) -> None:
    """Show the box."""
    words = _(
        "From Wh per AI query to GWh per year to household equivalents.\n\n"
        "Version {version}, evidence of {evidence}.\n"
        "It never uses the network. A year is 365.25 days."
    ).format(version=__version__, evidence=evidence_version())
    QMessageBox.about(parent, _("AI Energy Planner"), words)
