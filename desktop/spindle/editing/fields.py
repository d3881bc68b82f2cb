"""Asks about fields: another type, other options, must be filled in, no two the same, a start value, bounds."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_field
from desktop.blueprint.nodes import Expression, Field, Moment, Number, Text, YesNo
from desktop.blueprint.vocabulary import NO_DEFAULT_TYPES, NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.assembler.fields import clean_unit, field_from, option_name
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import nearest
from desktop.spindle.reading import Ask, Mark

_AT_LEAST = re.compile(r"(?i)\b(?:at least|minimum|no less|not less|not below|from|more than)\b")
_AT_MOST = re.compile(r"(?i)\b(?:at most|maximum|max|up to|no more|not more|not above|until|limit)\b")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_SPOKEN = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip


def number_in(words: str) -> float | None:
    """The number that some words say, in digits or spelt out; None if there is none."""
    found = _NUMBER.search(words)
    if found:
        return float(found[0].replace(",", "."))
    return next(
        (float(_SPOKEN[word]) for word in re.findall(r"[a-z]+", words.lower()) if word in _SPOKEN), None
    )


def meant_fields(bench: Bench, ask: Ask, tags: tuple[str, ...] = ("old", "at", "by")) -> tuple[Thing, ...]:
    """The fields that the marks of an ask mean, each once."""
    found = [bench.meant(ask, mark.words, ("field",)) for mark in ask.tagged(*tags)]
    named = tuple(dict.fromkeys(thing for thing in found if thing is not None))
    return named or bench.spoken_of(ask, ("field",))


def change(bench: Bench, thing: Thing, field: Field) -> bool:
    """Put another field in the place of one of the same name."""
    bench.last = thing
    return bench.run(f"in {thing.entity}: change {print_field(field)}")


def retype(bench: Bench, ask: Ask) -> bool:
    """`make notes a big text box`, `price in euros`."""
    done = False
    for thing in meant_fields(bench, ask):
        field = bench.field(thing.entity, thing.name)
        if field is None:
            continue
        wanted = next(iter(ask.tagged("as", "f")), None)
        options = tuple(mark.words for mark in ask.tagged("opt"))
        unit = clean_unit(ask.words("unit"))
        type_ = wanted.type if wanted is not None else field.type
        if unit and type_ not in ("number", "money"):
            type_ = "money" if unit in "€$£" or re.search(r"(?i)euro|dollar|pound", unit) else "number"
        type_ = "choice" if len(options) > 1 and type_ not in OPTION_TYPES else type_
        made = field_from(
            Mark("f", field.name, 0, 0, 1.0, type_, 1.0),
            options or field.options,
            unit,
            field.required,
            bench.knowledge,
        )
        made = replace(made, name=field.name, unique=field.unique)
        if field.type == made.type:
            made = replace(made, default=field.default, minimum=field.minimum, maximum=field.maximum)
        done = change(bench, thing, made) or done
    return done


def options(bench: Bench, ask: Ask) -> bool:
    """`status should be new, paid or sent`."""
    wanted = tuple(dict.fromkeys(option_name(mark.words) for mark in ask.tagged("opt", "new")))
    things = meant_fields(bench, ask)
    if len(wanted) < 2 or not things:
        return False
    field = bench.field(things[0].entity, things[0].name)
    if field is None:
        return False
    kept = field.default if isinstance(field.default, Text) and field.default.value in wanted else None
    type_ = field.type if field.type in OPTION_TYPES else "choice"
    made = replace(
        field, type=type_, options=wanted, unit="", target="", default=kept, minimum=None, maximum=None
    )
    return change(bench, things[0], made)


def require(bench: Bench, ask: Ask) -> bool:
    """`name must be filled in`."""
    return _each(bench, ask, required=True)


def optional(bench: Bench, ask: Ask) -> bool:
    """`phone need not be given`."""
    return _each(bench, ask, required=False)


def unique(bench: Bench, ask: Ask) -> bool:
    """`no two with the same number`; of several fields together it is a line of its own."""
    things = meant_fields(bench, ask)
    if len(things) > 1 and len({thing.entity for thing in things}) == 1:
        names = ", ".join(thing.name for thing in things)
        return bench.run(f"in {things[0].entity}: add no two with same {names}")
    return _each(bench, ask, unique=True)


def _each(bench: Bench, ask: Ask, **changes: bool) -> bool:
    done = False
    for thing in meant_fields(bench, ask):
        field = bench.field(thing.entity, thing.name)
        if field is not None:
            done = change(bench, thing, replace(field, **changes)) or done  # type: ignore[arg-type]
    return done


def default(bench: Bench, ask: Ask) -> bool:
    """`status starts as open`, `amount is 1 unless I say otherwise`."""
    done = False
    for thing in meant_fields(bench, ask):
        field = bench.field(thing.entity, thing.name)
        said = ask.words("value", "new", "opt")
        value = value_for(field, said) if field is not None and said else None
        if field is not None and value is not None:
            done = change(bench, thing, replace(field, default=value)) or done
    return done


def value_for(field: Field, words: str) -> Expression | None:
    """Words as a value that a field can hold; None if it cannot hold that."""
    low = words.lower().strip(" '\".")
    if field.type in NO_DEFAULT_TYPES:
        return None
    if field.type in OPTION_TYPES:
        option = nearest(low, field.options, 0.3) or next((o for o in field.options if o.lower() == low), "")
        return Text(option) if option else None
    if field.type == "yes/no":
        return YesNo(not re.search(r"\b(?:no|off|not|false|un\w+)\b", low))
    if field.type in ("date", "date and time", "time"):
        moment = re.search(r"\b(?:today|now|current)\b", low)
        if moment:
            return Moment("today" if field.type == "date" else "now")
        date = re.search(r"\d{4}-\d\d-\d\d", low)
        return Moment(date[0]) if date and field.type == "date" else None
    if field.type in NUMBER_TYPES:
        number = number_in(low)
        return Number(number) if number is not None else None
    return Text(words.strip(" '\""))


def bound(bench: Bench, ask: Ask) -> bool:
    """`at most 10`, `between 1 and 5`."""
    done = False
    for thing in meant_fields(bench, ask):
        field = bench.field(thing.entity, thing.name)
        if field is None or field.type not in NUMBER_TYPES:
            continue
        low, high = number_in(ask.words("min")), number_in(ask.words("max"))
        said = number_in(ask.words("value") or bench.words_of(ask)) if low is None and high is None else None
        if said is not None and _AT_LEAST.search(bench.words_of(ask)):
            low = said
        elif said is not None and _AT_MOST.search(bench.words_of(ask)):
            high = said
        made = replace(
            field,
            minimum=field.minimum if low is None else low,
            maximum=field.maximum if high is None else high,
        )
        done = made != field and (change(bench, thing, made) or done)
    return done
