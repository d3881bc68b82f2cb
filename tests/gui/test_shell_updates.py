"""Updates in the settings, in the words of somebody who was given a file on a stick."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import UpdateError
from desktop.messages import languages, say, speak
from desktop.paths import VERSIONS, Installation
from desktop.settings import Settings
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import Look
from desktop.shell.settings_page import SettingsPage, updates_section
from desktop.shell.settings_page.updates_section import UpdatesSection
from desktop.version import PROGRAM_VERSION
from tests.made_updates import (
    NEW,
    OLD,
    fake_home,
    fake_update,
    files_in,
    let_administrator_trust,
    secret_key,
)

LONG_MS = 20_000
KEY = secret_key().public.name
TAKE = "shell_updates.take"

OpenPage = Callable[..., SettingsPage]


@pytest.fixture
def home(tmp_path: Path) -> Installation:
    """A copy with one version in it."""
    return fake_home(tmp_path / "Homespun")


@pytest.fixture(autouse=True)
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On this computer one key is trusted."""
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(let_administrator_trust(tmp_path / "etc", secret_key())))


@pytest.fixture
def open_page(errands: Errands, qtbot: QtBot) -> Iterator[OpenPage]:
    """Open the settings of a copy, at the updates."""
    windows: list[QWidget] = []  # a window that nobody holds is gone

    def make(here: Installation) -> SettingsPage:
        window = QWidget()
        windows.append(window)
        window.resize(1000, 700)
        qtbot.addWidget(window, before_close_func=lambda _window: errands.close())
        window.show()
        qtbot.waitExposed(window)
        page = SettingsPage(window, errands, Fetching(), here=here)
        page.show_settings(Settings())
        page.dress(Look("light"))
        page.open()
        page.show_section("updates")
        at_rest(errands, qtbot)
        return page

    yield make


def at_rest(errands: Errands, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)


def texts(page: QWidget) -> str:
    labels = (label.text() for label in page.findChildren(QLabel) if label.isVisible())
    return "\n".join((*labels, *buttons(page)))


def buttons(page: QWidget) -> list[str]:
    """What can be pressed in the section."""
    section = page.findChild(UpdatesSection)
    return [one.text() for one in section.findChildren(QAbstractButton) if one.isVisible()]


def named(page: QWidget, text: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text() == text]
    assert len(found) == 1, (text, texts(page))
    return found[0]


