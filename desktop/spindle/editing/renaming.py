"""Asks for other names and other words: of the app, a page, a field, a button,
an option, a heading, a text.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from desktop.blueprint.nodes import Block, FieldRef, Paragraph, Stat
from desktop.spindle.assembler.adoption import clean_title
from desktop.spindle.assembler.fields import option_name
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import ALIKE, alike, find
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.placing import place_of
from desktop.spindle.editing.recomputing import computed_at, related_in
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import can_name_field, clean, entity_name, field_name, plural
from desktop.spindle.reading import Ask

_APP = re.compile(
    r"(?i)\b(?:app|application|program|site|website|title|header|heading|headline|whole thing|name)\b"
)
ABOUT = re.compile(
    r"(?i)\b(?:subtitle|sub-title|tagline|slogan|line (?:below|under)|under the (?:name|title)|about)\b"
)
"""What people call the line about the app."""
_TOO = re.compile(r"(?i)\b(?:too|also|as well|everywhere|both)\b")
_LIKE_THAT = re.compile(r"(?i)\b(?:like that|the same|likewise|so too|accordingly)\b")


def rename(bench: Bench, ask: Ask) -> bool:
    """`call it deadline instead of due`, `Entrance is called Gate`, `the button must say …`."""
    pair = _old_and_new(bench, ask)
    if pair is not None:
        return renamed(bench, *pair)
    new = ask.words("new", "name") or ask.words("f", "opt", "action", "page", "entity", "value")
    if not new:
        return bool(_LIKE_THAT.search(bench.words_of(ask))) and _like_the_last(bench, ask)
    old = ask.words("old") or ask.words("at")
    if ask.tagged("name") and not ask.tagged("old"):
        return rename_app(bench, new)
    if ABOUT.search(old or bench.words_of(ask)) and not bench.meant(ask, old or "-", ("field", "page")):
        return bench.run(f'set about "{quotable(new)}"')
    thing = _meant(bench, ask, old)
    if thing is None and not old and re.search(r"(?i)\bbuttons?\b", bench.words_of(ask)):
        thing = _nearest_button(bench, new)
    if thing is None and (
        _APP.search(old) if old else ask.tagged("name") or _APP.search(bench.words_of(ask))
    ):
        return rename_app(bench, new)
    return thing is not None and _everywhere(bench, ask, thing, new)


def _meant(bench: Bench, ask: Ask, old: str) -> Thing | None:
    if not old:
        return None
    place = place_of(bench, ask)
    found = bench.meant(ask, old, (), place.likes if ask.tagged("old") else None)
    if found is None and re.search(r"(?i)\bbuttons?\b", old):
        buttons = [one for one in bench.things("item") if one.name.startswith("button")]
        return max(buttons, key=place.likes, default=None)
    entity = bench.meant(ask, old, ("entity",))
    called = entity is not None and old.lower() in [name.lower() for name in entity.names]
    beside = ("section", "page", *(() if ask.tagged("at") else ("computed",)))
    return entity if called and found is not None and found.kind in beside else found


def _nearest_button(bench: Bench, new: str) -> Thing | None:
    scored = [(alike(new, one), one) for one in bench.things("action")]
    best = max(scored, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def _everywhere(bench: Bench, ask: Ask, thing: Thing, new: str) -> bool:
    """Rename a thing; and where the ask says `too`, whatever else has the very same name."""
    old = thing.names[0]
    done = renamed(bench, thing, new)
    if done and _TOO.search(bench.words_of(ask)):
        for other in bench.things():
            if other.names[0] == old and other.kind in ("option", "page", "action", "section", "item"):
                renamed(bench, other, new)
    return done


def _like_the_last(bench: Bench, ask: Ask) -> bool:
    """`the counter of them should be named like that too`: what counts them is called as they are now."""
    latest = bench.pointed_at(("entity", "field", "option", "page"))
    place = place_of(bench, ask)
    if latest is None:
        return False
    for thing in sorted(bench.things("computed"), key=lambda one: -place.likes(one)):
        computed = computed_at(bench, thing)
        if computed is not None and latest.name in related_in(computed.expression):
            name = plural(latest.name).lower()
            return bench.run(f"in {thing.entity}: rename {thing.name} to {name}")
    old = bench.thing(ask, ("old",))
    return old is not None and old != latest and renamed(bench, old, latest.name)


def _old_and_new(bench: Bench, ask: Ask) -> tuple[Thing, str] | None:
    """Two names of which just the first is one of the app's: `Entrance is called Gate`."""
    named = [mark.words for mark in ask.marks if mark.tag in ("new", "name", "opt", "f", "value", "old")]
    if len(named) != 2 or ask.tagged("old"):
        return None
    thing = find(named[0], bench.things(), near=bench.around(ask, named[0]), least=0.9)
    return (thing, named[1]) if thing is not None and thing.kind != "app" else None


