"""Models by others in the settings, in the words of somebody who looks, fetches, pauses, brings in and removes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gguf_bytes import model_bytes
from hub_server import FILE, REPOSITORY, FakeHub, running_hub
from playing_server import PlayingServer, llama_pages, plain, raw
from playing_server import said as told
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.hub import Hub, read_catalogue
from desktop.messages import say
from desktop.paths import own_models_folder
from desktop.settings import Settings
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import Look
from desktop.shell.models_seen import ModelsLook
from desktop.shell.settings_page import SettingsPage
from desktop.shell.settings_page.models_section import ModelsSection

pytestmark = pytest.mark.loopback
LONG_MS = 20_000
ENTRY = read_catalogue()[0]


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running_hub() as running:
        yield running


@pytest.fixture
def fetching(hub: FakeHub, qtbot: QtBot) -> Iterator[Fetching]:
    made = Fetching(lambda: Hub(hub.address, patience_s=60))
    yield made
    made.close()


@pytest.fixture
def page(fetching: Fetching, errands: Errands, qtbot: QtBot) -> Iterator[SettingsPage]:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window, before_close_func=lambda _window: errands.close())
    window.show()
    qtbot.waitExposed(window)
    page = SettingsPage(window, errands, fetching, ModelsLook(lambda: ()))
    page.settings_changed.connect(page.show_settings)
    page.show_settings(Settings())
    page.dress(Look("light"))
    page.open()
    yield page
    page.let_go()


def at(page: SettingsPage, name: str, errands: Errands, qtbot: QtBot) -> SettingsPage:
    page.show_section(name)
    qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
    return page


def texts(page: QWidget) -> str:
    labels = (label.text() for label in page.findChildren(QLabel) if label.isVisible())
    buttons = (button.text() for button in page.findChildren(QAbstractButton) if button.isVisible())
    return "\n".join((*labels, *buttons))


def named(page: QWidget, name: str) -> QAbstractButton:
    found = [
        button
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and name in (button.accessibleName(), button.text())
    ]
    assert len(found) == 1, (name, texts(page))
    return found[0]


def press(page: QWidget, name: str) -> None:
    named(page, name).click()


def deed(word: str, name: str) -> str:
    return say("shell_models.deed_name", deed=say(f"shell_models.{word}"), name=name)


def put(name: str, text: bytes | None = None) -> Path:
    file = own_models_folder() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model_bytes() if text is None else text)
    return file


def test_who_has_none_is_told_that_none_is_needed(
    page: SettingsPage, hub: FakeHub, errands: Errands, qtbot: QtBot
) -> None:
    """The catalogue is there without the network, each with a word, a sentence and a button."""
    at(page, "models", errands, qtbot)
    said = texts(page)
    assert say("shell_models.none") in said
    assert all(entry.name in said for entry in read_catalogue())
    assert say("shell_models.fit_green") in said or say("shell_models.fit_yellow") in said
    assert hub.asked == []


def test_what_is_here_is_shown_with_how_it_fits(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    """And a file that is no model, with why."""
    put("tiny.gguf")
    put("odd.gguf", b"nothing")
    at(page, "models", errands, qtbot)
    assert "Tiny coder" in texts(page)
    assert say("shell_models.fit_green") in texts(page)
    assert say("errors.model_not_gguf", file="odd.gguf") in texts(page)


def test_a_model_is_removed_after_a_question(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    """“Keep it” has the keyboard, and leaves everything as it was."""
    file = put("tiny.gguf")
    at(page, "models", errands, qtbot)
    press(page, deed("remove", "Tiny coder"))
    assert say("shell_models.remove_ask", name="Tiny coder") in texts(page)
    assert page.window().focusWidget() is named(page, deed("keep", "Tiny coder"))
    press(page, deed("keep", "Tiny coder"))
    assert file.exists()
    press(page, deed("remove", "Tiny coder"))
    press(page, deed("remove_yes", "Tiny coder"))
    qtbot.waitUntil(lambda: "Tiny coder" not in texts(page), timeout=LONG_MS)
    assert not file.exists()


def test_a_model_of_the_catalogue_is_fetched(
    page: SettingsPage, hub: FakeHub, fetching: Fetching, errands: Errands, qtbot: QtBot
) -> None:
    hub.host(ENTRY.repository, ENTRY.file, model_bytes(architecture=ENTRY.architecture))
    at(page, "models", errands, qtbot)
    fetch = "fetch" if deed("fetch", ENTRY.name) in names(page) else "fetch_anyway"
    with qtbot.waitSignal(fetching.came, timeout=LONG_MS):
        press(page, deed(fetch, ENTRY.name))
        if fetch == "fetch_anyway":
            press(page, deed("fetch_anyway_yes", ENTRY.name))
    qtbot.waitUntil(lambda: deed("remove", ENTRY.name) in names(page), timeout=LONG_MS)
    assert (own_models_folder() / ENTRY.file).is_file()
    assert fetching.fetches == ()


def names(page: QWidget) -> set[str]:
    return {one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()}


def test_it_is_paused_and_goes_on_where_it_was(
    page: SettingsPage, hub: FakeHub, fetching: Fetching, errands: Errands, qtbot: QtBot
) -> None:
    data = model_bytes(weights=100_000)
    hosted = hub.host(REPOSITORY, FILE, data, stalls_after=len(data) // 2)
    at(page, "models", errands, qtbot)
    name = f"{REPOSITORY}/{FILE}"
    fetching.fetch(name, "Tiny")
    qtbot.waitUntil(lambda: fetching.fetches[0].done_bytes > 0, timeout=LONG_MS)
    press(page, deed("pause", "Tiny"))
    qtbot.waitUntil(lambda: say("shell_models.stage_paused") in texts(page), timeout=LONG_MS)
    hosted.stalls_after = None
    with qtbot.waitSignal(fetching.came, timeout=LONG_MS):
        press(page, deed("go_on", "Tiny"))
    assert (own_models_folder() / FILE).read_bytes() == data
    assert any(asked for _, asked in hub.asked if asked.startswith("bytes=") and asked != "bytes=0-")


def test_cancel_leaves_nothing(
    page: SettingsPage, hub: FakeHub, fetching: Fetching, errands: Errands, qtbot: QtBot
) -> None:
    data = model_bytes(weights=100_000)
    hub.host(REPOSITORY, FILE, data, stalls_after=len(data) // 2)
    at(page, "models", errands, qtbot)
    fetching.fetch(f"{REPOSITORY}/{FILE}", "Tiny")
    qtbot.waitUntil(lambda: fetching.fetches[0].done_bytes > 0, timeout=LONG_MS)
    press(page, deed("cancel", "Tiny"))
    qtbot.waitUntil(lambda: fetching.fetches == (), timeout=LONG_MS)
    assert list(own_models_folder().iterdir()) == []
    assert deed("cancel", "Tiny") not in names(page)


def test_what_goes_wrong_is_said_in_its_row(
    page: SettingsPage, hub: FakeHub, fetching: Fetching, errands: Errands, qtbot: QtBot
) -> None:
    """A file that comes as another one; trying again is one press away."""
    hub.host(REPOSITORY, FILE, model_bytes(), sha256="0" * 64)
    at(page, "models", errands, qtbot)
    fetching.fetch(f"{REPOSITORY}/{FILE}", "Tiny")
    qtbot.waitUntil(lambda: say("errors.hub_checksum", file=FILE) in texts(page), timeout=LONG_MS)
    assert deed("again", "Tiny") in names(page)
    assert not (own_models_folder() / FILE).exists()


def test_the_hub_is_asked_only_when_search_is_pressed(
    page: SettingsPage, hub: FakeHub, errands: Errands, qtbot: QtBot
) -> None:
    """Then a model's files are shown with how each would fit, and one is fetched."""
    hub.host(REPOSITORY, FILE, model_bytes())
    at(page, "models", errands, qtbot)
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    line.setText("tiny")
    qtbot.wait(50)
    assert hub.asked == []
    press(page, say("shell_models.search_press"))
    qtbot.waitUntil(lambda: deed("show_files", REPOSITORY) in names(page), timeout=LONG_MS)
    press(page, deed("show_files", REPOSITORY))
    qtbot.waitUntil(lambda: deed("fetch", FILE) in names(page), timeout=LONG_MS)
    press(page, deed("fetch", FILE))
    qtbot.waitUntil(lambda: (own_models_folder() / FILE).is_file(), timeout=LONG_MS)


