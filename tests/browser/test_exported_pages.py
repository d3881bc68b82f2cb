"""An app in one file works from `file://`, anywhere, without a network: adding, changing, and what was brought."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium_pipe import Chromium
from chromium_tab import ChromiumTab
from opener import read_app
from own_parts import put_own_part
from sample_files import ROOT, name_of
from signing_in import begin

from desktop.blueprint.complete import complete
from desktop.compiler import compile_app
from desktop.exports import Form, export_project
from desktop.records import Database, answer
from desktop.workspace import Project, Provenance, open_project, write_project

EXAMPLES = sorted((ROOT / "resources" / "examples").glob("*.blueprint"))
MADE = Provenance("an example", 0, "spindle", "00" * 32, "memory", "1")
PLACE = "Übungen #1 & more"
"""A folder as people have them."""

ENTITY = """homespun.entities().filter((one) => !one.partOf && one.name !== homespun.about().people?.entity)
    .map((one) => one.name).find((name) => homespun.entityOf(name).fields.some((f) => f.type === "text" && !f.options))"""

FIELDS = """((name) => homespun.entityOf(name).fields.map((f) => ({ name: f.name, type: f.type, required: f.required ?? false,
    option: f.options?.[0] ?? "", minimum: f.minimum ?? 1, target: f.target ?? "" })))"""

GIVEN = {
    "date": "2030-01-15",
    "time": "10:30",
    "date and time": "2030-01-15T10:30",
    "email": "ada@example.org",
    "link": "https://example.org",
    "duration": "0:30",
    "colour": "#336699",
    "phone": "012345",
}


@pytest.fixture
def open_page(chromium: Chromium, tmp_path: Path) -> Iterator:
    """Open an exported page in a folder of its own, with the network cut."""
    tabs: list[ChromiumTab] = []

    def opener(page: Path) -> ChromiumTab:
        folder = tmp_path / PLACE
        folder.mkdir(exist_ok=True)
        shutil.copy(page, folder / "index.html")
        assert sorted(path.name for path in folder.iterdir()) == ["index.html"], "nothing lies beside it"
        return look_at(folder)

    def look_at(folder: Path) -> ChromiumTab:
        tab = chromium.open(folder, "", width=1280, height=900, dark=False, still=True, scripts=[])
        tabs.append(tab)
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        tab.send("Network.emulateNetworkConditions", offline)
        tab.settle()
        return tab

    opener.look_at = look_at  # type: ignore[attr-defined]
    yield opener
    said = [words for tab in tabs for words in tab.console]
    asked = [address for tab in tabs for address in tab.requests]
    for tab in tabs:
        tab.close()
    assert (said, asked) == ([], [])


def project_of(example: Path, folder: Path) -> Project:
    text = example.read_text(encoding="utf-8")
    return write_project(folder, compile_app(read_app(text)), text, MADE)


def bring(project: Project, entity: str, field: str, words: str) -> None:
    """Put one record into a project."""
    app = read_app(project.blueprint_text)
    put = [{"id": "brought-1", "entity": entity, "made": 5, "values": {field: words}}]
    with Database(project.folder / "data.sqlite", complete(app)) as database:
        assert "problem" not in json.loads(answer(database, json.dumps({"do": "begin", "put": put}).encode()))


def first_text(app_text: str) -> tuple[str, str]:
    """The first entity of an app with a text to type into, and that text."""
    entities = read_app(app_text).entities
    return next(
        (entity.name, field.name)
        for entity in entities
        if entity.name != "Person"
        for field in entity.fields
        if field.type == "text"
    )


def add(tab: ChromiumTab, entity: str, field: str, words: str) -> None:
    """Add a record as a person does: by its form, every field that must be filled."""
    tab.run(f"homespun.openNew(homespun.entityOf({json.dumps(entity)}))")
    tab.wait("document.querySelector('dialog[open] form')")
    fields = tab.run(f"({FIELDS})({json.dumps(entity)})")
    assert isinstance(fields, list)
    for one in fields:
        selector = f"dialog [data-field={json.dumps(one['name'])}]"
        if one["name"] == field:
            tab.fill(field, words)
        elif one["required"] and tab.count(selector):
            given = GIVEN.get(one["type"]) or one["option"] or str(one["minimum"])
            if one["type"] == "reference":
                options = f"[...document.querySelectorAll({json.dumps(selector + ' option')})]"
                given = str(tab.run(f"{options}.find((option) => option.value)?.text ?? ''"))
            tab.fill(one["name"], given)
    save(tab)


def save(tab: ChromiumTab) -> None:
    tab.click("dialog button.main")
    try:
        tab.wait("!document.querySelector('dialog')", timeout_s=3)
    except AssertionError as problem:
        raise AssertionError(f"it was not kept: {tab.text('dialog form')}") from problem


def change(tab: ChromiumTab, entity: str, field: str, words: str) -> None:
    """Change the record that was added last, by its form."""
    tab.run(f"homespun.openForm(homespun.store.list({json.dumps(entity)}).at(-1))")
    tab.wait("document.querySelector('dialog[open] form')")
    tab.fill(field, words)
    save(tab)


def kept(tab: ChromiumTab, entity: str, field: str) -> list[str]:
    found = tab.run(
        f"homespun.store.whole().then(() => homespun.store.list({json.dumps(entity)})"
        f".map((record) => record.values[{json.dumps(field)}]))"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
@pytest.mark.parametrize("with_data", [False, True], ids=["empty", "with data"])
def test_an_example_in_one_file_works(open_page, tmp_path: Path, example: Path, with_data: bool) -> None:
    """Add, edit, reload: it is still there; with data it begins with its records, else with its samples."""
    project = project_of(example, tmp_path / "app")
    entity, field = first_text(project.blueprint_text)
    if with_data:
        bring(project, entity, field, "Brought along")
    exported = export_project(project, "html", with_data=with_data, out=tmp_path / "one.html")
    tab = open_page(exported.place)
    if tab.count(".people-card"):
        begin(tab, "Ada")
    before = kept(tab, entity, field)
    assert ("Brought along" in before) == with_data
    add(tab, entity, field, "Proof seven")
    assert kept(tab, entity, field) == [*before, "Proof seven"]
    change(tab, entity, field, "Proof eight")
    tab.reload()
    assert kept(tab, entity, field) == [*before, "Proof eight"]
    assert tab.run("homespun.store.trouble()") == ""


NOTES = 'app "Notes"\n\nentity Note\n  text: text, required\n\npage Notes\n  list of Note showing text\n'
PARTS = f'{NOTES}  custom "Map" of Note\n'


def notes_project(folder: Path, text: str = NOTES) -> Project:
    return write_project(folder, compile_app(read_app(text)), text, MADE)


@pytest.mark.parametrize("form", ["folder", "code", "zip"])
def test_the_other_kinds_begin_with_their_records_too(open_page, tmp_path: Path, form: Form) -> None:
    """A web folder, plain code and an unpacked zip work from `file://` like the app that they come from."""
    project = notes_project(tmp_path / "app")
    bring(project, "Note", "text", "Brought along")
    folder = export_project(project, form, with_data=True, out=tmp_path / f"out {form}").place
    if form == "zip":
        shutil.unpack_archive(folder, tmp_path / "unpacked", "zip")
        folder = tmp_path / "unpacked" / "notes"
    tab = open_page.look_at(folder)
    add(tab, "Note", "text", "Later")
    tab.reload()
    assert kept(tab, "Note", "text") == ["Brought along", "Later"]


def test_other_records_do_not_hide_behind_the_first(open_page, tmp_path: Path) -> None:
    """A second page with other records, in the place of the first, shows its own; the first shows its own again."""
    pages = []
    for words in ("First", "Second"):
        project = notes_project(tmp_path / words)
        bring(project, "Note", "text", words)
        pages.append(export_project(project, "html", with_data=True, out=tmp_path / f"{words}.html").place)
    tab = open_page(pages[0])
    add(tab, "Note", "text", "typed")
    for page, seen in ((pages[1], ["Second"]), (pages[0], ["First", "typed"])):
        shutil.copy(page, tmp_path / PLACE / "index.html")
        tab.reload()
        assert kept(tab, "Note", "text") == seen


def test_a_page_reaches_nothing_outside(chromium: Chromium, tmp_path: Path) -> None:
    """Whatever gets into the page, its policy lets it ask nobody and run nothing."""
    project = notes_project(tmp_path / "app")
    export_project(project, "html", out=tmp_path / "out" / "index.html")
    folder = tmp_path / "out"
    tab = chromium.open(folder, "", width=800, height=600, dark=False, still=True, scripts=[])
    try:
        tab.settle()
        refused = tab.run(
            """{
                const said = [];
                document.addEventListener("securitypolicyviolation", (event) => said.push(event.effectiveDirective));
                const put = (tag, facts) => document.body.append(Object.assign(document.createElement(tag), facts));
                put("script", { textContent: "window.injected = true" });
                put("script", { src: "https://outside.example/x.js" });
                put("img", { src: "https://outside.example/x.png" });
                put("iframe", { src: "https://outside.example/" });
                put("style", { textContent: "body { color: red }" });
                put("link", { rel: "stylesheet", href: "https://outside.example/x.css" });
                const asked = fetch("https://outside.example/").then(() => "reached", () => "refused");
                return asked.then(async (answer) => {
                    await new Promise((done) => setTimeout(done, 100));
                    return [answer, String(window.injected), ...said.sort()];
                });
            }"""
        )
        asked = "connect-src frame-src img-src script-src-elem script-src-elem style-src-elem style-src-elem"
        assert refused == ["refused", "undefined", *asked.split()]
    finally:
        tab.close()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OWN = """<img src="pixel.png" onload="this.dataset.wide = this.naturalWidth" style="background: url('./pixel.png')">
