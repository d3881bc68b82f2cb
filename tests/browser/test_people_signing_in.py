"""People sign in to an app as they do elsewhere: the first looks after it, others sign up, all come back."""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from opener import Opener
from signing_in import PASSWORD, begin, change_to, complaint, sign_in, sign_out, sign_up, try_to_sign_in

DIARIES = Path("people/diaries.blueprint")
LEAVE = Path("people/leave.blueprint")


def test_the_first_looks_after_the_app_and_stays_signed_in(open_app: Opener) -> None:
    """Who comes first has the first role; a reload keeps them in; signing out ends it."""
    tab = open_app(DIARIES)
    assert "Who will look after this app?" in tab.text()
    assert "do not protect against somebody who can open this computer’s files" in tab.text()
    assert tab.count("nav") == tab.count("#menu") == 0, "there is no way around the door"
    tab.fill("name", "Ms Lovelace")
    tab.fill("Password", "short")
    tab.click("form button.main")
    assert "8 letters or more" in tab.text("[data-field=Password]")
    begin(tab, "Ms Lovelace")
    assert "Teacher" in str(tab.run("document.querySelector('#person').ariaLabel"))
    tab.reload()
    assert tab.text(".person-name") == "Ms Lovelace"
    sign_out(tab)
    tab.reload()
    assert tab.text("h1") == "Sign in"


def test_wrong_passwords_are_refused_and_slow_down(open_app: Opener) -> None:
    """A wrong password says nothing about what was wrong; after five even the right one has to wait."""
    tab = open_app(DIARIES, clock="2026-03-01 09:00")
    begin(tab, "Ada")
    sign_out(tab)
    for name, password in (("Ada", "not this one"), ("Nobody", PASSWORD)):
        try_to_sign_in(tab, name, password)
        assert "do not belong together" in complaint(tab)
    for _ in range(4):
        tab.run("document.querySelector('.form-problems').replaceChildren()")
        try_to_sign_in(tab, "Ada", "not this one")
        assert "do not belong together" in complaint(tab)
    tab.run("document.querySelector('.form-problems').replaceChildren()")
    try_to_sign_in(tab, "Ada")
    assert "Please wait 10 seconds" in complaint(tab)
    tab.advance(11)
    try_to_sign_in(tab, "ada  ")
    tab.wait("document.querySelector('.person-name')?.textContent === 'Ada'")


def test_passwords_are_kept_as_hashes_and_leave_in_no_copy(open_app: Opener) -> None:
    """Nothing that is kept has the password in it, and no copy, sheet or search has its hash."""
    tab = open_app(DIARIES)
    begin(tab, "Ada")
    kept = str(tab.run("JSON.stringify(homespun.store.recall('private passwords'))"))
    assert PASSWORD not in kept
    assert '"rounds":600000' in kept
    assert tab.run(
        "Object.values(homespun.store.recall('private passwords')).every(({ salt, hash }) => atob(salt).length === 16 && atob(hash).length === 32)"
    )
    assert PASSWORD not in str(tab.run("JSON.stringify(homespun.store.list('Person'))"))
    assert "private" not in str(tab.run("JSON.stringify(homespun.store.notes())"))


def test_somebody_signs_up_and_changes_name_and_password(open_app: Opener) -> None:
    """A name can be had once; what was written is signed with the new name; the old password is needed."""
    tab = open_app(DIARIES)
    begin(tab, "Ada")
    sign_out(tab)
    tab.click("form button", "I am new here")
    tab.fill("name", " aDA ")
    tab.fill("Password", PASSWORD)
    tab.click("form button.main")
    assert "called that already" in tab.text("[data-field=name]")
    tab.click("form button", "I have an account")
    sign_up(tab, "Ben")
    assert "Student" in str(tab.run("document.querySelector('#person').ariaLabel"))
    tab.go("Notices")
    tab.click("main a, main button.open", "New seats")
    tab.fill("main textarea", "Thank you!")
    tab.click("button", "Send")
    tab.wait("homespun.store.list('Notice comment').length === 1")
    tab.click("#person")
    tab.click("[role=menuitem]", "My profile")
    tab.fill("name", "Benjamin")
    tab.click("dialog button.main", "Save")
    tab.wait("document.querySelector('.person-name').textContent === 'Benjamin'")
    assert "Benjamin" in tab.text(".comments")
    tab.click("#person")
    tab.click("[role=menuitem]", "My profile")
    tab.fill("Password until now", "wrong password")
    tab.fill("New password", "another good one")
    tab.click("dialog button.main", "Change")
    assert "not your password" in complaint(tab)
    tab.fill("Password until now", PASSWORD)
    tab.click("dialog button.main", "Change")
    tab.wait("document.querySelector('dialog') === null")
    change_to(tab, "Benjamin", "another good one")


