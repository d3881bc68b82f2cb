"""Records and small values, the same in both back ends: the browser's database and the app's own data.sqlite.

In Chromium the app is a file opened alone; in QtWebEngine it is shown as in the window, with its blueprint
beside it, so that the window keeps its records.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from chromium_pipe import Chromium
from opener import Opener
from second_window import second_window
from tab import Tab
from webengine_tab import WebEngine

from desktop.blueprint import print_app
from desktop.blueprint.nodes import FIELD_TYPES, App, Collection, Entity, Field, Page, Sample

HOSTILE_NAMES = ("constructor", "toString", "hasOwnProperty", "valueOf", "id", "made", "select")


def app() -> App:
    """An app with every type of field, names that break careless programs, and references."""
    types = [each for each in FIELD_TYPES if each not in ("reference", "references")]
    options = {"choice": ("A", "B"), "tags": ("A", "B")}
    thing = Entity("Thing", tuple(Field(each, each, options=options.get(each, ())) for each in types))
    odd = Entity("Odd", tuple(Field(each, "text") for each in HOSTILE_NAMES))
    room = Entity("Room", (Field("name", "text"),), samples=(Sample(("Kitchen",)),))
    plant = Entity(
        "Plant",
        (
            Field("name", "text"),
            Field("room", "reference", target="Room"),
            Field("rooms", "references", target="Room"),
            Field("mother", "reference", target="Plant"),
        ),
        samples=(Sample(("Fern", "Kitchen")),),
    )
    entities = (thing, odd, room, plant)
    pages = tuple(Page(f"{each.name} page", (Collection("table", each.name),)) for each in entities)
    return App("Everything", entities=entities, pages=pages)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which the app is opened; its blueprint makes the window offer its records."""
    place = tmp_path / "app"
    place.mkdir()
    (place / "app.blueprint").write_text(print_app(app()), encoding="utf-8")
    return place


@pytest.fixture
def tab(open_app: Opener, folder: Path) -> Tab:
    return open_app(app())


def put(tab: Tab, entity: str, values: str) -> str:
    """Make a record and wait until it is kept; give back its id."""
    script = f"{{ const record = homespun.store.make('{entity}', {values}); await homespun.store.put(record); return record.id; }}"
    return str(tab.run(f"(async () => {script})()"))


def names(tab: Tab, entity: str = "Plant") -> object:
    return tab.run(f"homespun.store.list('{entity}').map((record) => record.values.name)")


def wait_for_all(tab: Tab) -> None:
    tab.run("homespun.store.whole().then(() => true)")


def test_each_browser_has_its_own_back_end(tab: Tab, folder: Path, browser: Chromium | WebEngine) -> None:
    """The two runs of these tests are about two different places: one has a database in the folder."""
    put(tab, "Plant", "{ name: 'Ivy' }")
    found = (folder / "data.sqlite").exists()
    assert found is isinstance(browser, WebEngine)
    if found:
        connection = sqlite3.connect(folder / "data.sqlite")
        assert connection.execute('SELECT "name" FROM "Plant" ORDER BY "made"').fetchall() == [
            ("Fern",),
            ("Ivy",),
        ]
        connection.close()


def test_samples_are_there_once(tab: Tab) -> None:
    assert names(tab) == ["Fern"]
    tab.run("homespun.store.remove(homespun.store.list('Plant')[0].id).then(() => true)")
    tab.reload()
    assert names(tab) == []


def test_records_come_in_the_order_they_were_made(tab: Tab) -> None:
    for name in ("b", "c", "a"):
        put(tab, "Plant", f"{{ name: '{name}' }}")
    tab.reload()
    assert names(tab) == ["Fern", "b", "c", "a"]


def test_a_record_is_changed_in_its_place(tab: Tab) -> None:
    put(tab, "Plant", "{ name: 'Ivy' }")
    tab.run("""(async () => {
        const [record] = homespun.store.list("Plant");
        await homespun.store.put({ ...record, values: { ...record.values, name: "Tall fern" } });
    })().then(() => true)""")
    assert names(tab) == ["Tall fern", "Ivy"]
    tab.reload()
    assert names(tab) == ["Tall fern", "Ivy"]


def test_what_is_said_last_is_kept_when_the_page_is_left_at_once(tab: Tab) -> None:
    """However much is waiting to be written: nobody waits for a disk before closing a window."""
    tab.run("""{
        for (let at = 0; at < 300; at += 1) homespun.store.put(homespun.store.make("Plant", { name: String(at) }));
        for (let at = 0; at < 300; at += 1) homespun.store.remember("typed", at), homespun.store.remember("too", { at });
    }""")
    tab.reload()
    assert tab.run("[homespun.store.recall('typed'), homespun.store.recall('too')]") == [299, {"at": 299}]


