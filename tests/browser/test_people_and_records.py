"""What somebody may not see or do is not there for them: not in lists, counts, charts, copies or addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opener import Opener
from signing_in import begin, change_to, sign_out, sign_up
from tab import Tab

DIARIES = Path("people/diaries.blueprint")
LEAVE = Path("people/leave.blueprint")

CATCH = """{
    URL.createObjectURL = (blob) => { window.handed = blob; return "blob:none"; };
    HTMLAnchorElement.prototype.click = () => {};
    HTMLInputElement.prototype.click = function () {
        const files = new DataTransfer();
        files.items.add(new File([window.given], "given.csv"));
        this.files = files.files;
        this.dispatchEvent(new Event("change"));
    };
}"""


def _write(tab: Tab, title: str, mood: str) -> None:
    tab.go("Diary")
    tab.click(".add")
    tab.fill("title", title)
    tab.fill("mood", mood)
    tab.click("dialog button.main")
    tab.wait("document.querySelector('dialog') === null")


def _menu(tab: Tab, words: str) -> None:
    tab.click("#menu")
    tab.click("[role=menuitem]", words)


@pytest.fixture
def class_of_two(open_app: Opener) -> Tab:
    """A class with a teacher, Ada, and two students, Ben and Cem, who wrote one entry each; Cem is there."""
    tab = open_app(DIARIES, width=1000)
    begin(tab, "Ada")
    sign_out(tab)
    sign_up(tab, "Ben")
    _write(tab, "Ben’s secret", "Stormy")
    sign_out(tab)
    sign_up(tab, "Cem")
    _write(tab, "A good day", "Sunny")
    return tab


def test_a_diary_is_read_by_nobody_else(class_of_two: Tab) -> None:
    """Another student finds it nowhere; who wrote it and the teacher do."""
    tab = class_of_two
    assert "A good day" in tab.text()
    assert "secret" not in tab.text()
    assert tab.text(".stat .number, .stat strong, .stat").split()[-1] == "1", "a count has nothing of others"
    assert "Stormy" not in tab.text(".chart"), "nor has a chart"
    tab.fill("main input[type=search]", "secret")
    assert "Nothing found" in tab.text()
    tab.click("main button", "Clear")
    change_to(tab, "Ben")
    assert "secret" in tab.text()
    assert "A good day" not in tab.text()
    change_to(tab, "Ada")
    assert "secret" in tab.text()
    assert "A good day" in tab.text()


def test_there_is_no_way_around(class_of_two: Tab) -> None:
    """Addresses, spreadsheets, copies, imports, and pages for others give nothing away and change nothing."""
    tab = class_of_two
    secret = tab.run(
        "homespun.store.everything.list('Diary entry').find((each) => each.values.title.includes('secret'))"
    )
    assert isinstance(secret, dict)
    before = tab.text("main")
    for address in (f"diary-entry/{secret['id']}", "~people"):
        tab.run(f"location.hash = '#/{address}'")
        assert tab.text("main") == before, address
    assert "Marks" not in tab.text("nav")
    tab.run("location.hash = '#/marks'")
    tab.wait("document.querySelector('h1').textContent === 'This page is not for you'")
    assert tab.count("main table") == 0

    tab.run(CATCH)
    tab.click("#menu")
    offered = tab.text(".menu:not([hidden])")
    assert "Marks" not in offered, "what only that page shows is for the teacher everywhere"
    assert "Bring back" not in offered
    tab.press("Escape")
    for choice in ("Save a copy", "Save diary entries"):
        tab.run("delete window.handed")
        _menu(tab, choice)
        handed = str(tab.wait("window.handed?.text()"))
        assert "A good day" in handed
        assert "secret" not in handed
        assert "private" not in handed

    forged = {"secret": {**secret, "values": {**secret["values"], "title": "Mine now"}}}
    for wish in (
        f"{{ put: [{json.dumps(forged['secret'])}] }}",
        f"{{ remove: ['{secret['id']}'] }}",
        "{ put: [homespun.store.make('Mark', { mark: 1 })] }",
        "{ put: [homespun.store.make('Person', { name: 'Eve', role: 'Teacher' })] }",
        "{ put: [{ ...homespun.me(), values: { ...homespun.me().values, role: 'Teacher' } }] }",
        "{ put: [{ ...homespun.store.list('Diary entry')[0], values: { author: homespun.people()[0].id } }] }",
    ):
        tab.run(f"homespun.store.write({wish}).catch(() => null)")
    assert (
        tab.run("homespun.store.everything.get('" + str(secret["id"]) + "').values.title") == "Ben’s secret"
    )
    assert tab.run("homespun.store.everything.list('Mark').length") == 0
    assert tab.run("homespun.people().length") == 3
    assert tab.run("homespun.me().values.role") == "Student"
    assert tab.run("homespun.store.list('Diary entry')[0].values.author === homespun.me().id")


def test_a_spreadsheet_brings_in_only_one_s_own(class_of_two: Tab) -> None:
    """Rows that claim to be somebody else's become one's own; what one may not add is not offered."""
    tab = class_of_two
    tab.run(CATCH)
    tab.run("window.given = 'title,author\\nFrom a sheet,Ben\\n'")
    _menu(tab, "Bring in")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Diary entry').length === 2")
    assert tab.run(
        "homespun.store.list('Diary entry').every((each) => each.values.author === homespun.me().id)"
    )
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Diary entry').length === 1")


def test_students_read_and_comment_what_the_teacher_writes(class_of_two: Tab) -> None:
    """They get no buttons to add, change or delete it; their words are their own; the teacher may take them away."""
    tab = class_of_two
    tab.go("Notices")
    assert tab.count("main .add") == 0
    tab.click("main a, main button.open", "New seats")
    assert tab.count(".record-doing .main, .record-doing .danger") == 0
    tab.fill("main textarea", "Mine")
    tab.click("button", "Send")
    tab.wait("document.querySelectorAll('.comment').length === 1")
    assert tab.count(".comment button") == 1
    address = tab.run("location.hash")
    change_to(tab, "Ben")
    tab.run(f"location.hash = {json.dumps(address)}")
    tab.wait("document.querySelectorAll('.comment').length === 1")
    assert tab.count(".comment button") == 0
    assert "Cem" in tab.text(".comment")
    change_to(tab, "Ada")
    tab.run(f"location.hash = {json.dumps(address)}")
    tab.wait("document.querySelectorAll('.comment').length === 1")
    tab.click(".comment button")
    tab.wait("document.querySelectorAll('.comment').length === 0")


def test_nothing_of_one_person_is_left_for_the_next(class_of_two: Tab) -> None:
    """An undo, a dialog, a page: whoever signs in next finds none of it."""
    tab = class_of_two
    tab.click("main .card .danger, main button[aria-label^=Delete]")
    tab.wait("homespun.store.list('Diary entry').length === 0")
    assert tab.count(".toast-undo") > 0
    change_to(tab, "Ben")
    assert tab.count(".toast") == 0
    assert tab.run("homespun.store.everything.list('Diary entry').length") == 1


def test_leave_is_asked_for_and_agreed_to(open_app: Opener) -> None:
    """Staff ask, see their own and cannot agree; the boss agrees; a rule does what staff may not."""
    tab = open_app(LEAVE)
    assert "Days left" in tab.text("form"), "the blueprint's own fields of a person are asked for"
    begin(tab, "Ada")
    sign_out(tab)
    sign_up(tab, "Ben")
    tab.click("#person")
    tab.click("[role=menuitem]", "My profile")
    assert "Email" in tab.text("dialog")
    assert "Days left" not in tab.text("dialog"), "only the boss changes that"
    tab.press("Escape")
    assert "Requests" not in tab.text("nav").replace("My requests", "")
    assert tab.count("form [data-field=owner]") == 0
    tab.fill("reason", "Holiday")
    tab.fill("first day", "2026-08-03")
    tab.fill("last day", "2026-08-07")
    tab.click("form button.main")
    tab.wait("homespun.store.list('Request').length === 1")
    tab.go("My requests")
    assert "Holiday" in tab.text()
    assert tab.count("main .action") == 0, "nobody agrees to their own"
    tab.click("main .open", "Holiday")
    assert tab.count("dialog form") == 0, "it is only read"
    assert "Asked" in tab.text("dialog")
    tab.press("Escape")
    change_to(tab, "Ada")
    tab.go("Requests")
    assert "Ben" in tab.text("main table")
    tab.click("main .action", "Agree")
    tab.wait("homespun.store.list('Request')[0].values.state === 'Agreed'")
    change_to(tab, "Ben")
    tab.click("#bell")
    assert "Holiday: agreed for 5 days" in tab.text("dialog")
    tab.press("Escape")
    sign_out(tab)
    sign_up(tab, "Cem")
    assert tab.run("homespun.store.list('Notification').length") == 0, "a note about it is as hidden as it is"
