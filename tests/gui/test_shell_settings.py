"""The settings in the window, in the words of whoever changes them; and what becomes of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.messages import say, speak, spoken
from desktop.paths import models_folder
from desktop.settings import Settings
from desktop.shell.crash_reports import write_report
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import Dresser, Look, font
from desktop.shell.preferences import Preferences
from desktop.shell.settings_page import SettingsPage
from desktop.shell.tongue import take_language


@pytest.fixture
def page(qtbot: QtBot, errands: Errands) -> Iterator[SettingsPage]:
    window = QWidget()
    window.resize(1000, 700)
    # Before anything else: what an errand finds must not come to a page that is gone.
    qtbot.addWidget(window, before_close_func=lambda _window: errands.close())
    window.show()
    qtbot.waitExposed(window)
    fetching = Fetching()
    page = SettingsPage(window, errands, fetching)
    page.show_settings(Settings())
    page.dress(Look("light"))
    page.open()
    qtbot.waitUntil(lambda: errands.idle)
    yield page


def named(page: QWidget, name: str) -> QAbstractButton:
    """The button in sight that has this name or text."""
    found = [
        button
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and name in (button.accessibleName(), button.text().strip())
    ]
    assert len(found) == 1, [
        button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()
    ]
    return found[0]


def press(page: QWidget, name: str, qtbot: QtBot) -> None:
    button = named(page, name)
    # On the mark or the first letters: a radio button is not pressed by the empty room at its right.
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(16, button.height() // 2))


def wanted(page: SettingsPage, name: str, qtbot: QtBot) -> Settings:
    """What the settings become when a button is pressed."""
    with qtbot.waitSignal(page.settings_changed) as told:
        press(page, name, qtbot)
    return told.args[0]


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_dark_is_one_press_away(page: SettingsPage, qtbot: QtBot) -> None:
    assert wanted(page, "Colours: Dark", qtbot) == Settings(theme="dark")


def test_larger_letters(page: SettingsPage, qtbot: QtBot) -> None:
    """By the keyboard: each step is ten per cent, and is told at once."""
    slider = next(slider for slider in page.findChildren(QSlider) if slider.isVisible())
    slider.setFocus()
    with qtbot.waitSignal(page.settings_changed) as told:
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert told.args[0].font_percent == 110
    assert "110" in texts(page)


def test_another_language_waits_for_a_new_start(page: SettingsPage, qtbot: QtBot) -> None:
    """That is said, with a way to do it at once."""
    press(page, "Language", qtbot)
    assert wanted(page, "Français", qtbot).language == "fr"
    assert say("shell_settings.language_later") in texts(page)
    with qtbot.waitSignal(page.restart_requested):
        press(page, say("shell_settings.restart"), qtbot)


def test_where_new_apps_go(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Another folder may be chosen, and what is there stays, which is said."""
    press(page, "Apps", qtbot)
    assert say("shell_settings.apps_stay") in texts(page)
    apps = next(section for section in page.findChildren(QWidget) if hasattr(section, "choose_folder"))
    (tmp_path / "mine").mkdir()
    with qtbot.waitSignal(page.settings_changed) as told:
        apps.choose_folder(tmp_path / "mine")
    assert told.args[0].apps_folder == str(tmp_path / "mine")
    assert wanted(page, say("shell_settings.usual_folder"), qtbot).apps_folder == ""


def test_apps_do_not_go_into_the_program(page: SettingsPage, qtbot: QtBot) -> None:
    """An update would take them along; it is said, and nothing changes."""
    press(page, "Apps", qtbot)
    apps = next(section for section in page.findChildren(QWidget) if hasattr(section, "choose_folder"))
    with qtbot.assertNotEmitted(page.settings_changed):
        apps.choose_folder(models_folder())
    assert say("shell_settings.apps_in_program") in texts(page)


def test_a_model_of_ones_own(page: SettingsPage, errands: Errands, qtbot: QtBot, tmp_path: Path) -> None:
    """A file that can write is taken, after it was looked into."""
    press(page, "Spindle", qtbot)
    model = next(section for section in page.findChildren(QWidget) if hasattr(section, "choose_file"))
    mine = tmp_path / "mine.gguf"
    shutil.copy(models_folder() / "writer.gguf", mine)
    with qtbot.waitSignal(page.settings_changed, timeout=20_000) as told:
        model.choose_file(mine)
    assert told.args[0].model == str(mine)
    assert str(mine) in texts(page)
    assert wanted(page, say("shell_settings.model_shipped"), qtbot).model == ""


