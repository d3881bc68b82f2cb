"""Timers and clocks, used as a person does: they are right after a sleep and after a reload, and they are heard."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from tab import Tab

BLOCKS = Path("blocks")
NINE = "2026-03-02 09:00"
LISTEN = """{
    window.heard = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) { heard.push(when); start.call(this, when); };
}"""
"""Writes down when each tone of the page is to sound."""


def digits(tab: Tab) -> str:
    return tab.text(".dial-digits")


# --- timer countdown ------------------------------------------------------------------------------


def test_a_countdown_says_when_it_is_over(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-countdown.blueprint", clock=NINE)
    tab.click(".block-timer button", "Start")
    assert "Ends at 9:07" in tab.text(".dial").replace("09:07", "9:07")
    tab.advance(60)
    assert digits(tab) == "6:00"
    assert tab.run("document.title.startsWith('6:00 Eggs')")
    tab.advance(6 * 60)
    assert digits(tab) == "0:00"
    assert "Time is up" in tab.text(".dial")
    assert "Eggs: time is up." in tab.text("#toasts").replace("⁨", "").replace("⁩", "")
    assert "⏰" in str(tab.run("document.title"))
    tab.click("h1")
    assert "⏰" not in str(tab.run("document.title"))


def test_a_countdown_plans_its_sound_at_the_start_so_that_a_sleeping_tab_rings(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-countdown.blueprint")
    tab.run(LISTEN)
    tab.click(".block-timer button", "Start")
    first = float(str(tab.run("heard[0]")))
    assert 415 < first < 425


def test_a_running_countdown_goes_on_after_a_reload(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-countdown.blueprint")
    tab.click(".block-timer button", "Medium")
    tab.wait("document.querySelector('.dial-digits').innerText === '6:59'")
    tab.reload()
    tab.wait("document.querySelector('.timer-buttons .main').innerText === 'Pause'")
    assert digits(tab) < "7:00"


def test_a_countdown_can_be_typed_paused_and_made_longer(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-countdown.blueprint", clock=NINE)
    tab.click(".timer-typing input")
    tab.run("document.activeElement.select()")
    tab.type("2")
    tab.press("Tab")
    assert digits(tab) == "2:00"
    tab.click(".block-timer button", "Start")
    tab.advance(30)
    tab.click(".block-timer button", "Pause")
    tab.advance(300)
    assert digits(tab) == "1:30"
    tab.click(".block-timer button", "+1 minute")
    assert digits(tab) == "2:30"
    tab.click(".block-timer button", "Start over")
    assert digits(tab) == "3:00"


def test_a_countdown_rings_while_another_page_of_the_app_is_open(open_app: Opener) -> None:
    app = 'app "Two"\n\npage Tea\n  timer countdown "Tea"; minutes 3\npage Other\n  text "Elsewhere"\n'
    tab = open_app(app, clock=NINE)
    tab.click(".block-timer button", "Start")
    tab.go("Other")
    tab.advance(180)
    assert "time is up" in tab.text("#toasts")
    tab.go("Tea")
    assert digits(tab) == "0:00"


def test_a_countdown_that_ended_long_ago_says_so_and_does_not_ring(open_app: Opener) -> None:
    """The computer slept: the sound that was planned is taken back."""
    tab = open_app(BLOCKS / "timer-countdown.blueprint", clock=NINE)
    tab.click(".block-timer button", "Start")
    tab.run("{ const now = Date.now; Date.now = () => now() + 3600000; }")
    tab.advance(1)
    assert "ended 53:0" in tab.text("#toasts")
    assert digits(tab) == "0:00"


# --- timer stopwatch ------------------------------------------------------------------------------


def test_a_stopwatch_takes_laps_and_keeps_them(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-stopwatch.blueprint", clock=NINE)
    tab.click(".block-timer button", "Start")
    tab.advance(61.5)
    tab.click(".block-timer button", "Lap")
    tab.advance(58.25)
    tab.click(".block-timer button", "Lap")
    tab.click(".block-timer button", "Stop")
    rows = tab.text(".timer-laps tbody").split()
    assert rows == ["2", "0:58.25", "1:59.75", "1", "1:01.50", "1:01.50"]
    tab.reload()
    assert tab.text(".timer-digits") == "1:59.75"
    assert tab.count(".timer-laps tbody tr") == 2
    tab.click(".block-timer button", "Start over")
    assert tab.text(".timer-digits") == "0:00.00"
    tab.click(".toast-undo")
    tab.wait("document.querySelectorAll('.timer-laps tbody tr').length === 2")


# --- timer pomodoro -------------------------------------------------------------------------------


def test_a_pomodoro_counts_only_rounds_that_were_worked_through(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-pomodoro.blueprint", clock=NINE)
    tab.click(".block-timer button", "Start")
    tab.advance(25 * 60)
    assert "Break" in tab.text(".dial")
    assert digits(tab) == "5:00"
    assert "1 round done today" in tab.text(".block-timer")
    tab.click(".block-timer button", "Skip")
    assert "Round 2 of 4" in tab.text(".block-timer")
    tab.click(".block-timer button", "Skip")
    assert "1 round done today" in tab.text(".block-timer")
    tab.reload()
    assert "1 round done today" in tab.text(".block-timer")
    assert "Break" in tab.text(".dial")


def test_after_the_last_round_comes_the_long_break_and_numbers_can_be_changed(open_app: Opener) -> None:
    app = 'app "Focus"\n\npage Focus\n  timer pomodoro; work 1; break 1; long break 9; rounds 1\n'
    tab = open_app(app, clock=NINE)
    tab.click(".block-timer button", "Start")
    tab.advance(60)
    assert "Long break" in tab.text(".dial")
    assert digits(tab) == "9:00"
    tab.click("summary")
    tab.fill("Long break, minutes", "12")
    tab.press("Tab")
    assert digits(tab) == "12:00"
    tab.reload()
    assert digits(tab) == "12:00"


# --- timer intervals ------------------------------------------------------------------------------


def test_intervals_lead_through_the_steps_and_are_right_after_a_sleep(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-intervals.blueprint", clock=NINE)
    assert "Get ready" in tab.text(".dial")
    tab.click(".block-timer button", "Start")
    tab.advance(11)
    assert "Push-ups" in tab.text(".dial")
    assert tab.text("li[aria-current]").startswith("Push-ups")
    tab.advance(30)
    assert "Rest" in tab.text(".dial")
    assert "Next: ⁨Squats⁩, 0:40" in tab.text(".block-timer")
    tab.click(".block-timer button", "Skip")
    assert "Squats" in tab.text(".dial")
    tab.advance(10 * 60)
    assert "Well done!" in tab.text(".dial")


def test_intervals_plan_a_sound_for_every_change(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-intervals.blueprint", page="Sprints")
    tab.run(LISTEN)
    tab.click(".block-timer button", "Start")
    # Get ready, eight times work, seven times rest: fifteen changes of two tones, and the end of nine.
    assert tab.run("heard.length") == 15 * 2 + 9


# --- timer exam -----------------------------------------------------------------------------------


def test_an_exam_clock_shows_both_ends_and_what_is_left(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-exam.blueprint", clock=NINE)
    tab.click(".block-timer button", "Start the exam")
    words = tab.text(".exam")
    assert "9:00 AM" in words
    assert "10:30 AM" in words
    assert "10:52 AM" in words
    tab.advance(80 * 60)
    assert tab.text(".exam-left") == "10:00 left"
    assert "10 minutes left." in tab.text("#toasts")
    tab.advance(10 * 60 + 1)
    assert "extra time left" in tab.text(".exam-left")
    tab.advance(23 * 60)
    assert "The time is over" in tab.text(".exam-left")
    assert "extra time is over" in tab.text("#toasts")


def test_an_exam_clock_fills_the_screen_or_the_window(open_app: Opener) -> None:
    """Homespun's window gives no page the screen; then the clock has the whole page, and nothing else is in reach."""
    tab = open_app(BLOCKS / "timer-exam.blueprint", clock=NINE)
    tab.click(".block-timer button", "Full screen")
    tab.wait("document.querySelector('.exam:is(:fullscreen, .is-full)')")
    tab.wait("document.querySelector('.exam').getBoundingClientRect().height >= innerHeight")
    if tab.count(".exam.is-full"):
        assert tab.run("document.querySelector('header').inert")
        tab.press("Escape")
    else:
        tab.click(".block-timer button", "Full screen")
    tab.wait("!document.querySelector('.exam:is(:fullscreen, .is-full)')")
    assert not tab.run("document.querySelector('header').inert")
    assert tab.count('.block-timer [aria-pressed="true"]') == 0


