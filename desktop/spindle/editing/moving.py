"""Asks about the order of things."""

from __future__ import annotations

import re

from desktop.blueprint import print_section
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.things import Thing, things_of
from desktop.spindle.reading import Ask

_FIRST = re.compile(r"(?i)\b(?:top|first|beginning|start|front|up|left|leftmost)\b")
_LAST = re.compile(r"(?i)\b(?:bottom|end|last|down|right|rightmost)\b")
_BEFORE = re.compile(r"(?i)\b(?:before|above|over|in front of|left of|ahead of|on top of)\b")
_AFTER = re.compile(
    r"(?i)\b(?:after|below|under|underneath|behind|beneath|right of|following|next to|beside)\b"
)


def move(bench: Bench, ask: Ask) -> bool:
    """`the chart on top`, `notes below the title`, `the report page first`."""
    old = ask.words("old", "f", "page", "entity") or next(
        (m.words for m in ask.marks if m.tag.startswith("v.")), ""
    )
    thing = (
        bench.meant(ask, old, ("field", "computed", "section", "page", "entity", "action")) if old else None
    )
    if thing is None:
        return False
    words = " ".join(mark.words for mark in ask.tagged("place")) or bench.words_of(ask)
    pos = ask.words("pos")
    beside = bench.meant(ask, pos, (thing.kind,)) if pos else None
    if beside is None and pos and thing.kind == "field":
        beside = bench.meant(ask, pos, ("section",))
        if beside is not None:
            return False
    place = _place(words, beside)
    if not place:
        return False
    bench.last = thing
    match thing.kind:
        case "field" | "computed":
            return bench.run(f"in {thing.entity}: move {thing.name} {place}")
        case "page":
            return bench.run(f"move page {thing.name} {place}")
        case "entity":
            page = next(
                (one for one in things_of(bench.app) if one.kind == "page" and one.name == thing.names[-1]),
                None,
            )
            return bench.run(
                f"move page {page.name} {place}" if page else f"move entity {thing.name} {place}"
            )
        case "section":
            to_page = bench.thing(ask, ("at",), ("page",))
            if to_page is not None and to_page.name != thing.page:
                return _to_page(bench, thing, to_page.name, place)
            return bench.run(f"on {thing.page}: move {thing.name} {place}")
    return False


def _to_page(bench: Bench, thing: Thing, page: str, place: str) -> bool:
    line = print_section(bench.node(thing), bench.app)
    return bench.run(f"on {thing.page}: remove {thing.name}", f"on {page}: add {line}")


def _place(words: str, beside: Thing | None) -> str:
    if beside is not None:
        return f"{'before' if _BEFORE.search(words) and not _AFTER.search(words) else 'after'} {beside.name}"
    if _FIRST.search(words):
        return "first"
    if _LAST.search(words):
        return "last"
    return "first" if _BEFORE.search(words) else "last" if _AFTER.search(words) else ""
