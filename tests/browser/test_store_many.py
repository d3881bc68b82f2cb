"""Many records: a table has pages to turn, lists and cards grow when asked, and the whole is searched and sorted."""

from __future__ import annotations

import pytest
from opener import Opener
from tab import Tab

BLUEPRINT = """
app "Many"

entity Book
  name: text
  pages: number
  shelf: choice Red | Blue
  twice = pages * 2

page Table
  table of Book showing name, pages, twice; search; filter by shelf; sort by pages; total pages, twice
page List
  list of Book showing name
page Cards
  cards of Book showing name
page Few
  table of Book showing name; sort by pages descending; limit 3
"""
FILL = """homespun.store.write({ put: Array.from({ length: 120 }, (_, at) => homespun.store.make("Book", {
    name: `Book ${(at * 37) % 120}`, pages: (at * 37) % 120, shelf: at % 2 ? "Red" : "Blue" })) }).then(() => true)"""


@pytest.fixture
def tab(open_app: Opener) -> Tab:
    found = open_app(BLUEPRINT)
    found.run(FILL)
    found.wait("document.querySelectorAll('tbody tr').length === 50")
    return found


def names(tab: Tab) -> list[str]:
    found = tab.run(
        "[...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.innerText.trim())"
    )
    assert isinstance(found, list)
    return found


def books(numbers: range) -> list[str]:
    return [f"Book {number}" for number in numbers]


def test_a_table_has_pages(tab: Tab) -> None:
    assert names(tab) == books(range(50))
    assert "1 to 50 of 120" in tab.text(".pages")
    tab.click(".pages button", "Next")
    assert names(tab) == books(range(50, 100))
    tab.click(".pages button", "Last")
    assert names(tab) == books(range(100, 120))
    tab.click(".pages button", "Next")  # there is no next one: nothing happens
    assert "101 to 120 of 120" in tab.text(".pages")
    tab.click(".pages button", "First")
    assert names(tab) == books(range(50))


def test_pages_are_turned_without_a_mouse_and_the_focus_stays(tab: Tab) -> None:
    tab.run("document.querySelectorAll('.pages button')[2].focus()")
    for _ in range(3):
        tab.press("Enter")
    assert "101 to 120" in tab.text(".pages")
    assert "Next" in str(tab.run("document.activeElement.innerText"))


def test_a_change_leaves_the_page_and_another_question_begins_anew(tab: Tab) -> None:
    tab.click(".pages button", "Next")
    tab.run("homespun.store.remove(homespun.store.list('Book')[0].id).then(() => true)")
    assert names(tab) == books(range(51, 101))
    tab.click("th button", "ages")
    assert names(tab) == books(range(119, 69, -1))


def test_everything_is_searched_and_not_only_the_page(tab: Tab) -> None:
    tab.fill("input[type=search]", "book 117")
    assert names(tab) == ["Book 117"]
    assert not tab.run("document.querySelector('.pages').checkVisibility()")


def test_what_changes_is_found_by_its_new_words_and_stands_in_its_new_place(tab: Tab) -> None:
    """Nothing that was worked out before a change is used after it, be it typed or computed."""
    tab.fill("input[type=search]", "238")
    assert names(tab) == ["Book 119"]
    tab.run("""(async () => {
        const record = homespun.store.list("Book").find((each) => each.values.pages === 5);
        await homespun.store.put({ ...record, values: { ...record.values, pages: 119.5, name: "Moved" } });
    })().then(() => true)""")
    tab.fill("input[type=search]", "239")
    assert names(tab) == ["Moved"]
    tab.fill("input[type=search]", "o")
    tab.click("th button", "wice")
    tab.click("th button", "wice")
    assert names(tab)[:2] == ["Moved", "Book 119"]


def test_totals_are_of_everything_that_was_found(tab: Tab) -> None:
    assert "7140" in tab.text("tfoot")
    assert "14,280" in tab.text("tfoot")
    tab.fill("input[type=search]", "book 117")
    assert "117" in tab.text("tfoot")


def test_all_of_them_are_printed(tab: Tab) -> None:
    """On paper no page can be turned; afterwards everything is as it was."""
    tab.run("window.dispatchEvent(new Event('beforeprint'))")
    assert names(tab) == books(range(120))
    tab.run("window.dispatchEvent(new Event('afterprint'))")
    assert names(tab) == books(range(50))


def test_a_limit_is_kept(tab: Tab) -> None:
    tab.go("Few")
    assert names(tab) == ["Book 119", "Book 118", "Book 117"]


@pytest.mark.parametrize(("page", "some"), [("List", 60), ("Cards", 48)])
def test_a_list_shows_more_when_asked_and_the_focus_goes_on(tab: Tab, page: str, some: int) -> None:
    tab.go(page)
    assert tab.count("main [data-record]") == some
    tab.click("button.more", f"Show {min(some, 120 - some)} more")
    assert tab.count("main [data-record]") == min(2 * some, 120)
    focused = "[...document.querySelectorAll('main [data-record]')].findIndex((each) => each.contains(document.activeElement))"
    assert tab.run(focused) == some


def test_the_first_rows_are_there_before_the_last_record_is(open_app: Opener) -> None:
    """With thousands of records the page is drawn at once and says that it is still loading."""
    tab = open_app(BLUEPRINT)
    tab.run("""(async () => {
        for (let round = 0; round < 3; round++)
            await homespun.store.write({ put: Array.from({ length: 4000 }, (_, at) => homespun.store.make("Book", { name: `B${at}` })) });
    })().then(() => true)""")
    tab.reload()
    tab.run("homespun.store.whole().then(() => true)")
    assert tab.run("homespun.store.list('Book').length") == 12_000
    tab.wait("document.querySelector('.count').innerText.includes('12000')")
