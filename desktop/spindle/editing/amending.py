"""Single values that are there get others: a price, a time, what a button adds, what a record is."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    Action,
    Adjustment,
    Assignment,
    Block,
    Entity,
    Number,
    Step,
)
from desktop.blueprint.vocabulary import OPTION_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.fields import change, value_for
from desktop.spindle.editing.lines import changed_item, clause_value
from desktop.spindle.editing.placing import field_of
from desktop.spindle.editing.recomputing import computed_at, put_computed, with_number
from desktop.spindle.editing.samples import value_in, with_value
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import days_in, has_number, number_in
from desktop.spindle.reading import Ask, Mark

_VALUES = ("value", "new", "max", "min")


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


def takes(bench: Bench, thing: Thing, values: tuple[Mark, ...]) -> float:
    """What speaks for a line under a block that has something like these values already."""
    if thing.kind != "item":
        return 0.0
    block = bench.node(bench.section_of(thing))
    assert isinstance(block, Block)
    item = block.items[thing.at]
    spec = BLOCKS[block.word].line_of(item.word)
    said = dict(item.options)
    known = [one for one in spec.clauses if one.word in said] if spec is not None else []
    fits = any(clause_value(one, mark.words) is not None for one in known for mark in values)
    return 0.25 if fits else 0.0


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
