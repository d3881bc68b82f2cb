"""poll, chat, sign up sheet and register, used as by a class."""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from opener import Opener
from tab import Tab

POLL = Path("blocks/poll.blueprint")
CHAT = Path("blocks/chat.blueprint")
SHEET = Path("blocks/sign-up-sheet.blueprint")
REGISTER = Path("blocks/register.blueprint")

VOTES = "homespun.store.list('Poll vote').map((each) => each.values.choice)"
MARKS = (
    "homespun.store.list('Attendance').map((each) => "
    "[homespun.nameOf('Student', each.values.student), each.values.day, each.values.state])"
)


def _name(tab: Tab, name: str) -> None:
    """Answer the question for a name."""
    tab.wait("document.querySelector('dialog') !== null")
    tab.run("document.querySelector('dialog input').select()")
    tab.type(name)
    tab.press("Enter")
    tab.wait("document.querySelector('dialog') === null")


# --- poll


def test_a_vote_counts_once_and_can_be_changed(open_app: Opener) -> None:
    tab = open_app(POLL, still=True)
    first = ".block-poll:nth-of-type(1)"
    assert tab.count(".poll-bars") == 0, "how it stands is seen by those who have voted"
    tab.click(f"{first} button", "Vote")
    assert "choose an answer" in tab.text(first)
    tab.click(f"{first} .poll-choice", "Forest")
    tab.click(f"{first} button", "Vote")
    tab.wait(f"{VOTES}.length === 1")
    assert "1 person has voted" in tab.text(first)
    tab.reload()
    assert "1 (100 %)" in tab.text(f"{first} .is-mine")
    tab.click(f"{first} button", "Change my vote")
    tab.click(f"{first} .poll-choice", "City")
    tab.click(f"{first} button", "Vote")
    tab.wait(f"{VOTES}[0] === 'City'")
    assert tab.run(VOTES) == ["City"]
    assert complaints_of_axe(tab) == []


def test_a_computer_is_passed_round(open_app: Opener) -> None:
    """Each name has one vote; all of them can be taken away, and brought back."""
    tab = open_app(POLL)
    tab.click(".poll-choice", "Beach")
    tab.click("button", "Vote")
    tab.wait(f"{VOTES}.length === 1")
    tab.click("button", "Somebody else votes")
    _name(tab, "Ben")
    tab.click(".poll-choice", "City")
    tab.click("button", "Vote")
    tab.wait(f"{VOTES}.length === 2")
    assert "2 people have voted" in tab.text()
    assert "1 (50 %)" in tab.text(".is-mine")
    tab.click("button", "Start again")
    tab.wait(f"{VOTES}.length === 0")
    tab.click(".toast-undo")
    tab.wait(f"{VOTES}.length === 2")


def test_several_answers_with_the_keyboard(open_app: Opener) -> None:
    tab = open_app(POLL)
    tab.run("document.querySelector('.poll-choice input[type=checkbox]').focus()")
    tab.press(" ")
    tab.press("Tab")
    tab.press("Tab")
    tab.press(" ")
    tab.press("Enter")
    tab.wait(f"{VOTES}.length === 2")
    assert tab.run(VOTES) == ["Sandwiches", "Cake, if somebody bakes it"]
    assert "1 person has voted" in tab.text(".block-poll:nth-of-type(2)")


# --- chat


def test_messages_stand_on_both_sides_and_outlive_a_reload(open_app: Opener) -> None:
    tab = open_app(CHAT, still=True)
    assert "Nobody has written anything yet" in tab.text(".chat-log")
    tab.click(".chat-form textarea")
    tab.type("Hello <b>all</b>")
    tab.press("Enter")
    _name(tab, "Ada")
    tab.wait("document.querySelectorAll('.chat-message').length === 1")
    assert tab.text(".is-own .chat-words") == "Hello <b>all</b>"
    tab.click("button", "Change")
    _name(tab, "Ben")
    tab.wait("document.querySelector('.is-own') === null")
    assert tab.text(".chat-by strong") == "Ada"
    assert tab.count(".chat-message button") == 0, "only one's own can be deleted"
    tab.click(".chat-form textarea")
    tab.type("Hi Ada")
    tab.press("Enter")
    tab.wait("document.querySelectorAll('.chat-message').length === 2")
    assert tab.run("document.activeElement.tagName") == "TEXTAREA", "one can go on writing"
    tab.reload()
    assert tab.count(".chat-message") == 2
    tab.click(".is-own button")
    tab.wait("homespun.store.list('Chat message').length === 1")
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Chat message').length === 2")
    assert complaints_of_axe(tab) == []


