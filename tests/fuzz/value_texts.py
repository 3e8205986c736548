"""Value texts that a person, a broken file or a stranger might write: the grammar and what lies beside it.

Every text is made from one `random.Random`, so that a seed repeats it and hypothesis can shrink it.
"""

from __future__ import annotations

from random import Random

_UNITS = (
    *("Wh/query", "query/day", "query/user/day", "kWh/household/year", "gCO2e/kWh", "L/kWh", "USD/kWh", "%", "%/year"),
    *("billion query/day", "J", "MW", "GWh/year", "m^2", "s⁻¹", "kg m² s⁻²", "Wh per query", "degC", "dB", "decibel"),
    *("per", "", "°", "Ω", "pi", "e", "c", "speed_of_light", "delta_degC", "kkWh", "Ywatt_hour", "Franklin", "Hz^6"),
    *("m^6^6", "m**6", "(((m)))", "/", "*", "m^-7", "m^07", "query^2/query", "inf", "nan", "e5", "E", "1e5", "12 Wh"),
)
_FORMS = ("uniform", "triangular", "pert", "normal", "lognormal", "exact", "UNIFORM", "beta", "__import__", "eval")
_WORDS = (
    *("to", "–", "-", "−", "thousand", "million", "billion", "trillion", "and", "..", "±", "+/-", "~", "<", ">", "="),
    *("9**9**9", "9^9^9", "10**1000", "1e308", "1e-308", "1e60", "1e61", "1e-60", "1e99999", "0x1F", "0b1", "1_000"),
    *("nan", "NaN", "inf", "Infinity", "-0", "+.5", "5.", "1,5", "1 000", "1'000", "٣", "½", "１２", "²", "1e", "e1"),
    *("__class__", "().__class__", "lambda:0", "os.system", "{0}", "{text}", "%s", "%(x)s", "${HOME}", "`id`", "\\"),
    *("\x00", "\ud800", "\u202e", "\ufeff", "\u200b", "\r\n", "\t", "\U0001f600", "ﬁ", "İ", "ß", "(" * 90, ")" * 90),
    *("9" * 190, "1" + "0" * 150, "0." + "0" * 150 + "1", "m*" * 50, "m/" * 50, "^9" * 40, "a" * 110, "kilo" * 20),
)
_SIGNS = "0123456789.,;:eE+-–−*/^()[]{}<>%°µ·×²⁻ \t\n_'\"’abkMGTWhqdy"


def number_text(random: Random) -> str:
    """Return a number as people and programs write it, sometimes beyond all bounds."""
    digits = "".join(random.choice("0123456789") for _digit in range(random.choice((1, 1, 2, 3, 5, 17, 40))))
    point = "." + digits[:3] if random.random() < 0.4 else ""
    power = (
        f"{random.choice('eE')}{random.choice(('', '+', '-'))}{random.randint(0, 70)}" if random.random() < 0.3 else ""
    )
    return random.choice(("", "", "", "-", "+")) + digits + point + power


def value_text(random: Random) -> str:
    """Return a text of the value grammar, or one that looks like it, as it is or with a few changes."""
    text = random.choice((_sound, _sound, _exact, _span, _call, _words, _noise))(random)
    for _change in range(random.choice((0, 0, 0, 1, 1, 2, 4))):
        text = _changed(text, random)
    return text


def unit_text(random: Random) -> str:
    """Return units multiplied, divided, raised and nested."""
    parts = [random.choice(_UNITS)]
    for _part in range(random.choice((0, 0, 0, 1, 2, 6))):
        parts += [random.choice((" ", "*", "/", "·", " per ", "(", ")", "^2 ", "**-3 ")), random.choice(_UNITS)]
    return "".join(parts)


def _sound(random: Random) -> str:
    """Return a text in the grammar, with any units."""
    low, mode, high = sorted(float(f"{10 ** random.uniform(-8, 8):.3g}") for _number in range(3))
    head = random.choice(
        (
            f"{mode!r}",
            f"{low!r} to {high!r}",
            f"{low!r}–{high!r}",
            f"uniform({low!r}, {high!r})",
            f"triangular({low!r}, {mode!r}, {high!r})",
            f"pert({low!r},{mode!r},{high!r})",
            f"normal({high!r}, {low!r})",
            f"lognormal({low!r}, {high!r})",
        )
    )
    scale = random.choice(("", "", "thousand ", "million ", "billion "))
    return f"{head} {scale}{random.choice(_UNITS[:20]) if random.random() < 0.5 else unit_text(random)}"


def _exact(random: Random) -> str:
    scale = random.choice(("", "", " million", " billion", "trillion ", " thousandth"))
    return f"{number_text(random)}{scale}{random.choice((' ', '', '  '))}{unit_text(random)}"


def _span(random: Random) -> str:
    between = random.choice((" to ", "to", "–", "-", " - ", " TO ", "..", " million to "))
    return f"{number_text(random)}{between}{number_text(random)} {unit_text(random)}"


def _call(random: Random) -> str:
    inside = random.choice((", ", ",", ";", " ")).join(
        number_text(random) for _part in range(random.choice((0, 1, 2, 2, 3, 3, 4, 60)))
    )
    return f"{random.choice(_FORMS)}({inside}) {unit_text(random)}"


def _words(random: Random) -> str:
    pool = random.choice((_WORDS, _UNITS, _FORMS))
    return random.choice((" ", "", "*", "/")).join(random.choice(pool) for _word in range(random.randint(0, 8)))


def _noise(random: Random) -> str:
    signs = _SIGNS if random.random() < 0.8 else "".join(chr(random.randrange(0x110000)) for _sign in range(20))
    return "".join(random.choice(signs) for _sign in range(random.choice((0, 1, 5, 30, 199, 201, 400))))


def _changed(text: str, random: Random) -> str:
    """Return ``text`` with one piece cut, doubled, moved or put in."""
    start, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    piece = random.choice((text[start:end], random.choice(_WORDS), random.choice(_SIGNS)))
    return random.choice(
        (text[:start] + text[end:], text[:start] + piece + text[start:], text[:start] + piece + text[end:])
    )
