"""Direct edits: what can be changed of a line, and that what comes of it is a script that fits the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import edit
from desktop.blueprint.nodes import App
from desktop.shell.stage.direct_edits import Wish, dropped, edits_for, wish_for
from desktop.shell.stage.edit_kinds import ACT, COLUMNS, ICON, SWITCH, DirectEdit
from desktop.shell.stage.targets import drag_groups, find_target, targets_of

EXAMPLES = sorted((Path(__file__).parents[3] / "resources" / "examples").glob("*.blueprint"))

TEXT = """\
app "Plant Pal"
  icon 🌱
  theme light, accent seagreen

entity Plant
  name: text, required
  room: choice Kitchen | Bedroom
  notes: long text
  action Water: set notes to "wet"
  sample "Fern", "Kitchen", "Old"

page Plants
  stat "All" = count of Plant
  table of Plant showing name, room; search
  chart bar of count of Plant by room
  text "Be kind."

page About
  hero "Hello"; picture 🌱
    text "We water."
  features
    item "Calm": "No hurry"; icon 🌿
    item "Kind": "No shouting"
"""


def app_of(text: str) -> App:
    app = read(text).app
    assert app is not None
    return app


APP = app_of(TEXT)
LINES = {line.strip().split(";")[0]: at for at, line in enumerate(TEXT.splitlines(), start=1)}


def wish(line: str, key: str, value: str = "", *, within: tuple[str, ...] = (), subject: str = "") -> Wish:
    target = find_target(APP, LINES[line], [LINES[each] for each in within])
    assert target is not None
    found = [each for each in edits_for(APP, target) if (each.key, each.subject) == (key, subject)]
    assert found, (line, key)
    return wish_for(APP, target, found[0], value)


TABLE = "table of Plant showing name, room"

CASES = [
    (('app "Plant Pal"', "name", "Green"), 'set name "Green"'),
    (('app "Plant Pal"', "about", 'Say "hi"\nthere'), "set about \"Say 'hi' there\""),
    (('app "Plant Pal"', "accent", "tomato"), "set accent tomato"),
    (('app "Plant Pal"', "background", "#102030"), "set background #102030"),
    (('app "Plant Pal"', "mode", ""), "clear theme"),
    (('app "Plant Pal"', "mode", "dark"), "set theme dark"),
    (('app "Plant Pal"', "icon", "🐝"), "set icon 🐝"),
    (('app "Plant Pal"', "density", "roomy"), "set density roomy"),
    (("page Plants", "name", "All of them"), "rename page Plants to All of them"),
    (("page Plants", "down"), "move page Plants after About"),
    (("page About", "delete"), "remove page About"),
    (('stat "All" = count of Plant', "label", "Every plant"), 'on Plants, stat: set label "Every plant"'),
    ((TABLE, "view", "cards"), "on Plants, table: set view cards"),
    ((TABLE, "columns", "name\nroom\nnotes"), "on Plants, table: set showing name, room, notes"),
    ((TABLE, "search", ""), "on Plants, table: clear search"),
    ((TABLE, "up"), "on Plants: move table before stat"),
    ((TABLE, "delete"), "on Plants: remove table"),
    (("chart bar of count of Plant by room", "view", "pie"), "on Plants, chart: set view pie"),
    (('text "Be kind."', "words", "Be very kind."), 'on Plants, text: set words "Be very kind."'),
    (('hero "Hello"', "label", "Welcome"), 'on About, hero: set label "Welcome"'),
    (("name: text, required", "name", "title"), "in Plant: rename name to title"),
    (("notes: long text", "delete"), "in Plant: remove notes"),
    (('action Water: set notes to "wet"', "label", "Pour"), "in Plant: rename action Water to Pour"),
    (('item "Kind": "No shouting"', "delete"), 'on About, features: remove item "Kind"'),
]


@pytest.mark.parametrize(("asked", "script"), CASES, ids=[script for _, script in CASES])
def test_a_direct_edit_is_one_statement(asked: tuple[str, ...], script: str) -> None:
    """Each direct edit is written as a person would write it, and is remembered by words."""
    made = wish(*asked)
    assert (made.script, made.problem) == (f"{script}\n", "")
    assert made.words


def test_an_option_is_renamed_where_it_is_chosen_from() -> None:
    """Options are offered by their own name."""
    made = wish("room: choice Kitchen | Bedroom", "option", "Larder", subject="Kitchen")
    assert made.script == "in Plant: rename option Kitchen of room to Larder\n"


def test_a_field_is_hidden_where_it_was_pointed_at() -> None:
    """Hiding means the list that the field was seen in, and not the field itself."""
    room = "room: choice Kitchen | Bedroom"
    made = wish(room, "hide", within=(TABLE, "page Plants"))
    assert made.script == "on Plants, table: set showing name\n"
    made = wish(room, "sooner", within=(TABLE, "page Plants"))
    assert made.script == "on Plants, table: set showing room, name\n"
    target = find_target(APP, LINES[room], [LINES["features"]])
    assert target is not None
    assert "hide" not in {each.key for each in edits_for(APP, target)}


@pytest.mark.parametrize(
    ("key", "value"), [("label", "Quiet"), ("words", "Take your time"), ("down", ""), ("clause", "🌊")]
)
def test_a_line_under_a_block_is_changed(key: str, value: str) -> None:
    """Lines of blocks have no names of their own, and can be changed all the same."""
    subject = "icon" if key == "clause" else ""
    made = wish('item "Calm": "No hurry"', key, value, subject=subject)
    after = edit(APP, made.script).app
    assert after is not None, made
    assert (value or 'item "Kind": "No shouting"\n    item "Calm"') in print_app(after)


def test_what_cannot_be_is_said() -> None:
    """A name that is taken, a colour that is none, a list of nothing: a sentence, and no script."""
    for made in (
        wish("name: text, required", "name", "room"),
        wish("name: text, required", "name", "a, b"),
        wish('app "Plant Pal"', "accent", "greenish"),
        wish('app "Plant Pal"', "name", ""),
        wish(TABLE, "columns", ""),
    ):
        assert made.problem, made
        assert not made.script


def test_what_is_so_already_is_no_change() -> None:
    assert wish('app "Plant Pal"', "name", "Plant Pal") == Wish()
    assert wish('app "Plant Pal"', "name", "  Plant   Pal ") == Wish()


def test_no_value_becomes_a_second_statement() -> None:
    """What is typed is one value: it cannot close its quotes, nor begin a line of its own."""
    made = wish('text "Be kind."', "words", 'x"\nremove page About')
    assert made.script == 'on Plants, text: set words "x\' remove page About"\n'
    assert wish("page Plants", "name", "A\nremove page About").script in (
        "",
        "rename page Plants to A remove page About\n",
    )


@pytest.mark.parametrize("line", [0, -1, 2, 5, 10, 11, 999, 10**9])
def test_a_line_without_a_thing_is_nothing(line: int) -> None:
    """Any number may come from the page; samples, gaps and what is not there give no target."""
    found = find_target(APP, line, [line, 3, 10**9])
    assert found is None or found.line == line


def test_dragging_keeps_to_its_own() -> None:
    """Sections change places on their page, lines in their block, pages among pages; nothing else does."""
    stat, chart = LINES['stat "All" = count of Plant'], LINES["chart bar of count of Plant by room"]
    hero, name = LINES['hero "Hello"'], LINES["name: text, required"]
    assert dropped(APP, chart, stat, after=False).script == "on Plants: move chart before stat\n"
    assert dropped(APP, LINES["page About"], LINES["page Plants"], after=False).script == (
        "move page About before Plants\n"
    )
    kind, calm = LINES['item "Kind": "No shouting"'], LINES['item "Calm": "No hurry"']
    assert dropped(APP, kind, calm, after=False).script
    for one, other in (
        (stat, hero),
        (stat, name),
        (stat, stat),
        (name, LINES["notes: long text"]),
        (7, 10**6),
    ):
        assert dropped(APP, one, other, after=True) == Wish()
    groups = drag_groups(APP)
    assert groups[stat] == groups[chart] != groups[hero]


def another(change: DirectEdit) -> str:
    """A value that a person might give."""
    if change.control is COLUMNS:
        return "\n".join(change.choices[:1])
    if change.control is SWITCH:
        return "" if change.value else "yes"
    if change.choices:
        return next(each for each in reversed(change.choices) if each != change.value)
    if change.control is ICON:
        return "🐝"
    return {"accent": "tomato", "background": "ivory"}.get(change.key, f"{change.value} 2".strip())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_kind_of_direct_edit_of_the_examples_can_be_made(path: Path) -> None:
    """Of every kind of thing in the twelve apps each edit gives a script that fits, or a sentence."""
    app = app_of(path.read_text(encoding="utf-8"))
    tried: set[tuple[str, str, str]] = set()
    mute = []
    for target in targets_of(app).values():
        for change in edits_for(app, target):
            kind = (target.kind, change.key, change.control.word)
            if kind in tried:
                continue
            tried.add(kind)
            made = wish_for(app, target, change, "" if change.control is ACT else another(change))
            if not made.script and not made.problem:
                mute.append((target.where, change.key, change.value))
    assert not mute
