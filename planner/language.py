"""Which language a person wants: the one chosen, else that of the environment, else the system's, else English."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping

from planner.text import SOURCE_LANGUAGE, offered

NUMBER_SIGNS = {"en": (".", ","), "ko": (".", ","), "de": (",", "."), "fr": (",", "\u202f")}
"""The decimal and the grouping sign of each language's largest country, where nothing more exact is known."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NONE = ("c", "posix")


def wanted(environment: Mapping[str, str], chosen: str = "", system: str = "") -> str:
    """Return the code of the language to speak.

    ``chosen`` is the setting, empty where none was made. Of the environment the first variable that says anything
    counts, as for every program with gettext: LANGUAGE (a list), LC_ALL, LC_MESSAGES, LANG. ``system`` is what the
    desktop says, for systems that set none of them.
    """
    known = offered()
    if chosen in known:
        return chosen
    asked = next((environment[name] for name in _VARIABLES if environment.get(name)), system)
    for locale in asked.split(":"):
        code = re.split(r"[_.@-]", locale.strip())[0].casefold()
        if code in _NONE:
            return SOURCE_LANGUAGE
        if code in known:
            return code
    return SOURCE_LANGUAGE


def system_locale() -> str:
    """Return what the system says of the user's language where the environment says nothing: ``ko_KR``, or nothing."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def of_this_machine(chosen: str = "") -> str:
    """Return the language to speak here, with ``chosen`` before all else."""
    return wanted(os.environ, chosen, system_locale())
