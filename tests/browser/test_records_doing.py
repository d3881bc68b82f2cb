"""What records do: actions, rules, checks, features and notifications, used as people use them."""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from opener import Opener
from tab import Tab

DESK = Path("language/good/lending-desk/input.blueprint")
LEAVE = Path("language/good/leave-requests/input.blueprint")
FIRST_THING = "article.record:nth-of-type(1)"


def _value(entity: str, name: str, field: str) -> str:
    return f"homespun.store.list('{entity}').find((each) => each.values.name === '{name}')?.values['{field}']"


def _open(tab: Tab, name: str) -> None:
    tab.click(".open", name)
    tab.wait("document.querySelector('.record-page') !== null")


def _tell_name(tab: Tab, name: str) -> None:
    tab.wait("document.querySelector('dialog') !== null")
    tab.type(name)
    tab.press("Enter")


def test_an_action_does_all_its_steps_and_undo_takes_all_of_them_back(open_app: Opener) -> None:
    """Lending a game makes a loan and changes the game, in one go; Undo makes it as if nothing had been."""
    tab = open_app(DESK, "Things")
    _open(tab, "Catan")
    tab.click("button", "Lend")
    tab.wait("homespun.store.list('Loan').length === 2")
    assert tab.run(_value("Thing", "Catan", "state")) == "Out"
    assert tab.run("homespun.store.list('Loan')[1].values.thing === homespun.find('Thing', 'Catan').id")
    assert "somebody" in tab.text(".table-frame"), "the rule of a new loan follows"
    assert tab.count(".record-doing .action") == 3, "what is out cannot be lent, but taken back"
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Loan').length === 1")
    assert tab.run(_value("Thing", "Catan", "state")) == "In"
    tab.reload()
    assert tab.run("homespun.store.list('Loan').length") == 1


def test_a_question_is_asked_first(open_app: Opener) -> None:
    """No leaves everything as it is; yes throws away, with a way back."""
    tab = open_app(DESK, "Things")
    _open(tab, "Atlas")
    tab.click("button", "Throw away")
    tab.wait("document.querySelector('dialog') !== null")
    assert "Really throw away Atlas?" in tab.text("dialog")
    tab.click("dialog button", "No")
    tab.wait("document.querySelector('dialog') === null")
    assert tab.run("homespun.store.list('Thing').length") == 3
    tab.click("button", "Throw away")
    tab.click("dialog button", "Yes")
    tab.wait("homespun.store.list('Thing').length === 2")
    tab.wait("document.querySelector('.record-page') === null")
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Thing').length === 3")


def test_a_bound_holds_at_an_action(open_app: Opener) -> None:
    """What would go below nothing is refused, and it is said why; nothing is lost."""
    tab = open_app(DESK, "Things")
    _open(tab, "Atlas")
    tab.click("button", "Lose a piece")
    tab.wait(f"{_value('Thing', 'Atlas', 'pieces')} === 0")
    assert tab.run(_value("Thing", "Atlas", "state")) == "Broken", "a rule follows, and another from it"
    tab.wait("homespun.store.list('Notification').length === 2")
    tab.click("button", "Lose a piece")
    tab.wait("document.querySelector('.toast:last-child')?.textContent.includes('0 or more')")
    assert tab.run(_value("Thing", "Atlas", "pieces")) == 0


def test_a_rule_follows_a_drag_once(open_app: Opener) -> None:
    """Dragging a card to Broken leaves one note; it is counted, read, and there after a reload."""
    tab = open_app(DESK, "Board")
    tab.drag(".board-card", ".column:nth-of-type(3)")
    tab.wait(f"{_value('Thing', 'Catan', 'state')} === 'Broken'")
    tab.wait("document.querySelector('.bell-count').textContent === '1'")
    tab.reload()
    assert tab.text(".bell-count") == "1"
    tab.click("#bell")
    assert "Catan is broken" in tab.text("dialog")
    assert complaints_of_axe(tab) == []
    tab.click("dialog button", "Mark all as read")
    tab.wait("document.querySelector('.bell-count').hidden")
    tab.click("dialog button.open", "Catan is broken")
    tab.wait("document.querySelector('.record-page') !== null")
    assert tab.text("h1") == "Catan"


def test_a_check_speaks_beside_its_field_and_keeps_what_was_typed(open_app: Opener) -> None:
    """A loan that ends before it begins is not kept; once put right it is."""
    tab = open_app(DESK, "Loans")
    tab.click(".add")
    tab.wait("document.querySelector('dialog') !== null")
    tab.run("{ const s = document.querySelector('dialog select'); s.selectedIndex = 1; }")
    tab.fill("since", "2026-04-10")
    tab.fill("until", "2026-04-01")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('[data-field=until] .problem').textContent !== ''")
    assert "It cannot be back before it is out" in tab.text("[data-field=until]")
    assert tab.run("document.querySelector('[data-field=since] input').value") == "2026-04-10"
    tab.fill("until", "2026-04-20")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Loan').length === 2")