def test_an_exam_with_a_time_begins_by_itself(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-exam.blueprint", page="Listening", clock="2026-03-02 10:14")
    assert "Begins in 1:00" in tab.text(".exam-left")
    tab.advance(120)
    assert tab.text(".exam-left") == "29:00 left"


# --- timer metronome ------------------------------------------------------------------------------


def test_a_metronome_places_even_clicks_ahead_of_time(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-metronome.blueprint")
    tab.run(LISTEN)
    tab.click(".block-timer button", "Start")
    tab.wait("heard.length >= 3")
    gaps = tab.run("heard.slice(1).map((when, at) => when - heard[at])")
    assert isinstance(gaps, list)
    assert all(abs(gap - 60 / 92) < 0.001 for gap in gaps)
    tab.click(".block-timer button", "Stop")
    assert tab.text(".timer-buttons .main") == "Start"


def test_a_metronome_takes_its_tempo_from_taps_and_keys_and_keeps_it(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-metronome.blueprint", clock=NINE)
    for _ in range(4):
        tab.click(".block-timer button", "Tap")
        tab.advance(0.5)
    assert tab.text(".timer-digits") == "120 bpm"
    tab.run("document.querySelector('.block-timer input[type=range]').focus()")
    tab.press("ArrowRight")
    assert tab.text(".timer-digits") == "121 bpm"
    tab.reload()
    assert tab.text(".timer-digits") == "121 bpm"


# --- sound, and clock -----------------------------------------------------------------------------


def test_sound_can_be_switched_off_for_good(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "timer-countdown.blueprint")
    tab.click(".block-timer button", "Sound is on")
    tab.reload()
    assert "Sound is off" in tab.text(".block-timer")
    tab.run(LISTEN)
    tab.click(".block-timer button", "Start")
    assert tab.run("heard.length") == 0


def test_a_clock_shows_cities_and_takes_more(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "clock.blueprint", clock="2026-07-01 12:00")
    wanted = """new Intl.DateTimeFormat(undefined,
        { timeZone: "Asia/Tokyo", hour: "numeric", minute: "2-digit" }).format(new Date())"""
    assert tab.run(wanted) in tab.text(".clock-cities")
    tab.click(".clock-add input")
    tab.type("sydney")
    tab.press("Enter")
    assert "sydney" in tab.text(".clock-cities").lower()
    tab.reload()
    assert tab.count(".block-clock:first-of-type .clock-face") == 5
    tab.click("[aria-label*=sydney]")
    assert "sydney" not in tab.text(".clock-cities").lower()
    tab.click(".clock-add input")
    tab.type("Atlantis")
    tab.press("Enter")
    assert "not among the cities" in tab.text("#toasts")