def test_a_guest_book_uses_the_fields_of_its_entity(open_app: Opener) -> None:
    tab = open_app(CHAT, "Guest book")
    assert tab.text(".chat-day") == "Sunday, March 1"
    tab.click(".chat-form textarea")
    tab.type("It was great")
    tab.press("Enter")
    _name(tab, "Zoe")
    tab.wait("homespun.store.list('Entry').length === 3")
    entry = "(({ name, message, written }) => [name, message, written.length])(homespun.store.list('Entry').at(-1).values)"
    assert tab.run(entry) == ["Zoe", "It was great", 16]
    assert "It was great" in tab.text(".chat-list > :last-child"), "the newest is below"


# --- sign up sheet


def test_names_are_put_down_until_it_is_full(open_app: Opener) -> None:
    tab = open_app(SHEET, still=True)
    lemonade = ".sheet-row:nth-of-type(2)"
    sheet = f".block-sign-up-sheet:nth-of-type(2) {lemonade}"
    tab.click(f"{sheet} button", "Put me down")
    _name(tab, "Ada")
    tab.wait("homespun.store.list('Sign up').length === 1")
    assert "1 of 2 taken" in tab.text(sheet)
    assert tab.text(f"{sheet} button") == "Take me off"
    tab.run(
        "homespun.store.put(homespun.store.make('Sign up', { by: 'Ben', choice: 'Sell lemonade', about: 'Helping hands' }))"
        ".then(() => true)"
    )
    tab.click("button", "Change")
    _name(tab, "Cem")
    tab.wait(f"document.querySelector('{sheet} .sheet-full') !== null")
    assert tab.count(f"{sheet} button") == 0
    assert complaints_of_axe(tab) == []


def test_a_name_is_taken_off_and_put_back(open_app: Opener) -> None:
    tab = open_app(SHEET, "Choir")
    tab.click("button", "Put me down")
    _name(tab, "Ada")
    tab.wait("homespun.store.list('Sign up').length === 1")
    tab.reload()
    assert "1 of 20 taken" in tab.text()
    tab.click("button", "Take me off")
    tab.wait("homespun.store.list('Sign up').length === 0")
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Sign up').length === 1")


# --- register


def test_one_press_marks_a_student_and_another_takes_it_away(open_app: Opener) -> None:
    tab = open_app(REGISTER, clock="2026-03-05 08:00")
    tab.click(".register-row:nth-of-type(2) button", "Absent")
    tab.wait(f"{MARKS}.length === 1")
    assert tab.run(MARKS) == [["Ben Chukwu", "2026-03-05", "Absent"]]
    tab.click(".register-row:nth-of-type(2) button", "Late")
    tab.wait(f"{MARKS}[0][2] === 'Late'")
    tab.reload()
    assert tab.text(".register-row:nth-of-type(2) [aria-pressed=true]") == "Late"
    tab.click(".register-row:nth-of-type(2) button", "Late")
    tab.wait(f"{MARKS}.length === 0")


def test_all_others_are_present_and_days_are_apart(open_app: Opener) -> None:
    tab = open_app(REGISTER, clock="2026-03-05 08:00", still=True)
    tab.click(".register-row:nth-of-type(3) button", "Excused")
    tab.wait(f"{MARKS}.length === 1")
    tab.click("button", "All others: Present")
    tab.wait(f"{MARKS}.length === 5")
    assert [mark for _, _, mark in tab.run(MARKS)].count("Present") == 4  # type: ignore[union-attr]
    assert "Present 4" in " ".join(tab.text(".register-counts").split())
    assert complaints_of_axe(tab) == []
    tab.click("button[aria-label='The day before']")
    assert tab.text(".register-day") == "Wednesday, March 4"
    assert "Open 5" in " ".join(tab.text(".register-counts").split())
    tab.click("button", "Today")
    tab.click(".toast-undo")
    tab.wait(f"{MARKS}.length === 1")


def test_the_register_with_the_keyboard_on_a_phone(open_app: Opener) -> None:
    tab = open_app(REGISTER, width=390, clock="2026-03-05 08:00")
    tab.assert_fits(390)
    tab.run("document.querySelector('.register-mark').focus()")
    tab.press("Tab")
    tab.press("Enter")
    tab.wait(f"{MARKS}.length === 1")
    assert tab.focused() == "Absent", "the focus stays"
    assert tab.run(MARKS) == [["Ada Berg", "2026-03-05", "Absent"]]
