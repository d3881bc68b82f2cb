"""One language for all of the window: our sentences, Qt's own few, numbers and dates."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.messages import ENGLISH, languages, nearest_language, speak, spoken
from desktop.shell.amounts import place_locale

_QT_NAMES = {"pt": "pt_BR", "zh": "zh_CN"}
"""Where Qt has the language of one country only."""


def own_language() -> str:
    """Return the code of the computer's own language, or of what stands in for it."""
    return nearest_language(QLocale.system().uiLanguages())


def take_language(application: QApplication, chosen: str) -> None:
    """Say everything in one language from now on; what is on screen stays as it was said.

    Args:
        application: It is given Qt's own sentences in that language.
        chosen: A code of `languages`; "" or any other takes the computer's own.
    """
    known = {code for code, _ in languages()}
    speak(chosen if chosen in known else own_language())
    QLocale.setDefault(place_locale())
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    if spoken() == ENGLISH:
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{_QT_NAMES.get(spoken(), spoken())}", folder):
        application.installTranslator(translator)