def choose(page: SettingsPage, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the button, and choose a file in the dialog."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    named(page, say(TAKE)).click()


def taken(page: SettingsPage, file: Path, errands: Errands, qtbot: QtBot) -> SettingsPage:
    """Take an update, and say yes."""
    page.findChild(UpdatesSection).take_from(file)
    at_rest(errands, qtbot)
    named(page, say("shell_updates.yes")).click()
    at_rest(errands, qtbot)
    return page


def versions(home: Installation) -> tuple[str, list[str]]:
    """What starts, and what lies side by side."""
    assert home.home is not None
    names = sorted(path.name for path in (home.home / VERSIONS).iterdir())
    return (home.home / "current").read_text(encoding="utf-8").split()[0], names


def test_which_version_this_is_and_whose_updates_are_taken(open_page: OpenPage, home: Installation) -> None:
    """With one button, as there is no other version yet."""
    page = open_page(home)
    assert say("shell_updates.here", version=OLD) in texts(page)
    assert say("shell_updates.trusts", names=KEY) in texts(page)
    assert buttons(page) == [say(TAKE)]


def test_a_file_is_checked_asked_about_and_put_in_place(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing changes before the yes; afterwards the older one is kept, and runs on."""
    page = open_page(home)
    choose(page, fake_update(tmp_path), monkeypatch)
    at_rest(errands, qtbot)
    assert say("shell_updates.question", version=NEW, signer=KEY, ours=OLD) in texts(page)
    assert versions(home) == (OLD, [OLD])
    named(page, say("shell_updates.yes")).click()
    at_rest(errands, qtbot)
    assert say("shell_updates.next", version=NEW) in texts(page)
    assert say("shell_updates.here", version=OLD) in texts(page)
    assert versions(home) == (NEW, [NEW, OLD])
    assert buttons(page) == [say("shell_updates.stay", version=OLD), say(TAKE)]


def test_no_leaves_everything_as_it_was(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(home)
    page.findChild(UpdatesSection).take_from(fake_update(tmp_path))
    at_rest(errands, qtbot)
    named(page, say("shell_updates.no")).click()
    at_rest(errands, qtbot)
    assert buttons(page) == [say(TAKE)]
    assert NEW not in texts(page)
    assert versions(home) == (OLD, [OLD])


def test_no_file_is_no_wish(
    open_page: OpenPage, home: Installation, errands: Errands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody closed the dialog."""
    page = open_page(home)
    before = texts(page)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    named(page, say(TAKE)).click()
    assert errands.idle
    assert texts(page) == before


def test_to_stay_after_all_and_to_take_it_again(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each button says where it leads, and neither version goes."""
    page = taken(open_page(home), fake_update(tmp_path), errands, qtbot)
    named(page, say("shell_updates.stay", version=OLD)).click()
    at_rest(errands, qtbot)
    assert say("shell_updates.here_kept", version=OLD, other=NEW) in texts(page)
    assert say("shell_updates.next", version=NEW) not in texts(page)
    assert versions(home) == (OLD, [NEW, OLD])
    named(page, say("shell_updates.again", version=NEW)).click()
    at_rest(errands, qtbot)
    assert say("shell_updates.next", version=NEW) in texts(page)
    assert versions(home) == (NEW, [NEW, OLD])


def test_in_the_newer_one_the_older_one_can_be_had_back(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """The window of the next start: it says what is kept, and what starts after it."""
    taken(open_page(home), fake_update(tmp_path), errands, qtbot).close_overlay()
    assert home.home is not None
    page = open_page(Installation("home", home.home / VERSIONS / NEW, home.home))
    assert say("shell_updates.here_kept", version=NEW, other=OLD) in texts(page)
    named(page, say("shell_updates.back", version=OLD)).click()
    at_rest(errands, qtbot)
    assert say("shell_updates.next", version=OLD) in texts(page)
    assert versions(home) == (OLD, [NEW, OLD])


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (lambda work: fake_update(work, key=secret_key(2)), "update_stranger"),
        (lambda work: cut(fake_update(work)), "update_cut"),
        (lambda work: spoilt(fake_update(work)), "update_damaged"),
        (lambda work: fake_update(work, version="0.8.0"), "update_older"),
        (lambda work: written(work / "letter.update"), "update_not_one"),
        (lambda work: work / "gone.update", "update_unreadable"),
    ],
    ids=["stranger", "cut", "damaged", "older", "none", "gone"],
)
def test_what_must_not_be_taken_is_told_in_its_sentence(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    made: Callable[[Path], Path],
    key: str,
) -> None:
    """Nobody is asked, nothing is changed, and the next file may be a good one."""
    page = open_page(home)
    file = made(tmp_path)
    assert home.home is not None
    before = dict(files_in(home.home))
    page.findChild(UpdatesSection).take_from(file)
    at_rest(errands, qtbot)
    facts = {"file": file.name, "signer": secret_key(2).public.name, "version": "0.8.0", "ours": OLD}
    assert str(UpdateError(key, **facts)) in texts(page)
    assert buttons(page) == [say(TAKE)]
    assert dict(files_in(home.home)) == before
    taken(page, fake_update(tmp_path / "good"), errands, qtbot)
    assert str(UpdateError(key, **facts)) not in texts(page)
    assert versions(home) == (NEW, [NEW, OLD])


def cut(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[:-1])
    return file


def spoilt(file: Path) -> Path:
    whole = bytearray(file.read_bytes())
    whole[-9] ^= 1
    file.write_bytes(whole)
    return file


def written(file: Path) -> Path:
    file.write_text("Dear all,\n", encoding="utf-8")
    return file


def test_a_version_that_does_not_start_is_not_taken(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is found out after the yes; the sentence stays when somebody looks elsewhere meanwhile."""
    page = taken(open_page(home), fake_update(tmp_path, says="no such library"), errands, qtbot)
    told = str(UpdateError("update_does_not_start", version=NEW))
    assert told in texts(page)
    assert versions(home) == (OLD, [OLD])
    page.show_section("about")
    page.show_section("updates")
    at_rest(errands, qtbot)
    assert told in texts(page)


def test_what_starts_already_is_no_mishap(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """The same file twice: a calm sentence."""
    file = fake_update(tmp_path)
    page = taken(open_page(home), file, errands, qtbot)
    page.findChild(UpdatesSection).take_from(file)
    at_rest(errands, qtbot)
    told = next(
        label
        for label in page.findChildren(QLabel)
        if label.text() == str(UpdateError("update_same", version=NEW))
    )
    assert told.parentWidget().property("tone") == "calm"


def test_while_it_is_at_work_the_window_lives_and_nothing_can_be_pressed_twice(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A quiet sign of work; another file waits for its turn."""
    go_on, seen = threading.Event(), []

    def slow(file: Path, here: Installation) -> object:
        seen.append(threading.get_ident())
        assert go_on.wait(LONG_MS / 1000)
        return real(file, here)

    real = updates_section.check
    monkeypatch.setattr(updates_section, "check", slow)
    page = open_page(home)
    file = fake_update(tmp_path)
    choose(page, file, monkeypatch)
    qtbot.waitUntil(lambda: bool(seen))
    assert say("shell_updates.looking", file=file.name) in texts(page)
    assert [bar for bar in page.findChildren(QProgressBar) if bar.isVisible()]
    assert buttons(page) == []
    page.findChild(UpdatesSection).take_from(file)
    go_on.set()
    at_rest(errands, qtbot)
    assert len(seen) == 1
    assert seen != [threading.get_ident()]
    assert not [bar for bar in page.findChildren(QProgressBar) if bar.isVisible()]
    assert named(page, say("shell_updates.yes")).isVisible()


def test_all_of_it_by_the_keyboard(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer has the keyboard when the question comes, and what comes next has it afterwards."""
    page = open_page(home)
    file = fake_update(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    page.take_focus()
    for _ in range(20):
        if page.window().focusWidget() is named(page, say(TAKE)):
            break
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    for follows in ("shell_updates.yes", TAKE):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
        at_rest(errands, qtbot)
        assert page.window().focusWidget() is named(page, say(follows))
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Backtab)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
    at_rest(errands, qtbot)
    assert versions(home) == (OLD, [NEW, OLD])
    assert page.window().focusWidget() is named(page, say(TAKE))


def test_a_question_does_not_take_the_keyboard_from_elsewhere(
    open_page: OpenPage, home: Installation, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(home)
    elsewhere = named(page, f"  {say('shell_settings.look')}")
    elsewhere.setFocus()
    page.findChild(UpdatesSection).take_from(fake_update(tmp_path))
    at_rest(errands, qtbot)
    assert named(page, say("shell_updates.yes")).isVisible()
    assert page.window().focusWidget() is elsewhere


@pytest.mark.parametrize(("name", "asked"), [("good.update", True), ("letter.txt", False)])
def test_a_file_may_be_dropped(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    asked: bool,
) -> None:
    page = open_page(home)
    file = fake_update(tmp_path).rename(tmp_path / name)
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        what,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.findChild(UpdatesSection).dropEvent(event)
    at_rest(errands, qtbot)
    assert (say("shell_updates.question", version=NEW, signer=KEY, ours=OLD) in texts(page)) == asked


def test_a_copy_without_a_key_says_whom_to_ask(
    open_page: OpenPage, home: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And has no button that would only say no."""
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(tmp_path / "none" / "settings.json"))
    page = open_page(home)
    assert say("shell_updates.trusts_nobody") in texts(page)
    assert buttons(page) == []


def test_a_key_that_is_none_is_told(open_page: OpenPage, home: Installation, tmp_path: Path) -> None:
    """No update is taken until that is mended."""
    odd = tmp_path / "etc" / "update-keys" / "odd.pub"
    odd.write_text("no key\n", encoding="utf-8")
    page = open_page(home)
    assert str(UpdateError("update_key_damaged", file=str(odd))) in texts(page)
    assert buttons(page) == []


@pytest.mark.parametrize("kind", ["system", "wheel", "source"])
def test_a_copy_that_came_in_another_way_says_how_newer_ones_come(
    open_page: OpenPage, tmp_path: Path, kind: str
) -> None:
    page = open_page(Installation(kind, tmp_path / "somewhere"))
    assert say("shell_updates.here", version=PROGRAM_VERSION) in texts(page)
    assert say(f"shell_updates.comes_{kind}") in texts(page)
    assert buttons(page) == []


@pytest.mark.parametrize("language", [code for code, _ in languages()])
def test_every_language_has_the_whole_section(
    open_page: OpenPage,
    home: Installation,
    errands: Errands,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
) -> None:
    """Words of its own for each step, and everything that is pressed or read out has a name."""
    try:
        speak(language)
        page = open_page(home)
        page.findChild(UpdatesSection).take_from(fake_update(tmp_path))
        at_rest(errands, qtbot)
        assert say("shell_updates.question", version=NEW, signer=KEY, ours=OLD) in texts(page)
        ours = say("shell_updates.trusts", names=KEY)
        assert ours in texts(page)
        section = page.findChild(UpdatesSection)
        assert section.accessibleName() == say("shell_settings.updates")
        assert all(one.text() or one.accessibleName() for one in section.findChildren(QAbstractButton))
        speak("en")
        assert (ours == say("shell_updates.trusts", names=KEY)) == (language == "en")
    finally:
        speak("en")
