"""Records go out into spreadsheets and come in from them, and nothing is lost or run on the way."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from opener import Opener
from tab import Tab

BLUEPRINT = """
app "Shelf"

entity Room
  name: text, required
  sample "Kitchen"
  sample "Small, dark room"

entity Book
  title: text, required, unique
  pages: number, min 1
  price: money €
  bought: date
  at: time
  seen: date and time
  length: duration
  lent: yes/no
  kind: choice Novel | Poems
  tags: tags long | old
  stars: rating
  room: to Room
  rooms: many Room
  phone: phone
  cover: image
  double = pages * 2
  sample "Emma", 400

page Books
  table of Book
page Rooms
  table of Room
"""
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


@pytest.fixture
def tab(open_app: Opener) -> Tab:
    found = open_app(BLUEPRINT)
    found.run(CATCH)
    return found


@pytest.fixture
def read(tab: Tab) -> Callable[[str], dict]:
    """Read a table as books; nothing is kept."""

    def ask(text: str) -> dict:
        found = tab.run(
            f"""(() => {{
                const found = homespun.readRecords(homespun.entityOf("Book"), {json.dumps(text)});
                const name = (id) => homespun.nameOf("Room", id);
                return found && {{ ...found, records: found.records.map(({{ values }}) =>
                    ({{ ...values, room: name(values.room), rooms: (values.rooms ?? []).map(name) }})) }};
            }})()"""
        )
        assert isinstance(found, dict)
        return found

    return ask


def bring_in(tab: Tab, text: str) -> None:
    """Choose a file in the menu, up to the question whether to bring it in."""
    tab.run(f"{{ window.given = {json.dumps(text)}; }}")
    tab.click("#menu")
    tab.click("[role=menuitem]", "Bring in a spreadsheet")
    tab.click("dialog button", "Books")
    tab.wait("document.querySelector('dialog .form-end')")


def titles(tab: Tab) -> object:
    return tab.run("homespun.store.list('Book').map((record) => record.values.title)")


def test_a_table_is_brought_in_and_undo_takes_it_out(tab: Tab) -> None:
    bring_in(tab, '\ufeffTitle,Pages\r\nDubliners,200\r\n"Ulysses, ""the"" book",\r\n')
    tab.click("dialog button.main", "Bring in 2")
    tab.wait("homespun.store.list('Book').length === 3")
    assert titles(tab) == ["Emma", "Dubliners", 'Ulysses, "the" book']
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Book').length === 1")


def test_rows_that_do_not_fit_are_told_and_handed_back(tab: Tab) -> None:
    """Each has its row, its column and what is wrong; the file with them is the person's, as it was."""
    bring_in(
        tab,
        "title,pages,kind\nDubliners,many,Novel\nEmma,1,Novel\n,5,Poems\nHamlet,0,Play\nFaust,300,poems\n",
    )
    said = tab.text("dialog")
    for words in ("1 of 5 rows", "Row 2, pages", "Row 3", "Emma", "Row 4, title", "Row 5, kind"):
        assert words in said
    tab.click("dialog button", "Save the other rows")
    rest = tab.run("handed.text()")
    assert rest == "title,pages,kind\r\nDubliners,many,Novel\r\nEmma,1,Novel\r\n,5,Poems\r\nHamlet,0,Play\r\n"
    mark = "handed.arrayBuffer().then((bytes) => [...new Uint8Array(bytes.slice(0, 3))])"
    assert tab.run(mark) == [0xEF, 0xBB, 0xBF], "spreadsheets know by this mark that it is UTF-8"
    tab.click("dialog button.main", "Bring in 1")
    tab.wait("homespun.store.list('Book').length === 2")
    assert titles(tab) == ["Emma", "Faust"]


def test_a_file_of_something_else_is_refused_with_a_clear_sentence(tab: Tab) -> None:
    tab.run("{ window.given = 'a,b\\n1,2'; }")
    tab.click("#menu")
    tab.click("[role=menuitem]", "Bring in a spreadsheet")
    tab.click("dialog button", "Books")
    tab.wait("document.querySelector('.toast')?.innerText.includes('title, pages')")
    assert titles(tab) == ["Emma"]


