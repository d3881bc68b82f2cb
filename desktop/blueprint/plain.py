"""A blueprint as a plain tree of dicts, lists, texts and numbers, as `--json` shows it.

Optional keys are there only where they say something; every field has a `name` and a `type`.
"""

from __future__ import annotations

from typing import Any

from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    App,
    Chart,
    Collection,
    Entity,
    Expression,
    Field,
    Form,
    Measure,
    Moment,
    Number,
    Page,
    Paragraph,
    Section,
    Stat,
    Text,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import Book, book_of

Plain = dict[str, Any]
"""JSON, as the standard library knows it."""


def to_plain(app: App) -> Plain:
    """Return everything that a blueprint says, ready for `json.dumps`.

    Expressions are their canonical text; defaults and bounds are numbers, texts or booleans
    (`today` and dates as text).
    """
    book = book_of(app)
    theme = app.theme
    return {
        "name": app.name,
        "about": app.about,
        "icon": app.icon,
        "theme": {"mode": theme.mode, "background": theme.background, "accent": theme.accent},
        "entities": [_entity(entity, book.scope(entity.name)) for entity in app.entities],
        "pages": [_page(page, book) for page in app.pages],
    }


def _entity(entity: Entity, scope: Scope) -> Plain:
    return {
        "name": entity.name,
        "fields": [_field(field) for field in entity.fields],
        "computed": [
            {"name": each.name, "expression": print_expression(each.expression, scope)}
            for each in entity.computed
        ],
        "actions": [
            {
                "label": action.label,
                "set": [
                    {
                        "field": each.field,
                        "value": print_expression(
                            each.value, scope, scope.options.get(each.field, NameSet())
                        ),
                    }
                    for each in action.assignments
                ],
            }
            for action in entity.actions
        ],
        "samples": [list(sample.values) for sample in entity.samples],
    }


def _field(field: Field) -> Plain:
    # Every field has the same keys, so that a script may ask for `options` without looking first.
    plain: Plain = {
        "name": field.name,
        "type": field.type,
        "required": field.required,
        "unique": field.unique,
        "options": list(field.options),
        "unit": field.unit,
        "target": field.target,
    }
    if field.default is not None:
        plain["default"] = _literal(field.default)
    if field.minimum is not None:
        plain["min"] = _number(field.minimum)
    if field.maximum is not None:
        plain["max"] = _number(field.maximum)
    return plain


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _literal(value: Expression) -> str | int | float | bool:
    match value:
        case Number():
            return _number(value.value)
        case Text() | YesNo():
            return value.value
        case Moment():
            return value.word
        case _:
            return print_expression(value, Scope())


def _page(page: Page, book: Book) -> Plain:
    return {"name": page.name, "sections": [_section(section, book) for section in page.sections]}


def _section(section: Section, book: Book) -> Plain:
    match section:
        case Collection():
            return _collection(section, book.scope(section.entity))
        case Stat():
            return {"kind": "stat", "label": section.label} | _measure(section.measure, book)
        case Chart():
            return {"kind": "chart", "shape": section.shape, "by": section.by} | _measure(
                section.measure, book
            )
        case Form():
            return {"kind": "form", "entity": section.entity, "showing": list(section.showing)}
        case Paragraph():
            return {"kind": "text", "words": section.words}


def _collection(section: Collection, scope: Scope) -> Plain:
    plain: Plain = {"kind": section.view, "entity": section.entity}
    if section.by:
        plain["by"] = section.by
    plain["showing"] = list(section.showing)
    if section.where is not None:
        plain["where"] = print_expression(section.where, scope)
    plain["search"] = section.search
    plain["filters"] = list(section.filters)
    if section.sort is not None:
        plain["sort"] = {"field": section.sort.field, "descending": section.sort.descending}
    return plain


def _measure(measure: Measure, book: Book) -> Plain:
    plain: Plain = {"aggregate": measure.aggregate, "entity": measure.entity}
    if measure.field:
        plain["field"] = measure.field
    if measure.where is not None:
        plain["where"] = print_expression(measure.where, book.scope(measure.entity))
    return plain
