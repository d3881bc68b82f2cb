"""Asks for something to go away."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import FEATURES, Collection
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.blocks import spec_for
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.things import Thing, things_of
from desktop.spindle.editing.views import view_of
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask

_CLAUSES = {
    "search": r"\bsearch(?:ing|es)?\b(?: ?(?:box|bar|field))?",
    "filter": r"\bfilters?(?:ing)?\b",
    "sort": r"\bsort(?:ing|ed)?\b",
    "total": r"\b(?:totals?|sums?)\b",
    "limit": r"\blimit\b",
}
_LOOKS = {
    "background": r"\bbackground\b", "accent": r"\b(?:accent|button colou?r)", "font": r"\bfont\b",
    "theme": r"\b(?:dark|light) ?(?:mode|theme)\b", "about": r"\b(?:subtitle|tagline|slogan|about line)\b",
    "icon": r"\b(?:icon|emoji)\b", "corners": r"\bround(?:ed)? corners\b", "accounts": r"\b(?:log ?-?ins?|accounts?|sign ?-?in)\b",
}  # fmt: skip


def remove(bench: Bench, ask: Ask) -> bool:
    """Whatever an ask wants away: each mark in turn."""
    marks = [
        mark
        for mark in ask.marks
        if mark.tag in ("old", "opt", "f", "action", "computed", "entity", "page", "block", "new")
    ]
    marks += [mark for mark in ask.marks if mark.tag.startswith("v.")]
    done = False
    for mark in marks:
        done = _one(bench, ask, mark.tag, mark.words) or done
    if done or _by_words(bench, ask, bench.words_of(ask)):
        return True
    kinds = ("field", "computed", "action", "option", "sample", "section", "item", "page")
    return any([_gone(bench, thing) for thing in bench.spoken_of(ask, kinds)[:1]])


def _one(bench: Bench, ask: Ask, tag: str, words: str) -> bool:
    if re.search(r"(?i)\b(?:samples?|examples?|demo)\b(?: (?:data|records?|entries))?$", words):
        entity = bench.entity_for(ask)
        return entity is not None and bench.run(f"in {entity.name}: remove samples")
    if tag.startswith("v.") and view_of(tag):
        found = _view(bench, ask, view_of(tag))
        if found is not None:
            return _gone(bench, found)
    at = bench.thing(ask, ("at",), ("field",))
    if at is not None or tag == "opt":
        options = [
            o for o in things_of(bench.app) if o.kind == "option" and (at is None or o.field == at.name)
        ]
        meant = bench.meant(ask, words, ("option",))
        if meant is not None and meant in options:
            return _gone(bench, meant)
    if _by_words(bench, ask, words):
        return True
    page = bench.thing(ask, ("at",), ("page",))
    if page is not None:
        here = [
            one for one in things_of(bench.app) if one.page == page.name and one.kind in ("section", "item")
        ]
        meant = bench.meant(ask, words, ("section", "item"))
        if meant is not None and meant.page != page.name:
            meant = find(words, here) or meant
        if meant is not None:
            return _gone(bench, meant)
    meant = bench.meant(ask, words)
    if meant is None:
        spec = spec_for(words)
        meant = next(
            (
                one
                for one in things_of(bench.app)
                if one.kind == "section" and spec and one.name.startswith(spec[0].word)
            ),
            None,
        )
    return meant is not None and _gone(bench, meant)


def _view(bench: Bench, ask: Ask, view: str) -> Thing | None:
    page = bench.thing(ask, ("at",), ("page",))
    sections = [one for one in things_of(bench.app) if one.kind == "section"]
    fitting = [
        one for one in sections
        if isinstance(node := bench.node(one), Collection) and node.view == view
        and (page is None or one.page == page.name)
    ]  # fmt: skip
    return fitting[0] if fitting else None


def _gone(bench: Bench, thing: Thing) -> bool:
    match thing.kind:
        case "field" | "computed":
            return bench.run(f"in {thing.entity}: remove {thing.name}")
        case "action":
            return bench.run(f"in {thing.entity}: remove action {thing.name}")
        case "option":
            return bench.run(f"in {thing.entity}: remove option {thing.name} from {thing.field}")
        case "sample":
            return bench.run(f'in {thing.entity}: remove sample "{thing.name}"')
        case "page":
            return bench.run(f"remove page {thing.name}")
        case "entity":
            return bench.run(f"remove entity {thing.name}")
        case "section":
            return bench.run(f"on {thing.page}: remove {thing.name}")
        case "item":
            word = re.match(r'[a-z ]+"[^"]*"', thing.name)
            return bench.run(f"on {thing.page}, {thing.section}: remove {word[0] if word else thing.name}")
        case "about":
            return bench.run("clear about")
    return False


def _by_words(bench: Bench, ask: Ask, words: str) -> bool:
    """What is known by a usual word: the search box, the filters, the background colour, the comments."""
    for clause, said in _CLAUSES.items():
        if re.search(said, words, re.I):
            found = bench.collection_for(ask)
            return found is not None and bench.run(f"on {found[0].page}, {found[0].name}: clear {clause}")
    for feature in FEATURES:
        if stems(feature) & stems(words):
            entity = next((one for one in bench.app.entities if feature in one.features), None)
            if entity is not None:
                return bench.run(f"in {entity.name}: remove with {feature}")
    for part, said in _LOOKS.items():
        if re.search(said, words, re.I):
            return bench.run(f"clear {part}")
    return False
