"""A blueprint as a plain tree of dicts, lists, texts and numbers, as `--json` shows it.

Optional keys are there only where they say something; every field has a `name` and a `type`.
"""

from __future__ import annotations

from typing import Any

from desktop.blueprint.block_printing import block_to_plain
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import (
    App,
    Block,
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
from desktop.blueprint.plain_entities import doings_to_plain
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import Book, book_of
from desktop.blueprint.vocabulary import THEME_STYLES

Plain = dict[str, Any]
"""JSON, as the standard library knows it."""


def to_plain(app: App) -> Plain:
    """Return everything that a blueprint says, ready for `json.dumps`.

    Expressions are their canonical text; defaults and bounds are numbers, texts or booleans
    (`today` and dates as text).
    """
    book = book_of(app)
    theme = app.theme
    plain: Plain = {
        "name": app.name,
        "about": app.about,
        "icon": app.icon,
        "theme": {"mode": theme.mode, "background": theme.background, "accent": theme.accent}
        | {word: said for word in THEME_STYLES if (said := getattr(theme, word))},
        "entities": [_entity(entity, book) for entity in app.entities],
        "pages": [_page(page, book) for page in app.pages],
    }
    if app.language != "en":
        plain["language"] = app.language
    if app.roles:
        plain["roles"] = list(app.roles)
    return plain


def _entity(entity: Entity, book: Book) -> Plain:
    scope = book.scope(entity.name)
    return {
        "name": entity.name,
        "fields": [_field(field) for field in entity.fields],
        "computed": [
            {"name": each.name, "expression": print_expression(each.expression, scope)}
            for each in entity.computed
        ],
        **doings_to_plain(entity, book),
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
    plain: Plain = {"name": page.name, "sections": [_section(section, book) for section in page.sections]}
    return plain | {"only": list(page.only)} if page.only else plain


def _section(section: Section, book: Book) -> Plain:
    match section:
        case Collection():
            return _collection(section, book.scope(section.entity))
        case Stat():
            stat: Plain = {"kind": "stat", "label": section.label} | _measure(section.measure, book)
            return stat if section.goal is None else stat | {"goal": _number(section.goal)}
        case Chart():
            return {"kind": "chart", "shape": section.shape, "by": section.by} | _measure(
                section.measure, book
            )
        case Form():
            form: Plain = {"kind": "form", "entity": section.entity, "showing": list(section.showing)}
            return form if section.steps == 1 else form | {"steps": section.steps}
        case Paragraph():
            return {"kind": "text", "words": section.words}
        case Block():
            return block_to_plain(section, book)


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
    if section.totals:
        plain["totals"] = list(section.totals)
    if section.limit is not None:
        plain["limit"] = section.limit
    return plain


def _measure(measure: Measure, book: Book) -> Plain:
    plain: Plain = {"aggregate": measure.aggregate, "entity": measure.entity}
    if measure.field:
        plain["field"] = measure.field
    if measure.where is not None:
        plain["where"] = print_expression(measure.where, book.scope(measure.entity))
    return plain
