"""What is worked out is worked out otherwise: of other records, or with another number."""

from __future__ import annotations

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Computed,
    Entity,
    Expression,
    FieldRef,
    Number,
    Related,
)
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.conditions import joined
from desktop.spindle.editing.things import Thing


def put_computed(bench: Bench, thing: Thing, expression: Expression) -> bool:
    """Let a value be worked out in another way."""
    entity = bench.entity(thing.entity)
    line = write_entity_lines(
        Entity(entity.name, (), (Computed(thing.name, expression),)), entity, bench.app
    )[0]
    done = bench.run(f"in {entity.name}: change {line}")
    if done:
        bench.remember(thing)
    return done


def computed_at(bench: Bench, thing: Thing) -> Computed | None:
    """The value worked out that a thing is, if it is one of an entity."""
    if thing.kind != "computed" or not bench.has_entity(thing.entity):
        return None
    return next((one for one in bench.entity(thing.entity).computed if one.name == thing.name), None)


def counting_only(
    expression: Expression, entity: str, test: Expression, own: tuple[Computed, ...] = ()
) -> Expression | None:
    """An expression in which only those other records count for which a test is true; None if it counts none.

    Args:
        expression: What is worked out.
        entity: The other records.
        test: About one of them.
        own: What else is worked out of the same record: where that counts them, it is written out.
    """
    match expression:
        case FieldRef(name):
            written = next((one.expression for one in own if one.name == name), None)
            return counting_only(written, entity, test, own) if written is not None else None
        case Related(aggregate, other, of, where) if other == entity:
            return Related(aggregate, other, of, joined(where, test))
        case Binary(operator, left, right):
            new_left, new_right = (counting_only(one, entity, test, own) for one in (left, right))
            changed = new_left is not None or new_right is not None
            return Binary(operator, new_left or left, new_right or right) if changed else None
        case Call(function, arguments):
            made = [counting_only(one, entity, test, own) for one in arguments]
            if any(one is not None for one in made):
                return Call(function, tuple(new or old for new, old in zip(made, arguments, strict=True)))
    return None


def related_in(expression: Expression, own: tuple[Computed, ...] = ()) -> tuple[str, ...]:
    """The other records that an expression counts or sums up, itself or by what else is worked out."""
    match expression:
        case FieldRef(name):
            written = next((one.expression for one in own if one.name == name), None)
            return related_in(written, own) if written is not None else ()
        case Related(_, entity):
            return (entity,)
        case Binary(_, left, right):
            return (*related_in(left, own), *related_in(right, own))
        case Call(_, arguments):
            return tuple(one for argument in arguments for one in related_in(argument, own))
    return ()


def with_number(expression: Expression, number: float) -> Expression | None:
    """An expression with another number in it; None unless there is just one."""
    numbers = _numbers(expression)
    return _renumbered(expression, number) if len(numbers) == 1 else None


def _numbers(expression: Expression) -> list[float]:
    match expression:
        case Number(value):
            return [value]
        case Binary(_, left, right):
            return [*_numbers(left), *_numbers(right)]
        case Call(_, arguments):
            return [one for argument in arguments for one in _numbers(argument)]
    return []


def _renumbered(expression: Expression, number: float) -> Expression:
    match expression:
        case Number():
            return Number(number)
        case Binary(operator, left, right):
            return Binary(operator, _renumbered(left, number), _renumbered(right, number))
        case Call(function, arguments):
            return Call(function, tuple(_renumbered(one, number) for one in arguments))
    return expression
