"""Writes an entity as the language would: its fields, then what its records do, then its samples."""

from __future__ import annotations

from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    FEATURES,
    Action,
    Adjustment,
    Assignment,
    Binary,
    Creation,
    Entity,
    Expression,
    FieldRef,
    MoveOn,
    Notice,
    Number,
    Question,
    Rule,
    Sample,
    Step,
    Text,
    Whole,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.printing_fields import print_field
from desktop.blueprint.scopes import Book
from desktop.blueprint.vocabulary import ADDED, BECOMES, DISTINCT, PLAIN_SAMPLE_TYPES, PLAIN_VALUE


def print_entity(entity: Entity, book: Book) -> list[str]:
    """Return the lines of an entity: the first at the margin, the others indented."""
    return [f"entity {entity.name}", *(f"  {line}" for line in entity_lines(entity, entity, book))]


def entity_lines(part: Entity, whole: Entity, book: Book) -> list[str]:
    """Return the lines of some parts of an entity, as they stand under it.

    Args:
        part: What is to be written.
        whole: The entity that it belongs to, by whose fields samples are written.
        book: What can be named.
    """
    scope = book.scope(whole.name)
    lines = [print_field(field) for field in part.fields]
    lines += [f"{each.name} = {print_expression(each.expression, scope)}" for each in part.computed]
    if part.features:
        lines.append("with " + ", ".join(each for each in FEATURES if each in part.features))
    lines += [f"only {each.who} {each.deed}" for each in part.permissions]
    lines += [f"{DISTINCT} {', '.join(each.fields)}" for each in part.distinct]
    lines += [f"check {print_expression(each.test, scope)}: {_quote(each.message)}" for each in part.checks]
    lines += [_rule(rule, scope, book) for rule in part.rules]
    lines += [_action(action, scope, book) for action in part.actions]
    lines += [_sample(sample, whole) for sample in part.samples]
    return lines


def print_test(rule: Rule, scope: Scope) -> str:
    """Return what a rule waits for: `added`, `status becomes Done`, `quantity < 5`."""
    match rule.test:
        case None:
            return ADDED
        case FieldRef("added"):
            return f"({ADDED})"
        case Binary("=", FieldRef(name), Text() | YesNo() as value) if name and not _has_becomes(scope):
            options = scope.options.get(name, NameSet())
            return f"{name} {BECOMES} {print_expression(value, scope, options)}"
        case test:
            return print_expression(test, scope)


def print_step(step: Step, scope: Scope, book: Book) -> str:
    """Return one step of an action or a rule."""
    match step:
        case Assignment():
            options = scope.options.get(step.field, NameSet())
            return f"set {step.field} to {print_expression(step.value, scope, options)}"
        case Adjustment():
            word, between = ("take", "from") if step.less else ("add", "to")
            return f"{word} {_amount(step.amount, scope, between)} {between} {step.field}"
        case Creation():
            return _creation(step, scope, book)
        case MoveOn():
            return f"move {step.field} on"
        case Notice():
            return f"notify {_quote(step.words)}"
        case Question():
            return f"ask {_quote(step.words)}"
        case Whole():
            return step.verb


def _quote(text: str) -> str:
    return f'"{text}"'


def _has_becomes(scope: Scope) -> bool:
    """Whether the word may belong to a name, so that the parser does not read it as `is`."""
    return any(BECOMES in name for name in scope.fields)


def _amount(amount: Expression, scope: Scope, between: str) -> str:
    """Write a number or a name as it is, and all else in brackets, so that its end is plain to see."""
    written = print_expression(amount, scope)
    bare = isinstance(amount, Number | FieldRef) and f" {between} " not in f" {written} "
    return written if bare else f"({written})"


def _creation(step: Creation, scope: Scope, book: Book) -> str:
    target = book.scope(step.entity)
    values = [
        f"{each.field} = {print_expression(each.value, scope, target.options.get(each.field, NameSet()))}"
        for each in step.values
    ]
    return f"create {step.entity}" + (f" with {', '.join(values)}" if values else "")


def _steps(steps: tuple[Step, ...], scope: Scope, book: Book) -> str:
    return ", ".join(print_step(step, scope, book) for step in steps)


def _rule(rule: Rule, scope: Scope, book: Book) -> str:
    return f"when {print_test(rule, scope)}: {_steps(rule.steps, scope, book)}"


def _action(action: Action, scope: Scope, book: Book) -> str:
    when = f"; when {print_expression(action.when, scope)}" if action.when is not None else ""
    return f"action {action.label}: {_steps(action.steps, scope, book)}{when}"


def _sample(sample: Sample, entity: Entity) -> str:
    kinds = [field.type for field in entity.fields] + ["text"] * len(sample.values)
    written = [_value(value, kind) for value, kind in zip(sample.values, kinds, strict=False)]
    return f"sample {', '.join(written)}"


def _value(value: str | None, kind: str) -> str:
    if value is None:
        return "-"
    plain = kind in PLAIN_SAMPLE_TYPES and PLAIN_VALUE.fullmatch(value)
    return value if plain else _quote(value)