def test_a_small_value_counts_at_once(tab: Tab) -> None:
    assert tab.run("{ homespun.store.remember('typed', [1]); return homespun.store.recall('typed'); }") == [1]


VALUES = """{
    text: "Ünïcode \\u202e '\\" </script>", "long text": "a\\nb", number: -0.125, money: 0, percent: 50, date: "2026-03-01",
    time: "09:30", "date and time": "2026-03-01T09:30", duration: 90, "yes/no": true, choice: "A", tags: ["A", "B"],
    email: "a@example.org", phone: "+49 1", link: "https://example.org/", image: "data:image/png;base64,AA==",
    file: "data:text/plain;name=a.txt;base64,YQ==", colour: "#336699", rating: 4,
}"""


def test_every_type_comes_back_as_it_was(tab: Tab) -> None:
    put(tab, "Thing", VALUES)
    put(tab, "Thing", "{}")
    tab.reload()
    same = f"""(() => {{
        const given = {VALUES};
        const kept = homespun.store.list("Thing")[0].values;
        return Object.keys(given).filter((name) => JSON.stringify(kept[name]) !== JSON.stringify(given[name]));
    }})()"""
    assert tab.run(same) == []
    empty = "Object.values(homespun.store.list('Thing')[1].values).every((value) => homespun.missing(value) || value.length === 0 || value === false)"
    assert tab.run(empty) is True


def test_values_of_another_kind_become_what_the_field_holds(tab: Tab) -> None:
    """What an action or a block hands over is kept the same way in both places, or as nothing."""
    put(
        tab,
        "Thing",
        "{ text: 7, number: '12.5', money: 'much', tags: 'A', 'yes/no': null, date: NaN, rating: Infinity }",
    )
    read = "['text', 'number', 'money', 'tags', 'date', 'rating'].map((name) => homespun.store.list('Thing')[0].values[name] ?? null)"
    expected = ["7", 12.5, None, ["A"], None, None]
    assert tab.run(read) == expected
    tab.reload()
    assert tab.run(read) == expected


def test_fields_may_have_any_name(tab: Tab) -> None:
    """Also names that mean something to JavaScript or to a database."""
    values = "{ " + ", ".join(f"['{name}']: '{name}!'" for name in HOSTILE_NAMES) + " }"
    put(tab, "Odd", values)
    tab.reload()
    read = f"{list(HOSTILE_NAMES)}.map((name) => homespun.store.list('Odd')[0].values[name])"
    assert tab.run(read) == [f"{name}!" for name in HOSTILE_NAMES]
    assert tab.run(
        "({}).polluted === undefined && Object.getPrototypeOf(homespun.store.list('Odd')[0].values) === null"
    )


def test_many_records_are_put_at_once_or_not_at_all(tab: Tab) -> None:
    tab.run("""(async () => {
        const many = Array.from({ length: 300 }, (_, at) => homespun.store.make("Plant", { name: `p${at}` }));
        await homespun.store.write({ put: many, remove: [homespun.store.list("Plant")[0].id] });
    })().then(() => true)""")
    tab.reload()
    wait_for_all(tab)
    assert tab.run("homespun.store.list('Plant').length") == 300
    refused = """(async () => {
        const good = homespun.store.make("Plant", { name: "good" });
        try { await homespun.store.write({ put: [good, { ...good, id: "no id at all!" }] }); } catch { return homespun.store.get(good.id) === null; }
    })()"""
    assert tab.run(refused) is True
    tab.reload()
    wait_for_all(tab)
    assert tab.run("homespun.store.list('Plant').some((record) => record.values.name === 'good')") is False


REFERRING = """(async () => {
    const { store } = homespun;
    const [room, fern] = [store.list("Room")[0], store.list("Plant")[0]];
    const bath = store.make("Room", { name: "Bath" });
    const child = store.make("Plant", { name: "Child", room: bath.id, rooms: [room.id, bath.id, room.id, "nobody"], mother: fern.id });
    await store.put(bath, child, { ...fern, values: { ...fern.values, mother: child.id } });
    return [room.id, bath.id, fern.id, child.id];
})()"""
READ = """homespun.store.list("Plant").map(({ values }) =>
    [values.room, values.rooms ?? [], values.mother].map((each) => Array.isArray(each) ? each.length : Boolean(each)))"""


def test_references_to_one_and_to_many_are_kept(tab: Tab) -> None:
    """Those that refer to each other come at once; one that leads nowhere, or twice to the same, is left out."""
    tab.run(REFERRING)
    tab.reload()
    assert tab.run(READ) == [[True, 0, True], [True, 2, True]]


