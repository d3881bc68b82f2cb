"""Asks about the order of things."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import Block, Collection, Form
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.choosing import put_option
from desktop.spindle.editing.columns import move_column
from desktop.spindle.editing.picking import column_named
from desktop.spindle.editing.placing import place_of
from desktop.spindle.editing.sections import announce
from desktop.spindle.editing.swapping import swapped
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import clean
from desktop.spindle.reading import Ask, Mark

_FIRST = re.compile(
    r"(?i)\b(?:top|first|beginning|start|front|up|left|leftmost|(?:page|number) one|"
    r"before (?:everything|all))\b|^one$"
)
_LAST = re.compile(r"(?i)\b(?:bottom|end|last|down|right|rightmost)\b")
_BEFORE = re.compile(r"(?i)\b(?:before|above|over|in front of|left of|ahead of|on top of)\b")
_AFTER = re.compile(
    r"(?i)\b(?:after|below|under|underneath|behind|beneath|right of|following|next to|beside)\b"
)
_RANKS = (
    (r"second|2nd|two", 1), (r"third|3rd|three", 2), (r"fourth|4th|four", 3), (r"fifth|5th|five", 4),
)  # fmt: skip
"""`as the second page`: what is counted out, and how many stand before it."""
_KINDS = ("field", "computed", "section", "page", "entity", "option", "action", "item", "word")
_PAIRS = (("section",), ("item",), ("word",), ("page",), ("field", "computed"), ("option",))
"""What can stand beside each other."""


def move(bench: Bench, ask: Ask) -> bool:
    """`the chart on top`, `notes below the title`, `the report page first`, `swap the two charts`."""
    if re.search(r"(?i)\b(?:swap|switch|exchange|change places)\b", bench.words_of(ask)) and swapped(
        bench, ask, _thing
    ):
        return True
    parts = _parts(ask)
    if len(parts) > 1:
        done = [move(bench, part) for part in parts]
        return all(done)
    old = ask.words("old", "f", "entity") or next((m.words for m in ask.marks if m.tag.startswith("v.")), "")
    old = old or ("" if ask.tagged("old") else ask.words("page"))
    thing = _thing(bench, ask, old)
    if thing is None:
        return False
    if thing.kind in ("field", "computed") and _in_view(bench, ask, thing):
        return True
    target = _other_page(bench, ask, thing)
    words = " ".join(mark.words for mark in ask.tagged("place")) or bench.words_of(ask)
    if target:
        return _to_page(bench, thing, target, words)
    thing, beside = _together(bench, ask, old, thing)
    place = (
        _place(words, beside) if beside is not None else _ranked(bench, thing, words) or _place(words, None)
    )
    return bool(place) and _moved(bench, thing, place, beside, words)


def _parts(ask: Ask) -> list[Ask]:
    """`this to the front and that to the end`: one ask for each thing that has a place of its own."""
    groups: list[list[Mark]] = [[]]
    for mark in ask.marks:
        placed = any(one.tag in ("place", "pos") for one in groups[-1])
        if mark.tag == "old" and placed and any(one.tag == "old" for one in groups[-1]):
            groups.append([])
        groups[-1].append(mark)
    whole = all(any(one.tag in ("place", "pos") for one in group) for group in groups)
    if len(groups) < 2 or not whole:
        return [ask]
    ends = [group[0].start for group in groups[1:]] + [ask.end]
    starts = [ask.start, *ends[:-1]]
    return [
        replace(ask, start=start, end=end, marks=tuple(group))
        for start, end, group in zip(starts, ends, groups, strict=True)
    ]


def _together(bench: Bench, ask: Ask, old: str, thing: Thing) -> tuple[Thing, Thing | None]:
    """What is moved, and what it goes beside: both of one kind, and on one page."""
    beside = _beside(bench, ask, thing)
    pos = ask.words("pos")
    if beside is not None or not pos or not old:
        return thing, beside
    for kinds in _PAIRS:
        first, second = bench.meant(ask, old, kinds), bench.meant(ask, pos, kinds)
        if first is None or second is None or first == second:
            continue
        if (first.page, first.section) == (second.page, second.section) or first.kind == "page":
            return first, second
    return thing, None


def _ranked(bench: Bench, thing: Thing, words: str) -> str:
    """`as the second page`: behind the one that is then first."""
    rank = next((place for said, place in _RANKS if re.search(rf"(?i)\b(?:{said})\b", words)), 0)
    if not rank or thing.kind not in ("page", "section", "field"):
        return ""
    alike = [
        one
        for one in bench.things(thing.kind)
        if one != thing and (thing.kind == "page" or (one.page, one.entity) == (thing.page, thing.entity))
    ]
    return f"after {alike[min(rank, len(alike)) - 1].name}" if alike else ""


def _thing(bench: Bench, ask: Ask, old: str) -> Thing | None:
    place = place_of(bench, ask)
    found = (
        bench.meant(ask, old, _KINDS, place.likes) if old else bench.pointed_at(("section", "page", "field"))
    )
    pos = ask.words("pos")
    if found is not None and found.kind == "entity" and pos:
        shown = next((one for one in bench.things("section") if one.entity == found.name), None)
        return shown or found
    return found


def _beside(bench: Bench, ask: Ask, thing: Thing) -> Thing | None:
    pos = ask.words("pos")
    kinds = ("section", "item") if thing.kind == "section" else (thing.kind,)
    found = (
        bench.meant(ask, pos, kinds, lambda one: 0.3 if thing.page and one.page == thing.page else 0.0)
        if pos
        else None
    )
    if found is not None and found.kind == "item" and thing.kind == "section":
        found = bench.section_of(found)
    return found if found != thing else None


def _moved(bench: Bench, thing: Thing, place: str, beside: Thing | None, words: str) -> bool:
    bench.remember(thing)
    match thing.kind:
        case "field" | "computed":
            return bench.run(f"in {thing.entity}: move {thing.name} {place}")
        case "page":
            return bench.run(f"move page {thing.name} {place}")
        case "option":
            return put_option(bench, thing, beside.name if beside is not None else "", words)
        case "item" | "word":
            return _among_items(bench, thing, place, beside)
        case "entity":
            page = next((one for one in bench.things("page") if one.name == thing.names[-1]), None)
            return bench.run(
                f"move page {page.name} {place}" if page else f"move entity {thing.name} {place}"
            )
        case "section":
            done = bench.run(f"on {thing.page}: move {thing.name} {place}")
            bench.remember(bench.now(thing))
            return done
    return False


def _among_items(bench: Bench, thing: Thing, place: str, beside: Thing | None) -> bool:
    """A question, a card, a step, a name goes elsewhere among those of its block."""
    block = bench.node(thing)
    if not isinstance(block, Block) or (beside is not None and beside.section != thing.section):
        return False
    order = list(range(len(block.items if thing.kind == "item" else block.words)))
    order.remove(thing.at)
    if beside is not None:
        at = order.index(beside.at) + (not place.startswith("before"))
    else:
        at = 0 if place == "first" else len(order)
    order.insert(at, thing.at)
    made = (
        replace(block, items=tuple(block.items[one] for one in order))
        if thing.kind == "item"
        else replace(block, words=tuple(block.words[one] for one in order))
    )
    return bench.put_section(bench.section_of(thing), made)


def _in_view(bench: Bench, ask: Ask, thing: Thing) -> bool:
    """`the deposit as the first column`: the order in a view, where one is spoken of or was just before."""
    place = place_of(bench, ask)
    named = place.first("section")
    latest = bench.history[-1] if bench.history else None
    if named is None and latest is not None and latest.kind == "section":
        named = bench.now(latest)
    if named is None and re.search(r"(?i)\bcolumns?\b", bench.words_of(ask)):
        views = [one for one in bench.things("section") if one.entity == thing.entity]
        named = next((one for one in views if isinstance(bench.node(one), Collection)), None)
    if named is None or not isinstance(bench.node(named), Collection | Form) or named.entity != thing.entity:
        return False
    name = column_named(bench, ask, bench.entity(named.entity), ask.words("old", "f")) or thing.name
    return move_column(bench, ask, named, name)


# --- elsewhere ---------------------------------------------------------------------------------------


def _other_page(bench: Bench, ask: Ask, thing: Thing) -> str:
    """The page that a section is to move to; "" if it stays where it is."""
    if thing.kind != "section":
        return ""
    if ask.tagged("page"):
        name = clean(ask.words("page"))
        name = name[:1].upper() + name[1:]
        known = next((one.name for one in bench.things("page") if one.name.lower() == name.lower()), "")
        if not known:
            announce(bench, ask, name)
        return known or name
    pages = [
        one.name
        for mark in (*ask.tagged("at"), *ask.tagged("pos"))
        if (one := bench.meant(ask, mark.words, ("page",)))
    ]
    return next((name for name in reversed(pages) if name != thing.page), "")


def _to_page(bench: Bench, thing: Thing, page: str, words: str) -> bool:
    """Take a section away and put it on another page exactly as it is."""
    section = bench.node(thing)
    if not bench.add_section(page, section):
        return False
    bench.run(f"on {thing.page}: remove {bench.now(thing).name}")
    bench.remember_section(page, section)
    if _FIRST.search(words) and bench.last is not None and bench.last.at:
        bench.run(f"on {page}: move {bench.last.name} first")
    bench.remember(Thing("page", page, (page,), page=page))
    bench.remember_section(page, section)
    return True


def _place(words: str, beside: Thing | None) -> str:
    if beside is not None:
        return f"{'before' if _BEFORE.search(words) and not _AFTER.search(words) else 'after'} {beside.name}"
    if _FIRST.search(words):
        return "first"
    if _LAST.search(words):
        return "last"
    return "first" if _BEFORE.search(words) else "last" if _AFTER.search(words) else ""