def test_no_two_with_the_same(open_app: Opener) -> None:
    """The same thing cannot be lent twice on one day, by hand or by a button."""
    tab = open_app(DESK, "Loans", clock="2026-03-01 09:00")
    tab.click(".add")
    tab.wait("document.querySelector('dialog') !== null")
    tab.run(
        "{ const s = document.querySelector('dialog select'); s.value = homespun.find('Thing', 'Drill').id; }"
    )
    tab.fill("since", "2026-03-01")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('[data-field=since] .problem').textContent !== ''")
    assert "the same thing and since" in tab.text("[data-field=since]")
    assert tab.run("homespun.store.list('Loan').length") == 1


def test_comments_stars_votes_and_favourites_outlive_a_reload(open_app: Opener) -> None:
    """A name is asked for once; what is counted can be sorted by; all goes with its record and comes back."""
    tab = open_app(DESK, "Things")
    tab.click(".record:nth-child(3) .feature-votes")
    tab.wait("homespun.store.list('Thing vote').length === 1")
    assert tab.run("document.querySelector('.record .open').textContent") == "Atlas", "most votes come first"
    tab.click(".record:nth-child(1) .feature-favourites")
    _open(tab, "Atlas")
    tab.click("#main textarea")
    tab.type("The maps are old. <b>")
    tab.click("button", "Send")
    _tell_name(tab, "Ada")
    tab.wait("document.querySelectorAll('.comment').length === 1")
    tab.click("#main textarea")
    tab.type("But beautiful.")
    tab.click("button", "Send")
    tab.wait("document.querySelectorAll('.comment').length === 2")
    assert tab.count("dialog") == 0, "the name is asked for once"
    tab.click(".rate .star:nth-of-type(4)")
    tab.wait("homespun.store.list('Thing rating').length === 1")
    assert complaints_of_axe(tab) == []
    tab.reload()
    assert "4 of 5 stars" in tab.text(".rate")
    assert "The maps are old. <b>" in tab.text(".comments")
    assert "Ada" in tab.text(".comments")
    assert tab.run("document.querySelector('.feature-favourites').getAttribute('aria-pressed')") == "true"
    tab.click(".record-doing .danger", "Delete")
    tab.wait("homespun.store.list('Thing comment').length === 0")
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Thing comment').length === 2")


def test_related_records_are_added_where_they_belong(open_app: Opener) -> None:
    """On the page of a thing its loans are listed, and a new one is already about it."""
    tab = open_app(DESK, "Things", width=390)
    _open(tab, "Atlas")
    tab.assert_fits(390)
    tab.click(".add")
    tab.wait("document.querySelector('dialog') !== null")
    tab.fill("since", "2026-05-01")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Loan').length === 2")
    assert tab.run("homespun.store.list('Loan')[1].values.thing === homespun.find('Thing', 'Atlas').id")
    tab.click(".back")
    tab.wait("document.querySelector('.record-page') === null")
    assert tab.text("h1") == "Things"


def test_a_form_in_steps_loses_nothing(open_app: Opener) -> None:
    """Each step is checked; going back keeps what was typed; the end adds the record."""
    tab = open_app(LEAVE, "Ask")
    assert "Step 1 of 3" in tab.text("form")
    tab.click("form button", "Next")
    assert "fill in" in tab.text("[data-field=name]")
    tab.fill("name", "Cem")
    tab.fill("reason", "Holiday")
    tab.click("form button", "Next")
    assert "Step 2 of 3" in tab.text("form")
    tab.fill("first day", "2026-08-10")
    tab.fill("last day", "2026-08-03")
    tab.click("form button", "Back")
    assert tab.run("document.querySelector('[data-field=name] input').value") == "Cem"
    tab.click("form button", "Next")
    tab.click("form button", "Next")
    assert "Step 3 of 3" in tab.text("form")
    tab.click("form button", "Add request")
    tab.wait("document.querySelector('.step-words').textContent.includes('2 of 3')")
    assert "The last day is before the first" in tab.text("[data-field='last day']")
    tab.fill("last day", "2026-08-14")
    tab.click("form button", "Next")
    tab.click("form button", "Add request")
    tab.wait("homespun.store.list('Request').length === 3")


def test_a_request_is_approved(open_app: Opener) -> None:
    """Only what is asked can be answered; the answer is told, and who was refused may ask again."""
    tab = open_app(LEAVE, "Requests")
    assert tab.count(".action") == 2
    tab.click(".action", "Agree")
    tab.wait(f"{_value('Request', 'Ada', 'state')} === 'Agreed'")
    assert tab.count(".action") == 0
    tab.click("#bell")
    assert "Ada is off for 12 days" in tab.text("dialog")
