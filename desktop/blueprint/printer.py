"""Tree in, canonical text out: what the person reads and the model is trained to write.

Printing what was parsed and parsing it again gives the same tree.
"""

from __future__ import annotations

from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    Action,
    App,
    Chart,
    Collection,
    Entity,
    Field,
    Form,
    Measure,
    Paragraph,
    Sample,
    Section,
    Stat,
    Text,
    Theme,
)
from desktop.blueprint.printing_expressions import print_expression, print_number
from desktop.blueprint.scopes import Book, book_of
from desktop.blueprint.vocabulary import OPTION_TYPES, PLAIN_SAMPLE_TYPES, PLAIN_VALUE, REFERENCE_WORD


def print_app(app: App) -> str:
    """Return a blueprint in canonical form, ending with a line feed."""
    book = book_of(app)
    blocks = [_head(app)]
    blocks += [_entity(entity, book.scope(entity.name)) for entity in app.entities]
    blocks += [
        [f"page {page.name}", *(_indent(_section(section, book)) for section in page.sections)]
        for page in app.pages
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def print_field(field: Field) -> str:
    """Return a field's line without its indentation."""
    return f"{field.name}: " + ", ".join([_type(field), *_modifiers(field)])


def print_section(section: Section, app: App) -> str:
    """Return a section's line without its indentation."""
    return _section(section, book_of(app))


def _indent(line: str) -> str:
    return "  " + line


def _quote(text: str) -> str:
    return f'"{text}"'


def _head(app: App) -> list[str]:
    lines = [f"app {_quote(app.name)}"]
    if app.about:
        lines.append(f"  about {_quote(app.about)}")
    if app.icon:
        lines.append(f"  icon {app.icon}")
    theme = _theme(app.theme)
    if theme:
        lines.append(f"  theme {theme}")
    return lines


def _theme(theme: Theme) -> str:
    parts = [theme.mode] if theme.mode else []
    if theme.background:
        parts.append(f"background {theme.background}")
    if theme.accent:
        parts.append(f"accent {theme.accent}")
    return ", ".join(parts)


# --- entities --------------------------------------------------------------------------------------


def _entity(entity: Entity, scope: Scope) -> list[str]:
    lines = [print_field(field) for field in entity.fields]
    lines += [f"{each.name} = {print_expression(each.expression, scope)}" for each in entity.computed]
    lines += [_action(action, scope) for action in entity.actions]
    lines += [_sample(sample, entity) for sample in entity.samples]
    return [f"entity {entity.name}", *map(_indent, lines)]


def _type(field: Field) -> str:
    if field.type in OPTION_TYPES:
        return f"{field.type} {' | '.join(field.options)}"
    if field.type == "reference":
        return f"{REFERENCE_WORD} {field.target}"
    return f"{field.type} {field.unit}" if field.unit else field.type


def _modifiers(field: Field) -> list[str]:
    words = [word for word, on in (("required", field.required), ("unique", field.unique)) if on]
    default = field.default
    if isinstance(default, Text) and field.type in OPTION_TYPES and default.value in field.options:
        words.append(f"default {default.value}")
    elif default is not None:
        words.append(f"default {print_expression(default, Scope())}")
    if field.minimum is not None:
        words.append(f"min {print_number(field.minimum)}")
    if field.maximum is not None:
        words.append(f"max {print_number(field.maximum)}")
    return words


def _action(action: Action, scope: Scope) -> str:
    sets = []
    for each in action.assignments:
        options = scope.options.get(each.field, NameSet())
        sets.append(f"set {each.field} to {print_expression(each.value, scope, options)}")
    return f"action {action.label}: {', '.join(sets)}"


def _sample(sample: Sample, entity: Entity) -> str:
    kinds = [field.type for field in entity.fields] + ["text"] * len(sample.values)
    written = [_value(value, kind) for value, kind in zip(sample.values, kinds, strict=False)]
    return f"sample {', '.join(written)}"


def _value(value: str | None, kind: str) -> str:
    if value is None:
        return "-"
    plain = kind in PLAIN_SAMPLE_TYPES and PLAIN_VALUE.fullmatch(value)
    return value if plain else _quote(value)


# --- sections --------------------------------------------------------------------------------------


def _section(section: Section, book: Book) -> str:
    match section:
        case Collection():
            return _collection(section, book.scope(section.entity))
        case Stat():
            return f"stat {_quote(section.label)} = {_measure(section.measure, book)}"
        case Chart():
            return f"chart {section.shape} of {_measure(section.measure, book, section.by)}"
        case Form():
            return f"form of {section.entity}{_showing(section.showing)}"
        case Paragraph():
            return f"text {_quote(section.words)}"


def _showing(names: tuple[str, ...]) -> str:
    return f" showing {', '.join(names)}" if names else ""


def _collection(section: Collection, scope: Scope) -> str:
    by = f" by {section.by}" if section.by else ""
    clauses = [f"{section.view} of {section.entity}{by}{_showing(section.showing)}"]
    if section.where is not None:
        clauses.append(f"where {print_expression(section.where, scope)}")
    if section.search:
        clauses.append("search")
    if section.filters:
        clauses.append(f"filter by {', '.join(section.filters)}")
    if section.sort is not None:
        clauses.append(f"sort by {section.sort.field}{' descending' if section.sort.descending else ''}")
    return "; ".join(clauses)


def _measure(measure: Measure, book: Book, by: str = "") -> str:
    field = f"{measure.field} of " if measure.field else ""
    written = f"{measure.aggregate} of {field}{measure.entity}"
    if by:
        written += f" by {by}"
    if measure.where is not None:
        written += f" where {print_expression(measure.where, book.scope(measure.entity))}"
    return written
