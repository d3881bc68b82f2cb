"""Asks for something to go away."""

from __future__ import annotations

import re

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import FEATURES, Block, Collection, Stat
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.blocks import spec_for
from desktop.spindle.editing.clauses import clauses_called
from desktop.spindle.editing.finding import MOST, page_counted, said_by
from desktop.spindle.editing.placing import entity_for, place_of, sections_for
from desktop.spindle.editing.things import Thing, entity_of
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask
from desktop.spindle.tags import VIEWS

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
    "icon": r"\b(?:icon|emoji)\b", "corners": r"\bround(?:ed)? corners\b",
    "accounts": r"\b(?:log ?-?ins?|accounts?|sign ?-?in(?:g)?|passwords?)\b",
}  # fmt: skip
_TAGS = ("old", "opt", "f", "action", "computed", "entity", "page", "block", "new")
_KINDS = (
    "field", "computed", "action", "option", "check", "rule", "sample", "section", "item", "word", "page",
    "entity", "about",
)  # fmt: skip
_FOR_GOOD = re.compile(r"(?i)\b(?:for good|altogether|completely|entirely|everything about|forever)\b")
_GOAL = re.compile(r"(?i)\b(?:goals?|targets?|ziel)\b")


def remove(bench: Bench, ask: Ask) -> bool:
    """Whatever an ask wants away: each mark in turn."""
    marks = [mark for mark in ask.marks if mark.tag in _TAGS]
    marks += [mark for mark in ask.marks if mark.tag.startswith("v.")]
    done = False
    for mark in marks:
        done = _one(bench, ask, mark.tag, mark.words) or done
    if done or _by_words(bench, ask, bench.words_of(ask)):
        return True
    named = () if ask.tagged("old", "f", "entity") else bench.spoken_of(ask, _KINDS)
    return bool(named) and _gone(bench, named[0])


def _one(bench: Bench, ask: Ask, tag: str, words: str) -> bool:
    if re.search(r"(?i)\b(?:samples?|examples?|demo)\b(?: (?:data|records?|entries))?$", words):
        entity = entity_for(bench, ask)
        return entity is not None and bench.run(f"in {entity.name}: remove samples")
    if tag in VIEWS:
        found = _view(bench, ask, VIEWS[tag])
        if found is not None:
            return _gone(bench, found)
    place = place_of(bench, ask)
    field = place.best("field")
    if field is not None or tag == "opt":
        option = bench.meant(ask, words, ("option",), place.likes)
        if option is not None and (
            field is None or (option.entity, option.field) == (field.entity, field.name)
        ):
            return _gone(bench, option)
    kinds: tuple[str, ...] = ("section", "page") if ask.operation == "hide" else _KINDS
    page = place.best("page")
    if page is not None:
        kinds = tuple(kind for kind in kinds if kind not in ("page", "entity", "app"))
    meant = bench.meant(ask, words, kinds, place.likes)
    if meant is not None and meant.kind == "section" and page is not None and meant.page != page.name:
        return True  # there it is not any more
    sure = meant is not None and any(words.lower() == name.lower() for name in meant.names)
    if not sure and _by_words(bench, ask, words):
        return True
    if meant is None and (last := _counted(bench, words)) is not None:
        meant = last
    if meant is None:
        spec = spec_for(words)
        among = [one for one in bench.things("section") if isinstance(bench.node(one), Block)]
        meant = next(
            (one for one in among if spec and getattr(bench.node(one), "word", "") == spec[0].word), None
        )
    counted = page_counted(words, bench.things("page"))
    if (
        meant is not None
        and meant.kind in ("entity", "page")
        and meant != counted
        and said_by(words, meant) < MOST
    ):
        return False  # so much only goes where it is called by its name
    if meant is not None and meant.kind in ("section", "page") and _FOR_GOOD.search(bench.words_of(ask)):
        return _records_too(bench, meant)
    return meant is not None and _gone(bench, meant)


def _counted(bench: Bench, words: str) -> Thing | None:
    """`the last one`: of the sections of the first page."""
    match = re.search(r"(?i)\b(first|last)\b", words)
    page = bench.app.pages[0].name
    here = [one for one in bench.things("section") if one.page == page]
    return (here[0] if match[1].lower() == "first" else here[-1]) if match and here else None