def test_a_file_is_brought_in_by_dropping_it(
    page: SettingsPage, fetching: Fetching, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """A copy: the person's own file stays where it is."""
    (tmp_path / "mine.gguf").write_bytes(model_bytes("Mine"))
    at(page, "models", errands, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.gguf"))])
    section = page.findChild(ModelsSection)
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    dropped = QDropEvent(QPointF(QPoint(9, 9)), action, data, buttons, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(fetching.came, timeout=LONG_MS):
        section.dropEvent(dropped)
    qtbot.waitUntil(lambda: "Mine" in texts(page), timeout=LONG_MS)
    assert (own_models_folder() / "mine.gguf").is_file()
    assert (tmp_path / "mine.gguf").is_file()


def test_a_stick_is_looked_into_and_forgotten(
    page: SettingsPage, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing on it is changed, and one that is away is said to be."""
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "there.gguf").write_bytes(model_bytes("There"))
    at(page, "models", errands, qtbot)
    section = page.findChild(ModelsSection)
    with qtbot.waitSignal(page.settings_changed) as told:
        section.add_place(stick)
    assert told.args[0].model_places == (str(stick),)
    qtbot.waitUntil(lambda: "There" in texts(page), timeout=LONG_MS)
    with qtbot.waitSignal(page.settings_changed) as told:
        press(page, deed("forget", str(stick)))
    assert told.args[0].model_places == ()
    qtbot.waitUntil(lambda: "There" not in texts(page), timeout=LONG_MS)
    page.show_settings(Settings(model_places=("/nowhere/stick",)))
    away = say("shell_models.place_away", place="/nowhere/stick")
    assert any(label.accessibleName() == away for label in page.findChildren(QLabel))


# --- a stronger computer in the room -------------------------------------------------------------


def type_address(page: SettingsPage, address: str) -> None:
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    line.setText(address)
    press(page, say("shell_models.server_find"))


def test_a_server_is_found_chosen_and_left(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    models = {"data": [{"id": "Qwen2.5-Coder-7B"}, {"id": "Small"}]}
    with PlayingServer({"/v1/models": plain(models)}) as server:
        at(page, "server", errands, qtbot)
        type_address(page, server.address)
        qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
        choices = [one for one in page.findChildren(QRadioButton) if one.isVisible()]
        assert ["Small" in one.text() for one in choices] == [False, True], texts(page)
        with qtbot.waitSignal(page.settings_changed) as told:
            choices[1].click()
        assert (told.args[0].server, told.args[0].server_model) == (server.address, "Small")
        assert server.address in texts(page)
        with qtbot.waitSignal(page.settings_changed) as told:
            press(page, say("shell_models.server_stop"))
        assert (told.args[0].server, told.args[0].server_model) == ("", "")


def test_a_server_is_tried(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    """It says a few words, which are shown as they are; a name with odd signs is shown whole."""
    answers = {**llama_pages(), "/v1/models": plain({"data": [{"id": "R&D <b>"}]})}
    with PlayingServer({**answers, "/v1/chat/completions": told("<b>Hel", "lo</b>")}) as server:
        at(page, "server", errands, qtbot)
        type_address(page, server.address)
        qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
        choice = next(one for one in page.findChildren(QRadioButton) if one.isVisible())
        assert "R&D <b>" in choice.accessibleName()
        choice.click()
        press(page, say("shell_models.server_try"))
        qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
        assert "<b>Hello</b>" in texts(page)


def test_a_server_that_hangs_up_costs_a_sentence(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    with PlayingServer({"/v1/models": raw(b"\x00\xff" * 100)}) as server:
        at(page, "server", errands, qtbot)
        type_address(page, server.address)
        qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
        assert server.address in texts(page)
        assert not [one for one in page.findChildren(QRadioButton) if one.isVisible()]


def test_an_address_outside_is_used_only_if_the_person_wants(
    page: SettingsPage, errands: Errands, qtbot: QtBot
) -> None:
    """Nobody is asked before that."""
    at(page, "server", errands, qtbot)
    type_address(page, "http://93.184.216.34:8080")
    qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
    assert say("shell_models.server_far") in texts(page)
    assert named(page, say("shell_models.server_anyway")).isVisible()


def test_what_is_no_address_is_said_so(page: SettingsPage, errands: Errands, qtbot: QtBot) -> None:
    at(page, "server", errands, qtbot)
    type_address(page, "not an address at all")
    qtbot.waitUntil(lambda: errands.idle, timeout=LONG_MS)
    assert "not an address at all" in texts(page)
    assert not [one for one in page.findChildren(QRadioButton) if one.isVisible()]