def test_every_type_goes_out_and_comes_in_again(tab: Tab, read: Callable[[str], dict]) -> None:
    """What the app writes it can read: the same values come back, whatever signs are in them."""
    tab.run("""(async () => {
        const { store } = homespun;
        const [kitchen, dark] = store.list("Room");
        await store.put(store.make("Book", {
            title: 'A; "b", c\\nd', pages: 1234.5, price: -0.5, bought: "2026-03-01", at: "09:30", seen: "2026-03-01T23:05", length: 95,
            lent: true, kind: "Poems", tags: ["long", "old"], stars: 4, room: dark.id, rooms: [dark.id, kitchen.id], phone: "+49 170 1",
        }));
    })().then(() => true)""")
    tab.click("#menu")
    tab.click("[role=menuitem]", "Save books as a spreadsheet")
    sheet = str(tab.run("handed.text()"))
    assert "cover" not in sheet
    tab.run(
        "homespun.store.remove(...homespun.store.list('Book').map((record) => record.id)).then(() => true)"
    )
    found = read(sheet)
    assert found["problems"] == []
    assert found["unknown"] == []
    assert {name: value for name, value in found["records"][1].items() if value not in (None, [])} == {
        "title": 'A; "b", c\nd', "pages": 1234.5, "price": -0.5, "bought": "2026-03-01", "at": "09:30",
        "seen": "2026-03-01T23:05", "length": 95, "lent": True, "kind": "Poems", "tags": ["long", "old"], "stars": 4,
        "room": "Small, dark room", "rooms": ["Small, dark room", "Kitchen"], "phone": "+49 170 1",
    }  # fmt: skip


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "\r=1", "  =1", "＝1", "=1;=2,=3\n=4"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_that_goes_out_is_a_formula_and_it_comes_back_as_it_was(
    tab: Tab, read: Callable[[str], dict], formula: str
) -> None:
    tab.run(
        f"homespun.store.put(homespun.store.make('Book', {{ title: {json.dumps(formula)} }})).then(() => true)"
    )
    tab.click("#menu")
    tab.click("[role=menuitem]", "Save books as a spreadsheet")
    sheet = str(tab.run("handed.text()"))
    cells = tab.run(f"homespun.readSheet({json.dumps(sheet)}).lines.map((line) => line[0])")
    assert isinstance(cells, list)
    assert cells[2].startswith("'")
    tab.run(
        "homespun.store.remove(...homespun.store.list('Book').map((record) => record.id)).then(() => true)"
    )
    assert read(sheet)["records"][1]["title"] == formula.strip()


@pytest.mark.parametrize(
    ("field", "cell", "separator", "value"),
    [
        ("price", "1,234.50", ",", 1234.5),
        ("price", "1.234,50 €", ";", 1234.5),
        ("price", "€ 12.50", ",", 12.5),
        ("price", "12,5", ";", 12.5),
        ("price", "12.5", ";", 12.5),
        ("price", "1.234", ";", 1234),
        ("price", "1.234", ",", 1.234),
        ("price", "1 234,5", "\t", 1234.5),
        ("price", "-7", ",", -7),
        ("price", "−7", ",", -7),
        ("price", "12a4", ",", None),
        ("price", "1e5x", ",", None),
        ("bought", "2026-03-01", ",", "2026-03-01"),
        ("bought", "1.3.2026", ";", "2026-03-01"),
        ("bought", "31/03/2026", ",", "2026-03-31"),
        ("bought", "3/31/2026", ",", "2026-03-31"),
        ("bought", "31.03.26", ",", "2026-03-31"),
        ("bought", "30.02.2026", ",", None),
        ("bought", "soon", ",", None),
        ("at", "9:30 PM", ",", "21:30"),
        ("at", "12:05 am", ",", "00:05"),
        ("at", "25:00", ",", None),
        ("seen", "1.3.2026 9:30", ";", "2026-03-01T09:30"),
        ("seen", "2026-03-01", ",", "2026-03-01T00:00"),
        ("length", "1:35", ",", 95),
        ("length", "95", ",", 95),
        ("lent", "x", ",", True),
        ("lent", "Nein", ",", False),
        ("lent", "perhaps", ",", None),
        ("kind", "novel", ",", "Novel"),
        ("kind", "Play", ",", None),
        ("tags", "long; OLD", ",", ["long", "old"]),
        ("tags", "long | new", ",", None),
        ("stars", "4 of 5 stars", ",", 4),
        ("stars", "4.5", ",", None),
        ("room", "kitchen", ",", "Kitchen"),
        ("room", "Attic", ",", None),
        ("rooms", "Kitchen | small, dark room", ";", ["Kitchen", "Small, dark room"]),
        ("cover", "data:image/png;base64,AA==", ",", None),
    ],
)
def test_cells_are_read_as_people_write_them(
    read: Callable[[str], dict], field: str, cell: str, separator: str, value: object
) -> None:
    quoted = f'"{cell}"'
    found = read(f"title{separator}{field}\nX{separator}{quoted}\n")
    if value is None and field != "cover":
        assert (found["records"], len(found["problems"])) == ([], 1)
    else:
        assert found["records"][0][field] == value