def test_whoever_looks_after_the_app_looks_after_its_people(open_app: Opener) -> None:
    """The page of people is for the first role: roles, new passwords, taking somebody away, no more signing up."""
    tab = open_app(LEAVE, width=390, still=True)
    begin(tab, "Ada")
    sign_out(tab)
    sign_up(tab, "Ben")
    tab.click("#person")
    assert "People" not in tab.text(".menu:not([hidden])")
    tab.press("Escape")
    tab.run("location.hash = '#/~people'")
    assert tab.text("h1") != "People"
    change_to(tab, "Ada")
    tab.click("#person")
    tab.click("[role=menuitem]", "People")
    tab.wait("document.querySelector('h1').textContent === 'People'")
    tab.assert_fits(390)
    assert complaints_of_axe(tab) == []
    tab.click(".people-item button", "New password")
    tab.fill("New password", "given by Ada")
    assert complaints_of_axe(tab) == []
    tab.click("dialog button.main", "Save")
    tab.wait("document.querySelector('dialog') === null")
    tab.fill("Role of ⁨Ada⁩", "Staff")
    tab.wait("document.querySelector('.toast')?.textContent.includes('Somebody has to look after this app')")
    assert tab.text("#person .person-name") == "Ada"
    tab.fill("Role of ⁨Ben⁩", "Boss")
    tab.wait("homespun.find('Person', 'Ben').values.role === 'Boss'")
    tab.fill("Role of ⁨Ben⁩", "Staff")
    tab.wait("homespun.find('Person', 'Ben').values.role === 'Staff'")
    tab.click(".people-head label", "sign up")
    tab.wait("homespun.maySignUp() === false")
    sign_out(tab)
    assert tab.count("form button") == 2, "one sends, one shows the password"
    sign_in(tab, "Ben", "given by Ada")
    change_to(tab, "Ada")
    tab.click("#person")
    tab.click("[role=menuitem]", "People")
    tab.click(".people-item .danger", "Remove")
    tab.wait("homespun.people().length === 1")
    sign_out(tab)
    try_to_sign_in(tab, "Ben", "given by Ada")
    assert "do not belong together" in complaint(tab)


def test_the_door_is_for_everybody(open_app: Opener) -> None:
    """Signing in works with the keyboard alone, keepers of passwords know the fields, axe finds nothing."""
    tab = open_app(DIARIES, width=390, still=True)
    assert complaints_of_axe(tab) == []
    tab.assert_fits(390)
    assert tab.run("[...document.querySelectorAll('form input')].map((one) => one.autocomplete)") == [
        "username",
        "email",
        "new-password",
    ]
    assert "name" in tab.focused().lower()
    tab.type("Ada")
    tab.press("Tab")
    tab.press("Tab")
    tab.type(PASSWORD)
    tab.press("Enter")
    tab.wait("document.querySelector('#person') !== null")
    tab.settle()
    tab.run("document.querySelector('#person').focus()")
    tab.press("Enter")
    tab.press("ArrowUp")
    assert tab.focused() == "Sign out"
    tab.press("Enter")
    tab.wait("document.querySelector('.people-card') !== null")
    tab.settle()
    assert complaints_of_axe(tab) == []
    assert tab.run("[...document.querySelectorAll('form input')].map((one) => one.autocomplete)") == [
        "username",
        "current-password",
    ]
