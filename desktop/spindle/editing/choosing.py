"""The options of a field: more of them, and their order."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.spindle.assembler.fields import option_name
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.placing import field_of
from desktop.spindle.editing.samples import with_value
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import emoji_in
from desktop.spindle.reading import Ask


def add_options(bench: Bench, ask: Ask, thing: Thing) -> bool:
    """Give a field more options, at the end or where the ask says."""
    field = field_of(bench, thing)
    marks = ask.tagged("opt") or ask.tagged("new", "f", "name", "old")
    wanted = [option_name(one.words) or emoji_in(one.words) for one in marks if not points(one.words)]
    if field is None or not thing.entity:
        return False
    there = {one.lower() for one in field.options}
    new = [one for one in dict.fromkeys(wanted) if one and one.lower() not in there]
    if not new:
        return False
    beside = find(ask.words("pos"), bench.things("option"), near=field.name) if ask.tagged("pos") else None
    word = ask.words("place").lower()
    if beside is not None and beside.name in field.options:
        at = field.options.index(beside.name) + (0 if re.search(r"before|front|above|ahead", word) else 1)
        done = _reordered(bench, thing, (*field.options[:at], *new, *field.options[at:]))
    elif re.search(r"\b(?:first|top|beginning|start|front)\b", word):
        done = _reordered(bench, thing, (*new, *field.options))
    else:
        done = all(bench.run(f"in {thing.entity}: add option {one} to {field.name}") for one in new)
    if done:
        _last_one_too(bench, ask, thing, new[-1])
        bench.remember(Thing("option", new[-1], (new[-1],), thing.entity, thing.name))
    return done


def _reordered(bench: Bench, thing: Thing, options: tuple[str, ...]) -> bool:
    entity = bench.entity(thing.entity)
    fields = tuple(replace(one, options=options) if one.name == thing.name else one for one in entity.fields)
    return bench.put_entity(replace(entity, fields=fields))


def put_option(bench: Bench, thing: Thing, beside: str, words: str) -> bool:
    """Put an option of a field elsewhere among the others."""
    field = next(one for one in bench.entity(thing.entity).fields if one.name == thing.field)
    rest = [one for one in field.options if one != thing.name]
    before = bool(re.search(r"(?i)\b(?:before|front|above|ahead|first|top|start|up)\b", words))
    at = (0 if before else len(rest)) if beside not in rest else rest.index(beside) + (0 if before else 1)
    owner_of = Thing("field", field.name, (field.name,), thing.entity)
    return _reordered(bench, owner_of, (*rest[:at], thing.name, *rest[at:]))


def _last_one_too(bench: Bench, ask: Ask, thing: Thing, option: str) -> None:
    """`the last one needs a new part: Shoulders`: the record that was just added gets the new option."""
    if (
        bench.history
        and bench.history[-1].kind == "sample"
        and re.search(r"(?i)\b(?:last|this|it)\b", bench.words_of(ask))
    ):
        sample = bench.history[-1]
        field = field_of(bench, thing)
        now = next(one for one in bench.entity(thing.entity).fields if one.name == thing.name)
        if field is not None and sample.entity == thing.entity:
            with_value(bench, sample, now, option)
