"""Words and numbers for people: translation hooks and number formats, without Qt.

`_` translates a finished sentence, `N_` marks one for translation where it stands as data. Formats go in with
``_("... {name} ...").format(name=...)``: an f-string cannot be looked up.
"""

from __future__ import annotations

import gettext
import math

_translations: gettext.NullTranslations = gettext.NullTranslations()

NARROW_SPACE = "\u202f"
MINUS = "\u2212"


def _(message: str) -> str:
    """Return ``message`` in the language in use."""
    return _translations.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name is gettext's convention
    """Mark ``message`` for translation and return it unchanged; `_` translates it where it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that goes with ``count``."""
    return _translations.ngettext(one, many, count)


def number(value: float, significant: int = 3) -> str:
    """Return ``value`` with ``significant`` digits, grouped by thousands, no needless zeros: ``28,770``, ``0.007``.

    Very large and very small values are written with a power of ten.
    """
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return _("not a number")
    exponent = math.floor(math.log10(abs(value)))
    if exponent >= 15 or exponent < -5:
        mantissa, power = f"{value:.{significant - 1}e}".split("e")
        return f"{_trimmed(mantissa)} × 10{_superscript(int(power))}".replace("-", MINUS)
    digits = significant - 1 - exponent
    rounded = round(value, digits)
    return _trimmed(f"{rounded:,.{max(digits, 0)}f}").replace("-", MINUS)


def plain(value: float) -> str:
    """Return ``value`` as a person would type it back, up to 12 digits: ``0.34``, ``10791``, ``2.5e9``."""
    text = f"{value:.12g}"
    if abs(value) >= 1e7 and len(text.rstrip("0")) < len(text) - 3:
        text = f"{value:.11e}"
    if "e" in text:
        mantissa, power = text.split("e")
        return f"{_trimmed(mantissa)}e{int(power)}"
    return text


def percent(share: float, significant: int = 2) -> str:
    """Return a share (0 to 1) in percent with a space, as in ``0.007 %``."""
    return f"{number(100 * share, significant)} %"


def count(value: float, significant: int = 3) -> str:
    """Return a large count in words: ``2.5 billion``, ``28,770``; plain below a million and from 1e15 on."""
    for scale, word in ((1e12, _("trillion")), (1e9, _("billion")), (1e6, _("million"))):
        if 1e15 > abs(value) >= scale * (1 - 10**-significant / 2):
            return f"{number(value / scale, significant)} {word}"
    return number(value, significant)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
