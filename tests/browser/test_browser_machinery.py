"""The hands and eyes that the other tests here rely on do the same in both browsers."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium_pipe import Chromium
from opener import Opener, show
from tab import PageGoneError
from webengine_tab import WebEngine

NOTES = """
app "Notes"

entity Note
  text: text, required
  done: yes/no

page Notes
  list of Note

page About us
  text "Nothing to see here."
"""


def test_a_page_is_found_by_its_name_and_left_by_a_link(open_app: Opener) -> None:
    tab = open_app(NOTES, "About us")
    assert "Nothing to see" in tab.text()
    tab.go("Notes")
    assert "Nothing to see" not in tab.text()


def test_a_stopped_clock_rings_every_timer_in_order(open_app: Opener) -> None:
    tab = open_app(NOTES, clock="2026-03-01 09:00")
    tab.run(
        """{
            window.rung = [];
            const note = (name) => () => rung.push(`${name} ${performance.now() / 1000}`);
            setTimeout(note("last"), 25 * 60 * 1000);
            setTimeout(note("first"), 1000);
            const every = setInterval(note("tick"), 10 * 60 * 1000);
            setTimeout(() => clearInterval(every), 21 * 60 * 1000);
        }"""
    )
    assert tab.run("rung.length") == 0
    tab.advance(24 * 60)
    tab.advance(60)
    assert tab.run("rung") == ["first 1", "tick 600", "tick 1200", "last 1500"]
    assert tab.run("new Date().toTimeString().slice(0, 8)") == "09:25:00"


def test_frames_follow_a_stopped_clock(open_app: Opener) -> None:
    tab = open_app(NOTES, clock="2026-03-01 09:00")
    tab.run(
        """{
            window.times = [];
            const frame = (now) => { times.push(now); requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
        }"""
    )
    tab.advance(1)
    assert tab.run("times.at(-1)") == 1000
    assert 60 <= int(str(tab.run("new Set(times).size"))) <= 66


def test_timers_without_delay_come_while_the_clock_stands(open_app: Opener) -> None:
    tab = open_app(NOTES, clock="2026-03-01 09:00")
    assert tab.run("new Promise((done) => setTimeout(() => done(Date.now()), 0))") == tab.run("Date.now()")


def test_chance_is_the_same_each_time(open_app: Opener) -> None:
    throws = [open_app(NOTES, seed=7).run("[1, 2, 3].map(() => Math.floor(Math.random() * 6))") for _ in "ab"]
    assert throws[0] == throws[1]


def test_keys_say_what_they_are(open_app: Opener) -> None:
    tab = open_app(NOTES)
    tab.run(
        """{
            window.keys = [];
            for (const kind of ["keydown", "keyup"])
                addEventListener(kind, (event) => {
                    const real = event.isTrusted ? "" : "not trusted ";
                    keys.push(`${real}${kind} ${event.key} ${event.code}${event.shiftKey ? " shift" : ""}`);
                });
        }"""
    )
    tab.press("ArrowLeft")
    tab.press("Tab", shift=True)
    tab.hold("d")
    tab.release("d")
    tab.press(" ")
    assert tab.run("keys") == [
        "keydown ArrowLeft ArrowLeft", "keyup ArrowLeft ArrowLeft",
        "keydown Tab Tab shift", "keyup Tab Tab shift",
        "keydown d KeyD", "keyup d KeyD",
        "keydown   Space", "keyup   Space",
    ]  # fmt: skip


def test_what_is_typed_arrives_letter_by_letter(open_app: Opener) -> None:
    tab = open_app(NOTES)
    tab.click(".add")
    tab.fill("text", "Ärger & <b>, 5€ 🍞")
    tab.press("Enter")
    tab.wait("document.querySelector('main').innerText.includes('Ärger & <b>, 5€ 🍞')")


def test_a_reload_keeps_records_and_a_new_opening_does_not(open_app: Opener) -> None:
    tab = open_app(NOTES)
    tab.click(".add")
    tab.fill("text", "Kept")
    tab.press("Enter")
    tab.wait("document.querySelector('main').innerText.includes('Kept')")
    tab.reload()
    assert "Kept" in tab.text()
    assert "Kept" not in open_app(NOTES).text()


def test_both_sides_of_the_day_can_be_seen(open_app: Opener, tmp_path: Path) -> None:
    for dark in (False, True):
        tab = open_app(NOTES, dark=dark, width=390, height=700)
        assert tab.run("matchMedia('(prefers-color-scheme: dark)').matches") is dark
        assert tab.run("innerWidth") == 390
        tab.screenshot(tmp_path / "seen.png")
        assert (tmp_path / "seen.png").stat().st_size > 2000


def test_the_wish_for_less_motion_reaches_the_page(open_app: Opener) -> None:
    wish = "matchMedia('(prefers-reduced-motion: reduce)').matches"
    assert [open_app(NOTES, still=still).run(wish) for still in (False, True)] == [False, True]


def test_complaints_and_requests_are_noticed(browser: Chromium | WebEngine, tmp_path: Path) -> None:
    tab = show(browser, NOTES, tmp_path)
    assert (tab.console, tab.requests) == ([], [])
    tab.run(
        "{ console.warn('hm'); Promise.reject(new Error('broken')); new Image().src = 'http://far.invalid/'; }"
    )
    tab.run("new Promise((done) => setTimeout(done, 50))")
    said = "\n".join([*tab.console, *tab.requests])
    tab.close()
    for words in ("hm", "broken", "http://far.invalid/"):
        assert words in said


def test_a_wrong_script_is_an_error_of_the_test(open_app: Opener) -> None:
    with pytest.raises(AssertionError, match="broken"):
        open_app(NOTES).run("{ throw new Error('broken'); }")


def test_a_page_that_is_replaced_keeps_nobody_waiting(open_app: Opener) -> None:
    """Who waits for something of a page that is then gone is told so, and pressing a key goes on."""
    tab = open_app(NOTES)
    with pytest.raises(PageGoneError):
        tab.run("{ setTimeout(() => location.reload(), 0); return new Promise(() => {}); }")
    tab.settle()
    tab.run("document.addEventListener('keydown', () => location.reload(), true)")
    tab.press("a")
    tab.settle()
    tab.go("About us")
