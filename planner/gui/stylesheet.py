"""How the widgets of the window look: a palette and a stylesheet made from a theme, over the Fusion style.

What a widget is for is told by its dynamic property ``role``. Labels: headline, subline, section, caption, quiet,
warning, error. Buttons: primary, link, choice. Frames: panel, card. An input is marked wrong by ``error="true"``. After
a property has changed, ``restyle`` makes it visible.

Fusion draws check boxes, radio buttons and spin boxes from the palette: a stylesheet would take away their marks.
"""

from __future__ import annotations

from string import Template

from attrs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from planner.gui.theme import (
    BODY_SIZE,
    CAPTION_SIZE,
    CONTROL_HEIGHT,
    HEADLINE_SIZE,
    HEADLINE_SIZE_COMPACT,
    RADIUS,
    SECTION_SIZE,
    Theme,
    mixed,
    readable,
)

_WORN = "theme"
STYLED = "styled"
"""A property of the application that is Fusion already: to say so again makes Python classes of Qt's styles."""
FADING = 0.48
"""How far the words of what cannot be used now are on their way to the ground: 3:1 is left on every ground."""
_OUTLINED = ("QCheckBox", "QComboBox", "QRadioButton", "QAbstractSpinBox", "QSlider")

# Focus is a border of 2 px where there was one of 1 px: the padding gives the pixel back, so nothing moves.
_SHEET = Template("""
QMainWindow, QDialog { background: $ground; }
QWidget[role="panel"], QFrame[role="panel"] { background: $panel; border: none; }
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: ${radius}px; }
QGraphicsView { border: none; }

QLabel { background: transparent; }
QLabel[role="headline"] { font-size: ${headline}px; font-weight: 600; }
QLabel[role="subline"] { color: $quiet; }
QLabel[role="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[role="caption"] { color: $quiet; font-size: ${caption}px; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="error"] { color: $error; font-size: ${caption}px; }
QLabel[role="headline"][compact="true"] { font-size: ${headline_compact}px; }
QLabel[role="workload"] { font-size: ${workload}px; font-weight: 600; }
QLabel[role="group"] { color: $accent; font-weight: 600; }
QLabel[role="driver"] { font-weight: 500; }
QLabel[role="number"] { font-size: ${workload}px; font-weight: 600; }
QLabel[role="result"] { font-size: ${workload}px; font-weight: 600; color: $second_text; }
QFrame[role="rule"] { background: $line; border: none; }
QFrame[role="notice"] { background: $warning_ground; border: none; border-top: 1px solid $line; }
QFrame[role="notice"] QLabel { color: $warning; }
QWidget[role="bar"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="bar"] QMenuBar { border: none; }
QToolButton[role="more"] { background: transparent; padding: 0 4px; min-height: ${inside_3}px; }
QToolButton[role="more"]:hover { background: $selected; }
QToolButton[role="more"]:focus { padding: 0 3px; }
QLabel[role="warning"] {
    color: $warning; background: $warning_ground; border-radius: ${radius}px; padding: 4px 8px; font-size: ${caption}px;
}

QLineEdit {
    background: $field; color: $ink; border: 1px solid $edge; border-radius: ${radius}px; padding: 0 8px;
    min-height: ${inside_1}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border: 2px solid $accent; padding: 0 7px; min-height: ${inside_2}px; }
QLineEdit:read-only { background: transparent; }
QLineEdit:disabled { color: $disabled; border-color: $line; }
QInputDialog QLineEdit { min-width: 360px; }
QLineEdit[error="true"] { border: 2px solid $error; padding: 0 7px; min-height: ${inside_2}px; }
QPlainTextEdit, QTextEdit {
    background: $field; color: $ink; border: 1px solid $edge; border-radius: ${radius}px; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px; }
QPlainTextEdit:disabled, QTextEdit:disabled { color: $disabled; border-color: $line; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QAbstractSpinBox, QComboBox { min-height: ${inside_3}px; }

QPushButton, QToolButton {
    background: $chip; color: $ink; border: 1px solid transparent; border-radius: ${radius}px; padding: 0 12px;
    min-height: ${inside_1}px;
}
QToolButton { padding: 0 8px; min-height: ${inside_2}px; }
QPushButton:hover, QToolButton:hover { background: $selected; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:checked, QToolButton:checked { background: $selected; border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: ${inside_2}px; }
QToolButton:focus { border: 2px solid $accent; padding: 0 7px; min-height: ${inside_3}px; }
QPushButton[role="primary"], QToolButton[role="primary"] {
    background: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed,
QToolButton[role="primary"]:hover, QToolButton[role="primary"]:pressed { background: $accent_hover; }
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus {
    border: 4px double $on_accent; padding: 0 8px; min-height: ${inside_4}px;
}
QPushButton[role="primary"]:disabled { background: $chip; color: $disabled; }
QPushButton[role="link"], QToolButton[role="link"] {
    background: transparent; color: $accent; font-weight: 600; padding: 0 4px; text-align: left;
}
QPushButton[role="choice"] { text-align: left; background: $panel; border: 1px solid $edge; }
QPushButton[role="choice"]:hover { background: $selected; border-color: $accent; }
QPushButton[role="choice"]:focus { border: 2px solid $accent; }
QPushButton[role="movement"] {
    background: transparent; color: $quiet; font-size: ${caption}px; padding: 0 4px; text-align: left;
}
QPushButton[role="movement"]:hover { color: $accent; text-decoration: underline; }
QPushButton[role="movement"]:focus { padding: 0 3px; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { padding: 0 3px; }
QPushButton[role="link"]:disabled, QToolButton[role="link"]:disabled { color: $disabled; }

QAbstractItemView {
    background: transparent; color: $ink; border: none; outline: none;
    selection-background-color: $selected; selection-color: $ink;
}
QListView::item, QTreeView::item {
    min-height: ${inside_2}px; padding: 0 6px; border: 2px solid transparent; border-radius: ${radius}px;
}
QListView::item:hover, QTreeView::item:hover { background: $chip; }
QListView::item:selected, QTreeView::item:selected { background: $selected; color: $ink; }
QListView::item:focus, QTreeView::item:focus { border-color: $accent; }
QTableView::item { padding: 0 6px; border: 2px solid transparent; border-radius: ${radius}px; }
QTableView::item:selected { background: $selected; color: $ink; }
QTableView::item:focus { border-color: $accent; }
QHeaderView::section { background: transparent; color: $quiet; border: none; padding: 4px 8px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; }

QMenuBar { background: $panel; color: $ink; padding: 2px 4px; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: ${radius}px; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $panel; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $quiet; padding: 0 12px; min-height: ${inside_2}px;
    border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: ${radius}px; padding: 0 10px; }
QTabBar[role="pages"]::tab { padding: 0 7px; }
QTabBar[role="pages"]::tab:selected { font-weight: 400; }
QTabBar[role="pages"]::tab:focus { padding: 0 5px; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 6px; border-left: 1px solid $line; }
QSplitter::handle:vertical { height: 6px; border-top: 1px solid $line; }
QSplitter::handle:hover { border-color: $accent; }

QToolTip { background: $panel; color: $ink; border: 1px solid $edge; padding: 4px 8px; }
QStatusBar { background: $panel; color: $quiet; }
QStatusBar::item { border: none; }
""")


