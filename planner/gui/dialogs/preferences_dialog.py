"""Preferences: what stays the same from plan to plan. Each takes effect when it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.chart.amounts import UNIT_CHOICES
from planner.gui.dialogs.helped import offer_help
from planner.gui.roomy import fit_into_screen
from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.store.folders import log_file, presets_folder, settings_file
from planner.store.library import region_names
from planner.store.settings import SAMPLES, Settings
from planner.text import _, fixed, offered

NUMBERS = {"en": "1,234.5", "de": "1.234,5", "fr": "1 234,5"}
"""The ways to write a number, each by a language that does."""
_WIDTH = 560


class PreferencesDialog(QDialog):
    """Shows the settings and says ``changed`` with the name of one and its new value."""

    changed = Signal(str, object)

    def __init__(self, settings: Settings, energy_unit: str, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "privacy")
        self.setWindowTitle(_("Preferences"))
        self.fields: dict[str, QComboBox] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_SECTION)
        form.setVerticalSpacing(GAP_SMALL)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        languages = {"": _("Language of the system"), **offered()}
        numbers = {"": _("As the language writes them"), **NUMBERS}
        places = {"": _("The region of the plan at hand"), **region_names()}
        counts = {count: fixed(count) for count in SAMPLES}
        choices: tuple[tuple[str, str, Mapping[Any, str], Any], ...] = (
            ("language", _("Language"), languages, settings.language),
            ("numbers", _("Numbers"), numbers, settings.numbers),
            ("theme", _("Colours"), _themes(), settings.theme),
            ("unit", _("Electricity in"), dict(UNIT_CHOICES["energy"]), energy_unit),
            ("region", _("New plans are for"), places, settings.region),
            ("samples", _("Draws at rest"), counts, settings.samples or SAMPLES[1]),
        )
        for name, words, values, chosen in choices:
            form.addRow(words, self._choice(name, words, values, chosen))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_SECTION, GAP_SECTION, GAP_SECTION, GAP)
        column.setSpacing(GAP_SMALL)
        column.addLayout(form)
        column.addWidget(WrappedLabel("caption", _("More draws make percentiles steadier and take longer.")))
        column.addSpacing(GAP)
        column.addWidget(_heading(_("Folders")))
        column.addLayout(self._folders())
        column.addSpacing(GAP)
        column.addWidget(_heading(_("Privacy")))
        column.addWidget(
            WrappedLabel("quiet", _("No network, ever: nothing is sent, fetched or counted. What you make stays here."))
        )
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        fit_into_screen(self)

    def _choice(self, name: str, words: str, choices: Mapping[Any, str], chosen: object) -> QComboBox:
        field = QComboBox()
        name_box(field, words)
        for value, text in choices.items():
            field.addItem(text, value)
        field.setCurrentIndex(max(field.findData(chosen), 0))
        field.activated.connect(partial(self._tell, name))
        self.fields[name] = field
        return field

    def _tell(self, name: str, _row: int) -> None:
        self.changed.emit(name, self.fields[name].currentData())

    def _folders(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(2)
        for words, folder in (
            (_("Presets"), presets_folder()),
            (_("Settings"), settings_file().parent),
            (_("Log"), log_file().parent),
        ):
            path = QLabel(str(folder))
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            path.setProperty("role", "caption")
            path.setWordWrap(True)
            button = QPushButton(_("Open"))
            button.setProperty("role", "link")
            button.setAccessibleName(_("Open the folder: {words}").format(words=words))
            button.setEnabled(folder.is_dir())
            button.clicked.connect(_opener(folder))
            line = QHBoxLayout()
            line.addWidget(path, 1)
            line.addWidget(button)
            form.addRow(words, line)
        return form


def _themes() -> dict[str, str]:
    return {"system": _("Colours of the system"), "light": _("Light"), "dark": _("Dark")}


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    return label


def _opener(folder: Path) -> Callable[[], None]:
    def open_folder() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    return open_folder
