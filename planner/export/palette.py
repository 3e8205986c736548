"""The colours and line styles of exported charts: those of the light window, on white paper.

The window's theme knows Qt, which nothing here may load; a test holds the two palettes together. Lines are told apart
by colour, dash and label together, so a print in grey or an eye that mixes up red and green loses nothing.
"""

from __future__ import annotations

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
MAX_SERIES = 4
"""More lines than this in one panel cannot be told apart at a glance; then small multiples."""

GROUND = "#FFFFFF"
INK = "#1B1F24"
QUIET = "#5B6470"
GRID = "#DFE3E8"
EDGE = "#87909B"
ACCENT = "#12436D"
SECOND = "#C2571A"
THIRD = "#1E8377"
SERIES = (
    *("#12436D", "#1E8377", "#C2571A", "#801650", "#8F5BE0"),
    *("#4C3A1D", "#3B2BC8", "#7C84B0", "#6E6A4E", "#546299"),
)
DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.0), (1.0, 1.4), (5.0, 1.75, 1.0, 1.75))
"""Each number is a length in line widths: a stroke, then the gap after it."""

BAND_90, BAND_50 = 0.13, 0.22
"""How opaque the light band is, and how much more the dark one on top of it."""


def series_colour(index: int) -> str:
    """Return the colour of the line with this index; after the last colour the first comes again."""
    return SERIES[index % len(SERIES)]


def series_text(index: int) -> str:
    """Return that colour, as little shifted towards the ink as it takes to be read as text on white."""
    colour = series_colour(index)
    mixtures = (mixed(colour, INK, percent / 100) for percent in range(101))
    return next((mixture for mixture in mixtures if contrast(mixture, GROUND) >= TEXT_CONTRAST), INK)


def dash(index: int) -> tuple[float, ...]:
    """Return the line style with this index, empty for a solid line."""
    return DASHES[index % len(DASHES)]


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two ``#RRGGBB`` colours, from 1 to 21."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` of ``other`` mixed in, channel by channel as stored."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
