"""The record behind a figure: what it says, of what, when, who says so and on what ground."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from planner.gui.roomy import fit_into_screen
from planner.gui.theme import GAP, GAP_WIDE
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.region import Figure
from planner.store.library import evidence
from planner.text import _, labelled


class SourceDialog(QDialog):
    """Shows an evidence entry, a region's figure, or says that a driver is the user's own assumption."""

    def __init__(self, record: Evidence | Figure | Driver, parent: QWidget | None = None, use_words: str = "") -> None:
        super().__init__(parent)
        self.use_wanted = False
        self.setWindowTitle(_("Where this comes from"))
        self.setMinimumWidth(460)
        title, rows = _rows(record)
        heading = QLabel(title)
        heading.setProperty("role", "section")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(GAP_WIDE)
        form.setVerticalSpacing(6)
        for name, words in rows:
            form.addRow(_quiet(name), _selectable(words))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if use_words:
            use = buttons.addButton(use_words, QDialogButtonBox.ButtonRole.AcceptRole)
            use.setProperty("role", "primary")
            use.clicked.connect(self._use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        layout.setSpacing(GAP)
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addWidget(buttons)
        fit_into_screen(self)

    def _use(self) -> None:
        self.use_wanted = True
        self.accept()


def _rivals(entry: Evidence) -> str:
    """Return the other figures of the same use that stand nearest, with their values, one a line."""
    others = [
        other
        for other in evidence().values()
        if other.topic == entry.topic and other.modality == entry.modality and other.id != entry.id
    ]
    live = [other for other in others if not other.superseded_by and other.value.unit == entry.value.unit]
    value = entry.value.central
    nearest = sorted(live, key=lambda other: abs(math.log(other.value.central / value)) if value > 0 else 0)[:6]
    return "\n".join(labelled(other.label, other.value.text) for other in nearest if other.value.central > 0)


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "quiet")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def _selectable(text: str) -> QLabel:
    label = WrappedLabel("body", text)
    label.setMinimumWidth(320)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _rows(record: Evidence | Figure | Driver) -> tuple[str, list[tuple[str, str]]]:
    if isinstance(record, Evidence):
        return record.label, _evidence_rows(record)
    if isinstance(record, Figure):
        return record.value.text, _figure_rows(record)
    rows = [(_("Value"), record.value.text), (_("Note"), record.note or _("No source is given: your own assumption."))]
    return record.name, rows


def _evidence_rows(entry: Evidence) -> list[tuple[str, str]]:
    interval = ""
    if entry.low is not None and entry.high is not None:
        interval = _("{low} to {high} ({meaning})").format(
            low=entry.low.text, high=entry.high.text, meaning=entry.range_meaning
        )
    rows = [
        (_("Value"), entry.value.text),
        (_("Range"), interval),
        (_("As published"), entry.as_published),
        (_("Of"), entry.subject),
        (_("Kind"), _(entry.kind)),
        (_("Counts"), _(entry.boundary)),
        (_("Statistic"), _(entry.statistic)),
        (_("Date"), entry.date),
        (_("Publisher"), entry.publisher),
        (_("Citation"), entry.citation),
        (_("Address"), entry.url),
        (_("Superseded by"), entry.superseded_by),
        (_("Caveat"), entry.caveat),
        (_("How checked"), _(entry.verification)),
        (_("Rivals"), _rivals(entry)),
    ]
    return [(name, words) for name, words in rows if words]


def _figure_rows(figure: Figure) -> list[tuple[str, str]]:
    rows = [
        (_("Definition"), figure.definition),
        (_("Year"), str(figure.year)),
        (_("Kind"), _(figure.kind)),
        (_("Publisher"), figure.publisher),
        (_("Citation"), figure.citation),
        (_("Address"), figure.url),
        (_("Licence"), figure.licence),
        (_("How checked"), _(figure.verification)),
        (_("Caveat"), figure.note),
    ]
    return [(name, words) for name, words in rows if words]
