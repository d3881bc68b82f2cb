"""Asks for other names and other words: of the app, a page, a field, a button, an option, a heading, a text."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Block, Paragraph, Stat
from desktop.spindle.assembler.adoption import clean_title
from desktop.spindle.assembler.fields import option_name
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.things import Thing, things_of
from desktop.spindle.naming import can_name_field, clean, entity_name, field_name
from desktop.spindle.reading import Ask

_APP = re.compile(
    r"(?i)\b(?:app|application|program|site|website|title|header|heading|headline|whole thing|name)\b"
)
_ABOUT = re.compile(r"(?i)\b(?:subtitle|sub-title|tagline|slogan|line (?:below|under)|about)\b")


def rename(bench: Bench, ask: Ask) -> bool:
    """`call it deadline instead of due`."""
    pair = _old_and_new(bench, ask)
    if pair is not None:
        return renamed(bench, *pair)
    new = ask.words("new", "name") or ask.words("f", "opt", "action", "page", "entity", "value")
    if not new:
        return False
    old = ask.words("old", "at")
    if ask.tagged("name") and not ask.tagged("old"):
        return _app(bench, new)
    if _ABOUT.search(old or bench.words_of(ask)) and not bench.meant(ask, old or "-", ("field", "page")):
        return bench.run(f'set about "{quotable(new)}"')
    thing = bench.meant(ask, old) if old else None
    if thing is None and (not old or _APP.search(old)):
        return _app(bench, new)
    return thing is not None and renamed(bench, thing, new)


def _old_and_new(bench: Bench, ask: Ask) -> tuple[Thing, str] | None:
    """Two names of which just the first is one of the app's: `Entrance is called Gate`."""
    named = [mark.words for mark in ask.marks if mark.tag in ("new", "name", "opt", "f", "value", "old")]
    if len(named) != 2 or ask.tagged("old"):
        return None
    thing = find(named[0], things_of(bench.app), near=bench.around(ask, named[0]), least=0.9)
    return (thing, named[1]) if thing is not None and thing.kind != "app" else None


def _app(bench: Bench, new: str) -> bool:
    return bench.run(f'set name "{clean_title(new)}"')


def quotable(words: str) -> str:
    """Words as they can stand between quotation marks."""
    return " ".join(words.replace('"', " ").replace("\\", " ").split())


def renamed(bench: Bench, thing: Thing, new: str) -> bool:
    """Give a thing another name."""
    bench.last = thing
    match thing.kind:
        case "app":
            return _app(bench, new)
        case "about":
            return bench.run(f'set about "{quotable(new)}"')
        case "field" | "computed":
            name = field_name(new)
            return can_name_field(name) and bench.run(f"in {thing.entity}: rename {thing.name} to {name}")
        case "action":
            return bench.run(f"in {thing.entity}: rename action {thing.name} to {_capital(clean(new))}")
        case "option":
            return bench.run(
                f"in {thing.entity}: rename option {thing.name} of {thing.field} to {option_name(new)}"
            )
        case "entity":
            return bench.run(f"rename entity {thing.name} to {entity_name(new)}")
        case "page":
            return bench.run(f"rename page {thing.name} to {_capital(clean(new))}")
        case "section":
            return _section(bench, thing, new)
        case "item":
            return _item(bench, thing, new)
    return False


def _section(bench: Bench, thing: Thing, new: str) -> bool:
    section = bench.node(thing)
    where = f"on {thing.page}, {thing.name}:"
    if isinstance(section, Paragraph):
        return bench.run(f'{where} set words "{quotable(new)}"')
    if isinstance(section, Stat | Block):
        return bench.run(f'{where} set label "{quotable(new)}"')
    return bench.run(f"rename page {thing.page} to {_capital(clean(new))}")


def _item(bench: Bench, thing: Thing, new: str) -> bool:
    """Another label, or another text, for a line under a block: whichever of the two was named."""
    label = re.match(r'([a-z ]+)"([^"]*)"(.*)', thing.name)
    if label is None:
        return False
    where = f"on {thing.page}, {thing.section}:"
    changed = f'{label[1]}"{quotable(new)}"{label[3]}'
    return bench.run(f'{where} remove {label[1]}"{label[2]}"', f"{where} add {changed}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def text(bench: Bench, ask: Ask) -> bool:
    """`write "Bring gloves" on top of the first page`, `the subtitle should say …`."""
    new = quotable(ask.words("new", "name", "value"))
    if not new:
        return False
    old = ask.words("old", "at")
    if _ABOUT.search(old):
        return bench.run(f'set about "{new}"')
    thing = bench.thing(ask, ("old",), ("section", "item", "about", "action", "page"))
    if thing is not None and (
        thing.kind != "section" or isinstance(bench.node(thing), Paragraph | Stat | Block)
    ):
        return renamed(bench, thing, new)
    if re.search(r"(?i)\b(?:title|header|heading|headline)\b", old) and not ask.tagged("at"):
        heading = next(
            (
                one
                for one in things_of(bench.app)
                if one.kind == "section" and isinstance(bench.node(one), Block)
            ),
            None,
        )
        return renamed(bench, heading, new) if heading is not None else _app(bench, new)
    page = bench.page_for(ask)
    if not bench.run(f'on {page.name}: add text "{new}"'):
        return False
    things = [one for one in things_of(bench.app) if one.kind == "section" and one.page == page.name]
    bench.last = things[-1]
    place, pos = ask.words("place").lower(), ask.words("pos")
    beside = bench.meant(ask, pos, ("section",)) if pos else None
    if beside is not None and beside.page == page.name:
        word = "before" if re.search(r"before|above|over", place) else "after"
        bench.run(f"on {page.name}: move {bench.last.name} {word} {beside.name}")
    elif not re.search(r"\b(?:bottom|end|last|below|under|foot)", place):
        bench.run(f"on {page.name}: move {bench.last.name} first")
    return True
