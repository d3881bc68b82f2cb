"""Which names have probably only changed: one goes, one comes, and all else about it is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.following import renamed_entity
from desktop.blueprint.edits.renames import Names, Option
from desktop.blueprint.edits.rewriting import rewrite
from desktop.blueprint.edits.statements import RenameLine, RenameOption, RenamePart, Statement
from desktop.blueprint.nodes import App, Computed, Entity, Field
from desktop.blueprint.people import PERSON, person_fields

_T = TypeVar("_T", Field, Computed, Entity)


@dataclass(frozen=True)
class Guess:
    """Renames that are likely.

    Attributes:
        statements: The renames, to be said when all else is done.
        back: What has to be called as before to compare the apps.
        labels: The same of actions, by their entity and what they are called now.
    """

    statements: tuple[Statement, ...] = ()
    back: Names = field(default_factory=Names)
    labels: Mapping[Column, str] = field(default_factory=dict)

    def undone(self, app: App) -> App:
        """Return an app in which everything is called as before."""
        entities = tuple(
            replace(
                entity,
                actions=tuple(
                    replace(each, label=self.labels.get((entity.name, each.label), each.label))
                    for each in entity.actions
                ),
            )
            for entity in app.entities
        )
        return rewrite(replace(app, entities=entities), self.back)[0]


def guess_renames(old: App, new: App) -> Guess:
    """Return what has probably been renamed between two apps."""
    entities = _renamed(old.entities, new.entities, _like_entity)
    pages = _renamed_pages(old, new)
    roles = _changed(old.roles, new.roles)
    statements: list[Statement] = []
    renamed_options: list[Statement] = []
    labels: dict[Column, str] = {}
    columns: dict[Column, str | None] = {}
    options: dict[Option, str | None] = {}
    news = {entity.name: entity for entity in new.entities}
    for entity in old.entities:
        other = news.get(entities.get(entity.name, entity.name))
        if other is None:
            continue
        names = _renamed(entity.fields, other.fields, _like_field, of=entities) | _renamed(
            entity.computed, other.computed, _like_computed
        )
        for name, to in names.items():
            columns[other.name, to] = name
            statements.append(RenameLine(entity.name, "", name, to))
        for label, to in _relabelled(entity, other).items():
            labels[other.name, to] = label
            statements.append(RenameLine(entity.name, "action", label, to))
        by_name = {each.name: each for each in other.fields}
        for each in entity.fields:
            same = by_name.get(names.get(each.name, each.name))
            if same is None or same.type != each.type:
                continue
            for option, new_option in _changed(each.options, same.options).items():
                options[other.name, same.name, new_option] = option
                renamed_options.append(RenameOption(entity.name, each.name, option, new_option))
    back_entities: dict[str, str | None] = {}
    for name, to in entities.items():
        implied = renamed_entity(new, to, name)
        back_entities.update(implied.entities)
        columns.update(implied.columns)
        statements.append(RenamePart("entity", name, to))
    statements += [RenamePart("page", name, to) for name, to in pages.items()]
    statements += [RenamePart("role", name, to) for name, to in roles.items()]
    people = next((entity.fields for entity in new.entities if entity.name == PERSON), ())
    for name, to in roles.items():
        options[PERSON, person_fields(people, new.roles).role, to] = name
    back = Names(
        back_entities,
        columns,
        options,
        {to: name for name, to in pages.items()},
        {to: name for name, to in roles.items()},
    )
    return Guess((*renamed_options, *statements), back, labels)


def _renamed(
    olds: Sequence[_T],
    news: Sequence[_T],
    alike: Callable[[_T, _T, Mapping[str, str]], bool],
    of: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the names that have changed between two rows: of each that goes, the one like it that comes."""
    going = [each for each in olds if all(each.name != other.name for other in news)]
    coming = [each for each in news if all(each.name != other.name for other in olds)]
    found: dict[str, str] = {}
    for each in going:
        like = [
            other for other in coming if other.name not in found.values() and alike(each, other, of or {})
        ]
        if len(going) > 1 and len(like) > 1:
            place = list(olds).index(each)
            like = [other for other in like if list(news).index(other) == place]
        if len(like) == 1 or (like and len(going) == 1 and _place(olds, each) == _place(news, like[0])):
            found[each.name] = like[0].name
    return found


def _place(row: Sequence[_T], each: _T) -> int:
    return [other.name for other in row].index(each.name)


def _like_field(old: Field, new: Field, entities: Mapping[str, str]) -> bool:
    return (old.type, old.unit, entities.get(old.target, old.target)) == (
        new.type,
        new.unit,
        new.target,
    ) and (set(old.options) == set(new.options))


def _like_computed(old: Computed, new: Computed, _: Mapping[str, str]) -> bool:
    return old.expression == new.expression


def _like_entity(old: Entity, new: Entity, _: Mapping[str, str]) -> bool:
    return bool(old.fields) and [(each.name, each.type) for each in old.fields] == [
        (each.name, each.type) for each in new.fields
    ]


def _renamed_pages(old: App, new: App) -> dict[str, str]:
    """Return the pages that are called otherwise: of the same place, with the same kinds of sections."""
    olds, news = [page.name for page in old.pages], [page.name for page in new.pages]
    going = [page for page in old.pages if page.name not in news]
    coming = [page for page in new.pages if page.name not in olds]
    found = {}
    for page, other in zip(going, coming, strict=False):
        same = [type(each) for each in page.sections] == [type(each) for each in other.sections]
        if len(going) == len(coming) and same and olds.index(page.name) == news.index(other.name):
            found[page.name] = other.name
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return the words that differ between two rows of as many; nothing if hardly one is the same."""
    pairs = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    moved = any(one in new or other in old for one, other in pairs)
    if len(old) != len(new) or moved or 2 * len(pairs) > len(old) + 1:
        return {}
    return dict(pairs)


def _relabelled(old: Entity, new: Entity) -> dict[str, str]:
    """Return the actions that do the same by another name."""
    labels, others = {each.label for each in old.actions}, {each.label for each in new.actions}
    found: dict[str, str] = {}
    for each in old.actions:
        same = (other for other in new.actions if replace(other, label=each.label) == each)
        to = next((other.label for other in same if other.label not in labels | {*found.values()}), "")
        if each.label not in others and to:
            found[each.label] = to
    return found
