"""Asks about how much, how long, how early: bounds of a number, letters of a text, days that may be given."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import Binary, Call, Check, Expression, Field, FieldRef, Moment, Number
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.fields import change, parts
from desktop.spindle.editing.guessing import amount_in, field_for
from desktop.spindle.editing.picking import meant_fields
from desktop.spindle.editing.placing import field_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import currency_in, days_in, number_in, time_in
from desktop.spindle.reading import Ask

_AT_LEAST = re.compile(
    r"(?i)\b(?:at least|minimum|no less|not less|not below|from|more than|or more|(?:less|fewer) than|below|"
    r"under|before|mindestens|au moins|al menos|almeno|minstens|pelo menos|co najmniej)\b"
)
_AT_MOST = re.compile(
    r"(?i)\b(?:at (?:the )?most|maximum|max|up to|no more|not more|not over|over|above|after|until|limit|"
    r"or less|longer|older|höchstens|maximal|au plus|como máximo|al massimo|hoogstens|no máximo|najwyżej)\b"
)

_LETTERS = re.compile(
    r"(?i)\b(?:letters?|characters?|signs|longer|shorter|long|Zeichen|Buchstaben|caractères|caracteres|caratteri|"
    r"tekens|znak\w*)\b"
)


def bound(bench: Bench, ask: Ask) -> bool:
    """`at most 10`, `between 1 and 5`, `two dogs at most` where there was only a tick for them."""
    ends = ask.tagged("min", "max")
    if len(ends) > 1 and len(ask.tagged("old")) > 1:
        made = [bound(bench, one) for one in parts(ask, ends)]
        return any(made)
    low, high = _ends(bench, ask)
    if not low and not high:
        return False
    done = False
    for thing in meant_fields(bench, ask):
        field = field_of(bench, thing)
        if field is None:
            continue
        if field.type in (*NUMBER_TYPES, "yes/no"):
            done = _number(bench, thing, field, low, high) or done
        elif field.type in ("text", "long text") and thing.entity and _of_letters(bench, ask, low or high):
            done = _length(bench, thing, low, high) or done
        elif field.type in (*DATE_TYPES, "time") and thing.entity:
            done = _day(bench, thing, low, high) or done
    return done or _worked_out(bench, ask, low, high) or _guessed(bench, ask, low, high)


def _of_letters(bench: Bench, ask: Ask, said: str) -> bool:
    """Whether a number of letters is said, and not one of something else."""
    bare = re.fullmatch(r"\W*\d[\d.,]*\W*", said) is not None
    return bool(_LETTERS.search(said) or (bare and _LETTERS.search(bench.words_of(ask))))


def _ends(bench: Bench, ask: Ask) -> tuple[str, str]:
    """What is said to be the least and the most; "" for what is not."""
    low, high = ask.words("min"), ask.words("max")
    said = "" if low or high else ask.words("value") or bench.words_of(ask)
    if said and (number_in(said) is not None or _moment(said, last=True) is not None):
        if _AT_MOST.search(bench.words_of(ask)):
            high = said
        elif _AT_LEAST.search(bench.words_of(ask)):
            low = said
    return low, high


def _number(bench: Bench, thing: Thing, field: Field, low: str, high: str) -> bool:
    counted = field if field.type in NUMBER_TYPES else Field(field.name, "number", minimum=0)
    least, most = amount_in(counted, low), amount_in(counted, high)
    if least is None and most is None:
        return False
    least = counted.minimum if least is None else least
    most = counted.maximum if most is None else most
    start = counted.default
    if isinstance(start, Number):  # what a record begins with must keep within them
        start = Number(min(max(start.value, start.value if least is None else least), most or start.value))
    made = replace(counted, required=field.required, minimum=least, maximum=most, default=start)
    return made != field and change(bench, thing, made)


def _guessed(bench: Bench, ask: Ask, low: str, high: str) -> bool:
    """Where no field is named, the number that the words are about, else the text that has letters."""
    if ask.operation != "bound":
        return False
    thing = field_for(bench, ask, high or low, NUMBER_TYPES)
    field = field_of(bench, thing) if thing is not None else None
    return thing is not None and field is not None and _number(bench, thing, field, low, high)


# --- what is checked ---------------------------------------------------------------------------------


def _length(bench: Bench, thing: Thing, low: str, high: str) -> bool:
    """So many letters at most; a check of the same length that is there gives way."""
    length = Call("length", (FieldRef(thing.name),))
    name = thing.name[:1].upper() + thing.name[1:]
    done = False
    for operator, said, told in (("<=", high, "at most"), (">=", low, "at least")):
        number = number_in(said) if said else None
        if number is not None:
            message = f"{name}: {told} {number:g} letters"
            done = _checked(bench, thing.entity, operator, length, Number(number), message) or done
    return done


def _day(bench: Bench, thing: Thing, low: str, high: str) -> bool:
    """No day before, or after, one that is said."""
    name = thing.name[:1].upper() + thing.name[1:]
    done = False
    for operator, said, last in ((">=", low, False), ("<=", high, True)):
        moment = _moment(said, last=last) if said else None
        if moment is not None:
            message = f"{name} is too {'late' if last else 'early'}"
            done = _checked(bench, thing.entity, operator, FieldRef(thing.name), moment, message) or done
    return done


def _moment(words: str, *, last: bool) -> Moment | None:
    """`today`, `2026-03-01`, `2026`: its first day, or its last."""
    if re.search(r"(?i)\b(?:today|now|heute|hoy|oggi|aujourd['’]hui|vandaag|hoje|dzisiaj)\b", words):
        return Moment("today")
    date = re.search(r"\b\d{4}-\d\d-\d\d\b", words)
    time = time_in(words, sure=True)
    if date or time:
        return Moment(date[0] if date else time)
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    return Moment(f"{year[0]}-{'12-31' if last else '01-01'}") if year else None


def _worked_out(bench: Bench, ask: Ask, low: str, high: str) -> bool:
    """A value that is worked out cannot be bounded when it is typed in, but checked."""
    for mark in ask.tagged("old"):
        thing = bench.meant(ask, mark.words, ("computed",))
        if thing is None or not thing.entity or currency_in(low or high):
            continue
        name = thing.name[:1].upper() + thing.name[1:]
        for operator, said, told in (("<=", high, "at most"), (">=", low, "at least")):
            number = days_in(said) or number_in(said) if said else None
            if number is not None:
                message = f"{name}: {told} {number:g}"
                return _checked(bench, thing.entity, operator, FieldRef(thing.name), Number(number), message)
    return False


def _checked(
    bench: Bench, entity: str, operator: str, left: Expression, right: Expression, message: str
) -> bool:
    whole = bench.entity(entity)
    new = Check(Binary(operator, left, right), message)
    kept = tuple(
        one
        for one in whole.checks
        if not (isinstance(one.test, Binary) and one.test.operator == operator and one.test.left == left)
    )
    return bench.put_entity(replace(whole, checks=(*kept, new)))
