"""The look in numbers: colours, line styles and measures, once for light and once for dark.

Widgets ask a ``Theme`` for a colour by what it is for and never spell one out. Lines are told apart by colour and dash
together, so both are indexed alike. That every text reaches 4.5:1 and every mark 3:1 on its ground is tested.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0

GAP_SMALL, GAP, GAP_WIDE, GAP_SECTION = 8, 12, 16, 24
SCENARIO_PANEL_WIDTH, ASSUMPTION_PANEL_WIDTH, CHART_MIN_WIDTH = 232, 372, 560
CONTROL_HEIGHT = 28
RADIUS = 6
BODY_SIZE, HEADLINE_SIZE, HEADLINE_SIZE_COMPACT, SECTION_SIZE, CAPTION_SIZE = 13, 22, 18, 13, 12

# Each number is a length in pen widths: a stroke, then the gap after it.
DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.0), (1.0, 1.4), (5.0, 1.75, 1.0, 1.75))


@frozen
class Theme:
    """Colours as ``#RRGGBB``, named for what they are for.

    ``ground`` lies behind the chart, ``panel`` behind lists and cards, ``field`` inside inputs and ``chip`` behind
    small buttons. ``line`` parts areas and is decoration; ``edge`` bounds a control and must be seen. ``on_accent``
    is text on the accent. ``series`` are the colours of lines in their order of use.
    """

    name: str
    dark: bool
    ground: str
    panel: str
    field: str
    chip: str
    selected: str
    ink: str
    quiet: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    second: str
    third: str
    warning: str
    warning_ground: str
    error: str
    series: tuple[str, ...]

    def series_colour(self, index: int) -> str:
        """Return the colour of the line with this index; after the last colour the first comes again."""
        return self.series[index % len(self.series)]

    def series_text(self, index: int) -> str:
        """Return that colour, as little shifted towards the ink as it takes to be read as text on ground and panel."""
        return readable(self.series_colour(index), self.ink, (self.ground, self.panel))


LIGHT = Theme(
    name="light",
    dark=False,
    ground="#F6F7F9",
    panel="#FFFFFF",
    field="#FFFFFF",
    chip="#EEF1F5",
    selected="#E8EFF6",
    ink="#1B1F24",
    quiet="#5B6470",
    line="#DFE3E8",
    edge="#87909B",
    accent="#12436D",
    accent_hover="#1B5687",
    on_accent="#FFFFFF",
    second="#C2571A",
    third="#1E8377",
    warning="#8A4B00",
    warning_ground="#FFF3E0",
    error="#B3261E",
    series=(
        *("#12436D", "#1E8377", "#C2571A", "#801650", "#8F5BE0"),
        *("#4C3A1D", "#3B2BC8", "#7C84B0", "#6E6A4E", "#546299"),
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    ground="#15181C",
    panel="#1D2126",
    field="#23282E",
    chip="#2A3037",
    selected="#25313D",
    ink="#ECEFF3",
    quiet="#A0A9B4",
    line="#343A42",
    edge="#727C88",
    accent="#7FB2E5",
    accent_hover="#9BC4EC",
    on_accent="#10151B",
    second="#F2A06B",
    third="#5CC8B8",
    warning="#FFCF8A",
    warning_ground="#3A2C14",
    error="#FF9A91",
    series=(
        *("#7FB2E5", "#5CC8B8", "#F2A06B", "#C98BB5", "#8E5CE6"),
        *("#E6DC4A", "#D6532F", "#CDF3C2", "#2B8C74", "#E65F93"),
    ),
)


def system_theme(app: QGuiApplication) -> Theme:
    """Return the theme the desktop asks for; light where it does not say."""
    return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two ``#RRGGBB`` colours, from 1 to 21."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` of ``other`` mixed in, channel by channel as stored."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


@cache
def readable(colour: str, ink: str, grounds: tuple[str, ...]) -> str:
    """Return the nearest mixture of ``colour`` and ``ink`` that can be read as text on each of ``grounds``."""
    mixtures = (mixed(colour, ink, percent / 100) for percent in range(101))
    return next((m for m in mixtures if all(contrast(m, ground) >= TEXT_CONTRAST for ground in grounds)), ink)


def _channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of ``#RRGGBB`` from 0 to 1."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2: the channels made linear, weighed as the eye does."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
