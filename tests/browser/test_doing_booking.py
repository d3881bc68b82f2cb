"""The booking block, used as at a tennis club and in a school."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import complaints_of_axe
from opener import Opener
from tab import Tab

COURTS = Path("blocks/booking.blueprint")
NOW = "2026-03-05 10:30"  # a Thursday
FRIDAY_AT_NINE = "button[data-key='2026-03-06 09:00']"


def _count(tab: Tab) -> object:
    return tab.run("homespun.store.list('Booking').length")


def _book(tab: Tab, selector: str, name: str) -> None:
    before = _count(tab)
    tab.click(selector)
    tab.wait("document.querySelector('dialog') !== null")
    tab.fill("name", name)
    tab.click("dialog button.main")
    tab.wait(f"homespun.store.list('Booking').length === {before} + 1")


def test_a_free_time_is_booked_and_is_still_booked_after_a_reload(open_app: Opener) -> None:
    """One press, one name; the slot then shows whose it is, on this court only."""
    tab = open_app(COURTS, clock=NOW)
    _book(tab, FRIDAY_AT_NINE, "Ada")
    values = tab.run(
        "(({ court, day, time, name }) => [court, day, time, name])(homespun.store.list('Booking')[0].values)"
    )
    assert values == ["Court 1", "2026-03-06", "09:00", "Ada"]
    assert tab.text(FRIDAY_AT_NINE) == "Ada"
    assert tab.focused().endswith("09:00 AM: Ada"), "the focus is back where it was"
    tab.reload()
    assert tab.text(FRIDAY_AT_NINE) == "Ada"
    tab.click("button", "Court 2")
    assert tab.text(FRIDAY_AT_NINE) == "Free"


def test_what_is_past_or_closed_cannot_be_booked(open_app: Opener) -> None:
    tab = open_app(COURTS, clock=NOW)
    assert tab.count("button[data-key='2026-03-05 10:00']") == 0
    assert tab.count("button[data-key='2026-03-05 11:00']") == 1
    assert tab.count("button[data-key^='2026-03-08']") == 0, "a Sunday"
    assert tab.text("tbody tr:first-child td:nth-of-type(4)") == "Closed"
    tab.click("button[aria-label='The week after']")
    assert tab.text(".booking-range") == "Mar 12 to Mar 18"
    tab.click("button", "Today")
    assert tab.text(".booking-range") == "Mar 5 to Mar 11"


def test_a_booking_is_cancelled_and_taken_back(open_app: Opener) -> None:
    tab = open_app(COURTS, clock=NOW)
    _book(tab, FRIDAY_AT_NINE, "Ada")
    tab.click(FRIDAY_AT_NINE)
    tab.wait("document.querySelector('dialog') !== null")
    tab.click("dialog button", "Cancel booking")
    tab.wait("homespun.store.list('Booking').length === 0")
    assert tab.text(FRIDAY_AT_NINE) == "Free"
    tab.click(".toast:last-child .toast-undo")
    tab.wait("homespun.store.list('Booking').length === 1")
    assert tab.text(FRIDAY_AT_NINE) == "Ada"


def test_taking_a_cancelled_booking_back_never_books_twice(open_app: Opener) -> None:
    """Somebody else was quicker than Undo: the time stays theirs, and that is said."""
    tab = open_app(COURTS, clock=NOW)
    _book(tab, FRIDAY_AT_NINE, "Ada")
    tab.click(FRIDAY_AT_NINE)
    tab.click("dialog button", "Cancel booking")
    tab.wait("homespun.store.list('Booking').length === 0")
    tab.run(
        "homespun.store.put(homespun.store.make('Booking', { court: 'Court 1', day: '2026-03-06', time: '09:00', name: 'Ben' }))"
        ".then(() => true)"
    )
    tab.click(".toast:last-child .toast-undo")
    tab.wait("document.querySelector('#toasts').innerText.includes('Somebody has just booked')")
    assert tab.run("homespun.store.list('Booking').map((each) => each.values.name)") == ["Ben"]


def test_today_lists_who_comes(open_app: Opener) -> None:
    tab = open_app(COURTS, clock=NOW)
    assert "Nothing is booked today" in tab.text(".booking-today")
    _book(tab, "button[data-key='2026-03-05 17:00']", "Cem")
    _book(tab, "button[data-key='2026-03-05 12:00']", "Dora")
    assert tab.run("[...document.querySelectorAll('.booking-who')].map((each) => each.innerText)") == [
        "Dora",
        "Cem",
    ]
    tab.click(".booking-item button", "Cancel booking")
    tab.wait("homespun.store.list('Booking').length === 1")


def test_the_keyboard_alone_books(open_app: Opener) -> None:
    """Tab comes to one slot, the arrow keys go on from there, over what cannot be booked."""
    tab = open_app(COURTS, clock=NOW)
    tab.run("document.querySelector('[aria-label=\"The week after\"]').focus()")
    tab.press("Tab")
    assert "Friday, March 6, 08:00 AM: Free" in tab.focused()
    tab.press("ArrowRight")
    tab.press("ArrowRight")
    assert "Monday, March 9, 08:00 AM" in tab.focused(), "over the Sunday"
    tab.press("ArrowDown")
    tab.press("Enter")
    tab.wait("document.querySelector('dialog') !== null")
    tab.type("Ewa")
    tab.press("Enter")
    tab.wait("homespun.store.list('Booking').length === 1")
    assert tab.focused() == "Monday, March 9, 09:00 AM: Ewa"


def test_on_a_phone_it_is_a_day_at_a_time(open_app: Opener) -> None:
    tab = open_app(COURTS, clock=NOW, width=390, still=True)
    tab.assert_fits(390)
    assert tab.count("table") == 0
    tab.click(".booking-day", "7")
    assert tab.text(".booking-body h3") == "Saturday, March 7"
    _book(tab, "button[data-key='2026-03-07 09:00']", "Ada")
    assert "Saturday, March 7: 11 free" in tab.run(
        "document.querySelector('.booking-day[aria-pressed=true]').ariaLabel"
    )
    tab.click(".booking-day", "8")
    assert "Closed on this day" in tab.text(".booking-body")
    assert complaints_of_axe(tab) == []


def test_a_long_booking_takes_every_slot_that_it_covers(open_app: Opener) -> None:
    """Rooms are booked per record of another entity; the length is a duration."""
    tab = open_app(COURTS, "School rooms", clock=NOW)
    tab.click("button[data-key='2026-03-06 09:00']")
    tab.wait("document.querySelector('dialog') !== null")
    tab.fill("class", "5a")
    tab.fill("length", "1:30")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Reservation').length === 1")
    taken = "[...document.querySelectorAll('.slot.is-taken')].map((each) => each.dataset.key.slice(11))"
    assert tab.run(taken) == ["09:00", "09:30", "10:00"]
    tab.click("button[data-key='2026-03-06 08:30']")
    tab.fill("class", "5b")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('dialog .problem:not([hidden])') !== null")
    assert "just booked this time" in tab.text("dialog .form-problems"), (
        "an hour from half past eight is too long"
    )
    tab.fill("length", "0:30")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Reservation').length === 2")
    tab.click("button", "Lab")
    assert tab.run(taken) == []


@pytest.mark.parametrize("fields", ["day: date\n  time: time", "when: date and time", "day: date"])
def test_the_short_form_finds_its_fields(open_app: Opener, fields: str) -> None:
    """`booking of Visit` alone works with a date and a time, with both in one, and by the day."""
    tab = open_app(
        f'app "V"\n\nentity Visit\n  name: text, required\n  {fields}\n\npage Visits\n  booking of Visit\n',
        clock=NOW,
        still=True,
    )
    tab.click("button.is-free")
    tab.wait("document.querySelector('dialog') !== null")
    assert tab.count("dialog .field") == 1
    tab.fill("name", "Ada")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Visit').length === 1")
    assert tab.text(".slot.is-taken") == "Ada"
    assert complaints_of_axe(tab) == []