def stylesheet(theme: Theme, body: int = BODY_SIZE) -> str:
    """Return the application's stylesheet for a theme; other sizes follow the ``body`` text size in pixels."""
    scale = body / BODY_SIZE
    control = round(CONTROL_HEIGHT * scale)
    sizes = {
        "headline": round(HEADLINE_SIZE * scale),
        "headline_compact": round(HEADLINE_SIZE_COMPACT * scale),
        "workload": round((SECTION_SIZE + 1) * scale),
        "section": round(SECTION_SIZE * scale),
        "caption": round(CAPTION_SIZE * scale),
        "inside_4": control - 8,
        "inside_3": control - 6,
        "inside_1": control - 2,
        "inside_2": control - 4,
        "radius": RADIUS,
    }
    shades = {
        "second_text": readable(theme.second, theme.ink, (theme.ground, theme.panel)),
        "disabled": mixed(theme.ink, theme.panel, FADING),
        "scroll": mixed(theme.line, theme.quiet, 0.35),
    }
    return _SHEET.substitute(asdict(theme), **sizes, **shades)


def palette(theme: Theme) -> QPalette:
    """Return the palette Fusion draws from where the stylesheet is silent."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.ink,
        role.Base: theme.field,
        role.AlternateBase: theme.chip,
        role.Text: theme.ink,
        role.Button: theme.chip,
        role.ButtonText: theme.ink,
        role.BrightText: theme.error,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.quiet,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.ink,
        role.Light: theme.panel,
        role.Midlight: theme.line,
        role.Mid: theme.edge,
        role.Dark: theme.edge,
        role.Shadow: mixed(theme.ground, "#000000", 0.4),
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    faded = QColor(mixed(theme.ink, theme.panel, FADING))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, faded)
    return made


def outlined_palette(theme: Theme) -> QPalette:
    """Return the palette of controls Fusion draws: it outlines them in their window colour, 1.4 times darker."""
    made = palette(theme)
    made.setColor(QPalette.ColorRole.Window, QColor(theme.edge).lighter(140))
    return made


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: Fusion, palette, body font with tabular figures, stylesheet.

    A person who has set the desktop to larger text than ours keeps theirs, and the other sizes grow with it.
    """
    if not app.property(STYLED):
        app.setStyle("Fusion")
        app.setProperty(STYLED, True)
    app.setPalette(palette(theme))
    for name in _OUTLINED:
        app.setPalette(outlined_palette(theme), name)  # type: ignore[arg-type]  # the stubs say bytes, PySide takes str
    font = QFont(app.font())
    body = max(BODY_SIZE, QFontInfo(font).pixelSize())
    font.setPixelSize(body)
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
    app.setStyleSheet(stylesheet(theme, body))
    app.setProperty(_WORN, theme.name)


def wears(app: QApplication, theme: Theme) -> bool:
    """Whether the application is dressed in this theme already: to dress it again takes a quarter of a second."""
    return bool(app.property(_WORN) == theme.name)


def restyle(widget: QWidget) -> None:
    """Let a widget take on the look of a dynamic property that has just changed.

    One that was never shown will take it on then; until that, Qt has not polished it.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
