"""Two windows of one app at the same moment: for the last place there is one winner, and one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium_pipe import Chromium
from opener import Opener
from second_window import second_window
from tab import Tab
from webengine_tab import WebEngine

SAMPLES = Path(__file__).parents[1] / "samples" / "blocks"

# Keeps a record as another window does whose news has not yet come.
_IN_SECRET = """{
    const record = homespun.store.make(%s);
    if (location.protocol === "homespun:") {
        await fetch("/records", { method: "POST", headers: { "Homespun-Message": JSON.stringify({ do: "write", put: [record], remove: [] }) } });
        return true;
    }
    const [{ name }] = await indexedDB.databases();
    const database = await new Promise((done) => { indexedDB.open(name).onsuccess = (event) => done(event.target.result); });
    const change = database.transaction("records", "readwrite");
    change.objectStore("records").put({ ...record, values: { ...record.values } });
    await new Promise((done) => { change.oncomplete = done; });
    database.close();
    return true;
}"""


def _secretly(tab: Tab, entity: str, values: str) -> None:
    tab.run(_IN_SECRET % f"'{entity}', {values}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which the app is opened."""
    place = tmp_path / "app"
    place.mkdir()
    return place


def _open(open_app: Opener, folder: Path, name: str) -> Tab:
    """Open a sample; with its blueprint beside it, the window keeps its records."""
    text = (SAMPLES / f"{name}.blueprint").read_text(encoding="utf-8")
    (folder / "app.blueprint").write_text(text, encoding="utf-8")
    return open_app(text)


def _slot(tab: Tab) -> str:
    """Go a week on, where nothing is past, and return the first free slot there."""
    tab.click("button[aria-label='The week after']")
    key = tab.run("document.querySelector('button.is-free').dataset.key")
    return f"button[data-key='{key}']"


def test_two_windows_book_the_same_time(
    open_app: Opener, browser: Chromium | WebEngine, folder: Path
) -> None:
    """Both have the form open; who sends first has it, and the other reads why not and may choose again."""
    tab = _open(open_app, folder, "booking")
    other = second_window(tab, browser, folder)
    try:
        other.settle()
        slot = _slot(tab)
        _slot(other)
        for each, name in ((tab, "Ada"), (other, "Ben")):
            each.click(slot)
            each.wait("document.querySelector('dialog') !== null")
            each.fill("name", name)
        tab.click("dialog button.main")
        tab.wait("document.querySelector('dialog') === null")
        other.click("dialog button.main")
        other.wait("document.querySelector('dialog .form-problems').innerText !== ''")
        assert "Somebody has just booked this time" in other.text("dialog .form-problems")
        assert other.run("homespun.store.list('Booking').map((each) => each.values.name)") == ["Ada"]
        other.press("Escape")
        assert other.text(slot) == "Ada"
    finally:
        if isinstance(browser, WebEngine):
            other.close()


def test_a_booking_that_nobody_here_has_heard_of_counts(open_app: Opener, folder: Path) -> None:
    """What is really kept decides, not what this window knows."""
    tab = _open(open_app, folder, "booking")
    slot = _slot(tab)
    key = slot.partition("'")[2].rstrip("']")
    day, time = key.split(" ")
    tab.click(slot)
    tab.fill("name", "Ben")
    _secretly(tab, "Booking", f"{{ court: 'Court 1', day: '{day}', time: '{time}', name: 'Ada' }}")
    assert tab.run("homespun.store.list('Booking').length") == 0
    tab.click("dialog button.main")
    tab.wait("document.querySelector('dialog .form-problems').innerText !== ''")
    assert tab.run("homespun.store.list('Booking').map((each) => each.values.name)") == ["Ada"]
    tab.press("Escape")
    assert tab.text(slot) == "Ada", "and now it is known here, too"
    tab.reload()
    assert tab.run("homespun.store.list('Booking').length") == 1


def test_the_last_place_on_a_sheet_goes_to_one(open_app: Opener, folder: Path) -> None:
    tab = _open(open_app, folder, "sign-up-sheet")
    for name in ("Ben", "Cem", "Dora"):
        _secretly(tab, "Sign up", f"{{ by: '{name}', choice: 'Saturday 10:00', about: 'Bring a cake' }}")
    tab.click("button", "Put me down")
    tab.wait("document.querySelector('dialog') !== null")
    tab.type("Ada")
    tab.press("Enter")
    tab.wait("document.querySelector('#toasts').innerText.includes('has just been taken')")
    assert tab.text(".sheet-row .sheet-full") == "Full"
    assert tab.run("homespun.store.list('Sign up').length") == 3


def test_what_is_claimed_is_there_after_a_reload(open_app: Opener, folder: Path) -> None:
    """A claim writes as every other change does, and others hear of it."""
    tab = _open(open_app, folder, "poll")
    tab.click(".poll-choice", "City")
    tab.click("button", "Vote")
    tab.wait("homespun.store.list('Poll vote').length === 1")
    tab.reload()
    assert tab.run("homespun.store.list('Poll vote').map((each) => each.values.choice)") == ["City"]
