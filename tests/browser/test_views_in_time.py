"""Views of time: a line, a year of days, days in a row, the weeks of a calendar."""

from __future__ import annotations

from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

SAMPLES = Path("views")
SUNDAY = "2026-03-01 09:00"


def texts(tab: Tab, selector: str) -> list[str]:
    found = tab.run(f"[...document.querySelectorAll('{selector}')].map((one) => one.innerText.trim())")
    assert isinstance(found, list)
    return found


DIARY = """app "Diary"

entity Note
  words: text, required
  day: date
  sample "Plan the party", 2026-04-10
  sample "First snow", 2025-12-02
  sample "Frost again", 2025-12-20
  sample "Some day", -

page Old first
  timeline of Note by day

page New first
  timeline of Note by day; sort by day descending
"""


def test_a_timeline_goes_by_month_and_marks_where_today_is(open_app: Opener) -> None:
    tab = open_app(DIARY, clock=SUNDAY)
    assert texts(tab, ".timeline-part h3") == ["December 2025", "April 2026", "Without a date"]
    assert texts(tab, ".timeline-line > li .open, .timeline-today") == [
        "First snow", "Frost again", "Today", "Plan the party", "Some day",
    ]  # fmt: skip


def test_a_timeline_can_begin_with_the_newest(open_app: Opener) -> None:
    tab = open_app(DIARY, "New first", clock=SUNDAY)
    assert texts(tab, ".timeline-line > li .open, .timeline-today") == [
        "Plan the party", "Today", "Frost again", "First snow", "Some day",
    ]  # fmt: skip


def test_a_timeline_of_centuries_goes_by_year(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "timeline.blueprint", width=390, clock=SUNDAY)
    assert texts(tab, ".timeline-part h3") == ["1405", "1492", "1497", "1519", "1911", "1969"]
    tab.assert_fits(390)


def test_the_first_century_is_not_the_twentieth(open_app: Opener) -> None:
    tab = open_app('app "Rome"\n\nentity Event\n  name: text\n  day: date\n  sample "Vesuvius", 0079-08-24\n\n'
                   "page Rome\n  timeline of Event by day\n  table of Event\n")  # fmt: skip
    assert "79" in tab.text(".timeline h3")
    assert "1979" not in tab.text()


def test_a_day_of_the_heat_map_is_chosen_and_lists_its_records(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "heat-map.blueprint", clock=SUNDAY)
    assert "March 2025 – March 2026: 9 sessions" in tab.text(".heat-head")
    assert texts(tab, ".heat-list li") == ["Scales", "Menuet in G"]
    tab.click('[data-day="2026-02-20"]')
    assert "Friday, February 20: 4 sessions" in tab.text(".heat-chosen")
    assert len(texts(tab, ".heat-list li")) == 4
    assert tab.count('.heat-4[data-day="2026-02-20"]') == 1
    assert tab.count(".heat-day") == 53 * 7


def test_a_record_is_added_on_the_chosen_day(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "heat-map.blueprint", clock=SUNDAY)
    tab.click('[data-day="2026-02-10"]')
    tab.click(".heat-chosen button", "Add on Feb 10")
    tab.fill("piece", "Tango")
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")
    assert texts(tab, ".heat-list li") == ["Tango"]
    assert "Tuesday, February 10: 1 session" in tab.text(".heat-chosen")


def test_the_heat_map_is_used_with_the_keyboard_alone(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "heat-map.blueprint", clock=SUNDAY)
    tab.run("document.querySelector('.heat-head button').focus()")
    tab.press("Tab")
    assert tab.focused().startswith("Sunday, March 1")
    for key, day in [("ArrowLeft", "2026-02-22"), ("ArrowUp", "2026-02-21"), ("ArrowUp", "2026-02-20")]:
        tab.press(key)
        assert tab.run("document.activeElement.dataset.day") == day
    assert len(texts(tab, ".heat-list li")) == 4
    tab.press("Tab")
    assert tab.focused() == "The day before", "one stop of the tab key for all days"
    tab.press("Enter")
    assert "February 19" in tab.text(".heat-chosen")
    assert tab.focused() == "The day before"
    tab.press("Tab", shift=True)
    tab.press("End")
    assert tab.run("document.activeElement.dataset.day") == "2026-03-07"
    tab.press("Home")
    assert tab.run("document.activeElement.dataset.day") == "2025-03-02"


def test_the_year_before_is_shown_when_there_is_something_in_it(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "heat-map.blueprint", clock=SUNDAY)
    assert tab.count('[data-key="heat_after"]') == 0
    tab.click('[data-key="heat_before"]')
    assert "March 2024 – March 2025: 1 session" in tab.text(".heat-head")
    tab.click('[data-key="heat_after"]')
    assert texts(tab, ".heat-list li") == ["Scales", "Menuet in G"]


