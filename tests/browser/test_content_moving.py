"""The sections of a site that answer: slides, questions that open, works to narrow down, hours, notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from opener import Opener

SAMPLES = Path("blocks")
SHOWN_SLIDE = "document.querySelector('.slide:not([inert]) h3').innerText"


def test_slides_are_turned_with_buttons_dots_and_arrow_keys(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "carousel.blueprint", "Welcome")
    assert tab.run(SHOWN_SLIDE) == "The hay loft"
    tab.click(".slide-controls button:not(.slide-dot):last-child")
    tab.wait(f'{SHOWN_SLIDE} === "The shepherd\'s hut"')
    tab.click(".slide-dot:nth-child(3)")
    tab.wait(f"{SHOWN_SLIDE} === 'The orchard'")
    tab.run("document.querySelector('.slides').focus()")
    tab.press("ArrowLeft")
    tab.wait(f'{SHOWN_SLIDE} === "The shepherd\'s hut"')
    tab.wait(
        "Math.abs(document.querySelector('.slides').scrollLeft / document.querySelector('.slides').clientWidth - 1) < 0.02"
    )


def test_slides_move_by_themselves_only_where_it_says_so_and_can_be_stopped(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "carousel.blueprint", clock="2026-03-01 09:00")
    assert tab.count(".slide-controls .icon-only") == 2
    tab.go("Moving slides")
    assert tab.run(SHOWN_SLIDE) == "Spring"
    tab.advance(5.5)
    tab.wait(f"{SHOWN_SLIDE} === 'Autumn'")
    tab.click(".slide-controls [aria-label='Stop moving']")
    tab.advance(11)
    assert tab.run(SHOWN_SLIDE) == "Autumn"


def test_an_answer_opens_with_a_click_and_with_a_key(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "faq.blueprint")
    assert "Only lightning" not in tab.text(".block-faq")
    tab.click("summary", "What if it rains?")
    assert "Only lightning" in tab.text(".block-faq")
    tab.press("Enter")
    assert "Only lightning" not in tab.text(".block-faq")


def test_works_are_narrowed_down_by_what_they_are(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "portfolio.blueprint")
    visible = "[...document.querySelectorAll('.work')].filter((work) => !work.hidden).length"
    assert tab.run(visible) == 6
    tab.click(".work-filter button", "Music")
    assert tab.run(visible) == 2
    assert tab.text(".work-filter [aria-pressed=true]") == "Music"
    tab.click(".work-filter button", "All")
    assert tab.run(visible) == 6


def test_a_notice_that_was_closed_stays_closed(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "banner.blueprint")
    tab.click(".block-banner button[aria-label=Close]")
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    assert "Closed on Monday" not in tab.text()
    assert "What do you want to know?" in tab.text()


def test_an_address_can_be_called_written_to_and_copied(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "address.blueprint")
    assert tab.count(".block-address a[href='tel:+49305550199']") == 1
    assert tab.count(".block-address a[href='mailto:books@corner.example']") == 1
    tab.click(".block-address button", "Copy the address")
    tab.wait("document.querySelector('.toast') !== null")


@pytest.mark.parametrize(
    ("clock", "today", "state"),
    [
        ("2026-03-02 10:00", "Monday", "Closed now"),  # a Monday
        ("2026-03-03 08:00", "Tuesday – Friday", "Closed now, opens at 9:00 AM"),
        ("2026-03-03 12:00", "Tuesday – Friday", "Open now, until 12:30 PM"),
        ("2026-03-03 13:00", "Tuesday – Friday", "Closed now, opens at 1:30 PM"),
        ("2026-03-07 13:59", "Saturday", "Open now, until 2:00 PM"),
        ("2026-03-07 14:00", "Saturday", "Closed now"),
    ],
)
def test_opening_hours_mark_today_and_say_whether_it_is_open(
    open_app: Opener, clock: str, today: str, state: str
) -> None:
    tab = open_app(SAMPLES / "opening-hours.blueprint", clock=clock)
    assert tab.text(".is-today dt") == today
    assert tab.text(".hours-now").replace("\u202f", " ") == state


def test_opening_hours_notice_that_the_time_goes_on(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "opening-hours.blueprint", clock="2026-03-03 12:29")
    assert tab.text(".hours-now").startswith("Open now")
    tab.advance(90)
    assert tab.text(".hours-now").startswith("Closed now")


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("8–18", [[480, 1080]]),
        ("8-12, 14-18.30", [[480, 720], [840, 1110]]),
        ("9 to 5", [[540, 1020]]),
        ("9 am – 5 pm", [[540, 1020]]),
        ("1–6pm", [[780, 1080]]),
        ("8–6 pm", [[480, 1080]]),
        ("22:00–2:00", [[1320, 1560]]),
        ("8 bis 18 Uhr", [[480, 1080]]),
        ("9h30–17h", [[570, 1020]]),
        ("closed", None),
        ("by appointment", None),
        ("25–30", None),
    ],
)
def test_times_are_read_as_people_write_them(open_app: Opener, words: str, times: object) -> None:
    tab = open_app(SAMPLES / "opening-hours.blueprint")
    assert tab.run(f"homespun.timesOfDay({words!r})") == times


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Monday", [1]),
        ("Mon–Wed", [1, 2, 3]),
        ("Sat & Sun", [6, 0]),
        ("Fridays, Sundays", [5, 0]),
        ("Fr–Mo", [5, 6, 0, 1]),
        ("Dienstag bis Donnerstag", [2, 3, 4]),
        ("samedi et dimanche", [6, 0]),
        ("Holidays", []),
    ],
)
def test_days_are_read_as_people_write_them(open_app: Opener, words: str, days: list[int]) -> None:
    tab = open_app(SAMPLES / "opening-hours.blueprint")
    assert tab.run(f"homespun.daysOfWeek({words!r})") == days
