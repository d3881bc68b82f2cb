"""Asks about fields: another type, other options, must be filled in, no two the
same, a start value, bounds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from desktop.blueprint import print_field
from desktop.blueprint.nodes import Expression, Field, Moment, Number, Text, YesNo
from desktop.blueprint.vocabulary import NO_DEFAULT_TYPES, NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.assembler.fields import clean_unit, field_from, option_name
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.guessing import amount_in, field_for
from desktop.spindle.editing.picking import meant_fields, title_of
from desktop.spindle.editing.placing import field_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import currency_in, time_in
from desktop.spindle.naming import nearest
from desktop.spindle.reading import Ask, Mark

_NEED_NOT = re.compile(
    r"(?i)(?:n'?t|\bnot|\bno longer)\b[\w ]{0,16}"
    r"\b(?:required|mandatory|compulsory|needed|necessary|obligatory)\b"
)
_YES = re.compile(r"(?i)\b(?:yes|on|true|ticked|checked|set)\b")
_NO = re.compile(r"(?i)\b(?:no|off|not|false|un\w+|empty)\b")


def change(bench: Bench, thing: Thing, field: Field) -> bool:
    """Put another field in the place of one of the same name, of an entity or of a calculator."""
    where = f"in {thing.entity}" if thing.entity else f"on {thing.page}, {thing.section}"
    done = bench.run(f"{where}: change {print_field(field)}")
    bench.remember(thing)
    return done


def retype(bench: Bench, ask: Ask) -> bool:
    """`make notes a big text box`, `price in euros`, `everything in dollars`."""
    wanted = next(iter(ask.tagged("as", "f")), None)
    options = tuple(mark.words for mark in ask.tagged("opt"))
    unit = _unit(ask.words("unit"))
    things = meant_fields(bench, ask, ("old", "at", "by"))
    if unit and wanted is None and (not things or (ask.tagged("old", "at") and not _all_named(bench, ask))):
        return _money_everywhere(bench, ask, unit)
    done = False
    for thing in things:
        field = field_of(bench, thing)
        if field is None:
            continue
        type_ = wanted.type if wanted is not None else field.type
        if unit and type_ not in ("number", "money"):
            type_ = "money" if currency_in(unit) else "number"
        elif unit and wanted is None and currency_in(unit) and not field.unit:
            type_ = "money"
        type_ = "choice" if len(options) > 1 and type_ not in OPTION_TYPES else type_
        done = change(bench, thing, _retyped(bench, field, type_, options, unit)) or done
    return done


def _all_named(bench: Bench, ask: Ask) -> bool:
    """Whether each mark of an ask means a field by its name."""
    marks = ask.tagged("old", "at")
    return all(_is_field(bench, ask, mark.words) for mark in marks)


def _is_field(bench: Bench, ask: Ask, words: str) -> bool:
    found = bench.meant(ask, words)
    return found is not None and found.kind == "field"


def _retyped(bench: Bench, field: Field, type_: str, options: tuple[str, ...], unit: str) -> Field:
    mark = Mark("f", field.name, 0, 0, 1.0, type_, 1.0)
    kept = field.unit if type_ == field.type else ""
    made = field_from(mark, options or field.options, unit or kept, field.required, bench.knowledge)
    made = replace(made, name=field.name, unique=field.unique)
    if field.type in NUMBER_TYPES and made.type in NUMBER_TYPES:
        start = field.default if isinstance(field.default, Number) else None
        made = replace(made, default=start, minimum=field.minimum, maximum=field.maximum)
    elif field.type == made.type:
        made = replace(made, default=field.default)
    return made


def _unit(words: str) -> str:
    return currency_in(words) or clean_unit(words)


def _money_everywhere(bench: Bench, ask: Ask, unit: str) -> bool:
    """`dollars, not euros`: every amount of what is named, or of the whole app."""
    kinds = (("entity",), ("section",), ("page",))
    marks = ask.tagged("old", "at")
    named = [next((one for each in kinds if (one := bench.meant(ask, m.words, each))), None) for m in marks]
    entities = {one.name if one.kind == "entity" else one.entity for one in named if one is not None}
    places = {(one.page, one.name) for one in named if one is not None and one.kind == "section"}
    done = False
    for thing in bench.things("field"):
        field = field_of(bench, thing)
        fits = not any(named) or thing.entity in entities - {""} or (thing.page, thing.section) in places
        if field is not None and field.type == "money" and fits and field.unit != unit:
            done = change(bench, thing, replace(field, unit=unit)) or done
    return done


def options(bench: Bench, ask: Ask) -> bool:
    """`status should be new, paid or sent`."""
    wanted = tuple(dict.fromkeys(option_name(mark.words) for mark in ask.tagged("opt", "new")))
    things = meant_fields(bench, ask)
    if len(wanted) < 2 or not things:
        return False
    field = field_of(bench, things[0])
    if field is None:
        return False
    kept = field.default if isinstance(field.default, Text) and field.default.value in wanted else None
    type_ = field.type if field.type in OPTION_TYPES else "choice"
    made = replace(
        field, type=type_, options=wanted, unit="", target="", default=kept, minimum=None, maximum=None
    )
    return change(bench, things[0], made)


def require(bench: Bench, ask: Ask) -> bool:
    """`name must be filled in`, and where it says so, that it need not."""
    return _each(bench, ask, required=not _NEED_NOT.search(bench.words_of(ask)))


def optional(bench: Bench, ask: Ask) -> bool:
    """`phone need not be given`."""
    return _each(bench, ask, required=False)


def unique(bench: Bench, ask: Ask) -> bool:
    """`no two with the same number`; of several fields together it is a line of its own, in their order."""
    things = meant_fields(bench, ask)
    if len(things) > 1 and len({thing.entity for thing in things}) == 1:
        order = [one.name for one in bench.entity(things[0].entity).fields]
        names = sorted((thing.name for thing in things), key=order.index)
        return bench.run(f"in {things[0].entity}: add no two with same {', '.join(names)}")
    title = _titled(bench, ask) if not things else None
    field = field_of(bench, title) if title is not None else None
    if title is not None and field is not None:
        return change(bench, title, replace(field, unique=True))
    return _each(bench, ask, unique=True)


def _titled(bench: Bench, ask: Ask) -> Thing | None:
    """`No task a second time`: the field by which the records that are named are known."""
    for mark in ask.tagged("old", "at"):
        found = bench.meant(ask, mark.words, ("entity",))
        if found is not None:
            name = title_of(bench.entity(found.name))
            return Thing("field", name, (name,), found.name) if name else None
    return None


def _each(bench: Bench, ask: Ask, **changes: bool) -> bool:
    done = False
    for thing in meant_fields(bench, ask):
        field = field_of(bench, thing)
        if field is not None:
            done = change(bench, thing, replace(field, **changes)) or done  # type: ignore[arg-type]
    return done


def default(bench: Bench, ask: Ask) -> bool:
    """`status starts as open`, `amount is 1 unless I say otherwise`; of records of that name, what can start
    so; where no field is named, the one that the value is for.
    """
    values = ask.tagged("value", "new")
    if len(values) > 1 and len(ask.tagged("old")) > 1:
        made = [default(bench, one) for one in parts(ask, values)]
        return any(made)
    said = ask.words("value", "new", "opt")
    if not said:
        return False
    done = False
    lost = any(not points(mark.words) for mark in ask.tagged("old"))
    for thing in meant_fields(bench, ask, ("old", "at", "by")):
        done = (not (lost and thing == _pointed(bench, ask)) and _starts(bench, thing, said)) or done
    guess = field_for(bench, ask, said) if not done and ask.operation == "default" else None
    return done or (guess is not None and _starts(bench, guess, said))


def parts(ask: Ask, values: tuple[Mark, ...]) -> list[Ask]:
    """`Volume starts with 1000 and hours with 8`: an ask for each value, with what stands before it."""
    ends = [ask.start, *(one.end for one in values)]
    return [
        replace(ask, start=start, end=end, marks=tuple(one for one in ask.marks if start <= one.start < end))
        for start, end in pairwise(ends)
    ]


def _pointed(bench: Bench, ask: Ask) -> Thing | None:
    """What was spoken of just before, unless the ask names it as well."""
    pointed = bench.pointed_at(("field",))
    named = [bench.meant(ask, mark.words, ("field",)) for mark in ask.tagged("old", "at", "by")]
    return None if pointed in (*named, *bench.spoken_of(ask, ("field",))) else pointed


def _starts(bench: Bench, thing: Thing, said: str) -> bool:
    field = field_of(bench, thing)
    value = value_for(field, said) if field is not None else None
    return field is not None and value is not None and change(bench, thing, replace(field, default=value))


def value_for(field: Field, words: str) -> Expression | None:
    """Words as a value that a field can hold; None if it cannot hold that."""
    low = words.lower().strip(" '\".")
    if field.type in NO_DEFAULT_TYPES or not low:
        return None
    if field.type in OPTION_TYPES:
        option = nearest(low, field.options, 0.3) or next((o for o in field.options if o.lower() == low), "")
        return Text(option) if option else None
    if field.type == "yes/no":
        return YesNo(False) if _NO.search(low) else YesNo(True) if _YES.search(low) else None
    if field.type in ("date", "date and time", "time"):
        moment = re.search(r"\b(?:today|now|current)\b", low)
        if moment:
            return Moment("today" if field.type == "date" else "now")
        date = re.search(r"\d{4}-\d\d-\d\d", low)
        time = time_in(low, sure=True) if field.type == "time" else ""
        return Moment(time) if time else Moment(date[0]) if date and field.type == "date" else None
    if field.type in NUMBER_TYPES:
        number = amount_in(field, low)
        return Number(number) if number is not None else None
    return Text(words.strip(" '\""))