def _view(bench: Bench, ask: Ask, view: str) -> Thing | None:
    found = sections_for(bench, ask, Collection)
    return next((one for one in found if getattr(bench.node(one), "view", "") == view), None)


def _records_too(bench: Bench, thing: Thing) -> bool:
    """A view that goes for good takes its page and the records with it, if nothing else shows them."""
    entity = thing.entity
    if thing.kind == "page":
        entity = next((entity_of(one) for one in bench.page(thing.name).sections if entity_of(one)), "")
    others = [one for one in bench.things("section") if one.entity == entity and one.page != thing.page]
    gone = _gone(bench, thing)
    if entity and not others and bench.has_entity(entity):
        return bench.run(f"remove entity {entity}") or gone
    return gone


def _gone(bench: Bench, thing: Thing) -> bool:
    if thing.kind == "section":
        node = bench.node(thing)
        if bench.run(f"on {thing.page}: remove {thing.name}"):
            bench.gone, bench.gone_from = node, thing.page
            return True
        return False
    if thing.kind == "page" and bench.run(f"remove page {thing.name}"):
        bench.gone_page = thing.name
        return True
    if thing.kind == "word":
        return bench.put_words(thing, ())
    line = _statement(bench, thing)
    return bool(line) and bench.run(line)


def _statement(bench: Bench, thing: Thing) -> str:
    match thing.kind:
        case "field" | "computed":
            where = f"in {thing.entity}" if thing.entity else f"on {thing.page}, {thing.section}"
            return f"{where}: remove {thing.name}"
        case "action":
            return f"in {thing.entity}: remove action {thing.name}"
        case "option":
            return f"in {thing.entity}: remove option {thing.name} from {thing.field}"
        case "sample":
            return f'in {thing.entity}: remove sample "{thing.name}"'
        case "check" | "rule":
            word = "check" if thing.kind == "check" else "when"
            return f"in {thing.entity}: remove {word} {thing.name.removeprefix(f'{word} ')}"
        case "entity":
            return f"remove entity {thing.name}"
        case "item":
            section = bench.section_of(thing)
            start = re.match(r'[a-z ]+"[^"]*"', thing.name)
            return f"on {thing.page}, {section.name}: remove {start[0] if start else thing.name}"
        case "about":
            return "clear about"
    return ""


def _by_words(bench: Bench, ask: Ask, words: str) -> bool:
    """What is known by a usual word: the search box, the goal, the comments, a wish
    of a block, the colours.
    """
    for clause, said in _CLAUSES.items():
        if re.search(said, words, re.I):
            for thing in sections_for(bench, ask, Collection):
                attribute = {"filter": "filters", "total": "totals"}.get(clause, clause)
                if getattr(bench.node(thing), attribute, None):
                    return bench.run(f"on {thing.page}, {thing.name}: clear {clause}")
    if _GOAL.search(words):
        goals = [
            one
            for one in sections_for(bench, ask, Stat)
            if getattr(bench.node(one), "goal", None) is not None
        ]
        if goals:
            return bench.run(f"on {goals[0].page}, {goals[0].name}: clear goal")
    for feature in FEATURES:
        if stems(feature) & stems(words):
            entity = next((one for one in bench.app.entities if feature in one.features), None)
            if entity is not None:
                return bench.run(f"in {entity.name}: remove with {feature}")
    if _clause_of_block(bench, ask, words):
        return True
    for part, said in _LOOKS.items():
        if re.search(said, words, re.I):
            return bench.run(f"clear {part}")
    return False


def _clause_of_block(bench: Bench, ask: Ask, words: str) -> bool:
    """`no shuffle`, `no times yet`: what is said of a block after its first line."""
    for thing in sections_for(bench, ask, Block):
        block = bench.node(thing)
        assert isinstance(block, Block)
        known = BLOCKS[block.word].clauses_of(block.variant)
        for clause in clauses_called(words, known):
            if clause.word in dict(block.options) and not clause.needed:
                bench.remember(thing)
                return bench.run(f"on {thing.page}, {thing.name}: clear {clause.word}")
    return False
