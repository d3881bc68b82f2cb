"""Carries out statements about the lines of an entity."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.following import Change
from desktop.blueprint.edits.lines import joined, read_entity_line, write_entity_lines
from desktop.blueprint.edits.places import moved
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.selecting import find_line
from desktop.blueprint.edits.statements import AddLine, ChangeLine, MoveLine, RemoveLine, RenameLine
from desktop.blueprint.facts import columns
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import App, Entity, Field, Sample, Span

_T = TypeVar("_T")


def entity_of(app: App, name: str, span: Span, problems: Problems) -> Entity | None:
    """Return the entity called so; None, and a problem, if there is none."""
    found = next((entity for entity in app.entities if entity.name == name), None)
    if found is None:
        problems.add("unknown-entity", span, word=name, among=[each.name for each in app.entities])
    return found


def with_entity(app: App, entity: Entity) -> App:
    """Return an app with an entity in the place of the one with its name."""
    return replace(app, entities=tuple(entity if each.name == entity.name else each for each in app.entities))


def add_line(app: App, statement: AddLine, problems: Problems) -> Change | None:
    """Add a line to an entity, behind the others of its kind."""
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None:
        return None
    before = len(problems.found())
    part = read_entity_line(statement.line.read(), entity, app, problems)
    if len(problems.found()) > before:
        return None
    for name in (each.name for each in columns(part)):
        if any(each.name == name for each in columns(entity)):
            problems.add("name-taken", statement.line.read().span, word=name)
            return None
    whole = replace(
        joined(entity, part),
        actions=(*entity.actions, *part.actions),
        samples=(*entity.samples, *part.samples),
        checks=(*entity.checks, *part.checks),
        distinct=(*entity.distinct, *part.distinct),
        rules=(*entity.rules, *part.rules),
    )
    added = tuple((entity.name, each.name) for each in columns(part))
    return Change(with_entity(app, whole), added=added)


def change_line(app: App, statement: ChangeLine, problems: Problems) -> Change | None:
    """Put a field, computed field or action in the place of the one with its name."""
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None:
        return None
    before = len(problems.found())
    line = statement.line.read()
    part = read_entity_line(line, entity, app, problems)
    if len(problems.found()) > before:
        return None
    if part.actions:
        action = part.actions[0]
        if all(each.label != action.label for each in entity.actions):
            among = [each.label for each in entity.actions]
            problems.add("no-such-action", line.span, word=action.label, among=among, entity=entity.name)
            return None
        actions = tuple(action if each.label == action.label else each for each in entity.actions)
        return Change(with_entity(app, replace(entity, actions=actions)))
    if part.samples:
        return _change_sample(app, entity, part.samples[0], line, problems)
    if not columns(part):
        problems.add("cannot-change-line", line.span, word=line.text)
        return None
    new = columns(part)[0]
    old = next((each for each in columns(entity) if each.name == new.name), None)
    if old is None:
        among = [each.name for each in columns(entity)]
        problems.add("unknown-field", line.span, word=new.name, among=among, entity=entity.name)
        return None
    if isinstance(old, Field) and isinstance(new, Field):
        fields = tuple(new if each is old else each for each in entity.fields)
        return Change(with_entity(app, replace(entity, fields=fields)))
    if not isinstance(old, Field) and not isinstance(new, Field):
        computed = tuple(new if each is old else each for each in entity.computed)
        return Change(with_entity(app, replace(entity, computed=computed)))
    samples = _without_value(entity, entity.fields.index(old)) if isinstance(old, Field) else entity.samples
    return Change(with_entity(app, replace(joined(entity, part), samples=samples)))


def _change_sample(
    app: App, entity: Entity, sample: Sample, line: Piece, problems: Problems
) -> Change | None:
    """Put a sample in the place of the one with its first value."""
    first, name = _first_values(entity), (sample.values[0] if sample.values else None) or ""
    if name not in first:
        problems.add("no-such-sample", line.span, word=name, among=first, entity=entity.name)
        return None
    at = first.index(name)
    samples = (*entity.samples[:at], sample, *entity.samples[at + 1 :])
    return Change(with_entity(app, replace(entity, samples=samples)))


def _first_values(entity: Entity) -> list[str]:
    return [(each.values[0] if each.values else None) or "" for each in entity.samples]


def _without_value(entity: Entity, at: int) -> tuple[Sample, ...]:
    return tuple(replace(each, values=each.values[:at] + each.values[at + 1 :]) for each in entity.samples)


def rename_line(app: App, statement: RenameLine, problems: Problems) -> Change | None:
    """Give a field, computed field or action another name."""
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None:
        return None
    if statement.kind == "action":
        labels = [action.label for action in entity.actions]
        if statement.name not in labels:
            problems.add(
                "no-such-action",
                statement.spot(statement.name),
                word=statement.name,
                among=labels,
                entity=entity.name,
            )
            return None
        actions = tuple(
            replace(each, label=statement.to) if each.label == statement.name else each
            for each in entity.actions
        )
        return Change(with_entity(app, replace(entity, actions=actions)))
    names = [each.name for each in columns(entity)]
    if not _is_column(entity, statement.name, statement.spot(statement.name), problems):
        return None
    if statement.to != statement.name and statement.to in names:
        problems.add("name-taken", statement.spot(statement.to), word=statement.to)
        return None
    return Change(app, Names(columns={(entity.name, statement.name): statement.to}))


def _is_column(entity: Entity, name: str, span: Span, problems: Problems) -> bool:
    names = [each.name for each in columns(entity)]
    if name not in names:
        problems.add("unknown-field", span, word=name, among=names, entity=entity.name)
    return name in names


def remove_line(app: App, statement: RemoveLine, problems: Problems) -> Change | None:
    """Remove a field, an action, samples, a feature, or a line by how it begins."""
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None:
        return None
    name, span = statement.name, statement.spot(statement.name)
    match statement.kind:
        case "":
            if not _is_column(entity, name, span, problems):
                return None
            return Change(app, Names(columns={(entity.name, name): None}))
        case "action":
            kept = tuple(each for each in entity.actions if each.label != name)
            if len(kept) == len(entity.actions):
                among = [each.label for each in entity.actions]
                problems.add("no-such-action", span, word=name, among=among, entity=entity.name)
                return None
            return Change(with_entity(app, replace(entity, actions=kept)))
        case "samples":
            return Change(with_entity(app, replace(entity, samples=())))
        case "sample":
            return _remove_sample(app, entity, statement, problems)
        case "with":
            if name not in entity.features:
                problems.add("no-such-line", span, word=f"with {name}", among=(), part=entity.name)
                return None
            features = tuple(each for each in entity.features if each != name)
            return Change(with_entity(app, replace(entity, features=features)))
        case _:
            return _remove_like(app, entity, statement, problems)


def _remove_sample(app: App, entity: Entity, statement: RemoveLine, problems: Problems) -> Change | None:
    first = _first_values(entity)
    if statement.name not in first:
        problems.add(
            "no-such-sample",
            statement.spot(statement.name),
            word=statement.name,
            among=first,
            entity=entity.name,
        )
        return None
    at = first.index(statement.name)
    samples = entity.samples[:at] + entity.samples[at + 1 :]
    return Change(with_entity(app, replace(entity, samples=samples)))


def _remove_like(app: App, entity: Entity, statement: RemoveLine, problems: Problems) -> Change | None:
    """Remove the one check, rule, permission or `no two with same` that begins so."""
    parts = [
        *(Entity("", (), permissions=(each,)) for each in entity.permissions),
        *(Entity("", (), distinct=(each,)) for each in entity.distinct),
        *(Entity("", (), checks=(each,)) for each in entity.checks),
        *(Entity("", (), rules=(each,)) for each in entity.rules),
    ]
    lines = [write_entity_lines(replace(each, name=entity.name), entity, app)[0] for each in parts]
    found = find_line(statement.name, lines, entity.name, statement.spot(statement.name), problems)
    if found is None:
        return None
    gone = parts[found]
    return Change(
        with_entity(
            app,
            replace(
                entity,
                permissions=_without(entity.permissions, gone.permissions),
                distinct=_without(entity.distinct, gone.distinct),
                checks=_without(entity.checks, gone.checks),
                rules=_without(entity.rules, gone.rules),
            ),
        )
    )


def _without(items: tuple[_T, ...], gone: tuple[_T, ...]) -> tuple[_T, ...]:
    kept = list(items)
    for each in gone:
        kept.remove(each)
    return tuple(kept)


def move_line(app: App, statement: MoveLine, problems: Problems) -> Change | None:
    """Put a field at another place among the fields, a computed field among the computed ones."""
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None or not _is_column(entity, statement.name, statement.spot(statement.name), problems):
        return None
    place = statement.place
    fields, worked_out = [each.name for each in entity.fields], [each.name for each in entity.computed]
    names = fields if statement.name in fields else worked_out
    if place.name and place.name not in names:
        problems.add(
            "unknown-field", statement.spot(place.name), word=place.name, among=names, entity=entity.name
        )
        return None
    at = names.index(statement.name)
    beside = names.index(place.name) if place.name else None
    if names is worked_out:
        return Change(
            with_entity(app, replace(entity, computed=moved(entity.computed, at, place.word, beside)))
        )
    samples = tuple(_moved_value(each, len(fields), at, place.word, beside) for each in entity.samples)
    whole = replace(entity, fields=moved(entity.fields, at, place.word, beside), samples=samples)
    return Change(with_entity(app, whole))


def _moved_value(sample: Sample, count: int, at: int, word: str, beside: int | None) -> Sample:
    """Return a sample whose values stand in the new order; what is missing at the end is not written."""
    values = moved((*sample.values, *(None,) * (count - len(sample.values))), at, word, beside)
    while len(values) > len(sample.values) and values[-1] is None:
        values = values[:-1]
    return replace(sample, values=values)
