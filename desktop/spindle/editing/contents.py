"""Something new in a list that is there: an option of a field, a line or word of
a block, an example record.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import Block
from desktop.blueprint.vocabulary import OPTION_TYPES
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.assembler.fields import option_name
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.choosing import add_options
from desktop.spindle.editing.finding import find, meanings, same_stem
from desktop.spindle.editing.lines import capital_like, content_of, items_from, placed
from desktop.spindle.editing.picking import choices, meant_fields
from desktop.spindle.editing.placing import Place, entity_for, field_of, owner, place_of
from desktop.spindle.editing.samples import add_samples, fitting
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import currency_in
from desktop.spindle.reading import Ask

_US = re.compile(
    r"(?i)^(?:us|we|(?:the |our )?(?:team|crew|gang|family|staff|club|group|house(?:hold)?|firm))$"
)
"""Somebody has joined us: that is no place of the app."""
_SAMPLE = re.compile(r"(?i)\b(?:sample|example|record|entry)\b")


def add_contents(bench: Bench, ask: Ask) -> bool:
    """Put the words of an ask where they belong."""
    place = place_of(bench, ask)
    if not content_of(ask.marks):
        return _it_too(bench, ask, place)
    for step in (_by_place, _options_somewhere, _lines_somewhere, _samples_somewhere):
        if step(bench, ask, place):
            return True
    return False


def _only_names(ask: Ask) -> bool:
    """Whether an ask has nothing but names of new things, so that they may be options."""
    return bool(ask.tagged("opt", "new", "f", "name")) and not ask.tagged("value")


def _by_place(bench: Bench, ask: Ask, place: Place) -> bool:
    """Where the ask says where: a field with options, a block, some records."""
    several = [one for each in place.meant for one in each if one.kind == "entity"]
    fields = [one for each in place.meant for one in each if one.kind == "field" and _has_options(bench, one)]
    best = [each[0] for each in place.meant if each]
    if len({one.name for one in several}) > 1 and _only_names(ask):
        return _options_of_all(bench, ask, [one.name for one in several])
    for thing in best:
        if thing.kind == "field" and _has_options(bench, thing) and _only_names(ask):
            return add_options(bench, ask, thing)
    beside = find(ask.words("pos"), bench.things("option"), prefer=place.likes) if ask.tagged("pos") else None
    if beside is not None and _only_names(ask) and beside.entity in {one.entity for one in best}:
        return add_options(bench, ask, Thing("field", beside.field, (beside.field,), beside.entity))
    if _lines_at(bench, ask, place):
        return True
    for thing in best:
        if thing.kind == "option" and add_samples(bench, ask, bench.entity(thing.entity)):
            return True
    if fields and _only_names(ask):
        return add_options(bench, ask, fields[0])
    for thing in best:
        if owner(bench, thing) and _fits_records(ask):
            return add_samples(bench, ask, bench.entity(owner(bench, thing)))
    return False


def _fits_records(ask: Ask) -> bool:
    return bool(ask.tagged("opt", "new", "name"))


def _has_options(bench: Bench, thing: Thing) -> bool:
    field = field_of(bench, thing)
    return field is not None and field.type in OPTION_TYPES


# --- options -----------------------------------------------------------------------------------------


def _options_of_all(bench: Bench, ask: Ask, entities: list[str]) -> bool:
    """`French is new, for homework and for marks`: the field of each that offers the same."""
    of_each = [choices(bench, name) for name in dict.fromkeys(entities)]
    if not all(of_each):
        return False
    shared = set.intersection(*({one.name for one in each} for each in of_each))
    picked = [next((one for one in each if one.name in shared), each[0]) for each in of_each]
    done = [add_options(bench, ask, one) for one in picked]
    return all(done)


def _options_somewhere(bench: Bench, ask: Ask, place: Place) -> bool:
    """Where nothing says where: the field that the words name, else what there is to choose of the records at
    hand.
    """
    if not _only_names(ask) or ask.tagged("new") or _SAMPLE.search(bench.words_of(ask)):
        return False
    named = [one for one in meant_fields(bench, ask, ("old", "by", "entity")) if _has_options(bench, one)]
    if named:
        return add_options(bench, ask, named[0])
    if (place.meant and not _US.match(ask.words("at"))) or _line_is_named(bench, ask):
        return False
    entity = entity_for(bench, ask)
    among = choices(bench, entity.name) if entity is not None else ()
    similar = bench.similar
    if similar is not None and len(among) > 1:
        words = ask.words("opt")
        rated = [
            (max(similar(words, field.options), default=0.0), -at)
            for at, one in enumerate(among)
            if (field := field_of(bench, one)) is not None
        ]
        among = (among[-max(rated)[1]],)
    return bool(among) and add_options(bench, ask, among[0])


def _it_too(bench: Bench, ask: Ask, place: Place) -> bool:
    """`people have to be able to order it as well`: what was just added becomes an
    option where its like are.
    """
    latest = next((one for one in reversed(bench.history) if one.kind in ("item", "sample", "option")), None)
    if latest is None or not re.search(
        r"(?i)\b(?:it|them|that|this|too|as well|also)\b", bench.words_of(ask)
    ):
        return False
    beside = {name for one in bench.things(latest.kind) for name in one.names[:1]}
    for thing in sorted(choices(bench), key=lambda one: -place.likes(one)):
        field = field_of(bench, thing)
        if field is not None and sum(option in beside for option in field.options) >= 2:
            if latest.names[0] in field.options:
                return True
            return bench.run(f"in {thing.entity}: add option {option_name(latest.names[0])} to {field.name}")
    return False


# --- lines and words of blocks -----------------------------------------------------------------------


def _lines_at(bench: Bench, ask: Ask, place: Place) -> bool:
    """Into the block that is named, or whose line is, or a block of the page that is: where most finds a
    place.
    """
    found = [one for each in place.meant for one in each]
    sections = [one for one in found if one.kind == "section"]
    sections += [bench.section_of(one) for one in found if one.kind == "item"]
    named = _named_block(bench, ask, place)
    sections += [named] if named is not None else []
    pages = [one.name for one in found if one.kind == "page"]
    sections += [one for one in bench.things("section") if one.page in pages]
    return any(add_lines(bench, ask, one) for one in _best_first(bench, ask, sections))


def _best_first(bench: Bench, ask: Ask, sections: list[Thing]) -> list[Thing]:
    """The blocks among some sections, those first that can take most of what an ask says."""

    def room(thing: Thing) -> int:
        block = bench.node(thing)
        assert isinstance(block, Block)
        return -placed(items_from(block, ask.marks, bench.words_of(ask)))

    blocks = [one for one in dict.fromkeys(sections) if isinstance(bench.node(one), Block)]
    return sorted(blocks, key=room)


def _named_block(bench: Bench, ask: Ask, place: Place) -> Thing | None:
    """The block whose lines the words name: `new trivia question`, `another plan`."""
    said = meanings(bench.words_of(ask))
    best: tuple[float, Thing] | None = None
    for thing in bench.things("section"):
        section = bench.node(thing)
        if not isinstance(section, Block):
            continue
        lines = BLOCKS[section.word].lines
        used = {item.word for item in section.items}
        score = float(any(_says(said, line.word) for line in lines if line.word in used or not used))
        score += 0.6 * any(_says(said, word) for word in section.word.split())
        score += place.likes(thing) + (0.5 if section.label and meanings(section.label) & said else 0.0)
        if score >= 1 and (best is None or score > best[0]):
            best = (score, thing)
    return best[1] if best is not None else None


def _says(said: frozenset[str], word: str) -> bool:
    return any(same_stem(one, other) for one in meanings(word) for other in said)


def _line_is_named(bench: Bench, ask: Ask) -> bool:
    return _named_block(bench, ask, Place(())) is not None


def _lines_somewhere(bench: Bench, ask: Ask, place: Place) -> bool:
    """Into the block that was spoken of last, that is named, or that has lines like it; the records come
    after.
    """
    latest = bench.pointed_at(("section", "item"))
    if latest is not None and bench.history:
        thing = latest if latest.kind == "section" else bench.section_of(latest)
        if isinstance(bench.node(thing), Block) and add_lines(bench, ask, thing):
            return True
    named = _named_block(bench, ask, place)
    if named is not None and add_lines(bench, ask, named):
        return True
    if _SAMPLE.search(bench.words_of(ask)) or ask.tagged("at"):
        return False
    if bench.app.entities and not (ask.tagged("new") and ask.tagged("opt")):
        return False
    free = [one for one in bench.things("section") if not one.entity]
    return any(add_lines(bench, ask, one) for one in _best_first(bench, ask, free))


def add_lines(bench: Bench, ask: Ask, thing: Thing) -> bool:
    """Add to a block what an ask says: lines under it, or words after its colon."""
    block = bench.node(thing)
    assert isinstance(block, Block)
    items = items_from(block, ask.marks, bench.words_of(ask))
    spec = BLOCKS[block.word]
    if items and (block.items or spec.words == "no" or not block.words):
        if not bench.put_section(thing, replace(block, items=(*block.items, *items))):
            return False
        for new in items:
            bench.remember(thing)
            bench.remember(_item_thing(bench, thing, new.label))
        return True
    if spec.words == "no" or block.entity:
        return False
    said = [option_words(mark.words) for mark in ask.tagged("opt") or ask.tagged("new")]
    words = tuple(dict.fromkeys((*block.words, *(capital_like(one, block.words) for one in said))))
    if words == block.words or not bench.put_section(thing, replace(block, words=words)):
        return False
    bench.remember(thing)
    return True


def _item_thing(bench: Bench, thing: Thing, label: str) -> Thing | None:
    here = [
        one for one in bench.things("item") if one.page == thing.page and one.section == bench.now(thing).name
    ]
    return next((one for one in reversed(here) if label in one.names), None)


# --- records -----------------------------------------------------------------------------------------


def _samples_somewhere(bench: Bench, ask: Ask, place: Place) -> bool:
    """To the records that have what the words name among their options, else to those at hand."""
    told = ask.tagged("opt", "value", "at") or _SAMPLE.search(bench.words_of(ask))
    if not _fits_records(ask) or not told:
        return False
    for mark in ask.tagged("value"):
        option = find(mark.words, bench.things("option"), least=0.9)
        if option is not None:
            return add_samples(bench, ask, bench.entity(option.entity))
    entity = entity_for(bench, ask) if not ask.tagged("at") or any(place.meant) else None
    if entity is not None and not any(place.meant) and ask.tagged("value"):
        best = max(bench.app.entities, key=lambda one: fitting(bench, ask, one))
        entity = best if fitting(bench, ask, best) > max(0, fitting(bench, ask, entity)) else entity
        priced = any(currency_in(mark.words) for mark in ask.tagged("value"))
        if priced and fitting(bench, ask, entity) <= 0:  # it is none of the records that has a price
            free = [one for one in bench.things("section") if not one.entity]
            if any(add_lines(bench, ask, one) for one in _best_first(bench, ask, free)):
                return True
    return entity is not None and add_samples(bench, ask, entity)
