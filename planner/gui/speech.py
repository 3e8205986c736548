"""The language and the number format of the window: of our words, of Qt's own dialogs, and of what is typed."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from planner.language import NUMBER_SIGNS, of_this_machine
from planner.text import LANGUAGES, SOURCE_LANGUAGE, use_language, write_numbers

_TRANSLATOR = "qt-words"
_SCRIPTS = {"ko": QFontDatabase.WritingSystem.Korean}
_FONTS = {"ko": "Noto Sans CJK (fonts-noto-cjk)"}


def speak(app: QApplication, chosen: str = "", numbers: str = "") -> str:
    """Speak the chosen language, or with an empty one the system's, from now on; return its code.

    ``numbers`` is the code of another language whose way to write numbers is wanted. Widgets that are there keep their
    words: a window is made anew around its document.
    """
    code = use_language(of_this_machine(chosen))
    locale = QLocale(numbers) if numbers in NUMBER_SIGNS else locale_of(code, QLocale.system(), chosen=bool(chosen))
    QLocale.setDefault(locale)
    write_numbers(locale.decimalPoint(), locale.groupSeparator())
    _translate_qt(app, code)
    return code


def font_problem(code: str) -> str:
    """Return what to say where no font here has the letters of a language, else nothing.

    It is said in English, because in the language itself it would be a row of boxes.
    """
    script = _SCRIPTS.get(code)
    if script is None or QFontDatabase.families(script):
        return ""
    return f"No font on this computer has the letters of {LANGUAGES[code]}; install one, such as {_FONTS[code]}."


def locale_of(code: str, system: QLocale, *, chosen: bool) -> QLocale:
    """Return the locale of numbers and dates: the system's where it speaks the language, which knows more than a code.

    English that nobody chose is spoken for want of the system's language; its numbers are the system's all the same.
    """
    own = QLocale(code)
    if system.language() == own.language() or (code == SOURCE_LANGUAGE and not chosen):
        return system
    return own


def _translate_qt(app: QApplication, code: str) -> None:
    """Give Qt's own dialogs and menus their words; in English they need none."""
    before = app.findChild(QTranslator, _TRANSLATOR)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
        before.deleteLater()
    if code == SOURCE_LANGUAGE:
        return
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