<button onclick="homespun.add({ text: 'From the part' })">Add</button>
<p id="seen"></p>
<script>
  const tell = () => parent.postMessage({ wide: document.querySelector("img").naturalWidth }, "*");
  homespun.whenChanged(async () => {
    document.getElementById("seen").textContent = (await homespun.records()).map((one) => one.values.text).join();
    setTimeout(tell, 50);
  });
  fetch("https://outside.example/").catch(() => parent.postMessage({ refused: true }, "*"));
</script>
"""


def test_a_part_of_ones_own_is_shown_in_one_file_with_its_pictures(
    chromium: Chromium, tmp_path: Path
) -> None:
    """The frame, its fence, its scripts and its pictures need nothing beside the page, and reach nothing outside."""
    project = notes_project(tmp_path / "app", PARTS)
    put_own_part(project.folder, "map", OWN)
    (project.folder / "custom" / "pixel.png").write_bytes(PICTURE)
    export_project(open_project(project.folder), "html", out=tmp_path / "out" / "index.html")
    listener = "window.heard = {}; addEventListener('message', ({ data }) => Object.assign(heard, data));"
    tab = chromium.open(
        tmp_path / "out", "", width=800, height=600, dark=False, still=True, scripts=[listener]
    )
    try:
        tab.settle()
        tab.wait("heard.wide === 1 && heard.refused")
        tab.centre("iframe.custom-frame")  # scrolls there
        box = tab.run(
            "(({ left, top }) => [left, top])(document.querySelector('iframe').getBoundingClientRect())"
        )
        assert isinstance(box, list)
        for down in range(30, 120, 10):  # the button is near the top left corner
            if tab.run("homespun.store.list('Note').length"):
                break
            tab._mouse("move", box[0] + 40, box[1] + down)
            tab._mouse("press", box[0] + 40, box[1] + down, held=True)
            tab._mouse("release", box[0] + 40, box[1] + down)
            tab._frame()
        assert kept(tab, "Note", "text")[0] == "From the part"
        assert tab.requests == []
    finally:
        tab.close()