@pytest.mark.parametrize("content", ["no model at all", "reader"])
def test_a_file_that_cannot_write_is_refused(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, content: str
) -> None:
    """Something else, or a model that only reads: a sentence says so, and Spindle stays."""
    press(page, "Spindle", qtbot)
    model = next(section for section in page.findChildren(QWidget) if hasattr(section, "choose_file"))
    mine = tmp_path / "mine.gguf"
    if content == "reader":
        shutil.copy(models_folder() / "reader.gguf", mine)
    else:
        mine.write_text(content, encoding="utf-8")
    with qtbot.assertNotEmitted(page.settings_changed):
        model.choose_file(mine)
        qtbot.waitUntil(lambda: "mine.gguf" in texts(page), timeout=20_000)
    assert named(page, say("shell_settings.model_shipped")).isChecked()


def test_how_many_cores(page: SettingsPage, qtbot: QtBot) -> None:
    """Homespun decides unless somebody does."""
    press(page, "Spindle", qtbot)
    assert wanted(page, say("shell_settings.threads_auto"), qtbot).threads >= 2
    slider = next(slider for slider in page.findChildren(QSlider) if slider.isVisible())
    with qtbot.waitSignal(page.settings_changed) as told:
        slider.setValue(1)
    assert told.args[0].threads == 1
    assert say("shell_settings.model_later") in texts(page)
    with qtbot.waitSignal(page.restart_requested):
        press(page, say("shell_settings.restart"), qtbot)
    assert wanted(page, say("shell_settings.threads_auto"), qtbot).threads == 0
    assert say("shell_settings.model_later") not in texts(page)


def test_what_is_kept_and_where(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    """Every place is named, failures are counted, and the connections are one press away."""
    error = ValueError("private")
    write_report(ValueError, error, None)
    press(page, "Privacy", qtbot)
    qtbot.waitUntil(lambda: say("shell_settings.reports_count", count=1) in texts(page))
    assert "apps" in texts(page)
    with qtbot.waitSignal(page.ledger_requested):
        press(page, say("shell_settings.connections_show"), qtbot)


def test_which_homespun_this_is(page: SettingsPage, qtbot: QtBot) -> None:
    press(page, "About", qtbot)
    qtbot.waitUntil(lambda: "Spindle" in texts(page))
    assert "Apache" in texts(page)


def test_every_control_has_a_name(page: SettingsPage, qtbot: QtBot) -> None:
    """Screen readers have something to read, everywhere on the page."""
    silent = [
        part
        for part in page.findChildren(QWidget)
        if isinstance(part, (QAbstractButton, QSlider))
        and not (part.accessibleName() or part.property("text"))
    ]
    assert silent == []


# --- what becomes of them ------------------------------------------------------------------------


@pytest.fixture
def preferences(qapp: QApplication) -> Iterator[Preferences]:
    dresser = Dresser(qapp, "light")
    yield Preferences(Settings(theme="light"), dresser)
    dresser.wear("light", 100)
    dresser.deleteLater()


def test_they_are_at_work_at_once_and_kept(
    preferences: Preferences, qapp: QApplication, qtbot: QtBot
) -> None:
    """The window changes its look; the file follows a moment later."""
    preferences.put(theme="dark")
    assert qapp.palette().window().color().name() == Look("dark").colour("linen")
    qtbot.waitUntil(lambda: settings.load().theme == "dark")


def test_a_size_of_type_reaches_what_is_there_already(preferences: Preferences, qtbot: QtBot) -> None:
    """Labels with a font of their own grow, and go back to what they were."""
    label = QLabel("Words")
    label.setFont(font("title", strong=True))
    qtbot.addWidget(label)
    before = label.font().pointSizeF()
    preferences.put(font_percent=150)
    assert label.font().pointSizeF() == pytest.approx(before * 1.5)
    assert font("title").pointSizeF() == pytest.approx(before * 1.5)
    preferences.put(font_percent=100)
    assert label.font().pointSizeF() == pytest.approx(before)


def test_settings_that_cannot_be_kept_are_at_work_all_the_same(
    preferences: Preferences, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(tmp_path / "file"))
    preferences.change(replace(preferences.settings, tour_done=True))
    preferences.keep()
    assert preferences.settings.tour_done


def test_one_language_for_all_of_the_window(qapp: QApplication) -> None:
    """Qt's own sentences and the way numbers are written follow ours, and come back to English."""
    try:
        take_language(qapp, "de")
        assert spoken() == "de"
        assert QLocale().toString(1.5) == "1,5"
        assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
        take_language(qapp, "zh")
        assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        take_language(qapp, "en")
        QLocale.setDefault(QLocale.system())
        speak("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert qapp.findChildren(QTranslator) is not None