def test_what_refers_to_a_deleted_record_lets_go_and_undo_gives_it_back(tab: Tab) -> None:
    tab.run(REFERRING)
    tab.run("""(async () => {
        const room = homespun.store.list("Room").at(-1);
        await homespun.store.remove(room.id);
        window.deleted = room;
    })().then(() => true)""")
    assert tab.run(READ) == [[True, 0, True], [False, 1, True]]
    tab.run("homespun.store.put(window.deleted).then(() => true)")
    assert tab.run(READ) == [[True, 0, True], [True, 2, True]]
    tab.run("homespun.store.remove(window.deleted.id).then(() => true)")
    tab.reload()
    assert tab.run(READ) == [[True, 0, True], [False, 1, True]]


def test_a_reference_to_a_record_of_another_entity_is_left_out(tab: Tab) -> None:
    put(tab, "Plant", "{ name: 'Odd one', room: homespun.store.list('Plant')[0].id }")
    tab.reload()
    assert tab.run("homespun.store.list('Plant').at(-1).values.room") is None


def test_small_values_outlive_a_reload(tab: Tab) -> None:
    tab.run("homespun.store.remember('snake best', 12).then(() => true)")
    tab.run("homespun.store.remember('notes', { __proto__: null, text: 'a', list: [1, 2] }).then(() => true)")
    tab.run(
        "homespun.store.remember('gone', 1).then(() => homespun.store.remember('gone', null)).then(() => true)"
    )
    tab.reload()
    read = "['snake best', 'notes', 'gone', 'never', 'toString'].map((name) => homespun.store.recall(name, 'otherwise'))"
    assert tab.run(read) == [12, {"text": "a", "list": [1, 2]}, "otherwise", "otherwise", "otherwise"]


def test_a_small_value_is_a_copy(tab: Tab) -> None:
    """Whoever changes what they were given has not changed what is kept."""
    tab.run("homespun.store.remember('list', [1]).then(() => true)")
    tab.run("homespun.store.recall('list').push(2)")
    assert tab.run("homespun.store.recall('list')") == [1]


def test_listeners_hear_what_has_changed(tab: Tab) -> None:
    tab.run(
        "{ window.heard = []; homespun.store.subscribe((change) => heard.push([change.put.length, change.removed.length])); }"
    )
    id_ = put(tab, "Plant", "{ name: 'Ivy' }")
    tab.run(f"homespun.store.remove('{id_}', 'nobody').then(() => true)")
    assert tab.run("window.heard") == [[1, 0], [0, 1]]


FAIL = {
    "chromium": """{
        const usual = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };
        window.mend = () => (IDBObjectStore.prototype.put = usual);
    }""",
    "webengine": """{
        const usual = window.fetch;
        window.fetch = async () => new Response('{"problem":"full"}');
        window.mend = () => (window.fetch = usual);
    }""",
}


def test_a_write_that_fails_shows_nothing_says_so_and_loses_nothing(
    tab: Tab, request: pytest.FixtureRequest
) -> None:
    """As on a full disk: the form stays as it is, a note says so, and after that it works again."""
    tab.run(FAIL["webengine" if "webengine" in request.node.name else "chromium"])
    tab.go("Plant page")
    tab.click(".add", "Add plant")
    tab.fill("name", "Ivy")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('.toast')?.innerText.includes('could not be saved')")
    assert names(tab) == ["Fern"]
    assert tab.run("document.querySelector('dialog input').value") == "Ivy"
    tab.run("{ window.mend(); }")
    tab.click("dialog button.main")
    tab.wait("!document.querySelector('dialog')")
    tab.reload()
    assert names(tab) == ["Fern", "Ivy"]


def test_another_window_sees_a_change(tab: Tab, browser: Chromium | WebEngine, folder: Path) -> None:
    """Two windows of one app: what one adds, changes or deletes, the other shows without a reload."""
    other = second_window(tab, browser, folder, "/plant-page")
    try:
        other.settle()
        put(tab, "Plant", "{ name: 'Ivy' }")
        tab.run("homespun.store.remember('best', 7).then(() => true)")
        other.run("window.dispatchEvent(new Event('focus')) && true")
        other.wait("document.querySelector('main').innerText.includes('Ivy')")
        other.wait("homespun.store.recall('best') === 7")
        tab.run("homespun.store.remove(homespun.store.list('Plant')[0].id).then(() => true)")
        other.run("window.dispatchEvent(new Event('focus')) && true")
        other.wait("!document.querySelector('main').innerText.includes('Fern')")
    finally:
        if isinstance(browser, WebEngine):
            other.close()