def test_the_heat_map_shows_the_newest_weeks_on_a_telephone(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "heat-map.blueprint", width=390, clock=SUNDAY)
    tab.advance(0.1)
    tab.assert_fits(390)
    box = "document.querySelector('[data-day=\"2026-03-01\"]').getBoundingClientRect()"
    assert tab.run(f"{box}.right < 390 && {box}.width >= 24")
    assert tab.run("scrollY") == 0


def test_a_streak_counts_up_to_today_and_says_so(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "streak.blueprint", clock=SUNDAY)
    assert "3 days in a row" in tab.text(".streak-now")
    assert "longest row ever" in tab.text(".streak-words")
    assert tab.count(".streak-words .main") == 0
    assert tab.count(".streak-day.is-done") == 5


def test_a_streak_waits_for_today_and_one_press_is_enough(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "streak.blueprint", clock="2026-03-02 09:00")
    assert "3 days in a row" in tab.text(".streak-now")
    assert "still open" in tab.text(".streak-words")
    tab.click(".streak-words .main", "Done today")
    tab.wait("document.querySelector('.streak-now').innerText.includes('4 days in a row')")
    tab.reload()
    assert "4 days in a row" in tab.text(".streak-now")


def test_a_streak_that_broke_says_how_long_it_was(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "streak.blueprint", clock="2026-03-05 09:00")
    assert "0 days in a row" in tab.text(".streak-now")
    assert "The longest so far: 3 days in a row" in tab.text(".streak-words")


def test_a_streak_asks_when_more_than_the_day_is_to_be_said(open_app: Opener) -> None:
    tab = open_app('app "Runs"\n\nentity Run\n  day: date, required\n  distance: number km\n\npage Runs\n  streak of Run by day\n',
                   clock=SUNDAY)  # fmt: skip
    assert "good first day" in tab.text(".streak-words")
    tab.click(".streak-words .main")
    tab.wait("document.querySelector('dialog[open]')")
    assert tab.run("document.querySelector('dialog [data-field=day] input').value") == "2026-03-01"


def test_a_calendar_shows_a_week_in_the_order_of_its_hours(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "calendar.blueprint", clock=SUNDAY)
    assert tab.count(".month .day") == 35
    tab.click(".month-head button", "Week")
    assert tab.count(".week .day") == 7
    assert tab.text(".month-head h3") == "Mar 1 – Mar 7, 2026"
    assert texts(tab, ".week .event > :last-child") == ["Aylin", "Ben", "Chidi"]
    assert texts(tab, ".event-time")[:2] == ["02:00 PM", "03:30 PM"]
    tab.click('[aria-label="Next week"]')
    assert texts(tab, ".week .event > :last-child") == ["Dora"]
    tab.click(".month-head button", "Month")
    assert tab.text(".month-head h3") == "March 2026"
    assert tab.count(".month .event") == 4


def test_a_calendar_is_walked_with_the_arrow_keys_in_a_week_too(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "calendar.blueprint", clock=SUNDAY)
    tab.run("document.querySelector('[data-key=week]').focus()")
    tab.press("Enter")
    assert tab.focused() == "Week"
    tab.run("document.querySelector('.day-number[tabindex=\"0\"]').focus()")
    tab.press("ArrowDown")
    assert tab.text(".month-head h3") == "Mar 8 – Mar 14, 2026"
    tab.press("ArrowLeft")
    assert tab.run("document.activeElement.dataset.key") == "day 2026-03-07"
    tab.press("Enter")
    tab.wait("document.querySelector('dialog[open]')")
    assert tab.run("document.querySelector('dialog [data-field=start] input').value") == "2026-03-07T09:00"


def test_a_full_day_of_the_month_leads_to_its_week(open_app: Opener) -> None:
    many = "".join(f'  sample "Guest {at}", 2026-03-12\n' for at in range(30))
    tab = open_app(f'app "Guests"\n\nentity Guest\n  name: text\n  day: date\n{many}\npage Guests\n  calendar of Guest by day\n',
                   clock=SUNDAY)  # fmt: skip
    assert tab.count(".month .event") == 3
    tab.click(".month .more-events", "27 more")
    assert tab.count(".week .event") == 20
    tab.click(".week .more-events", "10 more")
    assert tab.count(".week .event") == 30


@pytest.mark.parametrize("view", ["heat map", "calendar", "streak"])
def test_weeks_begin_as_the_country_has_it(open_app: Opener, view: str) -> None:
    tab = open_app(
        f'app "Weeks"\n\nentity Day\n  day: date\n\npage Weeks\n  {view} of Day by day\n', clock=SUNDAY
    )
    assert tab.run("homespun.weeks.week('2026-03-04')[0]") == tab.run(
        """(() => {
            const locale = new Intl.Locale(navigator.language);
            const first = (locale.getWeekInfo?.() ?? locale.weekInfo).firstDay;
            return first === 7 ? "2026-03-01" : "2026-03-02";
        })()"""
    )
