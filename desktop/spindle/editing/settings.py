"""Asks about how a tool, a timer, a game, a quiz is set, about goals, and about single values that are there."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    Action,
    Adjustment,
    Assignment,
    Binary,
    Block,
    Computed,
    Entity,
    Expression,
    FieldRef,
    Moment,
    Number,
    Stat,
    Step,
    Value,
)
from desktop.blueprint.vocabulary import OPTION_TYPES
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.editing import fields
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.clauses import said_of
from desktop.spindle.editing.computing import computed_at, put_computed, with_number
from desktop.spindle.editing.fields import change, value_for
from desktop.spindle.editing.lines import capital_like, changed_item
from desktop.spindle.editing.placing import Place, field_of, place_of, sections_for
from desktop.spindle.editing.samples import value_in, with_value
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import days_in, has_number, number_in
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Mark

_GOAL = re.compile(r"(?i)\b(?:goals?|targets?|aim|ziel|objectif)\b")
_VALUES = ("value", "new", "max", "min")
_KINDS = ("item", "action", "sample", "computed", "field", "section")
_SETTABLE = {"item": 0.08, "action": 0.05, "sample": 0.02}
"""What speaks for things whose values people mostly mean."""
_NEARLY = 0.35
"""How far a number may be from one that is there and still take its place: 26 children are 27 now."""


def set_up(bench: Bench, ask: Ask) -> bool:
    """`25 minutes`, `faster`, `two players`, `a goal of 20 books`, `the soup is at 1`."""
    place = place_of(bench, ask, ("at", "old"))
    if _GOAL.search(bench.words_of(ask)) and _goal(bench, ask):
        return True
    if _each_value(bench, ask):
        return True
    if _blocks(bench, ask, place):
        return True
    return _span(bench, ask) or _near_number(bench, ask)


def _goal(bench: Bench, ask: Ask) -> bool:
    number = number_in(ask.words("value", "max", "new") or bench.words_of(ask))
    stats = sections_for(bench, ask, Stat)
    blocks = [one for one in sections_for(bench, ask, Block) if "goal" in _clause_words(bench, one)]
    place = place_of(bench, ask, ("at", "old"))
    named = any(
        one.kind == "section" and isinstance(bench.node(one), Block)
        for each in place.meant
        for one in each[:1]
    )
    if number is None or not stats or (blocks and named):
        return False
    having = [one for one in stats if getattr(bench.node(one), "goal", None) is not None]
    place_named = any(place.meant) or bench.history
    target = stats[0] if place_named or not having else having[0]
    done = bench.run(f"on {target.page}, {target.name}: set goal {number:g}")
    bench.remember(bench.now(target))
    return done


def _clause_words(bench: Bench, thing: Thing) -> tuple[str, ...]:
    block = bench.node(thing)
    assert isinstance(block, Block)
    return tuple(clause.word for clause in BLOCKS[block.word].clauses_of(block.variant))


def options(bench: Bench, ask: Ask) -> bool:
    """`status should be new, paid or sent`, `the words this week are …`."""
    return fields.options(bench, ask) or _blocks(bench, ask, place_of(bench, ask, ("at", "old")))


# --- single values -----------------------------------------------------------------------------------


def _each_value(bench: Bench, ask: Ask) -> bool:
    """Give each thing that is named the value that stands beside it."""
    done = False
    place = place_of(bench, ask)
    for old, values in pairs(ask):
        thing = bench.meant(
            ask, old.words, _KINDS, lambda one: place.likes(one) + _SETTABLE.get(one.kind, 0.0)
        )
        done = (thing is not None and set_values(bench, thing, values)) or done
    return done


def pairs(ask: Ask) -> list[tuple[Mark, tuple[Mark, ...]]]:
    """What is named, each with the values that belong to it, whether they stand before or behind."""
    marks = [mark for mark in ask.marks if mark.tag == "old" or mark.tag in _VALUES]
    olds = [mark for mark in marks if mark.tag == "old"]
    if not olds or len(olds) == len(marks):
        return []
    values = [mark for mark in marks if mark.tag != "old"]
    if marks[0].tag != "old" and len(values) == len(olds):
        return [(old, (value,)) for old, value in zip(olds, values, strict=True)]
    found = []
    for place, old in enumerate(olds):
        end = olds[place + 1].start if place + 1 < len(olds) else ask.end
        mine = tuple(value for value in values if old.start < value.start < end)
        found.append((old, mine or (tuple(values) if len(olds) == 1 else ())))
    return [one for one in found if one[1]]


def set_values(bench: Bench, thing: Thing, values: tuple[Mark, ...]) -> bool:
    """Give something that is there other values; False where it cannot take them."""
    words = values[0].words
    match thing.kind:
        case "item":
            return set_item(bench, thing, values)
        case "action":
            return _set_action(bench, thing, words)
        case "sample":
            return _set_sample(bench, thing, words)
        case "computed":
            computed = computed_at(bench, thing)
            number = days_in(words) or number_in(words)
            made = (
                with_number(computed.expression, number)
                if computed is not None and number is not None
                else None
            )
            return made is not None and put_computed(bench, thing, made)
        case "field":
            field = field_of(bench, thing)
            fits = field is not None and (field.type != "text" or values[0].tag in ("value", "new"))
            value = value_for(field, words) if fits and field is not None else None
            return (
                field is not None
                and value is not None
                and change(bench, thing, replace(field, default=value))
            )
    return False


def set_item(bench: Bench, thing: Thing, values: tuple[Mark, ...]) -> bool:
    """Change a line under a block: each value goes where something like it stands."""
    section = bench.section_of(thing)
    block = bench.node(section)
    assert isinstance(block, Block)
    made = changed_item(block, block.items[thing.at], values)
    if made == block.items[thing.at]:
        return False
    items = (*block.items[: thing.at], made, *block.items[thing.at + 1 :])
    if not bench.put_section(section, replace(block, items=items)):
        return False
    here = [one for one in bench.things("item") if one.page == thing.page and one.at == thing.at]
    bench.remember(next((one for one in here if made.label in one.names), None))
    return True


def _set_action(bench: Bench, thing: Thing, words: str) -> bool:
    """Another number in what a button does."""
    entity = bench.entity(thing.entity)
    number = number_in(words)
    action = next(one for one in entity.actions if one.label == thing.name)
    if number is None:
        return False
    made = replace(action, steps=tuple(_step(step, number) for step in action.steps))
    return put_action(bench, thing, made)


def put_action(bench: Bench, thing: Thing, action: Action) -> bool:
    """Let a button do something else."""
    entity = bench.entity(thing.entity)
    old = next(one for one in entity.actions if one.label == thing.name)
    if action == old:
        return False
    written = write_entity_lines(Entity(entity.name, (), actions=(action,)), entity, bench.app)[0]
    bench.remember(thing)
    return bench.run(f"in {entity.name}: change {written}")


def _step(step: Step, number: float) -> Step:
    if isinstance(step, Adjustment) and isinstance(step.amount, Number):
        return replace(step, amount=Number(number))
    if isinstance(step, Assignment):
        made = with_number(step.value, number)
        return replace(step, value=made) if made is not None else step
    return step


def _set_sample(bench: Bench, thing: Thing, words: str) -> bool:
    """Another option, or another number, in an example record."""
    entity = bench.entity(thing.entity)
    for field in entity.fields[1:]:
        value = value_in(field, words, bench) if field.type in OPTION_TYPES or has_number(words) else ""
        if value:
            return with_value(bench, thing, field, value)
    return False


# --- blocks ------------------------------------------------------------------------------------------


def _blocks(bench: Bench, ask: Ask, place: Place) -> bool:
    """Set what is said of the block that is meant most likely."""
    text = bench.request[ask.start : ask.end]
    named = [one for each in place.meant for one in each if one.kind == "section"]
    latest = bench.pointed_at(("section",)) if bench.history else None
    best: tuple[float, Thing, dict[str, Value | None]] | None = None
    for rank, thing in enumerate(sections_for(bench, ask, Block)):
        block = bench.node(thing)
        assert isinstance(block, Block)
        sure, clauses = said_of(block, ask, text)
        words = _words(bench, ask, block)
        is_named = any((one.page, one.at) == (thing.page, thing.at) for one in named)
        is_latest = latest is not None and (latest.page, latest.at) == (thing.page, thing.at)
        score = (
            sure
            + 1.2 * is_named
            + 0.5 * is_latest
            + place.likes(thing)
            - 0.01 * rank
            + (0.4 if words else 0.0)
        )
        if words:
            clauses = {"words": words, **{one: value for one, value in clauses.items() if one != "faces"}}
        variant = _variant(ask, block)
        if variant and not clauses:
            clauses = {"view": variant}
        if clauses and (best is None or score > best[0]):
            best = (score, thing, clauses)
    if best is None:
        return False
    _, thing, clauses = best
    now = {
        **dict(getattr(bench.node(thing), "options", ())),
        "words": getattr(bench.node(thing), "words", ()),
    }
    new = {word: value for word, value in clauses.items() if now.get(word) != value}
    lines = [f"on {thing.page}, {thing.name}: {_written(word, value)}" for word, value in new.items()]
    done = not lines or bench.run(*lines)
    bench.remember(bench.now(thing) if done else None)
    return done


def _variant(ask: Ask, block: Block) -> str:
    """Another kind of the same block, where one is named: `just cooking units`."""
    said = stems(ask.words("value"))
    kinds = (one for one in BLOCKS[block.word].variants if one != block.variant)
    return next((one for one in kinds if said and stems(one) <= said), "")


def _words(bench: Bench, ask: Ask, block: Block) -> tuple[str, ...]:
    """The words that a block shall have in the place of its own."""
    said = tuple(option_words(mark.words) for mark in ask.tagged("opt"))
    if len(said) < 2 or BLOCKS[block.word].words == "no" or block.entity or not block.words:
        return ()
    return tuple(dict.fromkeys(capital_like(one, block.words) for one in said))


def _written(word: str, value: Value | None) -> str:
    if value is None:
        return f"clear {word}"
    if value is True:
        return f"set {word}"
    if isinstance(value, float | int):
        return f"set {word} {value:g}"
    if isinstance(value, tuple):
        return f"set {word} {' | '.join(map(str, value))}"
    if isinstance(value, str) and word in ("street", "town", "phone", "email", "by", "button", "text"):
        return f'set {word} "{value}"'
    return f"set {word} {value}"


# --- numbers that nobody named -----------------------------------------------------------------------


def _span(bench: Bench, ask: Ask) -> bool:
    """`for four weeks now`: the only span of days that is added to a day."""
    days = days_in(ask.words("value") or bench.words_of(ask))
    if days is None:
        return False
    fitting = [
        (thing, one)
        for thing in bench.things("computed")
        if (one := computed_at(bench, thing)) is not None and _adds_days(one, bench.entity(thing.entity))
    ]
    if len(fitting) != 1:
        return False
    made = with_number(fitting[0][1].expression, days)
    return made is not None and put_computed(bench, fitting[0][0], made)


def _adds_days(computed: Computed, entity: Entity) -> bool:
    dates = {one.name for one in entity.fields if one.type.startswith("date")}

    def is_day(expression: Expression) -> bool:
        return isinstance(expression, Moment) or (
            isinstance(expression, FieldRef) and expression.name in dates
        )

    match computed.expression:
        case Binary("+" | "-", left, Number()):
            return is_day(left)
    return False


def _near_number(bench: Bench, ask: Ask) -> bool:
    """`we are 31 now`: the number in the app that is nearest to it takes its value."""
    words = ask.words("value", "new", "max")
    number = number_in(words)
    if number is None or any(not points(mark.words) for mark in ask.tagged("old")):
        return False
    found: list[tuple[float, Thing]] = []
    for thing in bench.things("item"):
        if re.fullmatch(r"[\d.,]+", thing.names[0]) and (there := number_in(thing.names[0])):
            found.append((abs(there - number) / max(there, number, 1), thing))
    near = min(found, key=lambda one: one[0], default=None)
    if near is None or near[0] > _NEARLY:
        return False
    return set_item(bench, near[1], ask.tagged("value", "new", "max")[:1])
