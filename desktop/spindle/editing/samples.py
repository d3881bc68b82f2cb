"""Example records as people say them: `a new girl, Wanda, she plays the drum`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.edits.standing_in import stand_in
from desktop.blueprint.nodes import Entity, Field, Moment, Number, Sample, Text, YesNo
from desktop.blueprint.printing_expressions import print_number
from desktop.blueprint.vocabulary import NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.lines import capital_like, content_of, quotable
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import currency_in, emoji_in, number_in, time_in
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Mark

_LABELS = ("opt", "new", "name")
_Values = dict[str, str]


def add_samples(bench: Bench, ask: Ask, entity: Entity) -> bool:
    """Add the records that an ask names, each with what is said of it; False if it names none."""
    content = content_of(ask.marks)
    first = next((mark for mark in content if mark.tag in _LABELS), None)
    if first is None or not entity.fields:
        return False
    groups: list[list[Mark]] = []
    for mark in content:
        if mark.tag == first.tag:
            groups.append([mark])
        elif groups:
            groups[-1].append(mark)
    shared = _said_of_all(entity, groups) | _shared(bench, ask, entity, groups)
    samples = [sample_of(entity, _values(entity, group, bench) | {}, shared) for group in groups]
    if fitting(bench, ask, entity) > 0:
        samples = [_whole(entity, one, len(entity.samples) + at) for at, one in enumerate(samples, 1)]
    if not bench.put_entity(replace(entity, samples=(*entity.samples, *samples))):
        return False
    for sample in samples:
        bench.remember(Thing("sample", sample.values[0] or "", (sample.values[0] or "",), entity.name))
    return True


def _shared(bench: Bench, ask: Ask, entity: Entity, groups: Sequence[Sequence[Mark]]) -> _Values:
    """What is said of all records at once: `we got new drinks`, or the option that was added just before."""
    inside = " ".join(mark.words for group in groups for mark in group)
    words = re.sub(
        "|".join(re.escape(mark.words) for group in groups for mark in group) or "$^",
        " ",
        bench.words_of(ask),
    )
    found: _Values = {}
    latest = bench.pointed_at(("option",)) if bench.history else None
    for field in entity.fields:
        if field.type not in OPTION_TYPES:
            continue
        option = _option_in(words, field)
        if option and not _option_in(inside, field):
            found[field.name] = option
        elif latest is not None and (latest.entity, latest.field) == (entity.name, field.name):
            found[field.name] = latest.name
    return found


def _said_of_all(entity: Entity, groups: Sequence[Sequence[Mark]]) -> _Values:
    """`dog food and cat food are needed soon`: an option that is only said behind the last is said of all."""
    if len(groups) < 2 or any(len(group) > 1 for group in groups[:-1]) or len(groups[-1]) != 2:
        return {}
    words = groups[-1][1].words
    return {field.name: one for field in entity.fields if (one := _option_in(words, field))}


def _option_in(words: str, field: Field) -> str:
    said = meanings(words)
    return next((one for one in field.options if meanings(one) and meanings(one) <= said), "")


def _values(entity: Entity, group: Sequence[Mark], bench: Bench) -> _Values:
    """Put each mark into the field that it fits best; the first names the record."""
    found: _Values = {}
    for place, mark in enumerate(group):
        field = _field_for(mark, entity, found, first=place == 0, bench=bench)
        if field is not None:
            value = value_in(field, mark.words, bench)
            if value:
                others = [
                    str(sample.values[entity.fields.index(field)] or "")
                    for sample in entity.samples
                    if len(sample.values) > entity.fields.index(field)
                ]
                plain = field.type in ("text", "long text")
                found[field.name] = capital_like(value, [one for one in others if one]) if plain else value
    return found


def _field_for(mark: Mark, entity: Entity, taken: _Values, *, first: bool, bench: Bench) -> Field | None:
    free = [field for field in entity.fields if field.name not in taken]
    if first and free and free[0].type == "text":
        return free[0]
    for field in free:
        if field.type in OPTION_TYPES and _option_in(mark.words, field):
            return field
    for field in free:
        told = field.type not in ("text", "long text", *OPTION_TYPES) or _is_picture(field, entity)
        value = emoji_in(mark.words) if _is_picture(field, entity) else value_in(field, mark.words, bench)
        if told and value:
            return field
    texts = [
        field for field in free if field.type in ("text", "long text") and not _is_picture(field, entity)
    ]
    return texts[0] if texts else None


def _is_picture(field: Field, entity: Entity) -> bool:
    """Whether a text holds a picture sign, as far as the samples show."""
    place = entity.fields.index(field)
    values = [
        sample.values[place]
        for sample in entity.samples
        if len(sample.values) > place and sample.values[place]
    ]
    return bool(values) and all(emoji_in(str(value)) == value for value in values)


def value_in(field: Field, words: str, bench: Bench) -> str:
    """What a sample holds in a field for some words; "" if they are nothing that it can hold."""
    if field.type in OPTION_TYPES:
        return _option_in(words, field)
    if field.type in NUMBER_TYPES:
        number = number_in(words)
        return print_number(number) if number is not None else ""
    if field.type == "yes/no":
        match = re.fullmatch(r"(?i)(yes|no|true|false|ticked)", words.strip())
        return "" if match is None else "no" if match[1].lower() in ("no", "false") else "yes"
    if field.type == "date":
        match = re.search(r"\d{4}-\d\d-\d\d", words)
        return match[0] if match else ""
    if field.type == "time":
        return time_in(words, sure=True)
    if field.type == "reference" and bench.has_entity(field.target):
        names = [sample.values[0] for sample in bench.entity(field.target).samples if sample.values]
        return next((one for one in names if one and stems(one) & stems(words)), "")
    if field.type in ("text", "long text"):
        return quotable(words)
    if field.type == "email":
        return words if "@" in words else ""
    if field.type == "phone":
        return words if re.fullmatch(r"[+\d][\d /()-]{4,}", words) else ""
    return ""


def sample_of(entity: Entity, values: _Values, shared: _Values) -> Sample:
    """A record with these values, in the order of the fields; what lies between them is as a new record has
    it.
    """
    known = {**shared, **values}
    last = max((place for place, field in enumerate(entity.fields) if field.name in known), default=0)
    filled = [known.get(field.name) or _usual(field) for field in entity.fields[: last + 1]]
    return Sample(tuple(filled))


def fitting(bench: Bench, ask: Ask, entity: Entity) -> int:
    """How much of what is said of a record has a field of its kind: a price, a number, an option, a day."""
    if not entity.fields or entity.fields[0].type != "text":
        return -1
    others = entity.fields[1:]
    typed = [one for one in others if one.type not in ("text", "long text") and not _is_picture(one, entity)]
    values = [mark.words for mark in content_of(ask.marks) if mark.tag == "value"]
    money = any(one.type == "money" for one in typed)
    return sum(
        any(value_in(one, words, bench) for one in typed) and (money or not currency_in(words))
        for words in values
    )


def _whole(entity: Entity, sample: Sample, at: int) -> Sample:
    """A record with something between its values where something must be: plain to see, or what the last
    refers to. Only where the record has a name of its own, so that it is one.
    """
    if entity.fields[0].type != "text" or not (sample.values and sample.values[0]):
        return sample
    values = list(sample.values)
    for place, field in enumerate(entity.fields[: len(values)]):
        if field.required and values[place] is None:
            values[place] = _like_others(entity, place) if field.type == "reference" else stand_in(field, at)
    return Sample(tuple(values))


def _like_others(entity: Entity, place: int) -> str | None:
    """What the last record that has it refers to."""
    said = (one.values[place] for one in reversed(entity.samples) if len(one.values) > place)
    return next(filter(None, said), None)


def _usual(field: Field) -> str | None:
    match field.default:
        case YesNo(value):
            return "yes" if value else "no"
        case Number(number):
            return print_number(number)
        case Text(text):
            return text
        case Moment():
            return None
    return None


def with_value(bench: Bench, thing: Thing, field: Field, value: str) -> bool:
    """Give a record that is there another value in one of its fields; it then stands behind the others."""
    entity = bench.entity(thing.entity)
    place = entity.fields.index(field)
    sample = next((one for one in entity.samples if one.values and one.values[0] == thing.name), None)
    if sample is None:
        return False
    values = [*sample.values, *[None] * (place + 1 - len(sample.values))]
    values[place] = value
    part = Entity(entity.name, (), samples=(Sample(tuple(values)),))
    line = write_entity_lines(part, entity, bench.app)[0]
    bench.remember(thing)
    return bench.run(f'in {entity.name}: remove sample "{thing.name}"', f"in {entity.name}: add {line}")