def test_old_files_in_other_letters_are_read(tab: Tab) -> None:
    """What is no UTF-8 is read as Western European, and UTF-16 by its mark."""
    script = "homespun.textOfFile(new File([new Uint8Array({0})], 'x.csv'))"
    assert tab.run(script.format(list("Müller €".encode("windows-1252")))) == "Müller €"
    assert tab.run(script.format(list("Müller".encode("utf-16")))) == "Müller"
    assert tab.run(script.format(list("Müller".encode()))) == "Müller"


def test_a_broken_table_still_ends(tab: Tab) -> None:
    """A quote that is never closed, lines of all lengths and no end of line make no difference."""
    read = "homespun.readSheet({0}).lines"
    assert tab.run(read.format(json.dumps('a,"b\nc'))) == [["a", "b\nc"]]
    assert tab.run(read.format(json.dumps("a\r\rb\n\n  \nc,d"))) == [["a"], ["b"], ["c", "d"]]
    assert tab.run(read.format(json.dumps("sep=|\na|b"))) == [["a", "b"]]
    assert tab.run(read.format(json.dumps(""))) == []


def test_a_copy_of_everything_comes_back_with_small_values_and_undo(tab: Tab) -> None:
    tab.run("homespun.store.remember('best', 7).then(() => true)")
    tab.click("#menu")
    tab.click("[role=menuitem]", "copy of everything")
    tab.wait("window.handed")
    tab.run("handed.text().then((text) => (window.given = text)).then(() => true)")
    tab.run("homespun.store.remember('best', null).then(() => true)")
    tab.run(
        "homespun.store.remove(...['Book', 'Room'].flatMap((name) => homespun.store.list(name)).map((record) => record.id)).then(() => true)"
    )
    tab.click("#menu")
    tab.click("[role=menuitem]", "Bring back")
    tab.click("dialog button.main")
    tab.wait("homespun.store.list('Book').length === 1 && homespun.store.list('Room').length === 2")
    tab.wait("homespun.store.recall('best') === 7")
    tab.click(".toast-undo")
    tab.wait("homespun.store.list('Book').length === 0")


@pytest.mark.parametrize(
    ("text", "records", "lost"),
    [
        ("{", None, None),
        ('{"format": "something else", "records": []}', None, None),
        ('{"format": "homespun-records", "version": 2, "records": []}', None, None),
        ('{"format": "homespun-records", "version": 1, "records": [null, 7, {"id": "a"}]}', 0, 3),
        (
            '{"format": "homespun-records", "version": 1, "records": [{"id": "a", "entity": "Book", "made": 1,'
            ' "values": {"title": "T", "pages": "many", "__proto__": {"polluted": 1}, "nothing": 1}}]}',
            1,
            1,
        ),
        (
            '{"format": "homespun-records", "version": 1, "records": [{"id": "a b\'", "entity": "Book", "made": 1,'
            ' "values": {}}, {"id": "a", "entity": "constructor", "made": 1, "values": {}}]}',
            0,
            2,
        ),
    ],
)
def test_a_copy_is_taken_for_what_fits(tab: Tab, text: str, records: int | None, lost: int | None) -> None:
    """Whatever a file says, only records of this app come out of it, and what does not fit is counted."""
    found = tab.run(
        f"{{ const found = homespun.readCopy({json.dumps(text)}); return found && [found.records.length, found.lost]; }}"
    )
    assert found == (None if records is None else [records, lost])
    assert tab.run("({}).polluted === undefined") is True