def rename_app(bench: Bench, new: str) -> bool:
    """Give the app another name."""
    return bench.run(f'set name "{clean_title(new)}"')


def renamed(bench: Bench, thing: Thing, new: str) -> bool:
    """Give a thing another name."""
    done = _renamed(bench, thing, new)
    if done and thing.kind not in ("section", "item"):
        name = (
            entity_name(new)
            if thing.kind == "entity"
            else option_name(new)
            if thing.kind == "option"
            else new
        )
        bench.remember(
            replace(thing, name=name, names=(name,), entity=name if thing.kind == "entity" else thing.entity)
        )
    elif done:
        bench.remember(bench.now(thing))
    return done


def _renamed(bench: Bench, thing: Thing, new: str) -> bool:
    match thing.kind:
        case "app":
            return rename_app(bench, new)
        case "about":
            return bench.run(f'set about "{quotable(new)}"')
        case "field" | "computed" if thing.entity:
            name = field_name(new)
            return can_name_field(name) and bench.run(f"in {thing.entity}: rename {thing.name} to {name}")
        case "field" | "computed":
            return _renamed_input(bench, thing, field_name(new))
        case "action":
            return bench.run(f"in {thing.entity}: rename action {thing.name} to {capital(clean(new))}")
        case "option":
            return bench.run(
                f"in {thing.entity}: rename option {thing.name} of {thing.field} to {option_name(new)}"
            )
        case "entity":
            return _renamed_entity(bench, thing, entity_name(new))
        case "page":
            return bench.run(f"rename page {thing.name} to {capital(clean(new))}")
        case "section":
            return _section(bench, thing, new)
        case "item":
            return _item(bench, thing, new)
        case "word":
            return bench.put_words(thing, (option_name(new),))
    return False


def _renamed_input(bench: Bench, thing: Thing, new: str) -> bool:
    """Another name for what is typed into a calculator or worked out by it, also where it is worked with."""
    block = bench.node(thing)
    if not isinstance(block, Block) or not can_name_field(new):
        return False
    made = replace(
        block,
        fields=tuple(replace(one, name=new) if one.name == thing.name else one for one in block.fields),
        computed=tuple(
            replace(
                one,
                name=new if one.name == thing.name else one.name,
                expression=with_name(one.expression, thing.name, new),
            )
            for one in block.computed
        ),
    )
    return bench.put_section(bench.section_of(thing), made)


def with_name(expression: Any, old: str, new: str) -> Any:  # noqa: ANN401 - any part of an expression
    """An expression in which a column is called otherwise."""
    if expression == FieldRef(old):
        return FieldRef(new)
    changed: dict[str, Any] = {}
    for each in fields(expression):
        value: Any = getattr(expression, each.name)
        if isinstance(value, tuple):
            changed[each.name] = tuple(
                with_name(one, old, new) if is_dataclass(one) else one for one in value
            )
        elif is_dataclass(value) and each.name != "span":
            changed[each.name] = with_name(value, old, new)
    return replace(expression, **changed)


def _renamed_entity(bench: Bench, thing: Thing, new: str) -> bool:
    """Another name for a kind of record; references that are called like it follow."""
    lines = [f"rename entity {thing.name} to {new}"]
    for entity in bench.app.entities:
        for field in entity.fields:
            same = field.target == thing.name and field.name.lower() == thing.name.lower()
            if same and can_name_field(new.lower()):
                lines.append(f"in {entity.name}: rename {field.name} to {new.lower()}")
    return bench.run(*lines) or bench.run(lines[0])


def _section(bench: Bench, thing: Thing, new: str) -> bool:
    section = bench.node(thing)
    where = f"on {thing.page}, {thing.name}:"
    if isinstance(section, Paragraph):
        return bench.run(f'{where} set words "{quotable(new)}"')
    if isinstance(section, Stat | Block):
        return bench.run(f'{where} set label "{quotable(new)}"')
    page = Thing("page", thing.page, (thing.page,))
    called = any(alike(name, page) >= ALIKE for name in thing.names)
    return called and bench.run(f"rename page {thing.page} to {capital(clean(new))}")


def _item(bench: Bench, thing: Thing, new: str) -> bool:
    """Another label for a line under a block, in its place."""
    section = bench.section_of(thing)
    block = bench.node(section)
    assert isinstance(block, Block)
    item = block.items[thing.at]
    if not item.label:
        return False
    items = (*block.items[: thing.at], replace(item, label=quotable(new)), *block.items[thing.at + 1 :])
    return bench.put_section(section, replace(block, items=items))


def capital(words: str) -> str:
    """Words with a capital."""
    return words[:1].upper() + words[1:]
