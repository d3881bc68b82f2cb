"""Compiled apps do what their blueprint says, in a real browser, from `file://`, by mouse and keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from opener import Opener
from sample_apps import shed, today
from tab import Tab

from desktop.blueprint.nodes import App, Collection, Entity, Field, Page

CATCH_DOWNLOADS = """{
    URL.createObjectURL = (blob) => { window.handed = blob; return "blob:none"; };
    HTMLAnchorElement.prototype.click = () => {};
}"""


def rows(tab: Tab) -> list[str]:
    """The first cell of each row of the table."""
    found = tab.run(
        "[...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.innerText.trim())"
    )
    assert isinstance(found, list)
    return found


def stat(tab: Tab, label: str) -> str:
    return str(tab.run(f"document.querySelector('.stat[aria-label=\"{label}\"] .stat-number').innerText"))


def add_tool(tab: Tab, name: str) -> None:
    tab.click(".add")
    tab.fill("name", name)
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")


def test_a_record_that_is_added_is_still_there_after_a_reload(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    add_tool(tab, "Ladder, 3 m")
    assert "Ladder, 3 m" in tab.text()
    tab.reload()
    assert "Ladder, 3 m" in tab.text()
    assert tab.count("article") == 3


def test_samples_are_put_in_on_the_first_run_only(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    for _ in range(2):
        tab.click('article [aria-label^="Delete"]')
        tab.wait("document.querySelector('.toast')")
    tab.wait("document.querySelectorAll('article').length === 0")
    assert "No tools yet" in tab.text()
    tab.reload()
    assert tab.count("article") == 0


def test_a_record_is_edited_and_the_change_survives(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.click("article .open", "Axe")
    tab.click(".record-doing button", "Edit")
    tab.fill("name", "Splitting axe")
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")
    tab.reload()
    assert "Splitting axe" in tab.text()


def test_deleting_offers_undo_and_undo_brings_the_record_back(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.click('article [aria-label^="Delete"]', "Axe")
    tab.wait("document.querySelectorAll('article').length === 1")
    tab.click(".toast-undo")
    tab.wait("document.querySelectorAll('article').length === 2")
    tab.reload()
    assert "Axe" in tab.text()


def test_a_whole_record_can_be_added_without_a_mouse(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.run("document.querySelector('.add').focus()")
    tab.press("Enter")
    tab.wait("document.querySelector('dialog[open]')")
    tab.type("Rake")
    tab.press("Enter")
    tab.wait("!document.querySelector('dialog')")
    assert "Rake" in tab.text()
    assert tab.run("document.activeElement.classList.contains('add')"), "the focus goes back"


def test_escape_closes_a_dialog_and_keeps_nothing(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.click(".add")
    tab.type("Never")
    tab.press("Escape")
    tab.wait("!document.querySelector('dialog')")
    assert "Never" not in tab.text()


def test_every_type_of_field_keeps_what_is_typed(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.click(".add")
    tab.fill("name", "Saw")
    tab.fill("kind", "Garden")
    tab.fill("value", "12.5")
    tab.click('dialog [data-field="condition"] label:nth-child(4)')
    tab.fill("tags", "sharp")
    tab.fill("loan time", "1:45")
    tab.fill("paint", "#336699")
    tab.fill("manual", "example.org/saw")
    tab.fill("checked at", "2026-04-05T08:30")
    tab.fill("opens", "07:05")
    tab.fill("notes", "Oil it.")
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")
    tab.reload()
    kept = tab.run(
        "homespun.entityOf('Tool').fields.map((f) => homespun.store.list('Tool').at(-1).values[f.name])"
    )
    assert kept == [
        "Saw", "Garden", None, 12.5, 4, ["sharp"], 105, "#336699", "https://example.org/saw",
        "2026-04-05T08:30", "07:05", "Oil it.",
    ]  # fmt: skip


def test_a_picture_is_made_smaller_and_kept(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.click("article .open", "Axe")
    tab.click(".record-doing button", "Edit")
    tab.run(
        """(async () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 1500 });
            canvas.getContext("2d").fillRect(0, 0, 3000, 1500);
            const blob = await new Promise((done) => canvas.toBlob(done));
            const files = new DataTransfer();
            files.items.add(new File([blob], "axe.png", { type: "image/png" }));
            const input = document.querySelector("dialog input[type=file]");
            input.files = files.files;
            input.dispatchEvent(new Event("change"));
        })()"""
    )
    tab.wait("document.querySelector('dialog img.picture').naturalWidth === 1280")
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")
    tab.go("Tools")
    tab.wait("document.querySelector('article .cover img')?.naturalHeight === 640")


def test_computed_values_and_stats_follow_every_change(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    assert stat(tab, "Out now") == "1"
    assert stat(tab, "Deposits held") == "€20.00"
    first = tab.text("tbody tr")
    assert "3 days" in first
    assert "€22.10" in first
    tab.click("tbody tr:first-child .action", "One more week")
    tab.wait("document.querySelector('tbody').innerText.includes('10 days')")
    tab.click("tbody tr .action", "Returned")
    tab.wait("document.querySelector('.toast')")
    tab.click("tbody tr:last-child .action", "Returned")
    tab.wait("document.querySelector('.stat .stat-number').innerText === '0'")
    assert stat(tab, "Deposits held") == "€0.00"


def test_an_action_can_be_undone(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    tab.click("tbody tr .action", "Returned")
    tab.wait("document.querySelectorAll('tbody .chip-3').length === 1")
    tab.click(".toast-undo")
    tab.wait("document.querySelectorAll('tbody .chip-3').length === 0")


def test_arithmetic_with_a_missing_value_is_missing(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    cells = tab.run(
        "[...document.querySelectorAll('tbody tr')[1].cells].map((cell) => cell.innerText.trim())"
    )
    assert isinstance(cells, list)
    assert cells[4] == "–"
    assert cells[6] == "–"


def test_search_looks_into_every_field_and_says_when_nothing_is_found(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    tab.click("input[type=search]")
    tab.type("anna")
    assert rows(tab) == ["Cordless drill"]
    tab.type(" zzz")
    assert "Nothing found" in tab.text()
    tab.click(".empty button")
    assert len(rows(tab)) == 2


def test_a_filter_leaves_only_what_was_chosen(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    tab.run(
        """{
            const filter = document.querySelector(".filter select");
            filter.value = "Asked for";
            filter.dispatchEvent(new Event("change"));
        }"""
    )
    assert rows(tab) == ["Axe"]


def test_rows_are_sorted_as_the_blueprint_says_and_then_by_a_click(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    assert rows(tab) == ["Cordless drill", "Axe"]
    tab.click("th .sort", "ool")
    assert rows(tab) == ["Axe", "Cordless drill"]
    tab.click("th .sort", "ool")
    assert rows(tab) == ["Cordless drill", "Axe"]
    assert tab.run("document.querySelector('th[aria-sort]').ariaSort") == "descending"


def test_cards_are_sorted_descending_where_asked(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    names = tab.run("[...document.querySelectorAll('article h3')].map((title) => title.innerText)")
    assert names == ["Cordless drill", "Axe"]


def test_a_card_is_dragged_to_another_column_and_stays_there(open_app: Opener) -> None:
    tab = open_app(shed(), "board")
    start = tab.centre('.column[data-column="1"] .board-card')
    tab.drag(start, tab.centre('.column[data-column="2"]'))
    tab.wait("document.querySelectorAll('.column[data-column=\"2\"] .board-card').length === 1")
    tab.reload()
    assert tab.count('.column[data-column="2"] .board-card') == 1
    assert tab.count('.column[data-column="1"] .board-card') == 0


def test_a_card_is_moved_with_the_arrow_keys_and_keeps_the_focus(open_app: Opener) -> None:
    tab = open_app(shed(), "board")
    tab.run("document.querySelector('.column[data-column=\"0\"] .board-card').focus()")
    tab.press("ArrowRight")
    tab.wait("document.querySelectorAll('.column[data-column=\"1\"] .board-card').length === 2")
    assert tab.run("document.activeElement.innerText.includes('Axe')")
    tab.press("ArrowRight")
    tab.wait("document.querySelectorAll('.column[data-column=\"2\"] .board-card').length === 1")


def test_the_calendar_shows_records_on_their_day_and_adds_on_another(open_app: Opener) -> None:
    tab = open_app(shed(), "calendar")
    due = today() + timedelta(3)
    if due.month != today().month:  # it opens on this month unless that is empty
        tab.click('[data-key="next_month"]') if tab.text(".month-head h3") != f"{due:%B %Y}" else None
    day = f'[data-key="day {due}"]'
    assert "Cordless drill" in str(tab.run(f"document.querySelector('{day}').parentElement.innerText"))
    tab.click(day)
    tab.wait("document.querySelector('dialog[open]')")
    assert tab.run("document.querySelector('dialog [data-field=due] input').value") == str(due)


def test_arrow_keys_walk_through_the_days(open_app: Opener) -> None:
    tab = open_app(shed(), "calendar")
    tab.run("document.querySelector('.day-number[tabindex=\"0\"]').focus()")
    before = str(tab.run("document.activeElement.dataset.key"))
    tab.press("ArrowDown")
    after = str(tab.run("document.activeElement.dataset.key"))
    assert tab.run(f"homespun.calculate.daysBetween('{before[4:]}', '{after[4:]}')") == 7


def test_charts_are_drawn_from_the_records(open_app: Opener) -> None:
    tab = open_app(shed(), "numbers")
    tab.wait("document.querySelectorAll('.chart svg').length === 3")
    assert tab.count(".chart-pie .slice") == 2
    table = str(tab.run("document.querySelector('.chart-bar table').textContent"))
    assert "Anna Berg€20.00" in table


def test_what_is_missing_or_out_of_bounds_is_said_beside_the_field(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    tab.click(".add")
    tab.fill("deposit", "201")
    tab.click("dialog button.main")
    words = tab.text("dialog form")
    assert "Please choose a tool." in words
    assert "This must be €200.00 or less." in words
    assert tab.count("dialog [aria-invalid=true]") == 4
    described = tab.run(
        """(() => {
            const wrong = document.querySelector("dialog [aria-invalid]");
            return document.getElementById(wrong.getAttribute("aria-describedby")).innerText;
        })()"""
    )
    assert described == "Please choose a tool."


def test_what_must_be_unique_is_refused_however_it_is_written(open_app: Opener) -> None:
    tab = open_app(shed(), "people")
    tab.click(".add")
    tab.fill("name", " anna berg ")
    tab.fill("email", "nobody")
    tab.click("dialog button.main")
    assert "There is already one with" in tab.text("dialog form")
    assert "name@example.org" in tab.text("dialog form")


def test_an_entity_that_no_page_shows_gets_a_page_of_its_own(open_app: Opener) -> None:
    tab = open_app(shed(), "people")
    assert rows(tab) == ["Anna Berg", "Bo Lind"]


def test_a_form_on_a_page_adds_and_is_ready_for_the_next(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.fill("name", "Spade")
    tab.press("Enter")
    tab.wait("document.querySelectorAll('article').length === 3")
    assert tab.run("document.querySelector('.form-card input').value") == ""


def test_another_record_can_be_made_on_the_way(open_app: Opener) -> None:
    tab = open_app(shed(), "loans")
    tab.click(".add")
    tab.click('dialog [data-field="borrower"] button')
    tab.wait("document.querySelectorAll('dialog[open]').length === 2")
    tab.type("Chidi")
    tab.press("Enter")
    tab.wait("document.querySelectorAll('dialog[open]').length === 1")
    chosen = "document.querySelector('dialog [data-field=borrower] select').selectedOptions[0].text"
    assert tab.run(chosen) == "Chidi"


def test_a_copy_is_saved_and_brought_back(open_app: Opener) -> None:
    tab = open_app(shed(), "tools")
    tab.run(CATCH_DOWNLOADS)
    tab.click("#menu")
    tab.click("[role=menuitem]", "copy of everything")
    copy = tab.run("handed.text()")
    assert isinstance(copy, str)
    tab.click('article [aria-label^="Delete"]', "Axe")
    tab.wait("document.querySelectorAll('article').length === 1")
    tab.run(
        """(() => {
            const make = HTMLInputElement.prototype.click;
            HTMLInputElement.prototype.click = function () {
                const files = new DataTransfer();
                files.items.add(new File([handed], "copy.json"));
                this.files = files.files;
                this.dispatchEvent(new Event("change"));
                HTMLInputElement.prototype.click = make;
            };
        })()"""
    )
    tab.click("#menu")
    tab.click("[role=menuitem]", "Bring back")
    tab.click("dialog button.main")
    tab.wait("document.querySelectorAll('article').length === 2")


def test_a_spreadsheet_never_gets_a_formula_from_a_record(open_app: Opener) -> None:
    tab = open_app(shed(), "people")
    tab.click(".add")
    tab.fill("name", '=HYPERLINK("x"),1')
    tab.click("dialog button.main")
    tab.wait("document.querySelectorAll('tbody tr').length === 3")
    tab.run(CATCH_DOWNLOADS)
    tab.click("#menu")
    tab.click("[role=menuitem]", "people as a spreadsheet")
    sheet = str(tab.run("handed.text()"))
    assert '"\'=HYPERLINK(""x""),1",' in sheet


@pytest.mark.parametrize(
    ("view", "by"), [("table", ""), ("list", ""), ("cards", ""), ("board", "kind"), ("calendar", "day")]
)
def test_the_first_record_can_be_added_in_every_view(open_app: Opener, view: str, by: str) -> None:
    fields = (
        Field("name", "text", required=True),
        Field("kind", "choice", options=("A", "B")),
        Field("day", "date"),
    )
    page = Page("Home", (Collection(view, "Note", by=by),))
    tab = open_app(App("Empty view", entities=(Entity("Note", fields),), pages=(page,)))
    tab.click(".add")
    tab.type("First")
    tab.press("Enter")
    tab.wait("document.querySelector('main').innerText.includes('First')")


def test_two_sections_of_one_entity_show_the_same_records(open_app: Opener) -> None:
    note = Entity("Note", (Field("text", "text", required=True),))
    page = Page("Notes", (Collection("table", "Note"), Collection("list", "Note")))
    tab = open_app(App("Twice", entities=(note,), pages=(page,)))
    tab.click(".empty .add")
    tab.type("Once")
    tab.press("Enter")
    tab.wait("document.querySelectorAll('tbody tr, .lines li').length === 2")
