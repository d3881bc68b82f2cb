"""What an entity's records do, as plain dicts and lists: the part of `plain.py` for actions and rules."""

from __future__ import annotations

from typing import Any

from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    Action,
    Adjustment,
    Assignment,
    Creation,
    Entity,
    MoveOn,
    Notice,
    Question,
    Rule,
    Step,
    Whole,
)
from desktop.blueprint.printing_entities import print_test
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import Book

Plain = dict[str, Any]


def doings_to_plain(entity: Entity, book: Book) -> Plain:
    """Return the keys of an entity that say what happens; all but `actions` only where there is some."""
    scope = book.scope(entity.name)
    plain: Plain = {}
    if entity.features:
        plain["features"] = list(entity.features)
    if entity.permissions:
        plain["permissions"] = [{"who": each.who, "deed": each.deed} for each in entity.permissions]
    if entity.distinct:
        plain["distinct"] = [list(each.fields) for each in entity.distinct]
    if entity.checks:
        plain["checks"] = [
            {"test": print_expression(each.test, scope), "message": each.message} for each in entity.checks
        ]
    if entity.rules:
        plain["rules"] = [_rule(rule, scope, book) for rule in entity.rules]
    plain["actions"] = [_action(action, scope, book) for action in entity.actions]
    return plain


def _rule(rule: Rule, scope: Scope, book: Book) -> Plain:
    return {"when": print_test(rule, scope), "steps": [_step(step, scope, book) for step in rule.steps]}


def _action(action: Action, scope: Scope, book: Book) -> Plain:
    plain: Plain = {"label": action.label, "steps": [_step(step, scope, book) for step in action.steps]}
    if action.when is not None:
        plain["when"] = print_expression(action.when, scope)
    return plain


def _step(step: Step, scope: Scope, book: Book) -> Plain:
    match step:
        case Assignment():
            return {"do": "set"} | _assignment(step, scope, scope)
        case Adjustment():
            amount = print_expression(step.amount, scope)
            return {"do": "take" if step.less else "add", "field": step.field, "amount": amount}
        case Creation():
            target = book.scope(step.entity)
            values = [_assignment(each, scope, target) for each in step.values]
            return {"do": "create", "entity": step.entity, "with": values}
        case MoveOn():
            return {"do": "move on", "field": step.field}
        case Notice():
            return {"do": "notify", "words": step.words}
        case Question():
            return {"do": "ask", "words": step.words}
        case Whole():
            return {"do": step.verb}


def _assignment(step: Assignment, scope: Scope, target: Scope) -> Plain:
    options = target.options.get(step.field, NameSet())
    return {"field": step.field, "value": print_expression(step.value, scope, options)}
