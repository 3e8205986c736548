"""The look keeps its promises: everything on screen can be read and told apart, in light and in dark."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from planner.gui.stylesheet import FADING, palette, restyle, stylesheet
from planner.gui.theme import (
    CONTROL_HEIGHT,
    DARK,
    DASHES,
    LIGHT,
    MARK_CONTRAST,
    TEXT_CONTRAST,
    Theme,
    contrast,
    mixed,
    readable,
    system_theme,
)

themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#12436D", "#12436D") == 1.0
    assert contrast("#FFFFFF", "#000000") == contrast("#000000", "#FFFFFF")


@themes
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "error", "warning"])
@pytest.mark.parametrize("ground", ["ground", "panel", "field", "chip", "selected"])
def test_text_can_be_read_wherever_it_stands(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= TEXT_CONTRAST


@themes
def test_text_on_colour_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= TEXT_CONTRAST
    assert contrast(theme.on_accent, theme.accent_hover) >= TEXT_CONTRAST
    assert contrast(theme.warning, theme.warning_ground) >= TEXT_CONTRAST


@themes
@pytest.mark.parametrize("ground", ["ground", "panel", "field", "chip"])
def test_words_of_what_cannot_be_used_can_still_be_made_out(theme: Theme, ground: str) -> None:
    faded = palette(theme).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name()
    assert contrast(faded, getattr(theme, ground)) >= MARK_CONTRAST


@themes
def test_placeholders_and_selections_can_be_read(theme: Theme) -> None:
    worn, role = palette(theme), QPalette.ColorRole
    assert contrast(worn.color(role.PlaceholderText).name(), theme.field) >= TEXT_CONTRAST
    assert contrast(worn.color(role.HighlightedText).name(), worn.color(role.Highlight).name()) >= TEXT_CONTRAST
    assert contrast(theme.ink, theme.selected) >= TEXT_CONTRAST  # rows and cells


@themes
@pytest.mark.parametrize("ground", ["ground", "panel", "field", "chip", "selected"])
def test_the_ring_of_the_focus_can_be_seen_wherever_it_stands(theme: Theme, ground: str) -> None:
    assert contrast(theme.accent, getattr(theme, ground)) >= MARK_CONTRAST


@themes
@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_the_focus_is_seen_on_a_button_of_the_accent_too(qtbot: QtBot, theme: Theme, kind: type[QWidget]) -> None:
    pictures = []
    for focused in (False, True):
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.setStyleSheet(stylesheet(theme))
        button, other = kind(holder), QLineEdit(holder)
        button.setProperty("role", "primary")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setGeometry(0, 0, 100, CONTROL_HEIGHT)
        holder.show()
        holder.activateWindow()
        qtbot.waitUntil(holder.isActiveWindow)
        (button if focused else other).setFocus()
        pictures.append(button.grab().toImage())
    ring = {pictures[1].pixelColor(50, y).name() for y in range(5)}
    assert {pictures[0].pixelColor(50, y).name() for y in range(5)} == {QColor(theme.accent).name()}
    assert max(contrast(colour, theme.accent) for colour in ring) >= MARK_CONTRAST


@themes
@pytest.mark.parametrize("index", range(10))
def test_lines_can_be_seen_and_their_names_read(theme: Theme, index: int) -> None:
    for ground in (theme.ground, theme.panel):
        assert contrast(theme.series_colour(index), ground) >= MARK_CONTRAST
        assert contrast(theme.series_text(index), ground) >= TEXT_CONTRAST


@themes
def test_edges_of_controls_can_be_seen(theme: Theme) -> None:
    for ground in (theme.ground, theme.panel, theme.field):
        assert contrast(theme.edge, ground) >= MARK_CONTRAST


@themes
def test_ten_lines_have_ten_colours_and_the_first_four_differ_in_dash(theme: Theme) -> None:
    assert len(set(theme.series)) == 10
    assert len(set(DASHES)) == 4
    assert theme.series[:3] == (theme.accent, theme.third, theme.second)
    assert theme.series_colour(10) == theme.series_colour(0)


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert readable("#12436D", "#000000", ("#FFFFFF",)) == "#12436D"
    assert readable("#FFFF00", "#000000", ("#FFFFFF",)) != "#FFFF00"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


@themes
@pytest.mark.usefixtures("qapp")
def test_stylesheet_and_palette_speak_the_theme(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    assert theme.accent in sheet
    known = {getattr(theme, name) for name in theme.__slots__ if str(getattr(theme, name, "")).startswith("#")}
    made = {mixed(theme.ink, theme.panel, FADING), mixed(theme.line, theme.quiet, 0.35), theme.series_text(2)}
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= known | made
    assert palette(theme).color(QPalette.ColorRole.Window) == QColor(theme.ground)
    assert palette(theme).color(QPalette.ColorRole.Accent) == QColor(theme.accent)


@themes
@pytest.mark.parametrize("kind", [QLineEdit, QPushButton, QToolButton, QComboBox, QSpinBox])
def test_controls_are_equally_high(qtbot: QtBot, theme: Theme, kind: type[QWidget]) -> None:
    control = kind()
    qtbot.addWidget(control)
    control.setStyleSheet(f"* {{ font-size: 13px }} {stylesheet(theme)}")
    control.ensurePolished()
    control.adjustSize()
    assert abs(control.height() - CONTROL_HEIGHT) <= 1


@themes
def test_a_wrong_input_gets_the_edge_of_an_error(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(stylesheet(theme))
    field.resize(100, CONTROL_HEIGHT)
    field.setProperty("error", "true")
    restyle(field)
    assert field.grab().toImage().pixelColor(50, 1) == QColor(theme.error)


@themes
def test_rows_of_a_list_are_as_high_as_controls(qtbot: QtBot, theme: Theme) -> None:
    names = QListWidget()
    qtbot.addWidget(names)
    names.setStyleSheet(f"* {{ font-size: 13px }} {stylesheet(theme)}")
    names.addItems(["Chat", "Agents"])
    assert names.sizeHintForRow(0) == CONTROL_HEIGHT


@themes
def test_a_ticked_box_shows_its_tick(qtbot: QtBot, theme: Theme) -> None:
    pictures = []
    for ticked in (False, True):
        box = QCheckBox("Log")
        qtbot.addWidget(box)
        box.setPalette(palette(theme))
        box.setStyleSheet(stylesheet(theme))
        box.setChecked(ticked)
        pictures.append(box.grab().toImage())
    assert pictures[0] != pictures[1]


def test_the_desktop_decides_between_light_and_dark(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        def __init__(self, scheme: Qt.ColorScheme) -> None:
            self.colorScheme = lambda: scheme

    class App:
        def __init__(self, scheme: Qt.ColorScheme) -> None:
            self.styleHints = lambda: Hints(scheme)

    assert system_theme(App(Qt.ColorScheme.Dark)) is DARK  # type: ignore[arg-type]
    assert system_theme(App(Qt.ColorScheme.Light)) is LIGHT  # type: ignore[arg-type]
    assert system_theme(App(Qt.ColorScheme.Unknown)) is LIGHT  # type: ignore[arg-type]
